"""Composition root: arguments and environment in, the command line or the app out.

The only module that asks the clock, the environment or the platform for anything.
"""

import gc
import os
import sys
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Final, TextIO

from planner.cli import OpenApp, OpenWeb, run
from planner.cli.context import Defaults
from planner.errors import PlannerError

if TYPE_CHECKING:
    from planner.settings import Wishes

_XDG: Final = {
    "data": ("XDG_DATA_HOME", ".local/share"),
    "cache": ("XDG_CACHE_HOME", ".cache"),
    "config": ("XDG_CONFIG_HOME", ".config"),
}
# After so many new objects cycles are looked for. A call makes fewer, and saves 7 ms of 100; the app still has its own
# cleared away.
_NEW_OBJECTS: Final = 100_000


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command, or the app when that is what was asked for; returns the exit code."""
    gc.set_threshold(_NEW_OBJECTS)
    outcome = run(sys.argv[1:] if arguments is None else arguments, _defaults())
    if isinstance(outcome, int):
        return outcome
    try:
        return _open(outcome) if isinstance(outcome, OpenApp) else _serve(outcome)
    except PlannerError as error:
        from planner.core.text import visible

        print(f"planner: {visible(error.message)}", file=sys.stderr)
        return error.exit_code


def _defaults() -> Defaults:
    """What the environment and the platform say."""
    return Defaults(
        data_file=os.environ.get("PLANNER_FILE", ""),
        today=os.environ.get("PLANNER_TODAY", ""),
        data_folder=_data_folder,
        plans_folder=_plans_folder,
        now=_now,
        colour=_is_terminal(sys.stdout) and not os.environ.get("NO_COLOR"),
        terminal=(_is_terminal(sys.stdin) and _is_terminal(sys.stdout)) or _is_served(),
        width=_width(),
        settings_file=_settings_file,
        wishes=_wishes,
        cache_folder=_cache_folder,
    )


def _open(outcome: OpenApp) -> int:
    if _is_served():
        from planner.web.parent import end_with

        end_with(os.getppid())
    from planner.tui import open_app  # Textual is only paid for here

    return open_app(outcome.surroundings, is_demo=outcome.is_demo)


def _serve(outcome: OpenWeb) -> int:
    from planner.web import Serving, serve
    from planner.web.command import app_command

    command = app_command(outcome.surroundings.data_file, outcome.surroundings.today_override)
    opens = _has_screen() if outcome.opens is None else outcome.opens
    return serve(Serving(command, dict(os.environ), outcome.port, opens))


def _is_served() -> bool:
    """True when `planner serve` started this very process: a browser is at the other end, as good as a terminal."""
    return os.environ.get("PLANNER_SERVED_BY") == str(os.getppid())


def _has_screen() -> bool:
    """True when a person sits there with a screen on which a browser can open."""
    has_windows = sys.platform in ("darwin", "win32") or any(map(os.environ.get, ("DISPLAY", "WAYLAND_DISPLAY")))
    return has_windows and _is_terminal(sys.stdin) and _is_terminal(sys.stdout)


def _is_terminal(stream: TextIO | None) -> bool:
    """True when a person sits there; a stream closed by whoever called is None."""
    return stream is not None and not stream.closed and stream.isatty()


def _width() -> int:
    """Cells to fill: COLUMNS, else what the terminal says, else 80. `shutil` would answer too, ten times as slowly."""
    wanted = os.environ.get("COLUMNS", "")
    if wanted.isascii() and wanted.isdecimal() and int(wanted[:6]) > 0:
        return int(wanted[:6])
    try:
        return os.get_terminal_size(1).columns or 80
    except OSError:
        return 80


def _now() -> datetime:
    return datetime.now().replace(microsecond=0)


def _data_folder() -> Path:
    """The platform's folder for a user's data."""
    return _platform_folder("data")


def _cache_folder() -> Path:
    """The platform's folder for what can be worked out again."""
    return _platform_folder("cache")


def _settings_file() -> Path:
    """The file of the app's looks and keys: in the platform's folder for it, or the one named by PLANNER_SETTINGS."""
    given = os.environ.get("PLANNER_SETTINGS")
    return Path(given).absolute() if given else _platform_folder("config") / "settings.toml"


def _platform_folder(kind: str) -> Path:
    """The folder of a kind (data, cache or config) that this platform gives to the program.

    On Linux, where platformdirs would only apply the XDG Base Directory Specification, this does: importing it takes
    7 ms of a call's 85. A test holds the two to the same answers.
    """
    if sys.platform == "linux" and "ANDROID_ROOT" not in os.environ:
        variable, usual = _XDG[kind]
        given = os.environ.get(variable, "")
        return Path(given if given.startswith("/") else Path.home() / usual) / "planner"
    from platformdirs import PlatformDirs

    found: Path = getattr(PlatformDirs("planner", appauthor=False), f"user_{kind}_path")
    return found


def _wishes() -> "Wishes":
    """What the environment asks of the app's looks: an editor, stillness, and whether the terminal is a light one.

    NO_MOTION asks for stillness as NO_COLOR asks for none; COLORFGBG, where a terminal sets it, ends with the number
    of its background among the sixteen colours.
    """
    from planner.settings import Wishes

    ground = os.environ.get("COLORFGBG", "").rpartition(";")[2]
    return Wishes(
        editor=os.environ.get("VISUAL") or os.environ.get("EDITOR") or "",
        is_still=bool(os.environ.get("NO_MOTION")) or os.environ.get("TEXTUAL_ANIMATIONS", "").lower() == "none",
        is_light=ground in ("7", "15"),
    )


def _plans_folder() -> Path:
    """The shipped plans, or the folder named by PLANNER_PLANS."""
    given = os.environ.get("PLANNER_PLANS")
    if given:
        return Path(given)
    from planner.catalog import plans_dir  # `planner --help` needs no plans

    return plans_dir()


if __name__ == "__main__":
    sys.exit(main())
