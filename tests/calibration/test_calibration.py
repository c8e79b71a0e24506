"""The 80 % range holds for about eight people in ten once it knows them, and knowing them makes it better."""

from collections.abc import Sequence
from functools import cache
from math import sqrt
from statistics import median

import pytest

from tests.calibration.people import PEOPLE, PLAN, Case, Figures, Life, case, figures, groups, people, table

SIGMAS = 4


@cache
def everyone() -> tuple[Case, ...]:
    return tuple(case(person) for person in people())


def both(cases: Sequence[Case]) -> tuple[Figures, Figures]:
    """Without history, and with it."""
    return figures([each.without for each in cases]), figures([each.knowing for each in cases])


def off(held: float) -> float:
    """How far a share is from the 80 % promised."""
    return abs(held - 0.8)


def test_there_are_enough_people_and_they_are_biased() -> None:
    print(f"\n{table(everyone())}")
    assert len(everyone()) == PEOPLE >= 500
    factors = [each.person.factor for each in everyone()]
    assert median(factors) > 1.3, "most are too hopeful"
    assert min(factors) < 0.8, "some are not"
    assert max(factors) > 2.5


def test_the_range_holds_with_history_and_is_too_hopeful_without() -> None:
    without, knowing = both(everyone())
    error = SIGMAS * sqrt(0.8 * 0.2 / PEOPLE)
    assert off(knowing.held) <= error, "within sampling error of 80 %"
    assert 0.6 <= without.held <= 0.8 - 0.05, "nobody can know a stranger's bias, and the range is not boundless"
    assert off(knowing.held) < off(without.held)
    assert knowing.beyond_p90 <= 0.1 + SIGMAS * sqrt(0.1 * 0.9 / PEOPLE)
    assert without.beyond_p90 > 2 * knowing.beyond_p90


def test_history_makes_the_forecast_sharper_and_truer() -> None:
    """Pinball loss is a proper score: a range that lies, or hedges by being wide, loses (Gneiting & Raftery, 2007)."""
    without, knowing = both(everyone())
    assert knowing.loss < 0.5 * without.loss
    assert knowing.width < without.width
    assert 0.35 <= knowing.beyond_p50 <= 0.65
    assert without.beyond_p50 > 0.7


@pytest.mark.parametrize("group", list(groups(())))
def test_no_kind_of_person_is_left_out(group: str) -> None:
    """Fast or slow, with a full log or an empty one: the range holds for nearly as many, and history never harms."""
    members = groups(everyone())[group]
    without, knowing = both(members)
    assert len(members) >= 50
    assert knowing.held >= 0.8 - SIGMAS * sqrt(0.8 * 0.2 / len(members))
    assert knowing.loss < without.loss


def test_lives_are_lived_by_the_rules_of_the_plan() -> None:
    """What the forecasts are held against is itself a life that the plan allows."""
    for person in people(20):
        life = Life(person)
        life.live_until(0.5)
        assert 0.5 <= life.outlook.progress.percent / 100 + 0.01 < 0.75
        life.live_until(1.0)
        assert life.finished.keys() == PLAN.milestones.keys()
        for each, finished in life.finished.items():
            milestone = PLAN.milestones[each]
            assert all(life.finished[one] <= finished for one in milestone.requires)
            assert (finished - life.begun[each]).days >= milestone.elapsed_weeks * 7
        spells = life.journey.spells
        assert bool(spells) == person.takes_a_break
        assert not any(spell.first <= entry.date <= spell.last for spell in spells for entry in life.journey.log)
