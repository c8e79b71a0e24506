"""The view: chart, the dates of the whole plan above it, the selected row in words and the legend below."""

from typing import Final

from textual import on
from textual.app import ComposeResult
from textual.content import Content
from textual.widgets import Static

from planner.core.outlook import Outlook
from planner.tui.messages import Moved, Wanted
from planner.tui.preferences import preferences_of
from planner.tui.views.base import View
from planner.tui.views.timeline import rows, words
from planner.tui.views.timeline.chart import TimelineChart
from planner.tui.views.timeline.ground import Calendar

NOTHING: Final = "Nothing is planned. Press {add} to add a milestone; {view-roadmap} leads to what you took out."
REST_SECONDS: Final = 0.08
SHORT: Final = 16  # lines; below, rows of the chart are worth more than words about the whole


class TimelineView(View):
    """Weeks across, milestones down. Markers of the forecast come when it is ready."""

    def __init__(self, *, id: str) -> None:  # noqa: A002  Textual names it so
        super().__init__(id=id)
        self._folded: frozenset[str] | None = None

    def compose(self) -> ComposeResult:
        yield Static(id="timeline-summary", classes="quiet")
        yield TimelineChart(id="timeline-chart")
        yield Static(id="timeline-detail")
        yield Static(id="timeline-legend")

    @property
    def selected(self) -> str | None:
        row = self._chart.row if self.is_mounted else None
        return row.milestone if row else None

    def on_mount(self) -> None:
        self._rest = self.set_interval(REST_SECONDS, self._rested, pause=True)

    def on_resize(self) -> None:
        self.set_class(self.size.height < SHORT, "-short")
        self._say("legend", words.legend(self._text_width))
        self._tell()

    def focus_first(self) -> None:
        self._chart.focus()

    def watch_forecast(self) -> None:
        self._drawn = None
        self.draw_if_shown()

    def redraw(self, outlook: Outlook) -> None:
        is_first = self._folded is None
        if self._folded is None:
            self._folded = rows.finished(outlook)
        self.set_class(not outlook.milestones, "-empty")
        ends = words.ends(outlook, self.forecast)
        everything = rows.rows(outlook)
        span = rows.span(outlook, everything, ends)
        if is_first and outlook.progress.is_finished:
            self._chart.zoom_to_all(span)  # what is there to see is the whole way
        action = outlook.next_action
        self._chart.show_rows(
            rows.fold(everything, self._folded),
            Calendar.of(outlook, ends),
            span,
            action.id if action else None,
        )
        self._tell()

    @property
    def _text_width(self) -> int:
        return self.size.width

    def _tell(self) -> None:
        """Say in words what the chart draws."""
        if self.outlook is not None:
            width = self._text_width
            nothing = preferences_of(self.app).worded(NOTHING)
            summary = words.summary(self.outlook, self.forecast, width) if self.outlook.milestones else Content(nothing)
            self._say("summary", summary)
            self._say("detail", words.detail(self.outlook, self._chart.row, self.forecast, width))

    def _say(self, part: str, text: Content) -> None:
        self.query_one(f"#timeline-{part}", Static).update(text, layout=False)

    @property
    def _chart(self) -> TimelineChart:
        return self.query_one(TimelineChart)

    @on(TimelineChart.Selected)
    def moved(self, event: TimelineChart.Selected) -> None:
        event.stop()
        self._tell()
        self._rest.reset()
        self._rest.resume()

    def _rested(self) -> None:
        """Tell what is selected once the movement rests: the footer, laid out anew, costs more than the chart."""
        self._rest.pause()
        self.post_message(Moved())

    @on(TimelineChart.Opened)
    def opened(self, event: TimelineChart.Opened) -> None:
        event.stop()
        self.post_message(Wanted("open", event.milestone))

    @on(TimelineChart.Folded)
    def folded(self, event: TimelineChart.Folded) -> None:
        event.stop()
        self._folded = (self._folded or frozenset()) ^ {event.phase}
        if self.outlook is not None:
            self.redraw(self.outlook)
