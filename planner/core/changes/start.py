"""The first change: a journey begins, every milestone dated and every date promised."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Final

from planner.core.capacity import checked_week
from planner.core.changes.base import promised
from planner.core.changes.time import checked_target
from planner.core.journey import Journey, Settings, SkillLevel, Week
from planner.core.plan import HIGHEST_LEVEL, Plan
from planner.core.text import LONGEST_LINE, one_line, quoted
from planner.errors import BadValue, NotFound

FARTHEST_START_DAYS: Final = 366


def start_journey(
    plan: Plan,
    today: date,
    *,
    identifier: str,
    week: Week,
    name: str = "",
    route: str | None = None,
    variant: str | None = None,
    start: date | None = None,
    target: date | None = None,
    levels: Mapping[str, int] | None = None,
    plan_file: str = "",
) -> Journey:
    """A journey on `plan` from `start` (today by default), with the projected finish of each milestone as its due.

    `levels` are the confirmed levels by skill; the others are those of the role and variant. NotFound for an unknown
    route or variant, BadValue for dates and hours out of range.
    """
    chosen = plan.route(route or plan.default_route)
    if chosen is None:
        raise NotFound(
            f"There is no route {quoted(route or '')}; the routes are {', '.join(r.id for r in plan.routes)}."
        )
    variants = [each.id for each in plan.role.variants]
    if variant is not None and variant not in variants:
        raise NotFound(f"There is no variant {quoted(variant)}; {_known(variants)}")
    first = _checked_start(start or today, today)
    settings = Settings(
        name=one_line(name)[:LONGEST_LINE],
        plan=plan.id,
        plan_version=plan.version,
        route=chosen.id,
        start=first,
        week=checked_week(week),
        variant=variant,
        plan_file=plan_file,
        target=None if target is None else checked_target(target, max(first, today)),
    )
    journey = Journey(id=identifier, settings=settings, skills=_levels(plan, variant, levels or {}))
    return promised(journey, plan, today)


def _levels(plan: Plan, variant: str | None, confirmed: Mapping[str, int]) -> dict[str, SkillLevel]:
    for skill, level in confirmed.items():
        if skill not in plan.destination.skills or not 0 <= level <= HIGHEST_LEVEL:
            raise BadValue(
                f"{quoted(skill)} cannot start at level {level}: skills of the plan go from 0 to {HIGHEST_LEVEL}."
            )
    starting = plan.role.levels_of(variant) | dict(confirmed)
    return {skill: SkillLevel(starting.get(skill, 0), starting.get(skill, 0)) for skill in plan.destination.skills}


def _checked_start(start: date, today: date) -> date:
    if abs(start - today) > timedelta(days=FARTHEST_START_DAYS):
        raise BadValue("A journey starts at most a year before or after today.")
    return start


def _known(variants: list[str]) -> str:
    return f"the variants are {', '.join(variants)}." if variants else "this plan has none; leave it out."
