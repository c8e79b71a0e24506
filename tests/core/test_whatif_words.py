"""A comparison as rows: what is said of both sides, and of the difference."""

from datetime import date, timedelta

from planner.core import changes
from planner.core.plan import Effort
from planner.core.whatif import Comparison, Scenario, compare
from planner.core.whatif_words import NOTHING, SAME, Row, rows
from planner.core.wording import date_words
from tests.core.samples import MONDAY, journey_on, milestone, outlook_on, plan_of

PLAN = plan_of(milestone("read", hours=10.0), milestone("build", effort=Effort(4, 10, 40)))
TARGET = date(2027, 1, 4)


def comparison(scenario: Scenario, *, target: date | None = None, is_done: bool = False) -> Comparison:
    journey = journey_on(PLAN, 6.0, target=target)
    if is_done:
        for each in PLAN.milestones:
            journey = changes.complete(journey, PLAN, MONDAY, each).journey
    return compare(outlook_on(PLAN, journey), scenario, runs=100)


def row(found: Comparison, label: str) -> Row:
    return next(each for each in rows(found) if each.label == label)


def test_more_hours_are_more_and_earlier() -> None:
    found = comparison(Scenario(hours=9.0))
    assert row(found, "hours a week") == Row("hours a week", "6 h", "9 h", "3 h more")
    assert row(found, "hours left") == Row("hours left", "24 h", "24 h", SAME)
    dates = rows(found)[2:]
    assert [each.label for each in dates] == ["half the runs by", "eight in ten by", "by the schedule"]
    assert all(each.difference.endswith(" earlier") for each in dates)
    assert found.now.forecast is not None
    assert dates[1].now == date_words(found.now.forecast.p80)


def test_less_work_is_less_and_fewer_hours_are_later() -> None:
    assert row(comparison(Scenario(drops=("read",))), "hours left") == Row("hours left", "24 h", "14 h", "10 h less")
    slower = comparison(Scenario(hours=3.0))
    assert row(slower, "hours a week").difference == "3 h less"
    assert row(slower, "eight in ten by").difference.endswith(" later")


def test_nothing_different_is_the_same_throughout() -> None:
    found = rows(comparison(Scenario(), target=TARGET))
    assert {each.difference for each in found if each.label != "needed a week"} == {SAME}
    assert all(each.now == each.then for each in found)


def test_a_target_brings_its_chance_and_its_hours() -> None:
    found = comparison(Scenario(hours=12.0, target=TARGET))
    chance = row(found, "by 4 Jan 2027")
    assert chance.now.endswith(" %")
    assert chance.then.endswith(" %")
    assert chance.difference == "more likely"
    needed = row(found, "needed a week")
    assert needed.now == needed.then
    assert needed.now.endswith(" h")
    assert row(comparison(Scenario(hours=2.0), target=TARGET), "by 4 Jan 2027").difference == "less likely"
    assert (
        row(comparison(Scenario(target=MONDAY)), "needed a week").then == "144 h"
    )  # all of it on the first of six days
    assert len(rows(comparison(Scenario(hours=12.0)))) == 5


def test_hours_that_nobody_has_are_no_hours() -> None:
    plan = plan_of(milestone("wait", elapsed_weeks=8.0))
    found = compare(outlook_on(plan, journey_on(plan)), Scenario(target=MONDAY + timedelta(weeks=2)), runs=100)
    assert row(found, "needed a week") == Row("needed a week", "no hours", "no hours", "")
    assert row(found, "by 7 Dec 2026") == Row("by 7 Dec 2026", "under 1 %", "under 1 %", SAME)


def test_a_side_with_nothing_to_do_says_so() -> None:
    journey = journey_on(PLAN, 6.0, target=TARGET)
    found = comparison(Scenario(drops=("read", "build")), target=TARGET)
    assert journey.settings.target == TARGET
    assert [each.then for each in rows(found)[2:]] == [NOTHING] * 5
    assert [each.difference for each in rows(found)[2:]] == [""] * 5
    assert row(found, "hours left").then == "0 h"
    done = comparison(Scenario(hours=2.0), target=TARGET, is_done=True)
    assert [each.now for each in rows(done)[2:]] == [NOTHING] * 5
