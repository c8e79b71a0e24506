"""The rows of the timeline: phases as headings, their milestones below in order of start. Pure; knows no widget."""

from collections.abc import Iterable, Mapping, Sequence, Set
from datetime import date

from msgspec import Struct
from msgspec.structs import replace

from planner.core.journey import Entry, Journey, Pin
from planner.core.outlook import Outlook
from planner.core.progress import PhaseState
from planner.core.scope import Status
from planner.core.standing import MilestoneState


class Row(Struct, frozen=True):
    """One line. `start` and `finish` are None where nothing can be drawn.

    `worked` is the last day of work, after which it only waits; it equals `finish` where nothing waits. `past` are days
    with logged hours, `ahead` days with planned ones, as ordinals. `is_late` rows say by how many days, `days_late`.
    """

    id: str
    title: str
    start: date | None
    finish: date | None
    worked: date | None
    is_to_do: bool
    past: frozenset[int] = frozenset()
    ahead: frozenset[int] = frozenset()
    due: date | None = None
    pin: Pin | None = None
    days_late: int = 0
    phase: PhaseState | None = None
    is_folded: bool = False
    state: MilestoneState | None = None

    @property
    def is_phase(self) -> bool:
        return self.phase is not None

    @property
    def milestone(self) -> str | None:
        """The id of the milestone; None on the heading of a phase."""
        return self.state.id if self.state else None


def key(phase: str) -> str:
    """The id of a phase's row; milestones cannot have it, as their ids hold no colon."""
    return f"phase:{phase}"


def finished(outlook: Outlook) -> frozenset[str]:
    """Phases to fold at first: what is behind us, unless everything is."""
    if outlook.progress.is_finished:
        return frozenset()
    return frozenset(phase.id for phase in outlook.phases if phase.items and not phase.progress.open)


def rows(outlook: Outlook) -> tuple[Row, ...]:
    """Every row, phases in reading order."""
    logged = _days_logged(outlook.journey)
    found: list[Row] = []
    for phase in outlook.phases:
        if not phase.items:
            continue
        inside = [_milestone(outlook.milestones[each], logged) for each in phase.items]
        found.append(_heading(phase, inside))
        found += sorted(inside, key=lambda row: (row.start or date.max, row.finish or date.max))
    return tuple(found)


def fold(found: Iterable[Row], phases: Set[str]) -> tuple[Row, ...]:
    """The rows without the milestones of these phases."""
    return tuple(
        replace(row, is_folded=True) if row.phase and row.phase.id in phases else row
        for row in found
        if row.state is None or row.state.milestone.phase not in phases
    )


def span(outlook: Outlook, found: Sequence[Row], ends: Iterable[tuple[date, str]] = ()) -> tuple[date, date]:
    """The first and the last day that anything on the timeline is about, `ends` of the whole plan included."""
    settings = outlook.journey.settings
    days = [settings.start, outlook.today, *([settings.target] if settings.target else [])]
    days += [day for row in found for day in (row.start, row.finish, row.due) if day]
    days += [row.pin.date for row in found if row.pin]
    days += [day for day, _ in ends]
    return min(days), max([*days, *(spell.last for spell in outlook.journey.spells if spell.is_break)])


def _days_logged(journey: Journey) -> Mapping[str, set[int]]:
    """Days with hours in the log, by milestone."""
    days: dict[str, set[int]] = {}
    for entry in journey.log:
        if entry.kind is Entry.HOURS:
            days.setdefault(entry.about, set()).add(entry.date.toordinal())
    return days


def _milestone(state: MilestoneState, logged: Mapping[str, set[int]]) -> Row:
    slot, record = state.slot, state.item.record
    past = frozenset(logged.get(state.id, ()))
    start = state.start
    if past and start and state.status is not Status.OPEN:
        start = min(start, date.fromordinal(min(past)))
    return Row(
        id=state.id,
        title=state.title,
        start=start,
        finish=state.finish,
        worked=slot.worked if slot else state.finish,
        is_to_do=state.status.is_to_do,
        past=past,
        ahead=frozenset(block.date.toordinal() for block in slot.blocks) if slot else frozenset(),
        due=state.due if state.status.is_to_do else None,
        pin=record.pin,
        days_late=state.days_overdue,
        state=state,
    )


def _heading(phase: PhaseState, inside: Sequence[Row]) -> Row:
    return Row(
        id=key(phase.id),
        title=phase.title,
        start=min((row.start for row in inside if row.start), default=None),
        finish=max((row.finish for row in inside if row.finish), default=None),
        worked=None,
        is_to_do=bool(phase.progress.open),
        days_late=max((row.days_late for row in inside), default=0),
        phase=phase,
    )
