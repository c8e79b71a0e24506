"""Text from people and plan files, made safe to show: what arrives is text, never an instruction to a terminal.

Every door through which text enters (the verbs, the data file, plan files) uses these, so that screens and exports
need not. Nothing here knows about markup: each front shows text literally in its own way.
"""

import re
import unicodedata
from functools import cache
from typing import Final

LONGEST_TEXT: Final = 100_000
LONGEST_LINE: Final = 500
_LONGEST_QUOTE: Final = 60

# Controls that reorder the text around them; a spoofed line could hide what it says. Letters of right-to-left
# scripts are untouched.
_BIDI_CONTROLS: Final = "\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
_UNSHOWABLE: Final = f"[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029{_BIDI_CONTROLS}\ud800-\udfff\ufeff]"


@cache
def _unshowable() -> re.Pattern[str]:
    """Compiled when first wanted: many calls meet nothing but plain letters."""
    return re.compile(_UNSHOWABLE)


def _picture(match: re.Match[str]) -> str:
    code = ord(match.group())
    if code < 0x20:
        return chr(0x2400 + code)
    if code == 0x7F:
        return "\u2421"
    if match.group() in _BIDI_CONTROLS or match.group() == "\ufeff":
        return ""
    return "\N{REPLACEMENT CHARACTER}"


def visible(text: str) -> str:
    """`text` with every control character shown as a picture of itself; newlines kept, tabs turned into spaces."""
    if text.isascii() and text.isprintable():
        return text
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\t", "    ")
    return _unshowable().sub(_picture, text)


def one_line(text: str) -> str:
    """`visible` text on a single line, surrounding and repeated white space folded."""
    return " ".join(visible(text).split())


def quoted(text: str) -> str:
    """What someone typed, for use in a message: one line, in quotation marks, cut where it gets long."""
    line = one_line(text)
    return f"“{line if len(line) <= _LONGEST_QUOTE else line[: _LONGEST_QUOTE - 1] + '…'}”"


def has_controls(text: str) -> bool:
    """True when `text` holds a character that could drive a terminal or reorder a line; newlines and tabs may stay."""
    return _unshowable().search(text) is not None


def fold(text: str) -> str:
    """`text` for searching: without case and accents."""
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    return "".join(character for character in decomposed if not unicodedata.combining(character))
