"""What is wrong with a data file and with what lies around it: folder, lock, backups, drafts that a crash left behind.

`place` takes it all in, here is what is wrong with it, and `rescue` does what the findings that `can_fix` promise.
Nothing here writes. The documents are the subject of `repairs`, a journey and its plan that of `planner.core.health`.
"""

import os
import shutil
import stat
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path
from typing import Final

from msgspec.structs import replace

from planner.core.health import Finding, Level
from planner.core.text import quoted
from planner.core.wording import counted, date_words, distance_words, size_words
from planner.store import layout
from planner.store.backups import FOLDER, Backup, Reason
from planner.store.codec import shaped
from planner.store.disk import read_file, temporary
from planner.store.layout import DamagedError
from planner.store.lock import lock_path
from planner.store.migrations import SCHEMA
from planner.store.place import HELD, Place
from planner.store.repairs import RESTORE, dead_end
from planner.store.salvage import short
from planner.store.shapes import CHANGES, META, MetaShape

NO_BACKUP: Final = "There is no backup: put back a copy of your own, or move the file away and begin anew."
_OTHERS: Final = stat.S_IRWXG | stat.S_IRWXO
_OTHERS_WRITE: Final = stat.S_IWGRP | stat.S_IWOTH
_LEAST_FREE: Final = 1024 * 1024
_TIMES_FREE: Final = 4
_OLDEST_BACKUP_DAYS: Final = 14
# Clocks of several time zones may have written the file.
_CLOCK_SLACK: Final = timedelta(days=1)
_HAS_MODES: Final = os.name == "posix"


def findings(place: Place) -> list[Finding]:
    """What every check found, in their order; a check that found nothing says so with `Level.OK`."""
    found = []
    for name, check, sound in CHECKS:
        if not place.exists and name not in _ANYWAY:
            continue  # there is nothing to check
        own = list(check(place))
        found += own or ([Finding(Level.OK, name, sound)] if sound else [])
    if not place.backups and not place.backups_reason:
        found = [replace(each, would=NO_BACKUP) if each.would == RESTORE else each for each in found]
    return found


# The file


def _file(place: Place) -> Iterator[Finding]:
    if not place.exists:
        if place.backups:
            yield Finding(Level.PROBLEM, "file", "It is gone, and there are backups of it.", RESTORE)
        else:
            begin = "`planner start --from ROLE` begins one."
            yield Finding(Level.NOTE, "file", "There is no journey here yet.", begin)
    elif place.data is None:
        yield Finding(Level.DAMAGED, "file", f"It cannot be read: {place.reason}.", _reading_advice(place))


def _reading_advice(place: Place) -> str:
    if place.mode and not stat.S_ISREG(place.mode):
        return "Move what lies there out of the way, or name another file with --file."
    return "Give yourself the right to read it, or put a backup in its place with `planner restore`."


def _text(place: Place) -> Iterator[Finding]:
    if place.salvage is None or place.mended is None:
        return
    found = f"Its text is damaged: {place.reason}."
    if not place.mended.opens:
        yield Finding(Level.DAMAGED, "JSON", found, RESTORE)
        return
    kept = counted(sum(map(len, place.salvage.tables.values())), "document")
    gone = counted(len(place.salvage.aside), "piece")
    would = f"keep the {kept} that can be read, and set {gone} aside in a file of its own"
    rather = instead(place)
    yield Finding(Level.DAMAGED, "JSON", found, f"{would}. {rather}".rstrip(". "), can_fix=True)


def instead(place: Place) -> str:
    """What the newest sound backup holds, for whoever would rather have that; empty when there is none."""
    for each in place.backups:
        try:
            count = sum(map(len, layout.parse(read_file(each.path, layout.LARGEST_FILE)[0]).values()))
        except (OSError, ValueError):
            continue
        return f"A backup has {counted(count, 'document')}: `planner restore {each.label}` would bring that back"
    return ""


def _format(place: Place) -> Iterator[Finding]:
    if place.newer:
        yield Finding(
            Level.PROBLEM, "format", f"A newer planner wrote it: {place.newer}.", "Update planner to open it."
        )
    elif place.schema < SCHEMA:
        found = f"It has format {place.schema}; today's is {SCHEMA}."
        yield Finding(Level.NOTE, "format", found, "The next change brings it up to date, after a backup.")


def _documents(place: Place) -> Iterator[Finding]:
    if place.mended is None or place.lines is None:
        return
    if place.salvage is not None and not place.mended.opens:
        return  # what is missing follows from the text, which is told
    yield from place.mended.findings
    if not place.mended.findings and place.opens:
        count = counted(sum(map(len, place.lines.values())), "document")
        yield Finding(Level.OK, "documents", f"{count}, whole and sound, in format {place.schema}.")


def _history(place: Place) -> Iterator[Finding]:
    if not place.lines:
        return
    lines = place.lines.get(CHANGES, {})
    size = sum(map(len, lines.values()))
    found = f"{counted(len(lines), 'change')} to look back on, {size_words(size)}."
    yield Finding(Level.OK, "undo history", found)
    stop = dead_end(place.lines)
    if stop is not None:
        number, title, reason = stop
        found = f"Undo and redo stop at change {number}, {quoted(title)}: what it would bring back is wrong, {reason}."
        yield Finding(Level.NOTE, "undo history", short(found) + ".", "Nothing to do; what is newer can be undone.")


def _clock(place: Place) -> Iterator[Finding]:
    for key, line in (place.lines or {}).get(META, {}).items():
        try:
            saved = shaped(META, key, line, MetaShape).saved
        except ValueError:
            continue
        if saved is not None and (saved.replace(tzinfo=None) - place.now.replace(tzinfo=None)) > _CLOCK_SLACK:
            found = f"The file was last saved on {date_words(saved.date())}, which is to come."
            yield Finding(Level.NOTE, "clock", found, "Look whether this computer's date is right; nothing is lost.")


# Around the file


def _permissions(place: Place) -> Iterator[Finding]:
    if not _HAS_MODES:
        return
    for each, mode, wanted in wrong_modes(place):
        who = "other people of this computer may open it" if mode & _OTHERS else "you may not open it yourself"
        found = f"{quoted(str(each))} has the mode {mode:04o}: {who}."
        yield Finding(Level.PROBLEM, "permissions", found, f"set it to {wanted:04o}, yours alone", can_fix=True)
    around = _mode(place.folder)
    if around is not None and around & _OTHERS_WRITE and not around & stat.S_ISVTX:
        found = (
            f"Others may put files into {quoted(str(place.folder))} and take them away ({stat.S_IMODE(around):04o})."
        )
        would = f"`chmod go-w {place.folder}`, unless you share it on purpose."
        yield Finding(Level.PROBLEM, "permissions", found, would)


def wrong_modes(place: Place) -> list[tuple[Path, int, int]]:
    """What should be its owner's alone and is not: path, mode, and the mode that it should have."""
    folder = place.folder / FOLDER
    kept = [*(each.path for each in place.backups), folder, *([place.target] if place.exists else [])]
    found = []
    for each in reversed(kept):
        mode = _mode(each)
        if mode is None or not (stat.S_ISDIR(mode) if each == folder else stat.S_ISREG(mode)):
            continue
        if mode & _OTHERS or not mode & stat.S_IRUSR:
            found.append((each, stat.S_IMODE(mode), 0o700 if each == folder else 0o600))
    return found


def _mode(path: Path) -> int | None:
    try:
        return path.lstat().st_mode
    except OSError:
        return None


def _folder(place: Place) -> Iterator[Finding]:
    if place.folder.is_dir() and not os.access(place.folder, os.W_OK | os.X_OK):
        found = f"Nothing can be saved in {quoted(str(place.folder))}: it cannot be written to."
        yield Finding(
            Level.PROBLEM, "folder", found, "Give yourself the right to write there, or use another with --file."
        )


def _space(place: Place) -> Iterator[Finding]:
    try:
        free = shutil.disk_usage(place.folder).free
    except OSError:
        return
    needed = max(_LEAST_FREE, _TIMES_FREE * len(place.data or b""))
    if free < needed:
        found = f"{size_words(free)} of the disk are free, and saving safely takes {size_words(needed)}."
        yield Finding(Level.PROBLEM, "free space", found, "Make room on the disk.")


def _holder(place: Place) -> Iterator[Finding]:
    if place.lock == HELD:
        yield Finding(Level.NOTE, "lock", "Another program is writing to the file at this moment.", "Try again soon.")
    elif place.lock:
        found = f"{quoted(str(lock_path(place.target)))} cannot be opened: {place.lock}."
        yield Finding(Level.PROBLEM, "lock", found, "Nothing can be saved: make it yours, or move it out of the way.")


def _drafts(place: Place) -> Iterator[Finding]:
    for each in strays(place):
        found = f"A save that was broken off left {quoted(str(each))} behind."
        yield Finding(Level.PROBLEM, "drafts", found, "remove it; no change that was saved is in it", can_fix=True)


def strays(place: Place) -> list[Path]:
    """Drafts that no writer is working on: of the file, and of a backup where that is on another disk."""
    if place.lock:
        return []
    draft = temporary(place.target)
    return [each for each in (draft, place.folder / FOLDER / draft.name) if os.path.lexists(each) and not each.is_dir()]


def _copies(place: Place) -> Iterator[Finding]:
    if place.backups_reason:
        found = f"{quoted(str(place.folder / FOLDER))} cannot be looked into: {place.backups_reason}."
        yield Finding(Level.PROBLEM, "backups", found, "No backup can be made there: give yourself the right to it.")
        return
    if not place.backups:
        if place.exists:
            yield Finding(Level.NOTE, "backups", "There is no backup yet.", "`planner backup` makes one.")
        return
    reasons = {each: reason for each in place.backups if (reason := _damage(each))}
    for each, reason in reasons.items():
        if each.reason is not Reason.DOCTOR:  # that one is of a damaged file, as it was
            found = f"{quoted(each.name)} is no use: {reason}."
            yield Finding(Level.PROBLEM, "backups", found, "Take it away, and make another with `planner backup`.")
    sound = [each.at.date() for each in place.backups if each not in reasons]
    if not sound:
        yield Finding(Level.NOTE, "backups", "No backup can be brought back.", "`planner backup` makes another.")
        return
    newest = distance_words(sound[0], place.now.date())
    if (place.now.date() - sound[0]).days > _OLDEST_BACKUP_DAYS:
        found = f"The newest of {counted(len(sound), 'backup')} was made {newest}."
        yield Finding(Level.NOTE, "backups", found, "`planner backup` makes another.")
    else:
        yield Finding(Level.OK, "backups", f"{counted(len(sound), 'backup')} to go back to, the newest of {newest}.")


def _damage(backup: Backup) -> str:
    """What is wrong with the text of a backup; empty when nothing is."""
    try:
        layout.parse(read_file(backup.path, layout.LARGEST_FILE)[0])
    except DamagedError as error:
        return short(str(error))
    except OSError as error:
        return error.strerror or str(error)
    return ""


Check = tuple[str, Callable[[Place], Iterator[Finding]], str]
CHECKS: Final[tuple[Check, ...]] = (
    ("file", _file, "It is there, and you may read it."),
    ("JSON", _text, ""),
    ("format", _format, ""),
    ("documents", _documents, ""),
    ("undo history", _history, ""),
    ("clock", _clock, ""),
    ("permissions", _permissions, "They are yours alone: the file and its backups."),
    ("folder", _folder, ""),
    ("free space", _space, "There is room to save."),
    ("lock", _holder, "Nobody is holding it."),
    ("drafts", _drafts, "Nothing is left behind."),
    ("backups", _copies, ""),
)
"""Every check of a file and its surroundings, once, with what to say when it finds nothing."""
_ANYWAY: Final = ("file", "folder", "free space", "backups")
