"""Several milestones at once in the roadmap: marked by keys and mouse, changed by one dialog, undone by one key."""

import pytest
from textual.pilot import Pilot
from textual.widgets import Input

from planner.core import changes
from planner.core.scope import Status
from planner.session import Session
from planner.tui.app import PlannerApp
from planner.tui.screens.form import FormScreen
from planner.tui.screens.main import MainScreen
from planner.tui.views.roadmap import RoadmapView
from planner.tui.views.roadmap_tree import RoadmapTree
from tests.tui.conftest import text_of, until


async def to_roadmap(pilot: Pilot[None], app: PlannerApp) -> RoadmapView:
    """The roadmap with the keyboard in its tree."""
    main = app.screen
    assert isinstance(main, MainScreen)
    await pilot.press("2")
    await until(pilot, lambda: isinstance(app.focused, RoadmapTree) and main.selected is not None)
    view = main.view
    assert isinstance(view, RoadmapView)
    return view


def standing(session: Session, ids: tuple[str, ...]) -> list[Status]:
    return [session.outlook().all_milestones[each].status for each in ids]


async def test_marked_ones_are_done_at_once_and_undone_at_once(fresh: Session) -> None:
    app = PlannerApp(fresh)
    async with app.run_test(size=(120, 40)) as pilot:
        view = await to_roadmap(pilot, app)
        await pilot.press("space", "shift+down")
        await until(pilot, lambda: len(view.marked) == 2)
        assert "✓ 2 marked" in text_of(app)
        assert "marked  " in text_of(app)
        ids, before = view.marked, fresh.journey
        fresh.apply(changes.begin, ids[0])
        await pilot.press("s")  # one of them has begun already: it stays, the other goes on
        await until(pilot, lambda: isinstance(app.screen, FormScreen) and app.screen.focused is not None)
        text = text_of(app)
        assert "Begin: 1 marked milestone" in text
        assert "Left as they are:" in text
        assert "is started" in text
        await pilot.press("escape", "u")
        await until(pilot, lambda: fresh.journey == before)
        await pilot.press("x")
        await until(pilot, lambda: isinstance(app.screen, FormScreen) and isinstance(app.focused, Input))
        await pilot.press(*"notes.md", "enter")
        await until(pilot, lambda: standing(fresh, ids) == [Status.DONE, Status.DONE])
        await until(pilot, lambda: not view.marked)
        assert [entry.text for entry in fresh.journey.log] == ["notes.md", "notes.md"]
        await pilot.press("u")
        await until(pilot, lambda: fresh.journey == before)


async def test_marks_survive_fold_filter_and_outside_changes(fresh: Session) -> None:
    app = PlannerApp(fresh)
    async with app.run_test(size=(120, 40)) as pilot:
        view = await to_roadmap(pilot, app)
        await pilot.press("space", "j", "j", "V")
        await until(pilot, lambda: len(view.marked) == 3)
        marked = view.marked
        await pilot.press("h", "space")
        await pilot.press("slash", *"marked")
        await until(pilot, lambda: "3 of " in text_of(app))
        await pilot.press("escape", "slash", *"mock")
        await until(pilot, lambda: "(3 filtered out)" in text_of(app))
        fresh.apply(changes.drop, marked[0])
        app._notice_changes()
        await pilot.pause()
        assert view.marked == marked
        await pilot.press("escape", "A")
        everything = sum(state.status is not Status.DROPPED for state in fresh.outlook().all_milestones.values())
        await until(pilot, lambda: len(view.marked) == everything + 1)
        await pilot.press("escape")
        await until(pilot, lambda: not view.marked and "marked" not in text_of(app))


@pytest.mark.parametrize(("key", "field", "typed"), [("minus", "why", "known"), ("p", "date", "+4w")])
async def test_skip_and_pin_ask_once(key: str, field: str, typed: str, fresh: Session) -> None:
    app = PlannerApp(fresh)
    async with app.run_test(size=(80, 24)) as pilot:
        view = await to_roadmap(pilot, app)
        await pilot.press("shift+down")
        await until(pilot, lambda: len(view.marked) == 2)
        ids = view.marked
        await pilot.press(key)
        await until(pilot, lambda: isinstance(app.screen, FormScreen) and app.screen.focused is not None)
        assert "Save" not in text_of(app)
        app.screen.query_one(f"#field-{field}", Input).focus()
        await pilot.press(*typed, "enter")
        await until(pilot, lambda: not view.marked)
        outlook = fresh.outlook()
        records = [outlook.all_milestones[each].item.record for each in ids]
        assert all(each.pin if key == "p" else each.why == typed for each in records)
        assert len(fresh.history()) == 2


async def test_everything_by_mouse(fresh: Session) -> None:
    app = PlannerApp(fresh)
    async with app.run_test(size=(120, 40)) as pilot:
        view = await to_roadmap(pilot, app)
        tree = view.query_one(RoadmapTree)
        rows = [node for node in tree.nodes() if node.line >= 0]
        at = {node.line: str(node.data) for node in rows}
        await pilot.click(tree, offset=(2, 1))
        await pilot.click(tree, offset=(12, 3), control=True)
        await until(pilot, lambda: view.marked == (at[1], at[3]))
        await pilot.click(tree, offset=(12, 4), shift=True)
        await until(pilot, lambda: view.marked == (at[1], at[3], at[4]))
        await pilot.click("#clear-marks")
        await until(pilot, lambda: not view.marked)
        await pilot.click(tree, offset=(0, 0))  # the triangle
        await until(pilot, lambda: not tree.root.children[0].is_expanded)
        await pilot.click(tree, offset=(0, 0))
        await until(pilot, lambda: tree.root.children[0].is_expanded)
        await pilot.click(tree, offset=(12, 2))
        await until(pilot, lambda: view.selected == at[2])
        assert app.focused is tree
        await pilot.click(tree, offset=(12, 2))
        await until(pilot, lambda: app.focused is not tree)
