"""The page of `planner replan`: what would move, from when to when, and why."""

from collections.abc import Iterator, Sequence
from typing import Final

from planner.cli.cells import fit, wrap, wrap_items
from planner.cli.console import Console
from planner.cli.pages.conflicts import cannot_be_met
from planner.core.outlook import Outlook
from planner.core.replan import Move, promised_finish
from planner.core.wording import counted, date_words, day_words

NOTHING_MOVES: Final = "Nothing to re-plan: every due date is what the plan says today."
_DATE: Final = 11
_DAYS: Final = 9


def show(console: Console, outlook: Outlook, moves: Sequence[Move]) -> None:
    """Print the moves, or that there are none, and what cannot be met."""
    console.lines(_page(console, outlook, moves))


def _page(console: Console, outlook: Outlook, moves: Sequence[Move]) -> Iterator[str]:
    shared = _shared_reason(moves)
    if not moves:
        yield NOTHING_MOVES
    else:
        yield console.bold(f"{counted(len(moves), 'date')} to re-plan")
        yield from _finish(outlook, console.width)
        if shared:
            yield from (f"  {line}" for line in wrap(f"the reason of all: {shared}", console.width - 2))
        yield ""
        yield console.dim(_row("milestone", "due now", " ", "would be", "days", console.width))
    for move in moves:
        old = day_words(move.old, outlook.today) if move.old else "no date"
        new = day_words(move.new, outlook.today)
        told = [move.id] if shared else [move.id, move.reason]
        yield _row(move.title, old, "→", new, _days(move), console.width)
        yield from (console.dim(f"    {line}") for line in wrap_items(told, console.width - 4))
    yield from cannot_be_met(console, outlook)


def _shared_reason(moves: Sequence[Move]) -> str:
    """The reason of every move when there are several and it is the same: then it is said once. Else nothing."""
    reasons = {move.reason for move in moves}
    return reasons.pop() if len(moves) > 1 and len(reasons) == 1 else ""


def _row(title: str, old: str, arrow: str, new: str, days: str, width: int) -> str:
    room = width - 2 - 2 - _DATE - 3 - _DATE - 1 - _DAYS
    return f"  {fit(title, room)}  {old:>{_DATE}} {arrow} {new:<{_DATE}} {days:>{_DAYS}}"


def _days(move: Move) -> str:
    """ "+9 days", "-1 day", or "new" for a milestone that had no date."""
    if move.old is None:
        return "new"
    sign = "+" if move.days > 0 else "-"
    return f"{sign}{counted(abs(move.days), 'day')}" if abs(move.days) < 1000 else f"{sign}{abs(move.days)} d"


def _finish(outlook: Outlook, width: int) -> Iterator[str]:
    old, new = promised_finish(outlook), outlook.finish
    if old is None or new is None:
        return
    words = f"{date_words(old)} → {date_words(new)}" if old != new else f"{date_words(new)}, as promised"
    yield from (f"  {line}" for line in wrap(f"the last of all: {words}", width - 2))
