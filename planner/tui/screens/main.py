"""The main screen: header, tabs, one view, footer. It hands the Outlook down and commands on; rules live elsewhere."""

from contextlib import suppress
from typing import ClassVar, Final

from textual import on, work
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Center
from textual.widgets import ContentSwitcher, Footer, Label

from planner.core.outlook import Outlook
from planner.tui.long_work import Superseded, considerate
from planner.tui.messages import ForecastTold
from planner.tui.preferences import bound
from planner.tui.screens.command import CommandScreen
from planner.tui.screens.detail import DetailScreen
from planner.tui.views.base import View
from planner.tui.views.progress import ProgressView
from planner.tui.views.report.view import ReportView
from planner.tui.views.roadmap import RoadmapView
from planner.tui.views.skills import SkillsView
from planner.tui.views.timeline import TimelineView
from planner.tui.views.today import TodayView
from planner.tui.widgets.header import HeaderLine, TabStrip

VIEWS: Final = (
    ("today", "Today"),
    ("roadmap", "Roadmap"),
    ("timeline", "Timeline"),
    ("skills", "Skills"),
    ("progress", "Progress"),
    ("report", "Report"),
)


class MainScreen(CommandScreen):
    """The views of one journey."""

    CSS_PATH = [
        "main.tcss",
        "../views/today.tcss",
        "../views/roadmap.tcss",
        "../views/timeline.tcss",
        "../views/skills.tcss",
        "../views/progress.tcss",
        "../views/report.tcss",
    ]
    BINDINGS: ClassVar[list[BindingType]] = [
        *(bound(f"view-{view}", f"view('{view}')", title) for view, title in VIEWS),
        bound("filter", "filter", "Filter", show=True),
    ]
    HORIZONTAL_BREAKPOINTS = [(0, "-tiny"), (60, "-narrow"), (100, "-wide"), (160, "-very-wide")]
    VERTICAL_BREAKPOINTS = [(0, "-flat"), (16, "-low"), (30, "-tall")]

    def compose(self) -> ComposeResult:
        both = (CommandScreen.outlook, CommandScreen.forecast)
        yield HeaderLine(id="header").data_bind(*both, CommandScreen.forecasting, CommandScreen.unsaved)
        yield TabStrip(VIEWS, id="tabs").data_bind(CommandScreen.outlook)
        with ContentSwitcher(initial="today", id="views"):
            yield TodayView(id="today").data_bind(*both, CommandScreen.forecasting)
            yield RoadmapView(self.session.library, id="roadmap").data_bind(CommandScreen.outlook)
            yield TimelineView(id="timeline").data_bind(*both)
            yield SkillsView(id="skills").data_bind(CommandScreen.outlook)
            yield ProgressView(id="progress").data_bind(*both)
            yield ReportView(self.press, id="report").data_bind(*both, CommandScreen.forecasting)
        yield Footer()
        with Center(id="too-small"):
            yield Label("planner needs at least 60 × 16 characters.\nPlease make the window a little larger.")

    def on_mount(self) -> None:
        self.outlook = self.session.outlook()

    def watch_outlook(self, outlook: Outlook | None) -> None:
        """Forecast anew; until that is done there is none."""
        self.forecast = self.forecasting = None
        if outlook is not None:
            self.call_after_refresh(self._work_out_forecast, outlook)  # the picture comes first

    @work(thread=True, exclusive=True, group="forecast", exit_on_error=False, description="forecast")
    def _work_out_forecast(self, outlook: Outlook) -> None:
        """Forecast in a thread; a newer outlook ends it."""
        progress = considerate(lambda percent: self.post_message(ForecastTold(outlook, percent)))
        with suppress(Superseded):
            self.post_message(ForecastTold(outlook, 100, self.session.forecast(progress, outlook=outlook)))

    @on(ForecastTold)
    def forecast_told(self, event: ForecastTold) -> None:
        """Show how far the forecast is, or the forecast, unless it is one of yesterday's news."""
        event.stop()
        if event.outlook is self.outlook:
            self.forecasting = event.percent if event.percent < 100 else None
            self.forecast = event.forecast

    @property
    def view(self) -> View:
        """The view on screen."""
        switcher = self.query_one("#views", ContentSwitcher)
        return switcher.query_one(f"#{switcher.current}", View)

    @property
    def selected(self) -> str | None:
        return self.view.selected if self.is_mounted else None

    async def show_view(self, view: str) -> None:
        self.query_one("#views", ContentSwitcher).current = view
        self.query_one(TabStrip).current = view
        self.view.draw_if_shown()
        self.view.focus_first()
        self.refresh_bindings()

    async def show_milestone(self, milestone: str) -> None:
        """The milestone in the roadmap; on a screen of its own where there is no room for a pane."""
        roadmap = self.query_one(RoadmapView)
        await self.show_view("roadmap")
        roadmap.select(milestone)
        if not roadmap.has_pane:
            screen = DetailScreen(self.session, milestone)
            screen.outlook = self.outlook
            self.app.push_screen(screen)

    async def action_view(self, view: str) -> None:
        await self.show_view(view)

    async def action_filter(self) -> None:
        await self.show_view("roadmap")
        self.query_one(RoadmapView).start_filter()

    @on(TabStrip.Chosen)
    async def tab_chosen(self, event: TabStrip.Chosen) -> None:
        await self.show_view(event.view)
