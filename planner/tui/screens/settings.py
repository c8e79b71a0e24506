"""Settings: theme, motion, editor, and a table of keys. Everything is kept at once, and can be taken back.

What is asked for in a dialog of its own is in `setting_dialogs`, the sentences in `setting_words`.
"""

from collections.abc import Mapping
from typing import ClassVar, Final, TypeVar, cast

from textual import on, work
from textual.app import App, ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.screen import Screen
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from planner.errors import PlannerError
from planner.settings import FULL, REDUCED
from planner.settings.keyboard import KEYS
from planner.settings.writing import Value
from planner.tui.preferences import Preferences, bound, preferences_of
from planner.tui.screens import setting_words as words
from planner.tui.screens.question import Choice, QuestionScreen
from planner.tui.screens.setting_dialogs import KeyScreen, Taken, ThemeScreen, editor_form
from planner.tui.widgets.footer import CommandFooter
from planner.tui.widgets.lists import MovingList
from planner.tui.widgets.words import LEAST_WIDTH, Words

T = TypeVar("T")

OF_LOOKS: Final = ("theme", "motion", "editor")
_RESET: Final = (Choice("yes", "y", "Reset all"),)


class SettingsList(MovingList):
    """The settings."""

    HELP = "Enter changes the marked setting, r gives it back its default, R does so for every key."
    BINDINGS: ClassVar[list[BindingType]] = [Binding("enter", "select", "Change")]


class SettingsScreen(Screen[None]):
    """One row a setting; below it what the marked one means."""

    CSS_PATH = "settings.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("r", "reset", "Reset"),
        Binding("R", "reset_keys", "Reset all keys"),
        bound("help", "help", "Help", show=True),
        Binding("escape", "app.pop_screen", "Back"),
        bound("settings", "app.pop_screen", "Back"),
    ]

    def compose(self) -> ComposeResult:
        yield Words(id="settings-title")
        with Vertical(id="settings-body"):
            yield SettingsList(id="settings-rows", compact=True, markup=False)
        yield Words(id="settings-detail")
        yield CommandFooter()

    def on_mount(self) -> None:
        self._preferences.read()
        self._dress()
        self.query_one(SettingsList).focus()

    def on_resize(self) -> None:
        self.draw()

    @property
    def _preferences(self) -> Preferences:
        return preferences_of(self.app)

    @property
    def _marked(self) -> str:
        """The setting that is marked: one of the looks, or the id of an action."""
        row = self.query_one(SettingsList).highlighted_option
        return row.id or "" if row is not None else ""

    def draw(self) -> None:
        """Every row anew, the marked one kept."""
        rows, preferences = self.query_one(SettingsList), self._preferences
        width = max(LEAST_WIDTH, rows.scrollable_content_region.width or self.size.width - 2)
        options: list[Option] = [Option(words.heading("LOOKS"), disabled=True)]
        options += [Option(words.look_row(name, preferences, width), id=name) for name in OF_LOOKS]
        for heading, actions in words.groups():
            options += [Option(Content(""), disabled=True), Option(words.heading(heading), disabled=True)]
            options += [Option(words.key_row(action, preferences, width), id=action) for action in actions]
        rows.refill(options, first=1)
        self.query_one("#settings-title", Words).write(lambda width: words.title(preferences, width))
        self._tell()

    @on(OptionList.OptionHighlighted, "#settings-rows")
    def _tell(self) -> None:
        marked, preferences = self._marked, self._preferences
        self.query_one("#settings-detail", Words).write(lambda width: words.detail(marked, preferences, width))

    @on(OptionList.OptionSelected, "#settings-rows")
    def chosen(self, event: OptionList.OptionSelected) -> None:
        event.stop()
        self._change(event.option_id or "")

    @work(group="settings", exclusive=True)
    async def _change(self, name: str) -> None:
        """Ask for another value, and keep it."""
        settings = self._preferences.settings
        if name == "theme":
            theme = await self._ask(ThemeScreen(self._preferences))
            self._preferences.show_theme(self._app, self._preferences.theme)
            if theme is not None:
                self._keep({"theme": theme}, f"theme: {theme}")
        elif name == "motion":
            motion = FULL if settings.motion == REDUCED else REDUCED
            self._keep({"motion": motion}, f"motion: {motion}")
        elif name == "editor":
            answers = await self._ask(editor_form(settings.editor, self._preferences.wishes.editor))
            if answers is not None:
                editor = answers["editor"].strip()
                self._keep({"editor": editor}, f"editor: {editor or 'the one of $VISUAL or $EDITOR'}")
        elif name in KEYS:
            taken = await self._ask(KeyScreen(name, settings.keys))
            if taken is not None:
                self._take(name, taken)

    def _take(self, action: str, taken: Taken) -> None:
        """Give the key to the action; whoever had it goes without."""
        changes: dict[str, Value] = {f"keys.{action}": list(taken.keys)}
        said = words.said_key(action, taken.keys)
        if taken.from_whom:
            changes[f"keys.{taken.from_whom}"] = list(taken.left)
            said += f" · {words.said_key(taken.from_whom, taken.left)}"
        self._keep(changes, said)

    async def _ask(self, screen: Screen[T | None]) -> T | None:
        found: T | None = await self.app.push_screen_wait(screen)
        return found

    def _keep(self, changes: Mapping[str, Value], said: str) -> None:
        """Keep it in the file, put it into effect, and say so."""
        try:
            self._preferences.keep(changes)
        except PlannerError as error:
            self._say(error.message, is_error=True)
        else:
            self._say(f"{said} · r resets it" if any(changes.values()) else said)
        self._dress()

    def _dress(self) -> None:
        self._preferences.dress(self._app)
        self.draw()

    @property
    def _app(self) -> App[None]:
        return cast(App[None], self.app)

    def _say(self, message: str, *, is_error: bool = False) -> None:
        self.app.clear_notifications()
        if is_error:
            self.app.notify(message, severity="error", markup=False, timeout=10)
        else:
            self.app.notify(message, markup=False, timeout=5)

    def action_help(self) -> None:
        from planner.tui.screens.help import HelpScreen

        self.app.push_screen(HelpScreen(SettingsList.HELP))

    def action_reset(self) -> None:
        """The marked setting back to its default."""
        name = self._marked
        if name in OF_LOOKS:
            self._keep({name: None}, f"{name}: as it comes")
        elif name in self._preferences.settings.keys:
            self._keep({f"keys.{name}": None}, words.said_key(name, KEYS[name]))

    @work(group="settings", exclusive=True)
    async def action_reset_keys(self) -> None:
        """All keys back to their defaults, when the person is sure."""
        own = list(self._preferences.settings.keys)
        if not own:
            self._say("Every key is as it comes")
            return
        about = "\n".join(f"· {words.said_key(action, KEYS[action])}" for action in own[:8])
        about += f"\n· and {len(own) - 8} more" if len(own) > 8 else ""
        asked = QuestionScreen("Give every key back its default?", about, _RESET, stay="Keep mine")
        if await self._ask(asked) == "yes":
            self._keep(dict.fromkeys((f"keys.{action}" for action in own), None), "every key is as it comes")
