"""What to do now, this week and soon, and why."""

from datetime import date, timedelta

import pytest

from planner.core.agenda import NextAction, coming_blocks
from planner.core.changes import complete, drop, log_hours, pause, pin, tick
from planner.core.journey import Journey, PinKind, Record, State, Week
from planner.core.plan import Plan
from planner.core.scope import Status
from tests.core.samples import MONDAY, habit, journey_on, milestone, outlook_on, plan_of, with_records

SATURDAYS = Week((0, 0, 0, 0, 0, 6, 0))


def day(offset: int) -> date:
    return MONDAY + timedelta(days=offset)


def action(plan: Plan, journey: Journey, today: date = MONDAY, minutes: int | None = None) -> NextAction:
    found = outlook_on(plan, journey, today).next_within(minutes)
    assert found is not None
    return found


def test_the_first_block_of_the_schedule_is_next() -> None:
    plan = plan_of(milestone("a", steps=("Open it", "Read it")), milestone("b", requires=("a",)))
    found = action(plan, journey_on(plan))
    assert (found.id, found.hours, found.date, found.first_step) == ("a", 1.0, MONDAY, "Open it")
    assert found.alternatives == ()
    assert "unlocks 1 milestone" in found.reason
    ticked = tick(journey_on(plan), plan, MONDAY, "a", 1).journey
    assert action(plan, ticked).first_step == "Read it"
    done = complete(journey_on(plan), plan, MONDAY, "a").journey
    assert (action(plan, done).id, action(plan, done).first_step) == ("b", "b is there.")


SIZES = plan_of(
    milestone("long", hours=3, weight=5, skills={}), milestone("short", hours=0.5), milestone("mid", hours=1)
)


@pytest.mark.parametrize(
    ("minutes", "fitting"),
    [(None, {"long", "mid", "short"}), (600, {"long", "mid", "short"}), (60, {"mid", "short"}), (55, {"mid", "short"}),
     (54, {"short"}), (30, {"short"}), (25, {"short"})],
)  # fmt: skip
def test_the_next_action_fits_the_minutes(minutes: int | None, fitting: set[str]) -> None:
    found = action(SIZES, journey_on(SIZES, SATURDAYS), minutes=minutes)
    assert found.id in fitting
    if minutes is not None:
        assert found.hours * 60 <= minutes + 5
    assert "nothing fits" not in found.reason
    for other in found.alternatives:
        assert (other.id in fitting) == ("its next block takes" not in other.why_not)


@pytest.mark.parametrize("minutes", [0, 1, 24])
def test_too_little_time_says_so(minutes: int) -> None:
    found = action(SIZES, journey_on(SIZES, SATURDAYS), minutes=minutes)
    word = "minute" if minutes == 1 else "minutes"
    assert f"nothing fits in {minutes} {word}, so take its first step" in found.reason
    assert found.id == action(SIZES, journey_on(SIZES, SATURDAYS)).id


def test_alternatives_say_why_not() -> None:
    plan = plan_of(milestone("ask", elapsed_weeks=8, hours=1), milestone("read", hours=1), milestone("cook", hours=8))
    found = action(plan, journey_on(plan))
    assert found.id == "ask"
    assert "starting it starts 8 weeks of waiting" in found.reason
    assert "it drives the finish" in found.reason
    assert [(other.id, other.why_not) for other in found.alternatives] == [
        ("cook", "planned for Tue 24 Nov"),
        ("read", "planned for Thu 3 Dec"),
    ]
    saturday = action(SIZES, journey_on(SIZES, SATURDAYS))
    assert all("can wait" in other.why_not or "comes after" in other.why_not or "due later" in other.why_not
               for other in saturday.alternatives)  # fmt: skip


def test_a_wait_begins_once() -> None:
    plan = plan_of(milestone("ask", elapsed_weeks=8, hours=3))
    journey = log_hours(journey_on(plan), plan, MONDAY, "ask", 1).journey
    assert "waiting" not in action(plan, journey, day(1)).reason


def test_reasons_name_pins_and_promises() -> None:
    plan = plan_of(milestone("a", hours=1), milestone("ask", elapsed_weeks=9, on_the_job=1.0))
    journey = with_records(journey_on(plan), ask=Record(State.STARTED, started=MONDAY))
    pinned = pin(journey, plan, MONDAY, "a", PinKind.BY, day(3)).journey
    assert action(plan, pinned, day(1)).reason == "it was due on Mon 23 Nov and is pinned to Thu 26 Nov"
    overdue = with_records(journey, a=Record(due=day(-2)))
    assert action(plan, overdue).reason == "it was due on Sat 21 Nov"
    due = with_records(journey, a=Record(due=day(5)))
    assert action(plan, due, day(1)).reason == "it is due on Sat 28 Nov"
    assert action(plan, with_records(journey, a=Record()), day(1)).reason == "it is the first that can be done"
    kept_back = pin(with_records(journey, a=Record()), plan, MONDAY, "a", PinKind.NOT_BEFORE, day(2)).journey
    assert action(plan, kept_back, day(1)).date == day(2)
    assert "pinned" not in action(plan, kept_back, day(1)).reason


def test_when_everything_waits_the_first_end_stands_for_it() -> None:
    plan = plan_of(
        milestone("slow", elapsed_weeks=9, on_the_job=1.0),
        milestone("soon", elapsed_weeks=3, on_the_job=1.0),
        milestone("after", requires=("slow", "soon")),
    )
    journey = with_records(
        journey_on(plan), slow=Record(State.STARTED, started=MONDAY), soon=Record(State.STARTED, started=MONDAY)
    )
    found = action(plan, journey, day(2))
    assert (found.id, found.hours, found.date) == ("soon", 0.0, day(21))
    assert [other.id for other in found.alternatives] == ["slow"]
    assert found.alternatives[0].why_not == "planned for Mon 25 Jan"


def test_nothing_to_do_is_nothing() -> None:
    plan = plan_of(milestone("a"))
    done = complete(journey_on(plan), plan, MONDAY, "a").journey
    assert outlook_on(plan, done).next_action is None
    assert outlook_on(plan, drop(journey_on(plan), plan, MONDAY, "a").journey).next_within(5) is None


def test_the_week_adds_up() -> None:
    review = habit("review", {8: 1}, minutes=90, own_hours=True)
    plan = plan_of(milestone("a", hours=20), habits=[review])
    today = day(2)
    journey = log_hours(journey_on(plan), plan, today, "a", 2.0, on=day(1)).journey
    journey = log_hours(journey, plan, today, "a", 0.5).journey
    journey = log_hours(journey, plan, today, "a", 9.0, on=day(-1)).journey  # the week before
    found = outlook_on(plan, journey, today).week
    assert (found.first, found.last, found.capacity, found.habit_hours) == (day(0), day(6), 6.0, 1.5)
    assert [each.logged for each in found.days] == [0, 2, 0.5, 0, 0, 0, 0]
    assert [round(each.planned, 6) for each in found.days] == [0, 0, 0.25, 0.75, 0.75, 0.75, 0]
    assert (found.logged, found.left) == (2.5, 3.5)
    assert found.planned == pytest.approx(2.5)


def test_a_week_of_break_has_nothing_in_it() -> None:
    plan = plan_of(milestone("a"), habits=[habit("review", {8: 1}, own_hours=True)])
    journey = pause(journey_on(plan), plan, MONDAY, day(0), day(6), why="away").journey
    found = outlook_on(plan, journey).week
    assert (found.capacity, found.habit_hours, found.planned, found.left) == (0, 0, 0, 0)


def test_coming_blocks_are_in_order_of_date() -> None:
    plan = plan_of(
        milestone("ask", hours=1, elapsed_weeks=1), milestone("a", hours=4), milestone("b", requires=("ask",))
    )
    outlook = outlook_on(plan, journey_on(plan))
    found = coming_blocks(outlook.schedule, MONDAY, 14)
    assert [block.date for block, _ in found] == sorted(block.date for block, _ in found)
    assert sum(block.hours for block, _ in found) == pytest.approx(7.0)
    assert {each for _, each in coming_blocks(outlook.schedule, MONDAY, 1)} == {"ask"}
    assert coming_blocks(outlook.schedule, MONDAY, 0) == []


def test_due_soon_is_overdue_or_within_two_weeks() -> None:
    plan = plan_of(*(milestone(each) for each in ("far", "edge", "near", "past", "done", "none")))
    journey = with_records(
        journey_on(plan),
        far=Record(due=day(15)),
        edge=Record(due=day(14)),
        near=Record(due=day(2)),
        past=Record(due=day(-30)),
        done=Record(State.DONE, due=day(1)),
        none=Record(),
    )
    found = outlook_on(plan, journey).due_soon
    assert [state.id for state in found] == ["past", "near", "edge"]
    assert all(state.status is Status.OPEN for state in found)
