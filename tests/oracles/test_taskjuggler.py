"""Our schedule and TaskJuggler 3 give the same dates; how they are compared stands in `tests.oracles.taskjuggler`."""

from collections import Counter
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest
from msgspec.structs import replace

from planner.core.capacity import Capacity
from planner.core.journey import Pin, PinKind, Spell, Week
from planner.core.schedule import Schedule, Task, schedule
from tests.oracles.shared_plans import MONDAY, generated, shipped
from tests.oracles.taskjuggler import Case, differences, run, theirs, written

pytestmark = pytest.mark.system

PLANS = 240
AT_ONCE = 20
DAY = timedelta(days=1)


@pytest.mark.parametrize("first", range(0, PLANS, AT_ONCE))
def test_generated_plans_have_the_dates_of_taskjuggler(first: int, tmp_path: Path) -> None:
    cases = [generated(number) for number in range(first, first + AT_ONCE)]
    assert differences(cases, theirs(cases, tmp_path)) == []


def test_shipped_plans_have_the_dates_of_taskjuggler(tmp_path: Path) -> None:
    cases = list(shipped())
    assert len(cases) == 48
    assert differences(cases, theirs(cases, tmp_path)) == []


# ---- can the comparison fail? ----

SMALL = Case(
    "small",
    (
        Task("read", 3.0),
        Task("apply", 1.0, wait_days=10, requires=("read",)),
        Task("course", 2.0, pin=Pin(PinKind.NOT_BEFORE, MONDAY + 9 * DAY)),
        Task("meet", 0.0, requires=("read",), pin=Pin(PinKind.ON, MONDAY + 21 * DAY)),
        Task("begun", 0.0, wait_days=30, started=MONDAY - 5 * DAY),
        Task("offer", 6.0, requires=("apply", "course", "meet", "begun")),
    ),
    Capacity(
        Week((1.0, 0.0, 2.0, 0.0, 0.5, 0.0, 1.0)),
        (Spell(MONDAY + 35 * DAY, MONDAY + 41 * DAY, 3.0), Spell(MONDAY + 28 * DAY, MONDAY + 32 * DAY, 0.0)),
        worked={MONDAY: 0.5},
    ),
    MONDAY,
)


def changed_by_a_day() -> Iterator[tuple[str, Case]]:
    """The small plan with one thing a day later, earlier, longer or shorter; and what has to be told of it."""

    def task(place: int, **fields: object) -> Case:
        tasks = list(SMALL.tasks)
        tasks[place] = replace(tasks[place], **fields)
        return replace(SMALL, name=f"task {place}", tasks=tuple(tasks))

    def capacity(name: str, **fields: object) -> Case:
        return replace(SMALL, name=name, capacity=replace(SMALL.capacity, **fields))

    spell, leave = SMALL.capacity.spells
    yield "read: worked", task(0, hours=3.25)
    yield "apply: finish", task(1, wait_days=11)
    yield "course: start", task(2, pin=Pin(PinKind.NOT_BEFORE, MONDAY + 10 * DAY))
    yield "meet: finish", task(3, pin=Pin(PinKind.ON, MONDAY + 20 * DAY))
    yield "begun: finish", task(4, started=MONDAY - 4 * DAY)
    yield "offer: start", task(5, requires=("apply", "course", "meet"))
    yield "the whole: finish", capacity("spell", spells=(replace(spell, last=spell.last - DAY), leave))
    yield "offer: worked", capacity("leave", spells=(spell, replace(leave, first=leave.first - DAY)))
    yield "read: worked", capacity("week", week=Week((1.0, 0.0, 2.0, 0.0, 0.0, 0.5, 1.0)))
    yield "read: worked", capacity("done today", worked={})


def test_a_day_more_or_less_in_the_tjp_is_told(tmp_path: Path) -> None:
    changes = list(changed_by_a_day())
    cases = [case for _, case in changes]
    assert differences(cases, theirs(cases, tmp_path)) == []
    meant = [replace(SMALL, name=case.name) for case in cases]
    told = differences(meant, run(written(cases), cases, tmp_path))
    for expected, case in changes:
        assert any(sentence.startswith(f"{case.name}, {expected} ") for sentence in told), (expected, case.name, told)


def test_a_calendar_of_ours_that_is_a_day_off_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    found = theirs([SMALL], tmp_path)
    assert differences([SMALL], found) == []
    right = Capacity.seconds_from
    monkeypatch.setattr(Capacity, "seconds_from", lambda capacity, first: right(capacity, first + DAY))
    assert any(sentence.startswith("small, read: worked ") for sentence in differences([SMALL], found))


def test_an_order_that_is_not_ours_is_told(tmp_path: Path) -> None:
    tasks = (Task("first", 2.0, wait_days=20), Task("second", 3.0))
    case = Case("order", tasks, Capacity(Week((1.0,) * 7)), MONDAY)
    text = written([case])
    assert differences([case], run(text, [case], tmp_path)) == []
    swapped = text.replace("priority 999", "priority 1").replace("priority 998", "priority 999")
    assert "order, second: start" in "\n".join(differences([case], run(swapped, [case], tmp_path)))


# ---- are the generated plans worth comparing? ----


def traits(case: Case) -> Iterator[str]:
    """What of the shared model has an effect on the dates of this plan."""
    made = schedule(case.tasks, case.capacity, case.today, case.target)
    assert made.finish is not None
    days = [block.date for slot in made.slots.values() for block in slot.blocks]
    within = [spell for spell in case.capacity.spells if case.today <= spell.last and spell.first <= made.finish]
    yield from ("break" for spell in within if spell.is_break)
    yield from ("spell" for spell in within if any(spell.first <= day <= spell.last for day in days))
    if case.capacity.habit_hours:
        yield "habits"
    if case.capacity.worked:
        yield "hours done today"
    if case.target:
        yield "target missed" if case.target < made.finish else "target met"
    for task in case.tasks:
        yield from _task_traits(task, made)


def _task_traits(task: Task, made: Schedule) -> Iterator[str]:
    slot = made.slots[task.id]
    before = [made.slots[each].finish for each in slot.waits_for]
    if task.wait_days and slot.finish > slot.worked and not task.pin:
        yield "begun waits" if task.started else "waits"
        if not task.hours:
            yield "waits without hours"
    if slot.blocks and before and max(before) == slot.blocks[0].date:
        yield "goes on the same day"
    if len(slot.blocks) > 1 and (slot.worked - slot.blocks[0].date).days >= 21:
        yield "drawn out"
    if task.pin and slot.finish >= task.pin.date:
        if task.pin.kind is PinKind.ON and slot.finish == task.pin.date > slot.worked:
            yield "held by a date"
        if task.pin.kind is PinKind.NOT_BEFORE and task.pin.date > max([date.min, *before]):
            yield "released by a date"
        if task.pin.kind is PinKind.BY:
            yield "urgent by a date"


def test_generated_plans_use_what_both_models_share() -> None:
    cases = [generated(number) for number in range(PLANS)]
    assert PLANS >= 200
    assert all(5 <= len(case.tasks) <= 40 for case in cases)
    plans = Counter(trait for case in cases for trait in set(traits(case)))
    print(plans)
    assert set(plans) == {
        "break", "spell", "habits", "hours done today", "target missed", "target met", "waits", "begun waits",
        "waits without hours", "goes on the same day", "drawn out", "held by a date", "released by a date",
        "urgent by a date",
    }  # fmt: skip
    assert min(plans.values()) >= 20
