"""How one milestone stands today: what every front shows of it, joined from item and schedule."""

from datetime import date

from msgspec import Struct

from planner.core.plan import Milestone
from planner.core.schedule import Slot
from planner.core.scope import MOST_DONE_UNSAID, Item, Status
from planner.core.wording import length_words


class MilestoneState(Struct, frozen=True):
    """Everything that fronts show of one milestone. Dates are None where they do not apply (dropped, skipped).

    `start` and `finish` are facts once it is done and projections before. `due` is the promise. `unlocks` are the
    milestones to do that require it directly. `float_days` is None when nothing is planned for it any more.
    """

    item: Item
    slot: Slot | None
    start: date | None
    finish: date | None
    due: date | None
    is_late: bool
    is_overdue: bool
    is_waiting: bool
    may_skip: bool
    unlocks: tuple[str, ...]

    @property
    def id(self) -> str:
        return self.item.id

    @property
    def title(self) -> str:
        return self.item.title

    @property
    def milestone(self) -> Milestone:
        return self.item.milestone

    @property
    def status(self) -> Status:
        return self.item.status

    @property
    def drives_finish(self) -> bool:
        return self.slot is not None and self.slot.drives_finish

    @property
    def float_days(self) -> int | None:
        return self.slot.float_days if self.slot else None

    @property
    def days_overdue(self) -> int:
        """Days by which the projected finish misses the promise; 0 when it does not."""
        return max(0, (self.finish - self.due).days) if self.finish and self.due and self.status.is_to_do else 0


def late_words(state: MilestoneState) -> str:
    """How late a milestone is, by its projection: "3 days late"; empty when it is not."""
    if state.days_overdue:
        return f"{length_words(state.days_overdue)} late"
    return "late" if state.is_overdue else ""


def standing(item: Item, slot: Slot | None, today: date, *, unlocks: tuple[str, ...], may_skip: bool) -> MilestoneState:
    """The state of `item`, placed at `slot` when it is still to do."""
    is_to_do, record = item.status.is_to_do, item.record
    due = record.due if item.status is not Status.DROPPED else None
    finish = slot.finish if slot else record.finished
    return MilestoneState(
        item=item,
        slot=slot,
        start=slot.start if slot else (record.started or record.finished),
        finish=finish,
        due=due,
        is_late=bool(is_to_do and due and finish and finish > due),
        is_overdue=bool(is_to_do and due and due < today),
        is_waiting=bool(slot and item.status is Status.STARTED and _only_waits(item, slot, today)),
        may_skip=may_skip,
        unlocks=unlocks,
    )


def _only_waits(item: Item, slot: Slot, today: date) -> bool:
    """True when all the work is done but for the word "done", and the calendar has to move."""
    return item.done_share >= MOST_DONE_UNSAID and slot.finish > max(slot.worked, today)
