"""A screen on which commands work: keys from the one table, refusals said kindly, the Outlook handed down."""

from typing import ClassVar, TypeVar

from textual import on, work
from textual.binding import Binding, BindingType
from textual.reactive import reactive
from textual.screen import Screen

from planner.core.forecast import Forecast
from planner.core.outlook import Outlook
from planner.errors import PlannerError
from planner.reports import Scope
from planner.session import Session
from planner.tui.commands import BY_ID, COMMANDS
from planner.tui.desk import Desk
from planner.tui.messages import Moved, Wanted

T = TypeVar("T")


def _bindings() -> list[BindingType]:
    """Keys for every command that has one."""
    return [
        Binding(command.key, f"run('{command.id}')", command.title, show=command.in_footer, id=command.id)
        for command in COMMANDS
        if command.key
    ]


class CommandScreen(Screen[None]):
    """Base of the screens that show one journey. `outlook` is set by the app whenever anything changed.

    `forecast` belongs to that outlook and follows it a moment later, None meanwhile; `forecasting` is how far it is in
    per cent, None while there is nothing worth telling.
    """

    AUTO_FOCUS = ""
    BINDINGS: ClassVar[list[BindingType]] = [
        *_bindings(),
        Binding("question_mark", "help", "Help", key_display="?"),
    ]

    outlook: reactive[Outlook | None] = reactive(None)
    forecast: reactive[Forecast | None] = reactive(None)
    forecasting: reactive[int | None] = reactive(None)

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session = session
        self._possible: tuple[bool, ...] = ()

    @property
    def selected(self) -> str | None:
        """The id of the milestone that commands act on."""
        raise NotImplementedError

    def show_outlook(self, outlook: Outlook) -> None:
        """Hand a new Outlook to every screen that shows the journey."""
        for screen in self.app.screen_stack:
            if isinstance(screen, CommandScreen):
                screen.outlook = outlook
                screen.refresh_bindings()

    def say(self, message: str, *, is_error: bool = False) -> None:
        """A toast in place of the last one, so that they never pile up over the screen; errors stay longer."""
        self.app.clear_notifications()
        if is_error:
            self.app.notify(message, severity="error", markup=False, timeout=10)
        else:
            self.app.notify(message, markup=False, timeout=5)

    async def ask(self, screen: Screen[T | None]) -> T | None:
        """What a dialog returns; None when the person went back. Only inside a worker."""
        found: T | None = await self.app.push_screen_wait(screen)
        return found

    def show_view(self, view: str) -> None:
        """Bring a view of the main screen up."""

    def show_milestone(self, milestone: str) -> None:
        """Show everything about a milestone."""

    def report_choice(self) -> tuple[str, Scope]:
        """Format and scope of the report as chosen; Markdown since the start where nothing can be chosen."""
        return "md", Scope()

    def copy(self, text: str) -> None:
        self.app.copy_to_clipboard(text)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Dim the commands that make no sense for what is selected; hide them where nothing can be selected."""
        if action != "run" or not self.is_mounted:
            return True
        command, selected = BY_ID[str(parameters[0])], self.selected
        if command.applies is not None and selected is None:
            return False
        return True if command.is_possible(self.outlook, selected) else None

    def action_run(self, command: str) -> None:
        self.run_command(command)

    def action_help(self) -> None:
        """Keys and words, those of what is focused first."""
        from planner.tui.screens.help import HelpScreen

        self.app.push_screen(HelpScreen(getattr(self.focused, "HELP", None) or ""))

    @on(Wanted)
    def wanted(self, event: Wanted) -> None:
        event.stop()
        self.run_command(event.command, event.milestone, event.detail)

    @on(Moved)
    def moved(self) -> None:
        """Show in the footer what is possible now. Drawing it costs more than the move: only on a change, and after."""
        selected = self.selected
        possible = (selected is None, *(command.is_possible(self.outlook, selected) for command in COMMANDS))
        if possible != self._possible:
            self._possible = possible
            self.call_after_refresh(self.refresh_bindings)

    @work(group="commands")
    async def run_command(self, command: str, milestone: str | None = None, detail: str = "") -> None:
        """Run one command; whatever it refuses is said, and nothing is lost."""
        try:
            await BY_ID[command].run(Desk(self, milestone, detail))
        except PlannerError as error:
            self.say(error.message, is_error=True)
