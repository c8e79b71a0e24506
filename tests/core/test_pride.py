"""One thing to be proud of and moments: from facts alone, the most telling of late first."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from msgspec.structs import replace

from planner import demo
from planner.core import changes
from planner.core.journey import Journey
from planner.core.moments import Ended, moments, reached
from planner.core.outlook import Outlook
from planner.core.plan import Plan
from planner.core.pride import Kind, pride
from tests.conftest import TODAY

Live = Callable[[Journey, Plan, date, str], Journey]


def _nothing(journey: Journey, _plan: Plan, _start: date, _one: str) -> Journey:
    return journey


def _hours(journey: Journey, plan: Plan, start: date, one: str) -> Journey:
    return changes.log_hours(journey, plan, start, one, 1.0).journey


def _done_late(journey: Journey, plan: Plan, start: date, one: str) -> Journey:
    due = journey.record(one).due or start
    return changes.complete(journey, plan, due, one).journey


def _done_early(journey: Journey, plan: Plan, start: date, one: str) -> Journey:
    return changes.complete(journey, plan, start, one).journey


def _evidence(journey: Journey, plan: Plan, start: date, one: str) -> Journey:
    return changes.complete(journey, plan, journey.record(one).due or start, one, evidence="a link").journey


def _return(journey: Journey, plan: Plan, start: date, one: str) -> Journey:
    journey = _hours(journey, plan, start, one)
    return _hours(journey, plan, start + timedelta(weeks=4), one)


@pytest.mark.parametrize(
    ("live", "kind", "words"),
    [
        (_nothing, None, ""),
        (_hours, Kind.FIRST_HOURS, "1 h of work so far"),
        (_done_late, Kind.MILESTONE, "Your first milestone is done, today"),
        (_done_early, Kind.EARLY, "early."),
        (_evidence, Kind.EVIDENCE, "Evidence kept this week"),
        (_return, Kind.RETURN, "You came back today, after 4 weeks away."),
    ],
)
def test_the_fact_that_stands_on_today(live: Live, kind: Kind | None, words: str, marketing: Plan) -> None:
    journey = demo.fresh(marketing, TODAY)
    one = min(journey.records, key=lambda each: (journey.records[each].due or date.max, each))
    journey = live(journey, marketing, TODAY, one)
    days = [entry.date for entry in journey.log] + [r.finished for r in journey.records.values() if r.finished]
    found = pride(Outlook(marketing, journey, max(days, default=TODAY)))
    assert (found.kind if found else None) == kind
    assert words in (found.text if found else "")


def test_a_finished_journey_comes_before_everything(marketing: Plan) -> None:
    found = pride(Outlook(marketing, demo.finished(marketing, TODAY), TODAY + timedelta(weeks=20)))
    assert found is not None
    assert found.kind is Kind.JOURNEY


def test_nothing_still_to_come_is_told(marketing: Plan) -> None:
    """A clock that was set back leaves entries behind that lie ahead."""
    journey = _hours(demo.fresh(marketing, TODAY), marketing, TODAY, next(iter(marketing.milestones)))
    assert pride(Outlook(marketing, journey, TODAY - timedelta(days=8))) is None


def test_the_last_milestone_ends_the_journey_and_undo_is_silent(marketing: Plan) -> None:
    after = Outlook(marketing, demo.finished(marketing, TODAY), TODAY)
    last = max(after.milestones, key=lambda each: after.milestones[each].item.record.finished or date.min)
    before = replace(after, journey=changes.reopen(after.journey, marketing, TODAY, last).journey)
    (found,) = moments(before, after)
    assert (found.kind, found.text) == (Ended.JOURNEY, reached(after))
    assert "40 milestones done" in found.text
    assert moments(after, before) == moments(after, after) == ()


def test_the_last_of_a_phase_is_a_moment(marketing: Plan) -> None:
    journey = demo.fresh(marketing, TODAY)
    phase = next(each for each in Outlook(marketing, journey, TODAY).phases if not each.is_empty)
    for one in phase.items[:-1]:
        journey = changes.complete(journey, marketing, TODAY, one).journey
    before = Outlook(marketing, journey, TODAY)
    after = Outlook(marketing, changes.complete(journey, marketing, TODAY, phase.items[-1]).journey, TODAY)
    assert [each.kind for each in moments(before, after)][:1] == [Ended.PHASE]
    assert phase.title in moments(before, after)[0].line
