"""Dates to columns and back, at three zooms, and the names that stand over the columns. Pure; knows no widget."""

from datetime import date, timedelta
from enum import Enum
from typing import Final

from msgspec import Struct

from planner.core.capacity import monday
from planner.core.wording import MONTHS

_WEEK: Final = 7
_GAP: Final = 1


class Zoom(Enum):
    """How much time a column holds: `columns` of them stand for `days` days. The value is the word on screen."""

    WEEK = "week"
    MONTH = "month"
    QUARTER = "quarter"

    @property
    def columns(self) -> int:
        return 2 if self is Zoom.MONTH else 1

    @property
    def days(self) -> int:
        return 1 if self is Zoom.WEEK else _WEEK

    @property
    def step(self) -> int:
        """Columns that one press of an arrow key scrolls by: a week, a fortnight, four weeks."""
        return {Zoom.WEEK: _WEEK, Zoom.MONTH: 4, Zoom.QUARTER: 4}[self]

    def after(self, steps: int) -> "Zoom":
        """The zoom so many steps on, around the circle."""
        every = list(Zoom)
        return every[(every.index(self) + steps) % len(every)]


class Axis(Struct, frozen=True):
    """The time axis. Column 0 begins on the Monday `first`; `width` columns reach past everything that is drawn."""

    first: date
    width: int
    zoom: Zoom

    @classmethod
    def over(cls, first: date, last: date, zoom: Zoom, *, spare: int = 0) -> "Axis":
        """An axis from the week before `first` to `last` and `spare` columns more."""
        begin = monday(first) - timedelta(days=_WEEK) if first.toordinal() > 2 * _WEEK else date.min
        return cls(begin, (last - begin).days * zoom.columns // zoom.days + 1 + spare, zoom)

    def column(self, day: date) -> int:
        """The column that `day` is in; negative before the axis begins."""
        return (day - self.first).days * self.zoom.columns // self.zoom.days

    def day(self, column: int) -> date:
        """The first day of a column; the last date there is for columns beyond it."""
        days = -(-column * self.zoom.days // self.zoom.columns)
        return date.fromordinal(max(1, min(date.max.toordinal(), self.first.toordinal() + days)))

    def days(self, column: int) -> range:
        """The days of a column, as ordinals."""
        return range(self.day(column).toordinal(), self.day(column + 1).toordinal())


class Name(Struct, frozen=True):
    """A name over the axis. `column` is where what it names begins."""

    column: int
    text: str


def names(axis: Axis, first: int, width: int) -> tuple[str, str]:
    """The two lines over the columns `first` to `first + width`: the larger unit, then the smaller."""
    if axis.zoom is Zoom.QUARTER:
        upper, lower = _years(axis, first, width), _months(axis, first, width, with_year=False)
    else:
        upper, lower = _months(axis, first, width, with_year=True), _mondays(axis, first, width)
    return _written(upper, first, width), _written(lower, first, width)


def _years(axis: Axis, first: int, width: int) -> list[Name]:
    years = range(axis.day(first).year, axis.day(first + width).year + 1)
    return [Name(axis.column(date(year, 1, 1)), str(year)) for year in years]


def _months(axis: Axis, first: int, width: int, *, with_year: bool) -> list[Name]:
    begin, end = axis.day(first), axis.day(first + width)
    found: list[Name] = []
    for month in range(begin.year * 12 + begin.month - 1, end.year * 12 + end.month):
        year, place = divmod(month, 12)
        has_year = with_year and (place == 0 or not found)
        found.append(Name(axis.column(date(year, place + 1, 1)), f"{MONTHS[place]}{f' {year}' if has_year else ''}"))
    return found


def _mondays(axis: Axis, first: int, width: int) -> list[Name]:
    """Day numbers of Mondays: of each week, or of every second one where two do not fit side by side."""
    weeks = 1 if axis.zoom is Zoom.WEEK else 2
    day = monday(axis.day(first))
    day -= timedelta(days=_WEEK * ((day - axis.first).days // _WEEK % weeks))
    found = []
    while axis.column(day) < first + width:
        found.append(Name(axis.column(day), str(day.day)))
        if day > date.max - timedelta(weeks=weeks):
            break
        day += timedelta(weeks=weeks)
    return [name for name in found if name.column >= first]


def _written(found: list[Name], first: int, width: int) -> str:
    """Names in a line of `width` cells. One that began to the left stays at the edge while there is room for it."""
    line = [" "] * width
    for place, name in enumerate(found):
        at = max(0, name.column - first)
        room = (found[place + 1].column - first - _GAP if place + 1 < len(found) else width) - at
        for text in dict.fromkeys((name.text, name.text.split()[0])):
            if len(text) <= min(room, width - at):
                line[at : at + len(text)] = text
                break
    return "".join(line)
