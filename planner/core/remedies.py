"""What would help when a date cannot be met: the smallest remedies, found by trying them on the schedule.

Every number here was tried: the hours a week that meet a date, the date that the present hours meet, the milestone
whose dropping helps. Nothing is changed and nothing is promised; a front shows the sentences, the person decides.
"""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from math import floor
from typing import Final

from msgspec import Struct
from msgspec.structs import replace

from planner.core.capacity import LEAST_HOURS_A_WEEK, MOST_HOURS_A_DAY
from planner.core.graph import reached
from planner.core.journey import PinKind, Week
from planner.core.outlook import Outlook
from planner.core.plan import Kind
from planner.core.schedule import Conflict, ConflictKind, Schedule, Slot, Task, schedule
from planner.core.scope import Item
from planner.core.wording import counted, date_words, hours_words, listed
from planner.errors import Refused

QUARTER: Final = LEAST_HOURS_A_WEEK
MOST_DROPS_TRIED: Final = 8
_MOST_NAMED: Final = 4


class Remedy(Struct, frozen=True):
    """A conflict, one sentence that names it with its dates, and in `options` the smallest things that would help."""

    conflict: Conflict
    text: str
    options: tuple[str, ...]


def describe(outlook: Outlook) -> tuple[Remedy, ...]:
    """Every conflict of the schedule with what would help, in the order of the conflicts."""
    return tuple(
        Remedy(conflict, _sentence(outlook, conflict), _options(outlook, conflict))
        for conflict in outlook.schedule.conflicts
    )


def required_hours(outlook: Outlook, target: date, milestone: str | None = None) -> float | None:
    """Least hours a week, in whole quarters, with which everything (or one `milestone`) ends by `target`.

    The weekly pattern keeps its shape and no day gets more than 24 hours; breaks and other spells stay as they are,
    habits take what they take at that pace. Found by bisection over the schedule, so a quarter less is known to fail.
    None when no hours are enough: ask `blocking_chain` whether it is the waiting.
    """
    usual = outlook.journey.settings.week
    working_days = sum(hours > 0 for hours in usual.hours)
    most = floor(working_days * MOST_HOURS_A_DAY / QUARTER)
    quarters = min(most, max(1, floor(usual.total / QUARTER)))
    if _is_met_with(outlook, quarters * QUARTER, target, milestone):
        fails, works = 0, quarters
    elif _is_met_with(outlook, most * QUARTER, target, milestone):
        fails, works = quarters, most
    else:
        return None
    while works - fails > 1:
        middle = (fails + works) // 2
        if _is_met_with(outlook, middle * QUARTER, target, milestone):
            works = middle
        else:
            fails = middle
    return works * QUARTER


def blocking_chain(outlook: Outlook, target: date, milestone: str | None = None) -> tuple[str, ...]:
    """Milestones, each required by the next, whose waits and pins alone end after `target`, however many the hours.

    The chain ends with the last milestone of the plan, or with `milestone`. Empty when the waiting would fit.
    """
    instant = {task.id: replace(task, hours=0.0) for task in outlook.tasks}
    slots = schedule(tuple(instant.values()), outlook.capacity, outlook.first_day).slots
    last = max(slots.values(), key=lambda slot: slot.finish).id if milestone is None else milestone
    if slots[last].finish <= target:
        return ()
    chain = [last]
    while (before := _held_by(slots[chain[-1]], instant[chain[-1]], slots)) is not None:
        chain.append(before)
    return tuple(reversed(chain))


def scaled_week(week: Week, total: float) -> Week:
    """The weekly pattern stretched to `total` hours; a day that would pass 24 hours gives the rest to the others."""
    hours = list(week.hours)
    growing = {day for day, each in enumerate(hours) if each > 0}
    while growing:
        room = total - sum(each for day, each in enumerate(hours) if day not in growing)
        factor = room / sum(week.hours[day] for day in growing)
        full = {day for day in growing if week.hours[day] * factor > MOST_HOURS_A_DAY}
        for day in growing:
            hours[day] = MOST_HOURS_A_DAY if day in full else week.hours[day] * factor
        if not full:
            break
        growing -= full
    monday, tuesday, wednesday, thursday, friday, saturday, sunday = hours
    return Week((monday, tuesday, wednesday, thursday, friday, saturday, sunday))


def _is_met_with(outlook: Outlook, hours: float, target: date, milestone: str | None) -> bool:
    """True when `hours` a week end everything, or one milestone, by `target`."""
    week = scaled_week(outlook.journey.settings.week, hours)
    capacity = replace(outlook.capacity, week=week, habit_hours=outlook.habit_hours(week.total))
    aim = target if milestone is None else outlook.journey.settings.target
    try:
        found = schedule(outlook.tasks, capacity, outlook.first_day, aim)
    except Refused:  # at so few hours the plan would take longer than a life
        return False
    finish = _finish(found, milestone)
    return finish is None or finish <= target


def _finish(found: Schedule, milestone: str | None) -> date | None:
    """The end of the whole schedule or of one milestone; None when there is nothing left to do."""
    if milestone is None:
        return found.finish
    return found.slots[milestone].finish if milestone in found.slots else None


def _held_by(slot: Slot, task: Task, slots: Mapping[str, Slot]) -> str | None:
    """The requirement that decides when a task without hours ends; None when a pin, a start or today does."""
    before = max((slots[each] for each in slot.waits_for), key=lambda each: each.finish, default=None)
    if before is None:
        return None
    if task.started is not None:
        return before.id if before.finish == slot.finish else None
    is_pushed_by_pin = slot.finish > slot.start + timedelta(days=task.wait_days)
    return before.id if before.finish == slot.start and not is_pushed_by_pin else None


def _sentence(outlook: Outlook, conflict: Conflict) -> str:
    wanted, projected = date_words(conflict.wanted), date_words(conflict.projected)
    late = counted((conflict.projected - conflict.wanted).days, "day")
    if conflict.milestone is None:
        return f"The plan ends on {projected}, {late} after the target of {wanted}."
    item = outlook.items[conflict.milestone]
    pin = item.record.pin
    word = "on" if pin and pin.kind is PinKind.ON else "by"
    return f"“{item.title}” is pinned to end {word} {wanted}, but the plan ends it on {projected}, {late} later."


def _options(outlook: Outlook, conflict: Conflict) -> tuple[str, ...]:
    found = (_more_hours(outlook, conflict), _other_date(conflict), _one_less(outlook, conflict))
    return tuple(option for option in found if option)


def _more_hours(outlook: Outlook, conflict: Conflict) -> str:
    if conflict.wanted < outlook.first_day:
        return f"No hours can help: {date_words(conflict.wanted)} has passed."
    now = outlook.journey.settings.week.total
    needed = required_hours(outlook, conflict.wanted, conflict.milestone)
    if needed is not None:
        return f"Plan {hours_words(needed)} a week instead of {hours_words(now)}."
    chain = blocking_chain(outlook, conflict.wanted, conflict.milestone)
    if not chain:
        return "No number of hours on your working days is enough."
    return f"No number of hours is enough: {_waits(outlook, chain)}."


def _waits(outlook: Outlook, chain: Sequence[str]) -> str:
    """The chain in words: what waits for how long, one after the other."""
    waits = {task.id: task.wait_days for task in outlook.tasks}
    waiting = [each for each in chain if waits[each]]
    if not waiting:
        return f"“{outlook.items[chain[-1]].title}” is held back by a pinned date"
    named = [f"“{outlook.items[each].title}” ({_weeks(waits[each])})" for each in waiting[:_MOST_NAMED]]
    if len(waiting) > _MOST_NAMED:
        named.append(f"{len(waiting) - _MOST_NAMED} more")
    if len(waiting) == 1:
        return f"{named[0]} takes its time, however much is worked"
    return f"{listed(named)} take their time one after the other, however much is worked"


def _weeks(days: int) -> str:
    return counted(days // 7, "week") if days % 7 == 0 else counted(days, "day")


def _other_date(conflict: Conflict) -> str:
    projected = date_words(conflict.projected)
    if conflict.kind is ConflictKind.TARGET:
        return f"Move the target to {projected}."
    return f"Move the pin to {projected}, or take it off."


def _one_less(outlook: Outlook, conflict: Conflict) -> str:
    """The single milestone to drop: the least weighty that suffices, or else the one that helps most."""
    tried = []
    for item in _droppable(outlook, conflict):
        record = replace(item.record, wanted=False)
        without = Outlook(outlook.plan, outlook.journey.with_record(item.id, record), outlook.today)
        finish = _finish(without.schedule, conflict.milestone)
        if finish is not None and finish < conflict.projected:
            tried.append((finish, item))
    enough = [(finish, item) for finish, item in tried if finish <= conflict.wanted]
    what = "the plan" if conflict.milestone is None else "it"
    if enough:
        finish, item = min(enough, key=lambda each: (each[1].milestone.weight, each[1].remaining))
        return f"Drop “{item.title}”: {what} would then end on {date_words(finish)}, in time."
    if tried:
        finish, item = min(tried, key=lambda each: (each[0], each[1].milestone.weight))
        return f"Drop “{item.title}”: {what} would then end on {date_words(finish)}, which helps but is not enough."
    return ""


def _droppable(outlook: Outlook, conflict: Conflict) -> list[Item]:
    """Milestones to do that may be left out: gap, optional or own ones; those in the way first, then the longest."""
    slots, pace = outlook.schedule.slots, outlook.journey.settings.week.total
    needed = _needed_by(outlook, conflict.milestone)
    found = [
        item
        for item in outlook.items.values()
        if item.status.is_to_do
        and item.id != conflict.milestone
        and (item.is_own or item.milestone.kind in (Kind.GAP, Kind.OPTIONAL))
        and (conflict.milestone is None or item.id in needed)
    ]
    found.sort(
        key=lambda item: (not slots[item.id].drives_finish, -max(item.remaining / pace, item.milestone.elapsed_weeks))
    )
    return found[:MOST_DROPS_TRIED]


def _needed_by(outlook: Outlook, milestone: str | None) -> set[str]:
    """What a pinned milestone requires, and whatever is worked on before it ends: both take its time."""
    if milestone is None:
        return set()
    slots = outlook.schedule.slots
    finish = slots[milestone].finish
    rivals = {slot.id for slot in slots.values() if slot.blocks and slot.blocks[0].date <= finish}
    return rivals | reached(milestone, {each: slot.waits_for for each, slot in slots.items()})
