"""What stands in the fields of the what-if, read as a scenario; what is wrong is told by field."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Final, TypeVar

from msgspec import Struct

from planner.core.changes import Scenario, take_scenario
from planner.core.outlook import Outlook
from planner.core.parsing import parse_date, parse_hours, parse_week
from planner.core.scope import route_of
from planner.errors import BadValue, PlannerError

T = TypeVar("T")
HOURS, ROUTE, TARGET, FIRST, LAST, MILESTONES = "hours", "route", "target", "first", "last", "milestones"
TYPED: Final = (HOURS, TARGET, FIRST, LAST)


class Answers(Struct, frozen=True):
    """The text of every field, and the ids of the milestones that would be in the plan."""

    hours: str
    route: str
    target: str
    first: str
    last: str
    wanted: frozenset[str]


def as_it_is(outlook: Outlook) -> Answers:
    """The fields before anything is tried."""
    settings = outlook.journey.settings
    return Answers(
        hours=f"{settings.week.total:g}",
        route=route_of(outlook.plan, outlook.journey).id,
        target=settings.target.isoformat() if settings.target else "",
        first="",
        last="",
        wanted=frozenset(each for each, item in outlook.items.items() if item.status.is_to_do),
    )


def read(outlook: Outlook, answers: Answers) -> tuple[Scenario, Mapping[str, str]]:
    """The scenario that the fields describe, and by field what cannot be understood; that part is left out then."""
    before, wrong = as_it_is(outlook), dict[str, str]()

    def understood(name: str, text: str, reader: Callable[[str], T]) -> T | None:
        try:
            return reader(text)
        except PlannerError as error:
            wrong[name] = error.message
            return None

    hours, target = answers.hours.strip(), answers.target.strip()
    is_week = hours[:1].isalpha()
    week = understood(HOURS, hours, parse_week) if is_week else None
    number = understood(HOURS, hours, parse_hours) if not is_week and hours != before.hours else None
    day = understood(TARGET, target, lambda text: parse_date(text, outlook.today)) if target else None
    return Scenario(
        hours=number,
        week=week,
        route=answers.route if answers.route != before.route else None,
        target=day if day != outlook.journey.settings.target else None,
        drops=tuple(each for each in outlook.items if each in before.wanted - answers.wanted),
        adds=tuple(each for each in outlook.items if each in answers.wanted - before.wanted),
        pause=_pause(answers, outlook.today, wrong),
        clears_target=not target and bool(before.target),
    ), wrong


def problems(outlook: Outlook, scenario: Scenario) -> Mapping[str, str]:
    """Why the scenario cannot be taken, by the field that alone is to blame; under no name when several are."""
    if scenario.is_empty:
        return {}
    message = _refusal(outlook, scenario)
    if not message:
        return {}
    alone = {
        HOURS: Scenario(hours=scenario.hours, week=scenario.week),
        ROUTE: Scenario(route=scenario.route),
        TARGET: Scenario(target=scenario.target, clears_target=scenario.clears_target),
        LAST: Scenario(pause=scenario.pause),
        MILESTONES: Scenario(drops=scenario.drops, adds=scenario.adds),
    }
    found = {name: _refusal(outlook, part) for name, part in alone.items() if not part.is_empty}
    return {name: text for name, text in found.items() if text} or {"": message}


def _refusal(outlook: Outlook, scenario: Scenario) -> str:
    """What the verb says against it; empty when it may be taken."""
    try:
        take_scenario(outlook.journey, outlook.plan, outlook.today, scenario)
    except PlannerError as error:
        return error.message
    return ""


def _pause(answers: Answers, today: date, wrong: dict[str, str]) -> tuple[date, date] | None:
    """Both days of the break; a break needs both."""
    found: dict[str, date] = {}
    for name, text in ((FIRST, answers.first.strip()), (LAST, answers.last.strip())):
        try:
            if text:
                found[name] = parse_date(text, today)
        except BadValue as error:
            wrong[name] = error.message
    if len(found) == 1 and FIRST not in wrong and LAST not in wrong:
        wrong[LAST if FIRST in found else FIRST] = "A break needs its first and its last day."
    return (found[FIRST], found[LAST]) if len(found) == 2 else None
