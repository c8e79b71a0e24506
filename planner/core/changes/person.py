"""Verbs about the person: skill levels, habits, the route."""

from collections.abc import Sequence
from datetime import date

from msgspec.structs import replace

from planner.core.changes.base import Change, begun, paragraph, past_or_today, promised
from planner.core.habits import fed, fed_hours, of_plan
from planner.core.journey import Confirmed, Entry, Journey, LogEntry, SkillLevel, State
from planner.core.outlook import Outlook
from planner.core.plan import HIGHEST_LEVEL, LEVEL_NAMES, Habit, Plan, Skill
from planner.core.scope import Status, items
from planner.core.skills import level
from planner.core.text import quoted
from planner.errors import BadValue, NotFound, Refused


def confirm_level(
    journey: Journey, plan: Plan, today: date, skill: str, to: int, *, proof: str | None = None
) -> Change:
    """Set a skill's level now, 0 to 4, after reading its anchor; with a line of proof, if given."""
    found = _skill(plan, skill)
    if not 0 <= to <= HIGHEST_LEVEL:
        raise BadValue(f"Levels go from 0 to {HIGHEST_LEVEL}, not {to}: `planner skills` shows what each means.")
    before = level(plan, journey, found.id)
    known = journey.skills.get(found.id) or SkillLevel(start=before, now=before)
    kept = known.proof if proof is None else paragraph(proof, "The proof")
    days = known.changes if to == before else (*known.changes, Confirmed(today, before, to))
    changed = replace(known, now=to, proof=kept, changes=days)
    title = f"skill: {found.name} {before} → {to} ({LEVEL_NAMES[to]})"
    return Change(title, replace(journey, skills={**journey.skills, found.id: changed}))


def mark_habit(journey: Journey, plan: Plan, today: date, habit: str, *, on: date | None = None) -> Change:
    """Count one more occurrence of a habit. One that feeds a milestone is work on it: its hours are logged there."""
    found, day = _habit(plan, habit), past_or_today(on, today)
    outlook = Outlook(plan, journey, today)
    item = None if found.own_hours else fed(found, outlook.items, lambda: outlook.schedule.slots.values())
    if item is None:
        return Change(f"habit: {found.title}", journey.with_entry(day, Entry.HABIT, found.id))
    hours = fed_hours(found, item)
    journey = begun(journey, item, day).with_entry(day, Entry.HABIT, found.id, text=item.id)
    journey = journey.with_entry(day, Entry.HOURS, item.id, hours=hours)
    return Change(f"habit: {found.title} · {round(hours * 60)} min toward “{item.title}”", journey)


def unmark_habit(journey: Journey, plan: Plan, today: date, habit: str) -> Change:
    """Take the latest occurrence of a habit back, with the hours that it put into a milestone.

    A milestone begun with them is open again when nothing else was done on it.
    """
    found = _habit(plan, habit)
    marks = [entry for entry in journey.log if entry.kind is Entry.HABIT and entry.about == found.id]
    if not marks:
        raise Refused(f"“{found.title}” has not been ticked yet.")
    latest = max(marks, key=lambda entry: (entry.date, entry.number))
    log = tuple(entry for entry in journey.log if entry is not latest and not _is_fed_by(latest, entry))
    return Change(f"habit taken back: {found.title}", _unbegun(replace(journey, log=log), latest))


def choose_route(journey: Journey, plan: Plan, today: date, route: str) -> Change:
    """Take another route. What it brings in gets a due date from today's plan; what it drops keeps its history."""
    wanted = plan.route(route)
    if wanted is None:
        raise NotFound(f"There is no route {quoted(route)}; the routes are {', '.join(r.id for r in plan.routes)}.")
    if wanted.id == journey.settings.route:
        raise Refused(f"You are on the route “{wanted.id}” already.")
    before = {each for each, item in items(plan, journey).items() if item.status is not Status.DROPPED}
    journey = replace(journey, settings=replace(journey.settings, route=wanted.id))
    fresh = [each for each, item in items(plan, journey).items() if item.status.is_to_do and each not in before]
    return Change(f"route: {wanted.title}", promised(journey, plan, today, fresh))


def _is_fed_by(tick: LogEntry, entry: LogEntry) -> bool:
    """True for the hours logged together with a tick: the next line, on the milestone that the tick names."""
    return bool(tick.text) and entry.number == tick.number + 1 and (entry.kind, entry.about) == (Entry.HOURS, tick.text)


def _unbegun(journey: Journey, tick: LogEntry) -> Journey:
    """The journey with the milestone that a tick fed open again, if it was begun that day and has no other trace."""
    record = journey.record(tick.text)
    has_trace = record.steps or any(each.about == tick.text for each in journey.log)
    if record.state is not State.STARTED or record.started != tick.date or has_trace:
        return journey
    return journey.with_record(tick.text, replace(record, state=State.OPEN, started=None))


def _skill(plan: Plan, reference: str) -> Skill:
    skills = plan.destination.skills
    return skills[_one_of(reference, list(skills), "skill")]


def _habit(plan: Plan, reference: str) -> Habit:
    habits = {habit.id: habit for habit in of_plan(plan)}
    return habits[_one_of(reference, list(habits), "habit")]


def _one_of(reference: str, ids: Sequence[str], what: str) -> str:
    if reference in ids:
        return reference
    matches = [each for each in ids if reference and each.startswith(reference)]
    if len(matches) == 1:
        return matches[0]
    raise NotFound(f"There is no single {what} {quoted(reference)}; there are {', '.join(matches or ids)}.")
