"""The dialogs of the settings: a theme by trying it on, a key by pressing it, an editor by its command."""

from collections.abc import Mapping
from typing import ClassVar, Final, NamedTuple, cast

from msgspec.structs import replace
from textual import events, on
from textual.app import App, ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.timer import Timer
from textual.widgets import Button, Label, OptionList
from textual.widgets.option_list import Option

from planner.errors import BadValue
from planner.settings import AUTO, THEMES, theme_of
from planner.settings.clashes import holder, keys_of
from planner.settings.key_names import label
from planner.settings.reading import key_problem, problem_of_editor
from planner.tui.preferences import Preferences
from planner.tui.screens.fields import Field
from planner.tui.screens.form import FormScreen
from planner.tui.screens.setting_words import name_of
from planner.tui.widgets.lists import MovingList

QUIET_SECONDS: Final = 0.08


class ThemeList(MovingList):
    """The themes."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("enter", "select", "Take it")]


class ThemeScreen(ModalScreen[str | None]):
    """Shows each theme as it is moved to; dismisses with the one taken, or with None: then the asker puts it back."""

    CSS_PATH = "setting_dialogs.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "dismiss(None)", "Back")]

    def __init__(self, preferences: Preferences) -> None:
        super().__init__()
        self._preferences = preferences
        self._wanted = AUTO
        self._timer: Timer | None = None

    def compose(self) -> ComposeResult:
        with Vertical(id="themes"):
            yield Label("Theme", id="themes-title")
            yield ThemeList(*self._options(), id="themes-list", compact=True, markup=False)
            yield Label("enter takes it\nesc leaves it as it was", id="themes-note")

    def _options(self) -> list[Option]:
        names = [AUTO, *THEMES]
        return [Option(Content(f" {self._mark(name)} {name}"), id=name) for name in names]

    def _mark(self, name: str) -> str:
        return "●" if name == self._preferences.settings.theme else " "

    def on_mount(self) -> None:
        themes = self.query_one(ThemeList)
        themes.highlighted = themes.get_option_index(self._preferences.settings.theme)
        themes.focus()

    @on(OptionList.OptionHighlighted)
    def tried_on(self, event: OptionList.OptionHighlighted) -> None:
        """Put it on once the moving rests: every rule of every sheet is worked out anew for it."""
        event.stop()
        self._wanted = event.option_id or AUTO
        if self._timer is not None:
            self._timer.stop()
        self._timer = self.set_timer(QUIET_SECONDS, self._try_on)

    def _try_on(self) -> None:
        settings = replace(self._preferences.settings, theme=self._wanted)
        self._preferences.show_theme(cast(App[None], self.app), theme_of(settings, self._preferences.wishes))

    @on(OptionList.OptionSelected)
    def taken(self, event: OptionList.OptionSelected) -> None:
        event.stop()
        self.dismiss(event.option_id)


class Taken(NamedTuple):
    """The keys that an action is to have; and who loses one by that, with what is left to it."""

    keys: tuple[str, ...]
    from_whom: str = ""
    left: tuple[str, ...] = ()


class KeyScreen(ModalScreen[Taken | None]):
    """Waits for a key. One that another action has must be pressed twice, for then that one goes without."""

    CSS_PATH = "setting_dialogs.tcss"
    AUTO_FOCUS = ""
    TAKES_EVERY_KEY = True

    def __init__(self, action: str, chosen: Mapping[str, tuple[str, ...]]) -> None:
        super().__init__()
        self._action, self._chosen = action, chosen
        self._asked = ""

    def compose(self) -> ComposeResult:
        with Vertical(id="key"):
            yield Label(f"A key for “{name_of(self._action)}”", id="key-title", markup=False)
            yield Label("Press the key you want.", id="key-note", markup=False)
            with Horizontal(id="key-buttons"):
                yield Button("No key  del", id="key-none", compact=True)
                yield Button("Back  esc", id="key-back", compact=True)

    def on_key(self, event: events.Key) -> None:
        """Every key counts as an answer, but for those that always mean the same."""
        event.stop()
        event.prevent_default()
        if event.key == "escape":
            self.dismiss(None)
        elif event.key in ("delete", "backspace"):
            self.dismiss(Taken(()))
        else:
            self._consider(event.key)

    def _consider(self, key: str) -> None:
        problem = key_problem(key)
        other = holder(key, self._action, self._chosen)
        if problem:
            self._tell(f"{problem}")
        elif other is None:
            self.dismiss(Taken((key,)))
        elif self._asked == key:
            left = tuple(each for each in keys_of(other, self._chosen) if each != key)
            self.dismiss(Taken((key,), other, left))
        else:
            self._asked = key
            shown = label(key)
            self._tell(
                f"{shown} is the key of “{name_of(other)}”. Press {shown} again to take it away from there, or press "
                "another key."
            )

    def _tell(self, text: str) -> None:
        self.query_one("#key-note", Label).update(Content(text))

    @on(Button.Pressed)
    def pressed(self, event: Button.Pressed) -> None:
        event.stop()
        self.dismiss(Taken(()) if event.button.id == "key-none" else None)


def editor_form(editor: str, usual: str) -> FormScreen:
    """Asks for the command of an editor."""

    def check(text: str) -> None:
        if problem := problem_of_editor(text):
            raise BadValue(problem)

    about = f"Empty: the one of $VISUAL or $EDITOR{f', {usual}' if usual else ''}. ^e in a note opens it."
    field = Field("editor", "Command", editor, "nano, vim, code --wait", check, is_optional=True)
    return FormScreen("Editor for long notes", [field], about=about)
