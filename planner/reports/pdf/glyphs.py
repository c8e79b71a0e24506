"""Characters that the fonts of a PDF do not have, found before the page is set: none is ever an empty box.

Typst itself says which they are, when it is asked for PDF/A, which allows no missing glyph (ISO 19005-2, 6.2.11.8). A
sheet of nothing but the rare characters is enough to ask it with. The fonts that come with typst are enough for most
reports, and give the same bytes on every machine; those of the system help out for letters that they do not have. What
no font has is shown by its plain form ("＝" as "="), or else by a replacement character: one that says it is missing.
"""

import re
import unicodedata
from collections.abc import Iterable, Mapping, Set
from typing import Final, NamedTuple

_USUAL: Final = re.compile("[\x20-\x7e\xa0-\u017f\u2010-\u2022\u2026\u2190-\u2193\u2212\u25c6\u25cb\u2713\n]*")
_MISSING: Final = re.compile(r"the text `\"(.*?)\"` could not be displayed", re.DOTALL)
_ESCAPED: Final = re.compile(r"\\u\{([0-9a-f]+)\}")
_REPLACEMENT: Final = "\N{REPLACEMENT CHARACTER}"
_WEIGHTS: Final = (400, 600, 700)


class Lettering(NamedTuple):
    """What stands in for characters that cannot be shown, and whether the fonts of typst alone are enough."""

    instead: Mapping[int, str]
    is_own: bool


def lettering(text: str) -> Lettering:
    """How to set `text`."""
    if _USUAL.fullmatch(text):
        return Lettering({}, is_own=True)
    plain = {each: unicodedata.normalize("NFKC", each) for each in text if not _USUAL.fullmatch(each)}
    rare = {*plain, *"".join(plain.values())}
    not_own = _lacking(rare, is_own=True)
    if not not_own & {letter for each in not_own & plain.keys() for letter in plain[each]}:
        return Lettering(_instead(plain, not_own), is_own=True)
    nowhere = _lacking(not_own, is_own=False)
    return Lettering(_instead(plain, nowhere), is_own=nowhere == not_own)


def _instead(plain: Mapping[str, str], lacking: Set[str]) -> Mapping[int, str]:
    """The plain forms of what is lacking, where those can be shown."""
    gone = sorted(lacking & plain.keys())
    return {ord(each): _REPLACEMENT if lacking & set(plain[each]) else plain[each] for each in gone}


def _lacking(rare: Iterable[str], *, is_own: bool) -> set[str]:
    """Which of these characters no font has: of typst's own, or of the system's too."""
    import typst

    wanted = {each for each in rare if not _USUAL.fullmatch(each)}
    if not wanted:
        return set()
    try:
        typst.compile(_sheet(wanted), ignore_system_fonts=is_own, pdf_standards="a-2b", format="pdf")
    except typst.TypstError as error:
        said = "".join(_MISSING.findall(error.diagnostic))
        return set(_ESCAPED.sub(lambda match: chr(int(match[1], 16)), said)) & wanted
    return set()


def _sheet(wanted: Iterable[str]) -> bytes:
    """A document with each character in each weight. Typst tells a place once, so that each has one of its own."""
    letters = [f'"\\u{{{ord(each):x}}}"' for each in sorted(wanted)]
    lines = (f"#par(text(weight: {weight}, {each}))" for weight in _WEIGHTS for each in letters)
    return "\n".join(['#set text(font: ("Libertinus Serif", "DejaVu Sans Mono"))', *lines]).encode()
