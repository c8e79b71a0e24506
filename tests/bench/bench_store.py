"""How fast saving and opening are, beside TinyDB's own storage and beside the least that a safe write costs.

Run with `python -m tests.bench.bench_store [FOLDER]`. All rows are measured in one run, interleaved, because the disk
of the moment decides the absolute figures; the ratios are what counts. The floor is: encode everything, write a
temporary file, fsync, replace. "Safe storage" does through TinyDB's own interface what stock does, and is what the
goals are about. "Whole journey" does more: a change with the documents it replaced kept for undo, or every document
checked and made a value.
"""

import json
import os
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any, NamedTuple

import msgspec
from tinydb import TinyDB

from planner.core.journey import Entry, Journey, LogEntry, Record, Settings, State, Week
from planner.store.journeys import JourneyFile
from planner.store.tables import Database

ROUNDS = 25
AT = datetime(2026, 1, 5, tzinfo=UTC)
TEXT = "x" * 310


def _document(number: int) -> dict[str, Any]:
    return {"id": number, "date": "2026-01-05", "kind": "note", "about": f"milestone-{number % 150}", "text": TEXT}


def _floor(path: Path, content: dict[str, dict[str, Any]]) -> None:
    draft = path.with_suffix(".tmp")
    with draft.open("wb") as file:
        file.write(msgspec.json.encode(content))
        file.flush()
        os.fsync(file.fileno())
    draft.replace(path)


def _medians(work: dict[str, Callable[[], object]], rounds: int = ROUNDS) -> dict[str, float]:
    times: dict[str, list[float]] = {name: [] for name in work}
    for _ in range(rounds):
        for name, call in work.items():
            start = time.perf_counter()
            call()
            times[name].append((time.perf_counter() - start) * 1000)
    return {name: statistics.median(each) for name, each in times.items()}


def _journey(entries: int) -> Journey:
    settings = Settings("Ana", "marketing", "1", "internal", date(2026, 1, 5), Week((0, 2, 0, 2, 0, 4, 0)))
    log = tuple(LogEntry(n, date(2026, 1, 5), Entry.NOTE, f"milestone-{n % 150}", 1.5, TEXT) for n in range(1, entries))
    return Journey("bench", settings, {f"milestone-{n}": Record(State.STARTED) for n in range(150)}, log=log)


class Row(NamedTuple):
    """One line of the table: milliseconds by who does the work, beside what it may take in multiples of `base`."""

    work: str
    times: dict[str, float]
    base: str
    most: float

    def ratio(self, name: str) -> str:
        """The time of one of them, in milliseconds and in multiples of the base."""
        ms = self.times.get(name)
        return "" if ms is None else f"{ms:.2f} ms {ms / self.times[self.base]:5.2f}×"

    @property
    def is_met(self) -> bool:
        return self.times["safe"] <= self.most * self.times[self.base]


def _changes(folder: Path, count: int, most: float) -> Row:
    content = {"log": {str(n): _document(n) for n in range(1, count + 1)}}
    stock_path, safe_path = folder / f"stock{count}.json", folder / f"safe{count}.json"
    stock_path.write_text(json.dumps(content))
    safe_path.write_text(json.dumps(content))
    stock, safe = TinyDB(stock_path), Database(safe_path)
    file = JourneyFile(folder / f"journey{count}.json")
    file.create(_journey(count), "Started", AT)
    file.change(lambda journey: ("first", journey.with_record("milestone-1", Record())), AT)
    turn = iter(range(1_000_000))

    def journey_change() -> None:
        hours = float(next(turn) % 7 + 1)
        file.change(
            lambda old: ("logged", old.with_entry(date(2026, 1, 6), Entry.HOURS, "milestone-1", hours=hours)),
            AT,
        )

    times = _medians(
        {
            "floor": lambda: _floor(folder / "floor.json", content),
            "stock": lambda: stock.table("log").update({"turn": next(turn)}, doc_ids=[count // 2]),
            "safe": lambda: safe.table("log").update({"turn": next(turn)}, doc_ids=[count // 2]),
            "journey": journey_change,
        },
    )
    stock.close()
    safe.close()
    file.close()
    return Row(f"one change, {count:,} documents", times, "floor", most)


def _opening(folder: Path, count: int) -> Row:
    stock_path, safe_path, journey_path = (folder / f"{name}{count}.json" for name in ("stock", "safe", "journey"))

    def opened(database: TinyDB) -> None:
        database.table("log").all()
        database.close()

    def journey() -> None:
        file = JourneyFile(journey_path)
        file.load()
        file.close()

    times = _medians(
        {
            "stock": lambda: opened(TinyDB(stock_path)),
            "safe": lambda: opened(Database(safe_path)),
            "journey": journey,
        },
    )
    return Row(f"open and read, {count:,} documents", times, "stock", 1.0)


def main() -> None:
    """Print the table: what each takes, in milliseconds and in multiples of what the goal is counted in."""
    with tempfile.TemporaryDirectory(dir=sys.argv[1] if len(sys.argv) > 1 else None) as name:
        rows = [_changes(Path(name), 1_000, 2.5), _changes(Path(name), 10_000, 3.0), _opening(Path(name), 10_000)]
    names = {"stock": "stock", "floor": "floor", "safe": "safe storage", "journey": "whole journey"}
    print(f"{'documents of 400 bytes':32}" + "".join(f"{each:>20}" for each in names.values()) + f"{'goal':>18}")
    for row in rows:
        goal = f"≤ {row.most:g} × {row.base}"
        figures = "".join(f"{row.ratio(each):>20}" for each in names)
        print(f"{row.work:32}{figures}{goal:>18}  {'met' if row.is_met else 'MISSED'}")


if __name__ == "__main__":
    main()
