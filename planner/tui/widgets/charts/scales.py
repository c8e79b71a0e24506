"""Where values and dates stand on an axis, and which of them are named there."""

from collections.abc import Sequence
from datetime import date, timedelta
from math import ceil, floor, log10
from typing import Final

from dateutil.relativedelta import relativedelta
from msgspec import Struct

from planner.core.wording import MONTHS
from planner.tui.widgets.charts.grid import Grid

_MONTH_ROOM: Final = 5  # "2027 "


def round_step(highest: float, most: int) -> float:
    """A step of 1, 2 or 5 times a power of ten that reaches `highest` in at most `most` steps."""
    least = highest / max(1, most)
    if least <= 0:
        return 1.0
    power = 10.0 ** floor(log10(least))
    return next(power * factor for factor in (1, 2, 5, 10) if power * factor >= least * (1 - 1e-9))


def ticks(highest: float, most: int) -> list[float]:
    """Round values from 0 up to `highest`, at most `most` steps apart from each other."""
    step = max(1.0, round_step(highest, most))
    return [step * number for number in range(floor(highest / step + 1e-9) + 1)]


def round_up(highest: float, most: int) -> float:
    """The least round value that is not below `highest`."""
    step = max(1.0, round_step(highest, most))
    return max(step, step * ceil(highest / step - 1e-9))


class Days(Struct, frozen=True):
    """Days from `first` to `last`, both included, spread over `width` cells."""

    first: date
    last: date
    width: int

    def place(self, day: date) -> float:
        """The end of `day` in cells from the left."""
        return ((day - self.first).days + 1) / ((self.last - self.first).days + 1) * self.width

    def cell(self, day: date) -> int:
        """The cell in which `day` ends."""
        return min(self.width - 1, max(0, ceil(self.place(day) - 1e-9) - 1))

    def day(self, cell: int) -> date:
        """The last day that ends in a cell."""
        length = (self.last - self.first).days + 1
        return self.first + timedelta(days=max(0, floor((cell + 1) / self.width * length + 1e-9) - 1))


def month_starts(first: date, last: date) -> list[date]:
    """The first day of every month that begins between the two."""
    start = first.replace(day=1)
    if start < first:
        start += relativedelta(months=1)
    found = []
    while start <= last:
        found.append(start)
        start += relativedelta(months=1)
    return found


def month_places(days: Days, left: int) -> list[tuple[str, int]]:
    """Names of months at the cells, from `left` on, in which they begin; only every second or third where it is tight.

    January has the number of its year for a name.
    """
    starts = month_starts(days.first, days.last)
    room = days.width / ((days.last - days.first).days + 1) * 30
    step = next((each for each in (1, 2, 3, 6) if each * room >= _MONTH_ROOM), 12)
    return [(month_name(day), left + days.cell(day)) for day in starts if (day.month - 1) % step == 0]


def month_name(day: date) -> str:
    """ "Feb"; "2027" for the January that begins a year."""
    return str(day.year) if day.month == 1 else MONTHS[day.month - 1]


def week_words(monday: date, today: date) -> str:
    """ "Week of 12 Oct"; with the year when it is another one."""
    year = "" if monday.year == today.year else f" {monday.year}"
    return f"Week of {monday.day} {MONTHS[monday.month - 1]}{year}"


def write_names(grid: Grid, y: int, places: Sequence[tuple[str, int]]) -> list[int]:
    """Write names at their cells in row `y`, from left to right, where there is room; the cells named are returned.

    The first gives way to the second: often it stands for the last days of a month only.
    """
    if len(places) > 1 and _is_crowded(places[0], places[1]) and places[1][1] + len(places[1][0]) <= grid.width:
        places = places[1:]
    named, end = [], 0
    for name, x in places:
        if x >= end and x + len(name) <= grid.width:
            grid.write(x, y, name, "$quiet")
            named.append(x)
            end = x + len(name) + 1
    return named


def _is_crowded(place: tuple[str, int], following: tuple[str, int]) -> bool:
    return place[1] + len(place[0]) >= following[1]
