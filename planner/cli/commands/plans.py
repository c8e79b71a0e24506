"""The command about plan files: plans, and its actions show, check, new, use."""

from pathlib import Path
from typing import Final

from planner.cli.answers import tell_finish, tell_journey
from planner.cli.command import Call, Command
from planner.cli.parser import Parser
from planner.core.plan import Plan
from planner.errors import BadValue

_ACTIONS: Final = ("list", "show", "check", "new", "use")


def _arguments(parser: Parser) -> None:
    parser.add_argument("action", nargs="?", default="list", choices=_ACTIONS, metavar="|".join(_ACTIONS))
    parser.add_argument("name", nargs="?", metavar="NAME", help="a plan's id or file; a file for check, new and use")
    parser.add_json()


def _plans(call: Call) -> int | None:
    action, name = call.options.action, call.options.name
    if action == "list":
        if name is not None:
            raise BadValue("plans list takes no name; planner plans show ID tells about one.")
        _list(call)
        return None
    if not name or "\0" in name:
        raise BadValue(f"plans {action} needs a name: planner plans {action} {'ID' if action == 'show' else 'FILE'}.")
    if action == "check":
        return _check(call, Path(name))
    if action == "show":
        _show(call, call.session.load_plan(name))
    elif action == "new":
        _new(call, Path(name))
    else:
        tell_journey(call, call.session.adopt_plan(name))
        tell_finish(call, call.session.outlook())
    return None


def _list(call: Call) -> None:
    found = call.session.plans()
    if call.wants_json:
        call.console.json(
            {
                "plans": [
                    {
                        "id": each.id,
                        "title": each.title,
                        "from": each.starts_from,
                        "to": each.leads_to,
                        "promise": each.promise,
                        "path": str(each.path),
                        "error": each.error,
                    }
                    for each in found
                ]
            }
        )
        return
    from planner.cli.cells import fit, wrap

    for each in found:
        call.console.line(f"{call.console.bold(fit(each.id, 20))}  {each.title}")
        text = f"! cannot be used: planner plans check {each.path}" if each.error else each.promise
        call.console.lines(f"  {line}" for line in wrap(text, call.console.width - 2))


def _show(call: Call, plan: Plan) -> None:
    if call.wants_json:
        call.console.json(
            {
                "id": plan.id,
                "version": plan.version,
                "title": plan.title,
                "from": plan.starts_from,
                "to": plan.leads_to,
                "promise": plan.promise,
                "hard_truth": plan.hard_truth,
                "default_route": plan.default_route,
                "routes": [{"id": r.id, "title": r.title, "drops": sorted(r.drops)} for r in plan.routes],
                "variants": [{"id": v.id, "name": v.name} for v in plan.role.variants],
                "strengths": list(plan.role.strengths),
                "watch_outs": list(plan.role.watch_outs),
                "phases": [{"id": p.id, "title": p.title, "milestones": list(p.milestones)} for p in plan.phases],
            }
        )
        return
    from planner.cli.pages import plan as page

    page.show(call.console, plan)


def _check(call: Call, path: Path) -> int | None:
    from planner import catalog

    problems = catalog.check(path, call.surroundings.plan_folders)
    if call.wants_json:
        call.console.json(
            {
                "file": str(path),
                "problems": [{"file": str(one.file), "key": one.key, "text": one.text} for one in problems],
            }
        )
        return BadValue.exit_code if problems else None
    if problems:
        raise catalog.PlanProblems(path, problems)
    call.console.line(f"{path}: no mistakes.")
    return None


def _new(call: Call, path: Path) -> None:
    from planner import catalog

    catalog.write_skeleton(path)
    call.console.narrate(f"written: {path}. Fill it in, then `planner plans check {path}`.")
    if call.wants_json:
        call.console.json({"file": str(path)})


COMMANDS: Final = {
    "plans": Command(
        _arguments,
        _plans,
        (
            "planner plans",
            "planner plans show marketing",
            "planner plans new mine.toml",
            "planner plans check mine.toml",
            "planner plans use mine.toml",
        ),
        "Check lists every mistake at once; use goes on with another version of the plan you follow.",
        completes={"action": "plan-actions", "name": "plans"},
    )
}
