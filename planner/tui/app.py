"""The app: opens the journey or the setup, keeps the screens current, and nothing else."""

import asyncio
import signal
from collections.abc import Iterable, Sequence
from contextlib import suppress
from functools import cached_property
from typing import TYPE_CHECKING, Any, Final
from uuid import uuid4

from rich.text import Text
from textual import work
from textual.binding import Binding

from planner.errors import CannotWrite, PlannerError
from planner.session import Beginning, Session, Surroundings
from planner.tui import garbage
from planner.tui.looks import LooksApp
from planner.tui.palette import PlannerProvider
from planner.tui.preferences import Preferences, is_no_key
from planner.tui.saving import HURRY_SECONDS, Saving
from planner.tui.screens.command import CommandScreen
from planner.tui.screens.main import MainScreen
from planner.tui.theme import DARK, LIGHT

if TYPE_CHECKING:
    from textual.app import SystemCommand
    from textual.screen import Screen

    from planner.tui.screens.setup import SetupScreen
    from planner.tui.views.report.press import Press

POLL_SECONDS: Final = 0.5
LAST_PATIENCE_SECONDS: Final = 2.0


class PlannerApp(LooksApp):
    """One person's journey on screen."""

    TITLE = "planner"
    CSS_PATH = ["app.tcss", "screens/main.tcss", "views/today.tcss"]  # all that the first picture needs, read at once
    COMMANDS = {PlannerProvider}
    ENABLE_COMMAND_PALETTE = True
    BINDINGS = [Binding("ctrl+q", "quit", "Quit", show=False, priority=True)]

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session = session
        self.preferences = Preferences(session.surroundings)
        self.saving = Saving(session, self.preferences)
        self.register_theme(DARK)
        self.register_theme(LIGHT)
        self.preferences.dress(self)  # before any style sheet is read, or all would be read twice

    @cached_property
    def press(self) -> "Press":
        """What makes reports; loaded when the first one is wanted."""
        from planner.tui.views.report.press import Press

        press = Press(self.session)
        if not self.is_headless:
            from planner.tui.actions.report_viewer import open_with_system

            press.viewer = open_with_system
        return press

    def _handle_exception(self, error: Exception) -> None:
        """A defect of ours ends the app with a sentence instead of a traceback; tests see the error itself."""
        if self.is_headless:
            super()._handle_exception(error)
            return
        saved = self._last_try() or f"Every change you made is saved in {self.session.path}."
        self.panic(
            Text(
                f"planner met a defect of its own ({type(error).__name__}) and had to stop. {saved} "
                "Please report what you did last."
            )
        )

    def get_system_commands(self, screen: "Screen[Any]") -> Iterable["SystemCommand"]:
        """Textual's own commands; in the browser without the picture, which would be written where nobody looks."""
        return (each for each in super().get_system_commands(screen) if each.title != "Screenshot" or not self.is_web)

    def get_key_display(self, binding: Binding) -> str:
        """The name of a key for people; empty for a command without one."""
        return "" if is_no_key(binding.key) else super().get_key_display(binding)

    def watch_theme(self, theme: str) -> None:
        """Remember a theme that was picked in the palette; what is only tried on is the settings' own affair."""
        if self.preferences.shown_theme not in ("", theme):
            self.preferences.shown_theme = theme
            try:
                self.preferences.keep({"theme": theme})
            except PlannerError as error:
                self.notify(error.message, severity="error", markup=False, timeout=10)

    def get_default_screen(self) -> "Screen[Any]":
        """The journey from the first moment; where there is none yet, the ground below the setup."""
        return MainScreen(self.session) if self.session.has_journey else super().get_default_screen()

    def on_mount(self) -> None:
        if not self.session.has_journey:
            self._ask_again(self._asking())
        if self.preferences.told:
            self.notify(self.preferences.told, severity="warning", markup=False, timeout=15)
        self.set_interval(POLL_SECONDS, self._notice_changes)
        self._hurry = self.set_interval(HURRY_SECONDS, self._hurry_up, pause=True)
        if not self.is_headless:
            if self.console.color_system == "standard":
                self.has_few_colours = True
                self.refresh_css(animate=False)
            self.call_after_refresh(garbage.keep_all)
            self._end_well()

    def _begin(self, beginning: Beginning | None) -> None:
        """Start the journey that the setup describes; without one there is nothing to show."""
        if beginning is None:
            self.exit()
            return
        try:
            self.session.start(beginning, identifier=uuid4().hex)
        except PlannerError as error:
            self.notify(error.message, severity="error", markup=False, timeout=10)
            again = self._asking()
            again.draft = self._setup.draft  # nothing typed is lost by a full disk
            self._ask_again(again)
        else:
            self.push_screen(MainScreen(self.session))

    def _asking(self) -> "SetupScreen":
        from planner.tui.screens.setup import SetupScreen  # seen once in a life

        return SetupScreen(self.session)

    def _ask_again(self, setup: "SetupScreen") -> None:
        self._setup = setup
        self.push_screen(setup, self._begin)

    @property
    def _main(self) -> CommandScreen | None:
        return next((screen for screen in self.screen_stack if isinstance(screen, CommandScreen)), None)

    def _notice_changes(self) -> None:
        """Redraw when another process wrote the file, or when midnight has passed; try again what waits."""
        garbage.collect()
        main = self._main
        if main is None or main.outlook is None:
            return
        try:
            self.session.refresh()
            outlook = self.session.outlook()
            if self.saving.is_due:
                self._try_again(main)
            elif outlook is not main.outlook or main.unsaved != self.saving.marker():
                main.show_outlook(outlook)
                self._tell(main, [(self.saving.about_file(), True)])
        except PlannerError as error:
            self.notify(error.message, severity="error", markup=False, timeout=POLL_SECONDS * 4)

    def _try_again(self, main: CommandScreen) -> None:
        told = self.saving.retry()
        if told or main.unsaved != self.saving.marker():
            main.show_outlook(self.session.outlook())
            self._tell(main, told)

    @staticmethod
    def _tell(main: CommandScreen, told: Sequence[tuple[str, bool]]) -> None:
        said = [each for each in told if each[0]]
        if said:
            main.say("\n".join(text for text, _ in said), is_error=any(is_bad for _, is_bad in said))

    def on_not_saved(self) -> None:
        """Look often for a lock that another program holds: it is free again in a moment."""
        if self.saving.is_in_a_hurry:
            self._hurry.resume()

    def _hurry_up(self) -> None:
        main = self._main
        if main is None or not self.saving.is_in_a_hurry:
            self._hurry.pause()
            return
        try:
            self._try_again(main)
        except PlannerError as error:
            main.say(error.message, is_error=True)

    async def action_quit(self) -> None:
        """Leave; ask before, when something would be lost by it."""
        from planner.tui.screens.question import QuestionScreen

        if not isinstance(self.screen, QuestionScreen):
            self._leave()

    @work(group="quit", exclusive=True)
    async def _leave(self) -> None:
        if not self.saving.is_settled:
            self.saving.retry()
        while not self.saving.is_settled:
            from planner.tui.screens.question import Choice, QuestionScreen

            asked = self.saving.question()
            self.clear_notifications()  # they would lie over the question
            choices = (Choice("again", "t", asked.again), Choice("lose", "q", asked.lose))
            answer = await self.push_screen_wait(QuestionScreen(asked.title, asked.about, choices))
            if answer is None:
                return
            if answer == "lose":
                break
            self.saving.retry(is_asked=True)
        self.exit()

    def _end_well(self) -> None:
        """When the system ends the app, or its terminal goes away, save before what can be saved."""
        for name, ended in (("SIGTERM", self._terminated), ("SIGHUP", self._hung_up)):
            if hasattr(signal, name):
                with suppress(NotImplementedError, RuntimeError):
                    asyncio.get_running_loop().add_signal_handler(getattr(signal, name), ended)

    def _terminated(self) -> None:
        lost = self._last_try()
        code = CannotWrite.exit_code if lost else 0
        self.exit(return_code=code, message=Text(f"planner: {lost}") if lost else None)

    def _hung_up(self) -> None:
        """There is no terminal any more to take leave of: what draws on it could wait for it for ever."""
        self._last_try()
        signal.signal(signal.SIGHUP, signal.SIG_DFL)
        signal.raise_signal(signal.SIGHUP)

    def _last_try(self) -> str:
        """Save what waits, whatever it takes; what could not be saved, in a sentence."""
        with suppress(Exception):  # nothing may keep the app from ending
            self.saving.retry(is_asked=self.saving.is_waiting, patience=LAST_PATIENCE_SECONDS)
        return self.saving.farewell()


def run_app(surroundings: Surroundings, *, is_demo: bool = False) -> int:
    """Run the app to its end; for the demonstration, on a journey that goes away with it."""
    if is_demo:
        return _run_demo(surroundings)
    session = Session(surroundings)
    session.keep_unsaved()
    if session.has_journey:
        session.outlook()  # a damaged file is told before the screen is taken
    return _run(session)


def _run_demo(surroundings: Surroundings) -> int:
    from pathlib import Path
    from tempfile import TemporaryDirectory

    from msgspec.structs import replace

    from planner.demo import half_way

    with TemporaryDirectory(prefix="planner-demo-") as folder:
        session = Session(replace(surroundings, data_file=Path(folder) / "journey.json"))
        session.keep(half_way(session.load_plan("marketing"), session.today), "started: the demonstration")
        return _run(session)


def _run(session: Session) -> int:
    garbage.put_off()
    app = PlannerApp(session)
    try:
        app.run()
    finally:
        if "press" in vars(app):
            app.press.close()
        session.close()
    return app.return_code or 0
