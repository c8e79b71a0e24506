"""One milestone or phase as a bar: work, waiting, what is behind us, due against projected, pins. Pure; no widget.

Every kind of cell has a character of its own, so that nothing depends on colour. What is written later covers what is
below: ground, bar, due, pin.
"""

from datetime import date
from typing import Final

from planner.core.symbols import LATE, PIN, WAITING
from planner.core.wording import length_words
from planner.tui.views.timeline.axis import Axis
from planner.tui.views.timeline.ground import Ink, Line
from planner.tui.views.timeline.rows import Row

WORK: Final = "█"
PAST: Final = "▓"
BETWEEN: Final = "─"
PHASE: Final = "━"
DUE: Final = "┤"
APART: Final = "·"
DONE: Final = "●"
LEFT: Final = "‹"
RIGHT: Final = "›"


def draw(row: Row, axis: Axis, first: int, ground: Line) -> Line:
    """The row over a copy of `ground`, whose first cell is column `first`."""
    line = ground.copy()
    if row.start is None or row.finish is None:
        return line
    if row.is_phase:
        _phase(row, axis, first, line)
    else:
        _bar(row, axis, first, line)
        _promise(row, axis, first, line)
        if row.pin:
            line.put(axis.column(row.pin.date) - first, PIN, Ink.PIN)
    _edges(row, axis, first, line)
    return line


def _phase(row: Row, axis: Axis, first: int, line: Line) -> None:
    begin, end = _visible(row, axis, first, len(line.text))
    for column in range(begin, end):
        if line.ink[column - first] not in (Ink.TODAY, Ink.TARGET):
            line.put(column - first, PHASE, Ink.PHASE)


def _bar(row: Row, axis: Axis, first: int, line: Line) -> None:
    """Cells from start to finish: hours worked, hours planned, stretches between them, waiting."""
    worked = row.worked or row.finish
    waits_from = axis.column(worked) + 1 if worked else 0
    due = axis.column(row.due) if row.due and row.days_late else None
    begin, end = _visible(row, axis, first, len(line.text))
    for column in range(begin, end):
        days = axis.days(column)
        if not row.ahead.isdisjoint(days):
            cell, ink = WORK, Ink.WORK
        elif not row.past.isdisjoint(days):
            cell, ink = PAST, Ink.PAST
        elif row.is_to_do and column >= waits_from:
            cell, ink = WAITING, Ink.WAIT
        else:
            cell, ink = BETWEEN, Ink.PAST if not row.is_to_do else Ink.WAIT
        if due is not None and column > due:
            ink = Ink.LATE
        line.put(column - first, cell, ink)
    if not row.is_to_do and row.finish:
        line.put(axis.column(row.finish) - first, DONE, Ink.PAST)


def _promise(row: Row, axis: Axis, first: int, line: Line) -> None:
    """The due date as a stop after its column: beyond the bar with days to spare, or before its end with how late."""
    if row.due is None or row.start is None or row.finish is None:
        return
    due, begin, end = axis.column(row.due), axis.column(row.start), axis.column(row.finish)
    ink = Ink.LATE if row.days_late else Ink.QUIET
    between = range(due + 2, begin) if row.days_late else range(end + 1, due + 1)
    for column in range(max(first, between.start), min(first + len(line.text), between.stop)):
        if line.text[column - first] == " ":
            line.put(column - first, APART, ink)
    line.put(due + 1 - first, DUE, Ink.LATE if row.days_late else Ink.DUE)
    if row.days_late:
        words = f" {LATE} {length_words(row.days_late)} late "
        at = _room(words, due - first, begin - first, end - first, len(line.text))
        if at is not None:
            line.put(at, words, Ink.LATE)


def _room(words: str, due: int, begin: int, end: int, width: int) -> int | None:
    """Where words about a late bar stand: after it, else before it and its due date, else between the two.

    None where they would not fit into the window; the label of the row says that it is late, too.
    """
    after, before, between = end + 1, min(due + 1, begin) - len(words), begin - len(words)
    room = width - len(words) + 1  # the blank at the end may be cut
    places = [at for at in (after, before) if 0 <= at <= room]
    if 0 <= between <= room and between >= due + 2:
        places.append(between)
    return next(iter(places), None)


def _edges(row: Row, axis: Axis, first: int, line: Line) -> None:
    """An arrow at the edge of the window where all of the bar lies beyond it."""
    if row.start is None or row.finish is None:
        return
    if axis.column(row.finish) < first:
        line.put(0, LEFT, Ink.QUIET)
    elif axis.column(row.start) >= first + len(line.text):
        line.put(len(line.text) - 1, RIGHT, Ink.QUIET)


def _visible(row: Row, axis: Axis, first: int, width: int) -> tuple[int, int]:
    """The columns of the bar within the window: the first of them, and the one after the last."""
    begin, end = row.start or date.max, row.finish or date.min
    return max(first, axis.column(begin)), min(first + width, axis.column(end) + 1)
