"""Data files with flipped bytes, moved pieces, hostile values and too much of everything: an answer or a sentence.

Whatever is read is also looked at through every command that reads, and changed once, since a value that no journey of
ours would hold may pass the reader and hurt whoever computes with it. `--flips 20000` for a longer campaign.
"""

import json
import random
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from planner.core.text import has_controls
from planner.demo import half_way
from planner.session import Session
from tests.cli.conftest import Planner
from tests.fuzz.watch import watched

READING = (("status",), ("list",), ("history",), ("skills",), ("report", "--output", "-"))
DATES = ["0001-01-01", "9999-12-31", "2026-02-30", "-1", "2500-01-01", "1970-01-01"]
NUMBERS: list[Any] = [0, -1, 1e-300, 1e300, 10**30, 24, 168, 0.1, 2000, True, None, "7", [], [0] * 7, [1e-9] * 7, {}]
TEXTS: list[Any] = [
    "",
    "\u001b[2J\u001b]0;x\u0007",
    "‮evil",
    "[/bold]",
    "x" * 300_000,
    "\ud800",
    None,
    3,
    ["a"],
    {"a": 1},
]


@pytest.fixture
def original(session: Session, data_file: Path) -> bytes:
    """The bytes of a rich journey's file."""
    data_file.parent.mkdir()
    rich = Session(type(session.surroundings)(data_file, session.surroundings.plan_folders, session.surroundings.now))
    rich.keep(half_way(rich.load_plan("marketing"), session.today), "started")
    rich.close()
    return data_file.read_bytes()


class Hurt(NamedTuple):
    """What a file did: whether it could be read at all, and everything that must not happen."""

    is_readable: bool
    problems: list[str]


def hurt(planner: Planner, data_file: Path, data: bytes, what: str, command: tuple[str, ...]) -> Hurt:
    """Run one command that reads, a change and an undo on a file of these bytes."""
    data_file.write_bytes(data)
    is_readable, problems = True, []
    for call in (command, ("log", "pm-reality-check", "1"), ("undo",)):
        before = data_file.read_bytes()
        try:
            with watched(f"{what}: planner {' '.join(call)}"):
                answer = planner(*call)
        except Exception as error:  # noqa: BLE001 - that is what is looked for
            problems.append(f"{what}: planner {' '.join(call)}: {type(error).__name__}: {error}")
            continue
        told = f"{what}: planner {' '.join(call)}: exit {answer.code}: {answer.err[-200:]}"
        if answer.code not in (0, 3, 4, 5, 6) or "defect" in answer.err:
            problems.append(told)
        if has_controls((answer.out + answer.err).replace("\n", "")):
            problems.append(f"{told} sent controls")
        if answer.code == 6:
            is_readable = False
            if data_file.read_bytes() != before:
                problems.append(f"{told} wrote to the file")
    return Hurt(is_readable, problems)


def broken(original: bytes, dice: random.Random) -> bytes:
    """The bytes with a few of them flipped, or a piece moved, left out or doubled."""
    data = bytearray(original)
    start, length = dice.randrange(len(data)), dice.randrange(1, 400)
    match dice.randrange(5):
        case 0:
            for _ in range(dice.randrange(1, 5)):
                data[dice.randrange(len(data))] = dice.randrange(256)
        case 1:
            del data[start : start + length]
        case 2:
            data[start:start] = data[start : start + length]
        case 3:
            del data[start:]
        case _:
            place = dice.randrange(len(data))
            data[place] = ord(dice.choice('0123456789"{}[],:-.eE \n'))
    return bytes(data)


def places(document: Any, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    """Where every value of a JSON document is."""
    found = [path] if path else []
    children = (
        document.items() if isinstance(document, dict) else enumerate(document) if isinstance(document, list) else ()
    )
    for key, child in children:
        found += places(child, (*path, key))
    return found


def with_value(document: Any, path: tuple[Any, ...], value: Any) -> Any:
    """A copy of a JSON document with one value replaced."""
    copy = json.loads(json.dumps(document))
    inner = copy
    for key in path[:-1]:
        inner = inner[key]
    inner[path[-1]] = value
    return copy


def test_broken_bytes(planner: Planner, data_file: Path, original: bytes, request: pytest.FixtureRequest) -> None:
    dice = random.Random(1)
    readable, problems = 0, []
    count = request.config.getoption("--flips")
    for turn in range(count):
        found = hurt(planner, data_file, broken(original, dice), f"turn {turn}", dice.choice(READING))
        readable += found.is_readable
        problems += found.problems
    print(f"{count} broken files, {readable} of them still readable")
    assert not problems, "\n".join(problems)
    assert 0 < readable < count


def test_hostile_values(planner: Planner, data_file: Path, original: bytes, request: pytest.FixtureRequest) -> None:
    dice = random.Random(2)
    document = json.loads(original)
    everywhere = places(document)
    by_key: dict[tuple[Any, ...], list[tuple[Any, ...]]] = {}
    for path in everywhere:
        by_key.setdefault((path[0], *(key for key in path[2:] if isinstance(key, str))), []).append(path)
    count, problems = 0, []
    for key, paths in sorted(by_key.items()):
        for value in (*DATES, *NUMBERS, *TEXTS):
            if dice.randrange(100) >= request.config.getoption("--flips") // 15:
                continue
            count += 1
            data = json.dumps(with_value(document, dice.choice(paths), value), ensure_ascii=True).encode()
            what = f"{'.'.join(map(str, key))} = {str(value)[:30]!r}"
            problems += hurt(planner, data_file, data, what, dice.choice(READING)).problems
    print(f"{count} hostile values")
    assert not problems, "\n".join(problems)
    assert count > 100


@pytest.mark.parametrize(
    "make",
    [
        pytest.param(lambda: b"", id="empty"),
        pytest.param(lambda: b"[" * 200_000, id="deep lists"),
        pytest.param(lambda: b'{"a":' * 200_000, id="deep tables"),
        pytest.param(lambda: b'{"meta": {"1": ' + b"[" * 100_000 + b"]" * 100_000 + b"}}", id="deep document"),
        pytest.param(lambda: b'{"meta": {"1": {"schema": ' + b"9" * 500_000 + b"}}}", id="a huge number"),
        pytest.param(lambda: b"\x00" * 1000, id="zeros"),
        pytest.param(lambda: "\ufeff{}".encode(), id="a byte order mark"),
        pytest.param(lambda: b"\xff\xfe{\x00}\x00", id="another encoding"),
        pytest.param(lambda: b'{"meta": {"1": {"schema": 999}}}', id="from the future"),
        pytest.param(lambda: b"{" + b",".join(b'"t%d": {}' % n for n in range(100_000)) + b"}", id="many tables"),
    ],
)
def test_hostile_files(planner: Planner, data_file: Path, make: Callable[[], bytes]) -> None:
    data_file.parent.mkdir()
    found = hurt(planner, data_file, make(), "hostile", ("status",))
    assert not found.is_readable
    assert not found.problems
