"""A full disk, a read-only one, a lock held, a clock set back, a file taken away or put back: with real processes."""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parents[2]
Call = Callable[..., subprocess.CompletedProcess[str]]
Tell = Callable[[str], Any]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "home" / "journey.json"


@pytest.fixture
def planner(path: Path) -> Call:
    """Runs `planner ARGUMENTS` as a process of its own on a given day."""

    def call(*arguments: str, today: str = "2026-11-23") -> subprocess.CompletedProcess[str]:
        environment = {**os.environ, "PYTHONPATH": str(ROOT), "PLANNER_FILE": str(path), "PLANNER_TODAY": today}
        return subprocess.run(
            [sys.executable, "-m", "planner", *arguments], env=environment, capture_output=True, text=True, check=False
        )

    return call


@pytest.fixture
def other(path: Path) -> Iterator[Tell]:
    """A process that has the file open all the while; gives its answer to one order."""
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    command = [sys.executable, "-m", "tests.faults.opener", str(path)]
    with subprocess.Popen(
        command, cwd=ROOT, env=environment, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as process:
        reading, writing = process.stdout, process.stdin
        assert reading is not None
        assert writing is not None

        def tell(order: str) -> Any:
            writing.write(f"{order}\n")
            writing.flush()
            return json.loads(reading.readline())

        yield tell
        writing.close()
        process.wait()


def notes(planner: Call) -> list[str]:
    """The notes that a new process sees."""
    found = json.loads(planner("show", "pm-reality-check", "--json").stdout)["notes"]
    return [note["text"] for note in found]


def test_a_file_deleted_while_open_is_not_made_anew_behind_ones_back(planner: Call, path: Path, other: Tell) -> None:
    assert planner("start", "--from", "ux").returncode == 0
    assert other("note one")["answer"] == ["one"]
    path.unlink()
    refused = other("note two")
    assert refused["error"] == "CannotWrite"
    assert str(path) in refused["message"]
    assert "not saved" in refused["message"]
    assert not path.exists()
    assert not [each.name for each in path.parent.iterdir() if each.name.startswith(".")]


def test_a_file_replaced_while_open_is_taken_as_it_is(planner: Call, path: Path, other: Tell) -> None:
    assert planner("start", "--from", "ux").returncode == 0
    assert other("note one")["answer"] == ["one"]
    copy = path.with_suffix(".copy")
    shutil.copy(path, copy)
    assert other("note two")["answer"] == ["one", "two"]
    copy.replace(path)  # as an editor or a synchronising folder does
    assert other("notes")["answer"] == ["one"]
    assert other("note three")["answer"] == ["one", "three"]
    assert notes(planner) == ["one", "three"]
    path.write_bytes(b"{")  # in place, and damaged
    refused = other("note four")
    assert refused["error"] == "Unreadable"
    assert path.read_bytes() == b"{"


def test_both_see_what_the_other_wrote(planner: Call, path: Path, other: Tell) -> None:
    assert planner("start", "--from", "ux").returncode == 0
    assert other("note one")["answer"] == ["one"]
    assert planner("note", "pm-reality-check", "two").returncode == 0
    assert other("note three")["answer"] == ["one", "two", "three"]
    assert notes(planner) == ["one", "two", "three"]


def test_a_lock_held_is_told_and_loses_nothing(planner: Call, path: Path, other: Tell) -> None:
    assert planner("start", "--from", "ux").returncode == 0
    assert planner("note", "pm-reality-check", "before").returncode == 0
    before = path.read_bytes()
    assert other("hold")["answer"] == "held"
    answer = planner("note", "pm-reality-check", "meanwhile")
    assert answer.returncode == 7
    assert "another program" in answer.stderr
    assert "Nothing was changed" in answer.stderr
    assert path.read_bytes() == before
    assert planner("list").returncode == 0  # who only reads needs no lock


def test_a_clock_set_back_loses_nothing_and_history_keeps_its_order(planner: Call) -> None:
    assert planner("start", "--from", "ux").returncode == 0
    assert planner("note", "pm-reality-check", "from the future", today="2027-03-01").returncode == 0
    back = planner("note", "pm-reality-check", "after the clock was set back", today="2026-11-20")
    assert back.returncode == 0, back.stderr
    notes = json.loads(planner("show", "pm-reality-check", "--json", today="2026-11-20").stdout)["notes"]
    assert [note["text"] for note in notes] == ["from the future", "after the clock was set back"]
    for command in (("status",), ("list",), ("next",), ("report", "--output", "-"), ("forecast",)):
        answer = planner(*command, today="2026-11-20")
        assert answer.returncode == 0, answer.stderr
    assert planner("undo", today="2026-11-20").returncode == 0
    assert planner("undo", today="2026-11-20").returncode == 0
    assert json.loads(planner("show", "pm-reality-check", "--json").stdout)["notes"] == []


def test_a_file_that_was_taken_away_is_not_made_anew_behind_ones_back(planner: Call, path: Path) -> None:
    assert planner("start", "--from", "ux").returncode == 0
    path.rename(path.with_suffix(".away"))
    answer = planner("note", "pm-reality-check", "x")
    assert answer.returncode == 5
    assert not path.exists()
    path.with_suffix(".away").rename(path)
    assert planner("note", "pm-reality-check", "x").returncode == 0


def test_a_file_put_back_from_a_copy_is_taken_as_it_is(planner: Call, path: Path) -> None:
    assert planner("start", "--from", "ux").returncode == 0
    copy = shutil.copy(path, path.with_suffix(".copy"))
    assert planner("note", "pm-reality-check", "later").returncode == 0
    Path(copy).replace(path)
    assert planner("note", "pm-reality-check", "on the old copy").returncode == 0
    notes = json.loads(planner("show", "pm-reality-check", "--json").stdout)["notes"]
    assert [note["text"] for note in notes] == ["on the old copy"]


@pytest.mark.system
def test_a_disk_that_is_full_keeps_every_byte(tmp_path: Path) -> None:
    """A file system of 128 kB of its own, filled to the brim; needs `unshare` and the right to use it."""
    script = f"""
        set -eu
        mount -t tmpfs -o size=128k tmpfs "$1"
        export PYTHONPATH={ROOT} PLANNER_FILE="$1/journey.json" PLANNER_TODAY=2026-11-23
        planner() {{ "{sys.executable}" -m planner "$@"; }}
        planner start --from ux >&2
        planner note pm-reality-check before >&2
        dd if=/dev/zero of="$1/filler" bs=1k 2>/dev/null || true
        cp "$1/journey.json" "$2/before"
        code=0; planner note pm-reality-check {"x" * 3000} 2> "$2/told" || code=$?
        PLANNER_TODAY=2026-11-24
        planner note pm-reality-check {"x" * 3000} 2> "$2/told-next-day" && code=0
        cp "$1/journey.json" "$2/after"
        ls -A "$1" > "$2/files"
        ls -A "$1/backups" > "$2/backups"
        rm "$1/filler"
        planner note pm-reality-check afterwards >&2
        planner show pm-reality-check --json
        exit $code
    """
    disk, kept = tmp_path / "disk", tmp_path / "kept"
    disk.mkdir()
    kept.mkdir()
    found = subprocess.run(
        ["unshare", "-rm", "bash", "-c", script, "bash", str(disk), str(kept)],
        capture_output=True,
        text=True,
        check=False,
    )
    assert found.returncode == 8, found.stderr
    for told in ("told", "told-next-day"):
        assert "No space left" in (kept / told).read_text()
        assert "not saved" in (kept / told).read_text()
    assert (kept / "after").read_bytes() == (kept / "before").read_bytes()
    assert sorted((kept / "files").read_text().split()) == ["backups", "filler", "journey.json", "journey.json.lock"]
    backups = (kept / "backups").read_text().split()
    assert len(backups) == 1  # of the first day; on the full disk not even half of one was left
    assert backups[0].endswith("-daily.json")
    assert [note["text"] for note in json.loads(found.stdout)["notes"]] == ["before", "afterwards"]


@pytest.mark.system
def test_a_folder_that_is_read_only_keeps_every_byte_and_can_be_read(tmp_path: Path) -> None:
    """A file system mounted read-only, which binds the superuser too; needs `unshare` and the right to use it."""
    script = f"""
        set -eu
        mount -t tmpfs -o size=1m tmpfs "$1"
        export PYTHONPATH={ROOT} PLANNER_FILE="$1/journey.json" PLANNER_TODAY=2026-11-23
        planner() {{ "{sys.executable}" -m planner "$@"; }}
        planner start --from ux >&2
        cp "$1/journey.json" "$2/before"
        mount -o remount,ro "$1"
        code=0; planner note pm-reality-check lost 2> "$2/told" || code=$?
        planner list >&2
        planner doctor >&2 || true
        cp "$1/journey.json" "$2/after"
        exit $code
    """
    disk, kept = tmp_path / "disk", tmp_path / "kept"
    disk.mkdir()
    kept.mkdir()
    command = ["unshare", "-rm", "bash", "-c", script, "bash", str(disk), str(kept)]
    found = subprocess.run(command, capture_output=True, text=True, check=False)
    assert found.returncode == 8, found.stderr
    assert "Traceback" not in found.stderr
    assert "Read-only file system" in (kept / "told").read_text()
    assert (kept / "after").read_bytes() == (kept / "before").read_bytes()
