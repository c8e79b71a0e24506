"""What this week and the next have no room for, as sentences: promises beyond the free hours, habits beyond the week.

They compare what was promised, not what the schedule makes of it: the schedule never overloads a day, it ends later.
A break is a decision and never a reproach: during one nothing is said, and a week without hours is not asked for any.
"""

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from typing import Final

from planner.core.capacity import Capacity, monday
from planner.core.habits import MOST_OF_WEEK, MOST_OF_WEEK_SEARCHING, HabitState, hours_a_week
from planner.core.standing import MilestoneState
from planner.core.wording import day_words, hours_words, listed

_MOST_NAMED: Final = 3
_QUARTER: Final = 0.25
_ROUNDING: Final = 1e-9


def warnings(
    milestones: Iterable[MilestoneState],
    habits: Sequence[HabitState],
    capacity: Capacity,
    today: date,
    *,
    is_searching: bool = False,
) -> tuple[str, ...]:
    """At most two sentences: one about promises, one about habits. `today` is the first day that can be planned."""
    spell = capacity.spell_on(today)
    if spell is not None and spell.is_break:
        return ()
    most = MOST_OF_WEEK_SEARCHING if is_searching else MOST_OF_WEEK
    found = (_promises(list(milestones), capacity, today), _habits(habits, capacity.week_hours(today), most))
    return tuple(each for each in found if each)


def _promises(milestones: Sequence[MilestoneState], capacity: Capacity, today: date) -> str:
    """This week's promises against its free hours, or else those of two weeks against the hours of both."""
    sunday = monday(today) + timedelta(days=6)
    this_week = _free(capacity, today, sunday)
    found = _beyond(milestones, this_week, today, sunday) if this_week else ""
    next_week = _free(capacity, sunday + timedelta(days=1), sunday + timedelta(days=7))
    if found or not next_week:
        return found
    last = sunday + timedelta(days=7)
    return _beyond(milestones, this_week + next_week, today, last)


def _beyond(milestones: Sequence[MilestoneState], free: float, today: date, last: date) -> str:
    """What is due by `last`, when it takes more than the `free` hours that there are; empty when it does not.

    Compared as they are shown, so that nobody reads that 8 hours are more than 8.
    """
    due = [state for state in milestones if state.due and state.due <= last and state.status.is_to_do]
    needed = sum(round(state.item.remaining / _QUARTER) * _QUARTER for state in due)
    if round(needed / _QUARTER) <= max(1, round(free / _QUARTER)):
        return ""
    due = sorted((state for state in due if state.item.remaining), key=lambda state: state.due or last)
    names = [f"“{state.title}” ({hours_words(state.item.remaining)})" for state in due[:_MOST_NAMED]]
    if len(due) > _MOST_NAMED:
        names.append(f"{len(due) - _MOST_NAMED} more")
    work = f"{hours_words(needed)} of work due by {day_words(last, today)}"
    return f"{work}, {hours_words(free)} free until then: {listed(names)}."


def _free(capacity: Capacity, first: date, last: date) -> float:
    """Hours that milestones may use, what habits take and what is worked already taken off."""
    return sum(capacity.free(first + timedelta(days=offset)) for offset in range((last - first).days + 1))


def _habits(habits: Sequence[HabitState], hours: float, most: float) -> str:
    """Habits against a week that is shorter than usual: their counts were fitted to the usual one.

    `hours` are those of the week, `most` is the share of them (0 to 1) that the fit rule leaves to habits.
    """
    needed = sum(hours_a_week(state.habit, state.wanted) for state in habits)
    if not hours or needed <= hours * most + _ROUNDING:
        return ""
    kept: list[str] = []
    room = hours * most
    for state in sorted(habits, key=lambda each: each.habit.priority):
        room -= hours_a_week(state.habit, state.wanted)
        if room < 0:
            break
        kept.append(f"“{state.habit.title}”")
    advice = f"{listed(kept[:_MOST_NAMED])} will do" if kept else "they can wait"
    return f"Habits come to {hours_words(needed)} and this week has {hours_words(hours)}: {advice}."
