"""The moving half of the widget: keys and mouse go through rows and time, open, fold and zoom."""

from collections.abc import Sequence
from datetime import date
from typing import ClassVar

from textual import events
from textual.binding import Binding, BindingType
from textual.geometry import Region
from textual.message import Message

from planner.tui.preferences import bound, moving
from planner.tui.views.timeline import labels, words
from planner.tui.views.timeline.canvas import HEADER, TimelineCanvas
from planner.tui.views.timeline.ground import Calendar
from planner.tui.views.timeline.rows import Row
from planner.tui.widgets.lists import left_sight


class TimelineChart(TimelineCanvas, can_focus=True):
    """Rows of bars under a time axis. `show_rows` gives it what to draw; it tells what is selected, opened, folded."""

    HELP = (
        "Weeks across, milestones down. ↑ ↓ or {move-down} {move-up} choose a milestone, ← → scroll through time, with "
        "shift or ctrl by half a window; {timeline-today} goes to today, {timeline-zoom} and {timeline-zoom-back} "
        "change the zoom, space folds a phase, enter opens a milestone. Wheel and shift+wheel scroll, a click chooses, "
        "a double click opens.\n" + "   ".join(f"{s} {w}" for s, w, _ in words.SIGNS)
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        *moving(down="row(1)", up="row(-1)", first="end(-1)", last="end(1)", page_down="page(1)", page_up="page(-1)"),
        Binding("up", "row(-1)", "Up", show=False),
        Binding("down", "row(1)", "Down", show=False),
        Binding("pageup", "page(-1)", "Page up", show=False),
        Binding("pagedown", "page(1)", "Page down", show=False),
        Binding("home", "end(-1)", "First", show=False),
        Binding("end", "end(1)", "Last", show=False),
        Binding("left", "time(-1)", "Earlier", show=False),
        Binding("right", "time(1)", "Later", show=False),
        Binding("shift+left,ctrl+left,ctrl+pageup", "time_page(-1)", "Much earlier", show=False),
        Binding("shift+right,ctrl+right,ctrl+pagedown", "time_page(1)", "Much later", show=False),
        bound("timeline-zoom", "zoom(1)", "Zoom", show=True),
        bound("timeline-zoom-back", "zoom(-1)", "Zoom back"),
        bound("timeline-today", "today", "Today", show=True),
        Binding("enter", "open", "Open", show=False),
        Binding("space", "fold", "Fold", show=False),
    ]

    class Selected(Message):
        """Another row is selected, or the same one was drawn from a new Outlook."""

    class Opened(Message):
        """A milestone is to be opened."""

        def __init__(self, milestone: str) -> None:
            super().__init__()
            self.milestone = milestone

    class Folded(Message):
        """A phase is to be folded, or unfolded."""

        def __init__(self, phase: str) -> None:
            super().__init__()
            self.phase = phase

    def __init__(self, *, id: str) -> None:  # noqa: A002  Textual names it so
        super().__init__(id=id)
        self.is_placed = False  # until there is room to scroll to today
        self._lines_shown = 0

    @property
    def row(self) -> Row | None:
        """The selected row."""
        return self.rows[self.place] if self.rows else None

    def show_rows(self, rows: Sequence[Row], calendar: Calendar, span: tuple[date, date], selected: str | None) -> None:
        """Draw these rows. The selected one stays by its id, else by its place; so do the dates in view.

        It stays where it is on the screen too, whatever comes or goes above it.
        """
        wanted = self.row.id if self.row else selected
        above = self.place - round(self.scroll_y)
        place = next((at for at, row in enumerate(rows) if row.id == wanted), self.place)
        has_moved, self.place = place != self.place, max(0, min(place, len(rows) - 1))
        self.lay_out(rows, calendar, span)
        if has_moved and self.is_placed:
            self.scroll_to(y=max(0, self.place - above), animate=False, force=True)
        self.call_after_refresh(self._begin)
        self.post_message(self.Selected())

    def select(self, identifier: str) -> None:
        """Go to a row by its id, if it is there."""
        for place, row in enumerate(self.rows):
            if row.id == identifier:
                self._go(place)

    def on_resize(self) -> None:
        """The selected row stays in sight when the window gets smaller."""
        before, self._lines_shown = self._lines_shown, self.size.height - HEADER
        self.lay_out_again()
        self._begin()
        if left_sight(self.place - round(self.scroll_y), before, self._lines_shown):
            self._show_row(self.place)

    def on_click(self, event: events.Click) -> None:
        """A click chooses a row, folds a phase or takes a zoom; a second one opens the milestone."""
        if event.y < HEADER:
            if event.x < self.column_width:
                self._click_corner(event.x, event.y)
            return
        place = event.y - HEADER + round(self.scroll_y)
        if place < len(self.rows):
            self._go(place)
            if self.rows[place].is_phase:
                self.action_fold()
            elif event.chain == 2:
                self.action_open()

    def _click_corner(self, x: int, y: int) -> None:
        zoom = labels.zoom_at(self.zoom, x) if y == 0 else None
        way = labels.way_at(x, self.column_width) if y == 1 else None
        if zoom:
            self.change_zoom(zoom)
        elif way == "today":
            self.action_today()
        elif way:
            self.action_time_page(1 if way == "later" else -1)

    def action_row(self, steps: int) -> None:
        self._go(self.place + steps)

    def action_page(self, pages: int) -> None:
        self._go(self.place + pages * max(1, self.scrollable_content_region.height - HEADER - 1))

    def action_end(self, end: int) -> None:
        self._go(0 if end < 0 else len(self.rows) - 1)

    def action_time(self, steps: int) -> None:
        self.scroll_time(round(self.scroll_x) + steps * self.zoom.step)

    def action_time_page(self, pages: int) -> None:
        self.scroll_time(round(self.scroll_x) + pages * max(1, self.time_width // 2))

    def action_zoom(self, steps: int) -> None:
        self.change_zoom(self.zoom.after(steps))

    def action_today(self) -> None:
        self.go_to_day(self.calendar.today)

    def action_open(self) -> None:
        """Open the milestone; on a phase, fold it."""
        row = self.row
        if row and row.milestone:
            self.post_message(self.Opened(row.milestone))
        else:
            self.action_fold()

    def action_fold(self) -> None:
        """Fold or unfold the phase that the selected row belongs to."""
        heading = next((row for row in reversed(self.rows[: self.place + 1]) if row.phase), None)
        if heading and heading.phase:
            self.select(heading.id)
            self.post_message(self.Folded(heading.phase.id))

    def _begin(self) -> None:
        """Where the view opens: at today, with the selected row in sight."""
        if not self.is_placed and self.rows and self.time_width:
            self.is_placed = True
            self.action_today()
            self._show_row(self.place, in_middle=True)

    def _go(self, place: int) -> None:
        """Select a row and bring it, and some of its bar, into view."""
        place = max(0, min(place, len(self.rows) - 1))
        if not self.rows or place == self.place:
            return
        before, self.place = self.place, place
        for each in (before, place):
            self.refresh(Region(0, HEADER + each - round(self.scroll_y), self.size.width, 1))
        self._show_row(place)
        row = self.rows[place]
        first, last = self.window
        if row.start and row.finish and not row.is_phase and (row.finish < first or row.start > last):
            self.go_to_day(row.start)
        self.post_message(self.Selected())

    def _show_row(self, place: int, *, in_middle: bool = False) -> None:
        height = max(1, self.scrollable_content_region.height - HEADER)
        top = round(self.scroll_y)
        if not top <= place < top + height:
            wanted = place - height // 2 if in_middle else place if place < top else place - height + 1
            self.scroll_to(y=wanted, animate=False, force=True)
