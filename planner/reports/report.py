"""The Report and its Scope. Its parts are in `planner.reports.facts`, loaded only when a report is made."""

from datetime import date
from typing import TYPE_CHECKING

from msgspec import Struct

if TYPE_CHECKING:
    from planner.reports.charts import Charts
    from planner.reports.facts import (
        DateFacts,
        DoneFacts,
        ForecastFacts,
        GateFacts,
        HabitFacts,
        InProgressFacts,
        LateFacts,
        LeftOut,
        MilestoneFacts,
        NextWeeks,
        NoteFacts,
        PassedFacts,
        Period,
        Person,
        ProgressFacts,
        ReadinessFacts,
        RoseFacts,
        SkillFacts,
    )


class Scope(Struct, frozen=True):
    """What a report covers. `since` is its first day; None means the start of the journey.

    `since_last` begins on the day of the latest saved report before today instead, if there is one. Notes, reasons and
    what is marked as private are left out unless `is_private_included`. Calendar entries remind at `alarm_minutes`
    after midnight, if any.
    """

    since: date | None = None
    since_last: bool = False
    is_private_included: bool = False
    alarm_minutes: int | None = None


class Report(Struct, frozen=True):
    """A progress report: plain facts, the same for the same plan, journey and day.

    `journey_id` never changes in the life of a journey. `summary` is the report in a few sentences. `rose` and
    `passed` are skills and gates that got further in the period; `forecast` is None when nothing is to do, or when it
    was not asked for.
    """

    journey_id: str
    person: "Person"
    period: "Period"
    summary: "tuple[str, ...]"
    progress: "ProgressFacts"
    dates: "DateFacts"
    forecast: "ForecastFacts | None"
    done: "tuple[DoneFacts, ...]"
    rose: "tuple[RoseFacts, ...]"
    passed: "tuple[PassedFacts, ...]"
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
    charts: "Charts"
    alarm_minutes: int | None = None
