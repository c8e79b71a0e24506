"""From two Journeys to the documents that tell them apart.

Parts are compared by identity before they are looked into, so the cost follows what changed and not what is stored.
Documents here hold the known keys only; what else the file holds is kept when they are written.
"""

from collections.abc import Callable, Iterator
from typing import Any, Final, TypeVar

import msgspec
from msgspec import Struct

from planner.core.journey import Journey, LogEntry, PastWeek, Record, Spell
from planner.core.plan import Effort, Milestone
from planner.store import shapes as s
from planner.store.codec import Index
from planner.store.migrations import SCHEMA

T = TypeVar("T")
Shaping = Callable[[T], Struct]

_SHAPES: Final[dict[str, type[Struct]]] = {s.SPELLS: s.SpellShape, s.PACES: s.PaceShape}


class Edit(Struct, frozen=True):
    """One document to write, or to remove when `document` is None. `shape` says which of its keys are known."""

    table: str
    doc_id: int
    document: dict[str, Any] | None
    shape: type[Struct]


_NOWHERE = Index(1, 1, {}, {}, {}, (), (), {s.MILESTONES: 0, s.SKILLS: 0, s.SPELLS: 0, s.PACES: 0})


def everything(journey: Journey) -> list[Edit]:
    """The documents of a journey in a file that holds none yet."""
    empty = Journey(journey.id, journey.settings)
    return [
        *_meta(None, journey, _NOWHERE),
        *_settings(None, journey, _NOWHERE),
        *_parts(empty, journey, _NOWHERE),
    ]


def between(before: Journey, after: Journey, index: Index) -> list[Edit]:
    """What to write so that a file that holds `before`, where `index` says, holds `after`. ValueError if it cannot."""
    return [*_meta(before, after, index), *_settings(before, after, index), *_parts(before, after, index)]


def _parts(before: Journey, after: Journey, index: Index) -> Iterator[Edit]:
    yield from _milestones(before, after, index)
    yield from _skills(before, after, index)
    yield from _ordered(s.SPELLS, before.spells, after.spells, index.spells, index, _spell)
    yield from _ordered(s.PACES, before.paces, after.paces, index.paces, index, _pace)
    yield from _log(before.log, after.log)


def _edit(table: str, doc_id: int, shape: Struct) -> Edit:
    return Edit(table, doc_id, msgspec.to_builtins(shape), type(shape))


def _meta(before: Journey | None, after: Journey, index: Index) -> Iterator[Edit]:
    new = (after.id, after.settings.plan, after.settings.plan_version)
    if before is None or new != (before.id, before.settings.plan, before.settings.plan_version):
        yield _edit(s.META, index.meta, s.MetaShape(SCHEMA, *new))


def _settings(before: Journey | None, after: Journey, index: Index) -> Iterator[Edit]:
    old, new = before and before.settings, after.settings
    if new is old or new == old:
        return
    shape = s.SettingsShape(new.name, new.route, new.start, new.week.hours, new.variant, new.target, new.plan_file)
    yield _edit(s.JOURNEY, index.settings, shape)


def _milestones(before: Journey, after: Journey, index: Index) -> Iterator[Edit]:
    if before.records is after.records and before.own is after.own:
        return
    places = index.places if before.own is after.own else _places(after, index)
    following = index.highest[s.MILESTONES]
    for name in {**before.records, **before.own, **after.records, **after.own}:
        old, new = before.records.get(name), after.records.get(name)
        old_own, new_own = before.own.get(name), after.own.get(name)
        moved = places.get(name) != index.places.get(name)
        if (old is new or old == new) and (old_own is new_own or old_own == new_own) and not moved:
            continue
        doc_id = index.milestones.get(name)
        if doc_id is None:
            following += 1
            doc_id = following
        if new is None and new_own is None:
            yield Edit(s.MILESTONES, doc_id, None, s.MilestoneShape)
        else:
            yield _edit(s.MILESTONES, doc_id, _milestone(name, new, new_own, places.get(name, 0)))


def _places(after: Journey, index: Index) -> dict[str, int]:
    """Places that rise in the order of `own`; those that rise already are kept."""
    places: dict[str, int] = {}
    last = 0
    for name, milestone in after.own.items():
        if milestone.id != name:
            raise ValueError(f"the milestone “{milestone.id}” is filed under “{name}”")
        last = max(last + 1, index.places.get(name, 0))
        places[name] = last
    return places


def _milestone(name: str, record: Record | None, own: Milestone | None, place: int) -> s.MilestoneShape:
    shape = s.MilestoneShape(name)
    if own is not None:
        values = {each: getattr(own, each) for each in s.OwnShape.__struct_fields__ if each != "place"}
        values |= {each: values[each] or s.ZERO for each in ("on_the_job", "elapsed_weeks")}
        values |= {"effort": _effort(own.effort), "skills": dict(own.skills), "skip_levels": dict(own.skip_levels)}
        shape.own = s.OwnShape(**values, place=place)
    if record is not None:
        for field in (field for field in s.MilestoneShape.__struct_fields__ if field not in ("id", "own")):
            setattr(shape, field, getattr(record, field))
        shape.steps = tuple(sorted(record.steps))
        shape.pin = None if record.pin is None else s.PinShape(record.pin.kind, record.pin.date)
        shape.effort = None if record.effort is None else _effort(record.effort)
    return shape


def _effort(effort: Effort) -> s.EffortShape:
    return s.EffortShape(effort.low, effort.likely, effort.high)


def _skills(before: Journey, after: Journey, index: Index) -> Iterator[Edit]:
    if before.skills is after.skills:
        return
    following = index.highest[s.SKILLS]
    for name, level in after.skills.items():
        old = before.skills.get(name)
        if old is level or old == level:
            continue
        doc_id = index.skills.get(name)
        if doc_id is None:
            following += 1
            doc_id = following
        days = tuple((each.date, each.before, each.to) for each in level.changes)
        yield _edit(s.SKILLS, doc_id, s.SkillShape(name, level.start, level.now, level.proof, days))
    for name in before.skills:
        if name not in after.skills:
            yield Edit(s.SKILLS, index.skills[name], None, s.SkillShape)


def _ordered(
    table: str, before: tuple[T, ...], after: tuple[T, ...], known: tuple[int, ...], index: Index, shape: Shaping[T]
) -> Iterator[Edit]:
    """Parts that lie in the order of their ids: the first in the first document, whatever was added or removed."""
    if before is after:
        return
    ids = [*known, *range(index.highest[table] + 1, index.highest[table] + 1 + len(after) - len(known))]
    for position, part in enumerate(after):
        if position < len(before) and before[position] == part:
            continue
        yield _edit(table, ids[position], shape(part))
    for doc_id in ids[len(after) :]:
        yield Edit(table, doc_id, None, _SHAPES[table])


def _spell(spell: Spell) -> s.SpellShape:
    return s.SpellShape(spell.first, spell.last, spell.hours_a_week, spell.why)


def _pace(past: PastWeek) -> s.PaceShape:
    return s.PaceShape(past.until, past.week.hours)


def _log(before: tuple[LogEntry, ...], after: tuple[LogEntry, ...]) -> Iterator[Edit]:
    if before is after:
        return
    kept = len(before) if after[: len(before)] == before else 0  # tuples compare by identity first, and fast
    if kept < len(before):
        gone = {entry.number for entry in before} - {entry.number for entry in after}
        for doc_id in sorted(gone):
            yield Edit(s.LOG, doc_id, None, s.LogShape)
    old = {} if kept else {entry.number: entry for entry in before}
    last = before[kept - 1].number if kept else 0
    for entry in after[kept:]:
        if entry.number <= last:
            raise ValueError(f"log entry {entry.number} comes after {last}, and numbers rise")
        last = entry.number
        if entry.number not in old or old[entry.number] != entry:
            yield _edit(s.LOG, entry.number, _entry(entry))


def _entry(entry: LogEntry) -> s.LogShape:
    hours, mark = entry.hours or s.ZERO, None
    if entry.mark is not None:
        values = {each: getattr(entry.mark, each) for each in s.MarkShape.__struct_fields__}
        values |= {each: values[each] or s.ZERO for each in ("hours_a_week", "hours_planned")}
        mark = s.MarkShape(**values)
    return s.LogShape(entry.date, entry.kind, entry.about, hours, entry.text, entry.private, mark)
