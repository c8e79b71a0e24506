"""Documents that cannot be read: as little as possible is given up, and what is given up is kept beside the file."""

import json
import shutil
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from planner.core.health import Level
from planner.core.journey import Journey, State
from planner.store import layout
from planner.store.backups import FOLDER
from planner.store.health import NO_BACKUP, findings
from planner.store.journeys import JourneyFile
from planner.store.repairs import mended
from planner.store.rescue import put_right
from planner.store.salvage import salvaged
from planner.store.shapes import CHANGES, LOG, META, MILESTONES, SPELLS
from tests.store.samples import AT, begun, journeys, sample
from tests.store.test_health import at, bad, document_of, repair, spoilt, store
from tests.store.test_health import path as path


def test_a_wrong_value_goes_and_its_document_stays(path: Path) -> None:
    spoilt(path, MILESTONES, "1", {"due": "soon", "steps": [0, 0], "effort": {"low": -1, "likely": 2, "high": 3}})
    (finding,) = bad(at(path))
    assert all(word in finding.would for word in ("due", "steps", "effort"))
    after = repair(path)
    record = after.journey.record("spec")
    assert (record.state, record.finished) == (State.DONE, sample().record("spec").finished)
    assert (record.due, record.effort, record.steps) == (None, None, frozenset())
    assert json.loads(after.aside[0]["text"])["due"] == "soon"


def test_a_wrong_definition_goes_and_what_was_done_stays(path: Path) -> None:
    key = next(key for key, each in document_of(path)[MILESTONES].items() if "own" in each)
    spoilt(path, MILESTONES, key, {"state": "started", "own": {"title": 7}})
    after = repair(path)
    assert after.journey.own == {}
    assert after.journey.record("own-course").state is State.STARTED


def test_a_document_that_says_nothing_goes(path: Path) -> None:
    spoilt(path, LOG, "2", 7)
    spoilt(path, LOG, "3", {"kind": "dance"})
    assert [each.where for each in bad(at(path))] == ["table “log”, document 2", "table “log”, document 3"]
    after = repair(path)
    assert [each.number for each in after.journey.log] == [1, 4, 5, 6]
    assert {each["document"] for each in after.aside} == {"2", "3"}


def test_a_spell_turned_round(path: Path) -> None:
    spoilt(path, SPELLS, "1", {"first": "2026-08-14", "last": "2026-08-01"})
    assert repair(path).journey.spells == sample().spells


def test_an_id_that_is_no_number(path: Path) -> None:
    whole = document_of(path)
    whole[LOG]["x"] = whole[LOG].pop("1")
    store(path, whole)
    assert [each.text for each in repair(path).journey.log][-1] == "line 1"


def test_two_documents_for_one_milestone(path: Path) -> None:
    spoilt(path, MILESTONES, "77", {"id": "spec", "state": "started", "due": "2026-03-01", "steps": [1]})
    record = repair(path).journey.record("spec")
    assert record.state is State.DONE
    assert record.due is not None
    assert record.steps == {0, 1, 2}


def test_two_documents_about_the_file(path: Path) -> None:
    meta = document_of(path)[META]["1"]
    spoilt(path, META, "2", meta | {"revision": 1, "plan": "another"})
    assert repair(path).journey.settings.plan == sample().settings.plan


def test_nothing_is_written_when_nothing_helps(path: Path) -> None:
    whole = document_of(path)
    del whole["journey"]
    whole[LOG]["1"] = 7
    store(path, whole)
    shutil.rmtree(path.parent / FOLDER)
    before = path.read_bytes()
    place = at(path)
    assert {each.would for each in bad(place)} == {NO_BACKUP}
    assert not any(each.can_fix for each in bad(place))
    put_right(place, lambda told: None)
    assert path.read_bytes() == before


def test_a_damaged_change_takes_with_it_what_needs_it(path: Path) -> None:
    file = JourneyFile(path)
    file.undo(AT)
    file.close()
    spoilt(path, CHANGES, "2", {"at": "yesterday"})
    before = document_of(path)
    assert [each.where for each in bad(at(path))] == ["table “changes”, document 2"]
    repair(path)
    after = document_of(path)
    assert {table: each for table, each in after.items() if table != CHANGES} == {
        table: each for table, each in before.items() if table != CHANGES
    }
    assert sorted(after[CHANGES]) == ["3", "4"]
    opened = JourneyFile(path)
    assert [each.text for each in opened.redo(AT).journey.log][-1] == "three"
    opened.undo(AT)
    assert [each.text for each in opened.undo(AT).journey.log][-1] == "one"
    opened.close()


def test_a_change_that_cannot_be_undone_is_told(path: Path) -> None:
    file = JourneyFile(path)
    file.change(lambda journey: ("moved", replace(journey, settings=replace(journey.settings, name="Bo"))), AT)
    file.close()
    whole = document_of(path)
    whole[CHANGES]["5"]["replaced"][0][2]["start"] = "soon"
    store(path, whole)
    assert bad(at(path)) == []
    (found,) = [each.found for each in findings(at(path)) if each.where == "undo history" and each.level is Level.NOTE]
    assert "change 5, “moved”" in found


# Text


def test_one_broken_line_costs_no_other(path: Path) -> None:
    text = path.read_bytes()
    line = next(each for each in text.split(b"\n") if b'"line 2"' in each)
    path.write_bytes(text.replace(line, line[:20] + b"\xff\x00" + line[22:]))
    after = repair(path)
    assert [each.number for each in after.journey.log] == [1, 3, 4, 5, 6]
    assert after.journey.records == sample().records
    assert len(after.aside) == 1


def test_keys_given_twice(path: Path) -> None:
    text = path.read_bytes()
    line = next(each for each in text.split(b"\n") if b'"line 2"' in each).rstrip(b",")
    path.write_bytes(text.replace(line, line + b",\n" + line.replace(b"line 2", b"line two")))
    assert not at(path).opens
    texts = [each.text for each in repair(path).journey.log]
    assert {"line 2", "line two"} <= set(texts)


def test_a_key_given_twice_in_a_document(path: Path) -> None:
    text = path.read_bytes()
    path.write_bytes(text.replace(b'"text": "line 2"', b'"text": "line two", "text": "line 2"'))
    after = repair(path)
    assert [each.text for each in after.journey.log][1] == "line 2"
    assert "line two" in after.aside[0]["text"]


@given(journeys, st.data())
def test_salvage_of_a_whole_file_is_the_file(
    tmp_path_factory: pytest.TempPathFactory, journey: Journey, data: Any
) -> None:
    path = tmp_path_factory.mktemp("salvage") / "journey.json"
    begun(path, journey).close()
    text = path.read_bytes()
    tables = layout.parse(text)
    assert mended(tables).findings == []
    rows = text.split(b"\n")
    lost = data.draw(st.integers(1, len(rows) - 3))
    found = salvaged(b"\n".join([*rows[:lost], *rows[lost + 1 :]]))
    kept = {line for lines in found.tables.values() for line in lines.values()}
    whole = {line for lines in tables.values() for line in lines.values()}
    if rows[lost].startswith(b'"') and rows[lost].endswith((b"},", b"}")) and rows[lost - 1] != b"{":
        assert len(whole - kept) <= 1


def test_a_broken_off_file_names_the_backup_that_has_more(path: Path) -> None:
    (backup,) = (path.parent / FOLDER).iterdir()
    backup.write_bytes(path.read_bytes())
    path.write_bytes(path.read_bytes()[:-60])
    (finding,) = bad(at(path))
    assert finding.can_fix
    assert f"A backup has {sum(map(len, document_of(backup).values()))} documents" in finding.would
    assert f"`planner restore {backup.stem.removeprefix('journey-')}`" in finding.would
