"""What a plan file says: an immutable value that knows nobody.

A Plan is the whole, already joined: the starting point (role, phases, routes, own milestones, overrides applied) and
the destination it uses (skills, habits, gates and rules of thumb). How files become a Plan is `planner.catalog`'s
subject; what a person does with one is `planner.core.journey`'s.

Units: effort in focused hours, waiting in weeks, levels 0 to 4, weights 1 to 5.
"""

from collections.abc import Mapping
from enum import StrEnum
from typing import Final

from msgspec import Struct, field

HIGHEST_LEVEL: Final = 4
LEVEL_NAMES: Final = ("none", "aware", "practised", "independent", "strong")


class Kind(StrEnum):
    """How a milestone belongs to its plan: always, where a skill gap is open, or only when asked for."""

    CORE = "core"
    GAP = "gap"
    OPTIONAL = "optional"


class Aim(StrEnum):
    """Which job a plan aims at; decides which target level of a skill counts."""

    ENTRY = "entry"
    ASSOCIATE = "associate"


class Effort(Struct, frozen=True):
    """A three-point estimate in focused hours, 0 < low <= likely <= high."""

    low: float
    likely: float
    high: float

    @property
    def expected(self) -> float:
        """Mean of the PERT distribution, (low + 4 likely + high) / 6, in hours (Malcolm et al., 1959)."""
        return (self.low + 4 * self.likely + self.high) / 6


class Milestone(Struct, frozen=True):
    """One thing to achieve. `on_the_job` is the share (0 to 1) of the effort that fits inside paid work.

    `elapsed_weeks` is calendar time that hours cannot shorten. `skills` maps a skill id to a contribution of 1
    (touches), 2 (builds) or 3 (main purpose). `was` lists the ids that earlier versions of the plan used.
    """

    id: str
    phase: str
    title: str
    why: str
    done_when: str
    effort: Effort
    on_the_job: float = 0.0
    elapsed_weeks: float = 0.0
    requires: tuple[str, ...] = ()
    skills: Mapping[str, int] = field(default_factory=dict)
    evidence: str = ""
    steps: tuple[str, ...] = ()
    resources: tuple[str, ...] = ()
    weight: int = 3
    kind: Kind = Kind.CORE
    skip_levels: Mapping[str, int] = field(default_factory=dict)
    skip_if: str = ""
    waived_by: tuple[str, ...] = ()
    was: tuple[str, ...] = ()


class Phase(Struct, frozen=True):
    """A chapter of the plan. Phases are a reading order, not a lock."""

    id: str
    title: str
    outcome: str
    milestones: tuple[str, ...]


class Route(Struct, frozen=True):
    """One way through the plan: what it leaves out, and which extra requirements it adds."""

    id: str
    title: str
    drops: frozenset[str] = frozenset()
    also_requires: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


class Variant(Struct, frozen=True):
    """A common sub-profile of a role: corrections added to the role's levels, the result kept within 0 to 4."""

    id: str
    name: str
    adjust: Mapping[str, int]


class Role(Struct, frozen=True):
    """Where a person starts: a level for every skill, strengths, watch-outs and variants."""

    name: str
    levels: Mapping[str, int]
    strengths: tuple[str, ...] = ()
    watch_outs: tuple[str, ...] = ()
    variants: tuple[Variant, ...] = ()
    refs: tuple[str, ...] = ()

    def levels_of(self, variant: str | None) -> dict[str, int]:
        """Starting level for each skill, for the role itself (None) or one of its variants."""
        levels = dict(self.levels)
        for candidate in self.variants:
            if candidate.id == variant:
                for skill, change in candidate.adjust.items():
                    levels[skill] = min(HIGHEST_LEVEL, max(0, levels.get(skill, 0) + change))
        return levels


class Skill(Struct, frozen=True):
    """What the destination asks for. `anchors[i]` is the observable description of level i."""

    id: str
    name: str
    group: str
    weight: int
    target: int
    target_associate: int
    summary: str
    anchors: tuple[str, ...]
    tested_in: tuple[str, ...] = ()


class Period(StrEnum):
    """How often a habit comes round."""

    WEEK = "week"
    FORTNIGHT = "fortnight"
    MONTH = "month"
    QUARTER = "quarter"


class Habit(Struct, frozen=True):
    """A recurring act. `count` gives the times per period at 5, 8 and 12 hours a week (`count_search` while searching).

    `own_hours`: its time comes on top of the milestones and is taken off the weekly hours; otherwise each occurrence
    counts toward the milestones it `feeds`. `plans` limits it to some plans; empty means every one.
    """

    id: str
    title: str
    per: Period
    count: Mapping[int, int]
    minutes: int
    priority: int
    phases: tuple[str, ...]
    own_hours: bool
    done_when: str
    why: str
    feeds: tuple[str, ...] = ()
    count_search: Mapping[int, int] | None = None
    plans: tuple[str, ...] = ()


class Gate(Struct, frozen=True):
    """A question to answer before going on: every id of `all_of` met, one of `any_of` done, counters at a minimum.

    `readiness` marks the gates that count in the readiness index.
    """

    id: str
    title: str
    question: str
    then: str
    all_of: tuple[str, ...] = ()
    any_of: tuple[str, ...] = ()
    minimum: Mapping[str, int] = field(default_factory=dict)
    readiness: bool = False


class Counter(Struct, frozen=True):
    """Something a gate counts: ticks of a habit, or what finishing a milestone is worth, whichever is more."""

    id: str
    title: str
    habit: str | None = None
    milestones: Mapping[str, int] = field(default_factory=dict)


class Diagnosis(Struct, frozen=True):
    """A rule of thumb for a search or a plan that is stuck."""

    id: str
    when: str
    likely_cause: str
    do: str


class Split(Struct, frozen=True):
    """How to divide the week at some weekly hours: shares per strand in the early, middle and late parts of a plan."""

    hours: int
    open_milestones: int
    early: Mapping[str, int]
    middle: Mapping[str, int]
    late: Mapping[str, int]
    advice: str


class Destination(Struct, frozen=True):
    """What the job at the end asks, shared by every plan that leads there."""

    id: str
    title: str
    skills: Mapping[str, Skill]
    habits: tuple[Habit, ...] = ()
    gates: tuple[Gate, ...] = ()
    counters: Mapping[str, Counter] = field(default_factory=dict)
    diagnoses: tuple[Diagnosis, ...] = ()
    splits: tuple[Split, ...] = ()


class Plan(Struct, frozen=True):
    """A checked plan. `milestones` holds every milestone of every route by id, in reading order of the phases."""

    id: str
    version: str
    title: str
    starts_from: str
    leads_to: str
    promise: str
    hard_truth: str
    default_route: str
    role: Role
    phases: tuple[Phase, ...]
    routes: tuple[Route, ...]
    milestones: Mapping[str, Milestone]
    destination: Destination
    aim: Aim = Aim.ENTRY
    refs: tuple[str, ...] = ()

    def route(self, route_id: str) -> Route | None:
        """The route of that id, or None."""
        return next((route for route in self.routes if route.id == route_id), None)

    def phase(self, phase_id: str) -> Phase | None:
        """The phase of that id, or None."""
        return next((phase for phase in self.phases if phase.id == phase_id), None)

    def target(self, skill: Skill) -> int:
        """The level of `skill` that this plan aims at."""
        return skill.target_associate if self.aim is Aim.ASSOCIATE else skill.target
