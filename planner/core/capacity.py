"""How many hours are free on a date: the weekly pattern, changed by spells, less what habits take.

Hours are floats; the scheduler counts in whole seconds, so that sums are exact and the same everywhere.
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from typing import Final

from msgspec import Struct, field

from planner.core.journey import PastWeek, Spell, Week
from planner.errors import BadValue

LEAST_HOURS_A_WEEK: Final = 0.25
MOST_HOURS_A_DAY: Final = 24.0
SECONDS: Final = 3600
_ROUNDING: Final = 1e-9  # a quarter of an hour spread over six days adds up to a little less
_NOISE: Final = 1e-6  # of a second: a sixth of 26 hours comes to a little less than its last second
DAY_NAMES: Final = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")


def even_week(hours: float) -> Week:
    """`hours` a week spread evenly over Monday to Saturday."""
    day = hours / 6
    return checked_week(Week((day, day, day, day, day, day, 0.0)))


def checked_week(week: Week) -> Week:
    """The week itself, or BadValue when a day is impossible or there is too little in all of them."""
    for name, hours in zip(DAY_NAMES, week.hours, strict=True):
        if not 0 <= hours <= MOST_HOURS_A_DAY:
            raise BadValue(f"{name} cannot have {hours:g} hours: give each day between 0 and 24.")
    if week.total < LEAST_HOURS_A_WEEK - _ROUNDING:
        raise BadValue("A plan needs at least a quarter of an hour a week; give some day more time.")
    return week


def monday(day: date) -> date:
    """The Monday of the week that `day` is in."""
    return day - timedelta(days=day.weekday())


class Capacity(Struct, frozen=True):
    """Free hours by date. `habit_hours` a week are taken off in proportion to each day's hours.

    The last spell that covers a day decides it. A spell that is not a break spreads its hours over Monday to
    Saturday. `worked` maps days to hours that are behind us, so that the rest of today is not planned twice. `earlier`
    are the usual weeks of days gone by, in any order; where several reach as far as a day, the first to end decides.
    """

    week: Week
    spells: Sequence[Spell] = ()
    habit_hours: float = 0.0
    worked: Mapping[date, float] = field(default_factory=dict)
    earlier: Sequence[PastWeek] = ()

    @property
    def share_left(self) -> float:
        """The part (0 to 1) of each day's hours that habits leave to milestones."""
        return max(0.0, 1 - self.habit_hours / self.week.total)

    def spell_on(self, day: date) -> Spell | None:
        """The spell that decides `day`, if any."""
        return next((spell for spell in reversed(self.spells) if spell.first <= day <= spell.last), None)

    def usual(self, day: date) -> Week:
        """The weekly pattern that applies to `day` unless a spell decides it."""
        if not self.earlier:
            return self.week
        reaching = [past for past in self.earlier if day <= past.until]
        return min(reaching, key=lambda past: past.until).week if reaching else self.week

    def hours(self, day: date) -> float:
        """The person's hours on `day`, habits included."""
        spell = self.spell_on(day)
        if spell is None:
            return self.usual(day).hours[day.weekday()]
        return spell.hours_a_week / 6 if day.weekday() < 6 else 0.0

    def free(self, day: date) -> float:
        """Hours that milestones may use on `day`."""
        return max(0.0, self.hours(day) * self.share_left - self.worked.get(day, 0.0))

    def week_hours(self, day: date) -> float:
        """The person's hours, habits included, in the week that `day` is in."""
        first = monday(day)
        last = first + timedelta(days=6)
        is_changed = any(first <= past.until < last for past in self.earlier)
        if not is_changed and all(spell.last < first or spell.first > last for spell in self.spells):
            return self.usual(first).total  # the sum of the days, many times faster over years
        return sum(self.hours(first + timedelta(days=offset)) for offset in range(7))

    def seconds_from(self, first: date) -> Iterator[int]:
        """Free whole seconds for `first` and every day after it, without end."""
        left = self.share_left
        usual = [int(hours * left * SECONDS + _NOISE) for hours in self.week.hours]
        special = [*self.worked, *(spell.last for spell in self.spells), *(past.until for past in self.earlier)]
        last_special = max(special, default=date.min)
        day = first
        while day <= last_special:
            yield int(self.free(day) * SECONDS + _NOISE)
            day += timedelta(days=1)
        weekday = day.weekday()
        while True:
            yield usual[weekday]
            weekday = (weekday + 1) % 7
