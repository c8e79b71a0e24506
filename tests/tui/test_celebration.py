"""A finished journey is celebrated once, offers the report, and is taken back without a word."""

from datetime import date

from planner.core.changes import reopen
from planner.session import Session
from planner.tui.app import PlannerApp
from planner.tui.screens.celebration import CelebrationScreen
from planner.tui.screens.main import MainScreen
from tests.tui.conftest import text_of, until


async def test_the_last_milestone_opens_it_and_r_shows_the_report(finished: Session) -> None:
    states = finished.outlook().milestones
    finished.apply(reopen, max(states, key=lambda each: states[each].item.record.finished or date.min))
    app = PlannerApp(finished)
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.press("x")
        await pilot.press("ctrl+s")
        await until(pilot, lambda: isinstance(app.screen, CelebrationScreen))
        assert "40 milestones done" in text_of(app)
        await pilot.press("q")
        await until(pilot, lambda: not isinstance(app.screen, CelebrationScreen))
        await pilot.press("u")
        await until(pilot, lambda: not finished.outlook().progress.is_finished)
        assert not isinstance(app.screen, CelebrationScreen)
        await pilot.press("x")
        await pilot.press("ctrl+s")
        await until(pilot, lambda: isinstance(app.screen, CelebrationScreen))
        await pilot.press("r")
        await until(pilot, lambda: isinstance(app.screen, MainScreen) and app.screen.view.id == "report")
