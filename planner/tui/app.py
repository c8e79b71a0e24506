"""The app: opens the journey or the setup, keeps the screens current, and nothing else."""

from typing import Final
from uuid import uuid4

from rich.text import Text
from textual.app import App
from textual.binding import Binding

from planner.errors import PlannerError
from planner.session import Beginning, Session, Surroundings
from planner.tui.palette import PlannerProvider
from planner.tui.screens.command import CommandScreen
from planner.tui.screens.main import MainScreen
from planner.tui.screens.setup import SetupScreen
from planner.tui.theme import DARK, LIGHT, TOKEN_DEFAULTS

POLL_SECONDS: Final = 0.5


class PlannerApp(App[None]):
    """One person's journey on screen."""

    TITLE = "planner"
    CSS_PATH = "app.tcss"
    COMMANDS = App.COMMANDS | {PlannerProvider}
    ENABLE_COMMAND_PALETTE = True
    BINDINGS = [Binding("ctrl+q", "quit", "Quit", show=False, priority=True)]

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session = session

    def _handle_exception(self, error: Exception) -> None:
        """A defect of ours ends the app with a sentence instead of a traceback; tests see the error itself."""
        if self.is_headless:
            super()._handle_exception(error)
            return
        self.panic(
            Text(
                f"planner met a defect of its own ({type(error).__name__}) and had to stop. "
                f"Every change you made is saved in {self.session.path}. Please report what you did last."
            )
        )

    def get_theme_variable_defaults(self) -> dict[str, str]:
        return dict(TOKEN_DEFAULTS)

    def on_mount(self) -> None:
        self.register_theme(DARK)
        self.register_theme(LIGHT)
        self.theme = DARK.name
        if self.session.has_journey:
            self.push_screen(MainScreen(self.session))
        else:
            self._ask_again(SetupScreen(self.session))
        self.set_interval(POLL_SECONDS, self._notice_changes)

    def _begin(self, beginning: Beginning | None) -> None:
        """Start the journey that the setup describes; without one there is nothing to show."""
        if beginning is None:
            self.exit()
            return
        try:
            self.session.start(beginning, identifier=uuid4().hex)
        except PlannerError as error:
            self.notify(error.message, severity="error", markup=False, timeout=10)
            again = SetupScreen(self.session)
            again.draft = self._setup.draft  # nothing typed is lost by a full disk
            self._ask_again(again)
        else:
            self.push_screen(MainScreen(self.session))

    def _ask_again(self, setup: SetupScreen) -> None:
        self._setup = setup
        self.push_screen(setup, self._begin)

    def _notice_changes(self) -> None:
        """Redraw when another process wrote the file, or when midnight has passed."""
        main = next((screen for screen in self.screen_stack if isinstance(screen, CommandScreen)), None)
        if main is None or main.outlook is None:
            return
        try:
            if self.session.refresh() or main.outlook.today != self.session.today:
                main.show_outlook(self.session.outlook())
        except PlannerError as error:
            self.notify(error.message, severity="error", markup=False, timeout=POLL_SECONDS * 4)


def run_app(surroundings: Surroundings, *, is_demo: bool = False) -> int:
    """Run the app to its end; for the demonstration, on a journey that goes away with it."""
    if is_demo:
        return _run_demo(surroundings)
    session = Session(surroundings)
    if session.has_journey:
        session.outlook()  # a damaged file is told before the screen is taken
    return _run(session)


def _run_demo(surroundings: Surroundings) -> int:
    from dataclasses import replace
    from pathlib import Path
    from tempfile import TemporaryDirectory

    from planner.demo import half_way

    with TemporaryDirectory(prefix="planner-demo-") as folder:
        session = Session(replace(surroundings, data_file=Path(folder) / "journey.json"))
        session.keep(half_way(session.load_plan("marketing"), session.today), "started: the demonstration")
        return _run(session)


def _run(session: Session) -> int:
    app = PlannerApp(session)
    try:
        app.run()
    finally:
        session.close()
    return app.return_code or 0
