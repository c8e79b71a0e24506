"""What if: the outlook as it is beside the outlook as it might be, with nothing saved.

Read a scenario as typed, imagine it, compare both sides. Saving one is the verb `take_scenario`, whose rules the
imagined side follows, so that what is shown is what taking it gives.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Final, TypeVar

from msgspec import Struct

from planner.core.changes.whatif import Scenario as Scenario
from planner.core.changes.whatif import take_scenario, words
from planner.core.forecast import Progress, forecast
from planner.core.forecast_values import Forecast
from planner.core.outlook import Outlook
from planner.core.parsing import parse_date, parse_hours, parse_week
from planner.core.required_pace import required_pace
from planner.core.text import one_line, quoted
from planner.core.wording import listed
from planner.errors import BadValue

T = TypeVar("T")
NAMES: Final = ("hours", "week", "route", "target", "drop", "add", "pause")
NOW: Final = "now"
_MANY: Final = ("drop", "add")
_WAY: Final = "Write name=value, such as hours=10,route=internal,drop=ID,target=2027-06-01."
_BEFORE_WEEKDAY: Final = re.compile(r"(?<=[^\s,])\s+(?=(?:mo|tu|we|th|fr|sa|su)[a-z]*:?\s)", re.IGNORECASE)


class Side(Struct, frozen=True):
    """One side of a comparison. `finish` is the projected day, `forecast` the range; both None when nothing is to do.

    Hours: `hours_a_week` usual, `hours_left` of the person's own time over all that is to do, `needed` a week to make
    the `target`; None without a target and when no hours are enough. `needed_words` says which, as one sentence; it
    is empty without a target. Both sides of a comparison are measured against one target: the one that would be, or
    else the one there is.
    """

    label: str
    hours_a_week: float
    hours_left: float
    finish: date | None
    forecast: Forecast | None
    needed: float | None
    needed_words: str = ""
    target: date | None = None

    @property
    def chance(self) -> float | None:
        """The share (0 to 1) of the runs that meet the target; None without one or when nothing is to do."""
        return self.forecast.chance_of(self.target) if self.forecast and self.target else None


class Comparison(Struct, frozen=True):
    """The plan as it is and as it would be. `then.label` says in words what is different."""

    scenario: Scenario
    now: Side
    then: Side


def parse(text: str, today: date) -> Scenario:
    """A scenario as typed: "hours=10,route=internal,drop=ID,add=ID,target=DATE,pause=FROM..TO,week=tue 1.5 thu 2".

    Several milestones are named one after the other or by more drop= and add=; target=none takes the target away.
    BadValue for anything else. Whether route and milestones exist is found out by `imagined`.
    """
    given = _values(one_line(text))
    single = {name: values[0] for name, values in given.items() if name not in _MANY}
    target = single.get("target")
    is_cleared = target is not None and target.casefold() == "none"
    scenario = Scenario(
        hours=_read(single, "hours", parse_hours),
        week=_read(single, "week", lambda value: parse_week(_BEFORE_WEEKDAY.sub(", ", value))),
        route=single.get("route"),
        target=None if target is None or is_cleared else parse_date(target, today),
        drops=tuple(given.get("drop", ())),
        adds=tuple(given.get("add", ())),
        pause=_read(single, "pause", lambda value: _stretch(value, today)),
        clears_target=is_cleared,
    )
    if scenario.hours is not None and scenario.week is not None:
        raise BadValue("Give hours or a week, not both: hours stretch the week that you have.")
    return scenario


def imagined(outlook: Outlook, scenario: Scenario) -> Outlook:
    """The outlook with the scenario taken, saved nowhere. The outlook itself when nothing would be different."""
    if scenario.is_empty:
        return outlook
    journey = take_scenario(outlook.journey, outlook.plan, outlook.today, scenario).journey
    return Outlook(outlook.plan, journey, outlook.today)


def compare(
    outlook: Outlook,
    scenario: Scenario,
    *,
    runs: int | None = None,
    on_progress: Progress | None = None,
    known: Forecast | None = None,
) -> Comparison:
    """Both sides with their forecasts. `known` is the forecast of `outlook` when there is one already.

    The same runs with the same luck, and the same person: the pace learned so far holds for both sides, so that a
    difference between them is the scenario's and more hours never give a later date.
    """
    other = imagined(outlook, scenario)
    label = ", ".join(words(scenario, outlook.plan, outlook.journey)) or "the same"
    now = known or forecast(outlook, runs=runs, on_progress=_part(on_progress, 0))
    then = forecast(
        other,
        runs=now.runs if now else runs,
        on_progress=on_progress if known else _part(on_progress, 1),
        pace=now.pace if now else None,
    )
    target = other.journey.settings.target or outlook.journey.settings.target
    return Comparison(scenario, _side(NOW, outlook, now, target), _side(label, other, then, target))


def _side(label: str, outlook: Outlook, found: Forecast | None, target: date | None) -> Side:
    required = required_pace(outlook, target, pace=found.pace if found else None) if target else None
    return Side(
        label=label,
        hours_a_week=outlook.journey.settings.week.total,
        hours_left=sum(item.remaining for item in outlook.items.values() if item.status.is_to_do),
        finish=outlook.finish if outlook.tasks else None,
        forecast=found,
        needed=required.hours if required else None,
        needed_words=required.words if required else "",
        target=target,
    )


def _part(on_progress: Progress | None, place: int) -> Progress | None:
    """Progress of the first (0) or second (1) half of the work."""
    if on_progress is None:
        return None
    tell = on_progress
    return lambda done, total: tell(place * total + done, 2 * total)


def _values(text: str) -> Mapping[str, Sequence[str]]:
    """What stands after each name. A part without a name belongs to the one before, where that may have commas."""
    given: dict[str, list[str]] = {}
    name = ""
    for part in filter(None, (each.strip() for each in text.split(","))):
        left, has_value, right = (each.strip() for each in part.partition("="))
        if has_value:
            name = _name(left)
            if not right:
                raise BadValue(f"{name}= needs a value. {_WAY}")
            if name in given and name not in _MANY:
                raise BadValue(f"{name} stands twice in {quoted(text)}.")
            given.setdefault(name, []).append(right)
        elif name in _MANY:
            given[name].append(part)
        elif name == "week" or (name == "hours" and part.isdecimal()):  # 7,5 is seven and a half
            given[name][-1] += f",{part}" if name == "hours" else f", {part}"
        else:
            raise BadValue(f"{quoted(part)} says nothing that can be tried. {_WAY}")
    if not given:
        raise BadValue(f"There is nothing to try. {_WAY}")
    return given


def _name(word: str) -> str:
    name = word.casefold()
    if name not in NAMES:
        raise BadValue(f"{quoted(word)} cannot be tried; name {listed(list(NAMES), 'or')}.")
    return name


def _read(given: Mapping[str, str], name: str, reader: Callable[[str], T]) -> T | None:
    return reader(given[name]) if name in given else None


def _stretch(text: str, today: date) -> tuple[date, date]:
    first, dots, last = text.partition("..")
    if not dots:
        raise BadValue(f"{quoted(text)} is not a break. Write its first and last day as 2027-04-12..2027-04-20.")
    return parse_date(first, today), parse_date(last, today)
