"""Stands between a process and the operating system, and kills the process at a chosen call: before, half-way or after.

A kill here is SIGKILL to oneself: no clean-up, no buffer flushed by Python, just as when the machine's memory runs out.
"""

import os
import signal
from collections.abc import Callable
from typing import Any, Final

CALLS: Final = (
    "open",
    "write",
    "fsync",
    "fchmod",
    "replace",
    "rename",
    "unlink",
    "truncate",
    "ftruncate",
    "link",
    "mkdir",
)
MOMENTS: Final = ("before", "half", "after")


def die() -> None:
    """Be gone at once."""
    os.kill(os.getpid(), signal.SIGKILL)


def arm(at: int, moment: str) -> None:
    """Make the `at`-th call (from 1) to any of `CALLS` the last thing that this process does.

    `half` writes half of the bytes when the call is a write, and is like `before` for every other call.
    """
    counted = 0

    def wrapped(name: str, real: Callable[..., Any]) -> Callable[..., Any]:
        def call(*args: Any, **kwargs: Any) -> Any:
            nonlocal counted
            counted += 1
            if counted < at:
                return real(*args, **kwargs)
            if moment == "half" and name == "write":
                descriptor, data = args
                real(descriptor, bytes(data)[: max(1, len(data) // 2)])
            elif moment == "after":
                real(*args, **kwargs)
            die()
            raise AssertionError("still alive")

        return call

    for name in CALLS:
        setattr(os, name, wrapped(name, getattr(os, name)))


class Handle:
    """A file of Python's own, as stock TinyDB uses it, that kills the process at a chosen call."""

    def __init__(self, real: Any, at: int, moment: str) -> None:
        self._real, self._at, self._moment, self._counted = real, at, moment, 0

    def __getattr__(self, name: str) -> Any:
        real = getattr(self._real, name)
        if name not in ("write", "truncate", "flush"):
            return real

        def call(*args: Any) -> Any:
            self._counted += 1
            if self._counted < self._at:
                return real(*args)
            if self._moment == "half" and name == "write":
                real(args[0][: len(args[0]) // 2])
                self._real.flush()
            elif self._moment == "after":
                real(*args)
                self._real.flush()
            die()
            raise AssertionError("still alive")

        return call
