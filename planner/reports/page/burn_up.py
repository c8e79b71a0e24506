"""The burn-up: hours done and promised week by week, and the forecast as a fan from today on."""

from collections.abc import Callable, Sequence
from datetime import date
from math import ceil
from typing import Final

from planner.core.trends import whole_hours
from planner.core.wording import date_words
from planner.reports.charts import BurnUpFacts, FanPoint
from planner.reports.page.model import BurnUpChart, Curve, Table
from planner.reports.page.scales import Days, hours_ticks, rounded, thinned
from planner.reports.report import Report

_TICKS: Final = 5
_MOST_ROWS: Final = 60
_DASH: Final = "–"
_IN_PART: Final = " What is in progress counts in part here."


def burn_up(report: Report) -> BurnUpChart:
    """The chart, from the week of the start to the end of the plan, of the fan or the target, whichever is last."""
    found, today, target = report.charts.burn_up, report.charts.today, report.charts.target
    ends = [point.date for point in found.points[-1:]] + [point.date for point in found.fan[-1:]]
    last = max(today, target or today, *ends)
    days = Days(found.first, last)
    known = [point for point in found.points if point.done is not None]
    highest = max(found.scope, *(point.promised for point in found.points[-1:]), 1.0)
    top, ticks = hours_ticks(highest, _TICKS)

    def curve(points: Sequence[tuple[date, float]], *, first: tuple[float, float] = (0.0, 0.0)) -> Curve:
        placed = [(days.end(day), rounded(min(1.0, hours / top))) for day, hours in thinned(points)]
        return (first, *placed)

    now = (days.end(today), rounded(found.done / top))

    def edge(pick: Callable[[FanPoint], float]) -> Curve:
        return curve([(point.date, pick(point)) for point in found.fan], first=now) if found.fan else ()

    return BurnUpChart(
        title="Hours of work done, against plan",
        sentence=f"{found.sentence}{_IN_PART if report.in_progress else ''}",
        months=days.months(),
        hours=ticks,
        done=curve([(point.date, point.done or 0.0) for point in known]),
        promised=curve([(point.date, point.promised) for point in found.points]),
        low=edge(lambda point: point.low),
        middle=edge(lambda point: point.middle),
        high=edge(lambda point: point.high),
        today=now[0],
        target=days.end(target) if target else None,
        scope=rounded(found.scope / top),
        scope_label=f"{whole_hours(found.scope)} in all" if found.done < found.scope else "",
        done_label=f"{whole_hours(found.done)} done",
        target_label=f"target {date_words(target)}" if target else "",
        table=_table(found),
    )


def _table(found: BurnUpFacts) -> Table:
    """Every week, or every so many of them where there are very many."""
    fan = {point.date: point for point in found.fan}
    known = {point.date: point for point in found.points}
    last = found.points[-1]
    days = sorted({*known, *fan})
    rows = []
    for day in days[:: ceil(len(days) / _MOST_ROWS)]:
        # This week stands in the series with the day of today, in the fan with its Sunday: two rows then, rightly.
        point, range_ = known.get(day), fan.get(day)
        promised = point.promised if point else last.promised if day > last.date else None
        rows.append(
            (
                date_words(day),
                whole_hours(point.done) if point and point.done is not None else _DASH,
                whole_hours(promised) if promised is not None else _DASH,
                *(whole_hours(hours) if range_ else _DASH for hours in _range(range_)),
            )
        )
    heads = ("By the end of", "Done", "Promised", "9 runs in 10 reach", "Half reach", "1 in 10 reaches")
    shown = len(heads) if found.fan else 3
    return Table(heads[:shown], tuple(row[:shown] for row in rows), tuple(range(1, shown)))


def _range(point: FanPoint | None) -> tuple[float, float, float]:
    return (point.low, point.middle, point.high) if point else (0.0, 0.0, 0.0)
