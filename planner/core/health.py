"""What is wrong with a journey against its plan and today, and what of that can be put right without asking.

A journey comes from a file that anyone may have edited, and its plan may have changed since: whatever a verb would
have refused can be there all the same. Each check has one function and, where something can be done safely, one
repair; both are listed once, in `CHECKS`. What is wrong with the file itself is the subject of `planner.store.health`.
"""

from collections.abc import Callable, Iterator
from datetime import date
from enum import StrEnum
from itertools import pairwise
from typing import Final, NamedTuple

from msgspec import Struct
from msgspec.structs import replace

from planner.core.graph import cycle
from planner.core.journey import Entry, Journey, PinKind, Record, State
from planner.core.left_behind import left_behind
from planner.core.plan import Plan
from planner.core.plan_update import carried_over, news
from planner.core.scope import items
from planner.core.text import quoted
from planner.core.wording import counted, date_words, distance_words, listed

LONG_PAST_DAYS: Final = 30
LONG_BEFORE_DAYS: Final = 366
_MOST_NAMED: Final = 5


class Level(StrEnum):
    """How bad a finding is: nothing, worth knowing, to be put right, or in the way of opening the file."""

    OK = "ok"
    NOTE = "note"
    PROBLEM = "problem"
    DAMAGED = "damaged"


class Finding(Struct, frozen=True):
    """One thing that a check found. `would` says what a repair does or, unless it `can_fix`, what the person can do."""

    level: Level
    where: str
    found: str
    would: str = ""
    can_fix: bool = False
    is_fixed: bool = False


class Case(NamedTuple):
    """What is checked: the journey as its file has it, and `carried` over to the plan as everybody else sees it."""

    plan: Plan
    journey: Journey
    carried: Journey
    today: date
    material: frozenset[str] | None

    @property
    def known(self) -> set[str]:
        """Ids of every milestone there is."""
        return {*self.plan.milestones, *self.carried.own}


class Check(NamedTuple):
    """One check: how it finds, and how it puts right what it found and marked as `can_fix`."""

    find: Callable[[Case], Iterator[Finding]]
    repair: Callable[[Case], Journey] | None = None


def case(plan: Plan, journey: Journey, today: date, material: frozenset[str] | None = None) -> Case:
    """A journey to check. `material` holds the ids of the library's resources; None leaves those unchecked."""
    return Case(plan, journey, carried_over(plan, journey), today, material)


def findings(of: Case) -> list[Finding]:
    """Everything that is wrong or worth knowing, in the order of the checks; for a sound journey nothing."""
    return [finding for check in CHECKS for finding in check.find(of)]


def repaired(of: Case) -> Journey:
    """The journey with every finding that `can_fix` put right; the same object when there is none."""
    if not any(finding.can_fix for finding in findings(of)):
        return of.journey
    for check in CHECKS:
        if check.repair is not None and any(finding.can_fix for finding in check.find(of)):
            of = case(of.plan, check.repair(of), of.today, of.material)
    return of.journey


# The plan and the way through it


def _plan_version(of: Case) -> Iterator[Finding]:
    said = news(of.plan, of.journey)
    if said is not None:
        yield Finding(Level.NOTE, "plan", said)


def _way(of: Case) -> Iterator[Finding]:
    settings = of.journey.settings
    if of.plan.route(settings.route) is None:
        found = f"The plan has no route {quoted(settings.route)}; its default, {of.plan.default_route}, counts."
        yield Finding(Level.NOTE, "route", found, "`planner route` takes another.")
    if settings.variant is not None and settings.variant not in {each.id for each in of.plan.role.variants}:
        yield Finding(Level.NOTE, "variant", f"The plan has no variant {quoted(settings.variant)}; none counts.")


def _left_behind(of: Case) -> Iterator[Finding]:
    gone = list(left_behind(of.plan, of.carried))
    if gone:
        found = f"{counted(len(gone), 'milestone')} that you worked on: {_named(gone)}."
        yield Finding(Level.NOTE, "no longer in the plan", found, "All that you recorded is kept; nothing to do.")


def _taken_ids(of: Case) -> Iterator[Finding]:
    for one in of.journey.own:
        if one in of.plan.milestones:
            found = "Your own milestone has the id of one of the plan's."
            yield Finding(Level.PROBLEM, f"milestone {quoted(one)}", found, "keep yours under a new id", can_fix=True)


def _names(of: Case) -> Iterator[Finding]:
    """Skills, habits, phases and material that neither the plan nor its library knows."""
    skills = of.plan.destination.skills
    gone = [one for one in of.journey.skills if one not in skills]
    if gone:
        yield _unknown("skills", gone, "skill", "the level is kept and counts for nothing")
    habits = {habit.id for habit in of.plan.destination.habits}
    gone = [each.about for each in of.journey.log if each.kind is Entry.HABIT and each.about not in habits]
    if gone:
        yield _unknown("log", gone, "habit", "the ticks are kept and count for nothing")
    for one, milestone in of.carried.own.items():
        if of.plan.phase(milestone.phase) is None:
            yield _unknown(f"milestone {quoted(one)}", [milestone.phase], "phase", "it stands after all others")
        gone = [each for each in milestone.skills if each not in skills]
        if gone:
            yield _unknown(f"milestone {quoted(one)}", gone, "skill", "it builds nothing there")
        gone = [] if of.material is None else [each for each in milestone.resources if each not in of.material]
        if gone:
            yield _unknown(f"milestone {quoted(one)}", gone, "resource", "its name is shown as it stands")


def _unknown(where: str, gone: list[str], noun: str, so: str) -> Finding:
    return Finding(Level.NOTE, where, f"The plan has no {noun} {_named(gone)}: {so}.")


# Own milestones


def _dangling(of: Case) -> Iterator[Finding]:
    known = of.known
    for one, milestone in of.carried.own.items():
        gone = [each for each in (*milestone.requires, *milestone.waived_by) if each not in known]
        if gone:
            found = f"It requires or is waived by what is not there: {_named(gone)}."
            yield Finding(Level.PROBLEM, f"milestone {quoted(one)}", found, "drop that reference", can_fix=True)


def _undangled(of: Case) -> Journey:
    known = of.known

    def kept(ids: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(each for each in ids if each in known)

    return replace(
        of.carried,
        own={
            one: replace(each, requires=kept(each.requires), waived_by=kept(each.waived_by))
            for one, each in of.carried.own.items()
        },
    )


def _circles(of: Case) -> Iterator[Finding]:
    ring = _ring(of)
    if ring is None:
        return
    found = f"These wait for each other: {' → '.join(ring[:12])}{' → …' * (len(ring) > 12)}."
    breaks = _breaks(of, ring)
    would = (
        f"let “{breaks[0]}” no longer require “{breaks[1]}”" if breaks else "Change the plan's file: it is in there."
    )
    yield Finding(Level.PROBLEM, "requirements", found, would, can_fix=breaks is not None)


def _uncircled(of: Case) -> Journey:
    """Without one requirement of every circle that goes through a milestone of the person's own."""
    while (ring := _ring(of)) is not None and (breaks := _breaks(of, ring)) is not None:
        one, needed = breaks
        own = of.carried.own[one]
        changed = replace(own, requires=tuple(each for each in own.requires if each != needed))
        of = case(of.plan, replace(of.carried, own={**of.carried.own, one: changed}), of.today, of.material)
    return of.carried


def _ring(of: Case) -> list[str] | None:
    requires = {one: tuple(item.requires) for one, item in items(of.plan, of.carried).items()}
    return cycle(requires)


def _breaks(of: Case, ring: list[str]) -> tuple[str, str] | None:
    """The requirement to give up: that of the own milestone added last."""
    place = {one: position for position, one in enumerate(of.carried.own)}
    links = [link for link in pairwise(ring) if link[0] in place and link[1] in of.carried.own[link[0]].requires]
    return max(links, key=lambda link: place[link[0]], default=None)


def _extra_ticks(of: Case) -> Iterator[Finding]:
    for one in _overticked(of):
        found = "A step is ticked that the milestone does not have."
        yield Finding(Level.PROBLEM, f"milestone {quoted(one)}", found, "take that tick off", can_fix=True)


def _without_extra_ticks(of: Case) -> Journey:
    records = dict(of.carried.records)
    for one, count in _overticked(of).items():
        records[one] = replace(records[one], steps=frozenset(each for each in records[one].steps if each < count))
    return replace(of.carried, records=records)


def _overticked(of: Case) -> dict[str, int]:
    """How many steps the milestones have that have too many ticks."""
    found = {}
    for one, record in of.carried.records.items():
        milestone = of.plan.milestones.get(one) or of.carried.own.get(one)
        if milestone is not None and any(each >= len(milestone.steps) for each in record.steps):
            found[one] = len(milestone.steps)
    return found


# Dates


def _turned(of: Case) -> Iterator[Finding]:
    for one, record in of.carried.records.items():
        if _is_turned(record):
            found = f"Finished {_day(record.finished)}, before it was started {_day(record.started)}."
            would = "take the day it was finished as the day it was started"
            yield Finding(Level.PROBLEM, f"milestone {quoted(one)}", found, would, can_fix=True)


def _unturned(of: Case) -> Journey:
    turned = {
        one: replace(record, started=record.finished)
        for one, record in of.carried.records.items()
        if _is_turned(record)
    }
    return replace(of.carried, records={**of.carried.records, **turned})


def _is_turned(record: Record) -> bool:
    return record.started is not None and record.finished is not None and record.finished < record.started


def _days_of_records(of: Case) -> Iterator[Finding]:
    for one, record in of.carried.records.items():
        where = f"milestone {quoted(one)}"
        again = f"`planner reopen {one}`, then `planner done {one} --on DATE`, says when it was."
        if record.finished is not None and record.finished > of.today:
            yield Finding(Level.PROBLEM, where, f"Finished {_day(record.finished)}, which is to come.", again)
        elif record.started is not None and record.started > of.today and not _is_turned(record):
            yield Finding(Level.PROBLEM, where, f"Started {_day(record.started)}, which is to come.", again)
        if record.state is State.DONE and record.finished is None:
            yield Finding(Level.NOTE, where, "Done, and no day says when.", again)
        pin = record.pin
        is_open = record.state in (State.OPEN, State.STARTED) and one in of.known
        if pin is not None and pin.kind is not PinKind.NOT_BEFORE and is_open and _is_long_past(pin.date, of.today):
            found = f"Pinned to {_day(pin.date)}, {distance_words(pin.date, of.today)}, and still to do."
            yield Finding(Level.NOTE, where, found, f"`planner pin {one} --by DATE` or `planner unpin {one}`.")


def _days_of_settings(of: Case) -> Iterator[Finding]:
    target, start = of.journey.settings.target, of.journey.settings.start
    if target is not None and _is_long_past(target, of.today):
        found = f"You aimed at {_day(target)}, {distance_words(target, of.today)}."
        yield Finding(Level.NOTE, "target", found, "`planner target DATE` sets another, `planner target none` none.")
    if target is not None and target < start:
        yield Finding(
            Level.NOTE, "target", f"It lies before the journey began, {_day(start)}.", "`planner target DATE`."
        )
    if any(past.until >= of.today for past in of.journey.paces):
        yield Finding(Level.NOTE, "pace", "A week of earlier days reaches into days to come.")


def _days_of_log(of: Case) -> Iterator[Finding]:
    start = of.journey.settings.start
    early = [each for each in of.journey.log if (start - each.date).days > LONG_BEFORE_DAYS]
    late = [each for each in of.journey.log if each.date > of.today]
    for lines, said in ((early, f"more than a year before the journey began, {_day(start)}"), (late, "to come")):
        if lines:
            days = _named([f"{each.number} ({_day(each.date)})" for each in lines])
            found = f"{counted(len(lines), 'line')} of the log with a day that is {said}: {days}."
            yield Finding(Level.NOTE, "log", found, "Kept as it is; `planner undo` takes back what was typed just now.")


def _is_long_past(day: date, today: date) -> bool:
    return (today - day).days > LONG_PAST_DAYS


def _day(day: date | None) -> str:
    return "" if day is None else date_words(day)


def _named(ids: list[str]) -> str:
    """A few of the ids, and how many more there are."""
    names = [quoted(each) for each in dict.fromkeys(ids)]
    more = len(names) - _MOST_NAMED
    return listed(names if more < 1 else [*names[:_MOST_NAMED], f"{more} more"])


CHECKS: Final = (
    Check(_plan_version),
    Check(_way),
    Check(_left_behind),
    Check(_taken_ids, lambda of: of.carried),
    Check(_names),
    Check(_dangling, _undangled),
    Check(_circles, _uncircled),
    Check(_extra_ticks, _without_extra_ticks),
    Check(_turned, _unturned),
    Check(_days_of_records),
    Check(_days_of_settings),
    Check(_days_of_log),
)
"""Every check of a journey, once."""
