"""The page of `planner import`: what a task tool changed, from what to what, and why it is proposed."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Final

from planner.cli.cells import fit, wrap, wrap_items
from planner.cli.console import Console
from planner.core.incoming import Count, Proposal, change_words
from planner.core.wording import counted

_OLD: Final = 12
_NEW: Final = 18


def show(console: Console, today: date, found: Count, proposals: Sequence[Proposal], remarks: Sequence[str]) -> None:
    """Print what would change, or that nothing would, and what cannot be taken over."""
    console.lines(_page(console, today, found, proposals, remarks))


def tell_left(console: Console, left: Sequence[Proposal], remarks: Sequence[str]) -> None:
    """Narrate what was not accepted."""
    if left:
        console.narrate(f"{counted(len(left), 'change')} left alone: {', '.join(each.title for each in left)}")
    for remark in remarks:
        console.narrate(remark)


def _page(
    console: Console, today: date, found: Count, proposals: Sequence[Proposal], remarks: Sequence[str]
) -> Iterator[str]:
    if proposals:
        yield console.bold(f"{counted(len(proposals), 'change')} to take over")
    else:
        yield f"Nothing to take over: {_none(found)}"
    yield from (f"  {line}" for line in wrap(_read(found), console.width - 2))
    if proposals:
        yield ""
        yield console.dim(_row("milestone", "here", " ", "would be", console.width))
    for each in proposals:
        old, new = change_words(each, today)
        yield _row(each.title, old, "→", new, console.width)
        yield from (console.dim(f"    {line}") for line in wrap_items([each.id, each.reason], console.width - 4))
    if remarks:
        yield ""
        yield console.bold("Cannot be taken over")
    for remark in remarks:
        for index, line in enumerate(wrap(remark, console.width - 4)):
            yield f"  {' ' if index else '·'} {line}"


def _none(found: Count) -> str:
    if not found.tasks:
        return "these are events, which follow from the plan; tasks come back from ics-todo."
    return "what the tasks say is so here already."


def _read(found: Count) -> str:
    """ "read: 41 tasks; 3 entries are not of this journey"."""
    parts = [counted(found.tasks, "task")]
    if found.events:
        parts.append(counted(found.events, "event"))
    others = f"; {counted(found.others, 'entry', 'entries')} of others left aside" if found.others else ""
    return f"read: {' and '.join(parts)}{others}"


def _row(title: str, old: str, arrow: str, new: str, width: int) -> str:
    room = width - 2 - 2 - _OLD - 3 - _NEW
    return f"  {fit(title, room)}  {old:>{_OLD}} {arrow} {new}"
