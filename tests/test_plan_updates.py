"""Plans that change under a journey in a real file: read as they are now, written by no reading, undone in full."""

import json
from datetime import datetime
from pathlib import Path

import pytest

from planner.core import changes
from planner.core.capacity import even_week
from planner.core.journey import State
from planner.core.scope import Status
from planner.errors import NotFound, Refused
from planner.session import Beginning, Session, Surroundings
from tests.catalog.conftest import Kitchen

NOW = datetime(2026, 11, 23, 8)


@pytest.fixture
def kitchen(tmp_path: Path) -> Kitchen:
    (tmp_path / "plans").mkdir()
    return Kitchen(tmp_path / "plans")


@pytest.fixture
def data_file(tmp_path: Path) -> Path:
    return tmp_path / "journey.json"


def opened(kitchen: Kitchen, data_file: Path) -> Session:
    """The journey as another start of the program would find it."""
    return Session(Surroundings(data_file, (kitchen.folder,), lambda: NOW))


def begun(kitchen: Kitchen, data_file: Path, plan: str = "eater") -> Session:
    session = opened(kitchen, data_file)
    session.start(Beginning(plan, even_week(6)), identifier="journey-1")
    session.apply(changes.log_hours, "own-knife", 1.5)
    session.apply(changes.write_note, "own-knife", "sharp")
    session.apply(changes.complete, "own-knife")
    return session


def rename(kitchen: Kitchen) -> None:
    """The person's knife is now called a blade, everywhere in the plan; the version says so."""
    for _ in range(kitchen.files["eater.toml"].count('"own-knife"')):
        kitchen.change("eater.toml", '"own-knife"', '"blade"')
    kitchen.change("eater.toml", 'title = "Buy a knife"', 'title = "Buy a blade"\nwas = ["own-knife"]')
    kitchen.change("eater.toml", 'version = "1"', 'version = "2"')


def take_out(kitchen: Kitchen) -> None:
    """The knife is in the plan no more."""
    text = kitchen.files["eater.toml"]
    start, end = text.index('[[milestone]]\nid = "own-knife"'), text.index("[override.boil-eggs]")
    kitchen.change("eater.toml", text[start:end], "")
    kitchen.change("eater.toml", ', "own-knife"]', "]")
    kitchen.change("eater.toml", 'drops = ["own-knife"]\n', "")


def test_a_renamed_milestone_is_followed_and_reading_writes_nothing(kitchen: Kitchen, data_file: Path) -> None:
    begun(kitchen, data_file).close()
    rename(kitchen)
    before = data_file.read_bytes()
    session = opened(kitchen, data_file)
    outlook = session.outlook()
    assert outlook.items["blade"].status is Status.DONE
    assert outlook.items["blade"].logged == 1.5
    assert not outlook.left_behind
    assert session.outlook() is outlook
    assert session.journey is outlook.journey
    assert len(session.history()) == 4
    assert data_file.read_bytes() == before


def test_the_next_change_makes_a_rename_last_and_undo_takes_both_back(kitchen: Kitchen, data_file: Path) -> None:
    begun(kitchen, data_file).close()
    rename(kitchen)
    session = opened(kitchen, data_file)
    session.apply(changes.write_note, "blade", "very")
    written = data_file.read_text(encoding="utf-8")
    assert {each["id"] for each in json.loads(written)["milestones"].values()} >= {"blade", "read-recipes"}
    assert "own-knife" not in {each["id"] for each in json.loads(written)["milestones"].values()}
    for expected in (State.DONE, State.STARTED, State.STARTED, State.OPEN):
        session.undo()
        fresh = opened(kitchen, data_file)
        assert fresh.journey == session.journey
        assert fresh.journey.record("blade").state is expected
        assert not fresh.outlook().left_behind
    for _ in range(4):
        session.redo()
    assert session.outlook().items["blade"].logged == 1.5
    assert [entry.text for entry in session.journey.log if entry.about == "blade"] == ["", "sharp", "very"]


def test_a_plan_put_back_as_it_was_brings_everything_back(kitchen: Kitchen, data_file: Path) -> None:
    begun(kitchen, data_file).close()
    original = kitchen.plan.read_text(encoding="utf-8")
    take_out(kitchen)
    session = opened(kitchen, data_file)
    gone = session.outlook().left_behind["own-knife"]
    assert (gone.status, gone.hours, [note.text for note in gone.notes]) == (Status.DONE, 1.5, ["sharp"])
    session.apply(changes.write_note, "read-recipes", "dull")
    kitchen.plan.write_text(original, encoding="utf-8")
    item = opened(kitchen, data_file).outlook().items["own-knife"]
    assert (item.status, item.logged) == (Status.DONE, 1.5)


def test_a_newer_file_is_taken_up_as_one_change(kitchen: Kitchen, data_file: Path) -> None:
    session = begun(kitchen, data_file, str(kitchen.plan))
    old = session.journey
    rename(kitchen)
    change = session.adopt_plan(str(kitchen.plan))
    assert change.title == "plan: Eater to cook 2 · 1 renamed"
    assert session.plan.version == session.journey.settings.plan_version == "2"
    assert session.outlook().items["blade"].status is Status.DONE
    session.undo()
    assert session.journey.settings.plan_version == "1"
    assert opened(kitchen, data_file).journey.record("blade") == old.record("own-knife")


def test_a_plan_whose_file_is_gone_can_be_replaced(kitchen: Kitchen, data_file: Path) -> None:
    begun(kitchen, data_file, str(kitchen.plan)).close()
    moved = kitchen.plan.rename(kitchen.folder / "moved.toml")
    session = opened(kitchen, data_file)
    with pytest.raises(NotFound):
        session.outlook()
    session.adopt_plan(str(moved))
    assert session.outlook().items["own-knife"].status is Status.DONE
    assert session.journey.settings.plan_file == str(moved)


def test_another_plan_is_refused_and_nothing_changes(kitchen: Kitchen, data_file: Path) -> None:
    session = begun(kitchen, data_file)
    other = kitchen.folder / "other.toml"
    other.write_text(kitchen.files["eater.toml"].replace('id = "eater"', 'id = "other"', 1), encoding="utf-8")
    before = data_file.read_bytes()
    with pytest.raises(Refused):
        session.adopt_plan(str(other))
    assert data_file.read_bytes() == before
