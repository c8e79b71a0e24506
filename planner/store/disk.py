"""Whole files from and to the disk: read at one moment, replaced at one moment.

Nothing here knows what is in a file. Errors are OSError throughout; their words for people are chosen in `storage`.
"""

import errno
import os
import stat
import sys
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Final

_READ: Final = os.O_RDONLY | getattr(os, "O_CLOEXEC", 0) | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
_MAKE: Final = os.O_RDWR | os.O_CREAT | os.O_EXCL | getattr(os, "O_CLOEXEC", 0) | getattr(os, "O_BINARY", 0)
Signature = tuple[int, int, int, int]
"""What tells one version of a file from the next: device, inode, modification time in ns, size in bytes."""

_TRIES: Final = 3
# Windows refuses to replace a file that somebody has open, so there the old file cannot be kept open.
_KEEPS_OPEN: Final = sys.platform != "win32"


class Hold:
    """Keeps a file open: as long as it is, its inode cannot come back under another version of the file."""

    def __init__(self, descriptor: int) -> None:
        self._descriptor: int | None = descriptor
        if not _KEEPS_OPEN:
            self.close()

    def close(self) -> None:
        """Let the file go; harmless when done already."""
        descriptor, self._descriptor = self._descriptor, None
        if descriptor is not None:
            os.close(descriptor)

    def __del__(self) -> None:
        self.close()


def _signature(status: os.stat_result) -> Signature:
    return status.st_dev, status.st_ino, status.st_mtime_ns, status.st_size


def signature(path: Path) -> Signature | None:
    """The signature of the file at `path` (one `os.stat`), or None when there is none."""
    try:
        return _signature(os.stat(path))  # noqa: PTH116 - a Path's own stat costs twice as much, and this is polled
    except (FileNotFoundError, NotADirectoryError):
        return None


def make_folders(folder: Path) -> None:
    """Make `folder` and every one missing on the way to it, each for its owner alone whatever the umask."""
    for each in reversed([each for each in (folder, *folder.parents) if not each.exists()]):
        each.mkdir(mode=0o700, exist_ok=True)


def read_file(path: Path, largest: int) -> tuple[bytes, Signature, Hold]:
    """All bytes of a regular file of at most `largest` bytes, as they were at one moment."""
    descriptor = os.open(path, _READ)
    try:
        data, seen = _steady(descriptor, largest)
    except BaseException:
        os.close(descriptor)
        raise
    return data, seen, Hold(descriptor)


def _steady(descriptor: int, largest: int) -> tuple[bytes, Signature]:
    """Read until the file did not change meanwhile, which only a program that writes in place can make it do."""
    for _ in range(_TRIES):
        before = os.fstat(descriptor)
        if not stat.S_ISREG(before.st_mode):
            raise OSError(errno.EINVAL, "it is not a regular file")
        if before.st_size > largest:
            raise OSError(errno.EFBIG, f"it is larger than {largest // 2**20} MB")
        os.lseek(descriptor, 0, os.SEEK_SET)
        data = os.read(descriptor, before.st_size + 1)
        while len(data) <= before.st_size and (chunk := os.read(descriptor, before.st_size + 1 - len(data))):
            data += chunk
        if _signature(os.fstat(descriptor)) == _signature(before) and len(data) == before.st_size:
            return data, _signature(before)
    raise OSError(errno.EAGAIN, "another program is writing to it")


def temporary(target: Path) -> Path:
    """The one name under which the next version of `target` is made; a crash leaves at most this one behind."""
    return target.with_name(f".{target.name}.tmp")


def replace_file(
    target: Path, data: bytes, check: Callable[[], None], *, draft: Path | None = None
) -> tuple[Signature, Hold]:
    """Put a file with `data`, readable by its owner alone, in the place of `target`: wholly or not at all.

    `check` runs last before the exchange and may raise to stop it. After any error the old file stands and no
    temporary file is left. The caller holds the lock, which is what makes the fixed name of the `draft` safe.
    """
    draft = draft or temporary(target)
    draft.unlink(missing_ok=True)
    try:
        seen, hold = _drafted(draft, data)
        check()
        os.replace(draft, target)  # noqa: PTH105 - beside the other calls of os
    except BaseException:
        with suppress(OSError):
            draft.unlink(missing_ok=True)
        raise
    sync_folder(target.parent)
    return seen, hold


def _drafted(draft: Path, data: bytes) -> tuple[Signature, Hold]:
    """Write and sync `draft`, which must not exist."""
    descriptor = os.open(draft, _MAKE, 0o600)
    try:
        _write(descriptor, data)
        seen = _signature(os.fstat(descriptor))
    except BaseException:
        os.close(descriptor)
        raise
    return seen, Hold(descriptor)


def _write(descriptor: int, data: bytes) -> None:
    if hasattr(os, "fchmod"):
        os.fchmod(descriptor, 0o600)  # whatever the umask took away or left
    rest = memoryview(data)
    while rest:
        rest = rest[os.write(descriptor, rest) :]
    os.fsync(descriptor)


def sync_folder(folder: Path) -> None:
    """Make the exchange outlive a power cut. By now it has happened, so a file system that cannot do this is let be."""
    if sys.platform == "win32":
        return
    with suppress(OSError):
        descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
