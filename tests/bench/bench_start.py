"""From the command to the first picture, a change to disk, and one answer of the command line: `python -m
tests.bench.bench_start`.

Real processes: the app in a terminal of 120 × 40 beside a hello-world of Textual, the command line beside
`python -c pass`. Prints milliseconds, mebibytes and ratios; never fails. With 45 milestones and with 1,000.
"""

import fcntl
import os
import pty
import re
import select
import struct
import subprocess
import sys
import termios
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from datetime import date, datetime
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from time import monotonic, perf_counter, sleep

from planner import catalog, demo
from planner.core.changes import add, log_hours
from planner.core.journey import Journey
from planner.core.plan import Effort
from planner.session import Session, Surroundings

TODAY = date(2026, 11, 22)
COLUMNS, LINES = 120, 40
STARTS, CHANGES, CALLS = 9, 40, 25
MANY = 1_000
HELLO = """
from textual.app import App
from textual.widgets import Footer, Header, Static
class Hello(App):
    BINDINGS = [("ctrl+q", "quit", "Quit")]
    def compose(self):
        yield Header(); yield Static("Hello, world"); yield Footer()
Hello().run()
"""
_STYLING = re.compile(rb"\x1b\[[0-9;?]*[A-Za-z]")


def keep(path: Path, milestones: int) -> None:
    """A half-way journey of so many milestones in a file."""
    surroundings = Surroundings(path, (catalog.plans_dir(),), lambda: datetime(2026, 11, 22, 12), TODAY)
    session = Session(surroundings)
    plan = session.load_plan("marketing")
    journey: Journey = demo.half_way(plan, TODAY)
    for number in range(max(0, milestones - len(plan.milestones))):
        phase = plan.phases[number % len(plan.phases)].id
        journey = add(journey, plan, TODAY, f"Errand {number}", phase=phase, effort=Effort(0.25, 0.5, 1)).journey
    session.keep(journey, "started: bench")
    session.apply(log_hours, plan.phases[0].milestones[0], 0.25)  # something to undo
    session.close()


def surroundings_of(path: Path) -> dict[str, str]:
    """The environment of a call: its own data file and day, and compiled modules kept as everywhere."""
    kept = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    return kept | {"PLANNER_FILE": str(path), "PLANNER_TODAY": TODAY.isoformat()}


@contextmanager
def running(words: Sequence[str], path: Path) -> Iterator[tuple[int, int]]:
    """A program in a terminal of its own: its pid and the terminal; told to quit at the end."""
    environment = surroundings_of(path) | {"TERM": "xterm-256color", "COLORTERM": "truecolor"}
    pid, screen = pty.fork()
    if not pid:
        sleep(0.02)  # until the terminal has its size
        os.execve(words[0], list(words), environment)
    fcntl.ioctl(screen, termios.TIOCSWINSZ, struct.pack("HHHH", LINES, COLUMNS, 0, 0))
    try:
        yield pid, screen
    finally:
        with suppress(OSError):
            os.write(screen, b"\x11")
        end = monotonic() + 5
        with suppress(OSError):
            while monotonic() < end and os.waitpid(pid, os.WNOHANG) == (0, 0):
                read_for(screen, 0.02)
            if monotonic() >= end:
                os.kill(pid, 9)
                os.waitpid(pid, 0)
        os.close(screen)


def read_for(screen: int, seconds: float, until: bytes = b"") -> bytes:
    """What comes within this time, or until a text came."""
    end, found = monotonic() + seconds, b""
    while (left := end - monotonic()) > 0:
        if select.select([screen], [], [], left)[0]:
            try:
                found += os.read(screen, 1 << 16)
            except OSError:
                break
            if until and until in _STYLING.sub(b"", found):
                break
    return found


def first_frame(words: Sequence[str], path: Path, marker: bytes) -> tuple[float, float]:
    """Milliseconds to the picture that holds `marker`, and the most memory used until a second later, in MiB."""
    began = perf_counter()
    with running(words, path) as (pid, screen):
        read_for(screen, 20, marker)
        taken = 1000 * (perf_counter() - began)
        read_for(screen, 1.0)
        status = Path(f"/proc/{pid}/status").read_text(encoding="ascii")
    peak = re.search(r"VmHWM:\s+(\d+)", status)
    return taken, int(peak.group(1)) / 1024 if peak else 0.0


def changes(path: Path) -> tuple[list[float], list[float]]:
    """Milliseconds from a key that changes something to the redrawn screen, and to the saved file."""
    seen, saved = [], []
    with running([sys.executable, "-m", "planner"], path) as (_, screen):
        read_for(screen, 20, b"because")
        read_for(screen, 3)
        for number in range(CHANGES):
            before, began = path.stat(), perf_counter()
            os.write(screen, b"U" if number % 2 else b"u")
            if not select.select([screen], [], [], 1)[0]:
                continue
            seen.append(1000 * (perf_counter() - began))
            while path.stat().st_ino == before.st_ino and perf_counter() - began < 1:
                read_for(screen, 0.001)
            saved.append(1000 * (perf_counter() - began))
            read_for(screen, 0.8)
    return seen, saved


def call(words: Sequence[str], path: Path) -> float:
    """Milliseconds of the processor that one call takes, as the best of many."""
    environment = surroundings_of(path)
    best = float("inf")
    for _ in range(CALLS):
        process = subprocess.Popen(
            [sys.executable, *words], env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
        usage = os.wait4(process.pid, 0)[2]
        process.returncode = 0
        best = min(best, 1000 * (usage.ru_utime + usage.ru_stime))
    return best


def main() -> None:
    """Print the tables."""
    with TemporaryDirectory() as folder:
        usual, many = Path(folder) / "usual.json", Path(folder) / "many.json"
        keep(usual, 0)
        keep(many, MANY)
        hello, app = [sys.executable, "-c", HELLO], [sys.executable, "-m", "planner"]
        rows = [("hello-world of Textual", hello, usual, b"Hello, world"), ("Today, half-way", app, usual, b"because")]
        rows.append((f"Today, {MANY:,} milestones", app, many, b"because"))
        print(f"{'first frame':34}{'median ms':>10}{'×':>7}{'MiB':>8}{'×':>7}")
        taken = [[first_frame(words, path, marker) for _, words, path, marker in rows] for _ in range(STARTS)]
        floor = [median(run[0][index] for run in taken) for index in (0, 1)]
        for number, (name, *_) in enumerate(rows):
            time, memory = (median(run[number][index] for run in taken) for index in (0, 1))
            print(f"{name:34}{time:>10.0f}{time / floor[0]:>7.2f}{memory:>8.0f}{memory / floor[1]:>7.2f}", flush=True)
        print(f"\n{'a change (undo, redo)':34}{'redrawn':>10}{'saved':>10}   median ms")
        for name, path in (("half-way", usual), (f"{MANY:,} milestones", many)):
            seen, saved = changes(path)
            print(f"{name:34}{median(seen):>10.1f}{median(saved):>10.1f}", flush=True)
        least = call(["-c", "pass"], usual)
        print(f"\n{'one call, ms of the processor':34}{least:>10.1f}{1:>7.1f}   python -c pass")
        for words in (["next"], ["status"], ["list"], ["log", "learning-rhythm", "0.25"], ["done", "learning-rhythm"]):
            spent = call(["-m", "planner", *words], usual)
            print(f"{' '.join(words):34}{spent:>10.1f}{spent / least:>7.1f}", flush=True)


if __name__ == "__main__":
    main()
