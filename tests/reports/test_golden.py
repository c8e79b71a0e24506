"""The bytes of the report: the same for the same inputs, and the ones that someone has read and kept."""

import hashlib
import subprocess
import sys

import pytest

from planner.core.forecast import forecast
from planner.core.plan import Plan
from planner.reports import Scope, build
from tests.reports.samples import GOLDEN, JOURNEYS, TEXT_FORMATS, golden_files, outlook, text


def test_the_golden_files_hold() -> None:
    """When a change is meant, `python -m tests.reports.regenerate` writes them anew."""
    for path, content in golden_files().items():
        assert path.read_bytes().decode() == content.decode(), path.name


def test_every_golden_file_is_in_use() -> None:
    assert sorted(GOLDEN.iterdir()) == sorted(golden_files())


def test_two_builds_agree(marketing: Plan) -> None:
    outlooks = [outlook("half-way", marketing) for _ in range(2)]
    first, second = (build(each, Scope(), forecast(each)) for each in outlooks)
    assert first == second
    assert hash(first) == hash(second)
    for each in TEXT_FORMATS:
        assert text(each, first) == text(each, second)


def test_another_process_writes_the_same_bytes() -> None:
    """Sets and dictionaries must not lend their order to a report."""
    script = (
        "from tests.reports.samples import golden_files\n"
        "import hashlib\n"
        "print(hashlib.sha256(b''.join(golden_files().values())).hexdigest())"
    )
    found = subprocess.run(
        [sys.executable, "-c", script],
        check=True,
        capture_output=True,
        text=True,
        env={"PYTHONHASHSEED": "2", "PYTHONPATH": str(GOLDEN.parents[2])},
    ).stdout
    assert found.strip() == hashlib.sha256(b"".join(golden_files().values())).hexdigest()


@pytest.mark.parametrize("name", JOURNEYS)
def test_no_line_ends_in_nothing(name: str) -> None:
    """What a mail program or an editor would strip must not carry meaning, but for Markdown's own line break."""
    for line in (GOLDEN / f"{name}.md").read_text(encoding="utf-8").split("\n"):
        assert line == line.rstrip() or line.endswith("  ")
