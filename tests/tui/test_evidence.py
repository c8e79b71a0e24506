"""Evidence kept in the app: in reports, or private when the person says so."""

import pytest
from textual.widgets import Input, Select

from planner.core.journey import Entry
from planner.session import Session
from planner.tui.app import PlannerApp
from planner.tui.screens.main import MainScreen
from tests.tui.conftest import until


@pytest.mark.parametrize("is_private", [False, True])
async def test_evidence_is_kept_private_when_wanted(is_private: bool, finished: Session) -> None:
    app = PlannerApp(finished)
    async with app.run_test() as pilot:
        await until(pilot, lambda: isinstance(app.screen, MainScreen))
        main = app.screen
        assert isinstance(main, MainScreen)
        main.run_command("evidence", next(iter(finished.outlook().milestones)))
        await until(pilot, lambda: isinstance(app.focused, Input))
        await pilot.press(*"note")
        if is_private:
            await pilot.press("tab", "enter", "down", "enter")
            await until(pilot, lambda: app.screen.query_one(Select).value == "private")
        await pilot.press("ctrl+s")
        await until(pilot, lambda: app.screen is main)
        kept = finished.journey.log[-1]
        assert (kept.kind, kept.text, kept.private) == (Entry.EVIDENCE, "note", is_private)
