"""Whatever is written on a screen can be read: the colours that are drawn, not those that were meant."""

from collections.abc import Iterator
from functools import partial

import pytest
from textual.pilot import Pilot
from textual.screen import ModalScreen
from textual.strip import Strip

from planner.core.scope import Status
from planner.session import Session
from planner.tui import symbols
from planner.tui.app import PlannerApp
from planner.tui.screens.main import MainScreen
from planner.tui.theme import DARK, LIGHT
from tests.tui.conftest import strips_of, text_of, until
from tests.tui.test_theme import contrast

LEAST = 4.5
PLACES = {  # a screen, the keys that open it, and what stands there then
    "Today": ("1", "because"),
    "Roadmap": ("2", "weight"),
    "Timeline": ("3", "[month]"),
    "Skills": ("4", "Readiness"),
    "Progress": ("5", "BURN-UP"),
    "Report": ("6", "Progress report"),
    "help": ("question_mark", "Undo"),
    "form": ("l", "Log hours"),
    "re-plan": ("r", "Accept"),
    "what if": ("i", "half the runs by"),
    "history": ("H", "History"),
    "settings": ("comma", "LOOKS"),
}


def poor(lines: list[Strip]) -> Iterator[str]:
    """Every word that stands out too little from its ground, with its colours."""
    for strip in lines:
        for segment in strip:
            style = segment.style
            if style is None or not any(char.isalnum() for char in segment.text):
                continue
            assert style.color is not None, segment
            assert style.bgcolor is not None, segment
            text, ground = style.color.get_truecolor().hex, style.bgcolor.get_truecolor(foreground=False).hex
            if contrast(text, ground) < LEAST:
                yield f"{segment.text.strip()}: {text} on {ground}, {contrast(text, ground):.1f} to 1"


async def walk(pilot: Pilot[None], app: PlannerApp) -> list[str]:
    """What cannot be read where: each place as it opens, and as the keyboard goes on in it."""
    found: dict[str, None] = {}
    for place, (key, words) in PLACES.items():
        await pilot.press("1")
        await pilot.press(key)
        await until(pilot, partial(shows, app, words))
        for way in ("", "tab", "down"):
            await pilot.press(*filter(None, [way]))
            await pilot.pause()
            found |= dict.fromkeys(f"{place}: {each}" for each in poor(drawn(app)))
        await pilot.press("escape")  # out of the choices of a field, or of a dialog
        await pilot.pause()
        if not isinstance(app.screen, MainScreen):
            await pilot.press("escape")
            await until(pilot, partial(is_back, app))
    return list(found)


def drawn(app: PlannerApp) -> list[Strip]:
    """The screen; of a dialog only what is inside it, for what is behind is dimmed on purpose."""
    lines = strips_of(app)
    if not isinstance(app.screen, ModalScreen):
        return lines
    inside = app.screen.children[0].region
    return [line.crop(inside.x, inside.right) for line in lines[inside.y : inside.bottom]]


def shows(app: PlannerApp, words: str) -> bool:
    return words in text_of(app)


def is_back(app: PlannerApp) -> bool:
    return isinstance(app.screen, MainScreen)


@pytest.mark.parametrize("theme", [DARK.name, LIGHT.name])
async def test_every_word_stands_out_from_its_ground(late: Session, theme: str) -> None:
    app = PlannerApp(late)
    async with app.run_test(size=(120, 40)) as pilot:
        await until(pilot, lambda: "because" in text_of(app))
        app.preferences.show_theme(app, theme)
        assert await walk(pilot, app) == []


def test_every_state_has_a_word_and_a_symbol_of_its_own() -> None:
    """Skipped and waived are one thing to the eye, left out with leave, and differ by their word."""
    kept = {status: symbols.SYMBOLS[status] for status in Status if status is not Status.WAIVED}
    marks = [*kept.values(), symbols.WAITING, symbols.LATE, symbols.PIN, symbols.DRIVES]
    assert len(set(marks)) == len(marks)
    assert symbols.SYMBOLS[Status.WAIVED] == symbols.SYMBOLS[Status.SKIPPED]
    assert set(symbols.SYMBOLS) == set(Status)
    words = [status.value for status in Status]
    assert all(words)
    assert len(set(words)) == len(words)
