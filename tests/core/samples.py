"""Small plans and journeys made by hand, so that a test states only what matters to it."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any, TypeVar

from msgspec.structs import replace

from planner.core.capacity import even_week
from planner.core.changes import start_journey
from planner.core.journey import Journey, Record, Week
from planner.core.outlook import Outlook
from planner.core.plan import (
    Counter,
    Destination,
    Effort,
    Gate,
    Habit,
    Milestone,
    Period,
    Phase,
    Plan,
    Role,
    Route,
    Skill,
    Variant,
)
from planner.errors import PlannerError

MONDAY = date(2026, 11, 23)
T = TypeVar("T")


def milestone(identifier: str, phase: str = "learn", *, hours: float = 2.0, **fields: Any) -> Milestone:
    """A milestone with a zero-width estimate, titled after its id."""
    plain = Milestone(
        id=identifier,
        phase=phase,
        title=identifier.replace("-", " ").capitalize(),
        why="It matters.",
        done_when=f"{identifier} is there.",
        effort=Effort(hours, hours, hours),
    )
    return replace(plain, **fields)


def skill(identifier: str, *, weight: int = 1, target: int = 2, associate: int | None = None) -> Skill:
    return Skill(
        id=identifier,
        name=identifier.capitalize(),
        group="core",
        weight=weight,
        target=target,
        target_associate=target if associate is None else associate,
        summary="",
        anchors=("None.", "Aware.", "Practised.", "Independent.", "Strong."),
    )


def habit(identifier: str, count: Mapping[int, int], **fields: Any) -> Habit:
    """A weekly habit of an hour in the phase `learn`, counted toward milestones."""
    plain = Habit(
        id=identifier,
        title=identifier.capitalize(),
        per=Period.WEEK,
        count=count,
        minutes=60,
        priority=2,
        phases=("learn",),
        own_hours=False,
        done_when="",
        why="",
    )
    return replace(plain, **fields)


def plan_of(
    *milestones: Milestone,
    routes: Sequence[Route] = (Route("all", "Everything"),),
    skills: Sequence[Skill] = (),
    levels: Mapping[str, int] | None = None,
    variants: Sequence[Variant] = (),
    habits: Sequence[Habit] = (),
    gates: Sequence[Gate] = (),
    counters: Sequence[Counter] = (),
) -> Plan:
    """A plan of these milestones; its phases are theirs, in the order in which they turn up."""
    phases = dict.fromkeys(each.phase for each in milestones) or {"learn": None}
    return Plan(
        id="cook",
        version="1",
        title="Guest to cook",
        starts_from="guest",
        leads_to="cook",
        promise="",
        hard_truth="",
        default_route=routes[0].id,
        role=Role("Guest", dict(levels or {}), variants=tuple(variants)),
        phases=tuple(
            Phase(phase, phase.capitalize(), "", tuple(m.id for m in milestones if m.phase == phase))
            for phase in phases
        ),
        routes=tuple(routes),
        milestones={each.id: each for phase in phases for each in milestones if each.phase == phase},
        destination=Destination(
            "cook",
            "Cook",
            {each.id: each for each in skills},
            tuple(habits),
            tuple(gates),
            {each.id: each for each in counters},
        ),
    )


def journey_on(plan: Plan, week: Week | float = 6.0, *, today: date = MONDAY, **choices: Any) -> Journey:
    """A journey that begins on `today`, at 6 hours a week unless told otherwise."""
    pattern = week if isinstance(week, Week) else even_week(week)
    return start_journey(plan, today, identifier="journey-1", week=pattern, **choices)


def with_records(journey: Journey, **records: Record) -> Journey:
    """The journey with these records; an underscore in a name stands for a hyphen of the id."""
    named = {each.replace("_", "-"): record for each, record in records.items()}
    return replace(journey, records={**journey.records, **named})


def outlook_on(plan: Plan, journey: Journey, today: date = MONDAY) -> Outlook:
    return Outlook(plan, journey, today)


def outcome(call: Callable[[], T]) -> T | PlannerError:
    """What a call returns, or the error that the person would be told."""
    try:
        return call()
    except PlannerError as error:
        return error
