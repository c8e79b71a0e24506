"""What a forecast comes to: the finishes of its runs, and what they have in common. How they are found: `forecast`."""

import math
from bisect import bisect_left, bisect_right
from datetime import date, timedelta
from typing import Final

from msgspec import Struct

from planner.core.capacity import monday
from planner.core.pace import Pace

_MOST_BARS: Final = 20
_ROUNDING: Final = 1e-9  # 0.8 × 2000 may come to a little more than 1600


class Driver(Struct, frozen=True):
    """A milestone and its criticality index: the share (0 to 1) of runs in which it drives the finish."""

    id: str
    share: float


class Sensitivity(Struct, frozen=True):
    """A milestone and the rank correlation (0 to 1) of its effort with the finish, the pace of the runs held equal."""

    id: str
    correlation: float


class Bar(Struct, frozen=True):
    """How many runs finish from `first` to `last`, both included."""

    first: date
    last: date
    runs: int


class FanPoint(Struct, frozen=True):
    """Expected hours done by the end of `date`: nine runs in ten reach `low`, half `middle`, one in ten `high`."""

    date: date
    low: float
    middle: float
    high: float


class Forecast(Struct, frozen=True):
    """When everything may be done. `finishes` has one date a run, the earliest first.

    `drivers` are the milestones that drive the finish in some run, the most frequent first; `sensitive` at most three
    whose effort moves the finish most; `fan` has a point a week until nine runs in ten are over.
    """

    runs: int
    seed: int
    target: date | None
    finishes: tuple[date, ...]
    drivers: tuple[Driver, ...]
    sensitive: tuple[Sensitivity, ...]
    pace: Pace
    fan: tuple[FanPoint, ...]

    def quantile(self, share: float) -> date:
        """The first date by which at least this share (0 to 1) of the runs has finished."""
        return self.finishes[place(share, self.runs)]

    def chance_of(self, day: date) -> float:
        """The share (0 to 1) of the runs that finish on `day` or before."""
        return bisect_right(self.finishes, day) / self.runs

    @property
    def p10(self) -> date:
        return self.quantile(0.1)

    @property
    def p50(self) -> date:
        return self.quantile(0.5)

    @property
    def p80(self) -> date:
        return self.quantile(0.8)

    @property
    def p90(self) -> date:
        return self.quantile(0.9)

    @property
    def p95(self) -> date:
        return self.quantile(0.95)

    @property
    def chance(self) -> float | None:
        """The share of the runs that meet the target; None without one."""
        return None if self.target is None else self.chance_of(self.target)

    @property
    def histogram(self) -> tuple[Bar, ...]:
        """Runs by finish, in at most some twenty bars of whole weeks from Monday to Sunday; empty bars between kept."""
        first, last = monday(self.finishes[0]), self.finishes[-1]
        weeks = -(-((last - first).days + 1) // (7 * _MOST_BARS))
        bars, reached = [], 0
        while first <= last:
            following = first + timedelta(weeks=weeks)
            upto = bisect_left(self.finishes, following)
            bars.append(Bar(first, following - timedelta(days=1), upto - reached))
            first, reached = following, upto
        return tuple(bars)


def place(share: float, runs: int) -> int:
    """The position, among sorted runs, of the first that leaves at least this share at or before it."""
    return min(runs, max(1, math.ceil(share * runs - _ROUNDING))) - 1
