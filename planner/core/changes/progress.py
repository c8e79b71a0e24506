"""Verbs of progress: begin, tick, complete, reopen, skip, waive."""

from datetime import date

from msgspec.structs import replace

from planner.core.changes.base import (
    Change,
    begun,
    change_record,
    checked_hours,
    line,
    locate,
    locate_kept,
    paragraph,
    past_or_today,
    promised,
)
from planner.core.journey import Entry, Journey, State
from planner.core.plan import Plan
from planner.core.scope import Item, Status, items
from planner.core.wording import counted
from planner.errors import BadValue, Refused


def begin(journey: Journey, plan: Plan, today: date, milestone: str, *, on: date | None = None) -> Change:
    """Mark a milestone as started on a day, today by default."""
    item = locate_kept(journey, plan, milestone)
    if item.status is not Status.OPEN:
        raise Refused(f"“{item.title}” is {item.status.value} already.")
    return Change(f"begun: {item.title}", begun(journey, item, past_or_today(on, today)))


def complete(
    journey: Journey,
    plan: Plan,
    today: date,
    milestone: str,
    *,
    on: date | None = None,
    hours: float | None = None,
    evidence: str | None = None,
) -> Change:
    """Mark a milestone as done on a day, with the hours of the last stretch and a line of evidence, if given."""
    item = locate_kept(journey, plan, milestone)
    if item.status is Status.DONE:
        raise Refused(f"“{item.title}” is done already; `planner reopen {item.id}` takes it back.")
    day = past_or_today(on, today)
    if hours is not None:
        journey = journey.with_entry(day, Entry.HOURS, item.id, hours=checked_hours(hours))
    if evidence is not None:
        journey = journey.with_entry(day, Entry.EVIDENCE, item.id, text=paragraph(evidence, "Evidence"))
    started = min(item.record.started or day, day)
    journey = change_record(journey, item, state=State.DONE, started=started, finished=day, why="")
    return Change(f"done: {item.title}", journey)


def reopen(journey: Journey, plan: Plan, today: date, milestone: str) -> Change:
    """Take back "done", "skipped" or "waived", or bring a dropped milestone in, with a due date from today's plan."""
    item = locate(journey, plan, milestone)
    if item.status.is_to_do:
        raise Refused(f"“{item.title}” is {item.status.value}; there is nothing to reopen.")
    if item.status is Status.DROPPED:
        journey = change_record(journey, item, wanted=True)
        return Change(f"brought in: {item.title}", promised(journey, plan, today, [item.id]))
    has_begun = bool(item.record.started or item.record.steps or item.logged)
    state = State.STARTED if has_begun else State.OPEN
    started = item.record.started if has_begun else None
    journey = change_record(journey, item, state=state, started=started, finished=None, why="")
    if locate(journey, plan, item.id).status is Status.DROPPED:  # by a route chosen since
        journey = journey.with_record(item.id, replace(journey.record(item.id), wanted=True))
    fresh = [item.id] if item.record.due is None else []
    return Change(f"reopened: {item.title}", promised(journey, plan, today, fresh))


def skip(journey: Journey, plan: Plan, today: date, milestone: str, *, why: str, evidence: str | None = None) -> Change:
    """Leave a milestone out because of what the person can do already; it satisfies what requires it."""
    item = _to_do(journey, plan, milestone)
    if evidence is not None:
        journey = journey.with_entry(today, Entry.EVIDENCE, item.id, text=paragraph(evidence, "Evidence"))
    reason = line(why, "The reason for skipping")
    journey = change_record(journey, item, state=State.SKIPPED, finished=today, why=reason)
    return Change(f"skipped: {item.title}", journey)


def waive(journey: Journey, plan: Plan, today: date, milestone: str) -> Change:
    """Let another finished milestone stand for this one; Refused unless the plan names it and it is done."""
    item = _to_do(journey, plan, milestone)
    found = items(plan, journey)
    standing_in = [found[each] for each in item.milestone.waived_by if each in found]
    if not standing_in:
        raise Refused(f"No other milestone can stand for “{item.title}”; skip it with a reason instead.")
    done = next((each for each in standing_in if each.status is Status.DONE), None)
    if done is None:
        titles = " or ".join(f"“{each.title}”" for each in standing_in)
        raise Refused(f"“{item.title}” can be waived once {titles} is done.")
    journey = change_record(journey, item, state=State.WAIVED, finished=today, why=f"covered by {done.title}")
    return Change(f"waived: {item.title}", journey)


def tick(journey: Journey, plan: Plan, today: date, milestone: str, step: int) -> Change:
    """Tick step number `step` (from 1); an open milestone begins with it."""
    item, position = _step(journey, plan, milestone, step)
    if position in item.record.steps:
        raise Refused(f"Step {step} of “{item.title}” is ticked already.")
    text = item.milestone.steps[position]
    journey = begun(journey, item, today).with_entry(today, Entry.STEP, item.id, text=text)
    record = journey.record(item.id)
    journey = journey.with_record(item.id, replace(record, steps=record.steps | {position}))
    return Change(f"ticked step {step}: {item.title}", journey)


def untick(journey: Journey, plan: Plan, today: date, milestone: str, step: int) -> Change:
    """Take the tick of step number `step` (from 1) back."""
    item, position = _step(journey, plan, milestone, step)
    if position not in item.record.steps:
        raise Refused(f"Step {step} of “{item.title}” is not ticked.")
    text = item.milestone.steps[position]
    ticks = [e for e in journey.log if e.kind is Entry.STEP and e.about == item.id and e.text == text]
    journey = replace(journey, log=tuple(entry for entry in journey.log if entry not in ticks))
    journey = change_record(journey, item, steps=item.record.steps - {position})
    return Change(f"unticked step {step}: {item.title}", journey)


def _to_do(journey: Journey, plan: Plan, milestone: str) -> Item:
    item = locate_kept(journey, plan, milestone)
    if not item.status.is_to_do:
        raise Refused(f"“{item.title}” is {item.status.value} already; `planner reopen {item.id}` takes that back.")
    return item


def _step(journey: Journey, plan: Plan, milestone: str, step: int) -> tuple[Item, int]:
    item = locate_kept(journey, plan, milestone)
    steps = item.milestone.steps
    if not 1 <= step <= len(steps):
        has = f"has {counted(len(steps), 'step')}" if steps else "has no steps"
        raise BadValue(f"“{item.title}” {has}; there is no step {step}.")
    return item, step - 1
