"""Verbs that change what is in the plan: add a milestone of one's own, correct an estimate, drop one."""

import math
import re
from collections.abc import Sequence
from datetime import date
from typing import Final

from msgspec.structs import replace

from planner.core.bounds import MOST_HOURS, MOST_WEEKS
from planner.core.changes.base import Change, change_record, line, locate, locate_kept, plannable, promised
from planner.core.graph import cycle
from planner.core.journey import Journey, Record
from planner.core.plan import Effort, Milestone, Phase, Plan
from planner.core.scope import Item, Status, find, items
from planner.core.text import fold, quoted
from planner.errors import BadValue, NotFound, Refused

_LONGEST_ID: Final = 48


def add(
    journey: Journey,
    plan: Plan,
    today: date,
    title: str,
    *,
    phase: str,
    effort: Effort,
    requires: Sequence[str] = (),
    elapsed_weeks: float = 0.0,
    done_when: str = "",
    steps: Sequence[str] = (),
) -> Change:
    """Add a milestone of one's own, due when today's plan says it will be finished."""
    cleaned = line(title, "The title")
    found = items(plan, journey)
    own = Milestone(
        id=_fresh_id(cleaned, set(found) | set(plan.milestones)),
        phase=_phase(plan, phase).id,
        title=cleaned,
        why="",
        done_when=line(done_when, "“Done when”") if done_when.strip() else "You say so.",
        effort=_checked_effort(effort),
        elapsed_weeks=_checked_weeks(elapsed_weeks),
        requires=tuple(dict.fromkeys(find(found, each) for each in requires)),
        steps=tuple(line(step, "A step") for step in steps),
    )
    journey = replace(journey, own={**journey.own, own.id: own}, records={**journey.records, own.id: Record()})
    return Change(f"added: {cleaned}", promised(journey, plan, today, [own.id]))


def edit(
    journey: Journey,
    plan: Plan,
    today: date,
    milestone: str,
    *,
    title: str | None = None,
    effort: Effort | None = None,
    on_the_job: float | None = None,
    phase: str | None = None,
    requires: Sequence[str] | None = None,
    elapsed_weeks: float | None = None,
    private: bool | None = None,
) -> Change:
    """Correct a title, an estimate or the share done at work, or mark as private.

    Phase, requirements and waiting can be changed on one's own milestones only: those of the plan belong to it.
    """
    item = locate_kept(journey, plan, milestone)
    fields: dict[str, object] = {}
    if title is not None:
        fields["title"] = line(title, "The title")
    if effort is not None:
        fields["effort"] = _checked_effort(effort)
    if on_the_job is not None:
        if not 0 <= on_the_job <= 1:
            raise BadValue(f"The share done at work is between 0 and 1, not {on_the_job:g}.")
        fields["on_the_job"] = on_the_job
    if private is not None:
        fields["private"] = private
    shape = (phase, requires, elapsed_weeks)
    if any(each is not None for each in shape):
        journey = _reshaped(journey, plan, item, *shape)
    elif not fields:
        raise BadValue("Say what to change: a title, hours, the share at work, or private.")
    journey = plannable(change_record(journey, item, **fields), plan, today)
    return Change(f"edited: {fields.get('title', item.title)}", journey)


def drop(journey: Journey, plan: Plan, today: date, milestone: str) -> Change:
    """Take a milestone out of the plan; what requires it no longer waits. `reopen` brings it back."""
    item = locate(journey, plan, milestone)
    if item.status is Status.DROPPED:
        raise Refused(f"“{item.title}” is dropped already.")
    if not item.status.is_to_do:
        raise Refused(f"“{item.title}” is {item.status.value}; `planner reopen {item.id}` first if you mean it.")
    return Change(f"dropped: {item.title}", change_record(journey, item, wanted=False))


def _reshaped(
    journey: Journey,
    plan: Plan,
    item: Item,
    phase: str | None,
    requires: Sequence[str] | None,
    elapsed_weeks: float | None,
) -> Journey:
    own = journey.own.get(item.id)
    if own is None:
        raise Refused(f"“{item.title}” belongs to the plan: its phase, requirements and waiting cannot be changed.")
    found = items(plan, journey)
    if phase is not None:
        own = replace(own, phase=_phase(plan, phase).id)
    if elapsed_weeks is not None:
        own = replace(own, elapsed_weeks=_checked_weeks(elapsed_weeks))
    if requires is not None:
        own = replace(own, requires=tuple(dict.fromkeys(find(found, each) for each in requires)))
        circle = cycle({each.id: own.requires if each.id == own.id else each.requires for each in found.values()})
        if circle:
            raise Refused(f"These would require each other in a circle: {' → '.join(circle)}.")
    return replace(journey, own={**journey.own, own.id: own})


def _phase(plan: Plan, reference: str) -> Phase:
    exact = plan.phase(reference)
    if exact:
        return exact
    matches = [phase for phase in plan.phases if reference and phase.id.startswith(reference)]
    if len(matches) == 1:
        return matches[0]
    raise NotFound(f"There is no phase {quoted(reference)}; the phases are {', '.join(p.id for p in plan.phases)}.")


def _checked_effort(effort: Effort) -> Effort:
    hours = (effort.low, effort.likely, effort.high)
    if not all(math.isfinite(each) and 0 < each <= MOST_HOURS for each in hours) or sorted(hours) != list(hours):
        raise BadValue("Hours are given as low,likely,high with 0 < low ≤ likely ≤ high ≤ 2000, such as 4,6,10.")
    return effort


def _checked_weeks(weeks: float) -> float:
    if not 0 <= weeks <= MOST_WEEKS:
        raise BadValue(f"Waiting takes between 0 and {MOST_WEEKS:g} weeks, not {weeks:g}.")
    return weeks


def _fresh_id(title: str, taken: set[str]) -> str:
    words = re.sub(r"[^a-z0-9]+", "-", fold(title)).strip("-")[:_LONGEST_ID].strip("-") or "own"
    fresh, number = words, 2
    while fresh in taken:
        fresh, number = f"{words}-{number}", number + 1
    return fresh
