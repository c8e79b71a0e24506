"""Plans that our schedule and TaskJuggler both understand: generated from a seed, and the shipped ones.

What the two share, and why the plans keep to it, stands in `tests.oracles.taskjuggler`.
"""

from collections.abc import Iterator
from datetime import date, timedelta
from random import Random

from planner.core.capacity import Capacity
from planner.core.journey import Pin, PinKind, Spell, Week
from planner.core.schedule import Task
from tests.core.bound_table import HOURS, begun, routes
from tests.oracles.taskjuggler import MOST_HOURS_A_DAY, Case, in_whole_slots

MONDAY = date(2026, 11, 23)


def generated(number: int) -> Case:
    """The plan of that number: 5 to 40 tasks, of which each may wait, be pinned, have begun, and require others."""
    dice = Random(number)
    today = MONDAY + timedelta(days=dice.randrange(60))
    capacity = _capacity(dice, today)
    count = dice.randint(5, 40)
    likely = round(7 * sum(_HOURS) / len(_HOURS) * count / (capacity.week.total * capacity.share_left))
    tasks = [_task(dice, place, today, likely) for place in range(count)]
    dice.shuffle(tasks)
    target = today + timedelta(days=dice.randrange(3 * likely + 150)) if dice.random() < 0.5 else None
    return Case(f"generated {number}", tuple(tasks), capacity, today, target)


_HOURS = (0.0, 0.25, 0.5, 1.0, 1.75, 2.0, 3.25, 4.0, 6.0, 10.0)


def _task(dice: Random, place: int, today: date, likely: int) -> Task:
    """A task that requires some of those before it; `likely` is about how many days the whole plan takes."""
    needed = dice.sample(range(place), min(place, dice.choice((0, 1, 1, 1, 2, 3))))
    kind = dice.choice((None,) * 7 + (PinKind.NOT_BEFORE, PinKind.NOT_BEFORE, PinKind.ON, PinKind.BY))
    day = today + timedelta(days=dice.randrange(-5, likely + 10))
    is_begun = not needed and dice.random() < 0.25
    return Task(
        id=f"task-{place}",
        hours=dice.choice(_HOURS),
        wait_days=dice.choice((0, 0, 0, 0, 1, 3, 7, 14, 30, 60)),
        requires=tuple(f"task-{each}" for each in needed),
        started=today - timedelta(days=dice.randrange(40)) if is_begun else None,
        pin=Pin(kind, day) if kind else None,
        stage=place // 8,
        rank=dice.uniform(0, 15),
    )


def _capacity(dice: Random, today: date) -> Capacity:
    """An uneven week, at times with habits that take half of it, spells one after the other, breaks over anything."""
    share = dice.choice((0.0, 0.0, 0.5))
    days = [dice.choice((0.0, 0.0, 0.5, 1.0, 1.5, 2.5, 4.0)) for _ in range(7)]
    days[dice.randrange(7)] = dice.choice((0.5, 2.0, 5.5, MOST_HOURS_A_DAY if not share else 23.0))
    monday, tuesday, wednesday, thursday, friday, saturday, sunday = days
    week = Week((monday, tuesday, wednesday, thursday, friday, saturday, sunday))
    spells, day = [], today + timedelta(days=dice.randrange(1, 40))
    for _ in range(dice.randrange(3)):
        last = day + timedelta(days=dice.randrange(30))
        spells.append(Spell(day, last, dice.choice((3.0, 6.0, 15.0, 30.0))))
        day = last + timedelta(days=dice.randrange(1, 60))
    for _ in range(dice.randrange(4)):
        first = today + timedelta(days=dice.randrange(-5, 150))
        spells.append(Spell(first, first + timedelta(days=dice.randrange(25)), 0.0))
    capacity = Capacity(week, tuple(spells), share * week.total)
    has_worked = dice.random() < 0.3 and capacity.spell_on(today) is None
    return Capacity(week, tuple(spells), share * week.total, {today: 0.5} if has_worked else {})


def shipped() -> Iterator[Case]:
    """Every shipped plan on each of its routes at each pace, as begun, in whole slots."""
    for plan_id, route in routes():
        for hours in HOURS:
            outlook = begun(plan_id, route, hours)
            name = f"{plan_id} {route} at {hours} hours"
            yield in_whole_slots(Case(name, tuple(outlook.tasks), outlook.capacity, outlook.first_day))
