"""The JSON objects of the command line, as others rely on them. Dates are ISO; fields are only ever added."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

from planner.cli.conflicts import described
from planner.core.agenda import NextAction
from planner.core.journey import Entry, LogEntry
from planner.core.outlook import Outlook
from planner.core.standing import MilestoneState

if TYPE_CHECKING:
    from planner.core.replan import Move

Shape = dict[str, Any]


def milestones(outlook: Outlook, states: Iterable[MilestoneState]) -> Shape:
    """What `list` answers."""
    return {"today": iso(outlook.today), "milestones": [milestone(state) for state in states]}


def milestone(state: MilestoneState) -> Shape:
    """One milestone of a list."""
    item, record = state.item, state.item.record
    effort = state.milestone.effort
    return {
        "id": state.id,
        "title": state.title,
        "phase": state.milestone.phase,
        "status": state.status.value,
        "start": iso(state.start),
        "finish": iso(state.finish),
        "due": iso(state.due),
        "float_days": state.float_days,
        "drives_finish": state.drives_finish,
        "late": state.is_late,
        "overdue": state.is_overdue,
        "waiting": state.is_waiting,
        "requires": list(item.requires),
        "unlocks": list(state.unlocks),
        "hours": {
            "low": effort.low,
            "likely": effort.likely,
            "high": effort.high,
            "expected": hours(item.expected),
            "personal": hours(item.personal),
            "logged": hours(item.logged),
            "remaining": hours(item.remaining),
        },
        "steps": {"done": len(record.steps), "total": len(state.milestone.steps)},
        "pin": {"kind": record.pin.kind.value, "date": iso(record.pin.date)} if record.pin else None,
        "own": item.is_own,
        "private": record.private,
    }


def whole(outlook: Outlook, state: MilestoneState) -> Shape:
    """One milestone with all there is about it, as `show` answers."""
    plan_says, record = state.milestone, state.item.record
    blocks = state.slot.blocks if state.slot else ()
    entries = [entry for entry in outlook.journey.log if entry.about == state.id and entry.kind is not Entry.HABIT]
    return milestone(state) | {
        "why": plan_says.why,
        "done_when": plan_says.done_when,
        "kind": plan_says.kind.value,
        "weight": plan_says.weight,
        "on_the_job": plan_says.on_the_job,
        "elapsed_weeks": plan_says.elapsed_weeks,
        "evidence_wanted": plan_says.evidence,
        "skills": dict(plan_says.skills),
        "resources": list(plan_says.resources),
        "waived_by": list(plan_says.waived_by),
        "may_skip": state.may_skip,
        "skip_if": plan_says.skip_if,
        "skipped_because": record.why,
        "step_list": [
            {"number": index + 1, "text": text, "done": index in record.steps}
            for index, text in enumerate(plan_says.steps)
        ],
        "blocks": [{"date": iso(block.date), "hours": hours(block.hours)} for block in blocks],
        "notes": [_entry(entry) for entry in entries if entry.kind is Entry.NOTE],
        "evidence": [_entry(entry) | {"private": entry.private} for entry in entries if entry.kind is Entry.EVIDENCE],
        "log": [_entry(entry) | {"kind": entry.kind.value, "hours": hours(entry.hours)} for entry in entries],
    }


def status(outlook: Outlook) -> Shape:
    """The journey on one screen."""
    from planner.core.pride import pride

    settings, progress, week = outlook.journey.settings, outlook.progress, outlook.week
    proud = pride(outlook)
    return {
        "today": iso(outlook.today),
        "journey": {
            "name": settings.name,
            "from": outlook.plan.starts_from,
            "to": outlook.plan.leads_to,
            "plan": settings.plan,
            "plan_version": settings.plan_version,
            "route": settings.route,
            "variant": settings.variant,
            "start": iso(settings.start),
            "target": iso(settings.target),
        },
        "progress": {
            "percent": progress.percent,
            "done": progress.done,
            "open": progress.open,
            "started": progress.started,
            "skipped": progress.skipped,
            "waived": progress.waived,
            "dropped": progress.dropped,
        },
        "week": {
            "first": iso(week.first),
            "last": iso(week.last),
            "capacity_hours": hours(week.capacity),
            "planned_hours": hours(week.planned),
            "logged_hours": hours(week.logged),
        },
        "warnings": list(outlook.warnings),
        "finish": iso(outlook.finish),
        "next": next_action(outlook.next_action),
        "late": [state.id for state in outlook.late],
        "streak_weeks": outlook.streak,
        "proud_of": {"kind": proud.kind.value, "date": iso(proud.date), "text": proud.text} if proud else None,
        "conflicts": described(outlook),
    }


def replan(outlook: Outlook, moves: "Sequence[Move]", accepted: Sequence[str]) -> Shape:
    """What would move, as it was before anything was accepted; `accepted` are the ids that were."""
    return {
        "today": iso(outlook.today),
        "moves": [
            {
                "id": move.id,
                "title": move.title,
                "old": iso(move.old),
                "new": iso(move.new),
                "days": move.days,
                "reason": move.reason,
            }
            for move in moves
        ],
        "finish": iso(outlook.finish),
        "conflicts": described(outlook),
        "accepted": list(accepted),
    }


def next_action(action: NextAction | None) -> Shape | None:
    """What to do now; None when nothing is left to do."""
    if action is None:
        return None
    return {
        "id": action.id,
        "title": action.title,
        "hours": hours(action.hours),
        "date": iso(action.date),
        "reason": action.reason,
        "first_step": action.first_step,
        "alternatives": [
            {"id": other.id, "title": other.title, "why_not": other.why_not} for other in action.alternatives
        ],
    }


def skills(outlook: Outlook) -> Shape:
    """Levels, gates and readiness."""
    readiness = outlook.readiness
    return {
        "today": iso(outlook.today),
        "readiness": {
            "percent": readiness.percent,
            "skills_percent": readiness.skills_percent,
            "gates_passed": readiness.gates_passed,
            "gates_counted": readiness.gates_counted,
        },
        "skills": [
            {
                "id": state.skill.id,
                "name": state.skill.name,
                "group": state.skill.group,
                "start": state.start,
                "now": state.now,
                "target": state.target,
                "gap": state.gap,
                "proposed": state.proposed,
                "proof": state.proof,
                "closers": list(state.closers),
            }
            for state in outlook.skills
        ],
        "gates": [
            {
                "id": state.gate.id,
                "title": state.gate.title,
                "question": state.gate.question,
                "applies": state.applies,
                "passed": state.is_passed,
                "parts": [{"text": part.text, "met": part.is_met} for part in state.parts],
            }
            for state in outlook.gates
        ],
    }


def habits(outlook: Outlook) -> Shape:
    """This period's habits."""
    return {
        "today": iso(outlook.today),
        "habits": [
            {
                "id": state.habit.id,
                "title": state.habit.title,
                "per": state.habit.per.value,
                "minutes": state.habit.minutes,
                "wanted": state.wanted,
                "done": state.done,
                "first": iso(state.first),
                "last": iso(state.last),
            }
            for state in outlook.habits
        ],
    }


def iso(day: date | None) -> str | None:
    """A date as JSON has it."""
    return day.isoformat() if day else None


def hours(number: float) -> float:
    """Hours without the noise of floating point."""
    return round(number, 4)


def _entry(entry: LogEntry) -> Shape:
    return {"date": iso(entry.date), "text": entry.text}
