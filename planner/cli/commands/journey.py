"""The command that begins a journey: start."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

from planner.cli.answers import tell_conflicts
from planner.cli.command import Call, Command
from planner.cli.parser import Parser
from planner.core.journey import Week
from planner.core.outlook import Outlook
from planner.core.parsing import parse_week, parse_weekly_hours
from planner.core.wording import date_words, day_words, hours_number, hours_words
from planner.errors import BadValue, NotFound

if TYPE_CHECKING:
    from planner.catalog import PlanSummary

_USUAL_HOURS: Final = "8"
_FIRST_ONES: Final = 3


def _arguments(parser: Parser) -> None:
    parser.add_argument("--from", dest="role", metavar="ROLE", help="where you are now: marketing, ux ...")
    parser.add_argument("--variant", metavar="V", help="the kind of that role")
    parser.add_argument("--route", metavar="R", help="the route to take; the plan's own choice when left out")
    parser.add_argument("--on", metavar="DATE", help="the day to begin; today when left out")
    time = parser.add_mutually_exclusive_group()
    time.add_argument("--hours", metavar="N", default=None, help="hours a week, Monday to Saturday; 8 when left out")
    time.add_argument("--week", metavar="DAYS", help='hours by weekday, such as "tue 1.5, sat 4"')
    parser.add_argument("--target", metavar="DATE", help="the day you hope to be finished by")
    parser.add_argument("--levels", metavar="LIST", help="levels you are sure of: skill=level,skill=level")
    parser.add_argument("--plan", metavar="FILE", help="a plan of your own, by file or id, instead of a role")
    parser.add_argument("--name", metavar="NAME", default="", help="your name, for reports")
    parser.add_json()


def _start(call: Call) -> None:
    from uuid import uuid4

    from planner.session import Beginning

    wanted = call.options
    beginning = Beginning(
        plan=_plan(call, wanted.role, wanted.plan),
        week=_week(wanted.hours, wanted.week),
        name=wanted.name,
        route=wanted.route,
        variant=wanted.variant,
        start=None if wanted.on is None else call.day(wanted.on),
        target=None if wanted.target is None else call.day(wanted.target),
        levels=None if wanted.levels is None else _levels(wanted.levels),
    )
    outlook = call.session.start(beginning, identifier=uuid4().hex)
    if call.wants_json:
        from planner.cli import shapes

        call.console.json(shapes.status(outlook))
    _tell(call, outlook)


def _tell(call: Call, outlook: Outlook) -> None:
    """What was begun, and what to do now."""
    settings, say = outlook.journey.settings, call.console.narrate
    route = outlook.plan.route(settings.route)
    say(f"Begun: {outlook.plan.title}, {hours_number(settings.week.total)} hours a week.")
    say(f"  route   {route.title if route else settings.route}")
    if outlook.finish:
        target = f" (target {date_words(settings.target)})" if settings.target else ""
        say(f"  finish  {date_words(outlook.finish)}{target}")
    say(f"  file    {call.session.path}")
    say("The first milestones:")
    first = sorted((slot for slot in outlook.schedule.slots.values()), key=lambda slot: (slot.start, slot.finish))
    for slot in first[:_FIRST_ONES]:
        state = outlook.milestones[slot.id]
        say(f"  {day_words(slot.start, outlook.today):<11} {state.title} ({hours_words(state.item.personal)})")
    tell_conflicts(call, outlook)
    say("Now try `planner next`, or `planner` for the app.")


def _plan(call: Call, role: str | None, plan: str | None) -> str:
    """The plan to follow: the one named, or the one that begins at the role."""
    if plan is not None:
        if not plan.strip():
            raise BadValue("--plan needs a file or an id; it was empty.")
        if role is not None and call.session.load_plan(plan).starts_from != role.strip().casefold():
            raise BadValue(f"The plan “{plan}” does not begin at “{role}”; leave --from out.")
        return plan
    plans = [each for each in call.session.plans() if each.error is None]
    roles = sorted({each.starts_from for each in plans})
    if role is None:
        raise BadValue(f"Say where you are now: --from {', '.join(roles)}; or --plan FILE for a plan of your own.")
    return _of_role(role, roles, plans)


def _of_role(role: str, roles: Sequence[str], plans: "Sequence[PlanSummary]") -> str:
    word = "-".join(role.casefold().split())
    matches = [word] if word in roles else [each for each in roles if word and each.startswith(word)]
    if len(matches) != 1:
        from planner.cli.directory import nearest

        hint = nearest(word, list(roles))
        raise NotFound(f"There is no plan from “{role}”; the roles are {', '.join(roles)}.{hint}")
    found = [each.id for each in plans if each.starts_from == matches[0]]
    if len(found) > 1:
        raise BadValue(f"Several plans begin at “{matches[0]}”: choose one with --plan {', '.join(found)}.")
    return found[0]


def _week(hours: str | None, week: str | None) -> Week:
    return parse_weekly_hours(_USUAL_HOURS if hours is None else hours) if week is None else parse_week(week)


def _levels(text: str) -> dict[str, int]:
    levels = {}
    for part in filter(None, (part.strip() for part in text.split(","))):
        skill, _, level = part.partition("=")
        if not (level.strip().isascii() and level.strip().isdecimal() and len(level.strip()) < 3):
            raise BadValue(f"“{part}” is not a level. Write --levels communication=3,network=1.")
        levels[skill.strip()] = int(level)
    return levels


COMMANDS: Final = {
    "start": Command(
        _arguments,
        _start,
        (
            "planner start --from marketing --hours 8",
            'planner start --from ux --route internal --week "tue 1.5, sat 4" --target 2027-12-31',
        ),
        "It never overwrites a journey: --file names another place.",
        completes={
            "role": "roles",
            "plan": "files",
            "on": "dates",
            "route": "all-routes",
            "variant": "variants",
        },
    )
}
