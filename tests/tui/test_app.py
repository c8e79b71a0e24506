"""The app through key presses and clicks: what a person does, and what they then see and have on disk."""

from collections.abc import Callable
from datetime import date

import pytest
from textual import events
from textual.pilot import Pilot
from textual.widgets import Input, TextArea

from planner.core import changes
from planner.core.journey import Entry, State
from planner.core.plan import Effort
from planner.session import Session
from planner.tui.app import PlannerApp
from planner.tui.screens.detail import DetailScreen
from planner.tui.screens.form import FormScreen
from planner.tui.screens.main import MainScreen
from planner.tui.views.roadmap import RoadmapTree, RoadmapView
from planner.tui.widgets.milestone import StepList
from tests.tui.conftest import text_of, until

FIRST = "pm-reality-check"
HOSTILE = "[x] [/b] [red]boom[/red] \x1b[2J\x1b]0;pwn\x07 🙂 مرحبا \u202egnp.exe"
SHOWN = "[x] [/b] [red]boom[/red] ␛[2J␛]0;pwn␇ 🙂 مرحبا gnp.exe"


async def ready(pilot: Pilot[None], app: PlannerApp) -> MainScreen:
    """The main screen with the keyboard in it."""
    await until(pilot, lambda: isinstance(app.screen, MainScreen) and app.screen.focused is not None)
    assert isinstance(app.screen, MainScreen)
    return app.screen


async def dialog(pilot: Pilot[None], app: PlannerApp, key: str) -> FormScreen:
    """Press a key and wait for its dialog."""
    await pilot.press(key)
    await until(pilot, lambda: isinstance(app.screen, FormScreen))
    assert isinstance(app.screen, FormScreen)
    return app.screen


async def test_done_with_evidence_then_undo_and_redo(fresh: Session, open_session: Callable[[], Session]) -> None:
    app = PlannerApp(fresh)
    async with app.run_test(notifications=True) as pilot:
        main = await ready(pilot, app)
        form = await dialog(pilot, app, "x")
        form.query_one("#field-evidence", Input).value = "notes/go.md"
        form.query_one("#field-hours", Input).value = "1h30"
        await pilot.press("ctrl+s")
        await until(pilot, lambda: open_session().journey.record(FIRST).state is State.DONE)
        await until(pilot, lambda: "u undoes it" in text_of(app))
        kept = open_session().journey
        assert [entry.kind for entry in kept.log] == [Entry.HOURS, Entry.EVIDENCE]
        assert kept.record(FIRST).finished == date(2026, 11, 22)
        await pilot.press("u")
        await until(pilot, lambda: open_session().journey.record(FIRST).state is State.OPEN)
        assert not open_session().journey.log
        await pilot.press("U")
        await until(pilot, lambda: open_session().journey == kept)
        assert main.outlook is not None
        assert main.outlook.progress.done == 1


async def test_a_mistake_in_a_dialog_is_said_and_loses_nothing(fresh: Session) -> None:
    app = PlannerApp(fresh)
    async with app.run_test() as pilot:
        await ready(pilot, app)
        form = await dialog(pilot, app, "l")
        form.query_one("#field-hours", Input).value = "two"
        form.query_one("#field-note", Input).value = "talked to Sam"
        await pilot.press("ctrl+s")
        await until(pilot, lambda: "is not a number of hours" in text_of(app))
        assert app.screen is form
        form.query_one("#field-hours", Input).value = "2"
        assert form.query_one("#field-note", Input).value == "talked to Sam"
        await pilot.press("ctrl+s")
        await until(pilot, lambda: len(fresh.journey.log) == 1)
    assert fresh.journey.log[0].text == "talked to Sam"


async def test_escape_leaves_a_dialog_without_a_change(fresh: Session) -> None:
    before = fresh.path.read_bytes()
    app = PlannerApp(fresh)
    async with app.run_test() as pilot:
        main = await ready(pilot, app)
        for key in ("x", "l", "n", "v", "e", "p", "minus", "a"):
            await dialog(pilot, app, key)
            await pilot.press("escape")
            await until(pilot, lambda: app.screen is main)
    assert fresh.path.read_bytes() == before


async def test_a_refusal_is_said(fresh: Session) -> None:
    app = PlannerApp(fresh)
    async with app.run_test(notifications=True) as pilot:
        await ready(pilot, app)
        await pilot.press("u")
        await until(pilot, lambda: "othing to undo" in text_of(app))


async def test_steps_are_ticked_in_the_roadmap(fresh: Session) -> None:
    app = PlannerApp(fresh)
    async with app.run_test(size=(120, 40)) as pilot:
        await ready(pilot, app)
        await pilot.press("2")
        await until(pilot, lambda: isinstance(app.focused, RoadmapTree))
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(app.focused, StepList))
        await pilot.press("space")
        await until(pilot, lambda: fresh.journey.record(FIRST).steps == {0})
        await pilot.press("j", "enter")
        await until(pilot, lambda: fresh.journey.record(FIRST).steps == {0, 1})
        await pilot.press("enter")
        await until(pilot, lambda: fresh.journey.record(FIRST).steps == {0})
        assert "STEPS  1 of 4" in text_of(app)


async def test_moving_in_the_roadmap_shows_the_milestone(fresh: Session) -> None:
    app = PlannerApp(fresh)
    async with app.run_test(size=(120, 40)) as pilot:
        main = await ready(pilot, app)
        await pilot.press("2")
        await until(pilot, lambda: main.selected == FIRST)
        await pilot.press("j")
        await until(pilot, lambda: main.selected == "skills-baseline")
        await until(pilot, lambda: "Every skill has a 0-4 score" in text_of(app))
        await pilot.press("up")
        await until(pilot, lambda: main.selected == FIRST)


async def test_narrow_windows_open_a_screen_and_come_back_to_the_line(fresh: Session) -> None:
    app = PlannerApp(fresh)
    async with app.run_test(size=(80, 24)) as pilot:
        main = await ready(pilot, app)
        await pilot.press("2")
        await until(pilot, lambda: main.selected == FIRST)
        await pilot.press("j", "j")
        await until(pilot, lambda: main.selected == "target-role-brief")
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(app.screen, DetailScreen))
        await until(pilot, lambda: "DONE WHEN" in text_of(app))
        await pilot.press("s")
        await until(pilot, lambda: fresh.journey.record("target-role-brief").state is State.STARTED)
        await until(pilot, lambda: "◐ started" in text_of(app))
        await pilot.press("escape")
        await until(pilot, lambda: app.screen is main)
        assert main.selected == "target-role-brief"


async def test_filter_as_you_type(fresh: Session) -> None:
    app = PlannerApp(fresh)
    async with app.run_test(size=(120, 40)) as pilot:
        main = await ready(pilot, app)
        await pilot.press("slash")
        await until(pilot, lambda: isinstance(app.focused, Input))
        await pilot.press(*"mock")
        await until(pilot, lambda: "Complete eight mock" in text_of(app) and "Choose a main route" not in text_of(app))
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(app.focused, RoadmapTree))
        await pilot.press("slash", *"zzz")
        await until(pilot, lambda: "Nothing matches the filter" in text_of(app))
        await pilot.press("escape")
        await until(pilot, lambda: len(main.query_one(RoadmapTree).nodes()) > 40)
        await until(pilot, lambda: "Complete eight mock" in text_of(app))  # what was found stays in sight
        assert isinstance(main.query_one(RoadmapView), RoadmapView)


async def test_palette_goes_to_a_milestone(fresh: Session) -> None:
    app = PlannerApp(fresh)
    async with app.run_test(size=(120, 40)) as pilot:
        main = await ready(pilot, app)
        await pilot.press("ctrl+p")
        await until(pilot, lambda: app.screen is not main)
        await pilot.press(*"go to build a metric")
        await until(pilot, lambda: "Go to Build a metric tree" in text_of(app))
        await pilot.press("enter")
        await until(pilot, lambda: app.screen is main and main.selected == "metrics-and-experiments")


async def test_help_knows_what_is_focused(fresh: Session) -> None:
    app = PlannerApp(fresh)
    async with app.run_test(size=(120, 40)) as pilot:
        main = await ready(pilot, app)
        await pilot.press("question_mark")
        await until(pilot, lambda: "The next action, then two alternatives" in text_of(app))
        await pilot.press("escape")
        await until(pilot, lambda: app.screen is main)
        await pilot.press("2")
        await until(pilot, lambda: isinstance(app.focused, RoadmapTree))
        await pilot.press("question_mark")
        await until(pilot, lambda: "left goes to the phase" in text_of(app))


async def test_a_change_by_another_process_shows_and_keeps_the_place(
    fresh: Session, open_session: Callable[[], Session]
) -> None:
    app = PlannerApp(fresh)
    async with app.run_test(size=(120, 40)) as pilot:
        main = await ready(pilot, app)
        await pilot.press("2")
        await until(pilot, lambda: main.selected == FIRST)
        await pilot.press("j")
        await until(pilot, lambda: main.selected == "skills-baseline")
        open_session().apply(changes.complete, FIRST)
        await until(pilot, lambda: "● Test the job" in text_of(app))
        assert main.selected == "skills-baseline"
        await pilot.press("u")
        await until(pilot, lambda: open_session().journey.record(FIRST).state is State.OPEN)


async def test_habits_are_counted(fresh: Session) -> None:
    app = PlannerApp(fresh)
    async with app.run_test(size=(120, 40)) as pilot:
        await ready(pilot, app)
        app.screen.query_one("#habits").focus()
        await pilot.press("space")
        await until(pilot, lambda: [entry.about for entry in fresh.journey.log] == ["weekly-review"])
        await until(pilot, lambda: "● Weekly review" in text_of(app))
        await pilot.press("space")
        await until(pilot, lambda: not fresh.journey.log)


async def test_the_mouse_chooses_views_and_milestones(fresh: Session) -> None:
    app = PlannerApp(fresh)
    async with app.run_test(size=(120, 40)) as pilot:
        main = await ready(pilot, app)
        await pilot.click("#tabs", offset=(12, 0))
        await until(pilot, lambda: bool(main.query_one("#roadmap").display))
        await pilot.click("#tree", offset=(12, 3))
        await until(pilot, lambda: main.selected == "target-role-brief")
        await pilot.click("#tabs", offset=(2, 0))
        await until(pilot, lambda: bool(main.query_one("#today").display))


async def test_pasted_text_outside_an_input_does_nothing(fresh: Session) -> None:
    before = fresh.path.read_bytes()
    app = PlannerApp(fresh)
    async with app.run_test() as pilot:
        main = await ready(pilot, app)
        app.post_message(events.Paste("xsdxsd\nxu"))
        await pilot.pause()
        assert app.screen is main
    assert fresh.path.read_bytes() == before


@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
async def test_text_from_people_is_shown_as_text(size: tuple[int, int], session: Session) -> None:
    from planner.core.capacity import even_week
    from planner.session import Beginning

    session.start(Beginning("marketing", even_week(8), name=HOSTILE), identifier="hostile")
    session.apply(changes.add, HOSTILE, phase="aim", effort=Effort(1, 2, 3), steps=[HOSTILE], done_when=HOSTILE)
    own = next(iter(session.journey.own))
    session.apply(changes.write_note, own, HOSTILE + "\n" + "long " * 1000)
    session.apply(changes.save_evidence, own, HOSTILE)
    session.apply(changes.log_hours, own, 1.0, note=HOSTILE)
    session.apply(changes.edit, FIRST, title=HOSTILE)
    session.apply(changes.skip, "sql-for-pms", why=HOSTILE, evidence=HOSTILE)
    session.apply(changes.confirm_level, "communication", 3, proof=HOSTILE)
    app = PlannerApp(session)
    async with app.run_test(size=size, notifications=True) as pilot:
        main = await ready(pilot, app)
        assert SHOWN[:20] in text_of(app)
        for view in "23456":
            await pilot.press(view)
            await pilot.pause()
            assert "\x1b" not in text_of(app)
        await main.show_milestone(own)
        await until(pilot, lambda: "[x] [/b] [red]boom[/red] ␛[2J" in text_of(app))
        for key in ("x", "l", "e", "n"):
            form = await dialog(pilot, app, key)
            assert "[x] [/b]" in text_of(app)
            if key == "n":
                form.query_one(TextArea).text = HOSTILE
                await pilot.press("ctrl+s")
                await until(pilot, lambda: not isinstance(app.screen, FormScreen))
                await until(pilot, lambda: "noted: [x] [/b]" in text_of(app))
            else:
                await pilot.press("escape")
                await until(pilot, lambda: not isinstance(app.screen, FormScreen))


async def test_a_finished_phase_is_celebrated(fresh: Session) -> None:
    for milestone in ("skills-baseline", "target-role-brief", "route-and-time-plan"):
        fresh.apply(changes.complete, milestone)
    app = PlannerApp(fresh)
    async with app.run_test(size=(120, 40), notifications=True) as pilot:
        await ready(pilot, app)
        await pilot.press("2")
        await until(pilot, lambda: isinstance(app.focused, RoadmapTree))
        app.screen.run_command("done", FIRST)  # type: ignore[attr-defined]
        await until(pilot, lambda: isinstance(app.screen, FormScreen))
        await pilot.press("ctrl+s")
        await until(pilot, lambda: "“Aim” is complete" in text_of(app))
