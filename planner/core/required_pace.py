"""The pace that a date asks for, as a sentence: so many hours a week, or why no number of hours is enough.

The search for the hours and for the waiting in the way is the subject of `planner.core.remedies`.
"""

from collections.abc import Sequence
from datetime import date
from typing import Final

from msgspec import Struct

from planner.core.outlook import Outlook
from planner.core.pace import Pace
from planner.core.remedies import blocking_chain, required_hours
from planner.core.wording import date_words, hours_words

_MOST_NAMED: Final = 3
_ROUNDING: Final = 1e-6


class RequiredPace(Struct, frozen=True):
    """What `target` asks for: the least `hours` a week, None when none are enough, and the same as a sentence.

    `at_pace` are the hours to plan when the person's time runs as it has so far; the same as `hours` without history.
    """

    target: date
    hours: float | None
    at_pace: float | None
    words: str


def required_pace(outlook: Outlook, target: date | None = None, *, pace: Pace | None = None) -> RequiredPace | None:
    """The hours a week with which the plan, as estimated, ends by `target`, the journey's own when None.

    None without any target, or when nothing is to do. Work that takes `pace.factor` times as long in a week with as
    many times the hours makes the same schedule, so that what it takes at the person's own pace needs no new search.
    """
    day = target or outlook.journey.settings.target
    if day is None or not outlook.open_phases:
        return None
    if day < outlook.first_day:
        return RequiredPace(day, None, None, f"No number of hours can make {date_words(day)}: that day has passed.")
    needed = required_hours(outlook, day)
    if needed is None:
        return RequiredPace(day, None, None, _never(outlook, day))
    at_pace = needed * pace.factor if pace and pace.is_learned else needed
    return RequiredPace(day, needed, at_pace, _enough(outlook, day, needed, at_pace))


def _enough(outlook: Outlook, day: date, needed: float, at_pace: float) -> str:
    usual = outlook.journey.settings.week.total
    needs = f"To make {date_words(day)} you need {hours_words(needed)} a week by the plan's estimates"
    if hours_words(at_pace) != hours_words(needed):
        needs += f", about {hours_words(at_pace)} at the pace you have shown"
    is_enough = max(needed, at_pace) <= usual + _ROUNDING
    return f"{needs}; you have {hours_words(usual)}{', which is enough' if is_enough else ''}."


def _never(outlook: Outlook, day: date) -> str:
    chain = blocking_chain(outlook, day)
    if not chain:
        return f"No number of hours on your working days can make {date_words(day)}."
    has_pin = any(outlook.items[each].record.pin for each in chain)
    what = "waiting and pinned dates" if has_pin else "waiting"
    return f"No number of hours can make {date_words(day)}: {what} alone would take longer, {_along(outlook, chain)}."


def _along(outlook: Outlook, chain: Sequence[str]) -> str:
    """Where a chain leads along: "from “Apply” to “Interview”", with what takes the longest wait on the way."""
    waits = {task.id: task.wait_days for task in outlook.tasks}
    longest = sorted(chain, key=lambda each: -waits[each])[:_MOST_NAMED]
    named = [f"“{outlook.items[each].title}”" for each in chain if each in longest]
    return f"most of all in {' → '.join(named)}" if len(chain) > _MOST_NAMED else f"in {' → '.join(named)}"
