"""Composition root: arguments and environment in, the command line or the app out.

The only module that asks the clock, the environment or the platform for anything.
"""

import os
import sys
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

from planner import catalog
from planner.cli import OpenApp, run
from planner.cli.context import Defaults


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command, or the app when that is what was asked for; returns the exit code."""
    defaults = Defaults(
        data_file=os.environ.get("PLANNER_FILE", ""),
        today=os.environ.get("PLANNER_TODAY", ""),
        data_folder=_data_folder,
        plans_folder=_plans_folder,
        now=_now,
        colour=sys.stdout.isatty() and not os.environ.get("NO_COLOR"),
        terminal=sys.stdin.isatty() and sys.stdout.isatty(),
    )
    outcome = run(sys.argv[1:] if arguments is None else arguments, defaults)
    if isinstance(outcome, OpenApp):
        from planner.tui import open_app  # Textual is only paid for here

        return open_app(outcome.surroundings, is_demo=outcome.is_demo)
    return outcome


def _now() -> datetime:
    return datetime.now().replace(microsecond=0)


def _data_folder() -> Path:
    """The platform's folder for a user's data; imported late, because many calls name their file."""
    from platformdirs import user_data_path

    return user_data_path("planner", appauthor=False)


def _plans_folder() -> Path:
    """The shipped plans, or the folder named by PLANNER_PLANS."""
    given = os.environ.get("PLANNER_PLANS")
    return Path(given) if given else catalog.plans_dir()


if __name__ == "__main__":
    sys.exit(main())
