"""What is remembered is what would be worked out, and nothing that changed its reasons is ever remembered."""

import os
from collections.abc import Callable, Sequence
from datetime import date, timedelta
from pathlib import Path
from shutil import copytree

import pytest
from msgspec.structs import replace

from planner import catalog
from planner.core import forecast as engine
from planner.core.capacity import even_week
from planner.core.changes import add, log_hours
from planner.core.forecast_values import Forecast
from planner.core.outlook import Outlook
from planner.core.plan import Effort
from planner.core.schedule import Schedule, Task, schedule
from planner.session import Beginning, Session, Surroundings

from .conftest import NOW, TODAY

Open = Callable[..., Session]


@pytest.fixture
def plans(tmp_path: Path) -> Path:
    """Plans of one's own to change."""
    return copytree(catalog.plans_dir(), tmp_path / "plans")


@pytest.fixture
def opened(tmp_path: Path, plans: Path) -> Open:
    """Opens the journey as another process would, on some day, with or without a memory."""

    def session(today: date = TODAY, *, remembers: bool = True) -> Session:
        folder = tmp_path / "cache"
        surroundings = Surroundings(tmp_path / "journey.json", (plans,), lambda: NOW, today)
        return Session(replace(surroundings, cache_folder=(lambda: folder)) if remembers else surroundings)

    session().start(Beginning("marketing", even_week(8)), identifier="recall")
    return session


@pytest.fixture
def loads(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The plans that were read and the forecasts that were simulated, in order."""
    done: list[str] = []
    load, simulate = catalog.load, engine.forecast

    def loading(reference: str | Path, folders: tuple[Path, ...]) -> object:
        done.append("plan")
        return load(reference, folders)

    def simulating(outlook: Outlook, **options: object) -> Forecast | None:
        done.append("forecast")
        return simulate(outlook, runs=20)

    monkeypatch.setattr("planner.catalog.load", loading)
    monkeypatch.setattr("planner.core.forecast.forecast", simulating)
    return done


def test_the_second_call_works_nothing_out_and_says_the_same(opened: Open, loads: list[str]) -> None:
    first = opened()
    said = (first.plan, first.forecast())
    loads.clear()
    second = opened()
    assert (second.plan, second.forecast()) == said
    assert loads == []


def test_without_a_folder_everything_is_worked_out(opened: Open, loads: list[str]) -> None:
    for _ in range(2):
        session = opened(remembers=False)
        assert session.plan
        assert session.forecast()
    assert loads == ["plan", "forecast"] * 2


def test_a_change_of_the_journey_is_a_new_forecast(opened: Open, loads: list[str]) -> None:
    session = opened()
    before = session.forecast()
    loads.clear()
    session.apply(log_hours, session.plan.phases[0].milestones[0], 0.5)
    assert session.forecast() != before
    assert opened().forecast() == session.forecast()
    assert loads == ["forecast"]


def test_another_day_is_a_new_forecast(opened: Open, loads: list[str]) -> None:
    opened().forecast()
    loads.clear()
    opened(TODAY + timedelta(days=1)).forecast()
    assert loads == ["forecast"]


@pytest.mark.parametrize("name", ["marketing.toml", "product-manager/milestones.toml", "mine.toml"])
def test_any_change_of_the_plan_files_is_a_new_plan(opened: Open, plans: Path, loads: list[str], name: str) -> None:
    """Also one that leaves size and time as they were: a copy, an editor and a clock may do that."""
    opened().forecast()
    path = plans / name
    if path.exists():
        times = (path.stat().st_atime_ns, path.stat().st_mtime_ns)
        old = path.read_text(encoding="utf-8")
        path.write_text(old.replace(". ", "; ", 1), encoding="utf-8")
        assert path.read_text(encoding="utf-8") != old
        os.utime(path, ns=times)
    else:
        path.write_text((plans / "ux.toml").read_text(encoding="utf-8").replace('"ux"', '"mine"', 1), encoding="utf-8")
    loads.clear()
    session = opened()
    assert session.plan == catalog.load("marketing", (plans,))
    session.forecast()
    assert loads[0] == "plan"
    assert "forecast" in loads


def test_the_dates_of_a_large_journey_are_remembered_with_its_forecast(
    opened: Open, loads: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    placed: list[int] = []

    def placing(tasks: Sequence[Task], *given: object) -> Schedule:
        placed.append(len(tasks))
        return schedule(tasks, *given)  # type: ignore[arg-type]

    session = opened()
    for number in range(170):
        session.apply(add, f"Errand {number}", phase=session.plan.phases[0].id, effort=Effort(0.5, 1, 2))
    before = session.outlook().schedule
    session.forecast()
    monkeypatch.setattr("planner.core.outlook.schedule", placing)
    assert opened().outlook().schedule == before
    assert list(opened().outlook().schedule.slots) == list(before.slots)
    assert placed == []
    again = opened()
    again.apply(log_hours, again.plan.phases[0].milestones[0], 0.5)
    assert again.outlook().schedule != before
    assert opened(TODAY + timedelta(days=1)).outlook().schedule != before
    assert len(placed) == 2


def test_new_code_is_a_new_answer(opened: Open, loads: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    opened().forecast()
    loads.clear()
    monkeypatch.setattr("planner.recall._CODE", (Path(__file__).parent,))
    opened().forecast()
    assert loads == ["plan", "forecast"]


def test_a_plan_that_is_broken_is_told_as_ever(opened: Open, plans: Path) -> None:
    opened().forecast()
    (plans / "marketing.toml").write_text('id = "marketing"\n', encoding="utf-8")
    with pytest.raises(catalog.PlanProblems):
        opened().outlook()


def test_a_pipe_among_the_plans_stops_nothing(opened: Open, plans: Path) -> None:
    os.mkfifo(plans / "pipe.toml")
    assert opened().forecast()
