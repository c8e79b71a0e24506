"""What is wrong with a data file and around it: one finding for each thing, and repairs that lose nothing."""

import json
import os
import shutil
import socket
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from planner.core.health import Finding, Level
from planner.core.journey import Journey
from planner.errors import Busy, CannotWrite
from planner.store.backups import FOLDER
from planner.store.disk import temporary
from planner.store.health import findings
from planner.store.journeys import JourneyFile
from planner.store.lock import held, lock_path
from planner.store.place import Place, look
from planner.store.repairs import RESTORE
from planner.store.rescue import keep_copy, put_right, tidy
from planner.store.shapes import LOG, META
from tests.store.samples import AT, begun, noted

Document = dict[str, Any]
NOW = AT.replace(tzinfo=None) + timedelta(days=1)
DAILY = f"journey-{AT:%Y-%m-%dT%H%M%S}-daily.json"
BY_HAND = f"journey-{NOW:%Y-%m-%dT%H%M%S}-by-hand.json"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A journey's file in a folder of its own, with a few changes."""
    folder = tmp_path / "home"
    folder.mkdir(mode=0o700)
    file = begun(folder / "journey.json")
    for text in ("one", "two", "three"):
        file.change(noted(text), AT)
    file.close()
    return file.path


def at(path: Path, now: datetime = NOW) -> Place:
    return look(path, now)


def bad(place: Place) -> list[Finding]:
    return [each for each in findings(place) if each.level in (Level.PROBLEM, Level.DAMAGED)]


def notes(place: Place) -> list[str]:
    return [each.where for each in findings(place) if each.level is Level.NOTE]


def document_of(path: Path) -> Document:
    return dict(json.loads(path.read_bytes()))


def store(path: Path, document: Document) -> None:
    path.write_text(json.dumps(document), encoding="utf-8")


def spoilt(path: Path, table: str, key: str, document: Any) -> None:
    """Put something else in the place of a document; what is a mapping is added to it."""
    whole = document_of(path)
    old = whole.setdefault(table, {}).get(key)
    whole[table][key] = old | document if isinstance(old, dict) and isinstance(document, dict) else document
    store(path, whole)


class Repair(NamedTuple):
    """A repair: the journey after it, and the pieces that were set aside."""

    journey: Journey
    told: list[str]
    aside: list[Document]


def repair(path: Path) -> Repair:
    told: list[str] = []
    before = path.read_bytes()
    tidy(at(path), told.append)
    place = at(path)
    copy = keep_copy(place)
    assert copy is not None
    assert copy.read_bytes() == before
    put_right(place, told.append)
    assert bad(at(path)) == []
    pieces = [piece for each in path.parent.glob("*.set-aside-*") for piece in json.loads(each.read_bytes())["pieces"]]
    file = JourneyFile(path)
    try:
        return Repair(file.load(), told, pieces)
    finally:
        file.close()


# Around the file


def test_a_sound_file_has_notes_only(path: Path) -> None:
    assert at(path).opens
    assert bad(at(path)) == []
    assert notes(at(path)) == []
    (path.parent / FOLDER / DAILY).unlink()
    assert notes(at(path)) == ["backups"]


def test_modes(path: Path) -> None:
    folder = path.parent / FOLDER
    backup = folder / DAILY
    backup.chmod(0o640)
    folder.chmod(0o755)
    path.chmod(0o604)
    assert [each.where for each in bad(at(path))] == ["permissions"] * 3
    repair(path)
    assert [each.stat().st_mode & 0o777 for each in (path, folder, backup)] == [0o600, 0o700, 0o600]
    path.parent.chmod(0o777)
    (finding,) = bad(at(path))
    assert not finding.can_fix
    assert "chmod go-w" in finding.would


def test_a_draft_is_removed_unless_somebody_works_on_it(path: Path) -> None:
    draft = temporary(path)
    draft.write_bytes(b"half")
    with held(path, 1):
        assert "lock" in notes(at(path))
        assert bad(at(path)) == []
    (finding,) = bad(at(path))
    assert (finding.where, finding.can_fix) == ("drafts", True)
    repair(path)
    assert not draft.exists()


def test_a_lock_that_nobody_can_open(path: Path) -> None:
    lock_path(path).unlink()
    assert bad(at(path)) == []
    assert not lock_path(path).exists()
    lock_path(path).mkdir()
    (finding,) = bad(at(path))
    assert finding.where == "lock"
    assert not finding.can_fix


def test_little_room(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    usage = shutil.disk_usage(path.parent)
    monkeypatch.setattr(shutil, "disk_usage", lambda folder: usage._replace(free=1000))
    assert [each.where for each in bad(at(path))] == ["free space"]


def test_backups_are_looked_into(path: Path) -> None:
    folder = path.parent / FOLDER
    for name, data in ((DAILY, path.read_bytes()), (BY_HAND, path.read_bytes()[:-50])):
        (folder / name).write_bytes(data)
        (folder / name).chmod(0o600)
    (finding,) = bad(at(path))
    assert f"“{BY_HAND.removesuffix('.json')}” is no use" in finding.found
    assert notes(at(path)) == []
    assert notes(at(path, NOW + timedelta(days=14))) == ["backups"]
    (folder / DAILY).write_bytes(b"{")
    assert notes(at(path)) == ["backups"]
    assert findings(at(path))[-1].found == "No backup can be brought back."


def test_backups_that_nobody_can_look_into(path: Path) -> None:
    (path.parent / FOLDER / DAILY).unlink()
    (path.parent / FOLDER).rmdir()
    (path.parent / FOLDER).write_text("in the way")
    (finding,) = bad(at(path))
    assert (finding.where, finding.can_fix) == ("backups", False)
    assert "Not a directory" in finding.found


def test_a_lost_file_tells_of_its_backups(path: Path) -> None:
    path.unlink()
    (found,) = [each for each in findings(at(path)) if each.where == "backups"]
    assert found.found.startswith("1 backup to go back to")
    shutil.rmtree(path.parent / FOLDER)
    assert not [each for each in findings(at(path)) if each.where == "backups"]


def test_a_clock_set_back(path: Path) -> None:
    assert "clock" not in notes(at(path, AT.replace(tzinfo=None)))
    assert "clock" in notes(at(path, AT.replace(tzinfo=None) - timedelta(days=2)))


def test_what_cannot_be_read_at_all(tmp_path: Path) -> None:
    folder, link, pipe = tmp_path / "folder", tmp_path / "link", tmp_path / "socket"
    folder.mkdir()
    link.symlink_to(tmp_path / "nowhere")
    listening = socket.socket(socket.AF_UNIX)
    try:
        listening.bind(str(pipe))
        for each in (folder, link, pipe):
            place = at(each)
            assert not place.opens
            assert [finding.where for finding in bad(place) if finding.level is Level.DAMAGED] == ["file"]
            assert keep_copy(place) is None
    finally:
        listening.close()


def test_a_file_that_is_gone_while_its_backups_are_not(path: Path) -> None:
    path.unlink()
    (finding,) = bad(at(path))
    assert finding.would == RESTORE


def test_a_newer_file_is_let_be(path: Path) -> None:
    spoilt(path, META, "1", {"schema": 999})
    before = path.read_bytes()
    (finding,) = bad(at(path))
    assert (finding.where, finding.can_fix) == ("format", False)
    assert not at(path).opens
    put_right(at(path), lambda told: None)
    assert path.read_bytes() == before


# Errors


def test_a_file_that_changed_meanwhile_is_not_repaired(path: Path) -> None:
    spoilt(path, LOG, "2", 7)
    place = at(path)
    spoilt(path, LOG, "1", {"text": "line one"})
    before = path.read_bytes()
    with pytest.raises(Busy):
        put_right(place, lambda told: None)
    assert path.read_bytes() == before


def test_a_broken_text_that_changed_meanwhile_is_not_repaired(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:-40])
    place = at(path)
    path.write_bytes(path.read_bytes() + b"\n")
    before = path.read_bytes()
    with pytest.raises(Busy):
        put_right(place, lambda told: None)
    assert path.read_bytes() == before


def test_no_repair_without_a_copy(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    spoilt(path, LOG, "2", 7)
    before = path.read_bytes()

    def full(*arguments: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(CannotWrite, match="No space left"):
        keep_copy(at(path))
    assert path.read_bytes() == before
    assert {each.name for each in path.parent.iterdir()} == {path.name, lock_path(path).name, FOLDER}
