"""A list of longer texts that is shown whole inside something that scrolls."""

from collections.abc import Callable, Sequence
from itertools import takewhile

from textual.containers import VerticalScroll
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
        self._wanted: int | None = None

    def write(self, make: Callable[[int], Sequence[Content]], marked: int) -> None:
        """Show what `make` returns, now and whenever the width changes, with one of them marked."""
        self._make, self._made_for, self._wanted = make, 0, marked
        self._rewrite()

    def on_resize(self) -> None:
        self._rewrite()
        self.call_after_refresh(self.scroll_to_highlight)

    def on_focus(self) -> None:
        self.call_after_refresh(self.scroll_to_highlight)

    def _rewrite(self) -> None:
        """Fill it for its width; while it has none, that waits, and so does what is to be marked."""
        width = self.content_size.width
        if self._make is None or width == self._made_for:
            return
        marked, self._wanted = self._wanted if self._wanted is not None else self.highlighted or 0, None
        self._made_for = width
        texts = self._make(max(LEAST_WIDTH, width))
        self.set_options(Option(text) for text in texts)
        self.highlighted = min(marked, len(texts) - 1) if texts else None

    def scroll_to_highlight(self, top: bool = False) -> None:
        if self.has_focus:
            self.reveal(top)

    def reveal(self, top: bool = False) -> None:
        """Bring the marked text into sight, wherever the keyboard is."""
        place, holder = self.highlighted, self._holder
        if place is None or holder is None or not self.option_count:
            return
        heights = [str(option.prompt).count("\n") + 1 for option in self.options]
        line = self._line_in(holder) + sum(heights[:place])
        region = Region(0, line, self.size.width, heights[place])
        holder.scroll_to_region(region, animate=False, force=True, top=top, immediate=True)

    @property
    def _holder(self) -> Widget | None:
        """What scrolls: the nearest pane around it."""
        return next((each for each in self.ancestors if isinstance(each, VerticalScroll)), None)

    def _line_in(self, holder: Widget) -> int:
        """Its first line among those of its holder."""
        between = takewhile(lambda each: each is not holder, self.ancestors_with_self)
        return sum(each.virtual_region.y for each in between if isinstance(each, Widget))
