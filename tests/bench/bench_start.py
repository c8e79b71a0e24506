"""From the command to the first picture, a tick to screen and disk, memory, and one answer of the command line:
`python -m tests.bench.bench_start`.

Real processes in terminals of 120 × 40, half-way journeys of 45 and of 1,000 milestones. How it measures:

- *First frame*: a hello-world of Textual (header, text, footer) and the app are started in turn, again and again. The
  clock runs from the start of the process until the greeting, or the reason of the next action, comes out of the
  terminal. The ratio is the median of the ratios of the pairs; that of the two fastest stands beside it. "All of it" is
  the same until the last card of Today is drawn, which comes with the second frame.
- *Memory*: the peak of the process (VmHWM) until a second after its first frame, with whatever it works out by then.
- *A tick*: space on a habit of Today. The clock stops when the row is drawn anew and the file has been replaced,
  whichever is later. Median of many, each after the app came to rest; and once more while a forecast is under way.
- *One call*: processor time of the process and its children, user and system, the least of many, beside the least of
  `python -c pass`. `done` finds the same file every time.

Prints a table with goals; never fails, for machines differ.
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
from shutil import copyfile
from statistics import median
from tempfile import TemporaryDirectory
from time import monotonic, perf_counter
from typing import NamedTuple

from planner import catalog, demo
from planner.core.changes import add, log_hours
from planner.core.journey import Journey
from planner.core.plan import Effort
from planner.session import Session, Surroundings

TODAY = date(2026, 11, 22)
COLUMNS, LINES = 120, 40
STARTS, TICKS, CALLS = 15, 15, 25
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
APP = (sys.executable, "-m", "planner")
NEXT, LAST = b"because", b"PHASES"
REST_SECONDS, FORECAST_SECONDS = 1.0, 30.0
CALLED = (["next"], ["status"], ["done", "route-and-time-plan"], ["list"], ["log", "learning-rhythm", "0.25"])
_STYLING = re.compile(rb"\x1b\[[0-9;?]*[A-Za-z]")
_HABIT = re.compile(rb"\d of \d")


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
        fcntl.ioctl(0, termios.TIOCSWINSZ, struct.pack("HHHH", LINES, COLUMNS, 0, 0))
        os.execve(words[0], list(words), environment)
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


def rest(screen: int) -> None:
    """Read until nothing came for a while: every forecast is done."""
    end = monotonic() + FORECAST_SECONDS
    while monotonic() < end and select.select([screen], [], [], REST_SECONDS)[0]:
        os.read(screen, 1 << 16)


class Start(NamedTuple):
    """Milliseconds from the start of a process to its first frame and to all of it, and its peak in MiB."""

    first: float
    whole: float
    peak: float


def started(words: Sequence[str], path: Path, first: bytes, last: bytes) -> Start:
    """Start a program and watch until its picture is whole, and a second longer."""
    began = perf_counter()
    with running(words, path) as (pid, screen):
        drawn = read_for(screen, 20, first)
        at_first = perf_counter() - began
        if last not in _STYLING.sub(b"", drawn):
            read_for(screen, 20, last)
        at_last = perf_counter() - began
        read_for(screen, 1.0)
        status = Path(f"/proc/{pid}/status").read_text(encoding="ascii")
    peak = re.search(r"VmHWM:\s+(\d+)", status)
    return Start(1000 * at_first, 1000 * at_last, int(peak.group(1)) / 1024 if peak else 0.0)


def tick_of(screen: int, path: Path) -> float | None:
    """Milliseconds from space on a habit until its row is drawn anew and the file replaced; None when neither comes."""
    before, began, drawn = path.stat().st_ino, perf_counter(), b""
    is_drawn = is_saved = False
    os.write(screen, b" ")
    while not (is_drawn and is_saved):
        drawn += read_for(screen, 0.0005)
        is_drawn = is_drawn or _HABIT.search(_STYLING.sub(b"", drawn)) is not None
        is_saved = is_saved or path.stat().st_ino != before
        if perf_counter() - began > 2:
            return None
    return 1000 * (perf_counter() - began)


def ticks(path: Path) -> tuple[list[float], list[float]]:
    """The time of every tick after a rest, and of every tick while the forecast of the one before is worked out."""
    calm, busy = [], []
    with running(APP, path) as (_, screen):
        read_for(screen, 20, LAST)
        rest(screen)
        os.write(screen, b"\t\t\t")  # from the next action over what is due and what comes to the habits
        rest(screen)
        for _ in range(TICKS):
            calm.append(tick_of(screen, path))
            read_for(screen, 0.4)
            busy.append(tick_of(screen, path))
            rest(screen)
    return [each for each in calm if each is not None], [each for each in busy if each is not None]


def call(words: Sequence[str], path: Path) -> float:
    """Milliseconds of the processor that one call takes, as the best of many, each on the same file."""
    environment = surroundings_of(path)
    kept, best = path.with_suffix(".kept"), float("inf")
    copyfile(path, kept)
    for _ in range(CALLS):
        copyfile(kept, path)
        process = subprocess.Popen(
            [sys.executable, *words], env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
        usage = os.wait4(process.pid, 0)[2]
        process.returncode = 0
        best = min(best, 1000 * (usage.ru_utime + usage.ru_stime))
    return best


def row(what: str, measured: str, figure: float | None, goal: float, unit: str) -> None:
    """One line of the table."""
    said = "no answer" if figure is None else f"{figure:.2f} {unit}" if unit == "×" else f"{figure:.1f} {unit}"
    met = figure is not None and figure <= goal
    print(f"{what:44}{measured:>34}{said:>12}{f'≤ {goal:g} {unit}':>12}  {'met' if met else 'missed'}", flush=True)


def show_starts(files: Sequence[tuple[str, Path]]) -> None:
    """First frames and memory, in pairs with the hello-world."""
    hello = (sys.executable, "-c", HELLO)
    floors: list[Start] = []
    found: dict[str, list[Start]] = {name: [] for name, _ in files}
    for _ in range(STARTS):
        floors.append(started(hello, files[0][1], b"Hello, world", b"Hello, world"))
        for name, path in files:
            found[name].append(started(APP, path, NEXT, LAST))
    least = min(each.first for each in floors)
    for name, runs in found.items():
        beside = median(each.first for each in floors)
        for what, times in (
            ("first frame", [each.first for each in runs]),
            ("all of it", [each.whole for each in runs]),
        ):
            ratio = median(time / floor.first for time, floor in zip(times, floors, strict=True))
            measured = f"{median(times):.0f} : {beside:.0f} ms (fastest {min(times) / least:.2f} ×)"
            row(f"{what} of Today, {name}", measured, ratio, 1.4, "×")
    for name, runs in found.items():
        peak, beside = median(each.peak for each in runs), median(each.peak for each in floors)
        row(f"memory, {name}", f"{peak:.0f} : {beside:.0f} MiB", peak / beside, 1.6, "×")


def main() -> None:
    """Print the table."""
    with TemporaryDirectory() as folder:
        usual, many = Path(folder) / "usual.json", Path(folder) / "many.json"
        keep(usual, 0)
        keep(many, MANY)
        files = (("45 milestones", usual), (f"{MANY:,} milestones", many))
        print(f"{'what':44}{'measured':>34}{'figure':>12}{'goal':>12}")
        show_starts(files)
        for name, path in files:
            for how, times in zip(("at rest", "forecast under way"), ticks(path), strict=True):
                worst = f"worst {max(times):.0f} ms, {len(times)} of {TICKS}" if times else ""
                row(f"a tick, {name}, {how}", worst, median(times) if times else None, 50, "ms")
        least = call(["-c", "pass"], usual)
        for name, path in files:
            for words in CALLED:
                spent = call(["-m", "planner", *words], path)
                row(f"{words[0]}, {name}", f"{spent:.0f} : {least:.0f} ms of the processor", spent / least, 8, "×")


if __name__ == "__main__":
    main()
