"""What saved reports, confirmed levels and private evidence add to the data file; older files do without."""

from datetime import date
from pathlib import Path
from typing import Any

from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import fields
from tinydb import TinyDB

from planner.core.journey import Confirmed, Entry, Journey, LogEntry, ReportMark, SkillLevel
from planner.store import shapes
from planner.store.codec import Decoder
from planner.store.edits import everything
from planner.store.journeys import JourneyFile
from planner.store.layout import encoded

from .samples import AT, begun, days, sample, texts

amounts = st.floats(0, 168)
marks = st.builds(
    ReportMark,
    percent=st.integers(0, 100),
    finish=st.none() | days,
    target=st.none() | days,
    p50=st.none() | days,
    p80=st.none() | days,
    chance=st.none() | st.floats(0, 1),
    pace=st.none() | st.floats(0.1, 9),
    hours_a_week=amounts,
    break_days=st.integers(0, 999),
    hours_planned=amounts,
    plan_version=texts,
    own=st.lists(texts, max_size=2).map(tuple),
    without=st.lists(texts, max_size=2).map(tuple),
)
levels = st.integers(0, 4)
MARK = ReportMark(45, p50=date(2027, 6, 1), hours_a_week=8.0, own=("mine",))


def _read(journey: Journey) -> Journey:
    tables: dict[str, dict[str, bytes]] = {}
    for edit in everything(journey):
        tables.setdefault(edit.table, {})[str(edit.doc_id)] = encoded(str(edit.doc_id), edit.document)
    return Decoder().decode(tables).journey


@given(marks, st.booleans(), st.lists(st.builds(Confirmed, days, levels, levels), max_size=3).map(tuple))
def test_all_of_it_comes_back(mark: ReportMark, is_private: bool, changes: tuple[Confirmed, ...]) -> None:
    plain = sample(1)
    log = (*plain.log, LogEntry(9, date(2026, 1, 9), Entry.REPORT, "md", text="a", private=is_private, mark=mark))
    journey = Journey(plain.id, plain.settings, skills={"taste": SkillLevel(1, 2, "x", changes)}, log=log)
    assert _read(journey) == journey


def test_no_field_of_a_mark_is_forgotten() -> None:
    assert [each.name for each in fields(ReportMark)] == list(shapes.MarkShape.__struct_fields__)


def test_what_is_not_there_takes_no_room() -> None:
    documents: dict[str, Any] = {}
    for edit in everything(sample(1)):
        documents.setdefault(edit.table, edit.document)
    assert {"private", "mark"}.isdisjoint(documents[shapes.LOG])
    assert "changes" not in documents[shapes.SKILLS]


def test_undo_takes_the_mark_back_with_its_report(tmp_path: Path) -> None:
    path = tmp_path / "journey.json"
    file = begun(path)
    before = file.load()
    file.change(lambda journey: ("saved", journey.with_entry(date(2026, 1, 9), Entry.REPORT, "md", mark=MARK)), AT)
    assert JourneyFile(path).load().log[-1].mark == MARK
    assert file.undo(AT).journey == before
    assert file.redo(AT).journey.log[-1].mark == MARK


def test_unknown_keys_of_a_mark_survive_a_change_around_it(tmp_path: Path) -> None:
    path = tmp_path / "journey.json"
    file = begun(path)
    file.change(lambda journey: ("saved", journey.with_entry(date(2026, 1, 9), Entry.REPORT, "md", mark=MARK)), AT)
    file.close()
    with TinyDB(path) as database:
        table = database.table(shapes.LOG)
        document = table.all()[-1]
        table.update({"mark": {**document["mark"], "mood": "good"}, "weather": "fine"}, doc_ids=[document.doc_id])
    file = JourneyFile(path)
    assert file.load().log[-1].mark == MARK
    file.change(lambda journey: ("noted", journey.with_entry(date(2026, 1, 9), Entry.NOTE, "spec", text="n")), AT)
    file.close()
    with TinyDB(path) as database:
        kept = database.table(shapes.LOG).all()[-2]
    assert (kept["mark"]["mood"], kept["weather"]) == ("good", "fine")
