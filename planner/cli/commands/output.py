"""Commands that print a document: report, completions."""

import os
from pathlib import Path
from typing import Final

from planner.cli.calendar_options import add_calendar_options, alarm_minutes, split_into_folder
from planner.cli.command import Call, Command
from planner.cli.parser import Parser
from planner.errors import BadValue

_USUAL_FORMAT: Final = "md"
SHELLS: Final = ("bash", "zsh", "fish")


def _report_arguments(parser: Parser) -> None:
    parser.add_argument("--format", metavar="F", help="one of the formats below; md when left out")
    parser.add_argument("--output", metavar="FILE", help="write it to this file, or into this folder; - is stdout")
    parser.add_argument("--since", metavar="DATE", help="what happened since this day; last: since the last report")
    parser.add_argument("--private", action="store_true", help="include notes, reasons and what is marked as private")
    parser.add_argument("--json", action="store_true", help="the same as --format json")
    add_calendar_options(parser)
    parser.add_argument_group("formats", _formats())


def _report(call: Call) -> None:
    from planner.reports import Scope

    wanted = call.options
    if wanted.json and wanted.format not in (None, "json"):
        raise BadValue("Give --json or --format, not both.")
    form = "json" if wanted.json else wanted.format or _USUAL_FORMAT
    since_last = (wanted.since or "").strip().casefold() == "last"
    scope = Scope(
        since=None if since_last else call.past_day(wanted.since),
        since_last=since_last,
        is_private_included=wanted.private,
        alarm_minutes=alarm_minutes(wanted.alarm, form),
    )
    if wanted.split:
        split_into_folder(call, scope, form)
        return
    if wanted.output in (None, "-"):
        _print(call, call.session.render(scope, form), form)
        return
    if not wanted.output.strip():
        raise BadValue("Give the report a file to go to, such as report.md, or a folder.")
    place = Path(wanted.output).expanduser()
    if wanted.output.endswith(os.sep) and not place.is_dir():
        raise BadValue(f"There is no folder {wanted.output}: make it first, or give a file.")
    saved = call.session.save_report(scope, form, place)
    call.console.narrate(f"report saved: {saved}")


def _print(call: Call, content: str | bytes, form: str) -> None:
    if isinstance(content, str):
        call.console.text(content)
    elif call.console.is_terminal:
        raise BadValue(f"A terminal cannot show {form}: add --output report.{form}, or send it to a file.")
    else:
        call.console.data(content)


def _formats() -> str:
    """A line for each format."""
    from planner.reports import FORMATS

    width = max(map(len, FORMATS))
    return "\n".join(f"  {name:<{width}}  {each.title}: {each.about}" for name, each in FORMATS.items())


def _completions_arguments(parser: Parser) -> None:
    parser.add_argument("shell", metavar="SHELL", choices=SHELLS, help=", ".join(SHELLS))


def _completions(call: Call) -> None:
    from planner.cli.completion import script

    call.console.text(script(call.options.shell))


COMMANDS: Final = {
    "report": Command(
        _report_arguments,
        _report,
        (
            "planner report",
            "planner report --since last --output report.md",
            "planner report --format html --output ~/Documents",
        ),
        "Notes, the reasons of breaks and skips, and milestones and evidence marked as private are left out unless you "
        "ask for them with --private; the report says what kind of thing it leaves out, and how many.",
        completes={"format": "formats", "output": "files", "since": "since", "alarm": "nothing"},
    ),
    "completions": Command(
        _completions_arguments,
        _completions,
        (
            'eval "$(planner completions bash)"        # in ~/.bashrc',
            'eval "$(planner completions zsh)"         # in ~/.zshrc, after compinit',
            "planner completions fish | source         # in ~/.config/fish/config.fish",
        ),
        completes={"shell": "shells"},
    ),
}
