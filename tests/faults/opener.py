"""A process that keeps a data file open as the app does: `python -m tests.faults.opener PATH`, one order on each line.

Orders are `note TEXT`, `notes` and `hold` (take the lock and keep it); the answer is one line of JSON each.
"""

import json
import sys
from contextlib import ExitStack
from datetime import date, datetime
from pathlib import Path

from planner import catalog
from planner.core.changes import write_note
from planner.errors import PlannerError
from planner.session import Session, Surroundings
from planner.store.lock import held

MILESTONE = "pm-reality-check"
NOW = datetime(2026, 11, 23, 12)


def answer(session: Session, order: str, rest: str, stack: ExitStack) -> object:
    """Do as told."""
    if order == "hold":
        stack.enter_context(held(session.path, 0))
        return "held"
    if order == "note":
        session.apply(write_note, MILESTONE, rest)
    return [entry.text for entry in session.journey.log if entry.about == MILESTONE]


def main() -> None:
    """Answer until there are no orders any more."""
    session = Session(Surroundings(Path(sys.argv[1]), (catalog.plans_dir(),), lambda: NOW, date(2026, 11, 23)))
    with ExitStack() as stack:
        for line in sys.stdin:
            order, _, rest = line.rstrip("\n").partition(" ")
            try:
                said = {"answer": answer(session, order, rest, stack)}
            except PlannerError as error:
                said = {"error": type(error).__name__, "message": error.message}
            print(json.dumps(said), flush=True)


if __name__ == "__main__":
    main()
