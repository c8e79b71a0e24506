"""Commands of time: pin, unpin, pause, resume, pace, target."""

from typing import Final

from planner.cli.answers import tell_finish, tell_journey, tell_milestones
from planner.cli.command import Call, Command
from planner.cli.parser import Parser
from planner.cli.several import add_several, apply_to_all
from planner.core import changes
from planner.core.changes import Change
from planner.core.journey import PinKind
from planner.core.parsing import parse_hours, parse_week, parse_weekly_hours
from planner.errors import BadValue


def _pin_arguments(parser: Parser) -> None:
    add_several(parser)
    kinds = parser.add_mutually_exclusive_group(required=True)
    kinds.add_argument("--by", metavar="DATE", help="finished by this day")
    kinds.add_argument("--on", metavar="DATE", help="ending on this day")
    kinds.add_argument("--not-before", metavar="DATE", help="not started before this day")
    parser.add_json()


def _pin(call: Call) -> None:
    wanted = call.options
    given = {PinKind.BY: wanted.by, PinKind.ON: wanted.on, PinKind.NOT_BEFORE: wanted.not_before}
    kind, text = next((kind, text) for kind, text in given.items() if text is not None)
    change, ids = apply_to_all(call, changes.pin, kind, call.day(text))
    tell_milestones(call, change, ids)
    tell_finish(call, call.session.outlook())


def _unpin_arguments(parser: Parser) -> None:
    add_several(parser)
    parser.add_json()


def _unpin(call: Call) -> None:
    change, ids = apply_to_all(call, changes.unpin)
    tell_milestones(call, change, ids)
    tell_finish(call, call.session.outlook())


def _pause_arguments(parser: Parser) -> None:
    parser.add_argument("first", metavar="FROM", help="the first day without work")
    parser.add_argument("last", metavar="TO", help="the last one; +1w counts from today, not from FROM")
    parser.add_argument("--why", metavar="TEXT", default="", help="what for")
    parser.add_json()


def _pause(call: Call) -> None:
    wanted = call.options
    first, last = call.day(wanted.first), call.day(wanted.last)
    _answer(call, call.session.apply(changes.pause, first, last, why=wanted.why))


def _resume_arguments(parser: Parser) -> None:
    parser.add_argument("day", metavar="DATE", nargs="?", default="today", help="the day on which work goes on")
    parser.add_json()


def _resume(call: Call) -> None:
    _answer(call, call.session.apply(changes.resume, call.day(call.options.day)))


def _pace_arguments(parser: Parser) -> None:
    amount = parser.add_mutually_exclusive_group(required=True)
    amount.add_argument("--hours", metavar="N", help="hours a week, spread over Monday to Saturday")
    amount.add_argument("--week", metavar="DAYS", help='hours by weekday, such as "tue 1.5, sat 4"')
    parser.add_argument("--from", dest="first", metavar="DATE", help="only from this day, with --hours and --to")
    parser.add_argument("--to", dest="last", metavar="DATE", help="only to this day")
    parser.add_argument("--why", metavar="TEXT", default="", help="what for")
    parser.add_json()


def _pace(call: Call) -> None:
    wanted = call.options
    if wanted.first is None and wanted.last is None:
        week = parse_weekly_hours(wanted.hours) if wanted.week is None else parse_week(wanted.week)
        _answer(call, call.session.apply(changes.set_pace, week))
        return
    if wanted.first is None or wanted.last is None or wanted.hours is None:
        raise BadValue("For a stretch of days give all of --hours, --from and --to.")
    first, last, hours = call.day(wanted.first), call.day(wanted.last), parse_hours(wanted.hours)
    _answer(call, call.session.apply(changes.set_spell, first, last, hours, why=wanted.why))


def _target_arguments(parser: Parser) -> None:
    parser.add_argument("day", metavar="DATE", help="the day to be finished by, or none")
    parser.add_json()


def _target(call: Call) -> None:
    text = call.options.day
    day = None if text.strip().casefold() == "none" else call.day(text)
    _answer(call, call.session.apply(changes.set_target, day))


def _answer(call: Call, change: Change) -> None:
    tell_journey(call, change)
    tell_finish(call, call.session.outlook())


COMMANDS: Final = {
    "pin": Command(
        _pin_arguments,
        _pin,
        ("planner pin case-study --by 2027-03-12", "planner pin mock-interviews --not-before +2m"),
        "No re-planning moves a pin; one that cannot be met is reported.",
        completes={"ids": "to-do"},
    ),
    "unpin": Command(_unpin_arguments, _unpin, ("planner unpin case-study",), completes={"ids": "pinned"}),
    "pause": Command(
        _pause_arguments,
        _pause,
        ('planner pause 2027-04-12 2027-04-20 --why "Easter holidays"',),
        "Both days are included. A break freezes the streak and piles nothing up.",
        completes={"first": "dates", "last": "dates"},
    ),
    "resume": Command(_resume_arguments, _resume, ("planner resume", "planner resume +3d"), completes={"day": "dates"}),
    "pace": Command(
        _pace_arguments,
        _pace,
        (
            "planner pace --hours 8",
            'planner pace --week "tue 1.5, thu 1.5, sat 5"',
            "planner pace --hours 30 --from 2027-05-03 --to 2027-05-07",
        ),
    ),
    "target": Command(
        _target_arguments,
        _target,
        ("planner target 2027-12-31", "planner target none"),
        "No day is ever overloaded to meet it; the plan says when it cannot be met.",
        completes={"day": "target"},
    ),
}
