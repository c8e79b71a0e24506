"""Real processes: what a call imports, odd locales and closed ends, writers at the same time."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.conftest import TODAY

NEVER = {
    "textual", "rich", "asyncio", "dateutil.parser", "platformdirs", "markdown_it", "icalendar", "importlib.metadata",
    "importlib.resources", "difflib", "planner.tui", "planner.reports",
}  # fmt: skip


@pytest.fixture
def environment(tmp_path: Path) -> dict[str, str]:
    kept = {name: os.environ[name] for name in ("PATH", "PYTHONPATH", "VIRTUAL_ENV") if name in os.environ}
    return kept | {
        "PLANNER_FILE": str(tmp_path / "home" / "journey.json"),
        "PLANNER_TODAY": TODAY,
        "HOME": str(tmp_path),
        "LANG": "C.UTF-8",
    }


def call(environment: dict[str, str], *arguments: str | bytes) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        [sys.executable, "-m", "planner", *arguments], env=environment, capture_output=True, stdin=subprocess.DEVNULL
    )


@pytest.fixture
def begun(environment: dict[str, str]) -> dict[str, str]:
    assert call(environment, "start", "--from", "marketing").returncode == 0
    return environment


@pytest.mark.parametrize(
    "command",
    ["--help", "--version", "done --help", "next", "next --json", "status", "list", "show case-study", "skills",
     "habit", "done pm-reality-check", "log case-study 1", "undo", "history", "where", "__complete done p"],
)  # fmt: skip
def test_imports_stay_small(begun: dict[str, str], command: str) -> None:
    code = (
        "import sys; from planner.__main__ import main; code = main(sys.argv[1:]); "
        "print(*sys.modules, sep='\\n', file=sys.stderr); sys.exit(code)"
    )
    if command == "undo":
        assert call(begun, "note", "case-study", "x").returncode == 0
    done = subprocess.run([sys.executable, "-c", code, *command.split()], env=begun, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr[-500:]
    assert not NEVER & set(done.stderr.splitlines())


def test_overview_needs_no_engine(environment: dict[str, str]) -> None:
    code = "import sys; from planner.__main__ import main; main(['--help']); print(*sys.modules, file=sys.stderr)"
    done = subprocess.run([sys.executable, "-c", code], env=environment, capture_output=True, text=True)
    assert not {"tinydb", "msgspec", "tomllib", "argparse", "dataclasses", "json"} & set(done.stderr.split())


@pytest.mark.parametrize("coding", ["ascii", "latin-1", "utf-8"])
def test_locales_that_cannot_draw(begun: dict[str, str], coding: str) -> None:
    poor = begun | {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0", "PYTHONIOENCODING": coding}
    poor.pop("LANG")
    assert call(begun, "note", "case-study", "naïve 🎉").returncode == 0
    assert call(poor, "note", "case-study", "naïve 🎉").returncode == 0
    for command in ("status", "list", "show case-study", "next", "history", "skills", "report", "--help"):
        done = call(poor, *command.split())
        assert done.returncode == 0, done.stderr
        assert b"Traceback" not in done.stderr
    as_json = call(poor, "show", "case-study", "--json")
    assert "naïve 🎉" in as_json.stdout.decode("utf-8")


def test_words_that_are_not_text(begun: dict[str, str]) -> None:
    done = call(begun, b"note", b"case-study", b"\xff\xfe caf\xe9")
    assert done.returncode == 0
    shown = call(begun, "show", "case-study")
    assert (shown.returncode, shown.stderr) == (0, b"")
    assert call(begun, b"show", b"\xff").returncode == 3
    assert call(begun, b"--file", b"/tmp/\xff/none.json", b"status").returncode == 5


def test_two_writers_lose_nothing(begun: dict[str, str]) -> None:
    loop = (
        "import sys; from planner.__main__ import main\n"
        "sys.exit(max(main(['log', 'case-study', '0.25', '--note', f'{sys.argv[1]}-{n}']) for n in range(40)))"
    )
    writers = [
        subprocess.Popen([sys.executable, "-c", loop, name], env=begun, stderr=subprocess.PIPE) for name in ("a", "b")
    ]
    for writer in writers:
        _, said = writer.communicate()
        assert writer.returncode == 0, said.decode()[-500:]
    shown = call(begun, "show", "case-study", "--json").stdout.decode("utf-8")
    assert all(f'"{name}-{number}"' in shown for name in ("a", "b") for number in range(40))
    assert '"logged": 20.0' in shown


def test_reader_that_leaves_is_no_error(begun: dict[str, str]) -> None:
    for command in ("list --json", "--help", "done --help"):
        reading, writing = os.pipe()
        os.close(reading)
        done = subprocess.run(
            [sys.executable, "-m", "planner", *command.split()], env=begun, stdout=writing, stderr=subprocess.PIPE
        )
        os.close(writing)
        assert done.stderr == b""
        assert done.returncode in (0, 141)


def test_closed_ends(begun: dict[str, str]) -> None:
    quoted = f'"{sys.executable}" -m planner'
    for command in ("status >&-", "done pm-reality-check 2>&-", "status >&- 2>&- <&-", "status < /dev/null"):
        done = subprocess.run(f"{quoted} {command}", shell=True, env=begun, capture_output=True)
        assert done.returncode == 0, done.stderr
        assert b"Traceback" not in done.stderr


def test_full_disk_under_the_output(begun: dict[str, str]) -> None:
    done = subprocess.run(
        f'"{sys.executable}" -m planner list > /dev/full', shell=True, env=begun, capture_output=True, text=True
    )
    assert done.returncode == 8
    assert done.stderr.startswith("planner: The output could not be written")
    assert len(done.stderr.splitlines()) == 1


def test_stdout_holds_data_alone(begun: dict[str, str]) -> None:
    done = call(begun, "done", "pm-reality-check")
    assert done.stdout == b""
    assert done.stderr.startswith(b"done: ")
    assert call(begun, "status").stderr == b""


def test_without_a_terminal_the_app_is_refused(environment: dict[str, str]) -> None:
    done = call(environment)
    assert done.returncode == 2
    assert b"needs a terminal" in done.stderr


def test_platform_folder_is_asked_last(environment: dict[str, str], tmp_path: Path) -> None:
    without = {name: value for name, value in environment.items() if name != "PLANNER_FILE"}
    without["XDG_DATA_HOME"] = str(tmp_path / "data")
    done = call(without, "where", "--json")
    assert done.returncode == 0
    assert str(tmp_path / "data" / "planner" / "journey.json") in done.stdout.decode("utf-8")
