"""An edited or newer plan keeps every tick, note and hour; renamed ids are followed, what is gone stays in sight."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from planner.core import changes
from planner.core.journey import Entry, Journey, LogEntry, Pin, PinKind, Record, State
from planner.core.left_behind import find, left_behind, words
from planner.core.outlook import Outlook
from planner.core.plan import Effort, Milestone, Plan, Route
from planner.core.plan_update import OF_MILESTONES, carried_over, news, renames
from planner.core.scope import Status
from planner.errors import PlannerError, Refused
from tests.core.samples import MONDAY, habit, journey_on, milestone, outlook_on, plan_of, with_records

STEPS = ("Open the book", "Read the recipe", "Close the book")
READ = milestone("read", hours=4, steps=STEPS)
PLAN = plan_of(READ, milestone("cook", requires=("read",)), milestone("serve", "serve", requires=("cook",)))


def day(offset: int) -> date:
    return MONDAY + timedelta(days=offset)


def plan_with(*milestones: Milestone, version: str = "2", **parts: Any) -> Plan:
    return replace(plan_of(*milestones, **parts), version=version)


def lived(plan: Plan = PLAN, milestone_id: str = "read") -> Journey:
    """Two hours, a note, evidence and a tick on one milestone."""
    journey = journey_on(plan)
    for verb, arguments in (
        (changes.log_hours, (milestone_id, 2.0)),
        (changes.write_note, (milestone_id, "hard")),
        (changes.save_evidence, (milestone_id, "a.pdf")),
        (changes.tick, (milestone_id, 2)),
    ):
        journey = verb(journey, plan, MONDAY, *arguments).journey
    return journey


def entries(journey: Journey, milestone_id: str) -> list[tuple[Entry, float, str]]:
    return [(each.kind, each.hours, each.text) for each in journey.log if each.about == milestone_id]


# What meets: the record under the old id, the one under the new id, and what becomes of the fields named.
MERGES: dict[str, tuple[Record, Record, dict[str, Any]]] = {
    "done-wins-over-open": (
        Record(State.DONE, started=day(-9), finished=day(-3)),
        Record(due=day(20)),
        {"state": State.DONE, "started": day(-9), "finished": day(-3), "due": day(20)},
    ),
    "done-wins-over-started": (
        Record(State.STARTED, started=day(-9), due=day(1)),
        Record(State.DONE, started=day(-4), finished=day(-3), due=day(2)),
        {"state": State.DONE, "started": day(-9), "finished": day(-3), "due": day(2)},
    ),
    "of-two-done-the-newer-counts": (
        Record(State.DONE, started=day(-9), finished=day(-7)),
        Record(State.DONE, started=day(-4), finished=day(-3)),
        {"started": day(-9), "finished": day(-3)},
    ),
    "done-wins-over-skipped": (
        Record(State.DONE, finished=day(-7)),
        Record(State.SKIPPED, finished=day(-3), why="known"),
        {"state": State.DONE, "finished": day(-7), "why": ""},
    ),
    "skipped-wins-over-started": (
        Record(State.SKIPPED, finished=day(-7), why="known"),
        Record(State.STARTED, started=day(-3)),
        {"state": State.SKIPPED, "finished": day(-7), "why": "known"},
    ),
    "started-wins-over-open": (
        Record(State.STARTED, started=day(-3)),
        Record(),
        {"state": State.STARTED, "started": day(-3)},
    ),
    "corrections-come-along": (
        Record(pin=Pin(PinKind.BY, day(9)), effort=Effort(1, 2, 3), on_the_job=0.0, title="Mine", private=True),
        Record(due=day(5)),
        {
            "pin": Pin(PinKind.BY, day(9)),
            "effort": Effort(1, 2, 3),
            "on_the_job": 0.0,
            "title": "Mine",
            "private": True,
            "due": day(5),
        },
    ),
    "the-newer-correction-counts": (
        Record(title="Old", effort=Effort(1, 2, 3), due=day(3)),
        Record(title="New", effort=Effort(2, 3, 4)),
        {"title": "New", "effort": Effort(2, 3, 4), "due": day(3)},
    ),
    "a-drop-comes-along": (Record(wanted=False), Record(due=day(3)), {"wanted": False}),
    "brought-in-again-stays-in": (Record(wanted=False), Record(wanted=True), {"wanted": True}),
}


@pytest.mark.parametrize(("old", "new", "expected"), MERGES.values(), ids=MERGES)
def test_two_records_of_one_milestone_become_one(old: Record, new: Record, expected: Mapping[str, Any]) -> None:
    renamed = plan_with(replace(READ, id="study", was=("read",)))
    journey = with_records(journey_on(plan_of()), read=old, study=new)
    carried = carried_over(renamed, journey)
    assert set(carried.records) == {"study"}
    assert {name: getattr(carried.record("study"), name) for name in expected} == expected


def test_a_journey_that_fits_is_the_same_object() -> None:
    journey = lived()
    assert carried_over(PLAN, journey) is journey
    with_was = plan_with(replace(READ, was=("never-seen",)), milestone("cook"), milestone("serve", "serve"))
    assert carried_over(with_was, journey) is journey


def test_a_rename_takes_everything_along() -> None:
    renamed = plan_with(replace(READ, id="study", was=("read",)), milestone("cook", requires=("study",)))
    journey = lived()
    carried = carried_over(renamed, journey)
    assert entries(carried, "study") == entries(journey, "read")
    assert carried.record("study") == journey.record("read")
    assert "read" not in carried.records
    state = outlook_on(renamed, carried).all_milestones["study"]
    assert (state.status, state.item.logged, state.item.record.steps) == (Status.STARTED, 2.0, frozenset({1}))
    assert carried_over(renamed, carried) is carried


def test_hours_of_both_ids_are_kept() -> None:
    both = plan_of(READ, replace(READ, id="study"))
    journey = lived()
    journey = changes.log_hours(journey, both, MONDAY, "study", 3.0).journey
    journey = changes.complete(journey, both, MONDAY, "study").journey
    merged = carried_over(plan_with(replace(READ, id="study", was=("read",))), journey)
    assert outlook_on(plan_with(replace(READ, id="study", was=("read",))), merged).items["study"].logged == 5.0
    assert [entry.number for entry in merged.log] == [entry.number for entry in journey.log]
    assert merged.record("study").state is State.DONE
    assert merged.record("study").steps == {1}, "ticked under the old id, known by its text"


# `was` of the three milestones a, b, c in the plan; the id of the journey; where it ends.
CHAINS: list[tuple[dict[str, tuple[str, ...]], str, str]] = [
    ({"c": ("b", "a")}, "a", "c"),
    ({"c": ("b", "a")}, "b", "c"),
    ({"c": ("b",)}, "a", "a"),  # the plan no longer tells: left behind
    ({"b": ("a",), "c": ("b",)}, "a", "b"),  # b is still there, so it is never followed further
    ({"b": ("a",), "c": ("b",)}, "b", "b"),
    ({"b": ("a",), "c": ("a",)}, "a", "b"),  # no checked plan has this; the first in reading order
    ({"a": ("a",)}, "a", "a"),
    ({"a": ("b",), "b": ("a",)}, "a", "a"),
]


@pytest.mark.parametrize(("was", "held", "ends"), CHAINS)
def test_old_ids_lead_to_one_milestone(was: dict[str, tuple[str, ...]], held: str, ends: str) -> None:
    plan = plan_with(*(milestone(each, was=names) for each, names in was.items()))
    journey = with_records(journey_on(plan_of()), **{held: Record(State.DONE, finished=MONDAY)})
    journey = journey.with_entry(MONDAY, Entry.HOURS, held, hours=1.0)
    carried = carried_over(plan, journey)
    assert [each for each, record in carried.records.items() if record.state is State.DONE] == [ends]
    assert carried.log[0].about == ends
    assert renames(plan, journey) == ({held: ends} if held != ends else {})


def test_a_chain_over_a_version_never_taken_up_is_followed() -> None:
    second = plan_with(replace(READ, id="study", was=("read",)))
    third = plan_with(replace(READ, id="learn-it", was=("study",)), version="3")
    change = changes.use_plan(lived(), second, MONDAY, third, "")
    assert entries(change.journey, "learn-it") == entries(lived(), "read")
    assert change.title == "plan: Guest to cook 3 · 1 renamed"


def test_own_milestones_require_the_new_id_once() -> None:
    journey = changes.add(
        journey_on(PLAN), PLAN, MONDAY, "Buy pans", phase="learn", effort=Effort(1, 1, 1), requires=["read", "cook"]
    ).journey
    merged = plan_with(replace(READ, id="study", was=("read", "cook")))
    assert carried_over(merged, journey).own["buy-pans"].requires == ("study",)


def test_an_own_milestone_gives_way_to_one_of_the_plan() -> None:
    own: dict[str, Any] = {"phase": "learn", "effort": Effort(1, 1, 1)}
    journey = changes.add(journey_on(PLAN), PLAN, MONDAY, "Knives", **own, requires=["cook"]).journey
    journey = changes.add(journey, PLAN, MONDAY, "Pans", **own, requires=["knives"]).journey
    journey = changes.log_hours(journey, PLAN, MONDAY, "knives", 1.0).journey
    newer = plan_with(READ, milestone("knives"), milestone("cook", requires=("read", "knives")), milestone("knives-2"))
    outlook = Outlook(newer, carried_over(newer, journey), MONDAY)
    assert outlook.items["knives-3"].is_own
    assert outlook.items["knives-3"].logged == 1.0
    assert outlook.items["knives-3"].requires == ("cook",)
    assert outlook.items["pans"].requires == ("knives-3",)
    assert not outlook.items["knives"].is_own
    assert outlook.finish is not None, "no circle: the plan's own knives are required by cook"
    assert not outlook.left_behind


def test_an_own_milestone_is_no_old_id() -> None:
    journey = changes.add(journey_on(PLAN), PLAN, MONDAY, "Knives", phase="learn", effort=Effort(1, 1, 1)).journey
    newer = plan_with(*PLAN.milestones.values(), milestone("blades", was=("knives",)))
    assert carried_over(newer, journey) is journey


def test_the_tick_of_a_habit_finds_its_milestone_again() -> None:
    chat = habit("chat", {5: 1, 8: 2}, feeds=("read", "study"))
    before, after = plan_of(READ, habits=[chat]), plan_with(replace(READ, id="study", was=("read",)), habits=[chat])
    journey = changes.mark_habit(journey_on(before), before, MONDAY, "chat").journey
    carried = carried_over(after, journey)
    assert {entry.text for entry in carried.log if entry.kind is Entry.HABIT} == {"study"}
    taken_back = changes.unmark_habit(carried, after, MONDAY, "chat").journey
    assert not taken_back.log
    assert taken_back.record("study").state is State.OPEN


# Steps as the plan has them now, and which of them are ticked when "Read the recipe" (the second of STEPS) was.
EDITED_STEPS: list[tuple[tuple[str, ...], set[int]]] = [
    (STEPS, {1}),
    (("Wash your hands", *STEPS), {2}),
    (("Read the recipe", "Open the book"), {0}),
    (("Open the book", "Read the whole recipe"), {1}),  # mended wording
    (("Open the book", "Buy a goose"), set()),  # another step
    (("Open the book",), set()),
    ((), set()),
    (("Read the recipe", "Read the recipe"), {1}),  # of two alike, the one at its place
]


@pytest.mark.parametrize(("steps", "ticked"), EDITED_STEPS)
def test_ticks_follow_the_text_of_their_step(steps: tuple[str, ...], ticked: set[int]) -> None:
    journey = lived()
    edited = plan_with(replace(READ, steps=steps), version="1")
    carried = carried_over(edited, journey)
    assert carried.record("read").steps == ticked
    assert carried.log == journey.log
    assert carried_over(edited, carried).record("read").steps == ticked
    assert carried_over(PLAN, carried).record("read").steps == {1}, "back with the steps"


def test_ticks_that_no_log_tells_of_stay_at_their_place() -> None:
    journey = with_records(journey_on(PLAN), read=Record(State.STARTED, started=MONDAY, steps=frozenset({0, 2, 9})))
    assert carried_over(PLAN, journey).record("read").steps == {0, 2}


def test_what_the_plan_no_longer_has_stays_in_sight_and_counts_in_nothing() -> None:
    journey = changes.complete(lived(), PLAN, MONDAY, "read").journey
    journey = changes.skip(journey, PLAN, MONDAY, "cook", why="known").journey
    newer = plan_with(milestone("serve", "serve"))
    outlook = outlook_on(newer, carried_over(newer, journey))
    assert list(outlook.left_behind) == ["read", "cook"]
    gone = outlook.left_behind["read"]
    assert (gone.title, gone.status, gone.finished, gone.hours) == ("Read", Status.DONE, MONDAY, 2.0)
    assert [entry.text for entry in (*gone.notes, *gone.evidence, *gone.steps)] == ["hard", "a.pdf", STEPS[1]]
    assert words(gone, MONDAY) == ["done Mon 23 Nov", "2 h", "1 note", "1 evidence"]
    assert words(outlook.left_behind["cook"], MONDAY) == ["skipped Mon 23 Nov"]
    assert (outlook.progress.done, outlook.progress.percent, list(outlook.items)) == (0, 0, ["serve"])
    back = outlook_on(PLAN, carried_over(PLAN, journey))
    assert not back.left_behind
    assert back.items["read"].status is Status.DONE


# A record under an id that no plan has, and whether it is worth a line.
TRACES: list[tuple[Record, bool]] = [
    (Record(), False),
    (Record(due=MONDAY), False),
    (Record(State.STARTED, started=MONDAY), True),
    (Record(wanted=False), True),
    (Record(title="Mine"), True),
    (Record(pin=Pin(PinKind.BY, MONDAY)), True),
]


@pytest.mark.parametrize(("record", "is_shown"), TRACES)
def test_only_what_the_person_did_is_left_behind(record: Record, is_shown: bool) -> None:
    journey = with_records(journey_on(PLAN), funnel_review=record)
    found = left_behind(PLAN, journey)
    assert list(found) == ["funnel-review"] * is_shown
    assert all(each.title in ("Funnel review", "Mine") for each in found.values())


def test_a_note_alone_is_left_behind_too_but_habits_and_reports_are_not() -> None:
    journey = journey_on(PLAN).with_entry(MONDAY, Entry.NOTE, "gone", text="x")
    journey = journey.with_entry(MONDAY, Entry.HABIT, "no-habit").with_entry(MONDAY, Entry.REPORT, "html")
    found = left_behind(PLAN, journey)
    assert list(found) == ["gone"]
    assert find(found, "go") is found["gone"] is find(found, " GONE ")
    assert find(found, "") is None
    assert find(found, "x") is None


def test_taking_up_a_newer_plan_says_what_happened() -> None:
    journey = changes.complete(lived(), PLAN, MONDAY, "read").journey
    journey = changes.log_hours(journey, PLAN, MONDAY, "cook", 1.0).journey
    newer = plan_with(
        milestone("bake", was=("cook",)), milestone("plate"), milestone("serve", "serve", requires=("plate",))
    )
    change = changes.use_plan(journey, PLAN, day(3), newer, "/mine.toml")
    assert change.title == "plan: Guest to cook 2 · 1 new, 1 renamed, 1 no longer in the plan"
    settings = change.journey.settings
    assert (settings.plan_version, settings.plan_file) == ("2", "/mine.toml")
    outlook = outlook_on(newer, change.journey, day(3))
    assert change.journey.record("plate").due == outlook.milestones["plate"].finish
    assert change.journey.record("bake").due == journey.record("cook").due, "a promise stays as it was"
    assert change.journey.record("serve").due == journey.record("serve").due
    assert list(outlook.left_behind) == ["read"]


def test_a_plan_edited_in_place_tells_when_it_is_taken_up() -> None:
    newer = plan_with(milestone("cook"), milestone("plate"))
    journey = carried_over(newer, lived())
    told = news(newer, journey)
    assert told is not None
    assert "version 2 (you took up 1)" in told
    assert "planner plans use cook" in told
    change = changes.use_plan(journey, newer, MONDAY, newer, "")
    assert change.title == "plan: Guest to cook 2 · 1 new, 1 no longer in the plan"
    assert news(newer, change.journey) is None
    assert changes.use_plan(change.journey, newer, MONDAY, newer, "").title == "plan: Guest to cook 2"


def test_a_route_that_is_gone_gives_way_to_the_default() -> None:
    routes = [Route("all", "Everything"), Route("short", "Short way", frozenset({"cook"}))]
    before = plan_of(READ, milestone("cook"), routes=routes)
    journey = journey_on(before, route="short")
    after = plan_with(READ, milestone("cook"), routes=routes[:1])
    change = changes.use_plan(journey, before, MONDAY, after, "")
    assert change.title == "plan: Guest to cook 2 · 1 new, now by the route “Everything”"
    assert change.journey.settings.route == "all"
    assert change.journey.record("cook").due is not None


def test_another_plan_is_refused() -> None:
    with pytest.raises(Refused, match="follows the plan “cook”; the file holds “bake”"):
        changes.use_plan(journey_on(PLAN), PLAN, MONDAY, replace(PLAN, id="bake"), "")


# Any edit of a plan after any journey: milestones kept, dropped, renamed, merged or added.
IDS = [f"m{number}" for number in range(6)]
VERBS = ("log_hours", "write_note", "save_evidence", "complete", "tick", "begin", "drop", "skip")
deeds = st.lists(st.tuples(st.sampled_from(VERBS), st.sampled_from([*IDS, "own"])), max_size=25)


@st.composite
def edited(draw: st.DrawFn, version: str, before: Plan) -> Plan:
    """The plan with some milestones dropped, renamed, merged into others, their steps shuffled, and some new."""
    kept: list[Milestone] = []
    for one in before.milestones.values():
        fate = draw(st.sampled_from(("keep", "drop", "rename", "merge", "steps")))
        if fate == "rename":
            kept.append(replace(one, id=f"{one.id}-{version}", was=(one.id, *one.was)))
        elif fate == "merge" and kept:
            kept[-1] = replace(kept[-1], was=(*kept[-1].was, one.id, *one.was))
        elif fate == "steps":
            kept.append(replace(one, steps=tuple(draw(st.permutations(one.steps)))))
        elif fate != "drop":
            kept.append(one)
    kept += [milestone(name) for name in draw(st.sampled_from(([], ["fresh"], ["own"], ["own", "fresh", "own-2"])))
             if name not in {one.id for one in kept}]  # fmt: skip
    live = {one.id for one in kept}
    return plan_with(
        *(replace(one, was=tuple(old for old in one.was if old not in live)) for one in kept), version=version
    )


def live_on(journey: Journey, plan: Plan, done: list[tuple[str, str]]) -> Journey:
    arguments: dict[str, tuple[Any, ...]] = {
        "log_hours": (0.25,), "write_note": ("a note",), "save_evidence": ("a.pdf",), "tick": (1,)
    }  # fmt: skip
    for verb, one in done:
        choices = {"why": "known"} if verb == "skip" else {}
        try:
            change = getattr(changes, verb)(journey, plan, MONDAY, one, *arguments.get(verb, ()), **choices)
        except PlannerError:
            continue
        journey = change.journey
    return journey


def told(outlook: Outlook) -> list[tuple[Entry, float, str]]:
    """Every entry of the log that can be reached from a milestone or from what is left behind."""
    reached = [entry for one in outlook.items for entry in outlook.journey.log if entry.about == one]
    reached += [entry for remnant in outlook.left_behind.values() for entry in remnant.entries]
    return sorted(_kept(reached))


def _kept(log: list[LogEntry] | tuple[LogEntry, ...]) -> list[tuple[Entry, float, str]]:
    return [(entry.kind, entry.hours, entry.text) for entry in log if entry.kind in OF_MILESTONES]


@given(data=st.data(), first=deeds, second=deeds, takes_up=st.booleans())
def test_no_edit_of_a_plan_loses_anything(
    data: st.DataObject, first: list[tuple[str, str]], second: list[tuple[str, str]], takes_up: bool
) -> None:
    plan = plan_of(*(milestone(one, steps=(f"{one} one", f"{one} two")) for one in IDS))
    journey = changes.add(journey_on(plan), plan, MONDAY, "own", phase="learn", effort=Effort(1, 1, 1)).journey
    journey = live_on(journey, plan, first)
    for version in ("2", "3"):
        newer = data.draw(edited(version, plan))
        before = journey
        if takes_up:
            journey = changes.use_plan(journey, plan, MONDAY, newer, "").journey
        else:
            journey = carried_over(newer, journey)
        outlook = Outlook(newer, journey, MONDAY)
        assert told(outlook) == sorted(_kept(before.log))
        total = sum(item.logged for item in outlook.items.values())
        total += sum(remnant.hours for remnant in outlook.left_behind.values())
        assert total == sum(entry.hours for entry in before.log)
        reached = {**{one: item.record for one, item in outlook.items.items()},
                   **{one: remnant.record for one, remnant in outlook.left_behind.items()}}  # fmt: skip
        heirs = renames(newer, before)
        own = dict(zip(before.own, journey.own, strict=True))
        for one, record in before.records.items():
            if record.state is State.DONE:
                assert reached[own.get(one, heirs.get(one, one))].state is State.DONE
        assert carried_over(newer, journey) is journey
        assert outlook.schedule is not None
        journey, plan = live_on(journey, newer, second), newer
