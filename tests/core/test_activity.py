"""What happened day by day."""

from datetime import timedelta

import pytest

from planner.core.activity import activity, activity_sentence, year
from planner.core.changes import complete, log_hours, mark_habit, pause, remember_report, tick, write_note
from planner.core.journey import Journey
from tests.core.samples import MONDAY, habit, journey_on, milestone, outlook_on, plan_of

PLAN = plan_of(
    milestone("a", hours=2), milestone("b", hours=9, steps=("one", "two")), habits=[habit("chat", {5: 1, 8: 1, 12: 1})]
)


def lived() -> Journey:
    journey = journey_on(PLAN)
    journey = log_hours(journey, PLAN, MONDAY, "a", 1.5).journey
    journey = tick(journey, PLAN, MONDAY, "b", 1).journey
    journey = mark_habit(journey, PLAN, MONDAY, "chat").journey
    journey = write_note(journey, PLAN, MONDAY, "a", "thought").journey
    journey = complete(journey, PLAN, MONDAY, "a").journey
    journey = remember_report(journey, PLAN, MONDAY + timedelta(days=1), "html", "r.html").journey
    return pause(journey, PLAN, MONDAY, MONDAY + timedelta(days=2), MONDAY + timedelta(days=3), why="away").journey


def test_a_day_holds_what_was_done_on_it() -> None:
    first, second, third, fourth, fifth = activity(lived(), MONDAY, MONDAY + timedelta(days=4))
    assert (first.hours, first.milestones, first.steps, first.habits, first.notes) == (1.5, 1, 1, 1, 1)
    assert first.is_active
    assert (second.date, second.is_active) == (MONDAY + timedelta(days=1), False)  # a report is no work
    assert [day.is_break for day in (first, second, third, fourth, fifth)] == [False, False, True, True, False]


@pytest.mark.parametrize(
    ("hours", "level"), [(0.25, 1), (0.75, 1), (1, 2), (1.75, 2), (2, 3), (3.75, 3), (4, 4), (11, 4)]
)
def test_levels_go_by_hours(hours: float, level: int) -> None:
    journey = log_hours(journey_on(PLAN), PLAN, MONDAY, "a", hours).journey
    busy, idle = activity(journey, MONDAY, MONDAY + timedelta(days=1))
    assert (busy.level, idle.level) == (level, 0)


def test_something_without_hours_is_a_little() -> None:
    journey = write_note(journey_on(PLAN), PLAN, MONDAY, "a", "thought").journey
    assert activity(journey, MONDAY, MONDAY)[0].level == 1


@pytest.mark.parametrize(("days", "begins"), [(0, 0), (200, 0), (364, 0), (371, 1), (800, 62)])
def test_the_year_is_whole_weeks_around_today(days: int, begins: int) -> None:
    today = MONDAY + timedelta(days=days)
    first, last = year(journey_on(PLAN), today)
    assert first == MONDAY + timedelta(weeks=begins)
    assert (last - first).days + 1 == 53 * 7
    assert first <= today <= last


def test_the_sentence_tells_days_hours_and_streak() -> None:
    outlook = outlook_on(PLAN, lived())
    days = activity(outlook.journey, *year(outlook.journey, outlook.today))
    said = "1 day with something done, 1½ h logged. Streak: 1 week in a row; breaks freeze it."
    assert activity_sentence(outlook, days) == said
    later = outlook_on(PLAN, lived(), MONDAY + timedelta(weeks=3))
    assert activity_sentence(later, days).endswith("No streak at the moment: anything done this week begins one.")
    fresh = outlook_on(PLAN, journey_on(PLAN))
    assert activity_sentence(fresh, activity(fresh.journey, MONDAY, MONDAY)) == "Nothing logged or done yet."
    finished = outlook_on(PLAN, complete(lived(), PLAN, MONDAY, "b").journey)
    assert activity_sentence(finished, days) == "1 day with something done, 1½ h logged."
