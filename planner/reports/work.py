"""What was done in the period and what is in progress, and the notes about it."""

from collections.abc import Collection, Mapping, Sequence

from planner.core.journey import Entry, Journey, LogEntry
from planner.core.outlook import Outlook
from planner.core.scope import Status
from planner.reports.facts import DoneFacts, InProgressFacts, NoteFacts, Period

_SETTLED = (Status.DONE, Status.SKIPPED, Status.WAIVED)


def done(outlook: Outlook, hidden: Collection[str], period: Period) -> tuple[DoneFacts, ...]:
    """Milestones settled in the period, the earliest first."""
    evidence, phases = evidence_kept(outlook.journey), phase_titles(outlook)
    found = [
        DoneFacts(
            id=state.id,
            title=state.title,
            phase=phases.get(state.milestone.phase, state.milestone.phase),
            word=state.status.value,
            finished=state.item.record.finished,
            hours=state.item.logged,
            evidence=tuple(entry.text for entry in evidence.get(state.id, ()) if entry.text),
            evidence_private=sum(not entry.text for entry in evidence.get(state.id, ())),
            why=state.item.record.why,
        )
        for state in outlook.milestones.values()
        if state.status in _SETTLED
        and state.id not in hidden
        and state.item.record.finished
        and period.first <= state.item.record.finished <= period.last
    ]
    return tuple(sorted(found, key=lambda each: each.finished))


def in_progress(outlook: Outlook, hidden: Collection[str]) -> tuple[InProgressFacts, ...]:
    """Milestones that are started, in reading order."""
    return tuple(
        InProgressFacts(
            id=state.id,
            title=state.title,
            started=state.item.record.started,
            hours_logged=state.item.logged,
            hours_left=state.item.remaining,
            steps_done=len(state.item.record.steps),
            steps=len(state.milestone.steps),
            due=state.due,
            finish=state.finish,
            is_waiting=state.is_waiting,
        )
        for state in outlook.milestones.values()
        if state.status is Status.STARTED and state.id not in hidden
    )


def notes(outlook: Outlook, period: Period) -> tuple[NoteFacts, ...]:
    """Every note of the period, those on hours included, the earliest first."""
    found = [
        NoteFacts(entry.date, _title(outlook, entry.about), entry.text)
        for entry in outlook.journey.log
        if entry.kind in (Entry.NOTE, Entry.HOURS) and entry.text and period.first <= entry.date <= period.last
    ]
    return tuple(sorted(found, key=lambda note: note.date))


def evidence_kept(journey: Journey) -> Mapping[str, Sequence[LogEntry]]:
    """Evidence by milestone, in order of keeping; what is private and left out has no text."""
    found: dict[str, list[LogEntry]] = {}
    for entry in journey.log:
        if entry.kind is Entry.EVIDENCE:
            found.setdefault(entry.about, []).append(entry)
    return found


def phase_titles(outlook: Outlook) -> Mapping[str, str]:
    """Titles of phases by id."""
    return {phase.id: phase.title for phase in outlook.plan.phases}


def _title(outlook: Outlook, milestone: str) -> str:
    """The title of a milestone; its id when the plan no longer has it."""
    return outlook.items[milestone].title if milestone in outlook.items else milestone
