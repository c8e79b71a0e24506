"""What a command is: its arguments, its handler, and how its words complete. No command lives here."""

import argparse
from collections.abc import Callable, Mapping
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING, Final, NamedTuple

from planner.cli.console import Console

if TYPE_CHECKING:
    from planner.cli.parser import Parser
    from planner.session import Session, Surroundings


class Call:
    """One call of one command: the options typed, and the ways to answer."""

    def __init__(self, options: argparse.Namespace, surroundings: "Surroundings", console: Console) -> None:
        self.options = options
        self.surroundings = surroundings
        self.console = console

    @cached_property
    def session(self) -> "Session":
        """The journey's session, opened on first use."""
        from planner.session import Session

        return Session(self.surroundings)

    @property
    def today(self) -> date:
        return self.surroundings.today

    @property
    def wants_json(self) -> bool:
        return bool(getattr(self.options, "json", False))

    def day(self, text: str) -> date:
        """A date to come, as typed."""
        from planner.core.parsing import parse_date

        return parse_date(text, self.today)

    def past_day(self, text: str | None) -> date | None:
        """A date of something that happened, as typed; None when none was."""
        from planner.core.parsing import parse_date

        return None if text is None else parse_date(text, self.today, looking_back=True)

    def close(self) -> None:
        """Let the data file go, if it was opened."""
        if "session" in self.__dict__:
            self.session.close()


_NONE: Final[Mapping[str, str]] = {}


class Command(NamedTuple):
    """A command's declaration. `run` returns an exit code, or None for 0.

    `completes` says for an argument's name what completes it: a kind known to `planner.cli.candidates`.
    """

    arguments: Callable[["Parser"], None]
    run: Callable[[Call], int | None]
    examples: tuple[str, ...]
    about: str = ""
    completes: Mapping[str, str] = _NONE
