"""A finished journey: said once, with what was reached and the report at hand. Nothing moves, any key goes on.

What counts as finished, and the sentences, are in `planner.core.moments`.
"""

from typing import ClassVar, Final

from textual import events, on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.screen import ModalScreen
from textual.widgets import Button, Label

from planner.core.moments import Moment

REPORT: Final = "report"
THANKS: Final = "Evening by evening, you did what you set out to do. Well done."


class CelebrationScreen(ModalScreen[str | None]):
    """Dismisses with REPORT when the person wants to see it, else with None: for any other key, and any click."""

    CSS_PATH = "question.tcss"
    AUTO_FOCUS = "#report"
    BINDINGS: ClassVar[list[BindingType]] = [Binding("r", "report", "Report"), Binding("escape", "leave", "Close")]

    def __init__(self, moment: Moment) -> None:
        super().__init__()
        self._moment = moment

    def compose(self) -> ComposeResult:
        with Vertical(id="question"):
            yield Label(f"★ {self._moment.title}", id="question-title", markup=False)
            with Vertical(id="question-about"):
                yield Label(f"{self._moment.text}\n\n{THANKS}", id="question-words", markup=False)
            with Horizontal(id="question-buttons"):
                yield Button("See the report  r", id="report", compact=True)
                yield Button("Close  esc", id="close", compact=True)

    def on_key(self, event: events.Key) -> None:
        """Any key that does nothing else here closes it."""
        if event.key not in ("r", "enter", "tab", "shift+tab", "escape", "left", "right"):
            event.stop()
            self.dismiss(None)

    def on_click(self, event: events.Click) -> None:
        if event.widget is self:
            self.dismiss(None)

    @on(Button.Pressed)
    def pressed(self, event: Button.Pressed) -> None:
        event.stop()
        self.dismiss(REPORT if event.button.id == "report" else None)

    def action_report(self) -> None:
        self.dismiss(REPORT)

    def action_leave(self) -> None:
        self.dismiss(None)
