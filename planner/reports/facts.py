"""The parts of a progress report, as frozen plain values.

Renderers read these and nothing else. Texts are as people and plans typed them, never escaped: that is each
format's own duty. Units: hours as floats, percents as whole numbers from 0 to 100, skill levels 0 to 4, plain dates.
"""

from datetime import date

from msgspec import Struct

from planner.reports.skill_facts import GateFacts, GatePartFacts, PassedFacts, ReadinessFacts, RoseFacts, SkillFacts

__all__ = [
    "BlockFacts",
    "BreakFacts",
    "ConflictFacts",
    "DateFacts",
    "DoneFacts",
    "EndFacts",
    "EvidenceFacts",
    "ForecastFacts",
    "GateFacts",
    "GatePartFacts",
    "HabitFacts",
    "InProgressFacts",
    "LastReport",
    "LateFacts",
    "LeftOut",
    "MilestoneFacts",
    "NextFacts",
    "NextWeeks",
    "NoteFacts",
    "PassedFacts",
    "Period",
    "Person",
    "PhaseFacts",
    "ProgressFacts",
    "ReadinessFacts",
    "RoseFacts",
    "SkillFacts",
]


class Person(Struct, frozen=True):
    """Who is going where, and how."""

    name: str
    starts_from: str
    variant: str
    leads_to: str
    plan: str
    plan_version: str
    route: str
    started: date


class Period(Struct, frozen=True):
    """The days that the report tells of, both included. `covers` says in a few words why these, if not as asked."""

    first: date
    last: date
    covers: str = ""


class PhaseFacts(Struct, frozen=True):
    """One phase: its state in a word, and milestones done of those that count."""

    title: str
    word: str
    percent: int
    done: int
    counted: int


class ProgressFacts(Struct, frozen=True):
    """How far it is. `promised_percent` is where the due dates that have come would have it by now.

    `available_in_period` are the hours that the weekly pattern of today gives the days of the period, breaks taken
    off; `streak` counts weeks in a row with something done.
    """

    percent: int
    promised_percent: int
    done: int
    open: int
    started: int
    skipped: int
    waived: int
    hours_a_week: float
    logged_in_period: float
    available_in_period: float
    logged_in_all: float
    streak: int
    phases: tuple[PhaseFacts, ...]


class ConflictFacts(Struct, frozen=True):
    """A date that cannot be met, in a sentence, and what would help."""

    text: str
    options: tuple[str, ...]


class DateFacts(Struct, frozen=True):
    """When it ends. `days_spare` is target less finish, negative when the finish is later than the target.

    `is_finished`: nothing is left to do, and `finish` is the day the last milestone ended.
    """

    finish: date | None
    is_finished: bool
    target: date | None
    days_spare: int | None
    conflicts: tuple[ConflictFacts, ...]


class LastReport(Struct, frozen=True):
    """What the last report, `saved` on a day before today, said. Dates are None where there were none."""

    saved: date
    percent: int
    finish: date | None
    target: date | None
    p50: date | None
    p80: date | None
    chance: float | None


class ForecastFacts(Struct, frozen=True):
    """How the finish may fall: dates by which half, 80, 90 and 95 % of the simulated runs finish.

    `chance` is the share (0 to 1) of the runs that meet the target. `movers` are the titles of what moves the finish
    most, `pace` says where the pace comes from. `since_last` is what the last saved report said; then `moved_days` is
    how much later `p50` is now (negative: earlier), and `why` holds what has changed in that direction since.
    """

    p50: date
    p80: date
    p90: date
    p95: date
    target: date | None
    chance: float | None
    movers: tuple[str, ...]
    pace: str
    since_last: LastReport | None
    moved_days: int | None
    why: tuple[str, ...]


class DoneFacts(Struct, frozen=True):
    """A milestone settled in the period: done, skipped or waived. `why` tells of a skip; `hours` are all it took.

    `evidence_private` counts the pieces of evidence that exist and are left out.
    """

    id: str
    title: str
    phase: str
    word: str
    finished: date
    hours: float
    evidence: tuple[str, ...]
    evidence_private: int
    why: str


class InProgressFacts(Struct, frozen=True):
    """A milestone that is started. `finish` is projected; while `is_waiting` only the calendar has to move."""

    id: str
    title: str
    started: date | None
    hours_logged: float
    hours_left: float
    steps_done: int
    steps: int
    due: date | None
    finish: date | None
    is_waiting: bool


class LateFacts(Struct, frozen=True):
    """A milestone that is late (or overdue) or stuck. `silent_days` without a trace count no breaks; None: not stuck.

    `unstick` holds sentences that follow from the facts.
    """

    id: str
    title: str
    due: date | None
    finish: date | None
    days_late: int
    is_overdue: bool
    silent_days: int | None
    unstick: tuple[str, ...]


class NextFacts(Struct, frozen=True):
    """Work planned on one milestone in the coming days: hours, first and last day of work, and its dates."""

    id: str
    title: str
    hours: float
    first: date
    last: date
    due: date | None
    finish: date | None


class EndFacts(Struct, frozen=True):
    """A milestone that only has to wait, and the day on which that ends."""

    id: str
    title: str
    finish: date


class BreakFacts(Struct, frozen=True):
    """Days without work. `why` is empty when it is kept private."""

    first: date
    last: date
    why: str


class NextWeeks(Struct, frozen=True):
    """The fortnight that begins today. `hours_available` include habits, `hours_planned` are those of milestones alone.

    `ends` are milestones without work in it whose wait ends.
    """

    first: date
    last: date
    hours_available: float
    hours_planned: float
    work: tuple[NextFacts, ...]
    ends: tuple[EndFacts, ...]
    breaks: tuple[BreakFacts, ...]


class HabitFacts(Struct, frozen=True):
    """One habit in the period of its own that today is in."""

    id: str
    title: str
    per: str
    done: int
    wanted: int
    first: date
    last: date


class NoteFacts(Struct, frozen=True):
    """A note, or the note of an hours entry; only in a report that includes what is private."""

    date: date
    title: str
    text: str


class LeftOut(Struct, frozen=True):
    """A kind of thing that the report leaves out ("private milestone"), and how many of it."""

    what: str
    count: int


class EvidenceFacts(Struct, frozen=True):
    """A piece of evidence and the day on which it was kept."""

    date: date
    text: str


class BlockFacts(Struct, frozen=True):
    """Hours of work planned on one day."""

    date: date
    hours: float


class MilestoneFacts(Struct, frozen=True):
    """One milestone of the plan, for formats that list them all. `start` and `finish` are projected until it is done.

    `requires` passes through milestones that are left out. `percent` (0 to 100) is by hours or steps, whichever says
    more; `skills` are the ids of those that it builds; `blocks` is the work of the days to come; `notes` are empty
    unless what is private is included. `pin_kind` is by, on or not-before. `is_renamed`: the person gave it another
    title than the plan. `evidence_wanted` is what the plan asks for as evidence.
    """

    id: str
    title: str
    phase: str
    phase_title: str
    status: str
    is_own: bool
    is_renamed: bool
    started: date | None
    finished: date | None
    start: date | None
    finish: date | None
    due: date | None
    pin_kind: str | None
    pin_date: date | None
    is_critical: bool
    float_days: int | None
    wait_days: int
    hours_planned: float
    hours_logged: float
    hours_left: float
    percent: int
    requires: tuple[str, ...]
    skills: tuple[str, ...]
    done_when: str
    evidence_wanted: str
    evidence: tuple[EvidenceFacts, ...]
    blocks: tuple[BlockFacts, ...]
    notes: tuple[NoteFacts, ...]
