"""The Report view in an app of its own, on an outlook and a forecast that are worked out once for all its tests."""

from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any, cast

from textual import on
from textual.app import App, ComposeResult
from textual.pilot import Pilot
from textual.widgets import ContentSwitcher, Static

import planner.tui
from planner import catalog, demo
from planner.core.forecast import forecast
from planner.core.forecast_values import Forecast
from planner.core.outlook import Outlook
from planner.reports import Report, Scope, build
from planner.session import Session
from planner.tui.messages import Wanted
from planner.tui.theme import DARK, TOKEN_DEFAULTS
from planner.tui.views.report.press import Press
from planner.tui.views.report.preview import Preview
from planner.tui.views.report.view import ReportView
from tests.conftest import TODAY
from tests.tui.conftest import until

TUI = Path(planner.tui.__file__).parent
SMALL, LARGE = (80, 24), (120, 40)


@cache
def half_way() -> Outlook:
    """The demonstration."""
    plan = catalog.load("marketing", (catalog.plans_dir(),))
    return Outlook(plan, demo.half_way(plan, TODAY), TODAY)


@cache
def half_way_forecast() -> Forecast | None:
    return forecast(half_way())


class Source:
    """Stands in for the session where reports are made: the same facts without a file."""

    def report(
        self, scope: Scope, on_progress: object = None, *, outlook: Outlook, has_forecast: bool = True
    ) -> Report:
        known = half_way_forecast() if outlook is half_way() else forecast(outlook)
        return build(outlook, scope, known if has_forecast else None)


class Harness(App[None]):
    """The view behind a switch, and everything it asked for."""

    CSS_PATH = [str(TUI / "app.tcss"), str(TUI / "views" / "report.tcss")]
    AUTO_FOCUS = ""
    HORIZONTAL_BREAKPOINTS = [(0, "-tiny"), (60, "-narrow"), (100, "-wide"), (160, "-very-wide")]
    VERTICAL_BREAKPOINTS = [(0, "-flat"), (16, "-low"), (30, "-tall")]

    def __init__(self, outlook: Outlook | None = None, *, is_shown: bool = True) -> None:
        super().__init__()
        self.outlook, self.is_shown = outlook or half_way(), is_shown
        self.press = Press(cast(Session, Source()))
        self.wanted: list[str] = []
        self.made: list[str] = []

    def get_theme_variable_defaults(self) -> dict[str, str]:
        return dict(TOKEN_DEFAULTS)

    def compose(self) -> ComposeResult:
        with ContentSwitcher(initial="report" if self.is_shown else "other"):
            yield Static("elsewhere", id="other")
            yield ReportView(self.press, id="report")

    def on_mount(self) -> None:
        self.register_theme(DARK)
        self.theme = DARK.name
        self.view.forecast = half_way_forecast()
        self.view.outlook = self.outlook

    @on(Wanted)
    def keep(self, event: Wanted) -> None:
        self.wanted.append(event.command)

    @property
    def view(self) -> ReportView:
        return self.screen_stack[0].query_one(ReportView)

    @property
    def preview(self) -> Preview:
        return self.view.query_one(Preview)

    @property
    def text(self) -> str:
        """What the preview shows."""
        return "\n".join(self.preview.lines)

    @property
    def format(self) -> str:
        """The format that the preview shows."""
        return self.view.made.wish.format if self.view.made else ""

    @property
    def scope(self) -> Scope | None:
        return self.view.made.wish.scope if self.view.made else None


async def rest(pilot: Pilot[None], app: Harness, condition: Callable[[], object] = lambda: True) -> None:
    """Wait until the preview shows what is chosen, and the condition holds."""
    await until(pilot, lambda: app.view.is_at_rest and bool(condition()))


async def ready(pilot: Pilot[None], app: Harness) -> None:
    await rest(pilot, app)
    app.view.focus_first()
    await until(pilot, lambda: app.focused is app.preview)


def slowed(gate: Any, made: list[str]) -> Callable[..., Any]:
    """A `Press.make` that writes down what it makes, and waits for the gate."""
    make = Press.make

    def slow(self: Press, wish: Any, *more: Any) -> Any:
        made.append(wish.format)
        gate.wait(5)
        return make(self, wish, *more)

    return slow
