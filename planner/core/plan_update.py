"""A journey carried over to the plan as it is now: an edited or newer plan loses no tick, note or hour.

A plan file takes effect as soon as it changes, so this is a view and no migration: whoever reads a journey reads it
carried over, nothing is written by reading, and the next change makes it last. A journey that fits its plan already
comes back as the same object. What the plan no longer has is the subject of `planner.core.left_behind`.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Final, TypeVar

from msgspec.structs import replace

from planner.core.journey import Entry, Journey, LogEntry, Record, State
from planner.core.plan import Milestone, Plan

OF_MILESTONES: Final = frozenset((Entry.HOURS, Entry.NOTE, Entry.EVIDENCE, Entry.STEP))
"""The entries of the log that are about a milestone."""

_SAME_STEP: Final = 0.6  # the ratio above which difflib's own documentation calls two texts close
_WEIGHT: Final = {State.OPEN: 0, State.STARTED: 1, State.WAIVED: 2, State.SKIPPED: 2, State.DONE: 3}

T = TypeVar("T")


def carried_over(plan: Plan, journey: Journey) -> Journey:
    """The journey by the ids and steps of `plan`.

    Old ids that the plan names in `was` become the new ones, whose records are merged: nothing is lost, done wins. A
    milestone of the person's own gives way to one of the plan that took its id. Ticks follow the text of their step.
    """
    journey = _with_ids(plan, journey, _clashes(plan, journey))
    return _with_steps(plan, _with_ids(plan, journey, renames(plan, journey)))


def renames(plan: Plan, journey: Journey) -> dict[str, str]:
    """The ids under which the journey holds something and that the plan has changed: old to new.

    An id that still is a milestone's, of the plan or of the person's own, is never followed; of two milestones that
    claim the same old id, which no checked plan has, the first in reading order gets it.
    """
    known: dict[str, str] = {}
    for milestone in plan.milestones.values():
        for old in milestone.was:
            if old not in plan.milestones and old not in journey.own:
                known.setdefault(old, milestone.id)
    if not known:
        return known
    named = set(_named(journey))
    return {old: new for old, new in known.items() if old in named}


def news(plan: Plan, journey: Journey) -> str | None:
    """A sentence for someone whose plan has another version than the one they took up; None when it is the same."""
    settings = journey.settings
    if plan.version == settings.plan_version:
        return None
    return (
        f"Your plan is now version {plan.version} (you took up {settings.plan_version}). What you did is all here; "
        f"`planner plans use {settings.plan_file or settings.plan}` gives what is new its dates."
    )


def _clashes(plan: Plan, journey: Journey) -> dict[str, str]:
    """New ids for the person's own milestones whose id the plan has taken since."""
    clashes = [one for one in journey.own if one in plan.milestones]
    if not clashes:
        return {}
    taken = {*plan.milestones, *journey.own, *_named(journey)}
    taken.update(old for milestone in plan.milestones.values() for old in milestone.was)
    fresh = {}
    for one in clashes:
        number = 2
        while f"{one}-{number}" in taken:
            number += 1
        fresh[one] = f"{one}-{number}"
        taken.add(fresh[one])
    return fresh


def _named(journey: Journey) -> Iterable[str]:
    """Every id of a milestone that the journey names anywhere."""
    yield from journey.records
    for entry in journey.log:
        if entry.kind in OF_MILESTONES:
            yield entry.about
        elif entry.kind is Entry.HABIT and entry.text:
            yield entry.text
    for own in journey.own.values():
        yield from own.requires
        yield from own.waived_by


def _with_ids(plan: Plan, journey: Journey, new: Mapping[str, str]) -> Journey:
    if not new:
        return journey
    return replace(
        journey,
        records=_records(plan, journey.records, new),
        own={new.get(one, one): _own(milestone, new) for one, milestone in journey.own.items()},
        log=tuple(_entry(entry, new) for entry in journey.log),
    )


def _records(plan: Plan, records: Mapping[str, Record], new: Mapping[str, str]) -> dict[str, Record]:
    """The records by new id; those that meet there are merged, the milestone's own first, then as `was` has them."""
    meeting: dict[str, list[str]] = {}
    for one in records:
        meeting.setdefault(new.get(one, one), []).append(one)
    found = {}
    for one, ids in meeting.items():
        if len(ids) > 1:
            order = (one, *plan.milestones[one].was)
            ids.sort(key=order.index)
        found[one] = _merged([records[each] for each in ids])
    return found


def _merged(records: Sequence[Record]) -> Record:
    """One record of several for the same milestone, the newest first. Where two disagree the newest counts.

    Positions of steps mean something in their own version only: those of the others return by the log, as text.
    """
    if len(records) == 1:
        return records[0]
    base = max(records, key=lambda record: _WEIGHT[record.state])
    return replace(
        base,
        wanted=_first(record.wanted for record in records),
        started=min((record.started for record in records if record.started), default=None),
        due=_first(record.due for record in records),
        steps=records[0].steps,
        pin=_first(record.pin for record in records),
        effort=_first(record.effort for record in records),
        on_the_job=_first(record.on_the_job for record in records),
        title=_first(record.title for record in records),
        private=any(record.private for record in records),
    )


def _first(values: Iterable[T | None]) -> T | None:
    return next((value for value in values if value is not None), None)


def _own(milestone: Milestone, new: Mapping[str, str]) -> Milestone:
    def moved(ids: Iterable[str]) -> tuple[str, ...]:
        return tuple(dict.fromkeys(new.get(one, one) for one in ids))

    own = replace(milestone, id=new.get(milestone.id, milestone.id))
    return replace(own, requires=moved(own.requires), waived_by=moved(own.waived_by))


def _entry(entry: LogEntry, new: Mapping[str, str]) -> LogEntry:
    if entry.kind in OF_MILESTONES and entry.about in new:
        return replace(entry, about=new[entry.about])
    if entry.kind is Entry.HABIT and entry.text in new:  # the milestone that the tick of the habit was work on
        return replace(entry, text=new[entry.text])
    return entry


def _with_steps(plan: Plan, journey: Journey) -> Journey:
    """The journey with every tick on the step that now has its text."""
    logged: dict[str, dict[str, None]] = {}
    for entry in journey.log:
        if entry.kind is Entry.STEP:
            logged.setdefault(entry.about, {})[entry.text] = None
    changed = {}
    for one in {**logged, **{each: None for each, record in journey.records.items() if record.steps}}:
        milestone, record = plan.milestones.get(one), journey.record(one)
        if milestone is not None:
            steps = _ticked(record.steps, list(logged.get(one, ())), milestone.steps)
            if steps != record.steps:
                changed[one] = replace(record, steps=steps)
    return replace(journey, records={**journey.records, **changed}) if changed else journey


def _ticked(ticked: frozenset[int], logged: list[str], steps: Sequence[str]) -> frozenset[int]:
    """The positions of the steps ticked, by the texts in the log; a step whose wording was only mended stays ticked."""
    if all(one < len(steps) for one in ticked) and {steps[one] for one in ticked} == set(logged):
        return ticked
    count = Counter(steps)
    found = {position for position, text in enumerate(steps) if count[text] == 1 and text in logged}
    reworded = [text for text in logged if count[text] != 1]
    unlogged = len(ticked) - len(logged)
    for position in sorted(ticked - found):
        if position >= len(steps):
            continue
        near = next((text for text in reworded if _is_reworded(text, steps[position])), None)
        if near is not None:
            reworded.remove(near)
        elif unlogged > 0:  # ticks that no log tells about can only be taken at their place
            unlogged -= 1
        else:
            continue
        found.add(position)
    return frozenset(found)


def _is_reworded(before: str, after: str) -> bool:
    from difflib import SequenceMatcher  # only a step that changed pays for it

    return SequenceMatcher(None, before, after).ratio() >= _SAME_STEP
