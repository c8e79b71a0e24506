"""What the test of equal bytes asks another process to export."""

from planner import catalog
from planner.core.forecast import forecast
from planner.reports import FORMATS, Scope, build
from tests.reports.every_format.world import RUNS
from tests.reports.samples import outlook


def exports() -> dict[str, bytes]:
    """A half-way journey on a shipped plan in every format, all that is private with it."""
    found = outlook("half-way", catalog.load("marketing", [catalog.plans_dir()]))
    about = build(found, Scope(is_private_included=True, alarm_minutes=480), forecast(found, runs=RUNS))
    contents = {name: each.render(about) for name, each in FORMATS.items()}
    return {name: each if isinstance(each, bytes) else each.encode() for name, each in contents.items()}
