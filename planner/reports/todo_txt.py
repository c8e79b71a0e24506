"""Milestones as todo.txt (todotxt.org): one line each, in reading order, every line with its dates and a lasting id.

    x 2026-11-20 2026-09-01 Write one spec +practise due:2026-11-21 id:write-one-spec
    2026-09-01 Case study +prove due:2027-01-10 t:2026-12-19 id:case-study-2 p:...

`due:` is the promise or else the projected finish, `t:` the projected start of what has not begun (tools hide it until
then), `id:` the milestone. `p:` names a milestone that this one has to come before, as in topydo, where a task cannot
be done before those that point to it. Skipped and waived milestones are ticked off, and say so.

The format has no escapes. A word of a title that would mean something (`+project`, `@context`, `key:value`) therefore
stands in quotation marks, where it is a word. There is no import either: a new export takes the place of the file.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Final

from planner.core.scope import Status
from planner.core.text import one_line
from planner.reports.facts import MilestoneFacts
from planner.reports.report import Report

_NOT_IN_A_NAME: Final = re.compile(r"[^\w-]+")
_MEANS_SOMETHING: Final = re.compile(r"[+@].+|[^\W\d][^:]*:(?!//).+")
_CLOSED: Final = {Status.DONE: "", Status.SKIPPED: "(skipped)", Status.WAIVED: "(waived)"}


def render(report: Report) -> str:
    """The whole file."""
    unlocks: dict[str, list[str]] = {}
    for each in report.milestones:
        for required in each.requires:
            unlocks.setdefault(required, []).append(each.id)
    return "".join(f"{' '.join(_words(report, each, unlocks))}\n" for each in report.milestones)


def _words(report: Report, milestone: MilestoneFacts, unlocks: Mapping[str, Sequence[str]]) -> Iterator[str]:
    status, started = Status(milestone.status), report.person.started
    due = milestone.due or milestone.finish
    if status in _CLOSED:
        ended = milestone.finished or report.period.last
        yield f"x {ended.isoformat()} {min(started, ended).isoformat()}"
    else:
        yield started.isoformat()
    yield literal(milestone.title)
    if _CLOSED.get(status):
        yield _CLOSED[status]
    yield f"+{_name(milestone.phase)}"
    yield from _dates(milestone, due)
    yield f"id:{_name(milestone.id)}"
    yield from (f"p:{_name(each)}" for each in unlocks.get(milestone.id, ()))


def _name(identifier: str) -> str:
    """An id as a word; ids of plans and of one's own milestones are words already."""
    return _NOT_IN_A_NAME.sub("-", identifier)


def _dates(milestone: MilestoneFacts, due: date | None) -> Iterator[str]:
    if due:
        yield f"due:{due.isoformat()}"
    start = milestone.start
    if start and milestone.status == Status.OPEN and (due is None or start <= due):
        yield f"t:{start.isoformat()}"


def literal(title: str) -> str:
    """A title in which no word means anything to a todo.txt tool."""
    return " ".join(f"“{each}”" if _MEANS_SOMETHING.fullmatch(each) else each for each in one_line(title).split(" "))
