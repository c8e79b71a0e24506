"""Two hundred random keys, as a cat or a paste gives them: nothing breaks; what changes, undo brings back."""

import json
import random
import string
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from textual import events
from textual.pilot import Pilot

from planner.core.journey import Journey
from planner.errors import Refused
from planner.session import Session
from planner.settings import Settings
from planner.tui.app import PlannerApp
from planner.tui.screens.main import MainScreen
from planner.tui.screens.setup import SetupScreen
from tests.tui.conftest import until

BURST = 200
PRINTABLE = string.digits + string.ascii_letters + string.punctuation + " "


def journey_part(path: Path) -> dict[str, Any]:
    """The file without its history."""
    tables: dict[str, Any] = json.loads(path.read_bytes())
    return {name: table for name, table in tables.items() if name not in ("changes", "meta")}


async def burst(pilot: Pilot[None], app: PlannerApp, seed: int, *, breath: float = 0.05) -> None:
    """Keys as fast as they come, with a breath here and there so that dialogs open under them."""
    chance = random.Random(seed)
    for character in chance.choices(PRINTABLE, k=BURST):
        app.post_message(events.Key(key_of(character), character))
        if chance.random() < breath:
            await pilot.pause()
    await pilot.pause()


def key_of(character: str) -> str:
    from textual.keys import _character_to_key

    return _character_to_key(character)


async def leave_dialogs(pilot: Pilot[None], app: PlannerApp) -> None:
    for _ in range(40):
        await pilot.pause()
        if isinstance(app.screen, MainScreen):
            return
        await pilot.press("escape")
    raise AssertionError(f"no way out of {app.screen}")


def undo_all(session: Session) -> None:
    while True:
        try:
            session.undo()
        except Refused:
            return


@pytest.fixture
def keep(session: Session, lives: Callable[[str], Journey], request: pytest.FixtureRequest) -> Session:
    """A journey by name, without anything to undo."""
    if request.param == "fresh":
        return request.getfixturevalue("fresh")  # type: ignore[no-any-return]
    session.keep(lives(request.param), "started")
    return session


@pytest.mark.usefixtures("hasty")
@pytest.mark.parametrize(
    ("keep", "size", "views"),
    [
        ("fresh", (120, 40), "12"),
        ("half_way", (120, 40), "346"),
        ("late", (80, 24), "15"),
        ("finished", (60, 16), "26"),
    ],
    indirect=["keep"],
)
async def test_a_burst_changes_nothing_that_undo_does_not_bring_back(
    keep: Session, size: tuple[int, int], views: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "here"
    folder.mkdir()
    monkeypatch.chdir(folder)
    monkeypatch.setenv("HOME", str(folder))
    app = PlannerApp(keep)
    async with app.run_test(size=size) as pilot:
        await until(pilot, lambda: isinstance(app.screen, MainScreen) and app.screen.forecasting is None)
        main = app.screen
        assert isinstance(main, MainScreen)
        before, part = keep.journey, journey_part(keep.path)
        for view in views:
            await pilot.press(view)
            await until(pilot, lambda: main.view.is_at_rest)
            await burst(pilot, app, seed=1000 * size[0] + int(view))
            await leave_dialogs(pilot, app)
            undo_all(keep)
            assert keep.journey == before
            assert journey_part(keep.path) == part
        assert app.preferences.settings == Settings()
    assert not list(folder.iterdir())


async def test_a_burst_in_the_setup_saves_nothing(session: Session) -> None:
    app = PlannerApp(session)
    async with app.run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: isinstance(app.screen, SetupScreen) and app.focused is not None)
        for step in range(4):
            await burst(pilot, app, seed=step)
            assert isinstance(app.screen, SetupScreen)
            if step == 2:  # whatever stands in the lines now, the setup must go on with it put right
                for name, text in {"hours": "8", "start": "today", "target": "", "name": "Ada"}.items():
                    app.screen.query_one(f"#time-{name}").value = text  # type: ignore[attr-defined]
            await pilot.press("enter")
        assert not session.path.exists()
