"""Plan files from strangers: flipped bytes in the shipped ones, hostile values in every place of every file.

Whatever it is, the answer is a plan or sentences with file, key and reason; nothing outside its folder is opened and
nothing is written. `--flips 20000` for a longer campaign. `test_plan_places` has links, pipes and bombs.
"""

import random
import shutil
import tomllib
from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from planner import catalog
from tests.catalog.conftest import FILES, REST, Kitchen
from tests.catalog.writing import toml
from tests.cli.conftest import Planner
from tests.fuzz.plans import LOOKING, lived_with, told_of
from tests.fuzz.test_data_files import places

SHIPPED = catalog.plans_dir()
NAMES = sorted(path.relative_to(SHIPPED).as_posix() for path in SHIPPED.rglob("*.toml"))
NOT_READ = {"hours.toml", "weights.toml"}  # the sources from which the shipped plans are made
SIGNS = b"0123456789\"'{}[]=,:-_.eExXnai#\\\n\t \x00\x1b\x80\xff"
ESCAPES = [
    "\u001b[2J",
    "\u001b]0;x\u0007",
    "\u009b31m",
    "\u202egnp.exe",
    "\u0000",
    "\r",
    "\u2028",
    "\ufeff",
    "\u001bP\u001b\\",
]
PATHS = [
    "../../etc/passwd",
    "/etc/passwd",
    "..",
    ".",
    "~",
    "../secret",
    "file:///etc/passwd",
    "C:\\x",
    "a/b",
    "\\\\h\\s",
]
DEEPEST_PLACE = 12  # or one nest of lists in another would be too deep for the test itself
LOOKALIKES = [
    "r\u0435ad-recipes",
    "\uff43\uff4f\uff4f\uff4b",
    "cook\u200b",
    "COOK",
    "cook ",
    "c\u0301ook",
    "boil\u2011eggs",
]


@pytest.fixture
def small(tmp_path: Path) -> Kitchen:
    """The small plan with every kind of file that a destination may have."""
    return Kitchen(tmp_path / "kitchen", FILES | REST)


def test_the_small_plan_has_every_file_and_is_sound(small: Kitchen) -> None:
    shipped = {Path(name).name for name in NAMES if "/" in name}
    assert {Path(name).name for name in small.files} - {"eater.toml"} == shipped - NOT_READ
    assert told_of(small.plan) == ("", [])


def broken(original: bytes, dice: random.Random) -> bytes:
    """The bytes with a few of them flipped, or a piece moved, left out or doubled."""
    data = bytearray(original)
    start, length = dice.randrange(len(data)), dice.randrange(1, 400)
    match dice.randrange(6):
        case 0:
            for _ in range(dice.randrange(1, 5)):
                data[dice.randrange(len(data))] = dice.randrange(256)
        case 1:
            del data[start : start + length]
        case 2:
            data[start:start] = data[start : start + length]
        case 3:
            del data[start:]
        case 4:
            place = dice.randrange(len(data))
            data[place:place] = data[start : start + length]
        case _:
            for _ in range(dice.randrange(1, 3)):
                data[dice.randrange(len(data))] = dice.choice(SIGNS)
    return bytes(data)


def test_flipped_bytes(tmp_path: Path, planner: Planner, data_file: Path, request: pytest.FixtureRequest) -> None:
    """In every shipped file in turn; what can still be used is lived with now and then."""
    folder = tmp_path / "plans"
    shutil.copytree(SHIPPED, folder)
    dice, usable, lived, hurt = random.Random(3), 0, 0, list[str]()
    names = [name for name in NAMES if Path(name).name not in NOT_READ]
    count = max(request.config.getoption("--flips") // 4, len(names))
    for turn in range(count):
        name = names[turn % len(names)]
        original = (SHIPPED / name).read_bytes()
        (folder / name).write_bytes(broken(original, dice))
        plan = folder / (name if "/" not in name else "marketing.toml")
        told = told_of(plan)
        hurt += [f"turn {turn}, {name}: {each}" for each in told.hurt]
        usable += not told.refusal
        if not told.refusal and usable % 10 == 1:
            lived += 1
            hurt += lived_with(planner, plan, data_file, (dice.choice(LOOKING),))
        (folder / name).write_bytes(original)
    print(f"{count} broken plan files, {usable} of them still usable, {lived} lived with")
    assert not hurt, "\n".join(hurt[:20])
    assert 0 < usable < count
    assert lived


def nested(depth: int) -> Any:
    """Lists in lists."""
    found: Any = []
    for _ in range(depth):
        found = [found]
    return found


texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=20)
scalars = (
    st.sampled_from([0, -1, 1, 10**6, 10**18, 10**400, 10**4200, 2**63, True, False])
    | st.sampled_from([0.0, -0.0, 1e308, -1e308, 5e-324, float("inf"), float("-inf"), float("nan"), 0.1])
    | st.dates()
    | st.datetimes()
    | st.times()
    | st.sampled_from([*ESCAPES, *PATHS, *LOOKALIKES, "", " ", "\n", "x" * 600, "x" * 100_001, "[/bold]", "%s{0}"])
    | texts
)
trees = st.recursive(
    scalars, lambda inner: st.lists(inner, max_size=4) | st.dictionaries(texts, inner, max_size=4), max_leaves=8
)
wide = [nested(50), nested(600), ["a"] * 2_500, list(range(2_500)), {f"k{number}": number for number in range(2_500)}]
values = scalars | trees | st.sampled_from(wide)
names_of_keys = st.sampled_from([*ESCAPES, *PATHS, *LOOKALIKES, "", "x" * 5000, "id", "file", "library", "include"])
documents = {name: tomllib.loads(text) for name, text in (FILES | REST).items()}


def mutated(document: Any, path: tuple[Any, ...], value: Any) -> Any:
    """A copy of a document with one value replaced or one key added."""
    copy = inner = deepcopy(document)
    for key in path[:-1]:
        inner = inner[key]
    inner[path[-1]] = value
    return copy


def test_hostile_values(small: Kitchen, request: pytest.FixtureRequest) -> None:
    """One to three at a time, in place of what a file says and under keys that it should not have."""
    count, seen, usable = request.config.getoption("--flips"), 0, 0

    @settings(max_examples=count, database=None)
    @given(st.data())
    def hold(data: st.DataObject) -> None:
        nonlocal seen, usable
        name = data.draw(st.sampled_from(sorted(documents)))
        document = documents[name]
        for _ in range(data.draw(st.integers(1, 3))):
            path = data.draw(st.sampled_from([path for path in places(document) if len(path) < DEEPEST_PLACE]))
            if isinstance(path[-1], str) and data.draw(st.integers(0, 3)) == 0:
                path = (*path[:-1], data.draw(names_of_keys))
            document = mutated(document, path, data.draw(values))
        (small.folder / name).write_text(toml(document), encoding="utf-8")
        told = told_of(small.plan)
        (small.folder / name).write_text(small.files[name], encoding="utf-8")
        seen, usable = seen + 1, usable + (not told.refusal)
        assert not told.hurt
        assert "is not TOML" not in told.refusal  # or it would not have come as far as the value

    hold()
    print(f"{seen} plans with hostile values, {usable} of them still usable")
    assert usable < seen
