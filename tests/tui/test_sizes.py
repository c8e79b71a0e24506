"""From the smallest window to the largest: everything inside it, the last line whole, and dialogs through a resize."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest
from textual.pilot import Pilot
from textual.widget import Widget
from textual.widgets import Input, OptionList

from planner.session import Session
from planner.tui.app import PlannerApp
from planner.tui.screens.form import FormScreen
from planner.tui.views.roadmap import RoadmapTree
from planner.tui.views.timeline.canvas import HEADER
from planner.tui.views.timeline.chart import TimelineChart
from planner.tui.views.today import TodayView
from tests.tui.conftest import at_rest, text_of, until
from tests.tui.test_app import ready

VIEWS = "123456"
SIZES = [(60, 16), (72, 20), (80, 24), (99, 30), (120, 40), (160, 45), (200, 50), (250, 70)]


async def settled(pilot: Pilot[None]) -> None:
    """What a key led to is drawn."""
    for _ in range(3):
        await pilot.pause()


def shown(app: PlannerApp) -> list[Widget]:
    """Every widget with a part on the screen."""
    return [each for each in app.screen.walk_children(Widget) if each.is_on_screen and each.region]


@asynccontextmanager
async def looking_at(session: Session, view: str, size: tuple[int, int]) -> AsyncIterator[Pilot[None]]:
    """An app with its forecast, at the view of a key."""
    app = PlannerApp(session)
    async with app.run_test(size=size) as pilot:
        main = await ready(pilot, app)
        await until(pilot, lambda: main.forecast is not None)
        await pilot.press(view)
        await at_rest(pilot)
        yield pilot


def marked_line(widget: Widget) -> int:
    """The line of the row with the cursor, counted from the first of all."""
    if isinstance(widget, RoadmapTree):
        return widget.cursor_line
    if isinstance(widget, TimelineChart):
        return widget.place
    assert isinstance(widget, OptionList)
    return widget._index_to_line[widget.highlighted or 0]


@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
async def test_everything_stays_inside(half_way: Session, size: tuple[int, int]) -> None:
    app = PlannerApp(half_way)
    async with app.run_test(size=size) as pilot:
        await until(pilot, lambda: "because" in text_of(app))
        for view in VIEWS:
            await pilot.press(view)
            await settled(pilot)
            for widget in shown(app):
                assert not (widget.show_horizontal_scrollbar and widget.scrollbar_size_horizontal), (view, widget)
                assert range(size[0] + 1)[widget.region.x] <= widget.region.right <= size[0], (view, widget)
            last = text_of(app).split("\n")[-1]
            assert "? Help" in last, (view, last)
            assert last.endswith("palette"), (view, last)


async def test_too_small_a_window_says_so(half_way: Session) -> None:
    app = PlannerApp(half_way)
    async with app.run_test(size=(50, 12)) as pilot:
        await until(pilot, lambda: "60 × 16" in text_of(app))
        assert not app.screen.query_one("#views").visible, "not even its scroll bar"
        await pilot.resize_terminal(80, 24)
        await until(pilot, lambda: "because" in text_of(app))
        assert "60 × 16" not in text_of(app)


async def test_a_dialog_and_what_is_behind_it_follow_the_window(half_way: Session) -> None:
    app = PlannerApp(half_way)
    async with app.run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: "because" in text_of(app))
        main = app.screen
        await pilot.press("l")
        await until(pilot, lambda: isinstance(app.screen, FormScreen))
        await pilot.press(*"two hours")
        for width, height in ((200, 50), (60, 16), (120, 40)):
            await pilot.resize_terminal(width, height)
            await settled(pilot)
            form = app.screen.query_one("#form")
            assert app.screen.region.contains_region(form.region)
            assert abs((form.region.x * 2 + form.region.width) - width) <= 1, "in the middle"
            today = main.query_one(TodayView)
            assert today.size.width in (width, width - 1)
            right = main.query_one("#today-right").region
            assert (right.x > width // 3) == (width >= 100), "the columns behind are those of the new width"
        assert "two hours" in text_of(app)


@pytest.mark.parametrize(("first", "then"), [((80, 24), (200, 50)), ((200, 50), (80, 24)), ((60, 16), (120, 40))])
async def test_a_window_that_was_resized_shows_what_one_of_that_size_shows(
    half_way: Session, first: tuple[int, int], then: tuple[int, int]
) -> None:
    """Roadmap and timeline aside, which stay where they were scrolled to."""
    for view in "1456":
        async with looking_at(half_way, view, then) as pilot:
            wanted = await at_rest(pilot)
        async with looking_at(half_way, view, first) as pilot:
            await pilot.resize_terminal(*then)
            await until(pilot, lambda pilot=pilot, wanted=wanted: text_of(pilot.app) == wanted)  # type: ignore[misc]


async def test_where_a_wider_window_has_room_for_the_pane_it_tells_of_the_milestone(half_way: Session) -> None:
    app = PlannerApp(half_way)
    async with app.run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: "because" in text_of(app))
        await pilot.press("2")
        assert "DONE WHEN" not in await at_rest(pilot)
        await pilot.resize_terminal(120, 40)
        await until(pilot, lambda: "DONE WHEN" in text_of(app))


async def test_nothing_jumps_when_the_focus_moves(half_way: Session) -> None:
    app = PlannerApp(half_way)
    async with app.run_test(size=(120, 40)) as pilot:
        await until(pilot, lambda: "because" in text_of(app))
        for view in VIEWS:
            await pilot.press(view)
            await settled(pilot)
            before = {each: (each.virtual_region, each.size) for each in shown(app)}
            for _ in range(len(app.screen.focus_chain)):
                await pilot.press("tab")
                await settled(pilot)
                moved = [each for each, was in before.items() if (each.virtual_region, each.size) != was]
                assert not moved, (view, app.focused)


async def test_every_theme_shows_the_same_words(half_way: Session) -> None:
    app = PlannerApp(half_way)
    async with app.run_test(size=(120, 40)) as pilot:
        await until(pilot, lambda: "because" in text_of(app))
        seen: dict[str, str] = {}
        for theme in app.available_themes:
            app.theme = theme
            for view in "12":
                await pilot.press(view)
                await settled(pilot)
                assert seen.setdefault(view, text_of(app)) == text_of(app), theme


async def test_no_cursor_blinks_when_nothing_may_move(half_way: Session) -> None:
    app = PlannerApp(half_way)
    async with app.run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: "because" in text_of(app))
        for level, blinks in (("full", True), ("none", False)):
            app.animation_level = level  # type: ignore[assignment]
            await pilot.press("l")
            await until(pilot, lambda: isinstance(app.focused, Input))
            assert app.screen.query_one("#field-hours", Input).cursor_blink is blinks
            await pilot.press("escape")
            await until(pilot, lambda: not isinstance(app.screen, FormScreen))


@pytest.mark.parametrize("view", ["2", "3", "4"])
async def test_the_marked_row_stays_in_sight_when_the_window_gets_smaller(half_way: Session, view: str) -> None:
    app = PlannerApp(half_way)
    async with app.run_test(size=(120, 40)) as pilot:
        await ready(pilot, app)
        await pilot.press(view, *["j"] * 9)
        await at_rest(pilot)
        widget = app.focused
        assert widget is not None
        for height in (24, 16):
            await pilot.resize_terminal(120, height)
            await at_rest(pilot)
            room = widget.size.height - (HEADER if isinstance(widget, TimelineChart) else 0)
            assert 0 <= marked_line(widget) - round(widget.scroll_y) < room
        assert marked_line(widget) >= room, "else nothing is shown by it"
