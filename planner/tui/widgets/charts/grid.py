"""A grid of character cells to draw on, and thin lines of braille dots. It knows no data."""

from collections.abc import Sequence
from itertools import pairwise
from typing import Final

Run = tuple[str, str]
Row = tuple[Run, ...]

_EIGHTHS: Final = " ▁▂▃▄▅▆▇█"
_BRAILLE: Final = 0x2800
_DOTS: Final = ((0x01, 0x08), (0x02, 0x10), (0x04, 0x20), (0x40, 0x80))  # rows of two, as Unicode numbers them


class Grid:
    """`width` × `height` cells of one character and a style each; what is put outside is left out."""

    def __init__(self, width: int, height: int) -> None:
        self.width, self.height = width, height
        self._chars = [[" "] * width for _ in range(height)]
        self._styles = [[""] * width for _ in range(height)]

    def put(self, x: int, y: int, char: str, style: str = "") -> None:
        """One character of one cell's width, at column `x` of row `y`."""
        if 0 <= x < self.width and 0 <= y < self.height:
            self._chars[y][x], self._styles[y][x] = char, style

    def write(self, x: int, y: int, text: str, style: str = "") -> None:
        for offset, char in enumerate(text):
            self.put(x + offset, y, char, style)

    def at(self, x: int, y: int) -> str:
        """The character of a cell."""
        return self._chars[y][x]

    def is_free(self, x: int, y: int, length: int = 1) -> bool:
        """True when so many cells from here on exist and are empty."""
        return x >= 0 and x + length <= self.width and all(char == " " for char in self._chars[y][x : x + length])

    def column(self, x: int, top: int, bottom: int, filled: float, style: str = "", char: str = "█") -> None:
        """A bar from row `bottom` upwards, `filled` cells high, at most to row `top`; "█" ends in eighths of a cell."""
        if char == "█":
            eighths = min(round(filled * 8), (bottom - top + 1) * 8)
            eighths = max(eighths, 1) if filled > 0 else 0
            whole, part = divmod(eighths, 8)
        else:
            whole, part = min(max(round(filled), 1 if filled > 0 else 0), bottom - top + 1), 0
        for row in range(whole):
            self.put(x, bottom - row, char, style)
        if part:
            self.put(x, bottom - whole, _EIGHTHS[part], style)

    def emphasise(self, x: int, y: int, style: str) -> None:
        """Add a style to a cell."""
        if 0 <= x < self.width and 0 <= y < self.height:
            self._styles[y][x] = f"{self._styles[y][x]} {style}".strip()

    def rows(self) -> list[Row]:
        """The rows from top to bottom, each in runs of one style; a blank joins the run before it, to keep them few."""
        found = []
        for chars, styles in zip(self._chars, self._styles, strict=True):
            runs: list[Run] = []
            start = 0
            for x in range(1, self.width + 1):
                if x < self.width and (styles[x] == styles[start] or _joins(chars[x], styles[x], styles[start])):
                    continue
                runs.append(("".join(chars[start:x]), styles[start]))
                start = x
            found.append(tuple(runs))
        return found


def _joins(char: str, style: str, before: str) -> bool:
    """True when a cell looks the same in the style of the run before it: blank, and that run has only a colour."""
    return char == " " and not style and not {"on", "reverse"} & set(before.split())


def dotted(points: Sequence[tuple[float, float]]) -> dict[tuple[int, int], str]:
    """A thin line through points given in cells, as braille characters by cell: two by four dots in each."""
    found: dict[tuple[int, int], int] = {}
    for (x0, y0), (x1, y1) in pairwise(points):
        steps = max(1, round(max(abs(x1 - x0) * 2, abs(y1 - y0) * 4)))
        for step in range(steps + 1):
            across = int((x0 + (x1 - x0) * step / steps) * 2)
            down = int((y0 + (y1 - y0) * step / steps) * 4)
            cell = (across // 2, down // 4)
            found[cell] = found.get(cell, 0) | _DOTS[down % 4][across % 2]
    return {cell: chr(_BRAILLE + bits) for cell, bits in found.items()}
