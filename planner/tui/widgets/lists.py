"""A list that moves with arrows and with j and k."""

from collections.abc import Sequence
from typing import Any, ClassVar

from textual.binding import BindingType
from textual.content import Content
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from planner.tui.preferences import moving
from planner.tui.widgets.measure import measure_again


class MovingList(OptionList):
    """An option list that j and k move in too. `told` is its help, where it has no class of its own to say it."""

    BINDINGS: ClassVar[list[BindingType]] = [
        *moving(down="cursor_down", up="cursor_up", first="first", last="last"),
    ]

    def __init__(self, *options: Option, compact: bool = False, told: str = "", **named: Any) -> None:
        super().__init__(*options, **named)
        self.told = told or self.HELP
        self._lines_shown = 0
        self.set_reactive(OptionList.compact, compact)
        self.set_class(compact, "-textual-compact", update=False)  # setting it would style what is nowhere yet

    def on_resize(self) -> None:
        """The marked row stays in sight when the window gets smaller."""
        before, self._lines_shown = self._lines_shown, self.size.height
        if left_sight(self._line(self.highlighted) - self.scroll_offset.y, before, self._lines_shown):
            self.call_after_refresh(self.scroll_to_highlight)

    def refill(self, options: Sequence[Option], first: int = 0) -> None:
        """Replace the rows; what the person looks at stays where it is on the screen.

        The marked row stays marked by its id, else by its place; `first` is marked when nothing was.
        """
        if _are_same(self.options, options):
            return
        if _are_alike(self.options, options):  # as a tick leaves them: nothing has to be laid out
            for index, option in enumerate(options):
                self.replace_option_prompt_at_index(index, option.prompt)
            return
        place, marked = self.highlighted, self.highlighted_option
        above = self._line(place) - self.scroll_offset.y
        self.set_options(options)
        measure_again(self)
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


def left_sight(line: int, before: int, now: int) -> bool:
    """True when a line, counted from the first in view, was among those `before` and is not among those `now`."""
    return now <= line < before


def _are_alike(shown: Sequence[Option], wanted: Sequence[Option]) -> bool:
    """True when these rows would take the place of those, cell by cell."""
    return len(shown) == len(wanted) and all(
        (one.id, one.disabled) == (other.id, other.disabled) and _shape(one) == _shape(other) != []
        for one, other in zip(shown, wanted, strict=True)
    )


def _shape(option: Option) -> list[int]:
    """The cells of each line; none when the row is no text of ours."""
    return [line.cell_length for line in option.prompt.split()] if isinstance(option.prompt, Content) else []


def _are_same(shown: Sequence[Option], wanted: Sequence[Option]) -> bool:
    """True when these rows would be drawn as those are."""
    return len(shown) == len(wanted) and all(
        (one.id, one.disabled) == (other.id, other.disabled)
        and isinstance(one.prompt, Content)
        and isinstance(other.prompt, Content)
        and one.prompt.is_same(other.prompt)
        for one, other in zip(shown, wanted, strict=True)
    )
