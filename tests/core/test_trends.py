"""Burn-up, hours against capacity, estimates against facts."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from planner.core.changes import begin, complete, log_hours, mark_habit, pause, skip, tick
from planner.core.journey import Journey, Record, State, Week
from planner.core.plan import Effort
from planner.core.trends import accuracy, accuracy_sentence, burn_up, hours_sentence, weeks, whole_hours
from tests.core.samples import MONDAY, habit, journey_on, milestone, outlook_on, plan_of, with_records

PLAN = plan_of(
    milestone("a", hours=2),
    milestone("b", hours=4, steps=("one", "two")),
    milestone("c", "serve", hours=12, on_the_job=0.5),
    milestone("d", "serve", hours=6),
)


def later(weeks: int, days: int = 0) -> date:
    return MONDAY + timedelta(weeks=weeks, days=days)


def due(**dates: date) -> Journey:
    """The journey with these promises, and none for the others."""
    journey = journey_on(PLAN)
    bare = {each: Record() for each in PLAN.milestones}
    return with_records(journey, **{**bare, **{each: Record(due=day) for each, day in dates.items()}})


def test_burn_up_counts_done_by_finish_and_promised_by_due() -> None:
    journey = due(a=later(0, 3), b=later(1, 1), c=later(3), d=later(4))
    journey = complete(journey, PLAN, later(0, 5), "a").journey
    journey = complete(journey, PLAN, later(2, 1), "d").journey
    found = burn_up(outlook_on(PLAN, journey, later(2, 2)))
    assert [point.date for point in found.points] == [later(number, 6) for number in range(5)]
    assert [point.done for point in found.points] == [2, 2, 8, None, None]
    assert [point.promised for point in found.points] == [2, 6, 6, 18, 24]
    assert (found.first, found.scope, found.done, found.promised) == (MONDAY, 24, 8, 6)
    assert found.sentence == "8 of 24 h of work done; 2 h ahead of the 6 h promised by now."


def test_what_is_due_today_is_not_yet_behind() -> None:
    journey = due(a=later(1), b=later(1, 1), c=later(3), d=later(4))
    assert burn_up(outlook_on(PLAN, journey, later(1))).sentence == "0 of 24 h of work done; nothing is due yet."
    behind = burn_up(outlook_on(PLAN, journey, later(1, 1)))
    assert behind.sentence == "0 of 24 h of work done; 2 h behind the 2 h promised by now."
    done = complete(journey, PLAN, later(1), "a").journey
    assert burn_up(outlook_on(PLAN, done, later(1, 1))).sentence == "2 of 24 h of work done; that is as promised."


def test_partly_done_counts_today_and_skipped_in_no_part() -> None:
    journey = tick(begin(journey_on(PLAN), PLAN, MONDAY, "b").journey, PLAN, MONDAY, "b", 1).journey
    journey = skip(journey, PLAN, later(1), "d", why="known").journey
    found = burn_up(outlook_on(PLAN, journey, later(1)))
    assert [point.done for point in found.points[:2]] == [0, 2]
    assert (found.scope, found.done) == (18, 2)


def test_dates_before_the_start_count_in_its_week_and_missing_ones_somewhere() -> None:
    early = Record(State.DONE, finished=MONDAY - timedelta(days=90), due=MONDAY - timedelta(days=9))
    journey = with_records(due(), a=early, b=Record(State.DONE))
    found = burn_up(outlook_on(PLAN, journey, later(1)))
    assert found.points[0].done == 6
    assert found.points[0].promised == 6
    assert found.points[-1].promised == found.scope == 24
    coming = replace(journey_on(PLAN), settings=replace(journey_on(PLAN).settings, start=later(3)))
    assert burn_up(outlook_on(PLAN, coming)).first == MONDAY


def test_sentences_of_the_ends() -> None:
    journey = due(a=MONDAY, b=MONDAY, c=MONDAY, d=MONDAY)
    for each in PLAN.milestones:
        journey = complete(journey, PLAN, later(1), each).journey
    outlook = outlook_on(PLAN, journey, later(2))
    assert burn_up(outlook).sentence == "24 of 24 h of work done: all of it."
    assert weeks(outlook)[-1].first == later(1)
    nothing = with_records(journey, **{each: Record(State.SKIPPED) for each in "abcd"})
    assert burn_up(outlook_on(PLAN, nothing)).sentence.startswith("Nothing in the plan counts")


@given(
    st.dictionaries(st.sampled_from("abcd"), st.tuples(st.integers(-40, 90), st.booleans(), st.integers(-60, 120))),
    st.integers(0, 70),
)
def test_burn_up_only_rises_and_ends_at_the_scope(facts: dict[str, tuple[int, bool, int]], today: int) -> None:
    now = MONDAY + timedelta(days=today)
    journey = due()
    for each, (finished, is_done, promise) in facts.items():
        state = State.DONE if is_done else State.OPEN
        day = min(now, MONDAY + timedelta(days=finished)) if is_done else None
        journey = journey.with_record(each, Record(state, finished=day, due=MONDAY + timedelta(days=promise)))
    outlook = outlook_on(PLAN, journey, now)
    found = burn_up(outlook)
    known = [point.done for point in found.points if point.done is not None]
    assert known == sorted(known)
    assert [point.promised for point in found.points] == sorted(point.promised for point in found.points)
    assert known[-1] == pytest.approx(found.done)
    assert found.done >= outlook.progress.done_hours - 1e-9
    assert found.points[-1].promised == pytest.approx(found.scope)
    assert found.scope == pytest.approx(outlook.progress.done_hours + outlook.progress.open_hours)
    assert len(known) == (now - MONDAY).days // 7 + 1


def test_weeks_hold_logged_capacity_habits_promised_and_planned() -> None:
    plan = replace(
        PLAN,
        destination=replace(
            PLAN.destination,
            habits=(
                habit("chat", {8: 1}, own_hours=True, minutes=30),
                habit("read", {8: 1}, minutes=60),
            ),
        ),
    )
    journey = due(a=later(0, 1), c=later(3))
    for day, hours in ((later(0, 1), 2.0), (later(0, 6), 1.5), (later(1), 4.0)):
        journey = log_hours(journey, plan, day, "a", hours).journey
    for each in ("chat", "read"):
        journey = mark_habit(journey, plan, later(1), each).journey
    found = weeks(outlook_on(plan, journey, later(1, 2)), coming=2)
    assert [week.first for week in found] == [later(number) for number in range(4)]
    assert [week.logged for week in found] == [3.5, 4, 0, 0]
    assert [week.habits for week in found] == [0, 0.5, 0, 0]
    assert [week.capacity for week in found] == [6, 6, 6, 6]
    assert [week.promised for week in found] == [2, 0, 0, 6]
    assert found[0].planned == 0
    assert found[1].used == 4.5
    assert 0 < found[1].planned <= 6
    assert found[2].planned == pytest.approx(5.5)


def test_weeks_are_bounded_and_breaks_are_marked() -> None:
    journey = pause(journey_on(PLAN), PLAN, MONDAY, later(1), later(1, 6), why="away").journey
    found = weeks(outlook_on(PLAN, journey, later(40)), coming=0)
    assert (len(found), found[0].first, found[-1].first) == (27, later(14), later(40))
    short = weeks(outlook_on(PLAN, journey, later(3)), coming=0)
    assert [week.is_break for week in short] == [False, True, False, False]
    assert [week.capacity for week in short] == [6, 0, 6, 6]


def test_the_average_leaves_out_this_week_breaks_and_a_first_week_cut_short() -> None:
    journey = pause(journey_on(PLAN), PLAN, MONDAY, later(1), later(1, 6), why="away").journey
    for week, hours in ((0, 4.0), (2, 5.0), (3, 9.0)):
        journey = log_hours(journey, PLAN, later(week), "d", hours).journey
    outlook = outlook_on(PLAN, journey, later(3))
    said = hours_sentence(outlook, weeks(outlook))
    assert said == "4½ of 6 h a week on average over 2 full weeks, 1 week of break left out."
    young = outlook_on(PLAN, journey_on(PLAN), later(0, 6))
    assert hours_sentence(young, weeks(young)) == "The first full week is still to come."
    midweek = journey_on(PLAN, start=later(0, 2))
    outlook = outlook_on(PLAN, log_hours(midweek, PLAN, later(1), "d", 3.0).journey, later(2))
    assert hours_sentence(outlook, weeks(outlook)) == "3 of 6 h in the one full week."


@given(st.lists(st.tuples(st.integers(0, 120), st.floats(0.25, 12)), max_size=12), st.integers(0, 120))
def test_no_logged_hour_of_the_weeks_shown_is_lost(entries: list[tuple[int, float]], today: int) -> None:
    journey = journey_on(PLAN, Week((0, 1.5, 0, 1.5, 0, 4, 0)))
    now = MONDAY + timedelta(days=today)
    for day, hours in entries:
        journey = log_hours(journey, PLAN, MONDAY + timedelta(days=min(day, today)), "d", hours).journey
    found = weeks(outlook_on(PLAN, journey, now), past=60)
    assert sum(week.logged for week in found) == pytest.approx(sum(entry.hours for entry in journey.log))
    assert all(week.planned <= week.capacity + 1e-6 for week in found)


def test_accuracy_is_by_phase_and_personal_hours() -> None:
    journey = journey_on(PLAN)
    for each, hours in (("a", 2.0), ("c", 9.0), ("d", 9.0), ("b", 3.0)):
        journey = log_hours(journey, PLAN, MONDAY, each, hours).journey
    for each in ("a", "c", "d"):
        journey = complete(journey, PLAN, MONDAY, each).journey
    learn, serve = accuracy(outlook_on(PLAN, journey))
    assert (learn.id, learn.estimated, learn.logged, learn.count, learn.verdict) == ("learn", 2, 2, 1, "as estimated")
    assert (serve.estimated, serve.logged, serve.count, serve.ratio) == (12, 18, 2, 1.5)
    assert serve.sentence == "Serve runs 1.5× the estimate, from 2 milestones"
    assert learn.sentence == "Learn runs as estimated, from 1 milestone"
    assert accuracy_sentence((learn, serve)) == "All in all 1.4× the estimate: 20 for 14 h, from 3 finished milestones."


def test_accuracy_leaves_out_what_tells_nothing() -> None:
    journey = complete(journey_on(PLAN), PLAN, MONDAY, "a").journey  # no hours
    journey = log_hours(journey, PLAN, MONDAY, "b", 3.0).journey  # not finished
    journey = log_hours(journey, PLAN, MONDAY, "d", 3.0).journey
    journey = with_records(journey, d=Record(State.DONE, on_the_job=1.0))  # nothing of it in the person's own time
    found = accuracy(outlook_on(PLAN, journey))
    assert found == ()
    assert accuracy_sentence(found) == "No finished milestone has hours yet."
    corrected = with_records(journey, d=Record(State.DONE, effort=Effort(1.5, 1.5, 1.5)))
    assert accuracy(outlook_on(PLAN, corrected))[0].ratio == 2


@pytest.mark.parametrize(
    ("hours", "said"),
    [(0, "0 h"), (0.1, "¼ h"), (3.5, "3½ h"), (10.4, "10 h"), (208.4999999999, "208 h")],
)
def test_large_sums_have_no_quarters(hours: float, said: str) -> None:
    assert whole_hours(hours) == said
