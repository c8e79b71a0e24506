"""Skills: how far each is from its target, what would close the gap, the gates and the readiness index.

Contributions of finished milestones become points; points propose a level, and the person confirms each rise
against its anchor. The index always comes with its parts.
"""

from collections.abc import Mapping
from typing import Final

from msgspec import Struct

from planner.core.journey import Entry, Journey
from planner.core.plan import HIGHEST_LEVEL, Counter, Gate, Milestone, Plan, Skill
from planner.core.scope import Item, Status

POINTS_PER_LEVEL: Final = 1.5
SKILLS_SHARE: Final = 0.6
MOST_CLOSERS: Final = 4


class SkillState(Struct, frozen=True):
    """One skill of one person. `proposed` is the level that finished milestones speak for; `closers` would add most."""

    skill: Skill
    start: int
    now: int
    target: int
    points: int
    proposed: int
    proof: str
    closers: tuple[str, ...]

    @property
    def gap(self) -> int:
        return max(0, self.target - self.now)


class GatePart(Struct, frozen=True):
    """One condition of a gate in words, and whether it is met."""

    text: str
    is_met: bool


class GateState(Struct, frozen=True):
    """A gate with its conditions. One whose milestones the route drops altogether does not apply."""

    gate: Gate
    parts: tuple[GatePart, ...]
    applies: bool

    @property
    def is_passed(self) -> bool:
        return self.applies and all(part.is_met for part in self.parts)


class Readiness(Struct, frozen=True):
    """The readiness index, 0 to 100, with its parts: skills 60 %, gates 40 %."""

    percent: int
    skills_percent: int
    gates_passed: int
    gates_counted: int


def level(plan: Plan, journey: Journey, skill_id: str) -> int:
    """The level now, 0 to 4: confirmed by the person, else that of their role and variant."""
    confirmed = journey.skills.get(skill_id)
    if confirmed is not None:
        return confirmed.now
    return plan.role.levels_of(journey.settings.variant).get(skill_id, 0)


def gaps(plan: Plan, journey: Journey) -> dict[str, int]:
    """Levels still missing to the target, by skill."""
    starting = plan.role.levels_of(journey.settings.variant)
    found = {}
    for skill in plan.destination.skills.values():
        confirmed = journey.skills.get(skill.id)
        now = confirmed.now if confirmed else starting.get(skill.id, 0)
        found[skill.id] = max(0, plan.target(skill) - now)
    return found


def relevance(milestone: Milestone, gap: Mapping[str, int]) -> float:
    """How much a milestone matters to this person: weight times (1 + gaps closed / 6)."""
    closing = sum(gap.get(skill, 0) * contribution for skill, contribution in milestone.skills.items())
    return milestone.weight * (1 + closing / 6)


def may_skip(plan: Plan, journey: Journey, milestone: Milestone) -> bool:
    """True when every level that makes a milestone unnecessary is reached."""
    return bool(milestone.skip_levels) and all(
        level(plan, journey, skill) >= wanted for skill, wanted in milestone.skip_levels.items()
    )


def states(plan: Plan, journey: Journey, found: Mapping[str, Item]) -> tuple[SkillState, ...]:
    """Every skill of the destination, in its order."""
    starting = plan.role.levels_of(journey.settings.variant)
    return tuple(_state(plan, journey, skill, starting.get(skill.id, 0), found) for skill in _skills(plan))


def gate_states(plan: Plan, journey: Journey, found: Mapping[str, Item]) -> tuple[GateState, ...]:
    """Every gate with its conditions, in order."""
    return tuple(_gate(plan, journey, gate, found) for gate in plan.destination.gates)


def readiness(skills: tuple[SkillState, ...], gates: tuple[GateState, ...]) -> Readiness:
    """60 % skills, weighted and capped at their targets; 40 % the gates that count and apply."""
    reached = sum(state.skill.weight * min(state.now, state.target) for state in skills)
    wanted = sum(state.skill.weight * state.target for state in skills)
    share = reached / wanted if wanted else 1.0
    counted = [gate for gate in gates if gate.gate.readiness and gate.applies]
    passed = sum(gate.is_passed for gate in counted)
    gate_share = passed / len(counted) if counted else 0.0
    percent = 100 * (SKILLS_SHARE * share + (1 - SKILLS_SHARE) * gate_share)
    return Readiness(int(percent), int(100 * share), passed, len(counted))


def _skills(plan: Plan) -> tuple[Skill, ...]:
    return tuple(plan.destination.skills.values())


def _state(plan: Plan, journey: Journey, skill: Skill, starting: int, found: Mapping[str, Item]) -> SkillState:
    own = journey.skills.get(skill.id)
    start, now = (own.start, own.now) if own else (starting, starting)
    points = sum(item.milestone.skills.get(skill.id, 0) for item in found.values() if item.status is Status.DONE)
    target = plan.target(skill)
    proposed = min(start + int(points / POINTS_PER_LEVEL), target + 1, HIGHEST_LEVEL)
    helping = [item for item in found.values() if item.status.is_to_do and item.milestone.skills.get(skill.id)]
    helping.sort(key=lambda item: (-item.milestone.skills[skill.id], -item.milestone.weight))
    closers = tuple(item.id for item in helping[:MOST_CLOSERS])
    return SkillState(skill, start, now, target, points, max(now, proposed), own.proof if own else "", closers)


def _gate(plan: Plan, journey: Journey, gate: Gate, found: Mapping[str, Item]) -> GateState:
    kept_all = [found[each] for each in gate.all_of if each in found and found[each].status is not Status.DROPPED]
    kept_any = [found[each] for each in gate.any_of if each in found and found[each].status is not Status.DROPPED]
    parts = [GatePart(item.title, _is_met(journey, item)) for item in kept_all]
    if kept_any:
        titles = " or ".join(f"“{item.title}”" for item in kept_any)
        parts.append(GatePart(f"Done: {titles}", any(item.status is Status.DONE for item in kept_any)))
    for counter_id, least in gate.minimum.items():
        counter = plan.destination.counters[counter_id]
        if _can_count(counter, found):
            number = count(counter, journey, found)
            parts.append(GatePart(f"{counter.title}: {number} of {least}", number >= least))
    return GateState(gate, tuple(parts), applies=bool(kept_all or kept_any))


def count(counter: Counter, journey: Journey, found: Mapping[str, Item]) -> int:
    """Habit ticks, or the worth of finished milestones, whichever is more."""
    ticks = sum(entry.kind is Entry.HABIT and entry.about == counter.habit for entry in journey.log)
    worth = sum(
        value for each, value in counter.milestones.items() if each in found and found[each].status is Status.DONE
    )
    return max(ticks, worth)


def _can_count(counter: Counter, found: Mapping[str, Item]) -> bool:
    return not counter.milestones or any(
        each in found and found[each].status is not Status.DROPPED for each in counter.milestones
    )


def _is_met(journey: Journey, item: Item) -> bool:
    """Done and waived meet a gate; skipped does only with evidence."""
    if item.status is Status.SKIPPED:
        return any(entry.kind is Entry.EVIDENCE and entry.about == item.id for entry in journey.log)
    return item.status in (Status.DONE, Status.WAIVED)
