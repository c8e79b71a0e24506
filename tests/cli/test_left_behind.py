"""What the plan no longer has, as the command line shows it, and what taking up another version says."""

from pathlib import Path

import pytest

from planner.cli.cells import width_of
from tests.catalog.conftest import Kitchen
from tests.cli.conftest import Planner
from tests.test_plan_updates import rename, take_out


@pytest.fixture
def kitchen(tmp_path: Path) -> Kitchen:
    (tmp_path / "plans").mkdir()
    return Kitchen(tmp_path / "plans")


@pytest.fixture
def cook(planner: Planner, kitchen: Kitchen) -> Planner:
    """A journey on the small plan, with all there can be about its knife."""
    assert planner("start", "--plan", str(kitchen.plan), "--hours", "6").code == 0
    for words in (("log", "own-knife", "1.5"), ("note", "own-knife", "sharp"), ("evidence", "own-knife", "a.pdf"),
                  ("done", "own-knife")):  # fmt: skip
        assert planner(*words).code == 0, words
    return planner


def test_list_ends_with_what_is_gone(cook: Planner, kitchen: Kitchen, data_file: Path) -> None:
    take_out(kitchen)
    before = data_file.read_bytes()
    page = cook("list").out
    heading, line = page.splitlines()[-2:]
    assert heading == "No longer in the plan"
    told = "● done own-knife Own knife done Mon 23 Nov · 1½ h · 1 note · 1 evidence"
    assert line.split() == told.split()
    assert "No longer" in cook("list", "--status", "done").out
    for words in (("--status", "open"), ("--phase", "learn"), ("--skill", "timing"), ("--late",)):
        assert "No longer" not in cook("list", *words).out
    assert data_file.read_bytes() == before


@pytest.mark.parametrize("width", ["60", "80", "200"])
def test_it_fits_the_width(cook: Planner, kitchen: Kitchen, monkeypatch: pytest.MonkeyPatch, width: str) -> None:
    cook("edit", "own-knife", "--title", "日本語のとても長い題名がここにあります " * 3)
    take_out(kitchen)
    monkeypatch.setenv("COLUMNS", width)
    for page in (("list",), ("show", "own-knife")):
        assert max(width_of(line) for line in cook(*page).out.splitlines()) <= int(width)


def test_show_tells_all_that_was_recorded(cook: Planner, kitchen: Kitchen) -> None:
    take_out(kitchen)
    page = cook("show", "own").out
    for part in ("Own knife", "own-knife · no longer in the plan", "● done Mon 23 Nov", "1½ h", "sharp", "a.pdf"):
        assert part in page
    assert cook("show", "own-knives").code == 3


def test_json_has_it_too(cook: Planner, kitchen: Kitchen) -> None:
    take_out(kitchen)
    listed = cook("list", "--json").json
    assert "own-knife" not in {each["id"] for each in listed["milestones"]}
    (gone,) = listed["left_behind"]
    assert gone == {
        "id": "own-knife",
        "title": "Own knife",
        "status": "done",
        "in_plan": False,
        "started": "2026-11-23",
        "finished": "2026-11-23",
        "hours": {"logged": 1.5},
        "notes": [{"date": "2026-11-23", "text": "sharp"}],
        "evidence": [{"date": "2026-11-23", "text": "a.pdf"}],
        "private": False,
    }
    whole = cook("show", "own-knife", "--json").json
    assert gone.items() <= whole.items()
    assert [entry["kind"] for entry in whole["log"]] == ["hours", "note", "evidence"]
    assert (whole["steps"], whole["skipped_because"]) == ([], "")


def test_taking_up_a_newer_plan_tells_and_undoes(cook: Planner, kitchen: Kitchen) -> None:
    rename(kitchen)
    assert cook("list", "--json").json["left_behind"] == []
    assert "● done" in cook("show", "blade").out
    answer = cook("plans", "use", str(kitchen.plan))
    assert answer.code == 0
    assert "plan: Eater to cook 2 · 1 renamed" in answer.out + answer.err
    assert cook("undo").code == 0
    assert cook("show", "blade", "--json").json["hours"]["logged"] == 1.5
    take_out_blade = kitchen.files["eater.toml"].replace('was = ["own-knife"]', 'was = ["a-knife"]')
    kitchen.plan.write_text(take_out_blade, encoding="utf-8")
    answer = cook("plans", "use", str(kitchen.plan))
    assert "1 new, 1 no longer in the plan" in answer.out + answer.err


def test_status_says_that_the_plan_has_another_version_until_it_is_taken_up(cook: Planner, kitchen: Kitchen) -> None:
    assert "Your plan is now" not in cook("status").out
    rename(kitchen)
    assert "· Your plan is now version 2 (you took up 1)." in cook("status").out
    assert cook("plans", "use", str(kitchen.plan)).code == 0
    assert "Your plan is now" not in cook("status").out
