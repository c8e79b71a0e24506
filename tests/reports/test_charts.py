"""The series that reports draw: those of trends and forecast, with the dates of hidden milestones left out."""

from datetime import timedelta

import pytest
from msgspec.structs import replace

from planner.core import trends
from planner.core.capacity import monday
from planner.core.forecast import forecast
from planner.core.forecast_values import Forecast
from planner.core.outlook import Outlook
from planner.core.plan import Plan
from planner.reports.charts import Charts, charts
from planner.reports.facts import Period
from tests.conftest import TODAY
from tests.reports.samples import JOURNEYS, outlook

every_journey = pytest.mark.parametrize("name", JOURNEYS)
RUNS = 50


def drawn(found: Outlook, likely: Forecast | None = None, hidden: tuple[str, ...] = ()) -> Charts:
    return charts(found, likely, Period(found.journey.settings.start, found.today), hidden)


@every_journey
def test_the_burn_up_ends_where_the_person_stands(name: str, marketing: Plan) -> None:
    found = outlook(name, marketing)
    burn = drawn(found).burn_up
    known = [point for point in burn.points if point.done is not None]
    assert known[-1].date == TODAY if name != "finished" else known[-1].date <= TODAY
    assert known[-1].done == pytest.approx(burn.done)
    assert burn.points[-1].promised == pytest.approx(burn.scope)
    assert burn.sentence == trends.burn_up(found).sentence
    assert [point.date for point in burn.points] == sorted({point.date for point in burn.points})
    assert burn.fan == ()


@pytest.mark.parametrize("name", ["fresh", "half-way"])
def test_the_fan_begins_after_today_and_opens(name: str, marketing: Plan) -> None:
    found = outlook(name, marketing)
    likely = forecast(found, runs=RUNS)
    fan = drawn(found, likely).burn_up.fan
    assert fan[0].date > TODAY
    assert all(point.low <= point.middle <= point.high for point in fan)
    assert likely is not None
    assert fan[-1].date >= likely.p80


@every_journey
def test_weeks_hold_what_is_logged(name: str, marketing: Plan) -> None:
    found = outlook(name, marketing)
    weeks = drawn(found).weeks
    assert sum(week.logged for week in weeks.weeks) == pytest.approx(
        sum(entry.hours for entry in found.journey.log if entry.kind == "hours")
    )
    assert all(week.first.weekday() == 0 for week in weeks.weeks)
    assert weeks.sentence == trends.hours_sentence(found, trends.weeks(found, past=78))


def test_a_young_journey_shows_a_quarter_of_weeks(marketing: Plan) -> None:
    weeks = drawn(outlook("fresh", marketing)).weeks.weeks
    assert weeks[0].first == monday(TODAY)
    assert len(weeks) == 13


def test_a_short_period_still_shows_half_a_year(marketing: Plan) -> None:
    found = outlook("half-way", marketing)
    weeks = charts(found, None, Period(TODAY - timedelta(days=7), TODAY), ()).weeks.weeks
    assert (monday(TODAY) - weeks[0].first).days // 7 == trends.PAST_WEEKS


@every_journey
def test_phases_span_their_milestones(name: str, marketing: Plan) -> None:
    found = outlook(name, marketing)
    states = found.milestones.values()
    for phase in drawn(found).phases:
        own = [state for state in states if state.milestone.phase == phase.id]
        to_do = [state for state in own if state.status.is_to_do]
        assert (phase.ahead is None) == (not to_do)
        if phase.ahead:
            assert phase.ahead.last == max(state.finish for state in to_do if state.finish)
            assert phase.ahead.first >= found.first_day
        if phase.behind:
            assert phase.behind.first <= phase.behind.last <= TODAY
        if phase.due and phase.ahead:
            assert phase.days_late == max(0, (phase.ahead.last - phase.due).days)


def test_hidden_milestones_lend_no_dates_to_their_phase(marketing: Plan) -> None:
    found = outlook("half-way", marketing)
    hidden = tuple(each for each, state in found.milestones.items() if state.milestone.phase == "proof")
    before, after = (
        next(phase for phase in drawn(found, hidden=each).phases if phase.id == "proof") for each in ((), hidden)
    )
    assert before.behind is not None
    assert before.ahead is not None
    assert (after.behind, after.ahead, after.due) == (None, None, None)
    assert replace(before, behind=None, ahead=None, due=None, days_late=0) == after
