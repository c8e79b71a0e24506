"""Hours per week as columns against the capacity of each week."""

from collections.abc import Sequence
from datetime import date
from typing import Final

from msgspec import Struct

from planner.core.capacity import monday
from planner.core.trends import WeekHours
from planner.core.wording import hours_words
from planner.tui.widgets.charts.grid import Grid, Row
from planner.tui.widgets.charts.scales import month_name, round_up, ticks, week_words, write_names

LOGGED, HABITS, PLANNED, CAPACITY, BREAK = "█", "▒", "░", "╌", "~"
_LEFT: Final = 5  # " 12 h"
_BELOW: Final = 2
_ROWS_A_TICK: Final = 2
_WIDEST: Final = 4


class WeekColumns(Struct, frozen=True):
    """A column for each week; where they do not all fit, those around the cursor."""

    weeks: Sequence[WeekHours]
    today: date

    @property
    def count(self) -> int:
        return len(self.weeks)

    @property
    def now(self) -> int:
        this_week = monday(self.today)
        return next((i for i, week in enumerate(self.weeks) if week.first == this_week), len(self.weeks) - 1)

    @property
    def across(self) -> int:
        return 1

    def rows(self, width: int, height: int, cursor: int, *, is_marked: bool) -> list[Row]:
        grid = Grid(width, height)
        plot = height - _BELOW
        if plot < 1 or width < _LEFT + 3:
            return grid.rows()
        first, shown, step = self._window(width, cursor)
        steps = max(1, plot // _ROWS_A_TICK)
        top = round_up(max(1.0, *(max(w.capacity, w.used + w.planned) for w in self.weeks)), steps)
        for place, week in enumerate(self.weeks[first : first + shown]):
            self._draw_week(grid, week, _LEFT + 1 + place * step, step, plot, top)
        for value in ticks(top, steps):
            y = plot - 1 if not value else max(0, plot - round(value / top * plot))
            grid.write(0, y, f"{round(value)} h".rjust(_LEFT), "$quiet")
        for y in range(plot):
            grid.put(_LEFT, y, "│", "$line")
        self._draw_months(grid, first, shown, step, plot)
        if is_marked:
            grid.put(_LEFT + 1 + (cursor - first) * step, plot, "▲", "$foreground bold")
        return grid.rows()

    def at(self, x: int, y: int, width: int, height: int, cursor: int) -> int | None:  # noqa: ARG002  any row will do
        first, shown, step = self._window(width, cursor)
        place = (x - _LEFT - 1) // step
        return first + place if x > _LEFT and 0 <= place < shown else None

    def reading(self, index: int) -> str:
        """ "Week of 12 Oct: 5½ h logged, 1 h habits, of 8 h", "Week of 30 Nov: 7 h planned of 8 h"."""
        week = self.weeks[index]
        spent = [f"{hours_words(week.logged)} logged"] if week.first <= self.today else []
        if week.habits:
            spent.append(f"{hours_words(week.habits)} habits")
        if week.planned or week.first > self.today:
            spent.append(f"{hours_words(week.planned)} planned")
        said = f"{', '.join(spent)}{',' if len(spent) > 1 else ''} of {hours_words(week.capacity)}"
        if week.is_break:
            said = f"a break, {', '.join(spent)}" if week.used or week.planned else "a break"
        due = f"; milestones of {hours_words(week.promised)} due" if week.promised else ""
        return f"{week_words(week.first, self.today)}: {said}{due}"

    def _window(self, width: int, cursor: int) -> tuple[int, int, int]:
        """The first week shown, how many, and the cells from one to the next."""
        room = max(2, width - _LEFT - 1)
        step = min(_WIDEST, max(2, room // max(1, self.count)))
        shown = min(self.count, room // step)
        latest = self.count - shown
        return min(latest, max(0, cursor - 1)), shown, step

    def _draw_week(self, grid: Grid, week: WeekHours, x: int, step: int, plot: int, top: float) -> None:
        """Logged at the bottom, habits on it, what is still planned on both; the capacity as a line behind."""
        scale = plot / top
        level = max(0, plot - round(week.capacity * scale))
        if week.is_break:
            grid.put(x, plot - 1, BREAK, "$quiet")
        else:
            for offset in range(step):
                grid.put(x + offset, level, CAPACITY, "$accent")
        logged, used = week.logged * scale, week.used * scale
        if round(used) > round(logged):
            logged = round(logged)  # no part of a cell between the two
        for offset in range(max(1, step - 1)):
            if week.planned:
                grid.column(x + offset, 0, plot - 1, (week.used + week.planned) * scale, "$secondary", PLANNED)
            if week.habits and round(used) > round(logged):
                grid.column(x + offset, 0, plot - 1, used, "$success", HABITS)
            grid.column(x + offset, 0, plot - 1, logged, "$primary", LOGGED)

    def _draw_months(self, grid: Grid, first: int, shown: int, step: int, plot: int) -> None:
        """The axis, with each month under the first week that begins in it."""
        grid.write(_LEFT, plot, "└" + "─" * (shown * step), "$line")
        mondays = [week.first for week in self.weeks[first : first + shown]]
        places = [
            (month_name(day), _LEFT + 1 + place * step)
            for place, day in enumerate(mondays)
            if place == 0 or day.month != mondays[place - 1].month
        ]
        for x in write_names(grid, plot + 1, places):
            grid.put(x, plot, "┴", "$line")
