"""The main screen: header, tabs, one view, footer. It hands the Outlook down and commands on; rules live elsewhere."""

from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar, Final, cast

from textual import events, on, work
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.geometry import Region
from textual.strip import Strip
from textual.widgets import ContentSwitcher, Static

from planner.core.forecast_values import Forecast
from planner.core.outlook import Outlook
from planner.tui.inputs import fit
from planner.tui.long_work import Superseded, considerate
from planner.tui.messages import ForecastTold
from planner.tui.preferences import bound
from planner.tui.screens.command import CommandScreen
from planner.tui.views.base import View
from planner.tui.views.today import TodayView
from planner.tui.widgets.footer import CommandFooter
from planner.tui.widgets.ground import Switcher, ground_lines
from planner.tui.widgets.header import HeaderLine, TabStrip

if TYPE_CHECKING:
    from planner.tui.views.roadmap import RoadmapView

VIEWS: Final = (
    ("today", "Today"),
    ("roadmap", "Roadmap"),
    ("timeline", "Timeline"),
    ("skills", "Skills"),
    ("progress", "Progress"),
    ("report", "Report"),
)
SHEETS: Final = Path(__file__).parent.parent / "views"


class MainScreen(CommandScreen):
    """The views of one journey."""

    BINDINGS: ClassVar[list[BindingType]] = [
        *(bound(f"view-{view}", f"view('{view}')", title) for view, title in VIEWS),
        bound("filter", "filter", "Filter", show=True),
    ]
    HORIZONTAL_BREAKPOINTS = [(0, "-tiny"), (60, "-narrow"), (100, "-wide"), (160, "-very-wide")]
    VERTICAL_BREAKPOINTS = [(0, "-flat"), (16, "-low"), (30, "-tall")]

    _was_shown = False

    def compose(self) -> ComposeResult:
        fit(self, self.app.size)  # as the first resize would, after styling everything once
        both = (CommandScreen.outlook, CommandScreen.forecast)
        yield HeaderLine(id="header").data_bind(*both, CommandScreen.forecasting, CommandScreen.unsaved)
        yield TabStrip(VIEWS, id="tabs").data_bind(CommandScreen.outlook)
        with Switcher(initial="today", id="views"):
            yield TodayView(id="today")
        yield CommandFooter()
        yield Static(
            "planner needs at least 60 × 16 characters.\nPlease make the window a little larger.", id="too-small"
        )

    def render_lines(self, crop: Region) -> list[Strip]:
        return ground_lines(self, crop)

    def on_screen_resume(self, event: events.ScreenResume) -> None:
        """Widgets made a moment ago have their styles; finding all of them again would delay the first picture."""
        event.refresh_styles = event.refresh_styles and self._was_shown
        self._was_shown = True

    def on_mount(self) -> None:
        self.outlook = self.session.outlook()

    def watch_outlook(self, outlook: Outlook | None) -> None:
        """Forecast anew, once the picture is drawn; until that is done there is none."""
        self.forecast = self.forecasting = None
        self._hand_down()
        if outlook is not None:
            self.call_after_refresh(self._work_out_forecast, outlook)

    def watch_forecast(self, _forecast: Forecast | None) -> None:
        self._hand_down()

    def watch_forecasting(self, _percent: int | None) -> None:
        self._hand_down()

    def _hand_down(self) -> None:
        """Give every view that was shown so far what there is to show."""
        for view in self.query(View):
            self._hand_to(view)

    def _hand_to(self, view: View) -> None:
        view.outlook, view.forecast, view.forecasting = self.outlook, self.forecast, self.forecasting

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

    @property
    def marked(self) -> tuple[str, ...]:
        return self.view.marked if self.is_mounted else ()

    def unmark(self) -> None:
        self.view.unmark()

    async def show_view(self, view: str) -> None:
        if await self._bring_up(view):
            self.call_after_refresh(self._look)
        else:
            self._look()

    async def _bring_up(self, view: str) -> bool:
        """Make a view the one on screen; True when it was made for that, and has no size before the next refresh.

        A view is made when it is first asked for, so that the first picture waits for one alone.
        """
        switcher = self.query_one("#views", ContentSwitcher)
        is_new = not any(child.id == view for child in switcher.children)
        if is_new:
            self.app.stylesheet.read(SHEETS / f"{view}.tcss")
            self.app.stylesheet.parse()
            made = self._made(view)
            self._hand_to(made)
            await switcher.add_content(made)
        switcher.current = view
        self.query_one(TabStrip).current = view
        return is_new

    def _look(self) -> None:
        """Draw the view on screen and give it the keyboard."""
        self.view.draw_if_shown()
        self.view.focus_first()
        self.refresh_bindings()

    def _made(self, view: str) -> View:
        """A view, whose module is loaded with it."""
        if view == "roadmap":
            from planner.tui.views.roadmap import RoadmapView

            return RoadmapView(self.session.library, id=view)
        if view == "timeline":
            from planner.tui.views.timeline import TimelineView

            return TimelineView(id=view)
        if view == "skills":
            from planner.tui.views.skills import SkillsView

            return SkillsView(id=view)
        if view == "progress":
            from planner.tui.views.progress import ProgressView

            return ProgressView(id=view)
        from planner.tui.views.report.view import ReportView

        return ReportView(self.press, id=view)

    async def show_milestone(self, milestone: str) -> None:
        """The milestone in the roadmap; on a screen of its own where there is no room for a pane."""
        if await self._bring_up("roadmap"):
            self.call_after_refresh(self.show_milestone, milestone)
            return
        self._look()
        roadmap = cast("RoadmapView", self.view)
        roadmap.select(milestone)
        if not roadmap.has_pane:
            from planner.tui.screens.detail import DetailScreen

            screen = DetailScreen(self.session, milestone)
            screen.outlook = self.outlook
            self.app.push_screen(screen)

    async def action_view(self, view: str) -> None:
        await self.show_view(view)

    async def action_filter(self) -> None:
        if await self._bring_up("roadmap"):
            self.call_after_refresh(self.action_filter)
            return
        self._look()
        cast("RoadmapView", self.view).start_filter()

    @on(TabStrip.Chosen)
    async def tab_chosen(self, event: TabStrip.Chosen) -> None:
        await self.show_view(event.view)
