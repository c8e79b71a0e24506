"""Eight processes at once, a hundred changes of every kind each: all are kept, and undo walks back through all."""

import os
import subprocess
import sys
from pathlib import Path

from planner.store.history import MOST_CHANGES
from planner.store.journeys import JourneyFile
from tests.faults.writers import AT, is_in
from tests.store.samples import begun, sample

ROOT = Path(__file__).parents[2]
WRITERS = 8
CHANGES = 100


def test_eight_writers_lose_nothing_and_undo_walks_back_through_all_of_it(tmp_path: Path) -> None:
    path = tmp_path / "journey.json"
    begun(path).close()
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    writers = [
        subprocess.Popen(
            [sys.executable, "-m", "tests.faults.writers", str(path), str(who), str(CHANGES)],
            cwd=ROOT,
            env=environment,
            stderr=subprocess.PIPE,
            text=True,
        )
        for who in range(WRITERS)
    ]
    for writer in writers:
        _, told = writer.communicate()
        assert writer.returncode == 0, told
    file = JourneyFile(path)
    journey = file.load()
    missing = [(who, n) for who in range(WRITERS) for n in range(CHANGES) if not is_in(journey, who, n)]
    assert not missing
    assert [entry.number for entry in journey.log] == sorted({entry.number for entry in journey.log})
    assert WRITERS * CHANGES < MOST_CHANGES
    titles = [change.title for change in file.history()][:-1]
    assert sorted(titles) == sorted(f"w{who}-{n}" for who in range(WRITERS) for n in range(CHANGES))
    assert [file.undo(AT).title for _ in titles] == titles
    assert file.load() == sample()
    assert [file.redo(AT).title for _ in titles] == titles[::-1]
    assert file.load() == journey
