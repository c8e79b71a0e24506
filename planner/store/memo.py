"""Answers worked out before, kept in a folder of their own: losing them costs time and nothing else.

One small file a name, holding the newest answer and the key of the question it answers. Nothing here is ever needed:
what cannot be read, was cut short or belongs to another question counts as absent, and what cannot be written is not
written. There is no fsync; the digest in front tells a whole answer from a torn one.
"""

import os
from collections.abc import Callable
from contextlib import suppress
from hashlib import sha256
from pathlib import Path
from typing import Final

from planner.store.disk import make_folders

_DIGEST_SIZE: Final = 32
_LARGEST: Final = 4_000_000
_MAKE: Final = os.O_WRONLY | os.O_CREAT | os.O_TRUNC | getattr(os, "O_CLOEXEC", 0) | getattr(os, "O_BINARY", 0)


class Memo:
    """Answers by name, in a folder that is asked for when the first one is. Raises nothing."""

    def __init__(self, folder: Callable[[], Path]) -> None:
        self._find_folder = folder

    def get(self, name: str, key: bytes) -> bytes | None:
        """The answer kept under `name` when it answers the question of `key` (32 bytes), else None."""
        try:
            with (self._find_folder() / name).open("rb") as file:
                found = file.read(_LARGEST + 2 * _DIGEST_SIZE)
        except OSError:
            return None
        digest, rest = found[:_DIGEST_SIZE], found[_DIGEST_SIZE:]
        is_whole = rest[:_DIGEST_SIZE] == key and sha256(rest).digest() == digest
        return rest[_DIGEST_SIZE:] if is_whole else None

    def put(self, name: str, key: bytes, answer: bytes) -> None:
        """Keep an answer in place of the one before; for its owner alone, since it tells of a person's dates."""
        if len(answer) > _LARGEST:
            return
        rest = key + answer
        with suppress(OSError):
            folder = self._find_folder()
            make_folders(folder)
            draft = folder / f"{name}.{os.getpid()}"
            try:
                with open(os.open(draft, _MAKE, 0o600), "wb") as file:  # noqa: PTH123 - a Path cannot open a descriptor
                    file.write(sha256(rest).digest() + rest)
                draft.replace(folder / name)
            except OSError:
                draft.unlink(missing_ok=True)
