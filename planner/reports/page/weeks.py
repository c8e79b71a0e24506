"""Hours of each week as columns, against the capacity of the week."""

from typing import Final

from planner.core.capacity import monday
from planner.core.wording import date_words, hours_words
from planner.reports.charts import WeekFacts
from planner.reports.page.model import Table, Tick, WeekColumn, WeeksChart
from planner.reports.page.scales import hours_ticks, month_name, rounded
from planner.reports.report import Report

_TICKS: Final = 4
_MAJOR_EVERY: Final = 3
_MANY_WEEKS: Final = 30
_DASH: Final = "–"


def weeks(report: Report) -> WeeksChart:
    """The chart, a column for each week."""
    found = report.charts.weeks
    count = max(1, len(found.weeks))
    heights = (max(each.capacity, each.logged + each.habits + each.planned) for each in found.weeks)
    top, ticks = hours_ticks(max([1.0, *heights]), _TICKS)
    columns = tuple(_column(each, place, count, top) for place, each in enumerate(found.weeks))
    spans = [(each.left, each.right) for each in columns]
    now = monday(report.charts.today)
    return WeeksChart(
        title="Hours a week, against capacity",
        sentence=found.sentence,
        months=_months(found.weeks),
        hours=ticks,
        columns=columns,
        now=next((span for week, span in zip(found.weeks, spans, strict=True) if week.first == now), None),
        table=Table(
            ("Week of", "Logged", "Habits", "Planned", "Capacity"), tuple(map(_words, found.weeks)), (1, 2, 3, 4)
        ),
    )


def _column(each: WeekFacts, place: int, count: int, top: float) -> WeekColumn:
    return WeekColumn(
        left=rounded(place / count),
        right=rounded((place + 1) / count),
        capacity=rounded(each.capacity / top),
        logged=rounded(each.logged / top),
        habits=rounded(each.habits / top),
        planned=rounded(each.planned / top),
        is_break=each.is_break,
    )


def _months(found: tuple[WeekFacts, ...]) -> tuple[Tick, ...]:
    """Each month at the first week that begins in it; every third one where there are many weeks."""
    ticks = []
    for place, each in enumerate(found):
        if place == 0 or each.first.month != found[place - 1].first.month:
            is_major = len(found) < _MANY_WEEKS or (each.first.month - 1) % _MAJOR_EVERY == 0
            ticks.append(Tick(rounded(place / len(found)), month_name(each.first), is_major))
    # The first may stand for the last days of a month only, and then has no room.
    if len(ticks) > 1 and (ticks[1].place - ticks[0].place) * len(found) < len(found) / 20:
        del ticks[0]
    return tuple(ticks)


def _words(each: WeekFacts) -> tuple[str, ...]:
    hours = (hours_words(value) if value else _DASH for value in (each.logged, each.habits, each.planned))
    return date_words(each.first), *hours, "break" if each.is_break else hours_words(each.capacity)
