"""Puts the report together: period and privacy first, then section by section."""

from msgspec.structs import replace

from planner.core.forecast_values import Forecast
from planner.core.outlook import Outlook
from planner.core.wording import date_words
from planner.errors import BadValue
from planner.reports import account, work
from planner.reports.charts import charts
from planner.reports.facts import Period
from planner.reports.fortnight import next_weeks
from planner.reports.late import late
from planner.reports.milestones import milestones
from planner.reports.privacy import drawn, lifted
from planner.reports.questions import questions
from planner.reports.report import Report, Scope
from planner.reports.rise import passed, rose
from planner.reports.since import forecast_facts, last_saved
from planner.reports.summary import summary


def assemble(outlook: Outlook, scope: Scope, forecast: Forecast | None = None) -> Report:
    """The report on `outlook` within `scope`; BadValue when it would begin in the future."""
    period = _period(outlook, scope)
    veil = lifted(outlook) if scope.is_private_included else drawn(outlook, period)
    safe, hidden = veil.outlook, veil.hidden
    report = Report(
        journey_id=outlook.journey.id,
        person=account.person(safe),
        period=period,
        summary=(),
        progress=account.progress(safe, period),
        dates=account.dates(safe, hidden),
        forecast=forecast_facts(safe, forecast, hidden),
        done=work.done(safe, hidden, period),
        rose=rose(safe, period),
        passed=passed(safe, period),
        in_progress=work.in_progress(safe, hidden),
        late=late(safe, hidden),
        next_weeks=next_weeks(safe, hidden),
        skills=account.skills(safe),
        readiness=account.readiness(safe),
        gates=account.gates(safe),
        habits=account.habits(safe),
        questions=(),
        notes=work.notes(safe, period) if scope.is_private_included else (),
        left_out=veil.left_out,
        milestones=milestones(safe, hidden, period),
        charts=charts(safe, forecast, period, hidden),
        alarm_minutes=scope.alarm_minutes,
    )
    return replace(report, questions=questions(report, safe), summary=summary(report))


def _period(outlook: Outlook, scope: Scope) -> Period:
    """The days that the scope asks for; by default from the start of the journey, and never later than today."""
    today, start = outlook.today, min(outlook.journey.settings.start, outlook.today)
    if scope.since_last:
        last = last_saved(outlook.journey, today)
        if last is None:
            return Period(start, today, "no report was saved before, so everything since the start")
        return Period(last.date, today, "since the last report")
    if scope.since is None:
        return Period(start, today, "since the start")
    if scope.since > today:
        raise BadValue(f"A report cannot begin on {date_words(scope.since)}: that is still to come.")
    return Period(scope.since, today)
