"""One thing to be proud of: the most telling fact of late, from what the person did and nothing else.

A fact of the last week comes before one of the last month, and that before an older one; of the same age what is
rarer comes first: the journey, a phase, a gate, a return after time away, a milestone before its day, evidence, hours
kept, a milestone, first hours. Nothing is counted as pride that has no line in the log or the records.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from enum import StrEnum
from itertools import pairwise
from typing import Final

from msgspec import Struct

from planner.core.capacity import monday
from planner.core.journey import Entry, Journey
from planner.core.outlook import Outlook
from planner.core.scope import Item, Status
from planner.core.skills import GateState
from planner.core.wording import counted, distance_words, hours_words, length_words

BEGINNING: Final = "What you do first will stand here: half an hour is enough to begin."
"""What is said while there is nothing yet."""

_AWAY_DAYS: Final = 21
_KEPT_WEEKS: Final = 2
_QUARTER: Final = 0.25


class Kind(StrEnum):
    """What there is to be proud of, the rarest first."""

    JOURNEY = "journey"
    PHASE = "phase"
    GATE = "gate"
    RETURN = "return"
    EARLY = "early"
    EVIDENCE = "evidence"
    HOURS_KEPT = "hours-kept"
    WEEKS = "weeks"
    MILESTONE = "milestone"
    FIRST_HOURS = "first-hours"


_RANK: Final = {kind: place for place, kind in enumerate(Kind)}


class Pride(Struct, frozen=True):
    """A fact: what kind it is of, the day it became one, and a sentence."""

    kind: Kind
    date: date
    text: str


def pride(outlook: Outlook) -> Pride | None:
    """The one to show today; None while nothing was done."""
    return min(
        _facts(outlook),
        key=lambda fact: (_age(fact, outlook.today), _RANK[fact.kind], -fact.date.toordinal()),
        default=None,
    )


def _age(fact: Pride, today: date) -> int:
    """0 within a week, 1 within four, 2 beyond; a finished journey never grows old."""
    days = (today - fact.date).days
    return 0 if days < 7 or fact.kind is Kind.JOURNEY else 1 if days < 28 else 2


def _facts(outlook: Outlook) -> Iterator[Pride]:
    done = _done(outlook)
    yield from _journey(outlook, done)
    yield from _phases(outlook, done)
    yield from _gates(outlook, done)
    yield from _return(outlook)
    yield from _milestones(outlook, done)
    yield from _evidence(outlook)
    yield from _weeks(outlook)
    yield from _first_hours(outlook)


def _done(outlook: Outlook) -> dict[str, date]:
    """The days on which milestones were done, by id; none that is still to come."""
    found = {each: item.record.finished for each, item in outlook.items.items() if item.status is Status.DONE}
    return {each: day for each, day in found.items() if day is not None and day <= outlook.today}


def _journey(outlook: Outlook, done: Mapping[str, date]) -> Iterator[Pride]:
    if outlook.progress.is_finished and done:
        number = counted(outlook.progress.done, "milestone")
        last = max(done.values())
        text = f"You did what you set out to do: {number}, the last {distance_words(last, outlook.today)}."
        yield Pride(Kind.JOURNEY, last, text)


def _phases(outlook: Outlook, done: Mapping[str, date]) -> Iterator[Pride]:
    for phase in outlook.phases:
        days = [done[each] for each in phase.items if each in done]
        if phase.progress.is_finished and days:
            number, when = counted(phase.progress.done, "milestone"), distance_words(max(days), outlook.today)
            yield Pride(Kind.PHASE, max(days), f"You finished “{phase.title}” {when}: {number} done.")


def _gates(outlook: Outlook, done: Mapping[str, date]) -> Iterator[Pride]:
    for state in outlook.gates:
        day = _passed_on(outlook, state, done) if state.is_passed else None
        if day is not None:
            text = f"You passed the gate “{state.gate.title}” {distance_words(day, outlook.today)}."
            yield Pride(Kind.GATE, day, text)


def _passed_on(outlook: Outlook, state: GateState, done: Mapping[str, date]) -> date | None:
    """The day on which the last of its conditions was met, as far as days were kept."""
    days = [done[each] for each in state.gate.all_of if each in done]
    if one_of := [done[each] for each in state.gate.any_of if each in done]:
        days.append(min(one_of))
    for counter_id, least in state.gate.minimum.items():
        counter = outlook.plan.destination.counters[counter_id]
        worth = sorted((done[each], value) for each, value in counter.milestones.items() if each in done)
        marks = _reached([(day, 1) for day in _marked(outlook.journey, counter.habit)], least)
        reached = [day for day in (_reached(worth, least), marks) if day is not None]
        if reached:
            days.append(min(reached))
    return max((day for day in days if day <= outlook.today), default=None)


def _marked(journey: Journey, habit: str | None) -> list[date]:
    return sorted(entry.date for entry in journey.log if entry.kind is Entry.HABIT and entry.about == habit)


def _reached(steps: list[tuple[date, int]], least: int) -> date | None:
    """The day on which steps, in order of days, add up to `least`."""
    whole = 0
    for day, worth in steps:
        whole += worth
        if whole >= least:
            return day
    return None


def _return(outlook: Outlook) -> Iterator[Pride]:
    """Something done after three weeks or more without anything."""
    log = (entry.date for entry in outlook.journey.log if entry.kind is not Entry.REPORT)
    days = sorted({day for day in log if day <= outlook.today})
    for before, after in pairwise(days):
        away = (after - before).days
        if away >= _AWAY_DAYS:
            text = f"You came back {distance_words(after, outlook.today)}, after {length_words(away)} away."
            yield Pride(Kind.RETURN, after, text)


def _milestones(outlook: Outlook, done: Mapping[str, date]) -> Iterator[Pride]:
    for each, day in done.items():
        item, when = outlook.items[each], distance_words(day, outlook.today)
        early = (item.record.due - day).days if item.record.due else 0
        if early > 0:
            yield Pride(Kind.EARLY, day, f"You finished “{item.title}” {when}, {length_words(early)} early.")
        else:
            first = "Your first milestone is done" if len(done) == 1 else "You finished a milestone"
            yield Pride(Kind.MILESTONE, day, f"{first}, {when}: “{item.title}”.")


def _evidence(outlook: Outlook) -> Iterator[Pride]:
    """What was kept as evidence this week."""
    first = monday(outlook.today)
    kept = [
        entry
        for entry in outlook.journey.log
        if entry.kind is Entry.EVIDENCE and first <= entry.date <= outlook.today and entry.about in outlook.items
    ]
    if kept:
        item: Item = outlook.items[kept[-1].about]
        more = f" and {len(kept) - 1} more" if len(kept) > 1 else ""
        yield Pride(Kind.EVIDENCE, kept[-1].date, f"Evidence kept this week: for “{item.title}”{more}.")


def _weeks(outlook: Outlook) -> Iterator[Pride]:
    """Weeks in a row, breaks apart, in which the hours set aside were worked, or at least something was done."""
    kept, last = _kept(outlook)
    if kept >= _KEPT_WEEKS and last is not None:
        yield Pride(Kind.HOURS_KEPT, last, f"You kept the hours you set aside {counted(kept, 'week')} in a row.")
    if outlook.streak >= _KEPT_WEEKS:
        last = max(entry.date for entry in outlook.journey.log) if outlook.journey.log else outlook.today
        text = f"Something done {counted(outlook.streak, 'week')} in a row."
        yield Pride(Kind.WEEKS, min(last, outlook.today), text)


def _kept(outlook: Outlook) -> tuple[int, date | None]:
    """How many weeks in a row, up to last week or this one, and the last day of them up to today."""
    logged: defaultdict[date, float] = defaultdict(float)
    for entry in outlook.journey.log:
        if entry.kind is Entry.HOURS:
            logged[monday(entry.date)] += entry.hours
    this, start = monday(outlook.today), monday(outlook.journey.settings.start)
    week, number, last = this, 0, None
    while week >= start:
        wanted = outlook.capacity.week_hours(week)
        if wanted > 0 and logged[week] >= wanted - _QUARTER:
            number, last = number + 1, last or min(outlook.today, week + timedelta(days=6))
        elif wanted > 0 and week != this:
            break
        week -= timedelta(weeks=1)
    return number, last


def _first_hours(outlook: Outlook) -> Iterator[Pride]:
    """All that was worked so far."""
    entries = [e for e in outlook.journey.log if e.kind is Entry.HOURS and e.date <= outlook.today]
    if entries:
        whole, last = sum(entry.hours for entry in entries), max(entry.date for entry in entries)
        yield Pride(Kind.FIRST_HOURS, last, f"The first step is taken: {hours_words(whole)} of work so far.")
