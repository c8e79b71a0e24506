"""A person's own pace, learned from what they finished and logged: how much longer things take than the plan says.

Two things stretch a plan: milestones take other hours than estimated (effort), and weeks have other hours than hoped
for (attendance). Each is estimated by itself and shrunk to 1, "as planned", while there is little to learn from;
together they say by how much the calendar time of the remaining hours has to be multiplied. A person who logs only
part of their hours loses nothing by it: effort and attendance come out low alike, and their quotient stays right.

Method: conjugate Bayesian models (Gelman et al., Bayesian Data Analysis, 3rd ed., 2013). Effort is the normal model
with known variance (2.5) on the logarithm of actual / planned hours. Attendance is the Poisson model with exposure
(2.6): its gamma prior is worth some weeks worked just as planned. Even without any history the spread is wide: plans
made by people are biased (Buehler, Griffin & Ross, 1994), and nobody can know by how much before the work begins.

What a pace is used for (simulated lives, dates) is the subject of `planner.core.forecast`.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from math import exp, log, sqrt
from typing import Final

from planner.core.capacity import Capacity, monday
from planner.core.journey import Entry, Journey
from planner.core.scope import Item, Status

LEAST_FACTOR: Final = 1 / 3
MOST_FACTOR: Final = 4.0

_BIAS_SPREAD: Final = 0.3  # people's lasting bias in effort: standard deviation of its logarithm before any history
_MILESTONE_SPREAD: Final = 0.4  # of the logarithm of actual / planned from milestone to milestone of one person
_MOST_RATIO: Final = 5.0  # beyond this, up or down, it is a slip in the log rather than the person
_WEEK_SPREAD: Final = 0.6  # of hours worked / planned from week to week, relative to its mean
_WEEKS_AS_PLANNED: Final = 4.0  # what the prior of attendance is worth; its relative spread is 0.6 / √4 = 0.3


@dataclass(frozen=True, slots=True)
class Pace:
    """How a person's time compares with the plan's.

    `factor` is the median of the multiplier on the calendar time of the remaining hours, effort / attendance: 1.6 is
    60 % longer. `spread` is the standard deviation of its natural logarithm: what is not known about the person, and
    how much their weeks differ. `effort` is actual / planned hours of finished milestones, `attendance` hours worked
    / planned in past weeks, both shrunk to 1; `milestones` and `weeks` are how many they were learned from.
    """

    factor: float
    spread: float
    effort: float
    attendance: float
    milestones: int
    weeks: int

    @property
    def is_learned(self) -> bool:
        """True when there was anything to learn from."""
        return self.milestones > 0 or self.weeks > 0


def learned(journey: Journey, items: Mapping[str, Item], capacity: Capacity, today: date) -> Pace:
    """The pace shown by finished milestones with hours, and by whole weeks before the one that `today` is in."""
    finished = [
        (item.logged, item.personal)
        for item in items.values()
        if item.status is Status.DONE and item.logged > 0 and item.personal > 0
    ]
    effort, effort_variance = _effort(finished)
    worked, planned = _past_weeks(journey, items, capacity, today)
    attendance, attendance_variance = _attendance(worked, planned)
    factor = min(MOST_FACTOR, max(LEAST_FACTOR, effort / attendance))
    return Pace(
        factor=factor,
        spread=sqrt(effort_variance + attendance_variance + _WEEK_SPREAD**2 / _weeks_left(items, capacity, factor)),
        effort=effort,
        attendance=attendance,
        milestones=len(finished),
        weeks=len(planned),
    )


def _effort(finished: list[tuple[float, float]]) -> tuple[float, float]:
    """Median of the person's actual / planned hours, and the variance of its logarithm.

    The observation is the quotient of the sums, so that the hours count and not the number of milestones; milestones
    of unequal size are worth (Σh)² / Σh² of equal ones (Kish, 1965).
    """
    if not finished:
        return 1.0, _BIAS_SPREAD**2
    planned = sum(hours for _, hours in finished)
    actual = sum(min(hours * _MOST_RATIO, max(hours / _MOST_RATIO, spent)) for spent, hours in finished)
    equal = planned**2 / sum(hours**2 for _, hours in finished)
    variance = 1 / (1 / _BIAS_SPREAD**2 + equal / _MILESTONE_SPREAD**2)
    return exp(variance * equal / _MILESTONE_SPREAD**2 * log(actual / planned)), variance


def _attendance(worked: float, planned: list[float]) -> tuple[float, float]:
    """Mean of the person's hours worked / planned, and the variance of its logarithm."""
    usual = sum(planned) / len(planned) if planned else 1.0
    weeks_worked = _WEEKS_AS_PLANNED + worked / usual
    return weeks_worked / (_WEEKS_AS_PLANNED + len(planned)), _WEEK_SPREAD**2 / weeks_worked


def _past_weeks(
    journey: Journey, items: Mapping[str, Item], capacity: Capacity, today: date
) -> tuple[float, list[float]]:
    """Hours worked in all whole weeks of the journey so far, and the hours planned in each. Breaks are left out.

    A milestone finished with nothing logged at all counts as the hours that the plan said, in place of hours missing
    from the log, never beyond the hours planned: what was not logged excuses absence and proves no haste. (Somebody
    who ticks off at once what they had done before they began has not worked a month in a week.)
    """
    first, this_week = _first_whole_week(journey.settings.start), monday(today)
    planned: dict[date, float] = {}
    week = first
    while week < this_week:
        hours = capacity.week_hours(week) * capacity.share_left
        if hours > 0:
            planned[week] = hours
        week += timedelta(weeks=1)
    worked = sum(each.hours for each in journey.log if each.kind is Entry.HOURS and monday(each.date) in planned)
    unlogged = sum(
        item.personal
        for item in items.values()
        if item.status is Status.DONE
        and not item.logged
        and item.record.finished
        and first <= item.record.finished < this_week
    )
    missing = max(0.0, sum(planned.values()) - worked)
    return worked + min(unlogged, missing), list(planned.values())


def _first_whole_week(start: date) -> date:
    return monday(start + timedelta(days=6))


def _weeks_left(items: Mapping[str, Item], capacity: Capacity, factor: float) -> float:
    """About how many weeks of work remain at this factor, at least one; over many of them, good and bad even out."""
    hours = sum(item.remaining for item in items.values() if item.status.is_to_do)
    usual = capacity.week.total * capacity.share_left
    return max(1.0, factor * hours / usual) if usual else 1.0
