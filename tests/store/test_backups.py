"""Backups: when one is made, what is in it, which ones are let go, and what happens when none can be made."""

import json
import os
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner.errors import CannotWrite
from planner.store.backups import FOLDER, NEWEST, Backup, Backups, Reason, superfluous
from planner.store.disk import temporary
from planner.store.journeys import JourneyFile

from .samples import AT, begun, noted


@pytest.fixture
def path(tmp_path: Path) -> Path:
    (tmp_path / "home").mkdir(mode=0o700)
    return tmp_path / "home" / "journey.json"


def test_the_first_change_of_a_day_keeps_the_file_of_before(path: Path) -> None:
    file = begun(path)
    assert not (path.parent / FOLDER).exists()
    before = path.read_bytes()
    assert file.change(noted("one"), AT).remark == ""
    file.change(noted("two"), AT + timedelta(hours=2))
    (made,) = Backups(path).all()
    assert (made.reason, made.at, made.size) == (Reason.DAILY, AT.replace(tzinfo=None), len(before))
    assert made.path.read_bytes() == before
    between = path.read_bytes()
    file.undo(AT + timedelta(days=1))
    assert Backups(path).all()[0].path.read_bytes() == between
    JourneyFile(path).redo(AT + timedelta(days=1, hours=1))  # another process, the same day
    assert len(Backups(path).all()) == 2


def test_they_are_for_the_person_alone(path: Path) -> None:
    old = os.umask(0)
    try:
        begun(path).change(noted("one"), AT)
    finally:
        os.umask(old)
    (made,) = Backups(path).all()
    assert made.path.stat().st_mode & 0o777 == 0o600
    assert made.path.parent.stat().st_mode & 0o777 == 0o700


def test_a_backup_that_cannot_be_made_stops_no_change(path: Path) -> None:
    file = begun(path)
    (path.parent / FOLDER).write_text("in the way")
    saved = file.change(noted("one"), AT)
    assert "could not be made" in saved.remark
    assert "Your change is saved" in saved.remark
    assert JourneyFile(path).load().log[-1].text == "one"
    (path.parent / FOLDER).unlink()
    assert file.change(noted("two"), AT).remark == ""
    assert len(Backups(path).all()) == 1


def test_a_copy_that_reads_otherwise_is_no_backup(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = begun(path)
    write = os.write
    draft, backup_size = temporary(path), len(path.read_bytes())

    def lossy(descriptor: int, data: bytes) -> int:
        if Path(f"/proc/self/fd/{descriptor}").readlink() == draft and len(data) == backup_size:
            return write(descriptor, b" " * len(data))
        return write(descriptor, data)

    monkeypatch.setattr(os, "write", lossy)
    assert "does not say what the file says" in file.change(noted("one"), AT).remark
    assert not list((path.parent / FOLDER).iterdir())


def test_files_in_one_folder_keep_apart(path: Path) -> None:
    names = (
        "journey-2.json",
        "journey",
        "journey.txt",
        "journey.json.txt",
        "journey.",
        ".journey",
        "journey-daily.json",
    )
    files = [path, *map(path.with_name, names)]
    for each in files:
        begun(each).change(noted(each.name), AT)
    for each in files:
        (made,) = Backups(each).all()
        made.path.unlink()
        assert Backups(each).all() == []
        assert not Backups(each).has_daily(AT.date())
        begun_again = JourneyFile(each)
        begun_again.change(noted("again"), AT)
        assert Backups(each).all()[0].path == made.path
        assert Backups(each).has_daily(AT.date())


def test_nearly_no_room_is_left_to_the_change(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = begun(path)
    size, real = path.stat().st_size, os.statvfs(path.parent)

    def room(bytes_free: int) -> None:
        fields = list(real)
        fields[0], fields[1], fields[4] = 1, 1, bytes_free
        monkeypatch.setattr(os, "statvfs", lambda folder: os.statvfs_result(fields))

    room(2 * size)
    assert "nearly full" in file.change(noted("one"), AT).remark
    assert Backups(path).all() == []
    room(100 * size)
    assert file.change(noted("two"), AT).remark == ""
    assert len(Backups(path).all()) == 1


def test_what_is_no_backup_of_ours_is_left_alone(path: Path) -> None:
    file = begun(path)
    file.change(noted("one"), AT)
    names = ("mine.json", "journey-2026-13-01T000000-daily.json", "journey-2025-01-01T000000-weekly.json", "x")
    strange = [path.parent / FOLDER / name for name in names]
    for each in strange:
        each.write_text("{}")
    folder = path.parent / FOLDER / "journey-2025-01-01T000000-daily.json"
    folder.mkdir()
    for day in range(1, 40):
        file.change(noted(str(day)), AT + timedelta(days=day))
    assert all(each.exists() for each in (*strange, folder))
    assert NEWEST <= len(Backups(path).all()) <= NEWEST + 2


def test_an_evening_of_restores_costs_no_earlier_day(path: Path) -> None:
    file = begun(path)
    for day in range(NEWEST):
        file.change(noted(f"day {day}"), AT + timedelta(days=day))
    kept = Backups(path).all()
    content = file.content()
    last = AT + timedelta(days=NEWEST - 1, hours=1)
    for turn in range(2 * NEWEST):
        file.change(noted(str(turn)), last)
        assert file.restore(content, "restored", last + timedelta(minutes=turn)) is not None
    found = Backups(path).all()
    assert {each.path for each in kept[1:]} <= {each.path for each in found}
    assert len(found) <= 2 * NEWEST + 1


def test_a_restore_puts_back_every_document_and_can_be_undone(path: Path) -> None:
    file = begun(path)
    file.change(noted("one"), AT)
    content = json.loads(path.read_bytes())
    content["diary"] = {"1": {"text": "of another program"}}
    content["journey"]["1"]["colour"] = "green"
    path.write_text(json.dumps(content))
    first = file.load()
    kept = {table: dict(lines) for table, lines in file.content().items()}
    path.write_text(json.dumps({name: table for name, table in content.items() if name != "diary"}))
    file.change(noted("two"), AT + timedelta(days=1))
    later = file.load()
    file.restore(kept, "restored: x", AT + timedelta(days=1))
    assert file.load() == first
    now = json.loads(path.read_bytes())
    assert now["diary"] == content["diary"]
    assert now["journey"]["1"]["colour"] == "green"
    assert file.history()[0].title == "restored: x"
    assert Backups(path).all()[0].reason is Reason.RESTORE
    bytes_then, number = path.read_bytes(), len(Backups(path).all())
    assert file.restore(kept, "restored: x", AT + timedelta(days=1)) is None  # it says so already
    assert path.read_bytes() == bytes_then
    assert len(Backups(path).all()) == number
    file.undo(AT + timedelta(days=1))
    assert file.load() == later
    file.redo(AT + timedelta(days=1))
    assert file.load() == first


def test_nothing_is_restored_without_a_backup_of_now(path: Path) -> None:
    file = begun(path)
    kept = file.content()
    file.change(noted("one"), AT)
    before = path.read_bytes()
    folder = path.parent / FOLDER
    for each in folder.iterdir():
        each.unlink()
    folder.rmdir()
    folder.write_text("in the way")
    with pytest.raises(CannotWrite, match="Nothing was changed"):
        file.restore(kept, "restored", AT)
    assert path.read_bytes() == before


@given(
    st.lists(st.tuples(st.datetimes(datetime(2025, 1, 1), datetime(2027, 1, 1)), st.sampled_from(Reason)), max_size=60),
    st.datetimes(datetime(2025, 1, 1), datetime(2027, 1, 1)),
)
def test_what_is_let_go(made: list[tuple[datetime, Reason]], now: datetime) -> None:
    made_of = (Backup(Path(str(number)), at, why, 1) for number, (at, why) in enumerate(made))
    newest_first = sorted(made_of, key=lambda each: each.at, reverse=True)
    gone = superfluous(newest_first, now)
    kept = [each for each in newest_first if each not in gone]
    assert superfluous(kept, now) == []
    for is_to_come in (False, True):
        group = [each for each in newest_first if (each.at > now + timedelta(days=1)) == is_to_come]
        left = [each for each in kept if each in group]
        assert left[:NEWEST] == group[:NEWEST]
        assert {(each.at.year, each.at.month) for each in left} == {(each.at.year, each.at.month) for each in group}
        days = list(dict.fromkeys(each.at.date() for each in group))[:NEWEST]
        assert set(days) <= {each.at.date() for each in left}
        assert len(left) <= NEWEST + len(days) + 25 + 1
        migrations = [each for each in group if each.reason is Reason.MIGRATION]
        assert not migrations or migrations[0] in left


def made_on(day: str, *, reason: Reason = Reason.DAILY, hour: int = 9) -> Backup:
    return Backup(Path(f"{day}-{hour}-{reason}"), datetime.fromisoformat(f"{day}T{hour:02}:00"), reason, 1)


@pytest.mark.parametrize(
    ("made", "kept"),
    [
        ([], 0),
        ([made_on(f"2026-11-{day:02}") for day in range(1, 11)], 10),
        ([made_on(f"2026-11-{day:02}") for day in range(1, 31)], 10),
        ([made_on(f"2026-{month:02}-{day:02}") for month in (9, 10, 11) for day in range(1, 29)], 12),
        ([made_on(f"{year}-{month:02}-15") for year in (2024, 2025) for month in range(1, 13)], 24),
        ([made_on("2026-11-01", hour=hour) for hour in range(24)], 10),
        ([made_on("2026-10-20", reason=Reason.MIGRATION), *(made_on(f"2026-10-{day}") for day in range(21, 32))], 11),
        (
            [*(made_on(f"2031-01-{day}") for day in range(10, 25)), *(made_on(f"2026-11-{d}") for d in range(10, 20))],
            20,
        ),
    ],
)
def test_how_many_stay(made: list[Backup], kept: int) -> None:
    newest_first = sorted(made, key=lambda each: each.at, reverse=True)
    assert len(made) - len(superfluous(newest_first, datetime(2026, 12, 1))) == kept
