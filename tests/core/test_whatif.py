"""What if: read as typed, imagined without a trace, compared with the same luck, taken as one change."""

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from planner.core import changes
from planner.core.changes import Scenario, take_scenario
from planner.core.forecast import forecast
from planner.core.forecast_values import Forecast
from planner.core.journey import Journey, Spell, Week
from planner.core.outlook import Outlook
from planner.core.plan import Effort, Plan, Route
from planner.core.scope import Status
from planner.core.whatif import NOW, Comparison, compare, imagined, parse
from planner.errors import BadValue, NotFound, PlannerError, Refused
from tests.core.samples import MONDAY, journey_on, milestone, outlook_on, plan_of

RUNS = 100
WIDE = Effort(4, 10, 40)
PLAN = plan_of(
    milestone("read", hours=10.0),
    milestone("talk", effort=Effort(2, 6, 20), requires=("read",), elapsed_weeks=2.0),
    milestone("build", effort=WIDE),
    milestone("extra", hours=12.0, requires=("build",)),
    milestone("ask", hours=3.0, requires=("talk", "build")),
    routes=(Route("plain", "Plain", drops=frozenset({"extra"})), Route("full", "Everything")),
)


def plain(target: date | None = None) -> Outlook:
    return outlook_on(PLAN, journey_on(PLAN, 6.0, target=target))


def found(comparison: Comparison) -> tuple[Forecast, Forecast]:
    now, then = comparison.now.forecast, comparison.then.forecast
    assert now is not None
    assert then is not None
    return now, then


@pytest.mark.parametrize(
    ("text", "scenario"),
    [
        ("hours=10", Scenario(hours=10.0)),
        ("hours=7,5", Scenario(hours=7.5)),
        ("hours=90m", Scenario(hours=1.5)),
        (" Hours = 10 , route = full ", Scenario(hours=10.0, route="full")),
        ("week=tue 1.5 thu 2", Scenario(week=Week((0, 1.5, 0, 2, 0, 0, 0)))),
        ("week=tue 1.5, thu 2,route=full", Scenario(week=Week((0, 1.5, 0, 2, 0, 0, 0)), route="full")),
        ("week=Tuesday: 1h30 Sat 5", Scenario(week=Week((0, 1.5, 0, 0, 0, 5, 0)))),
        ("drop=read", Scenario(drops=("read",))),
        ("drop=read,talk,add=extra", Scenario(drops=("read", "talk"), adds=("extra",))),
        ("drop=read,hours=3,drop=talk", Scenario(hours=3.0, drops=("read", "talk"))),
        ("target=2027-06-01", Scenario(target=date(2027, 6, 1))),
        ("target=+2w", Scenario(target=MONDAY + timedelta(weeks=2))),
        ("target=None", Scenario(clears_target=True)),
        ("pause=2026-12-20..2027-01-03", Scenario(pause=(date(2026, 12, 20), date(2027, 1, 3)))),
        ("pause=tomorrow .. +1w", Scenario(pause=(MONDAY + timedelta(days=1), MONDAY + timedelta(days=7)))),
    ],
)
def test_a_scenario_is_read_as_typed(text: str, scenario: Scenario) -> None:
    assert parse(text, MONDAY) == scenario


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "nothing to try"),
        (" , ,", "nothing to try"),
        ("10", "says nothing that can be tried"),
        ("hours=10,full", "“full” says nothing"),
        ("hours=", "hours= needs a value"),
        ("hours=many", "not a number of hours"),
        ("hours=0", "not more than nothing"),
        ("hours=7,hours=8", "hours stands twice"),
        ("hours=7,week=tue 1", "not both"),
        ("week=someday 3", "not a weekday"),
        ("week=mon 30", "between 0 and 24"),
        ("mood=good", "“mood” cannot be tried; name hours, week, route, target, drop, add or pause."),
        ("target=soon", "not a date"),
        ("pause=2027-01-01", "not a break"),
        ("pause=..2027-01-01", "not a date"),
        ("=3", "cannot be tried"),
    ],
)
def test_what_cannot_be_understood_is_said(text: str, words: str) -> None:
    with pytest.raises(BadValue) as error:
        parse(text, MONDAY)
    assert words in error.value.message


def test_an_empty_scenario_changes_nothing_and_cannot_be_taken() -> None:
    outlook = plain()
    assert Scenario().is_empty
    assert not Scenario(clears_target=True).is_empty
    assert imagined(outlook, Scenario()) is outlook
    with pytest.raises(BadValue):
        take_scenario(outlook.journey, PLAN, MONDAY, Scenario())


def test_hours_stretch_the_week_there_is() -> None:
    outlook = outlook_on(PLAN, journey_on(PLAN, Week((0, 1, 0, 3, 0, 0, 0))))
    assert imagined(outlook, Scenario(hours=10.0)).journey.settings.week == Week((0, 2.5, 0, 7.5, 0, 0, 0))
    other = Week((5, 0, 0, 0, 0, 0, 0))
    assert imagined(outlook, Scenario(week=other)).journey.settings.week == other


@pytest.mark.parametrize(
    ("scenario", "kind", "words"),
    [
        (Scenario(hours=50.0), BadValue, "50 hours do not fit on the 2 days of your week"),
        (Scenario(hours=float("inf")), BadValue, "cannot be planned"),
        (Scenario(hours=float("nan")), BadValue, "cannot be planned"),
        (Scenario(hours=0.1), BadValue, "quarter of an hour"),
        (Scenario(hours=-3.0), BadValue, ""),
        (Scenario(hours=3.0, week=Week((1,) * 7)), BadValue, "not both"),
        (Scenario(target=MONDAY, clears_target=True), BadValue, "not both"),
        (Scenario(target=MONDAY - timedelta(days=1)), BadValue, "in the past"),
        (Scenario(route="moon"), NotFound, "no route"),
        (Scenario(route="plain"), Refused, "already"),
        (Scenario(drops=("moon",)), NotFound, "no milestone"),
        (Scenario(drops=("extra",)), Refused, "dropped already"),
        (Scenario(adds=("read",)), Refused, "in your plan already: it is open"),
        (Scenario(drops=("read",), adds=("rea",)), BadValue, "“Read” cannot be dropped and added at once"),
        (Scenario(pause=(MONDAY, MONDAY - timedelta(days=1))), BadValue, "first day first"),
    ],
    ids=repr,
)
def test_what_no_verb_allows_cannot_be_imagined(scenario: Scenario, kind: type[PlannerError], words: str) -> None:
    outlook = outlook_on(PLAN, journey_on(PLAN, Week((0, 1, 0, 3, 0, 0, 0))))
    with pytest.raises(kind) as error:
        imagined(outlook, scenario)
    assert words in error.value.message


def test_each_wish_is_the_change_that_its_verb_makes() -> None:
    outlook = plain(target=date(2027, 9, 1))
    journey = outlook.journey
    first, last = date(2027, 1, 1), date(2027, 1, 10)
    expected: dict[Scenario, Journey] = {
        Scenario(hours=12.0): changes.set_pace(journey, PLAN, MONDAY, Week((2, 2, 2, 2, 2, 2, 0))).journey,
        Scenario(route="full"): changes.choose_route(journey, PLAN, MONDAY, "full").journey,
        Scenario(target=first): changes.set_target(journey, PLAN, MONDAY, first).journey,
        Scenario(clears_target=True): changes.set_target(journey, PLAN, MONDAY, None).journey,
        Scenario(drops=("talk",)): changes.drop(journey, PLAN, MONDAY, "talk").journey,
        Scenario(adds=("extra",)): changes.reopen(journey, PLAN, MONDAY, "extra").journey,
        Scenario(pause=(first, last)): changes.pause(journey, PLAN, MONDAY, first, last, why="").journey,
    }
    for scenario, changed in expected.items():
        assert imagined(outlook, scenario).journey == changed
        assert outlook.journey is journey
        assert outlook == plain(target=date(2027, 9, 1))


def test_what_is_imagined_is_what_taking_it_gives_with_one_title() -> None:
    outlook = plain()
    scenario = parse("hours=12,route=full,drop=read,target=2027-06-01,pause=2027-01-01..2027-01-10", MONDAY)
    change = take_scenario(outlook.journey, PLAN, MONDAY, scenario)
    assert change.journey == imagined(outlook, scenario).journey
    assert change.title == (
        "what if taken: 12 h a week, route full, without “Read”, target 1 Jun 2027, break 1 Jan 2027 to 10 Jan 2027"
    )
    taken = change.journey
    assert taken.settings.week.total == pytest.approx(12.0)
    assert taken.settings.route == "full"
    assert taken.settings.target == date(2027, 6, 1)
    assert taken.spells == (Spell(date(2027, 1, 1), date(2027, 1, 10), 0.0),)
    assert Outlook(PLAN, taken, MONDAY).items["read"].status is Status.DROPPED


def test_many_milestones_are_counted_in_the_title() -> None:
    change = take_scenario(plain().journey, PLAN, MONDAY, Scenario(drops=("read", "talk", "build")))
    assert change.title == "what if taken: without 3 milestones"
    week = take_scenario(plain().journey, PLAN, MONDAY, Scenario(week=Week((0, 4, 0, 0, 0, 0, 0)), clears_target=True))
    assert week.title == "what if taken: 4 h a week in another pattern, no target"


@pytest.mark.parametrize("hours", [2.0, 30.0])
@pytest.mark.parametrize("wish", [{"route": "full"}, {"adds": ("extra",)}])
def test_what_comes_in_is_due_when_the_changed_plan_ends_it(hours: float, wish: dict[str, str]) -> None:
    outlook = plain()
    changed = imagined(outlook, replace(Scenario(hours=hours), **wish))
    assert changed.journey.record("extra").due == changed.schedule.slots["extra"].finish
    for each in ("read", "talk", "build", "ask"):
        assert changed.journey.record(each).due == outlook.journey.record(each).due


def test_more_work_and_more_hours_are_never_tried_one_without_the_other() -> None:
    huge = plan_of(
        milestone("small", hours=1.0),
        milestone("giant", hours=2000.0),
        milestone("second", hours=2000.0),
        routes=(Route("short", "Short", drops=frozenset({"giant", "second"})), Route("long", "Long")),
    )
    little = outlook_on(huge, journey_on(huge, 0.25))
    with pytest.raises(Refused):
        imagined(little, Scenario(route="long"))
    grown = imagined(little, Scenario(route="long", hours=40.0))
    assert grown.finish is not None
    with pytest.raises(Refused):
        imagined(grown, Scenario(hours=0.25))
    shrunk = imagined(grown, Scenario(route="short", hours=0.25))
    assert shrunk.journey.settings.week.total == pytest.approx(0.25)
    assert set(shrunk.schedule.slots) == {"small"}


def test_both_sides_share_runs_seed_and_pace() -> None:
    comparison = compare(plain(), Scenario(drops=("build",)), runs=RUNS)
    now, then = found(comparison)
    assert (now.runs, now.seed, now.pace) == (then.runs, then.seed, then.pace)
    assert comparison.now.label == NOW
    assert comparison.then.label == "without “Build”"
    assert comparison.now.hours_left == pytest.approx(34 + 2 / 3)
    assert comparison.then.hours_left == pytest.approx(20 + 2 / 3)
    assert then.p50 < now.p50
    assert comparison.now.finish == plain().finish


def test_nothing_different_compares_equal() -> None:
    comparison = compare(plain(), Scenario(), runs=RUNS)
    assert comparison.now == replace(comparison.then, label=NOW)


def test_a_known_forecast_is_used_and_decides_the_runs() -> None:
    outlook = plain()
    known = forecast(outlook, runs=RUNS)
    heard: list[tuple[int, int]] = []
    comparison = compare(outlook, Scenario(hours=8.0), known=known, on_progress=lambda *each: heard.append(each))
    now, then = found(comparison)
    assert now is known
    assert then.runs == RUNS
    assert heard[-1] == (RUNS, RUNS)
    assert comparison.then.forecast == found(compare(outlook, Scenario(hours=8.0), runs=RUNS))[1]


def test_progress_runs_through_both_sides_and_may_end_the_work() -> None:
    heard: list[tuple[int, int]] = []
    compare(plain(), Scenario(hours=8.0), runs=RUNS, on_progress=lambda *each: heard.append(each))
    assert heard == sorted(heard)
    assert heard[0] == (0, 2 * RUNS)
    assert heard[-1] == (2 * RUNS, 2 * RUNS)

    def stop(done: int, total: int) -> None:
        raise InterruptedError

    with pytest.raises(InterruptedError):
        compare(plain(), Scenario(hours=8.0), runs=RUNS, on_progress=stop)


def test_both_sides_are_measured_against_the_target_that_would_be() -> None:
    outlook = plain(target=date(2027, 1, 4))
    later = compare(outlook, Scenario(hours=12.0, target=date(2027, 2, 1)), runs=RUNS)
    now, then = found(later)
    assert later.now.target == later.then.target == date(2027, 2, 1)
    assert (later.now.chance, later.then.chance) == (now.chance_of(date(2027, 2, 1)), then.chance)
    assert later.now.needed == later.then.needed
    assert "1 Feb 2027" in later.now.needed_words
    cleared = compare(outlook, Scenario(clears_target=True), runs=RUNS)
    assert cleared.then.target == date(2027, 1, 4)
    none = compare(plain(), Scenario(hours=12.0), runs=RUNS)
    assert (none.then.target, none.then.chance, none.then.needed, none.then.needed_words) == (None, None, None, "")


def test_a_target_before_all_waiting_is_over_needs_what_no_week_has() -> None:
    comparison = compare(plain(), Scenario(target=MONDAY + timedelta(days=10)), runs=RUNS)
    assert comparison.then.needed is None
    assert "waiting alone" in comparison.then.needed_words


def test_a_side_with_nothing_to_do_has_no_range() -> None:
    journey = plain().journey
    for each in ("read", "talk", "build", "ask"):
        journey = changes.complete(journey, PLAN, MONDAY, each).journey
    comparison = compare(outlook_on(PLAN, journey), Scenario(adds=("extra",), target=date(2027, 6, 1)), runs=RUNS)
    now, then = comparison.now, comparison.then
    assert (now.forecast, now.finish, now.hours_left, now.chance, now.needed) == (None, None, 0, None, None)
    assert then.forecast is not None
    assert then.forecast.runs == RUNS
    assert then.hours_left == 12.0


@settings(max_examples=40)
@given(
    usual=st.sampled_from((Week((1, 1, 1, 1, 1, 1, 0)), Week((0, 1.5, 0, 2, 0, 5, 0)), Week((0, 0, 0, 0, 0, 6, 6)))),
    hours=st.lists(st.integers(2, 120).map(lambda quarters: quarters / 4), min_size=2, max_size=2).map(sorted),
    spells=st.sampled_from(
        (
            (),
            (Spell(MONDAY + timedelta(days=3), MONDAY + timedelta(days=20), 0.0),),
            (Spell(MONDAY, MONDAY + timedelta(days=13), 30.0),),
        )
    ),
    done=st.booleans(),
)
def test_more_hours_never_give_a_later_date(
    usual: Week, hours: list[float], spells: tuple[Spell, ...], done: bool
) -> None:
    journey = replace(journey_on(PLAN, usual), spells=spells)
    today = MONDAY
    if done:  # with a history of a slow start
        journey = changes.log_hours(journey, PLAN, MONDAY, "read", 20.0).journey
        journey = changes.complete(journey, PLAN, MONDAY, "read").journey
        today = MONDAY + timedelta(weeks=6)
    outlook = outlook_on(PLAN, journey, today)
    fewer, more = (compare(outlook, Scenario(hours=each), runs=RUNS).then for each in hours)
    assert fewer.forecast is not None
    assert more.forecast is not None
    assert all(one >= other for one, other in zip(fewer.forecast.finishes, more.forecast.finishes, strict=True))
    assert fewer.finish is not None
    assert more.finish is not None
    assert fewer.finish >= more.finish


def test_the_shipped_plan_can_be_tried_on_every_route(marketing: Plan) -> None:
    outlook = outlook_on(marketing, journey_on(marketing, 8.0))
    for route in marketing.routes:
        if route.id != outlook.journey.settings.route:
            then = compare(outlook, Scenario(route=route.id, hours=12.0), runs=RUNS).then
            assert then.forecast is not None
            assert then.forecast.p50 <= then.forecast.p80
