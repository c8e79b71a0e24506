"""What a hostile file must not do, watched while it is read: go on for ever, fill the memory, open what is not its own.

The bounds here are no speed goals. They are so generous that only what would not end by itself runs into them, on a
busy machine too.
"""

import faulthandler
import os
import resource
import signal
import stat
import sys
import sysconfig
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import FrameType
from typing import Any, Final

CPU_SECONDS: Final = 20
WAITING_SECONDS: Final = 120
MORE_BYTES: Final = 2 * 2**30
_COMPARED: Final = 60_000_000
_PROGRAM: Final = tuple(
    os.path.realpath(place)
    for place in {*sysconfig.get_paths().values(), sys.prefix, sys.base_prefix, str(Path(__file__).parents[2])}
)


class Hang(BaseException):
    """It went on for ever. No `except Exception` of the program may take it for one of its own errors."""


@contextmanager
def watched(what: str) -> Iterator[None]:
    """Raise Hang in the middle of whatever does not end, MemoryError in what takes two gigabytes more than before."""

    def stop(number: int, frame: FrameType | None) -> None:
        how = "computing" if number == signal.SIGVTALRM else "waiting"
        place = f"{frame.f_code.co_filename}:{frame.f_lineno}" if frame else "somewhere"
        raise Hang(f"{what} went on {how} without an end, in {place}")

    before = {number: signal.signal(number, stop) for number in (signal.SIGVTALRM, signal.SIGALRM)}
    soft, hard = resource.getrlimit(resource.RLIMIT_AS)
    used = int(Path("/proc/self/statm").read_text().split()[0]) * resource.getpagesize()
    resource.setrlimit(resource.RLIMIT_AS, (used + MORE_BYTES, hard))
    signal.setitimer(signal.ITIMER_VIRTUAL, CPU_SECONDS)
    signal.setitimer(signal.ITIMER_REAL, WAITING_SECONDS)
    faulthandler.dump_traceback_later(2 * WAITING_SECONDS, exit=True, file=2)  # if Python is not reached again
    try:
        yield
    finally:
        faulthandler.cancel_dump_traceback_later()
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.setitimer(signal.ITIMER_REAL, 0)
        resource.setrlimit(resource.RLIMIT_AS, (soft, hard))
        for number, handler in before.items():
            signal.signal(number, handler)


_opened: list[str] | None = None
_is_listening = False


def _listen(event: str, arguments: tuple[Any, ...]) -> None:
    if _opened is not None and event in ("open", "os.listdir", "os.scandir"):
        name = arguments[0]
        if isinstance(name, (str, bytes, os.PathLike)):
            _opened.append(os.path.realpath(os.fsdecode(name)))


@contextmanager
def opening(found: list[str]) -> Iterator[None]:
    """Put into `found` the real paths of all that Python opens or lists, save for the program and its modules."""
    global _opened, _is_listening
    if not _is_listening:
        sys.addaudithook(_listen)
        _is_listening = True
    seen: list[str] = []
    _opened = seen
    try:
        yield
    finally:
        _opened = None
        own = tuple(f"{place}/" for place in _PROGRAM)
        found.extend(name for name in dict.fromkeys(seen) if not name.startswith(own))


State = dict[str, tuple[int, int, bytes]]


def state(*folders: Path) -> State:
    """Mode, time of change and content of everything in some folders: what a reader must leave as it is."""
    found: State = {}
    for folder in folders:
        for path in sorted(folder.rglob("*")):
            status = path.lstat()
            is_read = stat.S_ISREG(status.st_mode) and status.st_size < _COMPARED
            content = path.read_bytes() if is_read else b""
            found[str(path)] = status.st_mode, status.st_mtime_ns, content
    return found
