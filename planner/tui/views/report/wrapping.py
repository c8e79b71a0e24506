"""Lines of text in rows of a width: cut between words, nothing added and nothing lost."""

from collections.abc import Sequence
from typing import Final

from msgspec import Struct
from rich.cells import cell_len, chop_cells

_LEAST_SHARE: Final = 3  # a row is at least a third full: then a long word is cut rather


class Rows(Struct, frozen=True):
    """The rows of a text. `of[n]` is the number of the line that row `n` belongs to."""

    texts: Sequence[str]
    of: Sequence[int]

    def joined(self, first: int, last: int) -> list[str]:
        """The lines that the rows from `first` to `last` make, put together again."""
        lines: list[str] = []
        for row in range(first, last + 1):
            if row > first and self.of[row] == self.of[row - 1]:
                lines[-1] += self.texts[row]
            else:
                lines.append(self.texts[row])
        return lines


def wrapped(lines: Sequence[str], width: int) -> Rows:
    """`lines` in rows of at most `width` cells; a blank at the end of a row may stand beyond it."""
    texts: list[str] = []
    of: list[int] = []
    for number, line in enumerate(lines):
        if line.isascii() and len(line) <= width:
            texts.append(line)
            of.append(number)
            continue
        rows = _cut(line, width) if cell_len(line) == len(line) else _cut_wide(line, width)
        texts += rows
        of += [number] * len(rows)
    return Rows(texts, of)


def _cut(line: str, width: int) -> list[str]:
    """A line of which every character takes one cell."""
    rows, start, end = [], 0, len(line)
    while end - start > width:
        space = line.rfind(" ", start + width // _LEAST_SHARE, start + width + 1)
        cut = space + 1 if space >= 0 else start + width
        rows.append(line[start:cut])
        start = cut
    if start < end or not rows:
        rows.append(line[start:])
    return rows


def _cut_wide(line: str, width: int) -> list[str]:
    """A line with characters that take two cells or none."""
    rows, row, used = [], "", 0
    for word in _words(line):
        length = cell_len(word)
        if used + cell_len(word.rstrip(" ")) > width and row:
            rows.append(row)
            row, used = "", 0
        if length - (len(word) - len(word.rstrip(" "))) > width:
            *whole, word = chop_cells(word, width)
            rows += whole
            length = cell_len(word)
        row += word
        used += length
    return [*rows, row] if row or not rows else rows


def _words(line: str) -> list[str]:
    """The words of a line, each with the blanks that follow it."""
    *words, last = line.split(" ")
    return [*(f"{word} " for word in words), last]
