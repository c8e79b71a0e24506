"""How near the shipped schedules come to what no schedule can beat; `python -m tests.core.bound_table` prints it.

The bound is worked out here from nothing but the tasks and the free hours of each day. Work: the first day by which
all free hours together reach all remaining hours. Chain: each milestone with the whole of the person's time for
itself, one after what it requires, its wait kept.
"""

from collections.abc import Iterator
from datetime import date, timedelta
from functools import cache
from itertools import accumulate
from typing import NamedTuple

from planner import catalog
from planner.core.capacity import even_week
from planner.core.changes import start_journey
from planner.core.outlook import Outlook
from planner.core.plan import Plan

TODAY = date(2026, 11, 22)
PLANS = ("marketing", "newcomer", "project-management", "ux")
HOURS = (5, 8, 12)
ENOUGH_DAYS = 2500


class Row(NamedTuple):
    """One shipped plan on a route at a pace; days are counted from the day of starting."""

    plan: str
    route: str
    hours: int
    work_days: int
    chain_days: int
    days: int

    @property
    def ratio(self) -> float:
        return self.days / max(self.work_days, self.chain_days)


@cache
def shipped(plan_id: str) -> Plan:
    return catalog.load(plan_id, (catalog.plans_dir(),))


@cache
def begun(plan_id: str, route: str, hours: int) -> Outlook:
    """The outlook of a journey just begun."""
    plan = shipped(plan_id)
    journey = start_journey(plan, TODAY, identifier="bound", week=even_week(hours), route=route)
    return Outlook(plan, journey, TODAY)


def routes() -> Iterator[tuple[str, str]]:
    for plan_id in PLANS:
        for route in shipped(plan_id).routes:
            yield plan_id, route.id


@cache
def rows() -> tuple[Row, ...]:
    return tuple(row(begun(plan_id, route, hours), hours) for plan_id, route in routes() for hours in HOURS)


def row(outlook: Outlook, hours: int) -> Row:
    """The bounds and the length of one schedule."""
    free = [outlook.capacity.free(outlook.first_day + timedelta(days=day)) for day in range(ENOUGH_DAYS)]
    until = [0.0, *accumulate(free)]
    finish = outlook.schedule.finish
    assert finish is not None
    return Row(
        outlook.plan.id,
        outlook.journey.settings.route,
        hours,
        work_days=_reached(until, 0, sum(task.hours for task in outlook.tasks)),
        chain_days=_chain(outlook, until),
        days=(finish - outlook.first_day).days,
    )


def _reached(until: list[float], start: int, hours: float) -> int:
    """The first day from `start` on by whose evening so many hours have been free; a second is forgiven."""
    return next(day for day in range(start, ENOUGH_DAYS) if until[day + 1] - until[start] >= hours - 1 / 3600)


def _chain(outlook: Outlook, until: list[float]) -> int:
    tasks = {task.id: task for task in outlook.tasks}
    ended: dict[str, int] = {}

    def end(each: str) -> int:
        if each not in ended:
            task = tasks[each]
            start = max((end(one) for one in task.requires), default=0)
            ended[each] = max(_reached(until, start, task.hours), start + task.wait_days)
        return ended[each]

    return max(end(each) for each in tasks)


def table() -> str:
    """The rows as text, the ratio last."""
    lines = [f"{'plan':20}{'route':16}{'hours':>6}{'work':>7}{'chain':>7}{'days':>7}{'ratio':>8}"]
    lines += [
        f"{one.plan:20}{one.route:16}{one.hours:>6}{one.work_days:>7}{one.chain_days:>7}{one.days:>7}{one.ratio:>8.3f}"
        for one in rows()
    ]
    return "\n".join(lines)


if __name__ == "__main__":
    print(table())
