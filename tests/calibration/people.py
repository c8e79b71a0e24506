"""Synthetic people whose bias is known, forecast half-way: `python -m tests.calibration.people` prints how it went.

Everybody lives the same plan. A person's milestones take `effort` times what the PERT-beta distribution of the estimate
gives, their weeks have `attendance` times the hours planned, and no two weeks are alike. They live through the verbs of
`planner.core.changes` until half the plan's hours are finished. From there the forecast has to tell when they will end,
once knowing nothing of the person (the same plan, the same things left to do) and once with the pace learned from their
journey. Then they live on, and everyone sees.

Nothing here is shared with the forecast: lives are lived day by day, with luck of their own.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from enum import StrEnum
from math import exp
from random import Random
from typing import Final

from msgspec import Struct
from msgspec.structs import replace

from planner.core import pace
from planner.core.capacity import Capacity, monday
from planner.core.changes import complete, log_hours, pause, start_journey
from planner.core.forecast import forecast
from planner.core.forecast_values import Forecast
from planner.core.journey import Journey, Week
from planner.core.outlook import Outlook
from planner.core.pace import Pace
from planner.core.plan import Effort, Milestone, Plan
from tests.core.samples import milestone, plan_of

PEOPLE: Final = 500
RUNS: Final = 150
SEED: Final = 20261123
START: Final = date(2026, 11, 23)

# Studies of estimates find most people too hopeful, and very unequally so: half need more than 1.2 times the hours.
EFFORT, EFFORT_SPREAD = 0.18, 0.3
ATTENDANCE, ATTENDANCE_SPREAD = -0.16, 0.3
WEEK_SHAPE: Final = 3.0  # of a gamma distribution: one week differs from the next by 58 % of the mean
SHARES: Final = (0.1, 0.5, 0.8, 0.9)


class Logging(StrEnum):
    """What a person writes down of the hours they work."""

    ALL = "logs all hours"
    SOME = "logs half the days"
    NONE = "logs no hours"


class Person(Struct, frozen=True):
    """Someone with a bias: true / planned hours of work, and true / planned hours a week."""

    number: int
    effort: float
    attendance: float
    logging: Logging
    takes_a_break: bool

    @property
    def factor(self) -> float:
        """By how much their calendar is really longer than the plan's."""
        return self.effort / self.attendance


class Told(Struct, frozen=True):
    """What one forecast said of a person's remaining days, and what became true."""

    low: int
    middle: int
    high: int
    actual: int
    loss: float

    @property
    def held(self) -> bool:
        """True when the actual finish was in the 80 % range."""
        return self.low <= self.actual <= self.high


class Case(Struct, frozen=True):
    """A person, the factor that was learned, and what was told without and with their history."""

    person: Person
    learned: Pace
    without: Told
    knowing: Told


class Figures(Struct, frozen=True):
    """Many forecasts as one: the share that held in the 80 % range, the share later than P50 and than P90, the mean
    width of the range in days, and the mean pinball loss in days."""

    held: float
    beyond_p50: float
    beyond_p90: float
    width: float
    loss: float


def the_plan() -> Plan:
    """Twelve milestones of 5 to 16 hours in three phases, with branches, work on the job and two waits."""

    def one(name: str, phase: str, likely: float, *requires: str, wide: float = 1.0, **more: float) -> Milestone:
        effort = Effort(likely * (1 - 0.4 * wide), likely, likely * (1 + 0.9 * wide))
        return milestone(name, phase, requires=requires, effort=effort, **more)

    made = (
        one("read", "learn", 6),
        one("ask", "learn", 5, on_the_job=0.2),
        one("course", "learn", 16, "read"),
        one("shadow", "learn", 8, "ask", elapsed_weeks=3),
        one("teardown", "learn", 9, "read", wide=1.1),
        one("case", "prove", 14, "course"),
        one("interview", "prove", 8, "shadow", wide=0.7),
        one("prototype", "prove", 15, "case", wide=1.1),
        one("story", "prove", 7, "interview", "teardown"),
        one("portfolio", "search", 12, "story", "prototype"),
        one("practice", "search", 14, "story", wide=0.9),
        one("apply", "search", 10, "portfolio", "practice", elapsed_weeks=3),
    )
    return plan_of(*made)


PLAN: Final = the_plan()
WEEK: Final = Week((0, 1.5, 0, 1.5, 0, 4, 0))


def people(count: int = PEOPLE) -> Iterator[Person]:
    """The population: everyone drawn by number, so that the first hundred are always the same."""
    for number in range(count):
        dice = Random(f"{SEED}:{number}")
        yield Person(
            number,
            effort=exp(dice.gauss(EFFORT, EFFORT_SPREAD)),
            attendance=exp(dice.gauss(ATTENDANCE, ATTENDANCE_SPREAD)),
            logging=dice.choices(list(Logging), (70, 15, 15))[0],
            takes_a_break=dice.random() < 0.3,
        )


class Life:
    """One person's days: what they did so far, what is left of it in truth, and what their journey says."""

    def __init__(self, person: Person, plan: Plan = PLAN) -> None:
        self.person, self.plan = person, plan
        self.dice = Random(f"{SEED}:{person.number}:life")
        self.day = START
        self.left = {each: self._true_hours(each) for each in plan.milestones}
        self.begun: dict[str, date] = {}
        self.finished: dict[str, date] = {}
        self.week_luck = 1.0
        journey = start_journey(plan, START, identifier=f"person-{person.number}", week=WEEK)
        if person.takes_a_break:
            first, last = START + timedelta(weeks=5), START + timedelta(weeks=7, days=-1)
            journey = pause(journey, plan, START, first, last, why="Away").journey
        self.journey: Journey = journey

    def _true_hours(self, identifier: str) -> float:
        effort = self.plan.milestones[identifier].effort
        span = effort.high - effort.low
        rise, fall = (effort.likely - effort.low) / span, (effort.high - effort.likely) / span
        hours = effort.low + span * self.dice.betavariate(1 + 4 * rise, 1 + 4 * fall)
        return hours * self.person.effort * (1 - self.plan.milestones[identifier].on_the_job)

    @property
    def outlook(self) -> Outlook:
        """What the planner knows on the morning of this day."""
        return Outlook(self.plan, self.journey, self.day)

    def live_until(self, share: float) -> None:
        """Live day by day until this share of the plan's hours is in finished milestones."""
        expected = {each.id: each.effort.expected for each in self.plan.milestones.values()}
        while sum(expected[each] for each in self.finished) < share * sum(expected.values()) - 1e-9:
            self.live_a_day()

    def live_a_day(self) -> None:
        """Work on what comes next in the plan, as long as this day's hours last."""
        if self.day == monday(self.day):
            self.week_luck = self.dice.gammavariate(WEEK_SHAPE, 1 / WEEK_SHAPE)
        hours = min(24.0, Capacity(WEEK, self.journey.spells).hours(self.day) * self.person.attendance * self.week_luck)
        is_writing = {Logging.ALL: True, Logging.SOME: self.dice.random() < 0.5, Logging.NONE: False}
        for each in self.plan.milestones:
            if each in self.finished or any(one not in self.finished for one in self.plan.milestones[each].requires):
                continue
            spent = min(hours, self.left[each])
            if spent:
                hours, self.left[each] = hours - spent, self.left[each] - spent
                self.begun.setdefault(each, self.day)
                if is_writing[self.person.logging] and spent >= 1 / 60:
                    self.journey = log_hours(self.journey, self.plan, self.day, each, spent, on=self.day).journey
            self._finish_if_over(each)
        self.day += timedelta(days=1)

    def _finish_if_over(self, identifier: str) -> None:
        wait = timedelta(weeks=self.plan.milestones[identifier].elapsed_weeks)
        if not self.left[identifier] and self.day >= self.begun[identifier] + wait:
            self.finished[identifier] = self.day
            self.journey = complete(self.journey, self.plan, self.day, identifier, on=self.day).journey


def of_a_stranger(outlook: Outlook) -> Pace:
    """The pace of somebody with the same things left to do and no past."""
    journey = outlook.journey
    stranger = replace(journey, log=(), settings=replace(journey.settings, start=outlook.today))
    to_do = {item.id: item for item in outlook.items.values() if item.status.is_to_do}
    return pace.learned(stranger, to_do, outlook.capacity, outlook.today)


def case(person: Person) -> Case:
    """One life: both forecasts half-way, and the truth."""
    life = Life(person)
    life.live_until(0.5)
    outlook = life.outlook
    knowing, without = forecast(outlook, runs=RUNS), forecast(outlook, runs=RUNS, pace=of_a_stranger(outlook))
    assert knowing
    assert without
    life.live_until(1.0)
    actual = max(life.finished.values())
    return Case(person, knowing.pace, told(without, outlook.today, actual), told(knowing, outlook.today, actual))


def told(found: Forecast, today: date, actual: date) -> Told:
    """A forecast against the truth, in days from `today`."""
    days = {share: (found.quantile(share) - today).days for share in SHARES}
    truth = (actual - today).days
    loss = sum(max(share * (truth - days[share]), (share - 1) * (truth - days[share])) for share in SHARES)
    return Told(days[0.1], days[0.5], days[0.9], truth, loss / len(SHARES))


def figures(all_told: Sequence[Told]) -> Figures:
    """The means over these forecasts."""
    count = len(all_told)
    return Figures(
        held=sum(each.held for each in all_told) / count,
        beyond_p50=sum(each.actual > each.middle for each in all_told) / count,
        beyond_p90=sum(each.actual > each.high for each in all_told) / count,
        width=sum(each.high - each.low for each in all_told) / count,
        loss=sum(each.loss for each in all_told) / count,
    )


def groups(cases: Sequence[Case]) -> Mapping[str, Sequence[Case]]:
    """Everyone, then by true factor, then by what they log."""
    limits: Mapping[str, Callable[[Person], bool]] = {
        "everyone": lambda person: True,
        "faster than planned": lambda person: person.factor < 1,
        "1 to 1.5 times longer": lambda person: 1 <= person.factor < 1.5,
        "1.5 to 2 times longer": lambda person: 1.5 <= person.factor < 2,
        "even slower": lambda person: person.factor >= 2,
        **{each.value: lambda person, each=each: person.logging is each for each in Logging},  # type: ignore[misc]
    }
    return {name: [one for one in cases if belongs(one.person)] for name, belongs in limits.items()}


def table(cases: Sequence[Case]) -> str:
    """How often the 80 % range held, without and with history, and the losses; a line for each group."""
    head = f"{'':24}{'people':>8}" + "".join(
        f"{title:>24}" for title in ("80 % range held", "later than P90", "width in days", "pinball loss in days")
    )
    lines = [head, f"{'':32}" + f"{'without':>14}{'with':>10}" * 4]
    for name, members in groups(cases).items():
        if not members:
            continue
        before, after = figures([each.without for each in members]), figures([each.knowing for each in members])
        lines.append(
            f"{name:24}{len(members):>8}{before.held:>14.1%}{after.held:>10.1%}"
            f"{before.beyond_p90:>14.1%}{after.beyond_p90:>10.1%}{before.width:>14.0f}{after.width:>10.0f}"
            f"{before.loss:>14.2f}{after.loss:>10.2f}"
        )
    return "\n".join(lines)


if __name__ == "__main__":
    print(table([case(person) for person in people()]))
