"""Milestones for Taskwarrior: a JSON list for `task import`, which updates by uuid what it has imported before.

| milestone | task |
|---|---|
| open, started, done | pending; pending with `start`, that is active; completed |
| skipped, waived | deleted: nothing is left to do, and it was not done either |
| due, or else its projected finish | `due`, the last second of that day: it is overdue only when the day is over |
| projected start of what has not begun | `scheduled`, unless after `due`; no `wait`, which would hide it from lists |
| phase | `project`, below `planner` |
| evidence | annotations; not "done when", because `task next` shows all of them in full |

Dates without a zone are local there, as ours are. `modified` is left to Taskwarrior, so that importing what has not
changed changes nothing. Facts that must be moments are at noon UTC.
"""

import json
import re
from collections.abc import Mapping
from datetime import date
from typing import Final
from uuid import NAMESPACE_URL, UUID, uuid5

from planner.core.incoming import uid
from planner.core.scope import Status
from planner.core.text import one_line
from planner.reports.facts import MilestoneFacts
from planner.reports.icalendar import day, moment
from planner.reports.report import Report

_NOT_IN_A_NAME: Final = re.compile(r"[^\w-]+")
_CLOSED: Final = {Status.DONE: "completed", Status.SKIPPED: "deleted", Status.WAIVED: "deleted"}
_NOON: Final = 12 * 3600
_MOST_ANNOTATIONS: Final = 1000


def render(report: Report) -> str:
    """The tasks as JSON, one a line."""
    uuids = {each.id: str(_uuid(report.journey_id, each.id)) for each in report.milestones}
    tasks = [json.dumps(_task(report, each, uuids), ensure_ascii=False) for each in report.milestones]
    return "[\n" + ",\n".join(tasks) + "\n]\n"


def _uuid(journey_id: str, milestone_id: str) -> UUID:
    """Version 5, so that the same milestone always has the same."""
    return uuid5(NAMESPACE_URL, uid(journey_id, milestone_id))


def _task(report: Report, milestone: MilestoneFacts, uuids: Mapping[str, str]) -> dict[str, object]:
    status = Status(milestone.status)
    task: dict[str, object] = {
        "uuid": uuids[milestone.id],
        "status": _CLOSED.get(status, "pending"),
        "description": one_line(milestone.title),
        "entry": moment(report.person.started),
        "project": f"planner.{_name(milestone.phase)}",
        "tags": ["planner", "own"] if milestone.is_own else ["planner"],
    }
    due = milestone.due or milestone.finish
    if due:
        task["due"] = f"{day(due)}T235959"
    if status in _CLOSED:
        task["end"] = moment(milestone.finished or report.period.last)
    elif status is Status.STARTED:
        task["start"] = moment(milestone.started or report.period.last)
    elif milestone.start and (due is None or milestone.start <= due):
        task["scheduled"] = f"{day(milestone.start)}T000000"
    if depends := [uuids[each] for each in milestone.requires if each in uuids]:
        task["depends"] = depends
    task["annotations"] = _annotations(milestone)
    return task


def _annotations(milestone: MilestoneFacts) -> list[dict[str, str]]:
    """The evidence. Taskwarrior tells annotations apart by their time, so that each has its own second of the day."""
    taken: dict[date, int] = {}
    found = []
    for each in milestone.evidence:
        second = taken[each.date] = taken.get(each.date, _NOON - 1) + 1
        minute, hour = second // 60, second // 3600
        stamp = f"{day(each.date)}T{hour:02}{minute % 60:02}{second % 60:02}Z"
        found.append({"entry": stamp, "description": one_line(each.text)})
    return found[:_MOST_ANNOTATIONS]


def _name(phase: str) -> str:
    return _NOT_IN_A_NAME.sub("-", phase) or "plan"
