"""Three questions to take to the coach, drawn from the facts of the report in a fixed order of urgency.

A question asks; it never promises a job, and it names only what the report shows.
"""

from collections.abc import Iterator
from typing import Final

from planner.core.forecast_words import chance_percent
from planner.core.outlook import Outlook
from planner.core.plan import LEVEL_NAMES
from planner.core.wording import counted, date_words, length_words, listed
from planner.reports.facts import LateFacts, NextFacts
from planner.reports.report import Report

COUNT: Final = 3
_EVEN: Final = 0.5
_MUCH_LATER: Final = 14
_MOST_NAMED: Final = 2


def questions(report: Report, outlook: Outlook) -> tuple[str, ...]:
    """The first three questions that the facts raise, no two about the same thing."""
    found: dict[str, str] = {}
    for about, question in _all(report, outlook):
        if question and about not in found:
            found[about] = question
        if len(found) == COUNT:
            break
    return tuple(found.values())


def _all(report: Report, outlook: Outlook) -> Iterator[tuple[str, str]]:
    """Every question that could be asked, with what it is about, the most urgent first; an empty one does not apply."""
    worst = next((each for each in report.late if each.days_late > 0), None)
    yield worst.id if worst else "late", _late(worst)
    stuck = next((each for each in report.late if each.silent_days is not None), None)
    yield stuck.id if stuck else "stuck", _stuck(stuck)
    yield "the end", _target(report) or _moved(report)
    yield "a skill", _gap(report, outlook)
    yield "evidence", _no_evidence(report)
    yield "a gate", _gate(report)
    first = next(iter(report.next_weeks.work), None)
    yield first.id if first else "next", _underestimated(first)
    if report.dates.is_finished:
        yield "afterwards", "Every milestone is done. What should I keep practising, and what can I leave now?"
    if report.done:
        yield "the past", "What would you look at first, if you had only my last month to judge by?"
    if report.habits:
        yield "habits", "Which of my habits would you drop, and which would you double?"
    yield "people", "Who else should I be talking to about this?"
    yield "you", "What would you ask me, if you had to decide today whether I can do this job?"
    yield "others", "What have you seen others in my place get wrong at this point?"


def _late(worst: LateFacts | None) -> str:
    if worst is None or worst.due is None or worst.finish is None:
        return ""
    return (
        f"“{worst.title}” was promised for {date_words(worst.due)} and is now projected for "
        f"{date_words(worst.finish)}. What would you cut from it, or put off for it?"
    )


def _stuck(stuck: LateFacts | None) -> str:
    if stuck is None or stuck.silent_days is None:
        return ""
    return f"Nothing has happened on “{stuck.title}” for {length_words(stuck.silent_days)}. Is it still worth doing?"


def _gap(report: Report, outlook: Outlook) -> str:
    """About the gap that most is left of after what finished milestones speak for; then the largest, the weightiest."""
    weight = {state.skill.id: state.skill.weight for state in outlook.skills}
    open_gaps = [each for each in report.skills if each.target > each.now]
    if not open_gaps:
        return ""
    widest = max(open_gaps, key=lambda each: (each.target - each.proposed, each.target - each.now, weight[each.id]))
    now, target = LEVEL_NAMES[widest.now], LEVEL_NAMES[widest.target]
    return (
        f"{widest.name} is at level {widest.now} ({now}); the plan aims at {widest.target} ({target}). "
        "Which piece of work would show most, and what would you want to see in it?"
    )


def _no_evidence(report: Report) -> str:
    bare = [each for each in report.done if each.word == "done" and not (each.evidence or each.evidence_private)]
    if not bare:
        return ""
    finished = f"{counted(len(bare), 'finished milestone')} {'has' if len(bare) == 1 else 'have'} no evidence kept"
    return f"{finished}, the latest “{bare[-1].title}”. What would convince you that it was done well?"


def _gate(report: Report) -> str:
    gate = next((each for each in report.gates if not each.is_passed), None)
    if gate is None:
        return ""
    missing = [part.text for part in gate.parts if not part.is_met]
    named = missing[:_MOST_NAMED] + ([f"{len(missing) - _MOST_NAMED} more"] if len(missing) > _MOST_NAMED else [])
    asked = f"The next gate, “{gate.title}”, asks: {gate.question}"
    return f"{asked} Still missing: {listed(named)}. How near do you think I am?"


def _target(report: Report) -> str:
    """When the plan misses the target, or more likely misses it than not."""
    spare, forecast = report.dates.days_spare, report.forecast
    if spare is None or report.dates.is_finished or report.dates.target is None:
        return ""
    asked = "Would you give it more hours, more time or less work?"
    if spare < 0:
        return f"The plan ends {counted(-spare, 'day')} after my target. {asked}"
    if forecast is None or forecast.chance is None or forecast.chance >= _EVEN:
        return ""
    return f"My target, {date_words(report.dates.target)}, has a chance of {chance_percent(forecast.chance)}. {asked}"


def _moved(report: Report) -> str:
    """When the forecast is much later than in the last report, and the facts say why."""
    found = report.forecast
    if found is None or found.since_last is None or not found.moved_days or found.moved_days < _MUCH_LATER:
        return ""
    if not found.why:
        return ""
    since = (
        f"Since {date_words(found.since_last.saved)} the forecast has moved {counted(found.moved_days, 'day')} later"
    )
    return f"{since} ({listed(list(found.why[:_MOST_NAMED]))}). What would you do about it first?"


def _underestimated(first: NextFacts | None) -> str:
    return f"Next comes “{first.title}”. What do people most often underestimate in it?" if first else ""
