"""The report as Markdown: renders well, and reads well as the plain text that it is.

What a busy reader needs comes first, what one looks up comes last. Everything a person or a plan typed goes through
`literal` or `quoted`, so that it shows as text and never as markup. A section with nothing to tell says so in a kind
word; one that nobody would look for is left out.
"""

from collections.abc import Callable, Iterator
from typing import Final

from planner.core.forecast_words import chance_percent
from planner.core.wording import counted, date_words, hours_number, hours_words, length_words, listed
from planner.reports.escape import literal, quoted, table
from planner.reports.facts import DoneFacts, GateFacts, InProgressFacts, LateFacts, NextFacts
from planner.reports.privacy import left_out_words
from planner.reports.report import Report
from planner.reports.summary import moved_words, period_words, range_words, why_words

Lines = Iterator[str]
_DASH: Final = "–"
_MOST_LATE: Final = 6
_PERIODS: Final = {"week": "this week", "fortnight": "this fortnight", "month": "this month", "quarter": "this quarter"}


def render(report: Report) -> str:
    """The whole report, ending with a newline."""
    lines: list[str] = []
    for section in _SECTIONS:
        lines.extend(section(report))
    return "\n".join(lines).rstrip("\n") + "\n"


def _head(report: Report) -> Lines:
    who = report.person
    yield f"# Progress report: {literal(who.name)}" if who.name else "# Progress report"
    yield ""
    yield literal(" ".join(report.summary))
    yield ""
    variant = f" ({literal(who.variant)})" if who.variant else ""
    word = "begins" if who.started > report.period.last else "began"
    start = "" if who.started == report.period.first else f"; the journey {word} on {date_words(who.started)}"
    yield f"- {period_words(report.period)}{start}"
    yield f"- From {literal(who.starts_from)}{variant} to {literal(who.leads_to)}; route: {literal(who.route)}"
    yield f"- Plan: {literal(who.plan)}, version {literal(who.plan_version)}"
    yield ""


def _done(report: Report) -> Lines:
    yield from _title(f"Done since {date_words(report.period.first)}")
    yield f"{_hours(report)}."
    yield ""
    if report.done:
        yield from (line for each in report.done for line in _one_done(each))
        yield ""
    if report.passed:
        gates = listed([f"{literal(each.title)} ({date_words(each.date)})" for each in report.passed])
        yield f"Gates passed: {gates}."
        yield ""
    if report.rose:
        yield f"Skills that rose: {listed([f'{literal(e.name)} from {e.before} to {e.now}' for e in report.rose])}."
        yield ""


def _hours(report: Report) -> str:
    """Hours against plan, and weeks in a row."""
    found, is_empty = report.progress, not report.done and not report.progress.logged_in_period
    room = hours_words(found.available_in_period)
    if is_empty:
        return f"Nothing yet, of {room} available" if found.available_in_period else "Nothing yet"
    streak = f"; {counted(found.streak, 'week')} in a row with something done" if found.streak else ""
    return f"{hours_words(found.logged_in_period)} logged, of {room} available{streak}"


def _one_done(each: DoneFacts) -> Lines:
    word = "" if each.word == "done" else f", {each.word}"
    hours = f" ({hours_words(each.hours)})" if each.hours else ""
    line = f"- {date_words(each.finished)}: {literal(each.title)}{word}{hours}"
    if each.why:
        line += f". Why: {literal(each.why)}"
    if len(each.evidence) == 1:
        line += f". Evidence: {literal(each.evidence[0])}"
    elif not each.evidence and each.word == "done":
        line += ". Evidence kept private" if each.evidence_private else ". No evidence kept"
    yield line
    if len(each.evidence) > 1:
        yield from (f"  - Evidence: {literal(text)}" for text in each.evidence)


def _dates(report: Report) -> Lines:
    dates, found = report.dates, report.forecast
    yield from _title("When it ends")
    if found is not None:
        yield f"- {range_words(found)}; 95 times in a hundred by {date_words(found.p95)}"
        if moved := moved_words(found):
            yield f"- {moved}"
            yield from (f"  - {literal(why[0].upper() + why[1:])}" for why in why_words(found))
    yield f"- {_end(report)}"
    if dates.target is not None:
        chance = f", with a chance of {chance_percent(found.chance)}" if found and found.chance is not None else ""
        yield f"- Target: {date_words(dates.target)}{chance}{_spare(dates.days_spare, dates.is_finished)}"
    for conflict in dates.conflicts:
        yield f"- {literal(conflict.text)} What would help:"
        yield from (f"  - {literal(option)}" for option in conflict.options)
    if found is not None:
        if found.movers:
            yield f"- What moves the end most: {listed([literal(each) for each in found.movers])}"
        yield f"- {found.pace}"
    yield ""


def _end(report: Report) -> str:
    if report.dates.finish is None:
        return "Nothing is planned yet"
    day = date_words(report.dates.finish)
    return f"Finished on {day}" if report.dates.is_finished else f"By the estimates alone, the plan ends on {day}"


def _spare(days: int | None, is_finished: bool) -> str:
    if days is None:
        return ""
    verb = "it ended" if is_finished else "by the estimates it ends"
    if days == 0:
        return f"; {verb} on that very day"
    return f"; {verb} {counted(abs(days), 'day')} {'before' if days > 0 else 'after'} it"


def _in_progress(report: Report) -> Lines:
    if report.dates.is_finished:
        return
    yield from _title("In progress")
    if report.in_progress:
        heads = ("Milestone", "Logged", "Left", "Steps", "Due", "Projected")
        yield from table(heads, [_started_row(each) for each in report.in_progress], numeric=(1, 2, 3))
    else:
        yield "Nothing is started just now."
    yield ""


def _started_row(each: InProgressFacts) -> tuple[str, ...]:
    return (
        literal(each.title) + (", waiting" if each.is_waiting else ""),
        hours_words(each.hours_logged),
        hours_words(each.hours_left),
        f"{each.steps_done} of {each.steps}" if each.steps else _DASH,
        date_words(each.due) if each.due else _DASH,
        date_words(each.finish) if each.finish else _DASH,
    )


def _late(report: Report) -> Lines:
    if report.dates.is_finished:
        return
    yield from _title("Late or stuck, and what would help")
    if not report.late:
        yield "Nothing is late or stuck."
    told = {*report.late[:_MOST_LATE], *(each for each in report.late if each.silent_days is not None)}
    for each in report.late:
        if each in told:
            yield f"- {literal(each.title)}: {_trouble(each)}"
            yield from (f"  - {literal(sentence)}" for sentence in each.unstick)
    if rest := [each for each in report.late if each not in told]:
        names = listed([f"{literal(each.title)} ({counted(each.days_late, 'day')})" for each in rest])
        yield f"- Also late: {names}"
    yield ""


def _trouble(each: LateFacts) -> str:
    parts = []
    if each.due and (each.is_overdue or each.days_late):
        verb = "was due on" if each.is_overdue else "is due on"
        parts.append(f"{verb} {date_words(each.due)}")
    if each.finish and each.days_late:
        parts.append(f"projected for {date_words(each.finish)}, {counted(each.days_late, 'day')} late")
    if each.silent_days is not None:
        parts.append(f"nothing written down for {length_words(each.silent_days)}")
    return ", ".join(parts)


def _next_weeks(report: Report) -> Lines:
    found = report.next_weeks
    if report.dates.is_finished and not found.breaks:
        return
    yield from _title(f"Next two weeks, to {date_words(found.last)}")
    if found.work:
        yield (
            f"{hours_words(found.hours_planned)} planned for milestones, of {hours_words(found.hours_available)} "
            "available, habits included."
        )
        yield ""
        yield from table(("Milestone", "Hours", "From", "To", "Due"), [_work_row(each) for each in found.work], (1,))
    else:
        yield "No work is planned in these two weeks."
    if found.ends or found.breaks:
        yield ""
    yield from (f"- {date_words(each.finish)}: the wait of {literal(each.title)} ends" for each in found.ends)
    for pause in found.breaks:
        why = f": {literal(pause.why)}" if pause.why else ""
        yield f"- Break from {date_words(pause.first)} to {date_words(pause.last)}{why}"
    yield ""


def _work_row(each: NextFacts) -> tuple[str, ...]:
    due = date_words(each.due) if each.due else _DASH
    return literal(each.title), hours_number(each.hours), date_words(each.first), date_words(each.last), due


def _questions(report: Report) -> Lines:
    yield from _title("Questions for the coach")
    yield from (f"{number}. {literal(question)}" for number, question in enumerate(report.questions, 1))
    yield ""


def _gates(report: Report) -> Lines:
    found = report.readiness
    yield from _title("Gates and readiness")
    yield (
        f"Readiness {found.percent} of 100: skills at {found.skills_percent} % of their targets (weighs 60), "
        f"{found.gates_passed} of the {counted(found.gates_counted, 'gate')} that count passed (weighs 40)."
    )
    yield ""
    for gate in report.gates:
        yield from _one_gate(gate)
    yield ""


def _one_gate(gate: GateFacts) -> Lines:
    if gate.is_passed:
        yield f"- ✓ {literal(gate.title)}: passed"
        return
    met = sum(part.is_met for part in gate.parts)
    yield f"- ○ {literal(gate.title)}: {met} of {len(gate.parts)} met. {literal(gate.question)} Still open:"
    yield from (f"  - {literal(part.text)}" for part in gate.parts if not part.is_met)


def _skills(report: Report) -> Lines:
    yield from _title("Skills")
    yield "Levels: 0 none, 1 aware, 2 practised, 3 independent, 4 strong."
    yield ""
    rows = [
        (literal(each.name), str(each.start), str(each.now), str(each.target), literal(each.proof) or _DASH)
        for each in report.skills
    ]
    yield from table(("Skill", "Start", "Now", "Target", "Proof"), rows, numeric=(1, 2, 3))
    yield ""
    risen = [each for each in report.skills if each.proposed > each.now and each.now < each.target]
    if risen:
        names = listed([f"{literal(each.name)} ({each.proposed})" for each in risen])
        yield f"Finished milestones speak for a higher level, not yet confirmed: {names}."
        yield ""


def _phases(report: Report) -> Lines:
    found = report.progress
    yield from _title("Progress by phase")
    started = f" ({found.started} of them started)" if found.started else ""
    to_do = f", {found.open} to do{started}" if found.open else ""
    pace = f"; {hours_words(found.hours_a_week)} a week at present" if found.open else ""
    yield f"{counted(found.done, 'milestone')} done{to_do}{_apart(report)}{pace}."
    yield ""
    rows = [
        (literal(each.title), each.word, f"{each.done} of {each.counted}", f"{each.percent} %") for each in found.phases
    ]
    yield from table(("Phase", "State", "Done", "By hours"), rows, numeric=(2, 3))
    yield ""


def _apart(report: Report) -> str:
    """Skipped and waived milestones, which count neither as done nor as open."""
    found = report.progress
    parts = [f"{found.skipped} skipped"] * bool(found.skipped) + [f"{found.waived} waived"] * bool(found.waived)
    return f"; apart from these, {listed(parts)}" if parts else ""


def _habits(report: Report) -> Lines:
    if not report.habits:
        return
    yield from _title("Habits")
    rows = [
        (literal(each.title), _PERIODS.get(each.per, each.per), f"{each.done} of {each.wanted}")
        for each in report.habits
    ]
    yield from table(("Habit", "Period", "Done"), rows, numeric=(2,))
    yield ""


def _notes(report: Report) -> Lines:
    if not report.notes:
        return
    yield from _title("Notes")
    for note in report.notes:
        yield f"{date_words(note.date)}, {literal(note.title)}:"
        yield ""
        yield from quoted(note.text)
        yield ""


def _left_out(report: Report) -> Lines:
    if report.left_out:
        yield "---"
        yield ""
        yield f"Left out as private: {left_out_words(report.left_out)}."


def _title(text: str) -> Lines:
    yield f"## {text}"
    yield ""


_SECTIONS: Final[tuple[Callable[[Report], Lines], ...]] = (
    _head,
    _done,
    _dates,
    _in_progress,
    _late,
    _next_weeks,
    _questions,
    _gates,
    _skills,
    _phases,
    _habits,
    _notes,
    _left_out,
)
