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

from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from math import exp, log, sqrt
from typing import Final

from msgspec import Struct

from planner.core.capacity import Capacity, monday
from planner.core.journey import Entry, Journey
from planner.core.scope import Item, Status

LEAST_FACTOR: Final = 1 / 3
MOST_FACTOR: Final = 4.0

_BIAS_SPREAD: Final = 0.3  # people's lasting bias in effort: standard deviation of its logarithm before any history
_MILESTONE_SPREAD: Final = 0.35  # of the logarithm of actual / planned from milestone to milestone of one person
_MOST_RATIO: Final = 5.0  # beyond this, up or down, it is a slip in the log rather than the person
_WEEK_SPREAD: Final = 0.6  # of hours worked / planned from week to week, relative to its mean
_HOURS_A_WEEK: Final = 8.0  # a usual week, for how many of them are left
_LONGEST_QUIET: Final = 8  # weeks of a quiet spell that count; a longer one that is over was no habit
_WEEKS_AS_PLANNED: Final = 4.0  # what the prior of attendance is worth; its relative spread is 0.6 / √4 = 0.3


class Pace(Struct, frozen=True):
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
    done = [item for item in items.values() if item.status is Status.DONE and item.personal > 0]
    finished = [(item.logged, item.personal) for item in done if item.logged > 0]
    effort, effort_variance = _effort(finished)
    planned = _without_long_silence(_planned(journey, capacity, today), _lively(journey, done))
    logged = sum(each.hours for each in journey.log if each.kind is Entry.HOURS and monday(each.date) in planned)
    unlogged = min(effort * _unlogged(done, journey, today), max(0.0, sum(planned.values()) - logged))
    attendance, attendance_variance, weight = _attendance(logged + unlogged, list(planned.values()))
    factor = min(MOST_FACTOR, max(LEAST_FACTOR, effort / attendance))
    # Hours that were never logged enter as `effort` times the plan's: their part of the quotient does not depend on it.
    own_part = 1 - weight * unlogged
    return Pace(
        factor=factor,
        spread=sqrt(own_part**2 * effort_variance + attendance_variance + _WEEK_SPREAD**2 / _weeks_left(items, factor)),
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


def _attendance(worked: float, planned: list[float]) -> tuple[float, float, float]:
    """Mean of the person's hours worked / planned, the variance of its logarithm, and the weight of an hour worked."""
    usual = sum(planned) / len(planned) if planned else 1.0
    weeks_worked = _WEEKS_AS_PLANNED + worked / usual
    mean = weeks_worked / (_WEEKS_AS_PLANNED + len(planned))
    return mean, _WEEK_SPREAD**2 / weeks_worked, 1 / usual / weeks_worked


def _planned(journey: Journey, capacity: Capacity, today: date) -> dict[date, float]:
    """Hours planned for milestones in each whole week of the journey so far, by its Monday; breaks are left out."""
    planned: dict[date, float] = {}
    week = _first_whole_week(journey)
    while week < monday(today):
        hours = capacity.week_hours(week) * capacity.share_left
        if hours > 0:
            planned[week] = hours
        week += timedelta(weeks=1)
    return planned


def _lively(journey: Journey, done: Iterable[Item]) -> set[date]:
    """The weeks, by their Monday, with hours in the log or a milestone finished.

    None when no hours are logged at all: then a long milestone looks like a long silence.
    """
    logged = {monday(each.date) for each in journey.log if each.kind is Entry.HOURS}
    return logged and logged | {monday(item.record.finished) for item in done if item.record.finished}


def _without_long_silence(planned: Mapping[date, float], lively: set[date]) -> dict[date, float]:
    """The weeks without those far into a quiet spell that is over: whoever is back does not go on being away.

    A spell that still lasts counts whole: nobody can know that it will end.
    """
    if not lively:
        return dict(planned)
    last = max(lively)
    kept: dict[date, float] = {}
    quiet = 0
    for week, hours in planned.items():
        quiet = 0 if week in lively else quiet + 1
        if quiet <= _LONGEST_QUIET or week > last:
            kept[week] = hours
    return kept


def _unlogged(done: Iterable[Item], journey: Journey, today: date) -> float:
    """Hours that the plan has for milestones finished in past weeks with nothing logged at all.

    They stand in for hours missing from the log, but never beyond the hours planned: they excuse absence and prove no
    haste. Somebody who ticks off at once what was done before the journey began has not worked a month in a week.
    """
    return sum(
        item.personal
        for item in done
        if not item.logged
        and item.record.finished
        and _first_whole_week(journey) <= item.record.finished < monday(today)
    )


def _first_whole_week(journey: Journey) -> date:
    return monday(journey.settings.start + timedelta(days=6))


def _weeks_left(items: Mapping[str, Item], factor: float) -> float:
    """About how many weeks of work remain at this factor, at least one; over many of them, good and bad even out.

    Weeks of a fixed number of hours, whatever the person's own: a range that grew with the hours of the week could
    make a forecast with more of them end later.
    """
    hours = sum(item.remaining for item in items.values() if item.status.is_to_do)
    return max(1.0, factor * hours / _HOURS_A_WEEK)
