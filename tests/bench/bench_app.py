"""How long a key takes to be seen, with and without a forecast under way: `python -m tests.bench.bench_app`.

The app runs in a terminal of 120 × 40 of its own; a cursor key goes in, and the clock stops when the first byte of the
new picture comes out (and, in a column of its own, the last byte of all that follows: the pane beside the roadmap, the
footer). With the milestones of the demonstration and with 1,000. Prints milliseconds, ratios and whether the goal of
15 ms is met; never fails. The floor is a list of Textual and nothing else, measured in the same run, so that figures of
two machines compare.
"""

import fcntl
import os
import pty
import select
import struct
import termios
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from datetime import datetime
from functools import partial
from pathlib import Path
from statistics import median, quantiles
from tempfile import TemporaryDirectory
from time import monotonic, perf_counter

from planner import catalog
from planner.core.forecast import Progress, forecast
from planner.core.forecast_values import Forecast
from planner.core.outlook import Outlook
from planner.session import Session, Surroundings
from tests.bench.bench_start import MANY, keep

NOW = datetime(2026, 11, 22, 12)
COLUMNS, LINES = 120, 40
PRESSES = 120
GOAL_MS = 15
DOWN, UP = b"\x1b[B", b"\x1b[A"
QUIET_SECONDS = 0.08  # when nothing comes for so long, everything is drawn
VIEWS = (("Today", b"1"), ("Roadmap", b"2"), ("Timeline", b"3"))


class Busy(Session):
    """A session whose forecast is never over."""

    def forecast(self, on_progress: Progress | None = None, *, outlook: Outlook | None = None) -> Forecast | None:
        of = outlook or self.outlook()
        while True:
            forecast(of, on_progress=on_progress)


def run_planner(kind: type[Session], path: Path) -> None:
    """The app on a journey in a file, to its end."""
    from planner.tui.app import PlannerApp

    PlannerApp(kind(Surroundings(path, (catalog.plans_dir(),), lambda: NOW, NOW.date()))).run()


def run_floor() -> None:
    """A list of forty lines and nothing else."""
    from textual.app import App, ComposeResult
    from textual.widgets import OptionList

    class Floor(App[None]):
        def compose(self) -> ComposeResult:
            yield OptionList(*(f"Line {number}" for number in range(40)))

    Floor().run()


@contextmanager
def terminal(child: Callable[[], None]) -> Iterator[int]:
    """A terminal in which `child` runs; told to quit at the end."""
    pid, screen = pty.fork()
    if not pid:
        os.environ |= {"TERM": "xterm-256color", "COLORTERM": "truecolor"}
        child()
        os._exit(0)
    fcntl.ioctl(screen, termios.TIOCSWINSZ, struct.pack("HHHH", LINES, COLUMNS, 0, 0))
    try:
        settle(screen, 3.0)
        yield screen
    finally:
        with suppress(OSError):
            os.write(screen, b"\x11")
        deadline = monotonic() + 3
        with suppress(OSError):
            while monotonic() < deadline and os.waitpid(pid, os.WNOHANG) == (0, 0):
                settle(screen, 0.05)
            else:
                os.kill(pid, 9) if monotonic() >= deadline else None
        os.close(screen)


def settle(screen: int, seconds: float) -> None:
    """Read and forget what comes within this time."""
    end = monotonic() + seconds
    while (left := end - monotonic()) > 0:
        if select.select([screen], [], [], left)[0]:
            try:
                os.read(screen, 1 << 16)
            except OSError:
                return


def answered_in(screen: int, key: bytes) -> tuple[float, float] | None:
    """Milliseconds from the key to the first and to the last byte of what it draws; None when nothing comes."""
    began = perf_counter()
    os.write(screen, key)
    first = last = None
    while select.select([screen], [], [], QUIET_SECONDS if last else 0.5)[0]:
        os.read(screen, 1 << 16)
        last = perf_counter()
        first = first or last
    return (1000 * (first - began), 1000 * (last - began)) if first and last else None


def measured(child: Callable[[], None], view: bytes) -> list[tuple[float, float]]:
    """The time of every key press, up and down in turn."""
    found = []
    with terminal(child) as screen:
        os.write(screen, view)
        settle(screen, 1.0)
        for number in range(PRESSES):
            taken = answered_in(screen, DOWN if number // 3 % 2 == 0 else UP)
            if taken is not None:
                found.append(taken)
    return found


def main() -> None:
    """Print the table."""
    least = median(first for first, _ in measured(run_floor, b""))
    heads = ("median ms", "worst 5 %", "all drawn")
    print(f"{'from a cursor key to its repaint':46}{''.join(f'{each:>10}' for each in heads)}{'× floor':>9}{'goal':>9}")
    print(f"{'floor: a list of Textual and nothing else':46}{least:>10.1f}{'':>20}{1:>9.2f}")
    with TemporaryDirectory() as folder:
        usual, many = Path(folder) / "usual.json", Path(folder) / "many.json"
        keep(usual, 0)
        keep(many, MANY)
        rows = [
            (f"{view}{words}", key, partial(run_planner, kind, path))
            for view, key in VIEWS
            for words, kind, path in (
                ("", Session, usual),
                (", a forecast under way", Busy, usual),
                (f", {MANY:,} milestones", Session, many),
            )
        ]
        for name, key, child in rows:
            found = measured(child, key)
            firsts = [first for first, _ in found]
            figures = (median(firsts), quantiles(firsts, n=20)[-1], median(last for _, last in found))
            columns = "".join(f"{each:>10.1f}" for each in figures)
            goal = "met" if figures[0] <= GOAL_MS else "missed"
            print(f"{name:46}{columns}{figures[0] / least:>9.2f}{goal:>9}", flush=True)


if __name__ == "__main__":
    main()
