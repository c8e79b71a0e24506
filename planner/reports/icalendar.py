"""iCalendar as text: content lines, components and calendars (RFC 5545). What stands in them is each format's own.

Written here and not by a library: escaping, folding and CRLF are a page of code, and exports must not need an extra.
Reading what other tools wrote is another matter, see `planner.reports.icalendar_reader`.

Two choices hold for everything written:

- `CLASS:PRIVATE`. A calendar shared with colleagues then shows no more than "busy": planning to change jobs is
  nobody's business.
- The clock is never asked. `DTSTAMP` and `LAST-MODIFIED` are midnight of the report's day, and `SEQUENCE` counts the
  days since the journey began, so that a later export is a revision of an earlier one (RFC 5545, 3.8.7.4).
"""

import re
from collections.abc import Iterator, Sequence
from datetime import date
from typing import Final

from msgspec import Struct

from planner.core.text import visible
from planner.reports.report import Report

MOST_OCTETS: Final = 75
_LINE_END: Final = "\r\n"
_ESCAPED: Final = {"\\": "\\\\", ";": "\\;", ",": "\\,", "\n": "\\n"}
_TO_ESCAPE: Final = re.compile(r"[\\;,\n]")
_PLAIN_NAME: Final = re.compile(r"[A-Za-z0-9._-]{1,150}")


class Component(Struct, frozen=True):
    """A VTODO or VEVENT: its `kind`, its `uid`, and its other content lines, neither folded nor ended."""

    kind: str
    uid: str
    lines: tuple[str, ...]


def text(value: str) -> str:
    """`value` as the value of a TEXT property (RFC 5545, 3.3.11), control characters shown as pictures."""
    return _TO_ESCAPE.sub(lambda match: _ESCAPED[match.group()], visible(value))


def day(value: date) -> str:
    """A date as DATE, for a property that says `VALUE=DATE`."""
    return f"{value:%Y%m%d}" if value.year >= 1000 else f"{value.year:04}{value:%m%d}"


def moment(value: date) -> str:
    """Noon UTC of a day, for properties that must be a moment: the same date from UTC-12 to UTC+11."""
    return f"{day(value)}T120000Z"


def revision(report: Report) -> tuple[str, ...]:
    """The lines that tell one version of a component from the next, and who may read it."""
    stamp = f"{day(report.period.last)}T000000Z"
    sequence = max(0, (report.period.last - report.person.started).days)
    return (f"DTSTAMP:{stamp}", f"LAST-MODIFIED:{stamp}", f"SEQUENCE:{sequence}", "CLASS:PRIVATE")


def calendar(title: str, components: Sequence[Component]) -> str:
    """A whole calendar."""
    return _LINE_END.join((*_calendar_lines(title, components), ""))


def files(title: str, components: Sequence[Component]) -> dict[str, str]:
    """Calendars of one component each, by file name: what khal, todoman and vdirsyncer keep in a folder.

    The names come from the uids, so that the same thing is always in the same file. A journey whose id is not as the
    planner makes them could hold what a folder must not see; then the name is a number made from it.
    """
    return {file_name(each): calendar(title, [each]) for each in components}


def file_name(component: Component) -> str:
    """The name of the file for a component: "…-case-study.todo.ics"."""
    uid, kind = component.uid, component.kind.removeprefix("V").lower()
    stem = uid.removesuffix("@planner")
    if not _PLAIN_NAME.fullmatch(stem) or stem.startswith("."):
        from uuid import NAMESPACE_URL, uuid5

        stem = str(uuid5(NAMESPACE_URL, uid))
    return f"{stem}.{kind}.ics"


def _calendar_lines(title: str, components: Sequence[Component]) -> Iterator[str]:
    yield "BEGIN:VCALENDAR"
    yield "VERSION:2.0"
    yield "PRODID:-//Job Transition Planner//planner//EN"
    yield "CALSCALE:GREGORIAN"
    yield from folded(f"NAME:{text(title)}")
    yield from folded(f"X-WR-CALNAME:{text(title)}")
    for each in components:
        yield f"BEGIN:{each.kind}"
        yield from folded(f"UID:{text(each.uid)}")
        for line in each.lines:
            yield from folded(line)
        yield f"END:{each.kind}"
    yield "END:VCALENDAR"


def folded(line: str) -> Iterator[str]:
    """A content line as lines of at most 75 octets; no character is cut in two (RFC 5545, 3.1)."""
    octets, start, room, indent = line.encode(), 0, MOST_OCTETS, ""
    while len(octets) - start > room:
        end = start + room
        while octets[end] & 0xC0 == 0x80:  # in the middle of a character
            end -= 1
        yield indent + octets[start:end].decode()
        start, room, indent = end, MOST_OCTETS - 1, " "
    yield indent + octets[start:].decode()
