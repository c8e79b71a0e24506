"""A year as a heat map: weeks across, weekdays down, five levels by character."""

from collections.abc import Sequence
from datetime import date
from typing import Final

from msgspec import Struct

from planner.core.activity import ActiveDay
from planner.core.capacity import DAY_NAMES
from planner.core.wording import MONTHS, counted, day_words, hours_words
from planner.tui.widgets.charts.grid import Grid, Row
from planner.tui.widgets.charts.scales import write_names

LEVELS: Final = "·░▒▓█"
BREAK: Final = "~"
_LEFT: Final = 4  # "Mon "


class HeatMap(Struct, frozen=True):
    """Days of whole weeks, the first a Monday. Days after `today` stay empty."""

    days: Sequence[ActiveDay]
    today: date

    @property
    def count(self) -> int:
        return len(self.days)

    @property
    def now(self) -> int:
        return min(self.count - 1, max(0, (self.today - self.days[0].date).days))

    @property
    def across(self) -> int:
        return 7

    def rows(self, width: int, height: int, cursor: int, *, is_marked: bool) -> list[Row]:
        grid = Grid(width, height)
        first, shown, step = self._window(width, cursor)
        places: list[tuple[int, int]] = []
        for index in range(first * 7, (first + shown) * 7):
            day, x, y = self.days[index], _LEFT + (index // 7 - first) * step, 1 + index % 7
            char, style = self._cell(day)
            for offset in range(step):
                grid.put(x + offset, y, char, style)
                if is_marked and index == cursor:
                    grid.emphasise(x + offset, y, "reverse")
            if index % 7 == 0 and (not places or day.date.month != places[-1][0]):
                places.append((day.date.month, x))
        for weekday, name in enumerate(DAY_NAMES):
            grid.write(0, 1 + weekday, name, "$quiet")
        write_names(grid, 0, [(MONTHS[month - 1], x) for month, x in places])
        return grid.rows()

    def at(self, x: int, y: int, width: int, height: int, cursor: int) -> int | None:  # noqa: ARG002  always as high
        first, shown, step = self._window(width, cursor)
        week = (x - _LEFT) // step
        return (first + week) * 7 + y - 1 if x >= _LEFT and week < shown and 1 <= y <= 7 else None

    def reading(self, index: int) -> str:
        """ "Thu 12 Nov: 1½ h logged, 1 milestone done, 2 habits"."""
        day = self.days[index]
        parts = [hours_words(day.hours) + " logged"] if day.hours else []
        if day.milestones:
            parts.append(f"{counted(day.milestones, 'milestone')} done")
        for number, noun in ((day.steps, "step"), (day.habits, "habit"), (day.notes, "note")):
            if number:
                parts.append(counted(number, noun))
        if day.is_break:
            parts.append("a break")
        if not parts:
            parts.append("still to come" if day.date > self.today else "nothing")
        return f"{day_words(day.date, self.today)}: {', '.join(parts)}"

    def _cell(self, day: ActiveDay) -> tuple[str, str]:
        if day.is_break and not day.is_active:
            return BREAK, "$quiet"
        if day.date > self.today:
            return " ", ""
        return LEVELS[day.level], "$success" if day.level else "$quiet"

    def _window(self, width: int, cursor: int) -> tuple[int, int, int]:
        """The first week shown, how many, and the cells of each."""
        weeks, room = self.count // 7, max(1, width - _LEFT)
        step = 2 if room >= 2 * weeks else 1
        shown = min(weeks, room // step)
        return min(weeks - shown, max(0, cursor // 7 - shown + 2)), shown, step
