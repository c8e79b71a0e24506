"""The PDF: the same words as the web page, the same bytes each time, and text that no markup comes out of."""

import sys
from datetime import date
from typing import Any

import pytest
from msgspec.structs import replace

from planner.errors import BadValue
from planner.reports import FORMATS, Report
from planner.reports.page import laid_out
from tests.reports.html.reading import sample
from tests.reports.html.test_hostile_text import HOSTILE, planted
from tests.reports.paper import Sheet, sheets
from tests.reports.samples import JOURNEYS


def printed(report: Report) -> bytes:
    found = FORMATS["pdf"].render(report)
    assert isinstance(found, bytes)
    return found


@pytest.mark.parametrize("name", JOURNEYS)
def test_two_runs_agree(name: str) -> None:
    first, second = (printed(sample(name)) for _ in range(2))
    assert first == second
    assert first.startswith(b"%PDF-1.")


def test_its_date_is_that_of_the_report() -> None:
    report = sample("fresh")
    assert b"D:20261122" in printed(report)
    moved = replace(report, period=replace(report.period, last=date(2027, 1, 2)))
    assert b"D:20270102" in printed(moved)
    assert b"D:20261122" not in printed(moved)


def test_without_typst_it_says_what_to_do(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "typst", None)
    with pytest.raises(BadValue, match=r"pip install 'job-transition-planner\[pdf\]'"):
        printed(sample("fresh"))


RARE = (
    "＝ ａ ① ㎏ → ✓ ⟶ ℝ ½ 日本語 ひらがな 한국어 عربي "
    "தமிழ் ไทย 🎉 👩‍💻 \ufdd0 \ue000 \U000e0041 e\u0301 \u00ad \ufffe ﷺ □ ☐ 、"
)


@pytest.mark.parametrize("text", ["plain", RARE, RARE[::-1], " ".join(HOSTILE)])
def test_no_character_comes_out_as_an_empty_box(text: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Typst makes no PDF/A of a document in which a glyph is missing."""
    import typst

    compile_it: Any = typst.compile

    def strictly(*arguments: object, **options: object) -> bytes:
        found = compile_it(*arguments, **{"pdf_standards": "a-2b", **options})
        assert isinstance(found, bytes)
        return found

    monkeypatch.setattr(typst, "compile", strictly)
    assert printed(planted(sample("half-way"), text)).startswith(b"%PDF-1.")


def test_what_has_a_plain_form_keeps_the_same_bytes_everywhere() -> None:
    """ "＝" is set as "=", with typst's own fonts; what no font has is shown as missing."""
    assert printed(planted(sample("half-way"), "ａ＝①")) == printed(planted(sample("half-way"), "a=①"))
    nothing = printed(planted(sample("half-way"), "a\N{REPLACEMENT CHARACTER}"))
    assert printed(planted(sample("half-way"), "a\ufdd0")) == nothing


@pytest.mark.system
@pytest.mark.parametrize("name", JOURNEYS)
def test_a_reader_finds_every_word_of_the_page(name: str) -> None:
    """A4, nothing in the margins, no heading left alone, and all that the web page says, drawings included."""
    found, page = sheets(printed(sample(name))), laid_out(sample(name))
    for sheet in found:
        assert (round(sheet.width), round(sheet.height)) == (595, 842)
        assert sheet.outside(56, 50, 20) == []
        assert not [section.title for section in page.sections if sheet.is_last(section.title)]
    said = squeezed(*found)
    expected = [page.heading.name, *page.heading.summary, page.burn_up.done_label, page.left_out]
    for figure in page.figures:
        expected += [figure.label, figure.value, *figure.about]
    expected += [text for row in page.phases.rows for text in (row.title, row.state)]
    expected += [text for row in page.skills.rows for text in (row.name, row.levels, *row.notes)]
    for section in page.sections:
        expected += [section.title, section.lead]
        for entry in (each for group in section.groups for each in group.entries):
            expected += [entry.title, entry.when, entry.word, *entry.details, *(point.text for point in entry.points)]
    # A word may be cut by a hyphen, which the reader then shows.
    assert not [text for text in expected if "".join(text.split()).replace("-", "") not in said]


def squeezed(*found: Sheet) -> str:
    """The text of the pages without white space, hyphens and page numbers."""
    return "".join("".join(sheet.text.split()) for sheet in found).replace("-", "").replace("‐", "")


@pytest.mark.system
@pytest.mark.parametrize("text", [*HOSTILE, "#panic()", "$ x $ *b* @ref <lab> \\ // c", "[a] {b}"])
def test_no_text_is_ever_markup(text: str) -> None:
    found = sheets(printed(planted(sample("half-way"), text)))
    assert len(found) > 3
    if text.isascii() and text.isprintable() and len(text) < 100:
        assert "".join(text.split()).replace("-", "") in squeezed(*found)


@pytest.mark.system
def test_a_word_in_the_margin_is_noticed() -> None:
    sheet = sheets(printed(sample("fresh")))[0]
    assert sheet.outside(56, 50, 60)
