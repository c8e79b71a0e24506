"""Lists that move with arrows and with j and k."""

from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.widgets import OptionList, Tree


class MovingList(OptionList):
    """An option list that j and k move in too."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("j", "cursor_down", "Down", show=False),
        Binding("k", "cursor_up", "Up", show=False),
        Binding("g", "first", "First", show=False),
        Binding("G", "last", "Last", show=False),
    ]


class MovingTree(Tree[str]):
    """A tree of ids that j, k and h move in too."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("j", "cursor_down", "Down", show=False),
        Binding("k", "cursor_up", "Up", show=False),
        Binding("h,left", "cursor_parent", "To the phase", show=False),
        Binding("g,home", "scroll_home", "First", show=False),
        Binding("G,end", "scroll_end", "Last", show=False),
    ]
