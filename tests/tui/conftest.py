"""A frozen universe for the app: size, day, data and plans are fixed, so that screens can be compared."""

import re
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from time import monotonic

import pytest
from textual.app import App
from textual.pilot import Pilot

from planner import demo
from planner.core.capacity import even_week
from planner.core.changes import pause
from planner.core.forecast import forecast
from planner.core.forecast_values import Forecast
from planner.core.outlook import Outlook
from planner.core.plan import Plan
from planner.session import Beginning, Session
from planner.tui.app import PlannerApp
from tests.conftest import TODAY

SNAPSHOTS = Path(__file__).parent / "snapshots"
PATIENCE_SECONDS = 20.0


@pytest.fixture
def fresh(session: Session) -> Session:
    """A journey that began today."""
    session.start(Beginning("marketing", even_week(8), name="Ada"), identifier="fresh")
    return session


@pytest.fixture
def half_way(session: Session, marketing: Plan) -> Session:
    """The journey of the demonstration."""
    session.keep(demo.half_way(marketing, TODAY), "started: half-way")
    return session


@pytest.fixture
def late(session: Session, marketing: Plan) -> Session:
    """The journey of the demonstration, left alone for seven weeks."""
    session.keep(demo.half_way(marketing, TODAY - timedelta(weeks=7)), "started: late")
    return session


@pytest.fixture
def paused(half_way: Session) -> Session:
    """The journey of the demonstration in the middle of a break."""
    half_way.apply(pause, TODAY - timedelta(days=3), TODAY + timedelta(days=25), why="A new baby")
    return half_way


@pytest.fixture
def finished(session: Session, marketing: Plan) -> Session:
    """A journey with nothing left to do."""
    session.keep(demo.finished(marketing, TODAY), "started: finished")
    return session


@pytest.fixture
def hasty(monkeypatch: pytest.MonkeyPatch) -> None:
    """An app that looks for changes, and tries to save, all the time, and forecasts from a few runs."""

    def roughly(session: Session, *_: object, outlook: Outlook | None = None) -> Forecast | None:
        return forecast(outlook or session.outlook(), runs=20)

    monkeypatch.setattr("planner.tui.app.POLL_SECONDS", 0.05)
    monkeypatch.setattr("planner.tui.saving.RETRY_SECONDS", 0.05)
    monkeypatch.setattr(Session, "forecast", roughly)


async def until(pilot: Pilot[None], condition: Callable[[], bool]) -> None:
    """Wait until the condition holds; fail when it does not for long."""
    give_up = monotonic() + PATIENCE_SECONDS
    while not condition():
        assert monotonic() < give_up, "the screen did not get there"
        await pilot.pause(0.01)


def text_of(app: App[None]) -> str:
    """What stands on the screen, line by line."""
    strips = app.screen._compositor.render_strips()
    return "\n".join(strip.text.rstrip() for strip in strips)


def drawn(app: App[None]) -> str:
    """The screen as an SVG without the parts that differ from run to run."""
    svg = app.export_screenshot(title="planner", simplify=True)
    return re.sub(r"terminal-\d+-", "terminal-", svg)


@pytest.fixture
def matches_snapshot(request: pytest.FixtureRequest) -> Callable[[PlannerApp, str], None]:
    """Compares the screen with the picture and the text kept under a name; writes them with --update-snapshots."""

    def compare(app: PlannerApp, name: str) -> None:
        picture, text = SNAPSHOTS / f"{name}.svg", SNAPSHOTS / f"{name}.txt"
        if request.config.getoption("--update-snapshots"):
            SNAPSHOTS.mkdir(exist_ok=True)
            picture.write_text(drawn(app), encoding="utf-8", newline="\n")
            text.write_text(text_of(app) + "\n", encoding="utf-8", newline="\n")
        assert text_of(app) + "\n" == text.read_text(encoding="utf-8"), f"{text} differs"
        assert drawn(app) == picture.read_text(encoding="utf-8"), f"{picture} differs in colour or style only"

    return compare
