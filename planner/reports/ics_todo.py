"""Milestones as calendar tasks (VTODO, RFC 5545): for todoman, Thunderbird, Nextcloud Tasks, Tasks.org and the like.

| milestone | task |
|---|---|
| open, started, done | NEEDS-ACTION, IN-PROCESS, COMPLETED |
| skipped, waived | CANCELLED: nothing is left to do, and it was not done either |
| due, or else its projected finish | DUE, a date; DTSTART when it is not later, as RFC 5545 asks |
| requires | RELATED-TO;RELTYPE=DEPENDS-ON (RFC 9253) |
| phase | CATEGORIES |

`X-PLANNER-SENT` says how the task was when it left: status, percent and due. Tools keep lines that they do not know, so
that `planner import ics` can tell what was changed over there from what has changed here since.
"""

from collections.abc import Iterator
from typing import Final

from planner.core.incoming import TOLD, Sent, Told, uid
from planner.core.scope import Status
from planner.core.wording import hours_words
from planner.reports.facts import MilestoneFacts
from planner.reports.icalendar import Component, calendar, day, files, moment, revision, text
from planner.reports.report import Report

SENT: Final = "X-PLANNER-SENT"
STATUSES: Final = {
    Told.OPEN: "NEEDS-ACTION",
    Told.STARTED: "IN-PROCESS",
    Told.DONE: "COMPLETED",
    Told.CANCELLED: "CANCELLED",
}
_NO_DATE: Final = "-"


def render(report: Report) -> str:
    """One calendar with a task for each milestone."""
    return calendar(_title(report), list(_tasks(report)))


def items(report: Report) -> dict[str, str]:
    """A calendar for each milestone, by file name."""
    return files(_title(report), list(_tasks(report)))


def sent_words(sent: Sent) -> str:
    """What `X-PLANNER-SENT` holds: "NEEDS-ACTION 0 2026-12-01", with - for no date."""
    return f"{STATUSES[sent.told]} {sent.percent} {sent.due.isoformat() if sent.due else _NO_DATE}"


def _title(report: Report) -> str:
    return f"{report.person.plan}: tasks"


def _tasks(report: Report) -> Iterator[Component]:
    shared = revision(report)
    for each in report.milestones:
        yield Component("VTODO", uid(report.journey_id, each.id), (*shared, *_lines(report, each)))


def _lines(report: Report, milestone: MilestoneFacts) -> Iterator[str]:
    told = TOLD[Status(milestone.status)]
    due = milestone.due or milestone.finish
    yield f"SUMMARY:{text(milestone.title)}"
    yield f"STATUS:{STATUSES[told]}"
    if told is Told.DONE:
        yield f"COMPLETED:{moment(milestone.finished or report.period.last)}"
    if told is not Told.CANCELLED:
        yield f"PERCENT-COMPLETE:{milestone.percent}"
    if milestone.start and (due is None or milestone.start <= due):
        yield f"DTSTART;VALUE=DATE:{day(milestone.start)}"
    if due:
        yield f"DUE;VALUE=DATE:{day(due)}"
    yield f"CATEGORIES:{text(milestone.phase_title)}"
    yield f"DESCRIPTION:{text(_description(milestone, told))}"
    for required in milestone.requires:
        yield f"RELATED-TO;RELTYPE=DEPENDS-ON:{text(uid(report.journey_id, required))}"
    yield f"{SENT}:{text(sent_words(Sent(told, milestone.percent, due)))}"


def _description(milestone: MilestoneFacts, told: Told) -> str:
    """When it is done, how much work is left, and by which name the planner knows it."""
    lines = [f"Done when: {milestone.done_when}"]
    if told in (Told.OPEN, Told.STARTED) and milestone.hours_left:
        lines.append(f"Work left: {hours_words(milestone.hours_left)}")
    if milestone.status in (Status.SKIPPED, Status.WAIVED):
        lines.append(f"It is {milestone.status}.")
    return "\n".join([*lines, f"planner show {milestone.id}"])
