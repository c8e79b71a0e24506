"""One writer at a time: an advisory lock on a file that lies beside the data file and is never deleted.

The data file itself cannot carry the lock, since every write puts a new file in its place. The kernel frees the lock
when its holder dies, so a crash never leaves one behind. Readers need none.
"""

import os
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from planner.errors import Busy

_PAUSE = 0.01

if sys.platform == "win32":
    import msvcrt

    def _taken(descriptor: int) -> bool:
        try:
            msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
        except PermissionError:
            return False
        return True

else:
    import fcntl

    def _taken(descriptor: int) -> bool:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True


def lock_path(data_file: Path) -> Path:
    """Where the lock of a data file lies."""
    return data_file.with_name(f"{data_file.name}.lock")


@contextmanager
def held(data_file: Path, patience: float) -> Iterator[None]:
    """Hold the lock of `data_file` (its real path), waiting up to `patience` seconds.

    Busy when somebody else keeps it for longer; OSError when the folder is missing or refuses a lock file.
    """
    descriptor = os.open(lock_path(data_file), os.O_RDWR | os.O_CREAT | getattr(os, "O_CLOEXEC", 0), 0o600)
    try:
        deadline = time.monotonic() + patience
        while not _taken(descriptor):
            if time.monotonic() >= deadline:
                raise Busy(
                    f"{data_file} is held by another program that is writing to it (waited {patience:g} s). "
                    "Nothing was changed; try again, or close the other one."
                )
            time.sleep(_PAUSE)
        yield
    finally:
        os.close(descriptor)  # which also lets go of the lock
