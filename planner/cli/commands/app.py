"""The command that opens the app on a throw-away journey. `planner.cli` hands the wish on; Textual is unknown here."""

from typing import Final

from planner.cli.command import Call, Command
from planner.cli.parser import Parser
from planner.errors import BadValue


def _no_arguments(_parser: Parser) -> None:
    """It takes none."""


def _never_here(_call: Call) -> None:
    raise BadValue("The app opens from `planner` or `planner demo`.")


COMMANDS: Final = {
    "demo": Command(_no_arguments, _never_here, ("planner demo",), "Nothing you do in it touches your own journey.")
}
