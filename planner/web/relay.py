"""One tab: an app process of its own, keys to it and its screen back. Nothing here decides who may have a tab.

It speaks what Textual's web driver speaks: after a first line, packets of a kind (D is the screen or keys, M a JSON
object, P a file), four bytes of length, and so much content. Files are never handed on: a browser gets no downloads.
"""

import asyncio
import json
import os
from asyncio.subprocess import PIPE, Process
from collections.abc import Mapping
from contextlib import suppress
from typing import Final, Protocol
from urllib.parse import urlsplit

from planner.core.text import visible
from planner.web.command import SERVED_BY

FIRST_LINE: Final = b"__GANGLION__\n"
_DRIVER: Final = "textual.drivers.web_driver:WebDriver"
_PATIENCE_SECONDS: Final = 6.0  # the app tries for two to save what waits
_LAST_SECONDS: Final = 1.0
_SMALLEST, _LARGEST = 10, 1000  # cells
_SCHEMES: Final = ("http", "https", "mailto")
_CLEARED: Final = "\x1b[0m\x1b[2J\x1b[H"
_MOST_SAID: Final = 4000


class Tab(Protocol):
    """The browser's end of a websocket."""

    async def send_bytes(self, data: bytes, /) -> None:
        """What the terminal shall show."""

    async def send_str(self, data: str, /) -> None:
        """A JSON list for the page."""

    async def close(self) -> object:
        """End the connection."""


class Relay:
    """Keeps one app process between `start` and `end`."""

    def __init__(self, command: tuple[str, ...], environment: Mapping[str, str], tab: Tab) -> None:
        self._command = command
        self._environment = environment
        self._tab = tab
        self._has_left = False
        self._process: Process | None = None
        self._screen: asyncio.Task[None] | None = None
        self._said = b""

    async def start(self, width: int, height: int) -> None:
        """Start the app on a screen of so many cells. OSError when it cannot be started."""
        self._process = await asyncio.create_subprocess_exec(
            *self._command,
            stdin=PIPE,
            stdout=PIPE,
            stderr=PIPE,
            env={**self._environment, **_variables(width, height)},
            start_new_session=True,  # Ctrl+C in the terminal is for the server, which ends its apps in good order
        )
        self._screen = asyncio.create_task(self._show(self._process))

    def stop(self, *, at_once: bool = False) -> None:
        """Ask the app to end, as SIGTERM does: it saves what waits. `at_once` does not ask."""
        if self._process is not None and self._process.returncode is None:
            with suppress(ProcessLookupError):
                (self._process.kill if at_once else self._process.terminate)()

    async def end(self) -> str:
        """The tab is gone: end the app and wait for it. Returns what it had to say on its way out, safe to print."""
        self._has_left = True
        if self._process is None or self._screen is None:
            return ""
        self.stop()
        ends = {self._screen, asyncio.create_task(self._process.wait())}
        await asyncio.wait(ends, timeout=_PATIENCE_SECONDS)
        self.stop(at_once=True)
        await asyncio.wait(ends, timeout=_LAST_SECONDS)  # a program it had opened may hold on to its output
        for each in ends:
            each.cancel()
        await asyncio.wait(ends)
        return _readable(self._said)

    async def take(self, message: str) -> None:
        """One message of the page, a JSON list: keys, a size, the focus. What is not understood is left alone."""
        try:
            match json.loads(message):
                case ["stdin", str(keys)]:
                    await self._send(b"D", keys.encode("utf-8", "replace"))
                case ["resize", {"width": int(width), "height": int(height)}]:
                    size = {"width": within(width), "height": within(height)}
                    await self._send(b"M", json.dumps({"type": "resize", **size}).encode())
                case ["ping", str(moment)]:
                    await self._tab.send_str(json.dumps(["pong", moment]))
                case ["focus" | "blur" as kind]:
                    await self._send(b"M", json.dumps({"type": kind}).encode())
        except (ValueError, RecursionError, ConnectionError):
            return

    async def _send(self, kind: bytes, content: bytes) -> None:
        if self._process is None or self._process.stdin is None:
            return
        self._process.stdin.write(b"%s%s%s" % (kind, len(content).to_bytes(4, "big"), content))
        await self._process.stdin.drain()

    async def _show(self, process: Process) -> None:
        """Hand the app's screen on until it ends, then what it had to say, and close the tab."""
        errors = asyncio.create_task(self._listen(process))
        with suppress(asyncio.IncompleteReadError, ConnectionError, ValueError):
            await self._packets(process)
        await asyncio.wait({errors}, timeout=_PATIENCE_SECONDS)  # to the end of the process, in good order
        errors.cancel()
        if self._said.strip() and not self._has_left:
            text = _CLEARED + _readable(self._said).replace("\n", "\r\n")
            await self._to_tab(text.encode("utf-8", "replace"))
        if not self._has_left:
            with suppress(ConnectionError, RuntimeError):
                await self._tab.close()

    async def _packets(self, process: Process) -> None:
        assert process.stdout is not None
        if await process.stdout.readline() != FIRST_LINE:
            await process.stdout.read()  # not an app: it has ended with a sentence on the other stream
            return
        while True:
            kind = await process.stdout.readexactly(1)
            size = int.from_bytes(await process.stdout.readexactly(4), "big")
            content = await process.stdout.readexactly(size)
            if kind == b"D":
                await self._to_tab(content)
            elif kind == b"M" and not await self._follow(content):
                return

    async def _follow(self, content: bytes) -> bool:
        """The app's wishes: a link is opened beside it, when a browser may follow it. False when the app ends."""
        match json.loads(content):
            case {"type": "exit"}:
                return False
            case {"type": "open_url", "url": str(url)} if urlsplit(url).scheme in _SCHEMES and not self._has_left:
                with suppress(ConnectionError, RuntimeError):
                    await self._tab.send_str(json.dumps(["open_url", {"url": url, "new_tab": True}]))
        return True

    async def _listen(self, process: Process) -> None:
        assert process.stderr is not None
        while said := await process.stderr.read(_MOST_SAID):
            self._said = (self._said + said)[-_MOST_SAID:]

    async def _to_tab(self, content: bytes) -> None:
        if not self._has_left:
            try:
                await self._tab.send_bytes(content)
            except (ConnectionError, RuntimeError):
                self._has_left = True  # what the app still draws is read and dropped, so that it can end


def within(cells: int) -> int:
    """A width or height that a screen can have."""
    return min(max(cells, _SMALLEST), _LARGEST)


def _variables(width: int, height: int) -> dict[str, str]:
    return {
        SERVED_BY: str(os.getpid()),
        "TEXTUAL_DRIVER": _DRIVER,
        "TEXTUAL_FPS": "60",
        "TEXTUAL_COLOR_SYSTEM": "truecolor",
        "TERM_PROGRAM": "textual",
        "COLUMNS": str(width),
        "ROWS": str(height),
    }


def _readable(said: bytes) -> str:
    return visible(said.decode("utf-8", "replace")).strip()
