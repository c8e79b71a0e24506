"""Private by default: what the program makes is for its owner alone, and no command even loads what could send."""

import json
import os
import stat
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from planner.cli.directory import GROUPS

ROOT = Path(__file__).parents[2]
NAMED = "pm-reality-check"
CALLS: tuple[tuple[str, ...], ...] = (
    ("start", "--from", "marketing", "--hours", "8"),
    ("status",),
    ("next",),
    ("list",),
    ("show", NAMED),
    ("forecast",),
    ("begin", NAMED),
    ("tick", NAMED, "1"),
    ("untick", NAMED, "1"),
    ("log", NAMED, "1"),
    ("note", NAMED, "A note"),
    ("evidence", NAMED, "https://example.org"),
    ("done", NAMED),
    ("reopen", NAMED),
    ("skip", NAMED, "--why", "Done before"),
    ("waive", NAMED),
    ("add", "Read a book", "--phase", "aim", "--hours", "2"),
    ("edit", "read-a-book", "--hours", "3"),
    ("pin", "read-a-book", "--by", "2027-12-01"),
    ("unpin", "read-a-book"),
    ("drop", "read-a-book"),
    ("pause", "2027-01-01", "2027-01-07", "--why", "Snow"),
    ("resume",),
    ("pace", "--hours", "6"),
    ("target", "2029-01-01"),
    ("replan", "--accept"),
    ("skills",),
    ("skills", "set", "communication", "3"),
    ("habit", "done", "weekly-review"),
    ("route",),
    ("plans",),
    ("undo",),
    ("redo",),
    ("history",),
    ("where",),
    ("settings", "motion", "reduced"),
    ("backup",),
    ("report", "--output", "report.md"),
    ("report", "--output", "report.html", "--format", "html"),
    ("report", "--output", "report.pdf", "--format", "pdf"),
    ("report", "--output", "report.ics", "--format", "ics-todo"),
    ("report", "--output", "report.json", "--format", "json"),
    ("import", "ics", "report.ics"),
    ("doctor", "--fix"),
    ("restore", "--list"),
    ("restore", "latest"),
    ("completions", "bash"),
)
FEW = ("start", "note", "settings", "backup", "doctor", "restore")
"""Those that make files where the program keeps its own."""
NOT_CALLED = {"demo", "serve"}
"""They open the app; `serve` is a server by its nature, for this computer alone."""
SENDING = (
    "socket",
    "ssl",
    "http",
    "urllib.request",
    "ftplib",
    "smtplib",
    "asyncio",
    "webbrowser",
    "requests",
)
DRIVER = """
import json, os, sys
os.umask(int(sys.argv[1], 8))
from planner.__main__ import main
for call in json.loads(sys.argv[2]):
    code = main(call)
    loaded = sorted(name for name in json.loads(sys.argv[3]) if name in sys.modules)
    print(json.dumps([call, code, loaded]), file=sys.stderr)
"""


def environment(home: Path) -> dict[str, str]:
    """A home of its own, in which the program finds its places by itself."""
    kept = {key: value for key, value in os.environ.items() if not key.startswith(("XDG_", "PLANNER_"))}
    return {**kept, "HOME": str(home), "PYTHONPATH": str(ROOT), "PLANNER_TODAY": "2026-11-23"}


def made(folder: Path) -> Iterator[Path]:
    """Everything in a folder."""
    return (path for path in folder.rglob("*") if not path.is_symlink())


def test_every_command_is_called() -> None:
    names = {listing.name for _, listings in GROUPS for listing in listings}
    assert names == {call[0] for call in CALLS} | NOT_CALLED


@pytest.mark.parametrize("umask", ["000", "022"])
def test_what_is_made_is_for_its_owner_alone_and_nothing_is_loaded_that_could_send(tmp_path: Path, umask: str) -> None:
    calls = CALLS if umask == "000" else tuple(call for call in CALLS if call[0] in FEW)
    home, work = tmp_path / "home", tmp_path / "work"
    home.mkdir()
    work.mkdir()
    process = subprocess.run(
        [sys.executable, "-c", DRIVER, umask, json.dumps(calls), json.dumps(SENDING)],
        cwd=work,
        env=environment(home),
        capture_output=True,
        text=True,
        check=False,
    )
    assert process.returncode == 0, process.stderr
    answers = [json.loads(line) for line in process.stderr.splitlines() if line.startswith("[[")]
    assert [tuple(call) for call, _, _ in answers] == list(calls)
    assert [(call, code) for call, code, _ in answers if code not in (0, 4)] == []
    assert sum(code == 0 for _, code, _ in answers) > len(calls) * 0.8  # and not all refused
    assert [(call, loaded) for call, _, loaded in answers if loaded] == []
    names = {path.name for path in made(home)}
    assert {"backups", "journey.json", "journey.json.lock"} <= names
    open_to_others = [
        f"{path.relative_to(tmp_path)} {stat.filemode(path.stat().st_mode)}"
        for path in (*made(home), *made(work))
        if stat.S_IMODE(path.stat().st_mode) != (0o700 if path.is_dir() else 0o600)
    ]
    assert open_to_others == []
