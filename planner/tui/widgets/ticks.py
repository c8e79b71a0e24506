"""A list whose rows can each be ticked: space, enter or a click turns one, and the mark says what holds."""

from collections.abc import Callable, Iterable, Sequence
from typing import ClassVar

from textual import on
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.message import Message
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from planner.tui.widgets.lists import MovingList
from planner.tui.widgets.words import LEAST_WIDTH

Draw = Callable[[str, bool, int], Content]


class TickList(MovingList):
    """Rows by id, each drawn by `draw(id, is_ticked, width in cells)`, anew when ticked or when the width changes."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("space", "select", "Tick", show=False)]

    class Changed(Message):
        """Something was ticked or unticked."""

    def __init__(self, draw: Draw, *, id: str) -> None:  # noqa: A002  Textual names it so
        super().__init__(id=id, compact=True, markup=False)
        self._draw_row = draw
        self._ids: tuple[str, ...] = ()
        self._ticked: set[str] = set()

    @property
    def ticked(self) -> tuple[str, ...]:
        """The ids of the ticked rows, in the order of the rows."""
        return tuple(each for each in self._ids if each in self._ticked)

    def show(self, ids: Sequence[str], ticked: Iterable[str]) -> None:
        """Replace the rows; the marked one stays."""
        self._ids, self._ticked = tuple(ids), set(ticked)
        self.refill([Option(self._drawn(each), id=each) for each in self._ids])

    def tick(self, ids: Iterable[str]) -> None:
        """Tick these rows and no others."""
        self._ticked = set(ids)
        self._redraw()
        self.post_message(self.Changed())

    def on_resize(self) -> None:
        self._redraw()

    def _redraw(self) -> None:
        for place, each in enumerate(self._ids):
            self.replace_option_prompt_at_index(place, self._drawn(each))

    def _drawn(self, row: str) -> Content:
        return self._draw_row(row, row in self._ticked, max(LEAST_WIDTH, self.scrollable_content_region.width))

    @on(OptionList.OptionSelected)
    def _turn(self, event: OptionList.OptionSelected) -> None:
        event.stop()
        self._ticked ^= {event.option_id or ""}
        self.replace_option_prompt_at_index(event.option_index, self._drawn(event.option_id or ""))
        self.post_message(self.Changed())
