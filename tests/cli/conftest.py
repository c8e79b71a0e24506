"""Commands run in-process, on a file of their own and a fixed day."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from planner.__main__ import main

TODAY = "2026-11-23"


class Answer(NamedTuple):
    """What one call came to."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        """The one JSON document on stdout."""
        return json.loads(self.out)


Planner = Callable[..., Answer]


@pytest.fixture(autouse=True)
def _quick(few_runs: None) -> None:
    """Every answer with a range simulates."""


@pytest.fixture
def data_file(tmp_path: Path) -> Path:
    return tmp_path / "home" / "journey.json"


@pytest.fixture
def planner(data_file: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Planner:
    """Runs `planner ARGUMENTS` and gives exit code, stdout and stderr."""
    monkeypatch.setenv("PLANNER_FILE", str(data_file))
    monkeypatch.setenv("PLANNER_TODAY", TODAY)
    monkeypatch.setenv("COLUMNS", "80")
    monkeypatch.delenv("PLANNER_PLANS", raising=False)

    def call(*arguments: str) -> Answer:
        capsys.readouterr()
        code = main(list(arguments))
        captured = capsys.readouterr()
        return Answer(code, captured.out, captured.err)

    return call


@pytest.fixture
def begun(planner: Planner) -> Planner:
    """The same, with a journey from marketing begun."""
    assert planner("start", "--from", "marketing", "--name", "Ada").code == 0
    return planner
