"""What one person did and decided: an immutable value. Every change makes a new one (see `planner.core.changes`).

A Journey holds facts only. Whatever follows from them (dates still to come, progress, what is late) is computed in
`planner.core.outlook` and never stored; the one exception is a milestone's `due`, which is a promise and not a
projection. Units: hours as floats, dates as plain local dates, a week starts on Monday.
"""

from collections.abc import Mapping
from datetime import date
from enum import StrEnum

from msgspec import Struct, field
from msgspec.structs import replace

from planner.core.plan import Effort, Milestone


class State(StrEnum):
    """What the person said about a milestone."""

    OPEN = "open"
    STARTED = "started"
    DONE = "done"
    SKIPPED = "skipped"
    WAIVED = "waived"


class PinKind(StrEnum):
    """A fact about a date: finished `by` it, ending `on` it, or `not-before` it."""

    BY = "by"
    ON = "on"
    NOT_BEFORE = "not-before"


class Pin(Struct, frozen=True):
    """A date that no re-planning moves."""

    kind: PinKind
    date: date


class Week(Struct, frozen=True):
    """Hours for each weekday, Monday first."""

    hours: tuple[float, float, float, float, float, float, float]

    @property
    def total(self) -> float:
        """Hours in the whole week."""
        return sum(self.hours)


class PastWeek(Struct, frozen=True):
    """A weekly pattern that was the usual one up to and including `until`, and is not any more."""

    until: date
    week: Week


class Spell(Struct, frozen=True):
    """A stretch of days, both ends included, with other weekly hours than usual. A break has none."""

    first: date
    last: date
    hours_a_week: float
    why: str = ""

    @property
    def is_break(self) -> bool:
        """True when no work is planned in it."""
        return self.hours_a_week == 0


class Settings(Struct, frozen=True):
    """Who is going where, since when, and with how much time. `target` is the date hoped for, if there is one.

    `plan_file` is the path of a plan file of the person's own; empty for a plan that is found by its id.
    """

    name: str
    plan: str
    plan_version: str
    route: str
    start: date
    week: Week
    variant: str | None = None
    target: date | None = None
    plan_file: str = ""


class Record(Struct, frozen=True):
    """What happened to one milestone. A milestone nobody touched and that has no due date needs no record.

    `wanted` overrides the route: True brings in what it drops, False drops what it keeps, None follows it.
    `steps` holds the positions (from 0) of the steps ticked. `effort`, `on_the_job` and `title` are the person's own
    corrections of the plan. `why` says why it was skipped. `private` keeps it out of reports.
    """

    state: State = State.OPEN
    wanted: bool | None = None
    started: date | None = None
    finished: date | None = None
    due: date | None = None
    steps: frozenset[int] = frozenset()
    pin: Pin | None = None
    effort: Effort | None = None
    on_the_job: float | None = None
    title: str | None = None
    why: str = ""
    private: bool = False


class Entry(StrEnum):
    """What a log entry records."""

    HOURS = "hours"
    NOTE = "note"
    EVIDENCE = "evidence"
    HABIT = "habit"
    STEP = "step"
    REPORT = "report"


class ReportMark(Struct, frozen=True):
    """What a saved report said, so that the next one can tell what has changed since.

    Dates by which half and 80 % of the runs of the forecast finish, the `chance` (0 to 1) of the target, the projected
    `finish`, percent complete; and what these rested on: the usual hours a week, days of break from that day on, the
    factor of the pace learned, planned hours of all that counts, the version of the plan, ids of own milestones that
    count (`own`) and of plan milestones that do not (`without`).
    """

    percent: int
    finish: date | None = None
    target: date | None = None
    p50: date | None = None
    p80: date | None = None
    chance: float | None = None
    pace: float | None = None
    hours_a_week: float = 0.0
    break_days: int = 0
    hours_planned: float = 0.0
    plan_version: str = ""
    own: tuple[str, ...] = ()
    without: tuple[str, ...] = ()


class LogEntry(Struct, frozen=True):
    """One line of the log. `about` is a milestone's id, a habit's for HABIT, a format for REPORT.

    `private` keeps a piece of evidence out of reports; `mark` is what a REPORT said, if it told of the whole journey.
    """

    number: int
    date: date
    kind: Entry
    about: str
    hours: float = 0.0
    text: str = ""
    private: bool = False
    mark: ReportMark | None = None


class Confirmed(Struct, frozen=True):
    """A skill's level was set on a day, `before` and `to` from 0 to 4."""

    date: date
    before: int
    to: int


class SkillLevel(Struct, frozen=True):
    """A skill's level when the journey began and now, 0 to 4, with the person's proof for it.

    `changes` are the days on which it was set, oldest first; levels set before days were kept have none.
    """

    start: int
    now: int
    proof: str = ""
    changes: tuple[Confirmed, ...] = ()


class Journey(Struct, frozen=True):
    """Everything one person did and decided. `own` holds the milestones they added themselves, in order of adding.

    `paces` are the usual weeks of earlier days, oldest first, so that the past is compared with what was planned then;
    the usual week of today and the days to come is `settings.week`.
    """

    id: str
    settings: Settings
    records: Mapping[str, Record] = field(default_factory=dict)
    own: Mapping[str, Milestone] = field(default_factory=dict)
    spells: tuple[Spell, ...] = ()
    skills: Mapping[str, SkillLevel] = field(default_factory=dict)
    log: tuple[LogEntry, ...] = ()
    paces: tuple[PastWeek, ...] = ()

    def record(self, milestone_id: str) -> Record:
        """The record of a milestone, or the empty one."""
        return self.records.get(milestone_id) or _UNTOUCHED

    def with_record(self, milestone_id: str, record: Record) -> "Journey":
        """This journey with one record replaced."""
        return replace(self, records={**self.records, milestone_id: record})

    def with_entry(
        self,
        day: date,
        kind: Entry,
        about: str,
        *,
        hours: float = 0.0,
        text: str = "",
        private: bool = False,
        mark: ReportMark | None = None,
    ) -> "Journey":
        """This journey with one line more in the log, numbered after all others."""
        number = self.log[-1].number + 1 if self.log else 1
        return replace(self, log=(*self.log, LogEntry(number, day, kind, about, hours, text, private, mark)))


_UNTOUCHED = Record()
