"""Calendar folders and files: what other tools wrote is read, and a folder of one entry a file is kept up to date.

Beside the session, which alone changes journeys. khal, todoman and vdirsyncer keep a calendar as a folder with a file
for each entry; in such a folder a second export changes what has changed and takes away what is no longer planned.
"""

import re
from collections.abc import Iterator, Mapping
from contextlib import suppress
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple

from planner.core.text import quoted
from planner.core.wording import counted
from planner.errors import BadValue, CannotWrite, NotFound, Unreadable
from planner.store.disk import read_file

if TYPE_CHECKING:
    from planner.core.incoming import Incoming
    from planner.reports import Report

LARGEST_FILE: Final = 20 * 2**20
MOST_FILES: Final = 20_000
FOLDER_FORMATS: Final = {"ics-todo": "ics_todo", "ics-event": "ics_event"}
_STATUS: Final = re.compile(r"^STATUS:(\S+)", re.MULTILINE)
_DUE: Final = re.compile(r"^DUE[^:]*:(\d{8})", re.MULTILINE)
_SENT: Final = re.compile(r"^X-PLANNER-SENT:(\S+) \d+ (\S+)", re.MULTILINE)


class Written(NamedTuple):
    """How many files of a folder are new, changed and taken away, and the names of those left alone.

    `left` were changed by another tool since they were written, in a way that the journey does not know yet.
    """

    new: int
    changed: int
    removed: int
    left: tuple[str, ...]


def read_calendar(source: Path) -> "Incoming":
    """What a calendar file, or a folder of them, says of tasks.

    NotFound when there is none; Unreadable for what is no calendar, not UTF-8, or larger than 20 MB.
    """
    from planner.reports.icalendar_reader import read

    return read(list(_texts(source)))  # nothing is looked into before all of it is known to be small enough


def save_folder(report: "Report", format_name: str, folder: Path) -> Written:
    """Keep `folder` as a calendar of one entry a file. Files of other journeys, formats and tools are left alone.

    BadValue for a format that has no entries; CannotWrite when the disk or folder refuses.
    """
    if format_name not in FOLDER_FORMATS:
        formats = " and ".join(FOLDER_FORMATS)
        raise BadValue(f"{quoted(format_name)} is written to one file; only {formats} fill a folder.")
    items: Mapping[str, str] = import_module(f"planner.reports.{FOLDER_FORMATS[format_name]}").items(report)
    suffix = f".{format_name.removeprefix('ics-')}.ics"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        old = {
            each.name
            for each in folder.iterdir()
            if each.name.startswith((f"{report.journey_id}-", f"{report.journey_id}.")) and each.name.endswith(suffix)
        }
        return _kept(folder, items, old)
    except OSError as error:
        raise CannotWrite(f"The folder {folder} could not be written: {error.strerror or error}.") from error


def _kept(folder: Path, items: Mapping[str, str], old: set[str]) -> Written:
    new = changed = 0
    left = []
    for name, text in items.items():
        there = _text(folder / name) if name in old else None
        if there == text:
            continue
        if there is not None and _is_unknown(there, text):
            left.append(name)
            continue
        _replace(folder / name, text)
        new, changed = new + (there is None), changed + (there is not None)
    gone = sorted(old - items.keys())
    for name in gone:
        (folder / name).unlink(missing_ok=True)
    return Written(new, changed, len(gone), tuple(left))


def _is_unknown(there: str, text: str) -> bool:
    """True when the task in a file was completed, cancelled or moved by a tool and we would write something else."""
    sent = _SENT.search(there)
    if sent is None:
        return False
    status, due = _first(_STATUS, there), _first(_DUE, there)
    is_settled = status in (sent.group(1), _first(_STATUS, text))
    is_placed = due in (sent.group(2).replace("-", ""), _first(_DUE, text))
    return not (is_settled and is_placed)


def _first(pattern: re.Pattern[str], text: str) -> str:
    found = pattern.search(text)
    return found.group(1) if found else ""


def _replace(path: Path, text: str) -> None:
    beside = path.with_name(f".{path.name}.part")
    try:
        beside.write_text(text, encoding="utf-8", newline="")
        beside.replace(path)
    except OSError:
        with suppress(OSError):
            beside.unlink(missing_ok=True)
        raise


def _text(path: Path) -> str | None:
    """The text of a file of ours; None when it is no longer one, and may be replaced."""
    try:
        return read_file(path, LARGEST_FILE)[0].decode()
    except UnicodeDecodeError:
        return None


def _texts(source: Path) -> Iterator[tuple[str, str]]:
    """The calendars at `source`, named as messages name them; together not larger than one file may be."""
    left = LARGEST_FILE
    for path in _files(source):
        try:
            data = read_file(path, LARGEST_FILE)[0]
        except FileNotFoundError:
            raise NotFound(f"There is no file {path}.") from None
        except OSError as error:
            raise Unreadable(f"{path} could not be read: {error.strerror or error}.") from error
        left -= len(data)
        if left < 0:
            raise Unreadable(f"The calendars in {source} are larger than {LARGEST_FILE // 2**20} MB together.")
        try:
            yield str(path), data.decode("utf-8-sig")
        except UnicodeDecodeError as error:
            raise Unreadable(f"{path} is not UTF-8, which calendars are: byte {error.start + 1} is none.") from error


def _files(source: Path) -> list[Path]:
    if "\0" in str(source):
        raise BadValue("A file name holds no NUL character.")
    try:
        if not source.is_dir():
            return [source]
        found = sorted(each for each in source.iterdir() if each.suffix == ".ics" and not each.name.startswith("."))
    except OSError as error:
        raise Unreadable(f"{source} could not be read: {error.strerror or error}.") from error
    if not found:
        raise NotFound(f"There is no calendar in {source}: none of its files ends in .ics.")
    if len(found) > MOST_FILES:
        raise Unreadable(f"{source} holds {counted(len(found), 'calendar')}; {MOST_FILES:,} are the most.")
    return found
