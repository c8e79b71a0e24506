"""Commands that print a document: report, completions."""

from pathlib import Path
from typing import Final

from planner.cli.command import Call, Command
from planner.cli.parser import Parser
from planner.errors import BadValue

_USUAL_FORMAT: Final = "md"
SHELLS: Final = ("bash", "zsh", "fish")


def _report_arguments(parser: Parser) -> None:
    parser.add_argument("--format", metavar="F", help="md (when left out) or json")
    parser.add_argument("--output", metavar="FILE", help="write it to this file; - is stdout")
    parser.add_argument("--since", metavar="DATE", help="only what happened since this day, or since the last report")
    parser.add_argument("--private", action="store_true", help="include notes and milestones marked as private")
    parser.add_argument("--json", action="store_true", help="the same as --format json")


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
    )
    if wanted.output in (None, "-"):
        call.console.text(call.session.render(scope, form))
        return
    saved = call.session.save_report(scope, form, Path(wanted.output))
    call.console.narrate(f"report saved: {saved}")


def _completions_arguments(parser: Parser) -> None:
    parser.add_argument("shell", metavar="SHELL", choices=SHELLS, help=", ".join(SHELLS))


def _completions(call: Call) -> None:
    from planner.cli.completion import script

    call.console.text(script(call.options.shell))


COMMANDS: Final = {
    "report": Command(
        _report_arguments,
        _report,
        ("planner report", "planner report --since last --output report.md", "planner report --json"),
        "What is private is left out unless you ask, and the report says so.",
        completes={"format": "formats", "output": "files", "since": "since"},
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
