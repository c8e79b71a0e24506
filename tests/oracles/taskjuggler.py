"""Our schedule against TaskJuggler 3 (Debian package `tj3`): a .tjp with many plans, one run, the dates read back.

Not here: which plans (`tests.oracles.shared_plans`), and what is asserted (`tests.oracles.test_taskjuggler`).

Both schedule whole tasks one by one, the most urgent of those whose requirements have a place first, each in the
earliest hours that are free after them. TaskJuggler has no rule like our smallest latest start, so that the order is
told to it as `priority`. Everything else it works out alone: weekdays, working hours, leaves, shifts, dependencies,
the filling of gaps, waits, releases, and so every date.

Each plan is a container with a resource of its own, because plans share nothing. It is told like this:

    hours left              `effort`, in minutes, of the resource; a `milestone` when there are none
    what it requires        `depends` on every task that the required milestone became
    weekly pattern          `workinghours` of the resource, from midnight on
    break; spell            `leaves`; `shifts` with other working hours
    hours done today        a shift of one day, with what is left of it
    wait_days               a second task, without the resource, see 2
    begun before today      a `milestone` on the day its wait ends, which what requires it depends on as well
    pin not before          a `milestone` on that date, which the task depends on
    pin on                  a `milestone` on that date, which what requires it depends on as well
    pin by, target, rank    nothing: they only shape the order

Where the models differ, and how the plans stay inside what both share:

1. Slots against seconds. TaskJuggler books slots of `SLOT_MINUTES`; we count seconds. Here all hours, of tasks and of
   days, are whole slots, and writing others fails. `in_whole_slots` rounds the shipped plans to them: efforts to the
   nearest slot, at least one; each day's hours, habits taken off, to the nearest slot. Both sides get what is rounded.
2. Moments against days. With us a wait ends with a date, and frees all hours of that date. A `duration` that begins
   in the middle of a day ends in the middle of one. So a wait is a `length` in a shift that is open for one slot before
   each midnight: it counts midnights, and ends at 0:00 of the day that it frees. The last slot of a day is therefore
   never worked in (`MOST_HOURS_A_DAY`).
3. Where in a day. TaskJuggler places hours in a day, we count them. With every day's hours from midnight on, and
   releases only at midnight or at the end of booked hours, the booked hours of a day have no hole. So "after the
   requirement, on the same day" and "in the hours that are left of that day" are the same hours.
4. Several spells on a day. TaskJuggler refuses shifts that overlap, and leaves win over shifts; with us the last spell
   decides. So spells with hours do not overlap here, and breaks, which may lie on anything, come after them. Hours done
   today are on no day of a spell.
5. Started and pinned. What has begun starts on the day it began with us; here its first hours from today on count.
6. What TaskJuggler has not: float in days, conflicts as values, a choice among several orders. They are tested
   elsewhere.
"""

import csv
import re
import subprocess
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from pathlib import Path
from typing import Final

from msgspec import Struct
from msgspec.structs import replace

from planner.core.capacity import Capacity
from planner.core.journey import PinKind, Week
from planner.core.network import Network, Placement
from planner.core.schedule import Task, schedule

SLOT_MINUTES: Final = 15
MOST_HOURS_A_DAY: Final = 24 - SLOT_MINUTES / 60
WHOLE: Final = ""  # the id under which the dates of a whole plan stand
_MOST_URGENT: Final = 1000
_ROOM_DAYS: Final = 60  # by as much a plan may end later there and still be told by its dates, not by a failed run
_WEEKDAYS: Final = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_MIDNIGHTS: Final = f"""\
shift midnights "Midnights" {{
  workinghours mon - sun 23:{60 - SLOT_MINUTES} - 24:00
}}"""
_REPORT: Final = """\
taskreport dates "dates" {
  formats csv
  columns id, start, end
  hidetask 0
}"""


class Case(Struct, frozen=True):
    """A plan to compare, under a name that a failure tells."""

    name: str
    tasks: tuple[Task, ...]
    capacity: Capacity
    today: date
    target: date | None = None


class Dates(Struct, frozen=True):
    """First and last day of the hours of a milestone, and its finish. Without hours, both are when it could begin."""

    start: date
    worked: date
    finish: date


Dated = dict[str, Dates]  # by the id of the milestone, and the whole plan


def ours(case: Case) -> Dated:
    """The dates of our schedule."""
    made = schedule(case.tasks, case.capacity, case.today, case.target)
    assert made.finish is not None
    dated = {
        slot.id: Dates(slot.blocks[0].date if slot.blocks else slot.worked, slot.worked, slot.finish)
        for slot in made.slots.values()
    }
    return {**dated, WHOLE: replace(_around(dated), finish=made.finish)}


def theirs(cases: Sequence[Case], folder: Path) -> list[Dated]:
    """The dates of TaskJuggler for each case, in their order. A plan it cannot date fails with its message."""
    return run(written(cases), cases, folder)


def differences(cases: Sequence[Case], found: Sequence[Dated]) -> list[str]:
    """Each date of `found` that is not ours, as a sentence that names the plan and the milestone."""
    told = []
    for case, there in zip(cases, found, strict=True):
        here = ours(case)
        assert here.keys() == there.keys()
        for each, dates in here.items():
            for what in ("start", "worked", "finish"):
                mine, other = getattr(dates, what), getattr(there[each], what)
                if mine != other:
                    told.append(f"{case.name}, {each or 'the whole'}: {what} {mine} here, {other} in TaskJuggler")
    return told


def in_whole_slots(case: Case) -> Case:
    """The case with efforts, and the hours of an even or uneven week without habits, rounded to slots."""
    assert not case.capacity.spells
    assert not case.capacity.worked
    hours = [_rounded(hours * case.capacity.share_left) for hours in case.capacity.week.hours]
    monday, tuesday, wednesday, thursday, friday, saturday, sunday = hours
    week = Week((monday, tuesday, wednesday, thursday, friday, saturday, sunday))
    tasks = tuple(
        replace(task, hours=task.hours and max(_rounded(task.hours), SLOT_MINUTES / 60)) for task in case.tasks
    )
    return replace(case, tasks=tasks, capacity=Capacity(week))


def _rounded(hours: float) -> float:
    return round(hours * 60 / SLOT_MINUTES) * SLOT_MINUTES / 60


def _around(dated: Mapping[str, Dates]) -> Dates:
    """The first day and the last days of all milestones."""
    return Dates(
        min(dates.start for dates in dated.values()),
        max(dates.worked for dates in dated.values()),
        max(dates.finish for dates in dated.values()),
    )


# ---- writing ----


def written(cases: Sequence[Case]) -> str:
    """The text of a .tjp with all cases."""
    first = min(case.today for case in cases)
    last = max(ours(case)[WHOLE].finish for case in cases) + timedelta(days=_ROOM_DAYS)
    lines = [
        f'project plans "Plans" {first} - {last} {{',
        f'  timezone "UTC"\n  timingresolution {SLOT_MINUTES} min\n  timeformat "%Y-%m-%d"',
        "}",
        _MIDNIGHTS,
    ]
    assert len({_identifier(case) for case in cases}) == len(cases), "two plans of one name"
    for case in cases:
        lines += _resource(case)
        lines += _container(case)
    return "\n".join([*lines, _REPORT, ""])


def _identifier(case: Case) -> str:
    """The name of the case as TaskJuggler spells names, so that its own messages name the plan too."""
    return re.sub(r"\W", "_", case.name)


def _resource(case: Case) -> Iterator[str]:
    """The person: working hours, spells and hours done as shifts, breaks as leaves."""
    capacity, left, plan = case.capacity, case.capacity.share_left, _identifier(case)
    shifts = []
    for index, spell in enumerate(capacity.spells):
        if not spell.is_break:
            hours = [spell.hours_a_week / 6 * left] * 6 + [0.0]
            yield from (f'shift {plan}_spell{index} "Spell" {{', *_working_hours(hours), "}")
            shifts.append(f"  shifts {plan}_spell{index} {_days(spell.first, spell.last)}")
    for index, (day, worked) in enumerate(capacity.worked.items()):
        assert capacity.spell_on(day) is None, "two shifts on a day"
        hours = [max(0.0, capacity.week.hours[day.weekday()] * left - worked)] * 7
        yield from (f'shift {plan}_done{index} "Hours done" {{', *_working_hours(hours), "}")
        shifts.append(f"  shifts {plan}_done{index} {_days(day, day)}")
    yield f'resource {plan}_person "{case.name}" {{'
    yield from _working_hours([hours * left for hours in capacity.week.hours])
    yield from shifts
    yield from (f"  leaves annual {_days(spell.first, spell.last)}" for spell in capacity.spells if spell.is_break)
    yield "}"


def _working_hours(hours: Sequence[float]) -> Iterator[str]:
    for name, much in zip(_WEEKDAYS, hours, strict=True):
        assert much <= MOST_HOURS_A_DAY, f"{much} h on a day leave no room for midnight"
        hour, minute = divmod(_minutes(much), 60)
        yield f"  workinghours {name} " + (f"0:00 - {hour}:{minute:02}" if much else "off")


def _minutes(hours: float) -> int:
    minutes = hours * 60
    assert minutes % SLOT_MINUTES == 0, f"{hours} h are not whole slots"
    return int(minutes)


def _days(first: date, last: date) -> str:
    """An interval of whole days; TaskJuggler leaves out the end."""
    return f"{first} - {last + timedelta(days=1)}"


def _container(case: Case) -> Iterator[str]:
    """The tasks of the plan, as the docstring of this module tells."""
    plan = _identifier(case)
    priority = {index: _MOST_URGENT - 1 - place for place, index in enumerate(_order(case))}
    assert min(priority.values()) > 0
    parts = {task.id: [each for each, _ in _parts(index, task, case.today)] for index, task in enumerate(case.tasks)}
    yield f'task {plan} "{case.name}" {{'
    yield f'  task today "Today" {{ milestone start {case.today} }}'
    for index, task in enumerate(case.tasks):
        needed = ["!today", *(f"!{part}" for each in task.requires for part in parts.get(each, ()))]
        if task.pin and task.pin.kind is PinKind.NOT_BEFORE:
            yield f'  task t{index}_not_before "Not before" {{ milestone start {max(case.today, task.pin.date)} }}'
            needed.append(f"!t{index}_not_before")
        depends = f"depends {', '.join(dict.fromkeys(needed))}"
        if task.hours:
            what = f"effort {_minutes(task.hours)}min allocate {plan}_person priority {priority[index]}"
        else:
            what = "milestone"
        yield f'  task t{index} "{task.id}" {{ {what} {depends} }}'
        yield from (f'  task {each} "{task.id}" {{ {text} }}' for each, text in _parts(index, task, case.today)[1:])
    yield "}"


def _parts(index: int, task: Task, today: date) -> list[tuple[str, str]]:
    """The tasks that a milestone becomes, with what is said of those beside the first; all must end for it to end."""
    parts = [(f"t{index}", "")]
    if task.wait_days and task.started is None:
        length = f"length {task.wait_days * SLOT_MINUTES}min shifts midnights priority {_MOST_URGENT}"
        parts.append((f"t{index}_wait", f"{length} depends !t{index} {{ onstart }}"))
    elif task.started is not None:
        ends = task.started + timedelta(days=task.wait_days)
        parts.append((f"t{index}_wait", f"milestone start {max(today, ends)}"))
    if task.pin and task.pin.kind is PinKind.ON:
        parts.append((f"t{index}_on", f"milestone start {max(today, task.pin.date)}"))
    return parts


class _Watched(Network):
    """A network that remembers by which priorities each placement was made."""

    def __init__(self, case: Case) -> None:
        super().__init__(case.tasks, case.capacity, case.today, case.target)
        self.made: list[tuple[Placement, list[tuple[float, ...]]]] = []

    def forward(self, priority: list[tuple[float, ...]]) -> Placement:
        placed = super().forward(priority)
        self.made.append((placed, priority))
        return placed


def _order(case: Case) -> list[int]:
    """Indices of the tasks, the most urgent first, as our schedule took them among those that could be placed."""
    network = _Watched(case)
    chosen = network.early()
    priority = next(priority for placed, priority in network.made if placed is chosen)
    return sorted(range(len(case.tasks)), key=priority.__getitem__)


# ---- running and reading ----


def run(text: str, cases: Sequence[Case], folder: Path) -> list[Dated]:
    """What TaskJuggler makes of a .tjp that was written for `cases`."""
    (folder / "plans.tjp").write_text(text, encoding="utf-8")
    done = subprocess.run(
        ["tj3", "--silent", "--no-color", "plans.tjp"], cwd=folder, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    with (folder / "dates.csv").open(encoding="utf-8", newline="") as lines:
        dates = {
            line["Id"]: (date.fromisoformat(line["Start"]), date.fromisoformat(line["End"]))
            for line in csv.DictReader(lines, delimiter=";")
        }
    return [_read(case, dates) for case in cases]


def _read(case: Case, dates: Mapping[str, tuple[date, date]]) -> Dated:
    plan, dated = _identifier(case), {}
    for index, task in enumerate(case.tasks):
        start, worked = dates[f"{plan}.t{index}"]
        ends = [dates[f"{plan}.{each}"][1] for each, _ in _parts(index, task, case.today)]
        dated[task.id] = Dates(start, worked, max(ends))
    return {**dated, WHOLE: replace(_around(dated), finish=dates[f"{plan}"][1])}
