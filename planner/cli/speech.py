"""Lines as they are read aloud: no columns, no drawings, a word for every symbol. For `--plain` and screen readers.

Pages are laid out for eyes, always with a word beside a symbol; this takes the layout away again in one place.
"""

import re
from typing import Final

from planner.core.scope import Status
from planner.core.symbols import DRIVES, LATE, PIN, SYMBOLS, WAITING

WIDTH: Final = 1000
"""Cells of a line that is read aloud: nothing has to be cut or wrapped."""

_FLAGS: Final = {LATE: "late", PIN: "pinned", DRIVES: "drives the finish"}
_WORDS: Final = {
    SYMBOLS[Status.OPEN]: "open",
    SYMBOLS[Status.STARTED]: "started",
    SYMBOLS[Status.DONE]: "done",
    SYMBOLS[Status.DROPPED]: "dropped",
    WAITING: "waiting",
    PIN: _FLAGS[PIN],
    DRIVES: _FLAGS[DRIVES],
}
_ALL: Final = sorted({*SYMBOLS.values(), *_WORDS, LATE})
_STATES: Final = "|".join([*(status.value for status in Status), *_FLAGS.values(), "waiting", "met", "not met"])
_DRAWING: Final = re.compile("[\u2500-\u259f\u2800-\u28ff○●·]{2,}|[\u2500-\u259f\u2800-\u28ff]|(?<!\\S)[✓✗](?!\\S)")
_SAID_TWICE: Final = re.compile(rf"[{''.join(_ALL)}] (?=(?:{_STATES})\b)")
_COLUMN: Final = re.compile(rf"(?<=  )[{''.join(_FLAGS)}][{''.join(_FLAGS)} ]*(?=  )")
_SYMBOL: Final = re.compile(rf"(?<!\S)[{''.join(_WORDS)}](?!\S)")
_WARNING: Final = re.compile(rf"^\s*{re.escape(LATE)} ")
_GAP: Final = re.compile(r"\s*(?: {2,}| · )\s*")


def spoken(line: str) -> str:
    """One line of a page for the ear. Text without symbols and columns stays as it is."""
    text = _WARNING.sub("attention: ", line)
    text = _COLUMN.sub(lambda found: ", ".join(_FLAGS[mark] for mark in found.group() if mark in _FLAGS), text)
    text = _DRAWING.sub("", text)
    text = _SAID_TWICE.sub("", text)
    text = _SYMBOL.sub(lambda found: _WORDS[found.group()], text).replace("→", "to")
    return _GAP.sub(", ", text.strip()).removeprefix("· ")
