"""Backups brought back where the disk, the folder or the file itself is in the way: nothing is ever lost by it."""

import os
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest

from planner.core.parsing import parse_date
from planner.errors import Busy, CannotWrite, NoJourney, Refused, Unreadable
from planner.safekeeping import Safekeeping
from planner.store.journeys import JourneyFile
from planner.store.lock import held, lock_path
from tests.store.samples import begun, noted, sample

NOW = datetime(2026, 1, 8, 20, 0)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A file with a backup of each of three days, in a folder of its own."""
    (tmp_path / "home").mkdir(mode=0o700)
    file = begun(tmp_path / "home" / "journey.json")
    for days in (3, 2, 1):
        file.change(noted(f"{days} days ago"), NOW - timedelta(days=days))
    file.close()
    return file.path


@pytest.fixture
def keeping(path: Path) -> Safekeeping:
    return Safekeeping(path, (), lambda: NOW, NOW.date())


def last_note(path: Path) -> str:
    return JourneyFile(path).load().log[-1].text


def names(path: Path) -> set[str]:
    return {each.name for each in path.parent.iterdir()}


def test_what_is_in_each_is_said_in_a_line(keeping: Safekeeping) -> None:
    assert [each.backup.at.date() for each in keeping.all()] == [date(2026, 1, day) for day in (7, 6, 5)]
    assert all(each.is_sound for each in keeping.all())
    settings = sample().settings  # of a plan that is not there, so that nobody can say of how many
    assert keeping.all()[0].holds.startswith(f"{settings.name}, {settings.plan}: 1 done, ")
    assert keeping.all()[0].holds.endswith("; last change: note: 2 days ago")


@pytest.mark.parametrize("which", ["yesterday", "2026-01-07", "7 Jan", "wednesday", "2026-01-07T2", "latest"])
def test_a_day_is_the_newest_of_that_day(keeping: Safekeeping, path: Path, which: str) -> None:
    assert parse_date("wednesday", NOW.date(), looking_back=True) == date(2026, 1, 7)
    keeping.restore(which)
    assert last_note(path) == "2 days ago"


def test_undo_and_redo_go_through_a_restore(keeping: Safekeeping, path: Path) -> None:
    done = keeping.restore("2026-01-05")
    assert (done.is_changed, done.can_undo, done.set_aside) == (True, True, None)
    file = JourneyFile(path)
    assert file.load() == sample()
    assert [each.title for each in file.history()][:2] == [f"restored: {done.source.stem}", "note: 1 days ago"]
    file.undo(NOW)
    assert last_note(path) == "1 days ago"
    file.redo(NOW)
    assert file.load() == sample()
    for _ in range(4):
        file.undo(NOW)
    assert file.load() == sample()  # as it was before the three


@pytest.mark.parametrize("damage", [b"", b"{", b"\xff" * 100, b'{"meta": {}}', None])
def test_what_cannot_be_read_is_kept_beside(keeping: Safekeeping, path: Path, damage: bytes | None) -> None:
    if damage is None:
        path.unlink()
        path.mkdir()
        (path / "inside").write_text("precious")
    else:
        path.write_bytes(damage)
        path.chmod(0o644)
    done = keeping.restore("latest")
    assert last_note(path) == "2 days ago"
    assert not done.can_undo
    aside = done.set_aside
    assert aside is not None
    assert aside.name == "journey.json.set-aside-2026-01-08T200000"
    if damage is None:
        assert (aside / "inside").read_text() == "precious"
    else:
        assert aside.read_bytes() == damage
        assert aside.stat().st_mode & 0o777 == path.stat().st_mode & 0o777 == 0o600
    path.unlink()
    path.write_bytes(b"again")
    again = keeping.restore("latest").set_aside
    assert again is not None
    assert again != aside
    assert again.read_bytes() == b"again"


def test_a_file_system_without_second_names(keeping: Safekeeping, path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*arguments: object, **options: object) -> None:
        raise PermissionError(1, "Operation not permitted")

    monkeypatch.setattr(os, "link", refuse)
    path.write_bytes(b"{")
    aside = keeping.restore("latest").set_aside
    assert aside is not None
    assert aside.read_bytes() == b"{"
    assert last_note(path) == "2 days ago"


@pytest.mark.parametrize("has_links", [True, False])
@pytest.mark.parametrize("call", ["fsync", "replace", "write"])
def test_a_restore_that_fails_leaves_what_was_there(
    keeping: Safekeeping, path: Path, monkeypatch: pytest.MonkeyPatch, call: str, has_links: bool
) -> None:
    path.write_bytes(b"{ damaged")
    before = names(path)

    def full(*arguments: object, **options: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, call, full)
    if not has_links:
        monkeypatch.setattr(os, "link", full)
    with pytest.raises(CannotWrite, match=r"No space left.*Your data file is as it was"):
        keeping.restore("latest")
    assert path.read_bytes() == b"{ damaged"
    assert names(path) == before


def test_a_file_put_right_meanwhile_is_not_replaced(
    keeping: Safekeeping, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    good, fsync = path.read_bytes(), os.fsync
    path.write_bytes(b"{")

    def meanwhile(descriptor: int) -> None:
        path.write_bytes(good)
        fsync(descriptor)

    monkeypatch.setattr(os, "fsync", meanwhile)
    with pytest.raises(Busy, match="put right by another program"):
        keeping.restore("latest")
    assert path.read_bytes() == good
    assert names(path) == {"backups", "journey.json", "journey.json.lock"}


def test_a_lock_that_is_held(keeping: Safekeeping, path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("planner.safekeeping.PATIENCE", 0.0)
    path.write_bytes(b"{")
    with held(path, 1), pytest.raises(Busy):
        keeping.restore("latest")
    assert path.read_bytes() == b"{"


def test_a_file_that_is_gone_with_its_folder_comes_back_from_elsewhere(keeping: Safekeeping, path: Path) -> None:
    elsewhere = path.parent.parent / "copy.json"
    assert keeping.back_up(elsewhere) == elsewhere
    assert elsewhere.stat().st_mode & 0o777 == 0o600
    path.parent.rename(path.parent.with_name("away"))
    with pytest.raises(NoJourney):
        keeping.back_up()
    done = keeping.restore(str(elsewhere))
    assert (done.is_changed, done.can_undo, done.set_aside) == (True, False, None)
    assert last_note(path) == "1 days ago"
    assert path.parent.stat().st_mode & 0o777 == 0o700


def test_a_lost_file_says_that_there_are_backups(path: Path) -> None:
    path.unlink()
    with pytest.raises(NoJourney, match=r"3 backups of it\. `planner restore latest`"):
        JourneyFile(path).load()


def test_a_link_is_followed_to_its_backups(path: Path, tmp_path: Path) -> None:
    link = tmp_path / "link.json"
    link.symlink_to(path)
    through = Safekeeping(link, (), lambda: NOW, NOW.date())
    assert len(through.all()) == 3
    path.write_bytes(b"{")
    assert through.restore("latest").set_aside is not None
    assert link.is_symlink()
    assert last_note(path) == "2 days ago"
    assert not (tmp_path / "backups").exists()


def test_another_journey_takes_the_place_only_when_asked(keeping: Safekeeping, path: Path, tmp_path: Path) -> None:
    other = begun(tmp_path / "other.json", sample()).path
    text = other.read_text().replace(f'"journey": "{sample().id}"', '"journey": "somebody-else"')
    other.write_text(text)
    before = path.read_bytes()
    with pytest.raises(Refused, match="--other-journey"):
        keeping.restore(str(other))
    assert path.read_bytes() == before
    keeping.restore(str(other), other_journey=True)
    assert JourneyFile(path).load().id == "somebody-else"
    JourneyFile(path).undo(NOW)
    assert JourneyFile(path).load().id == sample().id


def test_a_damaged_file_is_not_backed_up_as_if_it_were_whole(keeping: Safekeeping, path: Path, tmp_path: Path) -> None:
    path.write_bytes(path.read_bytes()[:-3])
    for target in (None, tmp_path / "copy.json"):
        with pytest.raises(Unreadable, match="planner restore --list"):
            keeping.back_up(target)
    assert len(keeping.all()) == 3
    assert not (tmp_path / "copy.json").exists()
    lock_path(path).unlink()
