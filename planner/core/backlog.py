"""Work that the promises count on and that is not done: how much it is, and the journey as if it were.

Nothing here is shown or saved. `planner.core.suspects` plans such journeys, to find out what moved the dates.
"""

from datetime import date, timedelta
from typing import Final

from msgspec.structs import replace

from planner.core.journey import Entry, Journey, Record, Spell, State
from planner.core.outlook import Outlook
from planner.core.plan import Effort
from planner.core.scope import Item

LEAST_HOURS: Final = 0.01
_SOON_DAYS: Final = 14
_NOBODY: Final = ""  # hours about no milestone change only what is left of today


def without_lag(outlook: Outlook) -> Journey:
    """The journey with the work done that the promises count on by now: what is overdue, and what is missing of the
    hours for the next two weeks; and with the waits begun that should have begun.
    """
    return caught_up(_without_overdue(outlook), missing_hours(outlook))


def hours_behind(outlook: Outlook) -> float:
    """Hours of work that the promises count on as done by now: what is overdue, and what no longer fits."""
    overdue = sum(item.remaining for item, due in _promised(outlook) if due < outlook.today)
    return overdue + missing_hours(outlook)


def missing_hours(outlook: Outlook) -> float:
    """Hours of work promised for the next two weeks for which no hours are free; overdue work is not in it."""
    needed, missing, free = 0.0, 0.0, FreeHours(outlook)
    last = outlook.first_day + timedelta(days=_SOON_DAYS)
    for item, due in _promised(outlook):
        if due >= outlook.first_day and not item.milestone.elapsed_weeks:
            if due > last:
                break
            needed += item.remaining
            missing = max(missing, needed - free.until(due))
    return missing


class FreeHours:
    """Hours free for milestones from the first day on, added up day by day as they are asked for."""

    def __init__(self, outlook: Outlook) -> None:
        self._capacity = outlook.capacity
        self._day = outlook.first_day
        self._hours = 0.0

    def until(self, last: date) -> float:
        """Hours up to `last`, which must not be before the day asked for last."""
        while self._day <= last:
            self._hours += self._capacity.free(self._day)
            self._day += timedelta(days=1)
        return self._hours


def _promised(outlook: Outlook) -> list[tuple[Item, date]]:
    """Milestones to do that have a due date, by it."""
    found = [(item, item.record.due) for item in outlook.items.values() if item.status.is_to_do and item.record.due]
    return sorted(found, key=lambda each: each[1])


def with_hours_left(item: Item, hours: float) -> Record:
    """The record changed so that `hours` remain to be done."""
    total = item.logged + max(hours, LEAST_HOURS)
    return replace(item.record, effort=Effort(total, total, total), on_the_job=0.0, steps=frozenset())


def _without_overdue(outlook: Outlook) -> Outlook:
    """The outlook with overdue milestones done, and waits begun on the day that their promise counts on."""
    records = dict(outlook.journey.records)
    for item, due in _promised(outlook):
        begin = due - timedelta(weeks=item.milestone.elapsed_weeks)
        if due < outlook.today:
            records[item.id] = replace(item.record, state=State.DONE, finished=due)
        elif begin < outlook.today and item.milestone.elapsed_weeks:
            started = min(begin, item.record.started or begin)
            records[item.id] = replace(item.record, state=State.STARTED, started=started)
    return Outlook(outlook.plan, replace(outlook.journey, records=records), outlook.today)


def caught_up(outlook: Outlook, hours: float) -> Journey:
    """The journey with `hours` more to work today, as if they had been worked before, on whatever comes first."""
    return outlook.journey.with_entry(outlook.today, Entry.HOURS, _NOBODY, hours=-hours) if hours else outlook.journey


def with_waits_begun(outlook: Outlook, spell: Spell) -> Outlook:
    """The outlook with waits begun that should have begun in the spell."""
    records = dict(outlook.journey.records)
    for item, due in _promised(outlook):
        begin = due - timedelta(weeks=item.milestone.elapsed_weeks)
        if item.milestone.elapsed_weeks and spell.first <= begin < outlook.today <= due:
            records[item.id] = replace(item.record, state=State.STARTED, started=begin)
    return Outlook(outlook.plan, replace(outlook.journey, records=records), outlook.today)
