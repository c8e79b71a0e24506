"""The bounds on a plan from both sides: what is just within is sound, one more is a mistake that is named."""

import tomllib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from planner import catalog
from planner.core.bounds import (
    DEEPEST_KEY,
    LARGEST_PLAN,
    MOST_ENTRIES,
    MOST_HOURS,
    MOST_MILESTONES,
    MOST_PARTS,
    MOST_PROBLEMS,
    MOST_REQUIRED,
    MOST_SHARED,
    MOST_WEEKS,
)
from planner.core.text import LONGEST_LINE, LONGEST_TEXT
from planner.errors import Unreadable

from .conftest import FILES, REST, Kitchen
from .writing import toml

Document = dict[str, Any]
Files = dict[str, Document]
PLAN, SHARED = "eater.toml", "cook/milestones.toml"


@pytest.fixture
def kitchen(tmp_path: Path) -> Kitchen:
    return Kitchen(tmp_path, FILES | REST)


def written(kitchen: Kitchen, change: Callable[[Files], None]) -> list[str]:
    """Every mistake in the small plan once it was changed."""
    files = {name: tomllib.loads(text) for name, text in (FILES | REST).items()}
    change(files)
    for name, document in files.items():
        (kitchen.folder / name).write_text(toml(document), encoding="utf-8")
    return kitchen.problems()


def copies(part: Document, count: int, **fields: Any) -> list[Document]:
    """So many of one part, each with an id of its own."""
    return [{**part, **fields, "id": f"copy-{number}"} for number in range(count)]


def own_milestones(files: Files, count: int, *, phases: int = 1) -> None:
    """As many milestones of the plan's own as make `count` in all, listed in the first phase or in both."""
    plan = files[PLAN]
    new = copies(plan["milestone"][0], count - 4)
    for number, milestone in enumerate(new):
        phase = plan["phase"][number % phases]
        milestone["phase"] = phase["id"]
        phase["milestones"].append(milestone["id"])
    plan["milestone"] += new


def shared_milestones(files: Files, count: int) -> None:
    files[SHARED]["milestone"] += copies(files[SHARED]["milestone"][0], count - 3)


def own_and_shared(files: Files, count: int) -> None:
    """Half of them shared, half the plan's own."""
    own_milestones(files, count // 2, phases=2)
    new = copies(files[SHARED]["milestone"][2], count - count // 2)
    for milestone in new:
        milestone["id"] = milestone["id"].replace("copy", "shared")
    files[SHARED]["milestone"] += new
    files[PLAN]["phase"][1]["milestones"] += [milestone["id"] for milestone in new]


def required(files: Files, count: int) -> None:
    """A milestone that requires so many others."""
    own_milestones(files, count + 4)
    files[PLAN]["milestone"][0]["requires"] = [f"copy-{number}" for number in range(count)]


def also_required(files: Files, count: int) -> None:
    own_milestones(files, count + 4)
    files[PLAN]["route"][1]["also_requires"] = {"serve-dinner": [f"copy-{number}" for number in range(count)]}


def phases(files: Files, count: int) -> None:
    own_milestones(files, count + 2)
    moved = files[PLAN]["phase"][0]["milestones"][3:]
    del files[PLAN]["phase"][0]["milestones"][3:]
    for number, milestone in enumerate(moved):
        phase = {"id": f"p{number}", "title": "P", "outcome": "O", "milestones": [milestone]}
        files[PLAN]["phase"].append(phase)
        files[PLAN]["milestone"][number + 1]["phase"] = phase["id"]


def effort(files: Files, high: float) -> None:
    files[PLAN]["milestone"][0]["effort"] = {"low": 1, "likely": high, "high": high}


def field(name: str, key: str, make: Callable[[int], Any]) -> Callable[[Files, int], None]:
    """Sets one field of the first part of a kind."""

    def change(files: Files, count: int) -> None:
        files[name][key][0] |= make(count)

    return change


def part(name: str, key: str) -> Callable[[Files, int], None]:
    """Makes so many of one kind."""

    def change(files: Files, count: int) -> None:
        parts = files[name][key]
        parts += copies(parts[-1], count - len(parts))

    return change


def lines(key: str) -> Callable[[Files, int], None]:
    return field(PLAN, "milestone", lambda count: {key: [f"line {number}" for number in range(count)]})


def variants(files: Files, count: int) -> None:
    files[PLAN]["role"]["variant"] = copies(files[PLAN]["role"]["variant"][0], count)


CASES = [
    pytest.param(own_milestones, MOST_MILESTONES, "phase", id="milestones in one phase"),
    pytest.param(own_and_shared, MOST_MILESTONES, "phase", id="milestones of both kinds"),
    pytest.param(shared_milestones, MOST_SHARED, "milestone", id="shared milestones"),
    pytest.param(required, MOST_REQUIRED, "milestone.own-knife.requires", id="requirements"),
    pytest.param(also_required, MOST_REQUIRED, "route.fast.also_requires.serve-dinner", id="requirements of a route"),
    pytest.param(phases, MOST_PARTS, "phase", id="phases"),
    pytest.param(part(PLAN, "route"), MOST_PARTS, "route", id="routes"),
    pytest.param(variants, MOST_PARTS, "role.variant", id="variants"),
    pytest.param(lines("steps"), MOST_PARTS, "milestone.own-knife.steps", id="steps"),
    pytest.param(
        field(PLAN, "milestone", lambda count: {"was": [f"old-{number}" for number in range(count)]}),
        MOST_PARTS,
        "milestone.own-knife.was",
        id="old ids",
    ),
    pytest.param(part("cook/habits.toml", "habit"), MOST_SHARED, "habit", id="habits"),
    pytest.param(part("cook/gates.toml", "gate"), MOST_SHARED, "gate", id="gates"),
    pytest.param(part("cook/gates.toml", "counter"), MOST_SHARED, "counter", id="counters"),
    pytest.param(part("cook/gates.toml", "diagnosis"), MOST_SHARED, "diagnosis", id="diagnoses"),
    pytest.param(part("cook/resources.toml", "resource"), MOST_ENTRIES, "resource", id="resources"),
    pytest.param(part("cook/questions.toml", "question"), MOST_ENTRIES, "question", id="questions"),
    pytest.param(effort, MOST_HOURS, "milestone.own-knife.effort.likely", id="effort"),
    pytest.param(
        field(PLAN, "milestone", lambda weeks: {"elapsed_weeks": weeks}),
        MOST_WEEKS,
        "milestone.own-knife.elapsed_weeks",
        id="waiting",
    ),
    pytest.param(
        field(PLAN, "milestone", lambda count: {"title": "x" * count}),
        LONGEST_LINE,
        "milestone.own-knife.title",
        id="a line",
    ),
    pytest.param(
        field(PLAN, "milestone", lambda count: {"why": "x" * count}),
        LONGEST_TEXT,
        "milestone.own-knife.why",
        id="a text",
    ),
]


@pytest.mark.parametrize(("change", "most", "key"), CASES)
def test_a_bound(kitchen: Kitchen, change: Callable[[Files, float], None], most: float, key: str) -> None:
    assert written(kitchen, lambda files: change(files, most)) == []
    problems = written(kitchen, lambda files: change(files, most + 1))
    assert any(one.startswith(f"{key}: ") and "expected" in one for one in problems), problems[:5]
    assert any(f"{most:g}" in one for one in problems), problems[:5]


def test_skills_are_bounded(kitchen: Kitchen) -> None:
    """Skills need levels, so more of them change two files."""

    def change(files: Files, count: int) -> None:
        part("cook/skills.toml", "skill")(files, count)
        for skill in files["cook/skills.toml"]["skill"]:
            files[PLAN]["role"]["levels"][skill["id"]] = 0

    assert written(kitchen, lambda files: change(files, MOST_SHARED)) == []
    assert f"skill: it has {MOST_SHARED + 1} entries, expected at most {MOST_SHARED}" in written(
        kitchen, lambda files: change(files, MOST_SHARED + 1)
    )


def test_bytes_are_bounded(kitchen: Kitchen) -> None:
    rest = sum(len(text.encode()) for text in (FILES | REST).values())
    kitchen.plan.write_text(FILES[PLAN] + "#" * (LARGEST_PLAN - rest), encoding="utf-8")
    assert kitchen.problems() == []
    kitchen.plan.write_text(FILES[PLAN] + "#" * (LARGEST_PLAN - rest + 1), encoding="utf-8")
    with pytest.raises(Unreadable, match="larger than 1 MB, together with"):
        kitchen.problems()
    kitchen.plan.write_text("#" * (LARGEST_PLAN + 1), encoding="utf-8")
    with pytest.raises(Unreadable, match=r"eater\.toml is larger than 1 MB; a plan is smaller"):
        kitchen.problems()


def test_keys_are_bounded(kitchen: Kitchen) -> None:
    kitchen.change(PLAN, "format = 1", "format = 1\n" + ".".join("a" * DEEPEST_KEY) + " = 1")
    assert kitchen.problems() == ["a: unknown key, expected one of " + kitchen.problems()[0].split("one of ")[1]]
    kitchen.change(PLAN, "a.a", "a.a.a")
    assert kitchen.problems() == [f"line 2: the key has too many parts, expected at most {DEEPEST_KEY}"]


def test_what_is_listed_is_bounded(kitchen: Kitchen) -> None:
    kitchen.change(
        PLAN, "format = 1", "format = 1\n" + "".join(f"x{number} = 1\n" for number in range(MOST_PROBLEMS - 1))
    )
    assert len(kitchen.problems()) == MOST_PROBLEMS - 1
    kitchen.change(PLAN, "format = 1", "format = 1\ny = 1\nz = 1")
    problems = kitchen.problems()
    assert len(problems) == MOST_PROBLEMS
    assert problems[-1] == f"and more: only the first {MOST_PROBLEMS - 1} mistakes are listed"


def test_the_shipped_plans_are_far_within() -> None:
    shipped = catalog.plans_dir()
    for path in shipped.glob("*.toml"):
        plan = catalog.load(path, [shipped])
        assert len(plan.milestones) * 4 < MOST_MILESTONES
        assert max(len(each.requires) for each in plan.milestones.values()) * 4 < MOST_REQUIRED
        assert max(len(each.steps) for each in plan.milestones.values()) * 4 < MOST_PARTS
    assert sum(path.stat().st_size for path in shipped.rglob("*.toml")) * 4 < LARGEST_PLAN
