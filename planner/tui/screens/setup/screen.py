"""The setup's frame: one step at a time, where we are, back and next. It dismisses with the beginning chosen."""

from typing import ClassVar, Final

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.content import Content
from textual.screen import Screen
from textual.widgets import Button, ContentSwitcher, Input, Label, Static

from planner.errors import PlannerError
from planner.session import Beginning, Session
from planner.tui.screens.question import Choice, QuestionScreen
from planner.tui.screens.setup.draft import Draft, Preparation
from planner.tui.screens.setup.ending import EndingStep
from planner.tui.screens.setup.role import RoleStep
from planner.tui.screens.setup.route import RouteStep
from planner.tui.screens.setup.skills import SkillsStep
from planner.tui.screens.setup.step import Step
from planner.tui.screens.setup.time import TimeStep

_LEAVING: Final = "Your answers so far would be gone: nothing is saved before you begin."
STEPS: Final[tuple[type[Step], ...]] = (RoleStep, RouteStep, TimeStep, SkillsStep, EndingStep)


class SetupScreen(Screen[Beginning | None]):
    """Asks for a beginning in five steps; dismisses with None when the person leaves at the first."""

    CSS_PATH = ["setup.tcss", "small.tcss"]
    AUTO_FOCUS = ""
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "back", "Back"),
        Binding("enter", "next", "Next"),
    ]
    HORIZONTAL_BREAKPOINTS = [(0, "-tiny"), (60, "-slim"), (78, "-narrow"), (100, "-wide")]
    VERTICAL_BREAKPOINTS = [(0, "-flat"), (16, "-short"), (22, "-low"), (30, "-tall")]

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.draft = Draft()
        self._preparation = Preparation(session)
        self._place = 0
        self._untouched: Draft | None = None  # what the first step answers before anybody answered it

    def compose(self) -> ComposeResult:
        with Horizontal(id="setup-top"):
            yield Static("Your way into product management", id="setup-title")
            yield Static(id="setup-progress")
        yield Static(id="setup-path")
        with ContentSwitcher(initial="step-0", id="setup-steps"):
            for place, kind in enumerate(STEPS):
                yield kind(self._preparation, id=f"step-{place}")
        yield Static(id="setup-problem", markup=False)
        with Horizontal(id="setup-bottom"):
            yield Button("Back  esc", id="back", compact=True)
            yield Static(id="setup-hint")
            yield Button("Next  enter", id="next", variant="primary", compact=True)
        yield Label(
            "planner needs at least 60 × 16 characters.\nPlease make the window a little larger.", id="setup-too-small"
        )

    def on_mount(self) -> None:
        is_new = self.draft == Draft()
        self._show()
        self._untouched = self.step.answered() if is_new else None

    @property
    def step(self) -> Step:
        """The step on screen."""
        return self.query_one(f"#step-{self._place}", Step)

    @on(Input.Submitted)
    @on(Button.Pressed, "#next")
    def action_next(self) -> None:
        """Go on when the answers allow it, else say why not."""
        problem = self.step.problem()
        self._tell("" if self.step.TELLS_ITSELF else problem)
        if problem:
            return
        self.draft = self.step.answered()
        if self._place == len(STEPS) - 1:
            self._begin()
        else:
            self._go(self._place + 1)

    @on(Button.Pressed, "#back")
    def action_back(self) -> None:
        """Go back, with everything typed kept; from the first step, leave, but not with answers that nobody keeps."""
        self.draft = self.step.answered()
        if self._place:
            self._go(self._place - 1)
        elif self.draft == self._untouched:
            self.dismiss(None)
        else:
            leave = Choice("leave", "l", "Leave")
            self.app.push_screen(QuestionScreen("Leave the setup?", _LEAVING, [leave]), self._leave)

    def _leave(self, answer: str | None) -> None:
        if answer == "leave":
            self.dismiss(None)

    def _begin(self) -> None:
        try:
            beginning = self._preparation.beginning(self.draft)
        except PlannerError as error:
            self._tell(error.message)
        else:
            self.dismiss(beginning)

    def _go(self, place: int) -> None:
        self._place = place
        self.query_one("#setup-steps", ContentSwitcher).current = f"step-{place}"
        self._show()

    def _show(self) -> None:
        """Fill the step, and say where we are."""
        is_last = self._place == len(STEPS) - 1
        self._tell("")
        self.query_one("#setup-progress", Static).update(f"Step {self._place + 1} of {len(STEPS)}")
        self.query_one("#setup-path", Static).update(self._path())
        self.query_one("#setup-hint", Static).update(self.step.HINT)
        self.query_one("#back", Button).label = "Leave  esc" if self._place == 0 else "Back  esc"
        self.query_one("#next", Button).label = "Begin  enter" if is_last else "Next  enter"
        self.step.show(self.draft)
        if is_last:
            self.query_one("#next").focus()
        self.step.focus_first()

    def _path(self) -> Content:
        """The steps by name: done, this one, still to come."""
        parts: list[str | tuple[str, str]] = []
        for place, kind in enumerate(STEPS):
            mark = "●" if place < self._place else "◐" if place == self._place else "○"
            style = "bold $primary" if place == self._place else "$quiet"
            parts += [(f"{mark} {kind.NAME}", style), "   "]
        return Content.assemble(*parts[:-1])

    def _tell(self, problem: str) -> None:
        note = self.query_one("#setup-problem", Static)
        note.update(f"! {problem}" if problem else "")
        note.display = bool(problem)
