"""The page of `planner show`: all about one milestone."""

from collections.abc import Iterator, Sequence
from typing import Final

from planner.cli.cells import wrap, wrap_items
from planner.cli.console import Console
from planner.cli.marks import DRIVES, LATE, MET, PIN, SYMBOLS, state_words
from planner.core.journey import Entry
from planner.core.left_behind import HEADING, Remnant, words
from planner.core.outlook import Outlook
from planner.core.standing import MilestoneState
from planner.core.wording import counted, date_words, day_words, hours_number, hours_words

_LABEL: Final = 11
_MOST_BLOCKS: Final = 6


def show(console: Console, outlook: Outlook, state: MilestoneState) -> None:
    """Print it."""
    console.lines(_page(console, outlook, state))


def show_remnant(console: Console, outlook: Outlook, remnant: Remnant) -> None:
    """Print all there is about a milestone that the plan no longer has."""
    console.lines(_remnant(console, outlook, remnant))


def _remnant(console: Console, outlook: Outlook, remnant: Remnant) -> Iterator[str]:
    yield from (console.bold(line) for line in wrap(remnant.title, console.width))
    yield console.dim(f"{remnant.id} · {HEADING[:1].lower()}{HEADING[1:]}{' · private' * remnant.record.private}")
    yield ""
    first, *others = words(remnant, outlook.today)
    yield from _items(console, "state", [f"{SYMBOLS[remnant.status]} {first}", *others])
    yield from _field(console, "because", remnant.record.why)
    for step in remnant.steps:
        yield from _field(console, "ticked", f"{day_words(step.date, outlook.today)}: {step.text}")
    yield from _log(console, outlook, remnant.id)


def _page(console: Console, outlook: Outlook, state: MilestoneState) -> Iterator[str]:
    plan_says = state.milestone
    yield from (console.bold(line) for line in wrap(state.title, console.width))
    phase = outlook.plan.phase(plan_says.phase)
    about = [state.id, phase.title if phase else plan_says.phase, f"weight {plan_says.weight}", plan_says.kind.value]
    if state.item.is_own:
        about[-1] = "your own"
    if state.item.record.private:
        about.append("private")
    yield console.dim(" · ".join(about))
    yield ""
    yield from _items(console, "state", list(_state(outlook, state)))
    yield from _items(console, "hours", _hours(state))
    yield from _field(console, "why", plan_says.why)
    yield from _field(console, "done when", plan_says.done_when)
    if state.may_skip:
        yield from _field(console, "may skip", plan_says.skip_if or "your levels already cover it")
    yield from _steps(console, state)
    yield from _neighbours(console, outlook, state)
    yield from _items(console, "builds", [f"{skill} +{points}" for skill, points in plan_says.skills.items()])
    yield from _items(console, "planned", _blocks(outlook, state))
    yield from _field(console, "to show", plan_says.evidence)
    yield from _log(console, outlook, state.id)


def _state(outlook: Outlook, state: MilestoneState) -> Iterator[str]:
    today = outlook.today
    yield state_words(state)
    if state.finish and state.status.is_to_do:
        yield f"projected {day_words(state.finish, today)}"
    elif state.finish:
        yield f"on {day_words(state.finish, today)}"
    if state.due and state.status.is_to_do:
        yield f"due {day_words(state.due, today)}"
    if state.is_overdue:
        yield f"{LATE} overdue"
    elif state.is_late:
        yield f"{LATE} late by {counted(state.days_overdue, 'day')}"
    pin = state.item.record.pin
    if pin:
        yield f"{PIN} pinned {pin.kind.value.replace('-', ' ')} {date_words(pin.date)}"
    if state.drives_finish:
        yield f"{DRIVES} drives the finish"
    elif state.float_days is not None:
        yield f"can wait {counted(state.float_days, 'day')}"
    if state.item.record.why:
        yield f"because {state.item.record.why}"


def _hours(state: MilestoneState) -> list[str]:
    item, plan_says = state.item, state.milestone
    effort = plan_says.effort
    words = [f"{hours_words(item.personal)} of your own"]
    if plan_says.on_the_job:
        words[0] += f", {round(plan_says.on_the_job * 100)} % of {hours_words(item.expected)} at work"
    words.append(f"estimate {effort.low:g}–{effort.likely:g}–{effort.high:g}")
    words.append(f"{hours_number(item.logged)} logged")
    if state.status.is_to_do:
        words.append(f"{hours_number(item.remaining)} left")
    if plan_says.elapsed_weeks:
        words.append(f"takes {plan_says.elapsed_weeks:g} weeks at least")
    return words


def _steps(console: Console, state: MilestoneState) -> Iterator[str]:
    steps, ticked = state.milestone.steps, state.item.record.steps
    if not steps:
        return
    lines = [f"{MET[index in ticked]} {index + 1} {text}" for index, text in enumerate(steps)]
    yield from _field(console, "steps", f"{len(ticked)} of {len(steps)} ticked")
    for line in lines:
        for index, part in enumerate(wrap(line, console.width - 6 - _LABEL)):
            yield f"  {'':<{_LABEL}}{'    ' if index else ''}{part}"


def _neighbours(console: Console, outlook: Outlook, state: MilestoneState) -> Iterator[str]:
    for label, ids in (("needs", state.item.requires), ("unlocks", state.unlocks)):
        words = [f"{state_words(outlook.all_milestones[each]).split()[0]} {each}" for each in ids]
        yield from _items(console, label, words)


def _blocks(outlook: Outlook, state: MilestoneState) -> list[str]:
    blocks = state.slot.blocks if state.slot else ()
    words = [f"{day_words(block.date, outlook.today)} {hours_words(block.hours)}" for block in blocks[:_MOST_BLOCKS]]
    if len(blocks) > _MOST_BLOCKS:
        words.append(f"and {len(blocks) - _MOST_BLOCKS} more days")
    return words


def _log(console: Console, outlook: Outlook, milestone: str) -> Iterator[str]:
    labels = {Entry.NOTE: "note", Entry.EVIDENCE: "evidence", Entry.HOURS: "logged"}
    for entry in outlook.journey.log:
        if entry.about == milestone and entry.kind in labels:
            hours = f"{hours_words(entry.hours)} " if entry.kind is Entry.HOURS else ""
            private = " (kept out of reports)" if entry.private else ""
            text = f"{day_words(entry.date, outlook.today)}: {hours}{entry.text}{private}".rstrip()
            yield from _field(console, labels[entry.kind], text)


def _field(console: Console, label: str, text: str) -> Iterator[str]:
    """A label and its text, wrapped beside it; nothing when there is no text."""
    if text:
        yield from _beside(console, label, wrap(text, console.width - 2 - _LABEL))


def _items(console: Console, label: str, items: Sequence[str]) -> Iterator[str]:
    """A label and short items, kept whole; nothing when there are none."""
    yield from _beside(console, label, wrap_items(items, console.width - 2 - _LABEL))


def _beside(console: Console, label: str, lines: Sequence[str]) -> Iterator[str]:
    for index, line in enumerate(lines):
        shown = console.dim(f"{label:<{_LABEL}}") if not index else " " * _LABEL
        yield f"  {shown}{line}".rstrip()
