"""What cannot be met, as status and the re-plan show it: each conflict with what would help."""

from collections.abc import Iterator

from planner.cli.cells import wrap
from planner.cli.conflicts import described
from planner.cli.console import Console
from planner.cli.marks import LATE
from planner.core.outlook import Outlook


def cannot_be_met(console: Console, outlook: Outlook) -> Iterator[str]:
    """A paragraph with a heading, or nothing when every date can be met."""
    conflicts = described(outlook)
    if conflicts:
        yield ""
        yield console.bold("Cannot be met")
        for conflict in conflicts:
            yield from item(LATE, conflict["text"], console.width)
            for remedy in conflict["remedies"]:
                yield from item("·", str(remedy), console.width)


def item(mark: str, text: str, width: int) -> Iterator[str]:
    """A text behind a mark, wrapped to `width` cells."""
    for index, line in enumerate(wrap(text, width - 4)):
        yield f"  {mark if not index else ' '} {line}"
