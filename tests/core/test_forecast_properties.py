"""What holds for every forecast: the order of its dates, same bytes again, more hours or less work never later."""

import os
import subprocess
import sys
from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from planner.core.capacity import even_week
from planner.core.changes import complete, log_hours
from planner.core.forecast import forecast
from planner.core.forecast_values import Forecast
from planner.core.journey import Journey, Pin, PinKind, Record, Spell, State, Week
from planner.core.outlook import Outlook
from planner.core.pace import Pace
from planner.core.plan import Effort, Milestone, Plan
from tests.core import bound_table
from tests.core.samples import MONDAY, journey_on, milestone, plan_of

ROOT = Path(__file__).parents[2]
RUNS = 60
KNOWN = Pace(1.2, 0.3, 1.1, 0.9, 6, 9)
EXAMPLES = settings(max_examples=40)

near = st.integers(-10, 150).map(lambda days: MONDAY + timedelta(days=days))
efforts = st.tuples(
    st.sampled_from((0.5, 2.0, 7.0)), st.sampled_from((0.0, 0.5, 3.0)), st.sampled_from((0.0, 1.0, 9.0))
)
pins = st.builds(Pin, st.sampled_from(PinKind), near)
weeks = st.one_of(
    st.sampled_from((2.0, 5.0, 8.0, 12.0)).map(even_week),
    st.tuples(*[st.sampled_from((0.0, 0.0, 1.0, 1.5, 4.0))] * 7).filter(any).map(Week),
)
extras = st.tuples(*[st.sampled_from((0.0, 0.0, 0.25, 2.0))] * 7)
paces = st.builds(
    Pace,
    factor=st.floats(0.4, 3.0),
    spread=st.sampled_from((0.0, 0.15, 0.4)),
    effort=st.just(1.0),
    attendance=st.just(1.0),
    milestones=st.just(3),
    weeks=st.just(3),
)


@st.composite
def plans(draw: st.DrawFn) -> Plan:
    """One to nine milestones with wide and narrow estimates, requirements, waits and work on the job."""
    made: list[Milestone] = []
    for number in range(draw(st.integers(1, 9))):
        low, more, most = draw(efforts)
        before = draw(st.lists(st.sampled_from(made), max_size=3, unique_by=lambda each: each.id)) if made else []
        made.append(
            milestone(
                f"m{number}",
                f"phase-{number * 3 // 9}",
                effort=Effort(low, low + more, low + more + most),
                requires=tuple(each.id for each in before),
                elapsed_weeks=draw(st.sampled_from((0.0, 0.0, 1.0, 4.0))),
                on_the_job=draw(st.sampled_from((0.0, 0.0, 0.5, 1.0))),
            )
        )
    return plan_of(*made)


@st.composite
def outlooks(draw: st.DrawFn) -> Outlook:
    """Somewhere on the way: some milestones done or begun, with hours; pins and other weeks; something left to do."""
    plan = draw(plans())
    journey = journey_on(plan, draw(weeks))
    today = MONDAY + timedelta(days=draw(st.sampled_from((0, 1, 12, 40))))
    for each in list(plan.milestones)[:-1]:
        on = draw(st.integers(0, (today - MONDAY).days).map(lambda days: MONDAY + timedelta(days=days)))
        match draw(st.sampled_from(("open", "open", "begun", "done", "pinned"))):
            case "begun":
                journey = log_hours(journey, plan, today, each, draw(st.sampled_from((0.5, 3.0))), on=on).journey
            case "done":
                journey = complete(journey, plan, today, each, on=on, hours=draw(st.sampled_from((None, 4.0)))).journey
            case "pinned":
                journey = journey.with_record(each, replace(journey.record(each), pin=draw(pins)))
    spells = [Spell(first, first + timedelta(days=20), draw(st.sampled_from((0.0, 3.0, 30.0))))
              for first in draw(st.lists(near, max_size=2))]  # fmt: skip
    target = draw(st.one_of(st.none(), near))
    journey = replace(journey, spells=tuple(spells), settings=replace(journey.settings, target=target))
    return Outlook(plan, journey, today)


def forecast_of(outlook: Outlook, pace: Pace | None = None) -> Forecast:
    found = forecast(outlook, runs=RUNS, pace=pace)
    assert found is not None
    return found


def with_week(outlook: Outlook, week: Week) -> Outlook:
    journey = outlook.journey
    return replace(outlook, journey=replace(journey, settings=replace(journey.settings, week=week)))


def never_later(better: Forecast, worse: Forecast) -> bool:
    """Every quantile of the one is at least as early as that of the other."""
    return all(one <= other for one, other in zip(better.finishes, worse.finishes, strict=True))


@EXAMPLES
@given(outlooks())
def test_quantiles_chances_and_bars_are_in_order(outlook: Outlook) -> None:
    found = forecast_of(outlook)
    assert found.p10 <= found.p50 <= found.p80 <= found.p90 <= found.p95
    assert list(found.finishes) == sorted(found.finishes)
    assert len(found.finishes) == found.runs == RUNS
    assert found.finishes[0] >= outlook.today
    shares = [each / 20 for each in range(21)]
    assert all(found.quantile(one) <= found.quantile(two) for one, two in pairwise(shares))
    assert all(found.chance_of(found.quantile(share)) >= share - 1e-9 for share in shares)
    days = [found.finishes[0] + timedelta(days=each) for each in range(-3, 400, 7)]
    chances = [found.chance_of(day) for day in days]
    assert chances == sorted(chances)
    assert all(0 <= chance <= 1 for chance in chances)
    assert found.chance_of(found.finishes[0] - timedelta(days=1)) == 0
    assert found.chance_of(found.finishes[-1]) == 1
    target = outlook.journey.settings.target
    assert found.chance == (None if target is None else found.chance_of(target))
    assert sum(bar.runs for bar in found.histogram) == RUNS
    for bar in found.histogram:
        assert bar.runs == sum(bar.first <= day <= bar.last for day in found.finishes)


@EXAMPLES
@given(outlooks())
def test_drivers_and_fan_are_about_what_is_left(outlook: Outlook) -> None:
    """What is finished neither drives nor moves anything."""
    found = forecast_of(outlook)
    to_do = {task.id for task in outlook.tasks}
    assert {driver.id for driver in found.drivers} <= to_do
    assert all(0 < driver.share <= 1 for driver in found.drivers)
    assert sum(driver.share for driver in found.drivers) >= 1 - 1e-9, "something drives every run"
    assert [driver.share for driver in found.drivers] == sorted((d.share for d in found.drivers), reverse=True)
    assert {each.id for each in found.sensitive} <= to_do
    assert all(-1 <= each.correlation <= 1 for each in found.sensitive)
    assert len(found.sensitive) <= 3
    everything = outlook.progress.done_hours + outlook.progress.open_hours
    for point in found.fan:
        assert outlook.progress.done_hours - 1e-6 <= point.low <= point.middle <= point.high <= everything + 1e-6
    for one, two in pairwise(found.fan):
        assert one.date < two.date
        assert (one.low, one.middle, one.high) <= (two.low + 1e-6, two.middle + 1e-6, two.high + 1e-6)


@EXAMPLES
@given(outlooks(), st.integers(1, 60))
def test_same_seed_same_bytes(outlook: Outlook, days: int) -> None:
    again = Outlook(outlook.plan, outlook.journey, outlook.today)
    before = repr(outlook.journey)
    found = forecast_of(outlook)
    assert repr(found) == repr(forecast_of(again))
    assert repr(outlook.journey) == before
    assert forecast_of(replace(outlook, journey=replace(outlook.journey, id="another"))).seed == found.seed
    assert forecast_of(replace(outlook, today=outlook.today + timedelta(days=days))).seed != found.seed


SCRIPT = """
from planner.core.forecast import forecast
from tests.core.bound_table import begun
print(forecast(begun("marketing", "internal", 8), runs=50))
"""


def test_another_process_forecasts_the_same() -> None:
    """Neither hashing nor what was computed before it leaves a trace."""
    told = {
        subprocess.run(
            [sys.executable, "-c", SCRIPT],
            cwd=ROOT,
            env={**os.environ, "PYTHONHASHSEED": seed},
            capture_output=True,
            check=True,
            text=True,
        ).stdout
        for seed in ("0", "77")
    }
    assert told == {f"{forecast(bound_table.begun('marketing', 'internal', 8), runs=50)}\n"}


@EXAMPLES
@given(outlooks(), st.sampled_from((1.01, 1.3, 2.0)))
def test_more_hours_in_the_same_pattern_never_end_later(outlook: Outlook, times: float) -> None:
    week = outlook.journey.settings.week
    longer = Week(tuple(min(24.0, hours * times) for hours in week.hours))  # type: ignore[arg-type]
    assert never_later(forecast_of(with_week(outlook, longer), KNOWN), forecast_of(outlook, KNOWN))


@EXAMPLES
@given(outlooks(), extras, paces)
def test_more_hours_on_any_day_never_end_later(outlook: Outlook, extra: tuple[float, ...], pace: Pace) -> None:
    week = outlook.journey.settings.week
    longer = Week(tuple(one + more for one, more in zip(week.hours, extra, strict=True)))  # type: ignore[arg-type]
    assert never_later(forecast_of(with_week(outlook, longer), pace), forecast_of(outlook, pace))


@EXAMPLES
@given(plans(), weeks, extras)
def test_more_hours_never_end_later_for_a_stranger(plan: Plan, week: Week, extra: tuple[float, ...]) -> None:
    """With nothing learned yet the hours of the week change no pace: what the journey itself says may be compared."""
    longer = Week(tuple(one + more for one, more in zip(week.hours, extra, strict=True)))  # type: ignore[arg-type]
    outlook = Outlook(plan, journey_on(plan, week), MONDAY)
    less, more = forecast_of(outlook), forecast_of(with_week(outlook, longer))
    assert less.pace == more.pace
    assert never_later(more, less)


@pytest.mark.parametrize(("plan_id", "route"), list(bound_table.routes()))
def test_more_hours_never_end_later_on_shipped_plans(plan_id: str, route: str) -> None:
    found = [forecast_of(bound_table.begun(plan_id, route, hours)) for hours in bound_table.HOURS]
    assert all(never_later(more, less) for less, more in pairwise(found))


@EXAMPLES
@given(outlooks(), st.floats(0.3, 4), st.floats(0.3, 4))
def test_a_slower_pace_never_ends_earlier(outlook: Outlook, one: float, other: float) -> None:
    fast, slow = (forecast_of(outlook, replace(KNOWN, factor=factor)) for factor in sorted((one, other)))
    assert never_later(fast, slow)


@EXAMPLES
@given(outlooks(), st.sampled_from((0.1, 0.5)))
def test_knowing_less_never_narrows_the_range(outlook: Outlook, more: float) -> None:
    """Without variation in effort, a wider pace reaches further both ways."""
    journey = outlook.journey
    for item in outlook.items.values():
        certain = Effort(item.expected, item.expected, item.expected)
        journey = journey.with_record(item.id, replace(journey.record(item.id), effort=certain))
    certain_outlook = replace(outlook, journey=journey)
    sure, unsure = (forecast_of(certain_outlook, replace(KNOWN, spread=spread)) for spread in (0.2, 0.2 + more))
    assert unsure.p10 <= sure.p10
    assert unsure.p90 >= sure.p90


@EXAMPLES
@given(plans(), weeks, st.data())
def test_less_work_never_ends_later_where_nothing_waits(plan: Plan, week: Week, data: st.DataObject) -> None:
    """With waits another estimate may mean another order of work; without, only the sum counts."""
    plan = replace(plan, milestones={each.id: replace(each, elapsed_weeks=0.0) for each in plan.milestones.values()})
    journey = journey_on(plan, week)
    chosen = data.draw(st.sampled_from(list(plan.milestones)))
    effort = plan.milestones[chosen].effort
    half = Effort(effort.low / 2, effort.likely / 2, effort.high / 2)
    smaller = journey.with_record(chosen, replace(journey.record(chosen), effort=half))
    less, usual = (forecast_of(Outlook(plan, each, MONDAY), KNOWN) for each in (smaller, journey))
    assert never_later(less, usual)


@EXAMPLES
@given(outlooks(), st.sampled_from((0.1, 900.0)))
def test_what_is_finished_never_changes(outlook: Outlook, hours: float) -> None:
    """Whatever a finished milestone was thought to take: at a given pace it moves no date to come."""
    journey = outlook.journey
    for each, record in journey.records.items():
        if record.state is State.DONE:
            journey = journey.with_record(each, replace(record, effort=Effort(hours, hours, hours)))
    found, other = (forecast_of(replace(outlook, journey=each), KNOWN) for each in (outlook.journey, journey))
    assert (found.finishes, found.drivers, found.sensitive) == (other.finishes, other.drivers, other.sensitive)
    facts = {each: record.finished for each, record in outlook.journey.records.items() if record.finished}
    assert all(journey.record(each).finished == day for each, day in facts.items())


@EXAMPLES
@given(outlooks())
def test_dates_that_are_facts_hold_in_every_run(outlook: Outlook) -> None:
    """Nothing ends before what is pinned to a day, nor before work that may not begin earlier."""
    first = forecast_of(outlook).finishes[0]
    for task in outlook.tasks:
        if task.pin and task.pin.kind is not PinKind.BY:
            assert first >= task.pin.date


@EXAMPLES
@given(plans(), weeks, paces)
def test_days_without_hours_are_never_worked(plan: Plan, week: Week, pace: Pace) -> None:
    """A break from now on moves every run beyond itself, and none by less than the work that it displaced."""
    journey = journey_on(plan, week)
    last = MONDAY + timedelta(days=41)
    paused: Journey = replace(journey, spells=(Spell(MONDAY, last, 0.0, "away"),))
    usual, after = (forecast_of(Outlook(plan, each, MONDAY), pace) for each in (journey, paused))
    assert never_later(usual, after)
    if any(task.hours for task in Outlook(plan, journey, MONDAY).tasks):
        assert after.finishes[0] > last


def test_nothing_left_has_no_forecast() -> None:
    plan = plan_of(milestone("a"), milestone("b"))
    done = Record(state=State.DONE, started=MONDAY, finished=MONDAY)
    journey = replace(journey_on(plan), records={"a": done, "b": done})
    assert forecast(Outlook(plan, journey, date(2027, 1, 1))) is None
