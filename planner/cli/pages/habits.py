"""The page of `planner habit`: this period of every habit."""

from typing import Final

from planner.cli.cells import fit, width_of
from planner.cli.console import Console
from planner.core.habits import HabitState
from planner.core.outlook import Outlook
from planner.core.wording import day_words

_WIDEST_ID: Final = 22


def show(console: Console, outlook: Outlook) -> None:
    """Print it."""
    if not outlook.habits:
        console.narrate("No habit belongs to the phases you are in.")
    ids = min(_WIDEST_ID, max((width_of(state.habit.id) for state in outlook.habits), default=0))
    console.lines(_row(console, outlook, state, ids) for state in outlook.habits)


def _row(console: Console, outlook: Outlook, state: HabitState, ids: int) -> str:
    mark = "● done   " if state.is_done else "◐ started" if state.done else "○ open   "
    count = f"{state.done} of {state.wanted} a {state.habit.per.value}, to {day_words(state.last, outlook.today)}"
    left = console.width - (2 + len(mark) + 2 + ids + 2 + 2 + width_of(count))
    return f"  {mark}  {fit(state.habit.id, ids)}  {fit(state.habit.title, max(6, left))}  {count}"
