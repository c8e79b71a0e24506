"""The verb of re-planning: projected finishes become promises, all of them or some."""

from collections.abc import Sequence
from datetime import date

from planner.core.changes.base import Change, promised
from planner.core.journey import Journey
from planner.core.outlook import Outlook
from planner.core.plan import Plan
from planner.core.scope import find
from planner.core.wording import counted, day_words
from planner.errors import Refused


def replan(journey: Journey, plan: Plan, today: date, ids: Sequence[str] | None = None) -> Change:
    """Store the projected finish of every milestone that moved, or of `ids`, as its due date. Pins stay as they are.

    `ids` may be unambiguous beginnings. NotFound for an unknown one; Refused when nothing would move.
    """
    outlook = Outlook(plan, journey, today)
    slots = outlook.schedule.slots
    wanted = slots if ids is None else dict.fromkeys(find(outlook.items, each) for each in ids)
    moving = [each for each in wanted if each in slots and slots[each].finish != outlook.items[each].record.due]
    if not moving:
        raise Refused(_nothing(outlook, list(wanted), has_chosen=ids is not None))
    if len(moving) == 1:
        title = f"{outlook.items[moving[0]].title} → {day_words(slots[moving[0]].finish, today)}"
    else:
        title = counted(len(moving), "date")
    return Change(f"re-planned: {title}", promised(journey, plan, today, moving))


def _nothing(outlook: Outlook, wanted: Sequence[str], *, has_chosen: bool) -> str:
    if not has_chosen:
        return "Nothing to re-plan: every due date is what the plan says today."
    if not wanted:
        return "Nothing was chosen, so nothing is re-planned."
    if len(wanted) > 1:
        return "None of these moves: each is closed, or due when the plan ends it."
    item = outlook.items[wanted[0]]
    if not item.status.is_to_do:
        return f"“{item.title}” is {item.status.value}; it has no date to move."
    return f"“{item.title}” does not move: it is due when the plan ends it."
