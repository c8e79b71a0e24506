"""The outlooks that reports are tested on, and the golden files that pin their bytes."""

from collections.abc import Callable
from functools import lru_cache
from pathlib import Path
from typing import Final

from planner import catalog
from planner.core.forecast import forecast
from planner.core.forecast_values import Forecast
from planner.core.journey import Journey
from planner.core.outlook import Outlook
from planner.core.plan import Plan
from planner.demo import finished, fresh, half_way
from planner.reports import FORMATS, Report, Scope, build
from tests.conftest import TODAY

GOLDEN: Final = Path(__file__).with_name("golden")
JOURNEYS: Final[dict[str, Callable[[Plan], Journey]]] = {
    "fresh": lambda plan: fresh(plan, TODAY),
    "half-way": lambda plan: half_way(plan, TODAY),
    "finished": lambda plan: finished(plan, TODAY),
}
TEXT_FORMATS: Final = tuple(name for name in FORMATS if name != "pdf")


def outlook(name: str, plan: Plan) -> Outlook:
    """One of the three journeys on `plan`, today."""
    return Outlook(plan, JOURNEYS[name](plan), TODAY)


@lru_cache
def _known(name: str) -> tuple[Outlook, Forecast | None]:
    found = outlook(name, catalog.load("marketing", [catalog.plans_dir()]))
    return found, forecast(found)


def whole_report(name: str, scope: Scope | None = None) -> Report:
    """The report on one of the three journeys, with the forecast."""
    found, future = _known(name)
    return build(found, scope or Scope(), future)


def text(format_name: str, report: Report) -> str:
    """A report in one of the formats that are text."""
    content = FORMATS[format_name].render(report)
    assert isinstance(content, str)
    return content


def golden_files() -> dict[Path, bytes]:
    """What every golden file should hold now: each journey in every format that is text, named after both."""
    reports = {name: whole_report(name) for name in JOURNEYS}
    return {
        GOLDEN / f"{name}.{each}": text(each, report).encode()
        for name, report in reports.items()
        for each in TEXT_FORMATS
    }
