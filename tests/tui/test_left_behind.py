"""What the plan no longer has, as the last branch of the Roadmap."""

import pytest

from planner.core import changes
from planner.core.journey import Entry, Record, State
from planner.core.plan import Plan
from planner.demo import half_way
from planner.session import Session
from planner.tui.app import PlannerApp
from planner.tui.views.roadmap import RoadmapTree, RoadmapView
from tests.conftest import TODAY
from tests.tui.conftest import text_of, until
from tests.tui.test_app import ready


@pytest.fixture
def updated(session: Session, marketing: Plan) -> Session:
    """The journey of the demonstration, with something done that the plan no longer has."""
    journey = half_way(marketing, TODAY).with_record("funnel-review", Record(State.DONE, finished=TODAY))
    journey = journey.with_entry(TODAY, Entry.NOTE, "funnel-review", text="[bold]leaky[/]")
    session.keep(journey.with_entry(TODAY, Entry.HOURS, "funnel-review", hours=2.5), "started")
    return session


async def to_roadmap(pilot: object, app: PlannerApp) -> RoadmapView:
    main = await ready(pilot, app)  # type: ignore[arg-type]
    await pilot.press("2")  # type: ignore[attr-defined]
    view = main.query_one(RoadmapView)
    await until(pilot, lambda: bool(view.query_one(RoadmapTree).root.children))  # type: ignore[arg-type]
    return view


async def test_it_is_the_last_branch_and_shown_in_full_beside(updated: Session) -> None:
    app = PlannerApp(updated)
    async with app.run_test(size=(120, 40)) as pilot:
        view = await to_roadmap(pilot, app)
        await pilot.press("end")
        await until(pilot, lambda: "[bold]leaky[/]" in text_of(app))
        screen = text_of(app)
        for part in ("No longer in the plan", "● Funnel review", "2½ h", "It counts in nothing"):
            assert part in screen
        assert view.selected is None, "no verb acts on it"
        await pilot.press("enter", "x")
        updated.apply(changes.write_note, "pm-reality-check", "meanwhile")
        await until(pilot, lambda: "Choose a milestone" not in text_of(app))
        await pilot.press("home", "down")
        await until(pilot, lambda: view.selected is not None and "DONE WHEN" in text_of(app))
        assert "leaky" not in text_of(app)


async def test_the_filter_finds_it(updated: Session) -> None:
    app = PlannerApp(updated)
    async with app.run_test(size=(120, 40)) as pilot:
        view = await to_roadmap(pilot, app)
        await pilot.press("slash", *"funnel", "enter")
        await until(pilot, lambda: "Funnel review" in text_of(app))
        assert [node.data for node in view.query_one(RoadmapTree).root.children][-1] == "gone:"
        await pilot.press("slash", *"xyz", "enter")
        await until(pilot, lambda: "Nothing matches" in text_of(app))


async def test_a_plan_that_has_everything_has_no_such_branch(half_way: Session) -> None:
    app = PlannerApp(half_way)
    async with app.run_test(size=(120, 40)) as pilot:
        await to_roadmap(pilot, app)
        await pilot.press("end")
        assert "No longer in the plan" not in text_of(app)


async def test_where_there_is_no_room_beside_enter_tells_it(updated: Session) -> None:
    app = PlannerApp(updated)
    async with app.run_test(size=(80, 40), notifications=True) as pilot:
        await to_roadmap(pilot, app)
        await pilot.press("end")
        assert "leaky" not in text_of(app)
        await pilot.press("enter")
        await until(pilot, lambda: "[bold]leaky[/]" in text_of(app))
