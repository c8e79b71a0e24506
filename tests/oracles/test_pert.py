"""The forecast against `pmcontrols.pert` (PyPI): the same PERT-beta networks, nobody short of time, no calendar.

A planner's milestones compete for one person, activities of pmcontrols for nothing, so that the two are compared where
they mean the same. Chain: somebody who works round the clock on one thing after the other; 24 hours are a day, and no
day differs. Waits: beside such a chain, milestones done on the job take calendar time only, which is fixed here.
Network: every milestone takes calendar time only, drawn for each run as the forecast draws efforts, and goes through
the forecast's own simulation.

Sampling error: a quantile has the standard error sqrt(p (1 - p) / n) / density (Kendall & Stuart, The Advanced Theory
of Statistics, 10.10), of both samples here, the density taken from the forecast's own. Four of them are allowed, and
the half a day by which a date stands for a moment, for every link of the longest path.
"""

from collections.abc import Callable, Mapping, Sequence
from math import sqrt
from random import Random
from typing import Any, Final

import pmcontrols
import pytest
from msgspec.structs import replace

from planner.core.capacity import Capacity
from planner.core.forecast import forecast, pert_quantiles
from planner.core.forecast_values import Forecast
from planner.core.journey import Week
from planner.core.pace import Pace
from planner.core.plan import Effort, Milestone
from planner.core.schedule import Task
from planner.core.simulation import Simulation
from tests.core.samples import MONDAY, journey_on, milestone, outlook_on, plan_of

RUNS: Final = 4000
ORACLE_RUNS: Final = 40_000
SHARES: Final = {"mc_p50": 0.5, "mc_p80": 0.8, "mc_p95": 0.95}
SIGMAS: Final = 4
CRITICALITY_ERROR: Final = SIGMAS * sqrt(0.25 / (RUNS / 5))  # a forecast looks at every fifth run for it
AS_PLANNED: Final = Pace(1.0, 0.0, 1.0, 1.0, 0, 0)
ROUND_THE_CLOCK: Final = Week((24.0, 24.0, 24.0, 24.0, 24.0, 24.0, 24.0))

Days = tuple[float, float, float]  # low, likely, high
Links = Mapping[str, tuple[Days, tuple[str, ...]]]  # duration and predecessors by activity

CHAINS: Final = {
    "one, symmetric": [(100.0, 200.0, 300.0)],
    "one, long tail": [(100.0, 120.0, 900.0)],
    "one, hopeful end": [(50.0, 780.0, 800.0)],
    "one, likely is least": [(200.0, 200.0, 700.0)],
    "one, likely is most": [(10.0, 400.0, 400.0)],
    "two unlike": [(20.0, 40.0, 400.0), (300.0, 310.0, 320.0)],
    "with a certain one": [(90.0, 90.0, 90.0), (50.0, 80.0, 300.0), (30.0, 200.0, 230.0)],
    "ten alike": [(20.0, 40.0, 120.0)] * 10,
}

DIAMOND: Final = {
    "open": ((20.0, 40.0, 90.0), ()),
    "left": ((60.0, 100.0, 260.0), ("open",)),
    "right": ((90.0, 120.0, 200.0), ("open",)),
    "close": ((30.0, 45.0, 80.0), ("left", "right")),
}
LATTICE: Final = {
    "a": ((30.0, 60.0, 150.0), ()),
    "b": ((50.0, 70.0, 90.0), ()),
    "c": ((20.0, 80.0, 100.0), ("a",)),
    "d": ((40.0, 50.0, 200.0), ("a", "b")),
    "e": ((60.0, 90.0, 100.0), ("b",)),
    "f": ((10.0, 30.0, 140.0), ("c", "d")),
    "g": ((45.0, 45.0, 45.0), ("d", "e")),
    "h": ((5.0, 10.0, 20.0), ("f", "g")),
}
STAR: Final = {f"ray-{number}": ((50.0, 60.0 + 5 * number, 150.0), ()) for number in range(8)}


def oracle(links: Links) -> Any:
    """What pmcontrols says of these activities."""
    activities = [
        {"id": each, "a": low, "m": likely, "b": high, "predecessors": list(before)}
        for each, ((low, likely, high), before) in links.items()
    ]
    return pmcontrols.pert(activities, n_sim=ORACLE_RUNS, seed=1)


def criticality(found: Any) -> dict[str, float]:
    """pmcontrols' criticality index by activity."""
    return dict(zip(found.table["activity"], found.table["criticality_index"], strict=True))


def check_quantiles(quantile: Callable[[float], float], stats: Mapping[str, float], links: int) -> None:
    """P50, P80 and P95 in days agree within sampling error and rounding."""
    for name, share in SHARES.items():
        sparsity = (quantile(share + 0.025) - quantile(share - 0.025)) / 0.05
        error = sparsity * sqrt(share * (1 - share) * (1 / RUNS + 1 / ORACLE_RUNS))
        assert quantile(share) == pytest.approx(stats[name], abs=SIGMAS * error + 0.5 * links), name


def days_of(found: Forecast) -> Callable[[float], float]:
    """Quantiles in days from the beginning; work that ends on day 0 has taken half a day, give or take a half."""
    return lambda share: (found.quantile(share) - MONDAY).days + 0.5


def round_the_clock(*milestones: Milestone) -> Forecast:
    plan = plan_of(*milestones)
    found = forecast(outlook_on(plan, journey_on(plan, ROUND_THE_CLOCK)), runs=RUNS, pace=AS_PLANNED)
    assert found is not None
    return found


def work(identifier: str, days: Days, *requires: str) -> Milestone:
    low, likely, high = (24 * each for each in days)
    return milestone(identifier, requires=requires, effort=Effort(low, likely, high))


def on_the_job(identifier: str, weeks: float, *requires: str) -> Milestone:
    return milestone(identifier, requires=requires, on_the_job=1.0, elapsed_weeks=weeks)


@pytest.mark.parametrize("chain", CHAINS)
def test_chains(chain: str) -> None:
    days = CHAINS[chain]
    names = [f"m{number}" for number in range(len(days))]
    before: list[tuple[str, ...]] = [(), *((name,) for name in names)]
    found = round_the_clock(*(work(name, one, *needed) for name, one, needed in zip(names, days, before, strict=False)))
    stats = oracle({name: (one, needed) for name, one, needed in zip(names, days, before, strict=False)}).stats
    check_quantiles(days_of(found), stats, links=1)


def test_order_within_the_persons_hours_makes_no_difference() -> None:
    """Milestones that do not require each other still wait for the one person: to pmcontrols that is a chain."""
    days = CHAINS["with a certain one"]
    found = round_the_clock(*(work(f"m{number}", one) for number, one in enumerate(days)))
    chain = {f"m{number}": (one, (f"m{number - 1}",) if number else ()) for number, one in enumerate(days)}
    check_quantiles(days_of(found), oracle(chain).stats, links=1)


@pytest.mark.parametrize("weeks", [15.0, 22.0, 28.0, 60.0])
def test_waits_beside_a_chain(weeks: float) -> None:
    """From a wait that seldom matters to one that always does; also how often it drives the finish."""
    first, second, third = (30.0, 60.0, 120.0), (80.0, 150.0, 300.0), (20.0, 30.0, 60.0)
    found = round_the_clock(
        work("first", first),
        work("second", second, "first"),
        on_the_job("wait", weeks, "first"),
        work("third", third, "second", "wait"),
    )
    fixed = (7 * weeks,) * 3
    expected = oracle(
        {
            "first": (first, ()),
            "second": (second, ("first",)),
            "wait": (fixed, ("first",)),
            "third": (third, ("second", "wait")),
        }
    )
    check_quantiles(days_of(found), expected.stats, links=3)
    driving = {driver.id: driver.share for driver in found.drivers}
    for each, share in criticality(expected).items():
        assert driving.get(each, 0.0) == pytest.approx(share, abs=CRITICALITY_ERROR), each


@pytest.mark.parametrize("links", [DIAMOND, LATTICE, STAR], ids=["diamond", "lattice", "star"])
def test_networks_where_nothing_competes(links: Links) -> None:
    """Calendar time alone: the forecast's sampler and simulation against pmcontrols, and how often each one drives."""
    tasks = [Task(each, 0.0, wait_days=1, requires=before) for each, (_, before) in links.items()]
    simulation = Simulation(tasks, Capacity(ROUND_THE_CLOCK), MONDAY)
    drawn = [shuffled(days, each) for each, (days, _) in links.items()]
    ends, driving = [], dict.fromkeys(links, 0)
    for run in range(RUNS):
        simulation.network.wait[:] = [round(durations[run]) for durations in drawn]
        life = simulation.run([0.0] * len(tasks))
        ends.append(life.end)
        for index in simulation.drivers(life):
            driving[tasks[index].id] += 1
    ends.sort()
    expected = oracle(links)
    check_quantiles(lambda share: ends[int(share * RUNS)], expected.stats, links=2)
    for each, share in criticality(expected).items():
        assert driving[each] / RUNS == pytest.approx(share, abs=0.04), each


def shuffled(days: Days, stream: str) -> Sequence[float]:
    """Durations by run: each stratum of the distribution once."""
    found = list(pert_quantiles(*days, RUNS))
    Random(stream).shuffle(found)
    return found


def test_a_wrong_pace_would_be_noticed() -> None:
    """Two per cent more work is outside the error allowed."""
    days = CHAINS["ten alike"]
    chain = {f"m{number}": (one, (f"m{number - 1}",) if number else ()) for number, one in enumerate(days)}
    plan = plan_of(*(work(name, one, *before) for name, (one, before) in chain.items()))
    outlook = outlook_on(plan, journey_on(plan, ROUND_THE_CLOCK))
    found = forecast(outlook, runs=RUNS, pace=replace(AS_PLANNED, factor=1.02))
    assert found is not None
    with pytest.raises(AssertionError):
        check_quantiles(days_of(found), oracle(chain).stats, links=1)
