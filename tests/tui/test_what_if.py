"""What if, by keys and by mouse: the table follows the typing, one change takes it, going back leaves everything."""

from datetime import date

import pytest
from textual.pilot import Pilot
from textual.widgets import Input, Select, Static

from planner.core.journey import Week
from planner.core.outlook import Outlook
from planner.core.scope import Status
from planner.core.wording import date_words
from planner.session import Session
from planner.tui.app import PlannerApp
from planner.tui.screens import what_if_fields as fields
from planner.tui.screens.main import MainScreen
from planner.tui.screens.what_if import MilestoneList, WhatIfScreen
from planner.tui.widgets.words import Words
from tests.tui.conftest import text_of, until


async def opened(pilot: Pilot[None], app: PlannerApp) -> WhatIfScreen:
    """Press i on the main screen and wait for the table of now."""
    await until(pilot, lambda: isinstance(app.screen, MainScreen) and app.screen.focused is not None)
    await pilot.press("i")
    await until(pilot, lambda: isinstance(app.screen, WhatIfScreen) and "half the runs by" in text_of(app))
    assert isinstance(app.screen, WhatIfScreen)
    return app.screen


def field(screen: WhatIfScreen, name: str) -> Input:
    return screen.query_one(f"#field-{name}", Input)


def wrong(screen: WhatIfScreen, name: str) -> str:
    """What is said at a field; empty when nothing is."""
    note = screen.query_one(f"#wrong-{name}", Static)
    return str(note.render()) if note.display else ""


async def test_more_hours_are_compared_then_taken_as_one_change(half_way: Session) -> None:
    journey, now = half_way.journey, half_way.forecast()
    assert now is not None
    app = PlannerApp(half_way)
    async with app.run_test(size=(120, 40), notifications=True) as pilot:
        screen = await opened(pilot, app)
        assert date_words(now.p50) in text_of(app)
        field(screen, "hours").value = "12"
        await until(pilot, lambda: "What if: 12 h a week" in text_of(app))
        await until(pilot, lambda: "earlier" in text_of(app))
        assert half_way.journey == journey
        await pilot.press("ctrl+s")
        await until(pilot, lambda: isinstance(app.screen, MainScreen))
        await until(pilot, lambda: half_way.journey.settings.week.total == pytest.approx(12))
        await pilot.press("u")
        await until(pilot, lambda: half_way.journey == journey)


async def test_escape_leaves_everything_as_it_was(half_way: Session) -> None:
    before = half_way.path.read_bytes()
    app = PlannerApp(half_way)
    async with app.run_test(size=(80, 24)) as pilot:
        screen = await opened(pilot, app)
        field(screen, "hours").value = "20"
        field(screen, "target").value = ""
        screen.query_one(MilestoneList).focus()
        await pilot.press("space", "escape")
        await until(pilot, lambda: isinstance(app.screen, MainScreen))
        await pilot.pause()
    assert half_way.path.read_bytes() == before


async def test_what_is_wrong_is_told_at_its_field_and_nothing_typed_is_lost(half_way: Session) -> None:
    before = half_way.path.read_bytes()
    app = PlannerApp(half_way)
    async with app.run_test(size=(120, 40)) as pilot:
        screen = await opened(pilot, app)
        field(screen, "target").value = "soon"
        field(screen, "first").value = "2027-04-12"
        await until(pilot, lambda: "is not a date" in wrong(screen, "target"))
        assert "needs its first and its last day" in wrong(screen, "last")
        assert "Correct what is marked" in text_of(app)
        await pilot.press("ctrl+s")
        assert app.screen is screen
        assert screen.focused is field(screen, "target")
        assert field(screen, "first").value == "2027-04-12"
        field(screen, "target").value = "2027-12-31"
        field(screen, "last").value = "2027-04-20"
        await until(pilot, lambda: "break 12 Apr 2027" in " ".join(text_of(app).split()))
        assert not wrong(screen, "target")
        assert not wrong(screen, "last")
    assert half_way.path.read_bytes() == before


async def test_what_a_verb_refuses_is_told_at_its_field_too(half_way: Session) -> None:
    app = PlannerApp(half_way)
    async with app.run_test(size=(120, 40)) as pilot:
        screen = await opened(pilot, app)
        field(screen, "hours").value = "500"
        await until(pilot, lambda: "do not fit" in wrong(screen, "hours"))
        field(screen, "hours").value = "8"
        await until(pilot, lambda: not wrong(screen, "hours"))
        field(screen, "first").value = "2027-04-20"
        field(screen, "last").value = "2027-04-12"
        await until(pilot, lambda: bool(wrong(screen, "last")))
        await pilot.press("ctrl+s")
        assert app.screen is screen


async def test_nothing_different_cannot_be_taken(half_way: Session) -> None:
    app = PlannerApp(half_way)
    async with app.run_test(size=(120, 40)) as pilot:
        screen = await opened(pilot, app)
        await pilot.press("ctrl+s")
        await until(pilot, lambda: "Nothing is different yet" in text_of(app))
        assert app.screen is screen


async def test_milestones_drop_out_and_come_in_by_key_and_mouse(half_way: Session) -> None:
    items = half_way.outlook().items
    out = next(each for each, item in items.items() if item.status.is_to_do)
    back = next(each for each, item in items.items() if item.status is Status.DROPPED)
    app = PlannerApp(half_way)
    async with app.run_test(size=(120, 40)) as pilot:
        screen = await opened(pilot, app)
        await pilot.click("#what-if-milestones", offset=(3, 0))
        await until(pilot, lambda: out not in screen.query_one(MilestoneList).ticked)
        await until(pilot, lambda: "drops out" in text_of(app))
        chosen = screen.query_one(MilestoneList)
        chosen.highlighted = chosen.get_option_index(back)
        await pilot.press("space")
        await until(pilot, lambda: "brought in" in text_of(app) and "without “" in text_of(app))
        await pilot.click("#take")
        await until(pilot, lambda: isinstance(app.screen, MainScreen))
        await until(pilot, lambda: half_way.outlook().items[out].status is Status.DROPPED)
        assert half_way.outlook().items[back].status.is_to_do


async def test_another_route_is_tried(half_way: Session) -> None:
    now = fields.as_it_is(half_way.outlook()).route
    other = next(route for route in half_way.plan.routes if route.id != now)
    app = PlannerApp(half_way)
    async with app.run_test(size=(120, 40)) as pilot:
        screen = await opened(pilot, app)
        screen.query_one("#field-route", Select).value = other.id
        await until(pilot, lambda: f"route {other.id}" in screen.query_one("#comparison-title", Words).text.plain)
        await until(pilot, lambda: not screen.query_one("#comparison").has_class("-out-of-date"))
    assert fields.as_it_is(half_way.outlook()).route == now


async def test_an_unknown_forecast_is_worked_out(half_way: Session) -> None:
    """Nothing known yet: both sides are simulated."""
    app = PlannerApp(half_way)
    async with app.run_test(size=(120, 40)) as pilot:
        await until(pilot, lambda: isinstance(app.screen, MainScreen))
        screen = WhatIfScreen(half_way.outlook(), None)
        app.push_screen(screen)
        await until(pilot, lambda: "eight in ten by" in text_of(app))


@pytest.fixture
def outlook(half_way: Session) -> Outlook:
    return half_way.outlook()


def changed(outlook: Outlook, **typed: str) -> fields.Answers:
    """The fields as they are, but for some text."""
    before = fields.as_it_is(outlook)
    kept = {name: getattr(before, name) for name in (*fields.TYPED, "route")}
    return fields.Answers(**(kept | typed), wanted=before.wanted)


def test_fields_left_alone_change_nothing(outlook: Outlook) -> None:
    scenario, problems = fields.read(outlook, fields.as_it_is(outlook))
    assert scenario.is_empty
    assert not problems


def test_a_week_by_day_replaces_the_pattern_and_hours_stretch_it(outlook: Outlook) -> None:
    scenario, _ = fields.read(outlook, changed(outlook, hours="tue 1.5, sat 4"))
    assert scenario.week == Week((0, 1.5, 0, 0, 0, 4, 0))
    assert scenario.hours is None
    scenario, _ = fields.read(outlook, changed(outlook, hours="7,5"))
    assert (scenario.week, scenario.hours) == (None, 7.5)


def test_an_emptied_target_is_taken_away(outlook: Outlook) -> None:
    scenario, problems = fields.read(outlook, changed(outlook, target=" "))
    assert scenario.clears_target
    assert scenario.target is None
    assert not problems
    scenario, _ = fields.read(outlook, changed(outlook, target="31 Dec 2027"))
    assert scenario.target == date(2027, 12, 31)


@pytest.mark.parametrize("name", fields.TYPED)
def test_nonsense_is_told_by_field(outlook: Outlook, name: str) -> None:
    _, problems = fields.read(outlook, changed(outlook, **{name: "[b]?"}))
    assert set(problems) == {name}


def test_emptied_hours_are_asked_for(outlook: Outlook) -> None:
    scenario, problems = fields.read(outlook, changed(outlook, hours=""))
    assert scenario.is_empty
    assert set(problems) == {"hours"}


async def test_a_narrow_window_has_every_figure_whole(half_way: Session) -> None:
    app = PlannerApp(half_way)
    async with app.run_test(size=(60, 16)) as pilot:
        screen = await opened(pilot, app)
        screen.query_one("#field-hours", Input).value = "12"
        comparison = screen.query_one("#comparison", Words)
        await until(pilot, lambda: "8 h → 12 h" in comparison.text.plain)
        lines = comparison.text.plain.split("\n")
        after = lines[lines.index("half the runs by") + 1]
        assert len(after.split(" → ")) == 2
        assert max(map(len, lines)) <= comparison.content_size.width
