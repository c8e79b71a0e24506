"""The controls of the Report view: lists to choose from, the same on one line, and the switch for private parts."""

from collections.abc import Callable, Sequence
from typing import ClassVar

from textual import events
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.message import Message
from textual.widgets.option_list import Option

from planner.reports import FORMATS
from planner.tui.views.report import words
from planner.tui.widgets.lists import MovingList
from planner.tui.widgets.words import LEAST_WIDTH, Words

Draw = Callable[[str, bool, int], Content]
"""Row, whether it is the chosen one, cells."""


class ChoiceList(MovingList):
    """One of a few, chosen by moving to it. Rows are drawn anew for each width; headings begin with "-"."""

    HELP = "Moving to a row chooses it, and the preview follows. Tab goes on."

    class Chosen(Message):
        """Another row is chosen, or the same again when `is_sure`: by enter or a click."""

        def __init__(self, rows: "ChoiceList", value: str, *, is_sure: bool = False) -> None:
            super().__init__()
            self.rows, self.value, self.is_sure = rows, value, is_sure

        @property
        def control(self) -> "ChoiceList":
            return self.rows

    def __init__(self, draw: Draw, rows: Sequence[str], *, id: str) -> None:  # noqa: A002  Textual names it so
        super().__init__(id=id, compact=True, markup=False)
        self._draw_row, self._ids = draw, tuple(rows)
        self._value = ""
        self._drawn_for = 0

    @property
    def value(self) -> str:
        """The row that is chosen."""
        return self._value

    def choose(self, value: str) -> None:
        """Choose a row without a word about it."""
        is_new, self._value = value != self._value, value
        if is_new or not self._drawn_for:
            self.redraw()

    def redraw(self) -> None:
        """Draw the rows anew, the chosen one marked."""
        self._drawn_for = self.scrollable_content_region.width
        with self.prevent(ChoiceList.OptionHighlighted):
            self.set_options([self._option(each) for each in self._ids])
            self.highlighted = self._ids.index(self._value) if self._value in self._ids else None

    def on_resize(self) -> None:
        if self.scrollable_content_region.width != self._drawn_for:
            self.redraw()

    def _option(self, row: str) -> Option:
        if row.startswith("-"):
            return Option(Content.styled(row.removeprefix("-"), "$quiet"), disabled=True)
        return Option(self._draw_row(row, row == self._value, max(LEAST_WIDTH, self._drawn_for)), id=row)

    def on_option_list_option_highlighted(self, event: MovingList.OptionHighlighted) -> None:
        event.stop()
        self._take(event.option_id or "")

    def on_option_list_option_selected(self, event: MovingList.OptionSelected) -> None:
        event.stop()
        self._take(event.option_id or "", is_sure=True)

    def _take(self, value: str, *, is_sure: bool = False) -> None:
        before = self._value
        if value == before and not is_sure:
            return
        self._value = value
        for row in {before, value} & set(self._ids):
            self.replace_option_prompt(row, self._draw_row(row, row == value, max(LEAST_WIDTH, self._drawn_for)))
        self.post_message(self.Chosen(self, value, is_sure=is_sure))


def format_rows() -> list[str]:
    """The formats by kind, each kind under its heading."""
    by_kind = {kind: [name for name, form in FORMATS.items() if form.kind == kind] for kind in words.KINDS}
    return [row for kind, names in by_kind.items() for row in (f"-{words.KINDS[kind]}", *names)]


def format_names() -> list[str]:
    """The same without the headings."""
    return [row for row in format_rows() if not row.startswith("-")]


class ChoiceLine(Words, can_focus=True):
    """What is chosen, on one line; enter, space or a click asks for the list, left and right take the next one."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter,space", "open", "Choose", show=False),
        Binding("left,h", "step(-1)", "The one before", show=False),
        Binding("right,l", "step(1)", "The next one", show=False),
    ]

    class Opened(Message):
        """The list is wanted."""

        def __init__(self, line: "ChoiceLine") -> None:
            super().__init__()
            self.line = line

        @property
        def control(self) -> "ChoiceLine":
            return self.line

    class Stepped(Message):
        """The next choice, or with -1 the one before, is wanted."""

        def __init__(self, line: "ChoiceLine", steps: int) -> None:
            super().__init__()
            self.line, self.steps = line, steps

        @property
        def control(self) -> "ChoiceLine":
            return self.line

    def action_open(self) -> None:
        self.post_message(self.Opened(self))

    def action_step(self, steps: int) -> None:
        self.post_message(self.Stepped(self, steps))

    def on_click(self, event: events.Click) -> None:
        event.stop()
        self.action_open()


class PrivateSwitch(Words, can_focus=True):
    """Private parts in or out, in words; space, enter or a click turns it."""

    HELP = (
        "Notes, reasons, and what you marked as private stay out of a report until you let them in with space, with "
        "{report-private} or with a click. What is left out, and how much of it, stands beside the switch and in the "
        "report itself."
    )
    BINDINGS: ClassVar[list[BindingType]] = [Binding("enter,space", "turn", "Turn", show=False)]

    class Turned(Message):
        """In becomes out, out becomes in."""

    def action_turn(self) -> None:
        self.post_message(self.Turned())

    def on_click(self, event: events.Click) -> None:
        event.stop()
        self.action_turn()
