"""Progress: burn-up with the forecast fan, hours against capacity, estimate against fact, and the year day by day."""

from textual.app import ComposeResult
from textual.containers import Container, Vertical
from textual.widgets import Static

from planner.core import trends
from planner.core.activity import activity, year
from planner.core.outlook import Outlook
from planner.tui.views import progress_words as words
from planner.tui.views.base import View
from planner.tui.widgets.charts.burn_up import BurnUpDrawing
from planner.tui.widgets.charts.chart import Chart
from planner.tui.widgets.charts.heat_map import HeatMap
from planner.tui.widgets.charts.week_columns import WeekColumns
from planner.tui.widgets.words import Words


class ProgressView(View):
    """Four panels; each says in words what it draws. The fan comes when the forecast does."""

    def compose(self) -> ComposeResult:
        with Container(id="progress-panels"):
            with Vertical(id="burn-panel", classes="panel"):
                yield Static("BURN-UP", classes="heading")
                yield Words(id="burn-summary")
                yield Static(id="burn-legend")
                yield Chart(id="burn-chart")
            with Vertical(id="weeks-panel", classes="panel"):
                yield Static("HOURS A WEEK", classes="heading")
                yield Words(id="weeks-summary")
                yield Static(id="weeks-legend")
                yield Chart(id="weeks-chart")
            with Vertical(id="year-panel", classes="panel"):
                yield Static("YEAR", classes="heading")
                yield Words(id="year-summary")
                yield Static(id="year-legend")
                yield Chart(id="year-chart")
            with Vertical(id="accuracy-panel", classes="panel"):
                yield Static("ESTIMATE AND FACT", classes="heading")
                yield Words(id="accuracy-summary")
                yield Static(id="accuracy-legend")
                yield Words(id="accuracy-bars")

    def focus_first(self) -> None:
        for chart in self.query(Chart):
            if chart.display:
                chart.focus(scroll_visible=False)  # the words above it are what one reads first
                return

    def on_resize(self) -> None:
        self.call_after_refresh(self._fit_words)

    def watch_forecast(self) -> None:
        if self.outlook is not None and self._drawn is self.outlook:
            self._draw_burn_up(self.outlook)

    def redraw(self, outlook: Outlook) -> None:
        self._draw_burn_up(outlook)
        self._draw_weeks(outlook)
        self._draw_year(outlook)
        self._draw_accuracy(outlook)

    def _draw_burn_up(self, outlook: Outlook) -> None:
        burn, forecast = trends.burn_up(outlook), self.forecast
        self._words("#burn-summary").write(lambda width: words.burn_up_summary(outlook, burn, forecast, width))
        self.query_one("#burn-legend", Static).update(words.burn_up_legend(forecast))
        self._offer("burn", is_there=bool(outlook.milestones))
        self.query_one("#burn-chart", Chart).show_drawing(BurnUpDrawing(burn, forecast.fan if forecast else ()))

    def _draw_weeks(self, outlook: Outlook) -> None:
        found = trends.weeks(outlook)
        self._words("#weeks-summary").write(lambda width: words.weeks_summary(outlook, found, width))
        self.query_one("#weeks-legend", Static).update(words.weeks_legend(found))
        self._offer("weeks", is_there=any(week.logged or week.planned or week.habits for week in found))
        self.query_one("#weeks-chart", Chart).show_drawing(WeekColumns(found, outlook.today))

    def _draw_year(self, outlook: Outlook) -> None:
        found = activity(outlook.journey, *year(outlook.journey, outlook.today))
        self._words("#year-summary").write(lambda width: words.year_summary(outlook, found, width))
        self.query_one("#year-legend", Static).update(words.year_legend(found))
        self._offer("year", is_there=any(day.is_active for day in found))
        self.query_one("#year-chart", Chart).show_drawing(HeatMap(found, outlook.today))

    def _draw_accuracy(self, outlook: Outlook) -> None:
        found = trends.accuracy(outlook)
        self._words("#accuracy-summary").write(lambda width: words.accuracy_summary(found, width))
        self._words("#accuracy-bars").write(lambda width: words.accuracy_bars(found, width))
        legend = self.query_one("#accuracy-legend", Static)
        legend.update(words.accuracy_legend())
        legend.display = bool(found)

    def _offer(self, panel: str, *, is_there: bool) -> None:
        """A chart of nothing is left out: the sentence above it says all."""
        self.query_one(f"#{panel}-chart").display = self.query_one(f"#{panel}-legend").display = is_there

    def _fit_words(self) -> None:
        """Lay out again: text that was wrapped anew while a layout was under way keeps the height it had before."""
        for each in self.query(Words):
            each.refresh(layout=True)

    def _words(self, selector: str) -> Words:
        return self.query_one(selector, Words)
