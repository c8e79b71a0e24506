"""A full disk, a clock set back, a file taken away or put back between two calls: real processes on real files."""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
Call = Callable[..., subprocess.CompletedProcess[str]]


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
        cp "$1/journey.json" "$2/after"
        ls -A "$1" > "$2/files"
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
    assert "No space left" in (kept / "told").read_text()
    assert (kept / "after").read_bytes() == (kept / "before").read_bytes()
    assert sorted((kept / "files").read_text().split()) == ["filler", "journey.json", "journey.json.lock"]
    assert [note["text"] for note in json.loads(found.stdout)["notes"]] == ["before", "afterwards"]
