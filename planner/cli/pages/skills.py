"""The page of `planner skills`: levels against targets, what closes the gaps, gates, readiness."""

from collections.abc import Iterator
from typing import Final

from planner.cli.cells import fit, wrap
from planner.cli.console import Console
from planner.cli.marks import MET
from planner.core.outlook import Outlook
from planner.core.plan import HIGHEST_LEVEL, LEVEL_NAMES
from planner.core.skills import GateState, SkillState

_NAME: Final = 32
_LEVEL: Final = 20
_CLOSERS: Final = 2


def show(console: Console, outlook: Outlook) -> None:
    """Print it."""
    console.lines(_page(console, outlook))


def _page(console: Console, outlook: Outlook) -> Iterator[str]:
    readiness = outlook.readiness
    yield console.bold(f"Readiness {readiness.percent} %")
    yield (
        f"  skills {readiness.skills_percent} % of their targets · "
        f"gates {readiness.gates_passed} of {readiness.gates_counted} passed"
    )
    yield ""
    yield console.bold(f"  {fit('Skill', _NAME)}  {fit('level now', _LEVEL)}  target")
    for state in outlook.skills:
        yield from _skill(console, state)
    yield ""
    yield console.bold("Gates")
    for gate in outlook.gates:
        yield from _gate(console, gate)


def _skill(console: Console, state: SkillState) -> Iterator[str]:
    pips = "●" * state.now + "○" * (max(state.target, state.now) - state.now)
    now = f"{pips:<{HIGHEST_LEVEL}}  {state.now} {LEVEL_NAMES[state.now]}"
    yield f"  {fit(state.skill.name, _NAME)}  {fit(now, _LEVEL)}  {state.target} {LEVEL_NAMES[state.target]}"
    words = state.skill.id
    if state.proposed > state.now:
        anchor = state.skill.anchors[state.proposed] if state.proposed < len(state.skill.anchors) else ""
        words += f" · finished work speaks for {state.proposed}: {anchor}"
    elif state.gap and state.closers:
        words += f" · next: {', '.join(state.closers[:_CLOSERS])}"
    yield from (console.dim(f"    {line}") for line in wrap(words, console.width - 4))


def _gate(console: Console, state: GateState) -> Iterator[str]:
    word = "passed" if state.is_passed else "open" if state.applies else "does not apply on your route"
    yield f"  {MET[state.is_passed]} {state.gate.title}: {word}"
    yield from (console.dim(f"    {line}") for line in wrap(state.gate.question, console.width - 4))
    if state.applies and not state.is_passed:
        for part in state.parts:
            for index, line in enumerate(wrap(part.text, console.width - 8)):
                yield f"      {' ' if index else MET[part.is_met]} {line}"
