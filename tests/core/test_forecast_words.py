"""A forecast in sentences: dates, chances that are never certain, what moves it, whose pace it is."""

from datetime import date, timedelta

import pytest
from msgspec.structs import replace

from planner.core.changes import complete
from planner.core.forecast import forecast
from planner.core.forecast_values import Forecast, Sensitivity
from planner.core.forecast_words import NOTHING_LEFT, card, in_short, likely, pace_words, percent
from planner.core.pace import Pace
from planner.core.plan import Effort
from tests.core.samples import journey_on, milestone, outlook_on, plan_of

FIRST = date(2027, 10, 1)
NONE = Pace(1.0, 0.4, 1.0, 1.0, 0, 0)
PLAN = plan_of(milestone("lead-a-launch", effort=Effort(2, 5, 20)), milestone("mock-interviews"))
OUTLOOK = outlook_on(PLAN, journey_on(PLAN))


def made(target: date | None = None, pace: Pace = NONE, sensitive: tuple[Sensitivity, ...] = ()) -> Forecast:
    """A forecast with one run ending on each of a hundred days."""
    days = tuple(FIRST + timedelta(days=each) for each in range(100))
    return Forecast(100, 1, target, days, (), sensitive, pace, ())


def test_the_card_says_it_all() -> None:
    moving = (Sensitivity("lead-a-launch", 0.8), Sensitivity("mock-interviews", 0.2))
    pace = Pace(1.34, 0.2, 1.2, 0.9, 6, 9)
    assert card(OUTLOOK, made(FIRST + timedelta(days=85), pace, moving)) == (
        "half the runs finish by 19 Nov 2027",
        "eight in ten by 19 Dec 2027",
        "your target 25 Dec 2027: 86 % likely",
        "what moves it most: Lead a launch, Mock interviews",
        "Learned from 6 milestones and 9 weeks: your time runs 1.3× the plan's: "
        "milestones take 1.2× their hours, weeks have 0.9×.",
    )


def test_what_there_is_not_is_not_mentioned() -> None:
    assert card(OUTLOOK, made()) == (
        "half the runs finish by 19 Nov 2027",
        "eight in ten by 19 Dec 2027",
        "No history yet: the ranges come from the plan's own estimates.",
    )


def test_with_nothing_to_do_there_is_one_sentence() -> None:
    journey = OUTLOOK.journey
    for each in PLAN.milestones:
        journey = complete(journey, PLAN, OUTLOOK.today, each).journey
    done = outlook_on(PLAN, journey)
    assert card(done, forecast(done)) == (NOTHING_LEFT,)


def test_in_short_it_is_one_line() -> None:
    assert in_short(made()) == "half the runs finish by 19 Nov 2027, eight in ten by 19 Dec 2027"
    assert in_short(made(FIRST)).endswith("eight in ten by 19 Dec 2027; your target 1 Oct 2027: 1 % likely")


@pytest.mark.parametrize(
    ("chance", "words"),
    [
        (0.0, "under 1 % likely"),
        (0.0095, "under 1 % likely"),
        (0.01, "1 % likely"),
        (0.495, "50 % likely"),
        (0.99, "99 % likely"),
        (0.9905, "over 99 % likely"),
        (1.0, "over 99 % likely"),
    ],
)
def test_no_date_is_certain_or_impossible(chance: float, words: str) -> None:
    assert likely(chance) == words


def test_a_small_share_of_the_runs_is_not_none() -> None:
    assert [percent(each) for each in (0.0, 0.0005, 0.01, 0.5, 1.0)] == ["0 %", "under 1 %", "1 %", "50 %", "100 %"]


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"milestones": 1}, "Learned from 1 milestone: your time runs 1.5× the plan's."),
        ({"weeks": 1}, "Learned from 1 week: your time runs 1.5× the plan's."),
        ({"weeks": 3, "factor": 0.8}, "Learned from 3 weeks: your time runs 0.8× the plan's."),
        ({"weeks": 3, "factor": 1.04}, "Learned from 3 weeks: your time runs as the plan's."),
        ({"milestones": 2, "weeks": 3, "factor": 0.96}, "Learned from 2 milestones and 3 weeks: your time runs as"),
    ],
)
def test_the_pace_says_what_it_was_learned_from(changed: dict[str, float], words: str) -> None:
    assert pace_words(replace(NONE, **{"factor": 1.5} | changed)).startswith(words)


def test_nothing_in_a_card_promises() -> None:
    found = forecast(OUTLOOK, runs=100)
    text = " ".join(card(OUTLOOK, found)).casefold()
    assert found is not None
    assert not any(word in text for word in ("will ", "guarantee", "promise", "certain", "job"))
