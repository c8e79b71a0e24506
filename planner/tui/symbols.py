"""Symbols for states, always beside a word, and text as the widgets want it."""

from typing import Final

from rich.text import Text

from planner.core.scope import Status
from planner.core.standing import MilestoneState

SYMBOLS: Final = {
    Status.OPEN: "○",
    Status.STARTED: "◐",
    Status.DONE: "●",
    Status.SKIPPED: "–",
    Status.WAIVED: "–",
    Status.DROPPED: "×",
}
WAITING: Final = "◌"
LATE: Final = "!"
DRIVES: Final = "▲"
PIN: Final = "◆"


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


def literal(text: str, style: str = "") -> Text:
    """Text for widgets that draw with Rich (tree, table): shown as it is, whatever brackets it holds."""
    return Text(text, style=style, no_wrap=True, overflow="ellipsis")
