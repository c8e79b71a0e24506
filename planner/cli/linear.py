"""The linear mode, `planner --plain` alone: the same commands, typed one after another and answered line by line.

For screen readers, and for terminals that cannot draw. Every line goes through `planner.cli.run` like any other call;
nothing is remembered here but the way out.
"""

import shlex
from collections.abc import Callable, Sequence
from typing import Final

from planner.cli.console import Console
from planner.cli.context import Defaults, Options, surroundings
from planner.errors import PlannerError

Ask = Callable[[str], str]
"""Shows a question and gives the line typed; EOFError at the end of the input."""

PROMPT: Final = "planner> "
_LEAVE: Final = ("quit", "exit", "q", ":q", "bye")
_HELP: Final = (
    "Type a command and enter. The ones you need most days:",
    "next: the next action, and why. status: how it goes. list: all milestones.",
    "done ID, begin ID, log ID HOURS, note ID TEXT: what you did. undo takes the last change back.",
    "An id may be shortened as long as it is clear. COMMAND --help tells all about one command.",
    "commands: every command there is. quit: leave; everything is saved already.",
)


def converse(defaults: Defaults, options: Options, ask: Ask = input) -> int:
    """Ask for commands and carry them out until the person leaves; the exit code is 0."""
    console = Console(width=defaults.width)
    console.speak()
    _prepare_line_editing()
    try:
        if not _has_journey(defaults, options, console):
            from planner.cli.interview import begun

            if not begun(defaults, options, console, ask):
                return 0
        _greet(defaults, options, console)
        while _one(defaults, options, console, ask):
            pass
    except (EOFError, OSError):  # the input has ended, or was never there
        console.line()
    return 0


def carry_out(words: Sequence[str], defaults: Defaults, options: Options) -> None:
    """One command as if it had been typed after `planner --plain`; what went wrong has been said."""
    from planner.cli import run

    run([*_globals(options), *words], defaults)


def _one(defaults: Defaults, options: Options, console: Console, ask: Ask) -> bool:
    """Ask for one command and carry it out; False when the person wants to leave."""
    try:
        console.flush()
        words = shlex.split(ask(PROMPT))
    except KeyboardInterrupt:
        console.line()
        console.narrate("Nothing was done. Type quit to leave.")
        return True
    except ValueError:
        console.narrate("A quotation mark is open at the end of the line; close it, or leave it out.")
        return True
    if words[:1] == ["planner"]:
        del words[0]
    if not words:
        return True
    if words[0].casefold() in _LEAVE:
        return False
    if words == ["help"] or words == ["?"]:
        console.lines(_HELP)
    elif words == ["commands"]:
        carry_out(["--help"], defaults, options)
    elif words[0] in ("demo", "serve"):
        console.narrate(f"That opens the app itself: leave with quit, then type planner {words[0]}.")
    else:
        carry_out(words, defaults, options)
    return True


def _greet(defaults: Defaults, options: Options, console: Console) -> None:
    carry_out(["next"], defaults, options)
    console.line("Type help for the commands, quit to leave.")


def _has_journey(defaults: Defaults, options: Options, console: Console) -> bool:
    """True unless there is certainly none; a damaged file is told by the first command."""
    from planner.session import Session

    session = Session(surroundings(defaults, options))
    try:
        return session.has_journey
    except PlannerError as error:
        console.narrate(f"planner: {error.message}")
        return True
    finally:
        session.close()


def _globals(options: Options) -> list[str]:
    words = ["--plain"]
    if options.file is not None:
        words += ["--file", options.file]
    if options.today is not None:
        words += ["--today", options.today]
    return words


def _prepare_line_editing() -> None:
    """Arrow keys and the earlier lines, where the platform has them: `input` uses the module once it is loaded."""
    try:
        import readline
    except ImportError:
        return
    readline.set_auto_history(True)
