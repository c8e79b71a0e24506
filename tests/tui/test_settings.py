"""Settings in the app: tried on, kept, taken back; keys of one's own in footer, help, palette and toasts at once."""

import stat
from collections.abc import Callable
from pathlib import Path

import pytest
from msgspec.structs import replace
from textual.pilot import Pilot
from textual.widgets import TextArea

from planner.core.scope import Status
from planner.session import Session
from planner.settings import Wishes
from planner.tui.app import PlannerApp
from planner.tui.screens.form import FormScreen
from planner.tui.screens.main import MainScreen
from planner.tui.screens.setting_dialogs import KeyScreen, ThemeScreen
from planner.tui.screens.settings import SettingsList, SettingsScreen
from tests.tui.conftest import text_of, until

Open = Callable[..., PlannerApp]


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "config" / "settings.toml"


@pytest.fixture
def opened(finished: Session, file: Path) -> Open:
    """The app on a journey that needs no forecast, with a settings file."""

    def start(wishes: Wishes = Wishes()) -> PlannerApp:  # noqa: B008  it is a value
        places = replace(finished.surroundings, settings_file=lambda: file, wishes=lambda: wishes)
        return PlannerApp(Session(places))

    return start


async def ready(pilot: Pilot[None], app: PlannerApp) -> None:
    await until(pilot, lambda: isinstance(app.screen, MainScreen) and "Every milestone" in text_of(app))


async def settings(pilot: Pilot[None], app: PlannerApp) -> SettingsList:
    """The settings on the screen."""
    await ready(pilot, app)
    await pilot.press("comma")
    await until(pilot, lambda: isinstance(app.screen, SettingsScreen) and isinstance(app.focused, SettingsList))
    return app.screen.query_one(SettingsList)


async def change(pilot: Pilot[None], app: PlannerApp, action: str) -> None:
    """Ask to change one setting."""
    rows = app.screen.query_one(SettingsList)
    rows.highlighted = rows.get_option_index(action)
    await pilot.press("enter")


async def press_for(pilot: Pilot[None], app: PlannerApp, action: str, *keys: str) -> None:
    """Give an action a key as a person does."""
    await change(pilot, app, action)
    await until(pilot, lambda: isinstance(app.screen, KeyScreen))
    await pilot.press(*keys)
    await until(pilot, lambda: isinstance(app.screen, SettingsScreen))


def said(app: PlannerApp) -> str:
    """The toasts."""
    return "\n".join(each.message for each in app._notifications)


def footer(app: PlannerApp) -> str:
    return text_of(app).splitlines()[-1]


async def test_a_start_makes_no_file(opened: Open, file: Path) -> None:
    app = opened()
    async with app.run_test() as pilot:
        await settings(pilot, app)
        assert app.theme == "planner-dark"
        assert str(file)[-30:] in text_of(app)
        await pilot.press("escape")
        await ready(pilot, app)
    assert not file.exists()


async def test_a_key_of_ones_own_is_everywhere_at_once(opened: Open, file: Path) -> None:
    app = opened()
    async with app.run_test(size=(120, 40), notifications=True) as pilot:
        await settings(pilot, app)
        await press_for(pilot, app, "begin", "y")
        await press_for(pilot, app, "reopen", "Y")
        await press_for(pilot, app, "undo", "z")
        await press_for(pilot, app, "view-roadmap", "b")
        assert said(app) == "Roadmap: b · r resets it"
        await pilot.press("escape")
        await ready(pilot, app)
        main = app.screen
        assert isinstance(main, MainScreen)
        milestone = next(iter(main.session.outlook().milestones))

        def status() -> Status:
            return main.session.outlook().all_milestones[milestone].status

        await main.show_milestone(milestone)
        await until(pilot, lambda: "y Begin" in footer(app))
        assert footer(app).index("x Done") < footer(app).index("y Begin") < footer(app).index("l Log")
        assert "s Begin" not in footer(app)
        assert "b Roadmap" in text_of(app)
        await pilot.press("question_mark")
        await until(pilot, lambda: "THIS MILESTONE" in text_of(app))
        assert "y  Begin" in text_of(app)
        await pilot.press("escape")
        await until(pilot, lambda: app.screen is main)
        await pilot.press("o")
        await pilot.pause()
        assert status() is Status.DONE
        await pilot.press("Y")
        await until(pilot, lambda: status() is not Status.DONE)
        assert "z undoes it" in said(app)
        await pilot.press("z")
        await until(pilot, lambda: status() is Status.DONE)
    assert 'begin = "y"' in file.read_text(encoding="utf-8")
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert opened().preferences.label("begin") == "y"


async def test_a_command_without_a_key_can_have_one(opened: Open) -> None:
    app = opened()
    async with app.run_test() as pilot:
        await settings(pilot, app)
        await press_for(pilot, app, "pace", "f7")
        await press_for(pilot, app, "move-down", "f8")
        await pilot.press("escape")
        await ready(pilot, app)
        await pilot.press("f8")
        await pilot.press("f7")
        await until(pilot, lambda: isinstance(app.screen, FormScreen))


async def test_a_key_that_is_taken_must_be_wanted_twice(opened: Open, file: Path) -> None:
    app = opened()
    async with app.run_test() as pilot:
        await settings(pilot, app)
        await change(pilot, app, "done")
        await until(pilot, lambda: isinstance(app.screen, KeyScreen))
        await pilot.press("tab")
        await until(pilot, lambda: "tab always goes to the next part" in text_of(app))
        await pilot.press("d")
        await until(pilot, lambda: "d is the key of “Drop”" in text_of(app))
        assert not file.exists()
        await pilot.press("d")
        await until(pilot, lambda: isinstance(app.screen, SettingsScreen))
        assert app.preferences.settings.keys == {"done": ("d",), "drop": ()}
        await until(pilot, lambda: "yours, not x" in text_of(app))
        await pilot.press("r")
        await until(pilot, lambda: app.preferences.settings.keys == {"drop": ()})
        await pilot.press("R")
        await until(pilot, lambda: "Give every key back" in text_of(app))
        await pilot.press("y")
        await until(pilot, lambda: app.preferences.settings.keys == {})
        await press_for(pilot, app, "done", "delete")
        assert app.preferences.keys("done") == ()
        assert "x" not in app.screen_stack[1].active_bindings
        await change(pilot, app, "done")
        await until(pilot, lambda: isinstance(app.screen, KeyScreen))
        await pilot.press("escape")
        await until(pilot, lambda: isinstance(app.screen, SettingsScreen))
        assert app.preferences.keys("done") == ()


async def test_a_theme_is_tried_on_taken_and_kept(opened: Open, file: Path) -> None:
    app = opened()
    async with app.run_test() as pilot:
        await settings(pilot, app)
        await change(pilot, app, "theme")
        await until(pilot, lambda: isinstance(app.screen, ThemeScreen))
        await pilot.press("down", "down")
        await until(pilot, lambda: app.theme == "planner-light")
        await pilot.press("escape")
        await until(pilot, lambda: app.theme == "planner-dark")
        assert not file.exists()
        await change(pilot, app, "theme")
        await until(pilot, lambda: isinstance(app.screen, ThemeScreen))
        await pilot.press("down", "down", "enter")
        await until(pilot, lambda: isinstance(app.screen, SettingsScreen) and file.exists())
        await change(pilot, app, "motion")
        await until(pilot, lambda: app.animation_level == "none")
    again = opened()
    async with again.run_test() as pilot:
        await ready(pilot, again)
        assert (again.theme, again.animation_level) == ("planner-light", "none")
        again.theme = "nord"  # as Textual's own palette does
        await until(pilot, lambda: 'theme = "nord"' in file.read_text(encoding="utf-8"))
    assert opened().preferences.theme == "nord"


async def test_the_environment_counts_where_nothing_is_set(opened: Open) -> None:
    app = opened(Wishes(is_still=True, is_light=True))
    async with app.run_test() as pilot:
        await ready(pilot, app)
        assert (app.theme, app.animation_level) == ("planner-light", "none")


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("theme = ", "settings.toml, line 1: This cannot be understood"),
        ('theme = "nord"\n[keys]\ndone = "d"\n', "settings.toml, line 3: d is the key of drop"),
    ],
)
async def test_a_file_with_mistakes_is_told_and_left_alone(opened: Open, file: Path, text: str, told: str) -> None:
    file.parent.mkdir()
    file.write_text(text, encoding="utf-8")
    app = opened()
    async with app.run_test(size=(120, 40), notifications=True) as pilot:
        await ready(pilot, app)
        assert app.theme == ("nord" if "nord" in text else "planner-dark")
        await until(pilot, lambda: told in said(app))
        if app.theme == "planner-dark":
            await settings(pilot, app)
            await change(pilot, app, "motion")
            await until(pilot, lambda: app.animation_level == "none")
            assert "was left as it is" in said(app)
            assert file.read_text(encoding="utf-8") == text


async def test_a_note_in_the_editor(opened: Open, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    program = tmp_path / "my editor"
    program.write_text("#!/bin/sh\nprintf 'from the editor\\n' > \"$1\"\n", encoding="utf-8")
    program.chmod(0o700)
    app = opened(Wishes(editor=f"'{program}'"))
    async with app.run_test() as pilot:
        await ready(pilot, app)
        main = app.screen
        assert isinstance(main, MainScreen)
        main.run_command("note", next(iter(main.session.outlook().milestones)))
        await until(pilot, lambda: isinstance(app.focused, TextArea))
        area = app.screen.query_one(TextArea)
        area.text = "typed"
        await pilot.press("ctrl+e")
        await until(pilot, lambda: "No editor opens" in said(app))  # nor in a browser, which lends no screen
        assert area.text == "typed"
        monkeypatch.setattr("textual.drivers.headless_driver.HeadlessDriver.can_suspend", True)
        await pilot.press("ctrl+e")
        await until(pilot, lambda: area.text == "from the editor")
        await pilot.press("ctrl+z")
        await until(pilot, lambda: area.text == "typed")
