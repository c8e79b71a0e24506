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
from planner.core.moments import Ended, Moment, moments
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

    def jump(self) -> None: ...

    async def show_view(self, view: str) -> None: ...

    async def show_milestone(self, milestone: str) -> None: ...

    @property
    def press(self) -> "Press": ...

    def copy(self, text: str) -> None: ...

    @property
    def selected(self) -> str | None: ...

    @property
    def marked(self) -> tuple[str, ...]: ...

    def unmark(self) -> None: ...


class Desk:
    """One command's access to the app. `milestone` is what it acts on, `detail` whatever else was asked with it.

    `given` are answers that were refused and come back to be put right. `marked` are the milestones that a command
    for several takes instead; there are none when the command came with a milestone of its own.
    """

    def __init__(
        self,
        front: Front,
        milestone: str | None = None,
        detail: str = "",
        given: Mapping[str, str] | None = None,
        marked: tuple[str, ...] | None = None,
    ) -> None:
        self.front = front
        self.detail = detail
        self.answers: Mapping[str, str] | None = None
        self.marked = marked if marked is not None else front.marked if milestone is None else ()
        self._milestone = milestone if milestone is not None else front.selected
        self._given = given or {}
        self._finished: Moment | None = None

    @property
    def given(self) -> Mapping[str, str]:
        """The answers that were refused before; empty the first time."""
        return self._given

    def again(self) -> "Desk":
        """The same, with the answers given this time."""
        return Desk(self.front, self._milestone, self.detail, self.answers, self.marked)

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
        self, title: str, fields: Sequence[Field], *, about: str = "", save: str = "Save", listing: str = ""
    ) -> Mapping[str, str] | None:
        """The answers to a form, or None when the person went back."""
        from planner.tui.screens.form import FormScreen  # and with it everything that can be typed into

        filled = [replace(field, value=self._given.get(field.name, field.value)) for field in fields]
        self.answers = await self.front.ask(FormScreen(title, filled, about=about, save=save, listing=listing))
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
        """What the change brought to an end: a gate and a phase in a line, the journey on a screen of its own."""
        found = moments(before, self.outlook)
        self._finished = next((each for each in found if each.kind is Ended.JOURNEY), None)
        return [f"★ {each.line}" for each in found if each is not self._finished]

    async def celebrate(self) -> None:
        """A finished journey, once the command that finished it is done."""
        if self._finished is not None:
            from planner.tui.screens.celebration import REPORT, CelebrationScreen  # seen once in a journey

            if await self.front.ask(CelebrationScreen(self._finished)) == REPORT:
                await self.front.show_view("report")
