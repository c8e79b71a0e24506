"""What the preview shows of a report: the file itself, or the words of one that nobody reads as it is written.

A preview shows the beginning of a very long file, says so, and never changes what is saved.
"""

from collections.abc import Callable
from enum import Enum
from typing import Final

from msgspec import Struct

from planner.core.text import visible
from planner.tui.views.report.page_words import page_words

MOST_LINES: Final = 5_000
MOST_CHARACTERS: Final = 250_000


class Manner(Enum):
    """How a preview stands to the file."""

    EXACT = "exact"
    WORDS = "words"


class Shown(Struct, frozen=True):
    """The lines of a preview; `lines_in_all` is None where only the beginning was read."""

    manner: Manner
    lines: tuple[str, ...]
    headings: frozenset[int]
    lines_in_all: int | None
    is_whole: bool


def exactly(content: str, format_name: str) -> Shown:
    """The file as it is written, from its beginning."""
    part = content[:MOST_CHARACTERS]
    lines = visible(part).split("\n")
    if lines[-1] == "" and len(lines) > 1:
        lines.pop()  # the newline at the end of the last line begins no other
    in_all = content.count("\n") + (not content.endswith("\n"))
    cut = tuple(lines[:MOST_LINES])
    headings = frozenset(
        number for number, line in enumerate(cut) if format_name == "md" and line.startswith(("# ", "## ", "### "))
    )
    return Shown(Manner.EXACT, cut, headings, in_all, len(part) == len(content) and len(cut) == len(lines))


def in_words(page: str, rest: Callable[[], object] = lambda: None) -> Shown:
    """What a page says, without how it looks. `rest` is called now and then."""
    lines, headings, is_whole = page_words(page, MOST_LINES, rest)
    return Shown(
        Manner.WORDS, tuple(visible(line) for line in lines), headings, len(lines) if is_whole else None, is_whole
    )
