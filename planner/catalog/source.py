"""Plan files as bytes: read with a limit, decoded and parsed. Nothing here knows what a plan is.

A stranger's file may be anything, so whatever could take forever (devices, endless files, deep keys) is refused first.
"""

import re
import stat
import tomllib
from pathlib import Path
from typing import Any, Final

from planner.catalog.problems import Findings, clipped
from planner.core.text import one_line
from planner.errors import NotFound, Unreadable

LARGEST_FILE: Final = 2_000_000
DEEPEST_KEY: Final = 10

_POSITION: Final = re.compile(r"(.*?) ?\(at (line \d+), column \d+\)", re.DOTALL)
_AT_END: Final = " (at end of document)"
_KEY_PART: Final = r"""[ \t]*(?:[A-Za-z0-9_-]+|"[^"\n]*"|'[^'\n]*')[ \t]*"""
_DEEP_KEY: Final = re.compile(rf"(?:^|[\[{{,]){_KEY_PART}(?:\.{_KEY_PART}){{{DEEPEST_KEY},}}")


def read(path: Path) -> str:
    """The text of a file. Raises NotFound when there is none, Unreadable when it cannot be read or is not a plan's."""
    name = one_line(str(path))
    try:
        if not stat.S_ISREG(path.stat().st_mode):
            raise Unreadable(f"{name} is not a file; name a plan file ending in .toml.")
        with path.open("rb") as file:
            data = file.read(LARGEST_FILE + 1)
    except (FileNotFoundError, NotADirectoryError):
        raise NotFound(f"There is no file {name}.") from None
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or error
        raise Unreadable(f"{name} cannot be read: {reason}.") from error
    if len(data) > LARGEST_FILE:
        raise Unreadable(f"{name} is larger than 2 MB; a plan file is smaller.")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise Unreadable(f"{name} is not UTF-8 text (line {line}); save it as UTF-8.") from None


def parse(path: Path, findings: Findings) -> dict[str, Any] | None:
    """The tables of a TOML file, or None with the reason noted. Raises as `read` does."""
    text = read(path)
    if line := _too_deep(text):
        findings.add(path, f"line {line}", f"the key has too many parts, expected at most {DEEPEST_KEY}")
        return None
    try:
        return tomllib.loads(text)
    except RecursionError:
        findings.add(path, "file", "lists or tables are nested too deeply, expected a plan file")
    except ValueError as error:  # TOMLDecodeError is one; a number of endless digits gives a plain one
        reason, where = _reason(str(error))
        findings.add(path, where, f"this is not TOML: {clipped(reason)}; correct it there or just before")
    return None


def _reason(message: str) -> tuple[str, str]:
    """The parser's message as what and where."""
    if said := _POSITION.match(message):
        return said.group(1), said.group(2)
    reason = message.removesuffix(_AT_END)
    return reason, "file" if reason == message else "end of file"


def _too_deep(text: str) -> int:
    """Number of the first line with a key of very many parts, or 0: the parser's time grows with their square."""
    for number, line in enumerate(text.split("\n"), 1):
        if line.count(".") >= DEEPEST_KEY and _DEEP_KEY.search(line):
            return number
    return 0
