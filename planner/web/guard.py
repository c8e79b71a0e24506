"""Who may come in: this person's own browser, from the planner's own page, and nobody else. No sockets, no files.

Listening on 127.0.0.1 alone does not keep others out: every web page that the browser shows may send requests there,
and a page may give its own name the address 127.0.0.1 ("DNS rebinding"). So each request must name this server as its
host, must not come from another page, and must show a cookie that only a one-time address gives.
"""

import secrets
from collections.abc import Mapping, Sequence
from enum import Enum, auto
from typing import Final, NamedTuple
from urllib.parse import urlencode

ADDRESS: Final = "127.0.0.1"
_NAMES: Final = (ADDRESS, "localhost")
_SECRET_BYTES: Final = 32
_OWN_SITES: Final = ("same-origin", "none")


class Verdict(Enum):
    """What becomes of a request."""

    FOREIGN = auto()  # for another host or from another page: refused without a word about us
    STRANGER = auto()  # without a cookie and without an address that is still good
    NEWCOMER = auto()  # the one-time address was used just now: the cookie is due
    KNOWN = auto()  # has the cookie


class Asked(NamedTuple):
    """What counts in a request. Of headers that occur once at most, all values sent; `token` as in the address."""

    path: str
    hosts: Sequence[str]
    origins: Sequence[str]
    sites: Sequence[str]
    cookies: Mapping[str, str]
    token: str | None = None
    is_page: bool = False  # a person goes to a page, in a window of their own
    is_websocket: bool = False


class Guard:
    """The one-time address and the cookie of one server. An address that was used is followed by another."""

    def __init__(self, port: int) -> None:
        self.port = port
        self.cookie = (
            f"planner-{port}"  # a browser sends the cookies of one port to all of them: two servers, two names
        )
        self.secret = secrets.token_urlsafe(_SECRET_BYTES)
        self._token = secrets.token_urlsafe(_SECRET_BYTES)
        ports = (f":{port}", "") if port == 80 else (f":{port}",)
        self._hosts = frozenset(f"{name}{suffix}" for name in _NAMES for suffix in ports)

    @property
    def address(self) -> str:
        """The address that lets one browser in, once."""
        return f"http://{ADDRESS}:{self.port}/?{urlencode({'token': self._token})}"

    def judge(self, asked: Asked) -> Verdict:
        """What becomes of the request; the one-time address is spent by the request that shows it."""
        if not self._is_ours(asked):
            return Verdict.FOREIGN
        if self._same(asked.cookies.get(self.cookie), self.secret):
            return Verdict.KNOWN
        if asked.path == "/" and asked.is_page and self._same(asked.token, self._token):
            self._token = secrets.token_urlsafe(_SECRET_BYTES)
            return Verdict.NEWCOMER
        return Verdict.STRANGER

    def _is_ours(self, asked: Asked) -> bool:
        if len(asked.hosts) != 1 or asked.hosts[0].lower() not in self._hosts:
            return False
        own = f"http://{asked.hosts[0].lower()}"
        if any(origin != own for origin in asked.origins) or len(asked.origins) > 1:
            return False
        if asked.is_websocket and not asked.origins:
            return False  # every browser says from which page a websocket is opened
        return asked.is_page or all(site in _OWN_SITES for site in asked.sites)

    @staticmethod
    def _same(given: str | None, wanted: str) -> bool:
        return given is not None and secrets.compare_digest(given.encode("utf-8", "replace"), wanted.encode())
