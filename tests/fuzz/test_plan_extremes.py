"""Plans that are sound and as extreme as the bounds allow: whoever plans with them must get an answer all the same."""

import random
import tomllib
from pathlib import Path
from typing import Any

import pytest

from planner.core.bounds import MOST_HOURS, MOST_MILESTONES, MOST_REQUIRED, MOST_WEEKS
from planner.core.plan import HIGHEST_LEVEL
from tests.catalog.conftest import FILES, REST, Kitchen
from tests.catalog.writing import toml
from tests.cli.conftest import Planner
from tests.fuzz.plans import LOOKING, lived_with, told_of

HOURS = (5e-324, 1e-9, 0.01, 1.0, 40.0, MOST_HOURS)
WAITS = (0.0, 1e-9, 0.1, 1.0, 52.0, MOST_WEEKS)
SHARES = (0.0, 1e-9, 0.5, 0.999999999, 1.0)
KINDS = ("core", "gap", "optional")


def extreme(dice: random.Random) -> dict[str, dict[str, Any]]:
    """The small plan with every number drawn from the ends of its range."""
    files: dict[str, dict[str, Any]] = {name: tomllib.loads(text) for name, text in (FILES | REST).items()}
    plan = files["eater.toml"]
    skills = [skill["id"] for skill in files["cook/skills.toml"]["skill"]]
    before: list[str] = []
    for each in [*files["cook/milestones.toml"]["milestone"], *plan["milestone"]]:
        low, likely, high = sorted(dice.choice(HOURS) for _ in range(3))
        each |= {"effort": {"low": low, "likely": likely, "high": high}, "elapsed_weeks": dice.choice(WAITS)}
        each |= {"on_the_job": dice.choice(SHARES), "weight": dice.choice((1, 5)), "kind": dice.choice(KINDS)}
        each |= {"requires": [one for one in before if dice.random() < 0.5], "skills": {dice.choice(skills): 3}}
        each |= {"skip_levels": {dice.choice(skills): dice.choice((0, HIGHEST_LEVEL))}}
        before.append(each["id"])
    for habit in files["cook/habits.toml"]["habit"]:
        habit |= {
            "minutes": dice.choice((1, 24 * 60)),
            "priority": dice.choice((1, 4)),
            "own_hours": dice.random() < 0.5,
        }
        habit |= {"count": {pace: dice.choice((0, 50)) for pace in ("h5", "h8", "h12")}}
        habit |= {"per": dice.choice(("week", "month"))}
    plan["role"]["levels"] = {skill: dice.choice((0, HIGHEST_LEVEL)) for skill in skills}
    plan["route"][0]["drops"] = [one for one in before if dice.random() < 0.2][:3]
    return files


def test_extreme_plans(tmp_path: Path, planner: Planner, data_file: Path, request: pytest.FixtureRequest) -> None:
    dice, hurt, count = random.Random(4), list[str](), max(4, request.config.getoption("--flips") // 25)
    kitchen = Kitchen(tmp_path / "kitchen", FILES | REST)
    for turn in range(count):
        for name, document in extreme(dice).items():
            (kitchen.folder / name).write_text(toml(document), encoding="utf-8")
        told = told_of(kitchen.plan)
        assert told.refusal == "", f"turn {turn}: {told.refusal}"
        found = [*told.hurt, *lived_with(planner, kitchen.plan, data_file, LOOKING)]
        hurt += [f"turn {turn}: {each}" for each in found]
    print(f"{count} extreme plans lived with")
    assert not hurt, "\n".join(hurt[:20])


def test_the_largest_plan(tmp_path: Path, planner: Planner, data_file: Path) -> None:
    """As many milestones and requirements as there may be, each waiting; one command for each kind of work."""
    kitchen = Kitchen(tmp_path / "kitchen", FILES | REST)
    document = tomllib.loads(FILES["eater.toml"])
    own, ids = document["milestone"][0], [f"m{number}" for number in range(MOST_MILESTONES - 4)]
    for number, one in enumerate(ids):
        needed = ids[max(0, number - MOST_REQUIRED) : number]
        document["milestone"].append(own | {"id": one, "requires": needed, "elapsed_weeks": number % 3})
    document["phase"][0]["milestones"] += ids
    kitchen.plan.write_text(toml(document), encoding="utf-8")
    assert told_of(kitchen.plan) == ("", [])
    assert lived_with(planner, kitchen.plan, data_file, (("list",), ("next",), ("replan",), ("forecast",))) == []
