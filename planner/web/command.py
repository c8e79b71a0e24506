"""How the app is started for a tab: this very Python, this very planner, the same data file and the same day."""

import sys
from datetime import date
from pathlib import Path
from typing import Final

import planner

SERVED_BY: Final = "PLANNER_SERVED_BY"
"""The variable that tells the app who serves it: the process id of its parent."""


def app_command(data_file: Path, today: date | None) -> tuple[str, ...]:
    """The words that start the app, each an argument of its own: no shell ever reads them.

    Python looks for the planner in the current folder only when this process was started in that way itself
    (`python -m planner` in a checkout); otherwise a stray folder of that name there would be run.
    """
    is_from_here = bool(sys.path) and Path(sys.path[0]).absolute() == Path(planner.__file__).parents[1]
    safely = () if is_from_here else ("-P",)
    on_day = () if today is None else ("--today", today.isoformat())
    return (sys.executable, *safely, "-m", "planner", "--file", str(data_file), *on_day)
