"""The page of `planner list`: milestones by phase, in columns."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Final, NamedTuple

from planner.cli.cells import clip, fit, width_of
from planner.cli.console import Console
from planner.cli.marks import LEGEND, SYMBOLS, flags, state_words
from planner.core.left_behind import HEADING, Remnant, words
from planner.core.outlook import Outlook
from planner.core.standing import MilestoneState
from planner.core.wording import counted, day_words

_STATE: Final = 9
_DATE: Final = 11
_ROOM_FOR_DUE: Final = 100
_LONGEST_ID: Final = 28


def show(
    console: Console, outlook: Outlook, states: Sequence[MilestoneState], remnants: Sequence[Remnant] = ()
) -> None:
    """Print the milestones given, in their order, under their phases; last what the plan no longer has."""
    if not states and not remnants:
        console.narrate("There is no such milestone; `planner list` shows them all.")
        return
    if states:
        console.lines(_page(console, outlook, states))
    if states and remnants:
        console.line("")
    if remnants:
        console.lines(_left_behind(console, outlook, remnants))


def _left_behind(console: Console, outlook: Outlook, remnants: Sequence[Remnant]) -> Iterator[str]:
    """One line each: they have no phase, and no date still to come."""
    yield console.bold(HEADING)
    ids = min(max(_LONGEST_ID, console.width // 4), max(width_of(remnant.id) for remnant in remnants))
    for remnant in remnants:
        state = f"{SYMBOLS[remnant.status]} {remnant.status.value}"
        start = f"  {fit(state, _STATE)}  {fit(remnant.id, ids)}  "
        room = console.width - width_of(start)
        told = clip(" · ".join(words(remnant, outlook.today)), max(8, room - 10))
        yield f"{start}{fit(remnant.title, max(8, room - width_of(told) - 2))}  {told}".rstrip()


def _page(console: Console, outlook: Outlook, states: Sequence[MilestoneState]) -> Iterator[str]:
    by_phase: dict[str, list[MilestoneState]] = {}
    for state in states:
        by_phase.setdefault(state.milestone.phase, []).append(state)
    columns = _columns(console.width, states)
    yield console.dim(columns.row("state", "id", "title", {}, "due", "finish"))
    phases = {phase.id: phase.title for phase in outlook.plan.phases}
    for phase, members in by_phase.items():
        yield ""
        yield console.bold(_phase_line(phases, phase, members, console.width))
        for state in members:
            due = day_words(state.due, outlook.today) if state.due else ""
            finish = day_words(state.finish, outlook.today) if state.finish else ""
            yield columns.row(state_words(state), state.id, state.title, flags(state), due, finish)
    if columns.marks:
        yield ""
        yield console.dim("  " + "   ".join(f"{mark} {LEGEND[mark]}" for mark in columns.marks))


class _Columns(NamedTuple):
    """How wide each column is, and which marks have one. The title takes what is left."""

    ids: int
    title: int
    marks: str
    has_due: bool

    def row(self, state: str, one: str, title: str, has: Mapping[str, bool], due: str, finish: str) -> str:
        marks = "".join(mark if has.get(mark) else " " for mark in self.marks)
        dates = f"{fit(due, _DATE)}  {fit(finish, _DATE)}" if self.has_due else fit(finish, _DATE)
        cells = [fit(state, _STATE), fit(one, self.ids), fit(title, self.title), marks, dates]
        return f"  {'  '.join(cell for cell in cells if cell)}".rstrip()


def _columns(width: int, states: Sequence[MilestoneState]) -> _Columns:
    marks = "".join(mark for mark in LEGEND if any(flags(state)[mark] for state in states))
    ids = min(max(_LONGEST_ID, width // 4), max(width_of(state.id) for state in states))
    has_due = width >= _ROOM_FOR_DUE
    fixed = 2 + _STATE + 2 + ids + 2 + 2 + _DATE + (len(marks) + 2 if marks else 0) + (_DATE + 2 if has_due else 0)
    return _Columns(ids, max(8, width - fixed), marks, has_due)


def _phase_line(phases: Mapping[str, str], phase: str, members: Sequence[MilestoneState], width: int) -> str:
    met = sum(not state.status.is_to_do for state in members)
    count = f"{met} of {counted(len(members), 'milestone')} behind you"
    return f"{fit(phases.get(phase, phase), width - width_of(count) - 1)} {count}"
