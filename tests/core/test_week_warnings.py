"""Warnings: said when promises or habits pass the hours that there are, and only then; never about a break."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from planner.core.changes import complete, log_hours, pause, set_spell
from planner.core.journey import Journey, Record
from planner.core.plan import Plan
from tests.core.samples import MONDAY, habit, journey_on, milestone, outlook_on, plan_of, with_records

PLAN = plan_of(milestone("read", hours=6), milestone("cook", hours=5), milestone("serve", hours=4))


def day(offset: int) -> date:
    return MONDAY + timedelta(days=offset)


def due(plan: Plan = PLAN, hours: float = 8.0, **days: int) -> Journey:
    """A journey with these due dates, in days from Monday, and far ones for all else."""
    journey = journey_on(plan, hours)
    records = {each: replace(journey.record(each), due=day(days.get(each, 200))) for each in plan.milestones}
    return with_records(journey, **records)


def warned(journey: Journey, today: date = MONDAY, plan: Plan = PLAN) -> tuple[str, ...]:
    return outlook_on(plan, journey, today).warnings


def test_more_due_this_week_than_there_is_time_for() -> None:
    said = "11 h of work due by Sun 29 Nov, 8 h free until then: “Read” (6 h) and “Cook” (5 h)."
    assert warned(due(read=4, cook=6)) == (said,)
    assert warned(due(read=-9, cook=6)) == (said,), "what is overdue wants its hours as well"
    assert warned(due(cook=4, read=6))[0].endswith("“Cook” (5 h) and “Read” (6 h)."), "the earliest promise first"


def test_enough_time_says_nothing() -> None:
    assert warned(due(read=4)) == ()
    assert warned(due(read=4, serve=6), MONDAY) != ()
    assert warned(due(read=4, serve=6, hours=10.0)) == (), "as much planned as free"


def test_work_done_is_no_longer_asked_for() -> None:
    journey = log_hours(due(read=4, cook=6), PLAN, day(-1), "read", 4.0).journey
    assert warned(journey) == ()
    assert warned(complete(due(read=4, cook=6), PLAN, MONDAY, "cook").journey) == ()


def test_days_gone_by_and_hours_worked_today_are_no_longer_free() -> None:
    journey = due(read=4)
    assert warned(journey, day(2)) == (
        "6 h of work due by Sun 29 Nov, 5¼ h free until then: “Read” (6 h).",
    )  # fmt: skip
    assert warned(journey, day(1)) == ()
    assert warned(log_hours(journey, PLAN, day(1), "serve", 1.0).journey, day(1)) != ()


def test_next_week_is_told_when_this_one_is_not_too_full() -> None:
    journey = due(read=4, cook=10, serve=11, hours=7.0)
    assert warned(journey) == (
        "15 h of work due by Sun 6 Dec, 14 h free until then: “Read” (6 h), “Cook” (5 h) and “Serve” (4 h).",
    )
    assert warned(due(read=4, cook=14, serve=11, hours=7.0)) == ()
    assert len(warned(due(read=4, cook=5, serve=11))) == 1, "one sentence about promises"


def test_on_a_sunday_without_hours_only_the_next_week_counts() -> None:
    assert warned(due(read=-1), day(6)) == ()
    assert warned(due(read=-1, cook=13), day(6)) == (
        "11 h of work due by Sun 6 Dec, 8 h free until then: “Read” (6 h) and “Cook” (5 h).",
    )


def test_many_are_counted() -> None:
    plan = plan_of(*(milestone(f"m{number}", hours=3) for number in range(6)))
    (said,) = warned(due(plan, **{f"m{number}": number for number in range(6)}), plan=plan)
    assert said.endswith("“M0” (3 h), “M1” (3 h), “M2” (3 h) and 3 more.")


@pytest.mark.parametrize("first", [-5, 0])
def test_a_break_is_left_alone(first: int) -> None:
    journey = pause(due(read=-3, cook=4, serve=9), PLAN, MONDAY, day(first), day(20), why="").journey
    assert warned(journey) == ()


def test_a_break_next_week_asks_for_nothing_in_it() -> None:
    journey = pause(due(read=10, cook=11), PLAN, MONDAY, day(7), day(13), why="").journey
    assert warned(journey) == ()


def test_habits_of_their_own_leave_less_free() -> None:
    plan = plan_of(milestone("read", hours=6), habits=[habit("review", {8: 3}, own_hours=True)])
    assert warned(due(plan, read=5), plan=plan) == (
        "6 h of work due by Sun 29 Nov, 5 h free until then: “Read” (6 h).",
    )  # fmt: skip


def test_habits_fitted_to_the_usual_week_pass_a_short_one() -> None:
    plan = plan_of(milestone("a"), habits=[habit("chat", {8: 2}, priority=1), habit("review", {8: 2}, priority=3)])
    journey = with_records(journey_on(plan, 8.0), a=Record(due=day(300)))
    assert warned(journey, plan=plan) == ()
    short = set_spell(journey, plan, MONDAY, day(0), day(6), 3.0).journey
    assert warned(short, plan=plan) == ("Habits come to 4 h and this week has 3 h: “Chat” will do.",)
    shorter = set_spell(journey, plan, MONDAY, day(0), day(6), 1.0).journey
    assert warned(shorter, plan=plan) == ("Habits come to 4 h and this week has 1 h: they can wait.",)
    enough = set_spell(journey, plan, MONDAY, day(0), day(6), 5.0).journey
    assert warned(enough, plan=plan) == (), "four fifths of five hours"


def test_nothing_to_do_is_nothing_to_warn_of() -> None:
    journey = due(read=1, cook=1, serve=1)
    for each in PLAN.milestones:
        journey = complete(journey, PLAN, MONDAY, each).journey
    assert warned(journey) == ()


@given(st.floats(0.25, 40), st.lists(st.integers(-20, 20), min_size=3, max_size=3), st.integers(0, 20), st.booleans())
def test_a_warning_names_more_hours_than_are_free(hours: float, days: list[int], today: int, is_paused: bool) -> None:
    journey = due(PLAN, hours, **dict(zip(("read", "cook", "serve"), days, strict=True)))
    if is_paused:
        journey = pause(journey, PLAN, MONDAY, day(5), day(12), why="").journey
    outlook = outlook_on(PLAN, journey, day(today))
    assert len(outlook.warnings) <= 1
    for said in outlook.warnings:
        sunday = outlook.week.last + timedelta(weeks="due by then" in said)
        left = (sunday - outlook.today).days + 1
        free = sum(outlook.capacity.free(outlook.today + timedelta(days=offset)) for offset in range(left))
        asked = [s for s in outlook.milestones.values() if s.due and s.due <= sunday]
        assert sum(state.item.remaining for state in asked) > free
        assert all(f"“{state.title}”" in said for state in asked)
