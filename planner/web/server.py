"""The server of one person's app: its four addresses, its headers, and its end. What may come in, `guard` decides.

It listens on 127.0.0.1 and nowhere else; there is no option for it. Everything the page needs comes from here.
"""

import asyncio
import errno
import logging
import os
import signal
import socket
import sys
from collections.abc import Awaitable, Callable, Mapping
from contextlib import suppress
from html import escape
from pathlib import Path
from typing import Final

from aiohttp import WSMsgType, web

from planner.core.text import visible
from planner.errors import Busy, Refused
from planner.web import Serving
from planner.web.guard import ADDRESS, Asked, Guard, Verdict
from planner.web.relay import Relay, within

ASSETS: Final = Path(__file__).parent / "assets"
_OWN_FILES: Final = ("planner.css", "planner.js")
_TYPES: Final = {".js": "text/javascript", ".css": "text/css", ".ttf": "font/ttf"}
_HEARTBEAT_SECONDS: Final = 15.0
_LEAVING_SECONDS: Final = 10.0  # a relay needs seven at the most
_LARGEST_MESSAGE: Final = 1 << 20
_SIGNALS: Final = ("SIGINT", "SIGTERM", "SIGHUP")
_USUAL_SIZE: Final = {"width": 80, "height": 24}
# Scripts come from here alone and nothing is evaluated; the terminal writes style sheets of its own into the page.
_POLICY: Final = (
    "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; font-src 'self'; img-src 'self' data:; "
    "connect-src {socket}; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)
_HEADERS: Final = {
    "X-Frame-Options": "DENY",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cache-Control": "no-store",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
    "Server": "planner",
}
Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]


def run(wish: Serving, files: Mapping[str, Path]) -> int:
    """Serve until a signal ends it. Busy or Refused when the port may not be had."""
    with listener(wish.port) as listening:
        service = Service(wish, files, Guard(listening.getsockname()[1]))
        asyncio.run(service.run(listening))
    return 0


def listener(port: int) -> socket.socket:
    """A socket on that port of 127.0.0.1, or on a free one for 0."""
    listening = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    try:
        if os.name == "posix":  # elsewhere it would let another program take the port
            listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listening.bind((ADDRESS, port))
        listening.listen()
    except OSError as error:
        listening.close()
        if error.errno == errno.EADDRINUSE:
            raise Busy(
                f"Port {port} is taken, perhaps by a `planner serve` in another terminal. End that one, or choose "
                "another with --port; --port 0 takes any that is free."
            ) from error
        raise Refused(
            f"Port {port} may not be used here ({os.strerror(error.errno or 0)}). Choose another with --port, "
            "such as 8738; --port 0 takes any that is free."
        ) from error
    return listening


class Service:
    """Answers the requests of one server, and says in the terminal what a person has to know."""

    def __init__(self, wish: Serving, files: Mapping[str, Path], guard: Guard) -> None:
        self._wish = wish
        self._files = {**{name: ASSETS / name for name in _OWN_FILES}, **files}
        self._guard = guard
        self._relays: set[Relay] = set()
        self._end = asyncio.Event()

    def application(self) -> web.Application:
        """Routes and rules, for aiohttp to run."""
        application = web.Application(middlewares=[self._guarded])
        application.add_routes(
            [
                web.get("/", self._page, allow_head=False),
                web.get("/ws", self._tab, allow_head=False),
                *(web.get(f"/static/{name}", self._file, allow_head=False) for name in self._files),
            ]
        )
        application.on_response_prepare.append(_add_headers)
        return application

    async def run(self, listening: socket.socket) -> None:
        """Serve on that socket until a signal comes, then end every app in good order."""
        quiet = logging.Logger("planner.web")
        quiet.addHandler(logging.NullHandler())
        runner = web.AppRunner(self.application(), access_log=None, logger=quiet, shutdown_timeout=_LEAVING_SECONDS)
        await runner.setup()
        await web.SockSite(runner, listening).start()
        loop = asyncio.get_running_loop()
        for name in _SIGNALS:
            with suppress(NotImplementedError, AttributeError):
                loop.add_signal_handler(getattr(signal, name), self.stop)
        say("The planner is in the browser at the address below, which works once. Ctrl+C ends it.")
        show(self._guard.address)
        opening = loop.run_in_executor(None, _open_browser, self._guard.address) if self._wish.opens else None
        await self._end.wait()
        for relay in self._relays:
            relay.stop()
        await runner.cleanup()
        if opening is not None:
            await opening
        say("The planner is no longer in the browser.")

    def stop(self) -> None:
        """End the server; asked a second time, without waiting for the apps."""
        for relay in self._relays if self._end.is_set() else ():
            relay.stop(at_once=True)
        self._end.set()

    @web.middleware
    async def _guarded(self, request: web.Request, handler: Handler) -> web.StreamResponse:
        """Every request passes here, those for addresses that do not exist too."""
        verdict = self._guard.judge(_asked(request))
        if verdict is Verdict.FOREIGN:
            return web.Response(status=403, text="Refused: this request does not come from the planner's own page.\n")
        if verdict is Verdict.STRANGER:
            return _asset("refused.html", status=403)
        if verdict is Verdict.NEWCOMER:
            return self._welcome()
        try:
            return await handler(request)
        except (web.HTTPException, ConnectionError):  # an answer like any other; a browser that did not wait for one
            raise
        except Exception as error:  # noqa: BLE001 - whatever it is, the server goes on and nobody sees a traceback
            say(f"The planner met a defect of its own ({type(error).__name__}); please report what you did last.")
            return web.Response(status=500, text="The planner met a defect of its own, sorry.\n")

    def _welcome(self) -> web.Response:
        """The cookie for whoever used the address. The page goes on by itself, so that the address leaves the window.

        A redirection would not do: after a link in another page, browsers send no strict cookie along with it.
        """
        say("The address was used just now. If that was not you, press Ctrl+C. For one more browser:")
        show(self._guard.address)
        response = _asset("entering.html")
        response.set_cookie(self._guard.cookie, self._guard.secret, path="/", httponly=True, samesite="Strict")
        return response

    async def _page(self, request: web.Request) -> web.StreamResponse:
        if request.query_string:  # the address with its token again, from a browser that is in already
            return _asset("entering.html")
        return _asset("app.html", socket=f"ws://{request.host}/ws")

    async def _file(self, request: web.Request) -> web.StreamResponse:
        path = self._files[request.path.rpartition("/")[2]]
        return web.FileResponse(path, headers={"Content-Type": _TYPES[path.suffix]})

    async def _tab(self, request: web.Request) -> web.StreamResponse:
        tab = web.WebSocketResponse(heartbeat=_HEARTBEAT_SECONDS, max_msg_size=_LARGEST_MESSAGE)
        if not tab.can_prepare(request):
            return web.Response(status=400, text="This address is for the planner's own page.\n")
        await tab.prepare(request)
        relay = Relay(self._wish.command, self._wish.environment, tab)
        self._relays.add(relay)
        try:
            await relay.start(*(_cells(request, name, usual) for name, usual in _USUAL_SIZE.items()))
            if not self._end.is_set():
                async for message in tab:
                    if message.type is WSMsgType.TEXT:
                        await relay.take(message.data)
        except (OSError, ValueError) as error:
            say(f"The planner could not be started for a new tab: {visible(str(error))}.")
            await tab.close()
        finally:
            said = await relay.end()
            self._relays.discard(relay)
            if said:
                say(said)
        return tab


def say(text: str) -> None:
    """A sentence for the person at the terminal, when there is one."""
    with suppress(OSError, ValueError, AttributeError):
        print(text, file=sys.stderr, flush=True)


def show(address: str) -> None:
    """An address, for the person or for a program that reads it."""
    with suppress(OSError, ValueError, AttributeError):
        print(address, flush=True)


def _open_browser(address: str) -> None:
    import webbrowser

    with suppress(webbrowser.Error, OSError):
        if webbrowser.open(address):
            return
    say("No browser could be opened: open the address yourself.")


def _asked(request: web.Request) -> Asked:
    headers = request.headers
    is_navigation = headers.get("Sec-Fetch-Mode", "navigate") == "navigate"
    is_window = headers.get("Sec-Fetch-Dest", "document") == "document"
    return Asked(
        path=request.path,
        hosts=headers.getall("Host", []),
        origins=headers.getall("Origin", []),
        sites=headers.getall("Sec-Fetch-Site", []),
        cookies=request.cookies,
        token=request.query.get("token"),
        is_page=request.method == "GET" and request.path == "/" and is_navigation and is_window,
        is_websocket=request.path == "/ws" or "Upgrade" in headers,
    )


def _asset(name: str, *, status: int = 200, socket: str = "") -> web.Response:
    text = (ASSETS / name).read_text(encoding="utf-8").replace("{socket}", escape(socket))
    return web.Response(status=status, text=text, content_type="text/html", charset="utf-8")


def _cells(request: web.Request, name: str, usual: int) -> int:
    wanted = request.query.get(name, "")
    return within(int(wanted[:6])) if wanted.isascii() and wanted.isdecimal() else usual


async def _add_headers(request: web.Request, response: web.StreamResponse) -> None:
    """For every answer, refusals too; the host in the policy is written only after the guard has checked it."""
    response.headers.update(_HEADERS)
    own = "'none'" if response.status == 403 else f"ws://{request.host}"
    response.headers["Content-Security-Policy"] = _POLICY.format(socket=own)
