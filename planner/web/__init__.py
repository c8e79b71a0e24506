"""The app in the browser, for this person on this computer alone.

A front of its own beside the screen and the command line. It knows neither: the app is a command, started anew for
every tab, whose screen travels through a websocket to the terminal that textual-serve brings for the browser. `guard`
says who may come in, `server` answers requests, `relay` keeps one app process, `command` says how it is started and
`parent` how it ends with the server. The package aiohttp is only imported when there is something to serve.
"""

from collections.abc import Mapping
from typing import Final, NamedTuple

from planner.errors import Refused

PIP_LINE: Final = "python -m pip install 'job-transition-planner[web]'"


class Serving(NamedTuple):
    """What to serve: the app's `command`, the `environment` for it, a `port` of 127.0.0.1 (0 is any that is free).

    `opens` asks for a browser to be opened.
    """

    command: tuple[str, ...]
    environment: Mapping[str, str]
    port: int
    opens: bool


def serve(wish: Serving) -> int:
    """Serve until Ctrl+C or another signal ends it; returns the exit code.

    Refused when the extra is not installed or the port may not be had, Busy when another program has the port.
    """
    from planner.web.terminal import terminal_files  # cheap, and says whether the extra is there

    files = terminal_files()
    if files is None:
        raise Refused(f"The planner in the browser needs the package textual-serve: {PIP_LINE}")
    from planner.web.server import run

    return run(wish, files)
