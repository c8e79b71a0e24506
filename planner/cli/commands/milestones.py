"""Commands that change what is in the plan: add, edit, drop."""

from typing import Any, Final

from planner.cli.answers import tell_finish, tell_milestones
from planner.cli.command import Call, Command
from planner.cli.parser import Parser
from planner.cli.several import add_several, all_at_once
from planner.core import changes
from planner.core.parsing import parse_effort
from planner.core.plan import Effort
from planner.errors import BadValue

_HOURS: Final = "low,likely,high hours, such as 4,6,10; one number stands for all three"


def _add_arguments(parser: Parser) -> None:
    parser.add_argument("title", metavar="TITLE", help="what is to be achieved")
    parser.add_argument("--phase", metavar="P", required=True, help="the phase it belongs to")
    parser.add_argument("--hours", metavar="L,M,H", required=True, help=_HOURS)
    parser.add_argument("--requires", metavar="IDS", default="", help="what has to be done before, with commas")
    parser.add_argument("--weeks", metavar="N", default="0", help="weeks that it takes at least, whatever the hours")
    parser.add_argument("--done-when", metavar="TEXT", default="", help="how you will know")
    parser.add_argument("--step", metavar="TEXT", action="append", default=[], help="a step; may be given again")
    parser.add_json()


def _add(call: Call) -> None:
    wanted = call.options
    before = set(call.session.journey.own)
    change = call.session.apply(
        changes.add,
        wanted.title,
        phase=wanted.phase,
        effort=parse_effort(wanted.hours),
        requires=_ids(wanted.requires),
        elapsed_weeks=_number(wanted.weeks, "--weeks"),
        done_when=wanted.done_when,
        steps=tuple(wanted.step),
    )
    added = [each for each in change.journey.own if each not in before][-1]
    call.console.narrate(f"Its id is {added}.")
    tell_milestones(call, change, [added])
    tell_finish(call, call.session.outlook())


def _edit_arguments(parser: Parser) -> None:
    parser.add_argument("id", metavar="ID", help="the milestone, or the beginning of its id")
    parser.add_argument("--title", metavar="TEXT", help="another title")
    parser.add_argument("--hours", metavar="L,M,H", help=_HOURS)
    parser.add_argument("--on-the-job", metavar="SHARE", help="the part done at paid work: 0.5 or 50%%")
    parser.add_argument("--phase", metavar="P", help="another phase (your own milestones only)")
    parser.add_argument("--requires", metavar="IDS", help='what has to be done before; "" for nothing (your own only)')
    parser.add_argument("--weeks", metavar="N", help="weeks that it takes at least (your own only)")
    privacy = parser.add_mutually_exclusive_group()
    privacy.add_argument("--private", action="store_true", default=None, help="keep it out of reports")
    privacy.add_argument("--not-private", dest="private", action="store_false", help="let reports show it")
    parser.add_json()


def _edit(call: Call) -> None:
    wanted = call.options
    effort: Effort | None = None if wanted.hours is None else parse_effort(wanted.hours)
    change = call.session.apply(
        changes.edit,
        wanted.id,
        title=wanted.title,
        effort=effort,
        on_the_job=None if wanted.on_the_job is None else _share(wanted.on_the_job),
        phase=wanted.phase,
        requires=None if wanted.requires is None else _ids(wanted.requires),
        elapsed_weeks=None if wanted.weeks is None else _number(wanted.weeks, "--weeks"),
        private=wanted.private,
    )
    tell_milestones(call, change, [wanted.id])
    tell_finish(call, call.session.outlook())


def _drop_arguments(parser: Parser) -> None:
    add_several(parser)
    parser.add_json()


def _drop(call: Call) -> None:
    all_at_once(call, changes.drop)
    tell_finish(call, call.session.outlook())


def _ids(text: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in text.split(",") if part.strip())


def _share(text: str) -> float:
    if text.strip().endswith("%"):
        return _number(text.strip()[:-1], "--on-the-job") / 100
    return _number(text, "--on-the-job")


def _number(text: str, option: str) -> float:
    try:
        return float(text.strip().replace(",", "."))
    except ValueError:
        raise BadValue(f"{option} takes a number, not “{text}”.") from None


_completes: Final[dict[str, Any]] = {"phase": "phases", "requires": "milestones"}

COMMANDS: Final = {
    "add": Command(
        _add_arguments,
        _add,
        ('planner add "Give a talk at the product meetup" --phase network --hours 4,6,10 --step "Write the outline"',),
        "It is due when today's plan says it will be finished.",
        completes=_completes | {"title": "nothing"},
    ),
    "edit": Command(
        _edit_arguments,
        _edit,
        ("planner edit sql-for-pms --hours 6,9,15", "planner edit resume-and-letter --private"),
        "Phase, requirements and weeks can be changed on your own milestones; those of the plan belong to it.",
        completes=_completes | {"id": "milestones"},
    ),
    "drop": Command(
        _drop_arguments,
        _drop,
        ("planner drop cspo-certificate",),
        "What requires it no longer waits; `planner reopen` brings it back.",
        completes={"ids": "to-do"},
    ),
}
