"""The filter of the roadmap as one types: what it finds, counts, shows of it, and how one gets back."""

from textual.widgets import Static

from planner.core.outlook import Outlook
from planner.session import Session
from planner.tui.app import PlannerApp
from planner.tui.views.roadmap_filter import count_words, matching, places
from planner.tui.views.roadmap_tree import RoadmapTree
from tests.tui.conftest import text_of, until
from tests.tui.test_roadmap_marks import to_roadmap


def found(outlook: Outlook, *words: str) -> set[str]:
    return {each for _, *ids in matching(outlook, words, ()) for each in ids}


def test_states_and_phases_are_words(late: Session) -> None:
    outlook = late.outlook()
    states = outlook.all_milestones
    assert found(outlook, "late") == {each for each, state in states.items() if state.is_late or state.is_overdue}
    assert found(outlook, "critical") == {each for each, state in states.items() if state.drives_finish}
    assert found(outlook, "pinned") == {each for each, state in states.items() if state.item.record.pin}
    phase = outlook.phases[1]
    assert found(outlook, *phase.title.casefold().split()) >= {
        each for each, state in states.items() if state.milestone.phase == phase.id and state.status.is_to_do
    }
    assert count_words(matching(outlook, ["late"], ()), outlook).startswith(f"{len(found(outlook, 'late'))} of ")


def test_matches_stand_where_they_are_read() -> None:
    assert places("Café menu, CAFE", ["cafe"]) == [(0, 4), (11, 15)]
    assert places("ﬁnal fit", ["fi"]) == [(0, 1), (5, 7)]  # one character that folds into two
    assert places("Anything", []) == []


async def test_narrows_with_each_key_and_comes_back(fresh: Session) -> None:
    app = PlannerApp(fresh)
    async with app.run_test(size=(80, 24)) as pilot:
        view = await to_roadmap(pilot, app)
        tree = view.query_one(RoadmapTree)
        rows = len(tree.nodes())
        await pilot.press("slash", *"mo")
        await until(pilot, lambda: len(tree.nodes()) < rows)
        some = len(tree.nodes())
        await pilot.press(*"ck")
        await until(pilot, lambda: len(tree.nodes()) < some)
        milestones = fresh.outlook().all_milestones
        assert all("mock" in milestones[str(each.data)].title.casefold() for each in tree.nodes() if not each.children)
        await pilot.press(*"zzz")
        await until(pilot, lambda: "Esc clears it" in text_of(app))
        assert "0 of " in text_of(app)
        await pilot.click("#clear-filter")
        await until(pilot, lambda: len(tree.nodes()) == rows)
        assert app.focused is tree


async def test_an_empty_plan_says_what_to_do(empty: Session) -> None:
    app = PlannerApp(empty)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("2")
        await until(pilot, lambda: "There is no milestone in your plan" in text_of(app))
        assert "filter" not in str(app.screen.query_one("#no-match", Static).content).split("/")[0]
        assert "Press a to add one of your own" in text_of(app)


async def test_links_lead_to_what_is_needed_and_text_can_be_copied(half_way: Session) -> None:
    app = PlannerApp(half_way)
    async with app.run_test(size=(120, 50)) as pilot:
        view = await to_roadmap(pilot, app)
        outlook = half_way.outlook()
        await until(pilot, lambda: "NEEDS" in text_of(app))
        needed = outlook.all_milestones[str(view.selected)].item.requires[0]
        facts = view.query_one("#facts-bottom", Static)
        await pilot.click(facts, offset=(8, 1))
        await until(pilot, lambda: view.selected == needed)
        top = view.query_one("#facts-top", Static)
        await until(pilot, lambda: outlook.all_milestones[needed].title in str(top.content))
        await pilot.mouse_down(top, offset=(0, 0))
        await pilot.hover(top, offset=(4, 0))
        await pilot.mouse_up(top, offset=(4, 0))
        await pilot.press("ctrl+c")
        await until(pilot, lambda: bool(app.clipboard))
        assert outlook.all_milestones[needed].title.startswith(app.clipboard.strip())
