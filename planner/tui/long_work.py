"""Long work beside the screen: it lets the screen go first, says how far it is, and stops when nobody waits for it.

Such work runs in a thread of the same interpreter, so it must give way again and again: a key pressed meanwhile is
answered at once. What it may touch is frozen values only; the store belongs to the thread of the screen.
"""

import sys
from collections.abc import Callable
from time import monotonic, sleep
from typing import Final

from textual.worker import get_current_worker

PATIENCE_SECONDS: Final = 0.3  # work that takes less is over before its progress could be read
WORK_SECONDS: Final = 0.004  # at a stretch
REST_SECONDS: Final = 0.0005
SWITCH_SECONDS: Final = 0.0005  # a key passes three threads on its way to the screen; each waits this long at most
GIVEN_SECONDS: Final = 0.15  # to a key: longer than its way to the screen and to the disk
_STEP: Final = 5


_resting = [0.0]  # until when, on the monotonic clock; set by the thread of the screen, read by those that work


def give_way(seconds: float = GIVEN_SECONDS) -> None:
    """Let long work rest for a moment, in which a key is answered as if there were none."""
    _resting[0] = monotonic() + seconds


def is_given_way() -> bool:
    """True while a key is being answered, as far as one knows."""
    return _resting[0] > monotonic()


class Superseded(Exception):
    """Nobody waits for this work any more: something newer took its place."""


def considerate(tell: Callable[[int], object] | None = None) -> Callable[[int, int], None]:
    """What to give long work as its `on_progress`; call this in the thread of the worker.

    `tell` gets whole per cent, in steps, and only of work that takes a while. Raises Superseded once the worker is
    cancelled.
    """
    sys.setswitchinterval(SWITCH_SECONDS)
    worker, began = get_current_worker(), monotonic()
    told, rested = -1, began

    def on_progress(done: int, total: int) -> None:
        nonlocal told, rested
        if worker.is_cancelled:
            raise Superseded
        now = monotonic()
        if _resting[0] > now or now - rested > WORK_SECONDS:
            sleep(max(REST_SECONDS, _resting[0] - now))
            rested = monotonic()
        if worker.is_cancelled:
            raise Superseded
        percent = 100 * done // total // _STEP * _STEP
        if tell and told < percent < 100 and monotonic() - began > PATIENCE_SECONDS:
            told = percent
            tell(percent)

    return on_progress
