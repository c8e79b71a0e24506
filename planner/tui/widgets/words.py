"""Running text that is wrapped anew for each width."""

from collections.abc import Callable
from textwrap import fill
from typing import Final

from textual.content import Content
from textual.css.styles import RulesMap
from textual.selection import Selection
from textual.strip import Strip
from textual.style import Style
from textual.visual import RenderOptions, Visual
from textual.widgets import Static

from planner.tui.widgets.measure import measure_again

LEAST_WIDTH: Final = 20
_GLUE: Final = "\N{NO-BREAK SPACE}"
_UNITS: Final = tuple((f" {unit}{end}", f"{_GLUE}{unit}{end}") for unit in "h%" for end in " ),.:;")


class MadeToMeasure(Visual):
    """A text that `make` returns for a width in cells, asked for once for each width in turn.

    The layout itself says the width: a text is wrapped right in the first picture, with a scroll bar or without.
    """

    def __init__(self, make: Callable[[int], Content]) -> None:
        self._make = make
        self._made: tuple[int, Content] | None = None

    def at(self, width: int) -> Content:
        """The text for so many cells."""
        if self._made is None or self._made[0] != width:
            self._made = width, self._make(max(LEAST_WIDTH, width))
        return self._made[1]

    def become(self, other: "MadeToMeasure") -> None:
        """Make what `other` would, from now on."""
        self._make, self._made = other._make, other._made

    def forget(self) -> None:
        """Make it anew the next time."""
        self._made = None

    def get_height(self, rules: RulesMap, width: int) -> int:
        return self.at(width).get_height(rules, width)

    def get_minimal_width(self, rules: RulesMap) -> int:  # noqa: ARG002  the protocol has it
        return LEAST_WIDTH

    def get_optimal_width(self, rules: RulesMap, container_width: int) -> int:
        return self.at(container_width).get_optimal_width(rules, container_width)

    def render_strips(self, width: int, height: int | None, style: Style, options: RenderOptions) -> list[Strip]:
        return self.at(width).render_strips(width, height, style, options)


class Words(Static):
    """Text made for the width that it gets. What `write` is given takes cells and returns the text."""

    def __init__(self, *, id: str | None = None, classes: str | None = None) -> None:  # noqa: A002  Textual names it so
        self._made = MadeToMeasure(_nothing)
        super().__init__(self._made, id=id, classes=classes)

    def write(self, make: Callable[[int], Content]) -> None:
        """Show what `make` returns, now and whenever the width changes. The same text again is not laid out again."""
        made, width = MadeToMeasure(make), self.content_size.width
        is_same = bool(width) and self._made.at(width).is_same(made.at(width))
        self._made.become(made)
        if not self.display:
            self.clear_cached_dimensions()  # it is laid out when it is shown
        elif not is_same:
            measure_again(self)

    def name_keys(self) -> None:
        """Made anew, for there may be keys in it."""
        self._made.forget()
        self.refresh(layout=True)

    @property
    def text(self) -> Content:
        """What it shows."""
        return self._made.at(self.content_size.width)

    def get_selection(self, selection: Selection) -> tuple[str, str] | None:
        return selection.extract(self.text.plain), "\n"


def _nothing(_width: int) -> Content:
    return Content("")


def set_in(text: str, width: int, first: str = "", further: str | None = None) -> str:
    """`text` in lines of at most `width` characters; wrapped lines stand under the text after `first`.

    No number is parted from its unit.
    """
    begin = " " * len(first) if further is None else further
    for apart, together in _UNITS:
        text = text.replace(apart, together)
    lines = fill(text, max(LEAST_WIDTH, width), initial_indent=first, subsequent_indent=begin)
    return lines.replace(_GLUE, " ")


def put(static: Static, content: Content) -> None:
    """Show a text. The same text again is not laid out again."""
    if not isinstance(static.content, Content) or not static.content.is_same(content):
        static.update(content)
        measure_again(static)
