"""The verb about the plan itself: go on with another version of it."""

from datetime import date

from msgspec.structs import replace

from planner.core.changes.base import Change, promised
from planner.core.journey import Journey
from planner.core.left_behind import left_behind
from planner.core.plan import Plan
from planner.core.plan_update import carried_over, renames
from planner.core.scope import items, route_of
from planner.errors import Refused


def use_plan(journey: Journey, plan: Plan, today: date, newer: Plan, plan_file: str) -> Change:
    """Go on with a newer version of the plan, or with the same plan from another file; Refused when it is another.

    What is new gets the projected finish as its due date, and renamed ids are followed, through `plan` first, so that
    a version never taken up loses nothing. `plan` is what the journey followed until now, `newer` itself when that is
    not there any more.
    """
    if newer.id != journey.settings.plan:
        raise Refused(f"This journey follows the plan “{journey.settings.plan}”; the file holds “{newer.id}”.")
    taken_up = carried_over(plan, journey)
    earlier = renames(plan, journey)
    renamed = earlier.keys() | (renames(newer, taken_up).keys() - set(earlier.values()))
    gone_before = set(left_behind(plan, taken_up)) if plan.version == journey.settings.plan_version else set()
    carried = carried_over(newer, taken_up)
    gone = [each for each in left_behind(newer, carried) if each not in gone_before]
    route = route_of(newer, carried)
    settings = replace(carried.settings, plan_version=newer.version, plan_file=plan_file, route=route.id)
    carried = replace(carried, settings=settings)
    fresh = [each for each, item in items(newer, carried).items() if item.status.is_to_do and item.record.due is None]
    told = [
        f"{number} {what}"
        for number, what in ((len(fresh), "new"), (len(renamed), "renamed"), (len(gone), "no longer in the plan"))
        if number
    ]
    if route.id != journey.settings.route:
        told.append(f"now by the route “{route.title}”")
    title = f"plan: {newer.title} {newer.version}"
    return Change(f"{title} · {', '.join(told)}" if told else title, promised(carried, newer, today, fresh))
