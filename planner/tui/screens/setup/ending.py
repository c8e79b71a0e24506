"""Step 5: the plan that follows, before anything is saved."""

from contextlib import suppress

from textual import on, work
from textual.app import ComposeResult
from textual.containers import Container
from textual.content import Content
from textual.message import Message
from textual.widgets import Static

from planner.core.forecast import forecast
from planner.core.forecast_values import Forecast
from planner.core.outlook import Outlook
from planner.core.text import one_line
from planner.errors import PlannerError
from planner.tui.long_work import Superseded, considerate
from planner.tui.screens.setup import words
from planner.tui.screens.setup.draft import Draft, skippable
from planner.tui.screens.setup.step import Step
from planner.tui.widgets.pane import Pane
from planner.tui.widgets.words import Words, set_in


class EndingStep(Step):
    """Finish, size, first milestones and phases."""

    NAME = "Your plan"
    QUESTION = "Your plan"
    ABOUT = "Nothing is saved yet: begin when it looks right, or go back."
    HINT = "enter begins"

    class Forecasted(Message):
        """How surely the plan ends when is known."""

        def __init__(self, outlook: Outlook, skipping: int, forecast: Forecast | None) -> None:
            super().__init__()
            self.outlook, self.skipping, self.forecast = outlook, skipping, forecast

    def compose_body(self) -> ComposeResult:
        with Pane(id="ending-pane", classes="step-columns"):
            with Container(id="ending-left"):
                yield Words(id="ending-words")
            with Container(id="ending-right"):
                yield Words(id="ending-phases")

    def show(self, draft: Draft) -> None:
        self.draft = draft
        try:
            outlook = self.preparation.preview(draft)
        except PlannerError as error:
            message = error.message
            self.query_one("#ending-words", Words).write(lambda width: Content(set_in(message, width)))
            return
        name = one_line(draft.name)
        title = f"{outlook.plan.title} · {name}" if name else outlook.plan.title
        self.query_one(".step-question", Static).update(Content(title))
        skipping = len(skippable(outlook, draft.all_levels(outlook.plan)))
        self._write(outlook, skipping, None)
        self.query_one("#ending-phases", Words).write(lambda width: words.phases(outlook, width))
        self._forecast(outlook, skipping)

    def _write(self, outlook: Outlook, skipping: int, found: Forecast | None) -> None:
        self.query_one("#ending-words", Words).write(lambda width: words.ending(outlook, skipping, found, width))

    @work(thread=True, exclusive=True, group="forecast", exit_on_error=False)
    def _forecast(self, outlook: Outlook, skipping: int) -> None:
        """Forecast in a thread; a plan changed in the meantime ends it."""
        with suppress(Superseded):
            self.post_message(self.Forecasted(outlook, skipping, forecast(outlook, on_progress=considerate())))

    @on(Forecasted)
    def forecasted(self, event: Forecasted) -> None:
        event.stop()
        self._write(event.outlook, event.skipping, event.forecast)

    def focus_first(self) -> None:
        """Where the plan is longer than the window the arrow keys scroll it; enter begins all the same."""
        pane = self.query_one("#ending-pane", Pane)
        self.call_after_refresh(lambda: pane.focus() if pane.max_scroll_y else None)

    def problem(self) -> str:
        try:
            self.preparation.preview(self.draft)
        except PlannerError as error:
            return error.message
        return ""
