"""Reads what a task tool made of exported tasks: the text of calendar files into a `planner.core.incoming.Incoming`.

Reading the iCalendar files of others (zones, old escapes, parameters of every kind) is left to the `icalendar`
library, which is the extra `ics` and loaded only here. What a hostile file could make last forever is never asked of
it: rules of recurrence are not expanded, zones that a file defines are not computed (a date in one is taken as it
stands there), and sizes and depth are bounded before it sees a byte.
"""

from collections.abc import Iterable, Iterator
from datetime import date, datetime
from typing import TYPE_CHECKING, Any, Final

from planner.core.incoming import Incoming, IncomingTask, Sent, Told
from planner.errors import BadValue, Unreadable
from planner.reports.ics_todo import SENT, STATUSES

if TYPE_CHECKING:
    from icalendar import Component

MOST_TASKS: Final = 20_000
MOST_LEVELS: Final = 50
_TOLD: Final = {word: told for told, word in STATUSES.items()}
_WHOLE: Final = 100
# What the library raises on files that are not what they say; it promises ValueError and keeps it nearly always.
_BROKEN: Final = (ValueError, TypeError, KeyError, IndexError, AttributeError, OverflowError, RecursionError)


def read(texts: Iterable[tuple[str, str]]) -> Incoming:
    """All tasks and events of some calendars, given as (name for messages, text).

    Unreadable for what is no calendar; BadValue when the extra `ics` is not installed.
    """
    tasks: list[IncomingTask] = []
    events: list[str] = []
    for name, text in texts:
        for component in _components(name, text):
            uid = str(component.get("UID", ""))
            if component.name == "VEVENT":
                events.append(uid)
            elif "RECURRENCE-ID" not in component:
                tasks.append(_task(name, uid, component))
            if len(tasks) + len(events) > MOST_TASKS:
                raise Unreadable(f"{name} goes past {MOST_TASKS:,} tasks and events; export fewer at a time.")
    return Incoming(tuple(tasks), tuple(events))


def _components(name: str, text: str) -> "Iterator[Component]":
    try:
        from icalendar import Calendar
    except ImportError:
        raise BadValue(
            "Reading calendars needs the icalendar library: `pip install 'job-transition-planner[ics]'` brings it."
        ) from None

    if "BEGIN:VCALENDAR" not in text[:100_000].upper():
        raise Unreadable(f"{name} is not a calendar: it has no line BEGIN:VCALENDAR.")
    deepest, left_open = _depth(text)
    if deepest > MOST_LEVELS:
        raise Unreadable(f"{name} is not a calendar that any tool writes: its parts are nested too deeply.")
    if left_open:
        raise Unreadable(f"{name} is not a whole calendar: it ends in the middle. Export it again.")
    try:
        for calendar in Calendar.from_ical(text, multiple=True):
            for component in calendar.walk():
                if component.name in ("VTODO", "VEVENT"):
                    yield component
    except _BROKEN as error:
        said = " ".join(str(error).split())[:_WHOLE]
        raise Unreadable(f"{name} is not a whole calendar: {said or type(error).__name__}.") from error


def _depth(text: str) -> tuple[int, bool]:
    """How deep the parts of a calendar are nested, and whether one has no end."""
    depth = deepest = 0
    for line in text.splitlines():
        start = line[:6].upper()
        if start == "BEGIN:":
            depth += 1
            deepest = max(deepest, depth)
        elif start.startswith("END:"):
            depth -= 1
    return deepest, depth > 0


def _task(name: str, uid: str, component: "Component") -> IncomingTask:
    try:
        status = str(component.get("STATUS", "")).strip().upper()
        percent = _percent(component.get("PERCENT-COMPLETE"))
        ended = _day(component.get("COMPLETED"))
        return IncomingTask(
            uid=uid,
            told=_told(status, percent, is_ended=ended is not None),
            percent=percent,
            ended=ended,
            due=_day(component.get("DUE")),
            sent=_sent(str(component.get(SENT, ""))),
        )
    except _BROKEN as error:
        raise Unreadable(f"{name} has a task that cannot be read (UID {uid[:_WHOLE]}): {error}.") from error


def _told(status: str, percent: int | None, *, is_ended: bool) -> Told:
    """What a task says of itself. Without a STATUS, which is optional, percent and date of completion speak for it."""
    if status in _TOLD:
        told = _TOLD[status]
        return Told.DONE if percent == _WHOLE and told in (Told.OPEN, Told.STARTED) else told
    if percent == _WHOLE or is_ended:
        return Told.DONE
    return Told.STARTED if percent else Told.OPEN


def _percent(value: Any) -> int | None:
    return None if value is None else max(0, min(_WHOLE, int(value)))


def _day(value: Any) -> date | None:
    """The date of a DATE or DATE-TIME: in local time when it is in UTC, else as the wall clock of its zone has it."""
    if isinstance(value, list):
        value = value[0]
    moment = getattr(value, "dt", None)
    if isinstance(moment, datetime):
        is_utc = value.to_ical().endswith(b"Z")
        return moment.astimezone().date() if is_utc else moment.date()
    return moment if isinstance(moment, date) else None


def _sent(words: str) -> Sent | None:
    """What `X-PLANNER-SENT` holds; None when the tool lost or changed it."""
    match words.replace("\\", "").split():
        case [status, percent, due] if status in _TOLD and percent.isdecimal():
            try:
                return Sent(_TOLD[status], int(percent[:3]), None if due == "-" else date.fromisoformat(due))
            except ValueError:
                return None
    return None
