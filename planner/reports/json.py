"""The report as JSON: one stable object, raw UTF-8, ISO dates, two spaces of indentation, a newline at the end.

Keys, in this order: `version` (1; raised when a key changes its meaning or goes, never for a new one), then
`journey_id`, `person`, `period`, `summary`, `progress`, `dates`, `forecast`, `done`, `rose`, `passed`, `in_progress`,
`late`, `next_weeks`, `skills`, `readiness`, `gates`, `habits`, `questions`, `notes`, `left_out`, `milestones` and
`charts`, each with the fields that `planner.reports.facts` (for `charts`: `planner.reports.charts`) documents. Hours
are rounded to hundredths, chances to four digits; a control character is a picture of itself. What does not apply is
null or an empty list, so that every key is always there.
"""

import json
from datetime import date
from typing import Final

from msgspec import Struct

from planner.core.text import visible
from planner.reports.report import Report

VERSION: Final = 1
_CHANCES: Final = frozenset({"chance"})
_OPTIONS: Final = frozenset({"alarm_minutes"})  # what other formats were asked for is no fact of the journey


def render(report: Report) -> str:
    """The whole report as a JSON object."""
    facts = {name: value for name, value in _object(report).items() if name not in _OPTIONS}
    return json.dumps({"version": VERSION, **facts}, ensure_ascii=False, indent=2) + "\n"


def _object(value: Struct) -> dict[str, object]:
    found = {field: _plain(getattr(value, field)) for field in value.__struct_fields__}
    for name in found.keys() & _CHANCES:  # a share of runs, of which there are thousands
        exact = getattr(value, name)
        found[name] = exact if exact is None else round(exact, 4)
    return found


def _plain(value: object) -> object:
    """A fact as JSON knows it."""
    if isinstance(value, Struct):
        return _object(value)
    if isinstance(value, str):
        return visible(value)
    if isinstance(value, tuple):
        return [_plain(each) for each in value]
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, float):
        return round(value, 2)
    return value
