"""Every command that changes something, through the front door: what it says, what it saves, and the way back."""

from pathlib import Path

import pytest

from tests.cli.conftest import Planner

CHANGES = [
    ("begin pm-reality-check", "begun: Test the job"),
    ("begin pm-reality --on yesterday", "begun: Test the job"),
    ("done pm-reality-check", "done: Test the job"),
    ("done pm-reality-check --on 2026-11-20 --hours 1h30 --evidence https://example.org/a", "done: Test the job"),
    ("skip pm-reality-check --why knew-it --evidence seen", "skipped: Test the job"),
    ("tick pm-reality-check 1", "ticked step 1: Test the job"),
    ("log pm-reality-check 90m --on monday --note read", "logged 1½ h: Test the job"),
    ("note pm-reality-check remember", "noted: Test the job"),
    ("evidence pm-reality-check page", "evidence kept: Test the job"),
    ("add Talk --phase network --hours 2,3,4 --requires pm-reality-check --weeks 1 --step a --step b", "added: Talk"),
    ("edit pm-reality-check --title New --hours 2 --on-the-job 50% --private", "edited: New"),
    ("drop pm-reality-check", "dropped: Test the job"),
    ("pin case-study --by 2027-12-01", "pinned by 1 Dec 2027: Write a decision-first"),
    ("pin case-study --on 2027-12-01", "pinned on 1 Dec 2027"),
    ("pin case-study --not-before 2027-12-01", "pinned not before 1 Dec 2027"),
    ("pause 2027-01-04 2027-01-10 --why holiday", "break: 4 Jan 2027 to 10 Jan 2027"),
    ("pace --hours 5", "pace: 5 h a week"),
    ("pace --hours 30 --from 2027-01-04 --to 2027-01-10 --why off", "30 h a week: 4 Jan 2027 to 10 Jan 2027"),
    ("target 2028-03-01", "target: 1 Mar 2028"),
    ("skills set network 2 --proof met-them", "skill: Network and sponsorship 1 → 2"),
    ("habit done weekly-review", "habit: Weekly review"),
    ("route internal", "route: Move inside your company"),
]


@pytest.mark.parametrize(("command", "title"), CHANGES)
def test_change_is_told_saved_and_taken_back(begun: Planner, data_file: Path, command: str, title: str) -> None:
    before = begun("list", "--json").json, begun("status", "--json").json
    answer = begun(*command.split())
    assert (answer.code, answer.out) == (0, "")
    assert title in answer.err
    assert "planner undo" in answer.err
    assert begun("history", "--json").json["changes"][0]["title"].startswith(title)
    assert begun("undo").code == 0
    assert (begun("list", "--json").json, begun("status", "--json").json) == before
    assert begun("redo").code == 0
    assert begun("redo").code == 4


@pytest.mark.parametrize(
    ("first", "then", "title"),
    [
        ("done pm-reality-check", "reopen pm-reality-check", "reopened: Test the job"),
        ("tick pm-reality-check 2", "untick pm-reality-check 2", "unticked step 2"),
        ("pin case-study --by 2027-12-01", "unpin case-study", "unpinned"),
        ("pause 2027-01-04 2027-01-10", "resume 2027-01-06", "break ended"),
        ("pause 2026-11-23 2027-01-10", "resume", "break ended"),
        ("target 2028-03-01", "target none", "target: none"),
        ("habit done weekly-review", "habit undone weekly-review", "habit taken back"),
    ],
)
def test_the_other_way_round(begun: Planner, first: str, then: str, title: str) -> None:
    assert begun(*first.split()).code == 0
    answer = begun(*then.split())
    assert answer.code == 0
    assert title in answer.err


def test_what_the_route_leaves_out_can_be_brought_in(begun: Planner) -> None:
    assert begun("drop", "cspo-certificate").code == 4
    assert "brought in" in begun("reopen", "cspo-certificate").err


def test_several_ids_are_one_change(begun: Planner) -> None:
    answer = begun("done", "pm-reality-check", "skills-base", "--json")
    assert [each["status"] for each in answer.json] == ["done", "done"]
    changes = begun("history", "--json").json["changes"]
    assert len(changes) == 2
    assert changes[0]["title"].startswith("done: Test the job against your own motives and ")
    assert begun("undo").code == 0
    assert begun("status", "--json").json["progress"]["done"] == 0


@pytest.mark.parametrize(
    "line",
    [
        ("pin", "pm-reality-check", "skills-baseline", "--by", "2026-12-20"),
        ("skip", "pm-reality-check", "skills-baseline", "--why", "known"),
        ("begin", "pm-reality-check", "skills-baseline"),
        ("drop", "pm-reality-check", "skills-baseline"),
    ],
)
def test_other_verbs_take_several_too(line: tuple[str, ...], begun: Planner) -> None:
    before = begun("list", "--json").json
    assert begun(*line).code == 0
    assert begun("list", "--json").json != before
    assert begun("undo").code == 0
    assert begun("list", "--json").json == before


def test_when_one_is_refused_nothing_is_changed(begun: Planner) -> None:
    answer = begun("done", "pm-reality-check", "no-such-thing")
    assert answer.code == 3
    assert "There is no milestone “no-such-thing”" in answer.err
    assert answer.err.rstrip().endswith("Nothing was changed.")
    assert begun("show", "pm-reality-check", "--json").json["status"] == "open"


def test_done_says_what_comes_next_and_when(begun: Planner) -> None:
    assert "next: Describe the product job" in begun("done", "pm-reality-check").err


def test_start_tells_what_was_begun(planner: Planner, data_file: Path) -> None:
    answer = planner("start", "--from", "ux", "--route", "internal", "--week", "tue 1.5, sat 4", "--target", "+3y")
    assert answer.code == 0
    for part in ("UX design to product manager", "5½ hours a week", "finish", str(data_file), "planner next"):
        assert part in answer.err
    status = planner("status", "--json").json
    assert status["journey"]["route"] == "internal"
    assert data_file.stat().st_mode & 0o777 == 0o600


def test_start_with_confirmed_levels(planner: Planner) -> None:
    assert planner("start", "--from", "newcomer", "--levels", "communication=4, network=2", "--json").code == 0
    levels = {each["id"]: each["now"] for each in planner("skills", "--json").json["skills"]}
    assert (levels["communication"], levels["network"]) == (4, 2)


def test_start_never_overwrites(begun: Planner, data_file: Path) -> None:
    before = data_file.read_bytes()
    assert begun("start", "--from", "ux").code == 4
    assert data_file.read_bytes() == before


@pytest.mark.parametrize("role", ["marketing", "ux", "project-management", "newcomer", "Project Management", "mark"])
def test_every_role_can_start(planner: Planner, role: str) -> None:
    assert planner("start", "--from", role).code == 0


def test_add_says_its_id_and_edit_reshapes_it(begun: Planner) -> None:
    added = begun("add", "Give a talk", "--phase", "network", "--hours", "4,6,10", "--done-when", "Held", "--json")
    assert "Its id is give-a-talk." in added.err
    assert added.json["own"] is True
    edited = begun("edit", "give-a-talk", "--phase", "story", "--weeks", "2", "--requires", "network-map", "--json")
    assert (edited.json["phase"], edited.json["requires"]) == ("story", ["network-map"])
    assert begun("edit", "give-a-talk", "--requires", "", "--json").json["requires"] == []


def test_private_and_back(begun: Planner) -> None:
    assert begun("edit", "case-study", "--private", "--json").json["private"] is True
    assert begun("edit", "case-study", "--not-private", "--json").json["private"] is False


def test_pin_that_cannot_be_met_is_told_with_remedies(begun: Planner) -> None:
    answer = begun("pin", "case-study", "--by", "+2w")
    assert answer.code == 0
    assert "! " in answer.err
    conflicts = begun("status", "--json").json["conflicts"]
    assert conflicts[0]["kind"] == "pin"
    assert conflicts[0]["remedies"]


def test_plan_file_round(begun: Planner, tmp_path: Path) -> None:
    path = tmp_path / "mine.toml"
    assert begun("plans", "new", str(path)).code == 0
    assert begun("plans", "check", str(path)).code == 0
    assert begun("plans", "new", str(path)).code == 4
    assert begun("plans", "use", str(path)).code == 4  # another plan's id
    assert begun("plans", "use", "marketing", "--json").code == 0
    assert begun("--file", str(tmp_path / "other.json"), "start", "--plan", str(path)).code == 0
    assert begun("--file", str(tmp_path / "other.json"), "status").code == 0


def test_report_to_a_file_is_remembered(begun: Planner, tmp_path: Path) -> None:
    target = tmp_path / "report.md"
    assert begun("report", "--output", str(target)).code == 0
    assert target.read_text(encoding="utf-8").startswith("#")
    assert "report saved" in begun("history", "--json").json["changes"][0]["title"]
    assert begun("report", "--since", "last").code == 0


def test_report_on_stdout_changes_nothing(begun: Planner, data_file: Path) -> None:
    before = data_file.read_bytes()
    plain, dash, as_json = begun("report"), begun("report", "--output", "-"), begun("report", "--json")
    assert plain.out == dash.out != ""
    assert isinstance(as_json.json, dict)
    assert data_file.read_bytes() == before
