"""The widget that shows a drawing: a cursor to move through its values, and the value under it in words."""

from typing import ClassVar, Final, Protocol

from textual import events
from textual.actions import SkipAction
from textual.app import RenderResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widget import Widget

from planner.tui.preferences import moving
from planner.tui.widgets.charts.grid import Row
from planner.tui.widgets.words import set_in

READING_ROWS: Final = 2


class Drawing(Protocol):
    """Values that can be drawn and read one by one. Implementations are immutable and know no widget."""

    @property
    def count(self) -> int:
        """How many values there are."""
        ...

    @property
    def now(self) -> int:
        """The value that the cursor begins at."""
        ...

    @property
    def across(self) -> int:
        """By how many values left and right move; up and down move by one where this is more than one."""
        ...

    def rows(self, width: int, height: int, cursor: int, *, is_marked: bool) -> list[Row]:
        """The picture in `height` rows of `width` cells, the part around `cursor` where not all fits."""
        ...

    def at(self, x: int, y: int, width: int, height: int, cursor: int) -> int | None:
        """The value drawn at a cell while the cursor is at `cursor`, for the mouse."""
        ...

    def reading(self, index: int) -> str:
        """One value in words."""
        ...


class Chart(Widget, can_focus=True):
    """One drawing. Left and right move through its values; below it stands the one that is marked."""

    HELP = (
        "A chart. Left and right move through it, shift with them further, home and end to its ends; in the year up "
        "and down move by a day. The line below says what is marked. Tab goes to the next chart."
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        *moving(down="step(1)", up="step(-1)", first="end(0)", last="end(1)", page_down="move(4)", page_up="move(-4)"),
        Binding("left", "move(-1)", "Back", show=False),
        Binding("right", "move(1)", "On", show=False),
        Binding("shift+left", "move(-4)", "Further back", show=False),
        Binding("shift+right", "move(4)", "Further on", show=False),
        Binding("up", "step(-1)", "Up", show=False),
        Binding("down", "step(1)", "Down", show=False),
        Binding("home", "end(0)", "First", show=False),
        Binding("end", "end(1)", "Last", show=False),
    ]

    def __init__(self, *, id: str) -> None:  # noqa: A002  Textual names it so
        super().__init__(id=id)
        self._drawing: Drawing | None = None
        self.cursor = 0

    def show_drawing(self, drawing: Drawing) -> None:
        """Draw anew. The cursor stays as far from the present as it was."""
        before = self._drawing
        moved = self.cursor - before.now if before else 0
        self._drawing = drawing
        self.cursor = min(max(0, drawing.now + moved), drawing.count - 1)
        self.refresh()

    @property
    def reading(self) -> str:
        """What is marked, in words."""
        return self._drawing.reading(self.cursor) if self._drawing else ""

    def render(self) -> RenderResult:
        width, height = self.size
        drawing = self._drawing
        if drawing is None or width < 1 or height <= READING_ROWS:
            return Content("")
        drawn = drawing.rows(width, height - READING_ROWS, self.cursor, is_marked=self.has_focus)
        lines = [Content.assemble(*row) for row in drawn]
        style = "" if self.has_focus else "$quiet"
        lines.append(Content.styled(set_in(self.reading, width, "▲ " if self.has_focus else "  "), style))
        return Content("\n").join(lines)

    def on_focus(self) -> None:
        self.refresh()

    def on_blur(self) -> None:
        self.refresh()

    def action_move(self, steps: int) -> None:
        """Left and right."""
        if self._drawing:
            self._to(self.cursor + steps * self._drawing.across)

    def action_step(self, steps: int) -> None:
        """Up and down: to the next day where days stand below each other, else the view scrolls."""
        if self._drawing is None or self._drawing.across == 1:
            raise SkipAction
        self._to(self.cursor + steps)

    def action_end(self, end: int) -> None:
        if self._drawing:
            self._to(end * (self._drawing.count - 1))

    def on_click(self, event: events.Click) -> None:
        if self._drawing is None:
            return
        width, height = self.size
        found = self._drawing.at(event.x, event.y, width, height - READING_ROWS, self.cursor)
        if found is not None:
            self._to(found)

    def _to(self, index: int) -> None:
        if self._drawing and 0 <= index < self._drawing.count and index != self.cursor:
            self.cursor = index
            self.refresh()
