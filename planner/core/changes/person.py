"""Verbs about the person: skill levels, habits, the route."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from planner.core.changes.base import Change, paragraph, past_or_today, promised
from planner.core.habits import of_plan
from planner.core.journey import Entry, Journey, SkillLevel
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
    changed = replace(known, now=to, proof=kept)
    title = f"skill: {found.name} {before} → {to} ({LEVEL_NAMES[to]})"
    return Change(title, replace(journey, skills={**journey.skills, found.id: changed}))


def mark_habit(journey: Journey, plan: Plan, today: date, habit: str, *, on: date | None = None) -> Change:
    """Count one more occurrence of a habit."""
    found = _habit(plan, habit)
    journey = journey.with_entry(past_or_today(on, today), Entry.HABIT, found.id)
    return Change(f"habit: {found.title}", journey)


def unmark_habit(journey: Journey, plan: Plan, today: date, habit: str) -> Change:
    """Take the latest occurrence of a habit back."""
    found = _habit(plan, habit)
    marks = [entry for entry in journey.log if entry.kind is Entry.HABIT and entry.about == found.id]
    if not marks:
        raise Refused(f"“{found.title}” has not been ticked yet.")
    latest = max(marks, key=lambda entry: (entry.date, entry.number))
    log = tuple(entry for entry in journey.log if entry is not latest)
    return Change(f"habit taken back: {found.title}", replace(journey, log=log))


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


def use_plan(journey: Journey, plan: Plan, today: date, newer: Plan, plan_file: str) -> Change:
    """Go on with a newer version of the plan, or with the same plan from another file. Records stay as they are."""
    if newer.id != plan.id:
        raise Refused(f"This journey follows the plan “{plan.id}”; the file holds “{newer.id}”.")
    settings = replace(journey.settings, plan_version=newer.version, plan_file=plan_file)
    return Change(f"plan: {newer.title} {newer.version}", replace(journey, settings=settings))


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
