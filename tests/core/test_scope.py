"""Where plan and journey meet: status, hours, and finding a milestone by what was typed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from planner.core.changes import drop, edit, log_hours, tick
from planner.core.journey import Journey, Record, State
from planner.core.plan import Effort, Route
from planner.core.scope import Item, Status, find, items, route_of
from planner.core.text import has_controls
from planner.errors import NotFound
from tests.core.samples import MONDAY, journey_on, milestone, outcome, plan_of, with_records

PLAN = plan_of(
    milestone("read-book", steps=("one", "two", "three", "four"), hours=4),
    milestone("read-blog", "serve", on_the_job=0.75, effort=Effort(2, 4, 12)),
    milestone("cook-egg", requires=("read-book", "gone", "read-book"), hours=3),
    milestone("cook-fish", "serve", requires=("cook-egg",)),
    routes=[
        Route("all", "All"),
        Route("short", "Short", frozenset({"cook-egg"}), {"cook-fish": ("read-blog",)}),
    ],
)


def item(journey: Journey, identifier: str) -> Item:
    return items(PLAN, journey)[identifier]


@pytest.mark.parametrize("is_dropped_by_route", [False, True])
@pytest.mark.parametrize("wanted", [None, True, False])
@pytest.mark.parametrize("state", list(State))
def test_status(state: State, wanted: bool | None, is_dropped_by_route: bool) -> None:
    """What was done, skipped or waived stays so; otherwise the person's wish counts before the route's."""
    journey = journey_on(PLAN, route="short" if is_dropped_by_route else "all")
    status = item(with_records(journey, cook_egg=Record(state, wanted)), "cook-egg").status
    if state in (State.DONE, State.SKIPPED, State.WAIVED):
        assert status is Status(state.value)
    elif wanted is False or (wanted is None and is_dropped_by_route):
        assert status is Status.DROPPED
    else:
        assert status is Status(state.value)
    assert status.is_met != status.is_to_do


def test_requirements_are_those_that_count() -> None:
    everything = items(PLAN, journey_on(PLAN))
    assert list(everything) == ["read-book", "cook-egg", "read-blog", "cook-fish"]
    assert everything["cook-egg"].requires == ("read-book",)
    assert everything["cook-fish"].requires == ("cook-egg",)
    assert items(PLAN, journey_on(PLAN, route="short"))["cook-fish"].requires == ("read-blog",)
    wanted = with_records(journey_on(PLAN, route="short"), cook_egg=Record(wanted=True))
    assert items(PLAN, wanted)["cook-fish"].requires == ("cook-egg", "read-blog")


def test_own_milestones_come_at_the_end_of_their_phase() -> None:
    own = {"mine": milestone("mine"), "lost": milestone("lost", "no-such-phase")}
    found = items(PLAN, replace(journey_on(PLAN), own=own))
    assert list(found) == ["read-book", "cook-egg", "mine", "read-blog", "cook-fish", "lost"]
    assert [each for each, one in found.items() if one.is_own] == ["mine", "lost"]


def test_a_route_that_is_gone_gives_way_to_the_default() -> None:
    journey = journey_on(PLAN)
    assert route_of(PLAN, replace(journey, settings=replace(journey.settings, route="gone"))).id == "all"


def test_the_persons_corrections_win() -> None:
    journey = edit(journey_on(PLAN), PLAN, MONDAY, "read-blog", title="Blog", effort=Effort(1, 1, 1), on_the_job=0.0)
    found = item(journey.journey, "read-blog")
    assert (found.title, found.expected, found.personal) == ("Blog", 1.0, 1.0)
    assert item(journey_on(PLAN), "read-blog").personal == 1.25


@pytest.mark.parametrize(
    ("hours", "steps", "remaining"),
    [
        (0, 0, 4.0),
        (1, 0, 3.0),
        (0, 1, 3.0),
        (1, 3, 1.0),
        (3, 1, 1.0),
        (4, 0, 0.4),  # not before the person says "done"
        (9, 0, 0.4),
        (0, 4, 0.4),
    ],
)
def test_remaining_hours(hours: float, steps: int, remaining: float) -> None:
    journey = journey_on(PLAN)
    if hours:
        journey = log_hours(journey, PLAN, MONDAY, "read-book", hours).journey
    for number in range(steps):
        journey = tick(journey, PLAN, MONDAY, "read-book", number + 1).journey
    found = item(journey, "read-book")
    assert found.remaining == pytest.approx(remaining)
    assert found.logged == hours


def test_what_is_met_has_nothing_remaining() -> None:
    for state in (State.DONE, State.SKIPPED, State.WAIVED):
        assert item(with_records(journey_on(PLAN), read_book=Record(state)), "read-book").remaining == 0
    dropped = drop(journey_on(PLAN), PLAN, MONDAY, "read-book").journey
    assert item(dropped, "read-book").remaining == 0


def test_work_wholly_done_on_the_job_takes_no_hours() -> None:
    journey = edit(journey_on(PLAN), PLAN, MONDAY, "read-book", on_the_job=1.0).journey
    journey = log_hours(journey, PLAN, MONDAY, "read-book", 1).journey
    assert item(journey, "read-book").remaining == 0


@pytest.mark.parametrize(
    ("reference", "meant"),
    [
        ("read-book", "read-book"),
        ("read-bo", "read-book"),
        (" READ-BL ", "read-blog"),
        ("cook-egg", "cook-egg"),
        ("cook-e", "cook-egg"),
    ],
)
def test_find(reference: str, meant: str) -> None:
    assert find(items(PLAN, journey_on(PLAN)), reference) == meant


@pytest.mark.parametrize(
    ("reference", "told"),
    [
        ("cook", "could be cook-egg, cook-fish"),
        ("coook-eg", "Did you mean cook-egg?"),
        ("zzzzz", "`planner list` shows them all"),
        ("", "`planner list` shows them all"),
        ("  ", "`planner list` shows them all"),
    ],
)
def test_find_in_vain(reference: str, told: str) -> None:
    with pytest.raises(NotFound) as missing:
        find(items(PLAN, journey_on(PLAN)), reference)
    assert told in missing.value.message
    assert missing.value.exit_code == 3


def test_an_id_that_begins_another_is_itself() -> None:
    plan = plan_of(milestone("cook"), milestone("cook-egg"))
    found = items(plan, journey_on(plan))
    assert find(found, "cook") == find(found, "Cook") == "cook"


@given(st.text(max_size=40))
def test_any_reference_is_an_id_or_not_found(reference: str) -> None:
    found = items(PLAN, journey_on(PLAN))
    meant = outcome(lambda: find(found, reference))
    if isinstance(meant, str):
        assert meant in found
    else:
        assert type(meant) is NotFound
        assert not has_controls(meant.message)
