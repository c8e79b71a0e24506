"""The options of `planner report` that only calendars have: a reminder, and a folder of one entry a file."""

import re
from pathlib import Path
from typing import TYPE_CHECKING, Final

from planner.cli.command import Call
from planner.cli.parser import Parser
from planner.core.text import quoted
from planner.core.wording import counted
from planner.errors import BadValue

if TYPE_CHECKING:
    from planner.reports import Scope

_REMINDS: Final = "ics-event"
_TIME: Final = re.compile(r"([01]?\d|2[0-3])[:.]([0-5]\d)")


def add_calendar_options(parser: Parser) -> None:
    """Declare --split and --alarm."""
    parser.add_argument(
        "--split", action="store_true", help="keep the folder --output as a calendar: one file for each entry"
    )
    parser.add_argument(
        "--alarm", metavar="TIME", help="events remind at this time of the day (19:00), of fixed dates the day before"
    )


def alarm_minutes(words: str | None, form: str) -> int | None:
    """A time of the day in minutes after midnight; None when none was typed."""
    if words is None:
        return None
    if form != _REMINDS:
        raise BadValue(f"Only {_REMINDS} reminds; --alarm has no place in {quoted(form)}.")
    match = _TIME.fullmatch(words.strip())
    if match is None:
        raise BadValue(f"{quoted(words)} is no time of the day; write it like 19:00.")
    return int(match.group(1)) * 60 + int(match.group(2))


def split_into_folder(call: Call, scope: "Scope", form: str) -> None:
    """Write the report as a folder of one entry a file, and say what became of the files that were there."""
    from planner.exchange import save_folder

    output = call.options.output
    if output in (None, "-") or not output.strip():
        raise BadValue("--split needs a folder to keep: add --output FOLDER.")
    place = Path(output).expanduser()
    if place.exists() and not place.is_dir():
        raise BadValue(f"{place} is a file; --split needs a folder to keep.")
    done = save_folder(call.session.report(scope, has_forecast=False), form, place)
    call.console.narrate(f"{place}: {done.new} new, {done.changed} changed, {done.removed} taken away")
    if done.left:
        call.console.narrate(
            f"{counted(len(done.left), 'file')} changed by another tool left alone; "
            f"`planner import ics {output}` shows what it did."
        )
