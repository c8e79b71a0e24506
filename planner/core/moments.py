"""What a change has just brought to an end: a gate passed, a phase finished, the whole journey. Rule and sentences.

A moment lies between two outlooks; nothing of it is stored, so that an undo takes it back without a word.
"""

from enum import StrEnum

from msgspec import Struct

from planner.core.journey import Entry
from planner.core.outlook import Outlook
from planner.core.wording import counted, hours_words, listed


class Ended(StrEnum):
    """What came to its end."""

    GATE = "gate"
    PHASE = "phase"
    JOURNEY = "journey"


class Moment(Struct, frozen=True):
    """Something to celebrate: what it is, a heading, and a sentence on what it means."""

    kind: Ended
    title: str
    text: str

    @property
    def line(self) -> str:
        """Both in one line."""
        return f"{self.title}: {self.text}" if self.text else f"{self.title}."


def moments(before: Outlook, after: Outlook) -> tuple[Moment, ...]:
    """What was open before and is finished after, the greatest first; the journey alone when it is finished."""
    if after.progress.done <= before.progress.done and len(after.journey.log) <= len(before.journey.log):
        return ()
    if after.progress.is_finished and not before.progress.is_finished:
        return (Moment(Ended.JOURNEY, "Your journey is complete", reached(after)),)
    was_done = {phase.id for phase in before.phases if phase.progress.is_finished}
    was_passed = {state.gate.id for state in before.gates if state.is_passed}
    phases = (
        Moment(Ended.PHASE, f"“{phase.title}” is complete", phase.outcome)
        for phase in after.phases
        if phase.progress.is_finished and phase.id not in was_done
    )
    gates = (
        Moment(Ended.GATE, f"You passed the gate “{state.gate.title}”", state.gate.then)
        for state in after.gates
        if state.is_passed and state.gate.id not in was_passed
    )
    return (*phases, *gates)


def reached(outlook: Outlook) -> str:
    """A sentence on what the whole journey came to: milestones, hours, evidence, weeks."""
    journey = outlook.journey
    hours = sum(entry.hours for entry in journey.log if entry.kind is Entry.HOURS)
    kept = sum(entry.kind is Entry.EVIDENCE for entry in journey.log)
    finish = max((r.finished for r in journey.records.values() if r.finished), default=outlook.today)
    weeks = max(1, -(-((finish - journey.settings.start).days + 1) // 7))
    parts = [f"{counted(outlook.progress.done, 'milestone')} done"]
    if hours:
        parts.append(f"{hours_words(hours)} worked")
    if kept:
        parts.append(f"{counted(kept, 'piece')} of evidence kept")
    return f"{listed(parts)}, in {counted(weeks, 'week')}."
