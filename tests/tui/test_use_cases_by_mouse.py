"""Every use case of the app by the mouse alone, but for typing text, from an empty folder to a saved report."""

from collections.abc import Callable
from pathlib import Path

import pytest
from msgspec.structs import replace

from planner.session import Session
from planner.tui.app import PlannerApp
from tests.tui.use_case_table import LATE, WHOLE_WAY
from tests.tui.use_cases import Known, live

pytestmark = pytest.mark.usefixtures("hasty")


async def test_from_nothing_to_a_saved_report(
    session: Session, open_session: Callable[[], Session], tmp_path: Path
) -> None:
    app = PlannerApp(session)
    async with app.run_test(size=(120, 40)) as pilot:
        await live(pilot, app, WHOLE_WAY, lambda case: case.mouse, Known(open_session(), app, tmp_path))


async def test_re_planning_settings_and_leaving(
    late: Session, open_session: Callable[[], Session], tmp_path: Path
) -> None:
    late.close()
    app = PlannerApp(Session(replace(late.surroundings, settings_file=lambda: tmp_path / "settings.toml")))
    async with app.run_test(size=(120, 40)) as pilot:
        await live(pilot, app, LATE, lambda case: case.mouse, Known(open_session(), app, tmp_path))
