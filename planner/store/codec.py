"""A Journey from the lines of a data file, every document checked; `edits` has the way back.

Nothing here touches the disk. A wrong document raises BrokenDocumentError with table, document and key.
"""

import re
from collections.abc import Callable, Mapping
from operator import attrgetter
from typing import Any, Final, TypeVar, cast

import msgspec
from msgspec import Struct

from planner.core.bounds import EARLIEST_START, LATEST_START, MOST_OWN, MOST_STRETCHES
from planner.core.journey import (
    Confirmed,
    Journey,
    LogEntry,
    PastWeek,
    Pin,
    Record,
    ReportMark,
    Settings,
    SkillLevel,
    Spell,
    State,
    Week,
)
from planner.core.plan import Effort, Milestone
from planner.core.text import quoted, visible
from planner.store import layout
from planner.store import shapes as s

T = TypeVar("T")
S = TypeVar("S", bound=Struct)

_DECODERS: Final[dict[type[Struct], msgspec.json.Decoder[Any]]] = {}
# By place, for there may be thousands: half the time of doing it by name.
_OF_RECORD: Final = attrgetter(*Record.__struct_fields__)
_STATE, _STEPS, _PIN, _EFFORT = map(Record.__struct_fields__.index, ("state", "steps", "pin", "effort"))
_OF_OWN: Final = attrgetter(*Milestone.__struct_fields__[1:])
_OWN_EFFORT: Final = Milestone.__struct_fields__.index("effort") - 1
_LONGEST_NUMBER: Final = 15
_PLACE: Final = r" - at `\$\.?(.*)`$"


class BrokenDocumentError(ValueError):
    """A document does not say what a journey needs; the message names table, document, key and reason."""

    def __init__(self, table: str, key: str, reason: str) -> None:
        place = re.search(_PLACE, reason)
        where = f", key “{place.group(1)}”" if place and place.group(1) else ""
        super().__init__(f"in table “{table}”, document {key}{where}: {re.sub(_PLACE, '', reason)}")


class Index(Struct, frozen=True):
    """Under which document id each part of a journey lies. `highest` is the greatest id in use by table."""

    meta: int
    settings: int
    milestones: Mapping[str, int]
    places: Mapping[str, int]
    skills: Mapping[str, int]
    spells: tuple[int, ...]
    paces: tuple[int, ...]
    highest: Mapping[str, int]


class Decoded(Struct, frozen=True):
    """A journey and where its parts lie."""

    journey: Journey
    index: Index


class _Milestone(Struct, frozen=True):
    doc_id: int
    id: str
    record: Record | None
    own: Milestone | None
    place: int


class _Milestones(Struct, frozen=True):
    """What one table says of milestones, by id: records, own ones in order, documents, and places of own ones."""

    records: Mapping[str, Record]
    own: Mapping[str, Milestone]
    documents: Mapping[str, int]
    places: Mapping[str, int]


class Decoder:
    """Decodes journeys of one file, remembering every document: a line it has seen costs a look-up only."""

    def __init__(self) -> None:
        self._known: dict[str, dict[bytes, Any]] = {}
        self._milestones: tuple[Mapping[str, bytes], _Milestones] | None = None

    def decode(self, tables: Mapping[str, Mapping[str, bytes]]) -> Decoded:
        """The journey in the lines of a file of today's format; BrokenDocumentError when a document is wrong."""
        meta_id, meta = self._only(tables, s.META, lambda key, line: shaped(s.META, key, line, s.MetaShape))
        settings_id, settings = self._only(tables, s.JOURNEY, _settings)
        milestones = self._of_milestones(tables)
        skills = sorted(self._all(tables, s.SKILLS, _skill))
        spells = sorted(self._all(tables, s.SPELLS, _spell), key=lambda each: each[0])
        paces = sorted(self._all(tables, s.PACES, _pace), key=lambda each: each[0])
        _bound(s.SPELLS, "stretches", [doc_id for doc_id, _ in spells], MOST_STRETCHES)
        _bound(s.PACES, "past weeks", [doc_id for doc_id, _ in paces], MOST_STRETCHES)
        log = sorted(self._all(tables, s.LOG, _entry), key=attrgetter("number"))
        by_skill = _unique(s.SKILLS, "skill", [(name, doc_id) for doc_id, name, _ in skills])
        journey = Journey(
            id=visible(meta.journey),
            settings=Settings(plan=visible(meta.plan), plan_version=visible(meta.plan_version), **settings),
            records=milestones.records,
            own=milestones.own,
            spells=tuple(spell for _, spell in spells),
            skills={name: level for _, name, level in skills},
            log=tuple(log),
            paces=tuple(past for _, past in paces),
        )
        highest = {
            s.MILESTONES: max(milestones.documents.values(), default=0),
            s.SKILLS: max(by_skill.values(), default=0),
            s.SPELLS: spells[-1][0] if spells else 0,
            s.PACES: paces[-1][0] if paces else 0,
        }
        spell_ids, pace_ids = tuple(doc_id for doc_id, _ in spells), tuple(doc_id for doc_id, _ in paces)
        by_id, places = milestones.documents, milestones.places
        return Decoded(journey, Index(meta_id, settings_id, by_id, places, by_skill, spell_ids, pace_ids, highest))

    def _of_milestones(self, tables: Mapping[str, Mapping[str, bytes]]) -> _Milestones:
        """The largest table by far, and most changes leave it alone: then what it said before holds."""
        lines = tables.get(s.MILESTONES, {})
        if self._milestones is None or self._milestones[0] != lines:
            found = sorted(self._all(tables, s.MILESTONES, _milestone), key=attrgetter("doc_id"))
            own = sorted((each for each in found if each.own), key=attrgetter("place", "doc_id"))
            _bound(s.MILESTONES, "milestones of one's own", [each.doc_id for each in own], MOST_OWN)
            known = _Milestones(
                records={each.id: each.record for each in found if each.record is not None},
                own={each.id: cast(Milestone, each.own) for each in own},
                documents=_unique(s.MILESTONES, "id", [(each.id, each.doc_id) for each in found]),
                places={each.id: each.place for each in own},
            )
            self._milestones = (dict(lines), known)
        return self._milestones[1]

    def _all(self, tables: Mapping[str, Mapping[str, bytes]], table: str, build: Callable[[str, bytes], T]) -> list[T]:
        old: dict[bytes, T] = self._known.get(table, {})
        new = {line: old[line] if line in old else build(key, line) for key, line in tables.get(table, {}).items()}
        self._known[table] = new
        return list(new.values())

    def _only(
        self, tables: Mapping[str, Mapping[str, bytes]], table: str, build: Callable[[str, bytes], T]
    ) -> tuple[int, T]:
        values = self._all(tables, table, build)
        if len(values) != 1:
            raise BrokenDocumentError(table, "1", f"there should be one document and there are {len(values)}")
        return number(table, next(iter(tables[table]))), values[0]


def number(table: str, key: str) -> int:
    """A document id as a number; BrokenDocumentError when it is none."""
    if not (key.isdecimal() and key.isascii() and len(key) <= _LONGEST_NUMBER and key[0] != "0"):
        raise BrokenDocumentError(table, quoted(key), "its id should be a whole number from 1")
    return int(key)


def shaped(table: str, key: str, line: bytes, shape: type[S]) -> S:
    """A line as one of the shapes, types and ranges checked."""
    decoder = _DECODERS.get(shape)
    if decoder is None:
        decoder = _DECODERS[shape] = msgspec.json.Decoder(shape)
    try:
        return cast(S, decoder.decode(layout.body(key, line)))
    except (ValueError, RecursionError) as error:
        raise BrokenDocumentError(table, key, str(error)) from error


def _bound(table: str, what: str, doc_ids: list[int], most: int) -> None:
    if len(doc_ids) > most:
        raise BrokenDocumentError(table, str(doc_ids[most]), f"there are {len(doc_ids)} {what}, and {most} at most")


def _unique(table: str, name: str, pairs: list[tuple[str, int]]) -> dict[str, int]:
    result: dict[str, int] = {}
    for value, doc_id in pairs:
        if value in result:
            raise BrokenDocumentError(
                table, str(doc_id), f"{name} “{value}” is taken by document {result[value]} - at `$.{name}`"
            )
        result[value] = doc_id
    return result


def _clean(value: Any) -> Any:
    if type(value) is str:
        return visible(value)
    if type(value) is tuple:
        return tuple(_clean(each) for each in value)
    if type(value) is dict:
        return {_clean(key): _clean(each) for key, each in value.items()}
    return value


def _settings(key: str, line: bytes) -> dict[str, Any]:
    shape = shaped(s.JOURNEY, key, line, s.SettingsShape)
    if not EARLIEST_START <= shape.start.year <= LATEST_START:
        raise BrokenDocumentError(
            s.JOURNEY, key, f"a journey begins from {EARLIEST_START} to {LATEST_START} - at `$.start`"
        )
    if not any(shape.week):
        raise BrokenDocumentError(s.JOURNEY, key, "the week has no hours - at `$.week`")
    return _values(shape) | {"week": Week(shape.week)}


def _values(shape: Struct) -> dict[str, Any]:
    return {name: _clean(getattr(shape, name)) for name in shape.__struct_fields__}


def _skill(key: str, line: bytes) -> tuple[int, str, SkillLevel]:
    shape = shaped(s.SKILLS, key, line, s.SkillShape)
    changes = tuple(Confirmed(*each) for each in shape.changes)
    level = SkillLevel(shape.start, shape.now, visible(shape.proof), changes)
    return number(s.SKILLS, key), visible(shape.skill), level


def _spell(key: str, line: bytes) -> tuple[int, Spell]:
    shape = shaped(s.SPELLS, key, line, s.SpellShape)
    if shape.last < shape.first:
        raise BrokenDocumentError(s.SPELLS, key, "it ends before it begins - at `$.last`")
    return number(s.SPELLS, key), Spell(shape.first, shape.last, shape.hours_a_week, visible(shape.why))


def _pace(key: str, line: bytes) -> tuple[int, PastWeek]:
    shape = shaped(s.PACES, key, line, s.PaceShape)
    return number(s.PACES, key), PastWeek(shape.until, Week(shape.week))


def _entry(key: str, line: bytes) -> LogEntry:
    shape = shaped(s.LOG, key, line, s.LogShape)
    about, text = shape.about, shape.text
    if not layout.is_plain(line):  # most are, and there are many
        about, text = visible(about), visible(text)
    mark = None if shape.mark is None else ReportMark(**_values(shape.mark))
    return LogEntry(number(s.LOG, key), shape.date, shape.kind, about, shape.hours, text, shape.private, mark)


def _milestone(key: str, line: bytes) -> _Milestone:
    shape = shaped(s.MILESTONES, key, line, s.MilestoneShape)
    name = visible(shape.id)
    is_plain = layout.is_plain(line)
    has_record = shape.own is None or shape.state is not msgspec.UNSET
    record = _record(key, shape, is_plain=is_plain) if has_record else None
    own = None if shape.own is None else _own(key, name, shape.own, is_plain=is_plain)
    return _Milestone(number(s.MILESTONES, key), name, record, own, shape.own.place if shape.own else 0)


def _record(key: str, shape: s.MilestoneShape, *, is_plain: bool) -> Record:
    values = list(_OF_RECORD(shape))
    if not is_plain:
        values = [_clean(each) for each in values]
    if len(set(shape.steps)) < len(shape.steps):
        raise BrokenDocumentError(s.MILESTONES, key, "a step is ticked twice - at `$.steps`")
    values[_STATE] = State.OPEN if shape.state is msgspec.UNSET else shape.state
    values[_STEPS] = frozenset(shape.steps)
    values[_PIN] = None if shape.pin is None else Pin(shape.pin.kind, shape.pin.date)
    values[_EFFORT] = None if shape.effort is None else _effort(key, "effort", shape.effort)
    return Record(*values)


def _own(key: str, name: str, shape: s.OwnShape, *, is_plain: bool) -> Milestone:
    values = list(_OF_OWN(shape))
    if not is_plain:
        values = [_clean(each) for each in values]
    values[_OWN_EFFORT] = _effort(key, "own.effort", shape.effort)
    return Milestone(name, *values)


def _effort(key: str, where: str, shape: s.EffortShape) -> Effort:
    if not shape.low <= shape.likely <= shape.high:
        raise BrokenDocumentError(s.MILESTONES, key, f"low, likely and high should rise - at `$.{where}`")
    return Effort(shape.low, shape.likely, shape.high)
