"""Where days and hours stand on an axis, and which of them are named there."""

from collections.abc import Sequence
from datetime import date, timedelta
from math import ceil, floor, log10
from typing import Final, TypeVar

from msgspec import Struct

from planner.core.wording import MONTHS
from planner.reports.page.model import Tick

_MOST_NAMES: Final = 14
_MOST_MAJOR: Final = 5
_MOST_POINTS: Final = 240
_STEPS: Final = (1, 2, 3, 6, 12, 24, 60, 120, 240, 600, 1200, 2400)
T = TypeVar("T")


class Days(Struct, frozen=True):
    """Days from `first` to `last`, both included, as shares of the width."""

    first: date
    last: date

    @property
    def count(self) -> int:
        return (self.last - self.first).days + 1

    def begin(self, day: date) -> float:
        """Where `day` begins."""
        return rounded(min(1.0, max(0.0, (day - self.first).days / self.count)))

    def end(self, day: date) -> float:
        """Where `day` ends."""
        return rounded(min(1.0, max(0.0, ((day - self.first).days + 1) / self.count)))

    def months(self) -> tuple[Tick, ...]:
        """Months by the places where they begin, thinned out to what can be read; January names its year."""
        starts = _month_starts(self.first, self.last)
        step, major = _step(len(starts), _MOST_NAMES), _step(len(starts), _MOST_MAJOR)
        return tuple(Tick(self.begin(day), month_name(day), _is_on(day, major)) for day in starts if _is_on(day, step))


def month_name(day: date) -> str:
    """ "Feb"; "2027" for the January that begins a year."""
    return str(day.year) if day.month == 1 else MONTHS[day.month - 1]


def hours_ticks(highest: float, most: int) -> tuple[float, tuple[Tick, ...]]:
    """The top of an axis that holds `highest` hours, and its named values: at most about `most` steps apart."""
    step = _round_step(highest, most)
    top = max(step, step * ceil(highest / step - 1e-9))
    count = round(top / step)
    return top, tuple(Tick(rounded(number / count), f"{round(step * number)} h", True) for number in range(count + 1))


def thinned(points: Sequence[T]) -> list[T]:
    """At most a few hundred of these points, the first and the last among them."""
    every = ceil(len(points) / _MOST_POINTS)
    return [*points[:-1:every], points[-1]] if every > 1 else list(points)


def rounded(share: float) -> float:
    """Fine enough for any paper, and the same text on every machine."""
    return round(share, 4)


def _round_step(highest: float, most: int) -> float:
    """A whole number of hours: 1, 2 or 5 times a power of ten that reaches `highest` in at most `most` steps."""
    least = max(1.0, highest / most)
    power = 10.0 ** floor(log10(least))
    return next(power * factor for factor in (1, 2, 5, 10) if power * factor >= least * (1 - 1e-9))


def _month_starts(first: date, last: date) -> list[date]:
    """The first day of every month that begins between the two."""
    found, day = [], first.replace(day=1)
    while day <= last:
        if day >= first:
            found.append(day)
        if day.year == date.max.year and day.month == 12:
            break
        day = (day + timedelta(days=31)).replace(day=1)
    return found


def _step(months: int, most: int) -> int:
    """Every how many months one is named."""
    return next((step for step in _STEPS if months <= step * most), _STEPS[-1])


def _is_on(day: date, step: int) -> bool:
    return (day.year * 12 + day.month - 1) % step == 0
