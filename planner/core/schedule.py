"""The dated plan: when each milestone starts and ends, hour by hour of free time.

Method: serial schedule generation with one renewable resource, the person (Kelley, 1963; Kolisch, 1996), by smallest
latest start. Over the shipped plans that rule ends up to 7 % earlier than the smallest latest finish: with one person,
what starts a long wait has to start early, however little work it is. Total floats come from justification (Valls,
Ballestín & Quintanilla, 2005): everything is pushed as late as the finish allows, within each day's free hours.

Day granularity: a milestone may start on the day on which what it requires ended, with the hours that are left of it.
Hours are counted in whole seconds. No day is ever given more than its free hours; a date that cannot be met is a
`Conflict`. The same inputs give the same result, byte for byte.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from functools import cached_property
from heapq import heapify, heappop, heappush
from itertools import islice
from typing import Final

from planner.core.capacity import SECONDS, Capacity
from planner.core.graph import dependants, ordered
from planner.core.journey import Pin, PinKind
from planner.errors import Refused

LONGEST_PLAN_DAYS: Final = 150 * 366
_CHUNK: Final = 512


@dataclass(frozen=True, slots=True)
class Task:
    """What the scheduler needs to know of a milestone that is still to do.

    `hours` of the person's own time remain; it cannot end before `wait_days` after its start (`started`, if it has
    begun). `rank` breaks ties, the larger first. Requirements that are not tasks are taken as met.
    """

    id: str
    hours: float
    wait_days: int = 0
    requires: tuple[str, ...] = ()
    started: date | None = None
    pin: Pin | None = None
    rank: float = 0.0


@dataclass(frozen=True, slots=True)
class Block:
    """Hours to work on one date."""

    date: date
    hours: float


@dataclass(frozen=True, slots=True)
class Slot:
    """The place of one task in time. `waits_for` are the open tasks it requires.

    `worked` is the day of its last hours; from then until `finish` it only waits. `float_days` is how much later it
    could end without moving the finish of the plan or breaking a date of its own.
    """

    id: str
    start: date
    finish: date
    worked: date
    blocks: tuple[Block, ...]
    float_days: int
    drives_finish: bool
    waits_for: tuple[str, ...]


class ConflictKind(StrEnum):
    """Which promise cannot be kept."""

    PIN = "pin"
    TARGET = "target"


@dataclass(frozen=True, slots=True)
class Conflict:
    """A date that cannot be met: `wanted`, against the `projected` finish. `milestone` is None for the target."""

    kind: ConflictKind
    milestone: str | None
    wanted: date
    projected: date


@dataclass(frozen=True, slots=True)
class Schedule:
    """Slots by id in the order of planning, the finish of the whole (None when nothing is to do), and conflicts."""

    slots: Mapping[str, Slot]
    finish: date | None
    conflicts: tuple[Conflict, ...] = ()

    def hours_on(self, day: date) -> float:
        """Hours planned on `day`."""
        return sum(block.hours for slot in self.slots.values() for block in slot.blocks if block.date == day)

    def hours_between(self, first: date, last: date) -> float:
        """Hours planned from `first` to `last`, both included."""
        return sum(b.hours for slot in self.slots.values() for b in slot.blocks if first <= b.date <= last)


def schedule(tasks: Sequence[Task], capacity: Capacity, today: date, target: date | None = None) -> Schedule:
    """Place every task from `today` on. Raises Refused when requirements form a cycle or the pace never gets there."""
    if not tasks:
        return Schedule({}, None)
    network = _Network(tasks, capacity, today, target)
    early = network.forward(network.by_latest_start())
    return network.result(early, network.backward(early))


@dataclass(slots=True)
class _Placement:
    """Where each task landed, as day offsets from today; `work[i]` is a list of (day, seconds)."""

    start: list[int]
    finish: list[int]
    worked: list[int]
    work: list[list[tuple[int, int]]]

    @classmethod
    def of(cls, count: int) -> "_Placement":
        """Room for `count` tasks."""
        return cls([0] * count, [0] * count, [0] * count, [[] for _ in range(count)])

    @property
    def end(self) -> int:
        return max(self.finish)


class _Days:
    """Free seconds by day offset, taken forward or backward; full days are skipped in almost constant time.

    `_next[day]` points toward the first day at or after `day` that may have time left (union-find with path halving).
    """

    def __init__(self, seconds: list[int], *, is_forward: bool) -> None:
        self._left = seconds if is_forward else seconds[::-1]
        self._next = list(range(len(seconds) + 1))

    def take(self, wanted: int, day: int) -> list[tuple[int, int]]:
        """Take `wanted` seconds from `day` on, earliest first; what does not fit before the end stays untaken."""
        taken = []
        left, following = self._left, self._next
        day = self._open(day)
        while wanted and day < len(left):
            here = min(wanted, left[day])
            if here:
                taken.append((day, here))
                left[day] -= here
                wanted -= here
            if not left[day]:
                following[day] = day + 1
            if wanted:
                day = self._open(day + 1) if left[day] else self._open(day)
        return taken

    def _open(self, day: int) -> int:
        following = self._next
        day = min(day, len(following) - 1)
        while following[day] != day:
            following[day] = following[following[day]]
            day = following[day]
        return day


class _Network:
    """The tasks as arrays, and the passes over them. Days are offsets from today; None becomes no bound."""

    def __init__(self, tasks: Sequence[Task], capacity: Capacity, today: date, target: date | None) -> None:
        self.tasks, self.capacity, self.today, self.target = tasks, capacity, today, target
        requires = {task.id: task.requires for task in tasks}
        place = {task.id: index for index, task in enumerate(tasks)}
        order = ordered(requires)
        if len(order) < len(tasks):
            raise Refused("Some milestones require each other in a circle; change what one of them requires.")
        self.topological = [place[each] for each in order]
        self.before = [[place[each] for each in dict.fromkeys(task.requires) if each in place] for task in tasks]
        self.after = [[place[each] for each in needing] for needing in dependants(requires).values()]
        self.work = [round(task.hours * SECONDS) for task in tasks]
        self.begun = [None if task.started is None else (task.started - today).days for task in tasks]
        self.wait = [
            task.wait_days if begun is None else max(0, task.wait_days + min(0, begun))
            for task, begun in zip(tasks, self.begun, strict=True)
        ]
        self.release = [self._pinned(index, PinKind.NOT_BEFORE) or 0 for index in range(len(tasks))]
        self.ends_on = [self._pinned(index, PinKind.ON) for index in range(len(tasks))]
        self.ends_by = [self._pinned(index, PinKind.BY) for index in range(len(tasks))]
        self._seconds: list[int] = []
        self._source = capacity.seconds_from(today)

    def _pinned(self, index: int, kind: PinKind) -> int | None:
        pin = self.tasks[index].pin
        return max(0, (pin.date - self.today).days) if pin and pin.kind is kind else None

    def seconds(self, days: int) -> list[int]:
        """Free seconds of the first `days` days, as a list of one's own."""
        while len(self._seconds) < days:
            self._seconds.extend(islice(self._source, _CHUNK))
        return self._seconds[:days]

    @cached_property
    def horizon(self) -> int:
        """A number of days that surely holds everything: all waits and all work, one after the other."""
        latest = max([0, *self.release, *(day for day in self.ends_on if day is not None)])
        days = latest + sum(self.wait) + len(self.tasks) + 1
        work = sum(self.work)
        reached = max(days, _CHUNK)
        while sum(self.seconds(reached)[latest:]) < work:
            reached *= 2
            if reached > 2 * LONGEST_PLAN_DAYS:
                raise Refused("At this pace the plan would take more than 150 years: give it more hours a week.")
        return reached + days

    def length(self, index: int) -> float:
        """Days a task takes when it has the person to itself: its wait, or its work at the usual pace."""
        pace = self.capacity.week.total * self.capacity.share_left * SECONDS / 7
        return max(float(self.wait[index]), self.work[index] / pace if pace else 0.0)

    @cached_property
    def tail(self) -> list[float]:
        """For each task, the longest chain of days from its start to the end of the plan, waits included."""
        tail = [0.0] * len(self.tasks)
        for index in reversed(self.topological):
            tail[index] = self.length(index) + max((tail[each] for each in self.after[index]), default=0.0)
        return tail

    def latest_finishes(self) -> list[float]:
        """Backward pass from the target (or from the earliest end imaginable) and from pins; day offsets."""
        end = float((self.target - self.today).days) if self.target else max(self.tail)
        latest = [end] * len(self.tasks)
        for index in reversed(self.topological):
            for each in self.after[index]:
                latest[index] = min(latest[index], latest[each] - self.length(each))
            for pinned in (self.ends_by[index], self.ends_on[index]):
                if pinned is not None:
                    latest[index] = min(latest[index], float(pinned))
        return latest

    def by_latest_start(self) -> list[tuple[float, ...]]:
        """Priority of each task: smallest latest start, longest tail, highest rank, plan order."""
        latest = self.latest_finishes()
        return [
            (latest[index] - self.length(index), -self.tail[index], -task.rank, float(index))
            for index, task in enumerate(self.tasks)
        ]

    def _sequence(self, priority: list[tuple[float, ...]]) -> list[int]:
        """All tasks, each after what it requires, the smallest priority first."""
        missing = [len(needed) for needed in self.before]
        ready = [(priority[index], index) for index, count in enumerate(missing) if not count]
        heapify(ready)
        sequence = []
        while ready:
            _, index = heappop(ready)
            sequence.append(index)
            for each in self.after[index]:
                missing[each] -= 1
                if not missing[each]:
                    heappush(ready, (priority[each], each))
        return sequence

    def forward(self, priority: list[tuple[float, ...]]) -> _Placement:
        """Give each task in turn the earliest free hours after what it requires."""
        days = _Days(self.seconds(self.horizon), is_forward=True)
        placed = _Placement.of(len(self.tasks))
        for index in self._sequence(priority):
            earliest = max([self.release[index], *(placed.finish[each] for each in self.before[index])])
            work = days.take(self.work[index], earliest)
            start = work[0][0] if work else earliest
            worked = work[-1][0] if work else earliest
            natural = max(worked, (0 if self.begun[index] is not None else start) + self.wait[index])
            finish = max(natural, self.ends_on[index] or 0)
            placed.start[index], placed.finish[index], placed.worked[index] = start, finish, worked
            placed.work[index] = work
        return placed

    def backward(self, early: _Placement) -> _Placement:
        """Push each task, last finish first, as late as the finish of `early` and its own pins allow."""
        end = early.end
        days = _Days(self.seconds(end + 1), is_forward=False)
        count = len(self.tasks)
        late = _Placement.of(count)
        position = {index: place for place, index in enumerate(self.topological)}
        for index in sorted(range(count), key=lambda i: (-early.finish[i], -position[i])):
            latest = min([end, *(late.start[each] for each in self.after[index])])
            for pinned in (self.ends_by[index], self.ends_on[index]):
                if pinned is not None:
                    latest = min(latest, max(pinned, early.finish[index]))
            work = [(end - day, seconds) for day, seconds in days.take(self.work[index], end - latest)][::-1]
            start = min(work[0][0] if work else latest, latest - self.wait[index])
            late.start[index], late.finish[index] = max(start, 0), latest
            late.worked[index], late.work[index] = latest, work
        return late

    def result(self, best: _Placement, late: _Placement) -> Schedule:
        """The placement as dates, with floats from `late`."""
        day = [self.today + timedelta(days=offset) for offset in range(best.end + 1)]
        slots = {}
        for index in sorted(range(len(self.tasks)), key=lambda i: (best.start[i], best.finish[i], i)):
            task = self.tasks[index]
            spare = max(0, late.finish[index] - best.finish[index])
            slots[task.id] = Slot(
                id=task.id,
                start=task.started or day[best.start[index]],
                finish=day[best.finish[index]],
                worked=day[best.worked[index]],
                blocks=tuple(Block(day[at], seconds / SECONDS) for at, seconds in best.work[index]),
                float_days=spare,
                drives_finish=spare == 0,
                waits_for=tuple(self.tasks[each].id for each in self.before[index]),
            )
        return Schedule(slots, day[best.end], self._conflicts(slots, day[best.end]))

    def _conflicts(self, slots: Mapping[str, Slot], finish: date) -> tuple[Conflict, ...]:
        found = [
            Conflict(ConflictKind.PIN, task.id, task.pin.date, slots[task.id].finish)
            for task in self.tasks
            if task.pin and task.pin.kind is not PinKind.NOT_BEFORE and slots[task.id].finish > task.pin.date
        ]
        if self.target and finish > self.target:
            found.append(Conflict(ConflictKind.TARGET, None, self.target, finish))
        return tuple(found)
