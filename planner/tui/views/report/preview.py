"""The widget that shows a long text to read and to select from, row by row, whatever its length."""

from collections.abc import Sequence
from typing import ClassVar

from rich.segment import Segment
from rich.style import Style
from textual.binding import Binding, BindingType
from textual.geometry import Size
from textual.scroll_view import ScrollView
from textual.selection import Selection
from textual.strip import Strip

from planner.tui.preferences import moving
from planner.tui.views.report.wrapping import Rows, wrapped

_LEAST_WIDTH = 10


class Preview(ScrollView, can_focus=True):
    """Text as it is, cut between words where it is wider than the widget. Only the rows on screen are drawn."""

    HELP = (
        "The report as it goes out. {move-down}, {move-up}, page up and page down scroll, {move-first} and {move-last} "
        "go to its ends. {report-save} saves it, {report-open} opens it, {report-copy} copies it; {report-format} "
        "chooses a format, {report-period} a period, and {report-private} lets private parts in or keeps them out."
    )
    ALLOW_SELECT = True
    COMPONENT_CLASSES: ClassVar[set[str]] = {"preview--heading"}
    BINDINGS: ClassVar[list[BindingType]] = [
        *moving(),
        Binding("down", "scroll_down", "Down", show=False),
        Binding("up", "scroll_up", "Up", show=False),
        Binding("pagedown,space", "page_down", "Page down", show=False),
        Binding("pageup", "page_up", "Page up", show=False),
        Binding("home", "scroll_home", "First", show=False),
        Binding("end", "scroll_end", "Last", show=False),
    ]

    def __init__(self, *, id: str) -> None:  # noqa: A002  Textual names it so
        super().__init__(id=id)
        self._lines: Sequence[str] = ()
        self._headings: frozenset[int] = frozenset()
        self._rows = Rows((), ())
        self._width = 0

    @property
    def lines(self) -> Sequence[str]:
        """What is shown, line by line."""
        return self._lines

    @property
    def allow_select(self) -> bool:
        return True

    def show(self, lines: Sequence[str], headings: frozenset[int] = frozenset()) -> None:
        """Show other text; where one has read to stays."""
        if lines == self._lines and headings == self._headings:
            return
        self._lines, self._headings, self._width = lines, headings, 0
        self._wrap()

    def on_resize(self) -> None:
        self._wrap()

    def _wrap(self) -> None:
        width = self.scrollable_content_region.width
        if width < _LEAST_WIDTH or width == self._width:
            return
        read_to = self._rows.of[self.scroll_offset.y] if self.scroll_offset.y < len(self._rows.of) else 0
        is_rewrapped = bool(self._width)
        self._width = width
        self._rows = wrapped(self._lines, width)
        self.virtual_size = Size(width, len(self._rows.texts))
        if is_rewrapped and read_to:  # the same line stays at the top in another width
            place = next((row for row, line in enumerate(self._rows.of) if line >= read_to), 0)
            self.scroll_to(y=place, animate=False, force=True)
        self.refresh()

    def render_line(self, y: int) -> Strip:
        row, width = self.scroll_offset.y + y, self.size.width
        plain = self.rich_style
        if row >= len(self._rows.texts):
            return Strip.blank(width, plain)
        text = self._rows.texts[row]
        style = plain
        if self._rows.of[row] in self._headings:
            style = plain + self.get_component_rich_style("preview--heading", partial=True)
        strip = Strip(self._segments(text, row, style))
        return strip.crop_extend(0, width, plain).apply_offsets(0, row)

    def _segments(self, text: str, row: int, style: Style) -> list[Segment]:
        """The row, the part that is selected told apart."""
        selection = self.text_selection
        span = selection.get_span(row) if selection else None
        if span is None:
            return [Segment(text, style)]
        start, end = span[0], len(text) if span[1] == -1 else span[1]
        chosen = style + self.screen.get_component_rich_style("screen--selection")
        parts = ((text[:start], style), (text[start:end], chosen), (text[end:], style))
        return [Segment(part, its) for part, its in parts if part]

    def get_selection(self, selection: Selection) -> tuple[str, str] | None:
        """The text selected, with the newlines of the text and none of the widget."""
        if not self._rows.texts:
            return None
        last = len(self._rows.texts) - 1
        (top, left) = selection.start.transpose if selection.start else (0, 0)
        (bottom, right) = selection.end.transpose if selection.end else (last, len(self._rows.texts[last]))
        top, bottom = min(top, last), min(bottom, last)
        lines = self._rows.joined(top, bottom)
        beyond = max(0, len(self._rows.texts[bottom]) - right)
        lines[-1] = lines[-1][: len(lines[-1]) - beyond]
        lines[0] = lines[0][left:]
        return "\n".join(lines), "\n"

    def selection_updated(self, selection: Selection | None) -> None:  # noqa: ARG002  Textual's shape
        self.refresh()
