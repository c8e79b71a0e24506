"""The Report view and its dialogs as pictures: formats, privacy, saving, what cannot be made; several in each run."""

import sys
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from textual.pilot import Pilot

from planner.session import Session
from planner.tui.app import PlannerApp
from planner.tui.screens.main import MainScreen
from planner.tui.screens.report_save import ReportSaveScreen
from planner.tui.views.report.order import Covers, Order
from planner.tui.views.report.pick import ReportPickScreen
from planner.tui.views.report.press import Press
from planner.tui.views.report.view import ReportView
from tests.tui.conftest import text_of, until
from tests.tui.test_snapshots import HUGE, LARGE, SMALL, Compare, settled

TINY = (60, 16)
ALL, FEW = ("html", "csv", "ics", "private"), ("html", "private")


async def shown(pilot: Pilot[None], app: PlannerApp, order: Order | None = None) -> None:
    """The view at rest with this report."""
    view = app.screen_stack[1].query_one(ReportView)
    if order is not None:
        app.press.order = order
        view._show_choices()
        view._ask_soon()
    elif not view.display:
        await pilot.press("6")
    await until(pilot, lambda: view.is_at_rest and view.made is not None and view.made.wish == view._wanted)
    await pilot.pause()


async def pictures(
    pilot: Pilot[None], app: PlannerApp, end: str, matches: Compare, *, names: tuple[str, ...] = ALL
) -> None:
    """Page, table, calendar, private parts in, and the dialog while it writes."""
    orders = {
        "html": Order("html"),
        "csv": Order("csv"),
        "ics": Order("ics-event"),
        "private": Order("md", Covers.RECENT, is_private_included=True),
    }
    for name in names:
        await shown(pilot, app, orders[name])
        matches(app, f"report-{name}-{end}")
    await pilot.press("s")
    await until(pilot, lambda: isinstance(app.screen, ReportSaveScreen))
    await pilot.press("enter")
    await until(pilot, lambda: "forecasting" in text_of(app))
    await pilot.pause()
    matches(app, f"report-saving-{end}")
    await pilot.press("escape")
    await until(pilot, lambda: "Stopped" in text_of(app))


@pytest.fixture
def endless(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Saving gets to 60 per cent of the forecast and no further, in an empty folder."""

    def save(self: Press, wish: Any, target: Path, on_progress: Callable[[int, int], None], *more: Any) -> Path:
        gate = threading.Event()
        while not gate.wait(0.02):
            on_progress(60, 100)
        return target

    monkeypatch.setattr(Press, "save", save)
    monkeypatch.chdir(tmp_path)


@pytest.mark.usefixtures("endless")
@pytest.mark.parametrize("size", [SMALL, LARGE, HUGE])
async def test_formats_and_saving(size: tuple[int, int], half_way: Session, matches_snapshot: Compare) -> None:
    app = PlannerApp(half_way)
    async with app.run_test(size=size) as pilot:
        await settled(pilot, app)
        await shown(pilot, app)
        if size == HUGE:
            matches_snapshot(app, "report-half_way-200")
        await pictures(pilot, app, str(size[0]), matches_snapshot)


@pytest.mark.usefixtures("endless")
async def test_formats_and_saving_in_light(half_way: Session, matches_snapshot: Compare) -> None:
    app = PlannerApp(half_way)
    async with app.run_test(size=LARGE) as pilot:
        await settled(pilot, app, "planner-light")
        await shown(pilot, app)
        await pictures(pilot, app, "light", matches_snapshot, names=FEW)


@pytest.mark.usefixtures("endless")
async def test_formats_and_saving_without_colour(
    half_way: Session, matches_snapshot: Compare, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    app = PlannerApp(half_way)
    async with app.run_test(size=LARGE) as pilot:
        await settled(pilot, app)
        await shown(pilot, app)
        matches_snapshot(app, "report-half_way-mono")
        await pictures(pilot, app, "mono", matches_snapshot, names=FEW)


@pytest.mark.parametrize("journey", ["fresh", "finished"])
async def test_beginning_and_end_in_a_large_window(
    journey: str, request: pytest.FixtureRequest, matches_snapshot: Compare
) -> None:
    app = PlannerApp(request.getfixturevalue(journey))
    async with app.run_test(size=HUGE) as pilot:
        await settled(pilot, app)
        await shown(pilot, app)
        matches_snapshot(app, f"report-{journey}-200")


@pytest.mark.parametrize("size", [TINY, SMALL])
async def test_where_there_is_little_room(
    size: tuple[int, int], half_way: Session, matches_snapshot: Compare, monkeypatch: pytest.MonkeyPatch
) -> None:
    end = str(size[0])
    app = PlannerApp(half_way)
    async with app.run_test(size=size) as pilot:
        await until(pilot, lambda: isinstance(app.screen, MainScreen))
        await shown(pilot, app)
        for key, name in (("f", "formats"), ("p", "periods")):
            await pilot.press(key)
            await until(pilot, lambda: isinstance(app.screen, ReportPickScreen))
            await pilot.pause()
            matches_snapshot(app, f"report-{name}-{end}")
            await pilot.press("escape")
            await until(pilot, lambda: not isinstance(app.screen, ReportPickScreen))
        await shown(pilot, app, Order("md", Covers.OWN, "1 oct"))
        matches_snapshot(app, f"report-own-day-{end}")
        monkeypatch.setitem(sys.modules, "typst", None)
        app.press.order = Order("pdf")
        view = app.screen.query_one(ReportView)
        view._show_choices()
        view._ask_soon()
        await until(pilot, lambda: "! A PDF needs typst" in text_of(app))
        await pilot.pause()
        matches_snapshot(app, f"report-no-pdf-{end}")
