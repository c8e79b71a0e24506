"""A screen on which commands work: keys from the one table, refusals said kindly, the Outlook handed down."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, ClassVar, Protocol, TypeVar, cast, runtime_checkable

from textual import on, work
from textual.binding import ActiveBinding, BindingType
from textual.reactive import reactive
from textual.screen import Screen

from planner.core.forecast_values import Forecast
from planner.core.outlook import Outlook
from planner.errors import PlannerError
from planner.session import Session
from planner.tui.commands import BY_ID, COMMANDS
from planner.tui.desk import Desk
from planner.tui.messages import Moved, NotSaved, Wanted
from planner.tui.preferences import bound, in_order, preferences_of
from planner.tui.saving import Question, Saving
from planner.tui.widgets.lists import MovingList

if TYPE_CHECKING:
    from planner.tui.screens.question import Choice
    from planner.tui.views.report.press import Press

T = TypeVar("T")


class SavingApp(Protocol):
    """The app, as far as screens know it."""

    saving: Saving
    press: "Press"


@runtime_checkable
class FollowsJourney(Protocol):
    """A dialog about the journey that stays true when the journey changes while it is open."""

    def follow(self, outlook: Outlook) -> None: ...


def _bindings() -> list[BindingType]:
    """A place for the keys of every command, so that a keymap can give one to those that have none."""
    return [bound(each.id, f"run('{each.id}')", each.title, show=each.in_footer) for each in COMMANDS]


class CommandScreen(Screen[None]):
    """Base of the screens that show one journey. `outlook` is set by the app whenever anything changed.

    `forecast` belongs to that outlook and follows it a moment later, None meanwhile; `forecasting` is how far it is in
    per cent, None while there is nothing worth telling. `unsaved` is the marker of what could not be saved yet.
    """

    AUTO_FOCUS = ""
    BINDINGS: ClassVar[list[BindingType]] = [
        *_bindings(),
        bound("help", "help", "Help", show=True),
    ]

    outlook: reactive[Outlook | None] = reactive(None)
    forecast: reactive[Forecast | None] = reactive(None)
    forecasting: reactive[int | None] = reactive(None)
    unsaved: reactive[str] = reactive("")

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session = session
        self._possible: tuple[bool, ...] = ()

    @property
    def selected(self) -> str | None:
        """The id of the milestone that commands act on."""
        raise NotImplementedError

    @property
    def marked(self) -> tuple[str, ...]:
        """The ids of the milestones that commands for several act on instead."""
        return ()

    def unmark(self) -> None:
        """Take the marks away: what they were for is done."""

    def show_outlook(self, outlook: Outlook) -> None:
        """Hand a new Outlook, and what is not saved of it, to every screen and dialog that shows the journey."""
        unsaved = self.saving.marker()
        for screen in self.app.screen_stack:
            if isinstance(screen, CommandScreen):
                screen.outlook, screen.unsaved = outlook, unsaved
                screen.refresh_bindings()
            elif isinstance(screen, FollowsJourney):
                if screen.is_mounted:
                    screen.follow(outlook)
                else:  # it is just being opened: what it will show must be there first
                    screen.call_later(screen.follow, outlook)
        if self.saving.is_waiting:
            self.post_message(NotSaved())

    @property
    def saving(self) -> Saving:
        """The watch over what is not saved; one for the whole app."""
        return cast(SavingApp, self.app).saving

    async def question(self, asked: Question, choices: "Sequence[Choice]", *, stay: str = "Stay") -> str | None:
        """The answer to a question that takes a key; None for staying. Only inside a worker."""
        from planner.tui.screens.question import QuestionScreen

        return await self.ask(QuestionScreen(asked.title, asked.about, choices, stay=stay))

    def say(self, message: str, *, is_error: bool = False) -> None:
        """A toast in place of the last one, so that they never pile up over the screen; errors stay longer.

        It comes with the picture after the next: what it tells of is seen first.
        """
        self.call_after_refresh(self._say, message, is_error)

    def _say(self, message: str, is_error: bool) -> None:
        self.app.clear_notifications()
        if is_error:
            self.app.notify(message, severity="error", markup=False, timeout=10)
        else:
            self.app.notify(message, markup=False, timeout=5)

    @property
    def active_bindings(self) -> dict[str, ActiveBinding]:
        """The keys that work now; those of one's own stand where the keys of before stood."""
        found = super().active_bindings
        return in_order(found) if preferences_of(self.app).settings.keys else found

    def worded(self, text: str) -> str:
        """`text` with the key in place of every "{action}"."""
        return preferences_of(self.app).worded(text)

    async def ask(self, screen: Screen[T | None]) -> T | None:
        """What a dialog returns; None when the person went back. Only inside a worker."""
        found: T | None = await self.app.push_screen_wait(screen)
        return found

    def show_history(self) -> None:
        """Show what was done, the newest first; go back from it when it is shown already."""
        from planner.tui.screens.history import HistoryScreen

        if isinstance(self.app.screen, HistoryScreen):
            self.app.pop_screen()
            return
        screen = HistoryScreen(self.session)
        screen.outlook, screen.unsaved = self.outlook, self.unsaved
        self.app.push_screen(screen)

    def show_settings(self) -> None:
        """Show what can be set about looks and keys."""
        from planner.tui.screens.settings import SettingsScreen

        self.app.push_screen(SettingsScreen())

    def jump(self) -> None:
        """Put letters at the places to go to."""
        self.app.call_later(self.app.run_action, "app.jump")

    async def show_view(self, view: str) -> None:
        """Bring a view of the main screen up."""

    async def show_milestone(self, milestone: str) -> None:
        """Show everything about a milestone."""

    @property
    def press(self) -> "Press":
        """What makes reports, and knows which one is chosen; one for the whole app."""
        return cast(SavingApp, self.app).press

    def copy(self, text: str) -> None:
        self.app.copy_to_clipboard(text)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Dim the commands that make no sense for what is selected; hide them where nothing can be selected."""
        if action != "run" or not self.is_mounted:
            return True
        command, selected = BY_ID[str(parameters[0])], self.selected
        if command.takes_marked and self.marked:
            return True
        if command.applies is not None and selected is None:
            return False
        return True if command.is_possible(self.outlook, selected) else None

    def action_run(self, command: str) -> None:
        self.run_command(command)

    def action_help(self) -> None:
        """Keys and words, those of what is focused first."""
        from planner.tui.screens.help import HelpScreen

        wrong = self.saving.question() if not self.saving.is_settled else None
        told = self.focused.told if isinstance(self.focused, MovingList) else self.focused and self.focused.HELP
        self.app.push_screen(HelpScreen(self.worded(told or ""), wrong))

    @on(Wanted)
    def wanted(self, event: Wanted) -> None:
        event.stop()
        self.run_command(event.command, event.milestone, event.detail)

    @on(Moved)
    def moved(self) -> None:
        """Show in the footer what is possible now. Drawing it costs more than the move: only on a change, and after."""
        selected = self.selected
        possible = (
            selected is None,
            bool(self.marked),
            *(command.is_possible(self.outlook, selected) for command in COMMANDS),
        )
        if possible != self._possible:
            self._possible = possible
            self.call_after_refresh(self.refresh_bindings)

    @work(group="commands")
    async def run_command(self, command: str, milestone: str | None = None, detail: str = "") -> None:
        """Run one command; whatever it refuses is said, and what was typed comes back to be put right."""
        desk = Desk(self, milestone, detail)
        while True:
            try:
                await BY_ID[command].run(desk)
            except PlannerError as error:
                self.say(error.message, is_error=True)
                if desk.answers is None:
                    return
                desk = desk.again()
            else:
                await desk.celebrate()
                return
