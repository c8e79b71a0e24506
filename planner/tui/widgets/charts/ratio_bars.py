"""Estimate against fact as bars that begin at nothing and have the estimate marked; each with its numbers in words."""

from collections.abc import Sequence
from typing import Final

from planner.core.trends import PhaseAccuracy
from planner.core.wording import hours_number, hours_words, shortened
from planner.tui.symbols import bar
from planner.tui.widgets.charts.grid import Row

TAKEN, ESTIMATE, REST = "█", "┃", "·"
_LEAST_BAR: Final = 11
_MOST_BAR: Final = 40
_LEAST_SCALE: Final = 2.0
_LONGEST_TITLE: Final = 34
_LEAST_TITLE: Final = 14


def ratio_bars(found: Sequence[PhaseAccuracy], width: int) -> list[Row]:
    """A row for each phase: title, bar, ratio, hours for hours estimated. The titles give way first, then the hours."""
    figures = [
        (f"{each.ratio:.1f}×", f"{hours_number(each.logged)} for {hours_words(each.estimated)}") for each in found
    ]
    longest = max((len(hours) for _, hours in figures), default=0)
    titles = max((len(each.title) for each in found), default=0)
    has_hours = width >= _LEAST_TITLE + _LEAST_BAR + longest + 9
    tail = 6 + (longest + 2 if has_hours else 0)
    room = max(_LEAST_TITLE, min(titles, _LONGEST_TITLE, width - tail - _LEAST_BAR - 2))
    cells = max(_LEAST_BAR, min(_MOST_BAR, width - room - tail - 1))
    scale = max(_LEAST_SCALE, *(each.ratio for each in found)) if found else _LEAST_SCALE
    rows = []
    for each, (ratio, hours) in zip(found, figures, strict=True):
        rows.append(
            (
                (f"{shortened(each.title, room):<{room}} ", ""),
                *_bar(each.ratio, scale, cells),
                (f" {ratio:>5}", ""),
                (f"  {hours:>{longest}}" if has_hours else "", "$quiet"),
            )
        )
    return rows


def _bar(ratio: float, scale: float, width: int) -> list[tuple[str, str]]:
    """Cells up to the ratio in eighths; the estimate stands between those before it and those over it."""
    before = round((width - 1) / scale)
    drawn = bar(ratio * before / (width - 1), width - 1)
    runs = []
    for part in (drawn[:before], drawn[before:]):
        filled = part.rstrip(REST)
        runs += [(filled, "$primary"), (part[len(filled) :], "$quiet"), (ESTIMATE, "$accent")]
    return runs[:-1]
