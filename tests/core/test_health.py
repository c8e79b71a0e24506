"""What is wrong with a journey against its plan and today: each check, its repair, and that sound ones are let be."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from planner.core.graph import cycle
from planner.core.health import Finding, Level, case, findings, repaired
from planner.core.journey import Entry, Journey, Pin, PinKind, Record, Settings, SkillLevel, State
from planner.core.plan import Milestone, Plan
from planner.core.scope import items
from tests.core.samples import MONDAY, journey_on, milestone, plan_of, with_records
from tests.store.samples import journeys

DAY = timedelta(days=1)
PLAN = plan_of(milestone("knife", steps=("Hold", "Cut")), milestone("soup", requires=("knife",)))


def found(journey: Journey, plan: Plan = PLAN, material: frozenset[str] | None = None) -> list[Finding]:
    return findings(case(plan, journey, MONDAY, material))


def fixed(journey: Journey, plan: Plan = PLAN) -> Journey:
    """The journey after its repairs; nothing of what can be repaired is left, and a second repair changes nothing."""
    after = repaired(case(plan, journey, MONDAY))
    assert not [each for each in found(after, plan) if each.can_fix]
    assert repaired(case(plan, after, MONDAY)) is after
    return after


def with_own(journey: Journey, *own: Milestone) -> Journey:
    return replace(journey, own={each.id: each for each in own})


def settings_of(journey: Journey, **changed: object) -> Settings:
    return replace(journey.settings, **changed)


def test_a_fresh_journey_has_no_findings() -> None:
    journey = journey_on(PLAN)
    assert found(journey) == []
    assert repaired(case(PLAN, journey, MONDAY)) is journey


def test_finished_before_started() -> None:
    journey = with_records(journey_on(PLAN), knife=Record(State.DONE, started=MONDAY, finished=MONDAY - DAY))
    (finding,) = found(journey)
    assert finding.level is Level.PROBLEM
    assert finding.can_fix
    assert "Finished 22 Nov 2026, before it was started 23 Nov 2026" in finding.found
    after = fixed(journey).record("knife")
    assert (after.started, after.finished) == (MONDAY - DAY, MONDAY - DAY)


@pytest.mark.parametrize(
    "record",
    [Record(State.DONE, started=MONDAY, finished=MONDAY + DAY), Record(State.STARTED, started=MONDAY + DAY)],
    ids=["finished", "started"],
)
def test_days_to_come_are_for_the_person_to_correct(record: Record) -> None:
    journey = with_records(journey_on(PLAN), knife=record)
    (finding,) = found(journey)
    assert (finding.level, finding.can_fix) == (Level.PROBLEM, False)
    assert "planner reopen knife" in finding.would
    assert fixed(journey) is journey


def test_done_on_no_day_is_worth_knowing() -> None:
    (finding,) = found(with_records(journey_on(PLAN), knife=Record(State.DONE)))
    assert finding.level is Level.NOTE


def test_pins_and_targets_long_past() -> None:
    journey = with_records(journey_on(PLAN), knife=Record(pin=Pin(PinKind.BY, MONDAY - 31 * DAY)))
    (finding,) = found(journey)
    assert finding.level is Level.NOTE
    assert "planner unpin knife" in finding.would
    assert found(with_records(journey, knife=Record(pin=Pin(PinKind.BY, MONDAY - 30 * DAY)))) == []
    assert found(with_records(journey, knife=Record(pin=Pin(PinKind.NOT_BEFORE, MONDAY - 90 * DAY)))) == []
    past = journey_on(PLAN)
    past = replace(past, settings=settings_of(past, start=MONDAY - 90 * DAY, target=MONDAY - 31 * DAY))
    assert [each.where for each in found(past)] == ["target"]


def test_days_of_the_log() -> None:
    journey = journey_on(PLAN)
    journey = journey.with_entry(MONDAY + DAY, Entry.NOTE, "knife", text="Sharp")
    journey = journey.with_entry(MONDAY - 367 * DAY, Entry.NOTE, "knife", text="Blunt")
    journey = journey.with_entry(MONDAY - 366 * DAY, Entry.NOTE, "knife", text="Blunt")
    early, late = found(journey)
    assert "“2 (21 Nov 2025)”" in early.found
    assert "“1 (24 Nov 2026)”" in late.found
    assert {early.level, late.level} == {Level.NOTE}


def test_names_that_nobody_knows() -> None:
    journey = journey_on(PLAN)
    journey = replace(journey, skills={"juggling": SkillLevel(0, 1)}).with_entry(MONDAY, Entry.HABIT, "singing")
    journey = with_own(journey, milestone("stew", "cellar", skills={"magic": 1}, resources=("B1", "B2")))
    told = " ".join(each.found for each in found(journey, material=frozenset(("B1",))))
    for word in ("skill “juggling”", "habit “singing”", "phase “cellar”", "skill “magic”", "resource “B2”"):
        assert f"no {word}" in told
    assert "B1" not in told
    assert {each.level for each in found(journey)} == {Level.NOTE}
    assert fixed(journey) is journey


def test_a_route_and_a_variant_that_the_plan_does_not_have() -> None:
    journey = journey_on(PLAN)
    journey = replace(journey, settings=settings_of(journey, route="by-sea", variant="baker"))
    assert [each.where for each in found(journey)] == ["route", "variant"]


def test_what_the_plan_no_longer_has_is_kept() -> None:
    journey = with_records(journey_on(PLAN), cake=Record(State.DONE, started=MONDAY, finished=MONDAY))
    (finding,) = found(journey)
    assert (finding.level, finding.where) == (Level.NOTE, "no longer in the plan")
    assert fixed(journey) is journey


def test_references_to_nothing_are_dropped() -> None:
    own = milestone("stew", requires=("knife", "spoon"), waived_by=("fork", "soup"))
    journey = with_own(journey_on(PLAN), own)
    (finding,) = found(journey)
    assert finding.can_fix
    assert "“spoon” and “fork”" in finding.found
    after = fixed(journey).own["stew"]
    assert (after.requires, after.waived_by) == (("knife",), ("soup",))


def test_milestones_that_wait_for_each_other() -> None:
    journey = with_own(
        journey_on(PLAN),
        milestone("stew", requires=("soup", "roast")),
        milestone("roast", requires=("pie",)),
        milestone("pie", requires=("stew",)),
    )
    (finding,) = found(journey)
    assert finding.can_fix
    assert "let “pie” no longer require “stew”" in finding.would
    after = fixed(journey)
    assert [each.requires for each in after.own.values()] == [("soup", "roast"), ("pie",), ()]


def test_an_id_that_the_plan_has_taken() -> None:
    journey = with_own(journey_on(PLAN), milestone("soup", title="My soup"))
    (finding,) = found(journey)
    assert finding.can_fix
    after = fixed(journey)
    assert {one: each.title for one, each in after.own.items()} == {"soup-2": "My soup"}


def test_ticks_of_steps_that_are_not_there() -> None:
    journey = with_own(journey_on(PLAN), milestone("stew", steps=("Peel",)))
    journey = with_records(journey, stew=Record(State.STARTED, started=MONDAY, steps=frozenset((0, 1, 7))))
    (finding,) = found(journey)
    assert finding.can_fix
    assert fixed(journey).record("stew").steps == {0}


@given(journeys, st.dates(date(1990, 1, 1), date(2100, 1, 1)))
def test_whatever_a_file_can_hold_is_looked_at_and_repaired(journey: Journey, today: date) -> None:
    before = case(PLAN, journey, today)
    after = repaired(before)
    assert not [each for each in findings(case(PLAN, after, today)) if each.can_fix]
    assert cycle({one: item.requires for one, item in items(PLAN, after).items()}) is None
    assert (after.log, after.spells, after.skills, after.settings) == (
        before.carried.log,
        journey.spells,
        journey.skills,
        journey.settings,
    )
    assert {one: record.state for one, record in after.records.items()} == {
        one: record.state for one, record in before.carried.records.items()
    }
