"""The forecast as a value: its quantiles, chances and bars, what drives it, and how it can be watched and stopped."""

from datetime import date, timedelta
from itertools import pairwise
from statistics import fmean

import pytest
from msgspec.structs import replace

from planner.core.capacity import monday
from planner.core.changes import complete, set_target, skip
from planner.core.forecast import forecast, pert_quantiles, usual_runs
from planner.core.forecast_values import Forecast, Sensitivity
from planner.core.outlook import Outlook
from planner.core.pace import Pace
from planner.core.plan import Effort, Milestone
from tests.core import bound_table
from tests.core.samples import MONDAY, journey_on, milestone, outlook_on, plan_of

AS_PLANNED = Pace(1.0, 0.0, 1.0, 1.0, 0, 0)
RUNS = 400


def forecast_of(*milestones: Milestone, target: date | None = None, pace: Pace = AS_PLANNED) -> Forecast:
    plan = plan_of(*milestones)
    found = forecast(outlook_on(plan, journey_on(plan, 6.0, target=target)), runs=RUNS, pace=pace)
    assert found is not None
    return found


@pytest.mark.parametrize(("low", "likely", "high"), [(2, 4, 6), (1, 2, 9), (1, 8, 9), (0, 0, 5), (3, 7, 7)])
def test_pert_quantiles_have_the_mean_of_the_estimate_and_stay_within_it(
    low: float, likely: float, high: float
) -> None:
    found = pert_quantiles(low, likely, high, 1000)
    assert fmean(found) == pytest.approx(Effort(low, likely, high).expected, rel=2e-3)
    assert low <= found[0] <= found[-1] <= high
    assert list(found) == sorted(found)


def test_a_certain_estimate_has_one_value() -> None:
    assert pert_quantiles(3.0, 3.0, 3.0, 4) == (3.0, 3.0, 3.0, 3.0)


def test_a_quantile_is_the_first_day_by_which_that_share_has_finished() -> None:
    days = tuple(MONDAY + timedelta(days=each) for each in range(10))
    found = Forecast(10, 1, MONDAY + timedelta(days=3), days, (), (), AS_PLANNED, ())
    assert (found.p10, found.p50, found.p80, found.p90, found.p95) == (days[0], days[4], days[7], days[8], days[9])
    assert found.chance == 0.4
    assert found.chance_of(days[0] - timedelta(days=1)) == 0.0
    assert found.chance_of(days[9]) == 1.0
    assert replace(found, target=None).chance is None


def test_without_any_spread_every_run_ends_where_the_schedule_does() -> None:
    plan = plan_of(milestone("a", hours=7.0), milestone("b", hours=5.0, requires=("a",), elapsed_weeks=3.0))
    outlook = outlook_on(plan, journey_on(plan, 6.0))
    found = forecast(outlook, runs=RUNS, pace=AS_PLANNED)
    assert found is not None
    assert set(found.finishes) == {outlook.finish}


def test_a_slower_pace_stretches_the_work_and_not_the_waiting() -> None:
    work = (milestone("a", hours=24.0),)
    wait = (milestone("a", hours=1.0, elapsed_weeks=8.0),)
    twice = replace(AS_PLANNED, factor=2.0)
    weeks = (forecast_of(*work, pace=twice).p50 - MONDAY).days / (forecast_of(*work).p50 - MONDAY).days
    assert weeks == pytest.approx(2.0, abs=0.1)
    assert forecast_of(*wait, pace=twice).p50 == forecast_of(*wait).p50


def test_nothing_to_do_has_no_forecast() -> None:
    plan = plan_of(milestone("a"))
    journey = complete(journey_on(plan), plan, MONDAY, "a").journey
    assert forecast(outlook_on(plan, journey)) is None


def test_the_chance_is_that_of_the_target_of_the_journey() -> None:
    wide = milestone("a", effort=Effort(6, 30, 60))
    found = forecast_of(wide, target=MONDAY + timedelta(weeks=5))
    assert found.chance is not None
    assert 0.05 < found.chance < 0.95
    assert found.chance == found.chance_of(MONDAY + timedelta(weeks=5))


def test_bars_are_whole_weeks_that_hold_every_run_once() -> None:
    found = forecast_of(milestone("a", effort=Effort(10, 60, 300)), pace=replace(AS_PLANNED, spread=0.4))
    bars = found.histogram
    assert sum(bar.runs for bar in bars) == found.runs
    assert len(bars) <= 21
    assert all(bar.first == monday(bar.first) and bar.first <= bar.last for bar in bars)
    assert all(one.last + timedelta(days=1) == two.first for one, two in pairwise(bars))
    assert bars[0].runs
    assert bars[-1].runs


def test_what_always_waits_drives_every_run_and_what_fits_beside_it_none() -> None:
    found = forecast_of(milestone("wait", hours=1.0, elapsed_weeks=20.0), milestone("beside", hours=3.0))
    assert [(driver.id, driver.share) for driver in found.drivers] == [("wait", 1.0)]


def test_the_widest_estimate_moves_the_finish_most() -> None:
    found = forecast_of(
        milestone("narrow", effort=Effort(9, 10, 11)),
        milestone("wide", effort=Effort(2, 10, 40)),
        milestone("certain", hours=10.0),
        pace=replace(AS_PLANNED, spread=0.3),
    )
    assert found.sensitive[0].id == "wide"
    assert 0.8 < found.sensitive[0].correlation <= 1.0
    assert all(isinstance(each, Sensitivity) and 0 < each.correlation <= 1 for each in found.sensitive)
    assert len(found.sensitive) <= 3


def test_without_uncertainty_nothing_moves_the_finish() -> None:
    assert forecast_of(milestone("a", hours=10.0)).sensitive == ()


def test_the_fan_rises_from_what_is_done_to_everything() -> None:
    plan = plan_of(milestone("a", hours=4.0), milestone("b", effort=Effort(4, 20, 50)), milestone("c", hours=9.0))
    journey = complete(journey_on(plan), plan, MONDAY, "a").journey
    outlook = outlook_on(plan, journey)
    found = forecast(outlook, runs=RUNS)
    assert found is not None
    assert found.fan[0].date == outlook.first_day
    assert found.fan[0].middle == outlook.progress.done_hours == 4.0
    assert all(point.low <= point.middle <= point.high for point in found.fan)
    assert all(one.low <= two.low and one.middle <= two.middle for one, two in pairwise(found.fan))
    whole = outlook.progress.done_hours + outlook.progress.open_hours
    assert found.fan[-1].high == pytest.approx(whole)
    assert found.p90 <= found.fan[-1].date < found.p90 + timedelta(weeks=1)


def test_progress_is_told_to_the_end_and_may_stop_the_work() -> None:
    plan = plan_of(milestone("a"))
    told: list[tuple[int, int]] = []
    forecast(outlook_on(plan, journey_on(plan)), runs=RUNS, on_progress=lambda done, runs: told.append((done, runs)))
    assert told[0] == (0, RUNS)
    assert told[-1] == (RUNS, RUNS)
    assert told == sorted(told)

    class Enough(Exception):
        pass

    def stop(done: int, _runs: int) -> None:
        if done > 100:
            raise Enough

    with pytest.raises(Enough):
        forecast(outlook_on(plan, journey_on(plan)), runs=RUNS, on_progress=stop)


def test_a_target_or_a_skip_draws_the_same_luck_for_the_rest() -> None:
    plan = plan_of(*(milestone(each, effort=Effort(2, 5, 20)) for each in "abcd"))
    journey = journey_on(plan)
    aimed = set_target(journey, plan, MONDAY, MONDAY + timedelta(weeks=9)).journey
    shorter = skip(journey, plan, MONDAY, "d", why="I can do that already").journey
    plain, with_target, without_d = (forecast(outlook_on(plan, each), runs=RUNS) for each in (journey, aimed, shorter))
    assert plain is not None
    assert with_target is not None
    assert without_d is not None
    assert with_target.finishes == plain.finishes
    assert all(less <= more for less, more in zip(without_d.finishes, plain.finishes, strict=True))


@pytest.mark.parametrize("hours", bound_table.HOURS)
def test_half_the_runs_of_a_shipped_plan_end_near_the_schedule(hours: int) -> None:
    outlook = bound_table.begun("marketing", "hybrid", hours)
    found = forecast(Outlook(outlook.plan, outlook.journey, outlook.today), runs=RUNS, pace=AS_PLANNED)
    assert found is not None
    assert outlook.finish is not None
    days = (outlook.finish - outlook.today).days
    assert abs((found.p50 - outlook.finish).days) <= 0.05 * days


@pytest.mark.parametrize(
    ("tasks", "runs"), [(1, 2000), (500, 2000), (501, 1996), (1000, 1000), (4000, 250), (5000, 250)]
)
def test_a_very_large_plan_gets_fewer_runs(tasks: int, runs: int) -> None:
    assert usual_runs(tasks) == runs
