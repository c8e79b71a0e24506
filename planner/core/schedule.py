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
from datetime import date
from enum import StrEnum

from msgspec import Struct

from planner.core.capacity import SECONDS, Capacity
from planner.core.journey import PinKind
from planner.core.network import Network, Placement
from planner.core.network import Task as Task


class Block(Struct, frozen=True):
    """Hours to work on one date."""

    date: date
    hours: float


class Slot(Struct, frozen=True):
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


class Conflict(Struct, frozen=True):
    """A date that cannot be met: `wanted`, against the `projected` finish. `milestone` is None for the target."""

    kind: ConflictKind
    milestone: str | None
    wanted: date
    projected: date


class Schedule(Struct, frozen=True):
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
    network = Network(tasks, capacity, today, target)
    early = network.early()
    return _dated(network, early, network.backward(early))


def _dated(network: Network, best: Placement, late: Placement) -> Schedule:
    """The placement as dates, with floats from `late`."""
    first, ids = network.today.toordinal(), [task.id for task in network.tasks]
    on = [date.fromordinal(first + offset) for offset in range(best.end + 1)]
    slots = {}
    by_finish = sorted(range(len(ids)), key=best.finish.__getitem__)
    for index in sorted(by_finish, key=best.start.__getitem__):
        task = network.tasks[index]
        spare = max(0, late.finish[index] - best.finish[index])
        slots[task.id] = Slot(
            id=task.id,
            start=task.started or on[best.start[index]],
            finish=on[best.finish[index]],
            worked=on[best.worked[index]],
            blocks=tuple([Block(on[at], seconds / SECONDS) for at, seconds in best.work[index]]),
            float_days=spare,
            drives_finish=spare == 0,
            waits_for=tuple([ids[each] for each in network.before[index]]),
        )
    return Schedule(slots, on[best.end], _conflicts(network, slots, on[best.end]))


def _conflicts(network: Network, slots: Mapping[str, Slot], finish: date) -> tuple[Conflict, ...]:
    found = [
        Conflict(ConflictKind.PIN, task.id, task.pin.date, slots[task.id].finish)
        for task in network.tasks
        if task.pin and task.pin.kind is not PinKind.NOT_BEFORE and slots[task.id].finish > task.pin.date
    ]
    if network.target and finish > network.target:
        found.append(Conflict(ConflictKind.TARGET, None, network.target, finish))
    return tuple(found)
