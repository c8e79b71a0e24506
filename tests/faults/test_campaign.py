"""Kills at random moments and at every call to the operating system, beside stock TinyDB. `--kills 5000` for more."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.faults.campaign import MOST_CALLS, Kill, kills
from tests.faults.shim import MOMENTS

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def found(request: pytest.FixtureRequest) -> dict[str, dict[str, int]]:
    """Both campaigns, in a process of their own that may fork."""
    count = request.config.getoption("--kills")
    process = subprocess.run(
        [sys.executable, "-m", "tests.faults.campaign", str(count), "--json"],
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert process.returncode == 0, process.stderr
    counts: dict[str, dict[str, int]] = json.loads(process.stdout)
    for name, each in counts.items():
        print(name, each)
    assert counts["planner"]["kills"] == counts["stock TinyDB"]["kills"] == count
    return counts


def test_no_kill_damages_our_file_or_loses_an_acknowledged_change(found: dict[str, dict[str, int]]) -> None:
    ours = found["planner"]
    assert (ours["damaged"], ours["lost"], ours["half"]) == (0, 0, 0)
    assert ours["acknowledged"] > ours["kills"]


def test_no_kill_leaves_more_than_one_stray_file(found: dict[str, dict[str, int]]) -> None:
    assert found["planner"]["most_strays"] <= 1


def test_every_backup_is_whole(found: dict[str, dict[str, int]]) -> None:
    ours = found["planner"]
    assert ours["false"] == 0
    assert ours["backups"] * 10 > ours["kills"]  # or hardly any kill would have come while one was made


def test_the_same_kills_damage_what_is_written_in_place(found: dict[str, dict[str, int]]) -> None:
    assert found["stock TinyDB"]["damaged"] > 0  # or the campaign would not be able to see damage


def test_every_call_is_killed_at_every_moment() -> None:
    planned = list(kills(MOST_CALLS * len(MOMENTS) * 2))
    assert {(kill.call, kill.moment) for kill in planned if kill.call} == {
        (call, moment) for call in range(1, MOST_CALLS + 1) for moment in MOMENTS
    }
    assert sum(isinstance(kill, Kill) and not kill.call for kill in planned) == len(planned) // 2
