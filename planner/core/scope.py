"""The plan as one person has it: which milestones are in, corrected by them, with status and hours.

This is where plan and journey meet; everything computed later starts from `items`.
"""

from collections.abc import Iterator, Mapping
from enum import StrEnum
from typing import Final

from msgspec import Struct
from msgspec.structs import replace

from planner.core.journey import Entry, Journey, Record, State
from planner.core.plan import Milestone, Plan, Route
from planner.core.text import quoted
from planner.errors import NotFound

MOST_DONE_UNSAID: Final = 0.9


class Status(StrEnum):
    """What a milestone is, for every front: the person's word, or dropped by them or by the route."""

    OPEN = "open"
    STARTED = "started"
    DONE = "done"
    SKIPPED = "skipped"
    WAIVED = "waived"
    DROPPED = "dropped"

    is_to_do: bool
    """True while there is something left to do. Kept, for it is asked a dozen times of every milestone."""

    def __init__(self, value: str) -> None:
        self.is_to_do = value in ("open", "started")

    @property
    def is_met(self) -> bool:
        """True when whatever requires it may go ahead."""
        return not self.is_to_do


class Item(Struct, frozen=True):
    """One milestone of one person. `requires` holds only what counts: in the plan and not dropped.

    Hours: `expected` of the whole effort, `personal` of it outside paid work, `logged` so far, `remaining` to plan.
    `is_own` marks what the person added themselves.
    """

    milestone: Milestone
    record: Record
    status: Status
    requires: tuple[str, ...]
    logged: float
    is_own: bool

    @property
    def id(self) -> str:
        return self.milestone.id

    @property
    def title(self) -> str:
        return self.milestone.title

    @property
    def expected(self) -> float:
        return self.milestone.effort.expected

    @property
    def personal(self) -> float:
        return self.expected * (1 - self.milestone.on_the_job)

    @property
    def done_share(self) -> float:
        """How much is behind us, 0 to 1: hours or steps, whichever says more; never all of it before "done"."""
        if not self.status.is_to_do:
            return 1.0
        if not self.logged and not self.record.steps:
            return 0.0
        by_hours = self.logged / self.personal if self.personal else 0.0
        steps = self.milestone.steps
        by_steps = len(self.record.steps) / len(steps) if steps else 0.0
        return min(MOST_DONE_UNSAID, max(by_hours, by_steps))

    @property
    def remaining(self) -> float:
        return self.personal * (1 - self.done_share)


def route_of(plan: Plan, journey: Journey) -> Route:
    """The journey's route through the plan; the plan's default when a newer plan no longer has it."""
    return plan.route(journey.settings.route) or plan.route(plan.default_route) or plan.routes[0]


_latest: list[tuple[Plan, Journey, Mapping[str, Item]]] = []


def items(plan: Plan, journey: Journey) -> Mapping[str, Item]:
    """Every milestone by id, in reading order, own ones at the end of their phase.

    The latest answer is kept: a verb asks of the journey that is on screen.
    """
    known = _latest[:]
    if not known or known[0][0] is not plan or known[0][1] is not journey:
        known = _latest[:] = [(plan, journey, _items(plan, journey))]
    return known[0][2]


def _items(plan: Plan, journey: Journey) -> dict[str, Item]:
    route = route_of(plan, journey)
    logged = hours_logged(journey)
    milestones = {each.id: (each, journey.record(each.id)) for each in _milestones(plan, journey)}
    statuses = {each: status_of(record, each in route.drops) for each, (_, record) in milestones.items()}
    counting = {each for each, status in statuses.items() if status is not Status.DROPPED}
    found: dict[str, Item] = {}
    for each, (milestone, record) in milestones.items():
        wanted = milestone.requires + route.also_requires.get(each, ())
        found[each] = Item(
            milestone=corrected(milestone, record),
            record=record,
            status=statuses[each],
            requires=tuple(dict.fromkeys(one for one in wanted if one in counting and one != each)) if wanted else (),
            logged=logged.get(each, 0.0),
            is_own=each in journey.own,
        )
    return found


def corrected(milestone: Milestone, record: Record) -> Milestone:
    """The milestone with the person's own title, effort and share on the job, where they gave one."""
    if record.title is None and record.effort is None and record.on_the_job is None:
        return milestone
    return replace(
        milestone,
        title=record.title or milestone.title,
        effort=record.effort or milestone.effort,
        on_the_job=milestone.on_the_job if record.on_the_job is None else record.on_the_job,
    )


def hours_logged(journey: Journey) -> dict[str, float]:
    """Hours in the log by milestone."""
    total: dict[str, float] = {}
    for entry in journey.log:
        if entry.kind is Entry.HOURS:
            total[entry.about] = total.get(entry.about, 0.0) + entry.hours
    return total


def find(found: Mapping[str, Item], reference: str) -> str:
    """The id that `reference` means: itself or an unambiguous beginning. NotFound suggests the nearest."""
    if reference in found:
        return reference
    wanted = reference.strip().casefold()
    matches = [each for each in found if each.startswith(wanted)] if wanted else []
    if wanted in matches:
        return wanted
    if len(matches) == 1:
        return matches[0]
    if matches:
        raise NotFound(f"{quoted(reference)} could be {', '.join(matches)}: type a little more of it.")
    from difflib import get_close_matches  # only a mistake pays for it

    near = get_close_matches(wanted, found, n=1, cutoff=0.5)
    hint = f" Did you mean {near[0]}?" if near else " `planner list` shows them all."
    raise NotFound(f"There is no milestone {quoted(reference)}.{hint}")


def _milestones(plan: Plan, journey: Journey) -> Iterator[Milestone]:
    if not journey.own:
        yield from plan.milestones.values()
        return
    added: dict[str, list[Milestone]] = {phase.id: [] for phase in plan.phases}
    elsewhere: list[Milestone] = []
    for own in journey.own.values():
        added.get(own.phase, elsewhere).append(own)
    for phase in plan.phases:
        yield from (plan.milestones[each] for each in phase.milestones)
        yield from added[phase.id]
    yield from elsewhere


def status_of(record: Record, is_dropped_by_route: bool) -> Status:
    """What a record says of its milestone; done, skipped and waived stay so whatever the route drops."""
    if record.state in (State.OPEN, State.STARTED):
        if record.wanted is False or (record.wanted is None and is_dropped_by_route):
            return Status.DROPPED
        return Status.OPEN if record.state is State.OPEN else Status.STARTED
    return Status(record.state.value)
