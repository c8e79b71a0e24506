"""The parts of a progress report, as frozen plain values.

Renderers read these and nothing else. Texts are as people and plans typed them, never escaped: that is each
format's own duty. Units: hours as floats, percents as whole numbers from 0 to 100, skill levels 0 to 4, plain dates.
"""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Person:
    """Who is going where, and how."""

    name: str
    starts_from: str
    variant: str
    leads_to: str
    plan: str
    plan_version: str
    route: str
    started: date


@dataclass(frozen=True, slots=True)
class Period:
    """The days that the report tells of, both included."""

    first: date
    last: date


@dataclass(frozen=True, slots=True)
class PhaseFacts:
    """One phase: its state in a word, and milestones done of those that count."""

    title: str
    word: str
    percent: int
    done: int
    counted: int


@dataclass(frozen=True, slots=True)
class ProgressFacts:
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


@dataclass(frozen=True, slots=True)
class ConflictFacts:
    """A date that cannot be met, in a sentence, and what would help."""

    text: str
    options: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class DateFacts:
    """When it ends. `days_spare` is target less finish, negative when the finish is later than the target.

    `is_finished`: nothing is left to do, and `finish` is the day the last milestone ended.
    """

    finish: date | None
    is_finished: bool
    target: date | None
    days_spare: int | None
    conflicts: tuple[ConflictFacts, ...]


@dataclass(frozen=True, slots=True)
class DoneFacts:
    """A milestone settled in the period: done, skipped or waived. `why` tells of a skip; `hours` are all it took."""

    id: str
    title: str
    phase: str
    word: str
    finished: date
    hours: float
    evidence: tuple[str, ...]
    why: str


@dataclass(frozen=True, slots=True)
class InProgressFacts:
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


@dataclass(frozen=True, slots=True)
class LateFacts:
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


@dataclass(frozen=True, slots=True)
class NextFacts:
    """Work planned on one milestone in the coming days: hours, first and last day of work, and its dates."""

    id: str
    title: str
    hours: float
    first: date
    last: date
    due: date | None
    finish: date | None


@dataclass(frozen=True, slots=True)
class EndFacts:
    """A milestone that only has to wait, and the day on which that ends."""

    id: str
    title: str
    finish: date


@dataclass(frozen=True, slots=True)
class BreakFacts:
    """Days without work. `why` is empty when it is kept private."""

    first: date
    last: date
    why: str


@dataclass(frozen=True, slots=True)
class NextWeeks:
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


@dataclass(frozen=True, slots=True)
class SkillFacts:
    """One skill: level at the start, now and wanted (0 to 4); `proposed` is what finished milestones speak for."""

    id: str
    name: str
    start: int
    now: int
    target: int
    proposed: int
    proof: str


@dataclass(frozen=True, slots=True)
class GatePartFacts:
    """One condition of a gate."""

    text: str
    is_met: bool


@dataclass(frozen=True, slots=True)
class GateFacts:
    """A gate that applies to the route, with its conditions."""

    id: str
    title: str
    question: str
    is_passed: bool
    parts: tuple[GatePartFacts, ...]


@dataclass(frozen=True, slots=True)
class ReadinessFacts:
    """The readiness index and the parts it is made of."""

    percent: int
    skills_percent: int
    gates_passed: int
    gates_counted: int


@dataclass(frozen=True, slots=True)
class HabitFacts:
    """One habit in the period of its own that today is in."""

    id: str
    title: str
    per: str
    done: int
    wanted: int
    first: date
    last: date


@dataclass(frozen=True, slots=True)
class NoteFacts:
    """A note, or the note of an hours entry; only in a report that includes what is private."""

    date: date
    title: str
    text: str


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A kind of thing that the report leaves out ("private milestone"), and how many of it."""

    what: str
    count: int


@dataclass(frozen=True, slots=True)
class MilestoneFacts:
    """One milestone of the plan in short, for formats that list them all. Dates are projected until it is done."""

    id: str
    title: str
    phase: str
    status: str
    start: date | None
    finish: date | None
    due: date | None
    hours_planned: float
    hours_logged: float
    requires: tuple[str, ...]
