"""Screens that are no dialogs of a command: settings and theirs, what could not be saved, history, leaving."""

import errno
from datetime import date
from pathlib import Path
from unittest.mock import patch

import pytest
from msgspec.structs import replace

from planner.core.changes import reopen
from planner.session import Session
from planner.settings import Wishes
from planner.tui.screens.celebration import CelebrationScreen
from planner.tui.screens.question import QuestionScreen
from planner.tui.screens.setting_dialogs import KeyScreen, ThemeScreen
from planner.tui.screens.settings import SettingsList, SettingsScreen
from tests.tui.conftest import text_of
from tests.tui.pictures.camera import SIZES, Camera
from tests.tui.pictures.stage import Stage, on_stage


async def test_settings(finished: Session, camera: Camera, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The list, a key that is taken, the themes, the editor, and the question before every key goes back."""
    file = tmp_path / "config" / "settings.toml"
    places = replace(finished.surroundings, settings_file=lambda: file, wishes=Wishes)
    async with on_stage(Session(places), camera) as stage:
        app = stage.app
        app.preferences.keep({"theme": "planner-dark", "keys.done": ["d"], "keys.drop": []})
        monkeypatch.setattr(app.preferences.file, "_path", Path("settings.toml"))  # the path is named on the screen
        monkeypatch.setattr(app.preferences, "read", lambda: None)
        async for width in stage.sizes():
            await stage.open("settings")
            await _mark(stage, "done")
            await stage.take(f"settings-{width}")
            await stage.pilot.press("enter")
            await stage.until(lambda: isinstance(app.screen, KeyScreen))
            await stage.pilot.press("s")
            await stage.until(lambda: "is the key of" in text_of(app))
            await stage.take(f"settings-key-{width}")
            await _back_to_settings(stage)
            await stage.pilot.press("R")
            await stage.until(lambda: isinstance(app.screen, QuestionScreen))
            await stage.take(f"settings-reset-{width}")
            await _back_to_settings(stage)
            await _mark(stage, "editor")
            await stage.pilot.press("enter")
            await stage.until(lambda: not isinstance(app.screen, SettingsScreen))
            await stage.take(f"settings-editor-{width}")
            await _back_to_settings(stage)
            await _mark(stage, "theme")
            await stage.pilot.press("enter")
            await stage.until(lambda: isinstance(app.screen, ThemeScreen))
            await camera.wear(stage.pilot, app, "dark")  # it tries the marked one on
            await stage.take(f"settings-theme-{width}")
            await stage.back()


async def test_not_saved(half_way: Session, camera: Camera, monkeypatch: pytest.MonkeyPatch) -> None:
    """The marker at the top, the history with it, help that says it first, and the question on leaving."""
    monkeypatch.chdir(half_way.path.parent)  # the path is named on the screen
    session = Session(replace(half_way.surroundings, data_file=Path("journey.json")))
    async with on_stage(session, camera) as stage:
        app, main = stage.app, stage.main
        main.run_command("begin", "product-sense-drills")
        await stage.until(lambda: len(session.history()) == 2)
        main.run_command("undo")
        await stage.until(lambda: session.history()[0].undone)
        await stage.settle()
        refuse = OSError(errno.ENOSPC, "No space left on device")
        async for width in stage.sizes():
            await stage.open("history")
            await stage.take(f"history-{width}")
            await stage.back()
        with patch("planner.store.storage.replace_file", side_effect=refuse):
            main.run_command("begin", "internal-problem-memo")
            await stage.until(lambda: "● not saved: the disk is full" in text_of(app))
            await stage.settle()
            async for width in stage.sizes():
                await stage.take(f"not-saved-{width}")
                await stage.pilot.press("ctrl+q")
                await stage.until(lambda: app.screen is not main)
                await stage.take(f"leaving-{width}")
                await stage.back()
            await stage.pilot.resize_terminal(*SIZES[0])
            await stage.open("history")
            await stage.take("not-saved-history-80")
            await stage.back()
            main.action_help()
            await stage.until(lambda: app.screen is not main)
            await stage.take("not-saved-help-80")
            await stage.back()


async def test_the_end_of_a_journey(finished: Session, camera: Camera) -> None:
    """What is said when the last milestone is done."""
    states = finished.outlook().milestones
    finished.apply(reopen, max(states, key=lambda each: states[each].item.record.finished or date.min))
    async with on_stage(finished, camera) as stage:
        async for width in stage.sizes():
            await stage.open("done")
            await stage.pilot.press("ctrl+s")
            await stage.until(lambda: isinstance(stage.app.screen, CelebrationScreen))
            await stage.take(f"celebration-{width}")
            await stage.back()
            stage.main.run_command("undo")
            await stage.until(lambda: not finished.outlook().progress.is_finished)
            await stage.settle()


async def _mark(stage: Stage, name: str) -> None:
    rows = stage.app.screen.query_one(SettingsList)
    await stage.until(lambda: any(row.id == name for row in rows.options))
    rows.highlighted = rows.get_option_index(name)
    await stage.pilot.pause()


async def _back_to_settings(stage: Stage) -> None:
    await stage.pilot.press("escape")
    await stage.until(lambda: isinstance(stage.app.screen, SettingsScreen))
