"""Completions: what is offered where, and that bash, zsh and fish really offer it."""

import os
import pty
import select
import shutil
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path

import pytest

from planner.cli.completion import script
from planner.cli.directory import LISTINGS
from tests.cli.conftest import TODAY, Planner

CANDIDATES = [
    (["sta"], {"start", "status"}),
    (["--fi"], {"--file"}),
    (["--file", ""], {":files"}),
    (["--today", "to"], {"today", "tomorrow"}),
    (["done", "pm-"], {"pm-reality-check", "pm-core-reading"}),
    (["done", "pm-reality-check", "pm-"], {"pm-core-reading"}),
    (["show", "case"], {"case-study"}),
    (["reopen", "cspo"], {"cspo-certificate"}),
    (["begin", "--on", "yes"], {"yesterday"}),
    (["list", "--phase", "fo"], {"foundations"}),
    (["list", "--phase=fo"], {"--phase=foundations"}),
    (["list", "--phase", "=", "fo"], {"foundations"}),
    (["list", "--status", "s"], {"started", "skipped"}),
    (["list", "--skill", "net"], {"network"}),
    (["list", "--la"], {"--late"}),
    (["route", "in"], {"internal"}),
    (["skills", ""], {"set"}),
    (["skills", "set", "user"], {"user-research"}),
    (["skills", "set", "user-research", ""], {"0", "1", "2", "3", "4"}),
    (["habit", ""], {"done", "undone"}),
    (["habit", "done", "weekly"], {"weekly-review"}),
    (["target", "no"], {"none"}),
    (["unpin", ""], {"case-study"}),
    (["completions", ""], {"bash", "zsh", "fish"}),
    (["report", "--format", "ics"], {"ics-todo", "ics-event"}),
    (["report", "--since", "la"], {"last"}),
    (["report", "--output", ""], {":files"}),
    (["start", "--from", "m"], {"marketing"}),
    (["start", "--from", "ux", "--variant", "ux-"], {"ux-researcher"}),
    (["plans", "sh"], {"show"}),
    (["plans", "show", "mark"], {"marketing", ":files"}),
    (["note", "case-study", ""], set()),
    (["frobnicate", ""], set()),
    (["list", "--no-such", "x"], set()),
]


@pytest.mark.parametrize(("words", "expected"), CANDIDATES, ids=lambda value: " ".join(sorted(value))[:50])
def test_candidates(begun: Planner, words: list[str], expected: set[str]) -> None:
    assert begun("pin", "case-study", "--by", "2028-01-01").code == 0
    answer = begun("__complete", *words)
    assert (answer.code, answer.err) == (0, "")
    found = {line.partition("\t")[0] for line in answer.out.splitlines()}
    assert found >= expected if ":files" not in expected else found == expected
    assert not found - expected if len(expected) < 3 else True


def test_every_command_is_offered(planner: Planner) -> None:
    assert {line.partition("\t")[0] for line in planner("__complete", "").out.splitlines()} == set(LISTINGS)


def test_every_option_of_every_command_is_offered(planner: Planner) -> None:
    for name in LISTINGS:
        offered = {line.partition("\t")[0] for line in planner("__complete", name, "--").out.splitlines()}
        page = planner(name, "--help").out
        assert offered >= {"--help", "--file", "--today", "--plain"}
        assert all(option in page for option in offered)


@pytest.mark.parametrize("words", [["done", ""], ["list", "--phase", ""], ["route", ""]])
def test_without_a_journey_there_is_nothing_and_no_noise(planner: Planner, words: list[str]) -> None:
    answer = planner("__complete", *words)
    assert (answer.code, answer.out, answer.err) == (0, "", "")


def test_never_a_control_character(begun: Planner, data_file: Path) -> None:
    assert begun("add", "plain", "--phase", "aim", "--hours", "1").code == 0
    text = data_file.read_text(encoding="utf-8")
    data_file.write_text(text.replace('"plain"', '"pl\\u001b[31m ain"'), encoding="utf-8")
    answer = begun("__complete", "done", "pl")
    assert answer.code == 0
    assert "\x1b" not in answer.out


@pytest.fixture
def shell(begun: Planner, data_file: Path, tmp_path: Path) -> dict[str, str]:
    """The environment of a shell that finds `planner`, and a folder with one plan file."""
    programs = tmp_path / "bin"
    programs.mkdir()
    program = programs / "planner"
    program.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m planner "$@"\n', encoding="utf-8")
    program.chmod(0o755)
    (tmp_path / "mine.toml").touch()
    return {
        "PATH": f"{programs}{os.pathsep}{os.environ['PATH']}",
        "PYTHONPATH": str(Path(__file__).parents[2]),
        "PLANNER_FILE": str(data_file),
        "PLANNER_TODAY": TODAY,
        "HOME": str(tmp_path),
        "XDG_CONFIG_HOME": str(tmp_path / "config"),
        "XDG_DATA_HOME": str(tmp_path / "data"),
        "LANG": "C.UTF-8",
        "TERM": "xterm",
    }


LINES = [
    ("planner stat", "status"),
    ("planner show case", "case-study"),
    ("planner list --phase fo", "foundations"),
    ("planner list --phase=fo", "foundations"),
    ("planner done --ev", "--evidence"),
    ("planner plans check mi", "mine.toml"),
]


@pytest.mark.system
@pytest.mark.parametrize(("line", "expected"), LINES)
def test_bash(shell: dict[str, str], tmp_path: Path, line: str, expected: str) -> None:
    assert expected in _typed(["bash", "--norc", "--noprofile", "-i"], "bash", shell, tmp_path, line, expected)


@pytest.mark.system
@pytest.mark.parametrize(("line", "expected"), LINES)
def test_zsh(shell: dict[str, str], tmp_path: Path, line: str, expected: str) -> None:
    assert expected in _typed(["zsh", "-f", "-i"], "zsh", shell, tmp_path, line, expected)


@pytest.mark.system
@pytest.mark.parametrize(("line", "expected"), LINES)
def test_fish(shell: dict[str, str], tmp_path: Path, line: str, expected: str) -> None:
    command = f"planner completions fish | source; complete -C '{line}'"
    done = subprocess.run(
        ["fish", "--no-config", "-c", command], env=shell, cwd=tmp_path, capture_output=True, text=True
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert expected in {word.partition("\t")[0].rpartition("=")[2] for word in done.stdout.splitlines()}


@pytest.mark.system
@pytest.mark.parametrize("name", ["bash", "zsh", "fish"])
def test_script_is_sound(name: str, tmp_path: Path) -> None:
    path = tmp_path / "script"
    path.write_text(script(name), encoding="utf-8")
    assert shutil.which(name), f"{name} is needed to test its completions"
    assert subprocess.run([name, "-n", str(path)], capture_output=True).stderr == b""


def _typed(
    program: Sequence[str], name: str, environment: dict[str, str], folder: Path, line: str, expected: str
) -> str:
    """What an interactive shell has on screen after `line` and a tab; read until `expected` or half a minute."""
    pid, terminal = pty.fork()
    if pid == 0:
        os.chdir(folder)
        os.execvpe(program[0], list(program), environment)
    try:
        prepare = "autoload -U compinit && compinit -u -D; " if name == "zsh" else ""
        os.write(terminal, f'PS1="> "; {prepare}eval "$(planner completions {name})"; echo re""ady\n'.encode())
        _read_until(terminal, "ready\r\n")
        os.write(terminal, f"{line}\t".encode())
        return _read_until(terminal, expected)
    finally:
        os.close(terminal)
        os.kill(pid, 9)
        os.waitpid(pid, 0)


def _read_until(terminal: int, expected: str) -> str:
    seen = b""
    end = time.monotonic() + 30
    while expected.encode() not in seen and time.monotonic() < end:
        if select.select([terminal], [], [], 0.2)[0]:
            seen += os.read(terminal, 4096).replace(b"\a", b"")  # a bell may ring in the middle of a word
    return seen.decode("utf-8", "replace")
