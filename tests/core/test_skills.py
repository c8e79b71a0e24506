"""Skills, gates, counters and the readiness index."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from planner.core.changes import complete, confirm_level, drop, mark_habit, save_evidence, skip
from planner.core.journey import Journey, Record, SkillLevel, State
from planner.core.plan import Aim, Counter, Gate, Plan, Route, Variant
from planner.core.skills import SkillState, gaps, level, relevance
from tests.core.samples import MONDAY, habit, journey_on, milestone, outlook_on, plan_of, skill, with_records


def state_of(plan: Plan, journey: Journey, skill_id: str) -> SkillState:
    return next(state for state in outlook_on(plan, journey).skills if state.skill.id == skill_id)


def test_level_and_gap_come_from_role_then_variant_then_the_person() -> None:
    plan = plan_of(
        milestone("a"),
        skills=[skill("taste", target=3), skill("time", target=1)],
        levels={"taste": 1, "time": 4},
        variants=[Variant("keen", "Keen", {"taste": 1, "time": -9})],
    )
    bare = replace(journey_on(plan), skills={})
    assert (level(plan, bare, "taste"), gaps(plan, bare)) == (1, {"taste": 2, "time": 0})
    keen = replace(journey_on(plan, variant="keen"), skills={})
    assert gaps(plan, keen) == {"taste": 1, "time": 1}
    confirmed = confirm_level(keen, plan, MONDAY, "taste", 4).journey
    assert gaps(plan, confirmed)["taste"] == 0
    assert state_of(plan, confirmed, "taste").gap == 0
    assert journey_on(plan, variant="keen").skills["time"] == SkillLevel(0, 0)
    assert journey_on(plan, levels={"taste": 4}).skills["taste"] == SkillLevel(4, 4)


def test_targets_follow_the_aim() -> None:
    plan = plan_of(milestone("a"), skills=[skill("taste", target=3, associate=1)])
    assert state_of(plan, journey_on(plan), "taste").target == 3
    assert state_of(replace(plan, aim=Aim.ASSOCIATE), journey_on(plan), "taste").target == 1


@pytest.mark.parametrize(
    ("weight", "contributions", "gap", "expected"),
    [(3, {}, {"taste": 2}, 3), (3, {"taste": 3}, {"taste": 2}, 6), (5, {"taste": 1, "time": 2}, {"taste": 3}, 7.5),
     (2, {"taste": 3, "time": 3}, {"taste": 1, "time": 1}, 4), (4, {"unknown": 3}, {}, 4)],
)  # fmt: skip
def test_relevance(weight: int, contributions: dict[str, int], gap: dict[str, int], expected: float) -> None:
    assert relevance(milestone("a", weight=weight, skills=contributions), gap) == expected


@pytest.mark.parametrize(
    ("start", "target", "points", "proposed"),
    [(0, 3, 0, 0), (0, 3, 1, 0), (0, 3, 2, 1), (0, 3, 3, 2), (0, 3, 6, 4), (0, 2, 9, 3), (1, 3, 4, 3), (2, 4, 9, 4),
     (4, 2, 9, 4), (3, 2, 0, 3)],
)  # fmt: skip
def test_proposed_level(start: int, target: int, points: int, proposed: int) -> None:
    worth = [3] * (points // 3) + ([points % 3] if points % 3 else [])
    plan = plan_of(
        milestone("other"),
        *(milestone(f"m{number}", skills={"taste": each}) for number, each in enumerate(worth)),
        skills=[skill("taste", target=target)],
        levels={"taste": start},
    )
    journey = journey_on(plan)
    for number in range(len(worth)):
        journey = complete(journey, plan, MONDAY, f"m{number}").journey
    found = state_of(plan, journey, "taste")
    assert (found.points, found.proposed, found.now) == (points, proposed, start)


def test_only_finished_milestones_give_points_and_open_ones_close_gaps() -> None:
    plan = plan_of(
        milestone("a", skills={"taste": 1}, weight=5),
        milestone("b", skills={"taste": 3}, weight=1),
        milestone("c", skills={"taste": 3}, weight=2),
        milestone("d", skills={"taste": 2}),
        milestone("e", skills={"taste": 2}),
        milestone("f"),
        skills=[skill("taste")],
    )
    journey = skip(journey_on(plan), plan, MONDAY, "d", why="known").journey
    found = state_of(plan, journey, "taste")
    assert (found.points, found.closers) == (0, ("c", "b", "e", "a"))
    found = state_of(plan, complete(journey, plan, MONDAY, "b").journey, "taste")
    assert (found.points, found.closers) == (3, ("c", "e", "a"))


def test_skipping_is_offered_when_every_level_is_reached() -> None:
    plan = plan_of(
        milestone("a", skip_levels={"taste": 2, "time": 1}),
        milestone("b"),
        skills=[skill("taste"), skill("time")],
        levels={"taste": 2},
    )
    journey = journey_on(plan)
    assert not outlook_on(plan, journey).milestones["a"].may_skip
    journey = confirm_level(journey, plan, MONDAY, "time", 1).journey
    assert outlook_on(plan, journey).milestones["a"].may_skip
    assert not outlook_on(plan, journey).milestones["b"].may_skip
    begun = with_records(journey, a=Record(State.STARTED))
    assert not outlook_on(plan, begun).milestones["a"].may_skip


GATED = plan_of(
    milestone("serve"),
    milestone("shop"),
    milestone("guest"),
    milestone("friend"),
    routes=[Route("all", "All"), Route("alone", "Alone", frozenset({"guest", "friend"})),
            Route("none", "None", frozenset({"serve", "guest", "friend"}))],
    habits=[habit("taste", {8: 1})],
    gates=[
        Gate("ready", "Ready", "?", "!", all_of=("serve",), any_of=("guest", "friend"), minimum={"tastes": 2},
             readiness=True),
        Gate("other", "Other", "?", "!", all_of=("shop",)),
    ],
    counters=[Counter("tastes", "Tastes", habit="taste", milestones={"guest": 5})],
)  # fmt: skip


def test_a_gate_asks_for_all_one_of_any_and_the_least_count() -> None:
    journey = journey_on(GATED)
    gate = outlook_on(GATED, journey).gates[0]
    assert [(part.text, part.is_met) for part in gate.parts] == [
        ("Serve", False),
        ("Done: “Guest” or “Friend”", False),
        ("Tastes: 0 of 2", False),
    ]
    journey = complete(journey, GATED, MONDAY, "serve").journey
    journey = complete(journey, GATED, MONDAY, "friend").journey
    journey = mark_habit(journey, GATED, MONDAY, "taste").journey
    assert not outlook_on(GATED, journey).gates[0].is_passed
    journey = mark_habit(journey, GATED, MONDAY, "taste").journey
    assert outlook_on(GATED, journey).gates[0].is_passed


def test_a_counter_takes_ticks_or_milestones_whichever_is_more() -> None:
    journey = complete(journey_on(GATED), GATED, MONDAY, "guest").journey
    for _ in range(3):
        journey = mark_habit(journey, GATED, MONDAY, "taste").journey
    assert outlook_on(GATED, journey).gates[0].parts[2].text == "Tastes: 5 of 2"
    for _ in range(4):
        journey = mark_habit(journey, GATED, MONDAY, "taste").journey
    assert outlook_on(GATED, journey).gates[0].parts[2].text == "Tastes: 7 of 2"


def test_what_the_route_drops_is_not_asked_for() -> None:
    alone = outlook_on(GATED, journey_on(GATED, route="alone")).gates[0]
    assert [part.text for part in alone.parts] == ["Serve"]
    assert alone.applies
    nothing = outlook_on(GATED, journey_on(GATED, route="none")).gates[0]
    assert (nothing.applies, nothing.is_passed) == (False, False)
    own = drop(journey_on(GATED, route="alone"), GATED, MONDAY, "serve").journey
    assert not outlook_on(GATED, own).gates[0].applies


def test_a_skip_opens_a_gate_only_with_evidence() -> None:
    plan = replace(GATED, destination=replace(GATED.destination, gates=(Gate("g", "G", "?", "!", all_of=("serve",)),)))
    journey = skip(journey_on(plan), plan, MONDAY, "serve", why="did it for years").journey
    assert not outlook_on(plan, journey).gates[0].is_passed
    assert outlook_on(plan, save_evidence(journey, plan, MONDAY, "serve", "photo.jpg").journey).gates[0].is_passed
    waived = with_records(journey_on(plan), serve=Record(State.WAIVED))
    assert outlook_on(plan, waived).gates[0].is_passed


def test_readiness_is_six_parts_skills_and_four_parts_gates() -> None:
    gates = [Gate(each, each, "?", "!", all_of=(each,), readiness=True) for each in ("a", "b")]
    plan = plan_of(
        milestone("a"),
        milestone("b"),
        milestone("c"),
        skills=[skill("taste", weight=3, target=2), skill("time", weight=1, target=4)],
        levels={"taste": 1, "time": 4},
        gates=[*gates, Gate("c", "c", "?", "!", all_of=("c",))],
    )
    journey = journey_on(plan)
    found = outlook_on(plan, journey).readiness  # (3 × 1 + 1 × 4) of (3 × 2 + 1 × 4)
    assert (found.percent, found.skills_percent, found.gates_passed, found.gates_counted) == (42, 70, 0, 2)
    journey = complete(journey, plan, MONDAY, "a").journey
    assert outlook_on(plan, journey).readiness.percent == 62
    journey = complete(journey, plan, MONDAY, "b").journey
    journey = confirm_level(journey, plan, MONDAY, "taste", 4).journey  # more than the target counts as the target
    found = outlook_on(plan, journey).readiness
    assert (found.percent, found.skills_percent, found.gates_passed) == (100, 100, 2)


@given(st.lists(st.tuples(st.integers(1, 5), st.integers(0, 4), st.integers(0, 4)), min_size=1, max_size=6))
def test_readiness_stays_between_nothing_and_all(drawn: list[tuple[int, int, int]]) -> None:
    plan = plan_of(
        milestone("a"),
        skills=[skill(f"s{number}", weight=weight, target=target) for number, (weight, target, _) in enumerate(drawn)],
        levels={f"s{number}": now for number, (_, _, now) in enumerate(drawn)},
    )
    found = outlook_on(plan, journey_on(plan)).readiness
    assert 0 <= found.percent <= 60
    wanted = sum(weight * target for weight, target, _ in drawn)
    reached = sum(weight * min(now, target) for weight, target, now in drawn)
    assert (
        found.skills_percent == (100 * reached // wanted if wanted else 100)
        or wanted * found.skills_percent < 100 * reached
    )
    assert abs(found.percent - 0.6 * (100 * reached / wanted if wanted else 100)) <= 1
