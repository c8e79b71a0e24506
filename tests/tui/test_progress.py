"""The progress view in an app of its own: what it says, how it is read, what stands there while there is nothing."""

from datetime import date
from pathlib import Path

import pytest
from textual.app import App, ComposeResult
from textual.pilot import Pilot

import planner.tui
from planner.core import changes
from planner.core.forecast import forecast
from planner.core.forecast_values import Forecast
from planner.core.outlook import Outlook
from planner.core.wording import hours_words
from planner.session import Session
from planner.tui.theme import DARK, TOKEN_DEFAULTS
from planner.tui.views.progress import ProgressView
from planner.tui.widgets.charts.chart import Chart
from tests.tui.conftest import text_of, until

TUI = Path(planner.tui.__file__).parent
HEADINGS = ("BURN-UP", "HOURS A WEEK", "YEAR", "ESTIMATE AND FACT")
SIZES = [(60, 16), (80, 24), (120, 40), (200, 50)]


class Harness(App[None]):
    """The view alone, with the classes that the main screen gives it."""

    CSS_PATH = [str(TUI / "app.tcss"), str(TUI / "views" / "progress.tcss")]
    AUTO_FOCUS = ""
    HORIZONTAL_BREAKPOINTS = [(0, "-tiny"), (60, "-narrow"), (100, "-wide"), (160, "-very-wide")]
    VERTICAL_BREAKPOINTS = [(0, "-flat"), (16, "-low"), (30, "-tall")]

    def __init__(self, outlook: Outlook) -> None:
        super().__init__()
        self.outlook = outlook

    def get_theme_variable_defaults(self) -> dict[str, str]:
        return dict(TOKEN_DEFAULTS)

    def compose(self) -> ComposeResult:
        yield ProgressView(id="progress")

    def on_mount(self) -> None:
        self.register_theme(DARK)
        self.theme = DARK.name
        self.view.outlook = self.outlook

    @property
    def view(self) -> ProgressView:
        return self.query_one(ProgressView)

    def chart(self, name: str) -> Chart:
        return self.query_one(f"#{name}-chart", Chart)


async def ready(pilot: Pilot[None], app: Harness) -> None:
    await until(pilot, lambda: "BURN-UP" in text_of(app) and app.focused is app.chart("burn"))
    await pilot.pause()


def forecast_of(outlook: Outlook) -> Forecast:
    found = forecast(outlook, runs=100)
    assert found is not None
    return found


async def seen(pilot: Pilot[None], app: Harness) -> str:
    """Everything there is to see from top to bottom, the view scrolled along."""
    found = []
    for place in range(0, app.view.max_scroll_y + 1, 4):
        app.view.scroll_to(y=place, animate=False)
        await pilot.pause()
        found.append(text_of(app))
    return "\n".join(found)


@pytest.mark.parametrize("size", SIZES)
async def test_all_panels_are_there_with_words_and_a_legend(half_way: Session, size: tuple[int, int]) -> None:
    app = Harness(half_way.outlook())
    async with app.run_test(size=size) as pilot:
        await ready(pilot, app)
        text = await seen(pilot, app)
        for each in (*HEADINGS, "█ done", "promised", "█ logged", "╌ capacity", "4 h or more", "┃ the estimate"):
            assert each in text
        assert "Product work" in text
        assert "Streak: 9 weeks" in " ".join(text.split())
        assert app.view.selected is None


async def test_nothing_is_cut_after_a_change_of_size(half_way: Session) -> None:
    app = Harness(half_way.outlook())
    async with app.run_test(size=(200, 50)) as pilot:
        await ready(pilot, app)
        for size in ((80, 24), (120, 40), (60, 16)):
            await pilot.resize_terminal(*size)
            await until(pilot, lambda wide=size[0]: app.view.outer_size.width == wide)  # type: ignore[misc]
            await until(pilot, lambda: all(_fits(each) for each in app.query("Words")))
        assert "work done" in await seen(pilot, app)


def _fits(words: object) -> bool:
    return words.size.height == len(words.text.plain.split("\n"))  # type: ignore[attr-defined,no-any-return]


async def test_arrows_read_week_by_week(half_way: Session) -> None:
    app = Harness(half_way.outlook())
    async with app.run_test(size=(120, 40)) as pilot:
        await ready(pilot, app)
        assert "▲ Week of 16 Nov: " in text_of(app)
        await pilot.press("left", "left")
        await until(pilot, lambda: "▲ Week of 2 Nov: " in text_of(app))
        await pilot.press("shift+right")
        await until(pilot, lambda: "▲ Week of 30 Nov: " in text_of(app))
        await pilot.press("end")
        await until(pilot, lambda: "▲ Week of 12 Jul 2027: 428 h promised" in text_of(app))
        await pilot.press("right")
        assert app.chart("burn").reading.startswith("Week of 12 Jul 2027")
        await pilot.press("home", "tab")
        await until(pilot, lambda: app.focused is app.chart("weeks"))
        week = [entry.hours for entry in half_way.journey.log if date(2026, 11, 16) <= entry.date <= date(2026, 11, 22)]
        assert f"▲ Week of 16 Nov: {hours_words(sum(week))} logged of 8 h" in text_of(app)
        await pilot.press("left", "tab")
        await until(pilot, lambda: "▲ Sun 22 Nov: " in text_of(app))
        await pilot.press("up", "left")
        await until(pilot, lambda: "▲ Sat 14 Nov: " in text_of(app))
        await pilot.press("down", "down")
        await until(pilot, lambda: "▲ Mon 16 Nov: " in text_of(app))


async def test_up_and_down_scroll_where_they_do_not_move(half_way: Session) -> None:
    app = Harness(half_way.outlook())
    async with app.run_test(size=(80, 24)) as pilot:
        await ready(pilot, app)
        before = app.chart("burn").cursor
        await pilot.press("down", "down")
        await until(pilot, lambda: app.view.scroll_y > 0)
        assert app.chart("burn").cursor == before
        await pilot.press("tab", "tab")
        await until(pilot, lambda: "▲ Sun 22 Nov: " in text_of(app))  # the chart comes into sight


async def test_a_click_reads_what_is_under_it(half_way: Session) -> None:
    app = Harness(half_way.outlook())
    async with app.run_test(size=(120, 40)) as pilot:
        await ready(pilot, app)
        await pilot.click("#year-chart", offset=(4, 2))
        await until(pilot, lambda: "▲ 28 Apr 2026: " in text_of(app))
        await pilot.click("#burn-chart", offset=(7, 3))
        await until(pilot, lambda: "▲ Week of 27 Apr: " in text_of(app))
        await pilot.click("#burn-chart", offset=(1, 3))
        assert "▲ Week of 27 Apr: " in text_of(app)


async def test_the_fan_comes_with_the_forecast(half_way: Session) -> None:
    outlook = half_way.outlook()
    app = Harness(outlook)
    async with app.run_test(size=(120, 40)) as pilot:
        await ready(pilot, app)
        assert "The forecast is" in text_of(app)
        assert "eight in ten" not in text_of(app)
        app.view.forecast = forecast_of(outlook)
        await until(pilot, lambda: "░ eight in ten runs" in text_of(app))
        assert "Half the runs finish by" in text_of(app)
        await pilot.press("right")
        await until(pilot, lambda: "half the runs have" in text_of(app))
        app.view.forecast = None
        await until(pilot, lambda: "eight in ten" not in text_of(app))


async def test_a_change_is_drawn_and_the_cursor_stays(half_way: Session) -> None:
    app = Harness(half_way.outlook())

    def hours() -> str:
        return f"{hours_words(sum(entry.hours for entry in half_way.journey.log))} logged"

    async with app.run_test(size=(120, 40)) as pilot:
        await ready(pilot, app)
        await pilot.press("tab", "left")
        await until(pilot, lambda: "▲ Week of 9 Nov: " in text_of(app))
        assert hours() in text_of(app)
        milestone = next(iter(half_way.outlook().milestones))
        half_way.apply(changes.log_hours, milestone, 2.0, on=app.outlook.today)
        app.view.outlook = half_way.outlook()
        await until(pilot, lambda: hours() in text_of(app))
        assert "▲ Week of 9 Nov: " in text_of(app)


async def test_a_fresh_journey_says_what_will_come(fresh: Session) -> None:
    app = Harness(fresh.outlook())
    async with app.run_test(size=(120, 40)) as pilot:
        await ready(pilot, app)
        text = text_of(app)
        assert "0 of 433 h of work done; nothing is due yet." in text
        assert "The first full week is still to come." in text
        assert "Nothing logged or done yet. Every day" in text
        assert "No finished milestone has hours yet." in text
        assert "the estimate" not in text.replace("the estimates", "")
        assert "today" in text


async def test_a_finished_journey_has_nothing_ahead(finished: Session) -> None:
    app = Harness(finished.outlook())
    async with app.run_test(size=(120, 40)) as pilot:
        await ready(pilot, app)
        text = text_of(app)
        assert "433 of 433 h of work done: all of it." in text
        assert "forecast" not in text
        assert "planned" not in text
        assert "Land and keep" in text


async def test_a_break_is_marked_in_the_weeks_and_in_the_year(half_way: Session) -> None:
    today = half_way.today
    half_way.apply(changes.pause, today.replace(day=16), today.replace(day=29), why="[red]moving[/] house")
    app = Harness(half_way.outlook())
    async with app.run_test(size=(120, 40)) as pilot:
        await ready(pilot, app)
        assert "~ break" in text_of(app)
        await pilot.press("tab", "right")
        await until(pilot, lambda: "▲ Week of 23 Nov: a break" in text_of(app))
