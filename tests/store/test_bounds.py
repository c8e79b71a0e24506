"""The bounds on a data file from both sides: just within is read and saved, one more is named and left alone."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from planner.core.bounds import (
    EARLIEST_START,
    LATEST_START,
    MOST_COLONS,
    MOST_HOURS,
    MOST_HOURS_LOGGED,
    MOST_OWN,
    MOST_REQUIRED,
    MOST_STRETCHES,
    MOST_WEEKS,
)
from planner.errors import CannotWrite, Unreadable
from planner.store.journeys import JourneyFile
from planner.store.tables import Database
from tests.store.samples import AT, begun, noted

Content = dict[str, dict[str, Any]]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "journey.json"
    begun(path).close()
    return path


def own(**fields: Any) -> dict[str, Any]:
    effort = {"low": 1, "likely": 2, "high": 3}
    return {"phase": "learn", "title": "T", "why": "", "done_when": "", "effort": effort, **fields}


def filled(table: str, document: Callable[[int], Any], present: int = 0) -> Callable[[Content, int], None]:
    """Puts as many documents into a table as make so many, `present` of which are there."""

    def fill(content: Content, count: int) -> None:
        content[table] |= {str(1000 + number): document(number) for number in range(count - present)}

    return fill


def part(table: str, document: dict[str, Any], *keys: str) -> Callable[[Content, Any], None]:
    """Adds a document with one value in it."""

    def put(content: Content, value: Any) -> None:
        added = json.loads(json.dumps(document))
        inner = added
        for key in keys[:-1]:
            inner = inner[key]
        inner[keys[-1]] = value
        content[table]["1000"] = added

    return put


def setting(key: str) -> Callable[[Content, Any], None]:
    def put(content: Content, value: Any) -> None:
        content["journey"]["1"][key] = value

    return put


NOTE = {"date": "2026-01-06", "kind": "hours", "about": "spec"}
SPELL = {"first": "2026-01-01", "last": "2026-01-02", "hours_a_week": 3}
CASES = [
    pytest.param(
        filled("milestones", lambda n: {"id": f"own-{n}", "own": own()}, 1),
        MOST_OWN,
        MOST_OWN + 1,
        "milestones of one's own",
        id="own milestones",
    ),
    pytest.param(filled("spells", lambda n: SPELL, 1), MOST_STRETCHES, MOST_STRETCHES + 1, "stretches", id="stretches"),
    pytest.param(
        filled("paces", lambda n: {"until": "2026-01-02", "week": [1] * 7}, 1),
        MOST_STRETCHES,
        MOST_STRETCHES + 1,
        "past weeks",
        id="past weeks",
    ),
    pytest.param(
        part("milestones", {"id": "x", "own": own()}, "own", "requires"),
        ["spec"] * MOST_REQUIRED,
        ["spec"] * (MOST_REQUIRED + 1),
        "own.requires",
        id="requirements",
    ),
    pytest.param(
        part("milestones", {"id": "x", "own": own()}, "own", "elapsed_weeks"),
        MOST_WEEKS,
        MOST_WEEKS + 0.1,
        "own.elapsed_weeks",
        id="waiting",
    ),
    pytest.param(
        part("milestones", {"id": "x", "own": own()}, "own", "effort", "high"),
        MOST_HOURS,
        MOST_HOURS + 0.1,
        "own.effort.high",
        id="own effort",
    ),
    pytest.param(
        part("milestones", {"id": "x", "effort": {"low": 1, "likely": 2}}, "effort", "high"),
        MOST_HOURS,
        1e308,
        "effort.high",
        id="effort",
    ),
    pytest.param(part("log", NOTE, "hours"), MOST_HOURS_LOGGED, MOST_HOURS_LOGGED + 0.1, "hours", id="hours logged"),
    pytest.param(setting("week"), [0, 0, 0, 0, 0, 0, 1e-9], [0] * 7, "week", id="a week"),
    pytest.param(setting("start"), f"{LATEST_START}-12-31", f"{LATEST_START + 1}-01-01", "start", id="last start"),
    pytest.param(setting("start"), f"{EARLIEST_START}-01-01", f"{EARLIEST_START - 1}-12-31", "start", id="first start"),
]


@pytest.mark.parametrize(("put", "most", "more", "word"), CASES)
def test_a_bound(path: Path, put: Callable[[Content, Any], None], most: Any, more: Any, word: str) -> None:
    original = path.read_text()
    content = json.loads(original)
    put(content, most)
    path.write_text(json.dumps(content))
    assert JourneyFile(path).load()
    assert JourneyFile(path).change(noted("x"), AT).journey.log[-1].text == "x"
    content = json.loads(original)
    put(content, more)
    path.write_text(json.dumps(content))
    before = path.read_bytes()
    for attempt in (JourneyFile(path).load, lambda: JourneyFile(path).change(noted("x"), AT)):
        with pytest.raises(Unreadable) as error:
            attempt()
        assert word in error.value.message
        assert str(path) in error.value.message
    assert path.read_bytes() == before


@pytest.mark.parametrize("key", ["9" * 16, "9" * 5000, "0", "01", "-1", "1.0", "\uff11", "\u00b2", "", "x"])
def test_a_number_that_is_none(path: Path, key: str) -> None:
    content = json.loads(path.read_text())
    content["log"][key] = NOTE
    path.write_text(json.dumps(content))
    with pytest.raises(Unreadable, match="whole number from 1"):
        JourneyFile(path).load()
    content["log"] = {"9" * 15: NOTE}
    path.write_text(json.dumps(content))
    assert JourneyFile(path).load().log[-1].number == 10**15 - 1


def test_keys_are_bounded_both_ways(path: Path) -> None:
    """A large file of nothing but keys is refused before it fills the memory, and never written."""
    few = b"{%s}" % b",".join(b'"%d":{"text":"%s"}' % (number, b"x" * 40) for number in range(200_000))
    path.write_bytes(b'{"meta":{},"other":%s}' % few)
    database = Database(path)
    assert len(database.safe.tables() or {}) == 2
    before = path.read_bytes()
    with pytest.raises(CannotWrite, match="too many parts"):
        database.table("log").insert({"text": ":" * MOST_COLONS})
    assert path.read_bytes() == before
    many = b"{%s}" % b",".join(b'"%d":{}' % number for number in range(MOST_COLONS))
    path.write_bytes(b'{"meta":{},"other":%s}' % many)
    with pytest.raises(Unreadable, match="more than any journey"):
        database.safe.tables()
