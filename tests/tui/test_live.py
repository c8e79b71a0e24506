"""A change by another program while the app is open: it shows, and the person's place and half-typed words stay."""

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from textual.pilot import Pilot
from textual.widgets import Input, OptionList, Select

from planner.core import changes
from planner.core.plan import Effort
from planner.session import Session
from planner.tui.app import POLL_SECONDS, PlannerApp
from planner.tui.screens.command import CommandScreen
from planner.tui.screens.detail import DetailScreen
from planner.tui.screens.form import FormScreen
from planner.tui.screens.history import HistoryScreen
from planner.tui.screens.main import VIEWS, MainScreen
from planner.tui.screens.replan import MoveList, ReplanScreen
from planner.tui.screens.what_if import MilestoneList, WhatIfScreen
from planner.tui.views.base import View
from planner.tui.views.roadmap import RoadmapTree
from planner.tui.views.skills import SkillList
from planner.tui.views.timeline.chart import TimelineChart
from tests.tui.conftest import text_of, until

ROOT = Path(__file__).parents[2]
Other = Callable[[], Session]
pytestmark = pytest.mark.usefixtures("hasty")
FIRST = "pm-reality-check"
KNOWN = "metrics-and-experiments"


async def ready(pilot: Pilot[None], app: PlannerApp) -> MainScreen:
    await until(pilot, lambda: isinstance(app.screen, MainScreen) and app.screen.focused is not None)
    assert isinstance(app.screen, MainScreen)
    return app.screen


async def show(pilot: Pilot[None], main: MainScreen, view: str) -> View:
    await pilot.press(str([name for name, _ in VIEWS].index(view) + 1))
    await until(pilot, lambda: bool(main.view.id == view and main.focused and main.view.is_at_rest))
    await pilot.pause()
    return main.view


async def told(pilot: Pilot[None], main: CommandScreen, other: Session) -> None:
    """Wait until the app shows what the other session wrote, and has drawn it."""
    await until(pilot, lambda: main.outlook is not None and main.outlook.journey == other.journey)
    await pilot.pause()
    await pilot.pause()


def add_before(other: Session, count: int = 3) -> None:
    """Milestones of one's own in the first phase: rows above everything that follows."""
    for number in range(count):
        other.apply(changes.add, f"A course {number}", phase="aim", effort=Effort(1, 2, 3))


async def roadmap_stays(pilot: Pilot[None], main: MainScreen, other: Session) -> None:
    """On the row and where it is on the screen, when rows come above it."""
    await show(pilot, main, "roadmap")
    tree = main.query_one(RoadmapTree)
    tree.move_cursor_to_line(tree.cursor_line + 10)
    await pilot.pause()
    marked, above = main.selected, tree.cursor_line - round(tree.scroll_y)
    assert marked
    add_before(other)
    await told(pilot, main, other)
    await until(pilot, lambda: tree.cursor_node is not None and tree.cursor_node.data == marked)
    assert main.selected == marked
    await until(pilot, lambda: tree.cursor_line - round(tree.scroll_y) == above)
    assert main.focused is tree


async def timeline_stays(pilot: Pilot[None], main: MainScreen, other: Session) -> None:
    """On the row, where it is on the screen, and at the dates in view."""
    await show(pilot, main, "timeline")
    chart = main.query_one(TimelineChart)
    chart.select(chart.rows[chart.place + 6].id)
    await pilot.press("right")
    await pilot.pause()
    marked, window, above = main.selected, chart.window, chart.place - round(chart.scroll_y)
    add_before(other)
    await told(pilot, main, other)
    assert (main.selected, chart.window, chart.place - round(chart.scroll_y)) == (marked, window, above)


async def skills_stay(pilot: Pilot[None], main: MainScreen, other: Session) -> None:
    """On the row, and both sides scrolled as they were."""
    await show(pilot, main, "skills")
    rows, right = main.query_one(SkillList), main.query_one("#skills-right")
    rows.highlighted = 14
    await pilot.pause()
    right.scroll_to(y=2, animate=False)
    await pilot.pause()
    before = rows.highlighted, rows.scroll_offset.y, right.scroll_offset.y
    other.apply(changes.confirm_level, other.outlook().skills[0].skill.id, 4, proof="a talk")
    await told(pilot, main, other)
    assert (rows.highlighted, rows.scroll_offset.y, right.scroll_offset.y) == before
    assert main.focused is rows


async def page_stays(pilot: Pilot[None], main: MainScreen, other: Session, view: str) -> None:
    """At the lines in view."""
    await show(pilot, main, view)
    await pilot.press("pagedown")
    await pilot.pause()
    focused = main.focused
    assert focused
    before = [each.scroll_offset.y for each in (main.view, focused)]
    other.apply(changes.log_hours, KNOWN, 1.0)
    await told(pilot, main, other)
    assert main.focused is focused
    assert [each.scroll_offset.y for each in (main.view, focused)] == before


async def today_stays(pilot: Pilot[None], main: MainScreen, other: Session) -> None:
    """On the row of the second list."""
    view = await show(pilot, main, "today")
    await pilot.press("tab", "j")
    await pilot.pause()
    marked, focused, scroll = main.selected, main.focused, view.scroll_offset.y
    assert isinstance(focused, OptionList)
    other.apply(changes.mark_habit, "quarterly-reset")
    await told(pilot, main, other)
    assert (main.focused, main.selected, view.scroll_offset.y) == (focused, marked, scroll)


async def test_every_view_stays_where_the_person_is(half_way: Session, open_session: Other) -> None:
    app, other = PlannerApp(half_way), open_session()
    async with app.run_test(size=(80, 24)) as pilot:
        main = await ready(pilot, app)
        await today_stays(pilot, main, other)
        await roadmap_stays(pilot, main, other)
        await timeline_stays(pilot, main, other)
        await skills_stay(pilot, main, other)
        await page_stays(pilot, main, other, "progress")
        await page_stays(pilot, main, other, "report")


def test_the_app_looks_more_often_than_once_a_second() -> None:
    assert POLL_SECONDS <= 0.5


async def test_a_command_of_another_process_shows(fresh: Session) -> None:
    app = PlannerApp(fresh)
    async with app.run_test(size=(120, 40)) as pilot:
        await ready(pilot, app)
        command = [sys.executable, "-m", "planner", "done", FIRST]
        environment = {**os.environ, "PYTHONPATH": str(ROOT), "PLANNER_FILE": str(fresh.path)}
        environment["PLANNER_TODAY"] = "2026-11-22"
        assert subprocess.run(command, env=environment, capture_output=True, check=False).returncode == 0
        await until(pilot, lambda: "1/4" in text_of(app))


async def test_roadmap_keeps_headings_folds_and_filter_and_goes_to_the_neighbour_of_a_row_that_goes(
    half_way: Session, open_session: Other
) -> None:
    app, other = PlannerApp(half_way), open_session()
    async with app.run_test(size=(120, 40)) as pilot:
        main = await ready(pilot, app)
        await show(pilot, main, "roadmap")
        tree, field = main.query_one(RoadmapTree), main.query_one("#filter", Input)
        marked, line = main.selected, tree.cursor_line
        assert marked
        other.apply(changes.drop, marked)
        await told(pilot, main, other)
        await until(pilot, lambda: main.selected not in (None, marked))
        assert tree.cursor_line == line

        tree.move_cursor(tree.root.children[3])
        await pilot.press("space")
        await until(pilot, lambda: not tree.root.children[3].is_expanded)
        heading = tree.root.children[3].data
        add_before(other)
        await told(pilot, main, other)
        await until(pilot, lambda: tree.cursor_node is not None and tree.cursor_node.data == heading)
        assert not tree.root.children[3].is_expanded

        await pilot.press("slash", *"inter")
        await until(pilot, lambda: field.value == "inter")
        add_before(other, 1)
        await told(pilot, main, other)
        assert (main.focused, field.value, field.cursor_position) == (field, "inter", 5)
        assert "A course" not in text_of(app)
        await pilot.press("v")
        await until(pilot, lambda: field.value == "interv")


async def test_dialogs_pages_and_palette_stay_open_with_what_was_typed(half_way: Session, open_session: Other) -> None:
    app, other = PlannerApp(half_way), open_session()
    async with app.run_test(size=(80, 24)) as pilot:
        main = await ready(pilot, app)
        for key, field in (("x", "evidence"), ("a", "title")):
            await pilot.press(key)
            await until(pilot, lambda: isinstance(app.screen, FormScreen))
            typed = app.screen.query_one(f"#field-{field}", Input)
            typed.focus()
            await until(pilot, lambda: app.focused is typed)  # noqa: B023  asked within the loop
            await pilot.pause()
            typed.value, typed.cursor_position = "half a sen", 4
            add_before(other, 1)
            await told(pilot, main, other)
            assert (app.focused, typed.value, typed.cursor_position) == (typed, "half a sen", 4)
            await pilot.press("escape")
            await until(pilot, lambda: app.screen is main)
        for key in ("question_mark", "ctrl+p"):
            await pilot.press(key)
            await until(pilot, lambda: app.screen is not main)
            on_top = app.screen
            other.apply(changes.log_hours, KNOWN, 1.0)
            await told(pilot, main, other)
            assert app.screen is on_top
            await pilot.press("escape")
            await until(pilot, lambda: app.screen is main)

        await pilot.press("enter")
        await until(pilot, lambda: isinstance(app.screen, DetailScreen))
        focused, pane, milestone = app.focused, app.screen.query_one("#detail"), app.screen.selected  # type: ignore[attr-defined]
        assert isinstance(focused, OptionList)
        await pilot.press("j", "j")
        await until(pilot, lambda: focused.highlighted == 2)
        scroll = pane.scroll_offset.y
        other.apply(changes.log_hours, milestone, 1.75)
        await told(pilot, main, other)
        assert (app.focused, focused.highlighted, pane.scroll_offset.y) == (focused, 2, scroll)


async def test_a_dialog_that_is_refused_comes_back_with_what_was_typed(fresh: Session, open_session: Other) -> None:
    app = PlannerApp(fresh)
    async with app.run_test(size=(120, 40), notifications=True) as pilot:
        main = await ready(pilot, app)
        await pilot.press("l")
        await until(pilot, lambda: isinstance(app.screen, FormScreen))
        app.screen.query_one("#field-hours", Input).value = "2"
        app.screen.query_one("#field-note", Input).value = "a long thought"
        other = open_session()
        other.apply(changes.drop, FIRST)
        await told(pilot, main, other)
        first = app.screen
        await pilot.press("ctrl+s")
        await until(pilot, lambda: isinstance(app.screen, FormScreen) and app.screen is not first)
        await until(pilot, lambda: any("is not in your plan now" in each.message for each in app._notifications))
        assert app.screen.query_one("#field-note", Input).value == "a long thought"
        other.apply(changes.reopen, FIRST)
        await told(pilot, main, other)
        await pilot.press("ctrl+s")
        await until(pilot, lambda: app.screen is main)
        await until(pilot, lambda: [entry.text for entry in open_session().journey.log] == ["a long thought"])


async def test_the_review_of_a_replan_follows(late: Session, open_session: Other) -> None:
    app = PlannerApp(late)
    async with app.run_test(size=(120, 40)) as pilot:
        main = await ready(pilot, app)
        await pilot.press("r")
        await until(pilot, lambda: isinstance(app.screen, ReplanScreen) and app.screen.focused is not None)
        chosen = app.screen.query_one(MoveList)
        await pilot.press("j", "space", "j")
        await until(pilot, lambda: chosen.highlighted == 2)
        ids = [option.id or "" for option in chosen.options]
        other = open_session()
        other.apply(changes.drop, ids[0])
        await told(pilot, main, other)
        await until(pilot, lambda: "The plan changed just now" in text_of(app))
        now = [option.id or "" for option in chosen.options]
        assert ids[0] not in now
        assert now[chosen.highlighted or 0] == ids[2]
        assert ids[1] not in chosen.ticked
        assert ids[2] in chosen.ticked
        await pilot.press("enter")
        await until(pilot, lambda: app.screen is main)
        after = open_session().outlook()
        assert all(after.items[each].record.due == after.schedule.slots[each].finish for each in chosen.ticked)


async def test_what_if_follows_and_keeps_what_was_typed(half_way: Session, open_session: Other) -> None:
    app = PlannerApp(half_way)
    async with app.run_test(size=(120, 40)) as pilot:
        main = await ready(pilot, app)
        await pilot.press("i")
        await until(pilot, lambda: isinstance(app.screen, WhatIfScreen) and "half the runs by" in text_of(app))
        hours = app.screen.query_one("#field-hours", Input)
        hours.value, hours.cursor_position = "12", 1
        listed = app.screen.query_one(MilestoneList)
        listed.tick(listed.ticked[1:])
        out = next(option.id for option in listed.options if option.id not in listed.ticked)
        other = open_session()
        other.apply(changes.set_target, other.today.replace(year=2028))
        add_before(other, 1)
        await told(pilot, main, other)
        await until(pilot, lambda: "The plan changed just now" in text_of(app))
        assert (hours.value, hours.cursor_position, app.focused) == ("12", 1, hours)
        assert app.screen.query_one("#field-target", Input).value == "2028-11-22"
        assert app.screen.query_one("#field-route", Select).value == main.outlook.journey.settings.route  # type: ignore[union-attr]
        assert out not in listed.ticked
        assert any("a-course" in each for each in listed.ticked)
        await until(pilot, lambda: not app.screen.query(".-out-of-date"))
        assert not any(note.display for note in app.screen.query(".what-if-wrong"))


async def test_history_follows_and_stays_on_its_row(half_way: Session, open_session: Other) -> None:
    other = open_session()
    for number in range(30):
        other.apply(changes.write_note, KNOWN, f"note {number}")
    app = PlannerApp(half_way)
    async with app.run_test(size=(80, 24)) as pilot:
        main = await ready(pilot, app)
        await pilot.press("H")
        await until(pilot, lambda: isinstance(app.screen, HistoryScreen) and app.screen.focused is not None)
        rows = app.screen.query_one("#changes", OptionList)
        rows.highlighted = 19
        await until(pilot, lambda: rows.highlighted == 19)
        marked, above = rows.highlighted_option.id, 19 - rows.scroll_offset.y  # type: ignore[union-attr]
        other.apply(changes.write_note, KNOWN, "one more")
        await told(pilot, main, other)
        await until(pilot, lambda: rows.option_count == 32)
        assert rows.highlighted_option.id == marked  # type: ignore[union-attr]
        assert rows.highlighted - rows.scroll_offset.y == above


async def test_a_file_damaged_outside_is_told_left_alone_and_taken_up_when_it_is_good(
    half_way: Session, open_session: Other
) -> None:
    app = PlannerApp(half_way)
    async with app.run_test(size=(120, 40), notifications=True) as pilot:
        main = await ready(pilot, app)
        before = main.outlook
        good = half_way.path.read_bytes()
        half_way.path.write_bytes(good[:1000])
        await until(pilot, lambda: "! the file cannot be read" in text_of(app).splitlines()[0])
        await until(pilot, lambda: any("It was left as it is" in each.message for each in app._notifications))
        assert main.outlook is before
        main.run_command("tick-habit", detail="quarterly-reset")
        await until(pilot, lambda: "● not saved: the file cannot be read" in text_of(app))
        assert half_way.path.read_bytes() == good[:1000]
        half_way.path.write_bytes(good)
        await until(pilot, lambda: "saved: 1 change" in text_of(app))
        assert "not saved" not in text_of(app).splitlines()[0]
        assert open_session().journey == half_way.journey != before.journey  # type: ignore[union-attr]
