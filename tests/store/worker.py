"""What other processes do to a journey's file in `test_processes`: `python worker.py COMMAND PATH [NUMBER]`."""

import json
import os
import random
import resource
import select
import signal
import sys
import time
from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path

from planner.core.journey import Entry, Journey
from planner.errors import PlannerError
from planner.safekeeping import Safekeeping
from planner.store.journeys import JourneyFile
from tests.faults import shim

AT = datetime(2026, 1, 5, tzinfo=UTC)


def _noted(text: str) -> Callable[[Journey], tuple[str, Journey]]:
    return lambda journey: (text, journey.with_entry(date(2026, 1, 7), Entry.NOTE, "spec", text=text))


def add(path: Path, count: int) -> None:
    """Make `count` changes."""
    file = JourneyFile(path, patience=60)
    for number in range(count):
        file.change(_noted(f"{os.getpid()}-{number}"), AT)


def hold(path: Path, _: int) -> None:
    """Keep the lock until standard input ends."""

    def waiting(journey: Journey) -> tuple[str, Journey]:
        print("held", flush=True)
        sys.stdin.read()
        return "held", journey

    JourneyFile(path).change(waiting, AT)


def attempt(path: Path, _: int) -> None:
    """Try one change, and tell what came of it."""
    try:
        JourneyFile(path).change(_noted("x" * 5000), AT)
    except PlannerError as error:
        print(json.dumps([type(error).__name__, error.exit_code, error.message]))
    else:
        print(json.dumps(["saved"]))


def full(path: Path, size: int) -> None:
    """The same where no file may grow beyond `size` bytes: a write fails half way, as on a full disk."""
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))
    attempt(path, 0)


def readonly(path: Path, _: int) -> None:
    """The same as somebody who may read the folder but not write to it."""
    if os.geteuid() == 0:
        for each in path.parent.iterdir():
            os.chown(each, 65534, 65534)
        os.setuid(65534)
    attempt(path, 0)


def kills(path: Path, rounds: int) -> None:
    """Start a writer, kill it at a random moment, look at the file; `rounds` times. Prints what was found."""
    chance = random.Random(rounds)
    found = {"rounds": 0, "acknowledged": 0, "strays": 0, "most_strays": 0}
    for turn in range(rounds):
        reading, writing = os.pipe()
        child = os.fork()
        if child == 0:
            os.close(reading)
            _write_on(path, turn, writing)
        os.close(writing)
        if turn % 2:
            select.select([reading], [], [])  # so that also on a busy machine some die between two changes
        time.sleep(chance.uniform(0.002, 0.03))
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
        with os.fdopen(reading) as pipe:
            acknowledged = pipe.read().split()
        texts = [entry.text for entry in JourneyFile(path).load().log]
        lost = [text for text in acknowledged if text not in texts]
        around = [*path.parent.iterdir(), *(path.parent / "backups").glob("*")]
        expected = (path.name, f"{path.name}.lock", "backups")
        strays = [each for each in around if each.name not in expected and not each.name.endswith("-daily.json")]
        if lost or len(texts) != len(set(texts)):
            raise SystemExit(f"round {turn}: lost {lost}")
        found["rounds"] += 1
        found["acknowledged"] += len(acknowledged)
        found["strays"] += bool(strays)
        found["most_strays"] = max(found["most_strays"], len(strays))
    print(json.dumps(found))


def _write_on(path: Path, turn: int, writing: int) -> None:
    file = JourneyFile(path)
    for number in range(1_000_000):
        text = f"{turn}-{number}"
        file.change(_noted(text), AT)
        os.write(writing, f"{text}\n".encode())


def restores(path: Path, _: int) -> None:
    """Restore over a damaged file, killed at every call to the operating system in turn; tells how often it died."""
    damaged, backups, died = b'{"damaged', path.parent / "backups", 0
    (backup,) = [each.read_bytes() for each in backups.iterdir()]
    for moment in shim.MOMENTS:
        status, call = 1, 0
        while status:
            call += 1
            for each in path.parent.glob("*.set-aside-*"):
                each.unlink()
            path.write_bytes(damaged)
            child = os.fork()
            if child == 0:
                keeping = Safekeeping(path, (), lambda: AT.replace(tzinfo=None), AT.date())
                shim.arm(call, moment)
                keeping.restore("latest")
                os._exit(0)
            _, status = os.waitpid(child, 0)
            if os.WIFEXITED(status) and status:
                raise SystemExit(f"{moment} call {call}: it ended by itself ({status})")
            aside = [each.read_bytes() for each in path.parent.glob("*.set-aside-*")]
            if path.read_bytes() not in (damaged, backup) or damaged not in (path.read_bytes(), *aside):
                raise SystemExit(f"{moment} call {call}: {path.read_bytes()!r}, {aside}")
            strays = [each.name for each in path.parent.iterdir() if each.name.startswith(".")]
            if len(strays) > 1 or set(aside) - {damaged}:
                raise SystemExit(f"{moment} call {call}: {strays} and {aside} left")
            died += status != 0
    print(json.dumps(died))


if __name__ == "__main__":
    {each.__name__: each for each in (add, hold, attempt, full, readonly, kills, restores)}[sys.argv[1]](
        Path(sys.argv[2]), int(sys.argv[3]) if len(sys.argv) > 3 else 0
    )
