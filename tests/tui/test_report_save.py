"""Saving, opening and copying the report in the app: files on disk, answers on screen, nothing lost by a mistake."""

import os
import stat
import sys
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from textual.pilot import Pilot
from textual.widgets import Input

from planner.core.journey import Entry
from planner.errors import PlannerError
from planner.session import Session
from planner.tui.actions import report_viewer
from planner.tui.app import PlannerApp
from planner.tui.screens.main import MainScreen
from planner.tui.screens.question import QuestionScreen
from planner.tui.screens.report_save import ReportSaveScreen, completed
from planner.tui.views.report.order import Order
from planner.tui.views.report.press import Press
from planner.tui.views.report.view import ReportView
from tests.tui.conftest import text_of, until

SIZE = (120, 40)
NAME = "progress-report-ada-2026-11-22.md"


async def on_report(pilot: Pilot[None], app: PlannerApp, order: Order | None = None) -> ReportView:
    """The Report view with the report in its preview; unless told otherwise one that needs no forecast."""
    app.press.order = order or Order("todo.txt")
    await until(pilot, lambda: isinstance(app.screen, MainScreen))
    await pilot.press("6")
    await until(pilot, lambda: bool(app.screen.query(ReportView)))
    view = app.screen.query_one(ReportView)
    await until(pilot, lambda: view.is_at_rest)
    return view


async def asked(pilot: Pilot[None], app: PlannerApp, key: str = "s") -> ReportSaveScreen:
    await pilot.press(key)
    await until(pilot, lambda: isinstance(app.screen, ReportSaveScreen))
    screen = app.screen
    assert isinstance(screen, ReportSaveScreen)
    return screen


async def back(pilot: Pilot[None], app: PlannerApp) -> None:
    await until(pilot, lambda: not isinstance(app.screen, ReportSaveScreen | QuestionScreen))


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where planner was started, which is the home too."""
    place = tmp_path / "here"
    place.mkdir()
    monkeypatch.chdir(place)
    monkeypatch.setenv("HOME", str(place))
    return place


async def test_it_is_saved_under_its_name_and_remembered(fresh: Session, folder: Path) -> None:
    app = PlannerApp(fresh)
    async with app.run_test(size=SIZE, notifications=True) as pilot:
        view = await on_report(pilot, app, Order())
        screen = await asked(pilot, app)
        assert screen.query_one(Input).value == NAME
        assert "A new file in the folder that you started planner from." in text_of(app)
        await pilot.press("enter")
        await back(pilot, app)
        assert view.made is not None
        assert (folder / NAME).read_text(encoding="utf-8") == view.made.content
        assert stat.S_IMODE((folder / NAME).stat().st_mode) == 0o600
        await until(pilot, lambda: NAME in text_of(app) and "Saved: " in text_of(app))
        assert fresh.journey.log[-1].kind is Entry.REPORT


async def test_another_folder_a_home_and_a_file_that_is_there(fresh: Session, folder: Path) -> None:
    (folder / "sent").mkdir()
    app = PlannerApp(fresh)
    async with app.run_test(size=SIZE) as pilot:
        await on_report(pilot, app)
        screen = await asked(pilot, app)
        field = screen.query_one(Input)
        field.value = "~/"
        await pilot.press("s")
        await until(pilot, lambda: field._suggestion == "~/sent/")
        await pilot.press("right", "ctrl+s")
        await back(pilot, app)
        saved = next((folder / "sent").iterdir())
        assert saved.name.startswith("todo-txt-ada-2026-11-22")
        saved.write_text("mine", encoding="utf-8")
        screen = await asked(pilot, app)
        assert screen.query_one(Input).value == f"~/sent/{saved.name}", "the folder of last time"
        assert "! There is such a file already" in text_of(app)
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(app.screen, QuestionScreen))
        await pilot.press("escape")
        await until(pilot, lambda: app.screen is screen)
        assert saved.read_text(encoding="utf-8") == "mine"
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(app.screen, QuestionScreen))
        await pilot.press("r")
        await back(pilot, app)
        assert saved.read_text(encoding="utf-8") != "mine"


async def test_a_place_that_will_not_do_is_put_right_in_the_dialog(
    fresh: Session, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    app = PlannerApp(fresh)
    async with app.run_test(size=SIZE) as pilot:
        await on_report(pilot, app)
        screen = await asked(pilot, app)
        field = screen.query_one(Input)
        for wrong, said in (
            ("no/such/folder.txt", "! There is no folder no/such"),
            ("~nobody-of-that-name/x", "! A report cannot go there"),
            (str(fresh.path), "is your data file"),
            (" ", "Give a file, or a folder."),
        ):
            field.value = wrong
            await pilot.press("enter")
            if isinstance(app.screen, QuestionScreen) or wrong == str(fresh.path):
                await until(pilot, lambda: isinstance(app.screen, QuestionScreen))
                await pilot.press("r")
            await until(pilot, lambda said=said: said in " ".join(text_of(app).split()))  # type: ignore[misc]
            assert app.screen is screen
        field.value = "right.txt"
        with monkeypatch.context() as disk:
            disk.setattr(os, "fsync", full)
            await pilot.press("enter")
            await until(pilot, lambda: "No space left on device" in text_of(app))
            assert list(folder.iterdir()) == []
        await pilot.press("enter")
        await back(pilot, app)
        assert (folder / "right.txt").is_file()
        assert fresh.journey.settings.name == "Ada", "the data file is whole"


async def test_saving_shows_how_far_it_is_and_can_be_stopped(
    fresh: Session, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    gate, save = threading.Event(), Press.save

    def slow(self: Press, wish: Any, target: Path, on_progress: Callable[[int, int], None], *more: Any) -> Path:
        while not gate.wait(0.02):
            on_progress(60, 100)
        return save(self, wish, target, on_progress, *more)

    monkeypatch.setattr(Press, "save", slow)
    app = PlannerApp(fresh)
    async with app.run_test(size=SIZE) as pilot:
        await on_report(pilot, app)
        screen = await asked(pilot, app)
        await pilot.press("enter")
        await until(pilot, lambda: "◌ forecasting…" in text_of(app) and "█" * 10 in text_of(app))
        assert "Stop  esc" in text_of(app)
        await pilot.press("escape")
        await until(pilot, lambda: "Stopped: nothing was written." in text_of(app))
        assert list(folder.iterdir()) == []
        await pilot.press("enter")
        await until(pilot, lambda: "◌ forecasting…" in text_of(app))
        gate.set()
        await until(pilot, lambda: app.screen is not screen)
        assert [each.suffix for each in folder.iterdir()] == [".txt"]


async def test_what_cannot_be_made_is_not_asked_for_a_place(fresh: Session, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "typst", None)
    app = PlannerApp(fresh)
    async with app.run_test(size=SIZE, notifications=True) as pilot:
        await on_report(pilot, app, Order("pdf"))
        await pilot.press("s")
        await until(pilot, lambda: text_of(app).count("A PDF needs typst") == 2)
        assert not isinstance(app.screen, ReportSaveScreen)


async def test_names_are_completed(tmp_path: Path, folder: Path) -> None:
    (folder / "Documents").mkdir()
    (folder / "Documents" / "sent").mkdir()
    (folder / "Document.txt").touch()
    (folder / ".hidden").mkdir()
    assert completed("Doc") == "Documents/", "a folder before a file"
    assert completed("Document.") == "Document.txt"
    assert completed("~/Documents/s") == "~/Documents/sent/"
    assert completed(f"{folder}/Documents/se") == f"{folder}/Documents/sent/"
    assert completed(".h") == ".hidden/"
    for nothing in ("", "Documents/", "x", "no/such/f", "~", "~nobody-of-that-name/x", "\0/a", "Document.txt"):
        assert completed(nothing) is None


async def test_copying_says_what_happened(fresh: Session, monkeypatch: pytest.MonkeyPatch) -> None:
    app = PlannerApp(fresh)
    async with app.run_test(size=SIZE, notifications=True) as pilot:
        view = await on_report(pilot, app)
        await pilot.press("c")
        await until(pilot, lambda: "Copied: 40 lines" in text_of(app) and "OSC 52" in text_of(app))
        assert view.made is not None
        assert app.clipboard == view.made.content
        monkeypatch.setattr("planner.tui.actions.report._USUALLY_COPIED", 1_000)
        await pilot.press("c")
        await until(pilot, lambda: "Many terminals cut that off" in text_of(app))
        monkeypatch.setattr("planner.tui.actions.report.MOST_COPIED", 1_000)
        app._clipboard = ""
        await pilot.press("c")
        await until(pilot, lambda: "too long for the clipboard" in text_of(app))
        assert app.clipboard == ""
        monkeypatch.undo()
        app.press.order = Order("html")
        await pilot.press("c")
        await until(pilot, lambda: "the source of the page" in text_of(app))
        assert app.clipboard.startswith("<!doctype html>")
        app.press.order = Order("pdf")
        await pilot.press("c")
        await until(pilot, lambda: "A PDF is no text and cannot be copied" in text_of(app))
        assert app.clipboard.startswith("<!doctype html>")


async def test_opening_gives_the_very_file_to_the_viewer(fresh: Session, folder: Path) -> None:
    opened: list[tuple[Path, bytes]] = []

    def viewer(place: Path) -> str:
        opened.append((place, place.read_bytes()))
        return "a viewer"

    app = PlannerApp(fresh)
    async with app.run_test(size=SIZE, notifications=True) as pilot:
        view = await on_report(pilot, app)
        await pilot.press("o")
        await until(pilot, lambda: "no screen here" in text_of(app))
        app.press.viewer = viewer
        await pilot.press("o")
        await until(pilot, lambda: "Given to a viewer" in text_of(app))
        made = view.made
        assert made is not None
        place, data = opened[0]
        assert (place.name, data) == (made.name, made.data)
        assert stat.S_IMODE(place.parent.stat().st_mode) == 0o700
        await asked(pilot, app)
        await pilot.press("enter")
        await back(pilot, app)
        await pilot.press("o")
        await until(pilot, lambda: len(opened) == 2)
        assert opened[1] == (folder / made.name, made.data), "the file saved, while it is the same"
        (folder / made.name).write_text("changed since", encoding="utf-8")
        await pilot.press("o")
        await until(pilot, lambda: len(opened) == 3)
        assert opened[2] == (place, made.data)
    assert not place.parent.exists(), "what was laid out goes with the app"


def program(folder: Path, name: str, script: str) -> None:
    place = folder / name
    place.write_text(f"#!/bin/sh\n{script}\n", encoding="utf-8")
    place.chmod(0o755)


@pytest.fixture
def programs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The only folder with programs."""
    place = tmp_path / "bin"
    place.mkdir()
    monkeypatch.setattr(sys, "platform", "linux")
    monkeypatch.setenv("PATH", str(place))
    monkeypatch.setattr(report_viewer, "PATIENCE_SECONDS", 0.3)
    return place


def test_the_system_opens_it_in_a_session_of_its_own(tmp_path: Path, programs: Path) -> None:
    said = tmp_path / "said"
    program(programs, "xdg-open", f'[ -t 0 ] && echo terminal > {said} || echo "$1" > {said}')
    assert report_viewer.open_with_system(Path("/tmp/a file.html")) == "xdg-open"
    assert said.read_text(encoding="utf-8") == "/tmp/a file.html\n"


def test_a_program_that_stays_is_not_waited_for(programs: Path) -> None:
    program(programs, "wslview", "exec /bin/sleep 0.6")
    assert report_viewer.open_with_system(Path("/tmp/x.pdf")) == "wslview"


@pytest.mark.parametrize("script", ["", "exit 3"])
def test_no_program_is_a_sentence_with_the_place(script: str, programs: Path) -> None:
    if script:
        program(programs, "xdg-open", script)
    with pytest.raises(PlannerError, match=r"Your report is in /tmp/x\.pdf\."):
        report_viewer.open_with_system(Path("/tmp/x.pdf"))
