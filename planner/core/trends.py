"""How the journey went and goes: done against promised, hours against capacity, estimates against facts.

Series of plain numbers for drawing, and the sentence that says the same as each of them. Nothing here looks into the
future but the promises and the schedule; ranges of dates are `planner.core.forecast`'s, the pace that it learns is
`planner.core.pace`'s, single days are `planner.core.activity`'s. Hours done and promised are expected hours of whole
milestones, as percent complete counts them; hours logged, of capacity and of estimates are the person's own. A week
runs from Monday to Sunday.
"""

from collections import defaultdict
from datetime import date, timedelta
from itertools import accumulate
from typing import Final

from msgspec import Struct

from planner.core import habits
from planner.core.capacity import monday
from planner.core.journey import Entry
from planner.core.outlook import Outlook
from planner.core.scope import Item, Status
from planner.core.wording import counted, hours_number, hours_words

PAST_WEEKS: Final = 26
COMING_WEEKS: Final = 4
_ON_PLAN_HOURS: Final = 0.5
_WEEK: Final = timedelta(weeks=1)


class BurnPoint(Struct, frozen=True):
    """The state at the end of `date`, a Sunday. `done` is None for weeks to come; in this week it is that of today."""

    date: date
    done: float | None
    promised: float


class BurnUp(Struct, frozen=True):
    """Hours done and promised, week by week, from that of the start to the end of the plan.

    `scope` is everything that counts, `done` what of it is behind us today, `begun` the part of `done` that is in
    milestones not finished yet, `promised` what was due before today.
    """

    first: date
    today: date
    points: tuple[BurnPoint, ...]
    scope: float
    done: float
    begun: float
    promised: float

    @property
    def sentence(self) -> str:
        """Done, promised and the difference, in words."""
        if not self.scope:
            return "Nothing in the plan counts: there is nothing to do and nothing done."
        said = f"{hours_number(_rounded(self.done))} of {whole_hours(self.scope)} of work done"
        if round(self.begun) >= 1:
            said += f", {whole_hours(self.begun)} of it in what is begun"
        if self.done >= self.scope:
            return f"{said}: all of it."
        if not self.promised and not self.done:
            return f"{said}; nothing is due yet."
        ahead = _rounded(self.done) - _rounded(self.promised)  # of the numbers shown, so that they add up
        if abs(ahead) < _ON_PLAN_HOURS:
            return f"{said}; that is as promised."
        word = "ahead of" if ahead > 0 else "behind"
        return f"{said}; {whole_hours(abs(ahead))} {word} the {whole_hours(self.promised)} promised by now."


class WeekHours(Struct, frozen=True):
    """One week from `first` on, in hours: `capacity` with habits in it, `logged` on milestones, `habits` ticked.

    `promised` are the hours of the milestones due in the week; `planned` is what the schedule puts into it from today
    on, 0 for weeks gone by. `habits` counts those only that take time of their own. `is_break`: no hours at all.
    """

    first: date
    capacity: float
    logged: float
    habits: float
    promised: float
    planned: float
    is_break: bool

    @property
    def used(self) -> float:
        """Hours spent, habits included."""
        return self.logged + self.habits


class PhaseAccuracy(Struct, frozen=True):
    """Estimated and logged hours of the `count` finished milestones of a phase that have hours in the log."""

    id: str
    title: str
    estimated: float
    logged: float
    count: int

    @property
    def ratio(self) -> float:
        """Hours taken for each hour estimated: 1.6 means 60 % more."""
        return self.logged / self.estimated

    @property
    def is_as_estimated(self) -> bool:
        """True when the ratio is 1.0 to one decimal, the most that a handful of milestones can tell."""
        return f"{self.ratio:.1f}" == "1.0"

    @property
    def verdict(self) -> str:
        """ "as estimated", or "1.6× the estimate"."""
        return "as estimated" if self.is_as_estimated else f"{self.ratio:.1f}× the estimate"

    @property
    def sentence(self) -> str:
        """ "Interviews runs 1.6× the estimate, from 3 milestones"."""
        return f"{self.title} runs {self.verdict}, from {counted(self.count, 'milestone')}"


def burn_up(outlook: Outlook) -> BurnUp:
    """Hours done by the dates of finishing, and promised by the dates due.

    What was done without a promise counts as promised for the day it was finished, what is to do without one for its
    projected finish. Dates before the start count in its week. What is partly done counts from today on.
    """
    counted_items = [item for item in outlook.items.values() if item.status is Status.DONE or item.status.is_to_do]
    start = outlook.journey.settings.start
    first = monday(min(start, outlook.today))
    this_week = monday(outlook.today)
    done, promised = _Weekly(first), _Weekly(first)
    overdue = 0.0
    for item in counted_items:
        due = _promise(outlook, item)
        promised.add(due, item.expected)
        if item.status is Status.DONE:
            done.add(min(item.record.finished or start, outlook.today), item.expected)
        if due < outlook.today:
            overdue += item.expected
    begun = sum(item.expected * item.done_share for item in counted_items if item.status.is_to_do)
    done.add(outlook.today, begun)
    last = max(this_week, promised.last, monday(outlook.finish or outlook.today))
    weeks = range((last - first).days // 7 + 1)
    points = tuple(
        BurnPoint(week + timedelta(days=6), behind if week <= this_week else None, due)
        for week, behind, due in zip(
            (first + number * _WEEK for number in weeks),
            done.risen(len(weeks)),
            promised.risen(len(weeks)),
            strict=True,
        )
    )
    return BurnUp(
        first=first,
        today=outlook.today,
        points=points,
        scope=sum(item.expected for item in counted_items),
        done=done.total,
        begun=begun,
        promised=overdue,
    )


def weeks(outlook: Outlook, *, past: int = PAST_WEEKS, coming: int = COMING_WEEKS) -> tuple[WeekHours, ...]:
    """Hours of each week since the start, of at most `past` before this one and of `coming` after it.

    A journey with nothing left to do ends with the week of its last milestone.
    """
    this_week = monday(outlook.today)
    if not outlook.open_phases:
        this_week, coming = monday(min(outlook.finish or outlook.today, outlook.today)), 0
    first = max(monday(min(outlook.journey.settings.start, outlook.today)), this_week - past * _WEEK)
    minutes = {habit.id: habit.minutes for habit in habits.of_plan(outlook.plan) if habit.own_hours}
    logged, ticked, promised, planned = (defaultdict[date, float](float) for _ in range(4))
    for entry in outlook.journey.log:
        if entry.kind is Entry.HOURS:
            logged[monday(entry.date)] += entry.hours
        elif entry.kind is Entry.HABIT:
            ticked[monday(entry.date)] += minutes.get(entry.about, 0) / 60
    for item in outlook.items.values():
        if item.record.due and (item.status is Status.DONE or item.status.is_to_do):
            promised[monday(item.record.due)] += item.personal
    for slot in outlook.schedule.slots.values():
        for block in slot.blocks:
            planned[monday(block.date)] += block.hours
    found = []
    for number in range((this_week - first).days // 7 + 1 + coming):
        week = first + number * _WEEK
        capacity = outlook.capacity.week_hours(week)
        found.append(
            WeekHours(week, capacity, logged[week], ticked[week], promised[week], planned[week], capacity == 0)
        )
    return tuple(found)


def hours_sentence(outlook: Outlook, found: tuple[WeekHours, ...]) -> str:
    """What the full weeks before this one came to on average, breaks left out."""
    this_week, start = monday(outlook.today), outlook.journey.settings.start
    past = [each for each in found if start <= each.first < this_week]
    full = [each for each in past if not each.is_break]
    if not full:
        return "The first full week is still to come."
    used = sum(each.used for each in full) / len(full)
    capacity = sum(each.capacity for each in full) / len(full)
    over = "in the one full week" if len(full) == 1 else f"a week on average over {len(full)} full weeks"
    breaks = len(past) - len(full)
    left_out = f", {counted(breaks, 'week')} of break left out" if breaks else ""
    return f"{hours_number(used)} of {hours_words(capacity)} {over}{left_out}."


def accuracy(outlook: Outlook) -> tuple[PhaseAccuracy, ...]:
    """Estimate against fact for each phase with finished milestones that have hours, in reading order.

    The estimate is the person's own hours of the milestone as it stands, corrections included.
    """
    known = {phase.id: phase.title for phase in outlook.plan.phases}
    by_phase: dict[str, list[Item]] = {phase: [] for phase in known}
    for item in outlook.items.values():
        if item.status is Status.DONE and item.logged and item.personal:
            by_phase.setdefault(item.milestone.phase, []).append(item)
    return tuple(
        PhaseAccuracy(
            phase,
            known.get(phase, phase),
            sum(item.personal for item in items),
            sum(item.logged for item in items),
            len(items),
        )
        for phase, items in by_phase.items()
        if items
    )


def accuracy_sentence(found: tuple[PhaseAccuracy, ...]) -> str:
    """All phases together."""
    if not found:
        return "No finished milestone has hours yet."
    whole = PhaseAccuracy(
        "", "", sum(each.estimated for each in found), sum(each.logged for each in found), sum(e.count for e in found)
    )
    return (
        f"All in all {whole.verdict}: {hours_number(whole.logged)} for {hours_words(whole.estimated)}, "
        f"from {counted(whole.count, 'finished milestone')}."
    )


def whole_hours(hours: float) -> str:
    """Hours without quarters once there are ten of them: an estimate of a whole plan is no better known."""
    return hours_words(_rounded(hours))


def _rounded(hours: float) -> float:
    return round(round(hours, 6)) if hours >= 10 else hours


def _promise(outlook: Outlook, item: Item) -> date:
    """The day for which an item counts as promised."""
    if item.record.due:
        return item.record.due
    slot = outlook.schedule.slots.get(item.id)
    return (slot.finish if slot else item.record.finished) or outlook.journey.settings.start


class _Weekly:
    """Hours by week from `first`, a Monday, on; what is earlier counts in the first week."""

    def __init__(self, first: date) -> None:
        self._first = first
        self._hours: defaultdict[int, float] = defaultdict(float)

    def add(self, day: date, hours: float) -> None:
        self._hours[max(0, (day - self._first).days // 7)] += hours

    @property
    def last(self) -> date:
        """The last week with hours."""
        return self._first + max(self._hours, default=0) * _WEEK

    @property
    def total(self) -> float:
        return sum(self._hours[week] for week in sorted(self._hours))

    def risen(self, count: int) -> list[float]:
        """The sum so far at the end of each of the first `count` weeks."""
        return list(accumulate(self._hours.get(week, 0.0) for week in range(count)))
