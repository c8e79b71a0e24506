"""A comparison in words: one row for each figure, now beside what would be, the same in every front."""

from datetime import date
from typing import Final

from msgspec import Struct

from planner.core.forecast_values import Forecast
from planner.core.forecast_words import chance_percent
from planner.core.whatif import Comparison, Side
from planner.core.wording import date_words, hours_words, length_words

NOTHING: Final = "nothing to do"
SAME: Final = "the same"
NO_HOURS: Final = "no hours"
_LEAST_HOURS: Final = 0.125  # less is not seen in quarters of an hour


class Row(Struct, frozen=True):
    """One figure of both sides and how they differ: "half by", "3 Dec 2027", "13 Sep 2027", "12 weeks earlier".

    `difference` is empty where the two cannot be compared.
    """

    label: str
    now: str
    then: str
    difference: str


def rows(comparison: Comparison) -> tuple[Row, ...]:
    """Every figure worth comparing; those of a target only when there is one."""
    now, then = comparison.now, comparison.then
    found = [
        _hours("hours a week", now.hours_a_week, then.hours_a_week),
        _hours("hours left", now.hours_left, then.hours_left),
        _days("half the runs by", _half(now.forecast), _half(then.forecast)),
        _days("eight in ten by", _eight_in_ten(now.forecast), _eight_in_ten(then.forecast)),
        _days("by the schedule", now.finish, then.finish),
    ]
    if then.target:
        found += [
            Row(f"by {date_words(then.target)}", _chance(now), _chance(then), _chances(now, then)),
            Row("needed a week", _needed(now), _needed(then), ""),
        ]
    return tuple(found)


def _hours(label: str, now: float, then: float) -> Row:
    apart = then - now
    more = "more" if apart > 0 else "less"
    difference = f"{hours_words(abs(apart))} {more}" if abs(apart) >= _LEAST_HOURS else SAME
    return Row(label, hours_words(now), hours_words(then), difference)


def _days(label: str, now: date | None, then: date | None) -> Row:
    difference = ""
    if now and then:
        apart = (then - now).days
        difference = f"{length_words(abs(apart))} {'later' if apart > 0 else 'earlier'}" if apart else SAME
    return Row(label, date_words(now) if now else NOTHING, date_words(then) if then else NOTHING, difference)


def _half(found: Forecast | None) -> date | None:
    return found.p50 if found else None


def _eight_in_ten(found: Forecast | None) -> date | None:
    return found.p80 if found else None


def _chance(side: Side) -> str:
    return NOTHING if side.chance is None else chance_percent(side.chance)


def _chances(now: Side, then: Side) -> str:
    if now.chance is None or then.chance is None:
        return ""
    if _chance(now) == _chance(then):
        return SAME
    return "more likely" if then.chance > now.chance else "less likely"


def _needed(side: Side) -> str:
    if side.forecast is None:
        return NOTHING
    return NO_HOURS if side.needed is None else hours_words(side.needed)
