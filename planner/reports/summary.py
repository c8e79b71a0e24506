"""The report in a few sentences for somebody who reads no further, and the sentences that formats share.

They are made of the facts of the report alone. A forecast is about this plan at this pace; nothing here promises a
date, and nothing promises a job.
"""

from collections.abc import Iterator
from typing import Final

from planner.core.forecast_words import chance_percent
from planner.core.wording import counted, date_words, hours_words, listed
from planner.reports.facts import ForecastFacts, Period
from planner.reports.report import Report

_ABOUT_THE_SAME: Final = 3  # days, below which a forecast says the same as before
_MOST_REASONS: Final = 2
_MOST_NAMED: Final = 2


def summary(report: Report) -> tuple[str, ...]:
    """The report in four to six sentences: how far, when, what happened, what is in the way, what comes next."""
    sentences = (_how_far(report), *_when(report), _what_happened(report), _in_the_way(report), _next(report))
    return tuple(each for each in sentences if each)


def period_words(period: Period) -> str:
    """ "From 1 Oct to 2 Nov 2026", and what that is."""
    first, last = date_words(period.first), date_words(period.last)
    covered = f"On {last}" if period.first == period.last else f"From {first} to {last}"
    return f"{covered} ({period.covers})" if period.covers else covered


def range_words(found: ForecastFacts) -> str:
    """ "As likely as not it ends by 2 Jun 2027, and eight times in ten by 8 Jul 2027"."""
    return f"As likely as not it ends by {date_words(found.p50)}, and eight times in ten by {date_words(found.p80)}"


def target_words(found: ForecastFacts) -> str:
    """ "the target, 29 Jun 2027, has a chance of 72 %"; empty without a target."""
    if found.target is None or found.chance is None:
        return ""
    return f"the target, {date_words(found.target)}, has a chance of {chance_percent(found.chance)}"


def moved_words(found: ForecastFacts) -> str:
    """How the forecast compares with that of the last saved report, in a sentence; empty when there is none."""
    said, moved = found.since_last, found.moved_days
    if said is None or said.p50 is None or moved is None:
        return ""
    when = f"the report of {date_words(said.saved)}"
    if abs(moved) < _ABOUT_THE_SAME:
        return f"That is about the same as in {when} ({date_words(said.p50)})."
    word = "later" if moved > 0 else "earlier"
    return f"That is {counted(abs(moved), 'day')} {word} than in {when} ({date_words(said.p50)})."


def why_words(found: ForecastFacts) -> tuple[str, ...]:
    """What has changed since the last saved report that pulls the way the forecast went; a kind word when nothing."""
    if found.moved_days is None or abs(found.moved_days) < _ABOUT_THE_SAME:
        return ()
    return found.why or ("no single change in the plan or its hours accounts for it",)


def _how_far(report: Report) -> str:
    who, found = report.person, report.progress
    move = f"The move from {who.starts_from} to {who.leads_to}"
    if report.dates.is_finished:
        ended = f", the last on {date_words(report.dates.finish)}" if report.dates.finish else ""
        return f"{move} is complete: {counted(found.done, 'milestone')} done{ended}."
    counts = f"{found.done} of {counted(found.done + found.open, 'milestone')}"
    if who.started > report.period.last:
        return f"{move} begins on {date_words(who.started)}: {counted(found.open, 'milestone')} to do."
    if not found.done and not found.open:
        return f"{move} has no milestone in its plan now."
    if not found.done and not found.logged_in_all:
        return f"{move} has begun, with {counted(found.open, 'milestone')} to do."
    return (
        f"{move} is {found.percent} % done by the estimated hours of what is finished ({counts}); "
        f"{found.promised_percent} % were promised by now."
    )


def _when(report: Report) -> Iterator[str]:
    found = report.forecast
    if found is not None:
        chance = target_words(found)
        yield f"{range_words(found)}{f'; {chance}' if chance else ''}."
        why = f" What changed: {listed(list(found.why[:_MOST_REASONS]))}." if why_words(found) and found.why else ""
        yield f"{moved_words(found)}{why}"
    elif report.dates.finish and not report.dates.is_finished:
        yield f"The plan ends on {date_words(report.dates.finish)}."


def _what_happened(report: Report) -> str:
    """The period in figures; nothing when there is nothing to count."""
    finished = sum(each.word == "done" for each in report.done)
    found = report.progress
    parts = [f"{counted(finished, 'milestone')} finished"] if finished else []
    if found.logged_in_period:
        hours = hours_words(found.logged_in_period)
        parts.append(f"{hours} logged of {hours_words(found.available_in_period)} available")
    if report.rose:
        parts.append(f"{counted(len(report.rose), 'skill')} at a higher level")
    if report.passed:
        word = "gate" if len(report.passed) == 1 else "gates"
        parts.append(f"{word} passed: {_titles(each.title for each in report.passed)}")
    if not parts:
        return ""
    return f"Since {date_words(report.period.first)}: {listed(parts)}."


def _in_the_way(report: Report) -> str:
    if not report.late:
        return "" if report.dates.is_finished else "Nothing is late or stuck."
    late = sum(each.is_overdue or bool(each.days_late) for each in report.late)
    stuck = len(report.late) - late
    parts = [f"{counted(late, 'milestone')} late"] * bool(late) + [f"{stuck} stuck"] * bool(stuck)
    return f"In the way: {listed(parts)}, first of all “{report.late[0].title}”."


def _next(report: Report) -> str:
    work = report.next_weeks.work
    if not work:
        return ""
    hours = hours_words(report.next_weeks.hours_planned)
    return f"Next two weeks: {hours} of work, on {_titles(each.title for each in work)}."


def _titles(titles: Iterator[str]) -> str:
    found = [f"“{title}”" for title in titles]
    rest = len(found) - _MOST_NAMED
    return listed([*found[:_MOST_NAMED], *([f"{rest} more"] if rest > 0 else [])])
