"""Every dialog of a command, over the view where it is asked for."""

from typing import Final

import pytest
from msgspec import Struct
from textual.widgets import Input

from planner.session import Session
from planner.tui.jump import JumpScreen
from tests.tui.conftest import text_of
from tests.tui.pictures.camera import SIZES, Camera, steady
from tests.tui.pictures.kept import LOOKS
from tests.tui.pictures.stage import Stage, on_stage

SKILL: Final = "data-experimentation"


class Scene(Struct, frozen=True):
    """A dialog by the command that opens it, and the view below it."""

    command: str
    view: str = "today"
    detail: str = ""


SCENES: Final = {
    "progress": tuple(map(Scene, ("done", "log", "skip", "edit"))),
    "records": (*map(Scene, ("note", "evidence", "pin", "add")), Scene("confirm-level", "skills", SKILL)),
    "time": tuple(map(Scene, ("route", "pace", "target", "pause"))),
}


@pytest.mark.parametrize("scenes", SCENES.values(), ids=SCENES)
async def test_dialogs(scenes: tuple[Scene, ...], half_way: Session, camera: Camera) -> None:
    async with on_stage(half_way, camera) as stage:
        async for width in stage.sizes():
            for scene in scenes:
                await stage.show(scene.view)
                await stage.open(scene.command, detail=scene.detail)
                await stage.take(f"{scene.command}-{width}")
                await stage.back()


async def test_a_mistake(half_way: Session, camera: Camera) -> None:
    """What a dialog says about something that cannot be understood."""
    async with on_stage(half_way, camera) as stage:
        async for width in stage.sizes():
            await stage.open("log")
            await steady(stage.app)  # a field that has just got the keyboard selects what is in it
            stage.app.screen.query_one("#field-hours", Input).value = "two"
            await stage.pilot.press("ctrl+s")
            await stage.until(lambda: "is not a number of hours" in text_of(stage.app))
            await stage.take(f"mistake-{width}")
            await stage.back()


async def test_help(half_way: Session, camera: Camera) -> None:
    async with on_stage(half_way, camera) as stage:
        async for width in stage.sizes():
            stage.main.action_help()
            await stage.until(lambda: stage.app.screen is not stage.main)
            await stage.take(f"help-{width}")
            await stage.back()


async def test_palette(half_way: Session, camera: Camera) -> None:
    """As it opens, and with a few letters typed; it does not follow a change of theme, so that it opens in each."""
    async with on_stage(half_way, camera) as stage:
        for look in LOOKS:
            await camera.wear(stage.pilot, stage.app, look)
            async for width in stage.sizes():
                stage.app.action_command_palette()
                await stage.until(lambda: isinstance(stage.app.screen.focused, Input))
                await camera.take(stage.app, f"palette-{width}")
                if width == SIZES[0][0]:
                    await stage.pilot.press(*"roadm")
                    await stage.until(lambda: "roadm" in text_of(stage.app))
                    await camera.take(stage.app, f"palette-typed-{width}")
                await stage.back()


async def test_jump(half_way: Session, camera: Camera) -> None:
    """Letters over a view with few places and over one with many."""
    async with on_stage(half_way, camera) as stage:
        async for width in stage.sizes():
            for view in ("today", "roadmap"):
                await stage.show(view)
                await steady(stage.app)
                stage.app.action_jump()
                await stage.until(lambda: isinstance(stage.app.screen, JumpScreen))
                await stage.take(f"jump-{view}-{width}")
                await stage.back()


async def test_a_milestone_by_itself(half_way: Session, camera: Camera) -> None:
    """Where there is no room for it beside the tree."""
    async with on_stage(half_way, camera) as stage:
        async for width in stage.sizes(((60, 16), (80, 24))):
            await stage.show("today")
            await stage.open("open")
            await stage.take(f"milestone-{width}")
            await stage.back()


def is_worked_out(stage: Stage) -> bool:
    """True when what another plan would change has been forecast."""
    return "eight in ten by" in text_of(stage.app) and not stage.app.screen.query(".-out-of-date")


@pytest.mark.parametrize("journey", ["fresh", "half_way", "late"])
async def test_looking_ahead(journey: str, request: pytest.FixtureRequest, camera: Camera) -> None:
    """A review of new dates, and what might be different."""
    async with on_stage(request.getfixturevalue(journey), camera) as stage:
        await stage.show("timeline")
        async for width in stage.sizes():
            await stage.open("replan")
            await stage.take(f"replan-{journey}-{width}")
            await stage.back()
            if journey == "half_way":
                await stage.open("what-if")
                await stage.until(lambda: is_worked_out(stage))
                await stage.take(f"what-if-{journey}-{width}")
                await stage.back()
