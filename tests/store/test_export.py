"""Files made for others: whole or not at all, for their owner's eyes, and never a traceback."""

import os
import stat
from pathlib import Path

import pytest

from planner.errors import BadValue, CannotWrite
from planner.store.export import is_same, place_of, write_whole


def test_it_is_written_for_the_owner_alone(tmp_path: Path) -> None:
    target = tmp_path / "report.pdf"
    write_whole(target, b"\x00\xff")
    assert target.read_bytes() == b"\x00\xff"
    assert stat.S_IMODE(target.stat().st_mode) == 0o600
    target.chmod(0o644)
    write_whole(target, b"new")
    assert (target.read_bytes(), stat.S_IMODE(target.stat().st_mode)) == (b"new", 0o600)
    assert [each.name for each in tmp_path.iterdir()] == ["report.pdf"]


def test_a_link_is_followed(tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    real, link = tmp_path / "elsewhere" / "report.md", tmp_path / "report.md"
    real.write_text("old")
    link.symlink_to(real)
    write_whole(link, b"new")
    assert link.is_symlink()
    assert real.read_text() == "new"


def test_a_pipe_is_written_to_and_stays_one(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    reader = os.open(pipe, os.O_RDONLY | os.O_NONBLOCK)
    write_whole(pipe, b"through")
    assert os.read(reader, 100) == b"through"
    os.close(reader)
    assert stat.S_ISFIFO(pipe.stat().st_mode)


def test_a_failed_write_leaves_the_old_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    target = tmp_path / "report.md"
    target.write_text("old")

    def full(descriptor: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("planner.store.export.os.fsync", full)
    with pytest.raises(CannotWrite, match="No space left"):
        write_whole(target, b"new")
    assert target.read_text() == "old"
    assert [each.name for each in tmp_path.iterdir()] == ["report.md"]


def test_what_cannot_be_written_is_said(tmp_path: Path) -> None:
    file = tmp_path / "file"
    file.write_text("")
    circle = tmp_path / "circle"
    circle.symlink_to(circle)
    for target in (tmp_path / "no" / "such" / "folder.md", file / "report.md", circle, tmp_path / ("x" * 300)):
        with pytest.raises(CannotWrite, match="could not be written"):
            write_whole(target, b"")
    with pytest.raises(BadValue, match="is a folder"):
        write_whole(tmp_path, b"")


def test_a_folder_gets_the_name(tmp_path: Path) -> None:
    assert place_of(tmp_path, "a.md") == tmp_path / "a.md"
    assert place_of(tmp_path / "b.md", "a.md") == tmp_path / "b.md"
    with pytest.raises(BadValue, match="zero"):
        place_of(Path("a\0b"), "a.md")


def test_the_same_file_is_known_under_any_name(tmp_path: Path) -> None:
    file, link, twin = tmp_path / "file", tmp_path / "link", tmp_path / "twin"
    file.write_text("")
    link.symlink_to(file)
    twin.hardlink_to(file)
    assert is_same(link, file)
    assert is_same(twin, file)
    assert is_same(tmp_path / "x" / ".." / "file", file)
    assert not is_same(tmp_path / "other", file)
    assert is_same(tmp_path / "other", tmp_path / "other")
