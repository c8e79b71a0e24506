"""The finish date as a distribution: many possible lives of the plan, and what they have in common.

Method: Monte Carlo over the network with PERT-beta efforts (Malcolm et al., 1959; Vose, 2008) and one pace factor a
run from the person's own history (`planner.core.pace`). Efforts and pace are Latin hypercube samples (McKay, Beckman
& Conover, 1979): every stratum of every distribution occurs once, so that few runs tell a lot. Each milestone draws
from its own stream, seeded by plan, start, date and id: two forecasts of one day share their luck milestone by
milestone (common random numbers), a preview agrees with the journey it leads to, and the same inputs give the same
bytes.

A forecast knows nothing of promises: it says how things may go, never that they will.
"""

import hashlib
import math
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Sequence
from datetime import timedelta
from functools import lru_cache, partial
from itertools import accumulate
from operator import mul
from random import Random
from statistics import NormalDist
from typing import Final

from msgspec import Struct

from planner.core import pace as paces
from planner.core.capacity import SECONDS
from planner.core.forecast_values import Driver, FanPoint, Forecast, Sensitivity, place
from planner.core.outlook import Outlook
from planner.core.pace import Pace
from planner.core.plan import Effort
from planner.core.simulation import Rest, Simulation, no_rest

RUNS: Final = 2000
"""Of a plan of ordinary size; for larger ones see `usual_runs`."""

_ORDINARY: Final = 500  # milestones to do; so many are simulated in about ten seconds
_LEAST_RUNS: Final = 250  # the chance of a date is off by 3 % at most, one standard error
MOST_SENSITIVE: Final = 3
_RESTS_EVERY: Final = 1000  # ends of milestones worked out, some milliseconds
_KEEP_EVERY: Final = 5
_STEPS: Final = 512
_NOISE: Final = 0.05  # two thousand runs of nothing but chance correlate this much now and then
_PACE: Final = " pace"  # no milestone has an id with a space

Progress = Callable[[int, int], None]


def forecast(
    outlook: Outlook, *, runs: int | None = None, on_progress: Progress | None = None, pace: Pace | None = None
) -> Forecast | None:
    """Simulate what is left, `runs` times, or `usual_runs`. None when nothing is to do.

    `pace` replaces the one learned from the journey. `on_progress` is told (runs done, runs) now and then and may
    raise to end the work.
    """
    if not outlook.tasks:
        return None
    runs = usual_runs(len(outlook.tasks)) if runs is None else runs
    rest: Rest = partial(on_progress, 0, runs) if on_progress else no_rest  # to prepare takes a third of the time
    used = pace or paces.learned(outlook.journey, outlook.items, outlook.capacity, outlook.today)
    seed = _seed(outlook)
    simulation = Simulation(outlook.tasks, outlook.capacity, outlook.first_day, rest)
    ids, work = [task.id for task in outlook.tasks], simulation.network.work
    ranks, efforts = [], []
    for each, seconds in zip(ids, work, strict=True):
        rest()
        ranks.append(_shuffled(runs, seed, each))
        efforts.append(_efforts(outlook.items[each].milestone.effort, seconds, ranks[-1]))
    pace_ranks = _shuffled(runs, seed, _PACE)
    lives = _lived(simulation, efforts, _factors(used, pace_ranks), on_progress)
    rising = sorted(lives.ends)
    drivers = (Driver(each, count / len(lives.kept)) for each, count in zip(ids, lives.driving, strict=True) if count)
    return Forecast(
        runs=runs,
        seed=seed,
        target=outlook.journey.settings.target,
        finishes=tuple(outlook.first_day + timedelta(days=end) for end in rising),
        drivers=tuple(sorted(drivers, key=lambda driver: (-driver.share, driver.id))),
        sensitive=_sensitive(ids, work, ranks, pace_ranks, lives.ends),
        pace=used,
        fan=_fan(outlook, lives.kept, rising[place(0.9, runs)]),
    )


def usual_runs(tasks: int) -> int:
    """How many runs a plan with so many milestones to do gets: fewer beyond 500, so that nobody waits for minutes."""
    return max(_LEAST_RUNS, RUNS * _ORDINARY // max(_ORDINARY, tasks))


@lru_cache(maxsize=512)
def pert_quantiles(low: float, likely: float, high: float, count: int) -> tuple[float, ...]:
    """Quantiles of the PERT-beta distribution at the middle of `count` strata of equal probability, rising.

    The distribution is Beta(1 + 4 (likely - low) / (high - low), 1 + 4 (high - likely) / (high - low)) stretched to
    low..high, with mean (low + 4 likely + high) / 6. Its integral is taken numerically on a fine grid and inverted.
    """
    if high <= low:
        return (likely,) * count
    a, b = 4 * (likely - low) / (high - low), 4 * (high - likely) / (high - low)
    density = [((i + 0.5) / _STEPS) ** a * (1 - (i + 0.5) / _STEPS) ** b for i in range(_STEPS)]
    below = [0.0, *accumulate(density)]
    found, step = [], 0
    for stratum in range(count):
        wanted = (stratum + 0.5) / count * below[-1]
        while below[step + 1] < wanted:
            step += 1
        place = (step + (wanted - below[step]) / density[step]) / _STEPS
        found.append(low + place * (high - low))
    return tuple(found)


class _Lives(Struct, frozen=True):
    """What all runs left behind: the day each ended, and of every fifth run all finishes and what drove it."""

    ends: list[int]
    driving: list[int]
    kept: list[list[int]]


def _lived(
    simulation: Simulation,
    efforts: Sequence[Sequence[float]],
    factors: Sequence[float],
    on_progress: Progress | None,
) -> _Lives:
    lives = _Lives([], [0] * len(efforts), [])
    every = max(1, _RESTS_EVERY // len(efforts))
    for run, factor in enumerate(factors):
        if on_progress and run % every == 0:
            on_progress(run, len(factors))
        life = simulation.run([effort[run] * factor for effort in efforts])
        lives.ends.append(life.end)
        if run % _KEEP_EVERY == 0:
            lives.kept.append(life.finish)
            for index in simulation.drivers(life):
                lives.driving[index] += 1
    if on_progress:
        on_progress(len(factors), len(factors))
    return lives


def _seed(outlook: Outlook) -> int:
    """32 bits of plan, start and date, so that two forecasts of one day agree, before the journey has an id too."""
    text = f"{outlook.plan.id}:{outlook.journey.settings.start.isoformat()}:{outlook.today.isoformat()}"
    return int.from_bytes(hashlib.sha256(text.encode()).digest()[:4], "big")


def _shuffled(runs: int, seed: int, stream: str) -> list[int]:
    """0 to runs - 1 in the random order of this stream."""
    draw = Random(f"{seed}:{stream}").random
    luck = [draw() for _ in range(runs)]
    return sorted(range(runs), key=luck.__getitem__)


def _efforts(effort: Effort, seconds: int, ranks: Sequence[int]) -> list[float]:
    """Seconds of work left in each run: the seconds expected, times how the whole effort compares with its mean."""
    quantiles = pert_quantiles(effort.low, effort.likely, effort.high, len(ranks))
    scale = seconds / effort.expected if effort.expected else 0.0
    return [quantiles[rank] * scale for rank in ranks]


def _factors(pace: Pace, ranks: Sequence[int]) -> list[float]:
    """The pace factor of each run: lognormal around the person's own."""
    normal = NormalDist()
    return [pace.factor * math.exp(pace.spread * normal.inv_cdf((rank + 0.5) / len(ranks))) for rank in ranks]


def _sensitive(
    ids: Sequence[str],
    work: Sequence[int],
    ranks: Sequence[Sequence[int]],
    pace_ranks: Sequence[int],
    ends: Sequence[int],
) -> tuple[Sensitivity, ...]:
    """The milestones with work left whose effort correlates most with the end.

    Partial rank correlation: a slow run ends late whatever a single milestone takes, so what the pace explains of the
    ranks of the ends is taken out first, and does not drown the rest.
    """
    middle = (len(ends) - 1) / 2
    usual = len(ends) * (len(ends) ** 2 - 1) / 12  # the sum of squares of the ranks 0 to n - 1 around their mean
    if not usual:
        return ()
    by_end = [each - middle for each in _midranks(ends)]
    slope = (sum(map(mul, pace_ranks, by_end)) - middle * sum(by_end)) / usual
    left = [each - slope * (rank - middle) for each, rank in zip(by_end, pace_ranks, strict=True)]
    spread = math.sqrt(sum(map(mul, left, left)) * usual)
    if not spread:
        return ()
    found = [
        Sensitivity(each, (sum(map(mul, own, left)) - middle * sum(left)) / spread)
        for each, seconds, own in zip(ids, work, ranks, strict=True)
        if seconds >= SECONDS / 60
    ]
    found.sort(key=lambda each: (-each.correlation, each.id))
    return tuple(each for each in found[:MOST_SENSITIVE] if each.correlation > _NOISE)


def _midranks(values: Sequence[int]) -> list[float]:
    """The rank of each value from 0 on; equal values share the mean of theirs."""
    rising = sorted(values)
    mean = {each: (bisect_left(rising, each) + bisect_right(rising, each) - 1) / 2 for each in set(values)}
    return [mean[each] for each in values]


def _fan(outlook: Outlook, burned: Iterable[Sequence[int]], last: int) -> tuple[FanPoint, ...]:
    """Expected hours done at the end of each week to come, over the runs kept."""
    items = [outlook.items[task.id] for task in outlook.tasks]
    so_far = outlook.progress.done_hours + sum(item.expected * item.done_share for item in items)
    hours = [item.expected * (1 - item.done_share) for item in items]
    weeks = -(-last // 7) + 1
    paths = []
    for finish in burned:
        gained = [0.0] * (weeks + 1)  # the last gathers whatever ends after the fan
        for end, each in zip(finish, hours, strict=True):
            gained[min((end + 6) // 7, weeks)] += each
        paths.append(list(accumulate(gained)))
    points = []
    for week in range(weeks):
        rising = sorted(path[week] for path in paths)
        low, middle, high = (rising[int(share * (len(rising) - 1))] for share in (0.1, 0.5, 0.9))
        day = outlook.first_day + timedelta(weeks=week)
        points.append(FanPoint(day, so_far + low, so_far + middle, so_far + high))
    return tuple(points)
