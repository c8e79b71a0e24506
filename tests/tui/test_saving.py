"""A change that cannot be saved stays on the screen, is marked, tried again, and asked about before the app is left."""

import errno
import os
import pty
import resource
import select
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from time import monotonic
from unittest.mock import patch

import pytest
from textual.pilot import Pilot

from planner.core import changes
from planner.core.journey import State
from planner.session import Session
from planner.store.lock import held
from planner.tui.app import PlannerApp
from planner.tui.screens.command import CommandScreen
from planner.tui.screens.main import MainScreen
from planner.tui.screens.question import QuestionScreen
from tests.tui.conftest import text_of, until

ROOT = Path(__file__).parents[2]
Other = Callable[[], Session]
pytestmark = pytest.mark.usefixtures("hasty")
FIRST = "pm-reality-check"


@contextmanager
def full_disk() -> Iterator[None]:
    def refuse(*_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    with patch("planner.store.storage.replace_file", refuse):
        yield


async def ready(pilot: Pilot[None], app: PlannerApp) -> MainScreen:
    await until(pilot, lambda: isinstance(app.screen, MainScreen) and app.screen.focused is not None)
    assert isinstance(app.screen, MainScreen)
    return app.screen


def top(app: PlannerApp) -> str:
    return text_of(app).splitlines()[0]


def said(app: PlannerApp) -> str:
    """The toast on the screen."""
    return "\n".join(each.message for each in app._notifications)


async def begin_and_tick(pilot: Pilot[None], app: PlannerApp, main: MainScreen) -> None:
    """Two changes, the second by a command."""
    await pilot.press("s")
    await until(pilot, lambda: app.session.journey.record(FIRST).state is State.STARTED)
    main.run_command("tick", FIRST, "1")
    await until(pilot, lambda: app.session.journey.record(FIRST).steps == {0})
    await pilot.pause()


async def test_a_full_disk_keeps_the_changes_on_screen_until_there_is_room(fresh: Session, open_session: Other) -> None:
    app = PlannerApp(fresh)
    async with app.run_test(size=(120, 40), notifications=True) as pilot:
        main = await ready(pilot, app)
        before = fresh.path.read_bytes()
        with full_disk():
            await pilot.press("s")
            await until(pilot, lambda: "● not saved: the disk is full" in top(app))
            assert "not saved yet · u takes it back" in said(app)
            assert "No space left on device" in said(app), "what to do is told once"
            main.run_command("tick", FIRST, "1")
            await until(pilot, lambda: "● 2 not saved: the disk is full" in top(app))
            assert "No space left on device" not in said(app)
            assert main.outlook is not None
            assert main.outlook.journey.record(FIRST).steps == {0}
            await pilot.press("question_mark")
            await until(pilot, lambda: "NOT SAVED" in text_of(app) and "2 changes are not saved" in text_of(app))
            await pilot.press("escape")
            await until(pilot, lambda: app.screen is main)
            await pilot.press("ctrl+s")
            await until(pilot, lambda: "Still not saved: the disk is full." in said(app))
            assert fresh.path.read_bytes() == before
            open_session()
        await until(pilot, lambda: "saved: 2 changes" in said(app))
        assert "not saved" not in top(app)
        assert open_session().journey == fresh.journey == main.outlook.journey
        assert [entry.title.partition(":")[0] for entry in open_session().history()[:2]] == ["ticked step 1", "begun"]
        await pilot.press("ctrl+s")
        await until(pilot, lambda: "Everything is saved" in said(app))


async def test_undo_takes_back_what_is_not_saved_and_what_became_impossible_is_told(
    fresh: Session, open_session: Other, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("planner.tui.saving.RETRY_SECONDS", 3600.0)
    app = PlannerApp(fresh)
    async with app.run_test(size=(120, 40), notifications=True) as pilot:
        main = await ready(pilot, app)
        with full_disk():
            await begin_and_tick(pilot, app, main)
            await pilot.press("u")
            await until(pilot, lambda: "● not saved" in top(app) and not fresh.journey.record(FIRST).steps)
        open_session().apply(changes.write_note, FIRST, "outside")
        await pilot.press("ctrl+s")
        await until(pilot, lambda: "saved: 1 change" in said(app))
        kept = open_session().journey
        assert kept.record(FIRST).state is State.STARTED
        assert [entry.text for entry in kept.log] == ["outside"]
        with full_disk():
            main.run_command("drop", FIRST)
            await until(pilot, lambda: "● not saved" in top(app))
        open_session().apply(changes.complete, FIRST)
        await pilot.press("ctrl+s")
        await until(pilot, lambda: "Given up: dropped" in said(app))
        assert open_session().journey.record(FIRST).state is State.DONE
        assert "not saved" not in top(app)


async def test_another_writer_freezes_nothing(fresh: Session, open_session: Other) -> None:
    app = PlannerApp(fresh)
    async with app.run_test(size=(120, 40), notifications=True) as pilot:
        main = await ready(pilot, app)
        script = (
            "import fcntl,sys;f=open(sys.argv[1],'w');fcntl.flock(f,fcntl.LOCK_EX);print('held',flush=True);input()"
        )
        with subprocess.Popen(
            [sys.executable, "-c", script, f"{fresh.path}.lock"], stdin=subprocess.PIPE, stdout=subprocess.PIPE
        ) as other:
            assert other.stdin
            assert other.stdout
            assert other.stdout.readline() == b"held\n"
            await begin_and_tick(pilot, app, main)
            await until(pilot, lambda: "◌ waiting for another program…" in top(app))
            await pilot.press("2")
            await until(pilot, lambda: main.view.id == "roadmap")
            assert open_session().journey.record(FIRST).state is State.OPEN
            other.stdin.close()
        await until(pilot, lambda: open_session().journey.record(FIRST).steps == {0})
        await until(pilot, lambda: "waiting" not in top(app))
        assert [entry.title.partition(":")[0] for entry in open_session().history()[:2]] == ["ticked step 1", "begun"]
        with held(fresh.path, 0.0):
            await pilot.press("u", "u")
            await pilot.pause(0.1)
            assert fresh.journey.record(FIRST).steps == {0}
        await until(pilot, lambda: open_session().journey.record(FIRST).state is State.OPEN)


async def test_leaving_asks_while_something_is_not_saved(fresh: Session) -> None:
    app = PlannerApp(fresh)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        main = await ready(pilot, app)
        with full_disk():
            await begin_and_tick(pilot, app, main)
            for stay in ("enter", "escape"):
                await pilot.press("ctrl+q")
                await until(pilot, lambda: isinstance(app.screen, QuestionScreen) and app.screen.focused is not None)
                assert "2 changes are not saved: the disk is full" in text_of(app)
                assert "“begun: Test the job" in text_of(app)
                await pilot.press("ctrl+q")
                await pilot.press(stay)
                await until(pilot, lambda: app.screen is main)
            await pilot.press("ctrl+q")
            await until(pilot, lambda: isinstance(app.screen, QuestionScreen))
            first = app.screen
            await pilot.press("t")
            await until(pilot, lambda: isinstance(app.screen, QuestionScreen) and app.screen is not first)
            assert app.is_running
        # There is room again; and as soon as all is saved, leaving does not ask.
        await pilot.press("t")
        await until(pilot, lambda: not app.is_running)
    assert fresh.keep_unsaved().waiting == ()
    assert fresh.journey.record(FIRST).steps == {0}


async def test_leaving_may_lose_what_screens_without_a_header_mark_too(fresh: Session, open_session: Other) -> None:
    app = PlannerApp(fresh)
    async with app.run_test(size=(80, 24)) as pilot:
        main = await ready(pilot, app)
        await pilot.press("enter")
        await until(pilot, lambda: app.screen is not main and isinstance(app.screen, CommandScreen))
        with full_disk():
            await pilot.press("s")
            await until(pilot, lambda: top(app).strip() == "● not saved: the disk is full")
            await pilot.press("ctrl+q")
            await until(pilot, lambda: isinstance(app.screen, QuestionScreen))
            await pilot.press("q")
            await until(pilot, lambda: not app.is_running)
    assert open_session().journey.record(FIRST).state is State.OPEN


async def test_a_file_that_is_gone_is_told_and_made_again_when_asked_for(fresh: Session, open_session: Other) -> None:
    app = PlannerApp(fresh)
    async with app.run_test(size=(120, 40), notifications=True) as pilot:
        main = await ready(pilot, app)
        away = fresh.path.rename(fresh.path.with_suffix(".away"))
        await until(pilot, lambda: "! the file is gone" in top(app))
        await until(pilot, lambda: "press ^s" in said(app))
        away.rename(fresh.path)
        await until(pilot, lambda: "gone" not in top(app))
        away = fresh.path.rename(away)
        await until(pilot, lambda: "! the file is gone" in top(app))
        await pilot.press("ctrl+q")
        await until(pilot, lambda: "Quit without it  q" in text_of(app))
        await pilot.press("escape")
        await until(pilot, lambda: app.screen is main)
        away.rename(fresh.path)
        fresh.path.unlink()
        await pilot.press("s")
        await until(pilot, lambda: "● not saved: the file is gone" in top(app))
        assert not fresh.path.exists()
        await pilot.press("ctrl+q")
        await until(pilot, lambda: isinstance(app.screen, QuestionScreen))
        await pilot.press("escape")
        await until(pilot, lambda: app.screen is main)
        await pilot.press("ctrl+s")
        await until(pilot, lambda: "is there again" in said(app) and "saved: 1 change" in said(app))
        assert "gone" not in top(app)
    assert open_session().journey.record(FIRST).state is State.STARTED
    assert [entry.title.partition(":")[0] for entry in open_session().history()] == ["begun", "started"]


@contextmanager
def in_a_terminal(path: Path, largest: int | None = None) -> Iterator[tuple[int, int]]:
    """The app in a terminal of its own; yields process and terminal. `largest`: bytes that a file may hold."""
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "PLANNER_FILE": str(path), "PLANNER_TODAY": "2026-11-22"}
    pid, screen = pty.fork()
    if not pid:
        if largest is not None:
            resource.setrlimit(resource.RLIMIT_FSIZE, (largest, largest))
        os.execve(sys.executable, [sys.executable, "-m", "planner"], environment | {"TERM": "xterm-256color"})
    try:
        yield pid, screen
    finally:
        with suppress(OSError):
            os.close(screen)
        with suppress(ProcessLookupError):
            os.kill(pid, signal.SIGKILL)
        with suppress(ChildProcessError):
            os.waitpid(pid, 0)


def read_until(screen: int, words: bytes) -> bytes:
    """What the terminal shows up to these words, or to its end."""
    found, give_up = b"", monotonic() + 30
    while words not in found:
        assert monotonic() < give_up, found[-2000:]
        if select.select([screen], [], [], 0.1)[0]:
            try:
                found += os.read(screen, 1 << 16)
            except OSError:
                return found
    return found


def test_a_signal_to_end_saves_what_waits_for_another_writer(fresh: Session, open_session: Other) -> None:
    with in_a_terminal(fresh.path) as (pid, screen):
        read_until(screen, b"palette")
        with held(fresh.path, 0.0):
            os.write(screen, b"s")
            read_until(screen, b"waiting for another program")
            os.kill(pid, signal.SIGTERM)
        read_until(screen, b"never shown")
        assert os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]) == 0
    assert open_session().journey.record(FIRST).state is State.STARTED


def test_a_signal_to_end_tells_what_is_lost_and_a_closed_terminal_ends_the_app(fresh: Session) -> None:
    with in_a_terminal(fresh.path, largest=100) as (pid, screen):
        read_until(screen, b"palette")
        os.write(screen, b"s")
        read_until(screen, b"not saved")
        os.kill(pid, signal.SIGTERM)
        last = read_until(screen, b"never shown")
        assert b"1 change could not be saved (the file may not grow) and is lost" in b" ".join(last.split())
        assert os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]) == 8
    with in_a_terminal(fresh.path) as (pid, screen):
        read_until(screen, b"palette")
        os.close(screen)
        assert os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]) == -signal.SIGHUP
