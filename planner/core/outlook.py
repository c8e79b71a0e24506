"""What follows from plan, journey and today: one frozen value that every front reads. Computed, never stored.

Parts are worked out on first use and kept, so that a command that shows the next action pays for no skills. Each
rule ("late", "overdue", "waiting") has its one home here or in the module that it belongs to.
"""

from collections.abc import Mapping
from datetime import date, timedelta
from functools import cached_property
from typing import Final

from msgspec import Struct
from msgspec.structs import replace

from planner.core import agenda, habits, left_behind, progress, scope, skills, week_warnings
from planner.core.capacity import Capacity
from planner.core.graph import dependants
from planner.core.habits import HabitState
from planner.core.journey import Entry, Journey, LogEntry
from planner.core.left_behind import Remnant
from planner.core.plan import Plan
from planner.core.progress import PhaseState, Progress
from planner.core.schedule import Schedule, Task, schedule
from planner.core.scope import Item, Status
from planner.core.skills import GateState, Readiness, SkillState
from planner.core.standing import MilestoneState, standing


class Outlook(Struct, frozen=True, dict=True):
    """One person's plan as of `today`."""

    plan: Plan
    journey: Journey
    today: date

    @cached_property
    def items(self) -> Mapping[str, Item]:
        """Every milestone by id, in reading order."""
        return scope.items(self.plan, self.journey)

    @cached_property
    def open_phases(self) -> frozenset[str]:
        """Phases with something left to do."""
        return frozenset(item.milestone.phase for item in self.items.values() if item.status.is_to_do)

    @cached_property
    def capacity(self) -> Capacity:
        """Free hours by date, habits and what is logged today taken off."""
        settings = self.journey.settings
        taken = self.habit_hours(settings.week.total)
        worked = sum(e.hours for e in self.journey.log if e.kind is Entry.HOURS and e.date == self.today)
        # Whatever a clock set wrong left behind, the days to plan have the week of now.
        yesterday = self.today - timedelta(days=1)
        earlier = tuple(replace(past, until=min(past.until, yesterday)) for past in self.journey.paces)
        return Capacity(settings.week, self.journey.spells, taken, {self.today: worked} if worked else {}, earlier)

    def habit_hours(self, budget: float) -> float:
        """Hours a week that habits would take from milestones at a `budget` of hours a week."""
        is_searching = habits.searching(self.items.values())
        return habits.own_hours(self.plan, self.open_phases, budget, is_searching=is_searching)

    @cached_property
    def tasks(self) -> tuple[Task, ...]:
        """What the scheduler has to place."""
        return tasks(self.plan, self.journey, self.items)

    @cached_property
    def first_day(self) -> date:
        """The day from which work is planned: today, or the start of a journey still to come."""
        return max(self.today, self.journey.settings.start)

    @cached_property
    def schedule(self) -> Schedule:
        """The dated plan from today on."""
        return schedule(self.tasks, self.capacity, self.first_day, self.journey.settings.target)

    @cached_property
    def milestones(self) -> Mapping[str, MilestoneState]:
        """Every milestone that is not dropped, by id, in reading order."""
        return {each: state for each, state in self.all_milestones.items() if state.status is not Status.DROPPED}

    @cached_property
    def all_milestones(self) -> Mapping[str, MilestoneState]:
        """Every milestone by id, dropped ones included."""
        counting = {each for each, item in self.items.items() if item.status.is_to_do}
        unlocking = dependants({each: item.requires for each, item in self.items.items()})
        return {
            each: standing(
                item,
                self.schedule.slots.get(each),
                self.today,
                unlocks=tuple([one for one in unlocking[each] if one in counting]),
                may_skip=item.status is Status.OPEN and skills.may_skip(self.plan, self.journey, item.milestone),
            )
            for each, item in self.items.items()
        }

    @cached_property
    def finish(self) -> date | None:
        """The day the last milestone ends: projected, or a fact when everything is done."""
        if self.schedule.finish:
            return self.schedule.finish
        return max((r.finished for r in self.journey.records.values() if r.finished), default=None)

    @cached_property
    def left_behind(self) -> Mapping[str, Remnant]:
        """What the person did about milestones that the plan no longer has, by id; it counts in nothing."""
        return left_behind.left_behind(self.plan, self.journey)

    @cached_property
    def progress(self) -> Progress:
        return progress.measure(self.items.values())

    @cached_property
    def phases(self) -> tuple[PhaseState, ...]:
        return progress.phases(self.plan, self.items)

    @cached_property
    def streak(self) -> int:
        """Weeks in a row with something done."""
        return progress.streak(self.journey, self.capacity, self.today)

    @cached_property
    def week(self) -> agenda.WeekState:
        return agenda.week(self.journey, self.capacity, self.schedule, self.today)

    @cached_property
    def warnings(self) -> tuple[str, ...]:
        """What the coming days have no room for, a sentence each; mostly none."""
        return week_warnings.warnings(
            self.milestones.values(),
            self.habits,
            self.capacity,
            self.first_day,
            is_searching=habits.SEARCH_PHASE in self.active_phases,
        )

    @cached_property
    def next_action(self) -> agenda.NextAction | None:
        """What to do now; None when nothing is to do."""
        return self.next_within(None)

    def next_within(self, minutes: int | None) -> agenda.NextAction | None:
        """What to do with so many minutes at hand."""
        return agenda.next_action(self.milestones, self.schedule, self.today, minutes)

    @cached_property
    def due_soon(self) -> tuple[MilestoneState, ...]:
        """Overdue and soon due milestones, the earliest promise first."""
        return agenda.due_soon(self.milestones, self.today)

    @cached_property
    def late(self) -> tuple[MilestoneState, ...]:
        """Milestones to do whose projected finish misses their promise, or whose promise has passed."""
        return tuple(state for state in self.milestones.values() if state.is_late or state.is_overdue)

    @cached_property
    def active_phases(self) -> frozenset[str]:
        """Phases in work: something begun, or planned for this week or the next action."""
        last = self.week.last
        active = {
            state.milestone.phase
            for state in self.milestones.values()
            if state.status is Status.STARTED or (state.slot and state.slot.blocks and state.slot.start <= last)
        }
        if not active and self.next_action:
            active = {self.milestones[self.next_action.id].milestone.phase}
        return frozenset(active)

    @cached_property
    def habits(self) -> tuple[HabitState, ...]:
        """This period of the habits of the active phases."""
        return habits.states(self.plan, self.journey, self.active_phases, self.today)

    @cached_property
    def skills(self) -> tuple[SkillState, ...]:
        return skills.states(self.plan, self.journey, self.items)

    @cached_property
    def gates(self) -> tuple[GateState, ...]:
        return skills.gate_states(self.plan, self.journey, self.items)

    @cached_property
    def readiness(self) -> Readiness:
        return skills.readiness(self.skills, self.gates)


def dated(outlook: Outlook, known: Schedule) -> Outlook:
    """The outlook with the schedule that was worked out for exactly it before."""
    vars(outlook)["schedule"] = known
    return outlook


_OF_WORK: Final = (
    "items",
    "open_phases",
    "capacity",
    "tasks",
    "first_day",
    "schedule",
    "all_milestones",
    "milestones",
    "finish",
    "progress",
    "phases",
    "week",
    "next_action",
    "due_soon",
    "late",
    "active_phases",
)
"""What follows from the work alone: not from notes, evidence, ticks of habits and reports in the log."""


def following(known: Outlook, plan: Plan, journey: Journey, today: date) -> Outlook:
    """The outlook on what plan, journey and today are now, after one that is known.

    A change that leaves the work alone, as a tick of a habit or a note does, leaves the schedule alone: it and its like
    are taken over as far as they were worked out.
    """
    after = Outlook(plan, journey, today)
    if _is_same_work(known, after):
        parts = vars(known)
        vars(after).update({part: parts[part] for part in _OF_WORK if part in parts})
    return after


def _is_same_work(before: Outlook, after: Outlook) -> bool:
    old, new = before.journey, after.journey
    return (
        before.plan is after.plan
        and before.today == after.today
        and replace(old, log=()) == replace(new, log=())
        and _hours(old) == _hours(new)
    )


def _hours(journey: Journey) -> list[LogEntry]:
    return [entry for entry in journey.log if entry.kind is Entry.HOURS]


def tasks(plan: Plan, journey: Journey, found: Mapping[str, Item]) -> tuple[Task, ...]:
    """The milestones to do as the scheduler sees them."""
    gap = skills.gaps(plan, journey)
    stage = {phase.id: place for place, phase in enumerate(plan.phases)}
    return tuple(
        Task(
            id=item.id,
            hours=item.remaining,
            wait_days=round(item.milestone.elapsed_weeks * 7),
            requires=tuple([each for each in item.requires if found[each].status.is_to_do]),
            started=item.record.started if item.status is Status.STARTED else None,
            pin=item.record.pin,
            stage=stage.get(item.milestone.phase, len(stage)),
            rank=skills.relevance(item.milestone, gap),
        )
        for item in found.values()
        if item.status.is_to_do
    )
