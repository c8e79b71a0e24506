"""The forecast beside the screen: the schedule's date at once, ranges when they are there, and never yesterday's."""

from collections.abc import Callable, Iterator
from threading import Event
from types import SimpleNamespace

import pytest
from textual.pilot import Pilot

from planner.core import changes
from planner.core.capacity import even_week
from planner.core.forecast import Progress, forecast
from planner.core.forecast_values import Forecast
from planner.core.outlook import Outlook
from planner.core.wording import date_words
from planner.session import Session
from planner.tui import long_work
from planner.tui.app import PlannerApp
from planner.tui.long_work import Superseded, considerate
from planner.tui.screens.main import VIEWS, MainScreen
from planner.tui.views.base import View
from tests.tui.conftest import at_rest, text_of, until


def finish(session: Session) -> str:
    """The date that the schedule gives, in words."""
    found = session.outlook().finish
    assert found
    return date_words(found)


class Held:
    """A forecast that tells 40 % and then waits until it is let go; `superseded` counts those that were ended."""

    def __init__(self) -> None:
        self.is_free = Event()
        self.asked: list[Outlook] = []
        self.superseded = 0

    def __call__(self, on_progress: Progress | None = None, *, outlook: Outlook | None = None) -> Forecast | None:
        assert outlook is not None
        assert on_progress is not None
        self.asked.append(outlook)
        try:
            on_progress(40, 100)
            while not self.is_free.wait(0.005):
                on_progress(40, 100)
        except Superseded:
            self.superseded += 1
            raise
        return forecast(outlook, runs=200)


@pytest.fixture
def held(monkeypatch: pytest.MonkeyPatch, half_way: Session) -> Iterator[Held]:
    found = Held()
    monkeypatch.setattr(half_way, "forecast", found)
    yield found
    found.is_free.set()


async def ready(pilot: Pilot[None], app: PlannerApp) -> MainScreen:
    await until(pilot, lambda: isinstance(app.screen, MainScreen) and "THIS WEEK" in text_of(app))
    assert isinstance(app.screen, MainScreen)
    return app.screen


def header(app: PlannerApp) -> str:
    return text_of(app).splitlines()[0]


async def test_the_header_and_today_say_how_likely_which_date_is(half_way: Session) -> None:
    found = half_way.forecast()
    assert found is not None
    assert found.target is not None
    app = PlannerApp(half_way)
    async with app.run_test(size=(120, 40)) as pilot:
        await ready(pilot, app)
        await until(pilot, lambda: "(at your pace " in header(app))
        first, last = (date_words(day).rpartition(" ")[0] for day in (found.p10, found.p90))
        assert f"% · finish {finish(half_way)} (at your pace {first} – {last})" in header(app)
        shown = await at_rest(pilot)
        assert f"the plan as estimated ends on {finish(half_way)}" in shown
        assert f"half the runs finish by {date_words(found.p50)}" in shown
        assert f"eight in ten by {date_words(found.p80)}" in shown
        assert f"your target {date_words(found.target)}: " in shown
        assert "what moves it most: " in shown


async def test_the_schedule_shows_at_once_and_long_work_says_how_far_it_is(
    half_way: Session, held: Held, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(long_work, "PATIENCE_SECONDS", 0.0)
    app = PlannerApp(half_way)
    async with app.run_test(size=(120, 40)) as pilot:
        await ready(pilot, app)
        await until(pilot, lambda: "FORECAST   forecasting 40 %" in text_of(app))
        assert f"finish {finish(half_way)} (forecasting 40 %)" in header(app)
        assert f"the plan as estimated ends on {finish(half_way)}" in text_of(app)
        assert "half the runs" not in text_of(app)
        held.is_free.set()
        await until(pilot, lambda: "half the runs finish by" in text_of(app) and "(at your pace " in header(app))
        assert "forecasting" not in text_of(app)


async def test_short_work_says_nothing_and_keys_work_meanwhile(half_way: Session, held: Held) -> None:
    app = PlannerApp(half_way)
    async with app.run_test(size=(120, 40)) as pilot:
        main = await ready(pilot, app)
        await until(pilot, lambda: bool(held.asked))
        for number, (view, _) in enumerate(VIEWS, start=1):
            await pilot.press(str(number))
            await until(pilot, lambda view=view: bool(main.query_one(f"#{view}", View).display))  # type: ignore[misc]
        assert main.forecast is None


async def test_a_newer_plan_ends_the_forecast_of_the_older_one(half_way: Session, held: Held) -> None:
    app = PlannerApp(half_way)
    async with app.run_test(size=(120, 40)) as pilot:
        main = await ready(pilot, app)
        await until(pilot, lambda: len(held.asked) == 1)
        half_way.apply(changes.set_target, None)
        main.show_outlook(half_way.outlook())
        await until(pilot, lambda: len(held.asked) == 2 and held.superseded == 1)
        assert held.asked[1] is half_way.outlook()
        held.is_free.set()
        await until(pilot, lambda: main.forecast is not None)
        assert main.forecast is not None
        assert main.forecast.target is None


async def test_a_forecast_that_comes_too_late_is_not_shown(half_way: Session, monkeypatch: pytest.MonkeyPatch) -> None:
    """One that does not notice it was superseded brings yesterday's news."""
    begun, is_free, ended = Event(), Event(), Event()

    def late(on_progress: Progress | None = None, *, outlook: Outlook | None = None) -> Forecast | None:
        assert outlook is not None
        if outlook.journey.settings.target is not None:
            begun.set()
            is_free.wait(20)
            ended.set()
        return forecast(outlook, runs=200)

    monkeypatch.setattr(half_way, "forecast", late)
    app = PlannerApp(half_way)
    async with app.run_test(size=(120, 40)) as pilot:
        main = await ready(pilot, app)
        await until(pilot, begun.is_set)
        half_way.apply(changes.set_target, None)
        main.show_outlook(half_way.outlook())
        await until(pilot, lambda: main.forecast is not None)
        newer = main.forecast
        is_free.set()
        await until(pilot, ended.is_set)
        for _ in range(5):
            await pilot.pause()
        assert main.forecast is newer


async def test_the_ranges_of_before_stay_dimmed_until_the_new_ones_come(half_way: Session, held: Held) -> None:
    app = PlannerApp(half_way)
    held.is_free.set()
    async with app.run_test(size=(120, 40)) as pilot:
        main = await ready(pilot, app)
        await until(pilot, lambda: "half the runs finish by" in text_of(app))
        held.is_free.clear()
        half_way.apply(changes.set_target, None)
        main.show_outlook(half_way.outlook())
        await until(pilot, lambda: len(held.asked) == 2)
        await pilot.pause()
        assert main.query_one("#forecast").has_class("-out-of-date")
        assert "half the runs finish by" in text_of(app)
        assert "(at your pace " in header(app)
        held.is_free.set()
        await until(pilot, lambda: not main.query_one("#forecast").has_class("-out-of-date"))
        assert "your target" not in text_of(app)


async def test_nothing_left_needs_no_forecast(finished: Session) -> None:
    app = PlannerApp(finished)
    async with app.run_test(size=(120, 40)) as pilot:
        await until(pilot, lambda: isinstance(app.screen, MainScreen) and "every milestone done" in header(app))
        await pilot.pause()
        assert "FORECAST" not in text_of(app)


async def test_narrow_windows_keep_the_finish_and_number_the_tabs(half_way: Session) -> None:
    app = PlannerApp(half_way)
    async with app.run_test(size=(60, 20)) as pilot:
        main = await ready(pilot, app)
        await until(pilot, lambda: main.forecast is not None)
        await pilot.pause()
        assert f"% · finish {finish(half_way)}" in header(app)
        tabs = text_of(app).splitlines()[1]
        assert tabs.startswith(" 1 Today  2  3  4  5  6 ")
        await pilot.click("#tabs", offset=(16, 0))
        await until(pilot, lambda: bool(main.query_one("#skills").display))
        await until(pilot, lambda: " 1  2  3  4 Skills  5  6 " in text_of(app).splitlines()[1])


async def test_the_week_stands_above_the_fold_of_a_small_window(half_way: Session) -> None:
    app = PlannerApp(half_way)
    async with app.run_test(size=(80, 24)) as pilot:
        await ready(pilot, app)
        lines = text_of(app).splitlines()
        assert any("THIS WEEK" in line and "h logged" in line for line in lines)


@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
async def test_more_planned_than_there_are_hours_is_said_beside_the_week(size: tuple[int, int], fresh: Session) -> None:
    fresh.apply(changes.set_pace, even_week(1))
    assert fresh.outlook().warnings
    app = PlannerApp(fresh)
    async with app.run_test(size=size) as pilot:
        await ready(pilot, app)
        start = " ".join(fresh.outlook().warnings[0].split()[:6])
        await until(pilot, lambda: f"! {start}" in text_of(app))


def test_long_work_tells_whole_steps_and_never_the_end(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(long_work, "get_current_worker", lambda: SimpleNamespace(is_cancelled=False))
    monkeypatch.setattr(long_work, "PATIENCE_SECONDS", -1.0)
    told: list[int] = []
    progress = considerate(told.append)
    for done in range(0, 101, 2):
        progress(done, 100)
    assert told == list(range(0, 100, 5))


def test_work_that_is_over_soon_tells_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(long_work, "get_current_worker", lambda: SimpleNamespace(is_cancelled=False))
    monkeypatch.setattr(long_work, "PATIENCE_SECONDS", 1000.0)
    told: list[int] = []
    considerate(told.append)(50, 100)
    assert told == []


def test_work_that_nobody_waits_for_ends(monkeypatch: pytest.MonkeyPatch) -> None:
    worker = SimpleNamespace(is_cancelled=False)
    monkeypatch.setattr(long_work, "get_current_worker", lambda: worker)
    progress = considerate()
    progress(1, 100)
    worker.is_cancelled = True
    with pytest.raises(Superseded):
        progress(2, 100)


def test_the_session_forecasts_an_outlook_without_its_file(
    half_way: Session, open_session: Callable[[], Session]
) -> None:
    """A thread may ask: neither is the file read, nor is anything worked out twice."""
    outlook = half_way.outlook()
    stranger = open_session()
    half_way.path.unlink()
    found = stranger.forecast(outlook=outlook)
    assert found is not None
    assert stranger.forecast(outlook=outlook) is found
