"""The parts of the Report view that know no screen: rows, words of a page, sizes, what is wanted."""

from datetime import timedelta
from html import unescape
from re import DOTALL, findall, sub

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from planner.core.text import visible
from planner.errors import BadValue
from planner.reports import FORMATS, Scope, build
from planner.tui.views.report.order import Covers, Order
from planner.tui.views.report.page_words import page_words
from planner.tui.views.report.shown import MOST_CHARACTERS, exactly
from planner.tui.views.report.words import counted_lines, size_words
from planner.tui.views.report.wrapping import wrapped
from tests.conftest import TODAY
from tests.tui.report_harness import half_way

TEXT = st.text(st.sampled_from("aB ½→漢é\u0301👩\u200d👧'.-") | st.characters(), max_size=60).map(visible)


@given(st.lists(TEXT.filter(lambda text: "\n" not in text), max_size=5), st.integers(10, 40))
def test_rows_hold_every_character_once_and_no_more_than_fits(lines: list[str], width: int) -> None:
    rows = wrapped(lines, width)
    assert rows.joined(0, len(rows.texts) - 1) == lines
    assert sorted(set(rows.of)) == list(range(len(lines)))
    assert all(cell_len(row.rstrip(" ")) <= width or cell_len(row) <= width + 1 for row in rows.texts)


def test_rows_end_between_words() -> None:
    assert wrapped(["one two three four"], 10).texts == ["one two ", "three four"]
    assert wrapped(["eins zwei 漢字漢字"], 10).texts == ["eins zwei ", "漢字漢字"]
    assert wrapped(["", "x" * 25], 10).texts == ["", "x" * 10, "x" * 10, "x" * 5]


def test_the_words_of_the_page_are_all_that_it_says() -> None:
    page = str(FORMATS["html"].render(build(half_way(), Scope())))
    lines, headings, is_whole = page_words(page, 10_000)
    said = _run_together(" ".join(lines).replace("•", ""))
    assert is_whole
    assert {lines[number] for number in headings} >= {" ".join(each.split()) for each in _texts(page, "h2")}
    for each in (*_texts(page, "bdi"), *_texts(page, "p"), *_texts(page, "td"), *_texts(page, "li")):
        assert _run_together(each) in said
    assert "<" not in said
    assert "font-family" not in said, "a style sheet is no word"


def _run_together(text: str) -> str:
    return "".join(text.split())


def _texts(page: str, tag: str) -> list[str]:
    """What stands in each such element, without elements and pictures inside."""
    without = sub(r"<svg.*?</svg>", "", page, flags=DOTALL)
    inner = findall(rf"<{tag}(?: [^>]*)?>(.*?)</{tag}>", without, flags=DOTALL)
    plain = (" ".join(unescape(sub(r"<[^>]+>", "", each)).split()) for each in inner if "<span" not in each)
    return [each for each in plain if each and "<" not in each]


def test_the_words_of_a_page_line_by_line() -> None:
    page = """<html><head><title>no</title><style>p{}</style></head><body><h1>A &lt;b&gt;</h1>
      <p><span>one</span><span>two</span></p>
      <svg role="img"><title>Hours</title><text>7</text></svg><svg><rect/></svg><ul><li>x</li><li> </li></ul>
      <dl><dt>Route</dt><dd>away</dd></dl><h2>Next</h2>
      <table><tr><th>a</th><th>bb</th></tr><tr><td>ccc</td><td></td></tr></table></body></html>"""
    lines, headings, is_whole = page_words(page, 100)
    assert lines == ["A <b>", "one two", "[chart: Hours]", "• x", "Route: away", "", "Next", "a     bb", "ccc"]
    assert headings == {0, 6}
    assert is_whole
    assert page_words(page, 2) == (["A <b>", "one two"], headings, False)


def test_reading_a_page_can_be_ended() -> None:
    def end() -> None:
        raise BadValue("enough")

    with pytest.raises(BadValue, match="enough"):
        page_words("<p>x</p>", 10, end)


def test_a_line_longer_than_the_preview_is_cut_and_said_so() -> None:
    found = exactly("x" * (MOST_CHARACTERS + 1) + "\n", "csv")
    assert not found.is_whole
    assert len(found.lines[0]) == MOST_CHARACTERS
    assert exactly("a\r\nb\r\n", "ics-todo").lines == ("a", "b")
    assert exactly("a\n\n", "md").lines == ("a", "")
    assert exactly("# a\n#b\n", "md").headings == {0}
    assert exactly("# a\n", "csv").headings == frozenset()


def test_what_is_wanted_as_reports_take_it() -> None:
    assert Order().scope(TODAY) == Scope()
    assert Order(covers=Covers.RECENT).scope(TODAY) == Scope(since=TODAY - timedelta(weeks=4))
    assert Order(covers=Covers.SINCE_LAST, is_private_included=True).scope(TODAY) == Scope(None, True, True)
    assert Order(covers=Covers.OWN, typed="friday").scope(TODAY) == Scope(since=TODAY - timedelta(days=2))
    assert Order(covers=Covers.RECENT, typed="nonsense").scope(TODAY).since is not None
    for typed in ("", "soon", "03/04/2026"):
        with pytest.raises(BadValue):
            Order(covers=Covers.OWN, typed=typed).scope(TODAY)


def test_sizes_as_people_say_them() -> None:
    sizes = [0, 1, 999, 1_000, 12_640, 999_949, 999_950, 7_604_684]
    assert [size_words(size) for size in sizes] == [
        "0 bytes", "1 byte", "999 bytes", "1.0 kB", "12.6 kB", "999.9 kB", "1.0 MB", "7.6 MB",
    ]  # fmt: skip
    assert [counted_lines(number) for number in (0, 1, 61_234)] == ["0 lines", "1 line", "61,234 lines"]
