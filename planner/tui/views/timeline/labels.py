"""The fixed column at the left: symbol, title and what drives the finish, measured in cells. Pure; knows no widget."""

from typing import Final

from rich.cells import cell_len, chop_cells

from planner.core.text import one_line
from planner.core.wording import shortened
from planner.tui import symbols
from planner.tui.views.timeline.axis import Zoom
from planner.tui.views.timeline.ground import Ink
from planner.tui.views.timeline.rows import Row

Runs = list[tuple[str, Ink]]

_WAYS: Final = (("earlier", "‹ earlier"), ("today", "today"), ("later", "later ›"))
_SHORT_WAYS: Final = (("earlier", "‹‹"), ("today", "today"), ("later", "››"))


def column_width(width: int) -> int:
    """Cells of the fixed column in a chart that is `width` wide: over a third, and no more than titles need."""
    return max(24, min(56, width * 3 // 8))


def label(row: Row, width: int, *, is_marked: bool) -> Runs:
    """The fixed column of one row, exactly `width` cells; the mark at its left says which row is selected."""
    mark = "❯" if is_marked else " "
    if row.phase is not None:
        progress = row.phase.progress
        fold = "▸" if row.is_folded else "▾"
        right = f" {progress.done}/{progress.counted}" if progress.counted else ""
        title = fitted(row.title, width - 5 - len(right))
        return [(mark, Ink.STRONG), (f"{fold} {title}", Ink.STRONG), (f"{right} ", Ink.QUIET), (" ", Ink.PLAIN)]
    state = row.state
    is_late = state is not None and (state.is_late or state.is_overdue)
    symbol = symbols.LATE if is_late else symbols.symbol(state) if state else " "
    drives = symbols.DRIVES if state and state.drives_finish else " "
    ink = Ink.PLAIN if row.is_to_do else Ink.QUIET
    title = fitted(row.title, width - 7)
    return [
        (f"{mark} ", Ink.STRONG),
        (f"{symbol} ", Ink.LATE if is_late else ink),
        (title, ink),
        (f" {drives} ", Ink.STRONG),
    ]


def corner(zoom: Zoom, line: int, width: int) -> Runs:
    """The fixed column beside the names over the columns: the zooms, then ways through time for the mouse."""
    if line == 0:
        text = " ".join(f"[{each.value}]" if each is zoom else each.value for each in Zoom)
    else:
        text = "  ".join(word for _, word in _ways(width)) if line == 1 else ""
    return [(" ", Ink.PLAIN), (text[: width - 2].ljust(width - 1), Ink.QUIET if line else Ink.STRONG)]


def zoom_at(zoom: Zoom, x: int) -> Zoom | None:
    """The zoom whose word stands at a cell of the corner's first line while `zoom` is the present one."""
    end = 1
    for each in Zoom:
        begin, end = end, end + len(each.value) + (2 if each is zoom else 0) + 1
        if begin <= x < end - 1:
            return each
    return None


def _ways(width: int) -> tuple[tuple[str, str], ...]:
    """The ways through time with their words, in full where all of them have room in the column."""
    is_roomy = len("  ".join(word for _, word in _WAYS)) <= width - 2
    return _WAYS if is_roomy else _SHORT_WAYS


def way_at(x: int, width: int) -> str | None:
    """Where the word at a cell of the corner's second line leads: "earlier", "today" or "later"."""
    begin = 1
    for way, word in _ways(width):
        if begin <= x < begin + len(word):
            return way
        begin += len(word) + 2
    return None


def fitted(text: str, width: int) -> str:
    """`text` on one line of exactly `width` cells, cut with an ellipsis or filled up; wide characters count as two."""
    text = one_line(text)
    if len(text) == cell_len(text):
        text = shortened(text, width)
    elif cell_len(text) > width:
        text = f"{chop_cells(text, max(1, width - 1))[0]}…"
    return text + " " * (width - cell_len(text))
