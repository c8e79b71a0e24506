"""Text that would drive a terminal, put wherever text can be: it comes out as pictures of itself, in text and in JSON.

Colour and title sequences, C0 and C1 controls, hyperlinks, text that runs backwards, line ends that are none.
"""

import json
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from planner.cli.directory import GROUPS
from planner.core.text import has_controls, visible
from planner.demo import half_way
from planner.errors import PlannerError
from planner.session import Session, Surroundings
from planner.store.journeys import JourneyFile
from tests.catalog.conftest import FILES, REST, Kitchen
from tests.catalog.writing import toml
from tests.cli.conftest import Answer, Planner
from tests.fuzz.test_data_files import places, with_value

CONTROLS = "".join(map(chr, [*range(1, 9), *range(11, 32), *range(127, 160)]))
HOSTILE = f"\x1b[31mred\x1b]0;title\x07\x1b]8;;http://x\x1b\\link\x9b2J\u202egnp.exe\u2066\u2028\ufeff\r{CONTROLS}end"
NOT_TEXT = {("meta", "plan"), ("journey", "route"), ("journey", "variant"), ("journey", "plan_file")}
"""Names that a plan has to know: with others in them there is no plan to look at, which is tried apart."""
NAMED = ("pm-reality-check", "landing-research")
READING = (
    ("status",),
    ("next",),
    ("list",),
    ("show", NAMED[0]),
    ("forecast",),
    ("report", "--output", "-"),
    ("report", "--output", "-", "--format", "json"),
    ("skills",),
    ("habit",),
    ("replan",),
    ("route",),
    ("history", "--all"),
    ("where",),
    ("settings",),
    ("doctor",),
    ("restore", "--list"),
    ("plans",),
    ("plans", "show", "marketing"),
)
WITHOUT_JSON = {"report"}
NOT_CALLED = {"demo", "serve"}
"""They open the app."""


@pytest.fixture
def rich(session: Session, data_file: Path) -> dict[str, Any]:
    """The content of a rich journey's file, with something in every kind of place."""
    surroundings = session.surroundings
    data_file.parent.mkdir()
    writing = Session(Surroundings(data_file, surroundings.plan_folders, surroundings.now))
    writing.keep(half_way(writing.load_plan("marketing"), session.today), "started")
    writing.close()
    content: dict[str, Any] = json.loads(data_file.read_text())
    return content


def said(answer: Answer) -> list[str]:
    """What is wrong with what was written."""
    shown = answer.out + answer.err
    problems = ["controls"] if has_controls(shown) or "\t" in shown or "\r" in shown else []
    return problems + (["a defect"] if "this should not have happened" in answer.err else [])


def in_json(document: Any) -> Iterator[str]:
    """Every text in a JSON document, keys too."""
    if isinstance(document, str):
        yield document
    elif isinstance(document, dict):
        for key, value in document.items():
            yield key
            yield from in_json(value)
    elif isinstance(document, list):
        for value in document:
            yield from in_json(value)


def kinds_of_places(content: dict[str, Any]) -> dict[tuple[Any, ...], list[tuple[Any, ...]]]:
    """The places of texts by their table and keys."""
    found: dict[tuple[Any, ...], list[tuple[Any, ...]]] = {}
    for path in places(content):
        value: Any = content
        for key in path:
            value = value[key]
        if isinstance(value, str):
            found.setdefault((path[0], *(key for key in path[2:] if isinstance(key, str))), []).append(path)
    return found


def with_hostile_texts(content: dict[str, Any], path: Path) -> tuple[dict[str, Any], set[tuple[Any, ...]]]:
    """The file with hostile text in one place of every kind where any text may stand, and what kinds these are."""
    filled: set[tuple[Any, ...]] = set()
    for kind, paths in kinds_of_places(content).items():
        if kind in NOT_TEXT:
            continue
        changed = with_value(content, paths[-1], f"text {HOSTILE}")
        path.write_text(json.dumps(changed))
        try:
            JourneyFile(path).load()
            JourneyFile(path).history()
        except PlannerError:
            continue
        content = changed
        filled.add(kind)
    return content, filled


def test_every_text_of_a_data_file(planner: Planner, data_file: Path, rich: dict[str, Any]) -> None:
    content, filled = with_hostile_texts(rich, data_file)
    assert {
        ("journey", "name"),
        ("log", "text"),
        ("changes", "title"),
        ("spells", "why"),
        ("meta", "plan_version"),
    } <= filled
    assert {
        ("milestones", "own", "title"),
        ("milestones", "own", "steps"),
        ("milestones", "own", "done_when"),
    } <= filled
    data_file.write_text(json.dumps(content))
    for call in READING:
        answer = planner(*call)
        assert said(answer) == [], call
        assert answer.code in (0, 4), (call, answer.err)
        if call[0] not in WITHOUT_JSON:
            answer = planner(*call, "--json")
            assert said(answer) == [], call
            assert not [text for text in in_json(answer.json) if has_controls(text)], call
    shown = planner("history", "--all", "--json").out
    assert visible("\x1b[31mred") in shown  # or nothing hostile would have come as far as this


def test_every_text_of_a_data_file_alone(planner: Planner, data_file: Path, rich: dict[str, Any]) -> None:
    """Where it makes the file unusable, the sentence that says so is safe too."""
    codes = set()
    for kind, paths in kinds_of_places(rich).items():
        data_file.write_text(json.dumps(with_value(rich, paths[0], HOSTILE)))
        for call in (("list",), ("history", "--json")):
            answer = planner(*call)
            assert said(answer) == [], (kind, call)
            codes.add(answer.code)
    assert {0, 6} <= codes


def test_every_text_and_key_of_a_plan(planner: Planner, tmp_path: Path) -> None:
    kitchen = Kitchen(tmp_path / "kitchen", FILES | REST)
    tried = 0
    for name, text in kitchen.files.items():
        document = tomllib.loads(text)
        for path in places(document):
            if isinstance(path[-1], str):
                added = with_value(document, (*path[:-1], HOSTILE), 1)
                (kitchen.folder / name).write_text(toml(added), encoding="utf-8")
                tried += _check(planner, kitchen, f"{name}: key beside {path}")
            value: Any = document
            for key in path:
                value = value[key]
            if isinstance(value, str):
                (kitchen.folder / name).write_text(toml(with_value(document, path, HOSTILE)), encoding="utf-8")
                tried += _check(planner, kitchen, f"{name}: {path}")
        (kitchen.folder / name).write_text(text, encoding="utf-8")
    assert tried > 200
    assert planner("plans", "check", str(kitchen.plan)).code == 0


def _check(planner: Planner, kitchen: Kitchen, what: str) -> int:
    answer = planner("plans", "check", str(kitchen.plan))
    assert answer.code == 2, what  # every one of them is a mistake
    assert said(answer) == [], what
    return 1


def test_mistakes_in_a_plan_as_json(planner: Planner, tmp_path: Path) -> None:
    kitchen = Kitchen(tmp_path / HOSTILE.replace("/", ""), FILES | REST)
    document = tomllib.loads(FILES["eater.toml"]) | {HOSTILE: HOSTILE, "title": HOSTILE, "id": HOSTILE, "uses": HOSTILE}
    kitchen.plan.write_text(toml(document), encoding="utf-8")
    answer = planner("plans", "check", str(kitchen.plan), "--json")
    assert said(answer) == []
    assert len(answer.json["problems"]) >= 4
    assert not [text for one in answer.json["problems"] for text in (one["key"], one["text"]) if has_controls(text)]


def test_every_command_with_hostile_words(
    planner: Planner, begun: Planner, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What was typed is quoted in the sentence about it, whatever it is."""
    monkeypatch.chdir(tmp_path)
    names = {listing.name for _, listings in GROUPS for listing in listings} - NOT_CALLED
    assert len(names) > 30
    for name in sorted(names):
        for words in ((HOSTILE,), (HOSTILE, HOSTILE), (NAMED[0], HOSTILE), (f"--{HOSTILE}",), ("--today", HOSTILE)):
            answer = planner(name, *words)
            assert said(answer) == [], (name, words)
    alone: tuple[tuple[str, ...], ...] = (
        (HOSTILE,),
        ("--file", HOSTILE),
        (f"--{HOSTILE}",),
        ("--today", HOSTILE, "list"),
    )
    for typed in alone:
        assert said(planner(*typed)) == [], typed


@pytest.mark.parametrize("content", [None, b"", b"{", b"\x1b]0;x\x07", b'{"\\u001b[31m": {"1": 1}}', b"whole"])
def test_a_file_in_a_hostile_folder(
    planner: Planner, tmp_path: Path, content: bytes | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / HOSTILE.replace("/", "") / "\u202e"
    file = folder / f"{HOSTILE.replace('/', '')}.json"
    monkeypatch.setenv("PLANNER_FILE", str(file))
    monkeypatch.setenv("PLANNER_PLANS", str(folder))
    folder.mkdir(parents=True)
    if content == b"whole":
        assert said(planner("start", "--from", "marketing", "--name", HOSTILE)) == []
    elif content is not None:
        file.write_bytes(content)
    (folder / f"{HOSTILE.replace('/', '')}.toml").write_text("x")
    for call in (*READING, ("note", NAMED[0], HOSTILE), ("undo",), ("backup",), ("doctor", "--fix")):
        answer = planner(*call)
        assert said(answer) == [], call
        if call[0] not in WITHOUT_JSON:
            assert said(planner(*call, "--json")) == [], call
