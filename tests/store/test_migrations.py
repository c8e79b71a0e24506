"""Older files become today's in memory and on disk with the next change; newer ones are left alone."""

import json
from pathlib import Path

import pytest

from planner.errors import CannotWrite, Unreadable
from planner.store import journeys, layout, migrations, writing
from planner.store.backups import Backups, Reason
from planner.store.journeys import JourneyFile
from planner.store.layout import DamagedError, encoded
from planner.store.migrations import Documents, upgraded

from .samples import AT, begun, noted, sample


def _renamed(documents: Documents) -> Documents:
    """The migration of an imagined first format, in which the log was called a diary."""
    documents["log"] = documents.pop("diary")
    return documents


@pytest.fixture
def path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A file of the imagined first format, for a program whose format is the second."""
    path = tmp_path / "journey.json"
    begun(path).close()
    content = json.loads(path.read_text())
    content["diary"] = content.pop("log")
    path.write_text(json.dumps(content))
    for module in (journeys, writing):
        monkeypatch.setattr(
            module, "upgraded", lambda tables: upgraded(tables, migrations={1: _renamed}, newest=2), raising=True
        )
    monkeypatch.setattr(writing, "SCHEMA", 2)
    return path


def test_an_old_file_is_read_and_stays_as_it_is(path: Path) -> None:
    before = path.read_bytes()
    assert JourneyFile(path).load() == sample()
    assert path.read_bytes() == before


def test_an_old_file_is_written_anew_with_the_next_change(path: Path) -> None:
    saved = JourneyFile(path).change(noted("new"), AT)
    content = json.loads(path.read_text())
    assert content["meta"]["1"]["schema"] == 2
    assert len(content["log"]) == 4
    assert "diary" not in content
    assert JourneyFile(path).load() == saved.journey
    assert JourneyFile(path).undo(AT).journey == sample()


def test_a_backup_is_made_before_and_comes_back_as_today_s(path: Path) -> None:
    old = path.read_bytes()
    file = JourneyFile(path)
    file.change(noted("new"), AT)
    made = {each.reason: each.path for each in Backups(path).all()}
    assert set(made) == {Reason.MIGRATION, Reason.DAILY}
    assert [each.read_bytes() for each in made.values()] == [old, old]
    content = upgraded(layout.parse(made[Reason.MIGRATION].read_bytes()), migrations={1: _renamed}, newest=2)
    assert file.restore(content, "restored", AT) is not None
    assert file.load() == sample()
    assert json.loads(path.read_text())["meta"]["1"]["schema"] == 2
    file.undo(AT)
    assert [entry.text for entry in file.load().log][-1] == "new"


def test_no_format_is_changed_without_a_backup(path: Path) -> None:
    (path.parent / "backups").write_text("in the way")
    before = path.read_bytes()
    with pytest.raises(CannotWrite, match="Nothing was changed"):
        JourneyFile(path).change(noted("new"), AT)
    assert path.read_bytes() == before


def test_a_newer_file_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "journey.json"
    begun(path).close()
    path.write_text(path.read_text().replace('"schema": 1', '"schema": 7'))
    before = path.read_bytes()
    file = JourneyFile(path)
    for attempt in (file.load, lambda: file.change(noted("x"), AT), lambda: file.undo(AT)):
        with pytest.raises(Unreadable, match=r"newer planner: it has format 7.*knows none after 1.*update planner"):
            attempt()
    assert path.read_bytes() == before


@pytest.mark.parametrize("schema", [0, -1, "1", None, True, 1.5])
def test_a_file_without_a_format_is_left_alone(tmp_path: Path, schema: object) -> None:
    path = tmp_path / "journey.json"
    begun(path).close()
    path.write_text(path.read_text().replace('"schema": 1', f'"schema": {json.dumps(schema)}'))
    before = path.read_bytes()
    with pytest.raises(Unreadable, match="schema"):
        JourneyFile(path).change(noted("x"), AT)
    assert path.read_bytes() == before


def test_a_missing_step_is_told() -> None:
    with pytest.raises(DamagedError, match="no way leads to 3"):
        upgraded({"meta": {"1": encoded("1", {"schema": 1})}}, migrations={}, newest=3)


def test_every_format_has_its_step() -> None:
    assert set(migrations.MIGRATIONS) == set(range(1, migrations.SCHEMA))
    assert all(step.__doc__ for step in migrations.MIGRATIONS.values())
