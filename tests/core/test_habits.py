"""Habits: how often at which pace, what is lowered first, and how a period stands."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner.core.changes import mark_habit, unmark_habit
from planner.core.habits import fitted, hours_a_week, in_phases, of_plan, own_hours, period, states
from planner.core.plan import Habit, Period
from tests.core.bound_table import PLANS, shipped
from tests.core.samples import MONDAY, habit, journey_on, milestone, outlook_on, plan_of

PACES = {5: 1, 8: 2, 12: 3}


@pytest.mark.parametrize(
    ("budget", "times"), [(0.25, 0), (5, 1), (6.4, 1), (6.5, 1), (6.6, 2), (8, 2), (10, 2), (10.1, 3), (40, 3)]
)
def test_counts_are_those_of_the_nearest_pace(budget: float, times: int) -> None:
    assert fitted([habit("chat", PACES)], budget, is_searching=False) == {"chat": times}


def test_counts_while_searching() -> None:
    asked = habit("chat", PACES, count_search={5: 3, 8: 4, 12: 5})
    assert fitted([asked], 8, is_searching=True) == {"chat": 4}
    assert fitted([habit("chat", PACES)], 8, is_searching=True) == {"chat": 2}
    assert fitted([habit("never", {})], 8, is_searching=False) == {"never": 0}


def test_the_least_important_is_lowered_first() -> None:
    habits = [habit("review", {8: 3}, priority=1), habit("read", {8: 3}, priority=4), habit("chat", {8: 2}, priority=2)]
    assert fitted(habits, 8, is_searching=False) == {"review": 3, "read": 1, "chat": 2}  # 6 of at most 6.4 hours
    assert fitted(habits, 8, is_searching=True) == {"review": 3, "read": 2, "chat": 2}  # 7 of at most 7.2 hours
    assert fitted(habits, 4, is_searching=False) == {"review": 3, "read": 0, "chat": 0}


@pytest.mark.parametrize(
    ("per", "hours"), [(Period.WEEK, 3), (Period.FORTNIGHT, 1.5), (Period.MONTH, 3 * 12 / 52), (Period.QUARTER, 3 / 13)]
)
def test_hours_a_week(per: Period, hours: float) -> None:
    assert hours_a_week(habit("chat", PACES, per=per), 3) == pytest.approx(hours)
    assert hours_a_week(habit("chat", PACES, per=per, minutes=20), 3) == pytest.approx(hours / 3)


@given(
    st.lists(
        st.tuples(st.integers(0, 6), st.sampled_from((10, 60, 240)), st.integers(1, 4), st.sampled_from(Period)),
        max_size=6,
    ),
    st.floats(0.25, 60),
    st.booleans(),
)
def test_fitted_habits_leave_time_for_milestones(
    drawn: list[tuple[int, int, int, Period]], budget: float, searching: bool
) -> None:
    habits = [
        habit(f"h{number}", {8: times}, minutes=minutes, priority=priority, per=per)
        for number, (times, minutes, priority, per) in enumerate(drawn)
    ]
    counts = fitted(habits, budget, is_searching=searching)
    most = budget * (0.9 if searching else 0.8)
    assert sum(hours_a_week(each, counts[each.id]) for each in habits) <= most + 1e-9
    lowered = [each.priority for each in habits if counts[each.id] < each.count[8]]
    kept = [each.priority for each in habits if counts[each.id]]
    assert all(counts[each.id] in range(each.count[8] + 1) for each in habits)
    if lowered and kept:
        assert min(lowered) >= max(kept), "nothing is lowered while something less important is left"


@pytest.mark.parametrize(
    ("per", "day", "first", "last"),
    [
        (Period.WEEK, date(2026, 11, 29), date(2026, 11, 23), date(2026, 11, 29)),
        (Period.FORTNIGHT, date(2026, 11, 29), date(2026, 11, 23), date(2026, 12, 6)),
        (Period.FORTNIGHT, date(2026, 12, 6), date(2026, 11, 23), date(2026, 12, 6)),
        (Period.FORTNIGHT, date(2026, 12, 7), date(2026, 12, 7), date(2026, 12, 20)),
        (Period.FORTNIGHT, date(2026, 11, 22), date(2026, 11, 9), date(2026, 11, 22)),
        (Period.MONTH, date(2027, 2, 3), date(2027, 2, 1), date(2027, 2, 28)),
        (Period.MONTH, date(2026, 12, 31), date(2026, 12, 1), date(2026, 12, 31)),
        (Period.QUARTER, date(2026, 11, 23), date(2026, 10, 1), date(2026, 12, 31)),
        (Period.QUARTER, date(2027, 1, 1), date(2027, 1, 1), date(2027, 3, 31)),
    ],
)
def test_periods(per: Period, day: date, first: date, last: date) -> None:
    assert period(per, day, date(2026, 11, 25)) == (first, last)


@given(st.sampled_from(Period), st.dates(date(2000, 1, 1), date(2099, 1, 1)), st.dates(date(2000, 1, 1)))
def test_periods_meet_without_gap_or_overlap(per: Period, day: date, start: date) -> None:
    first, last = period(per, day, start)
    assert first <= day <= last
    assert period(per, first, start) == period(per, last, start) == (first, last)
    assert period(per, last + timedelta(days=1), start)[0] == last + timedelta(days=1)


def test_own_hours_come_off_milestones_while_their_phase_is_open() -> None:
    review = habit("review", {8: 1}, minutes=90, own_hours=True)
    plan = plan_of(milestone("a"), habits=[review, habit("read", {8: 1})])
    assert own_hours(plan, {"learn"}, 6.0) == 1.5
    assert own_hours(plan, {"search"}, 6.0) == 0
    outlook = outlook_on(plan, journey_on(plan))
    assert outlook.capacity.free(MONDAY) == pytest.approx(0.75)
    assert outlook.week.habit_hours == 1.5


def test_a_habit_may_be_for_some_plans_only() -> None:
    plan = plan_of(milestone("a"), habits=[habit("all", PACES), habit("ours", PACES, plans=("cook",)),
                                           habit("theirs", PACES, plans=("waiter",))])  # fmt: skip
    assert [each.id for each in of_plan(plan)] == ["all", "ours"]
    assert in_phases(of_plan(plan), ["search"]) == ()


def test_ticks_count_in_their_own_period() -> None:
    plan = plan_of(milestone("a"), habits=[habit("chat", PACES), habit("read", PACES, priority=1)])
    journey = journey_on(plan, 8.0)
    for day in (MONDAY, MONDAY + timedelta(days=1), MONDAY + timedelta(days=6)):
        journey = mark_habit(journey, plan, MONDAY + timedelta(days=6), "chat", on=day).journey
    read, chat = states(plan, journey, {"learn"}, MONDAY + timedelta(days=6))
    assert (read.habit.id, read.done, read.wanted, read.is_done) == ("read", 0, 2, False)
    assert (chat.habit.id, chat.done, chat.wanted, chat.is_done) == ("chat", 3, 2, True)
    assert [each.done for each in states(plan, journey, {"learn"}, MONDAY + timedelta(days=7))] == [0, 0]
    assert states(plan, journey, {"search"}, MONDAY) == ()
    taken = unmark_habit(journey, plan, MONDAY, "chat").journey
    assert [entry.date for entry in taken.log] == [MONDAY, MONDAY + timedelta(days=1)]


@pytest.mark.parametrize("plan_id", PLANS)
@pytest.mark.parametrize("hours", [0.25, 1, 5, 8, 12, 40])
def test_shipped_habits_always_leave_a_fifth_of_the_week(plan_id: str, hours: float) -> None:
    plan = shipped(plan_id)
    phases = {phase.id for phase in plan.phases}
    assert own_hours(plan, phases, hours) <= 0.8 * hours
    habits: list[Habit] = list(of_plan(plan))
    assert set(fitted(habits, hours, is_searching=True)) == {each.id for each in habits}
