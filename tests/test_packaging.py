"""What people install: the wheel and the sdist hold what they should, and find the plans wherever they are put.

Everything is built offline with the tools of the running environment; the checkout itself is what all other tests use.
"""

import os
import shutil
import subprocess
import sys
import sysconfig
import tarfile
import zipfile
from pathlib import Path

import pytest

from planner import catalog

ROOT = Path(__file__).parents[1]
SHIPPED = ("marketing", "newcomer", "project-management", "ux")
# Run far from the checkout: what is imported has to come from the folder it was installed in.
PROBE = """
import sys
from pathlib import Path
import planner
from planner import catalog
home = Path(sys.argv[1]).resolve()
assert Path(planner.__file__).resolve().is_relative_to(home), planner.__file__
plans = catalog.plans_dir()
assert plans.resolve().is_relative_to(home), plans
found = catalog.available([plans])
assert all(each.error is None for each in found), found
for each in found:
    plan = catalog.load(each.id, [plans])
    assert catalog.load_library(plan, [plans]).resources
print(*[each.id for each in found])
"""


def run(*command: str | Path, cwd: Path, **variables: str) -> str:
    """The output of a command, which has to succeed."""
    ended = subprocess.run(
        [str(each) for each in command],
        cwd=cwd,
        env={**os.environ, "PIP_DISABLE_PIP_VERSION_CHECK": "1", **variables},
        capture_output=True,
        text=True,
        check=False,
    )
    assert ended.returncode == 0, ended.stdout + ended.stderr
    return ended.stdout


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with an sdist made from a copy of the checkout, and a wheel made from that sdist."""
    work = tmp_path_factory.mktemp("build")
    source = work / "source"
    source.mkdir()
    for name in ("planner", "plans", "tests"):
        shutil.copytree(ROOT / name, source / name, ignore=shutil.ignore_patterns("__pycache__", "*.actual.*"))
    for name in ("pyproject.toml", "README.md", "LICENSE", ".importlinter", ".gitignore"):
        shutil.copy2(ROOT / name, source / name)
    run(sys.executable, "-m", "build", "--no-isolation", "--outdir", work / "dist", source, cwd=work)
    return work / "dist"


def the_only(folder: Path, pattern: str) -> Path:
    (found,) = folder.glob(pattern)
    return found


def test_the_wheel_holds_program_and_plans_and_nothing_else(built: Path) -> None:
    with zipfile.ZipFile(the_only(built, "*.whl")) as wheel:
        names = set(wheel.namelist())
        metadata = next(name for name in names if name.endswith("/METADATA"))
        described = wheel.read(metadata).decode()
        commands = wheel.read(metadata.replace("METADATA", "entry_points.txt")).decode()
    plans = {
        f"planner/plans/{path.relative_to(ROOT / 'plans').as_posix()}" for path in (ROOT / "plans").rglob("*.toml")
    }
    assert plans <= names
    assert len(plans) > len(SHIPPED)
    sources = {path.relative_to(ROOT).as_posix() for path in (ROOT / "planner").rglob("*.py")}
    kinds = {".tcss", ".css", ".typ"}
    beside = {path.relative_to(ROOT).as_posix() for path in (ROOT / "planner").rglob("*") if path.suffix in kinds}
    beside |= {path.relative_to(ROOT).as_posix() for path in (ROOT / "planner/web/assets").iterdir()}
    assert sources | beside <= names
    assert {name.split("/")[0] for name in names} == {"planner", metadata.split("/")[0]}
    assert not [name for name in names if name.endswith(".pyc") or "test" in name]
    assert any(name.endswith("licenses/LICENSE") for name in names)
    assert "Requires-Dist: python-dateutil<5,>=4" in described
    assert "planner = planner.__main__:main" in commands


def test_the_sdist_holds_what_is_needed_to_build_and_test(built: Path) -> None:
    with tarfile.open(the_only(built, "*.tar.gz")) as sdist:
        names = {name.split("/", 1)[1] for name in sdist.getnames() if "/" in name}
    wanted = {"README.md", "LICENSE", "pyproject.toml", ".importlinter", "plans/marketing.toml",
              "plans/product-manager/skills.toml", "planner/__main__.py", "tests/test_packaging.py",
              "tests/core/test_schedule.py"}  # fmt: skip
    assert wanted <= names
    assert not [name for name in names if "__pycache__" in name]


@pytest.mark.parametrize("pattern", ["*.whl", "*.tar.gz"])
def test_an_installed_planner_finds_its_plans_from_anywhere(built: Path, tmp_path: Path, pattern: str) -> None:
    home = tmp_path / "home"
    run(sys.executable, "-m", "pip", "install", "--quiet", "--no-deps", "--no-index", "--no-build-isolation",
        "--target", home, the_only(built, pattern), cwd=tmp_path)  # fmt: skip
    libraries = os.pathsep.join([str(home), sysconfig.get_path("purelib"), sysconfig.get_path("platlib")])
    elsewhere = Path(tmp_path.anchor)
    # Isolated from the checkout: -S leaves out .pth files, with which an editable install would lead back to it.
    told = run(sys.executable, "-S", "-P", "-W", "error", "-c", PROBE, home, cwd=elsewhere, PYTHONPATH=libraries)
    assert tuple(told.split()) == SHIPPED
    shown = run(sys.executable, "-S", "-P", "-m", "planner", "--help", cwd=elsewhere, PYTHONPATH=libraries)
    assert "planner" in shown


def test_the_checkout_uses_its_own_plans() -> None:
    assert catalog.plans_dir() == ROOT / "plans"
