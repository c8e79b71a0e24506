"""Begin, load, change, undo, redo: what a journey's file promises to the rest of the program."""

import json
import os
import shutil
import stat
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace
from tinydb import TinyDB

from planner.core.journey import Journey, PastWeek, Record, Spell, State, Week
from planner.errors import CannotWrite, NoJourney, Refused, Unreadable
from planner.store import history
from planner.store.journeys import JourneyFile

from .samples import AT, OWN, begun, noted, sample


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "journey.json"


def _mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def _edit_by_hand(path: Path, table: str, key: str, **more: Any) -> None:
    content = json.loads(path.read_text())
    content.setdefault(table, {}).setdefault(key, {}).update(more)
    path.write_text(json.dumps(content, indent=1))


def test_beginning_makes_private_folders_and_a_private_file(tmp_path: Path) -> None:
    path = tmp_path / "one" / "two" / "journey.json"
    old = os.umask(0)
    try:
        file = begun(path)
    finally:
        os.umask(old)
    assert [_mode(each) for each in (path, path.with_name("journey.json.lock"))] == [0o600, 0o600]
    assert [_mode(each) for each in (path.parent, path.parent.parent)] == [0o700, 0o700]
    assert sorted(each.name for each in path.parent.iterdir()) == ["journey.json", "journey.json.lock"]
    assert file.load() == JourneyFile(path).load() == sample()
    assert [(change.number, change.title, change.at) for change in file.history()] == [(1, "Started", AT)]


def test_beginning_never_overwrites(path: Path) -> None:
    path.write_text("anything")
    with pytest.raises(Refused, match="exists already"):
        begun(path)
    assert path.read_text() == "anything"


def test_without_a_file_there_is_no_journey_and_nothing_is_left_behind(path: Path) -> None:
    file = JourneyFile(path)
    attempts = (file.load, file.history, lambda: file.change(noted("x"), AT), lambda: file.undo(AT))
    for attempt in attempts:
        with pytest.raises(NoJourney, match="planner start --from ROLE"):
            attempt()
    assert not file.exists()
    assert not file.changed_outside()
    assert list(path.parent.iterdir()) == []


def test_a_change_is_saved_and_told(path: Path) -> None:
    file = begun(path)
    saved = file.change(noted("hello"), AT)
    assert saved.title == "note: hello"
    assert saved.journey == file.load() == JourneyFile(path).load()
    assert saved.journey.log[-1].text == "hello"
    assert [change.title for change in file.history()] == ["note: hello", "Started"]


def test_nothing_is_written_when_nothing_changes_or_the_change_fails(path: Path) -> None:
    file = begun(path)
    before = (path.read_bytes(), path.stat().st_mtime_ns, path.stat().st_ino)

    def failing(journey: Journey) -> tuple[str, Journey]:
        raise Refused("no")

    with pytest.raises(Refused, match="no"):
        file.change(failing, AT)
    same = file.change(lambda journey: ("same", replace(journey, records=dict(journey.records))), AT)
    assert same.journey == sample()
    assert (path.read_bytes(), path.stat().st_mtime_ns, path.stat().st_ino) == before
    assert len(file.history()) == 1


def test_a_change_within_a_change_is_a_mistake(path: Path) -> None:
    file = begun(path)
    with pytest.raises(RuntimeError, match="do both in one"):
        file.change(lambda journey: ("outer", file.change(noted("inner"), AT).journey), AT)
    assert file.load() == JourneyFile(path).load() == sample()


def test_a_change_applies_to_the_newest_journey(path: Path) -> None:
    app, command = begun(path), JourneyFile(path)
    app.change(noted("app"), AT)
    command.change(noted("command"), AT)
    assert app.changed_outside()
    assert [entry.text for entry in app.change(noted("app again"), AT).journey.log[-3:]] == [
        "app",
        "command",
        "app again",
    ]
    assert not app.changed_outside()
    assert command.changed_outside()


def test_undo_and_redo_outlive_the_process_and_cross_processes(path: Path) -> None:
    begun(path).change(noted("one"), AT)
    JourneyFile(path).change(noted("two"), AT)
    file = JourneyFile(path)
    assert [file.undo(AT).title, JourneyFile(path).undo(AT).title] == ["note: two", "note: one"]
    assert file.load() == sample()
    with pytest.raises(Refused, match=r"Nothing to undo\."):
        file.undo(AT)
    assert [change.undone for change in file.history()] == [True, True, False]
    assert JourneyFile(path).redo(AT).title == "note: one"
    assert file.redo(AT).journey.log[-1].text == "two"
    with pytest.raises(Refused, match=r"Nothing to redo\."):
        file.redo(AT)


def test_a_new_change_drops_what_was_undone(path: Path) -> None:
    file = begun(path)
    for text in ("one", "two", "three"):
        file.change(noted(text), AT)
    file.undo(AT)
    file.undo(AT)
    file.change(noted("other"), AT)
    with pytest.raises(Refused):
        file.redo(AT)
    assert [change.title for change in file.history()] == ["note: other", "note: one", "Started"]


def test_only_the_last_changes_are_kept(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(history, "MOST_CHANGES", 5)
    file = begun(path)
    for number in range(8):
        file.change(noted(str(number)), AT)
    assert [change.title for change in file.history()] == [f"note: {number}" for number in (7, 6, 5, 4, 3)]
    for _ in range(5):
        file.undo(AT)
    with pytest.raises(Refused):
        file.undo(AT)
    assert [entry.text for entry in file.load().log[-2:]] == ["1", "2"]


def test_history_keeps_to_its_room(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(history, "MOST_BYTES", 4000)
    file = begun(path)
    for number in range(8):
        file.change(noted(f"{number}" * 500), AT)
    assert len(file.history()) == 3
    assert file.undo(AT).title == "note: " + "7" * 500


def test_an_edit_by_hand_is_not_lost_by_undo(path: Path) -> None:
    file = begun(path)
    file.change(lambda journey: ("talked", journey.with_record("talk", Record(State.DONE))), AT)
    _edit_by_hand(path, "milestones", "2", why="by hand")
    assert file.load().records["talk"].why == "by hand"
    assert file.undo(AT).journey == sample()
    assert file.redo(AT).journey.records["talk"].why == "by hand"


def test_what_others_keep_in_the_file_survives(path: Path) -> None:
    begun(path).close()
    _edit_by_hand(path, "notes of another program", 'a "b" ü', anything=[1, {"x": None}])
    for table, key in (("meta", "1"), ("journey", "1"), ("milestones", "1"), ("log", "2"), ("skills", "1")):
        _edit_by_hand(path, table, key, extra={"kept": table})
    content = json.loads(path.read_text())
    content["milestones"]["3"]["own"]["extra"] = "inner"
    path.write_text(json.dumps(content))

    def thorough(journey: Journey) -> tuple[str, Journey]:
        return "all", replace(
            journey,
            settings=replace(journey.settings, name="Bo", plan="ux"),
            records={name: replace(each, why="changed") for name, each in journey.records.items()},
            own={OWN.id: replace(OWN, title="Other")},
            skills={name: replace(each, now=4) for name, each in journey.skills.items()},
            log=tuple(replace(entry, text="changed") for entry in journey.log),
        )

    file = JourneyFile(path)
    file.change(thorough, AT)
    file.undo(AT)
    file.redo(AT)
    after = json.loads(path.read_text())
    assert after["notes of another program"] == content["notes of another program"]
    for table, key in (("meta", "1"), ("journey", "1"), ("milestones", "1"), ("log", "2"), ("skills", "1")):
        assert after[table][key]["extra"] == {"kept": table}
    assert after["milestones"]["3"]["own"] | {"extra": "inner", "title": "Other"} == after["milestones"]["3"]["own"]


def test_the_file_is_plain_tinydb_with_one_document_a_line(path: Path) -> None:
    begun(path).change(noted("hello"), AT)
    with TinyDB(path, access_mode="r") as stock:
        assert stock.tables() == {"meta", "journey", "milestones", "skills", "spells", "paces", "log", "changes"}
        assert len(stock.table("log")) == 4
        log = stock.table("log").get(doc_id=4)
        assert log == {"date": "2026-01-07", "kind": "note", "about": "spec", "text": "hello"}
    assert '"4": {"date": "2026-01-07", "kind": "note", "about": "spec", "text": "hello"}' in path.read_text().split(
        "\n"
    )


def test_revision_counts_every_write(path: Path) -> None:
    file = begun(path)
    file.change(lambda journey: ("plan", replace(journey, settings=replace(journey.settings, plan="ux"))), AT)
    assert file.undo(AT).journey.settings.plan == "marketing"
    file.redo(AT)
    assert json.loads(path.read_text())["meta"]["1"] == {
        "schema": 1,
        "journey": "journey-1",
        "plan": "ux",
        "plan_version": "1",
        "revision": 4,
        "saved": AT.isoformat(),
    }


def test_order_of_own_milestones_and_spells_is_kept(path: Path) -> None:
    file = begun(path)
    other = replace(OWN, id="other", title="Other")
    first, second = sample().spells[0], Spell(sample().settings.start, sample().settings.start, 2, "before")

    def turned(journey: Journey) -> tuple[str, Journey]:
        return "turned", replace(journey, own={"other": other, OWN.id: OWN}, spells=(second, first))

    file.change(turned, AT)
    assert list(JourneyFile(path).load().own) == ["other", OWN.id]
    assert JourneyFile(path).load().spells == (second, first)
    assert list(file.undo(AT).journey.own) == [OWN.id]


def test_a_pace_is_undone_and_done_again_with_the_days_before_it(path: Path) -> None:
    slow, quick = sample().settings.week, Week((0, 2, 0, 2, 0, 6, 0))
    file = begun(path)
    before = path.read_bytes()

    def quicker(journey: Journey) -> tuple[str, Journey]:
        past = PastWeek(date(2026, 3, 1), slow)
        settings = replace(journey.settings, week=quick)
        return "pace", replace(journey, settings=settings, paces=(*journey.paces, past))

    file.change(quicker, AT)
    assert JourneyFile(path).load().paces == (*sample().paces, PastWeek(date(2026, 3, 1), slow))
    assert file.undo(AT).journey == sample()
    kept, now = json.loads(before), json.loads(path.read_text())
    assert {table: now[table] for table in kept if table not in ("meta", "changes")} == {
        table: kept[table] for table in kept if table not in ("meta", "changes")
    }
    assert file.redo(AT).journey.settings.week == quick
    assert len(JourneyFile(path).load().paces) == 2


def test_a_file_from_before_paces_were_kept_opens_and_keeps_them_from_then_on(path: Path) -> None:
    begun(path, replace(sample(), paces=())).close()
    assert "paces" not in json.loads(path.read_text())
    file = JourneyFile(path)
    assert file.load().paces == ()
    file.change(lambda journey: ("pace", replace(journey, paces=sample().paces)), AT)
    assert JourneyFile(path).load() == sample()


def test_a_deleted_file_is_not_made_again_from_memory(path: Path) -> None:
    file = begun(path)
    path.unlink()
    assert file.changed_outside()
    with pytest.raises(NoJourney, match="gone"):
        file.load()
    with pytest.raises(CannotWrite, match=r"is gone.*save the journey anew"):
        file.change(noted("x"), AT)
    assert not path.exists()
    file.create(sample(), "Saved anew", AT)
    assert file.change(noted("x"), AT).journey == JourneyFile(path).load()


def test_a_deleted_folder_is_told(tmp_path: Path) -> None:
    path = tmp_path / "folder" / "journey.json"
    file = begun(path)
    shutil.rmtree(path.parent)
    with pytest.raises(CannotWrite, match="is gone"):
        file.change(noted("x"), AT)
    assert not path.parent.exists()


def test_a_replaced_file_is_followed_and_not_the_old_one(path: Path) -> None:
    file = begun(path)
    other = path.with_name("other.json")
    begun(other, replace(sample(), id="other")).close()
    old = path.open("rb")
    kept = old.read()
    other.replace(path)
    assert file.changed_outside()
    assert file.change(noted("x"), AT).journey.id == "other"
    assert JourneyFile(path).load().log[-1].text == "x"
    old.seek(0)
    assert old.read() == kept
    old.close()


def test_a_symbolic_link_is_written_through(tmp_path: Path) -> None:
    (tmp_path / "real").mkdir()
    link = tmp_path / "journey.json"
    link.symlink_to(tmp_path / "real" / "data.json")
    file = begun(link)
    file.change(noted("through"), AT)
    assert link.is_symlink()
    assert JourneyFile(tmp_path / "real" / "data.json").load().log[-1].text == "through"
    assert sorted(each.name for each in (tmp_path / "real").iterdir()) == ["backups", "data.json", "data.json.lock"]
    assert [each.name for each in tmp_path.iterdir() if each.name.endswith(".lock")] == []


def test_a_damaged_file_leaves_the_journey_in_memory_usable(path: Path) -> None:
    file = begun(path)
    good = path.read_bytes()
    path.write_bytes(good[: len(good) // 2])
    assert file.changed_outside()
    for attempt in (file.load, lambda: file.change(noted("x"), AT), file.history):
        with pytest.raises(Unreadable):
            attempt()
    assert path.read_bytes() == good[: len(good) // 2]
    path.write_bytes(good)
    assert file.change(noted("x"), AT).journey.log[-1].text == "x"


def test_closing_is_not_the_end(path: Path) -> None:
    file = begun(path)
    file.close()
    file.close()
    assert file.change(noted("x"), AT).journey == file.load()
