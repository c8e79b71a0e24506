"""The shipped plans are sound and complete, and every route of each is a way that leads somewhere."""

import tomllib
from collections import Counter
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from planner import catalog
from planner.core.graph import cycle
from planner.core.library import Library
from planner.core.plan import Aim, Milestone, Plan, Route
from planner.core.text import has_controls

FOLDERS = [catalog.plans_dir()]
DESTINATION = FOLDERS[0] / "product-manager"
IDS = ("marketing", "newcomer", "project-management", "ux")
LAST = {"evaluate-offer", "ninety-day-plan", "learning-rhythm"}
PHASES = ["aim", "foundations", "bridge", "proof", "network", "story", "interview", "search", "land"]


@cache
def plan_of(plan_id: str) -> Plan:
    return catalog.load(plan_id, FOLDERS)


@cache
def library() -> Library:
    return catalog.load_library(plan_of("marketing"), FOLDERS)


def written(path: Path) -> dict[str, Any]:
    return tomllib.loads(path.read_text(encoding="utf-8"))


def on_route(plan: Plan, route: Route) -> dict[str, Milestone]:
    return {one: milestone for one, milestone in plan.milestones.items() if one not in route.drops}


ROUTES = [(plan_id, route.id) for plan_id in IDS for route in plan_of(plan_id).routes]


def test_four_plans_are_offered() -> None:
    found = catalog.available(FOLDERS)
    assert [(summary.id, summary.error) for summary in found] == [(plan_id, None) for plan_id in IDS]
    assert {summary.leads_to for summary in found} == {"product-manager"}


@pytest.mark.parametrize("plan_id", IDS)
def test_a_shipped_plan_has_no_mistakes(plan_id: str) -> None:
    assert catalog.check(FOLDERS[0] / f"{plan_id}.toml", FOLDERS) == []


@pytest.mark.parametrize("plan_id", IDS)
def test_a_plan_is_whole(plan_id: str) -> None:
    plan = plan_of(plan_id)
    assert plan.version == "2026.1"
    assert [phase.id for phase in plan.phases] == PHASES
    assert len(plan.routes) == 4
    assert len(plan.role.levels) == 16
    assert len(plan.role.variants) == 4
    assert len(plan.role.strengths) >= 3
    assert len(plan.role.watch_outs) == 4
    assert plan.aim is (Aim.ASSOCIATE if plan_id == "newcomer" else Aim.ENTRY)


def test_numbers_of_the_plans() -> None:
    assert {one: len(plan_of(one).milestones) for one in IDS} == {
        "marketing": 45,
        "newcomer": 44,
        "project-management": 45,
        "ux": 45,
    }
    files = {one: written(FOLDERS[0] / f"{one}.toml") for one in IDS}
    assert {one: len(file["milestone"]) for one, file in files.items()} == {
        "marketing": 3,
        "newcomer": 6,
        "project-management": 3,
        "ux": 4,
    }
    assert {one: len(file["override"]) for one, file in files.items()} == {
        "marketing": 5,
        "newcomer": 7,
        "project-management": 8,
        "ux": 9,
    }


def test_numbers_of_the_destination() -> None:
    destination = plan_of("marketing").destination
    assert len(written(DESTINATION / "milestones.toml")["milestone"]) == 43
    assert Counter(skill.group for skill in destination.skills.values()) == {"core": 6, "craft": 8, "search": 2}
    assert len(destination.habits) == 17
    assert [gate.id for gate in destination.gates] == ["go", "proof", "apply", "interview", "landed"]
    assert [gate.id for gate in destination.gates if gate.readiness] == ["proof", "apply", "interview"]
    assert list(destination.counters) == ["conversations", "numbered-bullets", "mocks", "drills"]
    assert len(destination.diagnoses) == 6
    assert [split.hours for split in destination.splits] == [5, 8, 12]


def test_numbers_of_the_library() -> None:
    found = library()
    assert Counter(resource.kind for resource in found.resources.values()) == {
        "article": 41,
        "book": 17,
        "community": 9,
        "course": 7,
        "tool": 2,
    }
    assert len(found.questions) == 101
    assert len(found.categories) == 10
    assert len(found.rubric) == 5
    assert len(found.resume_pairs) == 44
    assert len(found.resume_rules) == 7
    assert len(found.templates) == 14
    assert sorted(found.openers) == sorted(IDS)
    assert list(catalog.references(plan_of("ux"), FOLDERS)) == [f"R{number}" for number in range(1, 45)]


def test_numbers_per_plan() -> None:
    asked = Counter(plan_id for question in library().questions for plan_id in question.plans)
    assert asked == {**dict.fromkeys(IDS, 5), "engineer": 3, "analyst": 3}
    pairs = Counter(pair.plan for pair in library().resume_pairs)
    assert pairs == {**dict.fromkeys(IDS, 9), "engineer": 4, "analyst": 4}


def test_numbers_of_the_background() -> None:
    later = written(DESTINATION / "later.toml")["later"]
    assert [(each["id"], len(each["milestone"])) for each in later] == [("engineer", 4), ("analyst", 4)]
    hours = written(DESTINATION / "hours.toml")
    tables = ("range", "advice", "source", "sample_week")
    assert [len(hours[table]) for table in tables] == [8, 3, 7, 6]
    weights = written(DESTINATION / "weights.toml")
    assert [len(weights[table]) for table in ("weight", "claim", "emphasis")] == [5, 8, 4]
    assert len(weights["about"]["six_things"]) == 6


def test_sample_weeks_add_up() -> None:
    weeks = written(DESTINATION / "hours.toml")["sample_week"]
    assert [sum(week["minutes"].values()) for week in weeks] == [week["total"] for week in weeks]


def test_ranges_name_plans_and_routes() -> None:
    for each in written(DESTINATION / "hours.toml")["range"]:
        routes = {route.id for route in plan_of(each["plan"]).routes}
        assert set(each["routes"]) <= routes, each["title"]
        for key in ("hours", "months_h5", "months_h8", "months_h12"):
            assert 0 < each[key]["low"] <= each[key]["high"], each["title"]


def test_every_shared_milestone_serves_a_plan() -> None:
    used = {one for plan_id in IDS for one in plan_of(plan_id).milestones}
    assert {milestone["id"] for milestone in written(DESTINATION / "milestones.toml")["milestone"]} <= used


def test_milestones_that_the_destination_expects_of_plans_exist() -> None:
    own = {each["id"] for one in IDS for each in written(FOLDERS[0] / f"{one}.toml")["milestone"]}
    assert set(written(DESTINATION / "destination.toml")["plan_milestones"]) <= own


def test_habits_questions_and_pairs_name_plans_that_exist_or_come() -> None:
    known = {*IDS, "engineer", "analyst"}
    named = {one for habit in plan_of("ux").destination.habits for one in habit.plans}
    named |= {one for question in library().questions for one in question.plans}
    named |= {pair.plan for pair in library().resume_pairs}
    assert named == known


def test_every_skill_can_be_built_on_every_plan() -> None:
    for plan_id in IDS:
        built = {skill for milestone in plan_of(plan_id).milestones.values() for skill in milestone.skills}
        assert built == set(plan_of(plan_id).destination.skills), plan_id


def test_every_gate_can_be_passed_on_every_plan() -> None:
    for plan_id in IDS:
        plan = plan_of(plan_id)
        for gate in plan.destination.gates:
            assert set(gate.all_of) <= set(plan.milestones), (plan_id, gate.id)
            assert not gate.any_of or set(gate.any_of) & set(plan.milestones), (plan_id, gate.id)


@pytest.mark.parametrize(("plan_id", "route_id"), ROUTES)
def test_a_route_leads_to_a_job(plan_id: str, route_id: str) -> None:
    plan = plan_of(plan_id)
    route = plan.route(route_id)
    assert route is not None
    kept = on_route(plan, route)
    assert 20 <= len(kept) < len(plan.milestones)
    assert set(kept) >= LAST
    assert list(kept)[-3:] == ["evaluate-offer", "ninety-day-plan", "learning-rhythm"]
    requires = {one: (*each.requires, *route.also_requires.get(one, ())) for one, each in kept.items()}
    assert cycle(requires) is None
    needed = {one for each in requires.values() for one in each}
    assert set(kept) - needed >= {"learning-rhythm"}


@pytest.mark.parametrize(("plan_id", "route_id"), ROUTES)
def test_the_offer_waits_for_work_on_every_route(plan_id: str, route_id: str) -> None:
    plan = plan_of(plan_id)
    route = plan.route(route_id)
    assert route is not None
    kept = on_route(plan, route)
    assert any(one in kept for one in kept["evaluate-offer"].requires)


def test_texts_are_fit_to_show() -> None:
    for path in FOLDERS[0].rglob("*.toml"):
        for key, text in texts(written(path)):
            assert not has_controls(text), (path.name, key)
            assert text.strip(), (path.name, key)
            assert "  " not in text, (path.name, key)


def texts(value: Any, key: str = "") -> Iterator[tuple[str, str]]:
    """Every text in a TOML value with its path."""
    if isinstance(value, dict):
        for name, inner in value.items():
            yield from texts(inner, f"{key}.{name}")
    elif isinstance(value, list):
        for number, inner in enumerate(value, 1):
            yield from texts(inner, f"{key}[{number}]")
    elif isinstance(value, str):
        yield key, value
