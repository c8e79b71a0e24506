"""Opens a file with the program that the system has for it: without waiting, and without giving it the terminal."""

import shutil
import subprocess
import sys
import threading
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from planner.errors import PlannerError

PATIENCE_SECONDS: Final = 2.0
"""How long a program may take to say that it cannot."""
_OPENERS: Final = (("xdg-open",), ("wslview",), ("gio", "open"), ("termux-open",), ("open",))


def open_with_system(place: Path) -> str:
    """Open it, and say with what. PlannerError, with the place, when there is no program or it says no.

    Waits a moment for an answer: not to be called in the thread of the screen.
    """
    if sys.platform == "win32":
        return _start_file(place)
    for command in _OPENERS:
        found = shutil.which(command[0])
        if found:
            _run([found, *command[1:], str(place)], place)
            return command[0]
    raise PlannerError(f"There is no program here that opens files (such as xdg-open). Your report is in {place}.")


def _run(command: Sequence[str], place: Path) -> None:
    """Start it in a session of its own, so that it can neither draw on the terminal nor read its keys."""
    try:
        process = subprocess.Popen(
            command,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
    except OSError as error:
        raise PlannerError(f"{command[0]} does not start ({error.strerror}). Your report is in {place}.") from error
    try:
        code = process.wait(PATIENCE_SECONDS)
    except subprocess.TimeoutExpired:  # it is at work; somebody has to hear of its end, or it stays a zombie
        threading.Thread(target=process.wait, daemon=True).start()
        return
    if code:
        raise PlannerError(f"No program here opens it ({Path(command[0]).name} says no). Your report is in {place}.")


def _start_file(place: Path) -> str:
    import os

    try:
        os.startfile(place)  # type: ignore[attr-defined,unused-ignore]
    except OSError as error:
        raise PlannerError(f"Windows does not open it ({error.strerror}). Your report is in {place}.") from error
    return "Windows"
