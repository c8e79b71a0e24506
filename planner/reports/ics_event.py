"""The plan as calendar entries (VEVENT, RFC 5545): days of work, fixed dates, the target. For khal, calcurse, phones.

All entries are of whole days and leave the day free (`TRANSP:TRANSPARENT`). The planner knows how many hours a day has,
and not when: an hour in the evening made up here would block a real calendar, and be wrong on most days. The hours are
the first word of the title, so that a week view reads as a list of work.

There is one entry for each day of work, and its uid is made from the day. A second import therefore updates every day
that is still one of work; a calendar program never takes away what a file no longer has, so that only a folder of one
entry a file (see `items`) forgets the days that became free. Days that have passed are not written again, and stay as
they were in the calendar.

Every title ends in `MARK`, by which all of them are found, and taken away. calcurse needs that: it knows no uids, and
would double what it imports twice, so `calcurse -P --filter-pattern ' \\(planner\\)$'` goes before an import.

A reminder is a moment of the day (in minutes after its midnight) on days of work, and the same moment of the day before
on fixed dates, when there is still time.
"""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Final

from planner.core.scope import Status
from planner.core.wording import counted, hours_words
from planner.reports.facts import MilestoneFacts
from planner.reports.icalendar import Component, calendar, day, files, revision, text
from planner.reports.report import Report

MARK: Final = " (planner)"
_DAY: Final = timedelta(days=1)
_MINUTES_A_DAY: Final = 24 * 60
_MOST_NAMED: Final = 3
_PINS: Final = {"by": "Due", "on": "Fixed", "not-before": "Not before"}


def render(report: Report) -> str:
    """One calendar with all entries."""
    return calendar(_title(report), list(_entries(report)))


def items(report: Report) -> dict[str, str]:
    """A calendar for each entry, by file name."""
    return files(_title(report), list(_entries(report)))


def _title(report: Report) -> str:
    return f"{report.person.plan}: work"


def _entries(report: Report) -> Iterator[Component]:
    shared = revision(report)
    work: dict[date, list[tuple[MilestoneFacts, float]]] = {}
    for milestone in report.milestones:
        for block in milestone.blocks:
            work.setdefault(block.date, []).append((milestone, block.hours))
    for on, parts in sorted(work.items()):
        uid = f"{report.journey_id}.{on.isoformat()}@planner"
        yield Component("VEVENT", uid, (*shared, *_work(on, parts), *_reminder(report, 0)))
    for milestone in report.milestones:
        is_to_do = Status(milestone.status).is_to_do
        if is_to_do and milestone.pin_date and milestone.pin_kind:
            uid = f"{report.journey_id}-{milestone.id}.pin@planner"
            title = f"{_PINS[milestone.pin_kind]}: {milestone.title}"
            lines = _whole_day(milestone.pin_date, title, f"{milestone.phase_title}\nplanner show {milestone.id}")
            yield Component("VEVENT", uid, (*shared, *lines, *_reminder(report, _MINUTES_A_DAY)))
    if report.dates.target and not report.dates.is_finished:
        lines = _whole_day(report.dates.target, f"Target: {report.person.leads_to}", "planner forecast")
        yield Component(
            "VEVENT", f"{report.journey_id}.target@planner", (*shared, *lines, *_reminder(report, _MINUTES_A_DAY))
        )


def _work(on: date, parts: list[tuple[MilestoneFacts, float]]) -> Iterator[str]:
    """A day of work: all its hours and what they are for, the longest first."""
    parts = sorted(parts, key=lambda part: -part[1])
    titles = [milestone.title for milestone, _ in parts]
    about = [f"{hours_words(hours)}: {milestone.title} ({milestone.id})" for milestone, hours in parts]
    if len(parts) == 1:
        about = [f"planner show {parts[0][0].id}"]
    if len(titles) > _MOST_NAMED:
        titles = [*titles[: _MOST_NAMED - 1], counted(len(titles) - _MOST_NAMED + 1, "more", "more")]
    hours = hours_words(sum(hours for _, hours in parts))
    yield from _whole_day(on, f"{hours}: {', '.join(titles)}", "\n".join(about))


def _whole_day(on: date, title: str, description: str) -> Iterator[str]:
    yield f"DTSTART;VALUE=DATE:{day(on)}"
    if on < date.max:
        yield f"DTEND;VALUE=DATE:{day(on + _DAY)}"
    yield f"SUMMARY:{text(title + MARK)}"
    yield f"DESCRIPTION:{text(description)}"
    yield "TRANSP:TRANSPARENT"
    yield "CATEGORIES:planner"


def _reminder(report: Report, minutes_earlier: int) -> Iterator[str]:
    minutes = report.alarm_minutes
    if minutes is None:
        return
    after = minutes - minutes_earlier
    yield "BEGIN:VALARM"
    yield "ACTION:DISPLAY"
    yield "DESCRIPTION:planner"
    yield f"TRIGGER:{'-' if after < 0 else ''}PT{abs(after)}M"
    yield "END:VALARM"
