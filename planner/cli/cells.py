"""Text measured in terminal cells, so that columns stand straight whatever script or emoji a title holds.

Everything that returns text returns it safe to show: one line, no control characters.
"""

import unicodedata
from collections.abc import Sequence
from typing import Final

from planner.core.text import one_line, visible
from planner.core.wording import shortened

_JOINER: Final = "\u200d"
_AS_EMOJI: Final = "\ufe0f"
_SKIN_TONES: Final = range(0x1F3FB, 0x1F400)
_WITHOUT_WIDTH: Final = ("Mn", "Me", "Cf")


def width_of(text: str) -> int:
    """The cells that `text` takes: two for wide characters and emoji, none for what combines."""
    if text.isascii():
        return len(text)
    cells, before, previous = 0, 0, ""
    for character in text:
        own = _own_width(character, previous)
        if character == _AS_EMOJI and before == 1:
            own = 1  # drawn as a picture, its base takes two cells
        cells += own
        before, previous = own, character
    return cells


def fit(text: str, width: int) -> str:
    """`text` in exactly `width` cells: cut with an ellipsis, or filled with spaces."""
    cut = clip(text, width)
    return cut + " " * (width - width_of(cut))


def clip(text: str, width: int) -> str:
    """`text` on one line in at most `width` cells, cut with an ellipsis."""
    line = one_line(text)
    if width_of(line) <= width:
        return line
    if width_of(line) == len(line):
        return shortened(line, width)
    while line and width_of(line) > width - 1:
        line = line[:-1]
    return line.rstrip(f" {_JOINER}") + "…"


def wrap(text: str, width: int) -> list[str]:
    """`text` broken at spaces into lines of at most `width` cells; its own line breaks are kept."""
    lines: list[str] = []
    for paragraph in visible(text).split("\n"):
        line = ""
        for word in paragraph.split():
            for piece in _pieces(word, width):
                joined = f"{line} {piece}" if line else piece
                if width_of(joined) > width:
                    lines.append(line)
                    line = piece
                else:
                    line = joined
        lines.append(line)
    return lines


def wrap_items(items: Sequence[str], width: int) -> list[str]:
    """`items` with dots between them, broken between items; inside one only when it is wider than a line."""
    lines: list[str] = []
    for item in items:
        joined = f"{lines[-1]} · {item}" if lines else item
        if lines and width_of(joined) <= width:
            lines[-1] = joined
        else:
            lines.extend(wrap(item, width))
    return lines


def _pieces(word: str, width: int) -> list[str]:
    """A word, cut where it is wider than a whole line."""
    pieces = []
    while width_of(word) > width:
        count = len(word)
        while count > 1 and width_of(word[:count]) > width:
            count = min(count - 1, max(width, 1)) if count > width else count - 1
        pieces.append(word[:count])
        word = word[count:]
    return [*pieces, word]


def _own_width(character: str, previous: str) -> int:
    if character.isascii():
        return 1
    if previous == _JOINER or ord(character) in _SKIN_TONES:
        return 0 if previous else 2
    if unicodedata.category(character) in _WITHOUT_WIDTH:
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1
