"""`planner replan`: a diff that saves nothing, and accepting it whole or in part."""

from pathlib import Path

import pytest

from planner.cli.cells import width_of
from tests.cli.conftest import TODAY, Planner

MOVE = {"id", "title", "old", "new", "days", "reason"}


@pytest.fixture
def late(begun: Planner) -> Planner:
    """A journey with a break that nothing was promised with."""
    assert begun("pause", "2026-12-12", "2026-12-20", "--why", "Skiing").code == 0
    return begun


def test_the_object_is_whole(late: Planner) -> None:
    found = late("replan", "--json").json
    assert set(found) >= {"today", "moves", "finish", "conflicts", "accepted"}
    assert (found["today"], found["accepted"], found["conflicts"]) == (TODAY, [], [])
    listed = {each["id"]: each for each in late("list", "--json").json["milestones"]}
    assert {each["id"] for each in found["moves"]} == {
        each["id"] for each in listed.values() if each["due"] != each["finish"]
    }
    for each in found["moves"]:
        assert set(each) >= MOVE
        assert (each["old"], each["new"]) == (listed[each["id"]]["due"], listed[each["id"]]["finish"])
        assert each["days"] > 0
        assert each["reason"] == "break 12–20 Dec (Skiing)"
    assert [each["new"] for each in found["moves"]] == sorted(each["new"] for each in found["moves"])
    assert found["finish"] == max(each["new"] for each in found["moves"])


def test_looking_leaves_the_file_alone(late: Planner, data_file: Path) -> None:
    before, stamp = data_file.read_bytes(), data_file.stat().st_mtime_ns
    for options in ([], ["--json"], ["--plain"], ["--accept", "no-such-thing"], ["--accept", ""], ["--accpt"]):
        late("replan", *options)
    assert (data_file.read_bytes(), data_file.stat().st_mtime_ns) == (before, stamp)


def test_the_page_tells_dates_days_and_reasons(late: Planner) -> None:
    answer = late("replan")
    assert answer.code == 0
    for part in ("36 dates to re-plan", "the last of all: 4 Dec 2027 → 13 Dec 2027", "Trace one feature",
                 "Sat 26 Dec → Mon 4 Jan", "+9 days", "tech-literacy",
                 "the reason of all: break 12–20 Dec (Skiing)"):  # fmt: skip
        assert part in answer.out
    assert answer.out.count("Skiing") == 1  # what is the same for every date is said once
    assert "Nothing was saved. --accept takes all of it" in answer.err
    assert "\x1b" not in answer.out


@pytest.mark.parametrize("width", ["60", "80", "120", "200"])
def test_the_page_fits_the_width(late: Planner, monkeypatch: pytest.MonkeyPatch, width: str) -> None:
    late("add", "日本語のとても長い題名がここにあります " * 4, "--phase", "aim", "--hours", "9")
    late("target", "2027-01-10")
    late("begin", "target-role-brief")
    monkeypatch.setenv("COLUMNS", width)
    answer = late("replan", "--today", "2029-01-05")
    assert max(width_of(line) for line in answer.out.splitlines()) <= int(width)
    assert all(line == line.rstrip() for line in answer.out.splitlines())


def test_nothing_to_re_plan(begun: Planner) -> None:
    answer = begun("replan")
    assert (answer.code, answer.out) == (0, "Nothing to re-plan: every due date is what the plan says today.\n")
    assert begun("replan", "--json").json["moves"] == []
    refused = begun("replan", "--accept")
    assert refused.code == 4
    assert "Nothing to re-plan" in refused.err


def test_accept_all_then_undo(late: Planner) -> None:
    found = late("replan", "--json").json["moves"]
    answer = late("replan", "--accept")
    assert (answer.code, answer.out) == (0, "")
    assert "re-planned: 36 dates" in answer.err
    assert "`planner undo` takes it back." in answer.err
    assert late("replan", "--json").json["moves"] == []
    assert late("history", "--json").json["changes"][0]["title"] == "re-planned: 36 dates"
    assert late("undo").code == 0
    assert late("replan", "--json").json["moves"] == found


@pytest.mark.parametrize("words", [["tech-literacy,map-product-work"], ["tech-l", "map-"], ["tech-l,", " map-p"]])
def test_accept_some(late: Planner, words: list[str]) -> None:
    found = late("replan", "--json").json["moves"]
    answer = late("replan", "--json", "--accept", *words).json
    assert answer["moves"] == found
    assert answer["accepted"] == ["tech-literacy", "map-product-work"]
    left = late("replan", "--json").json["moves"]
    assert left == [each for each in found if each["id"] not in answer["accepted"]]
    assert "34 dates" in late("replan").out


def test_accept_one_says_what_is_left(late: Planner) -> None:
    answer = late("replan", "--accept", "tech-literacy")
    assert "re-planned: Trace one feature from tap to database → Mon 4 Jan" in answer.err
    assert "35 dates left as promised" in answer.err


@pytest.mark.parametrize(
    ("words", "code", "message"),
    [
        (["no-such-thing"], 3, "There is no milestone"),
        (["tech-literacy,no-such-thing"], 3, "no-such-thing"),
        ([""], 2, "leave it bare"),
        ([" , "], 2, "leave it bare"),
        (["pm-reality-check"], 4, "does not move"),
    ],
)
def test_what_cannot_be_accepted(late: Planner, words: list[str], code: int, message: str) -> None:
    answer = late("replan", "--accept", *words)
    assert (answer.code, answer.out) == (code, "")
    assert message in answer.err


def test_without_a_journey(planner: Planner) -> None:
    assert planner("replan").code == 5


def test_a_conflict_comes_with_its_remedies(begun: Planner) -> None:
    begun("pin", "case-study", "--by", "2027-01-15")
    found = begun("replan", "--json").json
    assert [each["milestone"] for each in found["conflicts"]] == ["case-study"]
    page = begun("replan").out
    assert "Cannot be met" in page
    assert "Move the pin to" in page
    begun("replan", "--accept")
    pin = begun("show", "case-study", "--json").json["pin"]
    assert pin == {"kind": "by", "date": "2027-01-15"}


def test_finishing_early_shows_what_comes_forward(begun: Planner) -> None:
    begun("done", "pm-reality-check", "target-role-brief")
    found = begun("replan", "--json").json["moves"]
    assert found
    assert all(each["days"] < 0 for each in found)
    assert {each["reason"] for each in found} == {
        "finished early: “Describe the product job you are aiming for” and 1 more"
    }
    assert "days" in begun("replan").out
