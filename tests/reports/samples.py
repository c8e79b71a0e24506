"""The outlooks that reports are tested on, and the golden files that pin their bytes."""

from collections.abc import Callable
from pathlib import Path
from typing import Final

from planner import catalog
from planner.core.journey import Journey
from planner.core.outlook import Outlook
from planner.core.plan import Plan
from planner.demo import finished, fresh, half_way
from planner.reports import FORMATS, Scope, build
from tests.conftest import TODAY

GOLDEN: Final = Path(__file__).with_name("golden")
JOURNEYS: Final[dict[str, Callable[[Plan], Journey]]] = {
    "fresh": lambda plan: fresh(plan, TODAY),
    "half-way": lambda plan: half_way(plan, TODAY),
    "finished": lambda plan: finished(plan, TODAY),
}


def outlook(name: str, plan: Plan) -> Outlook:
    """One of the three journeys on `plan`, today."""
    return Outlook(plan, JOURNEYS[name](plan), TODAY)


def golden_files() -> dict[Path, str]:
    """What every golden file should hold now."""
    plan = catalog.load("marketing", [catalog.plans_dir()])
    return {
        GOLDEN / f"{name}{FORMATS[each].suffix}": FORMATS[each].render(build(outlook(name, plan), Scope()))
        for name in JOURNEYS
        for each in ("md", "json")
    }
