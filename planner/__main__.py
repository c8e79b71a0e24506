"""Composition root: arguments and environment in, the command line or the app out.

The only module that asks the clock, the environment or the platform for anything.
"""

import os
import sys
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import TextIO

from planner.cli import OpenApp, run
from planner.cli.context import Defaults
from planner.errors import PlannerError


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command, or the app when that is what was asked for; returns the exit code."""
    defaults = Defaults(
        data_file=os.environ.get("PLANNER_FILE", ""),
        today=os.environ.get("PLANNER_TODAY", ""),
        data_folder=_data_folder,
        plans_folder=_plans_folder,
        now=_now,
        colour=_is_terminal(sys.stdout) and not os.environ.get("NO_COLOR"),
        terminal=_is_terminal(sys.stdin) and _is_terminal(sys.stdout),
        width=_width(),
    )
    outcome = run(sys.argv[1:] if arguments is None else arguments, defaults)
    if isinstance(outcome, OpenApp):
        return _open(outcome)
    return outcome


def _open(outcome: OpenApp) -> int:
    from planner.tui import open_app  # Textual is only paid for here

    try:
        return open_app(outcome.surroundings, is_demo=outcome.is_demo)
    except PlannerError as error:
        from planner.core.text import visible

        print(f"planner: {visible(error.message)}", file=sys.stderr)
        return error.exit_code


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
    """The platform's folder for a user's data; imported late, because many calls name their file."""
    from platformdirs import user_data_path

    return user_data_path("planner", appauthor=False)


def _plans_folder() -> Path:
    """The shipped plans, or the folder named by PLANNER_PLANS."""
    given = os.environ.get("PLANNER_PLANS")
    if given:
        return Path(given)
    from planner.catalog import plans_dir  # `planner --help` needs no plans

    return plans_dir()


if __name__ == "__main__":
    sys.exit(main())
