"""The Report and its Scope. Its parts are in `planner.reports.facts`, loaded only when a report is made."""

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from planner.reports.facts import (
        DateFacts,
        DoneFacts,
        GateFacts,
        HabitFacts,
        InProgressFacts,
        LateFacts,
        LeftOut,
        MilestoneFacts,
        NextWeeks,
        NoteFacts,
        Period,
        Person,
        ProgressFacts,
        ReadinessFacts,
        SkillFacts,
    )


@dataclass(frozen=True, slots=True)
class Scope:
    """What a report covers. `since` is its first day; None means the start of the journey.

    `since_last` begins on the day of the latest saved report before today instead, if there is one. Notes and private
    milestones are left out unless `is_private_included`.
    """

    since: date | None = None
    since_last: bool = False
    is_private_included: bool = False


@dataclass(frozen=True, slots=True)
class Report:
    """A progress report: plain facts, the same for the same plan, journey and day."""

    person: "Person"
    period: "Period"
    progress: "ProgressFacts"
    dates: "DateFacts"
    done: "tuple[DoneFacts, ...]"
    in_progress: "tuple[InProgressFacts, ...]"
    late: "tuple[LateFacts, ...]"
    next_weeks: "NextWeeks"
    skills: "tuple[SkillFacts, ...]"
    readiness: "ReadinessFacts"
    gates: "tuple[GateFacts, ...]"
    habits: "tuple[HabitFacts, ...]"
    questions: "tuple[str, ...]"
    notes: "tuple[NoteFacts, ...]"
    left_out: "tuple[LeftOut, ...]"
    milestones: "tuple[MilestoneFacts, ...]"
