"""The storage as TinyDB uses it: nothing lost, nothing torn, nothing overwritten that cannot be read."""

import gc
import json
import os
import stat
import threading
from collections.abc import Callable
from contextlib import suppress
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from tinydb import TinyDB, where

from planner.errors import Busy, CannotWrite, Unreadable
from planner.store import disk, layout, storage
from planner.store.disk import temporary
from planner.store.layout import DamagedError, assemble, parse
from planner.store.storage import SafeStorage
from planner.store.tables import Database


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "data.json"


DAMAGED = {
    "empty": b"",
    "blank": b" \n",
    "not JSON": b"hello",
    "cut off": b'{"log": {"1": {"a": 1}',
    "followed by something": b'{"log": {}} {}',
    "a list": b"[]",
    "a table that is none": b'{"log": 3}',
    "a table as a list": b'{"log": [1]}',
    "not a number": b'{"log": {"1": {"a": NaN}}}',
    "without end": b'{"log": {"1": {"a": -Infinity}}}',
    "not UTF-8": b'{"log": {"1": {"a": "\xff"}}}',
    "marked as UTF-16": '{"log": {}}'.encode("utf-16"),
    "deep": b'{"log": {"1": ' + b"[" * 200_000 + b"]" * 200_000 + b"}}",
    "a table twice": b'{"log": {"1": {}}, "log": {}}',
    "a document twice": b'{\n"log": {\n"1": {"a": 1},\n"1": {"a": 2}\n}\n}\n',
    "a key twice": b'{"log": {"1": {"a": 1, "a": 2}}}',
}


@pytest.mark.parametrize("name", DAMAGED)
def test_what_cannot_be_read_is_left_byte_for_byte(path: Path, name: str) -> None:
    path.write_bytes(DAMAGED[name])
    database = Database(path)
    for attempt in (lambda: database.table("log").all(), lambda: database.table("log").insert({"b": 1})):
        with pytest.raises(Unreadable, match=r"cannot be read: .*left as it is") as error:
            attempt()
        assert str(path) in error.value.message
    assert path.read_bytes() == DAMAGED[name]


def test_a_document_that_is_none_is_named_when_touched(path: Path) -> None:
    path.write_text('{"log": {"1": {"a": 1}, "2": 7}}')
    table = Database(path).table("log")
    assert table.get(doc_id=1) == {"a": 1}
    with pytest.raises(Unreadable, match=r"in table “log”, document 2"):
        table.get(doc_id=2)
    with pytest.raises(Unreadable, match=r"in table “log”, document 2"):
        table.all()


def test_size_is_bounded_both_ways(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(layout, "LARGEST_FILE", 1000)
    database = Database(path)
    database.table("log").insert({"a": "x"})
    before = path.read_bytes()
    with pytest.raises(CannotWrite, match="larger than"):
        database.table("log").insert({"a": "x" * 1000})
    assert path.read_bytes() == before
    path.write_bytes(b" " * 1001)
    with pytest.raises(Unreadable, match="larger than"):
        database.table("log").all()


def test_what_is_no_file_is_told_and_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "folder").mkdir()
    (tmp_path / "loop").symlink_to(tmp_path / "loop")
    for name in ("pipe", "folder", "loop"):
        with pytest.raises(Unreadable):
            Database(tmp_path / name).table("log").all()


@pytest.mark.parametrize("value", [float("nan"), float("inf"), date(2026, 1, 1), "\ud800", {1, 2}])
def test_what_is_not_json_never_reaches_the_file(path: Path, value: Any) -> None:
    table = Database(path).table("log")
    table.insert({"a": 1})
    before = path.read_bytes()
    with pytest.raises((ValueError, TypeError)):
        table.insert({"a": value})
    with pytest.raises((ValueError, TypeError)):
        table.update({"a": value}, doc_ids=[1])
    assert path.read_bytes() == before
    assert table.all() == [{"a": 1}]


def test_keys_and_texts_of_every_kind_come_back() -> None:
    content: dict[str, dict[str, Any]] = {
        'a "b"': {"\n": {"é": "\u2028", "": [None, True, -0.5, 10**30]}},
        "": {},
        "log": {"1": {"x": {}}},
    }
    lines = {name: {key: layout.encoded(key, each) for key, each in docs.items()} for name, docs in content.items()}
    data = assemble(lines)
    assert json.loads(data) == content
    assert parse(data) == lines
    assert parse(json.dumps(content).encode()).keys() == lines.keys()
    assert layout.decoded("\n", parse(json.dumps(content, indent=2).encode())['a "b"']["\n"]) == content['a "b"']["\n"]


def test_the_usual_interface_works(path: Path) -> None:
    table = Database(path).table("log")
    assert table.insert_multiple({"n": n} for n in range(5)) == [1, 2, 3, 4, 5]
    assert table.update({"big": True}, where("n") > 2) == [4, 5]
    assert table.upsert({"n": 9, "big": True}, where("n") == 9) == [6]
    assert table.remove(doc_ids=[1]) == [1]
    assert [each.doc_id for each in table.search(where("big") == True)] == [4, 5, 6]  # noqa: E712
    assert [each["n"] for each in Database(path).table("log")] == [1, 2, 3, 4, 9]
    table.truncate()
    assert len(Database(path).table("log")) == 0


def test_stock_tables_work_on_the_safe_storage(path: Path) -> None:
    with TinyDB(path, storage=SafeStorage) as database:
        database.table("log").insert({"n": 1})
        database.table("other").insert({"n": 2})
        database.drop_table("log")
        assert database.tables() == {"other"}
    assert json.loads(path.read_text()) == {"other": {"1": {"n": 2}}}


def test_an_unlocked_read_then_write_does_not_lose_the_others_change(path: Path) -> None:
    mine, other = SafeStorage(path), Database(path)
    other.table("log").insert({"n": 1})
    data = mine.read()
    other.table("log").insert({"n": 2})
    with pytest.raises(Busy, match="in the meantime"):
        mine.write(data or {})
    assert len(other.table("log")) == 2


def test_no_cache_and_no_counter_lies(path: Path) -> None:
    mine, other = Database(path), Database(path)
    mine.table("log").insert({"n": 1})
    assert other.table("log").insert({"n": 2}) == 2
    assert mine.table("log").insert({"n": 3}) == 3
    query = where("n") > 0
    assert len(mine.table("log").search(query)) == 3
    other.table("log").insert_multiple([{"n": 4}, {"n": 5}])
    assert len(mine.table("log").search(query)) == 5
    mine.table("log").all()[0]["n"] = "spoilt"
    mine.table("log").search(query)[0]["n"] = "spoilt"
    assert [each["n"] for each in mine.table("log")] == [1, 2, 3, 4, 5]


def test_only_what_was_touched_is_rewritten(path: Path) -> None:
    path.write_text('{"log": {"1": {"a":1,  "b": 1.50}, "2": {"a":2}},\n "other":{"x":{ "y" :1}}}')
    Database(path).table("log").update({"a": 3}, doc_ids=[2])
    assert (
        path.read_text()
        == '{\n"log": {\n"1": {"a":1,  "b": 1.50},\n"2": {"a": 3}\n},\n"other": {\n"x": { "y" :1}\n}\n}\n'
    )


def test_unchanged_means_no_write(path: Path) -> None:
    database = Database(path)
    database.table("log").insert({"a": 1})
    path.write_text(json.dumps(json.loads(path.read_text()), indent=3))
    before = (path.stat().st_ino, path.stat().st_mtime_ns, path.read_bytes())
    database.table("log").update({"a": 1}, doc_ids=[1])
    database.table("log").update({"a": 2}, doc_ids=[7])
    database.table("none").remove(doc_ids=[1])
    assert (path.stat().st_ino, path.stat().st_mtime_ns, path.read_bytes()) == before
    database.table("log").update({"a": 2}, doc_ids=[1])
    inode = path.stat().st_ino
    with database.transaction():
        database.table("log").update({"a": 3}, doc_ids=[1])
        database.table("log").update({"a": 2}, doc_ids=[1])
    assert path.stat().st_ino == inode


def _insert_and(database: Database, then: Callable[[], object]) -> None:
    with database.transaction():
        database.table("a").insert({"n": 2})
        then()


def _fail(error: BaseException) -> Callable[[], object]:
    def fail() -> None:
        raise error

    return fail


def test_a_transaction_is_one_write_or_none(path: Path) -> None:
    database = Database(path)
    with database.transaction():
        database.table("a").insert({"n": 1})
        with database.transaction():
            database.table("b").insert({"n": 2})
        assert not path.exists()
    before = path.read_bytes()
    with pytest.raises(KeyboardInterrupt):
        _insert_and(database, _fail(KeyboardInterrupt()))

    def inner() -> None:
        with suppress(LookupError):
            _insert_and(database, _fail(LookupError()))

    with pytest.raises(RuntimeError, match="discarded"):
        _insert_and(database, inner)
    assert path.read_bytes() == before
    assert database.table("a").all() == [{"n": 1}]


def test_an_updater_that_fails_half_way_leaves_nothing(path: Path) -> None:
    table = Database(path).table("log")
    table.insert_multiple([{"n": [1]}, {"n": [2]}])

    def failing(document: Any) -> None:
        document["n"].append(7)
        if document["n"][0] == 2:
            raise LookupError

    with pytest.raises(LookupError):
        table.update(failing)
    assert table.all() == Database(path).table("log").all() == [{"n": [1]}, {"n": [2]}]


def test_threads_of_one_process_take_turns(path: Path) -> None:
    database = Database(path)

    def work() -> None:
        for _ in range(25):
            database.table("log").insert({"n": 1})

    threads = [threading.Thread(target=work) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(Database(path).table("log")) == 100


def test_a_program_that_ignores_the_lock_is_not_overwritten(path: Path) -> None:
    database = Database(path)
    database.table("a").insert({"n": 1})
    with pytest.raises(Busy, match="at the same moment"):
        _insert_and(database, lambda: path.write_text('{"log": {"1": {"n": "edited"}}}'))
    assert path.read_text() == '{"log": {"1": {"n": "edited"}}}'
    assert not temporary(path).exists()


def test_the_temporary_file_is_private_and_a_stray_one_is_no_obstacle(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    victim = path.with_name("victim")
    victim.write_text("precious")
    temporary(path).symlink_to(victim)
    modes = []

    def watching(target: Path, data: bytes, check: Any) -> Any:
        return disk.replace_file(target, data, lambda: modes.append(stat.S_IMODE(temporary(target).stat().st_mode)))

    monkeypatch.setattr(storage, "replace_file", watching)
    Database(path).table("log").insert({"n": 1})
    assert modes == [0o600]
    assert victim.read_text() == "precious"
    assert sorted(each.name for each in path.parent.iterdir()) == ["data.json", "data.json.lock", "victim"]


def test_a_descriptor_is_not_left_open(path: Path) -> None:
    database = Database(path)
    for _ in range(3):
        database.table("log").insert({"n": 1})
    gc.collect()  # what earlier tests left open is not ours to count
    before = len(list(Path("/dev/fd").iterdir()))
    for _ in range(50):
        database.table("log").insert({"n": 1})
        Database(path).table("log").all()
    assert len(list(Path("/dev/fd").iterdir())) == before
    database.close()


def test_damage_is_told_in_words() -> None:
    with pytest.raises(DamagedError, match="the key “a” is given twice"):
        parse(DAMAGED["a key twice"])
