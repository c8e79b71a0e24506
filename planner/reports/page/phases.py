"""The phases on a time axis: what is behind, what is projected, what was promised."""

from planner.core.symbols import LATE
from planner.core.wording import counted, date_words
from planner.reports.charts import Charts, PhaseSpan
from planner.reports.page.model import PhaseRow, PhasesChart, Table
from planner.reports.page.scales import Days
from planner.reports.report import Report

_DASH = "–"


def phases(report: Report) -> PhasesChart:
    """The chart, one row for each phase that the route has, in the order of the plan."""
    found = report.charts
    days = _days(found)
    late = [each for each in found.phases if each.days_late]
    done = sum(each.word == "done" for each in found.phases)
    sentence = f"{done} of {counted(len(found.phases), 'phase')} done"
    if late:
        sentence += f", {len(late)} projected to end later than promised"
    return PhasesChart(
        title="Phases in time",
        sentence=f"{sentence}.",
        months=days.months(),
        today=days.end(found.today),
        target=days.end(found.target) if found.target else None,
        target_label=f"target {date_words(found.target)}" if found.target else "",
        rows=tuple(_row(each, days) for each in found.phases),
        table=Table(
            ("Phase", "State", "By hours", "From", "To", "Promised for"),
            tuple(_words(each) for each in found.phases),
            (2,),
        ),
    )


def _days(found: Charts) -> Days:
    """All days that any phase touches, and today."""
    spans = [span for each in found.phases for span in (each.behind, each.ahead) if span]
    dues = [each.due for each in found.phases if each.due]
    first = min([found.today, *(span.first for span in spans), *dues])
    last = max([found.today, *(span.last for span in spans), *dues, *([found.target] if found.target else [])])
    return Days(first, last)


def _row(each: PhaseSpan, days: Days) -> PhaseRow:
    return PhaseRow(
        title=each.title,
        state=_state(each),
        is_late=each.days_late > 0,
        behind=(days.begin(each.behind.first), days.end(each.behind.last)) if each.behind else None,
        ahead=(days.begin(each.ahead.first), days.end(each.ahead.last)) if each.ahead else None,
        due=days.end(each.due) if each.due else None,
    )


def _state(each: PhaseSpan) -> str:
    """ "done", "41 %", "67 %, ! 14 days late"."""
    state = f"{each.percent} %" if each.word == "started" else each.word
    return f"{state} · {LATE} {counted(each.days_late, 'day')} late" if each.days_late else state


def _words(each: PhaseSpan) -> tuple[str, ...]:
    begin = each.behind or each.ahead
    end = each.ahead or each.behind
    late = f", {counted(each.days_late, 'day')} late" if each.days_late else ""
    return (
        each.title,
        each.word,
        f"{each.percent} %",
        date_words(begin.first) if begin else _DASH,
        f"{date_words(end.last)}{late}" if end else _DASH,
        date_words(each.due) if each.due else _DASH,
    )
