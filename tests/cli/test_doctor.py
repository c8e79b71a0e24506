"""`planner doctor`: looks without touching, repairs after a copy, and never a traceback whatever the file holds."""

import json
import random
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from planner.cli.cells import width_of
from planner.core.text import has_controls
from planner.demo import half_way
from planner.session import Session
from planner.store.layout import parse
from tests.cli.conftest import Answer, Planner
from tests.fuzz.test_data_files import DATES, NUMBERS, TEXTS, broken, places, with_value

CODES = {0, 4, 5, 6}


@pytest.fixture
def rich(session: Session, data_file: Path) -> bytes:
    """The bytes of a file with something in every table."""
    data_file.parent.mkdir(mode=0o700)
    kept = Session(type(session.surroundings)(data_file, session.surroundings.plan_folders, session.surroundings.now))
    kept.keep(half_way(kept.load_plan("marketing"), session.today), "started")
    kept.close()
    return data_file.read_bytes()


def edited(data_file: Path, edit: Callable[[dict[str, Any]], None]) -> None:
    """Edit a file by hand, as somebody with an editor would."""
    document = json.loads(data_file.read_bytes())
    edit(document)
    data_file.write_text(json.dumps(document, ensure_ascii=False), encoding="utf-8")


def of_level(answer: Answer, *levels: str) -> list[dict[str, Any]]:
    return [each for each in answer.json["findings"] if each["level"] in levels and not each["fixed"]]


def snapshot(folder: Path) -> dict[str, tuple[bytes, int, int]]:
    """Every file of a folder with its bytes, time and mode."""
    return {
        str(each.relative_to(folder)): (each.read_bytes(), each.stat().st_mtime_ns, each.stat().st_mode)
        for each in sorted(folder.rglob("*"))
        if each.is_file()
    }


def test_a_sound_file_is_healthy(begun: Planner, data_file: Path) -> None:
    answer = begun("doctor", "--json")
    assert answer.code == 0
    assert (answer.json["file"], answer.json["healthy"]) == (str(data_file), True)
    assert set(answer.json["findings"][0]) >= {"level", "where", "found", "would", "fixed"}
    assert not of_level(answer, "problem", "damaged")
    page = begun("doctor")
    assert "All is well" in page.out
    assert "✓ ok" in page.out
    assert all(width_of(line) <= 80 for line in page.out.splitlines()[1:])


def test_no_file_is_no_journey(planner: Planner, data_file: Path) -> None:
    answer = planner("doctor", "--json")
    assert answer.code == 5
    assert [each["where"] for each in answer.json["findings"] if each["level"] == "note"] == ["file"]
    assert planner("doctor", "--fix").code == 5
    assert not data_file.parent.exists()


def test_looking_never_writes(planner: Planner, data_file: Path, rich: bytes) -> None:
    dice = random.Random(3)
    texts = [rich, b"", b"{}", rich[:-400], *(broken(rich, dice) for _ in range(20))]
    for text in texts:
        data_file.write_bytes(text)
        data_file.chmod(0o644)
        before = snapshot(data_file.parent)
        planner("doctor")
        planner("doctor", "--json")
        assert snapshot(data_file.parent) == before


def test_a_sound_file_is_not_touched_by_a_repair(begun: Planner, data_file: Path) -> None:
    before = snapshot(data_file.parent)
    assert begun("doctor", "--fix").code == 0
    assert snapshot(data_file.parent) == before


def test_permissions_are_put_right(begun: Planner, data_file: Path) -> None:
    data_file.chmod(0o644)
    found = begun("doctor", "--json")
    assert found.code == 4
    (finding,) = of_level(found, "problem")
    assert finding["where"] == "permissions"
    assert "0644" in finding["found"]
    assert finding["fixable"]
    fixed = begun("doctor", "--fix", "--json")
    assert (fixed.code, fixed.json["healthy"]) == (0, True)
    assert [each["where"] for each in fixed.json["findings"] if each["fixed"]] == ["permissions"]
    assert data_file.stat().st_mode & 0o777 == 0o600
    assert str(data_file) in fixed.err


def test_every_bad_document_is_named(begun: Planner, data_file: Path) -> None:
    for milestone in ("pm-reality-check", "role-choice"):
        begun("log", milestone, "1")

    def spoil(document: dict[str, Any]) -> None:
        document["log"]["1"]["hours"] = "many"
        document["log"]["2"] = 7
        document["skills"]["1"]["now"] = 9

    edited(data_file, spoil)
    answer = begun("doctor", "--json")
    assert answer.code == 6
    assert [each["where"] for each in of_level(answer, "damaged")] == [
        "table “skills”, document 1",
        "table “log”, document 1",
        "table “log”, document 2",
    ]


def test_a_wrong_value_costs_no_tick(begun: Planner, data_file: Path) -> None:
    begun("done", "pm-reality-check", "--hours", "5")

    def spoil(document: dict[str, Any]) -> None:
        for each in document["milestones"].values():
            if each["id"] == "pm-reality-check":
                each |= {"due": "soon", "pin": {"kind": "by", "date": "2026-02-30"}}

    edited(data_file, spoil)
    spoilt = data_file.read_bytes()
    assert begun("status").code == 6
    answer = begun("doctor", "--fix", "--json")
    assert answer.code == 0
    shown = begun("show", "pm-reality-check", "--json").json
    assert (shown["status"], shown["hours"]["logged"]) == ("done", 5)
    aside = next(data_file.parent.glob("*set-aside*"))
    (piece,) = json.loads(aside.read_bytes())["pieces"]
    assert json.loads(piece["text"])["due"] == "soon"
    copy = next(data_file.parent.glob("backups/*before-doctor*"))
    assert copy.read_bytes() == spoilt
    assert {each.stat().st_mode & 0o777 for each in (data_file, aside, copy)} == {0o600}
    assert begun("undo").code == 0  # the history is as it was


def test_documents_given_twice_are_merged(begun: Planner, data_file: Path) -> None:
    begun("done", "pm-reality-check", "--on", "yesterday")

    def spoil(document: dict[str, Any]) -> None:
        document["milestones"]["900"] = {"id": "pm-reality-check", "state": "started", "started": "2026-11-20"}

    edited(data_file, spoil)
    assert begun("doctor").code == 6
    assert begun("doctor", "--fix").code == 0
    shown = begun("show", "pm-reality-check", "--json").json
    assert (shown["status"], shown["finish"]) == ("done", "2026-11-22")


def test_two_lines_of_the_log_with_one_number_are_both_kept(begun: Planner, data_file: Path) -> None:
    begun("log", "pm-reality-check", "2")
    text = data_file.read_text(encoding="utf-8")
    line = next(each for each in text.splitlines() if '"hours": 2' in each and each.startswith('"1"'))
    data_file.write_text(
        text.replace(line, f"{line.rstrip(',')},\n{line.replace('2.0', '3.0').rstrip(',')}", 1), encoding="utf-8"
    )
    answer = begun("doctor", "--json")
    assert answer.code == 6
    assert "given twice" in of_level(answer, "damaged")[0]["found"]
    assert begun("doctor", "--fix").code == 0
    assert begun("show", "pm-reality-check", "--json").json["hours"]["logged"] == 5


def test_a_broken_off_file_keeps_what_can_be_read(planner: Planner, data_file: Path, rich: bytes) -> None:
    data_file.write_bytes(rich[: int(len(rich) * 0.8)])
    done = sum(b'"state": "done"' in line for line in rich.split(b"\n") if line.startswith(b'"'))
    answer = planner("doctor", "--json")
    assert answer.code == 6
    assert of_level(answer, "damaged")[0]["fixable"]
    assert planner("doctor", "--fix").code == 0
    found = planner("list", "--status", "done", "--json").json["milestones"]
    assert 0 < len(found) <= done
    assert next(data_file.parent.glob("backups/*before-doctor*")).read_bytes() == rich[: int(len(rich) * 0.8)]


def test_nothing_to_save_says_what_to_do(planner: Planner, data_file: Path) -> None:
    data_file.parent.mkdir()
    for text in (b"", b"\xff\xfe", b"[1]", b'{"meta": {"1": {"schema": 999}}}'):
        data_file.write_bytes(text)
        data_file.chmod(0o600)
        answer = planner("doctor", "--fix", "--json")
        assert answer.code == 6
        assert all(each["would"] for each in of_level(answer, "problem", "damaged"))
        assert data_file.read_bytes() == text
        assert [each.name for each in data_file.parent.iterdir()] == [data_file.name]


def test_the_journey_is_repaired_as_one_change(begun: Planner, data_file: Path) -> None:
    phase = begun("list", "--json").json["milestones"][0]["phase"]
    assert begun("add", "Ask a friend", "--phase", phase, "--hours", "1,2,3").code == 0
    assert begun("done", "pm-reality-check").code == 0

    def spoil(document: dict[str, Any]) -> None:
        for each in document["milestones"].values():
            if "own" in each:
                each["own"]["requires"] = ["no-such-thing", "pm-reality-check"]
            if each["id"] == "pm-reality-check":
                each["started"] = "2026-12-24"

    edited(data_file, spoil)
    before = data_file.read_bytes()
    answer = begun("doctor", "--json")
    assert answer.code == 4
    assert len(of_level(answer, "problem")) == 2
    fixed = begun("doctor", "--fix", "--json")
    assert (fixed.code, fixed.json["healthy"]) == (0, True)
    assert begun("show", "ask-a-friend", "--json").json["requires"] == ["pm-reality-check"]
    assert begun("undo").code == 0
    assert json.loads(data_file.read_bytes())["milestones"] == json.loads(before)["milestones"]
    assert begun("doctor").code == 4


def test_a_plan_that_cannot_be_read_is_a_problem(begun: Planner, data_file: Path) -> None:
    edited(data_file, lambda document: document["meta"]["1"].update(plan="no-such-plan"))
    answer = begun("doctor", "--json")
    assert answer.code == 4
    assert [each["where"] for each in of_level(answer, "problem")] == ["plan"]
    assert begun("doctor", "--fix").code == 4


def check(planner: Planner, data_file: Path, data: bytes, what: str) -> bool:
    """Examine and repair one broken file; True when it opens afterwards."""
    for each in data_file.parent.rglob("*"):
        if each.is_file():
            each.unlink()
    data_file.write_bytes(data)
    data_file.chmod(0o600)
    began = time.process_time()
    looked = planner("doctor", "--json")
    assert time.process_time() - began < 2, what
    assert looked.code in CODES, f"{what}: {looked.code} {looked.err}"
    assert data_file.read_bytes() == data
    page = planner("doctor", "--plain")
    assert not has_controls((page.out + page.err).replace("\n", "")), what
    fixed = planner("doctor", "--fix", "--json")
    assert fixed.code in CODES, f"{what}: {fixed.code} {fixed.err}"
    again = planner("doctor", "--json")
    assert not any(each["fixable"] for each in again.json["findings"]), f"{what}: {again.out}"
    left = of_level(again, "problem", "damaged")
    opens = planner("history").code == 0
    assert opens or (left and all(each["would"] for each in left)), f"{what}: {again.out}"
    assert opens or data_file.read_bytes() == data, what
    assert opens or again.code == 6, what
    if data_file.read_bytes() != data:
        assert next(data_file.parent.glob("backups/*before-doctor*")).read_bytes() == data, what
        parse(data_file.read_bytes())
    return opens


def test_broken_bytes(planner: Planner, data_file: Path, rich: bytes, request: pytest.FixtureRequest) -> None:
    count = request.config.getoption("--flips") // 6
    dice = random.Random(11)
    opened = [check(planner, data_file, broken(rich, dice), f"turn {turn}") for turn in range(count)]
    print(f"{count} broken files, {sum(opened)} of them open after the repair")
    assert sum(opened) > count // 2


def test_hostile_values(planner: Planner, data_file: Path, rich: bytes, request: pytest.FixtureRequest) -> None:
    count, opened = request.config.getoption("--flips") // 6, 0
    dice = random.Random(12)
    document = json.loads(rich)
    everywhere = places(document)
    for turn in range(count):
        path, value = dice.choice(everywhere), dice.choice([*DATES, *NUMBERS, *TEXTS])
        data = json.dumps(with_value(document, path, value), ensure_ascii=True).encode()
        opened += check(planner, data_file, data, f"turn {turn}: {path} = {str(value)[:30]!r}")
    print(f"{count} hostile values, {opened} of them open after the repair")
    assert opened > count // 2


@pytest.mark.parametrize(
    "data",
    [
        pytest.param(b"[" * 200_000, id="deep lists"),
        pytest.param(b'{"a":' * 200_000, id="deep tables"),
        pytest.param(b'{"meta": {"1": ' + b"[" * 100_000 + b"]" * 100_000 + b"}}", id="deep document"),
        pytest.param(b'{"meta": {"1": {"schema": ' + b"9" * 500_000 + b"}}}", id="a huge number"),
        pytest.param(b"\x00" * 1000, id="zeros"),
        pytest.param(b'{"meta": 3, "log": {"' + b"1" * 5000 + b'": {}}}', id="no tables"),
        pytest.param(b'{"meta": {"1": {"schema": 1}, "1": {"\\ud800": 2}}}', id="half a character twice"),
    ],
)
def test_hostile_files(planner: Planner, data_file: Path, data: bytes) -> None:
    data_file.parent.mkdir()
    assert not check(planner, data_file, data, "hostile")


def test_backups_that_cannot_be_entered_stand_in_the_way_of_no_repair(begun: Planner, data_file: Path) -> None:
    begun("log", "pm-reality-check", "1")
    edited(data_file, lambda document: document["log"].update({"2": 7}))
    spoilt, folder = data_file.read_bytes(), data_file.parent / "backups"
    folder.chmod(0o055)
    fixed = begun("doctor", "--fix", "--json")
    assert (fixed.code, fixed.json["healthy"]) == (0, True)
    assert {each["where"] for each in fixed.json["findings"] if each["fixed"]} == {
        "permissions",
        "table “log”, document 2",
    }
    assert folder.stat().st_mode & 0o777 == 0o700
    assert next(folder.glob("*before-doctor*")).read_bytes() == spoilt
    assert begun("restore", "latest").code == 0


def test_a_mode_is_put_right_without_another_copy(begun: Planner, data_file: Path) -> None:
    data_file.chmod(0o644)
    assert begun("doctor", "--fix").code == 0
    assert not (data_file.parent / "backups").exists()


def test_what_cannot_be_mended_points_at_the_backups(begun: Planner, data_file: Path) -> None:
    begun("log", "pm-reality-check", "1")
    data_file.write_bytes(b"")
    answer = begun("doctor", "--json")
    assert answer.code == 6
    (finding,) = of_level(answer, "problem", "damaged")
    assert "planner restore --list" in finding["would"]
    data_file.unlink()
    answer = begun("doctor", "--json")
    assert answer.code == 5
    assert "planner restore --list" in of_level(answer, "problem")[0]["would"]
