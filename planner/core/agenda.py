"""What to do now, this week and soon, and why. Sentences for reasons live here, so that every front gives the same.

Hours are the person's own; a week runs from Monday to Sunday.
"""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Final

from msgspec import Struct

from planner.core.capacity import Capacity, monday
from planner.core.journey import Entry, Journey, PinKind
from planner.core.schedule import Block, Schedule
from planner.core.scope import Status
from planner.core.standing import MilestoneState
from planner.core.wording import counted, date_words, day_words, hours_words, listed

SOON_DAYS: Final = 14
ALTERNATIVES: Final = 2
SHORTEST_MINUTES: Final = 5


class DayState(Struct, frozen=True):
    """One day of the week: the person's hours, hours planned from today on, hours logged."""

    date: date
    capacity: float
    planned: float
    logged: float


class WeekState(Struct, frozen=True):
    """The week that today is in. `capacity` includes habit time; `planned` is what is still planned in it."""

    days: tuple[DayState, ...]
    habit_hours: float

    @property
    def first(self) -> date:
        return self.days[0].date

    @property
    def last(self) -> date:
        return self.days[-1].date

    @property
    def capacity(self) -> float:
        return sum(day.capacity for day in self.days)

    @property
    def planned(self) -> float:
        return sum(day.planned for day in self.days)

    @property
    def logged(self) -> float:
        return sum(day.logged for day in self.days)

    @property
    def left(self) -> float:
        """Hours of the week not yet logged; never negative."""
        return max(0.0, self.capacity - self.logged)


class Alternative(Struct, frozen=True):
    """Another thing to do, and why it is not the first choice."""

    id: str
    title: str
    why_not: str


class NextAction(Struct, frozen=True):
    """What to do next: hours of its next work block, the day it is planned for, why, and the first step open."""

    id: str
    title: str
    hours: float
    date: date
    reason: str
    first_step: str
    alternatives: tuple[Alternative, ...]


def week(journey: Journey, capacity: Capacity, plan: Schedule, today: date) -> WeekState:
    """The week that `today` is in, day by day."""
    first = monday(today)
    dates = [first + timedelta(days=offset) for offset in range(7)]
    planned, logged = dict.fromkeys(dates, 0.0), dict.fromkeys(dates, 0.0)
    for slot in plan.slots.values():
        for block in slot.blocks:
            if block.date > dates[-1]:
                break
            planned[block.date] += block.hours
    for entry in journey.log:
        if entry.kind is Entry.HOURS and entry.date in logged:
            logged[entry.date] += entry.hours
    days = tuple(DayState(day, capacity.hours(day), planned[day], logged[day]) for day in dates)
    return WeekState(days, min(capacity.habit_hours, sum(day.capacity for day in days)))


def coming_blocks(plan: Schedule, first: date, days: int) -> list[tuple[Block, str]]:
    """Work blocks of `days` days from `first` on with the id of their milestone, by date, then in plan order."""
    last = first + timedelta(days=days - 1)
    found = [(block, slot.id) for slot in plan.slots.values() for block in slot.blocks if first <= block.date <= last]
    return sorted(found, key=lambda each: each[0].date)


def due_soon(states: Mapping[str, MilestoneState], today: date) -> tuple[MilestoneState, ...]:
    """Milestones to do that are overdue or due within two weeks; by due date, then plan order."""
    last = today + timedelta(days=SOON_DAYS)
    found = [state for state in states.values() if state.status.is_to_do and state.due and state.due <= last]
    return tuple(sorted(found, key=lambda state: state.due or last))


def next_action(
    states: Mapping[str, MilestoneState], plan: Schedule, today: date, minutes: int | None
) -> NextAction | None:
    """The first work block that fits `minutes` (any when None), or the first of all when none is that short."""
    candidates = _candidates(states, plan)
    if not candidates:
        return None
    fitting = [each for each in candidates if _fits(each[1], minutes)]
    chosen, block = (fitting or candidates)[0]
    others = [each for each in candidates if each[0] is not chosen]
    return NextAction(
        id=chosen.id,
        title=chosen.title,
        hours=block.hours,
        date=block.date,
        reason=_reason(chosen, today, minutes if not fitting else None),
        first_step=_first_step(chosen),
        alternatives=tuple(
            Alternative(state.id, state.title, _why_not(state, other, today, minutes, block.date))
            for state, other in others[:ALTERNATIVES]
        ),
    )


def _candidates(states: Mapping[str, MilestoneState], plan: Schedule) -> list[tuple[MilestoneState, Block]]:
    """Milestones that could be worked on now, each with its first block, in the order of the schedule.

    When everything left only waits, the one whose wait ends first stands for them, with no hours.
    """
    ready = [(states[slot.id], slot.blocks[0]) for slot in plan.slots.values() if slot.blocks and not slot.waits_for]
    if not ready:
        waiting = sorted((slot for slot in plan.slots.values() if not slot.waits_for), key=lambda slot: slot.finish)
        ready = [(states[slot.id], Block(slot.finish, 0.0)) for slot in waiting]
    return sorted(ready, key=lambda each: (each[1].date, not each[0].drives_finish, each[0].due or each[1].date))


def _fits(block: Block, minutes: int | None) -> bool:
    return minutes is None or block.hours * 60 <= minutes + SHORTEST_MINUTES


def _reason(state: MilestoneState, today: date, too_short: int | None) -> str:
    """Why this one now, as the end of a sentence that begins with "because"."""
    parts = []
    if state.is_overdue and state.due:
        parts.append(f"it was due on {day_words(state.due, today)}")
    if state.drives_finish:
        parts.append("it drives the finish")
    if state.unlocks:
        parts.append(f"it unlocks {counted(len(state.unlocks), 'milestone')}")
    pin = state.item.record.pin
    if pin and pin.kind is not PinKind.NOT_BEFORE:
        parts.append(f"it is pinned to {day_words(pin.date, today)}")
    if state.milestone.elapsed_weeks and state.status is Status.OPEN:
        weeks = counted(round(state.milestone.elapsed_weeks), "week")
        parts.append(f"starting it starts {weeks} of waiting")
    if state.is_waiting and state.finish:
        parts.append(f"its wait ends on {day_words(state.finish, today)}")
    if not parts and state.due:
        parts.append(f"it is due on {day_words(state.due, today)}")
    if not parts:
        parts.append("it is the first that can be done")
    if too_short is not None:
        parts.append(f"nothing fits in {counted(too_short, 'minute')}, so take its first step")
    return listed([part if index == 0 else part.removeprefix("it ") for index, part in enumerate(parts)])


def _first_step(state: MilestoneState) -> str:
    steps, ticked = state.milestone.steps, state.item.record.steps
    return next((step for index, step in enumerate(steps) if index not in ticked), state.milestone.done_when)


def _why_not(state: MilestoneState, block: Block, today: date, minutes: int | None, chosen_on: date) -> str:
    if not _fits(block, minutes):
        return f"its next block takes {hours_words(block.hours)}"
    if block.date > chosen_on:
        return f"planned for {day_words(block.date, today)}"
    if state.float_days:
        return f"it can wait {counted(state.float_days, 'day')} without moving the finish"
    if state.due:
        return f"due later, on {date_words(state.due)}"
    return "it comes after the first in the plan"
