"""The report as a PDF, set by typst (extra `pdf`): the words and numbers of the web page, on A4 paper.

The template never sees text as markup: everything goes to it as one JSON object. Only the fonts that come with typst
are used, so that the same report gives the same bytes on every machine, except for scripts that they do not have: a
report with such letters takes the fonts of the system for these. No package, no file and no clock is read.
"""

import json
import unicodedata
from collections.abc import Iterator
from datetime import UTC, datetime, time
from importlib.resources import as_file, files
from typing import Final

from msgspec import to_builtins

from planner.core.text import visible
from planner.errors import BadValue
from planner.reports.page import laid_out
from planner.reports.report import Report

_MISSING: Final = (
    "A PDF needs typst, which is not installed: run `pip install 'job-transition-planner[pdf]'`, or save the report "
    "as HTML and print it."
)
# Scripts that the fonts of typst have, by the first word of the names of their letters.
_SCRIPTS: Final = frozenset({"LATIN", "GREEK", "CYRILLIC", "HEBREW", "DIGIT", "MODIFIER", "COMBINING"})


def render(report: Report) -> bytes:
    """The whole report as a tagged PDF. BadValue when typst is not installed."""
    try:
        import typst
    except ModuleNotFoundError as error:
        raise BadValue(_MISSING) from error
    facts = json.dumps(_plain(to_builtins(laid_out(report))), ensure_ascii=False)
    with as_file(files(__package__)) as folder:
        found = typst.compile(
            folder / "report.typ",
            root=folder,
            sys_inputs={"page": facts, "day": report.period.last.isoformat()},
            timestamp=datetime.combine(report.period.last, time(), tzinfo=UTC),
            ignore_system_fonts=_is_within_own_fonts(facts),
            format="pdf",
        )
    if not isinstance(found, bytes):
        raise TypeError("typst gave no single document")
    return found


def _plain(value: object) -> object:
    """The value for JSON, with every text free of control characters."""
    if isinstance(value, str):
        return visible(value)
    if isinstance(value, dict):
        return {key: _plain(each) for key, each in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(each) for each in value]
    return value


def _is_within_own_fonts(facts: str) -> bool:
    """True when no letter is of a script that the fonts of typst do not have."""
    return facts.isascii() or all(word in _SCRIPTS for word in _scripts(facts))


def _scripts(facts: str) -> Iterator[str]:
    for letter in set(facts):
        if not letter.isascii() and unicodedata.category(letter)[0] in "LM":
            yield unicodedata.name(letter, "?").split()[0]
