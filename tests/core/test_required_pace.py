"""The hours that a date asks for, as a sentence, or the waiting that no hours can shorten."""

from datetime import date, timedelta

import pytest
from msgspec.structs import replace

from planner.core import changes
from planner.core.journey import PinKind, Week
from planner.core.outlook import Outlook
from planner.core.pace import Pace
from planner.core.plan import Plan
from planner.core.remedies import required_hours
from planner.core.required_pace import required_pace
from tests.core.samples import MONDAY, journey_on, milestone, outlook_on, plan_of

IN_THREE_WEEKS = MONDAY + timedelta(days=19)  # a Saturday, the last working day of the third week
SLOW = Pace(1.5, 0.1, 1.5, 1.0, 4, 8)


def work(hours: float = 30.0, usual: float = 6.0, target: date | None = IN_THREE_WEEKS) -> Outlook:
    plan = plan_of(milestone("write", hours=hours))
    return outlook_on(plan, journey_on(plan, usual, target=target))


def chain(*weeks: float) -> Plan:
    """Milestones that wait, each required by the next."""
    names = [f"step-{number}" for number in range(len(weeks))]
    return plan_of(
        *(
            milestone(name, hours=1.0, elapsed_weeks=wait, requires=tuple(names[place - 1 : place]) if place else ())
            for place, (name, wait) in enumerate(zip(names, weeks, strict=True))
        )
    )


def test_the_hours_are_those_that_were_found() -> None:
    found = required_pace(work())
    assert found is not None
    assert found.hours == found.at_pace == required_hours(work(), IN_THREE_WEEKS) == 10.0
    assert found.words == "To make 12 Dec 2026 you need 10 h a week by the plan's estimates; you have 6 h."


def test_enough_is_said_to_be_enough() -> None:
    found = required_pace(work(usual=10.0))
    assert found is not None
    assert found.words.endswith("; you have 10 h, which is enough.")


def test_ones_own_pace_asks_for_its_own_hours_and_they_do_make_the_date() -> None:
    found = required_pace(work(usual=10.0), pace=SLOW)
    assert found is not None
    assert (found.hours, found.at_pace) == (10.0, 15.0)
    assert found.words == (
        "To make 12 Dec 2026 you need 10 h a week by the plan's estimates, about 15 h at the pace you have shown; "
        "you have 10 h."
    )
    assert work(hours=30.0 * SLOW.factor, usual=15.0).finish == IN_THREE_WEEKS
    unlearned = required_pace(work(), pace=replace(SLOW, milestones=0, weeks=0))
    assert unlearned == required_pace(work())


def test_another_target_than_the_journeys_can_be_asked_for() -> None:
    sooner = required_pace(work(), MONDAY + timedelta(days=5))
    assert sooner is not None
    assert (sooner.target, sooner.hours) == (MONDAY + timedelta(days=5), 30.0)


def test_without_a_target_or_work_there_is_nothing_to_say() -> None:
    assert required_pace(work(target=None)) is None
    plan = plan_of(milestone("write"))
    done = changes.complete(journey_on(plan, target=IN_THREE_WEEKS), plan, MONDAY, "write").journey
    assert required_pace(outlook_on(plan, done)) is None


def test_a_day_that_has_passed_is_said_to_have() -> None:
    outlook = work()
    later = Outlook(outlook.plan, outlook.journey, IN_THREE_WEEKS + timedelta(days=1))
    found = required_pace(later)
    assert found is not None
    assert found.hours is None
    assert found.words == "No number of hours can make 12 Dec 2026: that day has passed."


def test_work_that_fits_no_day_is_no_matter_of_waiting() -> None:
    plan = plan_of(milestone("write", hours=100.0))
    week = Week((0, 0, 0, 0, 0, 1, 0))
    found = required_pace(outlook_on(plan, journey_on(plan, week, target=IN_THREE_WEEKS)))
    assert found is not None
    assert found.words == "No number of hours on your working days can make 12 Dec 2026."


@pytest.mark.parametrize(
    ("weeks", "along"),
    [
        ((8.0,), "in “Step 0”"),
        ((2.0, 4.0, 3.0), "in “Step 0” → “Step 1” → “Step 2”"),
        ((2.0, 0.0, 4.0, 1.0, 3.0), "most of all in “Step 0” → “Step 2” → “Step 4”"),
    ],
)
def test_waiting_that_no_hours_shorten_is_named(weeks: tuple[float, ...], along: str) -> None:
    plan = chain(*weeks)
    found = required_pace(outlook_on(plan, journey_on(plan, target=IN_THREE_WEEKS)))
    assert found is not None
    assert found.hours is None
    assert found.words == f"No number of hours can make 12 Dec 2026: waiting alone would take longer, {along}."


def test_a_pin_in_the_way_is_named_too() -> None:
    plan = plan_of(milestone("write"))
    journey = journey_on(plan, target=IN_THREE_WEEKS)
    journey = changes.pin(journey, plan, MONDAY, "write", PinKind.NOT_BEFORE, date(2027, 3, 1)).journey
    found = required_pace(outlook_on(plan, journey))
    assert found is not None
    assert "waiting and pinned dates alone would take longer, in “Write”" in found.words
