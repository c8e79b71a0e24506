"""Writes a file made for somebody else: a report, a calendar. Whole or not at all, and for its owner's eyes alone."""

import os
import stat
import tempfile
from contextlib import suppress
from pathlib import Path

from planner.errors import BadValue, CannotWrite
from planner.store.disk import sync_folder


def place_of(target: Path, name: str) -> Path:
    """Where a file for `target` goes: there, or under `name` when it is a folder. CannotWrite when nobody can tell."""
    if "\0" in str(target):
        raise BadValue("A file name cannot hold a zero character.")
    try:
        return target / name if target.is_dir() else target
    except OSError as error:
        raise CannotWrite(f"{target} could not be written: {error.strerror or error}.") from error


def is_same(one: Path, other: Path) -> bool:
    """True when both are the same file, links followed. CannotWrite when nobody can tell."""
    try:
        return one.resolve() == other.resolve() or (one.exists() and other.exists() and one.samefile(other))
    except (OSError, RuntimeError) as error:
        raise CannotWrite(f"{one} could not be written: {_reason(error)}.") from error


def write_whole(target: Path, data: bytes) -> None:
    """Put `data` in the place of `target`, readable by its owner alone; a link is followed.

    Anything but a file (a device, a pipe) is written to as it is. BadValue for a folder, CannotWrite when the disk or
    the folder refuses; then what was there before is still there.
    """
    try:
        place = target.resolve()
        mode = place.stat().st_mode if place.exists() else stat.S_IFREG
        if stat.S_ISDIR(mode):
            raise BadValue(f"{target} is a folder: give a file in it.")
        if stat.S_ISREG(mode):
            _replace(place, data)
        else:
            place.write_bytes(data)
    except (OSError, RuntimeError) as error:  # links in a circle are a RuntimeError in Python 3.11
        raise CannotWrite(f"{target} could not be written: {_reason(error)}.") from error


def _reason(error: Exception) -> str:
    return getattr(error, "strerror", None) or str(error)


def _replace(place: Path, data: bytes) -> None:
    # A name of its own, because two calls may write to one place at once.
    descriptor, name = tempfile.mkstemp(prefix=".planner-", suffix=".part", dir=place.parent)
    draft = Path(name)
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        draft.replace(place)
    except BaseException:
        with suppress(OSError):
            draft.unlink(missing_ok=True)
        raise
    sync_folder(place.parent)
