"""History in the app: what was done and when, one step or many back and forth, and what is not saved above it all."""

import errno
from collections.abc import Callable
from unittest.mock import patch

import pytest
from textual.pilot import Pilot
from textual.widgets import OptionList

from planner.core import changes
from planner.session import Session
from planner.tui.app import PlannerApp
from planner.tui.screens.history import HistoryScreen
from planner.tui.screens.main import MainScreen
from planner.tui.screens.question import QuestionScreen
from tests.tui.conftest import text_of, until

Other = Callable[[], Session]
pytestmark = pytest.mark.usefixtures("hasty")
FIRST = "pm-reality-check"
HOSTILE = "[x] [/b] \x1b[2J 🙂 مرحبا \u202egnp.exe"


@pytest.fixture
def noted(fresh: Session) -> Session:
    """A journey with three notes and a level."""
    for text in ("one", "two", "three"):
        fresh.apply(changes.write_note, FIRST, text)
    fresh.apply(changes.begin, FIRST)
    return fresh


async def history(pilot: Pilot[None], app: PlannerApp) -> OptionList:
    await until(pilot, lambda: isinstance(app.screen, MainScreen) and app.screen.focused is not None)
    await pilot.press("H")
    await until(pilot, lambda: isinstance(app.screen, HistoryScreen) and app.screen.focused is not None)
    await pilot.pause()
    return app.screen.query_one("#changes", OptionList)


def notes(session: Session) -> list[str]:
    return [entry.text for entry in session.journey.log]


async def test_enter_goes_back_to_before_the_marked_change_and_forth_again(noted: Session, open_session: Other) -> None:
    app = PlannerApp(noted)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        rows = await history(pilot, app)
        assert "History   5 changes" in text_of(app)
        await pilot.press("j", "j")
        await until(pilot, lambda: "enter takes it back, and 2 changes after it" in text_of(app))
        assert "● saved  Sun 22 Nov 2026, 12:00  just now" in text_of(app)
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(app.screen, QuestionScreen) and app.screen.focused is not None)
        assert "Take back 3 changes?" in text_of(app)
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(app.screen, HistoryScreen))
        assert notes(open_session()) == ["one", "two", "three"], "who just presses enter stays"
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(app.screen, QuestionScreen))
        await pilot.press("y")
        await until(pilot, lambda: notes(open_session()) == ["one"])
        await until(pilot, lambda: "3 undone" in text_of(app) and rows.highlighted == 2)
        await until(pilot, lambda: "enter does it again" in text_of(app))
        await pilot.press("k", "enter")
        await until(pilot, lambda: isinstance(app.screen, QuestionScreen))
        assert "Do again 2 changes?" in text_of(app)
        await pilot.press("y")
        await until(pilot, lambda: notes(open_session()) == ["one", "two", "three"])
        await until(pilot, lambda: "1 undone" in text_of(app))


async def test_undo_and_redo_work_here_and_milestone_verbs_do_not(noted: Session, open_session: Other) -> None:
    app = PlannerApp(noted)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        rows = await history(pilot, app)
        await pilot.press("u", "u")
        await until(pilot, lambda: notes(open_session()) == ["one", "two"])
        await until(pilot, lambda: text_of(app).count("– undone") == 3)  # two rows, and the marked one in full
        await pilot.press("U")
        await until(pilot, lambda: notes(open_session()) == ["one", "two", "three"])
        await pilot.press("x", "a", "r")
        await pilot.pause()
        assert isinstance(app.screen, HistoryScreen)
        await pilot.press("G")
        await until(pilot, lambda: rows.highlighted == 4)
        await until(pilot, lambda: "The journey began with this" in text_of(app))
        await pilot.press("enter", "H")
        await until(pilot, lambda: isinstance(app.screen, MainScreen))


async def test_a_change_meanwhile_stops_the_way_back(noted: Session, open_session: Other) -> None:
    app = PlannerApp(noted)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await history(pilot, app)
        await pilot.press("j", "enter")
        await until(pilot, lambda: isinstance(app.screen, QuestionScreen))
        open_session().apply(changes.write_note, FIRST, "outside")
        await pilot.press("y")
        await until(pilot, lambda: any("Something else was changed" in each.message for each in app._notifications))
        assert notes(open_session()) == ["one", "two", "three", "outside"]


async def test_what_is_not_saved_stands_on_top(noted: Session) -> None:
    app = PlannerApp(noted)
    async with app.run_test(size=(80, 24)) as pilot:
        await history(pilot, app)
        with patch("planner.store.storage.replace_file", side_effect=OSError(errno.ENOSPC, "No space left on device")):
            app.screen.run_command("tick", FIRST, "1")  # type: ignore[attr-defined]
            await until(pilot, lambda: "◌ not saved  ticked step 1" in text_of(app))
            assert "● not saved: the disk is full" in text_of(app)
            assert "1 not saved" in text_of(app)
        await pilot.press("ctrl+s")
        await until(pilot, lambda: "● saved      ticked step 1" in text_of(app))


async def test_text_from_people_is_text(fresh: Session) -> None:
    fresh.apply(changes.edit, FIRST, title=HOSTILE * 3)
    app = PlannerApp(fresh)
    async with app.run_test(size=(80, 24)) as pilot:
        await history(pilot, app)
        assert "edited: [x] [/b] ␛[2J 🙂" in text_of(app)
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(app.screen, QuestionScreen))
        assert "· edited: [x] [/b] ␛[2J 🙂" in text_of(app)
