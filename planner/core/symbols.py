"""The symbols for states, the same in every front. Each stands beside its word wherever there is room."""

from typing import Final

from planner.core.scope import Status

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
PIN: Final = "◆"
DRIVES: Final = "▲"
