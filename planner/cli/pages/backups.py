"""The page of `planner restore --list`: every backup, when and why it was made, and what is in it."""

from collections.abc import Iterator, Sequence
from datetime import datetime

from planner.cli.cells import wrap
from planner.cli.console import Console
from planner.core.wording import ago_words, size_words
from planner.safekeeping import REASONS, Kept

_INDENT = "    "


def show(console: Console, found: Sequence[Kept], now: datetime) -> None:
    """Print it."""
    if not found:
        console.narrate(
            "There is no backup yet. One is made before the first change of a day; `planner backup` makes one now."
        )
        return
    console.lines(_page(console, found, now))
    console.narrate(f"They are in {found[0].backup.path.parent}.")
    console.narrate("`planner restore NAME` brings one back; `planner undo` takes that back.")


def _page(console: Console, found: Sequence[Kept], now: datetime) -> Iterator[str]:
    for each in found:
        backup = each.backup
        yield f"{'✓' if each.is_sound else '✗'} {console.bold(backup.label)}"
        about = f"{ago_words(backup.at, now)}, {REASONS[backup.reason]}, {size_words(backup.size)}"
        for text in (about, each.holds):
            yield from (f"{_INDENT}{line}" for line in wrap(text, console.width - len(_INDENT)))
