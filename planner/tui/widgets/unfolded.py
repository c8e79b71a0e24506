"""A list of longer texts that is shown whole inside something that scrolls."""

from collections.abc import Callable, Sequence

from textual.content import Content
from textual.geometry import Region
from textual.widget import Widget
from textual.widgets.option_list import Option

from planner.tui.widgets.lists import MovingList
from planner.tui.widgets.words import LEAST_WIDTH


class UnfoldedList(MovingList):
    """A list of wrapped texts, as high as they need: what holds it scrolls to the marked one, never the list itself.

    Without this a list filled while another screen lies on top of it scrolls within its old height. Its sheet has to
    give it a large max-height and hide its overflow. What `write` is given takes cells and returns the texts.
    """

    def __init__(self, *, id: str) -> None:  # noqa: A002  Textual names it so
        super().__init__(id=id, compact=True, markup=False)
        self._make: Callable[[int], Sequence[Content]] | None = None
        self._made_for = 0

    def write(self, make: Callable[[int], Sequence[Content]], marked: int) -> None:
        """Show what `make` returns, now and whenever the width changes, with one of them marked."""
        self._make, self._made_for = make, 0
        self._rewrite(marked)

    def on_resize(self) -> None:
        self._rewrite(self.highlighted or 0)

    def on_focus(self) -> None:
        self.call_after_refresh(self.scroll_to_highlight)

    def _rewrite(self, marked: int) -> None:
        width = self.content_size.width
        if self._make is None or width == self._made_for:
            return
        self._made_for = width
        texts = self._make(max(LEAST_WIDTH, width))
        self.set_options(Option(text) for text in texts)
        self.highlighted = min(marked, len(texts) - 1) if texts else None

    def scroll_to_highlight(self, top: bool = False) -> None:
        place, holder = self.highlighted, self.parent
        if place is None or not self.has_focus or not isinstance(holder, Widget):
            return
        heights = [str(option.prompt).count("\n") + 1 for option in self.options]
        line = self.virtual_region.y + sum(heights[:place])
        region = Region(0, line, self.size.width, heights[place])
        holder.scroll_to_region(region, animate=False, force=True, top=top, immediate=True)
