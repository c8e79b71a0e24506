"""How far there is to go: percent complete, by phase, and weeks in a row with something done.

A skip never counts as progress, a break never breaks a streak.
"""

from collections.abc import Iterable, Mapping
from datetime import date, timedelta

from msgspec import Struct

from planner.core.capacity import Capacity, monday
from planner.core.journey import Entry, Journey, State
from planner.core.plan import Plan
from planner.core.scope import Item, Status


class Progress(Struct, frozen=True):
    """Milestones by status, and `percent` (0 to 100) complete by expected hours: done / (done + to do).

    Skipped, waived and dropped ones are in neither part. `done_hours` and `open_hours` are expected hours.
    """

    percent: int
    done: int
    open: int
    started: int
    skipped: int
    waived: int
    dropped: int
    done_hours: float
    open_hours: float

    @property
    def counted(self) -> int:
        """Milestones that are done or to do."""
        return self.done + self.open

    @property
    def is_finished(self) -> bool:
        return self.open == 0 and self.done > 0


class PhaseState(Struct, frozen=True):
    """A phase and its progress. `is_empty`: the route leaves nothing of it."""

    id: str
    title: str
    outcome: str
    items: tuple[str, ...]
    progress: Progress

    @property
    def is_empty(self) -> bool:
        return not self.progress.counted

    @property
    def word(self) -> str:
        """The state of the phase in a word."""
        if self.progress.is_finished:
            return "done"
        if self.is_empty:
            return "nothing to do"
        return "started" if self.progress.done or self.progress.started else "open"


def measure(items: Iterable[Item]) -> Progress:
    """Progress over these milestones."""
    counted = list(items)
    number = [item.status for item in counted].count  # a dict by status would hash every one of them in Python
    done_hours = open_hours = 0.0
    for item in counted:
        if item.status is Status.DONE:
            done_hours += item.expected
        elif item.status.is_to_do:
            open_hours += item.expected
    whole = done_hours + open_hours
    return Progress(
        percent=int(100 * done_hours / whole) if whole else 0,
        done=number(Status.DONE),
        open=number(Status.OPEN) + number(Status.STARTED),
        started=number(Status.STARTED),
        skipped=number(Status.SKIPPED),
        waived=number(Status.WAIVED),
        dropped=number(Status.DROPPED),
        done_hours=done_hours,
        open_hours=open_hours,
    )


def phases(plan: Plan, found: Mapping[str, Item]) -> tuple[PhaseState, ...]:
    """Every phase of the plan with its milestones in reading order, dropped ones left out."""
    by_phase: dict[str, list[Item]] = {phase.id: [] for phase in plan.phases}
    for item in found.values():
        if item.status is not Status.DROPPED:
            by_phase.setdefault(item.milestone.phase, []).append(item)
    return tuple(
        PhaseState(
            phase.id,
            phase.title,
            phase.outcome,
            tuple(item.id for item in by_phase[phase.id]),
            measure(by_phase[phase.id]),
        )
        for phase in plan.phases
    )


def streak(journey: Journey, capacity: Capacity, today: date) -> int:
    """Weeks in a row with something done, up to this one; a week of break is skipped over, this week may be young."""
    active = {monday(entry.date) for entry in journey.log if entry.kind is not Entry.REPORT}
    active.update(
        monday(record.finished) for record in journey.records.values() if record.finished and record.state is State.DONE
    )
    week, weeks = monday(today), 0
    first = monday(min([journey.settings.start, *active]))
    while week >= first:
        if week in active:
            weeks += 1
        elif capacity.week_hours(week) > 0 and week != monday(today):
            break
        week -= timedelta(weeks=1)
    return weeks
