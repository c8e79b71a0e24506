"""The head of the page: who is going where, the key figures, dates that cannot be met, and what was left out."""

from datetime import date

from planner.core.forecast_words import chance_percent
from planner.core.symbols import LATE
from planner.core.wording import MONTHS, counted, date_words, hours_words, listed
from planner.reports.facts import ForecastFacts, LastReport
from planner.reports.page.model import Entry, Figure, Heading, Point
from planner.reports.privacy import left_out_words
from planner.reports.report import Report


def heading(report: Report) -> Heading:
    """Who, from where to where, and the period."""
    who, period = report.person, report.period
    variant = f" ({who.variant})" if who.variant else ""
    verb = "begins" if who.started > period.last else "began"
    return Heading(
        title=f"Progress report: {who.name}" if who.name else "Progress report",
        name=who.name,
        period=span_words(period.first, period.last),
        covers=period.covers,
        starts_from=f"{who.starts_from}{variant}",
        leads_to=who.leads_to,
        facts=(
            ("Route", who.route),
            ("Plan", f"{who.plan}, version {who.plan_version}"),
            ("Journey", f"{verb} on {date_words(who.started)}"),
        ),
        summary=report.summary,
    )


def figures(report: Report) -> tuple[Figure, ...]:
    """Progress, hours, finish with the chance of the target, and how it moved since the last report."""
    return (_progress(report), _hours(report), _finish(report), _since(report))


def notices(report: Report) -> tuple[Entry, ...]:
    """Dates that cannot be met, with what would help."""
    return tuple(
        Entry(
            each.text,
            symbol=LATE,
            tone="bad",
            label="What would help",
            points=tuple(Point(option) for option in each.options),
        )
        for each in report.dates.conflicts
    )


def left_out(report: Report) -> str:
    """What kinds of things the report leaves out, as a sentence; empty when nothing is."""
    return f"Left out as private: {left_out_words(report.left_out)}." if report.left_out else ""


def span_words(first: date, last: date) -> str:
    """ "27 Apr – 22 Nov 2026"; a single date when both are the same."""
    if first == last:
        return date_words(last)
    begin = f"{first.day} {MONTHS[first.month - 1]}" if first.year == last.year else date_words(first)
    return f"{begin} – {date_words(last)}"


def _progress(report: Report) -> Figure:
    found = report.progress
    apart = [f"{found.skipped} skipped"] * bool(found.skipped) + [f"{found.waived} waived"] * bool(found.waived)
    counts = f"{found.done} of {counted(found.done + found.open, 'milestone')} done"
    return Figure(
        "Progress",
        f"{found.percent} %",
        (f"{found.promised_percent} % promised by now", f"{counts}{', ' if apart else ''}{listed(apart)}"),
        share=found.percent / 100,
        mark=found.promised_percent / 100,
    )


def _hours(report: Report) -> Figure:
    found = report.progress
    available = found.available_in_period
    about = [f"logged of {hours_words(available)} available in this period" if available else "logged in this period"]
    about.append(f"{hours_words(found.hours_a_week)} a week at present")
    if found.logged_in_all != found.logged_in_period:
        about.append(f"{hours_words(found.logged_in_all)} logged in all")
    share = min(1.0, found.logged_in_period / available) if available else None
    return Figure("Hours", hours_words(found.logged_in_period), tuple(about), share=share)


def _finish(report: Report) -> Figure:
    found, forecast = report.dates, report.forecast
    if found.finish is None:
        return Figure("Finish", "Open", ("nothing is planned yet", _target(report)))
    if found.is_finished:
        return Figure("Finished", date_words(found.finish), ("everything is done", _target(report)))
    if forecast is None:
        return Figure("Finish", date_words(found.finish), ("as planned", _target(report)))
    return Figure(
        "Finish",
        span_words(forecast.p50, forecast.p80),
        (
            "half of the simulated runs end by the first date, eight in ten by the second"
            if forecast.p50 != forecast.p80
            else "eight in ten of the simulated runs end by this date",
            _chance(forecast) or _target(report),
        ),
    )


def _chance(found: ForecastFacts) -> str:
    if found.target is None or found.chance is None:
        return ""
    return f"target {date_words(found.target)}: {chance_percent(found.chance)} likely"


def _target(report: Report) -> str:
    found = report.dates
    if found.target is None:
        return "" if found.is_finished else "no target date is set"
    if found.days_spare is None:
        return f"target {date_words(found.target)}"
    if not found.days_spare:
        return f"target {date_words(found.target)}: that very day"
    side = "before" if found.days_spare > 0 else "after"
    return f"{counted(abs(found.days_spare), 'day')} {side} the target {date_words(found.target)}"


def _since(report: Report) -> Figure:
    """How the finish moved since the last saved report; without one, what the period brought."""
    forecast = report.forecast
    if forecast is None or forecast.since_last is None or forecast.moved_days is None:
        gained = [counted(len(report.rose), "skill") + " higher"] * bool(report.rose)
        gained += [counted(len(report.passed), "gate") + " passed"] * bool(report.passed)
        done = sum(each.word == "done" for each in report.done)
        return Figure("In this period", f"{done} done", (*gained, "no earlier report to compare with"))
    about = (_compared(forecast.since_last), _done_words(report))
    return Figure("Since last time", _moved(forecast.moved_days), about)


def _moved(days: int) -> str:
    """ "5 days later", "2 days earlier", "No change"."""
    if not days:
        return "No change"
    return f"{counted(abs(days), 'day')} {'later' if days > 0 else 'earlier'}"


def _compared(last: LastReport) -> str:
    return f"forecast finish, against the report of {date_words(last.saved)}"


def _done_words(report: Report) -> str:
    done = sum(each.word == "done" for each in report.done)
    return f"{counted(done, 'milestone')} done, {hours_words(report.progress.logged_in_period)} logged"
