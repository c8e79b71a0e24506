"""The report as a PDF, set by typst (extra `pdf`): the words and numbers of the web page, on A4 paper.

The template never sees text as markup: everything goes to it as one JSON object. Only the fonts that come with typst
are used, so that the same report gives the same bytes on every machine, except for letters that they do not have: a
report with such letters takes the fonts of the system for these (`glyphs`). No package, no file and no clock is read.
"""

import json
from collections.abc import Mapping
from datetime import UTC, datetime, time
from importlib.resources import as_file, files
from typing import Final

from msgspec import to_builtins

from planner.core.text import visible
from planner.errors import BadValue
from planner.reports.page import laid_out
from planner.reports.pdf.glyphs import lettering
from planner.reports.report import Report

_MISSING: Final = (
    "A PDF needs typst, which is not installed: run `pip install 'job-transition-planner[pdf]'`, or save the report "
    "as a web page (HTML) and print that."
)


def render(report: Report) -> bytes:
    """The whole report as a tagged PDF. BadValue when typst is not installed."""
    try:
        import typst
    except ModuleNotFoundError as error:
        raise BadValue(_MISSING) from error
    page = to_builtins(laid_out(report))
    letters = lettering(json.dumps(_plain(page, {}), ensure_ascii=False))
    facts = json.dumps(_plain(page, letters.instead), ensure_ascii=False)
    with as_file(files(__package__)) as folder:
        found = typst.compile(
            folder / "report.typ",
            root=folder,
            sys_inputs={"page": facts, "day": report.period.last.isoformat()},
            timestamp=datetime.combine(report.period.last, time(), tzinfo=UTC),
            ignore_system_fonts=letters.is_own,
            format="pdf",
        )
    if not isinstance(found, bytes):
        raise TypeError("typst gave no single document")
    return found


def _plain(value: object, instead: Mapping[int, str]) -> object:
    """The value for JSON, with every text free of control characters and of what no font can show."""
    if isinstance(value, str):
        return visible(value).translate(instead)
    if isinstance(value, dict):
        return {key: _plain(each, instead) for key, each in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(each, instead) for each in value]
    return value
