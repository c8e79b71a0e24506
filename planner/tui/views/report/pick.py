"""One of a few to choose from a list, on top of the view, where there is no room for the list beside it."""

from collections.abc import Sequence
from typing import ClassVar

from textual import events, on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.widgets import Button, Label

from planner.tui.views.report.controls import ChoiceList, Draw


class ReportPickScreen(ModalScreen[str | None]):
    """Dismisses with the row taken, or with None when the person went back. Moving alone takes nothing."""

    CSS_PATH = "pick.tcss"
    AUTO_FOCUS = "#pick-rows"
    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "leave", "Back")]

    def __init__(self, title: str, draw: Draw, rows: Sequence[str], chosen: str) -> None:
        super().__init__()
        self._title, self._draw, self._ids, self._chosen = title, draw, tuple(rows), chosen

    def compose(self) -> ComposeResult:
        with Vertical(id="pick"):
            yield Label(self._title, id="pick-title", markup=False)
            yield ChoiceList(self._draw, self._ids, id="pick-rows")
            yield Button("Back  esc", id="pick-back", compact=True)

    def on_mount(self) -> None:
        self.query_one(ChoiceList).choose(self._chosen)

    @on(ChoiceList.Chosen)
    def _taken(self, event: ChoiceList.Chosen) -> None:
        event.stop()
        if event.is_sure:
            self.dismiss(event.value)

    def on_click(self, event: events.Click) -> None:
        """A click beside the list goes back."""
        if event.widget is self:
            self.dismiss(None)

    @on(Button.Pressed)
    def action_leave(self) -> None:
        self.dismiss(None)
