"""Step 2: which way through the plan."""

from collections.abc import Mapping

from msgspec.structs import replace
from textual import on
from textual.app import ComposeResult
from textual.containers import Container, Vertical
from textual.widgets import OptionList

from planner.core.outlook import Outlook
from planner.tui.screens.setup import words
from planner.tui.screens.setup.draft import Draft
from planner.tui.screens.setup.step import Choice, ChoiceList, Step
from planner.tui.widgets.pane import Pane
from planner.tui.widgets.words import Words


class RouteStep(Step):
    """The routes side by side in size and end, and what the one chosen leaves out."""

    NAME = "Route"
    QUESTION = "Which way do you want to go?"
    ABOUT = "The same job by different roads; the suggested one suits most people."
    HINT = "↑ ↓ choose · tab details"

    def compose_body(self) -> ComposeResult:
        with Container(classes="step-columns"):
            with Vertical(classes="step-left"):
                yield ChoiceList(id="routes")
            with Pane(classes="step-right"):
                yield Words(id="route-words")

    def on_mount(self) -> None:
        self._outlooks: Mapping[str, Outlook] = {}

    def show(self, draft: Draft) -> None:
        self.draft = draft
        plan = self.preparation.plan_of(draft)
        self._outlooks = words.routes(self.preparation.prospect(draft))
        choices = [
            Choice(
                each.id,
                each.title,
                words.route_note(self._outlooks[each.id], is_default=each.id == plan.default_route),
            )
            for each in plan.routes
        ]
        self.query_one("#routes", ChoiceList).show(choices, draft.route(plan))
        self._describe()

    def answered(self) -> Draft:
        route = self.query_one("#routes", ChoiceList).chosen
        return replace(self.draft, routes={**self.draft.routes, self.draft.plan: route}) if route else self.draft

    def focus_first(self) -> None:
        self.query_one("#routes").focus()

    @on(OptionList.OptionHighlighted, "#routes")
    def _describe(self) -> None:
        outlook = self._outlooks.get(self.query_one("#routes", ChoiceList).chosen or "")
        if outlook is not None:
            self.query_one("#route-words", Words).write(lambda width: words.route(outlook, width))
