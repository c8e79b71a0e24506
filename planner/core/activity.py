"""What happened day by day, for a heat map of a year: hours logged, things done, breaks.

Weeks in a row are `planner.core.progress`'s; hours against capacity are `planner.core.trends`'s.
"""

from collections import defaultdict
from datetime import date, timedelta
from typing import Final

from msgspec import Struct

from planner.core.capacity import Capacity, monday
from planner.core.journey import Entry, Journey, State
from planner.core.outlook import Outlook
from planner.core.wording import counted, hours_words

HEAT_HOURS: Final = (1.0, 2.0, 4.0)
WEEKS_OF_YEAR: Final = 53


class ActiveDay(Struct, frozen=True):
    """What happened on one day: hours logged, milestones finished, steps, habits, notes and evidence kept."""

    date: date
    hours: float = 0.0
    milestones: int = 0
    steps: int = 0
    habits: int = 0
    notes: int = 0
    is_break: bool = False

    @property
    def is_active(self) -> bool:
        return bool(self.hours or self.milestones or self.steps or self.habits or self.notes)

    @property
    def level(self) -> int:
        """0 for nothing, 1 for something, one more at each of `HEAT_HOURS`: 4 is the most."""
        return sum(self.hours >= least for least in HEAT_HOURS) + 1 if self.is_active else 0


def activity(journey: Journey, first: date, last: date) -> tuple[ActiveDay, ...]:
    """Every day from `first` to `last`, both included, with what was done on it. A day of a break is marked."""
    kinds = {Entry.STEP: "steps", Entry.HABIT: "habits", Entry.NOTE: "notes", Entry.EVIDENCE: "notes"}
    hours: defaultdict[date, float] = defaultdict(float)
    counts: defaultdict[date, dict[str, int]] = defaultdict(dict)
    for entry in journey.log:
        if entry.kind is Entry.HOURS:
            hours[entry.date] += entry.hours
        elif entry.kind in kinds:
            of_day, kind = counts[entry.date], kinds[entry.kind]
            of_day[kind] = of_day.get(kind, 0) + 1
    for record in journey.records.values():
        if record.state is State.DONE and record.finished:
            of_day = counts[record.finished]
            of_day["milestones"] = of_day.get("milestones", 0) + 1
    pattern = Capacity(journey.settings.week, journey.spells)
    found = []
    for offset in range((last - first).days + 1):
        day = first + timedelta(days=offset)
        spell = pattern.spell_on(day)
        is_break = spell is not None and spell.is_break
        found.append(ActiveDay(day, hours.get(day, 0.0), is_break=is_break, **counts.get(day, {})))
    return tuple(found)


def year(journey: Journey, today: date, weeks: int = WEEKS_OF_YEAR) -> tuple[date, date]:
    """First and last day of the year to show: from the start while that is less than a year ago, else up to now."""
    first = max(monday(min(journey.settings.start, today)), monday(today) - timedelta(weeks=weeks - 1))
    return first, first + timedelta(weeks=weeks) - timedelta(days=1)


def activity_sentence(outlook: Outlook, found: tuple[ActiveDay, ...]) -> str:
    """Active days and hours, and the streak, which breaks freeze."""
    active = [day for day in found if day.is_active and day.date <= outlook.today]
    if not active:
        return "Nothing logged or done yet."
    said = f"{counted(len(active), 'day')} with something done, {hours_words(sum(day.hours for day in active))} logged."
    if outlook.progress.is_finished:
        return said
    if not outlook.streak:
        return f"{said} No streak at the moment: anything done this week begins one."
    return f"{said} Streak: {counted(outlook.streak, 'week')} in a row; breaks freeze it."
