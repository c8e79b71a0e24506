"""A new plan file is sound as it stands, and never replaces anything."""

from pathlib import Path

import pytest

from planner import catalog
from planner.errors import CannotWrite, Refused


def test_the_skeleton_is_sound(tmp_path: Path) -> None:
    path = tmp_path / "mine.toml"
    catalog.write_skeleton(path)
    assert catalog.check(path, [catalog.plans_dir()]) == []
    plan = catalog.load(path, [catalog.plans_dir()])
    assert plan.id == "my-plan"
    assert [route.id for route in plan.routes] == ["standard", "short"]
    assert plan.milestones["my-first-milestone"].effort.expected == pytest.approx(38 / 6)
    assert catalog.load("my-plan", [catalog.plans_dir(), tmp_path]) == plan


def test_an_existing_file_is_left_as_it_is(tmp_path: Path) -> None:
    path = tmp_path / "mine.toml"
    path.write_text("precious", encoding="utf-8")
    with pytest.raises(Refused, match="exists already and was left as it is"):
        catalog.write_skeleton(path)
    assert path.read_text(encoding="utf-8") == "precious"


def test_a_folder_that_is_not_there_cannot_be_written(tmp_path: Path) -> None:
    with pytest.raises(CannotWrite, match="cannot be written"):
        catalog.write_skeleton(tmp_path / "none" / "mine.toml")
