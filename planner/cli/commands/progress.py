"""Commands of progress: begin, done, reopen, skip, waive, tick, untick."""

from collections.abc import Callable, Iterator
from typing import Final

from planner.cli.answers import tell_milestones
from planner.cli.command import Call, Command
from planner.cli.parser import Parser
from planner.cli.several import add_several, all_at_once
from planner.core import changes
from planner.core.changes import Change
from planner.core.parsing import parse_hours
from planner.errors import BadValue


def _begin_arguments(parser: Parser) -> None:
    add_several(parser)
    parser.add_argument("--on", metavar="DATE", help="the day you began; today when left out")
    parser.add_json()


def _begin(call: Call) -> None:
    day = call.past_day(call.options.on)
    all_at_once(call, changes.begin, on=day)


def _done_arguments(parser: Parser) -> None:
    add_several(parser)
    parser.add_argument("--on", metavar="DATE", help="the day you finished; today when left out")
    parser.add_argument("--hours", metavar="H", help="hours of the last stretch, to log with it")
    parser.add_argument("--evidence", metavar="TEXT", help="a link, a path or a line that shows the result")
    parser.add_json()


def _done(call: Call) -> None:
    day = call.past_day(call.options.on)
    hours = None if call.options.hours is None else parse_hours(call.options.hours)
    evidence = call.options.evidence
    all_at_once(call, changes.complete, on=day, hours=hours, evidence=evidence)


def _reopen(call: Call) -> None:
    all_at_once(call, changes.reopen)


def _skip_arguments(parser: Parser) -> None:
    add_several(parser)
    parser.add_argument("--why", metavar="TEXT", required=True, help="what you can do already")
    parser.add_argument("--evidence", metavar="TEXT", help="what shows it; gates count a skip only with evidence")
    parser.add_json()


def _skip(call: Call) -> None:
    why, evidence = call.options.why, call.options.evidence
    all_at_once(call, changes.skip, why=why, evidence=evidence)


def _waive(call: Call) -> None:
    all_at_once(call, changes.waive)


def _step_arguments(parser: Parser) -> None:
    parser.add_argument("id", metavar="ID", help="the milestone, or the beginning of its id")
    parser.add_argument("steps", metavar="N", nargs="+", help="numbers of steps, from 1, as `planner show ID` has them")
    parser.add_json()


def _tick(call: Call) -> None:
    _steps(call, lambda one, step: call.session.apply(changes.tick, one, step))


def _untick(call: Call) -> None:
    _steps(call, lambda one, step: call.session.apply(changes.untick, one, step))


def _several_arguments(parser: Parser) -> None:
    add_several(parser)
    parser.add_json()


def _steps(call: Call, apply: Callable[[str, int], Change]) -> None:
    numbers = list(_numbers(call.options.steps))
    done = []
    try:
        for number in numbers:
            done.append(apply(call.options.id, number))  # noqa: PERF401 - those before a refusal have to be told
    finally:
        if done:
            tell_milestones(call, done[-1], [call.options.id])


def _numbers(texts: list[str]) -> Iterator[int]:
    for text in texts:
        if not (text.isascii() and text.isdecimal() and len(text) < 4):
            raise BadValue(f"“{text}” is not the number of a step; steps count from 1, see `planner show ID`.")
        yield int(text)


COMMANDS: Final = {
    "begin": Command(
        _begin_arguments,
        _begin,
        ("planner begin network-map", "planner begin sql-for-pms --on monday"),
        completes={"ids": "open"},
    ),
    "done": Command(
        _done_arguments,
        _done,
        (
            "planner done network-map",
            "planner done sql-for-pms --on friday --hours 2 --evidence notes/sql.md",
        ),
        "Hours and evidence, if given, are logged with it.",
        completes={"ids": "to-do"},
    ),
    "reopen": Command(_several_arguments, _reopen, ("planner reopen network-map",), completes={"ids": "closed"}),
    "skip": Command(
        _skip_arguments,
        _skip,
        ('planner skip spec-writing --why "I write specs every week"',),
        "What requires it goes ahead; a skip never counts as progress.",
        completes={"ids": "to-do"},
    ),
    "waive": Command(
        _several_arguments,
        _waive,
        ("planner waive side-project-ship",),
        "The plan says which milestones can stand for which.",
        completes={"ids": "to-do"},
    ),
    "tick": Command(_step_arguments, _tick, ("planner tick network-map 1 2",), completes={"id": "to-do"}),
    "untick": Command(_step_arguments, _untick, ("planner untick network-map 2",), completes={"id": "to-do"}),
}
