"""Remedies: each number that is named was tried, and a little less fails."""

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from planner.core import changes
from planner.core.capacity import MOST_HOURS_A_DAY, even_week
from planner.core.journey import Journey, PinKind, Week
from planner.core.outlook import Outlook
from planner.core.plan import Effort, Kind, Plan
from planner.core.remedies import QUARTER, blocking_chain, describe, required_hours, scaled_week
from planner.core.schedule import ConflictKind
from planner.errors import Refused
from tests.conftest import TODAY

DAYS = st.sampled_from((0.0, 0.25, 1.5, 4.0, 10.0))
WEEKS = st.tuples(*[DAYS] * 7).filter(any).map(Week)


def begun(plan: Plan, hours: float | Week = 8, *, route: str | None = None, target: date | None = None) -> Journey:
    week = hours if isinstance(hours, Week) else even_week(hours)
    return changes.start_journey(plan, TODAY, identifier="j", week=week, route=route, target=target)


def finish_at(outlook: Outlook, hours: float, target: date | None, milestone: str | None = None) -> date | None:
    """The finish of the plan, or of one milestone, when the journey itself has these weekly hours and this target."""
    week = scaled_week(outlook.journey.settings.week, hours)
    aim = outlook.journey.settings.target if milestone else target
    changed = replace(outlook.journey, settings=replace(outlook.journey.settings, week=week, target=aim))
    try:
        found = Outlook(outlook.plan, changed, outlook.today).schedule
    except Refused:
        return None
    return found.finish if milestone is None else found.slots[milestone].finish


@settings(max_examples=25, deadline=None)
@given(
    hours=st.sampled_from((3.0, 5.0, 7.9, 8.0, 12.0)),
    route=st.sampled_from(("hybrid", "internal", "external", "lean")),
    days=st.integers(150, 700),
)
def test_required_hours_meet_the_target_and_a_quarter_less_does_not(
    marketing: Plan, hours: float, route: str, days: int
) -> None:
    outlook = Outlook(marketing, begun(marketing, hours, route=route), TODAY)
    target = TODAY + timedelta(days=days)
    needed = required_hours(outlook, target)
    if needed is None:
        assert blocking_chain(outlook, target)
        return
    assert needed % QUARTER == 0
    finish = finish_at(outlook, needed, target)
    assert finish is not None
    assert finish <= target
    less = finish_at(outlook, needed - QUARTER, target) if needed > QUARTER else None
    assert less is None or less > target


@settings(max_examples=15, deadline=None)
@given(milestone=st.sampled_from(("case-study", "mkt-lead-launch", "network-map")), days=st.integers(5, 300))
def test_required_hours_of_one_milestone(marketing: Plan, milestone: str, days: int) -> None:
    pinned = TODAY + timedelta(days=days)
    journey = changes.pin(begun(marketing), marketing, TODAY, milestone, PinKind.BY, pinned).journey
    outlook = Outlook(marketing, journey, TODAY)
    needed = required_hours(outlook, pinned, milestone)
    if needed is None:
        # Even the fullest week fails, whether or not it is the waiting.
        fullest = finish_at(outlook, 6 * MOST_HOURS_A_DAY, None, milestone)
        assert fullest is not None
        assert fullest > pinned
        return
    finish = finish_at(outlook, needed, None, milestone)
    assert finish is not None
    assert finish <= pinned
    less = finish_at(outlook, needed - QUARTER, None, milestone) if needed > QUARTER else None
    assert less is None or less > pinned


def test_when_the_present_hours_do_required_hours_are_no_more(marketing: Plan) -> None:
    outlook = Outlook(marketing, begun(marketing), TODAY)
    assert outlook.finish is not None
    needed = required_hours(outlook, outlook.finish + timedelta(weeks=20))
    assert needed is not None
    assert needed < 8


def test_a_finished_journey_needs_the_least(marketing: Plan) -> None:
    journey = begun(marketing)
    for each in list(Outlook(marketing, journey, TODAY).tasks):
        journey = changes.complete(journey, marketing, TODAY, each.id).journey
    assert required_hours(Outlook(marketing, journey, TODAY), TODAY) == QUARTER


@given(week=WEEKS, quarters=st.integers(1, 4 * 24 * 7))
def test_a_scaled_week_keeps_its_shape_and_has_no_longer_days(week: Week, quarters: int) -> None:
    worked = sum(hours > 0 for hours in week.hours)
    total = min(quarters * QUARTER, worked * MOST_HOURS_A_DAY)
    scaled = scaled_week(week, total)
    assert scaled.total == pytest.approx(total)
    assert all(0 <= hours <= MOST_HOURS_A_DAY for hours in scaled.hours)
    shares = {
        round(new / old, 6)
        for old, new in zip(week.hours, scaled.hours, strict=True)
        if old and new < MOST_HOURS_A_DAY - 1e-9
    }
    assert len(shares) <= 1 or max(shares) == pytest.approx(min(shares))
    assert all((new > 0) == (old > 0) for old, new in zip(week.hours, scaled.hours, strict=True))


def test_a_blocking_chain_is_a_path_of_requirements_that_waits_too_long(marketing: Plan) -> None:
    outlook = Outlook(marketing, begun(marketing), TODAY)
    target = TODAY + timedelta(weeks=10)
    chain = blocking_chain(outlook, target)
    tasks = {task.id: task for task in outlook.tasks}
    assert all(first in tasks[second].requires for first, second in pairwise(chain))
    assert TODAY + timedelta(days=sum(tasks[each].wait_days for each in chain)) > target
    assert required_hours(outlook, target) is None


def test_a_chain_of_waits_ends_with_the_pinned_milestone(marketing: Plan) -> None:
    outlook = Outlook(marketing, begun(marketing), TODAY)
    chain = blocking_chain(outlook, TODAY + timedelta(weeks=5), "mkt-lead-launch")
    assert chain[-2:] == ("shadow-a-pm", "mkt-lead-launch")
    assert blocking_chain(outlook, TODAY + timedelta(weeks=10), "mkt-lead-launch") == ()


def test_a_started_wait_is_counted_from_its_start(marketing: Plan) -> None:
    start = TODAY - timedelta(weeks=7)
    journey = changes.begin(begun(marketing), marketing, TODAY, "mkt-lead-launch", on=start).journey
    outlook = Outlook(marketing, journey, TODAY)
    assert blocking_chain(outlook, TODAY + timedelta(days=6), "mkt-lead-launch")[-1] == "mkt-lead-launch"
    assert "mkt-lead-launch" not in blocking_chain(outlook, TODAY + timedelta(weeks=3), "mkt-lead-launch")


def test_no_conflict_needs_no_remedy(marketing: Plan) -> None:
    assert describe(Outlook(marketing, begun(marketing), TODAY)) == ()


def test_the_remedies_of_a_target(marketing: Plan) -> None:
    target = date(2027, 10, 1)
    outlook = Outlook(marketing, begun(marketing, target=target), TODAY)
    (remedy,) = describe(outlook)
    assert (remedy.conflict.kind, remedy.conflict.milestone) == (ConflictKind.TARGET, None)
    finish = outlook.finish
    assert finish is not None
    assert remedy.text.endswith(f"{(finish - target).days} days after the target of 1 Oct 2027.")
    more, later, *_ = remedy.options
    assert more.startswith("Plan ")
    assert more.endswith(" h a week instead of 8 h.")
    assert later.startswith("Move the target to ")


def test_a_target_that_waiting_forbids_names_the_waits(marketing: Plan) -> None:
    outlook = Outlook(marketing, begun(marketing, target=TODAY + timedelta(weeks=10)), TODAY)
    (remedy,) = describe(outlook)
    assert remedy.options[0].startswith("No number of hours is enough: “")
    assert "(8 weeks)" in remedy.options[0]


def test_work_that_fits_no_day_is_told_from_waiting(marketing: Plan) -> None:
    journey = changes.pin(begun(marketing), marketing, TODAY, "case-study", PinKind.ON, TODAY).journey
    journey = changes.drop(journey, marketing, TODAY, "internal-project-results").journey
    (remedy,) = describe(Outlook(marketing, journey, TODAY))
    assert remedy.options[0] == "No number of hours on your working days is enough."
    assert "is pinned to end on 22 Nov 2026" in remedy.text


def test_a_pin_that_has_passed_is_told(marketing: Plan) -> None:
    journey = changes.pin(begun(marketing), marketing, TODAY, "pm-reality-check", PinKind.BY, TODAY).journey
    later = TODAY + timedelta(days=3)
    (remedy,) = describe(Outlook(marketing, journey, later))
    assert remedy.options[0] == "No hours can help: 22 Nov 2026 has passed."
    assert remedy.options[1].startswith("Move the pin to ")


def test_one_to_drop_is_one_that_may_be_and_really_helps(marketing: Plan) -> None:
    base = begun(marketing, target=TODAY + timedelta(weeks=60))
    big = Effort(60, 80, 100)
    journey = changes.add(base, marketing, TODAY, "Write a book", phase="land", effort=big).journey
    journey = changes.set_target(journey, marketing, TODAY, date(2027, 12, 20)).journey
    (remedy,) = describe(Outlook(marketing, journey, TODAY))
    assert remedy.options[-1].startswith("Drop “Write a book”: the plan would then end on ")
    assert remedy.options[-1].endswith(", in time.")
    without = changes.drop(journey, marketing, TODAY, "write-a-book").journey
    assert Outlook(marketing, without, TODAY).schedule.conflicts == ()


def test_the_one_that_helps_most_is_named_when_none_is_enough(marketing: Plan) -> None:
    outlook = Outlook(marketing, begun(marketing, target=date(2027, 9, 1)), TODAY)
    (remedy,) = describe(outlook)
    assert remedy.options[-1].endswith("which helps but is not enough.")
    kept = {item.title: item for item in outlook.items.values()}
    dropped = kept[remedy.options[-1].split("“")[1].split("”")[0]]
    assert dropped.milestone.kind in (Kind.GAP, Kind.OPTIONAL)


def test_remedies_change_nothing_and_agree(marketing: Plan) -> None:
    journey = begun(marketing, target=date(2027, 9, 1))
    first, second = (describe(Outlook(marketing, journey, TODAY)) for _ in range(2))
    assert first == second
