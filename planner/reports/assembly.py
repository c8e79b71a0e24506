"""Puts the report together: period and privacy first, then section by section."""

from dataclasses import replace
from datetime import date

from planner.core.journey import Entry
from planner.core.outlook import Outlook
from planner.core.wording import date_words
from planner.errors import BadValue
from planner.reports import account, work
from planner.reports.facts import Period
from planner.reports.fortnight import next_weeks
from planner.reports.late import late
from planner.reports.privacy import drawn, lifted
from planner.reports.questions import questions
from planner.reports.report import Report, Scope


def assemble(outlook: Outlook, scope: Scope) -> Report:
    """The report on `outlook` within `scope`; BadValue when it would begin in the future."""
    period = Period(_first_day(outlook, scope), outlook.today)
    veil = lifted(outlook) if scope.is_private_included else drawn(outlook, period)
    safe, hidden = veil.outlook, veil.hidden
    report = Report(
        person=account.person(safe),
        period=period,
        progress=account.progress(safe, period),
        dates=account.dates(safe, hidden),
        done=work.done(safe, hidden, period),
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
        milestones=work.milestones(safe, hidden),
    )
    return replace(report, questions=questions(report, safe))


def _first_day(outlook: Outlook, scope: Scope) -> date:
    """The day that the scope asks for; by default the start of the journey, and never later than today."""
    today, start = outlook.today, min(outlook.journey.settings.start, outlook.today)
    if scope.since_last:
        days = (entry.date for entry in outlook.journey.log if entry.kind is Entry.REPORT and entry.date < today)
        return max(days, default=start)
    if scope.since is None:
        return start
    if scope.since > today:
        raise BadValue(f"A report cannot begin on {date_words(scope.since)}: that is still to come.")
    return scope.since
