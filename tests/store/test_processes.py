"""Real processes, real signals, real limits: several writers, SIGKILL, a held lock, a full disk, a read-only folder."""

import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace

from planner.errors import Busy, CannotWrite
from planner.store.journeys import JourneyFile

from .samples import AT, begun, noted, sample

ROOT = Path(__file__).parents[2]
KILLS = 60


def _start(command: str, path: Path, number: int = 0) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, str(Path(__file__).with_name("worker.py")), command, str(path), str(number)],
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def _finish(process: subprocess.Popen[str]) -> Any:
    out, err = process.communicate()
    assert process.returncode == 0, err
    return json.loads(out) if out else None


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "journey.json"


@pytest.fixture
def shared() -> Iterator[Path]:
    """A folder that other users may look into, unlike pytest's own."""
    folder = Path(tempfile.mkdtemp())
    yield folder
    folder.chmod(0o700)
    shutil.rmtree(folder)


def test_two_processes_lose_nothing(path: Path) -> None:
    begun(path, replace(sample(), log=())).close()
    workers = [_start("add", path, 40) for _ in range(2)]
    for worker in workers:
        _finish(worker)
    file = JourneyFile(path)
    texts = {entry.text for entry in file.load().log}
    assert texts == {f"{worker.pid}-{number}" for worker in workers for number in range(40)}
    assert [entry.number for entry in file.load().log] == list(range(1, 81))
    assert len(file.history()) == 81
    for _ in range(80):
        file.undo(AT)
    assert file.load() == replace(sample(), log=())


def test_a_kill_at_any_moment_leaves_the_old_state_or_the_new_one(path: Path) -> None:
    begun(path, sample(1500)).close()
    found = _finish(_start("kills", path, KILLS))
    assert found["rounds"] == KILLS
    assert found["acknowledged"] > 0
    assert found["most_strays"] <= 1
    JourneyFile(path).change(noted("afterwards"), AT)
    assert sorted(each.name for each in path.parent.iterdir()) == ["backups", "journey.json", "journey.json.lock"]


def test_a_restore_killed_at_any_call_loses_neither_the_file_nor_the_backup(path: Path) -> None:
    file = begun(path)
    file.change(noted("one"), AT)
    file.close()
    assert _finish(_start("restores", path)) > 3 * 8
    assert JourneyFile(path).load() == sample()
    assert len(list(path.parent.glob("*.set-aside-*"))) == 1


def test_a_held_lock_is_busy_and_free_again_when_its_holder_dies(path: Path) -> None:
    begun(path).close()
    holder = _start("hold", path)
    assert holder.stdout is not None
    assert holder.stdout.readline() == "held\n"
    impatient = JourneyFile(path, patience=0.05)
    assert impatient.load() == sample()  # readers never wait
    with pytest.raises(Busy) as error:
        impatient.change(noted("x"), AT)
    assert str(path) in error.value.message
    assert error.value.exit_code == 7
    holder.kill()
    holder.communicate()
    assert JourneyFile(path).change(noted("x"), AT).journey.log[-1].text == "x"


def test_a_full_disk_loses_nothing(path: Path) -> None:
    begun(path, sample(50)).close()
    before = path.read_bytes()
    kind, code, message = _finish(_start("full", path, len(before) + 100))
    assert (kind, code) == ("CannotWrite", 8)
    assert str(path) in message
    assert "File too large" in message
    assert path.read_bytes() == before
    assert sorted(each.name for each in path.parent.iterdir()) == ["backups", "journey.json", "journey.json.lock"]
    assert _finish(_start("attempt", path)) == ["saved"]


def test_a_folder_that_may_only_be_read_loses_nothing(shared: Path) -> None:
    path = shared / "journey.json"
    begun(path).close()
    shared.chmod(0o555)
    before = path.read_bytes()
    kind, code, message = _finish(_start("readonly", path))
    assert (kind, code) == ("CannotWrite", 8)
    assert str(path) in message
    assert "Permission denied" in message
    assert path.read_bytes() == before
    assert sorted(each.name for each in shared.iterdir()) == ["journey.json", "journey.json.lock"]


def test_a_place_that_is_no_folder_cannot_be_written(path: Path) -> None:
    path.write_text("a file")
    for beneath in (path / "journey.json", path / "folder" / "journey.json"):
        with pytest.raises(CannotWrite, match="Not a directory"):
            begun(beneath)
    assert path.read_text() == "a file"
