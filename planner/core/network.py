"""The tasks as a network of arrays, and the passes that place them in time. Days are offsets from today.

How the passes make a schedule, and where the method comes from, stands in `planner.core.schedule`.
"""

from bisect import bisect_left
from collections.abc import Sequence
from datetime import date
from functools import cached_property, lru_cache
from heapq import heappop, heappush
from itertools import accumulate, islice
from typing import Final

from msgspec import Struct

from planner.core.capacity import SECONDS, Capacity
from planner.core.graph import dependants, ordered
from planner.core.journey import Pin, PinKind
from planner.errors import Refused

LONGEST_PLAN_DAYS: Final = 150 * 366
_CHUNK: Final = 512
_SHARES: Final = (0.5, 0.2, 0.1, 0.0)
_DAYS_A_RANK: Final = 35
_NEAR_ENOUGH: Final = 1.02

_Places = Sequence[Sequence[int]]


class Task(Struct, frozen=True):
    """What the scheduler needs to know of a milestone that is still to do.

    `hours` of the person's own time remain; it cannot end before `wait_days` after its start (`started`, if it has
    begun). `stage` is the place of its phase in reading order, which is followed where nothing is lost by it; `rank`
    breaks ties, the larger first. Requirements that are not tasks are taken as met.
    """

    id: str
    hours: float
    wait_days: int = 0
    requires: tuple[str, ...] = ()
    started: date | None = None
    pin: Pin | None = None
    stage: int = 0
    rank: float = 0.0


class Placement(Struct):
    """Where each task landed, as day offsets from today; `work[i]` is a list of (day, seconds).

    `days_late` adds up the days by which pins are missed.
    """

    start: list[int]
    finish: list[int]
    worked: list[int]
    work: list[list[tuple[int, int]]]
    days_late: int = 0

    @classmethod
    def of(cls, count: int) -> "Placement":
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
        self.is_short = False  # whether what was taken last did not fit
        self._left = seconds if is_forward else seconds[::-1]
        self._next = list(range(len(seconds) + 1))

    def take(self, wanted: int, day: int) -> list[tuple[int, int]]:
        """Take `wanted` seconds from `day` on, earliest first; what does not fit before the end stays untaken."""
        taken = []
        left, following = self._left, self._next
        self.is_short = False
        day = min(day, len(left))
        while wanted:
            while following[day] != day:
                following[day] = following[following[day]]
                day = following[day]
            if day == len(left):
                self.is_short = True
                break
            here = left[day]
            if here > wanted:
                taken.append((day, wanted))
                left[day] = here - wanted
                break
            if here:
                taken.append((day, here))
                left[day] = 0
                wanted -= here
            following[day] = day + 1
        return taken


def _check_reach(days: int) -> None:
    if days > 2 * LONGEST_PLAN_DAYS:
        raise Refused("At this pace the plan would take more than 150 years: give it more hours a week.")


@lru_cache(maxsize=8)
def _links(requires: tuple[tuple[str, tuple[str, ...]], ...]) -> tuple[Sequence[int], _Places, _Places]:
    """The places of ids, each after what it requires; of each what it requires, and what requires it directly.

    Kept, for the same tasks are placed again and again: with other hours, weeks, pins and days.
    """
    needs = dict(requires)
    place = {each: index for index, each in enumerate(needs)}
    order = ordered(needs)
    if len(order) < len(needs):
        raise Refused("Some milestones require each other in a circle; change what one of them requires.")
    before = [[place[one] for one in dict.fromkeys(needed) if one in place] if needed else [] for _, needed in requires]
    after = [[place[one] for one in needing] for needing in dependants(needs).values()]
    return [place[each] for each in order], before, after


class Network:
    """The tasks as arrays, and the passes over them."""

    def __init__(self, tasks: Sequence[Task], capacity: Capacity, today: date, target: date | None) -> None:
        self.tasks, self.capacity, self.today, self.target = tasks, capacity, today, target
        self.topological, self.before, self.after = _links(tuple([(task.id, task.requires) for task in tasks]))
        self.work = [round(task.hours * SECONDS) for task in tasks]
        self.begun = [None if task.started is None else (task.started - today).days for task in tasks]
        self.wait = [
            task.wait_days if begun is None else max(0, task.wait_days + min(0, begun))
            for task, begun in zip(tasks, self.begun, strict=True)
        ]
        self.release = [day or 0 for day in self._pinned(PinKind.NOT_BEFORE)]
        self.ends_on = self._pinned(PinKind.ON)
        self.ends_by = self._pinned(PinKind.BY)
        self._seconds: list[int] = []
        self._source = capacity.seconds_from(today)

    def _pinned(self, kind: PinKind) -> list[int | None]:
        """The day that a pin of this kind gives each task, not before the first day."""
        pins = [task.pin for task in self.tasks]
        return [max(0, (pin.date - self.today).days) if pin and pin.kind is kind else None for pin in pins]

    def seconds(self, days: int) -> list[int]:
        """Free seconds of the first `days` days, as a list of one's own."""
        while len(self._seconds) < days:
            self._seconds.extend(islice(self._source, _CHUNK))
        return self._seconds[:days]

    @cached_property
    def horizon(self) -> int:
        """A number of days that should hold everything: all waits and all work, one after the other.

        Waits that fall on rich days, or on the one working day of a week, can need more: see `_stretch`.
        """
        latest = max([0, *self.release, *(day for day in self.ends_on if day is not None)])
        days = latest + sum(self.wait) + len(self.tasks) + 1
        work = sum(self.work)
        reached = max(days, _CHUNK)
        while sum(self.seconds(reached)[latest:]) < work:
            reached *= 2
            _check_reach(reached)
        return reached + days

    def _stretch(self) -> None:
        """Look twice as far ahead, because something did not fit."""
        self.horizon *= 2
        _check_reach(self.horizon)

    @cached_property
    def length(self) -> list[float]:
        """Days each task takes when it has the person to itself: its wait, or its work at the usual pace."""
        pace = self.capacity.week.total * self.capacity.share_left * SECONDS / 7
        return [max(float(wait), work / pace if pace else 0.0) for wait, work in zip(self.wait, self.work, strict=True)]

    def tails(self, after: Sequence[float]) -> list[float]:
        """For each task, the longest chain of days from its start to the end, waits included.

        `after` gives the days that must at least follow each task.
        """
        tail = [0.0] * len(self.tasks)
        for index in reversed(self.topological):
            following = after[index]
            for each in self.after[index]:
                if tail[each] > following:
                    following = tail[each]
            tail[index] = self.length[index] + following
        return tail

    @cached_property
    def reading_order(self) -> list[float]:
        """Days that should follow each task if the order of the stages were kept.

        Enough for the least urgent task of every later stage, and more for what matters more.
        """
        plain = self.tails([0.0] * len(self.tasks))
        least: dict[int, float] = {}
        for tail, task in zip(plain, self.tasks, strict=True):
            least[task.stage] = min(tail, least.get(task.stage, tail))
        kept, latest = {}, 0.0
        for stage in sorted(least, reverse=True):
            kept[stage] = latest
            latest = max(latest, least[stage])
        return [kept[task.stage] + _DAYS_A_RANK * task.rank if kept[task.stage] else 0.0 for task in self.tasks]

    def by_latest_start(self, share: float) -> list[tuple[float, ...]]:
        """Priority of each task: smallest latest start, longest tail, highest rank, plan order.

        Latest starts come from a backward pass from the target (or the earliest end imaginable), from pins, and from
        a `share` (0 to 1) of the reading order. What has begun is due to go on today: loose ends are tied up first.
        """
        after = [share * days for days in self.reading_order]
        tail = self.tails(after)
        end = float((self.target - self.today).days) if self.target else max(tail)
        priority: list[tuple[float, ...]] = [()] * len(self.tasks)
        for index in reversed(self.topological):
            finish = end - after[index]
            for pinned in (self.ends_by[index], self.ends_on[index]):
                if pinned is not None and pinned < finish:
                    finish = float(pinned)
            for each in self.after[index]:
                finish = min(finish, priority[each][0])
            start = finish - self.length[index]
            if self.begun[index] is not None:
                start = min(start, 0.0)
            priority[index] = (start, -tail[index], -self.tasks[index].rank, float(index))
        return priority

    @cached_property
    def least_end(self) -> int:
        """No schedule ends before this day: all work at full capacity, or the longest chain if it had no rival."""
        days = self.seconds(self.horizon)
        until = list(accumulate(days))
        work = bisect_left(until, sum(self.work))
        finish = [0] * len(self.tasks)
        for index in self.topological:
            start = self.release[index]
            for each in self.before[index]:
                if finish[each] > start:
                    start = finish[each]
            done_before = until[start - 1] if start else 0
            worked = bisect_left(until, done_before + self.work[index], lo=start) if self.work[index] else start
            finish[index] = max(worked, start + self.wait[index], self.ends_on[index] or 0)
            if finish[index] >= len(until):
                self._stretch()
                return self.least_end
        return max(work, *finish)

    def early(self) -> Placement:
        """The first placement that ends near the least end, the order of the stages kept as far as that allows.

        Without that order, what nothing requires (reading, a course) would be put off to the very end, behind the
        job that it prepares for; with all of it, the waits of the last stages would stay empty.
        """
        enough = int(self.least_end * _NEAR_ENOUGH)
        if self.target:
            enough = min(enough, max(self.least_end, (self.target - self.today).days))
        tried = []
        for share in _SHARES:
            tried.append(self.forward(self.by_latest_start(share)))
            if tried[-1].end <= enough and not tried[-1].days_late:
                return tried[-1]
        return min(tried, key=lambda placed: (placed.days_late, placed.end))

    def sequence(self, priority: list[tuple[float, ...]]) -> list[int]:
        """All tasks, each after what it requires, the smallest priority first."""
        missing = [len(needed) for needed in self.before]
        ranked = sorted(range(len(priority)), key=priority.__getitem__)  # a heap of ranks compares numbers
        rank = [0] * len(ranked)
        for place, index in enumerate(ranked):
            rank[index] = place
        ready = [place for place, index in enumerate(ranked) if not missing[index]]
        sequence = []
        while ready:
            index = ranked[heappop(ready)]
            sequence.append(index)
            for each in self.after[index]:
                missing[each] -= 1
                if not missing[each]:
                    heappush(ready, rank[each])
        return sequence

    def forward(self, priority: list[tuple[float, ...]]) -> Placement:
        """Give each task in turn the earliest free hours after what it requires."""
        days = _Days(self.seconds(self.horizon), is_forward=True)
        placed = Placement.of(len(self.tasks))
        finishes = placed.finish
        for index in self.sequence(priority):
            earliest = self.release[index]
            for each in self.before[index]:
                if finishes[each] > earliest:
                    earliest = finishes[each]
            start = worked = earliest
            if self.work[index]:
                work = days.take(self.work[index], earliest)
                if days.is_short:
                    self._stretch()
                    return self.forward(priority)
                start, worked = work[0][0], work[-1][0]
                placed.work[index] = work
            finish = max(worked, (0 if self.begun[index] is not None else start) + self.wait[index])
            if (pinned := self.ends_on[index]) is not None:
                placed.days_late += max(0, finish - pinned)
                finish = max(finish, pinned)
            if (pinned := self.ends_by[index]) is not None:
                placed.days_late += max(0, finish - pinned)
            placed.start[index], finishes[index], placed.worked[index] = start, finish, worked
        return placed

    def backward(self, early: Placement) -> Placement:
        """Push each task, last finish first, as late as the finish of `early` and its own pins allow."""
        end = early.end
        seconds = self.seconds(end + 1)
        days = _Days(seconds[:], is_forward=False)
        count = len(self.tasks)
        late = Placement.of(count)
        last_first = list(reversed(self.topological))
        last_first.sort(key=early.finish.__getitem__, reverse=True)
        for index in last_first:
            latest = end
            for each in self.after[index]:
                if late.start[each] < latest:
                    latest = late.start[each]
            if (pinned := self.ends_by[index]) is not None:
                latest = min(latest, max(pinned, early.finish[index]))
            if (pinned := self.ends_on[index]) is not None:
                latest = min(latest, max(pinned, early.finish[index]))
            work = [(end - day, taken) for day, taken in days.take(self.work[index], end - latest)][::-1]
            start = min(work[0][0] if work else latest, latest - self.wait[index])
            late.start[index], late.finish[index] = max(start, 0), self._last_chance(index, latest, late, seconds)
            late.worked[index], late.work[index] = latest, work
        return late

    def _last_chance(self, index: int, latest: int, late: Placement, seconds: Sequence[int]) -> int:
        """`latest`, or the working day before it when what requires the task needs all of that day for itself."""
        if not self.work[index] or self.wait[index] or self.ends_on[index] is not None:
            return latest
        following = self.after[index]
        needed = sum(taken for each in following for day, taken in late.work[each] if day == latest) if following else 0
        day = latest - 1 if needed >= seconds[latest] else latest
        while day > 0 and not seconds[day]:
            day -= 1
        return day
