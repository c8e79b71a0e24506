"""Every view on every kind of journey, at every size, in every look; and the app where there is too little room."""

import re
from collections.abc import Sequence

import pytest

from planner.session import Session
from tests.tui.conftest import text_of
from tests.tui.pictures.camera import SIZES, Camera, Size, steady
from tests.tui.pictures.kept import LOOKS, Shot, difference, joined, shot
from tests.tui.pictures.stage import ALL_VIEWS, Stage, on_stage, size_name

JOURNEYS = ("fresh", "half_way", "late", "finished", "empty")
RUNS = (
    *((journey, size, ALL_VIEWS) for journey in JOURNEYS for size in SIZES),
    ("paused", (120, 40), ("today", "timeline", "progress")),
    ("half_way", (60, 16), ALL_VIEWS),
)


@pytest.mark.parametrize(
    ("journey", "size", "views"), RUNS, ids=[f"{journey}-{size_name(size)}" for journey, size, _ in RUNS]
)
async def test_views(
    journey: str, size: Size, views: Sequence[str], request: pytest.FixtureRequest, camera: Camera
) -> None:
    session: Session = request.getfixturevalue(journey)
    async with on_stage(session, camera, size) as stage:
        for look in LOOKS:
            await camera.wear(stage.pilot, stage.app, look)
            for view in views:
                await stage.show(view)
                await camera.take(stage.app, f"{view}-{journey}-{size[0]}")


async def test_no_colour(half_way: Session, camera: Camera, monkeypatch: pytest.MonkeyPatch) -> None:
    """An app that is made colourless for a picture looks as one that was started so."""

    async def seen(stage: Stage) -> list[Shot]:
        shots = []
        for view in ALL_VIEWS:
            await stage.show(view)
            shots.append(shot(await steady(stage.app)))
        await stage.open("add")
        shots.append(shot(await steady(stage.app)))
        return shots

    async with on_stage(half_way, camera, (120, 40)) as stage:
        await camera.wear(stage.pilot, stage.app, "mono")
        made_so = await seen(stage)
    monkeypatch.setenv("NO_COLOR", "1")
    async with on_stage(half_way, camera, (120, 40)) as stage:
        started_so = await seen(stage)
    for name, one, other in zip((*ALL_VIEWS, "add"), started_so, made_so, strict=True):
        told = difference(joined(dict.fromkeys(LOOKS, one)), joined(dict.fromkeys(LOOKS, other)))
        assert not told, f"{name}\n{told}"
        assert not coloured(one), name


def coloured(seen: Shot) -> set[str]:
    """The styles in which a colour is no grey."""
    colours = {style: re.findall(r"#(..)(..)(..)", style) for _, styles in seen.lines for style in styles}
    return {style for style, found in colours.items() if any(len(set(each)) > 1 for each in found)}


async def test_too_small_a_window(fresh: Session, camera: Camera) -> None:
    async with on_stage(fresh, camera, (50, 12)) as stage:
        await stage.until(lambda: "60 × 16" in text_of(stage.app))
        await stage.take("too-small")
