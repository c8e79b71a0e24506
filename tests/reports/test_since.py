"""Since last time: what a saved report remembers, how the forecast moved, and reasons that are facts."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from msgspec.structs import replace

from planner.core import changes
from planner.core.capacity import even_week
from planner.core.forecast import forecast as simulated
from planner.core.forecast_values import Forecast
from planner.core.journey import Confirmed, Entry, Journey, SkillLevel
from planner.core.outlook import Outlook
from planner.core.plan import Effort, Plan
from planner.reports import Report, Scope, build
from planner.reports.since import mark
from planner.reports.summary import moved_words, why_words
from tests.conftest import TODAY
from tests.reports.samples import text

LAST = TODAY - timedelta(weeks=2)
Edit = Callable[[Journey], Journey]


def forecast(outlook: Outlook) -> Forecast | None:
    """Few runs, because only what is said about them matters here."""
    return simulated(outlook, runs=100)


@pytest.fixture(scope="module")
def reported(marketing: Plan) -> Journey:
    """A journey of twelve weeks, kept up with, and the report that was saved two weeks ago."""
    start = TODAY - timedelta(weeks=12)
    journey = changes.start_journey(marketing, start, identifier="j", week=even_week(6), name="Ada")
    for week in range(10):
        day = start + timedelta(weeks=week, days=2)
        journey = changes.log_hours(journey, marketing, day, "pm-reality-check", 6).journey
    return saved(journey, marketing, LAST)


def saved(journey: Journey, plan: Plan, day: date) -> Journey:
    outlook = Outlook(plan, journey, day)
    return changes.remember_report(journey, plan, day, "md", "report.md", mark(outlook, forecast(outlook))).journey


def report(plan: Plan, journey: Journey, scope: Scope | None = None) -> Report:
    outlook = Outlook(plan, journey, TODAY)
    return build(outlook, scope or Scope(since_last=True), forecast(outlook))


def why(plan: Plan, journey: Journey) -> tuple[str, ...]:
    found = report(plan, journey).forecast
    assert found is not None
    return found.why


def worked(journey: Journey, plan: Plan, hours: float) -> Journey:
    return changes.log_hours(journey, plan, TODAY - timedelta(days=3), "skills-baseline", hours).journey


def test_a_saved_report_remembers_what_it_said(marketing: Plan, reported: Journey) -> None:
    found = report(marketing, reported)
    then = Outlook(marketing, replace(reported, log=reported.log[:-1]), LAST)
    future = forecast(then)
    assert future is not None
    assert found.forecast is not None
    last = found.forecast.since_last
    assert last is not None
    assert (last.saved, last.percent, last.finish) == (LAST, then.progress.percent, then.finish)
    assert (last.p50, last.p80, last.chance) == (future.p50, future.p80, future.chance)
    assert found.forecast.moved_days == (found.forecast.p50 - future.p50).days
    assert found.period.first == LAST


def test_a_report_of_today_is_not_the_last_one(marketing: Plan, reported: Journey) -> None:
    found = report(marketing, saved(reported, marketing, TODAY)).forecast
    assert found is not None
    assert found.since_last is not None
    assert found.since_last.saved == LAST


def test_without_a_saved_report_nothing_is_compared(marketing: Plan, reported: Journey) -> None:
    bare = replace(reported, log=reported.log[:-1])
    found = report(marketing, bare)
    assert found.forecast is not None
    assert (found.forecast.since_last, found.forecast.moved_days, found.forecast.why) == (None, None, ())
    assert "no report was saved before, so everything since the start" in text("md", found)
    # A report that an older version of the program saved says only when.
    old = bare.with_entry(LAST, Entry.REPORT, "md", text="report.md")
    found = report(marketing, old)
    assert found.period.first == LAST
    assert found.forecast is not None
    assert found.forecast.since_last is None


def test_too_little_work_is_a_reason(marketing: Plan, reported: Journey) -> None:
    assert why(marketing, reported)[0] == "10 h less worked than there was room for (0 of 10 h)"
    assert not any("less worked" in each for each in why(marketing, worked(reported, marketing, 10)))


def longer(journey: Journey, plan: Plan) -> Journey:
    return changes.edit(journey, plan, TODAY, "case-study", effort=Effort(60, 80, 100)).journey


@pytest.mark.parametrize(
    ("edit", "wanted"),
    [
        (
            lambda journey, plan: (
                changes.pause(
                    journey, plan, TODAY, TODAY + timedelta(days=1), TODAY + timedelta(days=60), why="secret"
                ).journey
            ),
            "60 more days of break",
        ),
        (
            lambda journey, plan: changes.set_pace(journey, plan, TODAY, week=even_week(3)).journey,
            "3 h a week instead of 6 h",
        ),
        (
            lambda journey, plan: (
                changes.add(journey, plan, TODAY, "Learn to juggle", phase="proof", effort=Effort(60, 60, 60)).journey
            ),
            "“Learn to juggle” added (60 h)",
        ),
        (longer, "estimates raised by 70¾ h"),
    ],
)
def test_what_makes_it_later_is_a_reason(
    edit: Callable[[Journey, Plan], Journey], wanted: str, marketing: Plan, reported: Journey
) -> None:
    steady = worked(reported, marketing, 10)
    found = report(marketing, edit(steady, marketing)).forecast
    assert found is not None
    assert found.moved_days is not None
    assert found.moved_days > 0
    assert wanted in found.why
    assert wanted not in why(marketing, steady)


def test_what_makes_it_earlier_is_a_reason(marketing: Plan, reported: Journey) -> None:
    journey = worked(reported, marketing, 10)
    for each in ("earn-referrals", "mock-interviews", "interview-loops"):
        journey = changes.skip(journey, marketing, TODAY, each, why="secret").journey
    found = report(marketing, journey).forecast
    assert found is not None
    assert found.moved_days is not None
    assert found.moved_days < 0
    assert any("and 1 more milestone skipped" in each for each in found.why)
    assert not any("secret" in each for each in found.why)


def test_a_reason_never_pulls_the_other_way(marketing: Plan, reported: Journey) -> None:
    """More hours a week and a break as well: whichever way it went, only what went that way is named."""
    journey = changes.set_pace(reported, marketing, TODAY, week=even_week(12)).journey
    journey = changes.pause(journey, marketing, TODAY, TODAY, TODAY + timedelta(days=9), why="").journey
    found = report(marketing, journey).forecast
    assert found is not None
    assert found.moved_days is not None
    assert found.moved_days < 0
    assert "12 h a week instead of 6 h" in found.why
    assert not any("break" in each or "less worked" in each for each in found.why)


def test_hidden_milestones_are_no_reason_by_name(marketing: Plan, reported: Journey) -> None:
    journey = changes.add(
        worked(reported, marketing, 10), marketing, TODAY, "Leave Acme", phase="proof", effort=Effort(60, 60, 60)
    ).journey
    journey = changes.edit(journey, marketing, TODAY, "leave-acme", private=True).journey
    assert "“a private milestone” added (60 h)" in why(marketing, journey)
    assert "Acme" not in text("json", report(marketing, journey))


def test_a_newer_plan_is_said_and_no_more(marketing: Plan, reported: Journey) -> None:
    journey = replace(reported, settings=replace(reported.settings, plan_version="2027.1"))
    found = why(marketing, journey)
    assert f"the plan is now version 2027.1; it was {marketing.version}" in found
    assert not any("estimates" in each for each in found)


def test_a_small_move_needs_no_reason(marketing: Plan, reported: Journey) -> None:
    found = report(marketing, reported).forecast
    assert found is not None
    near = replace(found, moved_days=2)
    assert "about the same" in moved_words(near)
    assert why_words(near) == ()
    assert why_words(replace(found, moved_days=9, why=())) == (
        "no single change in the plan or its hours accounts for it",
    )
    assert moved_words(replace(found, moved_days=-9)).startswith("That is 9 days earlier than in the report of 8 Nov")


def test_skills_rise_in_the_period_that_they_rose_in(marketing: Plan, reported: Journey) -> None:
    journey = changes.confirm_level(reported, marketing, LAST - timedelta(days=1), "technical-fluency", 1).journey
    journey = changes.confirm_level(journey, marketing, TODAY, "technical-fluency", 2, proof="a query").journey
    journey = changes.confirm_level(journey, marketing, LAST - timedelta(days=1), "user-research", 2).journey
    assert [(each.id, each.before, each.now) for each in report(marketing, journey).rose] == [
        ("technical-fluency", 1, 2)
    ]
    whole = report(marketing, journey, Scope())
    assert {each.id: (each.before, each.now) for each in whole.rose} == {
        "technical-fluency": (0, 2),
        "user-research": (1, 2),
    }
    assert "Technical fluency from 1 to 2" in text("md", report(marketing, journey))


def test_levels_without_days_rose_at_no_known_time(marketing: Plan, reported: Journey) -> None:
    journey = replace(reported, skills={**reported.skills, "empathy": SkillLevel(1, 3)})
    assert report(marketing, journey).rose == ()
    assert [each.id for each in report(marketing, journey, Scope()).rose] == ["empathy"]
    fallen = SkillLevel(1, 1, changes=(Confirmed(TODAY, 3, 1),))
    assert report(marketing, replace(journey, skills={"empathy": fallen})).rose == ()


def test_gates_passed_in_the_period(marketing: Plan, reported: Journey) -> None:
    gate = marketing.destination.gates[0]
    journey = reported
    for number, each in enumerate(gate.all_of):
        day = LAST - timedelta(days=9) + timedelta(days=4 * number)
        journey = changes.complete(journey, marketing, TODAY, each, on=day).journey
    last = LAST - timedelta(days=9) + timedelta(days=4 * (len(gate.all_of) - 1))
    assert [(each.id, each.date) for each in report(marketing, journey).passed] == [(gate.id, last)]
    assert last >= LAST
    later = Scope(since=last + timedelta(days=1))
    assert report(marketing, journey, later).passed == ()
    assert f"Gates passed: {gate.title}" in text("md", report(marketing, journey))
