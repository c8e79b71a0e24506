"""The report as JSON: one stable object, raw UTF-8, ISO dates, two spaces of indentation, a newline at the end.

Keys, in this order: `version` (1; raised when a key changes its meaning or goes, never for a new one), then `person`,
`period`, `progress`, `dates`, `done`, `in_progress`, `late`, `next_weeks`, `skills`, `readiness`, `gates`, `habits`,
`questions`, `notes`, `left_out` and `milestones`, each with the fields that `planner.reports.facts` documents. Hours
are rounded to hundredths. What does not apply is null or an empty list, so that every key is always there.
"""

import json
from dataclasses import fields, is_dataclass
from datetime import date
from typing import Final

from planner.reports.report import Report

VERSION: Final = 1


def render(report: Report) -> str:
    """The whole report as a JSON object."""
    return json.dumps({"version": VERSION, **_object(report)}, ensure_ascii=False, indent=2) + "\n"


def _object(value: object) -> dict[str, object]:
    return {field.name: _plain(getattr(value, field.name)) for field in fields(value)}  # type: ignore[arg-type]


def _plain(value: object) -> object:
    """A fact as JSON knows it."""
    if is_dataclass(value):
        return _object(value)
    if isinstance(value, tuple):
        return [_plain(each) for each in value]
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, float):
        return round(value, 2)
    return value
