"""What the choices lead to: the preview, how it stands to the file, what cannot be made, and what to do with it."""

from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.widgets import Button

from planner.tui.messages import Wanted
from planner.tui.views.report import words
from planner.tui.views.report.press import Made
from planner.tui.views.report.preview import Preview
from planner.tui.widgets.keyed import KeyedButton
from planner.tui.widgets.words import Words, set_in


class Result(Vertical):
    """Shows a report that was made, or says why none can be."""

    def __init__(self, *, id: str) -> None:  # noqa: A002  Textual names it so
        super().__init__(id=id)
        self._made: Made | None = None
        self._is_source_shown = False
        self._problem = ""

    def compose(self) -> ComposeResult:
        yield Words(id="report-problem")
        yield Preview(id="report-text")
        with Horizontal(id="report-bottom"):
            yield Words(id="report-facts")
            yield KeyedButton("Save…", "report-save", id="report-save", variant="primary")
            yield KeyedButton("Open", "report-open", id="report-open")
            yield KeyedButton("Copy", "report-copy", id="report-copy")

    @property
    def made(self) -> Made | None:
        """The report shown; None when there is none."""
        return self._made

    @property
    def problem(self) -> str:
        """Why there is none; empty while nothing is wrong."""
        return self._problem

    @on(Button.Pressed)
    def _pressed(self, event: Button.Pressed) -> None:
        event.stop()
        self.post_message(Wanted(f"{(event.button.id or '').removeprefix('report-')}-report"))

    def show(self, made: Made) -> None:
        """Show a report; another format from its beginning, the same one where one has read to."""
        before, self._made = self._made, made
        is_other = before is not None and before.wish.format != made.wish.format
        if is_other:
            self._is_source_shown = False
        self._say_problem("")
        self._show(from_top=is_other)

    def turn_source(self) -> None:
        """Between the words of a page and its source."""
        self._is_source_shown = not self._is_source_shown
        self._show(from_top=True)

    def explain(self, problem: str) -> None:
        """Say what cannot be made where it would stand; it stays said."""
        self._made = None
        self._say_problem(problem)
        preview = self.query_one(Preview)
        preview.border_title = ""
        preview.show(())
        self.set_class(True, "-nothing")
        self._facts(lambda _: Content(""))

    def tell(self, waits_for: str) -> None:
        """Say what the preview waits for."""
        self._facts(lambda _: Content.styled(f"◌ {waits_for}", "$quiet"))

    def _show(self, *, from_top: bool) -> None:
        made = self._made
        if made is None:
            return
        shown = (made.source if self._is_source_shown else made.words) or made.source or made.words
        if shown is None:
            return
        self.set_class(False, "-nothing")
        preview = self.query_one(Preview)
        preview.border_title = words.title_words(made)
        preview.show(shown.lines, shown.headings)
        if from_top:
            preview.scroll_home(animate=False)
        self._facts(lambda width: words.facts_words(made, shown, width))

    def _say_problem(self, problem: str) -> None:
        self._problem = problem
        note = self.query_one("#report-problem", Words)
        note.display = bool(problem)
        note.write(lambda width: Content.styled(set_in(problem, width - 2, "! "), "$late"))

    def _facts(self, make: words.Make) -> None:
        self.query_one("#report-facts", Words).write(make)
