"""Recurring habits: how often each comes round at a pace, what they take of the week, and how this period stands.

The counts at 5, 8 and 12 hours a week and the fit rule come with the plan; this module applies them.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from dateutil.relativedelta import relativedelta

from planner.core.capacity import monday
from planner.core.journey import Entry, Journey
from planner.core.plan import Habit, Period, Plan

SEARCH_PHASE: Final = "search"
MOST_OF_WEEK: Final = 0.8
MOST_OF_WEEK_SEARCHING: Final = 0.9
_WEEKS: Final = {Period.WEEK: 1.0, Period.FORTNIGHT: 2.0, Period.MONTH: 52 / 12, Period.QUARTER: 13.0}


@dataclass(frozen=True, slots=True)
class HabitState:
    """One habit in its present period: `done` of `wanted` times between `first` and `last`."""

    habit: Habit
    wanted: int
    done: int
    first: date
    last: date

    @property
    def is_done(self) -> bool:
        return self.done >= self.wanted


def of_plan(plan: Plan) -> tuple[Habit, ...]:
    """The destination's habits that apply to this plan."""
    return tuple(habit for habit in plan.destination.habits if not habit.plans or plan.id in habit.plans)


def in_phases(habits: Sequence[Habit], phases: Collection[str]) -> tuple[Habit, ...]:
    """The habits that belong to any of these phases."""
    return tuple(habit for habit in habits if any(phase in phases for phase in habit.phases))


def hours_a_week(habit: Habit, times: int) -> float:
    """Hours a week that `times` per period come to."""
    return times * habit.minutes / 60 / _WEEKS[habit.per]


def fitted(habits: Sequence[Habit], budget: float, *, is_searching: bool) -> dict[str, int]:
    """Times per period for each habit within `budget` hours a week.

    Counts are those of the nearest pace (5, 8 or 12 hours). While together they take more than 80 % of the budget
    (90 % while searching), the least important one is done once less.
    """
    counts = {habit.id: _count(habit, budget, is_searching=is_searching) for habit in habits}
    most = budget * (MOST_OF_WEEK_SEARCHING if is_searching else MOST_OF_WEEK)
    while sum(hours_a_week(habit, counts[habit.id]) for habit in habits) > most:
        least = max((habit for habit in habits if counts[habit.id]), key=lambda habit: habit.priority, default=None)
        if least is None:
            break
        counts[least.id] -= 1
    return counts


def own_hours(plan: Plan, open_phases: Collection[str], budget: float) -> float:
    """Hours a week that own-hours habits of the phases still open take from milestones, at a `budget` of hours."""
    habits = [habit for habit in in_phases(of_plan(plan), open_phases) if habit.own_hours]
    counts = fitted(habits, budget, is_searching=False)
    return sum(hours_a_week(habit, counts[habit.id]) for habit in habits)


def states(plan: Plan, journey: Journey, active_phases: Collection[str], today: date) -> tuple[HabitState, ...]:
    """This period of every habit of the active phases, those with nothing wanted and nothing done left out."""
    habits = in_phases(of_plan(plan), active_phases)
    counts = fitted(habits, journey.settings.week.total, is_searching=SEARCH_PHASE in active_phases)
    found = []
    for habit in habits:
        first, last = period(habit.per, today, journey.settings.start)
        done = sum(
            entry.kind is Entry.HABIT and entry.about == habit.id and first <= entry.date <= last
            for entry in journey.log
        )
        if counts[habit.id] or done:
            found.append(HabitState(habit, counts[habit.id], done, first, last))
    return tuple(sorted(found, key=lambda state: state.habit.priority))


def period(per: Period, day: date, start: date) -> tuple[date, date]:
    """First and last day of the period that `day` is in; fortnights are counted from the week of `start`."""
    if per is Period.WEEK:
        return monday(day), monday(day) + timedelta(days=6)
    if per is Period.FORTNIGHT:
        weeks = (monday(day) - monday(start)).days // 7
        first = monday(day) - timedelta(weeks=weeks % 2)
        return first, first + timedelta(days=13)
    months = 1 if per is Period.MONTH else 3
    first = day.replace(month=(day.month - 1) // months * months + 1, day=1)
    return first, first + relativedelta(months=months, days=-1)


def _count(habit: Habit, budget: float, *, is_searching: bool) -> int:
    counts = habit.count_search if is_searching and habit.count_search is not None else habit.count
    nearest = min(counts, key=lambda hours: (abs(hours - budget), hours), default=None)
    return 0 if nearest is None else counts[nearest]
