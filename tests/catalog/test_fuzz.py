"""A plan from a stranger is data: whatever its bytes, reading it ends soon, with a plan or with one of our errors."""

import time
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from planner import catalog
from planner.core.text import has_controls
from planner.errors import PlannerError

SHIPPED = catalog.plans_dir()
ORIGINAL = (SHIPPED / "marketing.toml").read_bytes()
PLACES = st.integers(0, len(ORIGINAL) - 1)
LONGEST_SECONDS = 1.0


def load_bytes(data: bytes) -> None:
    """Load and check `data` as a plan; only PlannerError may come out, and it must be fit to show."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "plan.toml"
        path.write_bytes(data)
        began = time.process_time()
        message = complaint(path)
        assert time.process_time() - began < LONGEST_SECONDS
        assert not has_controls(message)


def complaint(path: Path) -> str:
    """What is wrong with the plan; empty when nothing is."""
    try:
        catalog.load(path, [SHIPPED])
    except PlannerError as error:
        return error.message
    return ""


@settings(max_examples=150, deadline=None)
@given(st.dictionaries(PLACES, st.integers(9, 126) | st.integers(0, 255), min_size=1, max_size=4))
def test_flipped_bytes(flips: dict[int, int]) -> None:
    data = bytearray(ORIGINAL)
    for place, byte in flips.items():
        data[place] = byte
    load_bytes(bytes(data))


@settings(max_examples=100, deadline=None)
@given(PLACES, PLACES, PLACES)
def test_moved_and_missing_pieces(start: int, end: int, to: int) -> None:
    start, end = sorted((start, end))
    piece, rest = ORIGINAL[start:end], ORIGINAL[:start] + ORIGINAL[end:]
    load_bytes(rest[:to] + piece + rest[to:])
    load_bytes(rest)


VALUES = st.sampled_from(
    [b"nan", b"-inf", b"0", b"-1", b"1e999", b"true", b"''", b"[]", b"{}", b"[[]]", b"1979-05-27", b"0x" + b"f" * 5000]
)


@settings(max_examples=150, deadline=None)
@given(st.integers(0, ORIGINAL.count(b" = ") - 1), VALUES)
def test_wrong_values(which: int, value: bytes) -> None:
    lines = ORIGINAL.split(b"\n")
    keyed = [number for number, line in enumerate(lines) if b" = " in line and not line.startswith(b"#")]
    number = keyed[which % len(keyed)]
    lines[number] = lines[number].split(b" = ")[0] + b" = " + value
    load_bytes(b"\n".join(lines))


@pytest.mark.parametrize(
    "data",
    [
        b"a = " + b"[" * 100_000,
        b"a = " + b"{ a = " * 100_000,
        b".".join([b"a"] * 500_000) + b" = 1",
        b"[" + b".".join([b"a"] * 500_000) + b"]",
        b"a = { " + b" . ".join([b'"a"'] * 100_000) + b" = 1 }",
        b'x = "' + b"." * 1_900_000 + b'"',
        b"x" * 1_900_000,
        b"[" * 1_900_000,
        b"1" * 1_900_000,
        b",a" * 900_000,
    ],
    ids=["lists", "tables", "keys", "headers", "inline", "dots", "letters", "brackets", "digits", "commas"],
)
def test_bombs(data: bytes) -> None:
    load_bytes(data)
