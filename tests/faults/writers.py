"""One of many writers: `python -m tests.faults.writers PATH WHO COUNT` makes COUNT changes of every kind."""

import sys
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from msgspec.structs import replace

from planner.core.journey import Entry, Journey, Record, SkillLevel, Spell, State
from planner.core.plan import Effort, Milestone
from planner.store.journeys import JourneyFile

AT = datetime(2026, 1, 5, tzinfo=UTC)
DAY = date(2026, 3, 2)


def changed(journey: Journey, who: int, number: int) -> Journey:
    """`journey` with one thing more, which no other change of any writer touches."""
    name = f"w{who}-{number}"
    match number % 5:
        case 0:
            return journey.with_entry(DAY, Entry.NOTE, "spec", text=name)
        case 1:
            return journey.with_entry(DAY, Entry.HOURS, "spec", hours=0.25, text=name)
        case 2:
            return journey.with_record(name, Record(State.DONE, finished=DAY, why=name))
        case 3:
            own = Milestone(name, "learn", name, "", "", Effort(1, 2, 3))
            return replace(journey, own={**journey.own, name: own})
        case _:
            spell = Spell(DAY + timedelta(days=number), DAY + timedelta(days=number), 0.0, name)
            return replace(
                journey,
                spells=(*journey.spells, spell),
                skills={**journey.skills, name: SkillLevel(0, 1, name)},
            )


def is_in(journey: Journey, who: int, number: int) -> bool:
    """True when that change is in the journey."""
    name = f"w{who}-{number}"
    match number % 5:
        case 0 | 1:
            return sum(entry.text == name for entry in journey.log) == 1
        case 2:
            return journey.record(name).why == name
        case 3:
            return name in journey.own
        case _:
            return name in journey.skills and sum(spell.why == name for spell in journey.spells) == 1


def main() -> None:
    """Make the changes."""
    path, who, count = Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3])
    file = JourneyFile(path, patience=120)
    for number in range(count):
        file.change(_titled(who, number), AT)


def _titled(who: int, number: int) -> Callable[[Journey], tuple[str, Journey]]:
    return lambda journey: (f"w{who}-{number}", changed(journey, who, number))


if __name__ == "__main__":
    main()
