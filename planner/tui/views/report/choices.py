"""The choices of the Report view: as lists where there is room beside the preview, else each on one line above it."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

from msgspec.structs import replace
from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.content import Content
from textual.message import Message
from textual.widgets import Input, Static

from planner.core.outlook import Outlook
from planner.reports import FORMATS
from planner.tui.preferences import preferences_of
from planner.tui.views.report import words
from planner.tui.views.report.controls import ChoiceLine, ChoiceList, PrivateSwitch, format_names, format_rows
from planner.tui.views.report.order import Covers, Order
from planner.tui.views.report.pick import ReportPickScreen
from planner.tui.widgets.keyed import KeyedWords
from planner.tui.widgets.pane import Pane
from planner.tui.widgets.words import Words

if TYPE_CHECKING:
    from planner.reports.facts import LeftOut

_PERIODS: Final = tuple(each.value for each in Covers)


class Choices(Pane):
    """Format, period, privacy. It says what is wanted and knows nothing of how that is made."""

    class Ordered(Message):
        """Something else is wanted."""

        def __init__(self, order: Order) -> None:
            super().__init__()
            self.order = order

    def __init__(self, *, id: str) -> None:  # noqa: A002  Textual names it so
        super().__init__(id=id)
        self._order = Order()
        self._outlook: Outlook | None = None
        self._private: Sequence[LeftOut] | None = None
        self._has_lists = False

    def compose(self) -> ComposeResult:
        with Horizontal(id="report-lines"):
            yield ChoiceLine(id="report-format-line")
            yield ChoiceLine(id="report-period-line")
        yield _heading("FORMAT", "report-format", id="report-format-heading", classes="report-heading")
        yield ChoiceList(self._format_row, format_rows(), id="report-formats")
        yield Static(id="report-about")
        yield _heading("PERIOD", "report-period", id="report-period-heading", classes="report-heading")
        yield ChoiceList(self._period_row, _PERIODS, id="report-periods")
        with Horizontal(id="report-day"):
            yield Static("First day", id="report-day-label")
            yield Input(id="report-date", placeholder="2027-03-12, monday, -2w", compact=True)
        yield Words(id="report-day-note")
        yield _heading("PRIVATE PARTS", "report-private", classes="report-heading")
        with Horizontal(id="report-privacy"):
            yield _heading("Private", "report-private", id="report-private-label")
            yield PrivateSwitch(id="report-private")

    def lay_out(self, *, has_lists: bool) -> None:
        """Lists, or one line for each."""
        self._has_lists = has_lists
        self.call_after_refresh(self._draw)

    def show(self, outlook: Outlook, order: Order, private: "Sequence[LeftOut] | None") -> None:
        """Show what is chosen; `private` is what the period holds of that, None while that is not known."""
        is_new, self._outlook = outlook is not self._outlook, outlook
        self._order, self._private = order, private
        self._draw()
        if is_new:
            self.query_one("#report-periods", ChoiceList).redraw()

    def choose_format(self) -> None:
        """To the formats: the list, or one on top where there is none."""
        if self._has_lists:
            self.query_one("#report-formats").focus()
        else:
            screen = ReportPickScreen("Format", self._format_row, format_rows(), self._order.format)
            self.app.push_screen(screen, lambda found: self._choose(format=found) if found else None)

    def choose_period(self) -> None:
        """To the periods, in the same way."""
        if self._has_lists:
            self.query_one("#report-periods").focus()
        else:
            screen = ReportPickScreen("Period", self._period_row, _PERIODS, self._order.covers.value)
            self.app.push_screen(screen, lambda found: self._take_period(found, is_sure=True) if found else None)

    def turn_private(self) -> None:
        """Private parts in, or out again."""
        self._choose(is_private_included=not self._order.is_private_included)

    def _choose(self, **changes: object) -> None:
        order = replace(self._order, **changes)
        if order != self._order:
            self._order = order
            self._draw()
            self.post_message(self.Ordered(order))

    def _take_period(self, value: str, *, is_sure: bool) -> None:
        self._choose(covers=Covers(value))
        if is_sure and self._order.covers is Covers.OWN:
            self.call_after_refresh(self.query_one("#report-date", Input).focus)

    @on(ChoiceList.Chosen)
    def _chosen(self, event: ChoiceList.Chosen) -> None:
        event.stop()
        if event.rows.id == "report-formats":
            self._choose(format=event.value)
        else:
            self._take_period(event.value, is_sure=event.is_sure)

    @on(ChoiceLine.Stepped)
    def _stepped(self, event: ChoiceLine.Stepped) -> None:
        event.stop()
        if event.line.id == "report-format-line":
            names = format_names()
            self._choose(format=names[(names.index(self._order.format) + event.steps) % len(names)])
        else:
            place = _PERIODS.index(self._order.covers.value) + event.steps
            self._choose(covers=Covers(_PERIODS[place % len(_PERIODS)]))

    @on(ChoiceLine.Opened)
    def _opened(self, event: ChoiceLine.Opened) -> None:
        event.stop()
        if event.line.id == "report-format-line":
            self.choose_format()
        else:
            self.choose_period()

    @on(PrivateSwitch.Turned)
    def _turned(self, event: PrivateSwitch.Turned) -> None:
        event.stop()
        self.turn_private()

    @on(Input.Changed)
    def _typed(self, event: Input.Changed) -> None:
        event.stop()
        self._choose(typed=event.value)

    @on(Input.Submitted)
    def _day_given(self, event: Input.Submitted) -> None:
        event.stop()
        self.screen.focus_next("#report-text")

    def _format_row(self, name: str, is_chosen: bool, width: int) -> Content:
        return words.format_row(FORMATS[name], is_chosen, width)

    def _period_row(self, value: str, is_chosen: bool, width: int) -> Content:
        return words.period_row(Covers(value), self._outlook, is_chosen, width)

    def _draw(self) -> None:
        """Everything as it is now, in both forms; the sheet shows one of them."""
        outlook, order = self._outlook, self._order
        if outlook is None:
            return
        formats = self.query_one("#report-formats", ChoiceList)
        formats.choose(order.format)
        self.query_one("#report-periods", ChoiceList).choose(order.covers.value)
        self.query_one("#report-about", Static).update(words.about_words(order.form))
        self.query_one("#report-period-heading", KeyedWords).write(lambda key: words.period_heading(order, key))
        form, period = words.chosen_words(order)
        today, private, label = outlook.today, self._private, preferences_of(self.app).label
        self._words("#report-format-line").write(
            lambda width: words.line_words("Format", label("report-format"), form, width)
        )
        self._words("#report-period-line").write(
            lambda width: words.line_words("Period", label("report-period"), period, width)
        )
        self._words("#report-private").write(lambda width: words.private_words(order, private, width))
        self._words("#report-day-note").write(lambda _: words.day_note(order, today))
        self.set_class(order.covers is Covers.OWN, "-own-day")
        date = self.query_one("#report-date", Input)
        if date.value != order.typed:
            date.value = order.typed

    def _words(self, selector: str) -> Words:
        return self.query_one(selector, Words)


def _heading(text: str, action: str, *, id: str | None = None, classes: str | None = None) -> KeyedWords:  # noqa: A002
    return KeyedWords(action, lambda key: words.heading_words(text, key), id=id, classes=classes)
