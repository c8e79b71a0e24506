"""The documents of a data file, field by field: names, types and ranges as they stand in the JSON.

Values that equal their default are left out, dates are ISO, hours are numbers. A key that is not named here belongs to
somebody else and survives. How a document becomes a part of a Journey is `codec`'s subject.
"""

import datetime as dt
from typing import Annotated, Any, Final

from msgspec import UNSET, Meta, Struct, UnsetType

from planner.core.bounds import MOST_HOURS, MOST_HOURS_LOGGED, MOST_MILESTONES, MOST_OWN, MOST_REQUIRED, MOST_WEEKS
from planner.core.journey import Entry, PinKind, State
from planner.core.plan import Kind

META: Final = "meta"
JOURNEY: Final = "journey"
MILESTONES: Final = "milestones"
SKILLS: Final = "skills"
SPELLS: Final = "spells"
PACES: Final = "paces"
LOG: Final = "log"
CHANGES: Final = "changes"

HoursLogged = Annotated[float, Meta(ge=0, le=MOST_HOURS_LOGGED)]
HoursOfPlan = Annotated[float, Meta(ge=0, le=(MOST_MILESTONES + MOST_OWN) * MOST_HOURS)]
HoursOfWork = Annotated[float, Meta(gt=0, le=MOST_HOURS)]
Weeks = Annotated[float, Meta(ge=0, le=MOST_WEEKS)]
HoursOfDay = Annotated[float, Meta(ge=0, le=24)]
HoursOfWeek = Annotated[float, Meta(ge=0, le=168)]
Factor = Annotated[float, Meta(gt=0, le=1_000)]
Share = Annotated[float, Meta(ge=0, le=1)]
Percent = Annotated[int, Meta(ge=0, le=100)]
Level = Annotated[int, Meta(ge=0, le=4)]
Contribution = Annotated[int, Meta(ge=1, le=3)]
Weight = Annotated[int, Meta(ge=1, le=5)]
Count = Annotated[int, Meta(ge=0)]
Number = Annotated[int, Meta(ge=1)]
Name = Annotated[str, Meta(min_length=1)]
Required = Annotated[tuple[str, ...], Meta(max_length=MOST_REQUIRED)]


WeekHours = tuple[HoursOfDay, HoursOfDay, HoursOfDay, HoursOfDay, HoursOfDay, HoursOfDay, HoursOfDay]


# Defaults are told by identity, so whoever leaves out "no hours" has to use this very object.
ZERO: Final = 0.0


class MetaShape(Struct, omit_defaults=True):
    """What the file is. `revision` counts the times it was written; `saved` is the last of them."""

    schema: Number
    journey: str
    plan: str
    plan_version: str
    revision: Count = 0
    saved: dt.datetime | None = None


class SettingsShape(Struct, omit_defaults=True):
    """The person's settings, save for the plan, which `meta` names."""

    name: str
    route: str
    start: dt.date
    week: WeekHours
    variant: str | None = None
    target: dt.date | None = None
    plan_file: str = ""


class PinShape(Struct):
    """A date that no re-planning moves."""

    kind: PinKind
    date: dt.date


class EffortShape(Struct):
    """A three-point estimate in hours."""

    low: HoursOfWork
    likely: HoursOfWork
    high: HoursOfWork


class OwnShape(Struct, omit_defaults=True):
    """The definition of a milestone that the person added. `place` rises in the order of adding."""

    phase: str
    title: str
    why: str
    done_when: str
    effort: EffortShape
    on_the_job: Share = ZERO
    elapsed_weeks: Weeks = ZERO
    requires: Required = ()
    skills: dict[str, Contribution] = {}
    evidence: str = ""
    steps: tuple[str, ...] = ()
    resources: tuple[str, ...] = ()
    weight: Weight = 3
    kind: Kind = Kind.CORE
    skip_levels: dict[str, Level] = {}
    skip_if: str = ""
    waived_by: tuple[str, ...] = ()
    was: tuple[str, ...] = ()
    place: Count = 0


class MilestoneShape(Struct, omit_defaults=True):
    """What happened to a milestone, and under `own` what it is if the person added it.

    A document with `own` and without `state` is a milestone of their own that nobody touched yet.
    """

    id: Name
    state: State | UnsetType = UNSET
    wanted: bool | None = None
    started: dt.date | None = None
    finished: dt.date | None = None
    due: dt.date | None = None
    steps: tuple[Count, ...] = ()
    pin: PinShape | None = None
    effort: EffortShape | None = None
    on_the_job: Share | None = None
    title: str | None = None
    why: str = ""
    private: bool = False
    own: OwnShape | None = None


class SkillShape(Struct, omit_defaults=True):
    """A skill's level at the beginning and now, and each day on which it was set, with the levels before and after."""

    skill: Name
    start: Level
    now: Level
    proof: str = ""
    changes: tuple[tuple[dt.date, Level, Level], ...] = ()


class SpellShape(Struct, omit_defaults=True):
    """Days with other weekly hours than usual; the order of their document ids is theirs."""

    first: dt.date
    last: dt.date
    hours_a_week: HoursOfWeek
    why: str = ""


class PaceShape(Struct):
    """A weekly pattern that applied up to a day; the order of their document ids is theirs. Older files have none."""

    until: dt.date
    week: WeekHours


class MarkShape(Struct, omit_defaults=True):
    """What a saved report said. Older files have none."""

    percent: Percent
    finish: dt.date | None = None
    target: dt.date | None = None
    p50: dt.date | None = None
    p80: dt.date | None = None
    chance: Share | None = None
    pace: Factor | None = None
    hours_a_week: HoursOfWeek = ZERO
    break_days: Count = 0
    hours_planned: HoursOfPlan = ZERO
    plan_version: str = ""
    own: tuple[str, ...] = ()
    without: tuple[str, ...] = ()


class LogShape(Struct, omit_defaults=True):
    """One line of the log; its number is the document's id."""

    date: dt.date
    kind: Entry
    about: str
    hours: HoursLogged = ZERO
    text: str = ""
    private: bool = False
    mark: MarkShape | None = None


class ChangeHeadShape(Struct, omit_defaults=True):
    """A change as the history lists it; `undone` is when it was."""

    title: str
    at: dt.datetime
    undone: dt.datetime | None = None


Replaced = tuple[str, Number, dict[str, Any] | None, dict[str, Any] | None]


class ChangeShape(ChangeHeadShape, omit_defaults=True, kw_only=True):
    """A change with what it replaced: table, document id, the document before and after (null: there was none)."""

    replaced: list[Replaced]


_NESTED: Final[dict[str, type[Struct]]] = {
    "own": OwnShape,
    "pin": PinShape,
    "effort": EffortShape,
    "mark": MarkShape,
}


def keeping_unknown(old: dict[str, Any], new: dict[str, Any], shape: type[Struct]) -> dict[str, Any]:
    """`new`, with what `old` holds beyond the fields of `shape`, at every level."""
    result = dict(new)
    for key, value in old.items():
        if key not in shape.__struct_fields__:
            result[key] = value
        elif key in _NESTED and isinstance(value, dict) and isinstance(result.get(key), dict):
            result[key] = keeping_unknown(value, result[key], _NESTED[key])
    return result
