"""Hostile text in every field that a person or a plan can fill is text in every format, and nothing else.

For each format the skeleton that its readers act on (tags, keys, rows, properties, words with a meaning) must be that
of the same report with plain words. What was typed can still be read.
"""

import csv
import io
import re
import unicodedata
from functools import cache
from urllib.parse import urlsplit

import pytest

from planner.core.text import one_line, visible
from planner.reports import FORMATS, Report, Scope
from tests.reports.every_format.readers import Seen, seen
from tests.reports.every_format.texts import HOSTILE
from tests.reports.every_format.world import report

SCOPE = Scope(is_private_included=True, alarm_minutes=480)
ONE_LINE = tuple(text for text in HOSTILE if "\n" not in visible(text))
SEVERAL_LINES = tuple(text for text in HOSTILE if "\n" in visible(text))
STEP = 6
WORLDS = len(ONE_LINE) // STEP
PDF_WORLDS = (0, 5)
TITLES = ("title done", "title started", "title waiting", "title pinned", "new title", "own title", "own ahead title")


class Turns:
    """Gives each field the next of the texts, so that a few reports bring every text into many fields."""

    def __init__(self, first: int) -> None:
        self.first = first
        self.given: dict[str, str] = {}

    def __call__(self, field: str) -> str:
        return self.given.setdefault(field, ONE_LINE[(self.first + len(self.given)) % len(ONE_LINE)])


@cache
def turned(place: int) -> tuple[Report, dict[str, str]]:
    """One of the reports in which all texts stand, and which stands where."""
    turns = Turns(place * STEP)
    return report(turns, SCOPE), turns.given


@cache
def alike(text: str) -> Report:
    """The report in which every field holds the same text."""
    return report(lambda field: text, SCOPE)


def exported(name: str, about: Report) -> Seen:
    content = FORMATS[name].render(about)
    if isinstance(content, str):
        content.encode()
        assert not re.search("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029]", content)
    return seen(name, content)


@cache
def plain(name: str, lines: int) -> Seen:
    """What a report of plain words is to a reader."""
    return exported(name, alike("\n".join(["word"] * lines)))


def letters(text: str) -> str:
    """Letters and digits alone, as a text is told by in spite of escapes."""
    return "".join(each for each in unicodedata.normalize("NFC", one_line(text)).casefold() if each.isalnum())


def assert_inert(found: Seen, expected: Seen) -> None:
    assert found.skeleton == expected.skeleton
    assert all(urlsplit(link).scheme in ("http", "https") for link in found.links)
    assert not {unicodedata.category(each) for each in found.words} & {"Cc", "Cs"}
    assert not set("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069") & set(found.words)


@pytest.mark.parametrize("place", range(WORLDS))
def test_hostile_text_is_text(place: int) -> None:
    about, given = turned(place)
    for name in FORMATS:
        if name != "pdf" or place in PDF_WORLDS:  # a PDF takes as long as all the others together
            found = exported(name, about)
            assert_inert(found, plain(name, 1))
            if name not in ("pdf", "ics-event", "resume"):  # typeset; names the next days only; see its own tests
                shown = letters(found.words)
                assert [given[each] for each in TITLES if letters(given[each]) not in shown] == [], name


@pytest.mark.parametrize("text", SEVERAL_LINES, ids=range(len(SEVERAL_LINES)))
def test_several_hostile_lines_are_text(text: str) -> None:
    """In evidence, notes and proofs lines are kept; where only one line has room they become one."""
    lines = len(visible(text).strip("\n").split("\n"))
    for name in FORMATS:
        if name != "pdf":
            assert_inert(exported(name, alike(text)), plain(name, lines))


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_no_cell_is_a_formula(delimiter: str) -> None:
    """However a spreadsheet cuts the lines: by comma, and where that is the decimal sign, by semicolon or tab."""
    found = 0
    for about in [*(turned(place)[0] for place in range(WORLDS)), *(alike(text) for text in SEVERAL_LINES)]:
        content = FORMATS["csv"].render(about)
        assert isinstance(content, str)
        for row in csv.reader(io.StringIO(content.removeprefix("\ufeff"), newline=""), delimiter=delimiter):
            found += sum(cell.startswith("'") for cell in row)
            assert [cell for cell in row if re.match(r"[\s\"]*[=+@\-\uff1d\uff0b\uff0d\uff20](?![\d.]+$)", cell)] == []
    assert found or delimiter != ","


@pytest.mark.parametrize("name", ["html", "md"])
def test_a_page_runs_and_loads_nothing(name: str) -> None:
    """The skeleton that hostile text leaves as it is has nothing in it that could."""
    found = plain(name, 1)
    assert isinstance(found.skeleton, tuple)
    opened = [each for each in found.skeleton[0] if isinstance(each, tuple)]
    assert len(opened) > 50
    assert not {tag for tag, *_ in opened} & {"script", "iframe", "object", "embed", "form", "img", "base", "comment"}
    assert not [name for _, names, _ in opened for name in names if name == "src" or name.startswith("on")]


@pytest.mark.parametrize(
    "identifier",
    [
        "a\nx 2020-01-01 2020-01-01 b",
        "a due:2020-01-01 +b",
        "a\r\nEND:VTODO",
        "../../a",
        '=1+1;"',
        "a } ${b}",
        "<b>",
        "É",
    ],
)
def test_hostile_ids_are_inert(identifier: str) -> None:
    """A data file that somebody made may hold any id for a milestone of one's own."""
    about = report(lambda field: "word", SCOPE, own_id=identifier)
    for name in [each for each in FORMATS if each != "pdf"]:  # a PDF has no ids
        found, expected = exported(name, about), plain(name, 1)
        if name in ("todo.txt", "taskjuggler"):
            assert sizes(found) == sizes(expected), name
        else:
            assert found.skeleton == expected.skeleton, name


def sizes(found: Seen) -> object:
    """The skeleton without the id itself: how many words mean something on each line, and how lines begin."""
    if isinstance(found.skeleton, str):
        return re.sub(r"\bm_\w+", "m", found.skeleton)
    assert isinstance(found.skeleton, list)
    return [(head, len(acting)) for head, acting in found.skeleton]
