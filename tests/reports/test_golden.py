"""The bytes of the report: the same for the same inputs, and the ones that someone has read and kept."""

import subprocess
import sys

import pytest

from planner.core.plan import Plan
from planner.reports import FORMATS, Scope, build
from tests.reports.samples import GOLDEN, JOURNEYS, golden_files, outlook


def test_the_golden_files_hold() -> None:
    """When a change is meant, `python -m tests.reports.regenerate` writes them anew."""
    for path, text in golden_files().items():
        assert path.read_text(encoding="utf-8") == text, path.name


def test_every_golden_file_is_in_use() -> None:
    assert sorted(GOLDEN.iterdir()) == sorted(golden_files())


@pytest.mark.parametrize("name", JOURNEYS)
def test_two_builds_agree(name: str, marketing: Plan) -> None:
    first, second = (build(outlook(name, marketing), Scope()) for _ in range(2))
    assert first == second
    assert hash(first) == hash(second)
    for each in FORMATS.values():
        assert each.render(first) == each.render(second)


def test_another_process_writes_the_same_bytes() -> None:
    """Sets and dictionaries must not lend their order to a report."""
    script = (
        "from tests.reports.samples import golden_files\n"
        "import hashlib\n"
        "print(hashlib.sha256(''.join(golden_files().values()).encode()).hexdigest())"
    )
    seen = {
        subprocess.run(
            [sys.executable, "-c", script],
            check=True,
            capture_output=True,
            text=True,
            env={"PYTHONHASHSEED": seed, "PYTHONPATH": str(GOLDEN.parents[2])},
        ).stdout
        for seed in ("1", "2")
    }
    assert len(seen) == 1
