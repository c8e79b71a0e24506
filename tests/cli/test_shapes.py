"""The documented JSON objects: these keys are a promise to others, more may be added."""

import json
from typing import Any

import pytest

from tests.cli.conftest import TODAY, Planner

MILESTONE = {
    "id", "title", "phase", "status", "start", "finish", "due", "float_days", "drives_finish", "late", "overdue",
    "requires", "unlocks", "hours", "steps",
}  # fmt: skip
HOURS = {"low", "likely", "high", "expected", "personal", "logged", "remaining"}


@pytest.fixture
def lived(begun: Planner) -> Planner:
    """A journey with something of everything in it."""
    for command in (
        ["done", "pm-reality-check", "--hours", "2", "--evidence", "https://example.org/a"],
        ["begin", "target-role-brief"],
        ["tick", "target-role-brief", "1"],
        ["log", "target-role-brief", "1", "--note", "read ads"],
        ["note", "target-role-brief", "ask Mina"],
        ["skip", "sql-for-pms", "--why", "daily work"],
        ["drop", "join-and-show-up"],
        ["pin", "case-study", "--by", "2027-01-15"],
        ["target", "2027-06-01"],
        ["habit", "done", "weekly-review"],
    ):
        assert begun(*command).code == 0
    return begun


def test_list(lived: Planner) -> None:
    answer = lived("list", "--json").json
    assert answer["today"] == TODAY
    found = {each["id"]: each for each in answer["milestones"]}
    for each in found.values():
        assert set(each) >= MILESTONE
        assert set(each["hours"]) >= HOURS
        assert set(each["steps"]) >= {"done", "total"}
        assert each["status"] in {"open", "started", "done", "skipped", "waived", "dropped"}
    assert found["pm-reality-check"]["status"] == "done"
    assert found["pm-reality-check"]["finish"] == TODAY
    assert found["target-role-brief"]["status"] == "started"
    assert found["target-role-brief"]["steps"]["done"] == 1
    assert found["target-role-brief"]["hours"]["logged"] == 1
    assert found["case-study"]["pin"] == {"kind": "by", "date": "2027-01-15"}
    assert "join-and-show-up" not in found


@pytest.mark.parametrize(
    ("options", "expected"),
    [
        (["--status", "done"], {"pm-reality-check"}),
        (["--status", "skipped"], {"sql-for-pms"}),
        (["--phase", "story"], {"impact-inventory", "transition-story", "resume-and-letter"}),
        (["--phase", "sto", "--status", "done"], set()),
    ],
)
def test_list_filters(lived: Planner, options: list[str], expected: set[str]) -> None:
    assert {each["id"] for each in lived("list", "--json", *options).json["milestones"]} == expected


def test_list_by_skill_late_and_dropped(lived: Planner) -> None:
    dropped = lived("list", "--json", "--status", "dropped").json["milestones"]
    assert "join-and-show-up" in {each["id"] for each in dropped}
    by_skill = {each["id"] for each in lived("list", "--json", "--skill", "network").json["milestones"]}
    assert "network-map" in by_skill
    assert "spec-writing" not in by_skill
    late = lived("list", "--json", "--late", "--today", "2027-03-01").json["milestones"]
    assert late
    assert all(each["late"] or each["overdue"] for each in late)


def test_show(lived: Planner) -> None:
    answer = lived("show", "target-role-brief", "--json").json
    assert set(answer) >= MILESTONE | {"blocks", "notes", "evidence", "log", "why", "done_when", "step_list"}
    assert all(set(block) == {"date", "hours"} for block in answer["blocks"])
    assert [each["text"] for each in answer["notes"]] == ["ask Mina"]
    assert {each["kind"] for each in answer["log"]} == {"step", "hours", "note"}
    assert answer["step_list"][0]["done"] is True
    done = lived("show", "pm-reality-check", "--json").json
    assert [each["text"] for each in done["evidence"]] == ["https://example.org/a"]


def test_status(lived: Planner) -> None:
    answer = lived("status", "--json").json
    assert set(answer) >= {"today", "journey", "progress", "week", "finish", "next", "late", "conflicts"}
    assert set(answer["journey"]) >= {"name", "from", "to", "plan", "route", "start", "target"}
    assert (answer["journey"]["name"], answer["journey"]["from"]) == ("Ada", "marketing")
    assert set(answer["progress"]) >= {"percent", "done", "open", "skipped"}
    assert set(answer["week"]) >= {"capacity_hours", "planned_hours", "logged_hours"}
    assert answer["week"]["logged_hours"] == 3
    assert answer["finish"] > TODAY
    kinds = {each["kind"]: each for each in answer["conflicts"]}
    assert set(kinds) == {"pin", "target"}
    for each in kinds.values():
        assert set(each) >= {"kind", "milestone", "wanted", "projected", "text", "remedies"}
    assert kinds["target"]["milestone"] is None
    assert kinds["pin"]["milestone"] == "case-study"


def test_next(lived: Planner) -> None:
    answer = lived("next", "--json").json
    assert set(answer) >= {"id", "title", "hours", "reason", "alternatives"}
    assert all(set(each) >= {"id", "title", "why_not"} for each in answer["alternatives"])
    assert lived("next", "--json", "--minutes", "20").json["id"]


def test_next_when_everything_is_done(lived: Planner) -> None:
    ids = [each["id"] for each in lived("list", "--json").json["milestones"] if each["status"] in ("open", "started")]
    assert lived("done", *ids).code == 0
    answer = lived("next", "--json").json
    assert (answer["id"], answer["alternatives"]) == (None, [])
    assert lived("next").code == 0
    assert lived("status", "--json").json["next"] is None


def test_skills_habits_history_routes(lived: Planner) -> None:
    skills = lived("skills", "--json").json
    assert set(skills["readiness"]) >= {"percent", "skills_percent", "gates_passed", "gates_counted"}
    assert all(set(each) >= {"id", "name", "start", "now", "target", "gap", "closers"} for each in skills["skills"])
    assert all(set(each) >= {"id", "title", "question", "passed", "parts"} for each in skills["gates"])
    habits = {each["id"]: each for each in lived("habit", "--json").json["habits"]}
    assert habits["weekly-review"]["done"] == 1
    changes = lived("history", "--json").json["changes"]
    assert [each["number"] for each in changes] == sorted((each["number"] for each in changes), reverse=True)
    assert set(changes[0]) >= {"number", "at", "title", "undone"}
    assert changes[0]["at"] == f"{TODAY}T12:00:00"
    assert lived("route", "--json").json["route"] == "hybrid"


def test_plans_and_where(lived: Planner, data_file: Any) -> None:
    plans = {each["id"]: each for each in lived("plans", "--json").json["plans"]}
    assert set(plans) == {"marketing", "newcomer", "project-management", "ux"}
    assert set(plans["ux"]) >= {"id", "title", "from", "to", "promise", "path", "error"}
    shown = lived("plans", "show", "ux", "--json").json
    assert set(shown) >= {"id", "version", "routes", "variants", "phases"}
    where = lived("where", "--json").json
    assert where["file"] == str(data_file)
    assert where["exists"] is True
    assert where["size"] == data_file.stat().st_size
    assert len(where["plans"]) == 2


@pytest.mark.parametrize(
    "command",
    [
        "begin case-study", "done case-study", "skip case-study --why x", "drop case-study", "log case-study 1",
        "note case-study x", "evidence case-study x", "tick case-study 1", "edit case-study --title X",
        "pin case-study --by 2028-01-01",
    ],
)  # fmt: skip
def test_a_changed_milestone_is_answered(begun: Planner, command: str) -> None:
    answer = begun(*command.split(), "--json").json
    assert answer["id"] == "case-study"
    assert set(answer) >= MILESTONE | {"change"}


@pytest.mark.parametrize("command", ["pace --hours 6", "target 2029-01-01", "pause +7d +9d", "route lean", "undo"])
def test_a_changed_journey_is_answered(begun: Planner, command: str) -> None:
    assert begun("note", "case-study", "x").code == 0
    answer = begun(*command.split(), "--json").json
    assert set(answer) >= {"change", "journey", "progress", "finish", "conflicts"}


def test_json_is_raw_utf8_and_repeats_itself(begun: Planner) -> None:
    begun("note", "case-study", "naïve 日本語 🎉")
    first, second = begun("show", "case-study", "--json"), begun("show", "case-study", "--json")
    assert first.out == second.out
    assert "naïve 日本語 🎉" in first.out
    assert first.out == json.dumps(first.json, ensure_ascii=False, indent=2) + "\n"
