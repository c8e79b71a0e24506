"""The command line: reads words, asks the session, prints. It holds no rules; those are in `planner.core`.

`run` is the door. It never imports Textual: a call for the app is handed back to the composition root as `OpenApp`, or
`OpenWeb` for the app in the browser.
"""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Final, NamedTuple

from planner.cli.console import Console, abandon
from planner.cli.context import Defaults
from planner.core.text import one_line, visible
from planner.errors import BadValue, PlannerError

if TYPE_CHECKING:
    from planner.cli.context import Options
    from planner.cli.head import Head
    from planner.session import Surroundings

__all__ = ["OpenApp", "OpenWeb", "run"]

_INTERRUPTED: Final = 130
_READER_LEFT: Final = 141
_DEFECT: Final = 1
_COMPLETE: Final = "__complete"


class OpenApp(NamedTuple):
    """What `run` returns when the app is wanted; `is_demo` asks for the throw-away journey."""

    surroundings: "Surroundings"
    is_demo: bool


class OpenWeb(NamedTuple):
    """What `run` returns when the app is wanted in the browser; `opens` is None when the person did not say."""

    surroundings: "Surroundings"
    port: int
    opens: bool | None


Outcome = int | OpenApp | OpenWeb


def run(arguments: Sequence[str], defaults: Defaults) -> Outcome:
    """Carry out one command and return its exit code, or hand back the wish to open the app. Raises nothing."""
    console = Console(has_colour=defaults.colour, width=defaults.width)
    try:
        outcome = _answer(arguments, defaults, console)
        console.flush()
    except PlannerError as error:
        console.narrate(f"planner: {error.message}")
        return error.exit_code
    except KeyboardInterrupt:
        return _INTERRUPTED
    except BrokenPipeError:
        _leave_quietly()
        return _READER_LEFT
    except SystemExit as finished:  # argparse has printed a help page
        return _flushed(console, finished.code)
    except Exception as error:  # noqa: BLE001 - whatever it is, a person gets a sentence and not a traceback
        console.narrate(
            f"planner: this should not have happened, sorry ({type(error).__name__}: {one_line(str(error))[:200]}). "
            "Please report it with the command you typed and the output of `planner --version`."
        )
        return _DEFECT
    return outcome


def _answer(arguments: Sequence[str], defaults: Defaults, console: Console) -> Outcome:
    words = list(arguments)
    if words[:1] == [_COMPLETE]:
        from planner.cli.candidates import complete

        return complete(words[1:], defaults, console)
    from planner.cli.head import read_head

    head = read_head(words)
    if head.wants_version:
        return _tell_version(console)
    if head.wants_help or head.command == "help":
        return _help(head.command, head.rest, console)
    if not head.command and head.options.is_plain:
        from planner.cli.linear import converse

        return converse(defaults, head.options)
    if not head.command:
        return _app(defaults, head.options, is_demo=False)
    return _command(head, defaults, console)


def _command(head: "Head", defaults: Defaults, console: Console) -> Outcome:
    from planner.light import take_argparse, take_hashlib, take_msgspec

    take_argparse()
    take_msgspec()
    take_hashlib()
    from planner.cli.command import Call
    from planner.cli.context import surroundings
    from planner.cli.directory import find
    from planner.cli.parser import merged, parser_for

    command = find(head.command)
    options = parser_for(head.command, command).read(head.rest)
    globals_ = merged(head.options, options)
    if head.command == "demo":
        return _app(defaults, globals_, is_demo=True)
    if head.command == "serve":
        if globals_.is_plain:
            raise BadValue("The browser shows the app's screen. Without a screen, use `planner --plain` in a terminal.")
        return OpenWeb(surroundings(defaults, globals_), options.port, options.opens)
    if globals_.is_plain:
        console.speak()
    call = Call(options, surroundings(defaults, globals_), console)
    try:
        return command.run(call) or 0
    finally:
        call.close()


def _app(defaults: Defaults, options: "Options", *, is_demo: bool) -> OpenApp:
    if not defaults.terminal:
        raise BadValue(
            "The app needs a terminal on both ends. Without one, use a command such as status, next, list, show, "
            "done or log; `planner --help` lists them all."
        )
    from planner.light import take_hashlib, take_msgspec

    take_msgspec()
    take_hashlib()
    from planner.cli.context import surroundings

    return OpenApp(surroundings(defaults, options), is_demo)


def _help(command: str, rest: Sequence[str], console: Console) -> int:
    name = (rest[0] if rest else "") if command == "help" else command
    if not name:
        from planner.cli import overview

        overview.show(console)
        return 0
    from planner.cli.directory import find
    from planner.cli.parser import parser_for

    console.text(parser_for(name, find(name)).format_help())
    return 0


def _tell_version(console: Console) -> int:
    from planner import __version__

    console.line(f"planner {__version__}")
    return 0


def _flushed(console: Console, code: object) -> int:
    try:
        console.flush()
    except BrokenPipeError:
        _leave_quietly()
    except PlannerError as error:
        console.narrate(f"planner: {visible(error.message)}")
        return error.exit_code
    return code if isinstance(code, int) else 0


def _leave_quietly() -> None:
    import sys

    abandon(sys.stdout)
