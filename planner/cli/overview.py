"""The page of `planner --help`: every command in its group, on one screen."""

from typing import Final

from planner.cli.console import Console
from planner.cli.directory import GROUPS

_OPTIONS: Final = (
    ("--file PATH", "the data file (or PLANNER_FILE)"),
    ("--today DATE", "take this day as today (or PLANNER_TODAY)"),
    ("--plain", "words alone, line by line, for screen readers"),
    ("--version", "print the version"),
    ("--help", "this page; `planner COMMAND --help` tells all about one command"),
)


def show(console: Console) -> None:
    """Print the overview."""
    console.lines(
        [
            "Plan a move from marketing, UX or project management into product management.",
            "",
            "  planner                     open the app",
            "  planner --plain             the same without the app, line by line",
            "  planner COMMAND ...         do one thing",
        ]
    )
    for title, listings in GROUPS:
        console.lines(["", console.bold(title)])
        console.lines([f"  {listing.name:<13}{listing.summary}" for listing in listings])
    console.lines(["", console.bold("Options, before or after the command")])
    console.lines([f"  {option:<14}{what}" for option, what in _OPTIONS])
    console.lines(
        [
            "",
            "Dates:  2027-03-12, 12 Mar 2027, today, tomorrow, friday, +3d, +2w, +1m",
            "Hours:  1.5, 90m, 1h30",
            "Ids:    may be shortened as long as it is clear which milestone is meant",
            "Begin:  planner start --from marketing --hours 8",
        ]
    )
