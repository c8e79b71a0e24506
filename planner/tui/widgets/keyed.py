"""Widgets that say which key does something, and follow the keymap when a person changes it."""

from collections.abc import Callable

from textual.content import Content
from textual.widgets import Button, Static
from textual.widgets.button import ButtonVariant

from planner.tui.preferences import preferences_of


class KeyedWords(Static):
    """Text with the key of an action in it: `make` takes the key as people read it."""

    def __init__(
        self,
        action: str,
        make: Callable[[str], Content],
        *,
        id: str | None = None,  # noqa: A002  Textual names it so
        classes: str | None = None,
    ) -> None:
        super().__init__(id=id, classes=classes)
        self._action, self._make = action, make

    def on_mount(self) -> None:
        self.name_keys()

    def write(self, make: Callable[[str], Content]) -> None:
        """Say something else about the same key."""
        self._make = make
        self.name_keys()

    def name_keys(self) -> None:
        self.update(self._make(preferences_of(self.app).label(self._action)))


class KeyedButton(Button):
    """A button with the key of the same action beside its words."""

    def __init__(
        self,
        words: str,
        action: str,
        *,
        id: str,  # noqa: A002  Textual names it so
        variant: ButtonVariant = "default",
    ) -> None:
        super().__init__(Content(words), id=id, variant=variant, compact=True)
        self._words, self._action = words, action

    def on_mount(self) -> None:
        self.name_keys()

    def name_keys(self) -> None:
        self.label = Content(f"{self._words}  {preferences_of(self.app).label(self._action)}")
