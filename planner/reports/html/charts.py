"""Burn-up, phases and weeks as inline SVG. The places of everything come from the page; here is only how it looks."""

from typing import Final

from planner.core.wording import shortened
from planner.reports.html.frame import (
    drawing,
    label,
    legend,
    levels,
    months,
    numbers,
    path,
    percent,
    stretched,
    upright,
)
from planner.reports.html.markup import Markup, element, text
from planner.reports.page.model import BurnUpChart, PhaseRow, PhasesChart, WeekColumn, WeeksChart

_TOP: Final = 34.0  # room for two rows of labels
_AXIS: Final = 24.0
_BURN_UP: Final = 260.0
_WEEKS: Final = 170.0
_ROW: Final = 40.0
_CLOSE: Final = 0.55  # of the width: what two labels need on a telephone
_LONGEST_NAME: Final = 38


def burn_up(chart: BurnUpChart) -> Markup:
    """Hours done as an area, the promises as a dashed line, the forecast as a fan."""
    bottom = _TOP + _BURN_UP
    height = 1 - (chart.done[-1][1] if chart.done else 0.0)
    curves = [element("path", d=path(chart.done, ((chart.done[-1][0], 0.0),)), class_="area done")]
    if chart.low:
        curves.append(element("path", d=path(chart.high, chart.low), class_="area fan"))
        curves.append(element("path", d=path(chart.middle), class_="line middle"))
    curves.append(element("path", d=path(chart.promised), class_="line promised"))
    curves.append(element("path", d=path(chart.done), class_="line done"))
    is_right = chart.today > 0.35
    drawn = drawing(
        "burn-up",
        chart.title,
        chart.sentence,
        bottom + _AXIS,
        levels(chart.hours, _TOP, _BURN_UP),
        months(chart.months, _TOP, bottom),
        stretched(_TOP, _BURN_UP, *curves),
        _moments(chart.today, chart.target, chart.target_label, bottom),
        element("circle", cx=percent(chart.today), cy=_TOP + height * _BURN_UP, r="4.5", class_="dot done"),
        label(1, _TOP + (1 - chart.scope) * _BURN_UP - 7, chart.scope_label, ends=True),
        _done_label(chart, is_right, max(_TOP + 12, _TOP + height * _BURN_UP - 10)),
    )
    parts = [("area done", "done"), ("line promised", "promised")]
    if chart.low:
        parts += [("area fan", "where eight in ten runs go"), ("line middle", "the middle run")]
    return _figure(
        "burn-up has-axis", chart.title, chart.sentence, legend(*parts), drawn, numbers(chart.table, chart.title)
    )


def phases(chart: PhasesChart) -> Markup:
    """A row for each phase: its name above its bars."""
    bottom = _TOP + len(chart.rows) * _ROW + 6
    drawn = drawing(
        "phases",
        chart.title,
        chart.sentence,
        bottom + _AXIS,
        months(chart.months, _TOP, bottom),
        _moments(chart.today, chart.target, chart.target_label, bottom),
        *(_phase(row, _TOP + place * _ROW) for place, row in enumerate(chart.rows)),
    )
    parts = [("area solid", "worked on")]
    if any(row.ahead for row in chart.rows):
        parts.append(("area ahead", "projected"))
    if any(row.due is not None for row in chart.rows):
        parts.append(("area due", "last due date"))
    return _figure("phases", chart.title, chart.sentence, legend(*parts), drawn, numbers(chart.table, chart.title))


def weeks(chart: WeeksChart) -> Markup:
    """A column for each week."""
    bottom = _TOP + _WEEKS
    now = []
    if chart.now is not None:
        left, right = chart.now
        is_right = right > 0.7
        now = [
            element("rect", x=percent(left), y="16", width=percent(right - left), height=bottom - 16, class_="band"),
            label(right if is_right else left, 11, "this week", "now", ends=is_right),
        ]
    drawn = drawing(
        "weeks",
        chart.title,
        chart.sentence,
        bottom + _AXIS,
        levels(chart.hours, _TOP, _WEEKS),
        months(chart.months, bottom, bottom),
        *now,
        *(part for column in chart.columns for part in _week(column, bottom)),
    )
    parts = [("area solid", "logged")]
    if any(column.habits for column in chart.columns):
        parts.append(("area habits", "habits"))
    if any(column.planned for column in chart.columns):
        parts.append(("area ahead", "planned"))
    parts.append(("line capacity", "capacity"))
    if any(column.is_break for column in chart.columns):
        parts.append(("area break", "break"))
    return _figure(
        "weeks has-axis", chart.title, chart.sentence, legend(*parts), drawn, numbers(chart.table, chart.title)
    )


def _figure(looks: str, title: str, sentence: str, key: Markup, drawn: Markup, table: Markup) -> Markup:
    """A section with a drawing: what it says beside it, the numbers below it. The first look names it."""
    name = looks.split()[0]
    return element(
        "section",
        element(
            "div", element("h2", text(title), id=f"{name}-heading"), element("p", text(sentence), class_="lead"), key
        ),
        element("div", element("figure", drawn), table),
        class_=f"part chart {looks}",
        aria_labelledby=f"{name}-heading",
    )


def _moments(today: float, target: float | None, target_label: str, bottom: float) -> Markup:
    """Today and the target as upright lines with their words, which never stand in each other's way."""
    found = [upright(today, 14, bottom, "now"), label(today, 11, "today", "now", ends=today > 0.9)]
    if target is not None:
        y = 25 if abs(target - today) < _CLOSE or today > 0.9 else 11
        found.append(upright(target, y + 3, bottom, "target"))
        found.append(label(target, y, target_label, "target", ends=target > 0.5))
    return Markup("".join(found))


def _done_label(chart: BurnUpChart, is_right: bool, y: float) -> Markup:
    """The hours done, beside the end of their line."""
    x = percent(chart.today)
    return element(
        "text",
        text(chart.done_label),
        x=x,
        dx="-8" if is_right else "8",
        y=y,
        text_anchor="end" if is_right else None,
        class_="label strong",
    )


def _phase(row: PhaseRow, top: float) -> Markup:
    found = [
        label(0, top + 14, shortened(row.title, _LONGEST_NAME), "name"),
        label(1, top + 14, row.state, "late" if row.is_late else "", ends=True),
        element("rect", x="0", y=top + 22, width="100%", height="9", rx="2", class_="track"),
    ]
    for span, look in ((row.behind, "area solid"), (row.ahead, "area ahead")):
        if span:
            width = max(0.006, span[1] - span[0])
            found.append(
                element("rect", x=percent(span[0]), y=top + 22, width=percent(width), height="9", rx="2", class_=look)
            )
    if row.due is not None:
        found.append(upright(row.due, top + 18, top + 35, "due"))
    return Markup("".join(found))


def _week(column: WeekColumn, bottom: float) -> list[Markup]:
    """Logged at the bottom, habits on it, what is planned on both; the capacity as a line across."""
    width = column.right - column.left
    left, wide = percent(column.left + width * 0.14), percent(width * 0.72)
    found, base = [], 0.0
    for share, look in ((column.logged, "solid"), (column.habits, "habits"), (column.planned, "ahead")):
        if share:
            y, tall = round(bottom - (base + share) * _WEEKS, 1), round(share * _WEEKS, 1)
            found.append(element("rect", x=left, y=y, width=wide, height=tall, class_=f"area {look}"))
            base += share
    if column.is_break:
        found.append(element("rect", x=left, y=bottom - 8, width=wide, height="8", class_="area break"))
    else:
        y = round(bottom - column.capacity * _WEEKS, 1)
        found.append(
            element("line", x1=percent(column.left), x2=percent(column.right), y1=y, y2=y, class_="line capacity")
        )
    return found
