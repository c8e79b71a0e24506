"""The page of `planner doctor`: what was found, worst first, and what can be done about it."""

from collections.abc import Iterator
from typing import Final

from planner.checkup import Diagnosis
from planner.cli.cells import fit, wrap
from planner.cli.console import Console
from planner.core.health import Finding, Level
from planner.core.text import one_line
from planner.core.wording import counted

SYMBOLS: Final = {Level.DAMAGED: "✗", Level.PROBLEM: "!", Level.NOTE: "·", Level.OK: "✓"}
FIXED: Final = "✓ fixed"
_LABEL: Final = 10
_MOST: Final = 20


def show(console: Console, found: Diagnosis) -> None:
    """Print a diagnosis."""
    console.lines(_page(console, found))


def _page(console: Console, found: Diagnosis) -> Iterator[str]:
    yield from (console.bold(line) for line in wrap(one_line(str(found.file)), console.width))
    for level in (Level.DAMAGED, Level.PROBLEM, Level.NOTE, Level.OK):
        alike = [each for each in found.findings if each.level is level]
        for each in alike[:_MOST]:
            yield from _finding(console, each)
        if len(alike) > _MOST:
            yield f"{' ' * (_LABEL + 2)}and {len(alike) - _MOST} more like these: planner doctor --json"
    yield ""
    yield from wrap(_sum(found), console.width)


def _finding(console: Console, each: Finding) -> Iterator[str]:
    label = FIXED if each.is_fixed else f"{SYMBOLS[each.level]} {each.level.value}"
    for index, line in enumerate(wrap(one_line(f"{each.where}: {each.found}"), console.width - _LABEL - 2)):
        yield f"{fit('' if index else label, _LABEL)}  {line}"
    if each.would and not each.is_fixed:
        what = f"--fix would {each.would}." if each.can_fix else each.would
        for line in wrap(one_line(what), console.width - _LABEL - 4):
            yield console.dim(f"{' ' * (_LABEL + 4)}{line}")


def _sum(found: Diagnosis) -> str:
    if not found.exists:
        return "There is no journey to look at."
    if found.is_healthy:
        notes = sum(each.level is Level.NOTE for each in found.findings)
        return f"All is well; {counted(notes, 'note')}." if notes else "All is well."
    safe = sum(each.can_fix for each in found.left)
    said = f"{counted(len(found.left), 'thing')} to put right."
    if safe:
        share = f"{safe} of them" if safe < len(found.left) else "it" if safe == 1 else "all of it"
        said += f" `planner doctor --fix` would do {share}, and copies the file before it changes anything in it."
    return said if found.opens else f"{said} The file cannot be opened as it is."
