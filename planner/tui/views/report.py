"""Report: choose a format and a period, see exactly what would be written, then save or copy it."""

from collections.abc import Callable
from datetime import timedelta
from typing import ClassVar, Final

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.content import Content
from textual.widgets import Button, Checkbox, Label, Select, Static, TextArea

from planner.core.outlook import Outlook
from planner.core.wording import counted, date_words
from planner.errors import PlannerError
from planner.reports import FORMATS, Scope
from planner.tui.messages import Wanted
from planner.tui.views.base import View

RECENT_WEEKS: Final = 4
ALL, RECENT, SINCE_LAST = "all", "recent", "since-last"
PERIODS: Final = (
    ("since the start", ALL),
    (f"the last {RECENT_WEEKS} weeks", RECENT),
    ("since the last saved report", SINCE_LAST),
)
DEFAULT_FORMAT: Final = "md"


class Preview(TextArea):
    """The report as it would be written, to read and to select from."""

    HELP = "The report exactly as it would be written. j, k and the arrow keys scroll; s saves it, c copies it."
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("down,j", "scroll_down", "Down", show=False),
        Binding("up,k", "scroll_up", "Up", show=False),
        Binding("pagedown", "page_down", "Page down", show=False),
        Binding("pageup", "page_up", "Page up", show=False),
        Binding("home,g", "scroll_home", "First", show=False),
        Binding("end,G", "scroll_end", "Last", show=False),
    ]


class PrivateToggle(Checkbox):
    """A checkbox that shows its state by symbol, not by colour alone."""

    BUTTON_LEFT = BUTTON_RIGHT = ""
    BUTTON_INNER = "○"

    def watch_value(self) -> None:
        self.BUTTON_INNER = "●" if self.value else "○"
        super().watch_value()


class ReportView(View):
    """A row of choices above the text that they lead to. It writes nothing itself."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("s", "want('save-report')", "Save…"),
        Binding("c", "want('copy-report')", "Copy"),
    ]

    def __init__(self, render: Callable[[Scope, str], str], *, id: str) -> None:  # noqa: A002  Textual names it so
        super().__init__(id=id)
        self._write = render
        self._text = ""

    def compose(self) -> ComposeResult:
        formats = [(Content(f"{each.title} ({each.suffix})"), name) for name, each in FORMATS.items()]
        first = DEFAULT_FORMAT if DEFAULT_FORMAT in FORMATS else next(iter(FORMATS))
        with Horizontal(id="report-choices"):
            with Horizontal(classes="report-choice"):
                yield Label("Format", classes="report-label")
                yield Select(formats, value=first, allow_blank=False, id="report-format", compact=True)
            with Horizontal(classes="report-choice"):
                yield Label("Covers", classes="report-label")
                yield Select(
                    [(Content(label), value) for label, value in PERIODS],
                    value=ALL,
                    allow_blank=False,
                    id="report-period",
                    compact=True,
                )
        with Horizontal(id="report-second"):
            yield PrivateToggle(Content("with notes and private parts"), id="report-private", compact=True)
            yield Button("Save…  s", id="report-save", variant="primary", compact=True)
            yield Button("Copy  c", id="report-copy", compact=True)
        yield Static(id="report-facts", markup=False)
        yield Preview(id="report-text", read_only=True, show_cursor=False, soft_wrap=True, compact=True)

    @property
    def scope(self) -> Scope:
        """The period and privacy chosen now."""
        period = self.query_one("#report-period", Select).selection
        is_private = self.query_one("#report-private", Checkbox).value
        if period == RECENT and self.outlook is not None:
            since = self.outlook.today - timedelta(weeks=RECENT_WEEKS)
            return Scope(since=since, is_private_included=is_private)
        return Scope(since_last=period == SINCE_LAST, is_private_included=is_private)

    @property
    def format_name(self) -> str:
        """The name of the format chosen now."""
        return str(self.query_one("#report-format", Select).value)

    @property
    def text(self) -> str:
        """The report as the preview shows it; empty when it could not be made."""
        return self._text

    def focus_first(self) -> None:
        self.query_one(Preview).focus()

    def redraw(self, outlook: Outlook) -> None:  # noqa: ARG002  what is shown comes from the session
        try:
            text, facts = self._write(self.scope, self.format_name), ""
        except PlannerError as error:
            text, facts = "", f"! {error.message}"
        preview = self.query_one(Preview)
        if text != self._text:
            self._text = text
            place = preview.scroll_offset.y
            preview.text = text
            preview.scroll_to(y=place, animate=False)
        self.query_one("#report-facts", Static).update(facts or self._facts())

    def _facts(self) -> str:
        """How long the text is, from when, and what it leaves out."""
        since = self.scope.since
        size = f"{counted(self._text.count(chr(10)) or 1, 'line')}, {len(self._text.encode()) / 1024:.1f} kB"
        when = f" · from {date_words(since)}" if since else ""
        private = "private parts included" if self.scope.is_private_included else "private left out"
        return f"Exactly what is written: {size}{when} · {private}"

    @on(Select.Changed)
    @on(Checkbox.Changed)
    def chosen(self) -> None:
        """Something was chosen: write it anew, if anyone is looking."""
        self._drawn = None
        self.draw_if_shown()

    @on(Button.Pressed, "#report-save")
    def save_pressed(self) -> None:
        self.action_want("save-report")

    @on(Button.Pressed, "#report-copy")
    def copy_pressed(self) -> None:
        self.action_want("copy-report")

    def action_want(self, command: str) -> None:
        self.post_message(Wanted(command))
