"""A server of the stand-in app on a free port, and browsers that ask it for things."""

import asyncio
import json
import os
import sys
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from aiohttp import ClientSession, ClientWebSocketResponse, CookieJar

from planner.web import Serving
from planner.web.guard import Guard
from planner.web.server import Service, listener
from planner.web.terminal import terminal_files

STAND_IN = Path(__file__).with_name("stand_in.py")
PATIENCE = 20.0


class Answer(NamedTuple):
    """What a request came to."""

    status: int
    text: str
    headers: dict[str, str]


class Browser:
    """Keeps its cookies, and sends with a websocket what a browser sends."""

    def __init__(self, home: str, session: ClientSession) -> None:
        self.home = home
        self.session = session

    async def get(self, path: str, method: str = "GET", **headers: str) -> Answer:
        """Ask for a path, or for a whole address."""
        address = path if path.startswith("http") else f"{self.home}{path}"
        async with self.session.request(method, address, headers=headers, allow_redirects=False) as answer:
            return Answer(answer.status, await answer.text(errors="replace"), dict(answer.headers))

    async def tab(self, size: str = "?width=100&height=30", **headers: str) -> ClientWebSocketResponse:
        return await self.session.ws_connect(f"{self.home}/ws{size}", headers={"Origin": self.home, **headers})


class Served:
    """One running server."""

    def __init__(self, port: int, guard: Guard, service: Service, ended: Path) -> None:
        self.home = f"http://127.0.0.1:{port}"
        self.port, self.guard, self.service = port, guard, service
        self._ended = ended

    def ended(self) -> list[int]:
        """Process ids of the apps that ended because they were asked to."""
        return [int(line) for line in self._ended.read_text().splitlines()] if self._ended.exists() else []

    @asynccontextmanager
    async def stranger(self) -> AsyncIterator[Browser]:
        """A browser that was never let in."""
        async with ClientSession(cookie_jar=CookieJar(unsafe=True)) as session:
            yield Browser(self.home, session)

    @asynccontextmanager
    async def browser(self) -> AsyncIterator[Browser]:
        """A browser that came in with the address of the moment."""
        async with self.stranger() as browser:
            assert (await browser.get(self.guard.address)).status == 200
            yield browser


Serve = Callable[..., AbstractAsyncContextManager[Served]]


@pytest.fixture
def serve(tmp_path: Path) -> Serve:
    """Serves the stand-in, with the arguments given, until the block ends."""

    @asynccontextmanager
    async def served(*arguments: str) -> AsyncIterator[Served]:
        files = terminal_files()
        assert files is not None
        with listener(0) as listening:
            port = listening.getsockname()[1]
            guard, ended = Guard(port), tmp_path / "ended"
            command = (sys.executable, "-S", str(STAND_IN), str(ended), *arguments)
            service = Service(Serving(command, dict(os.environ), port, opens=False), files, guard)
            running = asyncio.create_task(service.run(listening))
            try:
                yield Served(port, guard, service, ended)
            finally:
                service.stop()
                await asyncio.wait_for(running, PATIENCE)

    return served


async def first_screen(tab: ClientWebSocketResponse) -> Any:
    """What the stand-in shows first: its arguments, its size, its process id."""
    return json.loads(await tab.receive_bytes(timeout=PATIENCE))


async def until(is_so: Callable[[], bool]) -> None:
    """Wait for something that another process does."""
    async with asyncio.timeout(PATIENCE):
        while not is_so():
            await asyncio.sleep(0.02)
