"""Commands that change what is in the plan: add, edit, drop, route."""

from planner.core import changes
from planner.core.parsing import parse_effort
from planner.core.plan import Effort
from planner.core.scope import find, route_of
from planner.errors import BadValue
from planner.tui.desk import Desk
from planner.tui.screens.fields import Field


async def add(desk: Desk) -> None:
    """Ask for a milestone of the person's own."""
    phases = tuple((phase.title, phase.id) for phase in desk.outlook.plan.phases)
    here = desk.outlook.all_milestones.get(desk.front.selected or "")
    answers = await desk.ask(
        "Add a milestone of your own",
        [
            Field("title", "Title", hint="What will be achieved, as an order to yourself"),
            Field("phase", "Phase", value=here.milestone.phase if here else phases[0][1], choices=phases),
            Field("hours", "Hours: low, likely, high", hint="4,6,10", check=parse_effort),
            Field(
                "requires",
                "Needs first",
                hint="ids of milestones, separated by commas",
                check=lambda text: _ids(desk, text),
                is_optional=True,
            ),
        ],
        save="Add",
    )
    if answers is not None:
        desk.apply(
            changes.add,
            answers["title"],
            phase=answers["phase"],
            effort=parse_effort(answers["hours"]),
            requires=_ids(desk, answers["requires"]),
        )


async def edit(desk: Desk) -> None:
    """Correct title, estimate and share at work; keep private or not."""
    state = desk.state
    milestone = state.milestone
    before = {
        "title": milestone.title,
        "hours": _effort_text(milestone.effort),
        "share": f"{milestone.on_the_job * 100:g}",
        "private": "yes" if state.item.record.private else "no",
    }
    answers = await desk.ask(
        f"Edit: {state.title}",
        [
            Field("title", "Title", value=before["title"]),
            Field("hours", "Hours: low, likely, high", value=before["hours"], hint="4,6,10", check=parse_effort),
            Field("share", "Part done in paid work, in percent", value=before["share"], check=_share),
            Field(
                "private",
                "In reports",
                value=before["private"],
                choices=(("Shown", "no"), ("Private: left out of reports", "yes")),
            ),
        ],
    )
    if answers is None:
        return
    changed = {name for name, text in answers.items() if text.strip() != before[name]}
    if changed:
        desk.apply(
            changes.edit,
            state.id,
            title=answers["title"] if "title" in changed else None,
            effort=parse_effort(answers["hours"]) if "hours" in changed else None,
            on_the_job=_share(answers["share"]) if "share" in changed else None,
            private=answers["private"] == "yes" if "private" in changed else None,
        )


async def drop(desk: Desk) -> None:
    desk.apply(changes.drop, desk.state.id)


async def route(desk: Desk) -> None:
    """Ask for another route through the plan."""
    plan = desk.outlook.plan
    now = route_of(plan, desk.outlook.journey).id
    answers = await desk.ask(
        "Take another route",
        [Field("route", "Route", value=now, choices=tuple((each.title, each.id) for each in plan.routes))],
        about="What the new route leaves out keeps its history and can be brought back.",
        save="Take it",
    )
    if answers is not None and answers["route"] != now:
        desk.apply(changes.choose_route, answers["route"])


def _ids(desk: Desk, text: str) -> list[str]:
    return [find(desk.outlook.items, part.strip()) for part in text.split(",") if part.strip()]


def _share(text: str) -> float:
    try:
        share = float(text.strip().rstrip("%").replace(",", ".")) / 100
    except ValueError:
        share = -1.0
    if not 0 <= share <= 1:
        raise BadValue("Give a number from 0 to 100.")
    return share


def _effort_text(effort: Effort) -> str:
    return ",".join(f"{hours:g}" for hours in (effort.low, effort.likely, effort.high))
