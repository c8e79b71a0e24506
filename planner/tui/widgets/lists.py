"""Lists that move with arrows and with j and k."""

from collections.abc import Sequence
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.widgets import OptionList, Tree
from textual.widgets.option_list import Option

from planner.tui.preferences import bound


class MovingList(OptionList):
    """An option list that j and k move in too."""

    BINDINGS: ClassVar[list[BindingType]] = [
        bound("move-down", "cursor_down", "Down"),
        bound("move-up", "cursor_up", "Up"),
        bound("move-first", "first", "First"),
        bound("move-last", "last", "Last"),
    ]

    def refill(self, options: Sequence[Option], first: int = 0) -> None:
        """Replace the rows; what the person looks at stays where it is on the screen.

        The marked row stays marked by its id, else by its place; `first` is marked when nothing was.
        """
        place, marked = self.highlighted, self.highlighted_option
        above = self._line(place) - self.scroll_offset.y
        self.set_options(options)
        if not options:
            return
        ids = [option.id for option in options]
        if marked is not None and marked.id in ids:
            self.highlighted = ids.index(marked.id)
        else:
            self.highlighted = min(first if place is None else place, len(options) - 1)
        if place is not None:
            self.scroll_to(y=max(0, self._line(self.highlighted) - above), animate=False, force=True, immediate=True)

    def _line(self, place: int | None) -> int:
        return 0 if place is None else self._index_to_line.get(place, 0)


class MovingTree(Tree[str]):
    """A tree of ids that j, k and h move in too."""

    BINDINGS: ClassVar[list[BindingType]] = [
        bound("move-down", "cursor_down", "Down"),
        bound("move-up", "cursor_up", "Up"),
        bound("move-to-phase", "cursor_parent", "To the phase"),
        bound("move-first", "scroll_home", "First"),
        bound("move-last", "scroll_end", "Last"),
        Binding("left", "cursor_parent", "To the phase", show=False),
        Binding("home", "scroll_home", "First", show=False),
        Binding("end", "scroll_end", "Last", show=False),
    ]
