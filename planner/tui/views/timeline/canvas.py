"""The drawing half of the widget: the visible part of rows and axis, line by line, and where in time it stands."""

from collections.abc import Sequence
from datetime import date
from typing import ClassVar, Final

from rich.segment import Segment
from rich.style import Style
from textual.geometry import Size
from textual.scroll_view import ScrollView
from textual.strip import Strip

from planner.tui.views.timeline import bars, labels
from planner.tui.views.timeline.axis import Axis, Zoom, names
from planner.tui.views.timeline.ground import Calendar, Ink, Line, ground, markers
from planner.tui.views.timeline.rows import Row

HEADER: Final = 3
_CURSOR: Final = "timeline--cursor"
_SPARE: Final = 24  # columns after the last date, for what is written behind a bar
_TODAY_AT: Final = 6  # today stands one part in so many from the left, as most of what matters lies ahead


class TimelineCanvas(ScrollView):
    """Rows of bars under a time axis, the row at `place` marked.

    A line is worked out when it is first seen and kept while columns, rows and colours stay, so that a key that moves
    the mark costs two lines, however many rows there are.
    """

    COMPONENT_CLASSES: ClassVar[set[str]] = {_CURSOR, *(ink.value for ink in Ink)}

    def __init__(self, *, id: str) -> None:  # noqa: A002  Textual names it so
        super().__init__(id=id)
        self.zoom = Zoom.MONTH
        self.rows: tuple[Row, ...] = ()
        self.place = 0
        self.calendar = Calendar(date.min, None, ())
        self._span = (date.min, date.min)
        self._axis = Axis(date.min, 0, self.zoom)
        self._stamp: tuple[int, int] = (-1, -1)
        self._ground = Line.blank(0)
        self._strips: dict[tuple[int, bool], Strip] = {}
        self._styles: dict[tuple[Ink, bool], Style] = {}

    @property
    def window(self) -> tuple[date, date]:
        """The first and the last day in view."""
        first = round(self.scroll_x)
        return self._axis.day(first), self._axis.day(first + max(1, self.time_width) - 1)

    @property
    def column_width(self) -> int:
        """Cells of the fixed column."""
        return labels.column_width(self.scrollable_content_region.width)

    @property
    def time_width(self) -> int:
        """Columns of time in view."""
        return max(0, self.scrollable_content_region.width - self.column_width)

    def lay_out(self, rows: Sequence[Row], calendar: Calendar, span: tuple[date, date]) -> None:
        """Draw these rows on an axis over `span`; the day at the left edge stays there."""
        first = self.window[0]
        self.rows, self.calendar, self._span = tuple(rows), calendar, span
        self._axis = Axis.over(*span, self.zoom, spare=_SPARE)
        width = max(self._axis.width, self.time_width)
        self.virtual_size = Size(self.column_width + width, HEADER + len(self.rows))
        self._forget()
        self.scroll_time(self._axis.column(first))

    def lay_out_again(self) -> None:
        """The same for another size or zoom."""
        self.lay_out(self.rows, self.calendar, self._span)

    def change_zoom(self, zoom: Zoom) -> None:
        """Draw with another zoom; today, or else the middle of the window, stays where it is."""
        first, last = self.window
        today = self.calendar.today
        anchor = today if first <= today <= last else date.fromordinal((first.toordinal() + last.toordinal()) // 2)
        at = self._axis.column(anchor) - round(self.scroll_x)
        self.zoom = zoom
        self.lay_out_again()
        self.scroll_time(self._axis.column(anchor) - at)

    def zoom_to_all(self, span: tuple[date, date]) -> None:
        """From the next layout on take the finest zoom that shows all of `span` at once, or the coarsest."""
        room = self.time_width
        self.zoom = next((each for each in Zoom if Axis.over(*span, each, spare=_SPARE).width <= room), Zoom.QUARTER)

    def go_to_day(self, day: date) -> None:
        """Scroll so that a day stands near the left edge; near the right one when nothing comes after it."""
        column, left = self._axis.column(day), self.time_width // _TODAY_AT
        has_more = column < self._axis.width - _SPARE - 1
        self.scroll_time(column - (left if has_more else self.time_width - left))

    def scroll_time(self, column: int) -> None:
        """Scroll so that a column, or the nearest that can, stands at the left edge."""
        self.scroll_to(x=max(0, column), animate=False, force=True)

    def render_line(self, y: int) -> Strip:
        first, width = round(self.scroll_x), self.time_width
        if self._stamp != (first, width):
            self._stamp = (first, width)
            self._strips.clear()
            self._ground = ground(self.calendar, self._axis, first, width)
        if y < HEADER:
            return self._header(y, first, width)
        place = y - HEADER + round(self.scroll_y)
        if place >= len(self.rows):
            return Strip.blank(self.size.width, self.rich_style)
        is_marked = place == self.place
        strip = self._strips.get((place, is_marked))
        if strip is None:
            row = self.rows[place]
            line = bars.draw(row, self._axis, first, self._ground)
            runs = labels.label(row, self.column_width, is_marked=is_marked) + line.runs()
            strip = self._strips[place, is_marked] = self._strip(runs, is_marked=is_marked)
        return strip

    def notify_style_update(self) -> None:
        super().notify_style_update()
        self._forget()

    def _forget(self) -> None:
        self._stamp = (-1, -1)
        self._styles.clear()
        self.refresh()

    def _header(self, y: int, first: int, width: int) -> Strip:
        runs = labels.corner(self.zoom, y, self.column_width)
        if y < HEADER - 1:
            return self._strip([*runs, (names(self._axis, first, width)[y], Ink.STRONG if y == 0 else Ink.QUIET)])
        return self._strip([*runs, *markers(self.calendar, self._axis, first, width).runs()])

    def _strip(self, runs: labels.Runs, *, is_marked: bool = False) -> Strip:
        return Strip([Segment(text, self._style(ink, is_marked=is_marked)) for text, ink in runs])

    def _style(self, ink: Ink, *, is_marked: bool) -> Style:
        style = self._styles.get((ink, is_marked))
        if style is None:
            base = (
                self.rich_style + self.get_component_rich_style(_CURSOR, partial=True) if is_marked else self.rich_style
            )
            style = self._styles[ink, is_marked] = base + self.get_component_rich_style(ink.value, partial=True)
        return style
