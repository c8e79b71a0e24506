"""What if: a form, and beside it the plan as it is and as it would be, worked out anew as one types.

It returns the scenario to take and saves nothing itself.
"""

from collections.abc import Iterable, Mapping
from contextlib import suppress
from typing import ClassVar, Final

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.content import Content
from textual.message import Message
from textual.screen import ModalScreen
from textual.timer import Timer
from textual.widgets import Button, Input, Label, Select, Static

from planner.core.changes import Scenario
from planner.core.forecast_values import Forecast
from planner.core.outlook import Outlook
from planner.core.scope import Status
from planner.core.whatif import Comparison, compare
from planner.tui.long_work import Superseded, considerate
from planner.tui.screens import what_if_fields as fields
from planner.tui.screens.what_if_words import milestone_row, problem_words, table, title, uncertain
from planner.tui.widgets.pane import Pane
from planner.tui.widgets.ticks import TickList
from planner.tui.widgets.words import Words

QUIET_SECONDS: Final = 0.25
_CHANGED: Final = "! The plan changed just now; this is how it stands."
_ROWS: Final = (
    (fields.HOURS, "Hours a week", "10, or tue 1.5, sat 5"),
    (fields.ROUTE, "Route", ""),
    (fields.TARGET, "Target", "2027-06-01, +8m; empty: none"),
    (fields.FIRST, "Break from", "12 Apr, +2w"),
    (fields.LAST, "Break until", "last day"),
)


class MilestoneList(TickList):
    """What is in the plan and what is left out of it."""

    HELP = "Space leaves a milestone out, or brings it in."


class WhatIfScreen(ModalScreen[Scenario | None]):
    """Asks what would be different; dismisses with the scenario to take, or with None when the person goes back."""

    CSS_PATH = "what_if.tcss"
    AUTO_FOCUS = "#field-hours"
    HORIZONTAL_BREAKPOINTS = [(0, "-tiny"), (76, "-narrow"), (100, "-wide"), (160, "-very-wide")]
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "leave", "Back"),
        Binding("ctrl+s", "take", "Take it"),
    ]

    class Told(Message):
        """How the comparison of a scenario with an outlook stands: in per cent, or wrong by field, or done."""

        def __init__(
            self,
            outlook: Outlook,
            scenario: Scenario,
            *,
            percent: int | None = None,
            wrong: Mapping[str, str] | None = None,
            comparison: Comparison | None = None,
        ) -> None:
            super().__init__()
            self.outlook = outlook
            self.scenario, self.percent, self.wrong, self.comparison = scenario, percent, wrong, comparison

    def __init__(self, outlook: Outlook, forecast: Forecast | None) -> None:
        super().__init__()
        self._outlook = outlook
        self._known = forecast
        self._wanted: Scenario | None = None
        self._timer: Timer | None = None

    def compose(self) -> ComposeResult:
        before = fields.as_it_is(self._outlook)
        with Vertical(id="what-if"):
            with Horizontal(id="what-if-top"):
                yield Static("What if", id="what-if-title")
                yield Static("Nothing is saved until you take it.", id="what-if-news", classes="quiet")
            with Horizontal(id="what-if-columns"):
                with VerticalScroll(id="what-if-form", can_focus=False):
                    for name, label, hint in _ROWS:
                        with Horizontal(classes="what-if-row", id=f"row-{name}"):
                            yield Label(label, classes="what-if-label")
                            yield self._field(name, hint, before)
                        yield Static(id=f"wrong-{name}", classes="what-if-wrong", markup=False)
                    yield Static("MILESTONES · space: in/out", classes="heading")
                    yield Static(id=f"wrong-{fields.MILESTONES}", classes="what-if-wrong", markup=False)
                    yield MilestoneList(self._row, id="what-if-milestones")
                with Pane(id="what-if-pane"):
                    yield Words(id="comparison-title")
                    yield Words(id="comparison")
            yield Static(id="wrong-all", classes="what-if-wrong", markup=False)
            with Horizontal(id="what-if-buttons"):
                yield Button("Take it  ^s", id="take", variant="primary", compact=True)
                yield Button("Back  esc", id="back", compact=True)

    def _field(self, name: str, hint: str, before: fields.Answers) -> Input | Select[str]:
        if name == fields.ROUTE:
            routes = [(Content(route.title), route.id) for route in self._outlook.plan.routes]
            return Select(routes, value=before.route, allow_blank=False, id="field-route", compact=True)
        return Input(getattr(before, name), placeholder=hint, id=f"field-{name}", compact=True)

    def on_mount(self) -> None:
        self._show_milestones(fields.as_it_is(self._outlook).wanted)
        self._work_out()

    def follow(self, outlook: Outlook) -> None:
        """Compare with the plan as it is now; what was typed stays, and what was left alone says how it is now."""
        if outlook is self._outlook:
            return
        before, after, answers = fields.as_it_is(self._outlook), fields.as_it_is(outlook), self.answers
        self._outlook, self._known, self._wanted = outlook, None, None
        for name in fields.TYPED:
            if getattr(answers, name) == getattr(before, name):
                self.query_one(f"#field-{name}", Input).value = getattr(after, name)
        if answers.route == before.route:
            self.query_one("#field-route", Select).value = after.route
        self._show_milestones((after.wanted - (before.wanted - answers.wanted)) | (answers.wanted - before.wanted))
        self.query_one("#what-if-news", Static).update(_CHANGED)
        self._work_out()

    def _show_milestones(self, wanted: Iterable[str]) -> None:
        items = self._outlook.items
        to_do = [each for each, item in items.items() if item.status.is_to_do]
        left_out = [each for each, item in items.items() if item.status is Status.DROPPED]
        self.query_one(MilestoneList).show([*to_do, *left_out], wanted)

    def _row(self, milestone: str, is_wanted: bool, width: int) -> Content:
        return milestone_row(self._outlook.items[milestone], is_wanted, width)

    @property
    def answers(self) -> fields.Answers:
        """What stands in the fields now."""
        typed = {name: self.query_one(f"#field-{name}", Input).value for name in fields.TYPED}
        route = self.query_one("#field-route", Select).value
        return fields.Answers(**typed, route=str(route), wanted=frozenset(self.query_one(MilestoneList).ticked))

    @on(Input.Changed)
    @on(Select.Changed)
    @on(TickList.Changed)
    def _changed(self) -> None:
        """Work it out once the typing rests."""
        if self._timer is not None:
            self._timer.stop()
        self._timer = self.set_timer(QUIET_SECONDS, self._work_out)

    @on(Input.Submitted)
    def _next_field(self) -> None:
        self.focus_next()

    def _work_out(self) -> None:
        """Read the fields; compare when they can be understood, else say what is wrong with them."""
        scenario, wrong = fields.read(self._outlook, self.answers)
        if scenario == self._wanted and not wrong:
            return
        self._tell(wrong)
        self._wanted = None if wrong else scenario
        self.query_one("#comparison").set_class(True, "-out-of-date")
        if wrong:
            self.query_one("#comparison-title", Words).write(uncertain)
        else:
            self._compare(scenario)

    @work(thread=True, exclusive=True, group="what-if", exit_on_error=False, description="what-if")
    def _compare(self, scenario: Scenario) -> None:
        """Compare in a thread; a newer scenario ends it."""
        outlook = self._outlook
        wrong = fields.problems(outlook, scenario)
        if wrong:
            self.post_message(self.Told(outlook, scenario, wrong=wrong))
            return
        progress = considerate(lambda percent: self.post_message(self.Told(outlook, scenario, percent=percent)))
        with suppress(Superseded):
            found = compare(outlook, scenario, on_progress=progress, known=self._known)
            self.post_message(self.Told(outlook, scenario, comparison=found))

    @on(Told)
    def _told(self, event: Told) -> None:
        event.stop()
        if event.scenario != self._wanted or event.outlook is not self._outlook:
            return
        if event.wrong:
            self._tell(event.wrong)
            self._wanted = None
        found = event.comparison
        name = uncertain if event.wrong else title(event.scenario, self._outlook, event.percent)
        self.query_one("#comparison-title", Words).write(name)
        if found is not None:
            self._known = found.now.forecast
            self.query_one("#comparison").set_class(False, "-out-of-date")
            self.query_one("#comparison", Words).write(lambda width: table(found, width))

    def _tell(self, wrong: Mapping[str, str]) -> None:
        """Say what is wrong at its field, and at no other."""
        names = {name: f"#wrong-{name}" for name, _, _ in _ROWS} | {
            fields.MILESTONES: f"#wrong-{fields.MILESTONES}",
            "": "#wrong-all",
        }
        for name, selector in names.items():
            note = self.query_one(selector, Static)
            note.update(problem_words(wrong.get(name, "")))
            note.display = name in wrong

    @on(Button.Pressed, "#take")
    def action_take(self) -> None:
        """Leave with the scenario, or show what is wrong and stay."""
        scenario, wrong = fields.read(self._outlook, self.answers)
        wrong = wrong or fields.problems(self._outlook, scenario)
        if scenario.is_empty and not wrong:
            wrong = {"": "Nothing is different yet: change something, or go back with esc."}
        self._tell(wrong)
        if not wrong:
            self.dismiss(scenario)
            return
        first = next((name for name, _, _ in _ROWS if name in wrong), None)
        if first is not None:
            self.query_one(f"#field-{first}").focus()

    @on(Button.Pressed, "#back")
    def action_leave(self) -> None:
        self.dismiss(None)
