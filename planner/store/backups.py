"""Copies of a data file as it was, in the folder `backups` beside it: named by time and reason, verified, and let go.

The name carries everything (`journey-2026-11-23T071400-daily.json`), so the folder needs no index and a listing opens
no file. The bytes are those that were on the disk, whatever is in them: a backup never changes what it keeps, and is
read back byte for byte before it gets its name. Whether they are a journey is known to who reads them: a change has
parsed them already, `planner.safekeeping` does before it copies and before it restores. Errors are OSError, save where
a change waits for a backup.
"""

import errno
import os
import re
from collections.abc import Sequence
from datetime import date, datetime, timedelta
from enum import StrEnum
from pathlib import Path
from typing import Final

from msgspec import Struct

from planner.errors import CannotWrite
from planner.store import layout
from planner.store.disk import read_file, replace_file, sync_folder, temporary

FOLDER: Final = "backups"
NEWEST: Final = 10
"""So many of the newest are kept, and the last of so many days; beyond them the last of every month."""

_STAMP: Final = "%Y-%m-%dT%H%M%S"
_FOLDER_MODE: Final = 0o700
# The copy, and after it the next version of the file, which is what must have room.
_TIMES_FREE: Final = 3


class Reason(StrEnum):
    """Why a backup was made."""

    DAILY = "daily"
    MIGRATION = "before-migration"
    RESTORE = "before-restore"
    DOCTOR = "before-doctor"
    BY_HAND = "by-hand"


_LABEL: Final = rf"(\d{{4}}-\d{{2}}-\d{{2}}T\d{{6}})-({'|'.join(Reason)})(?:-\d{{1,6}})?"


class Backup(Struct, frozen=True):
    """One backup: where it is, the local time it was made at, why, and its size in bytes.

    `label` is its name without that of the data file: "2026-11-23T071400-daily".
    """

    path: Path
    at: datetime
    reason: Reason
    size: int
    label: str = ""

    @property
    def name(self) -> str:
        """What it is called, without the ending."""
        return self.path.stem


class Backups:
    """The backups of one data file; those of another file in the same folder are not seen."""

    def __init__(self, data_file: Path) -> None:
        self.target = Path(os.path.realpath(data_file))
        self.folder = self.target.parent / FOLDER
        self._start, self._suffix = f"{self.target.stem}-", self.target.suffix

    def all(self) -> list[Backup]:
        """Every backup, the newest first; none when there is no folder."""
        try:
            found = [each for each in map(self._read_name, os.scandir(self.folder)) if each]
        except (FileNotFoundError, NotADirectoryError):
            if os.path.lexists(self.folder):
                raise
            return []
        found.sort(key=lambda each: (each[0], each[1].path.name), reverse=True)
        return [backup for _, backup in found]

    def has_daily(self, day: date) -> bool:
        """True when the daily backup of that day is there. Reads the folder and nothing in it: every change asks."""
        start, end = f"{self._start}{day.isoformat()}T", f"-{Reason.DAILY}{self._suffix}"
        length = len(start) + len("071400") + len(end)
        try:
            names = os.listdir(self.folder)  # noqa: PTH208 - names are enough, and a Path each costs more than the rest
        except FileNotFoundError:
            return False
        return any(len(name) == length and name.startswith(start) and name.endswith(end) for name in names)

    def make(self, at: datetime, reason: Reason) -> Backup | None:
        """Copy the data file as it is, read the copy back, and let old ones go. None when there is no data file.

        The caller holds the file's lock: the copy is drafted under the name that the next version of the file has too,
        so that a crash leaves one stray file at most, whenever it comes.
        """
        try:
            data, _, hold = read_file(self.target, layout.LARGEST_FILE)
        except (FileNotFoundError, NotADirectoryError):
            return None
        hold.close()
        if not self.folder.is_dir():
            self.folder.mkdir(mode=_FOLDER_MODE, exist_ok=True)
            sync_folder(self.folder.parent)
        path = self._fresh(at, reason)
        copy_to(path, data, self._draft())
        self._let_go(at, path)
        return Backup(path, at, reason, len(data), path.stem.removeprefix(self._start))

    def _read_name(self, entry: "os.DirEntry[str]") -> tuple[tuple[datetime, int], Backup] | None:
        name = entry.name
        if not (name.startswith(self._start) and name.endswith(self._suffix)):
            return None
        label = name[len(self._start) : len(name) - len(self._suffix)]
        found = re.fullmatch(_LABEL, label)  # compiled when first needed, since most calls look at no backup
        if found is None or not entry.is_file(follow_symlinks=False):
            return None
        try:
            at = datetime.strptime(found[1], _STAMP)
            found_at = entry.stat(follow_symlinks=False)
        except (ValueError, FileNotFoundError):  # no such day; or let go by another program meanwhile
            return None
        backup = Backup(Path(entry.path), at, Reason(found[2]), found_at.st_size, label)
        return (at, found_at.st_mtime_ns), backup

    def _draft(self) -> Path:
        draft = temporary(self.target)
        is_near = self.folder.stat().st_dev == self.target.parent.stat().st_dev
        return draft if is_near else self.folder / draft.name  # a rename does not cross devices

    def _fresh(self, at: datetime, reason: Reason) -> Path:
        """A name that no backup has yet."""
        start = f"{self._start}{at.strftime(_STAMP)}-{reason}"
        path, number = self.folder / f"{start}{self._suffix}", 2
        while os.path.lexists(path):
            path, number = self.folder / f"{start}-{number}{self._suffix}", number + 1
        return path

    def _let_go(self, now: datetime, made: Path) -> None:
        for each in superfluous(self.all(), now):
            if each.path != made:
                each.path.unlink(missing_ok=True)


def superfluous(backups: Sequence[Backup], now: datetime) -> list[Backup]:
    """Those to be let go, of all the backups there are, the newest first.

    What stays: the newest ten; the last of each of the newest ten days, so that an evening of tries and restores costs
    no earlier day; the last of every month; and the newest that was made before a migration, since that one alone
    still opens with the program of before. Those dated after tomorrow, by a clock that was wrong, count by themselves:
    they would be the newest for ever.
    """
    tomorrow = now.replace(tzinfo=None) + timedelta(days=1)
    to_come = [each for each in backups if each.at > tomorrow]
    return [*_superfluous(to_come), *_superfluous(backups[len(to_come) :])]


def _superfluous(backups: Sequence[Backup]) -> list[Backup]:
    days: set[date] = set()
    months: set[tuple[int, int]] = set()
    gone: list[Backup] = []
    has_migration = False
    for place, each in enumerate(backups):
        day, month = each.at.date(), (each.at.year, each.at.month)
        is_kept = place < NEWEST or month not in months or (day not in days and len(days) < NEWEST)
        if each.reason is Reason.MIGRATION and not has_migration:
            is_kept = has_migration = True
        days.add(day)
        months.add(month)
        if not is_kept:
            gone.append(each)
    return gone


def copy_to(path: Path, data: bytes, draft: Path | None = None) -> None:
    """Put a copy at `path`, for its owner alone, read back before it gets its name. OSError when it says otherwise.

    A `draft` of a fixed name, which a lock keeps from two writers, is what a crash leaves behind at most.
    """
    draft = draft or temporary(path)

    def verify() -> None:
        again, _, hold = read_file(draft, layout.LARGEST_FILE)
        hold.close()
        if again != data:
            raise OSError(errno.EIO, "the copy does not say what the file says")

    replace_file(path, data, verify, draft=draft)[1].close()


class Keeping:
    """When a backup of a data file is made on the way to a change. `remark` tells of one that could not be made."""

    def __init__(self, data_file: Path) -> None:
        self.remark = ""
        self._data_file = data_file
        self._kept: date | None = None

    def daily(self, at: datetime) -> None:
        """Keep the file as it was before the first change of the day. No change waits for this one."""
        if self._kept == at.date():
            return
        backups = Backups(self._data_file)
        try:
            if not backups.has_daily(at.date()):
                _leave_room(backups.target)
                backups.make(at, Reason.DAILY)
            self._kept = at.date()
        except OSError as error:
            self.remark = (
                f"Your change is saved, but the backup of the day could not be made in {backups.folder}: "
                f"{error.strerror or error}. `planner doctor` tells more."
            )

    def before(self, reason: Reason, at: datetime) -> None:
        """Make a backup that a change waits for. CannotWrite when it cannot be made."""
        backups = Backups(self._data_file)
        try:
            backups.make(at, reason)
        except OSError as error:
            raise CannotWrite(
                f"A backup could not be made in {backups.folder}: {error.strerror or error}. "
                "Nothing was changed; make room or give write permission, then try again."
            ) from error


def _leave_room(target: Path) -> None:
    """OSError on a disk so full that a backup would take the room from the change itself."""
    if hasattr(os, "statvfs"):
        disk = os.statvfs(target.parent)
        free = disk.f_bavail * disk.f_frsize
        if disk.f_blocks and free < _TIMES_FREE * target.stat().st_size:  # some file systems do not say
            raise OSError(errno.ENOSPC, "the disk is nearly full")
