"""The app without a journey: every step of the setup, and what it says about a mistake."""

import pytest
from textual.widgets import Input

from planner.session import Session
from planner.tui.screens.question import QuestionScreen
from planner.tui.screens.setup import SetupScreen
from tests.tui.conftest import text_of
from tests.tui.pictures.camera import SIZES, Camera, Size
from tests.tui.pictures.stage import Stage, on_stage, size_name

STEPS = 5


async def at_step(stage: Stage, number: int) -> SetupScreen:
    """A step on screen with the keyboard in it, and all that it shows worked out."""
    await stage.until(lambda: f"Step {number} of {STEPS}" in text_of(stage.app))
    await stage.until(lambda: stage.app.screen.focused is not None)
    if number == STEPS:
        await stage.until(lambda: "Half the runs finish by" in " ".join(text_of(stage.app).split()))
    assert isinstance(stage.app.screen, SetupScreen)
    return stage.app.screen


@pytest.mark.parametrize("size", SIZES, ids=size_name)
async def test_setup(size: Size, session: Session, camera: Camera) -> None:
    async with on_stage(session, camera, size) as stage:
        for number in range(1, STEPS + 1):
            screen = await at_step(stage, number)
            await stage.take(f"setup-{number}-{size[0]}")
            if number == 3:
                hours = screen.query_one("#time-hours", Input)
                hours.value = "lots"
                hours.cursor_position = 4
                await stage.pilot.press("enter")
                await stage.until(lambda: "! " in text_of(stage.app))
                await stage.take(f"setup-mistake-{size[0]}")
                hours.value = "9"
                await stage.pilot.press("escape", "escape", "escape")
                await stage.until(lambda: isinstance(stage.app.screen, QuestionScreen))
                await stage.take(f"setup-leaving-{size[0]}")
                await stage.pilot.press("escape", "enter", "enter")
                await at_step(stage, 3)
            if number < STEPS:
                await stage.pilot.press("enter")
