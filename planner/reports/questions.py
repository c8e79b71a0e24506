"""Three questions to take to the coach, drawn from the facts of the report in a fixed order of urgency.

A question asks; it never promises a job, and it names only what the report shows.
"""

from collections.abc import Iterator
from typing import Final

from planner.core.outlook import Outlook
from planner.core.plan import LEVEL_NAMES
from planner.core.wording import counted, date_words, length_words, listed
from planner.reports.report import Report

COUNT: Final = 3
_MOST_NAMED: Final = 2


def questions(report: Report, outlook: Outlook) -> tuple[str, ...]:
    """The first three questions that the facts raise."""
    found: list[str] = []
    for question in _all(report, outlook):
        if question and question not in found:
            found.append(question)
        if len(found) == COUNT:
            break
    return tuple(found)


def _all(report: Report, outlook: Outlook) -> Iterator[str]:
    """Every question that could be asked, the most urgent first; an empty one does not apply."""
    yield _most_late(report)
    yield _gap(report, outlook)
    yield _no_evidence(report)
    yield _gate(report)
    yield _stuck(report)
    yield _target(report)
    yield _first_of_next_weeks(report)
    if report.dates.is_finished:
        yield "Every milestone is done. What should I keep practising, and what can I leave now?"
    yield "What would you look at first, if you had only my last month to judge by?"
    yield "Which of my habits would you drop, and which would you double?"
    yield "Who else should I be talking to about this?"


def _most_late(report: Report) -> str:
    worst = next((each for each in report.late if each.due and each.days_late > 0), None)
    if worst is None or worst.due is None or worst.finish is None:
        return ""
    return (
        f"“{worst.title}” was promised for {date_words(worst.due)} and is now projected for "
        f"{date_words(worst.finish)}. What would you cut from it, or put off for it?"
    )


def _stuck(report: Report) -> str:
    stuck = next((each for each in report.late if each.silent_days is not None), None)
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
    bare = [each for each in report.done if each.word == "done" and not each.evidence]
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
    spare = report.dates.days_spare
    if spare is None or spare >= 0 or report.dates.is_finished:
        return ""
    return (
        f"The plan ends {counted(-spare, 'day')} after my target. Would you give it more hours, more time or less work?"
    )


def _first_of_next_weeks(report: Report) -> str:
    first = next(iter(report.next_weeks.work), None)
    return f"Next comes “{first.title}”. What do people most often underestimate in it?" if first else ""
