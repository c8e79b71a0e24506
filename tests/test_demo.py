"""The ready-made journeys: the same each time, believable, and with something in every part of the program."""

from collections import Counter, defaultdict
from collections.abc import Callable
from datetime import date, timedelta
from functools import cache
from pathlib import Path

import pytest

from planner import catalog
from planner.core.capacity import monday
from planner.core.journey import Entry, Journey, PinKind, State
from planner.core.outlook import Outlook
from planner.core.plan import Plan
from planner.core.scope import Status
from planner.core.trends import accuracy, weeks
from planner.demo import finished, fresh, half_way
from planner.reports.late import late
from tests.conftest import TODAY

Make = Callable[[Plan, date], Journey]
Lived = Callable[[Make, str, date], tuple[Plan, Journey]]
DAYS = [TODAY + timedelta(days=offset) for offset in (0, 1, 2, 3, 4, 5, 6, 40, 101, 200)]
PLANS = ("marketing", "ux", "project-management", "newcomer")


@pytest.fixture(scope="module")
def lived(folders: tuple[Path, ...]) -> Lived:
    """A plan and the journey that is made of it for a day, each made once for all tests."""
    load = cache(lambda plan_id: catalog.load(plan_id, folders))
    return cache(lambda make, plan_id, day: (load(plan_id), make(load(plan_id), day)))


@pytest.fixture(scope="module")
def ada(marketing: Plan) -> Outlook:
    return Outlook(marketing, half_way(marketing, TODAY), TODAY)


@pytest.mark.parametrize("make", [fresh, half_way, finished])
def test_the_same_plan_and_day_give_the_same_journey(make: Callable[[Plan, date], Journey], marketing: Plan) -> None:
    assert make(marketing, TODAY) == make(marketing, TODAY)


@pytest.mark.parametrize("make", [fresh, half_way, finished])
@pytest.mark.parametrize("day", DAYS)
def test_nothing_happened_that_could_not(make: Make, day: date, lived: Lived) -> None:
    """Nothing before the start or after today, the log in order of days but for hours noted later, sane hours a day."""
    _, journey = lived(make, "marketing", day)
    start = journey.settings.start
    assert journey.settings.name == "Ada"
    assert all(start <= entry.date <= day for entry in journey.log)
    assert [entry.number for entry in journey.log] == list(range(1, len(journey.log) + 1))
    for record in journey.records.values():
        assert start <= (record.started or start) <= (record.finished or day) <= day
    worked: defaultdict[date, float] = defaultdict(float)
    for entry in journey.log:
        worked[entry.date] += entry.hours if entry.kind is Entry.HOURS else 0
    assert max(worked.values(), default=0) <= 16


def test_fresh_has_nothing_done(marketing: Plan) -> None:
    outlook = Outlook(marketing, fresh(marketing, TODAY), TODAY)
    assert (outlook.progress.percent, outlook.progress.started, outlook.journey.log) == (0, 0, ())
    assert outlook.late == ()


@pytest.mark.parametrize("day", DAYS)
@pytest.mark.parametrize("plan_id", PLANS)
def test_finished_is_finished(plan_id: str, day: date, lived: Lived) -> None:
    outlook = Outlook(*lived(finished, plan_id, day), day)
    assert outlook.progress.is_finished
    assert outlook.progress.percent == 100
    assert outlook.finish is not None
    assert timedelta(0) < day - outlook.finish < timedelta(weeks=5)
    assert all(gate.is_passed for gate in outlook.gates if gate.applies)


@pytest.mark.parametrize("day", DAYS)
@pytest.mark.parametrize("plan_id", PLANS)
def test_half_way_is_half_way_on_any_day(plan_id: str, day: date, lived: Lived) -> None:
    outlook = Outlook(*lived(half_way, plan_id, day), day)
    assert 35 <= outlook.progress.percent <= 60
    assert 2 <= len(outlook.late) <= 12
    assert outlook.streak == 9
    assert outlook.schedule.conflicts == ()


def test_the_share_moves_it(marketing: Plan) -> None:
    percents = [
        Outlook(marketing, half_way(marketing, TODAY, share=share), TODAY).progress.percent
        for share in (0.1, 0.3, 0.6, 0.8)
    ]
    assert percents == sorted(set(percents))


def test_half_way_has_a_milestone_of_every_status(ada: Outlook) -> None:
    statuses = Counter(state.status for state in ada.milestones.values())
    assert statuses[Status.DONE] >= 15
    assert statuses[Status.STARTED] >= 2
    assert statuses[Status.SKIPPED] == 1
    assert statuses[Status.OPEN] >= 10
    assert any(state.is_waiting for state in ada.milestones.values())
    assert any(state.is_overdue for state in ada.milestones.values())
    assert any(state.item.is_own for state in ada.milestones.values())
    assert any(each.silent_days for each in late(ada, ()))


def test_some_took_longer_than_estimated_and_some_less(ada: Outlook) -> None:
    done = [state.item for state in ada.milestones.values() if state.status is Status.DONE]
    assert sum(item.logged > 1.05 * item.personal for item in done) >= 3
    assert sum(item.logged < 0.95 * item.personal for item in done) >= 3
    assert all(len(item.record.steps) == len(item.milestone.steps) for item in done)


def test_half_way_has_something_in_every_part(ada: Outlook) -> None:
    journey = ada.journey
    kinds = Counter(entry.kind for entry in journey.log)
    assert all(kinds[kind] >= 5 for kind in (Entry.HOURS, Entry.NOTE, Entry.EVIDENCE, Entry.HABIT, Entry.STEP))
    past, ahead = (spell for spell in journey.spells)
    assert (past.is_break, past.last < TODAY, past.why) == (True, True, "a week in the mountains")
    assert (ahead.is_break, ahead.first > TODAY) == (True, True)
    pinned = [record.pin for record in journey.records.values() if record.pin]
    assert [(pin.kind, pin.date > TODAY) for pin in pinned] == [(PinKind.BY, True)]
    assert journey.settings.target is not None
    assert sum(skill.now > skill.start and bool(skill.proof) for skill in journey.skills.values()) >= 4
    skipped = next(each for each, record in journey.records.items() if record.state is State.SKIPPED)
    assert any(entry.kind is Entry.EVIDENCE and entry.about == skipped for entry in journey.log)


def test_the_pace_changed_and_the_past_is_compared_with_what_was_planned_then(ada: Outlook) -> None:
    (past,) = ada.journey.paces
    start = ada.journey.settings.start
    assert past.week.total < ada.journey.settings.week.total
    assert start < past.until < start + timedelta(weeks=4)
    assert ada.capacity.week_hours(start) == past.week.total


def test_weeks_differ_from_what_was_planned(ada: Outlook) -> None:
    """Some weeks with less than three quarters of the hours there were, few with more than all of them by a quarter."""
    past = [each for each in weeks(ada) if each.first < monday(TODAY) and not each.is_break]
    under = [each for each in past if each.logged < 0.75 * each.capacity]
    over = [each for each in past if each.logged > 1.25 * each.capacity]
    assert 4 <= len(under) <= len(past) / 2
    assert 1 <= len(over) <= 4


def test_phases_differ_from_their_estimates(ada: Outlook) -> None:
    ratios = {each.id: each.ratio for each in accuracy(ada)}
    assert ratios["foundations"] > 1.1
    assert ratios["aim"] < 1
    assert any(not each.is_as_estimated for each in accuracy(ada))


def test_ticks_of_habits_that_feed_milestones_are_hours_on_them(ada: Outlook) -> None:
    fed = {entry.number + 1: entry for entry in ada.journey.log if entry.kind is Entry.HABIT and entry.text}
    hours = {entry.number: entry for entry in ada.journey.log if entry.kind is Entry.HOURS and entry.number in fed}
    assert len(fed) > 20
    assert {number: tick.text for number, tick in fed.items()} == {each: hours[each].about for each in hours}
    assert all(entry.date == fed[number].date for number, entry in hours.items())


def test_habits_are_ticked_every_week_but_the_break_and_the_quiet_one(ada: Outlook) -> None:
    journey = ada.journey
    ticked = Counter((e.date - journey.settings.start).days // 7 for e in journey.log if e.kind is Entry.HABIT)
    whole = (TODAY - journey.settings.start).days // 7 + 1
    assert set(ticked) == set(range(whole)) - {6, whole - 1 - 9}
