"""Free hours by date: the weekly pattern, spells, habits, and what is behind us."""

from datetime import date, timedelta
from itertools import islice

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from planner.core.capacity import Capacity, checked_week, even_week, monday
from planner.core.changes import set_pace
from planner.core.journey import PastWeek, Spell, Week
from planner.errors import BadValue
from tests.core.networks import MONDAY, capacities, near
from tests.core.samples import journey_on, milestone, outlook_on, plan_of

SIX = even_week(6)
weeks = st.tuples(*[st.sampled_from((0.5, 1.0, 2.25))] * 7).map(Week)


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


def test_the_past_has_the_week_of_then_and_the_days_to_come_that_of_now() -> None:
    capacity = Capacity(
        SIX, (Spell(day(1), day(1), 18.0),), earlier=(PastWeek(day(2), even_week(12)), PastWeek(day(-1), even_week(24)))
    )
    assert [capacity.hours(day(each)) for each in (-49, -2, -1, 0, 1, 2, 3, 4, 700)] == [4, 4, 0, 2, 3, 2, 1, 1, 1]
    assert capacity.week_hours(day(-1)) == 24
    assert capacity.week_hours(day(0)) == 2 + 3 + 2 + 3
    assert list(islice(capacity.seconds_from(day(1)), 3)) == [3 * 3600, 2 * 3600, 3600]


@given(capacities(), near(-30, 400), st.lists(st.tuples(near(-60, 60), weeks), max_size=3))
def test_the_hours_of_a_week_are_those_of_its_days(
    capacity: Capacity, first: date, earlier: list[tuple[date, Week]]
) -> None:
    capacity = replace(capacity, earlier=tuple(PastWeek(*each) for each in earlier))
    days = [monday(first) + timedelta(days=offset) for offset in range(7)]
    assert capacity.week_hours(first) == sum(capacity.hours(each) for each in days)


@given(weeks, st.integers(1, 40))
def test_planning_from_today_on_does_not_know_earlier_weeks(week: Week, days: int) -> None:
    past = PastWeek(day(-1), even_week(days))
    now, then = Capacity(week), Capacity(week, earlier=(past,))
    assert list(islice(now.seconds_from(day(0)), 30)) == list(islice(then.seconds_from(day(0)), 30))
    assert then.week_hours(day(-7)) == pytest.approx(days)


def test_a_change_of_pace_keeps_the_pace_of_the_days_gone_by() -> None:
    plan = plan_of(milestone("a", hours=40))
    journey = journey_on(plan, 6.0)
    assert set_pace(journey, plan, day(0), even_week(9)).journey.paces == (), (
        "the first day is planned with the new one"
    )
    faster = set_pace(journey, plan, day(10), even_week(9)).journey
    assert faster.paces == (PastWeek(day(9), SIX),)
    assert set_pace(faster, plan, day(12), even_week(9)).journey == faster, "the same pace changes nothing"
    assert set_pace(faster, plan, day(10), even_week(3)).journey.paces == faster.paces, (
        "the first of two on one day stays"
    )
    slower = set_pace(faster, plan, day(20), even_week(3)).journey
    assert slower.paces == (PastWeek(day(9), SIX), PastWeek(day(19), even_week(9)))
    capacity = outlook_on(plan, slower, day(20)).capacity
    assert [capacity.hours(day(each)) for each in (0, 9, 10, 19, 21)] == [1, 1, 1.5, 1.5, 0.5]


def test_a_clock_set_back_does_not_plan_with_an_earlier_week() -> None:
    plan = plan_of(milestone("a", hours=40))
    journey = set_pace(journey_on(plan, 6.0), plan, day(10), even_week(9)).journey
    found = outlook_on(plan, journey, day(2)).capacity
    assert [found.hours(day(each)) for each in (0, 1, 2, 3)] == [1, 1, 1.5, 1.5]
    assert set_pace(journey, plan, day(2), even_week(3)).journey.paces == journey.paces


@given(capacities(), near(-30, 400))
def test_seconds_are_the_free_hours_of_each_day_and_never_more(capacity: Capacity, first: date) -> None:
    for offset, seconds in enumerate(islice(capacity.seconds_from(first), 60)):
        free = capacity.free(first + timedelta(days=offset)) * 3600
        assert seconds >= 0
        assert free - 1 < seconds <= free + 1e-6
        assert free <= capacity.hours(first + timedelta(days=offset)) * 3600 + 1e-9
