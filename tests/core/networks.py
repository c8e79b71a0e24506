"""Hypothesis strategies for task networks and capacities, and what every schedule of them has to keep."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import date, timedelta

from hypothesis import strategies as st
from msgspec import Struct

from planner.core.capacity import SECONDS, Capacity, even_week
from planner.core.journey import Pin, PinKind, Spell, Week
from planner.core.schedule import ConflictKind, Schedule, Slot, Task

MONDAY = date(2026, 11, 23)


class World(Struct, frozen=True, dict=True):
    """Everything that a schedule is made from."""

    tasks: tuple[Task, ...]
    capacity: Capacity
    today: date
    target: date | None


def near(least: int, most: int) -> st.SearchStrategy[date]:
    """Dates between `least` and `most` days from the first Monday."""
    return st.integers(least, most).map(lambda days: MONDAY + timedelta(days=days))


pins = st.builds(Pin, st.sampled_from(PinKind), near(-10, 200))
hours = st.one_of(st.integers(0, 40).map(lambda quarters: quarters / 4), st.sampled_from((1 / 3, 0.0001, 17.77, 60.0)))
waits = st.one_of(st.just(0), st.integers(0, 70))

weeks = st.one_of(
    st.sampled_from((5.0, 8.0, 12.0, 0.25, 144.0)).map(even_week),
    st.sampled_from(
        (
            Week((0, 0, 0, 0, 0, 5, 0)),
            Week((0, 0.25, 0, 0, 0, 0, 0)),
            Week((1, 0, 0, 0, 0, 0, 9)),
            Week((24, 24, 24, 24, 24, 24, 24)),
            Week((0, 1 / 3, 0, 2 / 7, 0, 0, 0)),
        )
    ),
    st.tuples(*[st.sampled_from((0.0, 0.25, 1.5, 4.0))] * 7).filter(any).map(lambda days: Week(days)),
)


@st.composite
def spells(draw: st.DrawFn) -> Spell:
    first = draw(near(-20, 250))
    last = first + timedelta(days=draw(st.integers(0, 90)))
    return Spell(first, last, draw(st.sampled_from((0.0, 0.0, 0.5, 10.0, 144.0))))


@st.composite
def capacities(draw: st.DrawFn) -> Capacity:
    week = draw(weeks)
    habit_hours = week.total * draw(st.sampled_from((0.0, 0.1, 0.8)))
    worked = draw(st.one_of(st.just({}), st.sampled_from((0.1, 1.0, 30.0)).map(lambda much: {MONDAY: much})))
    return Capacity(week, tuple(draw(st.lists(spells(), max_size=4))), habit_hours, worked)


@st.composite
def worlds(draw: st.DrawFn, most: int = 25) -> World:
    """Networks without circles, in an order that is not that of their requirements."""
    count = draw(st.integers(1, most))
    tasks = []
    for number in range(count):
        known = [f"t{each}" for each in range(number)]
        needed = draw(st.lists(st.sampled_from([*known, "gone"]), max_size=4))
        tasks.append(
            Task(
                id=f"t{number}",
                hours=draw(hours),
                wait_days=draw(waits),
                requires=tuple(needed),
                started=draw(st.one_of(st.none(), st.none(), near(-40, 0))),
                pin=draw(st.one_of(st.none(), st.none(), pins)),
                stage=draw(st.integers(0, 4)),
                rank=float(draw(st.integers(0, 20))),
            )
        )
    target = draw(st.one_of(st.none(), near(-5, 700)))
    return World(tuple(draw(st.permutations(tasks))), draw(capacities()), MONDAY, target)


def check_schedule(
    found: Schedule, tasks: Sequence[Task], capacity: Capacity, today: date, target: date | None = None
) -> None:
    """Assert all that a schedule promises, from nothing but its inputs and its dates."""
    assert set(found.slots) == {task.id for task in tasks}
    used = check_days(found, capacity)
    for task in tasks:
        slot = found.slots[task.id]
        check_hours(slot, task)
        check_order(slot, task, found, today)
        check_wait_and_pin(slot, task, today)
        check_no_dawdling(slot, task, found, capacity, today, used)
        check_float(slot, task, found)
    assert found.finish == max(slot.finish for slot in found.slots.values())
    assert any(slot.drives_finish for slot in found.slots.values())
    check_conflicts(found, tasks, target)


def check_days(found: Schedule, capacity: Capacity) -> dict[date, int]:
    """No day holds more than its free hours. Returns the seconds used on each day."""
    used: dict[date, int] = defaultdict(int)
    for slot in found.slots.values():
        for block in slot.blocks:
            used[block.date] += round(block.hours * SECONDS)
    for day, seconds in used.items():
        assert seconds <= capacity.free(day) * SECONDS + 1e-6, f"{day} holds {seconds} s"
    return used


def check_hours(slot: Slot, task: Task) -> None:
    """All remaining hours are placed, in order, between start and finish."""
    placed = sum(block.hours for block in slot.blocks)
    assert abs(placed - task.hours) * SECONDS <= 1, f"{task.id}: {placed} of {task.hours} h"
    days = [block.date for block in slot.blocks]
    assert days == sorted(set(days))
    assert all(block.hours > 0 for block in slot.blocks)
    if days:
        assert slot.worked == days[-1]
        assert days[-1] <= slot.finish
        assert slot.start <= days[0]


def check_order(slot: Slot, task: Task, found: Schedule, today: date) -> None:
    """Nothing is worked on before what it requires has ended; the same day is allowed."""
    open_ones = [each for each in dict.fromkeys(task.requires) if each in found.slots]
    assert list(slot.waits_for) == open_ones
    for each in open_ones:
        before = found.slots[each].finish
        assert before <= slot.finish
        if slot.blocks:
            assert before <= slot.blocks[0].date
        if task.started is None:
            assert before <= slot.start
    assert slot.start == task.started or slot.start >= today


def check_wait_and_pin(slot: Slot, task: Task, today: date) -> None:
    """The finish is the end of work, of waiting or an `on` pin, whichever is last, and nothing else."""
    wait_ends = max(today, (task.started or slot.start) + timedelta(days=task.wait_days))
    natural = max(slot.worked, wait_ends)
    pin = task.pin
    if pin and pin.kind is PinKind.ON:
        assert slot.finish == max(natural, pin.date)
    else:
        assert slot.finish == natural
    if pin and pin.kind is PinKind.NOT_BEFORE:
        assert all(block.date >= pin.date for block in slot.blocks)
        assert task.started is not None or slot.start >= pin.date


def check_no_dawdling(
    slot: Slot, task: Task, found: Schedule, capacity: Capacity, today: date, used: dict[date, int]
) -> None:
    """From the day on which a task could begin until its last hours, every day is full: nothing could end earlier."""
    earliest = max([today, *(found.slots[each].finish for each in slot.waits_for)])
    if task.pin and task.pin.kind is PinKind.NOT_BEFORE:
        earliest = max(earliest, task.pin.date)
    if not slot.blocks:
        assert slot.worked == earliest
        return
    day = earliest
    while day < slot.worked:
        assert used.get(day, 0) == int(capacity.free(day) * SECONDS + 1e-6), (
            f"{day} has time left before {task.id} ends"
        )
        day += timedelta(days=1)


def check_float(slot: Slot, task: Task, found: Schedule) -> None:
    """Float is never negative, moves neither the finish nor a pin that is met, and is nil where the finish hangs."""
    assert slot.float_days >= 0
    assert slot.drives_finish == (slot.float_days == 0)
    latest = slot.finish + timedelta(days=slot.float_days)
    assert found.finish is not None
    assert latest <= found.finish
    if task.pin and task.pin.kind is not PinKind.NOT_BEFORE:
        assert latest <= max(task.pin.date, slot.finish)
    for other in found.slots.values():
        if slot.id in other.waits_for:
            assert latest <= other.finish + timedelta(days=other.float_days)


def check_conflicts(found: Schedule, tasks: Sequence[Task], target: date | None) -> None:
    """Missed pins and a missed target are conflicts, and nothing else is."""
    expected = {
        (ConflictKind.PIN, task.id, task.pin.date, found.slots[task.id].finish)
        for task in tasks
        if task.pin and task.pin.kind is not PinKind.NOT_BEFORE and found.slots[task.id].finish > task.pin.date
    }
    if target and found.finish and found.finish > target:
        expected.add((ConflictKind.TARGET, None, target, found.finish))  # type: ignore[arg-type]
    told = [(each.kind, each.milestone, each.wanted, each.projected) for each in found.conflicts]
    assert len(told) == len(set(told))
    assert set(told) == expected
