"""The next two weeks in a report: work planned, waits that end, breaks."""

from collections.abc import Collection
from datetime import date, timedelta
from typing import Final

from planner.core.journey import Spell
from planner.core.outlook import Outlook
from planner.core.standing import MilestoneState
from planner.reports.facts import BreakFacts, EndFacts, NextFacts, NextWeeks

DAYS: Final = 14


def last_day(today: date) -> date:
    """The last of the fourteen days that begin today."""
    return today + timedelta(days=DAYS - 1)


def coming_breaks(outlook: Outlook) -> list[Spell]:
    """Breaks with a day in the next two weeks, by date."""
    first, last = outlook.today, last_day(outlook.today)
    found = [each for each in outlook.journey.spells if each.is_break and each.first <= last and each.last >= first]
    return sorted(found, key=lambda spell: (spell.first, spell.last))


def next_weeks(outlook: Outlook, hidden: Collection[str]) -> NextWeeks:
    """What the schedule plans for fourteen days from today."""
    first, last = outlook.today, last_day(outlook.today)
    shown = [state for state in outlook.milestones.values() if state.id not in hidden]
    work = [facts for state in shown if (facts := _work(state, first, last))]
    working = {each.id for each in work}
    ends = [
        EndFacts(state.id, state.title, state.finish)
        for state in shown
        if state.slot and state.id not in working and state.finish and first <= state.finish <= last
    ]
    return NextWeeks(
        first=first,
        last=last,
        hours_available=sum(outlook.capacity.hours(first + timedelta(days=offset)) for offset in range(DAYS)),
        hours_planned=outlook.schedule.hours_between(first, last),
        work=tuple(sorted(work, key=lambda each: each.first)),
        ends=tuple(sorted(ends, key=lambda each: each.finish)),
        breaks=tuple(BreakFacts(each.first, each.last, each.why) for each in coming_breaks(outlook)),
    )


def _work(state: MilestoneState, first: date, last: date) -> NextFacts | None:
    """The work blocks of one milestone between two days, added up; None when there are none."""
    blocks = [block for block in state.slot.blocks if first <= block.date <= last] if state.slot else []
    if not blocks:
        return None
    return NextFacts(
        id=state.id,
        title=state.title,
        hours=sum(block.hours for block in blocks),
        first=blocks[0].date,
        last=blocks[-1].date,
        due=state.due,
        finish=state.finish,
    )
