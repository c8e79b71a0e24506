"""What follows from plan, journey and today: promises and projections, facts that never move."""

from datetime import date, timedelta

import pytest

from planner.core.capacity import even_week
from planner.core.changes import add, begin, complete, drop, edit, log_hours, set_pace, skip, tick
from planner.core.journey import Record, State
from planner.core.outlook import Outlook
from planner.core.plan import Effort
from planner.core.scope import Status
from tests.core.samples import MONDAY, journey_on, milestone, outlook_on, plan_of, with_records

PLAN = plan_of(
    milestone("read", hours=2, steps=("one", "two")),
    milestone("cook", requires=("read",), hours=3),
    milestone("ask", elapsed_weeks=2, hours=1),
    milestone("serve", "serve", requires=("cook", "ask"), hours=2),
)


def day(offset: int) -> date:
    return MONDAY + timedelta(days=offset)


def outlook(today: date = MONDAY) -> Outlook:
    return outlook_on(PLAN, journey_on(PLAN), today)


def test_every_promise_is_the_first_projection() -> None:
    for state in outlook().milestones.values():
        assert state.due == state.finish
        assert (state.is_late, state.is_overdue, state.days_overdue) == (False, False, 0)


def test_promises_stay_while_projections_move() -> None:
    first = outlook()
    later = Outlook(PLAN, first.journey, day(10))
    for each, state in later.milestones.items():
        assert state.due == first.milestones[each].due
        assert state.finish is not None
        assert state.finish >= day(10)
    assert later.milestones["serve"].finish == day(25)  # the wait has not begun
    assert later.milestones["read"].is_overdue


@pytest.mark.parametrize(
    ("due", "is_late", "is_overdue"),
    [
        (day(-1), True, True),
        (day(0), True, False),
        (day(1), False, False),
        (day(9), False, False),
        (None, False, False),
    ],
)
def test_late_is_about_the_projection_and_overdue_about_today(
    due: date | None, is_late: bool, is_overdue: bool
) -> None:
    plan = plan_of(milestone("a", hours=2))
    state = outlook_on(plan, with_records(journey_on(plan), a=Record(due=due))).milestones["a"]
    assert state.finish == day(1)
    assert (state.is_late, state.is_overdue) == (is_late, is_overdue)
    assert state.days_overdue == (max(0, (day(1) - due).days) if due else 0)


@pytest.mark.parametrize("done", [State.DONE, State.SKIPPED, State.WAIVED])
def test_what_is_behind_us_is_never_late(done: State) -> None:
    plan = plan_of(milestone("a"), milestone("b"))
    journey = with_records(journey_on(plan), a=Record(done, finished=day(5), due=day(1)))
    found = outlook_on(plan, journey, day(30))
    assert (found.milestones["a"].is_late, found.milestones["a"].is_overdue) == (False, False)
    assert "a" not in {state.id for state in (*found.late, *found.due_soon)}


def test_finished_milestones_never_move() -> None:
    journey = begin(journey_on(PLAN), PLAN, MONDAY, "read").journey
    journey = complete(journey, PLAN, day(3), "read", on=day(2)).journey
    journey = skip(journey, PLAN, day(3), "ask", why="known").journey
    for today, pace in ((day(3), 6), (day(40), 6), (day(40), 1)):
        paced = set_pace(journey, PLAN, today, even_week(pace)).journey
        found = outlook_on(PLAN, paced, today).milestones
        assert (found["read"].start, found["read"].finish, found["read"].slot) == (day(0), day(2), None)
        assert found["ask"].finish == day(3)
        assert found["read"].float_days is None
        assert not found["read"].drives_finish


def test_dropped_milestones_are_shown_apart() -> None:
    journey = drop(journey_on(PLAN), PLAN, MONDAY, "cook").journey
    found = outlook_on(PLAN, journey)
    assert "cook" not in found.milestones
    dropped = found.all_milestones["cook"]
    assert (dropped.status, dropped.due, dropped.start, dropped.finish) == (Status.DROPPED, None, None, None)
    assert found.milestones["read"].unlocks == ()
    assert found.milestones["ask"].unlocks == ("serve",)


def test_the_finish_is_a_projection_then_a_fact() -> None:
    journey = journey_on(PLAN)
    assert outlook_on(PLAN, journey).finish == day(15)
    for each, done in (("read", 1), ("cook", 2), ("ask", 9), ("serve", 5)):
        journey = complete(journey, PLAN, day(20), each, on=day(done)).journey
    found = outlook_on(PLAN, journey, day(20))
    assert found.finish == day(9)
    assert found.next_action is None
    assert found.due_soon == ()
    assert found.schedule.conflicts == ()


def test_an_empty_plan_has_no_finish() -> None:
    plan = plan_of(milestone("a"))
    found = outlook_on(plan, drop(journey_on(plan), plan, MONDAY, "a").journey)
    assert (found.finish, found.next_action, found.progress.percent, dict(found.milestones)) == (None, None, 0, {})


def test_work_begins_with_the_journey() -> None:
    journey = journey_on(PLAN, start=day(21))
    found = outlook_on(PLAN, journey)
    assert found.first_day == day(21)
    assert min(state.start for state in found.milestones.values() if state.start) == day(21)
    assert outlook_on(PLAN, journey, day(30)).first_day == day(30)


def test_hours_of_today_are_not_planned_twice() -> None:
    journey = log_hours(journey_on(PLAN), PLAN, MONDAY, "read", 1.0).journey
    found = outlook_on(PLAN, journey)
    assert found.schedule.hours_on(MONDAY) == 0
    assert found.schedule.hours_on(day(1)) == 1.0
    assert Outlook(PLAN, journey, day(1)).capacity.free(day(1)) == 1.0
    assert found.week.logged == 1.0


def test_waiting_is_when_only_the_calendar_has_to_move() -> None:
    journey = log_hours(journey_on(PLAN), PLAN, MONDAY, "ask", 1.0).journey
    tomorrow = Outlook(PLAN, journey, day(3))
    assert not tomorrow.milestones["read"].is_waiting
    assert tomorrow.milestones["ask"].is_waiting
    assert tomorrow.milestones["ask"].finish == day(14)
    assert not Outlook(PLAN, journey, day(14)).milestones["ask"].is_waiting
    half = log_hours(journey_on(PLAN), PLAN, MONDAY, "ask", 0.5).journey
    assert not Outlook(PLAN, half, day(3)).milestones["ask"].is_waiting


def test_a_tick_shortens_what_is_left() -> None:
    journey = tick(journey_on(PLAN), PLAN, MONDAY, "read", 1).journey
    slot = outlook_on(PLAN, journey).schedule.slots["read"]
    assert sum(block.hours for block in slot.blocks) == pytest.approx(1.0)
    assert slot.start == MONDAY


def test_own_milestones_and_corrections_are_scheduled() -> None:
    journey = add(journey_on(PLAN), PLAN, MONDAY, "Shop", phase="serve", effort=Effort(3, 3, 3)).journey
    journey = edit(journey, PLAN, MONDAY, "cook", effort=Effort(6, 6, 6)).journey
    slots = outlook_on(PLAN, journey).schedule.slots
    assert {each: round(sum(b.hours for b in slot.blocks), 6) for each, slot in slots.items()} == {
        "read": 2.0, "cook": 6.0, "ask": 1.0, "serve": 2.0, "shop": 3.0,
    }  # fmt: skip


def test_active_phases_are_those_in_work() -> None:
    assert outlook().active_phases == {"learn"}
    begun = begin(journey_on(PLAN), PLAN, MONDAY, "serve").journey
    assert outlook_on(PLAN, begun).active_phases == {"learn", "serve"}
