"""Every view in both themes on a fresh, a half-way and a finished journey, compared as text and as picture."""

import errno
from collections.abc import Callable
from pathlib import Path
from unittest.mock import patch

import pytest
from msgspec.structs import replace
from textual.pilot import Pilot

from planner.session import Session
from planner.tui.app import PlannerApp
from planner.tui.screens.main import VIEWS, MainScreen
from planner.tui.views.base import View
from tests.tui.conftest import text_of, until

Compare = Callable[[PlannerApp, str], None]
SMALL, LARGE, HUGE = (80, 24), (120, 40), (200, 50)
OF_TIME = (3, 5)  # the views that show time: Timeline and Progress


async def settled(pilot: Pilot[None], app: PlannerApp, theme: str = "planner-dark") -> None:
    """The first view drawn, the forecast there and the keyboard where it belongs."""
    await until(pilot, lambda: "THIS WEEK" in text_of(app) and is_forecast(app))
    app.theme = theme
    await pilot.pause()


def is_forecast(app: PlannerApp) -> bool:
    """True when the forecast is there, or nothing is left to forecast."""
    main = app.screen
    return isinstance(main, MainScreen) and bool(main.forecast or (main.outlook and not main.outlook.tasks))


def is_at_rest(app: PlannerApp) -> bool:
    """True when nothing on the screen waits for something to be worked out."""
    has_table = "eight in ten by" in text_of(app) and not app.screen.query(".-out-of-date")
    return has_table or not app.screen.query("#comparison")


async def show(pilot: Pilot[None], app: PlannerApp, number: int) -> None:
    await pilot.press(str(number))
    view = VIEWS[number - 1][0]
    shown = app.screen.query_one(f"#{view}", View)
    await until(pilot, lambda: bool(shown.display and shown.is_at_rest))
    await pilot.pause()


@pytest.mark.parametrize("number", range(1, len(VIEWS) + 1))
@pytest.mark.parametrize("size", [SMALL, LARGE])
@pytest.mark.parametrize("journey", ["fresh", "half_way", "finished"])
async def test_views(
    number: int, size: tuple[int, int], journey: str, request: pytest.FixtureRequest, matches_snapshot: Compare
) -> None:
    session: Session = request.getfixturevalue(journey)
    app = PlannerApp(session)
    async with app.run_test(size=size) as pilot:
        await settled(pilot, app)
        await show(pilot, app, number)
        matches_snapshot(app, f"{VIEWS[number - 1][0]}-{journey}-{size[0]}")


@pytest.mark.parametrize("number", range(1, len(VIEWS) + 1))
@pytest.mark.parametrize("journey", ["fresh", "half_way", "finished"])
async def test_light_theme(
    number: int, journey: str, request: pytest.FixtureRequest, matches_snapshot: Compare
) -> None:
    session: Session = request.getfixturevalue(journey)
    app = PlannerApp(session)
    async with app.run_test(size=LARGE) as pilot:
        await settled(pilot, app, "planner-light")
        await show(pilot, app, number)
        matches_snapshot(app, f"{VIEWS[number - 1][0]}-{journey}-light")


@pytest.mark.parametrize("number", OF_TIME)
@pytest.mark.parametrize(
    ("journey", "size"),
    [("late", SMALL), ("late", LARGE), ("paused", SMALL), ("paused", LARGE), ("fresh", HUGE), ("half_way", HUGE),
     ("late", HUGE), ("paused", HUGE)],
)  # fmt: skip
async def test_views_of_time(
    number: int, journey: str, size: tuple[int, int], request: pytest.FixtureRequest, matches_snapshot: Compare
) -> None:
    await test_views(number, size, journey, request, matches_snapshot)


@pytest.mark.parametrize("number", OF_TIME)
@pytest.mark.parametrize("journey", ["late", "paused"])
async def test_views_of_time_in_light(
    number: int, journey: str, request: pytest.FixtureRequest, matches_snapshot: Compare
) -> None:
    await test_light_theme(number, journey, request, matches_snapshot)


@pytest.mark.parametrize("number", OF_TIME)
@pytest.mark.parametrize("journey", ["half_way", "late", "paused"])
async def test_views_of_time_without_colour(
    number: int,
    journey: str,
    request: pytest.FixtureRequest,
    matches_snapshot: Compare,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    app = PlannerApp(request.getfixturevalue(journey))
    async with app.run_test(size=LARGE) as pilot:
        await settled(pilot, app)
        await show(pilot, app, number)
        matches_snapshot(app, f"{VIEWS[number - 1][0]}-{journey}-mono")


@pytest.mark.parametrize(
    ("name", "keys"),
    [
        ("done", "x"),
        ("log", "l"),
        ("pin", "p"),
        ("skip", "minus"),
        ("edit", "e"),
        ("add", "a"),
        ("help", "question_mark"),
        ("replan", "r"),
        ("what-if", "i"),
    ],
)
@pytest.mark.parametrize("size", [SMALL, LARGE])
async def test_dialogs(
    name: str, keys: str, size: tuple[int, int], half_way: Session, matches_snapshot: Compare
) -> None:
    app = PlannerApp(half_way)
    async with app.run_test(size=size) as pilot:
        await settled(pilot, app)
        main = app.screen
        await pilot.press(keys)
        await until(pilot, lambda: app.screen is not main and is_at_rest(app))
        await pilot.pause()
        matches_snapshot(app, f"{name}-{size[0]}")


async def test_milestone_on_a_screen_of_its_own(half_way: Session, matches_snapshot: Compare) -> None:
    app = PlannerApp(half_way)
    async with app.run_test(size=SMALL) as pilot:
        await settled(pilot, app)
        main = app.screen
        await pilot.press("enter")
        await until(pilot, lambda: app.screen is not main)
        await pilot.pause()
        matches_snapshot(app, "milestone-80")


async def test_too_small_a_window(fresh: Session, matches_snapshot: Compare) -> None:
    app = PlannerApp(fresh)
    async with app.run_test(size=(50, 12)) as pilot:
        await pilot.pause()
        matches_snapshot(app, "too-small")


@pytest.mark.parametrize("size", [SMALL, LARGE])
async def test_not_saved(
    size: tuple[int, int], half_way: Session, matches_snapshot: Compare, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The marker at the top, the history with it, and the question on leaving."""
    monkeypatch.chdir(half_way.path.parent)  # the path is named on the screen
    app = PlannerApp(Session(replace(half_way.surroundings, data_file=Path("journey.json"))))
    async with app.run_test(size=size) as pilot:
        await settled(pilot, app)
        main = app.screen
        assert isinstance(main, MainScreen)
        main.run_command("begin", "product-sense-drills")
        await until(pilot, lambda: len(app.session.history()) == 2)
        main.run_command("undo")
        await until(pilot, lambda: app.session.history()[0].undone)
        refuse = OSError(errno.ENOSPC, "No space left on device")
        with patch("planner.store.storage.replace_file", side_effect=refuse):
            main.run_command("begin", "internal-problem-memo")
            await until(pilot, lambda: "● not saved: the disk is full" in text_of(app) and is_forecast(app))
            await pilot.pause()
            matches_snapshot(app, f"not-saved-{size[0]}")
            await pilot.press("H")
            await until(pilot, lambda: app.screen is not main and app.screen.focused is not None)
            await pilot.pause()
            matches_snapshot(app, f"history-{size[0]}")
            await pilot.press("escape")
            await until(pilot, lambda: app.screen is main)
            await pilot.press("ctrl+q")
            await until(pilot, lambda: app.screen is not main and app.screen.focused is not None)
            await pilot.pause()
            matches_snapshot(app, f"leaving-{size[0]}")
