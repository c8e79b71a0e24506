"""The reason of each move: what changed since the promise is named, and what was known already is not."""

from collections.abc import Callable

import pytest
from msgspec.structs import replace

from planner.core import changes
from planner.core.capacity import even_week
from planner.core.journey import Journey, PinKind
from planner.core.plan import Effort
from tests.core.kitchen import PLAN, by_id, day, finished, kept_to_plan, pinned
from tests.core.samples import MONDAY, journey_on, milestone, plan_of

Change = Callable[[Journey], Journey]


def paused(first: int, last: int, why: str = "") -> Change:
    return lambda journey: changes.pause(journey, PLAN, MONDAY, day(first), day(last), why=why).journey


def at_pace(hours: float, since: int) -> Change:
    return lambda j: changes.set_pace(kept_to_plan(j, day(since)), PLAN, day(since), even_week(hours)).journey


@pytest.mark.parametrize(
    ("change", "today", "which", "days", "reason"),
    [
        # A break pushes what comes after it, and nothing before it.
        (paused(7, 13, "Skiing"), 0, "stock", 7, "break 30 Nov–6 Dec (Skiing)"),
        (paused(7, 13), 0, "tasting", 7, "break 30 Nov–6 Dec"),
        (paused(9, 10), 0, "stock", 3, "break 2–3 Dec"),
        (paused(9, 9), 0, "stock", 2, "break 2 Dec"),
        # One that has begun, or is over, is still the reason.
        (paused(0, 6), 0, "knives", 7, "break 23–29 Nov"),
        (paused(0, 6), 3, "knives", 7, "break 23–29 Nov"),
        (paused(0, 6), 7, "bread", 7, "break 23–29 Nov"),
        # Other weekly hours for a while.
        (
            lambda j: changes.set_spell(j, PLAN, MONDAY, day(0), day(6), 3).journey,
            0, "pastry", 4, "3 h a week 23–29 Nov",
        ),
        (
            lambda j: changes.set_spell(j, PLAN, MONDAY, day(7), day(13), 12).journey,
            0, "bread", -7, "12 h a week 30 Nov–6 Dec",
        ),
        # Finished early, skipped, dropped: the rest is pulled forward.
        (lambda j: finished(j, "stock"), 0, "sauces", -7, "“Stock” was finished early"),
        (lambda j: finished(finished(j, "stock"), "bread"), 0, "pastry", -14,
         "finished early: “Stock” and 1 more"),
        (lambda j: changes.skip(j, PLAN, MONDAY, "stock", why="my job").journey, 0, "bread", -7,
         "“Stock” was skipped"),
        (lambda j: changes.drop(j, PLAN, MONDAY, "stock").journey, 0, "bread", -7, "“Stock” was dropped"),
        (lambda j: changes.choose_route(j, PLAN, MONDAY, "short").journey, 0, "tasting", -7,
         "the route is now “Without pastry”"),
        # Estimates, and milestones of one's own.
        (
            lambda j: changes.edit(j, PLAN, MONDAY, "knives", effort=Effort(9, 9, 9)).journey,
            0, "knives", 4, "estimate raised: 6 → 9 h",
        ),
        (
            lambda j: changes.edit(j, PLAN, MONDAY, "knives", effort=Effort(9, 9, 9)).journey,
            0, "bread", 4, "estimate of “Knives”: 6 → 9 h",
        ),
        (
            lambda j: changes.edit(j, PLAN, MONDAY, "knives", effort=Effort(3, 3, 3)).journey,
            0, "sauces", -7, "estimate of “Knives”: 6 → 3 h",
        ),
        (
            lambda j: changes.add(j, PLAN, MONDAY, "Visit a farm", phase="learn", effort=Effort(6, 6, 6)).journey,
            0, "tasting", 7, "added first: “Visit a farm”",
        ),
        # Pins: of the milestone itself, and of another that makes room or takes it.
        (lambda j: pinned(j, "stock", PinKind.ON, day(30)), 0, "stock", 18, "pinned to end on 23 Dec"),
        (lambda j: pinned(j, "stock", PinKind.NOT_BEFORE, day(28)), 0, "stock", 21, "pinned not before 21 Dec"),
        (lambda j: pinned(j, "bread", PinKind.BY, day(5)), 0, "bread", -21, "pinned to end by 28 Nov"),
        (lambda j: pinned(j, "bread", PinKind.BY, day(5)), 0, "stock", 7, "“Bread” is pinned to end by 28 Nov"),
        (lambda j: pinned(j, "stock", PinKind.NOT_BEFORE, day(28)), 0, "sauces", -7,
         "“Stock” is pinned not before 21 Dec"),
        # Nothing was done: the one that is overdue, and what comes behind it.
        (lambda j: j, 7, "knives", 7, "was due on 28 Nov and is not done"),
        (lambda j: j, 7, "stock", 7, "less done than planned, about 6 h"),
        (lambda j: j, 3, "stock", 4, "less done than planned, about 3 h"),
        (lambda j: finished(j, "knives", day(4)), 9, "sauces", 3, "less done than planned, about 2 h"),
        # Other weekly hours from some day on; on the very first day nobody can be behind yet.
        (at_pace(3, 7), 7, "stock", 7, "fewer hours a week: 6 → 3 h"),
        (at_pace(3, 7), 7, "tasting", 35, "fewer hours a week: 6 → 3 h"),
        (at_pace(12, 7), 7, "bread", -10, "more hours a week: 6 → 12 h"),
        (at_pace(3, 0), 0, "stock", 14, "the rest of the plan moved"),
        (at_pace(12, 0), 0, "stock", -7, "there is room earlier"),
        # A new due date is promised to what has none.
        (lambda j: replace(j, records={k: v for k, v in j.records.items() if k != "bread"}), 0, "bread", 0,
         "new in the plan"),
    ],
)  # fmt: skip
def test_reasons(change: Change, today: int, which: str, days: int, reason: str) -> None:
    move = by_id(change(journey_on(PLAN)), day(today))[which]
    assert (move.days, move.reason) == (days, reason)


def test_more_hours_than_estimated_are_named_by_whoever_needed_them() -> None:
    journey = changes.begin(journey_on(PLAN), PLAN, MONDAY, "knives").journey
    for offset in range(6):
        journey = changes.log_hours(journey, PLAN, day(offset), "knives", 1.5).journey
    found = by_id(journey, day(9))
    assert found["knives"].reason == "over-ran: 9 h logged, 6 h planned"
    assert found["stock"].reason == "“Knives” over-ran: 9 h, not 6 h"


def test_what_waits_says_for_what() -> None:
    plan = plan_of(
        milestone("dough", hours=6, elapsed_weeks=3),
        milestone("bake", "serve", hours=2, requires=("dough",)),
    )
    journey = journey_on(plan)
    found = by_id(journey, day(7), plan)
    assert found["bake"].reason.startswith("waits for “Dough”, which moves to ")
    assert found["bake"].days == found["dough"].days == 7


def test_a_wait_that_began_early_says_so() -> None:
    plan = plan_of(milestone("read", hours=18), milestone("dough", "serve", hours=1, elapsed_weeks=1))
    journey = journey_on(plan)
    begun = changes.begin(journey, plan, MONDAY, "dough").journey
    found = by_id(begun, MONDAY, plan)
    assert all(move.reason in {"begun earlier than planned", "“Dough” was begun early"} for move in found.values())


def test_a_break_that_was_promised_with_is_not_blamed() -> None:
    journey = changes.pause(journey_on(PLAN), PLAN, MONDAY, day(14), day(20), why="").journey
    journey = changes.replan(journey, PLAN, MONDAY).journey
    found = by_id(journey, day(3))
    assert found
    assert not any("break" in move.reason for move in found.values())


def test_a_pin_that_was_promised_with_is_not_blamed_for_a_break() -> None:
    journey = pinned(journey_on(PLAN), "stock", PinKind.NOT_BEFORE, day(28))
    journey = changes.replan(journey, PLAN, MONDAY).journey
    journey = changes.pause(journey, PLAN, MONDAY, day(30), day(31), why="").journey
    found = by_id(journey)
    assert {move.reason for move in found.values()} == {"break 23–24 Dec"}
    assert "stock" in found


def test_two_reasons_of_time_are_both_told() -> None:
    journey = changes.pause(journey_on(PLAN), PLAN, day(7), day(14), day(20), why="").journey
    reason = by_id(journey, day(7))["pastry"].reason
    assert reason == "break 7–13 Dec; less done than planned, about 6 h"
