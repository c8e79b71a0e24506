"""Running text that is wrapped anew for each width, and a pane that takes the keyboard only when it can scroll."""

from collections.abc import Callable
from textwrap import fill
from typing import ClassVar, Final

from textual.binding import BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Static

from planner.tui.preferences import bound

LEAST_WIDTH: Final = 20


class Words(Static):
    """Text made for the width that it gets. What `write` is given takes cells and returns the text."""

    def __init__(self, *, id: str | None = None, classes: str | None = None) -> None:  # noqa: A002  Textual names it so
        super().__init__(id=id, classes=classes)
        self._make: Callable[[int], Content] | None = None
        self._made_for = 0

    def write(self, make: Callable[[int], Content]) -> None:
        """Show what `make` returns, now and whenever the width changes."""
        self._make, self._made_for = make, 0
        self._rewrite()

    def on_resize(self) -> None:
        self._rewrite()

    def name_keys(self) -> None:
        """Made anew, for there may be keys in it."""
        self._made_for = 0
        self._rewrite()

    def _rewrite(self) -> None:
        width = self.content_size.width
        if self._make is not None and width and width != self._made_for:
            self._made_for = width
            self.update(self._make(max(LEAST_WIDTH, width)))


class Pane(VerticalScroll):
    """Something to read beside a list. Tab stops here only when there is more than fits."""

    BINDINGS: ClassVar[list[BindingType]] = [
        bound("move-down", "scroll_down", "Down"),
        bound("move-up", "scroll_up", "Up"),
    ]

    def allow_focus(self) -> bool:
        return super().allow_focus() and self.max_scroll_y > 0


def set_in(text: str, width: int, first: str = "", further: str | None = None) -> str:
    """`text` in lines of at most `width` characters; wrapped lines stand under the text after `first`."""
    begin = " " * len(first) if further is None else further
    return fill(text, max(LEAST_WIDTH, width), initial_indent=first, subsequent_indent=begin)
