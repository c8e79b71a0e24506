"""Commands that only look: status, next, list, show."""

from typing import TYPE_CHECKING, Final

from planner.cli.command import Call, Command
from planner.cli.parser import Parser
from planner.core import left_behind
from planner.core.outlook import Outlook
from planner.core.scope import Status, find
from planner.core.standing import MilestoneState
from planner.errors import BadValue, NotFound, Refused

if TYPE_CHECKING:
    from planner.core.forecast_values import Forecast

_MOST_MINUTES: Final = 24 * 60


def _status_arguments(parser: Parser) -> None:
    parser.add_json()


def _status(call: Call) -> None:
    outlook = call.session.outlook()
    if call.wants_json:
        from planner.cli import forecast_shapes, shapes

        call.console.json(shapes.status(outlook) | {"forecast": forecast_shapes.card(_range(call))})
        return
    from planner.cli.pages import status

    status.show(call.console, outlook, _range(call))


def _range(call: Call) -> "Forecast | None":
    """The forecast; None when nothing is to do, or when some run of a very slow plan outlasts every calendar."""
    try:
        return call.session.forecast()
    except Refused as error:
        call.console.narrate(f"No forecast: {error.message}")
        return None


def _next_arguments(parser: Parser) -> None:
    parser.add_argument("--minutes", metavar="N", help="the minutes you have now")
    parser.add_json()


def _next(call: Call) -> None:
    minutes = None if call.options.minutes is None else _minutes(call.options.minutes)
    outlook = call.session.outlook()
    action = outlook.next_within(minutes)
    if call.wants_json:
        from planner.cli import shapes

        nothing: shapes.Shape = {
            "id": None,
            "title": None,
            "hours": 0,
            "reason": "nothing is left to do",
            "alternatives": [],
        }
        call.console.json(shapes.next_action(action) or nothing)
        return
    from planner.cli.cells import wrap
    from planner.cli.pages.status import next_lines

    call.console.lines(next_lines(call.console, outlook, action))
    if action and action.alternatives:
        call.console.lines(["", call.console.bold("Or")])
        for other in action.alternatives:
            call.console.line(f"  {other.title}")
            call.console.lines(
                f"    {line}" for line in wrap(f"{other.id} · not first: {other.why_not}", call.console.width - 4)
            )


def _list_arguments(parser: Parser) -> None:
    parser.add_argument("--phase", metavar="P", help="only this phase")
    parser.add_argument("--status", choices=[status.value for status in Status], metavar="S", help=_statuses())
    parser.add_argument("--skill", metavar="K", help="only what builds this skill")
    parser.add_argument("--late", action="store_true", help="only what is late or overdue")
    parser.add_json()


def _list(call: Call) -> None:
    outlook = call.session.outlook()
    states, remnants = _chosen(call, outlook), _left_behind(call, outlook)
    if call.wants_json:
        from planner.cli import left_behind_shapes, shapes

        gone = {"left_behind": [left_behind_shapes.remnant(each) for each in remnants]}
        call.console.json(shapes.milestones(outlook, states) | gone)
        return
    from planner.cli.pages import listing

    listing.show(call.console, outlook, states, remnants)


def _show_arguments(parser: Parser) -> None:
    parser.add_argument("id", metavar="ID", help="the milestone, or the beginning of its id")
    parser.add_json()


def _show(call: Call) -> None:
    outlook = call.session.outlook()
    try:
        state = outlook.all_milestones[find(outlook.items, call.options.id)]
    except NotFound:
        remnant = left_behind.find(outlook.left_behind, call.options.id)
        if remnant is None:
            raise
        _show_remnant(call, outlook, remnant)
        return
    if call.wants_json:
        from planner.cli import shapes

        call.console.json(shapes.whole(outlook, state))
        return
    from planner.cli.pages import detail

    detail.show(call.console, outlook, state)


def _show_remnant(call: Call, outlook: Outlook, remnant: left_behind.Remnant) -> None:
    if call.wants_json:
        from planner.cli import left_behind_shapes

        call.console.json(left_behind_shapes.whole(remnant))
        return
    from planner.cli.pages import detail

    detail.show_remnant(call.console, outlook, remnant)


def _left_behind(call: Call, outlook: Outlook) -> list[left_behind.Remnant]:
    """What the plan no longer has, unless the list is about what only a plan knows."""
    wanted = call.options
    if wanted.phase is not None or wanted.skill is not None or wanted.late:
        return []
    return [each for each in outlook.left_behind.values() if wanted.status in (None, each.status)]


def _chosen(call: Call, outlook: Outlook) -> list[MilestoneState]:
    wanted = call.options
    pool = outlook.all_milestones if wanted.status == Status.DROPPED else outlook.milestones
    phase = None if wanted.phase is None else _one(wanted.phase, [phase.id for phase in outlook.plan.phases], "phase")
    skill = None if wanted.skill is None else _one(wanted.skill, list(outlook.plan.destination.skills), "skill")
    late = {state.id for state in outlook.late}
    return [
        state
        for state in pool.values()
        if (phase is None or state.milestone.phase == phase)
        and (wanted.status is None or state.status == wanted.status)
        and (skill is None or skill in state.milestone.skills)
        and (not wanted.late or state.id in late)
    ]


def _one(reference: str, ids: list[str], what: str) -> str:
    matches = [reference] if reference in ids else [each for each in ids if reference and each.startswith(reference)]
    if len(matches) != 1:
        raise NotFound(f"There is no single {what} “{reference}”; there are {', '.join(matches or ids)}.")
    return matches[0]


def _minutes(text: str) -> int:
    if not text.isdecimal() or not text.isascii() or not 0 < int(text[:9]) <= _MOST_MINUTES:
        raise BadValue(f"--minutes takes a whole number from 1 to {_MOST_MINUTES}, not “{text}”.")
    return int(text)


def _statuses() -> str:
    return f"only {', '.join(Status)}"


COMMANDS: Final = {
    "status": Command(_status_arguments, _status, ("planner status", "planner status --json")),
    "next": Command(
        _next_arguments,
        _next,
        ("planner next", "planner next --minutes 30"),
        completes={"minutes": "nothing"},
    ),
    "list": Command(
        _list_arguments,
        _list,
        ("planner list", "planner list --phase foundations --status open", "planner list --late --json"),
        completes={"phase": "phases", "skill": "skills"},
    ),
    "show": Command(_show_arguments, _show, ("planner show case-study",), completes={"id": "milestones"}),
}
