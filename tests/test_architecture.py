"""The shape of the house: which way imports run, who may ask the clock, how large things grow.

Reads the sources only, so that it runs wherever the tests do; the import contracts of `.importlinter` say the same.
"""

import ast
import configparser
import re
import subprocess
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PACKAGE = ROOT / "planner"
SOURCES = sorted(PACKAGE.rglob("*.py"))
# From the top down; what stands on one line never imports its neighbours.
LAYERS = (
    ("__main__",),
    ("tui", "cli", "web"),
    ("demo",),
    ("session", "exchange", "checkup", "safekeeping", "settings_file"),
    ("recall",),
    ("reports", "store", "catalog", "settings"),
    ("core",),
    ("errors", "light"),
)
HEIGHT = {part: -place for place, parts in enumerate(LAYERS) for part in parts}
ONLY_IN = {"tinydb": {"store"}, "textual": {"tui"}, "rich": {"tui"}, "aiohttp": {"web"}, "textual_serve": {"web"}}
CLOCK = {"today", "now", "utcnow", "time", "time_ns", "localtime", "gmtime"}
MOST_METHODS = 25
MOST_FUNCTION_LINES = 60
MOST_FILE_LINES = 350
TOP_LEVEL = {"planner", "plans", "tests", "pyproject.toml", "README.md", "LICENSE"}


def name_of(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


every_source = pytest.mark.parametrize("path", SOURCES, ids=name_of)


@cache
def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


def part_of(path: Path) -> str:
    """The part of the package that a file belongs to: `core`, `session`, ...; empty for the package's own file."""
    first = path.relative_to(PACKAGE).parts[0].removesuffix(".py")
    return "" if first == "__init__" else first


def imports(path: Path) -> Iterator[str]:
    """Full names of everything that a file imports, inside functions too."""
    package = ["planner", *path.relative_to(PACKAGE).parts[:-1]]
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            base = package[: len(package) - node.level + 1] if node.level else []
            module = ".".join([*base, *([node.module] if node.module else [])])
            yield from (f"{module}.{alias.name}" for alias in node.names)


def parts_imported(path: Path) -> set[str]:
    """The parts of the planner that a file imports."""
    names = [each.split(".") for each in imports(path)]
    return {each[1] for each in names if each[0] == "planner" and len(each) > 1 and each[1] in HEIGHT}


def test_the_sources_are_found() -> None:
    assert {part_of(path) for path in SOURCES} - {""} <= set(HEIGHT)
    assert {"core", "catalog", "store", "cli", "tui", "session", "errors"} <= {part_of(path) for path in SOURCES}
    assert parts_imported(PACKAGE / "session.py") == {
        "catalog",
        "core",
        "errors",
        "recall",
        "reports",
        "settings",
        "store",
    }


@every_source
def test_imports_run_one_way(path: Path) -> None:
    own = part_of(path)
    if not own:
        assert not parts_imported(path), "the package itself imports nothing"
        return
    for other in parts_imported(path) - {own}:
        assert HEIGHT[other] < HEIGHT[own], f"{own} may not import {other}"


@every_source
def test_third_parties_stay_where_they_belong(path: Path) -> None:
    for each in imports(path):
        package = each.split(".")[0]
        assert part_of(path) in ONLY_IN.get(package, {part_of(path)}), f"{package} belongs to {ONLY_IN[package]}"


@every_source
def test_the_core_is_pure(path: Path) -> None:
    if part_of(path) not in ("core", "errors"):
        return
    allowed = {*sys.stdlib_module_names, "dateutil", "msgspec", "planner"}
    assert {each.split(".")[0] for each in imports(path)} <= allowed


def test_the_contracts_name_the_same_layers() -> None:
    contracts = configparser.ConfigParser()
    contracts.read(ROOT / ".importlinter")
    lines = contracts["importlinter:contract:layers"]["layers"].split("\n")
    written = [
        tuple(part.strip().removeprefix("planner.") for part in line.split("|")) for line in lines if line.strip()
    ]
    assert [set(layer) for layer in written] == [set(layer) for layer in LAYERS]


@every_source
def test_only_the_composition_root_asks_clock_and_environment(path: Path) -> None:
    if path.name == "__main__.py":
        return
    for node in ast.walk(tree(path)):
        if not isinstance(node, ast.Attribute):
            continue
        owner = ast.unparse(node.value).split(".")[-1]
        asks_clock = owner in ("date", "datetime", "time") and node.attr in CLOCK
        asks_environment = owner == "os" and node.attr in ("environ", "environb", "getenv")
        assert not asks_clock, f"line {node.lineno} asks the clock"
        assert not asks_environment, f"line {node.lineno} reads the environment"
    aliased = {"time.time", "time.time_ns", "os.environ", "os.getenv", "time.localtime", "time.gmtime"}
    assert not aliased & set(imports(path))


@every_source
def test_nothing_outgrows_one_subject(path: Path) -> None:
    assert len(path.read_text(encoding="utf-8").splitlines()) <= MOST_FILE_LINES
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            assert (node.end_lineno or 0) - node.lineno + 1 <= MOST_FUNCTION_LINES, node.name
        if isinstance(node, ast.ClassDef):
            methods = [each for each in node.body if isinstance(each, ast.FunctionDef | ast.AsyncFunctionDef)]
            assert len(methods) <= MOST_METHODS, node.name


@every_source
def test_a_file_says_what_it_is_for(path: Path) -> None:
    assert path.name not in ("utils.py", "helpers.py", "misc.py", "common.py")
    assert ast.get_docstring(tree(path)), "a module begins with what lives in it"


def test_nothing_is_left_for_later() -> None:
    left = re.compile(r"\b(TO" + r"DO|FIX" + r"ME|XXX)\b")
    files = [path for path in PACKAGE.rglob("*") if path.suffix in (".py", ".tcss", ".toml")]
    assert [name_of(path) for path in files if left.search(path.read_text(encoding="utf-8"))] == []


def test_the_top_level_stays_as_small_as_it_is() -> None:
    if (ROOT / ".git").exists():
        command = ["git", "ls-files", "--cached", "--others", "--exclude-standard"]
        listed = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout
        top = {line.split("/")[0].strip('"') for line in listed.splitlines()}
    else:
        made = {"build", "dist", "venv", "env", "PKG-INFO"}
        top = {each.name for each in ROOT.iterdir() if each.name not in made and each.suffix != ".egg-info"}
    assert {each for each in top if not each.startswith(".")} == TOP_LEVEL
