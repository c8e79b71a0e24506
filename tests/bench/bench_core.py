"""How long the core takes, side by side with a floor: `python -m tests.bench.bench_core`. Prints; never fails.

The floor is a plain loop over a million numbers, measured in the same run, so that figures of two machines compare.
"""

from collections.abc import Callable
from datetime import date
from math import log
from statistics import median
from time import perf_counter

from planner import catalog
from planner.core.capacity import Capacity, even_week
from planner.core.changes import start_journey, tick
from planner.core.forecast import RUNS as FORECAST_RUNS
from planner.core.forecast import forecast
from planner.core.outlook import Outlook
from planner.core.plan import Plan
from planner.core.schedule import schedule
from tests.core.generated import MONDAY, generated_tasks

TODAY = date(2026, 11, 22)
RUNS = 15


def milliseconds(work: Callable[[], object], runs: int = RUNS) -> float:
    """The median of some runs."""
    taken = []
    for _ in range(runs):
        began = perf_counter()
        work()
        taken.append(perf_counter() - began)
    return 1000 * median(taken)


def floor() -> int:
    """A plain loop."""
    total = 0
    for number in range(1_000_000):
        total += number
    return total


def everything(outlook: Outlook) -> None:
    """What the screens ask of an outlook."""
    _ = (outlook.milestones, outlook.progress, outlook.phases, outlook.streak, outlook.week, outlook.next_action,
         outlook.due_soon, outlook.late, outlook.habits, outlook.skills, outlook.gates, outlook.readiness)  # fmt: skip


def largest() -> tuple[Plan, str]:
    """The shipped plan and route with the most milestones."""
    folders = (catalog.plans_dir(),)
    plans = [catalog.load(summary.id, folders) for summary in catalog.available(folders)]
    choices = [(plan, route) for plan in plans for route in plan.routes]
    plan, route = max(choices, key=lambda choice: len(set(choice[0].milestones) - choice[1].drops))
    return plan, route.id


def rows() -> list[tuple[str, float]]:
    """What was measured, in milliseconds."""
    plan, route = largest()
    week = even_week(8)

    def begin() -> Outlook:
        return Outlook(plan, start_journey(plan, TODAY, identifier="bench", week=week, route=route), TODAY)

    outlook = begin()
    with_steps = next(item for item in outlook.items.values() if item.status.is_to_do and item.milestone.steps)
    ticked = tick(outlook.journey, plan, TODAY, with_steps.id, 1).journey
    capacity = Capacity(week)
    twelve = Outlook(plan, start_journey(plan, TODAY, identifier="b", week=even_week(12), route=route), TODAY)
    few, many = generated_tasks(500), generated_tasks(5000)
    count = len(outlook.tasks)
    return [
        (f"schedule, {count} milestones ({plan.id}, {route})",
         milliseconds(lambda: schedule(outlook.tasks, outlook.capacity, TODAY))),
        ("the same at 12 hours a week, where more orders are tried",
         milliseconds(lambda: schedule(twelve.tasks, twelve.capacity, TODAY))),
        (f"forecast, {FORECAST_RUNS:,} runs of it", milliseconds(lambda: forecast(outlook), 5)),
        (f"forecast, {FORECAST_RUNS:,} runs at 12 hours a week", milliseconds(lambda: forecast(twelve), 5)),
        ("outlook after one tick", milliseconds(lambda: everything(Outlook(plan, ticked, TODAY)))),
        ("start_journey", milliseconds(begin)),
        ("schedule, 500 tasks", milliseconds(lambda: schedule(few, capacity, MONDAY), 5)),
        ("schedule, 5,000 tasks", milliseconds(lambda: schedule(many, capacity, MONDAY), 5)),
    ]  # fmt: skip


def main() -> None:
    """Print the table."""
    least = milliseconds(floor)
    print(f"{'':58}{'ms':>10}{'× floor':>10}")
    print(f"{'floor: a loop over a million numbers':58}{least:>10.2f}{1:>10.2f}")
    found = rows()
    for name, taken in found:
        print(f"{name:58}{taken:>10.2f}{taken / least:>10.2f}")
    grown = found[-1][1] / found[-2][1]
    expected = 5000 * log(5000) / (500 * log(500))
    print(f"\n5,000 against 500 tasks: {grown:.1f} times as long; n log n would be {expected:.1f}")


if __name__ == "__main__":
    main()
