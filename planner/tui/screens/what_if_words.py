"""The what-if as text: its milestones, its table, its state. Pure functions of a width in cells."""

from collections.abc import Callable, Sequence
from textwrap import wrap
from typing import Final

from textual.content import Content

from planner.core.changes import Scenario
from planner.core.changes.whatif import words
from planner.core.outlook import Outlook
from planner.core.scope import Item
from planner.core.whatif import Comparison
from planner.core.whatif_words import Row, rows
from planner.core.wording import hours_words, shortened
from planner.tui import symbols
from planner.tui.widgets.words import set_in

_WITH_DIFFERENCE: Final = 62
_LABEL: Final = 18
_FIGURE: Final = 15
_DIFFERENCE: Final = 24
_LEAST_FIGURE: Final = 12  # "10 Jul 2027" and a space; below, each figure has a line of its own under its name


def milestone_row(item: Item, is_wanted: bool, width: int) -> Content:
    """One milestone: whether it would be in the plan, and what that changes."""
    is_in = item.status.is_to_do
    mark, style = ("●", "") if is_wanted else ("×", "$quiet")
    note = hours_words(item.remaining) if is_wanted else "left out"
    if is_wanted != is_in:
        note, style = ("brought in" if is_wanted else "drops out"), "bold $accent"
    title = shortened(item.title, max(8, width - 4 - len(note)))
    while Content(title).cell_length > width - 4 - len(note) > 8:  # wide characters take two cells
        title = shortened(title, len(title) - 1)
    gap = " " * max(1, width - 2 - Content(title).cell_length - len(note))
    return Content.assemble((f"{mark} ", style), (title, style), gap, (note, style or "$quiet"))


def title(scenario: Scenario, outlook: Outlook, percent: int | None) -> Callable[[int], Content]:
    """What is tried, and how far the working out is where that takes a while."""
    tried = ", ".join(words(scenario, outlook.plan, outlook.journey))
    text = f"What if: {tried}" if tried else "Change something to see what it would do."
    told = "" if percent is None else f"working it out, {percent} %"

    def made(width: int) -> Content:
        lines = [Content.styled(set_in(text, width), "bold")]
        return Content("\n").join([*lines, Content.styled(told, "$quiet")])

    return made


def uncertain(width: int) -> Content:
    """What stands over the table while something typed makes no sense."""
    text = set_in("Correct what is marked to see it compared.", width)
    return Content("\n").join([Content.styled(text, "bold"), Content("")])


def problem_words(message: str) -> Content:
    """What is wrong, marked as such."""
    return Content(f"{symbols.LATE} {message}")


def table(found: Comparison, width: int) -> Content:
    """Now beside then, a row a figure, and what the target would need."""
    column = min(_FIGURE, (width - _LABEL) // 2)
    is_same = found.scenario.is_empty
    if column < _LEAST_FIGURE:
        parts = [_under_each_other(row, is_same=is_same) for row in rows(found)]
    else:
        widths = [_LABEL, column, column]
        if width >= _WITH_DIFFERENCE:
            widths.append(min(_DIFFERENCE, width - sum(widths)))
        parts = [_line(("", "now", "what if", "difference"), widths, ("$quiet",) * 4)]
        for row in rows(found):
            cells = (row.label, row.now, "" if is_same else row.then, "" if is_same else row.difference)
            parts.append(_line(cells, widths, ("$quiet", "", _style(row), "$accent")))
    if found.then.needed_words:
        parts += [Content(""), Content(set_in(found.then.needed_words, width))]
    return Content("\n").join(parts)


def _style(row: Row) -> str:
    """How the figure of the what-if is written."""
    return "bold" if row.then != row.now else ""


def _under_each_other(row: Row, *, is_same: bool) -> Content:
    """One figure where a table has no room: its name, and below it what it is and would be."""
    then = Content("") if is_same else Content.assemble(" → ", (row.then, _style(row)))
    return Content.assemble((row.label, "$quiet"), "\n", row.now, then)


def _line(cells: Sequence[str], widths: Sequence[int], styles: Sequence[str]) -> Content:
    """One row, each cell wrapped in its column."""
    wrapped = [wrap(cell, width - 1) or [""] for cell, width in zip(cells, widths, strict=False)]
    lines = []
    for place in range(max(map(len, wrapped))):
        found = [
            (each[place] if place < len(each) else "").ljust(width) for each, width in zip(wrapped, widths, strict=True)
        ]
        lines.append(Content.assemble(*zip(found, styles, strict=False)))
    return Content("\n").join(lines)
