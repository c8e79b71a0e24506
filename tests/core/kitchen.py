"""A plan so plain that every date of it can be told by heart, and short ways to live it."""

from datetime import date, timedelta

from planner.core import changes
from planner.core.journey import Journey, PinKind
from planner.core.plan import Plan, Route
from planner.core.replan import Move, moves
from tests.core.samples import MONDAY, milestone, outlook_on, plan_of

# Six milestones of six hours, at an hour a day from Monday to Saturday: one a week. `tasting` needs `knives`.
PLAN = plan_of(
    milestone("knives", hours=6),
    milestone("stock", hours=6),
    milestone("sauces", hours=6),
    milestone("bread", hours=6),
    milestone("pastry", hours=6),
    milestone("tasting", "serve", hours=6, requires=("knives",)),
    routes=(Route("all", "Everything"), Route("short", "Without pastry", drops=frozenset({"pastry"}))),
)


def day(offset: int) -> date:
    return MONDAY + timedelta(days=offset)


def by_id(journey: Journey, today: date = MONDAY, plan: Plan = PLAN) -> dict[str, Move]:
    return {move.id: move for move in moves(outlook_on(plan, journey, today))}


def pinned(journey: Journey, which: str, kind: PinKind, on: date) -> Journey:
    return changes.pin(journey, PLAN, MONDAY, which, kind, on).journey


def finished(journey: Journey, which: str, on: date = MONDAY, hours: float | None = None) -> Journey:
    return changes.complete(journey, PLAN, on, which, hours=hours).journey


def kept_to_plan(journey: Journey, today: date) -> Journey:
    """The journey with everything done on its day that was promised before `today`."""
    for each, record in journey.records.items():
        if record.due and record.due < today and record.finished is None:
            journey = changes.complete(journey, PLAN, today, each, on=record.due).journey
    return journey
