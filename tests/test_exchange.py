"""A folder of one entry a file, kept up to date beside what other tools keep there; and files that cannot be read."""

import os
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

import pytest

from planner.core import changes
from planner.core.capacity import even_week
from planner.core.changes.incoming import take_incoming
from planner.core.incoming import What, proposals
from planner.errors import BadValue, CannotWrite, NotFound, Unreadable
from planner.exchange import LARGEST_FILE, read_calendar, save_folder
from planner.reports import Report, Scope
from planner.session import Beginning, Session
from tests.conftest import TODAY

EMPTY = "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:x\r\nEND:VCALENDAR\r\n"


@pytest.fixture
def begun(session: Session) -> Session:
    session.start(Beginning("marketing", even_week(8), name="Ada"), identifier="ada")
    return session


def report(session: Session) -> Report:
    return session.report(Scope(), has_forecast=False)


def task_file(folder: Path, milestone: str) -> Path:
    return folder / f"ada-{milestone}.todo.ics"


def rewrite(path: Path, old: str, new: str) -> None:
    text = path.read_bytes().decode()
    assert old in text
    path.write_bytes(text.replace(old, new).encode())


def test_a_second_export_touches_only_what_changed(begun: Session, tmp_path: Path) -> None:
    folder = tmp_path / "calendars" / "planner"
    first = save_folder(report(begun), "ics-todo", folder)
    assert first == (len(report(begun).milestones), 0, 0, ())
    stamps = {each: each.stat().st_mtime_ns for each in folder.iterdir()}
    assert save_folder(report(begun), "ics-todo", folder) == (0, 0, 0, ())
    assert {each: each.stat().st_mtime_ns for each in folder.iterdir()} == stamps
    begun.apply(changes.complete, "pm-reality-check")
    begun.apply(changes.drop, "case-study")
    done = save_folder(report(begun), "ics-todo", folder)
    assert done.changed >= 2
    assert (done.new, done.removed, done.left) == (0, 1, ())
    assert not task_file(folder, "case-study").exists()
    assert b"STATUS:COMPLETED" in task_file(folder, "pm-reality-check").read_bytes()


def test_days_that_became_free_are_taken_away(begun: Session, tmp_path: Path) -> None:
    save_folder(report(begun), "ics-event", tmp_path)
    day = TODAY + timedelta(days=10)
    before = {each.name for each in tmp_path.glob("ada.*")}
    assert f"ada.{day}.event.ics" in before
    begun.apply(changes.pause, day, day, why="")
    save_folder(report(begun), "ics-event", tmp_path)
    assert not (tmp_path / f"ada.{day}.event.ics").exists()


def test_what_is_not_ours_stays(begun: Session, tmp_path: Path) -> None:
    strangers = ["mine.ics", "bob-case-study.todo.ics", "ada-notes.txt", "adam-x.todo.ics", "ada.2020-01-01.todo.txt"]
    for each in strangers:
        (tmp_path / each).write_text(each)
    save_folder(report(begun), "ics-event", tmp_path)
    events = {each.name for each in tmp_path.glob("*.event.ics")}
    assert save_folder(report(begun), "ics-todo", tmp_path).removed == 0
    assert {each.name for each in tmp_path.glob("*.event.ics")} == events
    assert [(tmp_path / each).read_text() for each in strangers] == strangers
    assert not list(tmp_path.glob(".*.part"))


def test_what_another_tool_changed_is_not_written_over_until_it_is_known_here(begun: Session, tmp_path: Path) -> None:
    save_folder(report(begun), "ics-todo", tmp_path)
    path = task_file(tmp_path, "case-study")
    rewrite(path, "STATUS:NEEDS-ACTION", "STATUS:COMPLETED\r\nCOMPLETED:20261121T120000Z")
    changed = path.read_bytes()
    begun.apply(changes.begin, "case-study")
    assert save_folder(report(begun), "ics-todo", tmp_path).left == (path.name,)
    assert path.read_bytes() == changed
    incoming = read_calendar(tmp_path)
    assert [each.what for each in proposals(begun.outlook(), incoming)] == [What.DONE]
    begun.apply(take_incoming, incoming)
    assert save_folder(report(begun), "ics-todo", tmp_path).left == ()
    assert proposals(begun.outlook(), read_calendar(tmp_path)) == ()
    assert b"X-PLANNER-SENT:COMPLETED 100" in path.read_bytes()


def test_a_date_moved_by_another_tool_waits_too(begun: Session, tmp_path: Path) -> None:
    save_folder(report(begun), "ics-todo", tmp_path)
    due = begun.journey.record("case-study").due
    assert due
    path = task_file(tmp_path, "case-study")
    rewrite(path, f"DUE;VALUE=DATE:{due:%Y%m%d}", "DUE;VALUE=DATE:20280101")
    begun.apply(changes.begin, "case-study")
    assert save_folder(report(begun), "ics-todo", tmp_path).left == (path.name,)
    begun.apply(take_incoming, read_calendar(path))
    assert begun.journey.record("case-study").due == date(2028, 1, 1)
    assert save_folder(report(begun), "ics-todo", tmp_path).left == ()


def test_only_calendars_of_entries_fill_a_folder(begun: Session, tmp_path: Path) -> None:
    with pytest.raises(BadValue, match="ics-todo and ics-event"):
        save_folder(report(begun), "md", tmp_path)
    (tmp_path / "file").write_text("")
    with pytest.raises(CannotWrite):
        save_folder(report(begun), "ics-todo", tmp_path / "file")


def _folder(path: Path) -> Path:
    path.mkdir()
    return path


def _large(path: Path) -> Path:
    with path.open("wb") as file:
        file.truncate(LARGEST_FILE + 1)
    return path


def _several_large(path: Path) -> Path:
    path.mkdir()
    for number in range(3):
        (path / f"{number}.ics").write_bytes(EMPTY.encode() + b"\r\n" * (LARGEST_FILE // 4))
    return path


def _bytes(path: Path, data: bytes) -> Path:
    path.write_bytes(data)
    return path


def _fifo(path: Path) -> Path:
    os.mkfifo(path)
    return path


@pytest.mark.parametrize(
    ("make", "kind", "message"),
    [
        (lambda path: path, NotFound, "There is no file"),
        (lambda path: path / "below", NotFound, "There is no file"),
        (_folder, NotFound, "none of its files ends in .ics"),
        (_large, Unreadable, "larger than 20 MB"),
        (_several_large, Unreadable, "larger than 20 MB together"),
        (lambda path: _bytes(path, b"BEGIN:VCALENDAR\r\nSUMMARY:\xff\xfe"), Unreadable, "is not UTF-8"),
        (lambda path: _bytes(path, EMPTY.encode("utf-16")), Unreadable, "is not UTF-8"),
        (lambda path: _bytes(path, b"\x89PNG\r\n"), Unreadable, "is not UTF-8"),
        (lambda path: _bytes(path, b"hello"), Unreadable, "is not a calendar"),
        (_fifo, Unreadable, "not a regular file"),
        (lambda path: Path("a\0b"), BadValue, "NUL"),
    ],
)
def test_files_that_cannot_be_read(
    tmp_path: Path, make: Callable[[Path], Path], kind: type[Exception], message: str
) -> None:
    with pytest.raises(kind, match=message):
        read_calendar(make(tmp_path / "there"))


def test_a_byte_order_mark_is_no_trouble(tmp_path: Path) -> None:
    assert read_calendar(_bytes(tmp_path / "a.ics", b"\xef\xbb\xbf" + EMPTY.encode())).tasks == ()
