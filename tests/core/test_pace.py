"""One's own pace: learned from hours and weeks, shrunk while there is little, never fooled by breaks or silence."""

from collections.abc import Sequence
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from planner.core.changes import complete, log_hours, pause, set_spell
from planner.core.journey import Entry, Journey, State, Week
from planner.core.outlook import Outlook
from planner.core.pace import LEAST_FACTOR, MOST_FACTOR, Pace, learned
from planner.core.plan import Effort, Plan
from tests.core.samples import MONDAY, habit, journey_on, milestone, plan_of

PLAN = plan_of(*(milestone(f"m{number}", hours=6) for number in range(80)))


def pace_of(journey: Journey, today: date, plan: Plan = PLAN) -> Pace:
    outlook = Outlook(plan, journey, today)
    return learned(journey, outlook.items, outlook.capacity, today)


def week(number: int) -> date:
    return MONDAY + timedelta(weeks=number)


def lived(
    weeks: int, *, effort: float = 1.0, attendance: float = 1.0, logging: bool = True, plan: Plan = PLAN
) -> Journey:
    """Six planned hours a week, worked on Tuesdays at this attendance, on milestones that take `effort` × 6 hours."""
    journey, left, number = journey_on(plan, 6.0), 6 * effort, 0
    for each in range(weeks):
        day, hours = week(each) + timedelta(days=1), 6 * attendance
        while hours > 1e-9 and number < len(plan.milestones):
            spent = min(hours, left)
            hours, left = hours - spent, left - spent
            if logging:
                journey = log_hours(journey, plan, day, f"m{number}", spent, on=day).journey
            if left < 1e-9:
                journey = complete(journey, plan, day, f"m{number}", on=day).journey
                number, left = number + 1, 6 * effort
    return journey


def test_nothing_is_known_of_a_stranger() -> None:
    pace = pace_of(journey_on(PLAN), MONDAY)
    assert (pace.factor, pace.effort, pace.attendance) == (1, 1, 1)
    assert (pace.milestones, pace.weeks, pace.is_learned) == (0, 0, False)
    assert 0.35 < pace.spread < 0.6, "people are biased: the range of a stranger is wide"


@pytest.mark.parametrize("today", [MONDAY - timedelta(days=20), MONDAY, week(1) - timedelta(days=1)])
def test_a_week_counts_when_it_is_over(today: date) -> None:
    assert pace_of(journey_on(PLAN), today).weeks == 0


def test_weeks_are_whole() -> None:
    """A journey that begins on a Tuesday learns from the next Monday on."""
    journey = journey_on(PLAN, today=MONDAY + timedelta(days=1))
    assert pace_of(journey, week(1)).weeks == 0
    assert pace_of(journey, week(2)).weeks == 1
    assert pace_of(journey_on(PLAN), week(2)).weeks == 2


@pytest.mark.parametrize(("effort", "attendance"), [(1.0, 1.0), (1.6, 1.0), (1.0, 0.5), (1.5, 0.75), (0.6, 1.2)])
def test_a_long_history_is_believed(effort: float, attendance: float) -> None:
    pace = pace_of(lived(30, effort=effort, attendance=attendance), week(30))
    assert pace.weeks == 30
    assert pace.effort == pytest.approx(effort, rel=0.05)
    assert pace.attendance == pytest.approx(attendance, rel=0.15)
    assert pace.factor == pytest.approx(effort / attendance, rel=0.15)
    assert pace.spread < 0.25
    assert pace.is_learned


@pytest.mark.parametrize(("effort", "attendance"), [(2.0, 1.0), (0.5, 1.0), (1.0, 0.5), (1.0, 2.0)])
def test_each_week_moves_it_from_as_planned_toward_the_truth_and_never_beyond(effort: float, attendance: float) -> None:
    journey = lived(20, effort=effort, attendance=attendance)
    found = [pace_of(journey, week(number)) for number in (0, 6, 12, 20)]
    truth = effort / attendance
    distances = [abs(pace.factor - truth) for pace in found]
    assert distances == sorted(distances, reverse=True)
    assert all(min(1, truth) <= pace.factor <= max(1, truth) for pace in found)
    assert found[-1].spread < found[0].spread


def test_one_milestone_that_took_twice_as_long_is_no_rule() -> None:
    journey = complete(journey_on(PLAN), PLAN, MONDAY, "m0", hours=12).journey
    pace = pace_of(journey, MONDAY)
    assert (pace.milestones, pace.weeks, pace.attendance) == (1, 0, 1)
    assert 1.2 < pace.effort < 1.5
    assert pace.factor == pace.effort


def test_many_small_milestones_tell_more_than_a_large_one() -> None:
    small = plan_of(*(milestone(f"m{number}", hours=2) for number in range(6)))
    large = plan_of(milestone("m0", hours=12))
    mixed = plan_of(milestone("m0", hours=11), *(milestone(f"m{number}", hours=0.2) for number in range(1, 6)))
    efforts = []
    for plan in (large, mixed, small):
        journey = journey_on(plan)
        for each in plan.milestones.values():
            journey = complete(journey, plan, MONDAY, each.id, hours=each.effort.expected * 2).journey
        efforts.append(pace_of(journey, MONDAY, plan).effort)
    assert efforts == sorted(efforts)
    assert efforts[1] - efforts[0] < 0.1 * (efforts[2] - efforts[0]), "crumbs beside a large one tell nearly nothing"


def test_hours_of_work_on_the_job_are_not_planned_for_oneself() -> None:
    plan = plan_of(milestone("m0", hours=20, on_the_job=0.5), milestone("paid", hours=5, on_the_job=1.0))
    journey = complete(journey_on(plan), plan, MONDAY, "m0", hours=10).journey
    assert pace_of(journey, MONDAY, plan).effort == pytest.approx(1)
    paid = complete(journey_on(plan), plan, MONDAY, "paid", hours=10).journey
    assert pace_of(paid, MONDAY, plan).milestones == 0


def test_the_persons_own_estimate_is_the_plan() -> None:
    journey = complete(journey_on(PLAN), PLAN, MONDAY, "m0", hours=12).journey
    corrected = replace(journey.record("m0"), effort=Effort(12, 12, 12))
    assert pace_of(journey.with_record("m0", corrected), MONDAY).effort == pytest.approx(1)


def test_a_slip_in_the_log_does_not_rule() -> None:
    """240 hours instead of 2.4: one entry may move the pace, not own it."""
    journey = lived(10)
    typo = log_hours(journey, PLAN, week(10), "m30", 24, on=week(10)).journey
    for _ in range(9):
        typo = log_hours(typo, PLAN, week(10), "m30", 24, on=week(10)).journey
    typo = complete(typo, PLAN, week(10), "m30", on=week(10)).journey
    assert pace_of(typo, week(10)).effort < 1.5


def test_only_what_is_done_counts() -> None:
    """Hours logged on what is skipped or still open are time worked, and no measure of effort."""
    journey = log_hours(journey_on(PLAN), PLAN, week(1), "m0", 5, on=MONDAY).journey
    skipped = journey.with_record("m0", replace(journey.record("m0"), state=State.SKIPPED))
    for each in (journey, skipped):
        pace = pace_of(each, week(1))
        assert (pace.milestones, pace.effort, pace.weeks) == (0, 1, 1)
        assert 0.9 < pace.attendance < 1


def test_idle_weeks_weigh_but_only_slowly() -> None:
    paces = [pace_of(journey_on(PLAN), week(number)) for number in (1, 4, 12, 200)]
    factors = [pace.factor for pace in paces]
    assert 1 < factors[0] < 1.3
    assert 1.5 < factors[1] < 2.2
    assert factors == sorted(factors)
    assert factors[-1] == MOST_FACTOR
    assert all(pace.spread > 0.3 for pace in paces), "silence makes nobody certain"


@pytest.mark.parametrize("weeks", [4, 12])
def test_who_finishes_as_planned_and_logs_nothing_is_as_planned(weeks: int) -> None:
    pace = pace_of(lived(weeks, logging=False), week(weeks))
    assert (pace.factor, pace.effort, pace.attendance) == pytest.approx((1, 1, 1))
    assert (pace.milestones, pace.weeks) == (0, weeks)
    assert pace.spread < pace_of(journey_on(PLAN), MONDAY).spread


def test_who_finishes_slowly_and_logs_nothing_is_slow() -> None:
    """Effort cannot be told from attendance then; what they come to together can."""
    pace = pace_of(lived(24, effort=1.6, logging=False), week(24))
    assert pace.effort == 1
    assert pace.factor == pytest.approx(1.6, rel=0.15)


def test_what_was_finished_without_hours_excuses_absence_and_proves_no_haste() -> None:
    journey = journey_on(PLAN)
    for number in range(30):
        journey = complete(journey, PLAN, MONDAY, f"m{number}").journey
    assert pace_of(journey, week(2)).factor == pytest.approx(1)
    assert pace_of(journey, week(30)).factor == pytest.approx(1)
    assert pace_of(journey, week(60)).factor > 1.5


def test_what_was_finished_without_hours_took_as_long_as_the_rest() -> None:
    """A milestone of ten without a log changes little: it took this person's hours, not the plan's."""
    journey = lived(32, effort=1.6)
    entries = tuple(entry for entry in journey.log if entry.about not in ("m3", "m7", "m11"))
    full, gaps = pace_of(journey, week(32)), pace_of(replace(journey, log=entries), week(32))
    assert gaps.milestones == full.milestones - 3
    assert gaps.factor == pytest.approx(full.factor, rel=0.04)


def test_who_logs_every_other_session_keeps_the_right_pace() -> None:
    """Effort and attendance are low alike; their quotient is not."""
    journey = lived(30, effort=1.4)
    halved = tuple(replace(entry, hours=entry.hours / 2) for entry in journey.log)
    full, part = pace_of(journey, week(30)), pace_of(replace(journey, log=halved), week(30))
    assert part.effort == pytest.approx(full.effort / 2, rel=0.1)
    assert part.factor == pytest.approx(full.factor, rel=0.1)


def test_breaks_do_not_count() -> None:
    journey = pause(lived(5), PLAN, week(5), week(5), week(9) - timedelta(days=1), why="Away").journey
    before, during, after = (pace_of(journey, week(number)) for number in (5, 8, 9))
    assert before == during == after
    assert pace_of(journey, week(11)).factor > before.factor
    worked_anyway = log_hours(journey, PLAN, week(9), "m30", 20, on=week(6)).journey
    assert pace_of(worked_anyway, week(9)).attendance == after.attendance


def test_a_quiet_spell_is_held_against_what_was_planned_then() -> None:
    journey = journey_on(PLAN)
    for number in range(6):
        journey = log_hours(journey, PLAN, week(6), "m0", 2, on=week(number)).journey
    short = set_spell(journey, PLAN, week(6), MONDAY, week(6), 2.0).journey
    assert pace_of(journey, week(6)).attendance < 0.8
    assert pace_of(short, week(6)).attendance == pytest.approx(1)


def test_hours_of_habits_are_not_hours_for_milestones() -> None:
    """Whoever gives the week's rest to milestones works all that was planned for them."""
    plan = plan_of(
        *(milestone(f"m{number}", hours=6) for number in range(9)), habits=[habit("review", {5: 1}, own_hours=True)]
    )
    journey = journey_on(plan, 6.0)
    for number in range(5):
        journey = log_hours(journey, plan, week(5), "m0", 5, on=week(number)).journey
    assert pace_of(journey, week(5), plan).attendance == pytest.approx(1)


def test_today_changes_nothing_yet() -> None:
    """Hours of this week are no reason to change one's mind on its Tuesday."""
    journey = lived(5)
    more = log_hours(journey, PLAN, week(5) + timedelta(days=1), "m30", 9, on=week(5)).journey
    tuesday, friday = (pace_of(each, week(5) + timedelta(days=4)) for each in (journey, more))
    assert (friday.factor, friday.weeks) == (tuesday.factor, tuesday.weeks)


def test_what_is_finished_this_week_excuses_nothing_yet() -> None:
    idle = journey_on(PLAN)
    finished = complete(idle, PLAN, week(8), "m0", on=week(8)).journey
    assert pace_of(finished, week(8)).attendance == pace_of(idle, week(8)).attendance
    assert pace_of(finished, week(9)).attendance > pace_of(idle, week(9)).attendance


def test_what_is_left_decides_how_far_good_and_bad_weeks_even_out() -> None:
    long, short = PLAN, plan_of(milestone("m0", hours=6))
    assert pace_of(journey_on(short), MONDAY, short).spread > pace_of(journey_on(long), MONDAY, long).spread


day = st.integers(0, 100).map(lambda days: MONDAY + timedelta(days=days))
entries = st.lists(st.tuples(day, st.integers(0, 39), st.sampled_from((0.01, 0.25, 2.0, 8.0, 24.0))), max_size=30)
endings = st.lists(st.tuples(day, st.integers(0, 39)), max_size=20, unique_by=lambda one: one[1])
patterns = st.sampled_from((Week((0, 0, 0, 0, 0, 0.25, 0)), Week((1, 1, 1, 1, 1, 1, 1)), Week((24,) * 7)))


def anything(
    logged: Sequence[tuple[date, int, float]], ended: Sequence[tuple[date, int]], pattern: Week, factor: float = 1.0
) -> Journey:
    journey = journey_on(PLAN, pattern)
    for on, number, hours in logged:
        journey = journey.with_entry(on, Entry.HOURS, f"m{number}", hours=hours * factor)
    for on, number in ended:
        record = replace(journey.record(f"m{number}"), state=State.DONE, started=on, finished=on)
        journey = journey.with_record(f"m{number}", record)
    return journey


@given(entries, endings, patterns, st.integers(-10, 120))
def test_whatever_happened_the_pace_is_sane(
    logged: Sequence[tuple[date, int, float]], ended: Sequence[tuple[date, int]], pattern: Week, today: int
) -> None:
    pace = pace_of(anything(logged, ended, pattern), MONDAY + timedelta(days=today))
    assert LEAST_FACTOR <= pace.factor <= MOST_FACTOR
    assert 0.05 < pace.spread < 0.9
    assert 0.2 <= pace.effort <= 5
    assert pace.attendance > 0
    assert pace.milestones <= len(ended)
    assert pace.weeks == max(0, today // 7)


@given(entries, endings, st.integers(0, 120))
def test_more_hours_for_the_same_milestones_are_never_less_effort_nor_less_attendance(
    logged: Sequence[tuple[date, int, float]], ended: Sequence[tuple[date, int]], today: int
) -> None:
    usual = Week((1, 1, 1, 1, 1, 1, 1))
    less, more = (pace_of(anything(logged, ended, usual, each), MONDAY + timedelta(days=today)) for each in (1, 1.5))
    assert more.effort >= less.effort - 1e-9
    assert more.attendance >= less.attendance - 1e-9


def back_after(quiet: int, weeks: int) -> Journey:
    """Eight good weeks, then a quiet spell, then good weeks again."""
    journey = lived(8)
    for each in range(weeks):
        day = week(8 + quiet + each)
        journey = log_hours(journey, PLAN, day, f"m{8 + each}", 6, on=day).journey
        journey = complete(journey, PLAN, day, f"m{8 + each}", on=day).journey
    return journey


def test_a_long_silence_that_is_over_is_not_expected_again() -> None:
    """After a quiet quarter; beyond two months its length no longer counts."""
    back, long_away = pace_of(back_after(13, 2), week(23)), pace_of(back_after(26, 2), week(36))
    assert back == long_away
    assert back.weeks == 18
    assert back.attendance == pytest.approx((4 + 10) / (4 + 18))
    assert pace_of(back_after(13, 0), week(21)).weeks == 21, "one that still lasts counts whole"
    assert pace_of(back_after(8, 2), week(18)).weeks == 18, "a short one too"
