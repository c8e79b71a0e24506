"""Where commands meet the session: what a command may ask of the app, and nothing else.

A command reads what is selected, asks a dialog if it needs to, applies one verb through the desk, and is done; the
redraw follows by itself.
"""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, Concatenate, ParamSpec, Protocol, TypeVar

from msgspec.structs import replace
from textual.screen import Screen

from planner.core.changes import Change
from planner.core.forecast_values import Forecast
from planner.core.journey import Journey
from planner.core.outlook import Outlook
from planner.core.plan import Plan
from planner.core.standing import MilestoneState
from planner.errors import PlannerError
from planner.session import Session
from planner.tui.saving import Saving
from planner.tui.screens.fields import Field

if TYPE_CHECKING:
    from planner.tui.views.report.press import Press

P = ParamSpec("P")
T = TypeVar("T")


class Front(Protocol):
    """What the app offers to commands."""

    session: Session

    @property
    def saving(self) -> Saving: ...

    @property
    def forecast(self) -> Forecast | None: ...

    def show_outlook(self, outlook: Outlook) -> None: ...

    def say(self, message: str, *, is_error: bool = False) -> None: ...

    def worded(self, text: str) -> str: ...

    async def ask(self, screen: Screen[T | None]) -> T | None: ...

    def show_history(self) -> None: ...

    def show_settings(self) -> None: ...

    async def show_view(self, view: str) -> None: ...

    async def show_milestone(self, milestone: str) -> None: ...

    @property
    def press(self) -> "Press": ...

    def copy(self, text: str) -> None: ...

    @property
    def selected(self) -> str | None: ...


class Desk:
    """One command's access to the app. `milestone` is what it acts on, `detail` whatever else was asked with it.

    `given` are answers that were refused and come back to be put right.
    """

    def __init__(
        self,
        front: Front,
        milestone: str | None = None,
        detail: str = "",
        given: Mapping[str, str] | None = None,
    ) -> None:
        self.front = front
        self.detail = detail
        self.answers: Mapping[str, str] | None = None
        self._milestone = milestone if milestone is not None else front.selected
        self._given = given or {}

    def again(self) -> "Desk":
        """The same, with the answers given this time."""
        return Desk(self.front, self._milestone, self.detail, self.answers)

    @property
    def session(self) -> Session:
        return self.front.session

    @property
    def outlook(self) -> Outlook:
        return self.session.outlook()

    @property
    def today(self) -> date:
        return self.session.today

    @property
    def state(self) -> MilestoneState:
        """The milestone to act on; PlannerError when none is selected."""
        state = self.outlook.all_milestones.get(self._milestone or "")
        if state is None:
            raise PlannerError("Choose a milestone first: move to one with the arrow keys, or find it with ^p.")
        return state

    async def ask(
        self, title: str, fields: Sequence[Field], *, about: str = "", save: str = "Save"
    ) -> Mapping[str, str] | None:
        """The answers to a form, or None when the person went back."""
        from planner.tui.screens.form import FormScreen  # and with it everything that can be typed into

        filled = [replace(field, value=self._given.get(field.name, field.value)) for field in fields]
        self.answers = await self.front.ask(FormScreen(title, filled, about=about, save=save))
        return self.answers

    def apply(
        self, verb: Callable[Concatenate[Journey, Plan, date, P], Change], *args: P.args, **kwargs: P.kwargs
    ) -> Change:
        """Apply a verb, redraw, and say what changed and how to take it back."""
        before = self.outlook
        change = self.session.apply(verb, *args, **kwargs)
        self.front.show_outlook(self.outlook)
        said, is_bad = self.front.saving.after_change(change.title)
        remarks = [f"! {change.remark}"] if change.remark else []
        self.front.say("\n".join([said, *remarks, *self._moments(before)]), is_error=is_bad)
        return change

    def _moments(self, before: Outlook) -> list[str]:
        """A finished phase and a finished journey are moments: say so, once and kindly."""
        if self.outlook.progress.is_finished and not before.progress.is_finished:
            return ["Every milestone is done. You did what you set out to do, one evening at a time."]
        was_done = {phase.id for phase in before.phases if phase.progress.is_finished}
        return [
            f"“{phase.title}” is complete: {phase.outcome}"
            for phase in self.outlook.phases
            if phase.progress.is_finished and phase.id not in was_done
        ]
