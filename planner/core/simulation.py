"""One possible life of the plan at a time, fast: when everything would end with given hours of work.

The schedule (`planner.core.schedule`) asks for one good order at one pace; a forecast asks for the end of thousands of
runs. Here the work is done in a fixed order, idle when the next milestone still waits, and the best of a few orders
counts: whoever re-plans on the way keeps to whichever order turns out well. The family of orders is made from the
milestones alone, at a range of paces, never from the person's hours. With the order fixed, each end is a maximum of
sums: more hours or less work can only make it earlier, and so can the best of a fixed family. List scheduling that
fills gaps has no such guarantee (Graham, 1969: an added machine can lengthen a schedule). Over the shipped plans the
best of the family ends within 2 % of re-planning every run from scratch.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator, Sequence
from copy import copy
from datetime import date
from itertools import accumulate
from typing import Final

from msgspec import Struct

from planner.core.capacity import Capacity, even_week
from planner.core.network import LONGEST_PLAN_DAYS, Network, Placement, Task
from planner.errors import Refused

ORDERS: Final = 8
_PACES: Final = (4.0, 6.0, 8.0, 10.0, 12.0, 14.0, 18.0, 28.0)
_SHARES: Final = (0.2, 0.0)
_PILOT_EFFORTS: Final = (0.6, 0.8, 1.0, 1.25, 1.6)

Order = tuple[int, ...]
Rest = Callable[[], object]
"""Called now and then by work that takes long, so that others get their turn; it may raise to end the work."""


def no_rest() -> None:
    """For work that nobody waits beside."""


class Life(Struct, frozen=True):
    """How one run went: the hours of work it took, in seconds, and the day each task ended, from the first day."""

    work: Sequence[float]
    finish: list[int]

    @property
    def end(self) -> int:
        return max(self.finish)


class _TooShort(Exception):
    """The free hours known do not reach the end of a run."""


class Calendar:
    """Free seconds as a running total by day, longer whenever a run needs it."""

    def __init__(self, capacity: Capacity, first_day: date, seconds: int) -> None:
        self._running = accumulate(capacity.seconds_from(first_day))
        self.until: list[int] = []
        while not self.until or self.until[-1] < seconds:
            self.lengthen()

    def lengthen(self) -> None:
        """Twice as many days. Refused when that is longer than any life."""
        if len(self.until) > 2 * LONGEST_PLAN_DAYS:
            raise Refused("At this pace the plan would take more than 150 years: give it more hours a week.")
        self.until.extend(next(self._running) for _ in range(max(512, len(self.until))))


class Simulation:
    """The tasks, the free hours and a family of orders, ready to be run many times."""

    def __init__(self, tasks: Sequence[Task], capacity: Capacity, first_day: date, rest: Rest = no_rest) -> None:
        network = Network(tasks, capacity, first_day, None)
        self.network = network
        self.calendar = Calendar(capacity, first_day, sum(network.work))
        self.orders = family(tasks, first_day, rest)

    def run(self, work: Sequence[float]) -> Life:
        """The best of the orders when task i needs `work[i]` seconds."""
        until = self.calendar.until
        while True:
            try:
                return self._best(work, until)
            except _TooShort:
                self.calendar.lengthen()

    def _best(self, work: Sequence[float], until: list[int]) -> Life:
        bound = bisect_left(until, sum(work))
        best, least = None, 0
        for order in self.orders:
            finish = _finishes(self.network, order, work, until)
            end = max(finish)
            if best is None or end < least:
                best, least = finish, end
                if end <= bound:
                    break
        assert best is not None
        return Life(work, best)

    def drivers(self, life: Life) -> list[int]:
        """The tasks that drive the end of a run: those that could not have ended a working day later without moving it.

        The floats come from justification, as those of the schedule do. Less than a working day is what is left over
        where hours are rounded to days.
        """
        network = copy(self.network)
        network.work = [round(each) for each in life.work]
        early = Placement.of(len(network.tasks))
        early.finish = life.finish
        late = network.backward(early)
        until = self.calendar.until
        while len(until) <= max(late.finish):  # waiting may end long after the last hour of work
            self.calendar.lengthen()
        return [
            index
            for index, (finish, latest) in enumerate(zip(life.finish, late.finish, strict=True))
            if latest <= finish or until[latest - 1] <= until[finish]
        ]


def family(tasks: Sequence[Task], first_day: date, rest: Rest = no_rest) -> tuple[Order, ...]:
    """At most `ORDERS` orders of work that between them do well at any pace, best first. Independent of any capacity.

    Candidates are the orders of schedules at several paces; they are tried at all of these with more and less work,
    and taken greedily by what they add to those taken already.
    """
    capacities = [Capacity(even_week(pace)) for pace in _PACES]
    found = (order for each in capacities for order in _candidates(tasks, each, first_day, rest))
    candidates = tuple(dict.fromkeys(found))
    trials = list(_trials(tasks, capacities, candidates, first_day, rest))
    chosen: list[int] = []
    reached = [float("inf")] * len(trials)
    while len(chosen) < min(ORDERS, len(candidates)):
        free = (each for each in range(len(candidates)) if each not in chosen)
        sums = [(sum(min(a, t[each]) for a, t in zip(reached, trials, strict=True)), each) for each in free]
        total, best = min(sums)
        if chosen and total >= sum(reached):
            break
        chosen.append(best)
        reached = [min(a, t[best]) for a, t in zip(reached, trials, strict=True)]
    return tuple(candidates[each] for each in chosen)


def _candidates(tasks: Sequence[Task], capacity: Capacity, first_day: date, rest: Rest) -> Iterator[Order]:
    """Orders of work of schedules at this capacity: their priorities, by their first and by their last hour of work.

    One schedule keeps to the reading order of the stages a little, one not at all (see `Network.by_latest_start`).
    """
    network = Network(tasks, capacity, first_day, None)
    for share in _SHARES:
        rest()
        priority = network.by_latest_start(share)
        placed = network.forward(priority)
        yield tuple(network.sequence(priority))
        for key in (placed.start, placed.worked):
            yield tuple(network.sequence([(float(each),) for each in key]))


def _trials(
    tasks: Sequence[Task], capacities: Sequence[Capacity], candidates: Sequence[Order], first_day: date, rest: Rest
) -> Iterator[list[float]]:
    """For each pace and amount of work, the end of every candidate relative to the best of them."""
    for capacity in capacities:
        network = Network(tasks, capacity, first_day, None)
        calendar = Calendar(capacity, first_day, sum(network.work))
        for effort in _PILOT_EFFORTS:
            work = [each * effort for each in network.work]
            ends: list[int] = []
            while len(ends) < len(candidates):
                rest()
                try:
                    ends.append(max(_finishes(network, candidates[len(ends)], work, calendar.until)))
                except _TooShort:
                    calendar.lengthen()
            least = max(1, min(ends))
            yield [end / least for end in ends]


def _finishes(network: Network, order: Order, work: Sequence[float], until: list[int]) -> list[int]:
    """The day each task ends when work is done in this order. The one loop that has to be fast."""
    before, release, wait, begun, ends_on = (
        network.before,
        network.release,
        network.wait,
        network.begun,
        network.ends_on,
    )
    finish = [0] * len(work)
    done = 0.0  # all of the free time up to here is used or past
    try:
        for index in order:
            day = release[index]
            for each in before[index]:
                if finish[each] > day:
                    day = finish[each]
            seconds = work[index]
            if seconds:
                if day and until[day - 1] > done:
                    done = until[day - 1]
                if wait[index] and begun[index] is None:
                    day = bisect_right(until, done)
                done += seconds
                worked = bisect_left(until, done)
            else:
                worked = day
            end = wait[index] + (0 if begun[index] is not None else day)
            if worked > end:
                end = worked
            pinned = ends_on[index]
            if pinned is not None and pinned > end:
                end = pinned
            finish[index] = end
    except IndexError:
        raise _TooShort from None
    if done > until[-1]:
        raise _TooShort
    return finish
