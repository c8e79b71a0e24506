"""The facts of a report: its period, and that its numbers are those of the outlook."""

from datetime import date, timedelta

import pytest
from msgspec.structs import replace

from planner.core import changes
from planner.core.capacity import even_week
from planner.core.journey import Entry, Journey, PinKind
from planner.core.outlook import Outlook
from planner.core.plan import Plan
from planner.core.remedies import describe
from planner.core.scope import Status, items
from planner.demo import fresh, half_way
from planner.errors import BadValue
from planner.reports import Report, Scope, build
from planner.reports.late import STUCK_DAYS
from planner.reports.summary import summary
from tests.conftest import TODAY
from tests.reports.samples import JOURNEYS, outlook


@pytest.fixture
def begun(marketing: Plan) -> Journey:
    """A journey of ten weeks with nothing in it."""
    start = TODAY - timedelta(weeks=10)
    return changes.start_journey(marketing, start, identifier="j", week=even_week(8), name="Ada")


def report(plan: Plan, journey: Journey, scope: Scope | None = None, today: date = TODAY) -> Report:
    return build(Outlook(plan, journey, today), scope or Scope())


@pytest.mark.parametrize("name", JOURNEYS)
def test_numbers_are_those_of_the_outlook(name: str, marketing: Plan) -> None:
    source = outlook(name, marketing)
    found = build(source, Scope())
    progress = source.progress
    assert (found.progress.percent, found.progress.done, found.progress.open) == (
        progress.percent,
        progress.done,
        progress.open,
    )
    assert (found.progress.skipped, found.progress.waived) == (progress.skipped, progress.waived)
    assert found.progress.logged_in_all == sum(e.hours for e in source.journey.log if e.kind is Entry.HOURS)
    assert found.dates.finish == source.finish
    assert found.dates.target == source.journey.settings.target
    assert found.readiness.percent == source.readiness.percent
    assert [(each.start, each.now, each.target) for each in found.skills] == [
        (each.start, each.now, each.target) for each in source.skills
    ]
    assert {each.id for each in found.late} >= {state.id for state in source.late}
    assert [each.id for each in found.milestones] == list(source.milestones)
    assert sum(each.word == "done" for each in found.done) == progress.done
    planned = source.schedule.hours_between(TODAY, TODAY + timedelta(days=13))
    assert sum(each.hours for each in found.next_weeks.work) == pytest.approx(planned)
    assert len(found.questions) == 3


def test_the_period_is_the_journey_unless_asked_otherwise(marketing: Plan, begun: Journey) -> None:
    assert report(marketing, begun).period.first == begun.settings.start
    day = TODAY - timedelta(days=9)
    found = report(marketing, begun, Scope(since=day))
    assert (found.period.first, found.period.last) == (day, TODAY)
    assert report(marketing, begun, Scope(since=TODAY)).period.first == TODAY


def test_a_report_cannot_begin_tomorrow(marketing: Plan, begun: Journey) -> None:
    with pytest.raises(BadValue, match="still to come"):
        report(marketing, begun, Scope(since=TODAY + timedelta(days=1)))


def test_a_journey_still_to_come_has_a_report(marketing: Plan) -> None:
    start = TODAY + timedelta(weeks=3)
    journey = changes.start_journey(marketing, TODAY, identifier="j", week=even_week(8), start=start)
    found = report(marketing, journey)
    assert (found.period.first, found.person.started) == (TODAY, start)
    assert found.progress.available_in_period == 0


def test_since_last_begins_with_the_latest_report_before_today(marketing: Plan, begun: Journey) -> None:
    scope = Scope(since_last=True)
    assert report(marketing, begun, scope).period.first == begun.settings.start
    for day in (TODAY - timedelta(days=30), TODAY - timedelta(days=8), TODAY):
        begun = changes.remember_report(begun, marketing, day, "md", "report.md").journey
    assert report(marketing, begun, scope).period.first == TODAY - timedelta(days=8)


def test_done_shows_only_the_period(marketing: Plan, begun: Journey) -> None:
    early, late = TODAY - timedelta(weeks=4), TODAY - timedelta(days=3)
    begun = changes.complete(begun, marketing, early, "pm-reality-check", hours=4).journey
    begun = changes.complete(begun, marketing, late, "skills-baseline", hours=2.5, evidence="a page").journey
    begun = changes.skip(begun, marketing, late, "sql-for-pms", why="daily work").journey
    found = report(marketing, begun, Scope(since=TODAY - timedelta(weeks=1)))
    assert [(each.id, each.word, each.hours, each.evidence, each.why) for each in found.done] == [
        ("skills-baseline", "done", 2.5, ("a page",), ""),
        ("sql-for-pms", "skipped", 0, (), ""),
    ]
    shown = report(marketing, begun, Scope(since=TODAY - timedelta(weeks=1), is_private_included=True))
    assert shown.done[1].why == "daily work"
    assert (found.progress.logged_in_period, found.progress.logged_in_all) == (2.5, 6.5)


def test_hours_available_are_those_of_the_days(marketing: Plan, begun: Journey) -> None:
    week = Scope(since=TODAY - timedelta(days=6))
    assert report(marketing, begun, week).progress.available_in_period == pytest.approx(8)
    away = changes.pause(begun, marketing, TODAY, TODAY - timedelta(days=6), TODAY, why="ill").journey
    assert report(marketing, away, week).progress.available_in_period == 0


def test_promised_percent_counts_due_dates_that_have_come(marketing: Plan, begun: Journey) -> None:
    items = Outlook(marketing, begun, TODAY).items.values()
    kept = [item for item in items if item.status is Status.OPEN]
    due = sum(item.expected for item in kept if item.record.due and item.record.due <= TODAY)
    whole = sum(item.expected for item in kept)
    assert report(marketing, begun).progress.promised_percent == int(100 * due / whole) > 0


def stuck(found: Report) -> dict[str, int]:
    return {each.id: each.silent_days for each in found.late if each.silent_days is not None}


def test_stuck_is_three_weeks_of_silence(marketing: Plan, begun: Journey) -> None:
    """Any trace counts, and days in a break do not."""
    day = TODAY - timedelta(days=STUCK_DAYS)
    begun = changes.begin(begun, marketing, day, "learning-rhythm").journey
    assert stuck(report(marketing, begun))["learning-rhythm"] == STUCK_DAYS
    yesterday = TODAY - timedelta(days=1)
    assert "learning-rhythm" not in stuck(report(marketing, begun, today=yesterday))
    noted = changes.write_note(begun, marketing, yesterday, "learning-rhythm", "thought of it").journey
    assert "learning-rhythm" not in stuck(report(marketing, noted))
    away = changes.pause(begun, marketing, day, yesterday, yesterday, why="ill").journey
    assert "learning-rhythm" not in stuck(report(marketing, away))


def test_what_would_unstick_it_follows_from_the_facts(marketing: Plan, begun: Journey) -> None:
    found = {each.id: each.unstick for each in report(marketing, begun).late}
    title = marketing.milestones["pm-reality-check"].title
    assert found["skills-baseline"] == (f"It requires “{title}”: finish that first.",)
    first, second, *_ = marketing.milestones["pm-reality-check"].steps
    assert found["pm-reality-check"] == (f"First step: {first}",)
    begun = changes.tick(begun, marketing, TODAY, "pm-reality-check", 1).journey
    assert report(marketing, begun).late[0].unstick == (f"Next step: {second}",)
    for step in range(2, len(marketing.milestones["pm-reality-check"].steps) + 1):
        begun = changes.tick(begun, marketing, TODAY, "pm-reality-check", step).journey
    assert "done when" in report(marketing, begun).late[0].unstick[0]


def test_requirements_that_are_private_are_counted_and_not_named(marketing: Plan, begun: Journey) -> None:
    late, said = "internal-transfer-bid", []
    ids = marketing.milestones[late].requires
    for each in ids:
        begun = changes.edit(begun, marketing, TODAY, each, private=True).journey
        said.append(next(one.unstick[0] for one in report(marketing, begun).late if one.id == late))
    _, second, third, fourth = (f"“{marketing.milestones[each].title}”" for each in ids)
    assert said == [
        f"It requires {second}, {third}, 1 more and a private milestone: finish these first.",
        f"It requires {third}, {fourth} and 2 private milestones: finish these first.",
        f"It requires {fourth} and 3 private milestones: finish these first.",
        "It requires 4 private milestones: finish these first.",
    ]


def test_too_much_at_once_is_said(marketing: Plan, begun: Journey) -> None:
    for each in list(marketing.milestones)[:6]:
        begun = changes.begin(begun, marketing, TODAY, each).journey
    said = [each.unstick[-1] for each in report(marketing, begun).late if "at once" in each.unstick[-1]]
    assert [each[:34] for each in said] == ["6 milestones are started at once; "]


def test_conflicts_bring_their_remedies(marketing: Plan, begun: Journey) -> None:
    begun = changes.set_target(begun, marketing, TODAY, TODAY + timedelta(weeks=30)).journey
    begun = changes.pin(begun, marketing, TODAY, "case-study", PinKind.BY, TODAY + timedelta(days=9)).journey
    source = Outlook(marketing, begun, TODAY)
    found = build(source, Scope())
    assert [(each.text, each.options) for each in found.dates.conflicts] == [
        (each.text, each.options) for each in describe(source)
    ]
    assert len(found.dates.conflicts) == 2
    assert found.dates.days_spare is not None
    assert found.dates.days_spare < 0


def test_a_break_ahead_is_shown(marketing: Plan, begun: Journey) -> None:
    first, last = TODAY + timedelta(days=3), TODAY + timedelta(days=30)
    begun = changes.pause(begun, marketing, TODAY, first, last, why="a secret journey").journey
    found = report(marketing, begun)
    assert [(each.first, each.last, each.why) for each in found.next_weeks.breaks] == [(first, last, "")]
    assert [(each.what, each.count) for each in found.left_out] == [("reason of a break", 1)]
    shown = report(marketing, begun, Scope(is_private_included=True))
    assert shown.next_weeks.breaks[0].why == "a secret journey"


def test_nothing_promises_a_job(marketing: Plan) -> None:
    found = build(Outlook(marketing, half_way(marketing, TODAY), TODAY), Scope())
    words = " ".join(found.questions).casefold()
    assert not any(promise in words for promise in ("you will get", "guarantee", "certain to"))


def test_the_report_holds_no_outlook(marketing: Plan) -> None:
    """Every part is plain: two reports with equal facts are equal, whatever they were made from."""
    found = build(outlook("half-way", marketing), Scope())
    assert replace(found) == found
    assert "Outlook" not in repr(found)
    assert "Journey(" not in repr(found)


def test_a_plan_with_nothing_in_it_is_not_called_begun(marketing: Plan) -> None:
    journey = fresh(marketing, TODAY)
    for each in [item.id for item in items(marketing, journey).values() if item.status.is_to_do]:
        journey = changes.drop(journey, marketing, TODAY, each).journey
    assert summary(report(marketing, journey))[0].endswith("has no milestone in its plan now.")
