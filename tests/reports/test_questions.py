"""Three questions for the coach: always three, about different things, each drawn from what the report shows."""

from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from planner.core import changes
from planner.core.capacity import even_week
from planner.core.forecast import forecast
from planner.core.journey import Journey, State
from planner.core.outlook import Outlook
from planner.core.plan import Plan
from planner.core.wording import date_words
from planner.reports import Scope, build
from tests.conftest import TODAY
from tests.core.samples import MONDAY, journey_on, milestone, plan_of, with_records
from tests.core.samples import outlook_on as small
from tests.reports.samples import JOURNEYS, whole_report


def asked(plan: Plan, journey: Journey, *, has_forecast: bool = False) -> tuple[str, ...]:
    outlook = Outlook(plan, journey, TODAY)
    return build(outlook, Scope(), forecast(outlook, runs=100) if has_forecast else None).questions


@pytest.mark.parametrize("name", JOURNEYS)
def test_there_are_three_different_ones(name: str) -> None:
    found = whole_report(name).questions
    assert len(set(found)) == 3
    assert all(question.rstrip("”").endswith("?") for question in found)


@settings(max_examples=30)
@given(st.lists(st.sampled_from(State), min_size=1, max_size=4), st.integers(0, 40))
def test_there_are_three_for_any_plan(states: list[State], days: int) -> None:
    plan = plan_of(*(milestone(f"m{number}") for number in range(len(states))))
    journey = with_records(journey_on(plan))
    for number, state in enumerate(states):
        record = journey.record(f"m{number}")
        journey = journey.with_record(f"m{number}", type(record)(state, due=record.due, started=MONDAY))
    found = build(small(plan, journey, MONDAY + timedelta(days=days)), Scope()).questions
    assert len(set(found)) == 3


def test_no_two_are_about_the_same_milestone(marketing: Plan) -> None:
    """The only milestone that is late is stuck as well, and comes next."""
    start = TODAY - timedelta(weeks=8)
    journey = changes.start_journey(marketing, start, identifier="j", week=even_week(6))
    journey = changes.begin(journey, marketing, TODAY - timedelta(weeks=7), "pm-reality-check").journey
    found = asked(marketing, journey)
    title = marketing.milestones["pm-reality-check"].title
    assert len(found) == 3
    assert sum(question.startswith(("“" + title, "Next comes")) or title in question[:70] for question in found) <= 1


def test_a_target_that_is_unlikely_is_asked_about(marketing: Plan) -> None:
    journey = changes.set_target(JOURNEYS["half-way"](marketing), marketing, TODAY, None).journey
    assert not any("target" in question for question in asked(marketing, journey, has_forecast=True))
    finish = Outlook(marketing, journey, TODAY).finish
    assert finish is not None
    tight = changes.set_target(journey, marketing, TODAY, finish).journey
    question = next(each for each in asked(marketing, tight, has_forecast=True) if "target" in each)
    assert question.startswith(f"My target, {date_words(finish)}, has a chance of ")
    missed = changes.set_target(journey, marketing, TODAY, finish - timedelta(days=30)).journey
    assert any("after my target" in question for question in asked(marketing, missed))
