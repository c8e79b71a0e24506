"""Text from people and plan files: shown as text, never obeyed by a terminal."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner.core.text import fold, has_controls, one_line, quoted, visible

C0 = [chr(code) for code in range(0x20) if chr(code) not in "\t\n\r"]
C1 = [chr(code) for code in range(0x80, 0xA0)]
BIDI = [chr(code) for code in (0x61C, 0x200E, 0x200F, *range(0x202A, 0x202F), *range(0x2066, 0x206A))]
SEPARATORS = ["\u2028", "\u2029"]
SURROGATES = ["\ud800", "\udbff", "\udc00", "\udfff"]
KEPT = [
    "plain",
    "café – naïve",
    "שלום עולם",
    "مرحبا بالعالم",
    "👩🏽‍💻 ships 🚀",
    "👨‍👩‍👧‍👦",
    "日本語",
    "नमस्ते",
    "میخواهم‌",
    "[bold]x[/] [/nope]",
    "a\u0301",
    "two\nlines",
]


@pytest.mark.parametrize("character", C0)
def test_c0_controls_become_their_pictures(character: str) -> None:
    assert visible(f"a{character}b") == f"a{chr(0x2400 + ord(character))}b"
    assert has_controls(f"a{character}b")


@pytest.mark.parametrize("character", C1 + SEPARATORS + SURROGATES)
def test_c1_controls_separators_and_surrogates_become_the_replacement_character(character: str) -> None:
    assert visible(f"a{character}b") == "a\ufffdb"
    assert has_controls(f"a{character}b")


@pytest.mark.parametrize("character", [*BIDI, "\ufeff"])
def test_controls_of_direction_vanish(character: str) -> None:
    assert visible(f"a{character}b") == "ab"
    assert has_controls(f"a{character}b")


def test_delete_escape_and_line_ends() -> None:
    assert visible("\x7f") == "␡"
    assert visible("\x1b[31mred\x1b[0m") == "␛[31mred␛[0m"
    assert visible("a\r\nb\rc\nd\te") == "a\nb\nc\nd    e"
    assert has_controls("a\rb")
    assert not has_controls("a\n\tb")


@pytest.mark.parametrize("text", KEPT)
def test_letters_of_every_script_and_emoji_are_kept(text: str) -> None:
    assert visible(text) == text
    assert not has_controls(text)


@given(st.text(st.characters()))
def test_what_is_visible_stays_as_it_is(text: str) -> None:
    shown = visible(text)
    assert visible(shown) == shown
    assert not has_controls(shown)
    shown.encode("utf-8")
    if not has_controls(text) and "\t" not in text:
        assert shown == text


@given(st.text(st.characters()))
def test_no_control_character_is_left(text: str) -> None:
    assert all(character == "\n" or unicodedata.category(character) not in ("Cc", "Cs") for character in visible(text))


@given(st.text(st.characters(exclude_categories=("Cc", "Cs", "Cf", "Zl", "Zp"))))
def test_nothing_printable_is_changed(text: str) -> None:
    assert visible(text) == text


@given(st.text(st.characters()))
def test_one_line_is_one_line(text: str) -> None:
    line = one_line(text)
    assert len(line.splitlines()) <= 1
    assert line == line.strip()
    assert "  " not in line
    assert one_line(line) == line


def test_one_line_folds_white_space() -> None:
    assert one_line("  a\n\n b\t\tc\u00a0\u3000d ") == "a b c d"
    assert one_line("\n \t") == ""


@given(st.text(st.characters(), max_size=200))
def test_a_quotation_is_short_and_plain(text: str) -> None:
    shown = quoted(text)
    assert shown[0] + shown[-1] == "“”"
    assert len(shown) <= 62
    assert "\n" not in shown
    assert not has_controls(shown)
    if len(one_line(text)) <= 60:
        assert shown == f"“{one_line(text)}”"


def test_fold_is_for_searching() -> None:
    assert fold("Ünïcode STRASSE ﬁne") == fold("unicode strasse fine")
    assert fold("Straße") == "strasse"


@given(st.text())
def test_fold_is_settled(text: str) -> None:
    assert fold(fold(text)) == fold(text)
