"""Step 5: the plan that follows, before anything is saved."""

from textual.app import ComposeResult
from textual.containers import Container
from textual.content import Content
from textual.widgets import Static

from planner.core.text import one_line
from planner.errors import PlannerError
from planner.tui.screens.setup import words
from planner.tui.screens.setup.draft import Draft, skippable
from planner.tui.screens.setup.step import Step
from planner.tui.widgets.words import Pane, Words, set_in


class EndingStep(Step):
    """Finish, size, first milestones and phases."""

    NAME = "Your plan"
    QUESTION = "Your plan"
    ABOUT = "Nothing is saved yet: begin when it looks right, or go back."
    HINT = "enter begins"

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
        self.query_one("#ending-words", Words).write(lambda width: words.ending(outlook, skipping, width))
        self.query_one("#ending-phases", Words).write(lambda width: words.phases(outlook, width))

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
