"""What people read: columns at 80 cells, words beside symbols, and nobody's text driving the terminal."""

import re
import unicodedata

import pytest

from planner.cli.cells import clip, fit, width_of, wrap
from planner.cli.console import Console
from tests.cli.conftest import Planner

PAGES = ["status", "next", "list", "list --late", "show case-study", "skills", "habit", "history", "plans",
         "plans show ux", "route", "--help", "help done"]  # fmt: skip
HOSTILE = [
    "[x] done", "[/b] [bold]", "\x1b[31mred\x1b[0m", "\x1b]0;title\x07", "a\rb", "a\nb\tc", "\x9b31m", "\u202eevil",
    "日本語のとても長い題名がここにあります", "👩‍👩‍👧‍👦 family 🎉🎉🎉", "שלום עולם", "é̂̃̄", "\udcff\udcfe", "x" * 400,
    "%s %d {0}", "--looks-like-an-option", "-x",
]  # fmt: skip


def no_controls(text: str) -> bool:
    """True when nothing in `text` could drive a terminal or reorder a line."""
    return not any(
        (unicodedata.category(each) in ("Cc", "Cs") and each != "\n") or each in "\u202e\u202d\u2066\u2067"
        for each in text
    )


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("width", ["60", "80", "120", "200"])
def test_pages_fit_the_width(begun: Planner, monkeypatch: pytest.MonkeyPatch, page: str, width: str) -> None:
    begun("done", "pm-reality-check", "--hours", "2")
    begun("target", "2027-01-10")
    monkeypatch.setenv("COLUMNS", width)
    answer = begun(*page.split(), "--today", "2027-01-05")
    assert answer.code == 0
    longest = max((width_of(line) for line in answer.out.splitlines()), default=0)
    assert longest <= max(int(width), 80)
    assert answer.out == "" or all(line == line.rstrip() for line in answer.out.splitlines())


def test_status_tells_the_story(begun: Planner) -> None:
    begun("done", "pm-reality-check", "--hours", "2")
    begun("target", "2027-01-10")
    page = begun("status").out
    for part in ("Marketing → Product manager · Ada", "1 of 40 milestones", "2 h of 8 h", "Next", "because", "too late",
                 "Cannot be met", "1 week in a row"):  # fmt: skip
        assert part in page


def test_list_has_symbols_with_words(begun: Planner) -> None:
    begun("done", "pm-reality-check")
    begun("begin", "target-role-brief")
    begun("pin", "case-study", "--by", "2028-01-01")
    page = begun("list", "--today", "2027-02-01").out
    for part in ("● done", "◐ started", "○ open", "! late", "◆ pinned", "▲ drives the finish"):
        assert part in page


def test_show_tells_all(begun: Planner) -> None:
    begun("log", "case-study", "1", "--note", "outline")
    begun("pin", "case-study", "--not-before", "2027-01-01")
    page = begun("show", "case-study").out
    for part in ("steps", "0 of 5 ticked", "needs", "unlocks", "builds", "outline", "pinned not before", "why"):
        assert part in page


def test_next_gives_alternatives(begun: Planner) -> None:
    begun("done", "pm-reality-check")
    page = begun("next").out
    assert "\nOr\n" in page
    assert "not first:" in page


@pytest.mark.parametrize("text", HOSTILE, ids=ascii)
def test_hostile_text_is_only_text(begun: Planner, text: str) -> None:
    assert begun("add", "--phase", "aim", "--hours", "1", "--step", f"s{text}", "--", text).code == 0
    own = begun("history", "--json").json["changes"][0]
    assert own["title"].startswith("added: ")
    last = begun("list", "--phase", "aim", "--json").json["milestones"][-1]["id"]
    for command in (
        ["note", last, "--", text],
        ["evidence", last, "--", text],
        ["edit", last, f"--title={text}"],
        ["log", last, "1", f"--note={text}"],
        ["skip", last, f"--why={text}"],
        ["reopen", last],
        ["pause", "+20d", "+22d", f"--why={text}"],
        ["skills", "set", "network", "2", f"--proof={text}"],
        ["done", "--", text],
        ["show", "--", text],
        ["list", f"--phase={text}"],
        ["plans", "show", "--", text],
        ["report", f"--format={text}"],
        ["next", f"--minutes={text}"],
        [f"--today={text}", "status"],
        [text],
        ["status", "--", text],
    ):
        answer = begun(*command)
        assert answer.code in (0, 2, 3)
        assert no_controls(answer.out + answer.err)
    for page in (["status"], ["list"], ["show", last], ["history"], ["skills"], ["show", last, "--json"], ["report"]):
        answer = begun(*page)
        assert answer.code == 0
        assert no_controls(answer.out + answer.err)
        if page[0] != "report" and "--json" not in page:
            assert max(width_of(line) for line in answer.out.splitlines()) <= 80


def test_long_note_is_kept_whole(begun: Planner) -> None:
    note = "word " * 1000
    assert begun("note", "case-study", note).code == 0
    assert begun("show", "case-study", "--json").json["notes"][0]["text"] == note.strip()
    assert begun("show", "case-study").code == 0


@pytest.mark.parametrize(
    ("text", "cells"),
    [
        ("abc", 3),
        ("日本", 4),
        ("🎉", 2),
        ("é", 1),
        ("e\u0301", 1),
        ("❤\ufe0f", 2),
        ("👩\u200d💻", 2),
        ("🇩🇪", 2),
        ("👍🏽", 2),
        ("", 0),
    ],
)
def test_cells(text: str, cells: int) -> None:
    assert width_of(text) == cells


@pytest.mark.parametrize(
    "text", ["plain words in a row", "日本語のとても長い題名", "🎉" * 20, "mixed 日本 and 🎉 text", ""]
)
@pytest.mark.parametrize("width", [1, 2, 5, 8, 13, 40])
def test_fit_is_exact_and_wrap_never_wider(text: str, width: int) -> None:
    assert width_of(fit(text, width)) == width
    assert width_of(clip(text, width)) <= width
    assert all(width_of(line) <= max(width, 2) for line in wrap(text, width))
    assert "".join(wrap(text, width)).replace(" ", "") == text.replace(" ", "")


def test_colour_is_ours_alone(capsys: pytest.CaptureFixture[str]) -> None:
    console = Console(has_colour=True)
    console.line(console.bold("head") + " \x1b[31mred \x1b[5m" + console.dim("x"))
    out = capsys.readouterr().out
    assert set(re.findall(r"\x1b\[\d+m", out)) == {"\x1b[1m", "\x1b[2m", "\x1b[0m"}
    assert "␛[31mred" in out


def test_without_colour_there_is_none(begun: Planner) -> None:
    assert "\x1b" not in begun("status").out


def test_help_lists_every_command_and_each_has_an_example(planner: Planner) -> None:
    from planner.cli.directory import LISTINGS, find

    overview = planner("--help").out
    assert len(overview.splitlines()) <= 80
    for name in LISTINGS:
        assert re.search(rf"^  {name} ", overview, re.MULTILINE)
        assert find(name).examples
        page = planner(name, "--help")
        assert page.code == 0
        assert f"planner {name}" in page.out.partition("examples:")[2]
        assert page.out == planner("help", name).out


def test_global_options_stand_on_both_sides(begun: Planner) -> None:
    before = begun("--today", "2027-02-01", "status", "--json")
    after = begun("status", "--json", "--today=2027-02-01")
    assert before.out == after.out
    assert before.json["today"] == "2027-02-01"


def test_version(planner: Planner) -> None:
    from planner import __version__

    assert planner("--version").out == f"planner {__version__}\n"
