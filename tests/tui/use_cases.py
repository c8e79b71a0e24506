"""Every use case of the app, once: what a person does by keys, what by the mouse, and what the session then knows.

A person sees text and clicks on it, or presses keys and types; nothing here reaches into a widget to act.
"""

from collections.abc import Callable, Sequence
from pathlib import Path
from time import monotonic
from typing import Any

from msgspec import Struct
from textual.events import Key
from textual.geometry import Offset
from textual.pilot import Pilot
from textual.screen import Screen
from textual.widgets import Input, TextArea

from planner.session import Session
from planner.tui.app import PlannerApp
from tests.tui.conftest import PATIENCE_SECONDS, text_of, until


class Press(Struct, frozen=True):
    """Press keys."""

    keys: tuple[str, ...]


class Type(Struct, frozen=True):
    """Type text into the field that has the keyboard, in place of what is selected there."""

    text: str


class Erase(Struct, frozen=True):
    """Type backspaces until the field is empty."""


class TabTo(Struct, frozen=True):
    """Press tab until this has the keyboard."""

    id: str


class At(Struct, frozen=True):
    """Wait for a screen."""

    screen: type[Screen[Any]]


class Sees(Struct, frozen=True):
    """Wait for words."""

    text: str


class Click(Struct, frozen=True):
    """Click on words on the screen, the last place where they stand unless told."""

    text: str
    first: bool = False


class On(Struct, frozen=True):
    """Click into the middle of a part, where there are no words to click on: a field."""

    selector: str


Act = Press | Type | Erase | TabTo | At | Sees | Click | On


class Known(Struct, frozen=True):
    """What there is to look at after a use case: the journey as another program reads it, the app, a folder."""

    session: Session
    app: PlannerApp
    folder: Path

    @property
    def text(self) -> str:
        return text_of(self.app)


class UseCase(Struct, frozen=True):
    """One thing that people do."""

    name: str
    keys: Sequence[Act]
    mouse: Sequence[Act]
    is_known: Callable[[Known], bool]


def press(*keys: str) -> Press:
    return Press(keys)


async def act(pilot: Pilot[None], app: PlannerApp, one: Act, folder: Path) -> None:
    """Do one thing as a person does it."""
    if isinstance(one, Press):
        await pilot.press(*one.keys)
    elif isinstance(one, Type):
        await until(pilot, lambda: isinstance(app.focused, Input | TextArea))
        await _type(pilot, app, one.text.replace("FOLDER", str(folder)))
    elif isinstance(one, Erase):
        field = app.focused
        assert isinstance(field, Input)
        await pilot.press("end", *("backspace" for _ in field.value))
    elif isinstance(one, TabTo):
        for _ in range(20):
            if app.focused is not None and app.focused.id == one.id:
                return
            await pilot.press("tab")
        raise AssertionError(f"tab does not lead to {one.id}")
    elif isinstance(one, At):
        await until(pilot, lambda: isinstance(app.screen, one.screen) and app.screen.is_mounted)
        await pilot.pause()
    elif isinstance(one, Sees):
        await until(pilot, lambda: one.text in text_of(app))
        await pilot.pause(0.15)  # nobody acts on what has only just appeared
    else:
        await _click(pilot, app, one)


async def _type(pilot: Pilot[None], app: PlannerApp, text: str) -> None:
    """Letters as fast as a terminal sends them; `press` would wait for the screen after each."""
    assert app._driver is not None
    for each in text:
        event = Key(_key(each), each)
        event.set_sender(app)
        app._driver.send_message(event)
    await pilot.pause()


async def _click(pilot: Pilot[None], app: PlannerApp, one: Click | On) -> None:
    if isinstance(one, On):
        await until(pilot, lambda: bool(app.screen.query(one.selector)))
        await pilot.click(one.selector)
        return
    give_up = monotonic() + PATIENCE_SECONDS
    while (at := place_of(app, one.text, first=one.first)) is None:
        assert monotonic() < give_up, f"“{one.text}” is nowhere to click on:\n{text_of(app)}"
        await pilot.pause(0.01)
    await pilot.pause()
    await pilot.click(offset=place_of(app, one.text, first=one.first) or at)


def place_of(app: PlannerApp, text: str, *, first: bool = False) -> Offset | None:
    """Where words stand on the screen."""
    lines = text_of(app).splitlines()
    found = [Offset(line.index(text) + len(text) // 2, y) for y, line in enumerate(lines) if text in line]
    return (found[0] if first else found[-1]) if found else None


def _key(character: str) -> str:
    from textual.keys import _character_to_key

    return _character_to_key(character)


async def live(
    pilot: Pilot[None],
    app: PlannerApp,
    cases: Sequence[UseCase],
    way: Callable[[UseCase], Sequence[Act]],
    known: Known,
) -> None:
    """Go through use cases one after the other; each must be known before the next begins."""
    for case in cases:
        for one in way(case):
            try:
                await act(pilot, app, one, known.folder)
            except AssertionError as error:
                raise AssertionError(f"{case.name}: {one} did not work: {error}\n{text_of(app)}") from error
        give_up = monotonic() + PATIENCE_SECONDS
        while not case.is_known(known):
            assert monotonic() < give_up, f"{case.name}: the session does not know of it\n{text_of(app)}"
            await pilot.pause(0.02)
