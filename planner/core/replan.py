"""What re-planning would change: the promises that the projection no longer keeps, and why each would move.

The schedule is a projection that moves every day; a due date is a promise that does not. A move is the difference
between the two. Nothing is changed here: the verb that accepts moves is `planner.core.changes.replan`, and what a
reason rests on is the subject of `planner.core.causes`.
"""

from datetime import date

from msgspec import Struct

from planner.core.causes import Causes
from planner.core.outlook import Outlook


class Move(Struct, frozen=True):
    """A milestone to do whose promise would change from `old` (None when it has none yet) to `new`, and the reason."""

    id: str
    title: str
    old: date | None
    new: date
    reason: str

    @property
    def days(self) -> int:
        """Days from the old promise to the new one, negative when it moves forward; 0 when there is no old one."""
        return (self.new - self.old).days if self.old else 0


def moves(outlook: Outlook) -> tuple[Move, ...]:
    """Every milestone to do whose due differs from its projected finish or is missing, in order of new date."""
    slots, causes = outlook.schedule.slots, Causes(outlook)
    found = [
        Move(each, outlook.items[each].title, outlook.items[each].record.due, slot.finish, causes.reason(each))
        for each, slot in slots.items()
        if outlook.items[each].record.due != slot.finish
    ]
    return tuple(sorted(found, key=lambda move: move.new))


def promised_finish(outlook: Outlook) -> date | None:
    """The last promise of what is still to do; None when nothing is promised. `Outlook.finish` is where it would go."""
    dues = (item.record.due for item in outlook.items.values() if item.status.is_to_do)
    return max((due for due in dues if due), default=None)
