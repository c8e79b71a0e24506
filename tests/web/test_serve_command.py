"""`planner serve` as typed: what is handed on, what is refused and with which words, and what is imported for it."""

import os
import signal
import socket
import subprocess
import sys
from datetime import date, datetime
from pathlib import Path
from time import sleep
from typing import Any

import pytest

from planner.__main__ import main
from planner.cli import OpenWeb, run
from planner.cli.context import Defaults
from planner.web import terminal
from planner.web.command import app_command


@pytest.fixture
def defaults(tmp_path: Path) -> Defaults:
    return Defaults(
        data_file=str(tmp_path / "journey.json"),
        today="",
        data_folder=lambda: tmp_path,
        plans_folder=lambda: tmp_path / "plans",
        now=lambda: datetime(2026, 11, 23, 12),
        colour=False,
        terminal=False,
    )


def outcome(defaults: Defaults, *words: str) -> OpenWeb:
    wanted = run(words, defaults)
    assert isinstance(wanted, OpenWeb)
    return wanted


def test_the_wish_is_handed_on_whole(defaults: Defaults, tmp_path: Path) -> None:
    usual = outcome(defaults, "serve")
    assert (usual.port, usual.opens) == (8737, None)
    assert usual.surroundings.data_file == tmp_path / "journey.json"
    assert usual.surroundings.today_override is None
    wanted = outcome(defaults, "--file", "a 'b'.json", "serve", "--port=0", "--no-open", "--today", "2027-01-02")
    assert (wanted.port, wanted.opens) == (0, False)
    assert wanted.surroundings.data_file == Path("a 'b'.json").absolute()
    assert wanted.surroundings.today_override == date(2027, 1, 2)
    assert outcome(defaults, "serve", "--open").opens is True


def test_the_app_gets_the_same_file_and_day(tmp_path: Path) -> None:
    """The command runs this planner, wherever it is started: the day and the file are what `where` says with it."""
    file = tmp_path / 'it\'s "mine" $x.json'
    command = app_command(file, date(2027, 1, 2))
    assert command[-4:] == ("--file", str(file), "--today", "2027-01-02")
    assert app_command(file, None)[-2:] == ("--file", str(file))
    made = [*command, "start", "--from", "ux"]
    done = subprocess.run(made, cwd=Path(__file__).parents[2], capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    assert "2027-01-02" in file.read_text()


def test_a_stray_folder_of_that_name_is_not_run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "path", ["/usr/local/bin", *sys.path])
    assert "-P" in app_command(tmp_path, None)
    monkeypatch.setattr(sys, "path", [str(Path(__file__).parents[2]), *sys.path])
    assert "-P" not in app_command(tmp_path, None)


@pytest.mark.parametrize("port", ["", "x", "-1", "65536", "8e3", "1.5", "٣", "000000000080", "9" * 5000])
def test_a_port_is_a_number(port: str, defaults: Defaults, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["serve", f"--port={port}"], defaults) == 2
    assert "--port needs a whole number from 0 to 65535" in capsys.readouterr().err


def test_there_is_no_wider_address(defaults: Defaults, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["serve", "--host", "0.0.0.0"], defaults) == 2
    assert "no option --host" in capsys.readouterr().err


def test_plain_stays_in_the_terminal(defaults: Defaults, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["serve", "--plain"], defaults) == run(["--plain", "serve"], defaults) == 2
    assert "use `planner --plain` in a terminal" in capsys.readouterr().err


def test_a_port_in_use_is_said(capsys: pytest.CaptureFixture[str]) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        assert main(["serve", "--no-open", "--port", str(port)]) == 7
    captured = capsys.readouterr()
    assert captured.err.startswith(f"planner: Port {port} is taken")
    assert "--port 0 takes any that is free" in captured.err
    assert captured.out == ""


def test_without_the_extra_the_way_to_it_is_said(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def nothing(_name: str) -> Any:
        return None

    monkeypatch.setattr(terminal, "find_spec", nothing)
    assert main(["serve"]) == 4
    assert "python -m pip install 'job-transition-planner[web]'" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("code", "never"),
    [
        (
            "from planner.__main__ import main; main(['serve', '--help'])",
            {"aiohttp", "asyncio", "textual", "planner.web"},
        ),
        ("import planner.web.server", {"textual", "rich", "textual_serve", "jinja2", "planner.tui", "planner.cli"}),
    ],
)
def test_imports_stay_small(code: str, never: set[str]) -> None:
    told = f"import sys\ntry:\n {code}\nfinally:\n print(*sys.modules, sep='\\n', file=sys.stderr)"
    done = subprocess.run([sys.executable, "-c", told], capture_output=True, text=True)
    loaded = set(done.stderr.splitlines())
    assert "planner" in loaded
    assert not never & loaded


def test_a_browser_is_opened_with_the_address_and_ctrl_c_ends_it(tmp_path: Path) -> None:
    opened = tmp_path / "opened"
    script = tmp_path / "browser.py"
    script.write_text(f"import sys; open({str(opened)!r}, 'w').write(' '.join(sys.argv[1:]) + '.')", encoding="utf-8")
    environment = {**os.environ, "BROWSER": f"{sys.executable} {script} %s", "PLANNER_FILE": str(tmp_path / "j.json")}
    words = [sys.executable, "-m", "planner", "serve", "--port", "0", "--open"]
    with subprocess.Popen(words, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as serving:
        assert serving.stdout is not None
        address = serving.stdout.readline().strip()
        while not opened.exists() or not opened.read_text().endswith("."):
            assert serving.poll() is None
            sleep(0.02)
        assert opened.read_text() == f"{address}."
        serving.send_signal(signal.SIGINT)
        out, said = serving.communicate(timeout=20)
    assert (serving.returncode, out) == (0, "")
    assert said.splitlines()[-1] == "The planner is no longer in the browser."
