"""What stays out of a report unless it is asked for: notes, reasons of breaks, and milestones marked as private.

Private milestones are left out of every list. Where another text has to name one (a gate, a requirement), the outlook
behind the report already calls it "a private milestone", so that no renderer has to think of it.
"""

from collections import Counter
from dataclasses import dataclass, replace
from typing import Final

from planner.core.journey import Entry, LogEntry
from planner.core.outlook import Outlook
from planner.core.scope import Status
from planner.reports.facts import LeftOut, Period
from planner.reports.fortnight import coming_breaks

VEILED_TITLE: Final = "a private milestone"
_OF_MILESTONES: Final = (Entry.HOURS, Entry.NOTE, Entry.EVIDENCE, Entry.STEP)


@dataclass(frozen=True, slots=True)
class Veil:
    """An outlook that is safe to report on, the ids that no list may show, and what is left out for it."""

    outlook: Outlook
    hidden: frozenset[str]
    left_out: tuple[LeftOut, ...]


def lifted(outlook: Outlook) -> Veil:
    """Nothing hidden."""
    return Veil(outlook, frozenset(), ())


def drawn(outlook: Outlook, period: Period) -> Veil:
    """Everything private hidden, and counted as far as the period would have shown it."""
    journey = outlook.journey
    hidden = frozenset(each for each, record in journey.records.items() if record.private and each in outlook.items)
    records = {
        each: replace(record, title=VEILED_TITLE, why="") if each in hidden else record
        for each, record in journey.records.items()
    }
    log = tuple(_veiled(entry, hidden) for entry in journey.log)
    spells = tuple(replace(spell, why="") for spell in journey.spells)
    safe = replace(journey, records=records, log=log, spells=spells)
    return Veil(Outlook(outlook.plan, safe, outlook.today), hidden, _left_out(outlook, hidden, period))


def _veiled(entry: LogEntry, hidden: frozenset[str]) -> LogEntry:
    """The entry without its text where that is private; its date and hours stay, because sums need them."""
    is_private = entry.kind in (Entry.HOURS, Entry.NOTE) or (entry.kind in _OF_MILESTONES and entry.about in hidden)
    return replace(entry, text="") if entry.text and is_private else entry


def _left_out(outlook: Outlook, hidden: frozenset[str], period: Period) -> tuple[LeftOut, ...]:
    kinds: Counter[str] = Counter()
    for entry in outlook.journey.log:
        if entry.text and period.first <= entry.date <= period.last:
            kinds["note"] += entry.kind is Entry.NOTE
            kinds["note on hours"] += entry.kind is Entry.HOURS
    kinds["private milestone"] = sum(outlook.items[each].status is not Status.DROPPED for each in hidden)
    kinds["reason of a break"] = sum(bool(spell.why) for spell in coming_breaks(outlook))
    order = ("note", "note on hours", "private milestone", "reason of a break")
    return tuple(LeftOut(kind, kinds[kind]) for kind in order if kinds[kind])
