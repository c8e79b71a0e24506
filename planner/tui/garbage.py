"""When garbage is looked for: between keys, so that nobody waits for it.

Looking takes 10 to 30 ms, as long as drawing the screen; left alone, Python does it in the middle of an answer.
"""

import gc
from typing import Final

from planner.tui.long_work import is_given_way

_MUCH: Final = 5_000  # new objects; a key that changes something makes some thousands
_TOO_MUCH: Final = 500_000  # then it is looked for at once: somebody has leaned on a key for a minute


def put_off() -> None:
    """Look for none: before the first picture nothing is thrown away."""
    gc.disable()


def keep_all() -> None:
    """What there is by now, with the first picture, stays and is never looked at again."""
    gc.freeze()
    gc.set_threshold(_TOO_MUCH)
    gc.enable()


def collect() -> None:
    """Look for it now if there may be much, unless a key is being answered."""
    if gc.get_count()[0] > _MUCH and not is_given_way():
        gc.collect()
