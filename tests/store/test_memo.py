"""A memo gives back what it was given, for the same question only, and never stands in anybody's way."""

import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner.store.memo import Memo

KEY, OTHER = b"k" * 32, b"o" * 32


@pytest.fixture
def memo(tmp_path: Path) -> Memo:
    return Memo(lambda: tmp_path / "cache")


def test_what_was_put_is_got_for_the_same_question_only(memo: Memo) -> None:
    assert memo.get("plan", KEY) is None
    memo.put("plan", KEY, b"answer")
    assert memo.get("plan", KEY) == b"answer"
    assert memo.get("plan", OTHER) is None
    assert memo.get("forecast", KEY) is None


def test_the_newest_answer_is_the_only_one(memo: Memo, tmp_path: Path) -> None:
    memo.put("plan", KEY, b"first")
    memo.put("plan", OTHER, b"second")
    assert memo.get("plan", KEY) is None
    assert memo.get("plan", OTHER) == b"second"
    assert [path.name for path in (tmp_path / "cache").iterdir()] == ["plan"]


def test_it_is_for_its_owner_alone(memo: Memo, tmp_path: Path) -> None:
    memo.put("plan", KEY, b"answer")
    assert (tmp_path / "cache").stat().st_mode & 0o777 == 0o700
    assert (tmp_path / "cache" / "plan").stat().st_mode & 0o777 == 0o600


@given(place=st.integers(0, 69), bit=st.integers(0, 7))
def test_a_changed_bit_makes_it_absent(place: int, bit: int, tmp_path_factory: pytest.TempPathFactory) -> None:
    folder = tmp_path_factory.mktemp("memo")
    memo = Memo(lambda: folder)
    memo.put("plan", KEY, b"answer")
    content = bytearray((folder / "plan").read_bytes())
    content[place % len(content)] ^= 1 << bit
    (folder / "plan").write_bytes(content)
    assert memo.get("plan", KEY) is None


@pytest.mark.parametrize("length", [0, 10, 32, 63, 64, 69])
def test_a_torn_file_is_absent(memo: Memo, tmp_path: Path, length: int) -> None:
    memo.put("plan", KEY, b"answer")
    os.truncate(tmp_path / "cache" / "plan", length)
    assert memo.get("plan", KEY) is None


def test_a_folder_that_cannot_be_is_no_error(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    memo = Memo(lambda: tmp_path / "file" / "cache")
    memo.put("plan", KEY, b"answer")
    assert memo.get("plan", KEY) is None


def test_a_folder_where_the_file_belongs_is_no_error(memo: Memo, tmp_path: Path) -> None:
    (tmp_path / "cache" / "plan" / "inside").mkdir(parents=True)
    memo.put("plan", KEY, b"answer")
    assert memo.get("plan", KEY) is None
    assert [path.name for path in (tmp_path / "cache").iterdir()] == ["plan"]
