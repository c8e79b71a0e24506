"""Plans and journeys of any size, far larger than a person's: made by hand, because verbs plan anew at every step."""

from datetime import date, timedelta
from typing import Final

from planner.core.capacity import even_week
from planner.core.journey import Entry, Journey, LogEntry, Record, Settings, SkillLevel, State
from planner.core.outlook import Outlook
from planner.core.plan import Gate, Plan
from tests.conftest import TODAY
from tests.core.samples import habit, milestone, plan_of, skill

PHASES: Final = 8
ENTRIES_A_MILESTONE: Final = 4
HOURS_A_WEEK: Final = 30


def plan(size: int) -> Plan:
    """A plan of `size` milestones of 1 to 4 hours, each requiring up to two of the last twenty."""
    names = [f"step-{number}" for number in range(size)]
    return plan_of(
        *(
            milestone(
                name,
                f"phase-{number * PHASES // size}",
                hours=1 + number % 4,
                title=f"Write part {number} of the work",
                requires=tuple(
                    {names[max(0, number - 1 - number % 7)], names[max(0, number - 1 - number % 20)]} - {name}
                ),
                skills={f"skill-{number % 12}": 1 + number % 3},
                steps=("Begin it", "End it"),
                evidence="The part",
                weight=1 + number % 5,
            )
            for number, name in enumerate(names)
        ),
        skills=[skill(f"skill-{number}") for number in range(12)],
        habits=[habit("read", {5: 2, 8: 2, 12: 2})],
        gates=[
            Gate("half", "Half of it", "Is half of it there?", "", tuple(names[:: max(1, size // 40)]), readiness=True)
        ],
    )


def journey(found: Plan, size: int) -> Journey:
    """Half of it done with evidence and hours, a twentieth started, the rest planned; four log entries a milestone.

    The target cannot be met at any size, so that each has the work of saying what would help.
    """
    start = TODAY - timedelta(days=365)
    done, begun = size // 2, size // 2 + size // 20
    records = {}
    for number, each in enumerate(found.milestones):
        day = start + timedelta(days=364 * number // max(1, done))
        if number < done:
            records[each] = Record(State.DONE, started=day, finished=day, due=day)
        elif number < begun:
            records[each] = Record(State.STARTED, started=TODAY - timedelta(days=number % 60), due=TODAY)
        else:
            records[each] = Record(due=TODAY + timedelta(days=number % 400))
    return Journey(
        "journey-1",
        Settings(
            "Ada",
            found.id,
            found.version,
            "all",
            start,
            even_week(HOURS_A_WEEK),
            target=TODAY + timedelta(days=size // 10),
        ),
        records,
        skills={each: SkillLevel(1, 2, "a proof") for each in found.destination.skills},
        log=tuple(_log(list(found.milestones)[:begun], size * ENTRIES_A_MILESTONE, start)),
    )


def outlook(size: int) -> Outlook:
    found = plan(size)
    return Outlook(found, journey(found, size), TODAY)


def _log(milestones: list[str], entries: int, start: date) -> list[LogEntry]:
    """Hours, notes and evidence in turn, from the start to today."""
    kinds = (Entry.HOURS, Entry.NOTE, Entry.HOURS, Entry.EVIDENCE)
    return [
        LogEntry(
            number,
            start + timedelta(days=365 * number // (entries + 1)),
            kinds[number % 4],
            milestones[number * len(milestones) // (entries + 1)],
            0.5 if number % 2 == 0 else 0.0,
            f"line {number}, https://example.org/{number}" if kinds[number % 4] is Entry.EVIDENCE else f"line {number}",
        )
        for number in range(1, entries + 1)
    ]
