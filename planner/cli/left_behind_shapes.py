"""The JSON objects of what the plan no longer has. Dates are ISO; fields are only ever added."""

from planner.cli.shapes import Shape, hours, iso
from planner.core.journey import LogEntry
from planner.core.left_behind import Remnant


def remnant(one: Remnant) -> Shape:
    """One of them in a list."""
    return {
        "id": one.id,
        "title": one.title,
        "status": one.status.value,
        "in_plan": False,
        "started": iso(one.record.started),
        "finished": iso(one.finished),
        "hours": {"logged": hours(one.hours)},
        "notes": [_entry(entry) for entry in one.notes],
        "evidence": [_entry(entry) for entry in one.evidence],
        "private": one.record.private,
    }


def whole(one: Remnant) -> Shape:
    """One of them with all there is about it, as `show` answers."""
    return remnant(one) | {
        "skipped_because": one.record.why,
        "steps": [_entry(entry) for entry in one.steps],
        "log": [_entry(entry) | {"kind": entry.kind.value, "hours": hours(entry.hours)} for entry in one.entries],
    }


def _entry(entry: LogEntry) -> Shape:
    return {"date": iso(entry.date), "text": entry.text}
