"""Percent complete, phases, and weeks in a row."""

from datetime import date, timedelta

import pytest
from msgspec.structs import replace

from planner.core.changes import complete, log_hours, pause, remember_report, skip, write_note
from planner.core.journey import Journey, Record, State
from planner.core.plan import Route
from tests.core.samples import MONDAY, journey_on, milestone, outlook_on, plan_of, with_records

PLAN = plan_of(
    milestone("a", hours=1),
    milestone("b", hours=3, waived_by=("a",)),
    milestone("c", "serve", hours=4),
    milestone("d", "serve", hours=8),
    milestone("e", "rest", hours=9),
    routes=[Route("all", "All", frozenset({"e"}))],
)


def week(number: int) -> date:
    """A Wednesday, `number` weeks from the first."""
    return MONDAY + timedelta(weeks=number, days=2)


def test_percent_is_by_expected_hours_of_what_counts() -> None:
    journey = with_records(journey_on(PLAN), a=Record(State.DONE), c=Record(State.STARTED))
    found = outlook_on(PLAN, journey).progress
    assert (found.percent, found.done, found.open, found.started, found.dropped) == (6, 1, 3, 1, 1)
    assert (found.done_hours, found.open_hours, found.counted) == (1, 15, 4)


def test_skipped_and_waived_ones_are_in_neither_part() -> None:
    before = outlook_on(PLAN, complete(journey_on(PLAN), PLAN, MONDAY, "c").journey).progress
    journey = complete(journey_on(PLAN), PLAN, MONDAY, "c").journey
    journey = skip(journey, PLAN, MONDAY, "a", why="known").journey
    journey = with_records(journey, b=Record(State.WAIVED))
    found = outlook_on(PLAN, journey).progress
    assert (before.percent, found.percent) == (25, 33)
    assert (found.done_hours, found.open_hours) == (4, 8)
    assert (found.skipped, found.waived, found.counted) == (1, 1, 2)
    only_skips = with_records(journey_on(PLAN), **{each: Record(State.SKIPPED) for each in "abcd"})
    assert outlook_on(PLAN, only_skips).progress.percent == 0
    assert not outlook_on(PLAN, only_skips).progress.is_finished


def test_a_finished_plan_is_all_of_it() -> None:
    journey = journey_on(PLAN)
    for each in "abcd":
        journey = complete(journey, PLAN, MONDAY, each).journey
    outlook = outlook_on(PLAN, journey)
    assert outlook.progress.percent == 100
    assert outlook.progress.is_finished


def test_phases_tell_their_state_in_a_word() -> None:
    journey = complete(journey_on(PLAN), PLAN, MONDAY, "c").journey
    journey = with_records(journey, a=Record(State.DONE), b=Record(State.SKIPPED))
    learn, serve, rest = outlook_on(PLAN, journey).phases
    assert [(each.id, each.word, each.progress.percent) for each in (learn, serve, rest)] == [
        ("learn", "done", 100),
        ("serve", "started", 33),
        ("rest", "nothing to do", 0),
    ]
    assert (learn.items, rest.items, rest.is_empty) == (("a", "b"), (), True)
    assert [each.word for each in outlook_on(PLAN, journey_on(PLAN)).phases] == ["open", "open", "nothing to do"]
    begun = with_records(journey_on(PLAN), a=Record(State.STARTED))
    assert outlook_on(PLAN, begun).phases[0].word == "started"


def worked(weeks: list[int]) -> Journey:
    journey = journey_on(PLAN)
    for number in weeks:
        journey = log_hours(journey, PLAN, week(number), "d", 1.0).journey
    return journey


@pytest.mark.parametrize(
    ("weeks", "now", "streak"),
    [
        ([], 0, 0),
        ([0], 0, 1),
        ([0, 1, 2], 2, 3),
        ([0, 1], 2, 2),  # this week is young
        ([0, 1], 3, 0),
        ([0, 2, 3], 3, 2),
    ],
)
def test_streak(weeks: list[int], now: int, streak: int) -> None:
    assert outlook_on(PLAN, worked(weeks), week(now)).streak == streak


def test_a_planned_break_freezes_a_streak() -> None:
    journey = worked([0, 1, 4])
    assert outlook_on(PLAN, journey, week(4)).streak == 1
    first = MONDAY + timedelta(weeks=2)
    journey = pause(journey, PLAN, MONDAY, first, first + timedelta(days=13), why="holiday").journey
    assert outlook_on(PLAN, journey, week(4)).streak == 3
    assert outlook_on(PLAN, worked([0, 1]), week(3)).streak == 0
    frozen = replace(worked([0, 1]), spells=journey.spells)
    assert outlook_on(PLAN, frozen, week(3)).streak == 2


def test_a_break_of_part_of_a_week_freezes_nothing() -> None:
    first = MONDAY + timedelta(weeks=1)
    journey = pause(worked([0, 2]), PLAN, MONDAY, first, first + timedelta(days=4), why="ill").journey
    assert outlook_on(PLAN, journey, week(2)).streak == 1


def test_what_counts_as_something_done() -> None:
    journey = journey_on(PLAN)
    assert outlook_on(PLAN, write_note(journey, PLAN, MONDAY, "a", "thought").journey).streak == 1
    assert outlook_on(PLAN, complete(journey, PLAN, MONDAY, "a").journey).streak == 1
    assert outlook_on(PLAN, remember_report(journey, PLAN, MONDAY, "html", "r.html").journey).streak == 0
    assert outlook_on(PLAN, skip(journey, PLAN, MONDAY, "a", why="known").journey).streak == 0


def test_a_journey_still_to_come_has_no_streak() -> None:
    journey = journey_on(PLAN, start=MONDAY + timedelta(days=30))
    assert outlook_on(PLAN, journey).streak == 0
