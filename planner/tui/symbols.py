"""The symbol, the word and the bar of a milestone, for drawing."""

from planner.core.standing import MilestoneState
from planner.core.symbols import DRIVES as DRIVES
from planner.core.symbols import LATE as LATE
from planner.core.symbols import PIN as PIN
from planner.core.symbols import SYMBOLS as SYMBOLS
from planner.core.symbols import WAITING as WAITING


def symbol(state: MilestoneState) -> str:
    """The one symbol of a milestone's state."""
    return WAITING if state.is_waiting else SYMBOLS[state.status]


def word(state: MilestoneState) -> str:
    """The word that stands beside the symbol."""
    return "waiting" if state.is_waiting else state.status.value


def bar(share: float, width: int) -> str:
    """A bar of `width` cells filled to `share` (0 to 1), in eighths of a cell."""
    share = min(1.0, max(0.0, share))
    eighths = round(share * width * 8)
    if share > 0 and not eighths:
        eighths = 1
    whole, part = divmod(eighths, 8)
    drawn = "█" * whole + (" ▏▎▍▌▋▊▉"[part] if part else "")
    return drawn.ljust(width, "·")
