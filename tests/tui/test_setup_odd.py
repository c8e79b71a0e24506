"""The first run with what it does not expect: hostile names, broken plans, no plan at all."""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from shutil import copytree

import pytest

from planner.catalog import plans_dir
from planner.session import Beginning, Session, Surroundings
from planner.tui.app import PlannerApp
from tests.conftest import NOW, TODAY
from tests.tui.conftest import text_of, until
from tests.tui.test_setup import Harness, at_step, field


@pytest.fixture
def with_own_plans(tmp_path: Path) -> Callable[[str], Session]:
    """A session whose plan folder also holds one more file."""

    def opened(text: str) -> Session:
        folder = tmp_path / "plans"
        copytree(plans_dir(), folder)
        (folder / "aaa.toml").write_text(text, encoding="utf-8")
        return Session(Surroundings(tmp_path / "own.json", (folder,), lambda: NOW, TODAY))

    return opened


HOSTILE = "[x] [/b] [red]boom[/red] 🙂 مرحبا"


@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
async def test_names_are_shown_as_they_are(with_own_plans: Callable[[str], Session], size: tuple[int, int]) -> None:
    text = (plans_dir() / "marketing.toml").read_text(encoding="utf-8")
    text = text.replace('id = "marketing"', 'id = "hostile"', 1).replace('name = "Marketing"', f'name = "{HOSTILE}"')
    text = text.replace("Customer language and segmentation", HOSTILE).replace("Move inside your company", HOSTILE)
    text = text.replace('title = "Marketing to product manager"', f'title = "{HOSTILE}"')
    text = text.replace('name = "Product marketing manager"', f'name = "{HOSTILE}"')
    app = Harness(with_own_plans(text))
    async with app.run_test(size=size) as pilot:
        screen = await at_step(pilot, app, 1)
        assert "[x] [/b] [red]boom[/red]" in text_of(app)
        await pilot.press("tab", "down", "enter")
        await at_step(pilot, app, 2)
        assert "[x] [/b] [red]boom[/red]" in text_of(app)
        await pilot.press("enter")
        await at_step(pilot, app, 3)
        field(screen, "name").value = HOSTILE
        await pilot.press("enter")
        await at_step(pilot, app, 4)
        await pilot.press("enter")
        await at_step(pilot, app, 5)
        await until(pilot, lambda: text_of(app).count("[x] [/b] [red]boom[/red]") >= 2)
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(app.result, Beginning))
    assert isinstance(app.result, Beginning)
    assert app.result.name == HOSTILE


async def test_a_broken_plan_is_said_and_stops_nothing_else(with_own_plans: Callable[[str], Session]) -> None:
    app = Harness(with_own_plans("format = 1\n[oops"))
    async with app.run_test(size=(120, 40)) as pilot:
        screen = await at_step(pilot, app, 1)
        assert "cannot be read" in text_of(app)
        await pilot.press("up", "up", "up", "up", "up", "enter")
        assert "Step 1 of 5" in text_of(app)
        await until(pilot, lambda: bool(screen.query_one("#setup-problem").display))
        await pilot.press("down", "enter")
        await at_step(pilot, app, 2)


async def test_without_any_plan_it_says_so(tmp_path: Path) -> None:
    app = Harness(Session(Surroundings(tmp_path / "none.json", (tmp_path / "nothing",), lambda: NOW, TODAY)))
    async with app.run_test() as pilot:
        await until(pilot, lambda: "No plan was found" in text_of(app))
        await pilot.press("enter")
        assert "Step 1 of 5" in text_of(app)
        await pilot.press("escape")
        await until(pilot, lambda: app.result is None)


def shows(app: PlannerApp, words: str) -> bool:
    """True when the words stand on the screen."""
    return words in text_of(app)


async def test_a_journey_that_cannot_be_saved_loses_no_answer(tmp_path: Path, folders: tuple[Path, ...]) -> None:
    blocked = tmp_path / "a-file"
    blocked.write_text("no folder", encoding="utf-8")
    app = PlannerApp(Session(Surroundings(blocked / "journey.json", folders, lambda: NOW, TODAY)))
    async with app.run_test(size=(120, 40), notifications=True) as pilot:
        await until(pilot, lambda: "Step 1 of 5" in text_of(app))
        first = app.screen
        await pilot.press("down")
        for step in range(2, 6):
            await pilot.press("enter")
            heading = f"Step {step} of 5"
            await until(pilot, partial(shows, app, heading))
        chosen = app.screen.draft  # type: ignore[attr-defined]
        await pilot.press("enter")
        await until(pilot, lambda: app.screen is not first and "Step 1 of 5" in text_of(app))
        await until(pilot, lambda: any("a-file" in toast.message for toast in app._notifications))
        assert app.screen.draft == chosen  # type: ignore[attr-defined]
