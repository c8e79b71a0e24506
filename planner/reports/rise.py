"""What got further in the period: skills confirmed at a higher level, and gates passed."""

from bisect import bisect_left
from collections.abc import Mapping
from datetime import date, timedelta
from functools import partial

from msgspec.structs import replace

from planner.core import scope, skills
from planner.core.journey import Journey, SkillLevel, State
from planner.core.outlook import Outlook
from planner.reports.facts import PassedFacts, Period, RoseFacts

_SETTLED = (State.DONE, State.SKIPPED, State.WAIVED)


def rose(outlook: Outlook, period: Period) -> tuple[RoseFacts, ...]:
    """Skills with a higher level than before the period, in the order of the destination."""
    found = []
    for each in outlook.skills:
        known = outlook.journey.skills.get(each.skill.id)
        before = _level_before(known, period.first, outlook.journey.settings.start) if known else each.now
        if each.now > before:
            found.append(RoseFacts(each.skill.id, each.skill.name, before, each.now, each.target, each.proof))
    return tuple(found)


def passed(outlook: Outlook, period: Period) -> tuple[PassedFacts, ...]:
    """Gates that are passed and were not before the period, each with the day on which it was passed."""
    through = {state.gate.id: state.gate.title for state in outlook.gates if state.is_passed}
    days = _days(outlook.journey, period)
    states: dict[date, Mapping[str, bool]] = {}

    def is_passed(gate: str, day: date) -> bool:
        if day not in states:
            states[day] = _passed_by(outlook, day)
        return states[day].get(gate, False)

    eve = period.first - timedelta(days=1)
    found = []
    for gate, title in through.items():
        if not is_passed(gate, eve):
            place = bisect_left(days, True, key=partial(is_passed, gate))
            found.append(PassedFacts(gate, title, days[place] if place < len(days) else period.last))
    return tuple(sorted(found, key=lambda each: each.date))


def _level_before(known: SkillLevel, first: date, start: date) -> int:
    """The level before `first`; that of the start, when this is not later."""
    if first <= start:
        return known.start
    since = next((each for each in known.changes if each.date >= first), None)
    return known.now if since is None else since.before


def _days(journey: Journey, period: Period) -> list[date]:
    """Days of the period on which a gate may have been passed, the earliest first."""
    days = {entry.date for entry in journey.log} | {r.finished for r in journey.records.values() if r.finished}
    return sorted(day for day in days if period.first <= day <= period.last)


def _passed_by(outlook: Outlook, day: date) -> Mapping[str, bool]:
    """Which gates were passed at the end of a day, by what has been written down since."""
    journey = outlook.journey
    later = {
        each: replace(record, state=State.OPEN, finished=None)
        for each, record in journey.records.items()
        if record.state in _SETTLED and record.finished and record.finished > day
    }
    log = tuple(entry for entry in journey.log if entry.date <= day)
    then = replace(journey, records={**journey.records, **later}, log=log)
    states = skills.gate_states(outlook.plan, then, scope.items(outlook.plan, then))
    return {state.gate.id: state.is_passed for state in states}
