"""Commands that write in the log: log, note, evidence."""

from typing import Final

from planner.cli.answers import tell_milestones
from planner.cli.command import Call, Command
from planner.cli.parser import Parser
from planner.core import changes
from planner.core.parsing import parse_hours


def _log_arguments(parser: Parser) -> None:
    parser.add_argument("id", metavar="ID", help="the milestone, or the beginning of its id")
    parser.add_argument("hours", metavar="HOURS", help="hours such as 1.5, 90m or 1h30; at most 24")
    parser.add_argument("--on", metavar="DATE", help="the day; today when left out")
    parser.add_argument("--note", metavar="TEXT", default="", help="what you did")
    parser.add_json()


def _log(call: Call) -> None:
    wanted = call.options
    hours, day = parse_hours(wanted.hours), call.past_day(wanted.on)
    change = call.session.apply(changes.log_hours, wanted.id, hours, on=day, note=wanted.note)
    tell_milestones(call, change, [wanted.id])


def _text_arguments(parser: Parser) -> None:
    parser.add_argument("id", metavar="ID", help="the milestone, or the beginning of its id")
    parser.add_argument("text", metavar="TEXT", help="the text; put -- before one that begins with a dash")
    parser.add_json()


def _note(call: Call) -> None:
    change = call.session.apply(changes.write_note, call.options.id, call.options.text)
    tell_milestones(call, change, [call.options.id])


def _evidence_arguments(parser: Parser) -> None:
    _text_arguments(parser)
    parser.add_argument("--private", action="store_true", help="keep it out of reports, unless you ask for it there")


def _evidence(call: Call) -> None:
    wanted = call.options
    change = call.session.apply(changes.save_evidence, wanted.id, wanted.text, is_private=wanted.private)
    tell_milestones(call, change, [wanted.id])


COMMANDS: Final = {
    "log": Command(
        _log_arguments,
        _log,
        ("planner log network-map 1.5", 'planner log sql-for-pms 90m --on yesterday --note "joins"'),
        "A milestone that was open begins with it.",
        completes={"id": "to-do"},
    ),
    "note": Command(
        _text_arguments,
        _note,
        ('planner note shadow-a-pm "Ask Mina about Thursdays"',),
        "Notes stay out of reports unless you ask for them.",
        completes={"id": "to-do"},
    ),
    "evidence": Command(
        _evidence_arguments,
        _evidence,
        (
            "planner evidence case-study https://example.org/case",
            'planner evidence evaluate-offer "Offer letter of 2 May" --private',
        ),
        completes={"id": "milestones"},
    ),
}
