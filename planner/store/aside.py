"""Keeps what is in the way of a repair or a restore: under a name beside the data file that says so, never deleted."""

import os
import stat
from datetime import datetime
from pathlib import Path
from typing import Final

_STAMP: Final = "%Y-%m-%dT%H%M%S"


def aside_of(target: Path, now: datetime) -> Path:
    """A name for what is set aside of `target` that nothing has yet."""
    start = f"{target.name}.set-aside-{now.strftime(_STAMP)}"
    path, number = target.with_name(start), 2
    while os.path.lexists(path):
        path, number = target.with_name(f"{start}-{number}"), number + 1
    return path


def set_aside(target: Path, now: datetime) -> Path | None:
    """Give what lies at `target` a name of its own, for its owner alone; None when nothing does. OSError when refused.

    A file keeps its old name too, until something else takes that, so that there is no moment without a file.
    """
    if not os.path.lexists(target):
        return None
    aside, mode = aside_of(target, now), target.lstat().st_mode
    try:
        os.link(target, aside, follow_symlinks=False)
    except (OSError, NotImplementedError):  # a folder, or a file system without such names
        target.rename(aside)
    if stat.S_ISREG(mode):
        aside.chmod(0o600)
    return aside


def put_back(aside: Path, target: Path) -> None:
    """Take a `set_aside` back, when nothing took the place after all."""
    if not os.path.lexists(target):
        aside.rename(target)
    elif os.path.samestat(aside.lstat(), target.lstat()):
        aside.unlink()
