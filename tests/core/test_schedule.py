"""The schedule over any network: what it promises, checked from its inputs and dates alone.

A task may start on the day on which what it requires ends, with the hours that are left of that day.
"""

import os
import subprocess
import sys
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from planner.core.capacity import Capacity, even_week
from planner.core.journey import Pin, PinKind, Spell, Week
from planner.core.schedule import Block, Conflict, ConflictKind, Schedule, Task, schedule
from planner.errors import Refused
from tests.core.networks import MONDAY, World, check_schedule, worlds

ROOT = Path(__file__).parents[2]
DAILY = Capacity(even_week(6))  # an hour on every day but Sunday


def day(offset: int) -> date:
    return MONDAY + timedelta(days=offset)


def made(world: World) -> Schedule:
    return schedule(world.tasks, world.capacity, world.today, world.target)


@settings(max_examples=120, deadline=None)
@given(worlds())
def test_a_schedule_keeps_all_it_promises(world: World) -> None:
    check_schedule(made(world), world.tasks, world.capacity, world.today, world.target)


@settings(max_examples=25, deadline=None)
@given(worlds())
def test_the_same_inputs_give_the_same_bytes(world: World) -> None:
    again = World(tuple(replace(task) for task in world.tasks), replace(world.capacity), world.today, world.target)
    assert repr(made(world)).encode() == repr(made(again)).encode()


@settings(max_examples=25, deadline=None)
@given(worlds(most=12), st.data())
def test_a_circle_is_refused_wherever_it_is(world: World, data: st.DataObject) -> None:
    tasks = {task.id: task for task in world.tasks}
    first = data.draw(st.sampled_from(sorted(tasks)))
    last = data.draw(st.sampled_from(sorted(tasks)))
    tasks[first] = replace(tasks[first], requires=(*tasks[first].requires, last))
    tasks[last] = replace(tasks[last], requires=(*tasks[last].requires, first))
    with pytest.raises(Refused, match="circle"):
        schedule(tuple(tasks.values()), world.capacity, world.today)


def test_other_processes_with_other_hash_seeds_give_the_same_bytes() -> None:
    told = {
        subprocess.run(
            [sys.executable, "-m", "tests.core.generated"],
            cwd=ROOT,
            env={**os.environ, "PYTHONHASHSEED": seed},
            capture_output=True,
            check=True,
        ).stdout
        for seed in ("0", "1", "4242")
    }
    assert len(told) == 1
    assert told.pop().count(b"Slot(") == 60


def test_nothing_to_do_has_no_finish() -> None:
    assert schedule((), DAILY, MONDAY) == Schedule({}, None)
    assert schedule((), DAILY, MONDAY, day(-3)).conflicts == ()


def test_hours_fill_the_days_one_after_the_other() -> None:
    found = schedule([Task("a", 2.5), Task("b", 1, requires=("a",))], DAILY, MONDAY)
    assert found.slots["a"].blocks == (Block(day(0), 1.0), Block(day(1), 1.0), Block(day(2), 0.5))
    assert found.slots["b"].blocks == (Block(day(2), 0.5), Block(day(3), 0.5))
    assert (found.finish, found.conflicts) == (day(3), ())
    assert found.hours_on(day(2)) == 1.0
    assert found.hours_between(day(1), day(2)) == 2.0
    assert [slot.float_days for slot in found.slots.values()] == [0, 0]


def test_waiting_costs_no_hours_and_is_filled_with_other_work() -> None:
    tasks = [Task("ask", 1, wait_days=10), Task("meet", 1, requires=("ask",)), Task("read", 4)]
    found = schedule(tasks, DAILY, MONDAY)
    assert found.slots["ask"].worked == day(0)
    assert found.slots["ask"].finish == day(10)
    assert found.slots["read"].finish == day(4)
    assert found.finish == day(10)
    assert {each for each, slot in found.slots.items() if slot.drives_finish} == {"ask", "meet"}


@pytest.mark.parametrize("hours", [1.0, 2.0, 0.75, 6.0])
def test_every_link_of_a_lone_chain_drives_the_finish(hours: float) -> None:
    tasks = [Task(f"t{n}", hours, requires=(f"t{n - 1}",)) for n in range(4)]
    slots = schedule(tasks, DAILY, MONDAY).slots
    if hours.is_integer():  # not an hour of any day is left over
        assert {slot.float_days for slot in slots.values()} == {0}
    assert slots["t3"].drives_finish
    assert all(slot.float_days <= 1 for slot in slots.values())


def test_the_longest_wait_starts_first() -> None:
    found = schedule([Task("read", 5), Task("ask", 1, wait_days=60)], DAILY, MONDAY)
    assert found.slots["ask"].start == MONDAY


@pytest.mark.parametrize(
    ("pin", "start", "finish", "is_missed"),
    [
        (Pin(PinKind.BY, day(3)), day(0), day(1), False),
        (Pin(PinKind.BY, day(0)), day(0), day(1), True),
        (Pin(PinKind.ON, day(9)), day(0), day(9), False),
        (Pin(PinKind.ON, day(1)), day(0), day(1), False),
        (Pin(PinKind.ON, day(0)), day(0), day(1), True),
        (Pin(PinKind.ON, day(-4)), day(0), day(1), True),
        (Pin(PinKind.NOT_BEFORE, day(4)), day(4), day(5), False),
        (Pin(PinKind.NOT_BEFORE, day(6)), day(7), day(8), False),  # that is a Sunday
        (Pin(PinKind.NOT_BEFORE, day(-4)), day(0), day(1), False),
    ],
)
def test_pins(pin: Pin, start: date, finish: date, is_missed: bool) -> None:
    found = schedule([Task("a", 2, pin=pin)], DAILY, MONDAY)
    assert (found.slots["a"].start, found.slots["a"].finish) == (start, finish)
    assert found.conflicts == ((Conflict(ConflictKind.PIN, "a", pin.date, finish),) if is_missed else ())


def test_a_pinned_deadline_goes_before_what_has_time() -> None:
    tasks = [Task("early", 3, rank=9), Task("urgent", 2, pin=Pin(PinKind.BY, day(1)))]
    found = schedule(tasks, DAILY, MONDAY)
    assert found.slots["urgent"].finish == day(1)
    assert not found.conflicts


def test_a_missed_target_is_a_conflict_and_overloads_no_day() -> None:
    found = schedule([Task("a", 3)], DAILY, MONDAY, day(1))
    assert found.conflicts == (Conflict(ConflictKind.TARGET, None, day(1), day(2)),)
    assert max(block.hours for block in found.slots["a"].blocks) == 1.0


def test_a_started_task_has_waited_already() -> None:
    found = schedule([Task("a", 1, wait_days=14, started=day(-10))], DAILY, MONDAY)
    assert (found.slots["a"].start, found.slots["a"].finish) == (day(-10), day(4))


def test_a_break_moves_work_behind_it() -> None:
    capacity = Capacity(even_week(6), (Spell(day(1), day(20), 0.0),))
    assert schedule([Task("a", 2)], capacity, MONDAY).finish == day(21)


def test_rich_days_lost_to_waiting_lose_no_hours() -> None:
    capacity = Capacity(Week((0, 0.25, 0, 0, 0, 0, 0)), (Spell(day(0), day(60), 140.0),))
    tasks = [Task("ask", 0.1, wait_days=70), Task("build", 100, requires=("ask",))]
    check_schedule(schedule(tasks, capacity, MONDAY), tasks, capacity, MONDAY)


def test_many_short_waits_on_one_working_day_lose_no_hours() -> None:
    capacity = Capacity(Week((0, 0, 0, 0, 0, 5, 0)))
    tasks = [Task(f"t{n}", 0.1, wait_days=1, requires=(f"t{n - 1}",)) for n in range(400)]
    found = schedule(tasks, capacity, MONDAY)
    check_schedule(found, tasks, capacity, MONDAY)
    assert found.finish == day(5 + 399 * 7 + 1)


def test_a_requirement_named_twice_counts_once() -> None:
    tasks = [Task("c", 1, requires=("a", "a", "b")), Task("a", 1), Task("b", 9)]
    found = schedule(tasks, DAILY, MONDAY)
    assert found.slots["c"].waits_for == ("a", "b")
    assert found.slots["c"].start >= found.slots["b"].finish


@pytest.mark.parametrize("effort", [4000.0, 2_000_000.0])
def test_an_impossible_pace_is_refused(effort: float) -> None:
    with pytest.raises(Refused, match="150 years"):
        schedule([Task("a", effort)], Capacity(even_week(0.25)), MONDAY)


def test_a_lifetime_is_not_refused() -> None:
    found = schedule([Task("a", 0.25 * 52 * 140)], Capacity(even_week(0.25)), MONDAY)
    assert found.finish
    assert 139 < (found.finish - MONDAY).days / 365.25 < 141


def test_no_free_hours_at_all_are_refused() -> None:
    with pytest.raises(Refused, match="150 years"):
        schedule([Task("a", 1)], Capacity(even_week(6), habit_hours=6.0), MONDAY)
