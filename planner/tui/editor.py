"""A long text in the person's own editor: the screen is lent to it, and nothing written is lost."""

import shlex
import subprocess
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Final, NamedTuple

from textual.app import App, SuspendNotSupported

from planner.core.text import quoted

_FILE: Final = "note.md"
_NONE: Final = "No editor is known. Set $VISUAL, $EDITOR, or `editor` in your settings; your text is as it was."


class Edited(NamedTuple):
    """The text to go on with, and what went wrong on the way, in a sentence; empty when nothing did."""

    text: str
    problem: str = ""


def edit(app: App[Any], text: str, command: str) -> Edited:
    """`text` as it comes back from the editor that `command` starts. Waits for it to end. Raises nothing."""
    if not command.strip():
        return Edited(text, _NONE)
    try:
        words = shlex.split(command)
    except ValueError as error:
        return Edited(
            text, f"{quoted(command)} cannot be run as an editor: {str(error).lower()}. Your text is as it was."
        )
    try:
        with TemporaryDirectory(prefix="planner-") as folder:
            file = Path(folder) / _FILE
            file.write_text(text, encoding="utf-8", newline="\n")
            problem = _run(app, [*words, str(file)])
            return _read(file, text, problem)
    except OSError as error:
        return Edited(text, f"The text could not be handed to an editor: {error.strerror or error}. It is as it was.")


def _run(app: App[Any], words: list[str]) -> str:
    """Start the editor and wait; what went wrong."""
    try:
        with app.suspend():
            code = subprocess.run(words, check=False).returncode
    except SuspendNotSupported:
        return "No editor opens in a browser. Write in the field instead: what is pasted there keeps its lines."
    except OSError as error:
        return f"{quoted(words[0])} could not be started: {(error.strerror or str(error)).lower()}."
    return f"{quoted(words[0])} ended with {code}." if code else ""


def _read(file: Path, before: str, problem: str) -> Edited:
    """What stands in the file now; what an editor that failed had saved is taken too."""
    try:
        found = file.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError):
        said = problem or "What the editor left behind is no text."
        return Edited(before, f"{said} Your text is as it was.")
    if found.endswith("\n") and not before.endswith("\n"):
        found = found[:-1]  # most editors end a file with an empty line
    if not problem:
        return Edited(found)
    kept = "Your text is as it was." if found == before else "What it had saved is here; ^z takes that back."
    return Edited(found, f"{problem} {kept}")
