"""The sections below the charts: what changed, was done, is in progress, late, planned; gates, habits, questions."""

from collections.abc import Callable, Iterator
from datetime import date
from itertools import groupby
from typing import Final

from planner.core.scope import Status
from planner.core.symbols import LATE, SYMBOLS, WAITING
from planner.core.wording import MONTHS, counted, date_words, hours_words, length_words
from planner.reports.facts import DoneFacts, GateFacts, InProgressFacts, LateFacts, NextFacts
from planner.reports.page.model import Entry, Group, Point, Section
from planner.reports.page.summary import span_words
from planner.reports.report import Report
from planner.reports.summary import moved_words, range_words, why_words

_PERIODS: Final = {"week": "this week", "fortnight": "this fortnight", "month": "this month", "quarter": "this quarter"}
_MANY: Final = 12


def sections(report: Report) -> tuple[Section, ...]:
    """All sections that have something to say, in order."""
    return tuple(section for make in _SECTIONS for section in make(report))


def _forecast(report: Report) -> Iterator[Section]:
    """How the finish may fall, how that moved since the last saved report and why, and what moves it most."""
    found = report.forecast
    if found is None:
        return
    details = [f"95 times in a hundred by {date_words(found.p95)}"]
    if report.dates.finish:
        details.append(f"by the estimates alone {date_words(report.dates.finish)}")
    entries = [Entry(f"{range_words(found)}.", details=tuple(details))]
    if moved := moved_words(found):
        why = tuple(Point(each) for each in why_words(found))
        entries.append(Entry(moved, label="What has changed" if why else "", points=why))
    if found.movers:
        entries.append(Entry("What moves the end most", points=tuple(Point(each) for each in found.movers)))
    yield Section("forecast", "When it ends", found.pace, (Group("", tuple(entries)),))


def _changed(report: Report) -> Iterator[Section]:
    """Skills that rose and gates that were passed; nothing when there is none of it."""
    groups = tuple(group for group in (_risen(report), _passed(report)) if group.entries)
    if groups:
        yield Section("changed", f"Gained since {_day(report.period.first)}", "", groups)


def _risen(report: Report) -> Group:
    entries = (
        Entry(
            each.name,
            when=f"{each.before} → {each.now}, target {each.target}",
            symbol="↑",
            word="rose",
            tone="good",
            details=(f"proof: {each.proof}",) if each.proof else (),
        )
        for each in report.rose
    )
    return Group("Skills", tuple(entries))


def _passed(report: Report) -> Group:
    mark = SYMBOLS[Status.DONE]
    entries = (Entry(each.title, date_words(each.date), mark, "passed", "good") for each in report.passed)
    return Group("Gates", tuple(entries))


def _done(report: Report) -> Iterator[Section]:
    found = report.done
    title = f"Done since {_day(report.period.first)}"
    if not found:
        yield Section("done", title, "Nothing yet: the first finished milestone will stand here with its evidence.")
    elif len(found) <= _MANY:
        yield Section("done", title, "", (Group("", tuple(_one_done(each) for each in found)),))
    else:
        months = groupby(found, key=lambda each: (each.finished.year, each.finished.month))
        groups = (
            Group(f"{MONTHS[month - 1]} {year}", tuple(_one_done(each) for each in those))
            for (year, month), those in months
        )
        yield Section("done", title, "", tuple(groups))


def _one_done(each: DoneFacts) -> Entry:
    is_done = each.word == Status.DONE
    points = [Point(f"Why: {each.why}")] if each.why else []
    points += [Point(text) for text in each.evidence]
    if each.evidence_private:
        points.append(Point("Evidence kept private"))
    elif is_done and not points:
        points.append(Point("No evidence kept"))
    return Entry(
        title=each.title,
        when=date_words(each.finished),
        symbol=SYMBOLS[Status(each.word)],
        word=each.word,
        tone="good" if is_done else "plain",
        details=(each.phase, *([hours_words(each.hours)] if each.hours else [])),
        label="Evidence" if each.evidence else "",
        points=tuple(points),
    )


def _in_progress(report: Report) -> Iterator[Section]:
    if report.dates.is_finished:
        return
    entries = tuple(_started(each) for each in report.in_progress)
    lead = "" if entries else "Nothing is started just now."
    yield Section("in-progress", "In progress", lead, (Group("", entries),) if entries else ())


def _started(each: InProgressFacts) -> Entry:
    whole = each.hours_logged + each.hours_left
    by_steps = each.steps_done / each.steps if each.steps else 0.0
    by_hours = each.hours_logged / whole if whole else 0.0
    details = [f"{hours_words(each.hours_logged)} logged", f"{hours_words(each.hours_left)} left"]
    if each.steps:
        details.append(f"{each.steps_done} of {counted(each.steps, 'step')}")
    if each.due:
        details.append(f"due {date_words(each.due)}")
    return Entry(
        title=each.title,
        when=f"projected {date_words(each.finish)}" if each.finish else "",
        symbol=WAITING if each.is_waiting else SYMBOLS[Status.STARTED],
        word="waiting" if each.is_waiting else "started",
        tone="note",
        details=tuple(details),
        share=max(by_steps, by_hours),
    )


def _late(report: Report) -> Iterator[Section]:
    if report.dates.is_finished:
        return
    entries = tuple(_trouble(each) for each in report.late)
    lead = "" if entries else "Nothing is late or stuck."
    yield Section("late", "Late or stuck, and what would help", lead, (Group("", entries),) if entries else ())


def _trouble(each: LateFacts) -> Entry:
    details = []
    if each.due and (each.is_overdue or each.days_late):
        details.append(f"{'was' if each.is_overdue else 'is'} due {date_words(each.due)}")
    if each.finish and each.days_late:
        details.append(f"projected {date_words(each.finish)}")
    if each.silent_days is not None:
        details.append(f"nothing written down for {length_words(each.silent_days)}")
    word = "overdue" if each.is_overdue else "late" if each.days_late else "stuck"
    return Entry(
        title=each.title,
        when=f"{counted(each.days_late, 'day')} late" if each.days_late else "",
        symbol=LATE,
        word=word,
        tone="bad",
        details=tuple(details),
        label="What would unstick it" if each.unstick else "",
        points=tuple(Point(text) for text in each.unstick),
    )


def _next_weeks(report: Report) -> Iterator[Section]:
    found = report.next_weeks
    if report.dates.is_finished and not found.breaks:
        return
    entries = [_work(each) for each in found.work]
    entries += [
        Entry(each.title, when=date_words(each.finish), symbol=WAITING, word="the wait ends", tone="note")
        for each in found.ends
    ]
    entries += [Entry(each.why or "Break", span_words(each.first, each.last), "~", "break") for each in found.breaks]
    lead = "No work is planned in these two weeks."
    if found.work:
        planned, available = hours_words(found.hours_planned), hours_words(found.hours_available)
        lead = f"{planned} planned for milestones, of {available} available, habits included."
    groups = (Group("", tuple(entries)),) if entries else ()
    yield Section("next", f"Next two weeks, to {_day(found.last)}", lead, groups)


def _work(each: NextFacts) -> Entry:
    days = span_words(each.first, each.last)
    return Entry(
        each.title,
        when=hours_words(each.hours),
        details=(days, *([f"due {date_words(each.due)}"] if each.due else [])),
    )


def _gates(report: Report) -> Iterator[Section]:
    found = report.readiness
    lead = (
        f"Readiness {found.percent} of 100: skills at {found.skills_percent} % of their targets (weighs 60), "
        f"{found.gates_passed} of the {counted(found.gates_counted, 'gate')} that count passed (weighs 40)."
    )
    entries = tuple(_gate(each) for each in report.gates)
    yield Section("gates", "Gates and readiness", lead, (Group("", entries),) if entries else ())


def _gate(each: GateFacts) -> Entry:
    """A gate; its conditions as long as it is not passed."""
    met = sum(part.is_met for part in each.parts)
    return Entry(
        title=each.title,
        when=f"{met} of {len(each.parts)} met" if each.parts else "",
        symbol=SYMBOLS[Status.DONE if each.is_passed else Status.OPEN],
        word="passed" if each.is_passed else "not yet",
        tone="good" if each.is_passed else "plain",
        details=(each.question,) if each.question else (),
        points=tuple(
            Point(part.text, "✓" if part.is_met else "○", "met" if part.is_met else "open")
            for part in each.parts
            if not each.is_passed
        ),
    )


def _habits(report: Report) -> Iterator[Section]:
    entries = tuple(
        Entry(
            each.title,
            when=f"{each.done} of {each.wanted}",
            details=(_PERIODS.get(each.per, each.per),),
            share=min(1.0, each.done / each.wanted) if each.wanted else None,
        )
        for each in report.habits
    )
    if entries:
        yield Section("habits", "Habits", "", (Group("", entries),))


def _questions(report: Report) -> Iterator[Section]:
    entries = tuple(Entry(each) for each in report.questions)
    if entries:
        yield Section("questions", "Questions for the coach", "", (Group("", entries),), is_numbered=True)


def _notes(report: Report) -> Iterator[Section]:
    entries = tuple(Entry(each.title, when=date_words(each.date), quote=each.text) for each in report.notes)
    if entries:
        yield Section("notes", "Notes", "", (Group("", entries),))


def _day(day: date) -> str:
    """A date that a heading never breaks."""
    return date_words(day).replace(" ", "\N{NO-BREAK SPACE}")


_SECTIONS: Final[tuple[Callable[[Report], Iterator[Section]], ...]] = (
    _forecast,
    _changed,
    _done,
    _in_progress,
    _late,
    _next_weeks,
    _gates,
    _habits,
    _questions,
    _notes,
)
