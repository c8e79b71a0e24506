"""One verb for several milestones as one change: those that it refuses are named and stay, the others go on.

Which verb, and what is asked before, is the caller's; the rule of each milestone stays where the verb is.
"""

from collections.abc import Callable, Sequence
from datetime import date
from typing import Final

from msgspec import Struct

from planner.core.changes.base import Change
from planner.core.journey import Journey
from planner.core.plan import Plan
from planner.core.scope import items
from planner.core.wording import counted, listed
from planner.errors import NotFound, Refused

MOST_NAMED: Final = 3
"""As many titles as the history names; of more it names one fewer and counts the rest."""


class Stays(Struct, frozen=True):
    """A milestone that a verb refused, by its title (its id when there is none of it), and the reason."""

    title: str
    reason: str


class Sorted(Struct, frozen=True):
    """What a verb would do to several milestones: titles of those that go on in order, and those that stay."""

    journey: Journey
    titles: tuple[str, ...]
    said: tuple[str, ...]
    stay: tuple[Stays, ...]


def sort_out(
    journey: Journey,
    plan: Plan,
    today: date,
    verb: Callable[..., Change],
    milestones: Sequence[str],
    /,
    *args: object,
    **choices: object,
) -> Sorted:
    """Apply a verb to each milestone in turn, with the same choices. BadValue when a choice itself is wrong."""
    titles: list[str] = []
    said: list[str] = []
    stay: list[Stays] = []
    found = items(plan, journey)
    for each in dict.fromkeys(milestones):
        title = found[each].title if each in found else each
        try:
            change = verb(journey, plan, today, each, *args, **choices)
        except (Refused, NotFound) as error:
            stay.append(Stays(title, error.message))
        else:
            journey = change.journey
            titles.append(title)
            said.append(change.title.removesuffix(f": {title}"))
    return Sorted(journey, tuple(titles), tuple(said), tuple(stay))


def for_all(
    journey: Journey,
    plan: Plan,
    today: date,
    verb: Callable[..., Change],
    milestones: Sequence[str],
    /,
    *args: object,
    **choices: object,
) -> Change:
    """A verb for several milestones as one change, so that one undo takes all of it back. Refused when none goes on."""
    result = sort_out(journey, plan, today, verb, milestones, *args, **choices)
    if not result.titles:
        raise Refused(nothing_words(result.stay))
    return Change(f"{result.said[0]}: {_named(result.titles)}", result.journey)


def nothing_words(stay: Sequence[Stays]) -> str:
    """Why nothing is done: the reason of each, up to as many as can be read at a glance."""
    if not stay:
        return "No milestone is marked; there is nothing to do."
    reasons = [each.reason for each in stay[:MOST_NAMED]]
    rest = len(stay) - len(reasons)
    return " ".join([*reasons, *([f"And {rest} more, for reasons of the same kind."] if rest else [])])


def _named(titles: Sequence[str]) -> str:
    if len(titles) <= MOST_NAMED:
        return listed(list(titles))
    first = MOST_NAMED - 1
    return f"{', '.join(titles[:first])} and {counted(len(titles) - first, 'more', 'more')}"
