"""Skills: how far each is from its target, what would close the gap, the gates and the readiness index.

Contributions of finished milestones become points; points propose a level, and the person confirms each rise
against its anchor. The index always comes with its parts. How all this is said is `planner.core.skill_words`' subject.
"""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Final

from msgspec import Struct

from planner.core.journey import Confirmed, Entry, Journey
from planner.core.plan import HIGHEST_LEVEL, Counter, Gate, Milestone, Plan, Skill
from planner.core.scope import Item, Status

POINTS_PER_LEVEL: Final = 1.5
SKILLS_SHARE: Final = 0.6
MOST_CLOSERS: Final = 4


class SkillState(Struct, frozen=True):
    """One skill of one person. `proposed` is the level that finished milestones speak for; `closers` would add most.

    `closers` and `builders` are milestones that build it: to do, those that add most first; done, the latest first.
    `changes` are the days on which its level was set, oldest first.
    """

    skill: Skill
    start: int
    now: int
    target: int
    points: int
    proposed: int
    proof: str
    closers: tuple[str, ...]
    builders: tuple[str, ...] = ()
    changes: tuple[Confirmed, ...] = ()

    @property
    def gap(self) -> int:
        return max(0, self.target - self.now)

    @property
    def may_rise(self) -> bool:
        """True when finished milestones speak for more than the level now."""
        return self.proposed > self.now


class Shown(Struct, frozen=True):
    """A piece of evidence that a finished milestone left behind for a skill; a private one stays out of reports."""

    date: date
    milestone: str
    text: str
    is_private: bool


class GatePart(Struct, frozen=True):
    """One condition of a gate in words, and whether it is met.

    `milestones` are those that it is about, of an unmet one only those that would still bring it nearer; `lack` is what
    is missing where the milestones do not say it themselves.
    """

    text: str
    is_met: bool
    milestones: tuple[str, ...] = ()
    lack: str = ""


class GateState(Struct, frozen=True):
    """A gate with its conditions. One whose milestones the route drops altogether does not apply."""

    gate: Gate
    parts: tuple[GatePart, ...]
    applies: bool

    @property
    def is_passed(self) -> bool:
        return self.applies and all(part.is_met for part in self.parts)


class Readiness(Struct, frozen=True):
    """The readiness index, 0 to 100, with its parts: skills 60 %, gates 40 %.

    `skills_part` is what the skills add to it, 0 to 60.
    """

    percent: int
    skills_percent: int
    gates_passed: int
    gates_counted: int
    skills_part: int

    @property
    def gates_part(self) -> int:
        """What gates add to the index: the two parts always sum to it."""
        return self.percent - self.skills_part


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
    if not milestone.skills:
        return float(milestone.weight)
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


def by_gap(found: Iterable[SkillState]) -> tuple[SkillState, ...]:
    """The largest gap first; of equal ones what the job asks most of, then reading order."""
    return tuple(sorted(found, key=lambda state: (-state.gap, -state.skill.weight if state.gap else 0)))


def by_name(found: Iterable[SkillState]) -> tuple[SkillState, ...]:
    """In the order of the alphabet."""
    return tuple(sorted(found, key=lambda state: state.skill.name.casefold()))


def evidence(journey: Journey, state: SkillState) -> tuple[Shown, ...]:
    """What the milestones done that build a skill left as evidence, the latest first."""
    builders = frozenset(state.builders)
    kept = [each for each in journey.log if each.kind is Entry.EVIDENCE and each.about in builders]
    kept.sort(key=lambda entry: (entry.date, entry.number), reverse=True)
    return tuple(
        Shown(each.date, each.about, each.text, each.private or journey.record(each.about).private) for each in kept
    )


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
    return Readiness(int(percent), int(100 * share), passed, len(counted), int(100 * SKILLS_SHARE * share))


def _skills(plan: Plan) -> tuple[Skill, ...]:
    return tuple(plan.destination.skills.values())


def _state(plan: Plan, journey: Journey, skill: Skill, starting: int, found: Mapping[str, Item]) -> SkillState:
    own = journey.skills.get(skill.id)
    start, now = (own.start, own.now) if own else (starting, starting)
    building = [item for item in found.values() if item.milestone.skills.get(skill.id)]
    done = [item for item in building if item.status is Status.DONE]
    points = sum(item.milestone.skills[skill.id] for item in done)
    done.sort(key=lambda item: item.record.finished or date.min, reverse=True)
    target = plan.target(skill)
    proposed = min(start + int(points / POINTS_PER_LEVEL), target + 1, HIGHEST_LEVEL)
    helping = [item for item in building if item.status.is_to_do]
    helping.sort(key=lambda item: (-item.milestone.skills[skill.id], -item.milestone.weight))
    return SkillState(
        skill,
        start,
        now,
        target,
        points,
        max(now, proposed),
        own.proof if own else "",
        closers=tuple(item.id for item in helping[:MOST_CLOSERS]),
        builders=tuple(item.id for item in done),
        changes=own.changes if own else (),
    )


def _gate(plan: Plan, journey: Journey, gate: Gate, found: Mapping[str, Item]) -> GateState:
    kept_all = [found[each] for each in gate.all_of if each in found and found[each].status is not Status.DROPPED]
    kept_any = [found[each] for each in gate.any_of if each in found and found[each].status is not Status.DROPPED]
    parts = [_one_part(journey, item) for item in kept_all]
    if kept_any:
        parts.append(_any_part(kept_any))
    for counter_id, least in gate.minimum.items():
        counter = plan.destination.counters[counter_id]
        if _can_count(counter, found):
            parts.append(_count_part(plan, journey, counter, least, found))
    return GateState(gate, tuple(parts), applies=bool(kept_all or kept_any))


def _one_part(journey: Journey, item: Item) -> GatePart:
    is_met = _is_met(journey, item)
    lack = "skipped: it counts here once you keep evidence for it" if not is_met and item.status.is_met else ""
    return GatePart(item.title, is_met, (item.id,), lack)


def _any_part(items: list[Item]) -> GatePart:
    titles = " or ".join(f"“{item.title}”" for item in items)
    done = [item.id for item in items if item.status is Status.DONE]
    return GatePart(f"Done: {titles}", bool(done), tuple(done or (i.id for i in items if i.status.is_to_do)))


def _count_part(plan: Plan, journey: Journey, counter: Counter, least: int, found: Mapping[str, Item]) -> GatePart:
    number = count(counter, journey, found)
    text = f"{counter.title}: {number} of {least}"
    counting = [found[each] for each in counter.milestones if each in found]
    if number >= least:
        return GatePart(text, True, tuple(item.id for item in counting if item.status is Status.DONE))
    habit = next((each.title for each in plan.destination.habits if each.id == counter.habit), "")
    lack = f"{least - number} more" + (f", by the habit “{habit}”" if habit else "")
    return GatePart(text, False, tuple(item.id for item in counting if item.status.is_to_do), lack)


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
