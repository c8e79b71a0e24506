"""What every test may use: the shipped plans, a fixed day, and a session in a folder of its own."""

import gc
import os
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, settings

from planner import catalog
from planner.core.plan import Plan
from planner.session import Session, Surroundings

# A busy machine must not fail a property, and a run must be repeatable; look further with --hypothesis-profile=default.
settings.register_profile("gate", deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("gate")

# Apps and plans are made by the thousand here and stay alive for long: looking for garbage less often saves a sixth.
gc.set_threshold(50_000, 50, 50)

TODAY = date(2026, 11, 22)
NOW = datetime(2026, 11, 22, 12)


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--update-snapshots", action="store_true", help="write the screen snapshots anew")
    parser.addoption("--snapshots", help="a folder to compare with, or to write into, instead of tests/tui/snapshots")
    parser.addoption("--kills", type=int, default=400, help="how often tests/faults kills a writer")
    parser.addoption("--flips", type=int, default=150, help="how many broken files tests/fuzz makes")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The longest first, so that at the end nobody waits for one of them."""
    items.sort(key=lambda each: "use_cases" not in each.nodeid)


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_auto_num_workers() -> int:
    """One more than there are processors: many tests wait, for an app to come to rest or for another program."""
    return (os.cpu_count() or 1) + 1


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> Any:
    """Tests of one file stay in one process as far as they can, and find there what was worked out for the others."""
    from xdist.scheduler import WorkStealingScheduling  # type: ignore[import-untyped]

    return WorkStealingScheduling(config, log) if config.getoption("dist") == "load" else None


@pytest.fixture
def few_runs(monkeypatch: pytest.MonkeyPatch) -> None:
    """Forecasts from an eighth of the runs, where a test minds that there is one and not how fine it is."""
    monkeypatch.setattr("planner.core.forecast.RUNS", 250)


@pytest.fixture(scope="session")
def folders() -> tuple[Path, ...]:
    return (catalog.plans_dir(),)


@pytest.fixture(scope="session")
def marketing(folders: tuple[Path, ...]) -> Plan:
    return catalog.load("marketing", folders)


@pytest.fixture
def open_session(tmp_path: Path, folders: tuple[Path, ...]) -> Callable[[], Session]:
    """Opens the journey file of the test; every call is another process's view of the same file."""

    def opened() -> Session:
        return Session(Surroundings(tmp_path / "journey.json", folders, lambda: NOW, TODAY))

    return opened


@pytest.fixture
def session(open_session: Callable[[], Session]) -> Session:
    return open_session()
