"""What a task tool made of exported milestones, and what that would change here.

A tool is told of milestones in a calendar file and hands one back. Three versions of a milestone then meet: what was
sent, what came back, and what is here now. Only what differs between the first two was done over there; it becomes a
proposal when it is not so here as well. Without a word on what was sent, what is here now stands for it, and silence
then means nothing: a task that is still open there takes nothing back that was done here.

Nothing is changed here: `planner.core.changes.incoming` takes proposals. Reading a calendar is the reports' subject.
"""

from collections.abc import Iterator
from datetime import date, timedelta
from enum import StrEnum
from typing import Final

from msgspec import Struct

from planner.core.outlook import Outlook
from planner.core.scope import Status
from planner.core.standing import MilestoneState
from planner.core.wording import date_words, day_words

FARTHEST_YEARS: Final = 50
_WHOLE: Final = 100


def uid(journey_id: str, milestone_id: str) -> str:
    """The name of a milestone in all calendars of the world; it never changes. Ids hold neither "." nor "@"."""
    return f"{journey_id}-{milestone_id}@planner"


class Told(StrEnum):
    """What a task tool says of a task."""

    OPEN = "open"
    STARTED = "started"
    DONE = "done"
    CANCELLED = "cancelled"


TOLD: Final = {
    Status.OPEN: Told.OPEN,
    Status.STARTED: Told.STARTED,
    Status.DONE: Told.DONE,
    Status.SKIPPED: Told.CANCELLED,
    Status.WAIVED: Told.CANCELLED,
}


class Sent(Struct, frozen=True):
    """What a task said when it left here. `percent` is from 0 to 100."""

    told: Told
    percent: int
    due: date | None


class IncomingTask(Struct, frozen=True):
    """A task as it came back. `ended` is the day it was completed; `sent` is None when the tool did not keep it."""

    uid: str
    told: Told
    percent: int | None = None
    ended: date | None = None
    due: date | None = None
    sent: Sent | None = None


class Incoming(Struct, frozen=True):
    """All tasks of the files read, ours or not, and the uids of all events."""

    tasks: tuple[IncomingTask, ...]
    events: tuple[str, ...] = ()


class What(StrEnum):
    """What a proposal does, in the word of the command that does it."""

    DONE = "done"
    BEGIN = "begin"
    REOPEN = "reopen"
    DROP = "drop"
    DUE = "due"


class Proposal(Struct, frozen=True):
    """One change to a milestone. `old` and `new` are statuses; dates for `What.DUE`. `on` is the day it was done."""

    id: str
    title: str
    what: What
    old: Status | date | None
    new: Status | date
    reason: str
    on: date | None = None


class Count(Struct, frozen=True):
    """How many tasks and events of the files are of this journey, and how many are others'."""

    tasks: int
    events: int
    others: int

    @property
    def ours(self) -> int:
        return self.tasks + self.events


def count(outlook: Outlook, incoming: Incoming) -> Count:
    """Whose the tasks and events are."""
    beginnings = (f"{outlook.journey.id}-", f"{outlook.journey.id}.")  # a milestone's, a day's
    ours = [each.uid for each in incoming.tasks if each.uid.startswith(beginnings)]
    events = [each for each in incoming.events if each.startswith(beginnings)]
    return Count(len(ours), len(events), len(incoming.tasks) + len(incoming.events) - len(ours) - len(events))


def proposals(outlook: Outlook, incoming: Incoming) -> tuple[Proposal, ...]:
    """What the tasks that came back would change, in reading order; of two with one uid the later one counts."""
    return tuple(each for state, task in _ours(outlook, incoming) for each in _of(outlook, state, task))


def remarks(outlook: Outlook, incoming: Incoming) -> tuple[str, ...]:
    """What was changed there and has no counterpart here, as sentences that say what to do instead."""
    return tuple(each for state, task in _ours(outlook, incoming) for each in _remarks(outlook, state, task))


def change_words(proposal: Proposal, today: date) -> tuple[str, str]:
    """Before and after in words: "open" and "done Sat 21 Nov", or the two dates."""
    old, new = proposal.old, proposal.new
    before = day_words(old, today) if isinstance(old, date) else old.value if old else "no date"
    if isinstance(new, date):
        return before, day_words(new, today)
    return before, f"{new.value} {day_words(proposal.on, today)}" if proposal.on else new.value


def _ours(outlook: Outlook, incoming: Incoming) -> Iterator[tuple[MilestoneState, IncomingTask]]:
    by_uid = {task.uid: task for task in incoming.tasks}
    for each, state in outlook.milestones.items():
        task = by_uid.get(uid(outlook.journey.id, each))
        if task is not None:
            yield state, task


def _of(outlook: Outlook, state: MilestoneState, task: IncomingTask) -> Iterator[Proposal]:
    status = state.status
    new = _status(status, task)
    if new is not None:
        what = _WHAT[new] if status.is_to_do or new is Status.DONE else What.REOPEN
        on = _ended(outlook, task) if new is Status.DONE else None
        yield Proposal(state.id, state.title, what, status, new, _reason(what, task, on), on)
    stays = new in (None, Status.STARTED) and status.is_to_do
    if stays and _has_moved(state, task) and _is_possible(outlook, task.due):
        assert task.due is not None
        yield Proposal(state.id, state.title, What.DUE, state.due, task.due, _reason_of_move(outlook, state, task.due))


_WHAT: Final = {
    Status.DONE: What.DONE,
    Status.STARTED: What.BEGIN,
    Status.DROPPED: What.DROP,
    Status.OPEN: What.REOPEN,
}


def _status(here: Status, task: IncomingTask) -> Status | None:
    """The status that the milestone would get; None when the task asks for none."""
    told, sent = task.told, task.sent.told if task.sent else TOLD[here]
    if told is sent or told is TOLD[here]:
        return None
    if told is Told.DONE:
        return Status.DONE
    if told is Told.CANCELLED:
        return Status.DROPPED if here.is_to_do else None
    if here.is_to_do:
        return Status.STARTED if told is Told.STARTED else None
    # Without a word on what was sent, an open task may just be an old one.
    was_closed = task.sent is not None and sent in (Told.DONE, Told.CANCELLED)
    return Status.OPEN if was_closed else None


def _ended(outlook: Outlook, task: IncomingTask) -> date:
    """The day on which it was completed there; today when the tool did not say, or said one that cannot be."""
    today = outlook.today
    earliest = outlook.journey.settings.start - timedelta(days=366)
    return task.ended if task.ended and earliest <= task.ended <= today else today


def _has_moved(state: MilestoneState, task: IncomingTask) -> bool:
    if task.due is None or task.due == state.due:
        return False
    return task.sent is None or task.due != task.sent.due


def _is_possible(outlook: Outlook, day: date | None) -> bool:
    return day is not None and outlook.today <= day <= outlook.today + timedelta(days=366 * FARTHEST_YEARS)


def _reason(what: What, task: IncomingTask, on: date | None) -> str:
    if what is What.DONE:
        return f"completed there on {date_words(task.ended)}" if task.ended and task.ended == on else "completed there"
    if what is What.DROP:
        return "cancelled there; nothing that requires it waits any longer"
    if what is What.REOPEN:
        return "no longer completed there"
    return f"{task.percent} % done there" if task.percent else "begun there"


def _reason_of_move(outlook: Outlook, state: MilestoneState, new: date) -> str:
    if state.finish and state.finish > new:
        return f"moved there; the plan ends it on {day_words(state.finish, outlook.today)}, so it will be late"
    return "moved there"


def _remarks(outlook: Outlook, state: MilestoneState, task: IncomingTask) -> Iterator[str]:
    if not state.status.is_to_do:
        return
    has_moved = _has_moved(state, task)
    if has_moved and task.due is not None and not _is_possible(outlook, task.due):
        where = "has passed" if task.due < outlook.today else f"is more than {FARTHEST_YEARS} years away"
        yield f"{state.title}: due {date_words(task.due)} there, which {where}; its date stays."
    percent, here = task.percent or 0, int(_WHOLE * state.item.done_share)
    sent = task.sent.percent if task.sent else here
    if 0 < percent < _WHOLE and percent not in (sent, here) and task.told is not Told.DONE:
        yield (
            f"{state.title}: {percent} % there, {here} % here, which comes from hours and steps; "
            f"`planner log {state.id} HOURS` or `planner tick {state.id} N` moves it."
        )
