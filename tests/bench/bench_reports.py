"""How long each format takes and how much memory: `python -m tests.bench.bench_reports`. Prints; never fails.

A journey has so many milestones and four times as many log entries: half of the milestones are done, with evidence and
hours, the others are planned. Building the report has the engine's time in it, all but the forecast's. Each measurement
runs in a process of its own, so that no format profits from what another loaded. Growth is told beside that of n log n;
other sizes can be given: `... 500 5000 10000`.
"""

import json
import subprocess
import sys
from collections.abc import Callable
from math import log
from pathlib import Path
from time import process_time
from typing import Final

from planner.core.forecast import forecast
from planner.core.outlook import Outlook
from planner.reports import FORMATS, Scope, build
from tests.conftest import TODAY
from tests.reports.every_format.large import outlook

SIZES: Final = (500, 5000)
RUNS: Final = 20  # of the forecast, which has a benchmark of its own
BUILD: Final = "(the report itself)"


def measured(work: Callable[[], object]) -> tuple[float, float]:
    """Seconds of processor time of the quickest of three runs, and the mebibytes that the first took at most.

    The kernel counts memory, because typst is not Python; where there is no /proc, it is told as 0.
    """
    status, peak = Path("/proc/self/status"), Path("/proc/self/clear_refs")
    if peak.exists():
        peak.write_text("5")  # forgets the peak so far
    before, taken = _memory(status, "VmRSS"), []
    for number in range(3):
        began = process_time()
        work()
        taken.append(process_time() - began)
        if not number:
            most = _memory(status, "VmHWM")
    return min(taken), most - before


def _memory(status: Path, which: str) -> float:
    if not status.exists():
        return 0.0
    found = next(line for line in status.read_text().splitlines() if line.startswith(which))
    return int(found.split()[1]) / 1024


def one(name: str, size: int) -> dict[str, float]:
    """Seconds, memory and bytes of one format at one size; those of building the report for `BUILD`."""
    of = outlook(size)
    fan, scope = forecast(of, runs=RUNS), Scope(is_private_included=True)
    if name == BUILD:
        seconds, mebibytes = measured(lambda: build(Outlook(of.plan, of.journey, TODAY), scope, fan))
        return {"seconds": seconds, "mebibytes": mebibytes, "bytes": 0}
    about = build(of, scope, fan)
    render = FORMATS[name].render
    render(build(outlook(5), Scope()))  # loads what the format needs
    seconds, mebibytes = measured(lambda: render(about))
    return {"seconds": seconds, "mebibytes": mebibytes, "bytes": len(render(about))}


def elsewhere(name: str, size: int) -> dict[str, float]:
    """The same, in a process of its own."""
    call = [sys.executable, "-m", "tests.bench.bench_reports", "--one", name, str(size)]
    told = subprocess.run(call, check=True, capture_output=True, text=True)
    found: dict[str, float] = json.loads(told.stdout)
    return found


def main(sizes: tuple[int, ...]) -> None:
    """Print the table."""
    print(f"{'':22}" + "".join(f"{f'{size:,}: ms':>14}{'MiB':>9}{'kB':>9}" for size in sizes) + f"{'growth':>9}")
    for name in (BUILD, *FORMATS):
        found = [elsewhere(name, size) for size in sizes]
        cells = (
            f"{1000 * each['seconds']:>14.1f}{each['mebibytes']:>9.1f}{each['bytes'] / 1000:>9.0f}" for each in found
        )
        grown = found[-1]["seconds"] / found[0]["seconds"]
        print(f"{name:22}{''.join(cells)}{grown:>9.1f}", flush=True)
    few, many = sizes[0], sizes[-1]
    print(f"\nn log n grows {many * log(many) / (few * log(few)):.1f} times from {few:,} to {many:,}")


if __name__ == "__main__":
    if sys.argv[1:2] == ["--one"]:
        print(json.dumps(one(sys.argv[2], int(sys.argv[3]))))
    else:
        main(tuple(int(each) for each in sys.argv[1:]) or SIZES)
