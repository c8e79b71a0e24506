"""Plan files as bytes: read with a limit, decoded and parsed. Nothing here knows what a plan is.

A stranger's file may be anything, so whatever could take forever (devices, pipes, endless files, deep keys) is refused
first, and a link that leads out of the folder of a plan is not followed.
"""

import os
import re
import stat
from codecs import BOM_UTF8
from pathlib import Path
from typing import Any, Final

from planner.catalog.problems import Findings, clipped
from planner.core.bounds import DEEPEST_KEY, LARGEST_PLAN
from planner.core.text import one_line
from planner.errors import NotFound, Unreadable

_READ: Final = os.O_RDONLY | getattr(os, "O_CLOEXEC", 0) | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
_POSITION: Final = (
    r"(?s)(.*?) ?\(at (line \d+), column \d+\)"  # kept by `re` once it was wanted: a remembered plan is not read
)
_AT_END: Final = " (at end of document)"
_KEY_PART: Final = r"""[ \t]*(?:[A-Za-z0-9_-]+|"[^"\n]*"|'[^'\n]*')[ \t]*"""
_DEEP_KEY: Final = rf"(?:^|[\[{{,]){_KEY_PART}(?:\.{_KEY_PART}){{{DEEPEST_KEY},}}"


def read(path: Path, room: int = LARGEST_PLAN) -> str:
    """The text of a file. Raises NotFound when there is none, Unreadable when it cannot be read or is not a plan's.

    `room` is how many bytes may still be read of the plan that the file belongs to.
    """
    name = one_line(str(path))
    try:
        data = _bytes(path, room + 1)
    except (FileNotFoundError, NotADirectoryError):
        raise NotFound(f"There is no file {name}.") from None
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or error
        raise Unreadable(f"{name} cannot be read: {reason}.") from error
    if data is None:
        raise Unreadable(f"{name} is not a file; name a plan file ending in .toml.")
    if len(data) > room:
        together = "" if room == LARGEST_PLAN else ", together with the files it belongs to"
        raise Unreadable(f"{name} is larger than {LARGEST_PLAN // 1_000_000} MB{together}; a plan is smaller.")
    try:
        return data.removeprefix(BOM_UTF8).decode()
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise Unreadable(f"{name} is not UTF-8 text (line {line}); save it as UTF-8.") from None


def _bytes(path: Path, most: int) -> bytes | None:
    """The first `most` bytes of a regular file, None for anything else. Neither opening nor reading waits."""
    if not stat.S_ISREG(path.stat().st_mode):
        return None
    descriptor = os.open(path, _READ)
    with os.fdopen(descriptor, "rb") as file:
        return file.read(most) if stat.S_ISREG(os.fstat(descriptor).st_mode) else None


def parse(path: Path, findings: Findings) -> dict[str, Any] | None:
    """The tables of a TOML file, or None with the reason noted. Raises as `read` does."""
    text = read(path, findings.room)
    findings.room -= len(text.encode())
    if line := _too_deep(text):
        findings.add(path, f"line {line}", f"the key has too many parts, expected at most {DEEPEST_KEY}")
        return None
    import tomli  # compiled, three times as quick as tomllib; a plan that is remembered needs neither

    try:
        return tomli.loads(text)
    except RecursionError:
        findings.add(path, "file", "lists or tables are nested too deeply, expected a plan file")
    except ValueError as error:  # TOMLDecodeError is one; a number of endless digits gives a plain one
        reason, where = _reason(str(error))
        findings.add(path, where, f"this is not TOML: {clipped(reason)}; correct it there or just before")
    return None


def lies_in(path: Path, folder: Path) -> bool:
    """True when `path` is in `folder` (at any depth) also after every link in either was followed."""
    return os.path.realpath(path).startswith(os.path.join(os.path.realpath(folder), ""))  # noqa: PTH118 - "/" at its end


def _reason(message: str) -> tuple[str, str]:
    """The parser's message as what and where."""
    if said := re.match(_POSITION, message):
        return said.group(1), said.group(2)
    reason = message.removesuffix(_AT_END)
    return reason, "file" if reason == message else "end of file"


def _too_deep(text: str) -> int:
    """Number of the first line with a key of very many parts, or 0."""
    for number, line in enumerate(text.split("\n"), 1):
        if line.count(".") >= DEEPEST_KEY and re.search(_DEEP_KEY, line):
            return number
    return 0
