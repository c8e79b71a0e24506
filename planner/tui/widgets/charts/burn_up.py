"""The burn-up chart: hours done as an area, the promises as a dotted line, the forecast as a fan after today."""

from bisect import bisect_left
from collections.abc import Callable, Sequence
from datetime import date, timedelta
from typing import Final

from msgspec import Struct

from planner.core.forecast_values import FanPoint
from planner.core.trends import BurnUp, whole_hours
from planner.tui.widgets.charts.grid import Grid, Row, dotted
from planner.tui.widgets.charts.scales import Days, month_places, ticks, week_words, write_names

DONE, PLAN, RANGE, MIDDLE, TODAY = "█", "⠒", "░", "▒", "┊"
_PLAN_OVER_FAN: Final = 3  # only every third cell, so that the fan shows between
_LEFT: Final = 6  # "1200 h"
_BELOW: Final = 2
_ROWS_A_TICK: Final = 2

Curve = Sequence[tuple[date, float]]


class BurnUpDrawing(Struct, frozen=True):
    """Week by week from the start to the end of the plan, or of the fan when that is later."""

    burn: BurnUp
    fan: Sequence[FanPoint] = ()

    @property
    def last(self) -> date:
        """The last day drawn."""
        return max(self.burn.points[-1].date, *(point.date for point in self.fan[-1:]), self.burn.today)

    @property
    def count(self) -> int:
        return (self.last - self.burn.first).days // 7 + 1

    @property
    def now(self) -> int:
        return (self.burn.today - self.burn.first).days // 7

    @property
    def across(self) -> int:
        return 1

    def rows(self, width: int, height: int, cursor: int, *, is_marked: bool) -> list[Row]:
        grid = Grid(width, height)
        plot = height - _BELOW
        if plot < 1 or width <= _LEFT + 1:
            return grid.rows()
        days = Days(self.burn.first, self.last, width - _LEFT - 1)
        today = _LEFT + 1 + days.cell(self.burn.today)
        for y in range(plot):
            grid.put(today, y, TODAY, "$quiet")
        self._draw_done(grid, days, plot)
        self._draw_fan(grid, days, plot)
        self._draw_plan(grid, days, plot)
        self._draw_axes(grid, days, plot)
        for x in (today + 1, today - len("today")):
            if grid.is_free(x, 0, len("today")):
                grid.write(x, 0, "today", "$quiet")
                break
        if is_marked:
            _mark(grid, _LEFT + 1 + days.cell(self._week(cursor) + timedelta(days=6)), plot)
        return grid.rows()

    def at(self, x: int, y: int, width: int, height: int, cursor: int) -> int | None:  # noqa: ARG002  any row will do
        if x <= _LEFT or width <= _LEFT + 1:
            return None
        days = Days(self.burn.first, self.last, width - _LEFT - 1)
        cell = x - _LEFT - 1
        week = (days.day(cell) - self.burn.first).days // 7
        if week and days.cell(self._week(week) - timedelta(days=1)) == cell:
            week -= 1  # a cell is wider than a week: the one that ended in it
        return min(self.count - 1, week)

    def reading(self, index: int) -> str:
        """ "Week of 12 Oct: 120 h done, 131 h promised", or what the forecast says of a week to come."""
        week = self._week(index)
        end = week + timedelta(days=6)
        parts = []
        if index <= self.now:
            parts.append(f"{whole_hours(self._done(end))} done")
        parts.append(f"{whole_hours(_value(self._promised(), end))} promised")
        if index > self.now and self.fan:
            low, middle, high = (_value(self._edge(pick), end) for pick in _EDGES)
            parts.append(
                f"half the runs have {whole_hours(middle)} done, eight in ten {whole_hours(low)} to {whole_hours(high)}"
            )
        return f"{week_words(week, self.burn.today)}: {', '.join(parts)}"

    def _week(self, index: int) -> date:
        return self.burn.first + timedelta(weeks=index)

    def _done(self, day: date) -> float:
        return _value(self._progress(), day)

    def _progress(self) -> Curve:
        """What was done by the end of each week, and by today."""
        known = [(min(each.date, self.burn.today), each.done) for each in self.burn.points if each.done is not None]
        return [(self.burn.first - timedelta(days=1), 0.0), *((day, hours) for day, hours in known)]

    def _promised(self) -> Curve:
        return [
            (self.burn.first - timedelta(days=1), 0.0),
            *((point.date, point.promised) for point in self.burn.points),
        ]

    def _edge(self, pick: Callable[[FanPoint], float]) -> Curve:
        return [(point.date, pick(point)) for point in self.fan]

    def _draw_done(self, grid: Grid, days: Days, plot: int) -> None:
        curve = self._progress()
        for cell in range(days.cell(self.burn.today) + 1):
            filled = _value(curve, days.day(cell)) / (self.burn.scope or 1) * plot
            grid.column(_LEFT + 1 + cell, 0, plot - 1, filled, "$primary", DONE)

    def _draw_fan(self, grid: Grid, days: Days, plot: int) -> None:
        if not self.fan:
            return
        low, middle, high = (self._edge(pick) for pick in _EDGES)
        scale = plot / (self.burn.scope or 1)
        for cell in range(days.cell(self.burn.today) + 1, days.cell(self.fan[-1].date) + 1):
            day, x = days.day(cell), _LEFT + 1 + cell
            bottom, top = (_row(_value(edge, day) * scale, plot) for edge in (low, high))
            for y in range(top, bottom + 1):
                grid.put(x, y, RANGE, "$secondary")
            grid.put(x, _row(_value(middle, day) * scale, plot), MIDDLE, "$secondary")

    def _draw_plan(self, grid: Grid, days: Days, plot: int) -> None:
        scale = plot / (self.burn.scope or 1)
        points = [
            (min(days.width - 0.5, max(0.0, days.place(day))), min(plot - 0.01, max(0.0, plot - 0.01 - hours * scale)))
            for day, hours in self._promised()
        ]
        shifted = [(_LEFT + 1 + x, y) for x, y in points]
        for (x, y), char in dotted(shifted).items():
            behind = grid.at(x, y)
            if behind in (RANGE, MIDDLE) and x % _PLAN_OVER_FAN:
                continue
            grid.put(x, y, char, "$background on $primary" if behind == DONE else "$accent")

    def _draw_axes(self, grid: Grid, days: Days, plot: int) -> None:
        scope = self.burn.scope
        for value in (*ticks(scope, max(1, plot // _ROWS_A_TICK)), scope):
            y = _row(value / (scope or 1) * plot, plot)
            is_top = value == scope
            if is_top or (value and y >= 2) or not value:
                grid.write(0, y, f"{round(value)} h".rjust(_LEFT), "$quiet")
        for y in range(plot):
            grid.put(_LEFT, y, "│", "$line")
        _draw_months(grid, days, plot)


def _draw_months(grid: Grid, days: Days, plot: int) -> None:
    grid.write(_LEFT, plot, "└" + "─" * days.width, "$line")
    for x in write_names(grid, plot + 1, month_places(days, _LEFT + 1)):
        grid.put(x, plot, "┴", "$line")


def _mark(grid: Grid, x: int, plot: int) -> None:
    """The cursor: a line where nothing is drawn, and a pointer on the axis."""
    for y in range(plot):
        if grid.at(x, y) in (" ", TODAY):
            grid.put(x, y, "│", "$foreground")
    grid.put(x, plot, "▲", "$foreground bold")


def _row(height: float, plot: int) -> int:
    """The row of a cell that a value this many cells high falls into."""
    return min(plot - 1, max(0, plot - 1 - int(height - 1e-9)))


def _value(curve: Curve, day: date) -> float:
    """The value on a day, straight between the points that are known; the outer ones hold beyond them."""
    place = bisect_left(curve, day, key=lambda point: point[0])
    if place == 0:
        return curve[0][1]
    if place == len(curve):
        return curve[-1][1]
    (before, low), (after, high) = curve[place - 1], curve[place]
    return low + (high - low) * (day - before).days / (after - before).days


_EDGES: Final[tuple[Callable[[FanPoint], float], ...]] = (
    lambda point: point.low,
    lambda point: point.middle,
    lambda point: point.high,
)
