"""The first run through key presses and clicks: five steps, nothing lost by going back, nothing saved by itself."""

import re
from datetime import date
from pathlib import Path

import pytest
from textual.app import App
from textual.pilot import Pilot
from textual.widgets import Button, Input, Static

import planner.tui
from planner.core.capacity import even_week
from planner.core.forecast import forecast
from planner.core.journey import Week
from planner.core.parsing import parse_pace
from planner.core.wording import date_words
from planner.session import Beginning, Session
from planner.tui.screens.setup import SetupScreen
from planner.tui.screens.setup.draft import Draft, Preparation
from planner.tui.screens.setup.skills import AnchorList, LevelList
from planner.tui.screens.setup.step import ChoiceList
from planner.tui.theme import DARK, TOKEN_DEFAULTS
from planner.tui.widgets.words import Words
from tests.conftest import TODAY
from tests.tui.conftest import text_of, until

NOT_YET = "not yet"


class Harness(App[None]):
    """Nothing but the setup, and what it was dismissed with."""

    CSS_PATH = str(Path(planner.tui.__file__).parent / "app.tcss")

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session = session
        self.result: Beginning | str | None = NOT_YET

    def get_theme_variable_defaults(self) -> dict[str, str]:
        return dict(TOKEN_DEFAULTS)

    def on_mount(self) -> None:
        self.register_theme(DARK)
        self.theme = DARK.name
        self.push_screen(SetupScreen(self.session), self.take)

    def take(self, result: Beginning | None) -> None:
        self.result = result


async def at_step(pilot: Pilot[None], app: Harness, number: int) -> SetupScreen:
    """Wait until a step is on screen with the keyboard in it."""
    await until(pilot, lambda: isinstance(app.screen, SetupScreen) and f"Step {number} of 5" in text_of(app))
    assert isinstance(app.screen, SetupScreen)
    screen = app.screen
    await until(pilot, lambda: screen.focused is not None and bool(screen.focused.is_on_screen))
    return screen


async def to_step(pilot: Pilot[None], app: Harness, number: int) -> SetupScreen:
    """Take the defaults of every step before this one."""
    screen = await at_step(pilot, app, 1)
    for step in range(2, number + 1):
        await pilot.press("enter")
        screen = await at_step(pilot, app, step)
    return screen


def field(screen: SetupScreen, name: str) -> Input:
    return screen.query_one(f"#time-{name}", Input)


def chosen(screen: SetupScreen, which: str) -> str | None:
    return screen.query_one(f"#{which}", ChoiceList).chosen


async def test_the_defaults_alone_make_a_beginning(session: Session) -> None:
    app = Harness(session)
    async with app.run_test(size=(80, 24)) as pilot:
        await to_step(pilot, app, 5)
        await pilot.press("enter")
        await until(pilot, lambda: app.result != NOT_YET)
    beginning = app.result
    assert isinstance(beginning, Beginning)
    assert (beginning.plan, beginning.route, beginning.variant) == ("marketing", "hybrid", None)
    assert (beginning.week, beginning.start, beginning.target) == (even_week(8), TODAY, None)
    assert session.start(beginning, identifier="from the setup").finish
    assert not beginning.name


async def test_the_preview_says_how_sure_its_date_is(session: Session) -> None:
    app = Harness(session)
    async with app.run_test(size=(120, 40)) as pilot:
        await to_step(pilot, app, 5)
        outlook = session.preview(Beginning("marketing", even_week(8)))
        found = forecast(outlook)
        assert found is not None
        said = f"Half the runs finish by {date_words(found.p50)}, eight in ten by {date_words(found.p80)}."
        await until(pilot, lambda: said in " ".join(app.screen.query_one("#ending-words", Words).text.plain.split()))
        await pilot.press("escape")
        screen = await at_step(pilot, app, 4)
        assert screen.step.NAME == "Skills"


@pytest.mark.parametrize("size", [(60, 16), (80, 24), (120, 40)])
async def test_the_whole_setup_by_keys_alone(session: Session, size: tuple[int, int]) -> None:
    app = Harness(session)
    async with app.run_test(size=size) as pilot:
        screen = await at_step(pilot, app, 1)
        await pilot.press("j", "j", "j")
        await until(pilot, lambda: chosen(screen, "roles") == "ux")
        await pilot.press("tab", "down")
        await until(pilot, lambda: chosen(screen, "variants") == "ux-researcher")
        await pilot.press("enter")
        await at_step(pilot, app, 2)
        await pilot.press("down")
        await until(pilot, lambda: chosen(screen, "routes") == "internal")
        await pilot.press("enter")
        await at_step(pilot, app, 3)
        await pilot.press("backspace", *"tue 1.5, sat 5", "tab", "tab", *"31 dec 2028", "tab", *"Ada j k")
        await pilot.press("enter")
        await at_step(pilot, app, 4)
        levels = screen.query_one(LevelList)
        await until(pilot, lambda: levels.highlighted == 1)
        await pilot.press("4", "down", "left", "down", "right", "right")
        await pilot.press("enter")
        await at_step(pilot, app, 5)
        await pilot.press("enter")
        await until(pilot, lambda: app.result != NOT_YET)
    beginning = app.result
    assert isinstance(beginning, Beginning)
    usual = session.load_plan("ux").role.levels_of("ux-researcher")
    assert beginning.levels is not None
    assert (beginning.plan, beginning.variant, beginning.route) == ("ux", "ux-researcher", "internal")
    assert (beginning.week.hours[1], beginning.week.total, beginning.name) == (1.5, 6.5, "Ada j k")
    assert beginning.target == date(2028, 12, 31)
    assert beginning.levels["communication"] == 4
    assert beginning.levels["analytical-thinking"] == usual["analytical-thinking"] - 1
    assert beginning.levels["leadership"] == min(4, usual["leadership"] + 2)
    assert not session.has_journey


async def test_going_back_keeps_every_answer(session: Session) -> None:
    app = Harness(session)
    async with app.run_test(size=(120, 40)) as pilot:
        screen = await at_step(pilot, app, 1)
        await pilot.press("tab", "down", "enter")
        await at_step(pilot, app, 2)
        await pilot.press("down", "enter")
        await at_step(pilot, app, 3)
        field(screen, "hours").value = "nonsense"
        field(screen, "name").value = "Ada"
        await pilot.press("escape")
        await at_step(pilot, app, 2)
        assert chosen(screen, "routes") == "internal"
        await pilot.press("escape")
        await at_step(pilot, app, 1)
        assert chosen(screen, "variants") == "product-marketing"
        await pilot.press("down")  # another role, and back again
        await until(pilot, lambda: "Support, sales, customer success" in text_of(app))
        await pilot.press("up")
        await until(pilot, lambda: chosen(screen, "variants") == "product-marketing")
        await pilot.press("enter")
        await at_step(pilot, app, 2)
        await pilot.press("enter")
        await at_step(pilot, app, 3)
        assert (field(screen, "hours").value, field(screen, "name").value) == ("nonsense", "Ada")
        field(screen, "hours").value = "8"
        await pilot.press("enter")
        await at_step(pilot, app, 4)
        await pilot.press("0", "escape")
        await at_step(pilot, app, 3)
        await pilot.press("enter")
        await at_step(pilot, app, 4)
        assert screen.step.answered().levels == {"communication": 0}


async def test_escape_on_the_first_step_leaves(session: Session) -> None:
    app = Harness(session)
    async with app.run_test() as pilot:
        await at_step(pilot, app, 1)
        await pilot.press("escape")
        await until(pilot, lambda: app.result is None)
    assert not session.path.exists()


async def test_leaving_with_answers_asks_first(session: Session) -> None:
    app = Harness(session)
    async with app.run_test(size=(80, 24)) as pilot:
        await to_step(pilot, app, 3)
        await pilot.press("backspace", "6", "escape")
        await at_step(pilot, app, 2)
        await pilot.press("escape")
        await at_step(pilot, app, 1)
        await pilot.press("escape")
        await until(pilot, lambda: "Leave the setup?" in text_of(app))
        await pilot.press("escape")
        screen = await to_step(pilot, app, 3)
        assert field(screen, "hours").value == "6"
        await pilot.press("escape")
        await at_step(pilot, app, 2)
        await pilot.press("escape")
        await at_step(pilot, app, 1)
        await pilot.press("escape")
        await until(pilot, lambda: "Leave the setup?" in text_of(app))
        await pilot.press("l")
        await until(pilot, lambda: app.result is None)


@pytest.mark.parametrize(
    ("name", "typed", "said"),
    [
        ("hours", "0", "is not more than nothing"),
        ("hours", "tue x", "is not a number of hours"),
        ("hours", "0.0001", "quarter of an hour"),
        ("start", "someday", "is not a date"),
        ("start", "2030-01-01", "at most a year"),
        ("target", "03/04/2027", "could be"),
        ("target", "2020-01-01", "arget"),
        ("target", "[/b] [red]", "[/b] [red]"),
    ],
)
async def test_what_is_wrong_is_said_and_stays(session: Session, name: str, typed: str, said: str) -> None:
    app = Harness(session)
    async with app.run_test(size=(100, 30)) as pilot:
        screen = await to_step(pilot, app, 3)
        field(screen, name).value = typed
        note = screen.query_one(f"#wrong-{name}", Static)
        await until(pilot, lambda: bool(note.display) and said in str(note.content))
        await pilot.press("enter")
        await until(pilot, lambda: field(screen, name).has_focus)
        assert "Step 3 of 5" in text_of(app)
        assert not screen.query_one("#setup-problem").display  # said once, at the field
        assert field(screen, name).value == typed
        field(screen, name).value = {"hours": "5", "start": "", "target": ""}[name]
        await until(pilot, lambda: not note.display)
        await pilot.press("enter")
        await at_step(pilot, app, 4)


async def test_the_finish_moves_while_hours_are_typed(session: Session) -> None:
    app = Harness(session)
    async with app.run_test(size=(80, 24)) as pilot:
        await to_step(pilot, app, 3)

        def finish() -> str:
            found = re.search(r"FINISH +(\d+ \w+ \d{4})", text_of(app))
            return found[1] if found else ""

        await until(pilot, lambda: finish() != "")
        before = finish()
        assert text_of(app).count("8 h a week") == 2  # what was understood, and its line among the other paces
        await pilot.press("backspace", "4")
        await until(pilot, lambda: finish() not in ("", before))
        assert "4 h a week, spread evenly" in text_of(app)


async def test_levels_change_by_mouse_and_by_anchor(session: Session) -> None:
    app = Harness(session)
    async with app.run_test(size=(120, 40)) as pilot:
        screen = await to_step(pilot, app, 4)
        await pilot.click(LevelList, offset=(4, 3))
        await until(pilot, lambda: "Leadership" in screen.query_one("#skill-words", Words).text.plain)
        await pilot.click(AnchorList, offset=(4, 0))
        await until(pilot, lambda: screen.step.answered().levels == {"leadership": 0})
        await pilot.press("down", "enter")
        await until(pilot, lambda: screen.step.answered().levels == {"leadership": 1})
        assert "Step 4 of 5" in text_of(app)


async def test_levels_stay_between_none_and_strong(session: Session) -> None:
    app = Harness(session)
    async with app.run_test(size=(80, 24)) as pilot:
        screen = await to_step(pilot, app, 4)
        await pilot.press(*["right"] * 6)
        await until(pilot, lambda: screen.step.answered().levels == {"communication": 4})
        await pilot.press(*["minus"] * 6)
        await until(pilot, lambda: screen.step.answered().levels == {"communication": 0})
        await pilot.press("3")
        await until(pilot, lambda: screen.step.answered().levels == {})


async def test_high_levels_name_what_may_be_skipped(session: Session) -> None:
    app = Harness(session)
    async with app.run_test(size=(120, 40)) as pilot:
        await to_step(pilot, app, 4)
        assert "every milestone counts" in text_of(app)
        await pilot.press(*["down"] * 6, "3")
        await until(pilot, lambda: "You may skip 1 milestone" in text_of(app))
        assert "Learn to interview users" in text_of(app)


async def test_the_last_step_shows_the_plan(session: Session) -> None:
    app = Harness(session)
    async with app.run_test(size=(120, 40)) as pilot:
        screen = await to_step(pilot, app, 5)
        await until(pilot, lambda: "PHASES" in text_of(app))
        shown = text_of(app)
        for words in ("40 milestones", "not a promise of a job", "Test the job against", "Foundations", "Begin"):
            assert words in shown
        await pilot.click("#back", offset=(3, 0))
        await at_step(pilot, app, 4)
        await pilot.click("#next", offset=(3, 0))
        await at_step(pilot, app, 5)
        button = screen.query_one("#next", Button)
        assert str(button.label).startswith("Begin")
        await until(pilot, lambda: not button.has_class("-active"))  # pressed buttons rest for a moment
        await pilot.click("#next", offset=(3, 0))
        await until(pilot, lambda: isinstance(app.result, Beginning))


async def test_a_click_chooses_and_does_not_hurry_on(session: Session) -> None:
    app = Harness(session)
    async with app.run_test(size=(80, 24)) as pilot:
        screen = await at_step(pilot, app, 1)
        await pilot.click("#roles", offset=(4, 2))
        await until(pilot, lambda: chosen(screen, "roles") == "project-management")
        await until(pilot, lambda: "Scrum master" in text_of(app))
        assert "Step 1 of 5" in text_of(app)


async def test_a_window_too_small_asks_for_more(session: Session) -> None:
    app = Harness(session)
    async with app.run_test(size=(50, 12)) as pilot:
        await until(pilot, lambda: "at least 60 × 16" in text_of(app))
        await pilot.resize_terminal(80, 24)
        await until(pilot, lambda: "Where do you start from?" in text_of(app))


def test_a_week_is_read_by_hours_or_by_weekday() -> None:
    assert parse_pace(" 6 ") == even_week(6)
    assert parse_pace("90m").total == pytest.approx(1.5)
    assert parse_pace("Tue 1.5, sat 5") == Week((0, 1.5, 0, 0, 0, 5, 0))


def test_previews_save_nothing(session: Session) -> None:
    preparation = Preparation(session)
    outlook = preparation.preview(Draft(plan="marketing"))
    assert outlook.finish
    assert not session.path.exists()
