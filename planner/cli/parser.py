"""The arguments of one command, from words typed to options; `head` reads what stands before it.

Only the parser of the command asked for is built. A mistake is one sentence, never a page of usage.
"""

import argparse
import re
from collections.abc import Sequence
from typing import TYPE_CHECKING, Final, NoReturn

from planner.cli.context import Options
from planner.cli.directory import LISTINGS, nearest
from planner.errors import BadValue

if TYPE_CHECKING:
    from planner.cli.command import Command

_HELP_WIDTH: Final = 78


class Parser(argparse.ArgumentParser):
    """argparse with our own voice: mistakes are raised as BadValue, options are never abbreviated."""

    def __init__(self, name: str, *, about: str = "", examples: Sequence[str] = ()) -> None:
        super().__init__(
            prog=f"planner {name}",
            description=about,
            epilog="\n".join(["examples:", *(f"  {example}" for example in examples)]),
            # With the width given, argparse does not import shutil to find it out for every argument.
            formatter_class=lambda prog: argparse.RawDescriptionHelpFormatter(prog, width=_HELP_WIDTH),
            allow_abbrev=False,
        )
        self._positionals.title = "arguments"
        # "-3d" and "-1h" are values, so that the verbs can say what is wrong with them; no option begins with a digit.
        self._negative_number_matcher = re.compile(r"^-\d.*$")

    def error(self, message: str) -> NoReturn:
        """A mistake in the words typed."""
        plain = message.replace("the following arguments are required:", "it needs").replace("argument ", "")
        raise BadValue(f"{self.prog.removeprefix('planner ')}: {plain.rstrip('.')}. See `{self.prog} --help`.")

    def format_help(self) -> str:
        """The help of this command."""
        from planner.cli.cells import wrap

        self.description = "\n".join(wrap(self.description or "", _HELP_WIDTH))
        return super().format_help()

    def positionals(self) -> list[argparse.Action]:
        """The arguments without a name, in order."""
        return [action for action in self._actions if not action.option_strings]

    def optionals(self) -> list[argparse.Action]:
        """The options."""
        return [action for action in self._actions if action.option_strings]

    def taking_value(self, option: str) -> argparse.Action | None:
        """The option of that name when it takes a value."""
        action = self._option_string_actions.get(option)
        return action if action is not None and action.nargs != 0 else None

    def known_options(self) -> list[str]:
        """Every option string of this command."""
        return [option for action in self.optionals() for option in action.option_strings]

    def read(self, words: Sequence[str]) -> argparse.Namespace:
        """The options in `words`. BadValue names what is not understood and suggests the nearest."""
        options, unknown = self.parse_known_args(list(words))
        if not unknown:
            return options
        word = unknown[0].partition("=")[0]
        if word.startswith("-") and word != "--":
            self.error(f"there is no option {word}.{nearest(word, self.known_options())}")
        return self.error(f"“{word}” is one word too many")

    def add_json(self) -> None:
        """The option of every command that answers with data."""
        self.add_argument("--json", action="store_true", help="answer with one JSON object on stdout")


def parser_for(name: str, command: "Command") -> Parser:
    """The parser of one command, global options included."""
    summary = LISTINGS[name].summary
    about = f"{summary[0].upper()}{summary[1:]}. {command.about}".strip()
    parser = Parser(name, about=about, examples=command.examples)
    command.arguments(parser)
    add_globals(parser)
    return parser


def add_globals(parser: Parser) -> None:
    """The options that every command takes, before or after its name."""
    group = parser.add_argument_group("global options")
    group.add_argument("--file", dest="global_file", metavar="PATH", help="the data file (or PLANNER_FILE)")
    group.add_argument("--today", dest="global_today", metavar="DATE", help="take this day as today (PLANNER_TODAY)")
    group.add_argument(
        "--plain", dest="global_plain", action="store_true", help="words alone, line by line, for screen readers"
    )


def merged(before: Options, after: argparse.Namespace) -> Options:
    """Global options from both sides of the command; the later one counts."""
    return Options(
        before.file if after.global_file is None else after.global_file,
        before.today if after.global_today is None else after.global_today,
        before.is_plain or after.global_plain,
    )
