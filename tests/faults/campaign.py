"""Thousands of kills: `python -m tests.faults.campaign KILLS` prints what they did to our file and to stock TinyDB's.

A child changes the journey and says after each change that it was saved; it is killed at a random moment, or by `shim`
at one particular call to the operating system. Then the file must hold all that was said to be saved, and at most the
one change under way more. Stock TinyDB (JSONStorage) gets the same treatment, for comparison.
"""

import json
import os
import random
import shutil
import signal
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass, fields
from datetime import datetime, timedelta
from pathlib import Path

from tinydb import TinyDB

from planner.core.journey import Journey
from planner.store.journeys import JourneyFile
from tests.faults import shim
from tests.store.samples import begun, noted, sample

ENTRIES = 60
ROUNDS_A_FILE = 150
MOST_CALLS = 60
FIRST_CHANGE = 0.005
"""About how many seconds it takes."""
BEGAN = datetime(2026, 1, 5, 9)


@dataclass
class Counts:
    """What a campaign found. `damaged`: not readable. `lost`: an acknowledged change is missing. `half`: neither the
    state before a change nor the one after it. `backups`: those made meanwhile, of which `false` ones do not hold what
    the file held before the first change of the day."""

    kills: int = 0
    acknowledged: int = 0
    damaged: int = 0
    lost: int = 0
    half: int = 0
    backups: int = 0
    false: int = 0
    most_strays: int = 0

    def add(self, other: "Counts") -> None:
        for field in fields(self):
            mine, theirs = getattr(self, field.name), getattr(other, field.name)
            setattr(self, field.name, max(mine, theirs) if field.name == "most_strays" else mine + theirs)


@dataclass(frozen=True)
class Kill:
    """When a child dies: at a call to the operating system, or at random in the change after the first so many.

    `share` is how far into that change, in multiples of what the changes before it took: a busy machine is slower, and
    the kill must come while it works all the same.
    """

    changes: int = 0
    share: float = 0.0
    call: int = 0
    moment: str = "before"


def kills(count: int, seed: int = 1) -> Iterator[Kill]:
    """Every call at every moment in turn, and a random moment after each."""
    chance = random.Random(seed)
    made = 0
    while True:
        for call in range(1, MOST_CALLS + 1):
            for moment in shim.MOMENTS:
                for kill in (Kill(call=call, moment=moment), Kill(chance.randrange(6), chance.uniform(0.0, 1.2))):
                    if made == count:
                        return
                    made += 1
                    yield kill


def died(work: Callable[[int], None], kill: Kill) -> list[str]:
    """Run `work` in a child until it is killed; what it had acknowledged after the first line, which says: ready."""
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(reading)
        try:
            work(writing)
        finally:
            os._exit(99)
    os.close(writing)
    with os.fdopen(reading) as pipe:
        pipe.readline()  # it is ready
        said: list[str] = []
        if not kill.call:
            began = time.monotonic()
            said = [pipe.readline().strip() for _ in range(kill.changes)]
            each = (time.monotonic() - began) / kill.changes if kill.changes else FIRST_CHANGE
            time.sleep(kill.share * each)
            os.kill(child, signal.SIGKILL)
        said += pipe.read().split()
    _, status = os.waitpid(child, 0)
    if not os.WIFSIGNALED(status):
        raise RuntimeError(f"the child ended by itself ({status}) at {kill}")
    return said


def acknowledge(writing: int, what: str, write: Callable[[int, bytes], int] = os.write) -> None:
    write(writing, f"{what}\n".encode())


# Ours


def texts(journey: Journey) -> list[str]:
    return [entry.text for entry in journey.log]


def change(file: JourneyFile, turn: int, number: int, at: datetime) -> None:
    """One change of a child: mostly a note, now and then an undo and its redo."""
    if number % 5 == 3:
        file.undo(at)
    elif number % 5 == 4:
        file.redo(at)
    else:
        file.change(noted(f"{turn}-{number}"), at)


def expected(before: list[str], turn: int, changes: int) -> list[str]:
    """The notes after so many changes of a child that began with `before`."""
    held = list(before)
    for number in range(changes):
        if number % 5 == 3:
            held.pop()
        else:
            held.append(f"{turn}-{number - 2 if number % 5 == 4 else number}")
    return held


def day(turn: int) -> datetime:
    """When a child writes: half of them, by chance, on a new day, whose first change makes a backup."""
    while turn and random.Random(turn).random() < 0.5:
        turn -= 1
    return BEGAN + timedelta(days=turn)


def _ours(path: Path, kill: Kill, turn: int) -> Counts:
    at = day(turn)
    before = texts(JourneyFile(path).load())
    kept = backups(path)
    real_write = os.write

    def work(writing: int) -> None:
        file = JourneyFile(path)
        file.load()
        acknowledge(writing, "ready")
        if kill.call:
            shim.arm(kill.call, kill.moment)
        for number in range(1_000_000):
            change(file, turn, number, at)
            acknowledge(writing, str(number), real_write)

    said = died(work, kill)
    found = Counts(1, len(said), most_strays=len(strays(path)))
    made = backups(path) - kept
    found.backups, found.false = len(made), sum(not holds(each, before) for each in made)
    try:
        after = texts(JourneyFile(path).load())
    except Exception:  # noqa: BLE001 - whatever it is, the file cannot be read
        found.damaged = 1
        return found
    if after == expected(before, turn, len(said)) or after == expected(before, turn, len(said) + 1):
        return found
    acknowledged = set(expected(before, turn, len(said)))
    found.lost, found.half = int(not acknowledged <= set(after)), int(acknowledged <= set(after))
    return found


def backups(path: Path) -> set[Path]:
    """Every backup that is there under its own name."""
    return {each for each in (path.parent / "backups").glob("*") if not each.name.startswith(".")}


def holds(backup: Path, notes: list[str]) -> bool:
    """True when a backup can be read and has these notes."""
    try:
        return texts(JourneyFile(backup).load()) == notes
    except Exception:  # noqa: BLE001 - whatever it is, the backup is of no use
        return False


def strays(path: Path) -> list[str]:
    """Files in the folder that are neither the data, its lock nor a whole backup."""
    kept = {path.name, f"{path.name}.lock", "backups"}
    beside = [each.name for each in path.parent.iterdir() if each.name not in kept]
    backups = path.parent / "backups"
    return beside + [each.name for each in backups.glob(".*")] if backups.is_dir() else beside


# Stock TinyDB


def _stock(path: Path, kill: Kill, turn: int) -> Counts:
    def work(writing: int) -> None:
        database = TinyDB(path)
        acknowledge(writing, "ready")
        if kill.call:
            vars(database.storage)["_handle"] = shim.Handle(vars(database.storage)["_handle"], kill.call, kill.moment)
        for number in range(1_000_000):
            if number % 2:
                database.update({"text": f"{turn}-{number}", "more": "y" * (number * 37 % 400)}, doc_ids=[1])
            else:
                database.insert({"text": f"{turn}-{number}", "more": "x" * 300})
            acknowledge(writing, str(number))

    said = died(work, kill)
    found = Counts(1, len(said))
    try:
        documents = json.loads(path.read_text())["_default"]
        after = {str(document["text"]) for document in documents.values()}
    except (ValueError, KeyError):
        found.damaged = 1
        return found
    inserted = {f"{turn}-{number}" for number in range(0, len(said), 2)}
    updated = [f"{turn}-{number}" for number in range(1, len(said) + 1, 2)][-2:]
    found.lost = int(not inserted <= after or (len(said) > 1 and documents["1"]["text"] not in updated))
    return found


def _stock_file(path: Path) -> None:
    path.unlink(missing_ok=True)
    with TinyDB(path) as database:
        database.insert_multiple({"text": f"line {number}", "more": "x" * 300} for number in range(ENTRIES))


def _our_file(path: Path) -> None:
    for each in path.parent.iterdir():
        shutil.rmtree(each) if each.is_dir() else each.unlink()
    begun(path, sample(ENTRIES)).close()


def campaign(
    count: int, folder: Path, begin: Callable[[Path], None], suffer: Callable[[Path, Kill, int], Counts]
) -> Counts:
    """`count` kills, on a new file now and then and after any damage."""
    path, found, fresh = folder / "journey.json", Counts(), True
    for turn, kill in enumerate(kills(count)):
        if fresh or turn % ROUNDS_A_FILE == 0:
            begin(path)
        once = suffer(path, kill, turn)
        found.add(once)
        fresh = bool(once.damaged)
    return found


def ours(count: int, folder: Path) -> Counts:
    return campaign(count, folder, _our_file, _ours)


def stock(count: int, folder: Path) -> Counts:
    return campaign(count, folder, _stock_file, _stock)


def main() -> None:
    """Both campaigns, as a table or, with --json, as one line."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 2000
    found = {}
    for name, run in (("planner", ours), ("stock TinyDB", stock)):
        with tempfile.TemporaryDirectory() as folder, suppress(KeyboardInterrupt):
            found[name] = run(count, Path(folder))
    if "--json" in sys.argv:
        print(json.dumps({name: vars(counts) for name, counts in found.items()}))
        return
    names = [field.name for field in fields(Counts)]
    print(f"{'':14}" + "".join(f"{name.replace('_', ' '):>14}" for name in names))
    for name, counts in found.items():
        print(f"{name:14}" + "".join(f"{getattr(counts, each):>14,}" for each in names))


if __name__ == "__main__":
    main()
