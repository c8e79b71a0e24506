"""A question with a few answers, each with its key; staying is always one of them and the default."""

from collections.abc import Sequence
from typing import ClassVar

from msgspec import Struct
from textual import events, on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.screen import ModalScreen
from textual.widgets import Button, Label


class Choice(Struct, frozen=True):
    """One answer: what comes back, the key that gives it, and its words."""

    value: str
    key: str
    label: str


class QuestionScreen(ModalScreen[str | None]):
    """Asks, and dismisses with the value of the choice taken, or with None for staying."""

    CSS_PATH = "question.tcss"
    AUTO_FOCUS = "#stay"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "leave", "Stay"),
        Binding("left", "app.focus_previous", "Previous", show=False),
        Binding("right", "app.focus_next", "Next", show=False),
    ]

    def __init__(self, title: str, about: str, choices: Sequence[Choice], *, stay: str = "Stay") -> None:
        super().__init__()
        self._title, self._about, self._choices, self._stay = title, about, tuple(choices), stay

    def compose(self) -> ComposeResult:
        with Vertical(id="question"):
            yield Label(self._title, id="question-title", markup=False)
            with VerticalScroll(id="question-about", can_focus=False):
                yield Label(self._about, id="question-words", markup=False)
            with Horizontal(id="question-buttons"):
                for each in self._choices:
                    yield Button(f"{each.label}  {each.key}", id=f"choice-{each.value}", compact=True)
                yield Button(f"{self._stay}  esc", id="stay", compact=True)

    def on_key(self, event: events.Key) -> None:
        """Give the answer whose key was pressed."""
        for each in self._choices:
            if event.key == each.key:
                event.stop()
                self.dismiss(each.value)

    @on(Button.Pressed)
    def pressed(self, event: Button.Pressed) -> None:
        event.stop()
        name = event.button.id or ""
        self.dismiss(name.removeprefix("choice-") if name.startswith("choice-") else None)

    def action_leave(self) -> None:
        self.dismiss(None)
