"""Bad input is answered with one sentence on stderr and the documented exit code; the file stays byte for byte."""

from pathlib import Path

import pytest

from tests.cli.conftest import Planner

USAGE, UNKNOWN, REFUSED, NO_JOURNEY, UNREADABLE, UNWRITABLE = 2, 3, 4, 5, 6, 8

ANSWERS = [
    (["dnoe", "x"], USAGE, "Did you mean done?"),
    (["frobnicate"], USAGE, "planner --help"),
    ([""], USAGE, "empty"),
    (["--frob"], USAGE, "no global option --frob"),
    (["--file"], USAGE, "--file needs a value"),
    (["--file", "", "status"], USAGE, "--file needs the name"),
    (["--today", "someday", "status"], USAGE, "is not a date"),
    (["status", "--today", "31 Feb 2027"], USAGE, "is not a date"),
    (["--today", "0001-01-01", "status"], USAGE, "in the year 1"),
    (["--today", "9999-12-31", "status"], USAGE, "in the year 9999"),
    (["done"], USAGE, "it needs ID"),
    (["done", "pm-reality-check", "--hous", "2"], USAGE, "Did you mean --hours?"),
    (["done", "pm-reality-check", "--hour", "2"], USAGE, "no option --hour"),
    (["status", "extra"], USAGE, "one word too many"),
    (["done", "pm-reality-chek"], UNKNOWN, "Did you mean pm-reality-check?"),
    (["done", ""], UNKNOWN, "no milestone"),
    (["show", "m"], UNKNOWN, "could be"),
    (["done", "pm-reality-check", "--on", "03/04/2026"], USAGE, "could be 3 Apr 2026 or 4 Mar 2026"),
    (["done", "pm-reality-check", "--on", "tomorrow"], USAGE, "still to come"),
    (["done", "pm-reality-check", "--hours", "-2"], USAGE, "not more than nothing"),
    (["done", "pm-reality-check", "--hours", "25"], USAGE, "at most 24"),
    (["done", "pm-reality-check", "--evidence", " "], USAGE, "Evidence cannot be empty"),
    (["reopen", "pm-reality-check"], REFUSED, "nothing to reopen"),
    (["skip", "pm-reality-check"], USAGE, "--why"),
    (["skip", "pm-reality-check", "--why", " "], USAGE, "cannot be empty"),
    (["waive", "pm-reality-check"], REFUSED, "No other milestone"),
    (["tick", "pm-reality-check", "9"], USAGE, "no step 9"),
    (["tick", "pm-reality-check", "0"], USAGE, "no step 0"),
    (["tick", "pm-reality-check", "-1"], USAGE, "not the number of a step"),
    (["tick", "pm-reality-check", "one"], USAGE, "not the number of a step"),
    (["untick", "pm-reality-check", "1"], REFUSED, "not ticked"),
    (["log", "pm-reality-check", "-1"], USAGE, "not more than nothing"),
    (["log", "pm-reality-check", "-1h"], USAGE, "not a number of hours"),
    (["log", "pm-reality-check", "0"], USAGE, "not more than nothing"),
    (["log", "pm-reality-check", "nan"], USAGE, "not a number of hours"),
    (["log", "pm-reality-check", "1e9"], USAGE, "not a number of hours"),
    (["log", "pm-reality-check", "1", "--on", "+1d"], USAGE, "still to come"),
    (["note", "pm-reality-check", ""], USAGE, "cannot be empty"),
    (["note", "pm-reality-check", "x" * 100_001], USAGE, "longer than 100,000"),
    (["add", "", "--phase", "aim", "--hours", "1"], USAGE, "cannot be empty"),
    (["add", "T", "--phase", "moon", "--hours", "1"], UNKNOWN, "no phase"),
    (["add", "T", "--phase", "aim", "--hours", "3,2,1"], USAGE, "low ≤ likely ≤ high"),
    (["add", "T", "--phase", "aim", "--hours", "1,2"], USAGE, "is not an estimate"),
    (["add", "T", "--phase", "aim", "--hours", "1", "--weeks", "-1"], USAGE, "between 0 and 260"),
    (["add", "T", "--phase", "aim", "--hours", "1", "--weeks", "nan"], USAGE, "between 0 and 260"),
    (["add", "T", "--phase", "aim", "--hours", "1", "--requires", "nobody"], UNKNOWN, "no milestone"),
    (["edit", "case-study"], USAGE, "Say what to change"),
    (["edit", "case-study", "--on-the-job", "150%"], USAGE, "between 0 and 1"),
    (["edit", "case-study", "--on-the-job", "half"], USAGE, "takes a number"),
    (["edit", "case-study", "--phase", "aim"], REFUSED, "belongs to the plan"),
    (["edit", "case-study", "--private", "--not-private"], USAGE, "not allowed with"),
    (["pin", "case-study"], USAGE, "required"),
    (["pin", "case-study", "--by", "yesterday"], USAGE, "in the past"),
    (["pin", "case-study", "--by", "+1d", "--on", "+2d"], USAGE, "not allowed with"),
    (["unpin", "case-study"], REFUSED, "has no pin"),
    (["pause", "+9d", "+1d"], USAGE, "first day first"),
    (["resume"], UNKNOWN, "no break"),
    (["pace"], USAGE, "required"),
    (["pace", "--hours", "0"], USAGE, "not more than nothing"),
    (["pace", "--hours", "0.1"], USAGE, "quarter of an hour"),
    (["pace", "--hours", "200"], USAGE, "do not fit into a week"),
    (["pace", "--week", ""], USAGE, "quarter of an hour"),
    (["pace", "--week", "mon 0"], USAGE, "quarter of an hour"),
    (["pace", "--week", "mon 2, mon 3"], USAGE, "stands twice"),
    (["pace", "--week", "someday 2"], USAGE, "not a weekday"),
    (["pace", "--hours", "5", "--from", "+1d"], USAGE, "all of --hours, --from and --to"),
    (["target", "2020-01-01"], USAGE, "in the past"),
    (["target", "-3d"], USAGE, "in the past"),
    (["target", "+90y"], USAGE, "years away"),
    (["skills", "set", "juggling", "2"], UNKNOWN, "no single skill"),
    (["skills", "set", "network", "9"], USAGE, "from 0 to 4"),
    (["skills", "set", "network", "-1"], USAGE, "from 0 to 4"),
    (["skills", "set", "network", "high"], USAGE, "not a level"),
    (["skills", "set", "network"], USAGE, "needs a skill and a number"),
    (["skills", "frob"], USAGE, "invalid choice"),
    (["habit", "done"], USAGE, "Which habit?"),
    (["habit", "done", "juggling"], UNKNOWN, "no single habit"),
    (["habit", "undone", "weekly-review"], REFUSED, "not been ticked"),
    (["route", "moon"], UNKNOWN, "no route"),
    (["route", "hybrid"], REFUSED, "already"),
    (["undo", "--hard"], USAGE, "no option --hard"),
    (["redo"], REFUSED, "Nothing to redo"),
    (["list", "--status", "fine"], USAGE, "invalid choice"),
    (["list", "--phase", "moon"], UNKNOWN, "no single phase"),
    (["list", "--skill", "moon"], UNKNOWN, "no single skill"),
    (["next", "--minutes", "0"], USAGE, "whole number"),
    (["next", "--minutes", "-5"], USAGE, "whole number"),
    (["next", "--minutes", "soon"], USAGE, "whole number"),
    (["report", "--format", "docx"], USAGE, "no format"),
    (["report", "--json", "--format", "md"], USAGE, "not both"),
    (["report", "--since", "+1d"], USAGE, ""),
    (["report", "--output", ""], USAGE, "Give the report a file"),
    (["report", "--output", "/dev/null/x/report.md"], UNWRITABLE, "could not be written"),
    (["plans", "show", "moon"], UNKNOWN, "no plan"),
    (["plans", "show"], USAGE, "needs a name"),
    (["plans", "check", "/nowhere/x.toml"], UNKNOWN, "no file"),
    (["plans", "frob"], USAGE, "invalid choice"),
    (["completions", "tcsh"], USAGE, "invalid choice"),
    (["help", "dnoe"], USAGE, "Did you mean done?"),
]


@pytest.mark.parametrize(("arguments", "code", "words"), ANSWERS, ids=lambda value: str(value)[:60])
def test_answer(begun: Planner, data_file: Path, arguments: list[str], code: int, words: str) -> None:
    before = data_file.read_bytes()
    answer = begun(*arguments)
    assert (answer.code, answer.out) == (code, "")
    assert answer.err.startswith("planner: ")
    assert words in answer.err
    assert len(answer.err.splitlines()) == 1
    assert data_file.read_bytes() == before


START = [
    (["--from", "marketting"], UNKNOWN, "Did you mean marketing?"),
    (["--from", "astronaut"], UNKNOWN, "the roles are marketing, newcomer, project-management, ux"),
    (["--from", ""], UNKNOWN, "the roles are"),
    ([], USAGE, "Say where you are now"),
    (["--from", "ux", "--route", "moon"], UNKNOWN, "no route"),
    (["--from", "ux", "--variant", "moon"], UNKNOWN, "no variant"),
    (["--from", "ux", "--hours", "-1"], USAGE, "not more than nothing"),
    (["--from", "ux", "--week", " , "], USAGE, "quarter of an hour"),
    (["--from", "ux", "--hours", "5", "--week", "mon 1"], USAGE, "not allowed with"),
    (["--from", "ux", "--target", "2020-01-01"], USAGE, "in the past"),
    (["--from", "ux", "--on", "+3y"], USAGE, "at most a year"),
    (["--from", "ux", "--levels", "juggling=2"], USAGE, "cannot start"),
    (["--from", "ux", "--levels", "network"], USAGE, "is not a level"),
    (["--from", "ux", "--plan", "marketing"], USAGE, "does not begin at"),
    (["--plan", "/nowhere/x.toml"], UNKNOWN, "no file"),
    (["--plan", ""], USAGE, "it was empty"),
]


@pytest.mark.parametrize(("arguments", "code", "words"), START, ids=lambda value: str(value)[:60])
def test_start_answer(planner: Planner, data_file: Path, arguments: list[str], code: int, words: str) -> None:
    answer = planner("start", *arguments)
    assert (answer.code, answer.out) == (code, "")
    assert words in answer.err
    assert not data_file.exists()


@pytest.mark.parametrize(
    "command",
    ["status", "next", "list", "show x", "done x", "log x 1", "undo", "history", "skills", "habit", "report", "route"],
)
def test_without_a_journey(planner: Planner, data_file: Path, command: str) -> None:
    answer = planner(*command.split())
    assert (answer.code, answer.out) == (NO_JOURNEY, "")
    assert "planner start --from" in answer.err
    assert not data_file.parent.exists()


@pytest.mark.parametrize("content", [b"not json", b"", b"[1, 2]", b"\xff\xfe\x00", b'{"meta": 3}'])
@pytest.mark.parametrize("command", ["status", "done pm-reality-check", "undo", "history", "start --from ux"])
def test_damaged_file_is_left_as_it_is(planner: Planner, data_file: Path, content: bytes, command: str) -> None:
    data_file.parent.mkdir()
    data_file.write_bytes(content)
    answer = planner(*command.split())
    assert answer.code == (REFUSED if command.startswith("start") else UNREADABLE)
    assert str(data_file) in answer.err
    assert data_file.read_bytes() == content


def test_plan_with_ten_mistakes_lists_all_ten(planner: Planner, tmp_path: Path, data_file: Path) -> None:
    path = tmp_path / "broken.toml"
    assert planner("plans", "new", str(path)).code == 0
    text = path.read_text(encoding="utf-8")
    extra = "".join(
        f'\n[[milestone]]\nid = "wrong-{n}"\nphase = "moon-{n}"\ntitle = "T"\nwhy = "W"\ndone_when = "D"\n'
        "effort = { low = 1, likely = 2, high = 3 }\nweight = 3\n"
        for n in range(10)
    )
    path.write_text(text + extra, encoding="utf-8")
    checked = planner("plans", "check", str(path))
    assert checked.code == USAGE
    for number in range(10):
        assert f"wrong-{number}" in checked.err
    as_json = planner("plans", "check", str(path), "--json")
    assert as_json.code == USAGE
    assert len(as_json.json["problems"]) >= 10
    started = planner("start", "--plan", str(path))
    assert started.code == USAGE
    assert started.err.count("\n") == checked.err.count("\n")
    assert not data_file.exists()


@pytest.mark.parametrize("place", ["/dev/null/journey.json", "/proc/journey.json"])
def test_place_that_cannot_be_written(planner: Planner, place: str) -> None:
    answer = planner("start", "--from", "ux", "--file", place)
    assert (answer.code, answer.out) == (UNWRITABLE, "")
    assert answer.err.startswith("planner: ")


def test_report_never_replaces_the_journey(begun: Planner, data_file: Path) -> None:
    before = data_file.read_bytes()
    assert begun("report", "--output", str(data_file)).code == USAGE
    assert data_file.read_bytes() == before


def test_app_without_a_terminal(planner: Planner) -> None:
    for arguments in ([], ["demo"], ["--plain", "demo"]):
        answer = planner(*arguments)
        assert answer.code == USAGE
        assert "status, next, list" in answer.err


def test_defect_is_one_line(planner: Planner, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> None:
        raise RuntimeError("first\nsecond \x1b[31m")

    monkeypatch.setattr("planner.cli._answer", fail)
    answer = planner("status")
    assert answer.code == 1
    assert "RuntimeError: first second" in answer.err
    assert "\x1b" not in answer.err
    assert len(answer.err.splitlines()) == 1


def test_interrupted(planner: Planner, monkeypatch: pytest.MonkeyPatch) -> None:
    def stop(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("planner.cli._answer", stop)
    assert planner("status").code == 130
