"""Reading what other tools wrote: values of all shapes, and files that are broken or hostile."""

import sys
import time
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from planner.core.incoming import Incoming, Sent, Told
from planner.errors import BadValue, Unreadable
from planner.reports import icalendar_reader
from planner.reports.icalendar_reader import read

ZONE = """\
BEGIN:VTIMEZONE
TZID:Mine
BEGIN:STANDARD
DTSTART:16010101T000000
TZOFFSETFROM:+0100
TZOFFSETTO:+0200
RRULE:FREQ=SECONDLY
END:STANDARD
END:VTIMEZONE
"""


def calendar(body: str) -> str:
    return f"BEGIN:VCALENDAR\nVERSION:2.0\nPRODID:x\n{body}END:VCALENDAR\n".replace("\n", "\r\n")


def task(*lines: str) -> str:
    return "\n".join(["BEGIN:VTODO", "UID:u", *lines, "END:VTODO", ""])


def read_one(text: str) -> Incoming:
    return read([("tasks.ics", text)])


@pytest.fixture
def in_berlin(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    with monkeypatch.context() as patch:
        patch.setenv("TZ", "Europe/Berlin")
        time.tzset()
        yield
    time.tzset()


@pytest.mark.parametrize(
    ("lines", "told"),
    [
        (["STATUS:NEEDS-ACTION"], Told.OPEN),
        (["STATUS:IN-PROCESS"], Told.STARTED),
        (["STATUS:COMPLETED"], Told.DONE),
        (["STATUS:CANCELLED"], Told.CANCELLED),
        (["status:completed"], Told.DONE),
        (["STATUS:X-ELSE"], Told.OPEN),
        ([], Told.OPEN),
        (["PERCENT-COMPLETE:0"], Told.OPEN),
        (["PERCENT-COMPLETE:30"], Told.STARTED),
        (["PERCENT-COMPLETE:100"], Told.DONE),
        (["STATUS:NEEDS-ACTION", "PERCENT-COMPLETE:100"], Told.DONE),
        (["STATUS:CANCELLED", "PERCENT-COMPLETE:100"], Told.CANCELLED),
        (["COMPLETED:20261120T120000Z"], Told.DONE),
    ],
)
def test_what_a_task_says_of_itself(lines: list[str], told: Told) -> None:
    (found,) = read_one(calendar(task(*lines))).tasks
    assert (found.uid, found.told) == ("u", told)


@pytest.mark.usefixtures("in_berlin")
@pytest.mark.parametrize(
    ("line", "day"),
    [
        ("DUE;VALUE=DATE:20261201", date(2026, 12, 1)),
        ("DUE:20261201T180000", date(2026, 12, 1)),
        ("DUE;TZID=America/New_York:20261201T230000", date(2026, 12, 1)),
        ("DUE;TZID=Nowhere/At-All:20261201T230000", date(2026, 12, 1)),
        ("DUE;TZID=Mine:20261201T230000", date(2026, 12, 1)),
        ("DUE:20261201T120000Z", date(2026, 12, 1)),
        ("DUE:20261201T233000Z", date(2026, 12, 2)),
        ("SUMMARY:none", None),
    ],
)
def test_dates_are_those_of_the_wall(line: str, day: date | None) -> None:
    """The zone "Mine" ticks every second since 1601: whoever counts through it never comes to an end."""
    (found,) = read_one(calendar(ZONE + task(line))).tasks
    assert found.due == day


@pytest.mark.parametrize(
    ("words", "sent"),
    [
        ("IN-PROCESS 40 2026-12-01", Sent(Told.STARTED, 40, date(2026, 12, 1))),
        ("NEEDS-ACTION 0 -", Sent(Told.OPEN, 0, None)),
        ("NEEDS-ACTION 0", None),
        ("SOMETHING 0 -", None),
        ("COMPLETED x 2026-12-01", None),
        ("COMPLETED 100 2026-13-41", None),
        ("COMPLETED ² -", None),
        ("", None),
    ],
)
def test_what_was_sent(words: str, sent: Sent | None) -> None:
    (found,) = read_one(calendar(task(f"X-PLANNER-SENT:{words}"))).tasks
    assert found.sent == sent


def test_instances_of_a_series_and_events_are_told_apart() -> None:
    series = task("RECURRENCE-ID:20261201T120000Z", "STATUS:COMPLETED")
    event = "BEGIN:VEVENT\nUID:e\nRRULE:FREQ=SECONDLY;COUNT=999999999\nDTSTART:20261201T120000Z\nEND:VEVENT\n"
    found = read_one(calendar(series + event + task()))
    assert ([each.uid for each in found.tasks], found.events) == (["u"], ("e",))


def test_several_calendars_in_a_file_and_several_files() -> None:
    found = read([("a", calendar(task()) + calendar(task())), ("b", calendar(task()))])
    assert len(found.tasks) == 3


@pytest.mark.parametrize(
    "text",
    [
        "",
        "hello",
        "\x00\x01\x02",
        '{"tasks": []}',
        "BEGIN:VCARD\r\nVERSION:4.0\r\nEND:VCARD\r\n",
        "BEGIN:VCALENDAR\r\nBEGIN:VTODO\r\nUID:u\r\n",
        "END:VCALENDAR\r\nBEGIN:VCALENDAR\r\n",
        calendar(task("no line of a calendar")),
        calendar(task("DUE:some day")),
        calendar(task("DUE;VALUE=DATE:20269999")),
        calendar(task("DUE;VALUE=DATE:99999999999")),
        calendar(task("PERCENT-COMPLETE:many")),
        calendar(task("COMPLETED:20261120")).replace("COMPLETED:20261120", "COMPLETED:2026-11-20T"),
        calendar("BEGIN:VTODO\n" * 60 + "END:VTODO\n" * 60),
        calendar("BEGIN:VTODO\n" * 5000 + "END:VTODO\n" * 5000),
    ],
    ids=lambda text: text[:20].encode("unicode_escape").decode() + f"-{len(text)}",
)
def test_what_is_no_calendar_is_said_to_be_none(text: str) -> None:
    with pytest.raises(Unreadable, match=r"^tasks\.ics ") as caught:
        read_one(text)
    assert caught.value.exit_code == 6
    assert len(caught.value.message) < 300
    assert "\n" not in caught.value.message


def test_there_may_not_be_any_number_of_tasks(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(icalendar_reader, "MOST_TASKS", 3)
    assert len(read([("a", calendar(task() * 2)), ("b", calendar(task()))]).tasks) == 3
    with pytest.raises(Unreadable, match="b goes past 3 tasks"):
        read([("a", calendar(task() * 2)), ("b", calendar(task() * 2))])


@pytest.mark.parametrize(
    "body",
    [
        task("DESCRIPTION:" + "a" * 1_000_000),
        task("DESCRIPTION:" + "a\r\n " * 50_000),
        task("X-ONE;" + ";".join(f"P{number}=a" for number in range(5_000)) + ":a"),
        task(*["CATEGORIES:" + ",".join("a" * 100)] * 100),
        task("SUMMARY:\ufeff\u202e👩‍👩‍👧 \\n\\;\\,\\\\"),
        task("ATTACH:file:///etc/passwd", "URL:http://127.0.0.1:1/"),
    ],
)
def test_what_is_large_or_odd_is_still_a_task(body: str) -> None:
    assert [each.uid for each in read_one(calendar(body)).tasks] == ["u"]


def test_without_the_library_it_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "icalendar", None)
    with pytest.raises(BadValue, match=r"pip install 'job-transition-planner\[ics\]'"):
        read_one(calendar(task()))


def test_only_reading_loads_the_library() -> None:
    source = Path(__file__).parents[2] / "planner"
    users = [path.name for path in source.rglob("*.py") if "from icalendar" in path.read_text(encoding="utf-8")]
    assert users == ["icalendar_reader.py"]
