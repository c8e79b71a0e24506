"""The report as Markdown: renders well, and reads well as the plain text that it is.

Everything a person or a plan typed goes through `literal` or `quoted`, so that it shows as text and never as markup.
A section with nothing to tell says so in a kind word; one that nobody would look for is left out.
"""

from collections.abc import Callable, Iterator
from typing import Final

from planner.core.wording import counted, date_words, hours_number, hours_words, length_words, listed
from planner.reports.escape import literal, quoted, table
from planner.reports.facts import DoneFacts, GateFacts, InProgressFacts, LateFacts, NextFacts
from planner.reports.report import Report

Lines = Iterator[str]
_DASH: Final = "–"
_PERIODS: Final = {"week": "this week", "fortnight": "this fortnight", "month": "this month", "quarter": "this quarter"}


def render(report: Report) -> str:
    """The whole report, ending with a newline."""
    lines: list[str] = []
    for section in _SECTIONS:
        lines.extend(section(report))
    return "\n".join(lines).rstrip("\n") + "\n"


def _head(report: Report) -> Lines:
    who, period = report.person, report.period
    yield f"# Progress report: {literal(who.name)}" if who.name else "# Progress report"
    yield ""
    variant = f" ({literal(who.variant)})" if who.variant else ""
    yield f"- From {literal(who.starts_from)}{variant} to {literal(who.leads_to)}"
    yield f"- Plan: {literal(who.plan)}, version {literal(who.plan_version)}"
    yield f"- Route: {literal(who.route)}"
    word = "begins" if who.started > period.last else "began"
    first, last = date_words(period.first), date_words(period.last)
    covered = f"On {last}" if first == last else f"From {first} to {last}"
    yield f"- {covered}; the journey {word} on {date_words(who.started)}"
    yield ""


def _progress(report: Report) -> Lines:
    found = report.progress
    yield from _title("Progress")
    yield f"- {found.percent} % done, by estimated hours; with every due date kept, {found.promised_percent} %"
    counts = f"{counted(found.done, 'milestone')} done, {found.open} to do ({found.started} of them started)"
    yield f"- {counts}{_apart(report)}"
    yield (
        f"- {hours_words(found.logged_in_period)} logged in this period, of {hours_words(found.available_in_period)} "
        f"available at the present {hours_words(found.hours_a_week)} a week; "
        f"{hours_words(found.logged_in_all)} logged in all"
    )
    if found.streak:
        yield f"- {counted(found.streak, 'week')} in a row with something done"
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


def _dates(report: Report) -> Lines:
    found = report.dates
    yield from _title("Dates")
    if found.finish is None:
        yield "- Nothing is planned yet."
    else:
        yield f"- {'Finished on' if found.is_finished else 'Projected finish:'} {date_words(found.finish)}"
    if found.target is None:
        yield "- No target date is set"
    else:
        yield f"- Target: {date_words(found.target)}{_spare(found.days_spare, found.is_finished)}"
    for conflict in found.conflicts:
        yield f"- {literal(conflict.text)} What would help:"
        yield from (f"  - {literal(option)}" for option in conflict.options)
    yield ""


def _spare(days: int | None, is_finished: bool) -> str:
    if days is None:
        return ""
    verb = "it ended" if is_finished else "the plan ends"
    if days == 0:
        return f"; {verb} on that very day"
    return f"; {verb} {counted(abs(days), 'day')} {'before' if days > 0 else 'after'} it"


def _done(report: Report) -> Lines:
    yield from _title(f"Done since {date_words(report.period.first)}")
    if not report.done:
        yield "Nothing yet."
    for each in report.done:
        yield from _one_done(each)
    yield ""


def _one_done(each: DoneFacts) -> Lines:
    word = "" if each.word == "done" else f", {each.word}"
    hours = f", {hours_words(each.hours)}" if each.hours else ""
    yield f"- {date_words(each.finished)}: {literal(each.title)}{word} ({literal(each.phase)}{hours})"
    if each.why:
        yield f"  - Why: {literal(each.why)}"
    if each.evidence:
        yield from (f"  - Evidence: {literal(text)}" for text in each.evidence)
    elif each.word == "done":
        yield "  - No evidence kept"


def _in_progress(report: Report) -> Lines:
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
    yield from _title("Late or stuck")
    if not report.late:
        yield "Nothing is late or stuck."
    for each in report.late:
        yield f"- {literal(each.title)}: {_trouble(each)}"
        yield from (f"  - {literal(sentence)}" for sentence in each.unstick)
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


def _gates(report: Report) -> Lines:
    found = report.readiness
    yield from _title("Gates and readiness")
    yield (
        f"Readiness {found.percent} of 100: skills at {found.skills_percent} % of their targets (weighs 60), "
        f"{found.gates_passed} of {counted(found.gates_counted, 'gate')} passed (weighs 40)."
    )
    yield ""
    for gate in report.gates:
        yield from _one_gate(gate)
    yield ""


def _one_gate(gate: GateFacts) -> Lines:
    yield f"- {literal(gate.title)}: {'passed' if gate.is_passed else 'not yet'}. {literal(gate.question)}"
    for part in gate.parts:
        yield f"  - {'✓ met' if part.is_met else '○ open'}: {literal(part.text)}"


def _habits(report: Report) -> Lines:
    yield from _title("Habits")
    if report.habits:
        rows = [
            (literal(each.title), _PERIODS.get(each.per, each.per), f"{each.done} of {each.wanted}")
            for each in report.habits
        ]
        yield from table(("Habit", "Period", "Done"), rows, numeric=(2,))
    else:
        yield "No habits belong to the present phases."
    yield ""


def _questions(report: Report) -> Lines:
    yield from _title("Questions for the coach")
    yield from (f"{number}. {literal(question)}" for number, question in enumerate(report.questions, 1))
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
        words = [counted(each.count, each.what, _PLURALS.get(each.what)) for each in report.left_out]
        yield "---"
        yield ""
        yield f"Left out: {listed(words)}."


def _title(text: str) -> Lines:
    yield f"## {text}"
    yield ""


_PLURALS: Final = {"note on hours": "notes on hours", "reason of a break": "reasons of breaks"}
_SECTIONS: Final[tuple[Callable[[Report], Lines], ...]] = (
    _head,
    _progress,
    _dates,
    _done,
    _in_progress,
    _late,
    _next_weeks,
    _skills,
    _gates,
    _habits,
    _questions,
    _notes,
    _left_out,
)
