"""A digest of every file that a plan may be read from: while it stays the same, so does the plan."""

import os
from collections.abc import Iterator, Sequence
from hashlib import sha256
from pathlib import Path

from planner.catalog.find import is_path
from planner.catalog.source import read
from planner.core.bounds import LARGEST_PLAN
from planner.errors import PlannerError


def fingerprint(reference: str, folders: Sequence[Path]) -> bytes | None:
    """32 bytes from the plan's id and the names and texts of all plan files; None for a plan named by its path.

    Also None when the files are more than one plan may come from, or one of them cannot be read.
    """
    if is_path(reference):
        return None
    digest, room = sha256(reference.encode()), LARGEST_PLAN
    try:
        for path in _files(folders):
            content = read(path, room).encode()
            room -= len(content)
            digest.update(b"%s\0%d\0" % (os.fsencode(path), len(content)))
            digest.update(content)
    except (OSError, PlannerError):
        return None
    return digest.digest()


def _files(folders: Sequence[Path]) -> Iterator[Path]:
    """The plan files of each folder and of the folders in it, where destinations lie."""
    for folder in folders:
        if not folder.is_dir():
            continue
        with os.scandir(folder) as entries:
            found = sorted(entries, key=lambda entry: entry.name)
        for entry in found:
            if entry.name.endswith(".toml"):
                yield Path(entry.path)
            elif entry.is_dir():
                yield from (Path(entry.path, name) for name in sorted(os.listdir(entry.path)) if name.endswith(".toml"))  # noqa: PTH208
