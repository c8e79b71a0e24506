"""What stays out of a report unless it is asked for: notes, reasons, and evidence and milestones marked as private.

The rule that people can rely on: titles, evidence and proof of skills are written to be shown. Whatever else they type
(notes, notes on hours, why a break or a skip) is theirs, and that is where names of people, employers and salaries go.
Any milestone and any piece of evidence can be kept private as well. What is left out is counted by kind.

Private milestones are left out of every list. Where another text has to name one (a gate, a requirement), the outlook
behind the report already calls it "a private milestone", so that no renderer has to think of it.
"""

from collections import Counter
from collections.abc import Sequence
from typing import Final

from msgspec import Struct
from msgspec.structs import replace

from planner.core.journey import Entry, LogEntry
from planner.core.outlook import Outlook
from planner.core.scope import Status
from planner.core.wording import counted, listed
from planner.reports.facts import LeftOut, Period
from planner.reports.fortnight import coming_breaks

VEILED_TITLE: Final = "a private milestone"
KINDS: Final = {
    "note": "notes",
    "note on hours": "notes on hours",
    "private milestone": "private milestones",
    "private piece of evidence": "private pieces of evidence",
    "reason of a skip": "reasons of skips",
    "reason of a break": "reasons of breaks",
}
_OF_MILESTONES: Final = (Entry.HOURS, Entry.NOTE, Entry.EVIDENCE, Entry.STEP)


class Veil(Struct, frozen=True):
    """An outlook that is safe to report on, the ids that no list may show, and what is left out for it."""

    outlook: Outlook
    hidden: frozenset[str]
    left_out: tuple[LeftOut, ...]


def left_out_words(left_out: Sequence[LeftOut]) -> str:
    """ "6 notes, 2 private milestones and 1 reason of a break"; empty when nothing is left out."""
    return listed([counted(each.count, each.what, KINDS[each.what]) for each in left_out])


def lifted(outlook: Outlook) -> Veil:
    """Nothing hidden."""
    return Veil(outlook, frozenset(), ())


def drawn(outlook: Outlook, period: Period) -> Veil:
    """Everything private hidden, and counted as far as the period would have shown it."""
    journey = outlook.journey
    hidden = frozenset(each for each, record in journey.records.items() if record.private and each in outlook.items)
    records = {
        each: replace(record, title=VEILED_TITLE if each in hidden else record.title, why="")
        if each in hidden or record.why
        else record
        for each, record in journey.records.items()
    }
    log = tuple(_veiled(entry, hidden) for entry in journey.log)
    spells = tuple(replace(spell, why="") for spell in journey.spells)
    safe = replace(journey, records=records, log=log, spells=spells)
    return Veil(Outlook(outlook.plan, safe, outlook.today), hidden, _left_out(outlook, hidden, period))


def _veiled(entry: LogEntry, hidden: frozenset[str]) -> LogEntry:
    """The entry without its text where that is private; its date and hours stay, because sums need them."""
    is_private = (
        entry.private
        or entry.kind in (Entry.HOURS, Entry.NOTE)
        or (entry.kind in _OF_MILESTONES and entry.about in hidden)
    )
    return replace(entry, text="") if entry.text and is_private else entry


def _left_out(outlook: Outlook, hidden: frozenset[str], period: Period) -> tuple[LeftOut, ...]:
    """What the period would have shown, and of milestones and their evidence everything; in the order of `KINDS`."""
    kinds: Counter[str] = Counter()
    for entry in outlook.journey.log:
        if entry.text and period.first <= entry.date <= period.last:
            kinds["note"] += entry.kind is Entry.NOTE
            kinds["note on hours"] += entry.kind is Entry.HOURS
        kinds["private piece of evidence"] += (
            entry.private and entry.about not in hidden and entry.about in outlook.milestones
        )
    for each in hidden:
        kinds["private milestone"] += outlook.items[each].status is not Status.DROPPED
    for state in outlook.milestones.values():
        record = state.item.record
        is_told = state.status is Status.SKIPPED and record.why and state.id not in hidden
        if is_told and record.finished and period.first <= record.finished <= period.last:
            kinds["reason of a skip"] += 1
    kinds["reason of a break"] = sum(bool(spell.why) for spell in coming_breaks(outlook))
    return tuple(LeftOut(kind, kinds[kind]) for kind in KINDS if kinds[kind])
