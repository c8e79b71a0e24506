"""Every Journey comes back from its file exactly, and a wrong document is named to the key."""

import json
import tempfile
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from msgspec.structs import fields, replace

from planner.core.journey import Journey, LogEntry, PastWeek, Record, Settings, SkillLevel, Spell
from planner.core.plan import Effort, Milestone
from planner.errors import BadValue, Unreadable
from planner.store import shapes
from planner.store.codec import Decoder
from planner.store.edits import between, everything
from planner.store.journeys import JourneyFile
from planner.store.layout import encoded

from .samples import AT, OWN, begun, journeys, noted, sample


def _lines(journey: Journey) -> dict[str, dict[str, bytes]]:
    tables: dict[str, dict[str, bytes]] = {}
    for edit in everything(journey):
        tables.setdefault(edit.table, {})[str(edit.doc_id)] = encoded(str(edit.doc_id), edit.document)
    return tables


def _same(one: Journey, other: Journey) -> None:
    assert one == other
    assert list(one.own) == list(other.own)


@given(journeys)
@settings(max_examples=150, deadline=None)
def test_every_journey_comes_back_exactly(journey: Journey) -> None:
    _same(Decoder().decode(_lines(journey)).journey, journey)


@given(journeys, journeys)
@settings(max_examples=40, deadline=None)
def test_any_journey_becomes_any_other_and_back_again(first: Journey, second: Journey) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "journey.json")
        file = begun(path, first)
        assert file.change(lambda _: ("all of it", second), AT).journey == second
        _same(JourneyFile(path).load(), second)
        if first != second:
            _same(file.undo(AT).journey, first)
            _same(JourneyFile(path).load(), first)
            _same(JourneyFile(path).redo(AT).journey, second)
        file.close()


@pytest.mark.parametrize(
    ("part", "shape", "elsewhere", "beyond"),
    [
        (Settings, shapes.SettingsShape, {"plan", "plan_version"}, set()),
        (Record, shapes.MilestoneShape, set(), {"id", "own"}),
        (Milestone, shapes.OwnShape, {"id"}, {"place"}),
        (Effort, shapes.EffortShape, set(), set()),
        (SkillLevel, shapes.SkillShape, set(), {"skill"}),
        (Spell, shapes.SpellShape, set(), set()),
        (PastWeek, shapes.PaceShape, set(), set()),
        (LogEntry, shapes.LogShape, {"number"}, set()),
    ],
)
def test_no_field_is_forgotten(part: Any, shape: Any, elsewhere: set[str], beyond: set[str]) -> None:
    assert {each.name for each in fields(part)} - elsewhere == set(shape.__struct_fields__) - beyond


def test_an_unchanged_part_is_not_looked_into() -> None:
    class Untouchable(dict[str, Record]):
        def __iter__(self) -> Any:
            raise AssertionError("looked into")

    journey = replace(sample(), records=Untouchable())
    index = Decoder().decode(_lines(sample())).index
    _, after = noted("x")(journey)
    assert [edit.table for edit in between(journey, after, index)] == ["log"]


def test_documents_seen_before_are_not_decoded_again() -> None:
    decoder = Decoder()
    first = decoder.decode(_lines(sample())).journey
    second = decoder.decode(_lines(replace(sample(), settings=replace(sample().settings, name="Bo")))).journey
    assert second.settings.name == "Bo"
    assert all(one is other for one, other in zip(first.log, second.log, strict=True))
    assert first.records["spec"] is second.records["spec"]


WRONG = [
    ("log", "1", {"date": "2026-01-06", "kind": "hours", "about": "spec", "hours": -1}, "hours"),
    ("log", "1", {"date": "2026-13-06", "kind": "hours", "about": "spec"}, "date"),
    ("log", "1", {"date": "2026-01-06", "kind": "sleep", "about": "spec"}, "kind"),
    ("log", "1", {"date": "2026-01-06", "kind": "hours", "about": 7}, "about"),
    ("log", "1", {"date": "2026-01-06", "kind": "hours"}, "about"),
    ("log", "one", {"date": "2026-01-06", "kind": "hours", "about": "spec"}, "id"),
    ("log", "1", [1], "object"),
    ("milestones", "1", {"id": "own-course"}, "own-course"),
    ("milestones", "1", {"id": "spec", "steps": [1, 1]}, "steps"),
    ("milestones", "1", {"id": "spec", "effort": {"low": 3, "likely": 2, "high": 5}}, "effort"),
    ("milestones", "1", {"id": "spec", "pin": {"kind": "near", "date": "2026-01-06"}}, "pin.kind"),
    ("milestones", "1", {"id": "spec", "on_the_job": 1.5}, "on_the_job"),
    ("skills", "1", {"skill": "discovery", "start": 1, "now": 5}, "now"),
    ("spells", "1", {"first": "2026-02-02", "last": "2026-02-01", "hours_a_week": 0}, "last"),
    ("paces", "1", {"until": "2026-02-30", "week": [1] * 7}, "until"),
    ("paces", "1", {"until": "2026-02-01", "week": [25] + [0] * 6}, "week"),
    ("journey", "1", {"name": "Ana", "route": "r", "start": "2026-01-05", "week": [1, 2]}, "week"),
    (
        "journey",
        "2",
        {"name": "Ana", "route": "r", "start": "2026-01-05", "week": [0, 2, 0, 0, 0, 0, 0]},
        "one document",
    ),
    ("meta", "1", {"schema": 1, "journey": "x", "plan": None, "plan_version": "1"}, "plan"),
]


@pytest.mark.parametrize(("table", "key", "document", "word"), WRONG)
def test_a_wrong_document_is_named_and_left_alone(
    tmp_path: Path, table: str, key: str, document: Any, word: str
) -> None:
    path = tmp_path / "journey.json"
    begun(path).close()
    content = json.loads(path.read_text())
    content[table][key] = document
    path.write_text(json.dumps(content))
    before = path.read_bytes()
    file = JourneyFile(path)
    for attempt in (file.load, lambda: file.change(noted("x"), AT), lambda: file.undo(AT)):
        with pytest.raises(Unreadable) as error:
            attempt()
        for part in (str(path), f"“{table}”", word):
            assert part in error.value.message
    assert path.read_bytes() == before


@pytest.mark.parametrize(
    "spoilt",
    [
        lambda j: replace(j, settings=replace(j.settings, name=None)),
        lambda j: j.with_entry(date(2026, 1, 7), "hours", "spec", hours=float("nan")),
        lambda j: j.with_entry(date(2026, 1, 7), "hours", "spec", hours=float("inf")),
        lambda j: j.with_entry(date(2026, 1, 7), "hours", "spec", hours=-1.0),
        lambda j: replace(j, log=(*j.log, j.log[0])),
        lambda j: replace(j, own={"other": OWN}),
        lambda j: j.with_record("spec", Record(title="\ud800")),
        lambda j: j.with_record("spec", Record(effort=Effort(3, 2, 1))),
    ],
)
def test_what_no_file_could_give_back_is_refused_before_it_is_written(tmp_path: Path, spoilt: Any) -> None:
    path = tmp_path / "journey.json"
    file = begun(path)
    before = path.read_bytes()
    with pytest.raises(BadValue, match="cannot be saved"):
        file.change(lambda journey: ("spoilt", spoilt(journey)), AT)
    assert path.read_bytes() == before
    assert file.load() == sample()


def test_text_in_a_file_cannot_drive_a_terminal(tmp_path: Path) -> None:
    path = tmp_path / "journey.json"
    begun(path).close()
    path.write_text(path.read_text().replace("line 2", "\\u001b[31mline 2\\u202e"))
    assert JourneyFile(path).load().log[1].text == "␛[31mline 2"
