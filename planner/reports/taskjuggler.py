"""The plan as a TaskJuggler project (.tjp) for `tj3`: phases, work, waits and what requires what, to plan on with.

| here | there |
|---|---|
| phase | a task that holds its milestones |
| hours left | `effort`, in quarters of an hour, of one resource |
| weekly pattern | `workinghours`: the most that the plan gives each weekday, until midnight |
| days on which the plan does nothing | `leaves` (breaks; days on which all there is to do has to wait) |
| order | `priority`, by first day of work |
| requires | `depends` |
| weeks of waiting | a task beside the work, from its beginning on; urgent, so that what follows is asked in time |
| pins not-before and on | milestones on those days; a pin by a date only shapes the order |
| done, skipped, waived | a task at its days, complete |

TaskJuggler plans anew: its dates are near to ours and need not be the same, because it books hours of the clock and
knows nothing of hours that are only for some weeks. It reads macros and variables of the environment even within
strings, and has no escape for them: `${` and `$(` in a title get a space between.
"""

import re
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from typing import Final

from planner.core.capacity import DAY_NAMES
from planner.core.scope import Status
from planner.core.text import one_line
from planner.reports.facts import MilestoneFacts
from planner.reports.report import Report

SLOT_MINUTES: Final = 15
_DAY: Final = timedelta(days=1)
_YEAR: Final = timedelta(days=366)
_MOST_URGENT: Final = 1000
_EVENING: Final = 18 * 60
_MIDNIGHT: Final = 24 * 60
_NOT_IN_A_NAME: Final = re.compile(r"\W", re.ASCII)
_OPENING: Final = re.compile(r"\$(?=[{(])")
_LATEST: Final = date(2900, 1, 1)


def render(report: Report) -> str:
    """The whole project."""
    return "\n".join((*_project(report), *_person(report), *_tasks(report), *_reports(), ""))


def literal(text: str) -> str:
    """`text` as a string in which nothing is a macro, a variable or the end."""
    plain = _OPENING.sub("$ ", one_line(text)).replace('"', '\\"')
    return f'"{plain} "' if plain.endswith("\\") else f'"{plain}"'


def _project(report: Report) -> Iterator[str]:
    """The frame: wide enough that a plan made anew with more in it still has room."""
    days = [each for one in report.milestones for each in (one.start, one.finish, one.started, one.pin_date) if each]
    first = min([report.person.started, report.period.last, *days])
    last = max([report.period.last, *days])
    room = min(_LATEST, last + (last - report.period.last) + 2 * _YEAR) if last < _LATEST else _LATEST
    yield f"project planner {literal(report.person.plan)} {first} - {room} {{"
    yield f'  timezone "UTC"\n  timingresolution {SLOT_MINUTES} min\n  timeformat "%Y-%m-%d"'
    yield f"  now {report.period.last}"
    yield "}"


def _person(report: Report) -> Iterator[str]:
    worked: dict[date, float] = {}
    for milestone in report.milestones:
        for block in milestone.blocks:
            worked[block.date] = worked.get(block.date, 0.0) + block.hours
    usual = [max((much for on, much in worked.items() if on.weekday() == each), default=0.0) for each in range(7)]
    yield f"resource person {literal(report.person.name or 'You')} {{"
    for name, hours in zip(DAY_NAMES, usual, strict=True):
        minutes = min(_MIDNIGHT, _slots(hours) * SLOT_MINUTES)
        begins = min(_EVENING, _MIDNIGHT - minutes)
        ends = begins + minutes
        yield f"  workinghours {name.lower()} {f'{_clock(begins)} - {_clock(ends)}' if minutes else 'off'}"
    for first, after in _idle(report, worked, usual):
        yield f"  leaves annual {first} - {after}"
    yield "}"


def _idle(report: Report, worked: dict[date, float], usual: Sequence[float]) -> Iterator[tuple[date, date]]:
    """Stretches without any work before the last of it, as first day and the day after; whole weekdays off aside."""
    begins: date | None = None
    day, last = report.period.last, max(worked, default=report.period.last)
    while day <= last:
        if day in worked:
            if begins:
                yield begins, day
            begins = None
        elif usual[day.weekday()] and begins is None:
            begins = day
        day += _DAY


def _tasks(report: Report) -> Iterator[str]:
    names = _names([each.id for each in report.milestones], "m_")
    phases: dict[str, list[MilestoneFacts]] = {}
    for each in report.milestones:
        phases.setdefault(each.phase, []).append(each)
    phase_names = _names(list(phases), "p_")
    paths = {each.id: f"{phase_names[each.phase]}.{names[each.id]}" for each in report.milestones}
    order = sorted(report.milestones, key=lambda each: (_works_from(each), each.finish or date.max))
    priority = {each.id: max(1, _MOST_URGENT - 1 - place) for place, each in enumerate(order)}
    yield f'task today "Today" {{ milestone start {report.period.last} }}'
    for phase, members in phases.items():
        yield f"task {phase_names[phase]} {literal(members[0].phase_title)} {{"
        for each in members:
            yield f"  task {names[each.id]} {literal(each.title)} {{"
            if Status(each.status).is_to_do:
                required = ["today", *(paths[one] for one in each.requires if one in paths)]
                yield from _to_do(report, each, required, priority[each.id])
            else:
                ended = each.finished or report.period.last
                begun = min(each.started or ended, ended)
                yield f"    start {begun} end {ended + _DAY} complete 100"
            yield "  }"
        yield "}"


def _works_from(milestone: MilestoneFacts) -> date:
    """The first day of the work to come."""
    return milestone.blocks[0].date if milestone.blocks else milestone.start or date.max


def _to_do(report: Report, milestone: MilestoneFacts, required: Sequence[str], priority: int) -> Iterator[str]:
    """The work of a milestone; or work, wait and fixed days as parts of it, and it ends when all of them have ended."""
    today, pinned = report.period.last, milestone.pin_date
    slots = _slots(milestone.hours_left)
    work = f"effort {slots * SLOT_MINUTES}min allocate person priority {priority}" if slots else "milestone"
    if not milestone.wait_days and not pinned:
        yield f"    {work}"
        yield f"    depends {', '.join(required)}"
        return
    needed = list(required)
    if pinned and milestone.pin_kind == "not-before":
        yield f'    task release "Not before" {{ milestone start {max(today, pinned)} }}'
        needed.append("!release")
    yield f'    task work "Work" {{ {work} depends {", ".join(needed)} }}'
    if milestone.wait_days and milestone.started:
        ends = min(_LATEST, milestone.started + timedelta(days=milestone.wait_days))
        yield f'    task wait "Wait" {{ milestone start {max(today, ends)} }}'
    elif milestone.wait_days:
        wait = f"duration {milestone.wait_days}d priority {_MOST_URGENT} depends !work {{ onstart }}"
        yield f'    task wait "Wait" {{ {wait} }}'
    if pinned and milestone.pin_kind == "on":
        yield f'    task fixed "Fixed" {{ milestone start {max(today, pinned)} }}'


def _reports() -> Iterator[str]:
    yield 'taskreport plan "plan" {\n  formats html, csv\n  columns name, start, end, effort, complete, chart\n}'


def _names(ids: Sequence[str], prefix: str) -> dict[str, str]:
    """A name that TaskJuggler takes for each id, none twice."""
    found: dict[str, str] = {}
    taken: set[str] = set()
    for each in ids:
        wanted = name = prefix + _NOT_IN_A_NAME.sub("_", each)
        number = 2
        while name in taken:
            name, number = f"{wanted}_{number}", number + 1
        taken.add(name)
        found[each] = name
    return found


def _slots(hours: float) -> int:
    """Hours in whole slots; a little is never nothing."""
    return max(round(hours * 60 / SLOT_MINUTES), 1) if hours > 0 else 0


def _clock(minutes: int) -> str:
    return f"{minutes // 60}:{minutes % 60:02}"
