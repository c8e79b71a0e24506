"""Today: what to do now and why, how the week stands, what is late, which habits to tick, how far there is to go."""

from typing import Final

from textual import on
from textual.app import ComposeResult
from textual.content import Content
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from planner.core.outlook import Outlook
from planner.tui.messages import Moved, Wanted
from planner.tui.preferences import preferences_of
from planner.tui.views import cards, forecast_card
from planner.tui.views.base import View
from planner.tui.widgets.ground import Column, Row
from planner.tui.widgets.lists import MovingList
from planner.tui.widgets.words import Words, put

ONE_COLUMN_BELOW: Final = 100
THREE_COLUMNS_FROM: Final = 160


_ACTIONS_HELP: Final = (
    "The next action, then two alternatives. Enter opens one, {done} marks it as done, {log} logs hours."
)
_DUE_HELP: Final = "What is late or due within two weeks. Enter opens one; the verbs act on the one marked."
_COMING_HELP: Final = "What the plan puts on each of the coming seven days. Enter opens the milestone."


class HabitList(MovingList):
    """This period's habits."""

    HELP = "Your habits this week or month. Enter or space counts one; on a full one it takes the last back."
    BINDINGS = [("space", "select", "Count")]


class TodayView(View):
    """The home of the app. The forecast of before stands, dimmed, until the new one is worked out."""

    _drawn_for = 0

    def compose(self) -> ComposeResult:
        with Row(id="today-columns"):
            with Column(id="today-left"):
                yield Static("NEXT", classes="heading", id="next-heading")
                yield MovingList(id="actions", compact=True, told=_ACTIONS_HELP)
                yield Words(id="no-actions")
                yield Words(id="week-in-short")
                yield Static(id="due-heading", classes="heading")
                yield MovingList(id="due", compact=True, told=_DUE_HELP)
                yield Static("Nothing is due within two weeks.", id="no-due", classes="quiet")
                yield Static("COMING DAYS", classes="heading", id="coming-heading")
                yield MovingList(id="coming", compact=True, told=_COMING_HELP)
                yield Static(id="forecast-heading", classes="heading")
                yield Words(id="schedule-finish")
                yield Words(id="forecast")
            with Column(id="today-right"):
                with Column(id="today-week"):
                    yield Static("THIS WEEK", classes="heading")
                    yield Static(id="week")
                    yield Words(id="warnings")
                    yield Static("HABITS", classes="heading", id="habits-heading")
                    yield HabitList(id="habits", compact=True)
                with Column(id="today-way"):
                    yield Static("PHASES", classes="heading", id="phases-heading")
                    yield Static(id="phases")
                    yield Words(id="proud")

    @property
    def selected(self) -> str | None:
        """What is marked in the list that has the keyboard, else the next action."""
        for each in map(self._list, ("due", "coming", "actions")):
            if each.has_focus and each.highlighted_option is not None:
                return _milestone(each.highlighted_option.id)
        action = self.outlook.next_action if self.outlook else None
        return action.id if action else None

    def focus_first(self) -> None:
        for each in self.query(MovingList):
            if each.display and each.option_count:
                each.focus()
                return

    @property
    def width(self) -> int:
        """The width of the window, so that a scroll bar that comes or goes moves nothing."""
        return self.screen.size.width

    def on_resize(self) -> None:
        if self.width != self._drawn_for:
            self._drawn = None
            self.draw_if_shown()

    def _widths(self) -> tuple[int, int]:
        """Cells for text in the left and right column; both have the whole width when they stand below each other."""
        whole = self.width - 4
        if self.width < ONE_COLUMN_BELOW:
            return whole, whole
        if self.width >= THREE_COLUMNS_FROM:
            return whole * 2 // 5 - 1, whole * 3 // 10 - 3
        return whole * 3 // 5 - 1, whole * 2 // 5 - 3

    def redraw(self, outlook: Outlook) -> None:
        self._drawn_for = self.width
        left, right = self._widths()
        actions = cards.actions(outlook, left)
        self._fill("actions", actions)
        worded = preferences_of(self.app).worded
        self.query_one("#no-actions", Words).write(
            lambda width: cards.nothing_next(outlook, width, self.screen.size.height, worded)
        )
        self.query_one("#no-actions").display = not actions
        put(self.query_one("#due-heading", Static), cards.due_heading(outlook, left, worded))
        due = cards.due(outlook, left)
        self._fill("due", due)
        self.query_one("#no-due").display = not due and bool(actions)
        self.query_one("#due-heading").display = bool(actions)
        coming = cards.coming(outlook, left)
        self._fill("coming", coming)
        self.query_one("#coming-heading").display = bool(coming)
        habits = cards.habits(outlook, right)
        self._fill("habits", habits)
        self.query_one("#habits-heading").display = bool(habits)
        self.query_one("#next-heading").display = bool(actions)
        self.query_one("#today-week").display = bool(actions or habits)
        self.query_one("#today-way").set_class(not (actions or habits), "-alone")
        put(self.query_one("#week", Static), cards.week(outlook, right))
        self.query_one("#week-in-short", Words).write(lambda width: cards.week_in_short(outlook, width))
        self.query_one("#week-in-short").set_class(not actions, "-needless")
        self.query_one("#warnings", Words).write(lambda width: cards.warnings(outlook, width))
        self.query_one("#warnings").display = bool(outlook.warnings)
        phases = cards.phases(outlook, right)
        put(self.query_one("#phases", Static), phases)
        self.query_one("#phases").display = self.query_one("#phases-heading").display = bool(phases)
        self.query_one("#proud", Words).write(lambda width: cards.proud(outlook, width))
        self._draw_forecast(outlook)

    def _list(self, name: str) -> MovingList:
        return self.query_one(f"#{name}", MovingList)

    def _fill(self, name: str, rows: list[tuple[str, Content]]) -> None:
        """Replace the rows of a list, keeping the marked one by its id, else by its place; without rows it is away."""
        shown = self._list(name)
        shown.refill([Option(content, id=row_id) for row_id, content in rows])
        shown.display = bool(rows)

    def watch_forecast(self) -> None:
        if self.outlook is not None and self._drawn is self.outlook:
            self._draw_forecast(self.outlook)

    def watch_forecasting(self) -> None:
        if self.is_mounted:
            put(self.query_one("#forecast-heading", Static), forecast_card.heading(self.forecasting))

    def _draw_forecast(self, outlook: Outlook) -> None:
        """What the schedule says at once; the ranges when they are there, those of before, dimmed, until then."""
        found, ranges = self.forecast, self.query_one("#forecast", Words)
        self.watch_forecasting()
        self.query_one("#forecast-heading").display = bool(outlook.open_phases)
        schedule = self.query_one("#schedule-finish", Words)
        schedule.write(lambda width: forecast_card.schedule(outlook, width))
        schedule.display = ranges.display = bool(outlook.open_phases)
        ranges.set_class(found is None, "-out-of-date")
        if found is not None:
            ranges.write(lambda width: forecast_card.ranges(outlook, found, width))

    @on(OptionList.OptionSelected, "#actions, #due, #coming")
    def opened(self, event: OptionList.OptionSelected) -> None:
        event.stop()
        self.post_message(Wanted("open", _milestone(event.option_id)))

    @on(OptionList.OptionSelected, "#habits")
    def habit_ticked(self, event: OptionList.OptionSelected) -> None:
        event.stop()
        self.post_message(Wanted("tick-habit", detail=event.option_id or ""))

    @on(OptionList.OptionHighlighted)
    def moved(self) -> None:
        self.post_message(Moved())


def _milestone(option_id: str | None) -> str | None:
    """The milestone of a row; a row of the coming days carries a number behind it."""
    return option_id.partition("#")[0] if option_id else None
