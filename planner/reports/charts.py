"""The numbers behind the drawings of a report: plain series, without a word on how anything is drawn.

Hours done and promised are those of `planner.core.trends`, the fan is `planner.core.forecast`'s; renderers only scale
them. Sums include what is private, as percent complete does; the dates of single hidden milestones stay out.
"""

from collections.abc import Collection
from datetime import date
from typing import Final

from msgspec import Struct

from planner.core import trends
from planner.core.capacity import monday
from planner.core.forecast_values import Forecast
from planner.core.outlook import Outlook
from planner.core.progress import PhaseState
from planner.core.scope import Status
from planner.core.standing import MilestoneState
from planner.reports.facts import Period

_MOST_WEEKS: Final = 78
_LEAST_WEEKS: Final = 12


class BurnUpPoint(Struct, frozen=True):
    """Hours by the end of `date`, a Sunday, or today in this week. `done` is None for weeks to come."""

    date: date
    done: float | None
    promised: float


class FanPoint(Struct, frozen=True):
    """Expected hours done by the end of `date`: nine runs in ten reach `low`, half `middle`, one in ten `high`."""

    date: date
    low: float
    middle: float
    high: float


class BurnUpFacts(Struct, frozen=True):
    """Hours done and promised from `first`, a Monday, on; `scope` is all that counts. `fan` begins after today.

    `done` and `promised` are those of today, `sentence` says them. Expected hours of whole milestones.
    """

    first: date
    scope: float
    done: float
    promised: float
    sentence: str
    points: tuple[BurnUpPoint, ...]
    fan: tuple[FanPoint, ...]


class WeekFacts(Struct, frozen=True):
    """One week from `first`, a Monday, on, in the person's own hours.

    `capacity` has habits in it; `planned` is what the schedule puts into the week from today on.
    """

    first: date
    capacity: float
    logged: float
    habits: float
    planned: float
    is_break: bool


class WeeksFacts(Struct, frozen=True):
    """Hours of each week: the period and half a year back at least, four weeks ahead, or more of a young journey.

    `sentence` gives the average.
    """

    sentence: str
    weeks: tuple[WeekFacts, ...]


class SpanFacts(Struct, frozen=True):
    """Days from first to last, both included."""

    first: date
    last: date


class PhaseSpan(Struct, frozen=True):
    """A phase in time: `behind` is what was worked on so far, `ahead` the projection of what is to do.

    `due` is the last promise of its milestones; `days_late` is how far the projection misses it, 0 when it does not.
    """

    id: str
    title: str
    word: str
    percent: int
    behind: SpanFacts | None
    ahead: SpanFacts | None
    due: date | None
    days_late: int


class Charts(Struct, frozen=True):
    """Everything that a report draws, beside skills, which it lists anyway."""

    today: date
    target: date | None
    burn_up: BurnUpFacts
    weeks: WeeksFacts
    phases: tuple[PhaseSpan, ...]


def charts(outlook: Outlook, forecast: Forecast | None, period: Period, hidden: Collection[str]) -> Charts:
    """The series of the report on `period`; the fan is empty without a forecast."""
    return Charts(
        today=outlook.today,
        target=outlook.journey.settings.target,
        burn_up=_burn_up(outlook, forecast),
        weeks=_weeks(outlook, period),
        phases=tuple(_phase(outlook, phase, hidden) for phase in outlook.phases if phase.items),
    )


def _burn_up(outlook: Outlook, forecast: Forecast | None) -> BurnUpFacts:
    found = trends.burn_up(outlook)
    fan = [point for point in forecast.fan if point.date > outlook.today] if forecast else []
    return BurnUpFacts(
        first=found.first,
        scope=found.scope,
        done=found.done,
        promised=found.promised,
        sentence=found.sentence,
        points=tuple(
            BurnUpPoint(each.date if each.done is None else min(each.date, found.today), each.done, each.promised)
            for each in found.points
        ),
        fan=tuple(FanPoint(point.date, point.low, point.middle, point.high) for point in fan),
    )


def _weeks(outlook: Outlook, period: Period) -> WeeksFacts:
    """At least half a year back, the whole period where that is longer, but never more than a page can show."""
    today, start = monday(outlook.today), monday(min(outlook.journey.settings.start, outlook.today))
    back = max(trends.PAST_WEEKS, (today - monday(period.first)).days // 7)
    ahead = max(trends.COMING_WEEKS, _LEAST_WEEKS - (today - start).days // 7)
    found = trends.weeks(outlook, past=min(_MOST_WEEKS, back), coming=ahead)
    return WeeksFacts(
        sentence=trends.hours_sentence(outlook, found),
        weeks=tuple(
            WeekFacts(each.first, each.capacity, each.logged, each.habits, each.planned, each.is_break)
            for each in found
        ),
    )


def _phase(outlook: Outlook, phase: PhaseState, hidden: Collection[str]) -> PhaseSpan:
    shown = [outlook.milestones[each] for each in phase.items if each not in hidden]
    counting = [state for state in shown if state.status is Status.DONE or state.status.is_to_do]
    due = max((state.due for state in counting if state.due), default=None)
    ahead = _ahead(outlook, counting)
    return PhaseSpan(
        id=phase.id,
        title=phase.title,
        word=phase.word,
        percent=phase.progress.percent,
        behind=_behind(outlook, counting),
        ahead=ahead,
        due=due,
        days_late=max(0, (ahead.last - due).days) if ahead and due else 0,
    )


def _behind(outlook: Outlook, states: list[MilestoneState]) -> SpanFacts | None:
    """From the first beginning to the last end; up to today while something is started."""
    begun = [state for state in states if state.status is not Status.OPEN and state.start]
    if not begun:
        return None
    first = min(state.start for state in begun if state.start)
    is_started = any(state.status is Status.STARTED for state in begun)
    last = outlook.today if is_started else max((state.finish for state in begun if state.finish), default=first)
    return SpanFacts(min(first, last), last)


def _ahead(outlook: Outlook, states: list[MilestoneState]) -> SpanFacts | None:
    """From the first day of work to come to the last projected finish."""
    slots = [state.slot for state in states if state.slot]
    if not slots:
        return None
    first = min(max(outlook.first_day, slot.start) for slot in slots)
    return SpanFacts(first, max(first, *(slot.finish for slot in slots)))
