"""Jump mode: a letter at every place, over a screen that does not move, and the letter goes there."""

from msgspec.structs import replace
from textual.pilot import Pilot
from textual.widgets import Button, Input

from planner.session import Session
from planner.tui.app import PlannerApp
from planner.tui.jump import JumpLabel, JumpScreen
from planner.tui.jump_places import places
from planner.tui.screens.form import FormScreen
from planner.tui.screens.setup import SetupScreen
from planner.tui.views.roadmap import RoadmapTree
from tests.tui.conftest import at_rest, text_of, until
from tests.tui.test_app import dialog, ready


async def jumping(pilot: Pilot[None], app: PlannerApp) -> dict[str, JumpLabel]:
    """Begin to jump; the labels by the id of what they lead to, tabs by "tab" and a number."""
    below = app.screen
    await pilot.press("ctrl+o")
    await until(pilot, lambda: isinstance(app.screen, JumpScreen) and bool(app.screen.query(JumpLabel)))
    await pilot.pause()
    found = {}
    for number, label in enumerate(app.screen.query(JumpLabel)):
        widget = getattr(label.place.go, "__self__", None)
        found[str(getattr(widget, "id", None) or f"tab {number}")] = label
    assert app.screen_stack[-2] is below
    return found


async def test_letters_hide_no_word_and_move_nothing(half_way: Session) -> None:
    app = PlannerApp(half_way)
    async with app.run_test(size=(120, 40)) as pilot:
        main = await ready(pilot, app)
        for size in ((120, 40), (60, 16)):
            await pilot.resize_terminal(*size)
            for view in "136":
                await pilot.press(view)
                await until(pilot, lambda: main.view.is_at_rest and main.forecast is not None)
                before = (await at_rest(pilot)).splitlines()
                labels = await jumping(pilot, app)
                after = text_of(app).splitlines()
                letters = {label.letter for label in labels.values()}
                assert len(letters) == len(labels) >= 7
                shown = {
                    (label.spot.x + label.spot.width // 2, label.spot.y): label.letter for label in labels.values()
                }
                for y, (old, new) in enumerate(zip(before[:-1], after[:-1], strict=True)):
                    for x, character in enumerate(new.ljust(size[0])):
                        had = old.ljust(size[0])[x]
                        assert character == had or shown.get((x, y)) == character or had in " ─│╭", (x, y, old, new)
                assert "press a letter" in after[-1]
                await pilot.press("escape")
                await until(pilot, lambda: app.screen is main)
                assert (await at_rest(pilot)).splitlines() == before


async def test_a_letter_or_a_click_goes_there_and_any_other_key_only_leaves(half_way: Session) -> None:
    app = PlannerApp(half_way)
    async with app.run_test(size=(120, 40)) as pilot:
        main = await ready(pilot, app)
        before = half_way.path.read_bytes()
        labels = await jumping(pilot, app)
        await pilot.press(labels["habits"].letter)
        await until(pilot, lambda: app.focused is not None and app.focused.id == "habits")
        labels = await jumping(pilot, app)
        await pilot.press(labels["tab 1"].letter)
        await until(pilot, lambda: isinstance(app.focused, RoadmapTree))
        assert sum(label.place.is_small for label in (await jumping(pilot, app)).values()) == 6
        await pilot.press("x")  # the letter of nothing, and no command
        await until(pilot, lambda: app.screen is main)
        await pilot.pause()
        assert app.screen is main
        labels = await jumping(pilot, app)
        await pilot.click(labels["tab 0"])
        await until(pilot, lambda: main.view.id == "today")
        await jumping(pilot, app)
        await pilot.resize_terminal(80, 24)
        await until(pilot, lambda: app.screen is main)
        assert half_way.path.read_bytes() == before


async def test_in_a_dialog_and_by_a_key_of_ones_own(half_way: Session) -> None:
    app = PlannerApp(half_way)
    app.preferences.settings = replace(app.preferences.settings, keys={"jump": ("J",)})
    app.preferences.dress(app)
    async with app.run_test(size=(80, 24)) as pilot:
        main = await ready(pilot, app)
        await pilot.press("J")
        await until(pilot, lambda: isinstance(app.screen, JumpScreen))
        await pilot.press("escape")
        await until(pilot, lambda: app.screen is main)
        form = await dialog(pilot, app, "x")
        await pilot.press("J")
        await until(pilot, lambda: form.query_one("#field-evidence", Input).value == "J")
        app.preferences.settings = replace(app.preferences.settings, keys={})
        app.preferences.dress(app)
        labels = await jumping(pilot, app)
        assert set(labels) >= {"field-evidence", "field-hours", "field-on", "save", "back"}
        await pilot.press(labels["field-hours"].letter)
        await until(pilot, lambda: app.focused is form.query_one("#field-hours"))
        labels = await jumping(pilot, app)
        await pilot.press(labels["back"].letter)
        await until(pilot, lambda: isinstance(app.focused, Button) and app.focused.id == "back")
        assert isinstance(app.screen, FormScreen)


async def test_in_the_setup(session: Session) -> None:
    app = PlannerApp(session)
    async with app.run_test(size=(60, 16)) as pilot:
        await until(pilot, lambda: isinstance(app.screen, SetupScreen) and app.focused is not None)
        labels = await jumping(pilot, app)
        await pilot.press(labels["next"].letter)
        await until(pilot, lambda: app.focused is not None and app.focused.id == "next")


async def test_a_thousand_milestones_have_letters_on_parts_only(half_way: Session) -> None:
    app = PlannerApp(half_way)
    async with app.run_test(size=(120, 40)) as pilot:
        main = await ready(pilot, app)
        await pilot.press("2")
        await until(pilot, lambda: isinstance(app.focused, RoadmapTree))
        tree = main.query_one(RoadmapTree)
        for number in range(1_000):
            tree.root.children[0].add_leaf("", next(iter(half_way.outlook().all_milestones)) if number >= 0 else "")
        await pilot.pause()
        found = [place for place in places(main) if not place.is_small]
        assert len(found) <= 4
        assert all(replace(place, go=print).region.area <= 120 * 40 for place in found)
