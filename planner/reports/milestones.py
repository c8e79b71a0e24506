"""Every milestone of the plan as facts, for formats that list them all: calendars, task tools, tables."""

from collections.abc import Collection, Mapping, Sequence

from planner.core.journey import Entry, LogEntry
from planner.core.outlook import Outlook
from planner.core.scope import Item
from planner.core.standing import MilestoneState
from planner.reports.facts import BlockFacts, EvidenceFacts, MilestoneFacts, NoteFacts, Period
from planner.reports.work import evidence_kept, phase_titles


def milestones(outlook: Outlook, hidden: Collection[str], period: Period) -> tuple[MilestoneFacts, ...]:
    """Every milestone that is not dropped, in reading order, with the notes of the period."""
    kept, noted, phases = evidence_kept(outlook.journey), _notes(outlook, period), phase_titles(outlook)
    return tuple(
        _facts(
            state,
            phases.get(state.milestone.phase, state.milestone.phase),
            _requires(outlook.items, state.id, hidden),
            kept.get(state.id, ()),
            noted.get(state.id, ()),
        )
        for state in outlook.milestones.values()
        if state.id not in hidden
    )


def _facts(
    state: MilestoneState,
    phase_title: str,
    requires: tuple[str, ...],
    evidence: Sequence[LogEntry],
    notes: Sequence[LogEntry],
) -> MilestoneFacts:
    item, milestone, record = state.item, state.milestone, state.item.record
    return MilestoneFacts(
        id=state.id,
        title=state.title,
        phase=milestone.phase,
        phase_title=phase_title,
        status=state.status.value,
        is_own=item.is_own,
        is_renamed=record.title is not None,
        started=record.started,
        finished=record.finished,
        start=state.start,
        finish=state.finish,
        due=state.due,
        pin_kind=record.pin.kind.value if record.pin else None,
        pin_date=record.pin.date if record.pin else None,
        is_critical=state.drives_finish,
        float_days=state.float_days,
        wait_days=round(milestone.elapsed_weeks * 7),
        hours_planned=item.personal,
        hours_logged=item.logged,
        hours_left=item.remaining,
        percent=int(100 * item.done_share),
        requires=requires,
        skills=tuple(milestone.skills),
        done_when=milestone.done_when,
        evidence_wanted=milestone.evidence,
        evidence=tuple(EvidenceFacts(entry.date, entry.text) for entry in evidence if entry.text),
        blocks=tuple(BlockFacts(block.date, block.hours) for block in state.slot.blocks) if state.slot else (),
        notes=tuple(NoteFacts(entry.date, state.title, entry.text) for entry in notes),
    )


def _requires(items: Mapping[str, Item], milestone: str, hidden: Collection[str]) -> tuple[str, ...]:
    """What a milestone requires; in place of what is hidden, what that requires."""
    found: dict[str, None] = {}
    open_ids, seen = list(reversed(items[milestone].requires)), set[str]()
    while open_ids:
        each = open_ids.pop()
        if each not in hidden:
            found[each] = None
        elif each not in seen:
            seen.add(each)
            open_ids.extend(reversed(items[each].requires))
    return tuple(found)


def _notes(outlook: Outlook, period: Period) -> Mapping[str, Sequence[LogEntry]]:
    """Notes of the period by milestone, those on hours included; what is left out has no text."""
    found: dict[str, list[LogEntry]] = {}
    for entry in outlook.journey.log:
        is_note = entry.kind in (Entry.NOTE, Entry.HOURS) and entry.text
        if is_note and period.first <= entry.date <= period.last:
            found.setdefault(entry.about, []).append(entry)
    return found
