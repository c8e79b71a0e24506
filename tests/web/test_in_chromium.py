"""The app in headless Chromium, with a real server and a real app: work is saved, and no other page gets near it.

Needs Chromium and the Python package playwright.
"""

import json
import os
import re
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from shutil import which
from threading import Thread
from time import monotonic
from typing import TYPE_CHECKING, Any, Final, Self
from urllib.parse import urlsplit

import pytest

if TYPE_CHECKING:  # collected by every run, needed by these tests alone
    from playwright.sync_api import Browser, Page, WebSocket

pytestmark = pytest.mark.system

REBOUND: Final = "rebound.example"  # somebody's name, which they pointed at this computer
FLAGS: Final = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    f"--host-resolver-rules=MAP {REBOUND} 127.0.0.1",
)
FIRST: Final = "pm-reality-check"
PATIENCE: Final = 30_000  # milliseconds
ATTACK: Final = """async (port) => {
    const tried = (make) => new Promise((done) => {
        const socket = make();
        socket.onopen = () => { socket.send('["stdin", "x"]'); done("open"); };
        socket.onmessage = () => done("message");
        socket.onerror = () => done("refused");
    });
    const fetched = async (path, mode) => {
        try { return (await fetch(`http://127.0.0.1:${port}${path}`, {mode, credentials: "include"})).type; }
        catch { return "refused"; }
    };
    const script = await new Promise((done) => {
        const node = document.createElement("script");
        node.src = `http://127.0.0.1:${port}/static/textual.js`;
        node.onload = () => done("ran");
        node.onerror = () => done("refused");
        document.body.append(node);
    });
    const frame = document.createElement("iframe");
    frame.src = `http://127.0.0.1:${port}/`;
    await new Promise((done) => { frame.onload = done; frame.onerror = done; document.body.append(frame); });
    return {
        socket: await tried(() => new WebSocket(`ws://127.0.0.1:${port}/ws?width=80&height=24`)),
        localhost: await tried(() => new WebSocket(`ws://localhost:${port}/ws?width=80&height=24`)),
        read: await fetched("/", "cors"),
        script,
    };
}"""


class Home:
    """A server of `planner serve` over a data file with an awkward name."""

    def __init__(self, file: Path) -> None:
        self.environment = {**os.environ, "PLANNER_TODAY": "2026-11-23", "HOME": str(file.parent)}
        self.file = file
        self.planner("start", "--from", "marketing", "--name", "Ada")
        self.process = subprocess.Popen(
            self._words("serve", "--port", "0", "--no-open"),
            env=self.environment,
            cwd=file.parent,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        self.first_address = self.next_address()
        self.port = urlsplit(self.first_address).port
        self.home = f"http://127.0.0.1:{self.port}/"

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.process.send_signal(signal.SIGINT)
        self.process.communicate(timeout=PATIENCE / 1000)

    def _words(self, *words: str) -> list[str]:
        return [sys.executable, "-m", "planner", "--file", str(self.file), *words]

    def planner(self, *words: str) -> str:
        """What a command answers about the same file."""
        done = subprocess.run(self._words(*words), env=self.environment, capture_output=True, text=True, check=True)
        return done.stdout

    def state(self, milestone: str) -> str:
        """The state of a milestone, as the file has it."""
        return str(json.loads(self.planner("show", milestone, "--json"))["status"])

    def next_address(self) -> str:
        """The next address that the server prints."""
        assert self.process.stdout is not None
        return self.process.stdout.readline().strip()

    def apps(self) -> list[str]:
        """Ids of the processes that the server keeps."""
        children = Path(f"/proc/{self.process.pid}/task/{self.process.pid}/children")
        return children.read_text().split()


class Window:
    """One tab, with what it said, what it asked for, and what its terminal was sent."""

    def __init__(self, page: "Page") -> None:
        self.page = page
        self.trouble: list[str] = []
        self.requests: list[str] = []
        self.screen = ""
        page.on("console", lambda said: self.trouble.append(said.text) if said.type in ("error", "warning") else None)
        page.on("pageerror", lambda error: self.trouble.append(str(error)))
        page.on("requestfailed", lambda request: self.trouble.append(f"failed: {request.url}"))
        page.on("request", lambda request: self.requests.append(request.url))
        page.on("websocket", self._listen)

    def _listen(self, socket: "WebSocket") -> None:
        self.requests.append(socket.url)
        socket.on("framereceived", self._draw)

    def _draw(self, payload: str | bytes) -> None:
        if isinstance(payload, bytes):
            self.screen += re.sub(r"\x1b\[[0-?]*[ -/]*[@-~]", "", payload.decode("utf-8", "replace"))

    def until(self, is_so: Callable[[], bool]) -> None:
        """Let the page live until something is so."""
        end = monotonic() + PATIENCE / 1000
        while not is_so():
            if monotonic() > end:
                pytest.fail(f"never so; the screen was sent {self.screen[-2000:]!r}")
            self.page.wait_for_timeout(50)

    def until_saved(self, home: Home, keys: str) -> None:
        """Press keys, and let the page live until the file has changed."""
        before = home.file.read_bytes()
        self.page.keyboard.press(keys)
        self.until(lambda: home.file.read_bytes() != before)

    def opened(self, address: str) -> None:
        """Go to an address, which shows the app."""
        self.page.goto(address)
        self.page.wait_for_selector("body.-first-byte", timeout=PATIENCE)
        self.until(lambda: "Marketing to product manager" in self.screen)


@pytest.fixture(scope="module")
def browser() -> "Iterator[Browser]":
    from playwright.sync_api import sync_playwright

    with sync_playwright() as started:
        found = which("chromium") or which("chromium-browser")
        assert found, "Chromium is not installed"
        opened = started.chromium.launch(executable_path=found, args=list(FLAGS))
        yield opened
        opened.close()


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Home]:
    with Home(tmp_path_factory.mktemp('Ada\'s "own" folder') / "it's $HOME `my` file.json") as kept:
        yield kept


@pytest.fixture(scope="module")
def inside(browser: "Browser", home: Home) -> Iterator[Window]:
    """The first tab of a browser that was let in; its address is spent."""
    context = browser.new_context(viewport={"width": 1000, "height": 640})
    window = Window(context.new_page())
    window.opened(home.first_address)
    yield window
    context.close()


@contextmanager
def foreign_site(folder: Path) -> Iterator[int]:
    """A web server of somebody else on another port of this computer."""

    class Quiet(SimpleHTTPRequestHandler):
        def log_message(self, *_: Any) -> None:
            """Not a word."""

    (folder / "index.html").write_text("<!DOCTYPE html><title>theirs</title><body>", encoding="utf-8")
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(folder))) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        yield server.server_address[1]
        server.shutdown()


def test_a_milestone_done_in_the_browser_is_in_the_file(inside: Window, home: Home) -> None:
    """By keys alone, from the first one on; a second tab sees it, a reload comes back, and all stays on loopback."""
    window, other = Window(inside.page.context.new_page()), inside
    window.opened(home.home)
    assert home.state(FIRST) == "open"
    window.page.keyboard.press("2")
    window.until(lambda: "DONE WHEN" in window.screen)
    window.until_saved(home, "s")
    assert home.state(FIRST) == "started"
    window.page.keyboard.press("x")
    window.until(lambda: "Hours not logged yet" in window.screen)
    window.page.keyboard.type("it's a note: é 🎉")
    window.until_saved(home, "Control+s")
    assert home.state(FIRST) == "done"
    assert "it's a note: é 🎉" in home.planner("show", FIRST)
    other.until(lambda: "You finished" in other.screen)
    window.screen = ""
    window.page.reload()
    window.page.wait_for_selector("body.-first-byte", timeout=PATIENCE)
    window.until(lambda: "Marketing to product manager" in window.screen)
    window.until_saved(home, "u")
    assert home.state(FIRST) == "started"
    window.page.keyboard.press("Control+q")
    window.page.wait_for_selector("text=This window of the planner is closed", timeout=PATIENCE)
    window.page.keyboard.press("Enter")  # the link to open it again has the focus
    window.page.wait_for_selector("body.-first-byte", timeout=PATIENCE)
    for each in (window, other):
        assert each.trouble == []
        assert {urlsplit(url).netloc for url in each.requests} == {f"127.0.0.1:{home.port}"}
    assert [url for url in other.requests if "token" in url] == [home.first_address]
    window.page.close()


def test_an_address_works_once(browser: "Browser", inside: Window, home: Home) -> None:
    fresh = browser.new_context()
    page = fresh.new_page()
    refused = page.goto(home.first_address)
    assert refused is not None
    assert refused.status == 403
    assert "open the newest address" in page.inner_text("main")
    assert fresh.cookies() == []
    window = Window(fresh.new_page())
    window.opened(home.next_address())
    assert window.page.url == home.home, "the token does not stay in the window"
    (cookie,) = fresh.cookies()
    assert (cookie["httpOnly"], cookie["sameSite"], cookie["domain"]) == (True, "Strict", "127.0.0.1")
    assert window.page.evaluate("document.cookie") == ""
    assert window.trouble == []
    fresh.close()


@pytest.mark.parametrize("name", ["127.0.0.1", "localhost", REBOUND])
def test_a_foreign_page_gets_nothing(inside: Window, home: Home, tmp_path: Path, name: str) -> None:
    """A page on another port of this computer: so near that the browser sends our cookie along."""
    page, before = inside.page.context.new_page(), home.state(FIRST)
    apps = len(home.apps())
    with foreign_site(tmp_path) as port:
        page.goto(f"http://{name}:{port}/index.html")
        tried = page.evaluate(ATTACK, home.port)
        assert tried == {"socket": "refused", "localhost": "refused", "read": "refused", "script": "refused"}
        assert len(page.frames) == 2
        assert "terminal" not in page.frames[1].content()
    assert len(home.apps()) <= apps
    assert home.state(FIRST) == before
    page.close()


def test_the_check_notices_what_it_is_for(inside: Window, home: Home) -> None:
    """From the planner's own page, what others are refused is allowed; its policy lets it fetch nothing."""
    tried = inside.page.evaluate(ATTACK, home.port)
    assert tried == {"socket": "open", "localhost": "refused", "read": "refused", "script": "ran"}


def test_a_name_pointed_here_is_refused(inside: Window, home: Home) -> None:
    page = inside.page.context.new_page()
    refused = page.goto(f"http://{REBOUND}:{home.port}/")
    assert refused is not None
    assert refused.status == 403
    assert "serve" not in page.content()
    page.close()


def test_ctrl_c_ends_everything(browser: "Browser", tmp_path: Path) -> None:
    page = browser.new_page()
    with Home(tmp_path / "journey.json") as home:
        Window(page).opened(home.first_address)
        (app,) = home.apps()
        home.process.send_signal(signal.SIGINT)
        page.wait_for_selector("text=This window of the planner is closed", timeout=PATIENCE)
        _, said = home.process.communicate(timeout=PATIENCE / 1000)
    assert home.process.returncode == 0
    assert said.endswith("The planner is no longer in the browser.\n")
    assert "Traceback" not in said
    assert not Path(f"/proc/{app}").exists()
    page.close()
