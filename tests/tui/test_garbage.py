"""Garbage is looked for between keys, never while one is answered; each in a process of its own."""

import subprocess
import sys

import pytest

BEGIN = """
import gc
from planner.tui import garbage, long_work
looked = []
gc.callbacks.append(lambda phase, info: looked.append(info["generation"]) if phase == "start" else None)
garbage.put_off()
first = [[number] for number in range(200_000)]
assert not looked
garbage.keep_all()
kept = gc.get_freeze_count()
assert kept > 200_000
"""
FEW = "garbage.collect(); assert not looked"
MANY = """
second = [[number] for number in range(20_000)]
assert not looked
garbage.collect()
assert looked == [2]
"""
A_KEY = """
second = [[number] for number in range(20_000)]
long_work.give_way()
garbage.collect()
assert not looked
"""
NO_END = "second = [[number] for number in range(600_000)]; assert looked"


@pytest.mark.parametrize("then", [FEW, MANY, A_KEY, NO_END])
def test_it_is_looked_for_when_nobody_waits(then: str) -> None:
    done = subprocess.run([sys.executable, "-c", BEGIN + then], capture_output=True, text=True, timeout=60, check=False)
    assert done.returncode == 0, done.stderr
