"""The page of `planner skills`: levels against targets, what closes the gaps, gates, readiness."""

from collections.abc import Iterator
from typing import Final

from planner.cli.cells import fit, wrap
from planner.cli.console import Console
from planner.cli.marks import MET
from planner.core import skill_words
from planner.core.outlook import Outlook
from planner.core.plan import LEVEL_NAMES
from planner.core.skills import GateState, SkillState

_NAME: Final = 32
_CLOSERS: Final = 2


def show(console: Console, outlook: Outlook) -> None:
    """Print it."""
    console.lines(_page(console, outlook))


def _page(console: Console, outlook: Outlook) -> Iterator[str]:
    first, *rest = wrap(skill_words.readiness(outlook.readiness), console.width - 2)
    yield console.bold(first)
    yield from (f"  {line}" for line in (*rest, *wrap(skill_words.COUNTING, console.width - 2)))
    yield ""
    yield console.bold("Skills")
    yield console.dim(f"  {skill_words.SAMPLE}")
    yield console.dim(f"  levels: {' · '.join(f'{at} {name}' for at, name in enumerate(LEVEL_NAMES))}")
    for state in outlook.skills:
        yield from _skill(console, state)
    yield ""
    yield console.bold("Gates")
    for gate in outlook.gates:
        yield from _gate(console, gate)


def _skill(console: Console, state: SkillState) -> Iterator[str]:
    levels = f"{skill_words.bar(state)}  {skill_words.short_levels(state)}"
    yield f"  {fit(state.skill.name, _NAME)}  {levels}  {skill_words.gap_words(state)}"
    words = state.skill.id
    if state.may_rise:
        words += f" · {skill_words.proposal(state)}"
    elif state.gap and state.closers:
        words += f" · next: {', '.join(state.closers[:_CLOSERS])}"
    yield from (console.dim(f"    {line}") for line in wrap(words, console.width - 4))


def _gate(console: Console, state: GateState) -> Iterator[str]:
    yield f"  {MET[state.is_passed]} {state.gate.title}: {skill_words.gate_word(state)}"
    yield from (console.dim(f"    {line}") for line in wrap(state.gate.question, console.width - 4))
    if state.applies and not state.is_passed:
        for part in state.parts:
            for index, line in enumerate(wrap(skill_words.part_words(part), console.width - 8)):
                yield f"      {' ' if index else MET[part.is_met]} {line}"
