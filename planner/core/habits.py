"""Recurring habits: how often each comes round at a pace, what they take of the week, and how this period stands.

The counts at 5, 8 and 12 hours a week and the fit rule come with the plan; this module applies them. A habit with
hours of its own makes the week shorter for milestones (`own_hours`). Any other spends the hours of a milestone that it
feeds (`fed`): a tick of it is work on that milestone, so its time is never counted beside it.
"""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from itertools import pairwise
from typing import Final

from msgspec import Struct

from planner.core.capacity import monday
from planner.core.journey import Entry, Journey
from planner.core.plan import Habit, Period, Plan
from planner.core.schedule import Slot
from planner.core.scope import Item, Status

SEARCH_PHASE: Final = "search"
MOST_OF_WEEK: Final = 0.8
MOST_OF_WEEK_SEARCHING: Final = 0.9
_LITTLE: Final = 1e-12
_WEEKS: Final = {Period.WEEK: 1.0, Period.FORTNIGHT: 2.0, Period.MONTH: 52 / 12, Period.QUARTER: 13.0}


class HabitState(Struct, frozen=True):
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
    most = budget * _most_of_week(is_searching)
    lowered = _lowered(habits, budget, is_searching=is_searching)
    return next(counts for counts, hours in lowered if hours <= most or not any(counts.values()))


def own_hours(plan: Plan, open_phases: Collection[str], budget: float, *, is_searching: bool = False) -> float:
    """Hours a week that own-hours habits of the phases still open take from milestones, at a `budget` of hours.

    Which phases will be active in a coming week follows from the schedule, and the schedule from these hours. So every
    phase still open counts: that needs no schedule, and it can only take too much, never too little. In the shipped
    plans that is at most three quarters of an hour a week more than the phases of a single week would take, since most
    habits with own hours belong to nearly every phase. Habits that feed milestones are left out of the sum, for the
    fit rule too: over all phases at once they would crowd out what takes time. See `searching` for `is_searching`.

    Counts jump: at the paces between those given (from 5 to 8 at 6½ hours), and where one more fits. A little more time
    a week must never leave less of it to milestones, so just behind a jump habits take only what came on top of it.
    """
    habits = [habit for habit in in_phases(of_plan(plan), open_phases) if habit.own_hours]

    def taken(hours: float) -> float:
        counts = fitted(habits, hours, is_searching=is_searching)
        return sum(hours_a_week(habit, counts[habit.id]) for habit in habits)

    usual = taken(budget)
    jumps = _jumps(habits, budget, is_searching=is_searching)
    return min([usual, *(budget - jump + taken(jump) for jump in jumps if budget - usual < jump < budget)])


def searching(items: Iterable[Item]) -> bool:
    """True while a milestone of the search phase has been begun and is not finished: no schedule is needed to know."""
    return any(item.milestone.phase == SEARCH_PHASE and item.status is Status.STARTED for item in items)


def fed(habit: Habit, items: Mapping[str, Item], course: Callable[[], Iterable[Slot]]) -> Item | None:
    """The milestone that a tick of this habit is work on: of those it feeds, what was begun first.

    When none has been begun, the first in the schedule that could be; `course`, its slots in order, is asked for only
    then. None for a habit with hours of its own, and when all it feeds is done, dropped, blocked or part of paid work.
    """
    feeds = [] if habit.own_hours else [items[each] for each in habit.feeds if each in items and items[each].personal]
    started = [item for item in feeds if item.status is Status.STARTED]
    if started:
        return min(started, key=lambda item: item.record.started or date.max)
    opening = {item.id: item for item in feeds if item.status is Status.OPEN}
    ready = (slot.id for slot in course() if not slot.waits_for) if opening else ()
    return next((opening[each] for each in ready if each in opening), None)


def fed_hours(habit: Habit, item: Item) -> float:
    """Own hours that one tick puts into a milestone it feeds: as much of it is done on the job as of the milestone."""
    return round(habit.minutes / 60 * (1 - item.milestone.on_the_job), 4)


def states(plan: Plan, journey: Journey, active_phases: Collection[str], today: date) -> tuple[HabitState, ...]:
    """This period of every habit of the active phases, those with nothing wanted and nothing done left out."""
    habits = in_phases(of_plan(plan), active_phases)
    counts = fitted(habits, journey.settings.week.total, is_searching=SEARCH_PHASE in active_phases)
    ticks = [entry for entry in journey.log if entry.kind is Entry.HABIT]
    found = []
    for habit in habits:
        first, last = period(habit.per, today, journey.settings.start)
        done = sum(entry.about == habit.id and first <= entry.date <= last for entry in ticks)
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
    following = (first + timedelta(days=31 * months)).replace(day=1)  # 31 or 93 days on is early in the month after
    return first, following - timedelta(days=1)


def _lowered(habits: Sequence[Habit], budget: float, *, is_searching: bool) -> Iterator[tuple[dict[str, int], float]]:
    """Counts at the nearest pace and their hours a week, then with the least important once less, down to none."""
    counts = {habit.id: _count(habit, budget, is_searching=is_searching) for habit in habits}
    while True:
        yield dict(counts), sum(hours_a_week(habit, counts[habit.id]) for habit in habits)
        least = max((habit for habit in habits if counts[habit.id]), key=lambda habit: habit.priority, default=None)
        if least is None:
            return
        counts[least.id] -= 1


def _jumps(habits: Sequence[Habit], budget: float, *, is_searching: bool) -> set[float]:
    """Hours a week just below those at which habits come to take more, for budgets up to this one."""
    paces = [sorted(_counts(habit, is_searching=is_searching)) for habit in habits]
    between = {(one + other) / 2 for each in paces for one, other in pairwise(each)}
    most = _most_of_week(is_searching)
    fitting = {
        hours / most * (1 - _LITTLE)
        for pace in (*between, budget)
        for _, hours in _lowered(habits, pace, is_searching=is_searching)
    }
    return between | fitting


def _most_of_week(is_searching: bool) -> float:
    return MOST_OF_WEEK_SEARCHING if is_searching else MOST_OF_WEEK


def _counts(habit: Habit, *, is_searching: bool) -> Mapping[int, int]:
    return habit.count_search if is_searching and habit.count_search is not None else habit.count


def _count(habit: Habit, budget: float, *, is_searching: bool) -> int:
    counts = _counts(habit, is_searching=is_searching)
    nearest = min(counts, key=lambda hours: (abs(hours - budget), hours), default=None)
    return 0 if nearest is None else counts[nearest]
