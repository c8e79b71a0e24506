"""The commands that open the app elsewhere: on a throw-away journey, in the browser.

`planner.cli` hands the wish on to the composition root; neither Textual nor a web server is known here.
"""

from typing import Final

from planner.cli.command import Call, Command
from planner.cli.parser import Parser
from planner.errors import BadValue

USUAL_PORT: Final = 8737
_HIGHEST_PORT: Final = 65535


def _no_arguments(_parser: Parser) -> None:
    """It takes none."""


def _never_here(_call: Call) -> None:
    raise BadValue("The app opens from `planner` or `planner demo`.")


def _serve_arguments(parser: Parser) -> None:
    usual = f"the port of 127.0.0.1 to use, {USUAL_PORT} when left out; 0: any that is free"
    parser.add_argument("--port", metavar="N", type=_port, default=USUAL_PORT, help=usual)
    browser = parser.add_mutually_exclusive_group()
    browser.add_argument("--open", dest="opens", action="store_true", default=None, help="open a browser")
    browser.add_argument("--no-open", dest="opens", action="store_false", default=None, help="only print the address")


def _port(text: str) -> int:
    if text.isascii() and text.isdecimal() and len(text) <= len(str(_HIGHEST_PORT)) and int(text) <= _HIGHEST_PORT:
        return int(text)
    raise BadValue(f"--port needs a whole number from 0 to {_HIGHEST_PORT}, such as {USUAL_PORT}.")


COMMANDS: Final = {
    "demo": Command(_no_arguments, _never_here, ("planner demo",), "Nothing you do in it touches your own journey."),
    "serve": Command(
        _serve_arguments,
        _never_here,
        ("planner serve", "planner serve --port 0 --no-open"),
        "Only this computer can reach it, and the address that it prints lets one browser in, once; the next address "
        "is printed then. Several tabs may be open at the same time. A browser is opened by itself when a screen is "
        "there for it. Ctrl+C ends it. It needs the package textual-serve.",
    ),
}
