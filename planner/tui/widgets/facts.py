"""The words about one milestone: pure functions from an Outlook to Content."""

from collections.abc import Sequence
from textwrap import fill

from textual.content import Content
from textual.style import Style

from planner.core.journey import Entry, LogEntry, PinKind
from planner.core.outlook import Outlook
from planner.core.standing import MilestoneState, late_words
from planner.core.wording import counted, day_words, hours_number, hours_words
from planner.tui import symbols

_PINS = {PinKind.BY: "finished by", PinKind.ON: "ends on", PinKind.NOT_BEFORE: "not before"}


def top(outlook: Outlook, state: MilestoneState, width: int) -> Content:
    """Title, state and dates, hours, why and done when; dates and hours in lines of `width` cells, marks with words."""
    parts = [Content.styled(state.title, "bold"), _place(outlook, state)]
    parts += [_dates(outlook, state, width), _hours(state, width)]
    parts += [line for line in (_notice(outlook, state),) if line]
    if state.milestone.why:
        parts.append(Content.assemble("\n", ("WHY  ", "$quiet bold"), state.milestone.why))
    parts.append(Content.assemble("\n", ("DONE WHEN  ", "$quiet bold"), state.milestone.done_when, "\n"))
    return Content("\n").join(parts)


def steps(state: MilestoneState, width: int) -> list[Content]:
    """Each step with its tick, further lines set in."""
    ticked = state.item.record.steps
    return [
        Content(_set_in(f"{'●' if number in ticked else '○'} {step}", width, "  "))
        for number, step in enumerate(state.milestone.steps)
    ]


def bottom(outlook: Outlook, state: MilestoneState, resources: Sequence[str], width: int) -> Content:
    """Requirements, what it unlocks, skills, resources, and the person's own records, in lines of `width` cells."""

    def _section(heading: str, lines: Sequence[str], nothing: str) -> Content:
        if not lines:
            return Content.assemble((f"{heading}  ", "$quiet bold"), (_set_in(nothing, width, ""), "$quiet"))
        body = "\n".join(_set_in(f"  {line}", width, "    ") for line in lines)
        return Content.assemble((f"{heading}\n", "$quiet bold"), body)

    def _linked(heading: str, ids: Sequence[str], nothing: str) -> Content:
        if not ids:
            return _section(heading, [], nothing)
        lines = [
            Content.assemble(
                " " * (len(line) - len(line.lstrip())), (line.lstrip(), Style.from_meta({"@click": go(each)}))
            )
            for each in ids
            for line in _set_in(f"  {_said(outlook, each)}", width, "    ").split("\n")
        ]
        return Content("\n").join([Content.styled(heading, "$quiet bold"), *lines])

    entries = [entry for entry in outlook.journey.log if entry.about == state.id]
    skills = outlook.plan.destination.skills
    builds = [f"{skills[each].name} +{points}" for each, points in state.milestone.skills.items() if each in skills]
    sections = [
        _linked("NEEDS", state.item.requires, "nothing first"),
        _linked("UNLOCKS", state.unlocks, "nothing directly"),
        _section("BUILDS", [" · ".join(builds)] if builds else [], "no skill of the plan"),
        _section("EVIDENCE", _texts(outlook, entries, Entry.EVIDENCE), _evidence_hint(state)),
        _section("NOTES", _texts(outlook, entries, Entry.NOTE), "none yet; n writes one"),
        _section("LOG", [_logged(outlook, entry) for entry in entries if entry.kind is Entry.HOURS], "no hours yet"),
    ]
    if resources:
        sections.insert(3, _section("TO READ OR USE", list(resources), ""))
    return Content("\n").join(sections)


def _place(outlook: Outlook, state: MilestoneState) -> Content:
    phase = outlook.plan.phase(state.milestone.phase)
    own = " · your own" if state.item.is_own else f" · weight {state.milestone.weight} · {state.milestone.kind.value}"
    private = " · private" if state.item.record.private else ""
    return Content.styled(f"{phase.title if phase else state.milestone.phase}{own}{private}", "$quiet")


def _dates(outlook: Outlook, state: MilestoneState, width: int) -> Content:
    today = outlook.today
    parts = [Content.styled(f"{symbols.symbol(state)} {symbols.word(state)}", "bold")]
    if state.status.is_to_do:
        if state.due:
            parts.append(Content(f"due {day_words(state.due, today)}"))
        if state.finish:
            parts.append(Content(f"projected {day_words(state.finish, today)}"))
        if late := late_words(state):
            parts.append(Content.styled(f"{symbols.LATE} {late}", "$late"))
    elif state.finish:
        parts.append(Content(day_words(state.finish, today)))
    lines = [_flowed(parts, "   ", width)]
    if state.item.record.pin:
        pin = state.item.record.pin
        lines.append(Content(f"{symbols.PIN} pinned: {_PINS[pin.kind]} {day_words(pin.date, today)}"))
    if state.item.record.why:
        lines.append(Content(state.item.record.why))
    return Content("\n").join(lines)


def _flowed(parts: Sequence[Content], gap: str, width: int) -> Content:
    """The parts beside each other as far as the width goes; none is broken in the middle that fits a line."""
    lines = [parts[0]]
    for part in parts[1:]:
        if lines[-1].cell_length + len(gap) + part.cell_length <= width:
            lines[-1] = Content.assemble(lines[-1], gap, part)
        else:
            lines.append(part)
    return Content("\n").join(lines)


def _hours(state: MilestoneState, width: int) -> Content:
    effort, item = state.milestone.effort, state.item
    parts = [f"{hours_words(effort.likely)} ({hours_number(effort.low)}–{hours_number(effort.high)})"]
    if state.milestone.on_the_job:
        parts.append(f"{hours_words(item.personal)} of your own time")
    if state.milestone.elapsed_weeks:
        parts.append(f"waits {counted(round(state.milestone.elapsed_weeks), 'week')} in all")
    parts.append(f"{hours_words(item.logged)} logged, {hours_words(item.remaining)} left")
    flow = [Content.styled(each, "$quiet") for each in parts]
    if state.float_days is None:
        return _flowed(flow, " · ", width)
    spare = (
        f"{symbols.DRIVES} drives the finish" if state.drives_finish else f"float {counted(state.float_days, 'day')}"
    )
    return _flowed([*flow, Content.styled(spare, "$accent")], " · ", width)


def _notice(outlook: Outlook, state: MilestoneState) -> Content | None:
    """What the person may want to know: it may be skipped, waived, or waits."""
    if state.is_waiting and state.finish:
        return Content(
            f"{symbols.WAITING} Nothing to work on: its wait ends on {day_words(state.finish, outlook.today)}."
        )
    if state.may_skip:
        return Content(f"Your levels say that you may skip this. Evidence to show: {state.milestone.skip_if}")
    return None


def _set_in(text: str, width: int, further: str) -> str:
    """`text` in lines of at most `width` cells, wrapped lines beginning with `further`; its own newlines kept."""
    lines = text.split("\n")
    return "\n".join(fill(line, max(20, width), subsequent_indent=further, drop_whitespace=True) for line in lines)


def go(milestone: str) -> str:
    """The action of a link to a milestone; what shows the link has it."""
    return f"go({milestone!r})"


def _said(outlook: Outlook, milestone: str) -> str:
    state = outlook.all_milestones[milestone]
    return f"{symbols.symbol(state)} {state.title} ({symbols.word(state)})"


def _texts(outlook: Outlook, entries: Sequence[LogEntry], kind: Entry) -> list[str]:
    return [
        f"{day_words(entry.date, outlook.today)}  " + entry.text.replace("\n", "\n    ")
        for entry in entries
        if entry.kind is kind
    ]


def _logged(outlook: Outlook, entry: LogEntry) -> str:
    note = "  " + entry.text.replace("\n", "\n    ") if entry.text else ""
    return f"{day_words(entry.date, outlook.today)}  {hours_words(entry.hours)}{note}"


def _evidence_hint(state: MilestoneState) -> str:
    rule = state.milestone.evidence
    return f"none yet; v keeps it: {rule}" if rule else "none yet; v keeps a link, a path or a line"
