"""Task networks of any size from a seed: for benchmarks, and for runs that other processes have to repeat."""

from datetime import date, timedelta
from random import Random

from planner.core.capacity import Capacity, even_week
from planner.core.journey import Pin, PinKind, Spell
from planner.core.schedule import Schedule, Task, schedule

MONDAY = date(2026, 11, 23)


def generated_tasks(count: int, seed: int = 7) -> tuple[Task, ...]:
    """`count` tasks, each requiring up to three of the forty before it; some wait, a few are pinned."""
    dice = Random(seed)
    tasks = []
    for number in range(count):
        nearest = range(max(0, number - 40), number)
        needed = dice.sample(nearest, min(len(nearest), dice.choice((0, 1, 1, 2, 3))))
        pin = Pin(PinKind.BY, MONDAY + timedelta(days=dice.randrange(30, 2000))) if dice.random() < 0.05 else None
        tasks.append(
            Task(
                id=f"task-{number}",
                hours=dice.choice((0.5, 1, 2, 3.25, 6, 10)),
                wait_days=dice.choice((0, 0, 0, 7, 14, 30)),
                requires=tuple(f"task-{each}" for each in needed),
                pin=pin,
                stage=number * 9 // count,
                rank=dice.uniform(1, 15),
            )
        )
    return tuple(tasks)


def generated_schedule(count: int = 60, seed: int = 7) -> Schedule:
    """A schedule that every process has to compute alike."""
    capacity = Capacity(even_week(8), (Spell(date(2026, 12, 20), date(2027, 1, 6), 0.0),), habit_hours=1.5)
    return schedule(generated_tasks(count, seed), capacity, MONDAY, date(2028, 1, 1))


if __name__ == "__main__":
    print(generated_schedule())
