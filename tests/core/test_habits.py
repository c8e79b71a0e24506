"""Habits: how often at which pace, what is lowered first, and how a period stands."""

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner.core.changes import begin, complete, log_hours, mark_habit, unmark_habit, write_note
from planner.core.habits import fitted, hours_a_week, in_phases, of_plan, own_hours, period, states
from planner.core.journey import Entry, Journey, State
from planner.core.plan import Habit, Period, Plan
from planner.core.scope import Status
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


def test_while_searching_own_hours_are_those_of_the_search() -> None:
    log = habit("log", {8: 2}, own_hours=True, phases=("learn", "search"), count_search={8: 1})
    plan = plan_of(milestone("a"), milestone("apply", "search"), habits=[log])
    journey = journey_on(plan, 8.0)
    assert outlook_on(plan, journey).capacity.habit_hours == 2.0
    begun = begin(journey, plan, MONDAY, "apply").journey
    assert outlook_on(plan, begun).capacity.habit_hours == 1.0
    done = complete(begun, plan, MONDAY, "apply").journey
    assert outlook_on(plan, done).capacity.habit_hours == 2.0
    assert [state.wanted for state in states(plan, journey, {"learn"}, MONDAY)] == [2]
    assert [state.wanted for state in states(plan, journey, {"learn", "search"}, MONDAY)] == [1]


def test_habits_that_feed_count_in_the_fit_rule_and_take_nothing_from_milestones() -> None:
    drill, log = habit("drill", {8: 5}, priority=1), habit("log", {8: 2}, priority=3, own_hours=True)
    plan = plan_of(milestone("a"), habits=[drill, log])
    journey = journey_on(plan, 8.0)
    assert {s.habit.id: s.wanted for s in states(plan, journey, {"learn"}, MONDAY)} == {"drill": 5, "log": 1}
    assert own_hours(plan, {"learn"}, 8.0) == 2.0


@given(
    st.lists(
        st.tuples(
            st.dictionaries(st.sampled_from((5, 8, 12)), st.integers(0, 6), max_size=3),
            st.sampled_from((10, 60, 240)),
            st.integers(1, 4),
        ),
        max_size=4,
    ),
    st.floats(0.25, 30),
    st.floats(0, 10),
    st.booleans(),
)
def test_more_time_a_week_never_leaves_less_to_milestones(
    drawn: list[tuple[dict[int, int], int, int]], hours: float, more: float, searching: bool
) -> None:
    habits = [
        habit(f"h{number}", count, minutes=minutes, priority=priority, own_hours=True)
        for number, (count, minutes, priority) in enumerate(drawn)
    ]
    plan = plan_of(milestone("a"), habits=habits)
    less, greater = (each - own_hours(plan, {"learn"}, each, is_searching=searching) for each in (hours, hours + more))
    assert greater >= less - 1e-9
    assert less <= hours


def chats(*feeds: str, **fields: Any) -> Habit:
    return habit("chat", PACES, minutes=40, feeds=feeds, **fields)


def test_a_tick_is_work_on_the_milestone_it_feeds() -> None:
    plan = plan_of(milestone("ten", hours=4), habits=[chats("ten")])
    journey = journey_on(plan, 8.0)
    change = mark_habit(journey, plan, MONDAY, "chat")
    assert change.title == "habit: Chat · 40 min toward “Ten”"
    tick, hours = change.journey.log
    assert (tick.kind, tick.about) == (Entry.HABIT, "chat")
    assert (hours.kind, hours.about, hours.date) == (Entry.HOURS, "ten", MONDAY)
    assert hours.hours == pytest.approx(2 / 3, abs=1e-4)
    outlook = outlook_on(plan, change.journey)
    assert outlook.items["ten"].remaining == pytest.approx(4 - 2 / 3, abs=1e-4)
    assert outlook.items["ten"].status is Status.STARTED
    assert outlook.week.logged == pytest.approx(2 / 3, abs=1e-4)
    assert outlook.week.habit_hours == 0
    back = unmark_habit(change.journey, plan, MONDAY, "chat").journey
    assert back.log == ()
    assert outlook_on(plan, back).items["ten"] == outlook_on(plan, journey).items["ten"]


def test_taking_a_tick_back_leaves_what_else_was_done() -> None:
    plan = plan_of(milestone("ten", hours=4), habits=[chats("ten")])
    begun = log_hours(journey_on(plan, 8.0), plan, MONDAY, "ten", 1.0).journey
    ticked = mark_habit(begun, plan, MONDAY, "chat").journey
    later = log_hours(ticked, plan, MONDAY, "ten", 0.6667).journey
    back = unmark_habit(later, plan, MONDAY, "chat").journey
    assert [(entry.kind, entry.hours) for entry in back.log] == [(Entry.HOURS, 1.0), (Entry.HOURS, 0.6667)]
    assert back.record("ten").state is State.STARTED
    alone = mark_habit(journey_on(plan, 8.0), plan, MONDAY, "chat").journey
    touched = write_note(alone, plan, MONDAY, "ten", "met Bo").journey
    assert unmark_habit(touched, plan, MONDAY, "chat").journey.record("ten").state is State.STARTED


def test_a_tick_feeds_what_was_begun_first_or_else_what_comes_first() -> None:
    plan = plan_of(
        milestone("far", requires=("near",)), milestone("near", hours=3), milestone("mentor", hours=9),
        habits=[chats("far", "mentor", "near", "unknown")],
    )  # fmt: skip
    journey = journey_on(plan, 8.0)
    first = next(each for each in outlook_on(plan, journey).schedule.slots if each != "far")
    assert fed_by(journey, plan) == first
    assert fed_by(begin(journey, plan, MONDAY, "mentor").journey, plan) == "mentor"
    both = begin(begin(journey, plan, MONDAY, "near").journey, plan, MONDAY, "mentor", on=MONDAY - timedelta(days=3))
    assert fed_by(both.journey, plan) == "mentor"
    done = complete(complete(journey, plan, MONDAY, "mentor").journey, plan, MONDAY, "near").journey
    assert fed_by(done, plan) == "far"
    assert fed_by(complete(done, plan, MONDAY, "far").journey, plan) is None


def test_nothing_is_fed_by_own_hours_nor_where_the_work_is_paid_or_blocked() -> None:
    half = milestone("half", hours=4, on_the_job=0.5)
    plan = plan_of(half, habits=[chats("half")])
    ticked = mark_habit(journey_on(plan, 8.0), plan, MONDAY, "chat").journey
    assert ticked.log[1].hours == pytest.approx(1 / 3, abs=1e-4)
    assert outlook_on(plan, ticked).items["half"].done_share == pytest.approx(40 / 60 / 4, abs=1e-3)
    for each, habits in (
        (milestone("half", on_the_job=1.0), [chats("half")]),
        (milestone("half"), [chats("half", own_hours=True)]),
        (milestone("half", requires=("other",)), [chats("half")]),
    ):
        plan = plan_of(each, milestone("other"), habits=habits)
        assert fed_by(journey_on(plan, 8.0), plan) is None


def fed_by(journey: Journey, plan: Plan) -> str | None:
    """The milestone on which a tick of the habit "chat" logs hours."""
    change = mark_habit(journey, plan, MONDAY, "chat")
    new = change.journey.log[len(journey.log) :]
    assert [entry.kind for entry in new] == [Entry.HABIT, Entry.HOURS][: len(new)]
    return new[1].about if len(new) > 1 else None


@pytest.mark.parametrize("plan_id", PLANS)
@pytest.mark.parametrize("hours", [0.25, 1, 5, 8, 12, 40])
def test_shipped_habits_always_leave_a_fifth_of_the_week(plan_id: str, hours: float) -> None:
    plan = shipped(plan_id)
    phases = {phase.id for phase in plan.phases}
    assert own_hours(plan, phases, hours) <= 0.8 * hours
    habits: list[Habit] = list(of_plan(plan))
    assert set(fitted(habits, hours, is_searching=True)) == {each.id for each in habits}
