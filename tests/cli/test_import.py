"""`planner import ics`: a diff that saves nothing, taking it whole or in part, and files that have nothing for us."""

from pathlib import Path
from typing import Any

import pytest

from planner.cli.cells import width_of
from tests.cli.conftest import TODAY, Planner

PROPOSAL = {"id", "title", "what", "old", "new", "on", "reason"}


@pytest.fixture
def calendar(begun: Planner, tmp_path: Path) -> Path:
    """A calendar in which a task was completed, one begun, one cancelled, and one moved."""
    path = tmp_path / "tasks.ics"
    assert begun("report", "--format", "ics-todo", "--output", str(path)).code == 0
    tasks = path.read_bytes().decode().split("BEGIN:VTODO")
    done = "STATUS:COMPLETED\r\nCOMPLETED:20261120T120000Z"
    edits = {
        "pm-reality-check": ("STATUS:NEEDS-ACTION", done),
        "target-role-brief": ("PERCENT-COMPLETE:0", "PERCENT-COMPLETE:40"),
        "case-study": ("STATUS:NEEDS-ACTION", "STATUS:CANCELLED"),
        "tech-literacy": ("DUE;VALUE=DATE:20261226", "DUE;VALUE=DATE:20270131"),
    }
    for number, text in enumerate(tasks):
        for each, (old, new) in edits.items():
            if f"-{each}@planner\r\nDTSTAMP" in text:
                assert old in text
                tasks[number] = text.replace(old, new)
    path.write_bytes("BEGIN:VTODO".join(tasks).replace("STATUS:NEEDS-ACTION\r\nPERCENT-COMPLETE:40",
                     "STATUS:IN-PROCESS\r\nPERCENT-COMPLETE:40").encode())  # fmt: skip
    return path


def found(begun: Planner, calendar: Path, *options: str) -> Any:
    return begun("import", "ics", str(calendar), "--json", *options).json


def test_the_object_is_whole(begun: Planner, calendar: Path) -> None:
    answer = found(begun, calendar)
    assert set(answer) == {"today", "read", "proposals", "remarks", "accepted"}
    assert (answer["today"], answer["accepted"]) == (TODAY, [])
    (remark,) = answer["remarks"]
    assert remark.startswith("Describe the product job you are aiming for: 40 % there, 0 % here")
    assert answer["read"] == {"tasks": 40, "events": 0, "others": 0}
    assert all(set(each) == PROPOSAL for each in answer["proposals"])
    assert [(each["id"], each["what"], each["old"], each["new"], each["on"]) for each in answer["proposals"]] == [
        ("pm-reality-check", "done", "open", "done", "2026-11-20"),
        ("target-role-brief", "begin", "open", "started", None),
        ("tech-literacy", "due", "2026-12-26", "2027-01-31", None),
        ("case-study", "drop", "open", "dropped", None),
    ]


def test_looking_leaves_the_file_alone(begun: Planner, calendar: Path, data_file: Path) -> None:
    before, stamp = data_file.read_bytes(), data_file.stat().st_mtime_ns
    for options in ([], ["--json"], ["--plain"], ["--accept", "no-such-thing"], ["--accept", ","], ["--accpt"]):
        begun("import", "ics", str(calendar), *options)
    assert (data_file.read_bytes(), data_file.stat().st_mtime_ns) == (before, stamp)


def test_the_page_tells_old_new_and_why(begun: Planner, calendar: Path) -> None:
    answer = begun("import", "ics", str(calendar))
    assert answer.code == 0
    for part in ("4 changes to take over", "read: 40 tasks", "open → done Fri 20 Nov", "open → started",
                 "Sat 26 Dec → Sun 31 Jan", "open → dropped", "pm-reality-check · completed there on 20 Nov 2026",
                 "40 % done there", "tech-literacy · moved there", "case-study · cancelled there"):  # fmt: skip
        assert part in answer.out
    assert "Nothing was saved. --accept takes all of it" in answer.err


@pytest.mark.parametrize("width", ["60", "80", "120", "200"])
def test_the_page_fits_the_width(begun: Planner, calendar: Path, monkeypatch: pytest.MonkeyPatch, width: str) -> None:
    begun("edit", "pm-reality-check", "--title", "日本語のとても長い題名がここにあります " * 4)
    monkeypatch.setenv("COLUMNS", width)
    answer = begun("import", "ics", str(calendar), "--today", "2029-01-05")
    assert max(width_of(line) for line in answer.out.splitlines()) <= int(width)
    assert all(line == line.rstrip() for line in answer.out.splitlines())


def test_accept_all_is_one_change_and_one_undo(begun: Planner, calendar: Path, data_file: Path) -> None:
    before, changes = found(begun, calendar)["proposals"], begun("history", "--json").json["changes"]
    answer = begun("import", "ics", str(calendar), "--accept")
    assert (answer.code, answer.out) == (0, "")
    assert "imported: 4 changes" in answer.err
    assert "`planner undo` takes it back." in answer.err
    listed = {each["id"]: each for each in begun("list", "--json").json["milestones"]}
    assert listed["pm-reality-check"]["status"] == "done"
    assert listed["pm-reality-check"]["finish"] == "2026-11-20"
    assert listed["target-role-brief"]["status"] == "started"
    assert listed["tech-literacy"]["due"] == "2027-01-31"
    assert "case-study" not in listed
    assert found(begun, calendar)["proposals"] == []
    assert len(begun("history", "--json").json["changes"]) == len(changes) + 1
    assert begun("undo").code == 0
    assert found(begun, calendar)["proposals"] == before


@pytest.mark.parametrize("words", [["pm-reality-check,tech-literacy"], ["pm-rea", "tech-l"], ["pm-rea,", " tech-l"]])
def test_accept_some(begun: Planner, calendar: Path, words: list[str]) -> None:
    answer = found(begun, calendar, "--accept", *words)
    assert len(answer["proposals"]) == 4
    assert answer["accepted"] == ["pm-reality-check", "tech-literacy"]
    left = found(begun, calendar)["proposals"]
    assert [each["id"] for each in left] == ["target-role-brief", "case-study"]


def test_accept_one_says_what_is_left(begun: Planner, calendar: Path) -> None:
    answer = begun("import", "ics", str(calendar), "--accept", "pm-reality-check")
    assert "imported: done: Test the job against your own motives" in answer.err
    assert "3 changes left alone: " in answer.err


def test_what_comes_back_untouched_changes_nothing(begun: Planner, tmp_path: Path) -> None:
    path = tmp_path / "tasks.ics"
    begun("report", "--format", "ics-todo", "--output", str(path))
    answer = begun("import", "ics", str(path))
    assert answer.out == "Nothing to take over: what the tasks say is so here already.\n  read: 40 tasks\n"
    assert begun("import", "ics", str(path), "--accept").code == 4


def test_events_say_that_they_are_not_read(begun: Planner, tmp_path: Path) -> None:
    path = tmp_path / "events.ics"
    begun("report", "--format", "ics-event", "--output", str(path))
    answer = begun("import", "ics", str(path))
    assert answer.code == 0
    assert "Nothing to take over: these are events" in answer.out


def test_a_private_milestone_does_not_come_back(begun: Planner, tmp_path: Path) -> None:
    begun("edit", "case-study", "--private")
    path = tmp_path / "tasks.ics"
    begun("report", "--format", "ics-todo", "--output", str(path))
    assert b"case-study" not in path.read_bytes()
    assert found(begun, path)["read"]["tasks"] == 39


@pytest.mark.parametrize(
    ("text", "code", "message"),
    [
        (None, 3, "There is no file"),
        ("hello", 6, "is not a calendar"),
        ("BEGIN:VCALENDAR\r\nBEGIN:VTODO\r\n", 6, "is not a whole calendar"),
        ("BEGIN:VCALENDAR\r\nVERSION:2.0\r\nEND:VCALENDAR\r\n", 3, "is of this journey"),
        ("BEGIN:VCALENDAR\r\nBEGIN:VTODO\r\nUID:x\r\nEND:VTODO\r\nEND:VCALENDAR\r\n", 3, "1 entry looked at"),
    ],
)
def test_what_cannot_be_imported(begun: Planner, tmp_path: Path, text: str | None, code: int, message: str) -> None:
    path = tmp_path / "some.ics"
    if text is not None:
        path.write_text(text, newline="")
    answer = begun("import", "ics", str(path), "--accept")
    assert (answer.code, answer.out) == (code, "")
    assert message in answer.err


def test_bad_usage(begun: Planner, calendar: Path) -> None:
    assert begun("import").code == 2
    assert begun("import", "csv", str(calendar)).code == 2
    assert begun("import", "ics", str(calendar), "--accept", ",").code == 2
    assert begun("import", "ics", str(calendar), "--accept", "no-such").code == 3


def test_without_a_journey(planner: Planner, tmp_path: Path) -> None:
    assert planner("import", "ics", str(tmp_path)).code == 5


# ---- the options of calendars ----


def test_split_keeps_a_folder(begun: Planner, tmp_path: Path) -> None:
    folder = tmp_path / "new" / "planner"
    answer = begun("report", "--format", "ics-todo", "--split", "--output", str(folder))
    assert (answer.code, answer.out) == (0, "")
    assert "40 new, 0 changed, 0 taken away" in answer.err
    assert len(list(folder.glob("*.todo.ics"))) == 40
    for path in folder.glob("*-case-study.todo.ics"):
        path.write_bytes(path.read_bytes().replace(b"NEEDS-ACTION\r\nPER", b"COMPLETED\r\nPER"))
    begun("begin", "case-study")
    answer = begun("report", "--format", "ics-todo", "--split", "--output", str(folder))
    assert "1 file changed by another tool left alone; `planner import ics " in answer.err


@pytest.mark.parametrize("options", [["--split"], ["--split", "--output", "-"], ["--split", "--output", " "]])
def test_split_needs_a_folder(begun: Planner, options: list[str]) -> None:
    assert begun("report", "--format", "ics-todo", *options).code == 2


def test_split_is_for_calendars(begun: Planner, tmp_path: Path) -> None:
    assert begun("report", "--split", "--output", str(tmp_path / "a")).code == 2
    (tmp_path / "file").write_text("")
    assert begun("report", "--format", "ics-todo", "--split", "--output", str(tmp_path / "file")).code == 2


def test_an_alarm_is_a_time_of_the_day(begun: Planner) -> None:
    assert "TRIGGER:PT1140M" in begun("report", "--format", "ics-event", "--alarm", "19:00").out
    assert "TRIGGER:PT0M" in begun("report", "--format", "ics-event", "--alarm", "0:00").out
    assert "VALARM" not in begun("report", "--format", "ics-event").out
    assert begun("report", "--alarm", "19:00").code == 2
    for words in ("", "7pm", "25:00", "19:60", "-1:00", "1900"):
        assert begun("report", "--format", "ics-event", f"--alarm={words}").code == 2
