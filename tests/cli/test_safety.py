"""backup and restore, as typed."""

import json
from pathlib import Path

import pytest

from tests.cli.conftest import Planner


def hours(planner: Planner) -> float:
    logged: float = planner("show", "pm-reality", "--json").json["hours"]["logged"]
    return logged


def test_a_restore_brings_back_and_undo_takes_it_back(begun: Planner, data_file: Path) -> None:
    begun("log", "pm-reality", "1")
    made = begun("backup", "--json").json["backup"]
    assert Path(made).read_bytes() == data_file.read_bytes()
    begun("log", "pm-reality", "2")
    answer = begun("restore", Path(made).stem, "--json")
    assert answer.code == 0
    assert answer.json["restored"] == made
    assert (answer.json["changed"], answer.json["can_undo"], answer.json["set_aside"]) == (True, True, None)
    assert "`planner undo` brings back" in answer.err
    assert hours(begun) == 1
    assert begun("undo").code == 0
    assert hours(begun) == 3
    assert "restored: " in begun("history").out


def test_the_list_says_what_is_in_each(begun: Planner, data_file: Path) -> None:
    begun("log", "pm-reality", "1")
    begun("backup")
    damaged = data_file.parent / "backups" / "journey-2026-01-01T120000-by-hand.json"
    damaged.write_text("{")
    listed = begun("restore", "--list", "--json").json["backups"]
    assert [each["reason"] for each in listed] == ["by-hand", "daily", "by-hand"]
    assert [each["sound"] for each in listed] == [True, True, False]
    assert "Ada, marketing: 0 of 40 done, 1 h logged; last change: logged 1 h" in listed[0]["holds"]
    page = begun("restore").out
    assert "✗ 2026-01-01T120000-by-hand" in page
    assert "before the first change of the day" in page
    assert all(len(line) <= 80 for line in page.splitlines())
    assert begun("restore", "2026-01-01T12").code == 6


@pytest.mark.parametrize(
    "which",
    ["latest", "today", "2026-11-23", "2026", "2026-11-23T120000-daily", "journey-2026", "backups/", ".json"],
)
def test_ways_to_name_one(begun: Planner, which: str) -> None:
    begun("log", "pm-reality", "1")
    (made,) = begun("restore", "--list", "--json").json["backups"]
    by_path = {"backups/": made["path"], ".json": Path(made["path"]).name}
    assert begun("restore", by_path.get(which, which)).code == 0
    assert hours(begun) == 0


def test_the_same_word_brings_back_the_same_twice(begun: Planner) -> None:
    begun("log", "pm-reality", "1")
    assert begun("restore", "latest").code == 0
    assert hours(begun) == 0
    before = begun("history", "--json").out
    for which in ("latest", "today"):  # which made a backup of its own meanwhile
        again = begun("restore", which, "--json")
        assert (again.code, again.json["changed"], again.json["can_undo"]) == (0, False, False)
        assert "Nothing to bring back" in again.err
    assert begun("history", "--json").out == before
    assert hours(begun) == 0


def test_a_day_and_latest_pass_over_what_cannot_be_read(begun: Planner, data_file: Path) -> None:
    begun("log", "pm-reality", "1")
    (data_file.parent / "backups" / "journey-2026-11-23T235959-by-hand.json").write_text("{")
    for which in ("latest", "2026-11-23"):
        assert begun("restore", which).code == 0
        assert hours(begun) == 0
        begun("undo")


def test_names_that_are_none_or_too_many(begun: Planner) -> None:
    assert begun("restore", "latest").code == 3
    begun("log", "pm-reality", "1")
    begun("backup")
    assert begun("restore", "journey-2026").code == 2
    for which in ("nothing", "2020-01-01", "/no/such/file.json", "[red]\x1b[31m"):
        answer = begun("restore", which)
        assert answer.code == 3, which
        assert "\x1b" not in answer.err
    assert hours(begun) == 1


def test_a_damaged_file_is_set_aside_and_never_lost(begun: Planner, data_file: Path) -> None:
    begun("log", "pm-reality", "1")
    begun("backup")
    data_file.write_bytes(b'{"broken')
    answer = begun("status")
    assert answer.code == 6
    assert "planner doctor" in answer.err
    assert "planner restore --list" in answer.err
    done = begun("restore", "latest", "--json")
    assert done.code == 0
    assert Path(done.json["set_aside"]).read_bytes() == b'{"broken'
    assert done.json["can_undo"] is False
    assert hours(begun) == 1


def test_a_file_that_is_gone_comes_back(begun: Planner, data_file: Path) -> None:
    begun("log", "pm-reality", "1")
    data_file.unlink()
    assert begun("backup").code == 5
    assert begun("restore", "latest").code == 0
    assert data_file.exists()


def test_a_newer_file_gives_way_only_when_told(begun: Planner, data_file: Path) -> None:
    begun("log", "pm-reality", "1")
    content = json.loads(data_file.read_bytes())
    content["meta"]["1"]["schema"] = 99
    data_file.write_text(json.dumps(content))
    newer = data_file.read_bytes()
    assert begun("restore", "latest").code == 4
    assert data_file.read_bytes() == newer
    done = begun("restore", "latest", "--anyway", "--json")
    assert Path(done.json["set_aside"]).read_bytes() == newer
    assert begun("status").code == 0


def test_another_journey_is_asked_about(begun: Planner, data_file: Path, tmp_path: Path) -> None:
    other = tmp_path / "other.json"
    assert begun("--file", str(other), "start", "--from", "ux").code == 0
    assert begun("restore", str(other)).code == 4
    assert begun("status", "--json").json["journey"]["plan"] == "marketing"
    assert begun("restore", str(other), "--other-journey").code == 0
    assert begun("status", "--json").json["journey"]["plan"] == "ux"
    begun("undo")
    assert begun("status", "--json").json["journey"]["plan"] == "marketing"


def test_a_copy_of_ones_own_never_overwrites(begun: Planner, data_file: Path, tmp_path: Path) -> None:
    target = tmp_path / "mine.json"
    assert begun("backup", str(target)).code == 0
    assert target.read_bytes() == data_file.read_bytes()
    target.write_text("precious")
    assert begun("backup", str(target)).code == 4
    assert target.read_text() == "precious"
    assert begun("backup", str(tmp_path)).code == 0
    assert len(list(tmp_path.glob("journey-2*.json"))) == 1
    assert begun("backup", str(tmp_path / "no" / "such" / "x.json")).code == 8


@pytest.mark.parametrize("target", ["-", "", " ", "no-such-folder/"])
def test_places_that_are_none_for_a_copy(
    begun: Planner, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, target: str
) -> None:
    monkeypatch.chdir(tmp_path)
    assert begun("backup", target).code == 2
    assert [each.name for each in tmp_path.iterdir()] == ["home"]
