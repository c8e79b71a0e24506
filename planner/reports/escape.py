"""Text as Markdown that renders as that very text, and tables of it that also read well as plain text.

Only what could mean something is escaped, so that the raw file stays readable: `snake_case` and `issue #12` are left
alone, `*`, `[`, `<` and a line that begins like a list are not (CommonMark 0.31, chapters 2.4 and 4 to 6). Nor is what
readers beyond CommonMark make of it: `$` is mathematics on GitHub, GitLab and in notebooks, `==` marks words in note
books such as Obsidian, and an address that would hide where it leads must not become a link (`planner.reports.links`).
"""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Final

from planner.core.text import one_line, visible
from planner.reports.links import unsafe

_ANYWHERE: Final = re.compile(r"[\\`*\[<|~$]|(?<!=)=(?==+[^\s=])|&(?=#?[0-9A-Za-z]+;)|(?<![^\W_])_|_(?![^\W_])")
_AT_START: Final = re.compile(r"^(?:[-+=#>]|:(?=-)|\d{1,9}[.)](?=\s|$))")
_CLOSING_HASHES: Final = re.compile(r"(?<=\s)#+$")
_NO_BREAK_SPACE: Final = "\N{NO-BREAK SPACE}"


def literal(text: str) -> str:
    """`text` on one line, to be shown as it is wherever a paragraph, list item, heading or table cell may have it."""
    return _escaped(one_line(text))


def quoted(text: str, indent: str = "") -> Iterator[str]:
    """`text` as lines of a block quote, each of its own lines on one, leading spaces kept."""
    lines = [line.rstrip() for line in visible(text).strip("\n").split("\n")]
    for number, line in enumerate(lines):
        bare = line.lstrip(" ")
        shown = _NO_BREAK_SPACE * (len(line) - len(bare)) + _escaped(bare)
        # Two spaces at the end keep the line break; an empty line on either side keeps it anyway.
        is_broken = bare and number + 1 < len(lines) and lines[number + 1]
        yield f"{indent}> {shown}{'  ' if is_broken else ''}".rstrip(" ") + ("  " if is_broken else "")


def table(heads: Sequence[str], rows: Sequence[Sequence[str]], numeric: Sequence[int] = ()) -> list[str]:
    """A table of cells that are Markdown already, padded to even columns; those in `numeric` are set to the right."""
    widths = [max(3, *(_width(row[column]) for row in (heads, *rows))) for column in range(len(heads))]

    def line(cells: Sequence[str]) -> str:
        padded = [
            " " * (width - _width(cell)) + cell if column in numeric else cell + " " * (width - _width(cell))
            for column, (cell, width) in enumerate(zip(cells, widths, strict=True))
        ]
        return f"| {' | '.join(padded)} |"

    rules = ["-" * (width - 1) + ":" if column in numeric else "-" * width for column, width in enumerate(widths)]
    return [line(heads), line(rules), *(line(row) for row in rows)]


def _escaped(line: str) -> str:
    colons = [line.index(":", start) for start in unsafe(line)]
    pieces = (line[start:end] for start, end in pairwise([0, *colons, len(line)]))
    escaped = "\\".join(_ANYWHERE.sub(lambda match: "\\" + match.group(), piece) for piece in pieces)
    escaped = _AT_START.sub(lambda match: match.group()[:-1] + "\\" + match.group()[-1], escaped)
    return _CLOSING_HASHES.sub(lambda match: "\\" + match.group(), escaped)


def _width(text: str) -> int:
    """Columns that `text` takes in a terminal or editor with a fixed pitch, nearly enough for tables."""
    if text.isascii():
        return len(text)
    return sum(
        0 if unicodedata.combining(each) else 2 if unicodedata.east_asian_width(each) in "WF" else 1 for each in text
    )
