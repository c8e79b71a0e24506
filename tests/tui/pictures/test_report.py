"""The Report view and its dialogs: formats, privacy, saving, what cannot be made."""

import sys
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from textual.widgets import Input

from planner.session import Session
from planner.tui.screens.question import QuestionScreen
from planner.tui.screens.report_save import ReportSaveScreen
from planner.tui.views.report.order import Covers, Order
from planner.tui.views.report.pick import ReportPickScreen
from planner.tui.views.report.press import Press
from planner.tui.views.report.view import ReportView
from tests.tui.conftest import text_of
from tests.tui.pictures.camera import Camera, steady
from tests.tui.pictures.stage import Stage, on_stage

ORDERS = {
    "csv": Order("csv"),
    "ics": Order("ics-event"),
    "private": Order("md", Covers.RECENT, is_private_included=True),
    "own-day": Order("md", Covers.OWN, "1 oct"),
}


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


async def _order(stage: Stage, order: Order) -> ReportView:
    """The view at rest with this report."""
    view = stage.main.query_one(ReportView)
    stage.app.press.order = order
    view._show_choices()
    view._ask_soon()
    await stage.until(lambda: view.is_at_rest)
    await steady(stage.app)
    return view


async def test_formats(half_way: Session, camera: Camera) -> None:
    """Beside the page, which `test_views` takes at every size."""
    async with on_stage(half_way, camera, (120, 40)) as stage:
        await stage.show("report")
        for name, order in ORDERS.items():
            await _order(stage, order)
            await stage.take(f"report-{name}-120")


@pytest.mark.usefixtures("endless")
async def test_dialogs(half_way: Session, camera: Camera, monkeypatch: pytest.MonkeyPatch) -> None:
    async with on_stage(half_way, camera) as stage:
        app, pilot = stage.app, stage.pilot
        await stage.show("report")
        for key, name in (("f", "formats"), ("p", "periods")):  # where there is room they are lists in the view
            await pilot.press(key)
            await stage.until(lambda: isinstance(app.screen, ReportPickScreen))
            await stage.take(f"report-{name}-80")
            await stage.back()
        async for width in stage.sizes():
            await stage.open("save-report")
            await stage.take(f"report-save-{width}")
            field = app.screen.query_one("#save-path", Input)
            place = Path(field.value)
            Path("taken.html").touch()
            field.value = "taken.html"
            await pilot.press("enter")
            await stage.until(lambda: isinstance(app.screen, QuestionScreen))
            await stage.take(f"report-replace-{width}")
            await pilot.press("escape")
            await stage.until(lambda: isinstance(app.screen, ReportSaveScreen))
            field.value = str(place)
            await pilot.press("enter")
            await stage.until(lambda: "forecasting" in text_of(app))
            await stage.take(f"report-saving-{width}")
            await pilot.press("escape")
            await stage.until(lambda: "Stopped" in text_of(app))
            await stage.back()
        monkeypatch.setitem(sys.modules, "typst", None)
        await _order(stage, Order("pdf"))
        await stage.until(lambda: "! A PDF needs typst" in text_of(app))
        async for width in stage.sizes():
            await stage.take(f"report-no-pdf-{width}")
