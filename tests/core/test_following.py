"""An outlook taken over from the one before is the one worked out from nothing, whatever was changed between."""

from collections.abc import Callable
from datetime import date, timedelta
from functools import cached_property

import pytest

from planner import demo
from planner.core.capacity import even_week
from planner.core.changes import (
    add,
    choose_route,
    complete,
    confirm_level,
    log_hours,
    mark_habit,
    pause,
    pin,
    save_evidence,
    set_pace,
    write_note,
)
from planner.core.journey import Journey, PinKind
from planner.core.outlook import Outlook, following
from planner.core.plan import Effort, Plan
from tests.conftest import TODAY

PARTS = [name for name, part in vars(Outlook).items() if isinstance(part, cached_property)]
OF_THE_LOG = {"habits", "streak", "warnings", "skills", "gates", "readiness", "left_behind"}
Verb = Callable[[Outlook], Journey]


def tick(before: Outlook) -> Journey:
    own = next(each.habit for each in before.habits if each.habit.own_hours)
    return mark_habit(before.journey, before.plan, TODAY, own.id).journey


def next_one(before: Outlook) -> str:
    assert before.next_action is not None
    return before.next_action.id


CHANGES: dict[str, Verb] = {
    "tick": tick,
    "note": lambda o: write_note(o.journey, o.plan, TODAY, next_one(o), "Half of it was easy.").journey,
    "evidence": lambda o: save_evidence(o.journey, o.plan, TODAY, next_one(o), "A page of it").journey,
    "hours": lambda o: log_hours(o.journey, o.plan, TODAY, next_one(o), 1.0).journey,
    "hours of a day gone by": lambda o: (
        log_hours(o.journey, o.plan, TODAY, next_one(o), 1.0, on=TODAY - timedelta(days=9)).journey
    ),
    "done": lambda o: complete(o.journey, o.plan, TODAY, next_one(o)).journey,
    "pin": lambda o: pin(o.journey, o.plan, TODAY, next_one(o), PinKind.BY, TODAY).journey,
    "pace": lambda o: set_pace(o.journey, o.plan, TODAY, even_week(3)).journey,
    "break": lambda o: pause(o.journey, o.plan, TODAY, TODAY, TODAY + timedelta(days=9), why="").journey,
    "level": lambda o: confirm_level(o.journey, o.plan, TODAY, o.skills[0].skill.id, 4).journey,
    "own": lambda o: (
        add(o.journey, o.plan, TODAY, "Ask Ada", phase=o.plan.phases[0].id, effort=Effort(1, 2, 3)).journey
    ),
    "route": lambda o: choose_route(o.journey, o.plan, TODAY, o.plan.routes[-1].id).journey,
}


def known(plan: Plan, journey: Journey, today: date = TODAY) -> Outlook:
    found = Outlook(plan, journey, today)
    for part in PARTS:
        getattr(found, part)
    return found


@pytest.mark.parametrize("change", CHANGES)
def test_what_is_taken_over_is_what_would_be_worked_out(marketing: Plan, change: str) -> None:
    before = known(marketing, demo.half_way(marketing, TODAY))
    journey = CHANGES[change](before)
    after, anew = following(before, marketing, journey, TODAY), known(marketing, journey)
    assert {part: getattr(after, part) for part in PARTS} == {part: getattr(anew, part) for part in PARTS}


@pytest.mark.parametrize("change", ["tick", "note", "evidence"])
def test_what_is_no_work_leaves_the_schedule_as_it_is(marketing: Plan, change: str) -> None:
    before = known(marketing, demo.half_way(marketing, TODAY))
    after = following(before, marketing, CHANGES[change](before), TODAY)
    assert set(vars(after)) == set(PARTS) - OF_THE_LOG
    assert after.schedule is before.schedule


def test_another_day_is_worked_out_anew(marketing: Plan) -> None:
    before = known(marketing, demo.half_way(marketing, TODAY))
    tomorrow = TODAY + timedelta(days=1)
    after, anew = following(before, marketing, before.journey, tomorrow), known(marketing, before.journey, tomorrow)
    assert {part: getattr(after, part) for part in PARTS} == {part: getattr(anew, part) for part in PARTS}
