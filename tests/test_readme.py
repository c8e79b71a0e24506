"""What the README claims is so: commands, keys, pictures, exit codes, links between them."""

import re
import shlex
import tomllib
from pathlib import Path

import pytest

from planner import errors
from planner.__main__ import main
from planner.core.forecast import RUNS
from planner.tui.commands import COMMANDS

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")


def between(mark: str) -> str:
    """The text between two markers."""
    found = re.search(rf"<!-- {mark} -->\n(.*?)<!-- /{mark} -->", README, re.DOTALL)
    assert found, mark
    return found[1]


def keys_table() -> str:
    """The table of keys as the README must hold it."""
    rows = [f"| `{c.key}` | {c.title} | {c.help} |" for c in COMMANDS if c.key]
    rest = ", ".join(c.title for c in COMMANDS if not c.key)
    head = "| key | command | does |\n|---|---|---|"
    return "\n".join([head, *rows, f"\nIn the palette only: {rest}.\n"])


def test_is_short() -> None:
    assert len(README.splitlines()) < 200


def test_keys_are_those_of_the_app() -> None:
    assert between("keys").strip() == keys_table().strip()


@pytest.mark.parametrize("mark", ["start command", "test command"])
def test_commands_are_one_line_and_need_only_python(mark: str) -> None:
    lines = [line for line in between(mark).splitlines() if line and not line.startswith("```")]
    assert len(lines) == 1
    programs = {shlex.split(part)[0] for part in lines[0].split("&&")}
    assert programs <= {"python3", ".venv/bin/python", ".venv/bin/planner"}


def test_extras_and_script_exist() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert "test" in project["optional-dependencies"]
    assert project["scripts"]["planner"] == "planner.__main__:main"
    assert project["requires-python"] == ">=3.11"


def test_pictures_are_the_snapshots() -> None:
    pictures = re.findall(r"!\[[^\]]+\]\(([^)]+)\)", README)
    assert pictures
    for picture in pictures:
        assert picture.startswith("tests/tui/snapshots/")
        assert (ROOT / picture).is_file()


def test_exit_codes() -> None:
    claimed = {int(code) for code in re.findall(r"(\d)\s+[a-z]", README.split("Exit codes:")[1].split(".\n")[0])}
    kinds = [kind for kind in vars(errors).values() if isinstance(kind, type) and issubclass(kind, errors.PlannerError)]
    assert claimed == {0} | {kind.exit_code for kind in kinds if kind is not errors.PlannerError}


def test_example_commands_work(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("PLANNER_FILE", str(tmp_path / "journey.json"))
    monkeypatch.setenv("PLANNER_TODAY", "2026-11-22")
    examples = re.findall(r"^\$ planner (.*)$", README, re.MULTILINE)
    assert len(examples) == 8
    for example in examples:
        assert main(shlex.split(example)) == 0, example


def test_the_forecast_makes_as_many_runs_as_it_says() -> None:
    assert "two thousand simulated runs" in README
    assert RUNS == 2000


def test_named_paths_exist() -> None:
    for path in ("planner/core", "planner/catalog", "planner/store", "planner/reports", "planner/session.py", "plans"):
        assert path in README
        assert (ROOT / path).exists()
