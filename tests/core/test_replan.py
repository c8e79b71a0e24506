"""Re-planning: what moves, the reason of each move, and the verb that accepts all, some or none."""

from collections import Counter
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from planner.core import changes
from planner.core.capacity import even_week
from planner.core.journey import Journey, PinKind
from planner.core.outlook import Outlook
from planner.core.plan import Effort, Plan
from planner.core.replan import moves, promised_finish
from planner.core.schedule import ConflictKind
from planner.errors import NotFound, PlannerError, Refused
from planner.session import Beginning, Session
from tests.conftest import TODAY
from tests.core.kitchen import PLAN, by_id, day, finished, kept_to_plan, pinned
from tests.core.samples import MONDAY, journey_on, outcome, outlook_on


def test_the_plan_of_the_tests_ends_one_a_week() -> None:
    dues = [journey_on(PLAN).record(each).due for each in ("knives", "stock", "sauces", "bread", "pastry", "tasting")]
    assert dues == [day(5), day(12), day(19), day(26), day(33), day(40)]


def test_nothing_moves_on_the_day_of_the_promise() -> None:
    assert moves(outlook_on(PLAN, journey_on(PLAN))) == ()


def test_nothing_moves_when_everything_is_done_on_its_day() -> None:
    for week in range(1, 6):
        journey = kept_to_plan(journey_on(PLAN), day(7 * week))
        assert moves(outlook_on(PLAN, journey, day(7 * week))) == ()


def test_moves_are_in_order_of_the_new_date(marketing: Plan) -> None:
    journey = changes.start_journey(marketing, TODAY, identifier="j", week=even_week(8))
    found = moves(Outlook(marketing, journey, TODAY + timedelta(days=20)))
    assert [move.new for move in found] == sorted(move.new for move in found)
    assert len(found) == 40


def test_the_promised_finish() -> None:
    assert promised_finish(outlook_on(PLAN, journey_on(PLAN))) == day(40)
    everything = journey_on(PLAN)
    for each in PLAN.milestones:
        everything = finished(everything, each)
    assert promised_finish(outlook_on(PLAN, everything)) is None
    assert moves(outlook_on(PLAN, everything)) == ()


def test_the_verb_takes_all_some_or_refuses() -> None:
    journey = changes.pause(journey_on(PLAN), PLAN, MONDAY, day(7), day(13), why="").journey
    everything = changes.replan(journey, PLAN, MONDAY)
    assert everything.title == "re-planned: 5 dates"
    assert moves(outlook_on(PLAN, everything.journey)) == ()
    one = changes.replan(journey, PLAN, MONDAY, ["sto"])
    assert one.title == "re-planned: Stock → Sat 12 Dec"
    assert set(by_id(one.journey)) == {"sauces", "bread", "pastry", "tasting"}
    assert one.journey.record("stock").due == day(19)
    # What does not move may stand beside what does, and stays as it is.
    both = changes.replan(journey, PLAN, MONDAY, ["knives", "stock", "stock"])
    assert both.title == one.title
    assert both.journey == one.journey


@pytest.mark.parametrize(
    ("ids", "error", "words"),
    [
        (["soup"], NotFound, "no milestone “soup”"),
        (["s"], NotFound, "could be"),
        (["stock", "soup"], NotFound, "soup"),
        ([], Refused, "Nothing was chosen"),
        (["knives"], Refused, "“Knives” does not move"),
        (["bread"], Refused, "“Bread” is done"),
        (["knives", "bread"], Refused, "None of these moves"),
    ],
)
def test_what_cannot_be_taken(ids: list[str], error: type[PlannerError], words: str) -> None:
    journey = changes.pause(finished(journey_on(PLAN), "bread"), PLAN, MONDAY, day(7), day(13), why="").journey
    with pytest.raises(error, match=words):
        changes.replan(journey, PLAN, MONDAY, ids)


def test_nothing_to_re_plan_is_refused_kindly() -> None:
    with pytest.raises(Refused, match="Nothing to re-plan"):
        changes.replan(journey_on(PLAN), PLAN, MONDAY)


def test_an_impossible_pin_stays_and_is_told() -> None:
    journey = pinned(journey_on(PLAN), "tasting", PinKind.BY, day(3))
    accepted = changes.replan(journey, PLAN, MONDAY).journey
    outlook = outlook_on(PLAN, accepted)
    assert accepted.record("tasting").pin == journey.record("tasting").pin
    assert [(each.kind, each.milestone) for each in outlook.schedule.conflicts] == [(ConflictKind.PIN, "tasting")]
    assert all(outlook.schedule.hours_on(day(n)) <= outlook.capacity.free(day(n)) + 1e-9 for n in range(60))


# Properties, over what people do to a journey in any order.

IDS = st.sampled_from(sorted(PLAN.milestones))
OFFSETS = st.integers(0, 40)


@st.composite
def lived(draw: st.DrawFn) -> tuple[Journey, date]:
    """A journey with up to six things done to it on six days, and the day after."""
    journey, today = journey_on(PLAN, draw(st.sampled_from((2.0, 6.0, 9.5)))), MONDAY
    for _ in range(draw(st.integers(0, 6))):
        which, offset = draw(IDS), draw(OFFSETS)
        kind = draw(st.sampled_from(PinKind))
        verb = draw(
            st.sampled_from(
                (
                    lambda j, t, w=which: changes.complete(j, PLAN, t, w),
                    lambda j, t, w=which: changes.begin(j, PLAN, t, w),
                    lambda j, t, w=which: changes.log_hours(j, PLAN, t, w, 4),
                    lambda j, t, w=which: changes.skip(j, PLAN, t, w, why="known"),
                    lambda j, t, w=which: changes.drop(j, PLAN, t, w),
                    lambda j, t, w=which: changes.edit(j, PLAN, t, w, effort=Effort(1, 11, 12)),
                    lambda j, t, w=which, o=offset, k=kind: changes.pin(j, PLAN, t, w, k, t + timedelta(days=o)),
                    lambda j, t, o=offset: changes.pause(
                        j, PLAN, t, t + timedelta(days=o), t + timedelta(days=o + 8), why=""
                    ),
                    lambda j, t, o=offset: changes.set_pace(j, PLAN, t, even_week(1 + o / 4)),
                    lambda j, t, o=offset: changes.set_target(j, PLAN, t, t + timedelta(days=o)),
                    lambda j, t, o=offset: changes.add(j, PLAN, t, f"Own {o}", phase="learn", effort=Effort(2, 3, 4)),
                    lambda j, t: changes.choose_route(j, PLAN, t, "short"),
                    lambda j, t: changes.replan(j, PLAN, t),
                )
            )
        )
        done = outcome(lambda verb=verb, j=journey, t=today: verb(j, t))  # type: ignore[misc]
        if isinstance(done, changes.Change):
            journey = done.journey
        today += timedelta(days=draw(st.integers(0, 9)))
    return journey, today


@settings(max_examples=150)
@given(lived())
def test_accepting_keeps_pins_and_facts_and_leaves_nothing_to_move(life: tuple[Journey, date]) -> None:
    journey, today = life
    outlook = outlook_on(PLAN, journey, today)
    found = moves(outlook)
    assert found == moves(outlook_on(PLAN, journey, today))
    assert all(move.reason and "\n" not in move.reason and not move.reason.endswith(".") for move in found)
    if not found:
        with pytest.raises(Refused):
            changes.replan(journey, PLAN, today)
        return
    accepted = changes.replan(journey, PLAN, today).journey
    assert moves(outlook_on(PLAN, accepted, today)) == ()
    assert {**vars_of(accepted), "records": None} == {**vars_of(journey), "records": None}
    moved = {move.id for move in found}
    for each in {*journey.records, *accepted.records}:
        before, after = journey.record(each), accepted.record(each)
        assert replace(after, due=before.due) == before
        assert after == before or each in moved
    schedule, capacity = outlook_on(PLAN, accepted, today).schedule, outlook.capacity
    assert schedule == outlook.schedule
    worked = Counter[date]()
    for slot in schedule.slots.values():
        for block in slot.blocks:
            worked[block.date] += block.hours  # type: ignore[assignment]
    assert all(hours <= capacity.free(when) + 1e-6 for when, hours in worked.items())


def vars_of(journey: Journey) -> dict[str, object]:
    return {name: getattr(journey, name) for name in journey.__struct_fields__}


@settings(max_examples=60)
@given(lived(), st.data())
def test_accepting_some_leaves_the_others(life: tuple[Journey, date], data: st.DataObject) -> None:
    journey, today = life
    found = moves(outlook_on(PLAN, journey, today))
    if not found:
        return
    ids = data.draw(st.lists(st.sampled_from([move.id for move in found]), min_size=1, unique=True))
    some = changes.replan(journey, PLAN, today, ids).journey
    left = moves(outlook_on(PLAN, some, today))
    assert {(each.id, each.old, each.new) for each in left} == {
        (each.id, each.old, each.new) for each in found if each.id not in ids
    }


@settings(max_examples=60)
@given(lived())
def test_a_pinned_day_never_moves(life: tuple[Journey, date]) -> None:
    journey, today = life
    outlook = outlook_on(PLAN, journey, today)
    late = {each.milestone for each in outlook.schedule.conflicts}
    for move in moves(outlook):
        pin = journey.record(move.id).pin
        if pin and pin.kind is PinKind.ON and move.id not in late:
            assert move.new == pin.date
        if pin and pin.kind is PinKind.NOT_BEFORE:
            assert move.new >= pin.date


# The data file.


@pytest.fixture
def late(session: Session) -> Session:
    """A saved journey with a break that nothing was promised with."""
    session.start(Beginning(plan="marketing", week=even_week(8)), identifier="j")
    session.apply(changes.pause, TODAY + timedelta(days=20), TODAY + timedelta(days=30), why="")
    return session


def without_bookkeeping(path: Path) -> list[bytes]:
    """The lines of the data file that hold the journey: neither its history nor the stamp of the last save."""
    import json

    tables = json.loads(path.read_bytes())
    return [
        json.dumps(tables[name], sort_keys=True).encode() for name in sorted(tables) if name not in ("changes", "meta")
    ]


def test_looking_and_refusing_leave_the_file_as_it_was(late: Session) -> None:
    before, stamp = late.path.read_bytes(), late.path.stat().st_mtime_ns
    assert moves(late.outlook())
    for ids in ([], ["no-such-thing"], ["pm-reality-check"]):
        with pytest.raises(PlannerError):
            late.apply(changes.replan, ids)
    assert (late.path.read_bytes(), late.path.stat().st_mtime_ns) == (before, stamp)


def test_one_undo_takes_the_whole_re_plan_back(late: Session, open_session: Callable[[], Session]) -> None:
    before, journey, found = without_bookkeeping(late.path), late.journey, moves(late.outlook())
    assert len(before) > 2
    late.apply(changes.replan)
    assert moves(late.outlook()) == ()
    assert without_bookkeeping(late.path) != before
    late.undo()
    assert without_bookkeeping(late.path) == before
    assert open_session().journey == journey
    assert moves(open_session().outlook()) == found
    late.redo()
    assert moves(late.outlook()) == ()
