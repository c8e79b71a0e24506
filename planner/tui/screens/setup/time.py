"""Step 3: how much time, from when, until when, and for whom."""

from typing import Final

from msgspec import Struct
from msgspec.structs import replace
from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.content import Content
from textual.widgets import Input, Label, Static

from planner.errors import PlannerError
from planner.tui.screens.setup import words
from planner.tui.screens.setup.draft import Draft
from planner.tui.screens.setup.step import Step
from planner.tui.widgets.pane import Pane
from planner.tui.widgets.words import Words, set_in


class Line(Struct, frozen=True):
    """One line to fill in; `name` is that of the draft's field, `short` the hint where there is little room."""

    name: str
    label: str
    hint: str
    short: str


LINES: Final = (
    Line("hours", "Hours a week", "8, or by weekday: tue 1.5, sat 5", "or tue 1.5, sat 5"),
    Line("start", "Start", "today, monday, +2w, 12 Mar 2027", "or monday, +2w"),
    Line("target", "Target", "optional: the date you hope for", "optional: a date"),
    Line("name", "Your name", "optional: for header and reports", "optional"),
)


class TimeStep(Step):
    """Four lines, each checked while it is typed, above the finish that follows from them."""

    NAME = "Time"
    QUESTION = "How much time can you give it?"
    ABOUT = "Give what you can keep in a bad week: a steady six beats a proud twelve."
    HINT = "tab next line"
    TELLS_ITSELF = True

    def compose_body(self) -> ComposeResult:
        for line in LINES:
            with Horizontal(classes="time-line"):
                yield Label(line.label, classes="time-label")
                yield Input(id=f"time-{line.name}", compact=True, select_on_focus=False)
                yield Label(line.hint, classes="time-hint -long", markup=False)
                yield Label(line.short, classes="time-hint -brief", markup=False)
            yield Static(id=f"wrong-{line.name}", classes="time-wrong", markup=False)
        with Pane(id="time-pane"):
            yield Words(id="time-words")

    def show(self, draft: Draft) -> None:
        self.draft = draft
        for line in LINES:
            with self.prevent(Input.Changed):
                self.query_one(f"#time-{line.name}", Input).value = getattr(draft, line.name)
        self._recheck()

    def answered(self) -> Draft:
        hours, start, target, name = (self.query_one(f"#time-{line.name}", Input).value for line in LINES)
        return replace(self.draft, hours=hours, start=start, target=target, name=name)

    def problem(self) -> str:
        problems = self.preparation.problems(self.answered())
        for name in problems:
            self.query_one(f"#time-{name}").focus()
            break
        return " ".join(problems.values())

    def focus_first(self) -> None:
        self.query_one("#time-hours").focus()

    @on(Input.Changed)
    def _recheck(self) -> None:
        """Say what is wrong under the line that it is about, else what follows."""
        draft = self.answered()
        problems = self.preparation.problems(draft)
        for line in LINES:
            note = self.query_one(f"#wrong-{line.name}", Static)
            note.update(f"! {problems[line.name]}" if line.name in problems else "")
            note.display = line.name in problems
        pane = self.query_one("#time-words", Words)
        try:
            outlook = self.preparation.preview(draft)
        except PlannerError:
            waiting = "The finish date stands here as soon as the lines above make sense."
            pane.write(lambda width: Content.styled(set_in(waiting, width), "$quiet"))
        else:
            pane.write(lambda width: words.time(outlook, width))
