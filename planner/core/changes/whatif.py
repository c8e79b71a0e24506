"""What might be changed together, and the verb that takes it: several wishes as one change, taken back with one undo.

Every wish goes through the verb that has its rule (pace, route, target, drop, reopen, pause); this module only puts
them in order. Trying a scenario out without saving it is the subject of `planner.core.whatif`.
"""

import math
from collections.abc import Sequence
from datetime import date
from typing import Final

from msgspec import Struct

from planner.core.changes.base import Change, locate, promised
from planner.core.changes.milestones import drop
from planner.core.changes.person import choose_route
from planner.core.changes.progress import reopen
from planner.core.changes.time import pause, set_pace, set_target
from planner.core.journey import Journey, Week
from planner.core.plan import Plan
from planner.core.scope import Status, items
from planner.core.wording import counted, date_words, hours_number
from planner.errors import BadValue, Refused

_MOST_NAMED: Final = 2
_ROUNDING: Final = 1e-6


class Scenario(Struct, frozen=True):
    """What might be different; None, empty and False leave a thing as it is.

    `hours` a week stretch the present weekly pattern, `week` replaces it. `drops` and `adds` are milestone ids or
    their unambiguous beginnings; `adds` brings in what the route or the person left out. `pause` is the first and the
    last day of a break. `clears_target` takes the target away.
    """

    hours: float | None = None
    week: Week | None = None
    route: str | None = None
    target: date | None = None
    drops: tuple[str, ...] = ()
    adds: tuple[str, ...] = ()
    pause: tuple[date, date] | None = None
    clears_target: bool = False

    @property
    def is_empty(self) -> bool:
        """True when nothing would be different."""
        return self == Scenario()


def take_scenario(journey: Journey, plan: Plan, today: date, scenario: Scenario) -> Change:
    """Change everything that the scenario names. What it brings in is due when the changed plan ends it.

    BadValue for an empty scenario or one that contradicts itself; otherwise the errors of the verbs concerned.
    """
    _check(scenario)
    title = f"what if taken: {', '.join(words(scenario, plan, journey))}"
    before = {each for each, item in items(plan, journey).items() if item.status is not Status.DROPPED}
    week = _week(scenario, journey)
    is_more = week is not None and week.total >= journey.settings.week.total
    if week is not None and is_more:  # first, so that more work is never tried on too few hours
        journey = set_pace(journey, plan, today, week).journey
    if scenario.route is not None:
        journey = choose_route(journey, plan, today, scenario.route).journey
    for each in _resolved(scenario.drops, journey, plan):
        journey = drop(journey, plan, today, each).journey
    for each in _resolved(scenario.adds, journey, plan, but_not=scenario.drops):
        journey = _brought_in(journey, plan, today, each)
    if scenario.target is not None or scenario.clears_target:
        journey = set_target(journey, plan, today, scenario.target).journey
    if scenario.pause is not None:
        journey = pause(journey, plan, today, *scenario.pause, why="").journey
    if week is not None and not is_more:
        journey = set_pace(journey, plan, today, week).journey
    fresh = [each for each, item in items(plan, journey).items() if item.status.is_to_do and each not in before]
    return Change(title, promised(journey, plan, today, fresh))


def words(scenario: Scenario, plan: Plan, journey: Journey) -> tuple[str, ...]:
    """The scenario in short phrases: "10 h a week", "route internal", "without “Case study”". NotFound as the verbs."""
    found: list[str] = []
    if scenario.hours is not None:
        found.append(f"{hours_number(scenario.hours)} h a week")
    if scenario.week is not None:
        found.append(f"{hours_number(scenario.week.total)} h a week in another pattern")
    if scenario.route is not None:
        found.append(f"route {scenario.route}")
    found += _titles("without", scenario.drops, plan, journey)
    found += _titles("with", scenario.adds, plan, journey)
    if scenario.target is not None:
        found.append(f"target {date_words(scenario.target)}")
    if scenario.clears_target:
        found.append("no target")
    if scenario.pause is not None:
        first, last = scenario.pause
        found.append(f"break {date_words(first)} to {date_words(last)}")
    return tuple(found)


def _check(scenario: Scenario) -> None:
    if scenario.is_empty:
        raise BadValue("Say what would be different, such as hours=10 or target=2027-06-01.")
    if scenario.hours is not None and not math.isfinite(scenario.hours):
        raise BadValue(f"{scenario.hours:g} hours a week cannot be planned.")
    if scenario.hours is not None and scenario.week is not None:
        raise BadValue("Give hours or a week, not both: hours stretch the week that you have.")
    if scenario.target is not None and scenario.clears_target:
        raise BadValue("Give a target or none, not both.")


def _week(scenario: Scenario, journey: Journey) -> Week | None:
    """The weekly pattern wished for; None when it stays. BadValue for hours that do not fit on the days it has."""
    if scenario.hours is None:
        return scenario.week
    from planner.core.remedies import scaled_week  # no other verb needs it

    week = scaled_week(journey.settings.week, scenario.hours)
    if not week.total >= scenario.hours - _ROUNDING:
        days = counted(sum(hours > 0 for hours in week.hours), "day")
        raise BadValue(f"{scenario.hours:g} hours do not fit on the {days} of your week; give a week with more days.")
    return week


def _resolved(references: Sequence[str], journey: Journey, plan: Plan, *, but_not: Sequence[str] = ()) -> list[str]:
    found = list(dict.fromkeys(locate(journey, plan, each).id for each in references))
    twice = [each for each in _resolved(but_not, journey, plan) if each in found] if but_not else []
    if twice:
        raise BadValue(f"“{locate(journey, plan, twice[0]).title}” cannot be dropped and added at once.")
    return found


def _brought_in(journey: Journey, plan: Plan, today: date, milestone: str) -> Journey:
    item = locate(journey, plan, milestone)
    if item.status is not Status.DROPPED:
        raise Refused(f"“{item.title}” is in your plan already: it is {item.status.value}.")
    return reopen(journey, plan, today, milestone).journey


def _titles(joint: str, references: Sequence[str], plan: Plan, journey: Journey) -> list[str]:
    titles = list(dict.fromkeys(locate(journey, plan, each).title for each in references))
    if len(titles) > _MOST_NAMED:
        return [f"{joint} {counted(len(titles), 'milestone')}"]
    return [f"{joint} “{title}”" for title in titles]
