"""What the plan no longer has: milestones that it left out after the person had done something about them.

They count in nothing, since no plan says how much work they were, and they stay in sight with all that was recorded.
Their title is the person's own, or their id in words; the plan that knew another is gone.
"""

from collections.abc import Mapping
from datetime import date
from typing import Final

from msgspec import Struct
from msgspec.structs import replace

from planner.core.journey import Entry, Journey, LogEntry, Record
from planner.core.plan import Plan
from planner.core.plan_update import OF_MILESTONES
from planner.core.scope import Status, status_of
from planner.core.wording import counted, day_words, hours_words

HEADING: Final = "No longer in the plan"


class Remnant(Struct, frozen=True):
    """A milestone that is in the plan no more. `entries` are the lines of the log about it, in their order."""

    id: str
    record: Record
    entries: tuple[LogEntry, ...]

    @property
    def title(self) -> str:
        """The person's own title, or "Funnel review" for the id funnel-review."""
        words = self.id.replace("-", " ")
        return self.record.title or words[:1].upper() + words[1:]

    @property
    def status(self) -> Status:
        return status_of(self.record, is_dropped_by_route=False)

    @property
    def finished(self) -> date | None:
        return self.record.finished

    @property
    def hours(self) -> float:
        """Hours in the log."""
        return sum(entry.hours for entry in self.entries if entry.kind is Entry.HOURS)

    @property
    def notes(self) -> tuple[LogEntry, ...]:
        return self._of(Entry.NOTE)

    @property
    def evidence(self) -> tuple[LogEntry, ...]:
        return self._of(Entry.EVIDENCE)

    @property
    def steps(self) -> tuple[LogEntry, ...]:
        """The steps ticked, with the text that they had."""
        return self._of(Entry.STEP)

    def _of(self, kind: Entry) -> tuple[LogEntry, ...]:
        return tuple(entry for entry in self.entries if entry.kind is kind)


def words(remnant: Remnant, today: date) -> list[str]:
    """What there is of it, in short: ["done Thu 12 Mar", "3½ h", "2 notes"]."""
    said = remnant.status.value if remnant.status is not Status.DROPPED else "left out"
    day = remnant.finished or (remnant.record.started if remnant.status is Status.STARTED else None)
    parts = [f"{said} {day_words(day, today)}" if day else said]
    if remnant.hours:
        parts.append(hours_words(remnant.hours))
    if remnant.notes:
        parts.append(counted(len(remnant.notes), "note"))
    if remnant.evidence:
        parts.append(f"{len(remnant.evidence)} evidence")
    return parts


def find(found: Mapping[str, Remnant], reference: str) -> Remnant | None:
    """The one that an id or its unambiguous beginning means, or None."""
    wanted = reference.strip().casefold()
    if wanted in found:
        return found[wanted]
    matches = [each for each in found if wanted and each.startswith(wanted)]
    return found[matches[0]] if len(matches) == 1 else None


def left_behind(plan: Plan, journey: Journey) -> Mapping[str, Remnant]:
    """By id, in the order in which they came into the journey. `journey` is carried over to `plan` already."""
    entries: dict[str, list[LogEntry]] = {
        each: []
        for each, record in journey.records.items()
        if each not in plan.milestones and each not in journey.own and is_touched(record)
    }
    for entry in journey.log:
        if entry.kind in OF_MILESTONES and entry.about not in plan.milestones and entry.about not in journey.own:
            entries.setdefault(entry.about, []).append(entry)
    return {each: Remnant(each, journey.record(each), tuple(lines)) for each, lines in entries.items()}


def is_touched(record: Record) -> bool:
    """True when the person did or decided something; a due date alone is the planner's doing."""
    return replace(record, due=None) != Record()
