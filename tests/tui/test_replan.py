"""The review of a re-planning by keys and by mouse: what it shows, what it saves, and that going back saves nothing."""

from collections.abc import Callable
from datetime import date

from textual.pilot import Pilot
from textual.widgets import Button

from planner.core import changes
from planner.core.journey import PinKind
from planner.core.replan import moves, promised_finish
from planner.core.wording import date_words
from planner.session import Session
from planner.tui.app import PlannerApp
from planner.tui.screens.main import MainScreen
from planner.tui.screens.replan import MoveList, ReplanScreen
from tests.tui.conftest import text_of, until


async def review(pilot: Pilot[None], app: PlannerApp) -> ReplanScreen:
    """Press r on the main screen and wait for the review."""
    await until(pilot, lambda: isinstance(app.screen, MainScreen) and app.screen.focused is not None)
    await pilot.press("r")
    await until(pilot, lambda: isinstance(app.screen, ReplanScreen) and app.screen.focused is not None)
    assert isinstance(app.screen, ReplanScreen)
    return app.screen


def dues(session: Session) -> dict[str, date | None]:
    """The promise of everything that is still to do."""
    return {each: item.record.due for each, item in session.outlook().items.items() if item.status.is_to_do}


async def test_enter_accepts_everything_and_one_undo_takes_it_back(half_way: Session) -> None:
    before, journey, outlook = dues(half_way), half_way.journey, half_way.outlook()
    old, new = promised_finish(outlook), outlook.finish
    assert old
    assert new
    projected = {move.id: move.new for move in moves(half_way.outlook())}
    app = PlannerApp(half_way)
    async with app.run_test(size=(120, 40), notifications=True) as pilot:
        await review(pilot, app)
        assert f"{len(projected)} dates move, the finish goes from {date_words(old)} to {date_words(new)}." in text_of(
            app
        )
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(app.screen, MainScreen) and "u undoes it" in text_of(app))
        assert dues(half_way) == before | projected
        assert not moves(half_way.outlook())
        await pilot.press("u")
        await until(pilot, lambda: dues(half_way) == before)
    assert half_way.journey == journey


async def test_only_what_is_ticked_is_accepted(half_way: Session) -> None:
    before, found = dues(half_way), moves(half_way.outlook())
    app = PlannerApp(half_way)
    async with app.run_test(size=(120, 40)) as pilot:
        screen = await review(pilot, app)
        chosen = screen.query_one(MoveList)
        await pilot.press("n")
        await until(pilot, lambda: not chosen.ticked)
        assert f"Nothing is ticked: {len(found)} dates could move, and all stay as they are." in text_of(app)
        assert screen.query_one("#accept", Button).disabled
        await pilot.press("j", "space")
        await until(pilot, lambda: chosen.ticked == (found[1].id,))
        assert f"1 of {len(found)} dates" in text_of(app)
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(app.screen, MainScreen))
        await until(pilot, lambda: dues(half_way) == before | {found[1].id: found[1].new})


async def test_all_ticks_everything_again(half_way: Session) -> None:
    found = moves(half_way.outlook())
    app = PlannerApp(half_way)
    async with app.run_test(size=(80, 24)) as pilot:
        screen = await review(pilot, app)
        chosen = screen.query_one(MoveList)
        await pilot.press("space")
        await until(pilot, lambda: chosen.ticked == tuple(move.id for move in found[1:]))
        assert "○ " + found[0].title[:20] in text_of(app)
        await pilot.press("a")
        await until(pilot, lambda: chosen.ticked == tuple(move.id for move in found))


async def test_going_back_or_accepting_nothing_leaves_the_file_as_it_was(half_way: Session) -> None:
    before = half_way.path.read_bytes()
    app = PlannerApp(half_way)
    async with app.run_test(size=(120, 40)) as pilot:
        for keys in (["escape"], ["space", "escape"], ["n", "enter"]):
            await review(pilot, app)
            await pilot.press(*keys)
            await until(pilot, lambda: isinstance(app.screen, MainScreen))
        await pilot.pause()
    assert half_way.path.read_bytes() == before


async def test_the_mouse_does_it_too(half_way: Session) -> None:
    before, found = dues(half_way), moves(half_way.outlook())
    app = PlannerApp(half_way)
    async with app.run_test(size=(120, 40)) as pilot:
        screen = await review(pilot, app)
        chosen = screen.query_one(MoveList)
        await pilot.click("#none")
        await until(pilot, lambda: not chosen.ticked)
        await pilot.click("#moves", offset=(4, 2))  # two lines a move: this is the second
        await until(pilot, lambda: chosen.ticked == (found[1].id,))
        await pilot.click("#all")
        await until(pilot, lambda: len(chosen.ticked) == len(found))
        await pilot.click("#accept")
        await until(pilot, lambda: isinstance(app.screen, MainScreen))
        await until(pilot, lambda: dues(half_way) == before | {move.id: move.new for move in found})


async def test_when_every_promise_holds_there_is_nothing_to_accept(fresh: Session) -> None:
    before = fresh.path.read_bytes()
    app = PlannerApp(fresh)
    async with app.run_test(size=(80, 24)) as pilot:
        await review(pilot, app)
        await until(pilot, lambda: "Every promise still holds" in text_of(app))
        assert "Accept" not in text_of(app)
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(app.screen, MainScreen))
    assert fresh.path.read_bytes() == before


async def test_conflicts_stand_above_with_what_would_help(half_way: Session) -> None:
    half_way.apply(changes.set_target, date(2027, 3, 1))
    finish = half_way.outlook().finish
    assert finish
    app = PlannerApp(half_way)
    async with app.run_test(size=(120, 40)) as pilot:
        await review(pilot, app)
        await until(pilot, lambda: "after the target of 1 Mar 2027" in text_of(app))
        await until(pilot, lambda: f"Move the target to {date_words(finish)}." in text_of(app))
        lines = text_of(app).splitlines()
        above = next(number for number, line in enumerate(lines) if "Move the target" in line)
        assert above < next(number for number, line in enumerate(lines) if "dates move" in line)


async def test_a_promise_changed_by_another_process_meanwhile_is_not_overwritten_by_an_old_date(
    half_way: Session, open_session: Callable[[], Session]
) -> None:
    found = moves(half_way.outlook())[0]
    app = PlannerApp(half_way)
    async with app.run_test(size=(120, 40)) as pilot:
        await review(pilot, app)
        await pilot.press("n", "space")
        later = date(2027, 2, 1)
        open_session().apply(changes.pin, found.id, PinKind.NOT_BEFORE, later)
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(app.screen, MainScreen))
        await until(pilot, lambda: (half_way.journey.record(found.id).due or date.min) >= later)
