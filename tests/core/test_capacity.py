"""Free hours by date: the weekly pattern, spells, habits, and what is behind us."""

from datetime import date, timedelta
from itertools import islice

import pytest
from hypothesis import given

from planner.core.capacity import Capacity, checked_week, even_week, monday
from planner.core.journey import Spell, Week
from planner.errors import BadValue
from tests.core.networks import MONDAY, capacities, near

SIX = even_week(6)


def day(offset: int) -> date:
    return MONDAY + timedelta(days=offset)


def test_hours_are_spread_over_monday_to_saturday() -> None:
    assert SIX.hours == (1, 1, 1, 1, 1, 1, 0)
    assert even_week(8).total == pytest.approx(8)


@pytest.mark.parametrize("least", [0.25, 144])
def test_the_least_and_the_most_week(least: float) -> None:
    assert even_week(least).total == pytest.approx(least)


@pytest.mark.parametrize(
    "hours",
    [
        (0, 0, 0, 0, 0, 0, 0),
        (0, 0.2, 0, 0, 0, 0, 0),
        (25, 0, 0, 0, 0, 0, 0),
        (-1, 5, 0, 0, 0, 0, 0),
        (float("nan"), 5, 0, 0, 0, 0, 0),
        (float("inf"), 5, 0, 0, 0, 0, 0),
    ],
)
def test_impossible_weeks(hours: tuple[float, float, float, float, float, float, float]) -> None:
    with pytest.raises(BadValue):
        checked_week(Week(hours))


def test_monday() -> None:
    assert [monday(day(offset)) for offset in (0, 6, 7, -1)] == [day(0), day(0), day(7), day(-7)]


def test_the_last_spell_that_covers_a_day_decides() -> None:
    capacity = Capacity(SIX, (Spell(day(0), day(9), 0.0, "rest"), Spell(day(2), day(3), 12.0)))
    assert [capacity.hours(day(offset)) for offset in (-3, 0, 1, 2, 3, 4, 9, 10)] == [1, 0, 0, 2, 2, 0, 0, 1]
    assert capacity.spell_on(day(2)) == Spell(day(2), day(3), 12.0)
    assert capacity.spell_on(day(10)) is None
    assert capacity.week_hours(day(3)) == 4


def test_a_spell_leaves_sunday_free() -> None:
    capacity = Capacity(Week((0, 0, 0, 0, 0, 0, 6)), (Spell(day(0), day(6), 12.0),))
    assert [capacity.hours(day(offset)) for offset in range(7)] == [2, 2, 2, 2, 2, 2, 0]
    assert capacity.hours(day(13)) == 6


def test_habits_take_their_share_of_every_day() -> None:
    capacity = Capacity(Week((2, 0, 0, 0, 0, 4, 0)), habit_hours=1.5)
    assert capacity.share_left == 0.75
    assert [capacity.free(day(offset)) for offset in range(7)] == [1.5, 0, 0, 0, 0, 3, 0]
    assert capacity.hours(day(0)) == 2
    assert Capacity(SIX, habit_hours=7).free(day(0)) == 0


def test_hours_worked_are_taken_off_their_day_only() -> None:
    capacity = Capacity(SIX, worked={day(0): 0.25, day(1): 9.0})
    assert [capacity.free(day(offset)) for offset in range(3)] == [0.75, 0, 1]


@pytest.mark.parametrize(("hours", "habits"), [(26.0, 0.0), (13.0, 0.0), (8.0, 1.0), (52.0, 0.0)])
def test_a_week_of_odd_hours_keeps_its_last_second(hours: float, habits: float) -> None:
    week = islice(Capacity(even_week(hours), habit_hours=habits).seconds_from(date(2026, 11, 23)), 7)
    assert sum(week) == pytest.approx((hours - habits) * 3600, abs=1e-3)


@given(capacities(), near(-30, 400))
def test_seconds_are_the_free_hours_of_each_day_and_never_more(capacity: Capacity, first: date) -> None:
    for offset, seconds in enumerate(islice(capacity.seconds_from(first), 60)):
        free = capacity.free(first + timedelta(days=offset)) * 3600
        assert seconds >= 0
        assert free - 1 < seconds <= free + 1e-6
        assert free <= capacity.hours(first + timedelta(days=offset)) * 3600 + 1e-9
