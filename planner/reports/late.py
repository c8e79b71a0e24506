"""What is late or stuck, and what would unstick it: sentences that follow from the facts, never advice out of thin air.

Stuck is a started milestone without hours, ticks, notes or evidence for three weeks; days in breaks do not count, and
one that only waits is not stuck.
"""

from collections.abc import Collection, Sequence
from datetime import date, timedelta
from typing import Final

from msgspec.structs import replace

from planner.core.journey import Entry
from planner.core.outlook import Outlook
from planner.core.scope import Status
from planner.core.standing import MilestoneState
from planner.core.wording import counted, date_words, listed
from planner.reports.facts import LateFacts
from planner.reports.privacy import VEILED_TITLE

STUCK_DAYS: Final = 21
_MOST_NAMED: Final = 2
_TRACES: Final = (Entry.HOURS, Entry.NOTE, Entry.EVIDENCE, Entry.STEP)


def late(outlook: Outlook, hidden: Collection[str]) -> tuple[LateFacts, ...]:
    """Late, overdue and stuck milestones: the most late first, then the longest silent, then in reading order."""
    traces = _last_traces(outlook)
    found = []
    for state in outlook.milestones.values():
        if state.id in hidden or not state.status.is_to_do:
            continue
        silent = _silent_days(outlook, state, traces.get(state.id))
        if state.is_late or state.is_overdue or silent is not None:
            found.append(_facts(outlook, state, silent, hidden))
    found.sort(key=lambda each: (-each.days_late, -(each.silent_days or 0)))
    return _with_crowd(outlook, found)


def _facts(outlook: Outlook, state: MilestoneState, silent: int | None, hidden: Collection[str]) -> LateFacts:
    return LateFacts(
        id=state.id,
        title=state.title,
        due=state.due,
        finish=state.finish,
        days_late=state.days_overdue,
        is_overdue=state.is_overdue,
        silent_days=silent,
        unstick=tuple(filter(None, [_next_move(outlook, state, hidden)])),
    )


def _last_traces(outlook: Outlook) -> dict[str, date]:
    """The last day on which anything was written down about each milestone."""
    found: dict[str, date] = {}
    for entry in outlook.journey.log:
        if entry.kind in _TRACES:
            found[entry.about] = max(entry.date, found.get(entry.about, entry.date))
    return found


def _silent_days(outlook: Outlook, state: MilestoneState, trace: date | None) -> int | None:
    """Days without a trace when they make the milestone stuck, days in breaks left out; None when it is not stuck."""
    if state.status is not Status.STARTED or state.is_waiting:
        return None
    last = max((each for each in (trace, state.item.record.started) if each), default=None)
    if last is None or (outlook.today - last).days < STUCK_DAYS:
        return None
    days = (last + timedelta(days=offset) for offset in range(1, (outlook.today - last).days + 1))
    silent = sum(not _is_in_break(outlook, day) for day in days)
    return silent if silent >= STUCK_DAYS else None


def _is_in_break(outlook: Outlook, day: date) -> bool:
    spell = outlook.capacity.spell_on(day)
    return spell is not None and spell.is_break


def _with_crowd(outlook: Outlook, found: Sequence[LateFacts]) -> tuple[LateFacts, ...]:
    """The first that is started says when too many are started at once; once is enough."""
    crowd = _crowd(outlook)
    started = next((each for each in found if outlook.items[each.id].status is Status.STARTED), None)
    if not crowd or started is None:
        return tuple(found)
    said = replace(started, unstick=(*started.unstick, crowd))
    return tuple(said if each is started else each for each in found)


def _next_move(outlook: Outlook, state: MilestoneState, hidden: Collection[str]) -> str:
    """One sentence on what comes next for this milestone; empty when nothing follows from the facts."""
    if state.slot and state.slot.waits_for:
        return f"{_required(outlook, state.slot.waits_for, hidden)} first."
    if state.is_waiting and state.finish:
        return f"Only its wait is left; that ends on {date_words(state.finish)}."
    steps, ticked = state.milestone.steps, state.item.record.steps
    for index, step in enumerate(steps):
        if index not in ticked:
            return f"{'Next' if ticked else 'First'} step: {step}"
    if state.milestone.done_when:
        return f"Compare it with “done when”: {state.milestone.done_when}"
    return ""


def _required(outlook: Outlook, ids: Sequence[str], hidden: Collection[str]) -> str:
    """ "It requires “Write one spec” and 2 private milestones: finish these"; the private ones together, at the end."""
    titles = [f"“{outlook.items[each].title}”" for each in ids if each not in hidden]
    private = len(ids) - len(titles)
    named = titles[:_MOST_NAMED]
    if more := len(titles) - len(named):
        named.append(f"{more} more")
    if private:
        named.append(VEILED_TITLE if private == 1 else f"{private} private milestones")
    return f"It requires {listed(named)}: finish {'these' if len(ids) > 1 else 'that'}"


def _crowd(outlook: Outlook) -> str:
    """A sentence when more milestones are started than the plan advises at this pace; empty otherwise."""
    splits, pace = outlook.plan.destination.splits, outlook.journey.settings.week.total
    nearest = min(splits, key=lambda split: (abs(split.hours - pace), split.hours), default=None)
    started = outlook.progress.started
    if nearest is None or started <= nearest.open_milestones:
        return ""
    return (
        f"{counted(started, 'milestone')} are started at once; at this pace the plan advises "
        f"{nearest.open_milestones}. Finish one before going on with the next."
    )
