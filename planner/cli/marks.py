"""Symbols for states, always beside a word."""

from typing import Final

from planner.core.standing import MilestoneState
from planner.core.symbols import DRIVES as DRIVES
from planner.core.symbols import LATE as LATE
from planner.core.symbols import PIN as PIN
from planner.core.symbols import SYMBOLS as SYMBOLS
from planner.core.symbols import WAITING as WAITING

MET: Final = {True: "●", False: "○"}


def state_words(state: MilestoneState) -> str:
    """Symbol and word, such as "◐ started"."""
    if state.is_waiting:
        return f"{WAITING} waiting"
    return f"{SYMBOLS[state.status]} {state.status.value}"


def flags(state: MilestoneState) -> dict[str, bool]:
    """Which of the flags of `LEGEND` a milestone has."""
    return {
        LATE: state.is_late or state.is_overdue,
        PIN: state.item.record.pin is not None,
        DRIVES: state.drives_finish,
    }


LEGEND: Final = {LATE: "late", PIN: "pinned", DRIVES: "drives the finish"}


def bar(share: float, width: int) -> str:
    """A bar of `width` cells filled to `share`, 0 to 1; a little is never drawn as nothing."""
    full = round(min(1.0, max(0.0, share)) * width)
    if share > 0 and not full:
        full = 1
    return "█" * full + "·" * (width - full)
