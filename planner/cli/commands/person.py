"""Commands about the person: skills, habit, route."""

from typing import Final

from planner.cli.answers import TAKE_BACK, tell_finish, tell_journey
from planner.cli.command import Call, Command
from planner.cli.parser import Parser
from planner.core import changes
from planner.errors import BadValue


def _skills_arguments(parser: Parser) -> None:
    parser.add_argument("action", metavar="set", nargs="?", choices=["set"], help="set a level: set SKILL LEVEL")
    parser.add_argument("skill", metavar="SKILL", nargs="?", help="the skill, or the beginning of its id")
    parser.add_argument("level", metavar="LEVEL", nargs="?", help="0 to 4")
    parser.add_argument("--proof", metavar="TEXT", help="a line that shows the level")
    parser.add_json()


def _skills(call: Call) -> None:
    wanted = call.options
    if wanted.action is not None:
        _set_level(call)
    elif wanted.proof is not None:
        raise BadValue("--proof goes with a level: planner skills set SKILL LEVEL --proof TEXT.")
    if call.wants_json:
        from planner.cli import shapes

        call.console.json(shapes.skills(call.session.outlook()))
    elif wanted.action is None:
        from planner.cli.pages import skills

        skills.show(call.console, call.session.outlook())


def _set_level(call: Call) -> None:
    wanted = call.options
    if wanted.skill is None or wanted.level is None:
        raise BadValue("Setting a level needs a skill and a number: planner skills set SKILL LEVEL.")
    level = wanted.level.strip()
    if not level.lstrip("-").isdecimal() or not level.isascii() or len(level) > 3:
        raise BadValue(f"“{wanted.level}” is not a level; levels are whole numbers from 0 to 4.")
    change = call.session.apply(changes.confirm_level, wanted.skill, int(level), proof=wanted.proof)
    call.console.narrate(change.title)
    call.console.narrate(TAKE_BACK)


def _habit_arguments(parser: Parser) -> None:
    parser.add_argument("action", metavar="done|undone", nargs="?", choices=["done", "undone"], help="tick, or untick")
    parser.add_argument("id", metavar="ID", nargs="?", help="the habit, or the beginning of its id")
    parser.add_argument("--on", metavar="DATE", help="the day you did it; today when left out")
    parser.add_json()


def _habit(call: Call) -> None:
    wanted = call.options
    if wanted.action is not None:
        if wanted.id is None:
            raise BadValue(f"Which habit? planner habit {wanted.action} ID; `planner habit` shows them.")
        _mark(call)
    elif wanted.on is not None:
        raise BadValue("--on goes with a habit: planner habit done ID --on DATE.")
    if call.wants_json:
        from planner.cli import shapes

        call.console.json(shapes.habits(call.session.outlook()))
    elif wanted.action is None:
        from planner.cli.pages import habits

        habits.show(call.console, call.session.outlook())


def _mark(call: Call) -> None:
    wanted = call.options
    if wanted.action == "done":
        change = call.session.apply(changes.mark_habit, wanted.id, on=call.past_day(wanted.on))
    elif wanted.on is not None:
        raise BadValue("habit undone takes the latest tick back, so it takes no --on.")
    else:
        change = call.session.apply(changes.unmark_habit, wanted.id)
    call.console.narrate(change.title)
    call.console.narrate(TAKE_BACK)


def _route_arguments(parser: Parser) -> None:
    parser.add_argument("route", metavar="ROUTE", nargs="?", help="its id; without one the routes are listed")
    parser.add_json()


def _route(call: Call) -> None:
    if call.options.route is not None:
        change = call.session.apply(changes.choose_route, call.options.route)
        tell_journey(call, change)
        tell_finish(call, call.session.outlook())
        return
    plan, journey = call.session.plan, call.session.journey
    if call.wants_json:
        routes = [{"id": r.id, "title": r.title, "chosen": r.id == journey.settings.route} for r in plan.routes]
        call.console.json({"route": journey.settings.route, "routes": routes})
        return
    from planner.cli.cells import clip, fit
    from planner.cli.marks import MET

    for route in plan.routes:
        mark = f"{MET[True]} taken" if route.id == journey.settings.route else f"{MET[False]} open "
        call.console.line(f"  {mark}  {fit(route.id, 12)}  {clip(route.title, call.console.width - 25)}")


COMMANDS: Final = {
    "skills": Command(
        _skills_arguments,
        _skills,
        ("planner skills", 'planner skills set user-research 2 --proof "Led five interviews in May"'),
        "A level is set after reading its anchor; `planner skills` shows the next one.",
        completes={"action": "set", "skill": "skills", "level": "levels"},
    ),
    "habit": Command(
        _habit_arguments,
        _habit,
        ("planner habit", "planner habit done coffee-chats", "planner habit undone coffee-chats"),
        completes={"action": "habit-actions", "id": "habits"},
    ),
    "route": Command(
        _route_arguments,
        _route,
        ("planner route", "planner route internal"),
        "What the other route brings in gets a due date; what it leaves out keeps its history.",
        completes={"route": "routes"},
    ),
}
