"""Single runs: against a walk through the days one by one, and what more hours and less work may never do."""

from collections.abc import Sequence
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from planner.core.capacity import SECONDS, Capacity, even_week
from planner.core.journey import Pin, PinKind, Spell, Week
from planner.core.network import Network, Task
from planner.core.simulation import ORDERS, Simulation, family
from planner.errors import Refused
from tests.core import bound_table
from tests.core.networks import MONDAY, World, worlds


def work_of(simulation: Simulation, factor: float = 1.0) -> list[float]:
    return [float(round(each * factor)) for each in simulation.network.work]


def simulated(world: World) -> Simulation | None:
    """None for a pace that never gets there, which the schedule refuses as well."""
    try:
        simulation = Simulation(world.tasks, world.capacity, world.today)
        simulation.run(work_of(simulation, 2.0))
    except Refused:
        return None
    return simulation


def walked(network: Network, order: Sequence[int], work: Sequence[float]) -> list[int]:
    """The ends of the tasks in this order, found by spending the days one after the other."""
    today, left = 0, 0.0
    capacity = network.capacity.seconds_from(network.today)
    left = float(next(capacity))
    finish = [0] * len(work)
    for index in order:
        earliest = max([network.release[index], *(finish[each] for each in network.before[index])])
        start = worked = earliest
        if work[index]:
            while today < earliest or not left:
                today, left = today + 1, float(next(capacity))
            start = worked = today
            missing = work[index]
            while missing > left:
                missing -= left
                today, left = today + 1, float(next(capacity))
            left -= missing
            worked = today
        waited = (0 if network.begun[index] is not None else start) + network.wait[index]
        finish[index] = max(worked, waited, network.ends_on[index] or 0)
    return finish


@given(worlds(12))
def test_every_order_ends_where_a_walk_through_the_days_ends(world: World) -> None:
    simulation = simulated(world)
    if simulation is None:
        return
    work = work_of(simulation)
    ends = [max(walked(simulation.network, order, work)) for order in simulation.orders]
    life = simulation.run(work)
    assert life.end == min(ends)
    assert life.end == max(life.finish)


@given(worlds(12), st.sampled_from((1.05, 1.5, 3.0)), st.sampled_from((0.3, 0.9, 1.0, 1.7)))
def test_more_hours_never_end_later(world: World, more: float, effort: float) -> None:
    tasks = tuple(replace(task, hours=min(task.hours, 60.0)) for task in world.tasks)
    fewer = simulated(replace(world, tasks=tasks))
    if fewer is None:
        return
    one, two, three, four, five, six, seven = (min(24.0, each * more) for each in world.capacity.week.hours)
    week = Week((one, two, three, four, five, six, seven))
    habits = world.capacity.habit_hours * week.total / world.capacity.week.total
    richer = replace(world.capacity, week=week, habit_hours=habits)
    work = work_of(fewer, effort)
    assert Simulation(tasks, richer, world.today).run(work).end <= fewer.run(work).end


@given(worlds(12), st.integers(0, 11), st.sampled_from((0.0, 0.5, 0.99)))
def test_less_work_never_ends_later(world: World, which: int, less: float) -> None:
    simulation = simulated(world)
    if simulation is None:
        return
    work = work_of(simulation)
    lighter = list(work)
    lighter[which % len(work)] = float(round(work[which % len(work)] * less))
    assert simulation.run(lighter).end <= simulation.run(work).end


@given(worlds(12))
def test_a_break_less_never_ends_later(world: World) -> None:
    simulation = simulated(world)
    if simulation is None:
        return
    broken = replace(world.capacity, spells=(*world.capacity.spells, Spell(MONDAY, MONDAY + timedelta(days=40), 0.0)))
    paused = Simulation(world.tasks, broken, world.today)
    assert simulation.run(work_of(simulation)).end <= paused.run(work_of(simulation)).end


@given(worlds(12))
def test_something_drives_the_end_of_every_run(world: World) -> None:
    simulation = simulated(world)
    if simulation is None:
        return
    life = simulation.run(work_of(simulation))
    drivers = simulation.drivers(life)
    assert {index for index, finish in enumerate(life.finish) if finish == life.end} & set(drivers)
    assert simulation.network.work == Simulation(world.tasks, world.capacity, world.today).network.work


def test_the_family_of_orders_knows_nothing_of_the_hours() -> None:
    outlook = bound_table.begun("marketing", "hybrid", 8)
    other = bound_table.begun("marketing", "hybrid", 12)
    one = Simulation(outlook.tasks, outlook.capacity, outlook.first_day)
    two = Simulation(outlook.tasks, other.capacity, outlook.first_day)
    assert one.orders == two.orders == family(outlook.tasks, outlook.first_day)
    assert 1 < len(one.orders) <= ORDERS


@pytest.mark.parametrize(("plan", "route"), list(bound_table.routes()))
@pytest.mark.parametrize("hours", bound_table.HOURS)
def test_the_best_of_the_family_ends_within_three_percent_of_the_schedule(plan: str, route: str, hours: int) -> None:
    outlook = bound_table.begun(plan, route, hours)
    assert outlook.finish is not None
    simulation = Simulation(outlook.tasks, outlook.capacity, outlook.first_day)
    days = (outlook.finish - outlook.today).days
    assert abs(simulation.run(work_of(simulation)).end - days) <= 0.03 * days


TABLE = [
    pytest.param([Task("a", 2.5), Task("b", 2.0, requires=("a",))], {"a", "b"}, id="what requires the hours before"),
    pytest.param([Task("a", 2.0), Task("b", 2.0)], {"b"}, id="what could change places has time"),
    pytest.param([Task("a", 1.0), Task("long", 1.0, wait_days=60)], {"long"}, id="a wait that starts at once"),
    pytest.param(
        [Task("a", 1.0), Task("first", 1.0, wait_days=30), Task("then", 0.5, requires=("first",))],
        {"first", "then"},
        id="what waits for a wait",
    ),
    pytest.param([Task("a", 0.0, started=MONDAY - timedelta(days=3), wait_days=20)], {"a"}, id="a wait begun"),
    pytest.param(
        [Task("a", 1.0), Task("exam", 1.0, pin=Pin(PinKind.ON, date(2027, 3, 1)))], {"exam"}, id="a pinned day"
    ),
]


@pytest.mark.parametrize(("tasks", "driving"), TABLE)
def test_what_drives_the_end(tasks: list[Task], driving: set[str]) -> None:
    simulation = Simulation(tasks, Capacity(even_week(6.0)), MONDAY)
    life = simulation.run(work_of(simulation))
    assert {tasks[index].id for index in simulation.drivers(life)} == driving


def test_work_without_end_is_refused() -> None:
    simulation = Simulation([Task("a", 1.0)], Capacity(even_week(0.25)), MONDAY)
    with pytest.raises(Refused, match="150 years"):
        simulation.run([10.0**7 * SECONDS])
