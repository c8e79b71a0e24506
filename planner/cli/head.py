"""What stands before the command: global options, then its name. Does without argparse, which no overview needs."""

from collections.abc import Sequence
from typing import Final, NamedTuple

from planner.cli.context import Options
from planner.cli.directory import nearest
from planner.errors import BadValue

GLOBAL_FLAGS: Final = ("--plain", "--help", "-h", "--version")
GLOBAL_VALUES: Final = ("--file", "--today")


class Head(NamedTuple):
    """What stands before the command, and the rest. `command` is empty when there is none."""

    options: Options
    wants_help: bool
    wants_version: bool
    command: str
    rest: list[str]


def read_head(words: Sequence[str]) -> Head:
    """Global options before the command, the command, and what is left for its own parser."""
    values: dict[str, str] = {}
    flags: set[str] = set()
    left = list(words)
    while left and left[0].startswith("-") and left[0] != "-":
        word, has_value, value = left.pop(0).partition("=")
        if word in GLOBAL_VALUES:
            if not has_value and not left:
                raise BadValue(f"{word} needs a value. See `planner --help`.")
            values[word] = value if has_value else left.pop(0)
        elif word in GLOBAL_FLAGS and not has_value:
            flags.add(word)
        elif word == "--" and not has_value:
            break
        else:
            hint = nearest(word, [*GLOBAL_VALUES, *GLOBAL_FLAGS], " See `planner --help`.")
            raise BadValue(f"There is no global option {word}.{hint}")
    options = Options(values.get("--file"), values.get("--today"), "--plain" in flags)
    command = left.pop(0) if left else None
    if command is not None and not command.strip():
        raise BadValue("The command is empty. `planner --help` lists them all.")
    return Head(options, bool(flags & {"-h", "--help"}), "--version" in flags, command or "", left)
