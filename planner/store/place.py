"""A data file and what lies around it, as they are at one moment: taken in without writing a byte, whatever they are.

What is wrong with them is said in `health`.
"""

import os
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import Final

from msgspec import Struct

from planner.errors import Busy
from planner.store import layout
from planner.store.backups import Backup, Backups
from planner.store.disk import read_file
from planner.store.layout import DamagedError
from planner.store.lock import held, lock_path
from planner.store.migrations import SCHEMA, NewerSchemaError, schema_of, upgraded
from planner.store.repairs import Mended, mended
from planner.store.salvage import Salvaged, salvaged, short

HELD: Final = "held"
_MOST_BACKUPS: Final = 40


class Place(Struct, frozen=True):
    """A data file and its surroundings as they were at one moment.

    `target` is the file behind links. `data` is None when it cannot be read, and `reason` says why, or what is wrong
    with its text. `lines` are the documents in today's format: `salvaged` ones when the text is damaged, and None when
    there is nothing to look at. `lock` says who holds it: "", HELD, or why nobody can. `backups` are the newest first;
    `backups_reason` says why they cannot be looked at.
    """

    path: Path
    target: Path
    now: datetime
    exists: bool
    mode: int
    data: bytes | None
    reason: str
    lines: Mapping[str, Mapping[str, bytes]] | None
    salvage: Salvaged | None
    mended: Mended | None
    newer: str
    schema: int
    lock: str
    backups: tuple[Backup, ...]
    backups_reason: str

    @property
    def folder(self) -> Path:
        return self.target.parent

    @property
    def opens(self) -> bool:
        """True when a journey can be read from the file as it is."""
        return self.mended is not None and not self.salvage and self.mended.is_readable


def look(path: Path, now: datetime) -> Place:
    """Take everything in. Nothing is written, and nothing raised whatever is there."""
    target = Path(os.path.realpath(path))
    exists, mode, data, reason = False, 0, None, ""
    try:
        mode = target.stat().st_mode
        exists = True
        data = read_file(target, layout.LARGEST_FILE)[0]
    except (FileNotFoundError, NotADirectoryError):
        exists = exists or path.is_symlink()
        reason = "the link leads nowhere" if exists else ""
    except OSError as error:
        exists, reason = True, error.strerror or str(error)
    found: Salvaged | None = None
    lines: Mapping[str, Mapping[str, bytes]] | None = None
    newer, schema = "", SCHEMA
    if data is not None:
        try:
            lines = layout.parse(data)
        except DamagedError as error:
            reason, found = short(str(error)), salvaged(data)
            lines = found.tables
        try:
            schema = schema_of(lines)
            lines = upgraded(lines)
        except NewerSchemaError as error:
            lines, newer = None, str(error)
        except ValueError:
            pass  # which `mended` says better
    cure = None if lines is None else mended(lines)
    return Place(
        path,
        target,
        now,
        exists,
        mode,
        data,
        reason,
        lines,
        found,
        cure,
        newer,
        schema,
        _lock(target),
        *_backups(target),
    )


def _lock(target: Path) -> str:
    """Who holds the lock: "" for nobody, HELD, or why it cannot be opened. Makes no lock file."""
    if not os.path.lexists(lock_path(target)):
        return ""
    try:
        with held(target, 0):
            return ""
    except Busy:
        return HELD
    except OSError as error:
        return error.strerror or str(error)


def _backups(target: Path) -> tuple[tuple[Backup, ...], str]:
    """The newest backups first, and why they cannot be looked at."""
    try:
        return tuple(Backups(target).all()[:_MOST_BACKUPS]), ""
    except OSError as error:
        return (), error.strerror or str(error)
