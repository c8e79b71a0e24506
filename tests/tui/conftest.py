"""A frozen universe for the app: size, day, data and plans are fixed, so that screens can be compared."""

from collections import deque
from collections.abc import Callable
from datetime import timedelta
from functools import cache
from time import monotonic
from typing import Any

import pytest
import textual._wait
from textual._context import visible_screen_stack
from textual.app import App
from textual.pilot import Pilot
from textual.strip import Strip

from planner import demo
from planner.core.capacity import even_week
from planner.core.changes import drop, pause
from planner.core.forecast import forecast, usual_runs
from planner.core.forecast_values import Forecast
from planner.core.journey import Journey
from planner.core.outlook import Outlook
from planner.core.plan import Plan
from planner.core.scope import items
from planner.session import Beginning, Session
from tests.conftest import TODAY

PATIENCE_SECONDS = 15.0
READINGS = 10

# After every key Textual waits, twice, until the process did next to nothing for 20 ms, or for a second in vain: most
# of the time of these tests. Half of that, and a fifth of it busy, tells as well that a key was answered.
textual._wait.SLEEP_GRANULARITY, textual._wait.SLEEP_IDLE = 0.01, 0.002
textual._wait.wait_for_idle.__defaults__ = (0.01, 1)


@pytest.fixture
def fresh(session: Session) -> Session:
    """A journey that began today."""
    session.start(Beginning("marketing", even_week(8), name="Ada"), identifier="fresh")
    return session


@pytest.fixture(scope="session")
def lives(marketing: Plan) -> Callable[[str], Journey]:
    """Ready-made journeys by name, each lived once for all tests: nothing can change them."""

    @cache
    def lived(name: str) -> Journey:
        if name == "finished":
            return demo.finished(marketing, TODAY)
        if name == "empty":
            journey = demo.fresh(marketing, TODAY)
            for milestone in [each.id for each in items(marketing, journey).values() if each.status.is_to_do]:
                journey = drop(journey, marketing, TODAY, milestone).journey
            return journey
        return demo.half_way(marketing, TODAY - timedelta(weeks=7 if name == "late" else 0))

    return lived


@pytest.fixture
def half_way(session: Session, lives: Callable[[str], Journey]) -> Session:
    """The journey of the demonstration."""
    session.keep(lives("half_way"), "started: half-way")
    return session


@pytest.fixture
def late(session: Session, lives: Callable[[str], Journey]) -> Session:
    """The journey of the demonstration, left alone for seven weeks."""
    session.keep(lives("late"), "started: late")
    return session


@pytest.fixture
def paused(half_way: Session) -> Session:
    """The journey of the demonstration in the middle of a break."""
    half_way.apply(pause, TODAY - timedelta(days=3), TODAY + timedelta(days=25), why="A new baby")
    return half_way


@pytest.fixture
def finished(session: Session, lives: Callable[[str], Journey]) -> Session:
    """A journey with nothing left to do."""
    session.keep(lives("finished"), "started: finished")
    return session


@pytest.fixture
def empty(session: Session, lives: Callable[[str], Journey]) -> Session:
    """A journey with nothing in it: the person took every milestone of the plan out."""
    session.keep(lives("empty"), "started: empty")
    return session


@pytest.fixture(scope="session")
def forecasts() -> Callable[..., Forecast | None]:
    """Stands in for `forecast`: the same, worked out once for all apps that show a journey on the same day."""
    known: deque[tuple[int, Outlook, Forecast | None]] = deque(maxlen=64)

    def found(outlook: Outlook, **how: Any) -> Forecast | None:
        if how.keys() - {"on_progress"}:
            return forecast(outlook, **how)
        runs = usual_runs(len(outlook.tasks))
        for many, before, made in tuple(known):
            was = (many, before.journey, before.plan, before.today)
            if was == (runs, outlook.journey, outlook.plan, outlook.today):
                return made
        made = forecast(outlook, **how)
        known.append((runs, outlook, made))
        return made

    return found


@pytest.fixture(autouse=True)
def _quick(few_runs: None) -> None:
    """Every app forecasts, after every change; the pictures show what people see, see there."""


@pytest.fixture(autouse=True)
def _usual_garbage(monkeypatch: pytest.MonkeyPatch) -> None:
    """Hundreds of apps live and die in one process here: none of them may keep what there is for ever."""
    for each in ("keep_all", "collect"):
        monkeypatch.setattr(f"planner.tui.app.garbage.{each}", lambda: None)


@pytest.fixture(autouse=True)
def _forecast_once(monkeypatch: pytest.MonkeyPatch, forecasts: Callable[..., Forecast | None]) -> None:
    monkeypatch.setattr("planner.core.forecast.forecast", forecasts)


@pytest.fixture
def hasty(monkeypatch: pytest.MonkeyPatch) -> None:
    """An app that looks for changes, and tries to save, all the time, and forecasts from a few runs."""

    def roughly(session: Session, *_: object, outlook: Outlook | None = None) -> Forecast | None:
        return forecast(outlook or session.outlook(), runs=20)

    monkeypatch.setattr("planner.tui.app.POLL_SECONDS", 0.15)
    monkeypatch.setattr("planner.tui.saving.RETRY_SECONDS", 0.05)
    monkeypatch.setattr(Session, "forecast", roughly)


async def until(pilot: Pilot[None], condition: Callable[[], bool]) -> None:
    """Wait until the condition holds; fail when it does not for long."""
    give_up = monotonic() + PATIENCE_SECONDS
    while not condition():
        assert monotonic() < give_up, f"the screen did not get there\n{text_of(pilot.app)}"
        await pilot.pause(0.01)


async def at_rest(pilot: Pilot[None]) -> str:
    """What stands on the screen once it stays as it is: the footer follows a change of view a moment later."""
    shown: list[str] = []

    def is_still() -> bool:
        shown.append(text_of(pilot.app))
        return len(shown) >= READINGS and len(set(shown[-READINGS:])) == 1

    await until(pilot, is_still)
    return shown[-1]


def strips_of(app: App[None]) -> list[Strip]:
    """What the app would draw. What lies below a dialog is drawn with it, so that has to be said as the app says it."""
    visible_screen_stack.set(app._background_screens)
    return app.screen._compositor.render_strips()


def text_of(app: App[None]) -> str:
    """What stands on the screen, line by line."""
    strips = strips_of(app)
    return "\n".join(strip.text.rstrip() for strip in strips)
