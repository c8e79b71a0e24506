"""`planner forecast`: the range as a page and as JSON, and what-ifs that save nothing unless taken."""

import json
import re
from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path

import pytest

from planner.cli.cells import width_of
from planner.core.forecast import RUNS
from tests.cli.conftest import TODAY, Planner

RANGE = {"today", "p10", "p50", "p80", "p90", "p95", "finish", "target", "chance", "runs", "seed", "drivers",
         "sensitive", "pace", "histogram", "required", "what_if"}  # fmt: skip
SIDE = {"hours_a_week", "hours_left", "finish", "p50", "p80", "p95", "target", "chance", "needed", "needed_text"}
FEW = ("--runs", "100")


@pytest.fixture
def all_runs(monkeypatch: pytest.MonkeyPatch) -> None:
    """As many as people get."""
    monkeypatch.setattr("planner.core.forecast.RUNS", RUNS)


def all_done(planner: Planner) -> None:
    ids = [each["id"] for each in planner("list", "--json").json["milestones"]]
    assert planner("done", *ids).code == 0


@pytest.mark.usefixtures("all_runs")
def test_the_page_tells_dates_counts_and_drivers(begun: Planner) -> None:
    begun("target", "2027-12-31")
    answer = begun("forecast")
    found = begun("forecast", "--json").json
    for part in ("half the runs finish by", "eight in ten by", "your target 31 Dec 2027: ", "what moves it most: ",
                 "No history yet", "To make 31 Dec 2027 you need", "When 2,000 runs finish",
                 "What most often drives the finish", found["drivers"][0]["id"]):  # fmt: skip
        assert part in answer.out
    assert answer.err == ""
    bars = re.findall(r"^  (\d+ \w{3} \d{4}) to (\d+ \w{3} \d{4}) +([\d,]+)(?:  (.*))?$", answer.out, re.MULTILINE)
    assert [int(count.replace(",", "")) for _, _, count, _ in bars] == [each["runs"] for each in found["histogram"]]
    assert sum(int(count.replace(",", "")) for _, _, count, _ in bars) == 2000
    notes = " ".join(rest.replace("█", "") for *_, rest in bars)
    assert all(notes.count(word) == 1 for word in ("half", "8 in 10", "target"))
    lengths = [(int(count.replace(",", "")), rest.count("█")) for _, _, count, rest in bars]
    assert all(one[1] >= other[1] for one in lengths for other in lengths if one[0] > other[0])


@pytest.mark.usefixtures("all_runs")
def test_the_object_is_whole(begun: Planner) -> None:
    begun("target", "2027-12-31")
    found = begun("forecast", "--json").json
    assert set(found) >= RANGE
    assert found["today"] == TODAY
    assert TODAY < found["p10"] <= found["p50"] <= found["p80"] <= found["p90"] <= found["p95"]
    assert found["target"] == "2027-12-31"
    assert 0 < found["chance"] < 1
    assert found["runs"] == 2000 == sum(each["runs"] for each in found["histogram"])
    assert all(set(each) == {"id", "share"} and 0 < each["share"] <= 1 for each in found["drivers"])
    assert all(set(each) == {"id", "correlation"} for each in found["sensitive"])
    assert len(found["sensitive"]) <= 3
    assert set(found["pace"]) >= {"factor", "spread", "effort", "attendance", "milestones", "weeks", "learned", "text"}
    assert set(found["required"]) == {"target", "hours", "at_pace", "text"}
    assert found["what_if"] is None
    days = [(date.fromisoformat(each["first"]), date.fromisoformat(each["last"])) for each in found["histogram"]]
    assert all(earlier[1] + timedelta(days=1) == later[0] for earlier, later in pairwise(days))


def test_the_same_day_gives_the_same_bytes(begun: Planner) -> None:
    first = begun("forecast", "--json", *FEW)
    assert first.out == begun("forecast", "--json", *FEW).out
    assert first.json["runs"] == 100
    assert begun("forecast", "--json", *FEW, "--today", "2026-11-24").json["seed"] != first.json["seed"]


def test_without_a_target_there_is_no_chance(begun: Planner) -> None:
    found = begun("forecast", "--json", *FEW).json
    assert (found["target"], found["chance"], found["required"]) == (None, None, None)
    assert "target" not in begun("forecast", *FEW).out


def test_history_shows_in_the_pace(begun: Planner) -> None:
    begun("done", "pm-reality-check", "--hours", "20")
    begun("log", "target-role-brief", "4")
    answer = begun("forecast", "--json", *FEW, "--today", "2026-12-21").json
    assert answer["pace"]["learned"] is True
    assert (answer["pace"]["milestones"], answer["pace"]["weeks"]) == (1, 4)
    assert "Learned from 1 milestone and 4 weeks" in begun("forecast", *FEW, "--today", "2026-12-21").out


def test_when_everything_is_done_there_is_nothing_to_forecast(begun: Planner) -> None:
    all_done(begun)
    answer = begun("forecast")
    assert (answer.code, answer.out) == (0, "Nothing is left to do, so there is nothing to forecast.\n")
    found = begun("forecast", "--json").json
    assert set(found) >= RANGE
    assert (found["p50"], found["runs"], found["drivers"], found["histogram"], found["pace"]) == (None, 0, [], [], None)
    what_if = begun("forecast", "--json", "--what-if", "add=cspo-certificate", *FEW).json["what_if"]
    assert what_if["now"]["p50"] is None
    assert what_if["then"]["p50"] > TODAY
    assert "nothing to do" in begun("forecast", "--what-if", "add=cspo-certificate", *FEW).out
    assert begun("status", "--json").json["forecast"] is None
    assert "runs finish" not in begun("status").out


def test_a_what_if_stands_side_by_side_and_saves_nothing(begun: Planner, data_file: Path) -> None:
    before = data_file.read_bytes()
    answer = begun("forecast", "--what-if", "hours=10,target=2027-12-31", *FEW)
    lines = answer.out.splitlines()
    assert lines[0] == "What if: 10 h a week, target 31 Dec 2027"
    assert lines[1].split() == ["now", "what", "if", "difference"]
    rows = {each[0]: each[1:] for each in (re.split(r"\s{2,}", line.strip()) for line in lines[2:9])}
    assert rows["hours a week"] == ["8 h", "10 h", "2 h more"]
    assert rows["hours left"][2] == "the same"
    for label in ("half the runs by", "eight in ten by", "by the schedule"):
        assert rows[label][2].endswith("earlier")
    assert rows["by 31 Dec 2027"][2] == "more likely"
    assert rows["needed a week"][0] == rows["needed a week"][1]
    assert "To make 31 Dec 2027 you need" in answer.out
    assert "Nothing was saved" in answer.err
    found = begun("forecast", "--json", "--what-if", "hours=10,target=2027-12-31", *FEW).json
    assert set(found) >= RANGE
    assert set(found["what_if"]) == {"changes", "now", "then", "taken"}
    assert set(found["what_if"]["now"]) == set(found["what_if"]["then"]) == SIDE
    assert found["what_if"]["changes"] == "10 h a week, target 31 Dec 2027"
    assert found["what_if"]["taken"] is None
    assert found["what_if"]["now"]["p80"] == found["p80"] > found["what_if"]["then"]["p80"]
    assert found["target"] is None
    assert data_file.read_bytes() == before


WHAT_IFS = [
    "hours=5",
    "week=tue 1.5 thu 1.5 sat 4",
    "route=internal",
    "target=2027-10-01",
    "drop=case-study,sql-for-pms",
    "add=cspo-certificate",
    "pause=2027-01-04..2027-01-17",
    "hours=12,route=external,drop=case,pause=+1w..+2w",
]


@pytest.mark.parametrize("text", WHAT_IFS)
def test_taking_is_one_change_that_undo_takes_back(begun: Planner, data_file: Path, text: str) -> None:
    def journey() -> object:
        whole = json.loads(data_file.read_text(encoding="utf-8"))
        return {name: rows for name, rows in whole.items() if rows and name not in ("changes", "meta")}

    before, changes = journey(), len(begun("history", "--json").json["changes"])
    tried = begun("forecast", "--json", "--what-if", text, *FEW).json["what_if"]
    assert journey() == before != {}
    taken = begun("forecast", "--what-if", text, "--take", *FEW)
    assert taken.code == 0
    assert "what if taken: " in taken.err
    assert "planner undo" in taken.err
    assert begun("status", "--json").json["finish"] == tried["then"]["finish"]
    history = begun("history", "--json").json["changes"]
    assert len(history) == changes + 1
    assert history[0]["title"] == f"what if taken: {tried['changes']}"
    assert begun("undo").code == 0
    assert journey() == before


def test_taking_with_json_says_what_was_taken(begun: Planner) -> None:
    answer = begun("forecast", "--json", "--what-if", "target=none,hours=9", "--take", *FEW)
    assert answer.json["what_if"]["taken"] == "what if taken: 9 h a week, no target"
    assert begun("status", "--json").json["week"]["capacity_hours"] == pytest.approx(9.0)


USAGE, UNKNOWN, REFUSED = 2, 3, 4
MISTAKES = [
    (["--take"], USAGE, "--take saves a what-if"),
    (["--runs", "0"], USAGE, "whole number from 100"),
    (["--runs", "many"], USAGE, "whole number from 100"),
    (["--runs", "100000"], USAGE, "to 50000"),
    (["--what-if", ""], USAGE, "nothing to try"),
    (["--what-if", "10"], USAGE, "says nothing"),
    (["--what-if", "mood=good"], USAGE, "cannot be tried"),
    (["--what-if", "hours=200"], USAGE, "do not fit"),
    (["--what-if", "hours=0.1"], USAGE, "quarter of an hour"),
    (["--what-if", "target=2020-01-01"], USAGE, "in the past"),
    (["--what-if", "target=soon"], USAGE, "not a date"),
    (["--what-if", "pause=2027-02-01..2027-01-01"], USAGE, "first day first"),
    (["--what-if", "route=moon"], UNKNOWN, "no route"),
    (["--what-if", "drop=moon"], UNKNOWN, "no milestone"),
    (["--what-if", "route=hybrid"], REFUSED, "already"),
    (["--what-if", "add=case-study"], REFUSED, "in your plan already"),
    (["--what-if", "drop=cspo-certificate"], REFUSED, "dropped already"),
]


@pytest.mark.parametrize("take", [False, True])
@pytest.mark.parametrize(("arguments", "code", "words"), MISTAKES, ids=lambda value: str(value)[:50])
def test_a_mistake_is_one_sentence_and_saves_nothing(
    begun: Planner, data_file: Path, arguments: list[str], code: int, words: str, *, take: bool
) -> None:
    before = data_file.read_bytes()
    answer = begun("forecast", *arguments, *(["--take"] if take and "--what-if" in arguments else []))
    assert (answer.code, answer.out) == (code, "")
    assert words in answer.err
    assert len(answer.err.splitlines()) == 1
    assert data_file.read_bytes() == before


def test_without_a_journey_there_is_nothing_to_forecast(planner: Planner) -> None:
    assert planner("forecast").code == 5
    assert planner("forecast", "--what-if", "hours=9").code == 5


@pytest.mark.parametrize("width", ["60", "80", "120", "200"])
@pytest.mark.parametrize("command", [["forecast"], ["forecast", "--what-if", "hours=10,drop=case,target=2027-02-01"]])
def test_pages_fit_the_width(begun: Planner, monkeypatch: pytest.MonkeyPatch, command: list[str], width: str) -> None:
    begun("target", "2027-01-10")
    begun("edit", "search-campaign", "--title", "日本語のとても長い題名 👩‍👩‍👧‍👦 [bold]x[/bold] \x1b[31mred " * 3)
    monkeypatch.setenv("COLUMNS", width)
    answer = begun(*command, *FEW)
    assert answer.code == 0
    assert "\x1b" not in answer.out
    if "--what-if" in command:
        assert answer.out.count(" earlier") >= 3
    assert max(width_of(line) for line in answer.out.splitlines()) <= int(width)
    assert all(line == line.rstrip() for line in answer.out.splitlines())


def test_status_has_the_card(begun: Planner) -> None:
    page = begun("status").out
    assert re.search(r"^  forecast     half the runs finish by \d+ \w{3} \d{4}, eight in ten by", page, re.MULTILINE)
    assert "likely" not in page
    begun("target", "2027-12-31")
    assert re.search(r"\d+ % likely", begun("status").out)
    card, whole = begun("status", "--json").json["forecast"], begun("forecast", "--json").json
    assert set(card) == {"p50", "p80", "p95", "target", "chance", "runs", "seed"}
    assert card.items() <= whole.items()


def test_status_of_a_plan_slower_than_any_life_still_comes(begun: Planner) -> None:
    begun("add", "--phase", "aim", "--hours", "700,750,800", "Write an encyclopedia")
    assert begun("pace", "--hours", "0.25").code == 0
    answer = begun("status")
    assert answer.code == 0
    assert "finish" in answer.out
    assert "No forecast: " in answer.err
    assert begun("status", "--json").json["forecast"] is None
    assert begun("forecast").code == REFUSED


def test_status_names_the_other_choices_and_why_not(begun: Planner) -> None:
    assert begun("done", "pm-reality-check").code == 0
    others = begun("next", "--json").json["alternatives"]
    assert others
    lines = [line for line in begun("status").out.splitlines() if line.startswith("  or ")]
    assert all(line.endswith(other["why_not"]) for line, other in zip(lines, others, strict=True))


def test_status_warns_of_promises_beyond_the_free_hours(begun: Planner) -> None:
    assert begun("status", "--json").json["warnings"] == []
    assert begun("pace", "--hours", "2").code == 0
    warnings = begun("status", "--json").json["warnings"]
    assert len(warnings) >= 1
    assert " of work due by " in warnings[0]
    assert f"! {warnings[0][:30]}" in begun("status").out
