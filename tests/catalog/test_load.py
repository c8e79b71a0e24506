"""A sound plan file becomes a Plan: overrides laid over, strangers left out, everything else as written."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from planner import catalog
from planner.catalog import PlanSummary
from planner.catalog.find import destination_folder
from planner.core.plan import Aim, Effort, Kind, Period
from planner.errors import NotFound, Unreadable

from .conftest import Kitchen


def test_a_plan_is_joined(kitchen: Kitchen) -> None:
    plan = catalog.load("eater", [kitchen.folder])
    assert (plan.id, plan.starts_from, plan.leads_to, plan.aim) == ("eater", "eater", "cook", Aim.ENTRY)
    assert list(plan.milestones) == ["read-recipes", "boil-eggs", "own-knife", "serve-dinner"]
    knife = plan.milestones["own-knife"]
    assert (knife.effort, knife.on_the_job, knife.elapsed_weeks) == (Effort(1, 2, 3), 0.5, 1)
    assert (knife.kind, knife.weight, knife.skip_levels) == (Kind.GAP, 4, {"timing": 2})
    assert plan.role.levels_of("gourmet") == {"tasting": 3, "timing": 0}
    fast = plan.route("fast")
    assert fast is not None
    assert fast.drops == {"own-knife"}
    assert fast.also_requires == {"serve-dinner": ("read-recipes",)}


def test_an_override_replaces_only_its_fields(kitchen: Kitchen) -> None:
    eggs = catalog.load("eater", [kitchen.folder]).milestones["boil-eggs"]
    assert (eggs.why, eggs.weight) == ("You only ever ate them.", 5)
    assert (eggs.title, eggs.effort) == ("Boil eggs", Effort(1, 1, 2))


def test_requirements_of_other_plans_are_left_out(kitchen: Kitchen) -> None:
    plan = catalog.load("eater", [kitchen.folder])
    assert plan.milestones["boil-eggs"].requires == ("read-recipes",)
    assert plan.milestones["serve-dinner"].waived_by == ()


def test_a_shared_milestone_that_no_phase_lists_is_left_out(kitchen: Kitchen) -> None:
    kitchen.change("eater.toml", '"boil-eggs", ', "")
    kitchen.change("eater.toml", '[override.boil-eggs]\nwhy = "You only ever ate them."\nweight = 5\n', "")
    plan = catalog.load("eater", [kitchen.folder])
    assert "boil-eggs" not in plan.milestones
    assert plan.milestones["serve-dinner"].requires == ("read-recipes",)


def test_the_destination_is_as_written(kitchen: Kitchen) -> None:
    destination = catalog.load("eater", [kitchen.folder]).destination
    (habit,) = destination.habits
    assert (habit.per, habit.count, habit.count_search) == (Period.WEEK, {5: 1, 8: 2, 12: 3}, None)
    (gate,) = destination.gates
    assert (gate.all_of, gate.any_of, gate.minimum, gate.readiness) == (("boil-eggs",), ("guest",), {"tastes": 3}, True)
    assert destination.counters["tastes"].milestones == {"read-recipes": 10}
    assert destination.splits[0].late == {"learn": 0, "do": 100}
    assert destination.skills["timing"].anchors[4] == "Strong."


def test_the_library_is_read_apart(kitchen: Kitchen) -> None:
    plan = catalog.load(kitchen.plan, [])
    library = catalog.load_library(plan, [], kitchen.plan)
    assert library.resources["book"].title == "A book"
    assert catalog.references(plan, [kitchen.folder]) == {"R1": "A survey: People eat. (grade B)"}
    with pytest.raises(NotFound, match="'cook'"):
        catalog.load_library(plan, [])


def test_a_broken_library_says_so(kitchen: Kitchen) -> None:
    plan = catalog.load(kitchen.plan, [])
    kitchen.change("cook/resources.toml", '"paid"', '"cheap"')
    with pytest.raises(catalog.PlanProblems, match=r"resource\.book\.cost: it is 'cheap', expected one of free, paid"):
        catalog.load_library(plan, [kitchen.folder])


def test_an_unknown_id_suggests_the_nearest(kitchen: Kitchen) -> None:
    with pytest.raises(NotFound, match=r"There is no plan 'eatr', did you mean 'eater'\?"):
        catalog.load("eatr", [kitchen.folder])
    with pytest.raises(NotFound, match=r"There is no plan 'dancer'; see: planner plans"):
        catalog.load("dancer", [kitchen.folder])


def test_a_plan_is_found_by_its_id_whatever_its_file_is_called(kitchen: Kitchen) -> None:
    kitchen.plan.rename(kitchen.folder / "other.toml")
    assert catalog.load("eater", [kitchen.folder]).id == "eater"
    with pytest.raises(NotFound):
        catalog.load("other", [kitchen.folder])


def test_earlier_folders_win(kitchen: Kitchen, tmp_path: Path) -> None:
    (tmp_path / "mine").mkdir()
    other = tmp_path / "mine" / "eater.toml"
    other.write_text(kitchen.files["eater.toml"].replace('version = "1"', 'version = "2"'), encoding="utf-8")
    assert catalog.load("eater", [kitchen.folder, other.parent]).version == "1"
    assert catalog.load("eater", [other.parent, kitchen.folder]).version == "2"


def test_ids_never_leave_the_folders(kitchen: Kitchen) -> None:
    inner = kitchen.folder / "inner"
    inner.mkdir()
    for reference in ("..", "../eater", "inner/../eater", "..\\eater", str(kitchen.folder / "eater")):
        with pytest.raises(NotFound):
            catalog.load(reference, [inner])


@pytest.mark.parametrize("content", [b"\xff\xfe", b"title = '\xe9'"])
def test_what_is_not_utf_8_is_unreadable(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "plan.toml"
    path.write_bytes(b"# fine\n" + content)
    with pytest.raises(Unreadable, match=r"is not UTF-8 text \(line 2\)"):
        catalog.load(path, [])


def test_a_byte_order_mark_and_windows_lines_are_fine(kitchen: Kitchen) -> None:
    kitchen.plan.write_bytes(b"\xef\xbb\xbf" + kitchen.files["eater.toml"].replace("\n", "\r\n").encode())
    assert catalog.load("eater", [kitchen.folder]).id == "eater"


def test_folders_devices_and_pipes_are_unreadable(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe.toml"
    os.mkfifo(pipe)
    for path in (tmp_path, pipe, Path(os.devnull)):
        with pytest.raises(Unreadable, match="is not a file"):
            catalog.load(path, [])
    with pytest.raises(Unreadable, match="cannot be read"):
        catalog.load("a\0b.toml", [])


def test_available_lists_sound_and_broken_files(kitchen: Kitchen) -> None:
    broken = kitchen.folder / "broken.toml"
    broken.write_text('id = "half"\nformat = ', encoding="utf-8")
    copy = kitchen.folder / "zcopy.toml"
    copy.write_text(kitchen.files["eater.toml"], encoding="utf-8")
    nowhere = kitchen.folder / "nowhere"
    found = catalog.available([kitchen.folder, nowhere])
    assert [(summary.id, summary.path) for summary in found] == [
        ("eater", kitchen.plan),
        ("eater", copy),
        ("half", broken),
    ]
    sound, taken, half = found
    assert sound == PlanSummary("eater", "Eater to cook", "eater", "cook", "You will cook.", kitchen.plan)
    assert taken.error == f"The id 'eater' is that of {kitchen.plan} already; give it another."
    assert half.title == "broken"
    assert "end of file: this is not TOML: Invalid value" in str(half.error)


def test_available_names_a_broken_destination_for_each_plan(kitchen: Kitchen) -> None:
    kitchen.change("cook/skills.toml", "weight = 2", "weight = 9")
    (kitchen.folder / "second.toml").write_text(kitchen.files["eater.toml"].replace('"eater"', '"second"', 1))
    errors = [summary.error or "" for summary in catalog.available([kitchen.folder])]
    assert [error.count("skill.tasting.weight: it is 9") for error in errors] == [1, 1]


def test_loading_pays_for_nothing_else() -> None:
    """Each of these costs more than reading the plan; `planner next` must not import them through the catalog."""
    code = (
        "import sys; from planner import catalog; catalog.load('marketing', [catalog.plans_dir()]);"
        "print([name for name in ('difflib', 'importlib.resources', 'textual', 'tinydb', 'dateutil',"
        " 'platformdirs', 'planner.core.library', 'planner.catalog.shelf') if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def package_copy(folder: Path) -> Path:
    """The catalog and what it stands on, copied as a wheel would install them; the plans are left out."""
    package = Path(catalog.__file__).parent.parent
    for name in ("core", "catalog"):
        shutil.copytree(package / name, folder / "planner" / name)
    for name in ("__init__.py", "errors.py"):
        shutil.copy(package / name, folder / "planner" / name)
    return folder / "planner"


def test_the_shipped_plans_are_found_inside_the_package_of_a_wheel(tmp_path: Path) -> None:
    package = package_copy(tmp_path)
    code = "from planner import catalog; print(catalog.plans_dir())"
    environment = {"PYTHONPATH": str(tmp_path)}
    without = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, cwd="/", env=environment)
    assert "NotFound: The shipped plans are neither in" in without.stderr
    shutil.copytree(catalog.plans_dir(), package / "plans")
    found = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, cwd="/", env=environment)
    assert found.stdout.strip() == str(package / "plans")


def test_the_environment_is_not_read(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("PLANNER_PLANS", str(tmp_path))
    folder = catalog.plans_dir()
    assert (folder / "product-manager" / "destination.toml").is_file()
    assert folder != tmp_path


def test_only_the_head_of_a_file_gives_its_id(kitchen: Kitchen) -> None:
    kitchen.change("eater.toml", 'id = "eater"\n', "")
    for reference in ("learn", "own-knife", "eater"):
        with pytest.raises(NotFound):
            catalog.load(reference, [kitchen.folder])


def test_a_destination_is_a_plain_name() -> None:
    folder = catalog.plans_dir()
    assert destination_folder("product-manager", [folder]) == folder / "product-manager"
    assert destination_folder("../plans/product-manager", [folder]) is None
    assert destination_folder(str(folder / "product-manager"), [folder]) is None
