"""Where the person stands: progress and hours, dates and conflicts, skills, gates, habits."""

from collections.abc import Collection
from datetime import date, timedelta

from planner.core.habits import HabitState
from planner.core.journey import Entry
from planner.core.outlook import Outlook
from planner.core.remedies import describe
from planner.core.scope import Status, route_of
from planner.reports.facts import (
    ConflictFacts,
    DateFacts,
    GateFacts,
    GatePartFacts,
    HabitFacts,
    Period,
    Person,
    PhaseFacts,
    ProgressFacts,
    ReadinessFacts,
    SkillFacts,
)


def person(outlook: Outlook) -> Person:
    """Who is going where, and how."""
    plan, settings = outlook.plan, outlook.journey.settings
    variant = next((each.name for each in plan.role.variants if each.id == settings.variant), "")
    return Person(
        name=settings.name,
        starts_from=plan.role.name,
        variant=variant,
        leads_to=plan.destination.title,
        plan=plan.title,
        plan_version=settings.plan_version,
        route=route_of(plan, outlook.journey).title,
        started=settings.start,
    )


def progress(outlook: Outlook, period: Period) -> ProgressFacts:
    """Progress and hours, of the period and in all. Sums include what is private."""
    found, hours = outlook.progress, [entry for entry in outlook.journey.log if entry.kind is Entry.HOURS]
    return ProgressFacts(
        percent=found.percent,
        promised_percent=_promised_percent(outlook),
        done=found.done,
        open=found.open,
        started=found.started,
        skipped=found.skipped,
        waived=found.waived,
        hours_a_week=outlook.journey.settings.week.total,
        logged_in_period=sum(entry.hours for entry in hours if period.first <= entry.date <= period.last),
        available_in_period=_available(outlook, period),
        logged_in_all=sum(entry.hours for entry in hours),
        streak=outlook.streak,
        phases=tuple(
            PhaseFacts(phase.title, phase.word, phase.progress.percent, phase.progress.done, phase.progress.counted)
            for phase in outlook.phases
            if phase.items
        ),
    )


def dates(outlook: Outlook, hidden: Collection[str]) -> DateFacts:
    """The finish against the target, and each date that cannot be met; pins of hidden milestones stay hidden."""
    finish, target = outlook.finish, outlook.journey.settings.target
    return DateFacts(
        finish=finish,
        is_finished=outlook.progress.is_finished,
        target=target,
        days_spare=(target - finish).days if target and finish else None,
        conflicts=tuple(
            ConflictFacts(remedy.text, remedy.options)
            for remedy in describe(outlook)
            if remedy.conflict.milestone not in hidden
        ),
    )


def skills(outlook: Outlook) -> tuple[SkillFacts, ...]:
    """Every skill of the destination, in its order."""
    return tuple(
        SkillFacts(each.skill.id, each.skill.name, each.start, each.now, each.target, each.proposed, each.proof)
        for each in outlook.skills
    )


def readiness(outlook: Outlook) -> ReadinessFacts:
    """The readiness index with its parts."""
    found = outlook.readiness
    return ReadinessFacts(found.percent, found.skills_percent, found.gates_passed, found.gates_counted)


def gates(outlook: Outlook) -> tuple[GateFacts, ...]:
    """Every gate that applies to the route, in order."""
    return tuple(
        GateFacts(
            id=state.gate.id,
            title=state.gate.title,
            question=state.gate.question,
            is_passed=state.is_passed,
            parts=tuple(GatePartFacts(part.text, part.is_met) for part in state.parts),
        )
        for state in outlook.gates
        if state.applies
    )


def habits(outlook: Outlook) -> tuple[HabitFacts, ...]:
    """This period of the habits of the active phases; none once everything is done."""
    return tuple(_habit(state) for state in outlook.habits)


def _habit(state: HabitState) -> HabitFacts:
    habit = state.habit
    return HabitFacts(habit.id, habit.title, habit.per.value, state.done, state.wanted, state.first, state.last)


def _promised_percent(outlook: Outlook) -> int:
    """Percent complete by expected hours, had every due date up to today been kept."""
    whole = promised = 0.0
    for item in outlook.items.values():
        if item.status is Status.DONE or item.status.is_to_do:
            whole += item.expected
            promised += item.expected if item.record.due and item.record.due <= outlook.today else 0.0
    return int(100 * promised / whole) if whole else 0


def _available(outlook: Outlook, period: Period) -> float:
    """Hours that the weekly pattern of today and the spells give the days of the period, from the start on."""
    first: date = max(period.first, outlook.journey.settings.start)
    days = max(0, (period.last - first).days + 1)
    return sum(outlook.capacity.hours(first + timedelta(days=offset)) for offset in range(days))
