"""Files of every format that this program ever wrote, kept as they were: they open, show what they showed, and go on.

Each was made by the command line of its time, call by call: a journey begun, hours, notes, evidence, ticks, a skip, a
milestone of one's own, pins, breaks, paces, a drop undone and done again, a report. The first number of a name is the
format (`schema`). `1-next-minor.json` is one that a later version may write within the same format, with keys and
tables that this one does not know. `kept/NAME.seen.json` is what a person sees of it, without what depends on the day
or on newer plans.
"""

import json
import shutil
from pathlib import Path
from typing import Any

import pytest

from planner.core.journey import State
from planner.errors import Refused
from planner.store import migrations
from planner.store.journeys import JourneyFile
from planner.store.shapes import CHANGES, META
from tests.cli.conftest import Planner
from tests.store.samples import AT

KEPT = Path(__file__).parent / "kept"
FILES = sorted(path for path in KEPT.glob("*.json") if not path.name.endswith(".seen.json"))
TODAY = "2026-02-10"
every_file = pytest.mark.parametrize("kept", FILES, ids=lambda path: path.stem)


def schema(path: Path) -> int:
    """The format that a kept file says it has."""
    content = json.loads(path.read_text(encoding="utf-8"))
    return int(content[META]["1"]["schema"])


def seen(planner: Planner, path: Path) -> dict[str, Any]:
    """What a person sees of what they did and decided themselves."""
    milestones = {}
    for each in planner("list", "--json", "--today", TODAY).json["milestones"]:
        mine = {key: each[key] for key in ("status", "due", "pin", "private")}
        mine |= {"logged": each["hours"]["logged"], "steps": each["steps"]["done"]}
        if each["status"] not in ("open", "dropped"):
            shown = planner("show", each["id"], "--json", "--today", TODAY).json
            mine |= {key: [entry["text"] for entry in shown[key]] for key in ("notes", "evidence")}
        if each["own"]:
            mine |= {"title": each["title"], "low": each["hours"]["low"], "high": each["hours"]["high"]}
        if each["status"] == "done":
            mine |= {"start": each["start"], "finish": each["finish"]}
        milestones[each["id"]] = mine
    history = planner("history", "--all", "--json", "--today", TODAY).json
    skills = planner("skills", "--json", "--today", TODAY).json
    journey = JourneyFile(path).load()
    target = journey.settings.target
    return {
        "name": journey.settings.name,
        "target": target and target.isoformat(),
        "week": list(journey.settings.week.hours),
        "weeks before": [[past.until.isoformat(), *past.week.hours] for past in journey.paces],
        "breaks": [[spell.first.isoformat(), spell.last.isoformat(), spell.why] for spell in journey.spells],
        "milestones": milestones,
        "skills": {each["id"]: [each["start"], each["now"]] for each in skills["skills"]},
        "history": [each["title"] for each in history["changes"]],
    }


@pytest.fixture
def opened(kept: Path, data_file: Path) -> Path:
    """A copy of the kept file, as the planner's data file."""
    data_file.parent.mkdir()
    shutil.copyfile(kept, data_file)
    return data_file


def test_every_format_is_kept() -> None:
    assert {schema(path) for path in FILES} == set(range(1, migrations.SCHEMA + 1))
    assert all(path.name.startswith(f"{schema(path)}-") for path in FILES)
    assert all(path.with_suffix(".seen.json").exists() for path in FILES)


@every_file
def test_it_opens_and_shows_what_it_showed(kept: Path, opened: Path, planner: Planner) -> None:
    before = opened.read_bytes()
    expected = json.loads(kept.with_suffix(".seen.json").read_text(encoding="utf-8"))
    assert seen(planner, opened) == expected
    assert opened.read_bytes() == before


@every_file
def test_it_is_saved_in_todays_format_and_keeps_what_it_held(kept: Path, opened: Path, planner: Planner) -> None:
    old = json.loads(kept.read_text(encoding="utf-8"))
    assert planner("note", "pm-reality-check", "years later", "--today", TODAY).code == 0
    new = json.loads(opened.read_text(encoding="utf-8"))
    assert schema(opened) == migrations.SCHEMA
    if schema(kept) == migrations.SCHEMA:  # nothing but the note, its change and the stamp
        assert set(new) == set(old)
        for table in set(old) - {META, CHANGES, "log"}:
            assert new[table] == old[table]
        assert new["log"].items() >= old["log"].items()
        assert len(new["log"]) == len(old["log"]) + 1
        assert (
            new[META]["1"].items()
            >= {k: v for k, v in old[META]["1"].items() if k not in ("revision", "saved")}.items()
        )
    assert planner("undo", "--today", TODAY).code == 0
    expected = json.loads(kept.with_suffix(".seen.json").read_text(encoding="utf-8"))
    again = seen(planner, opened)
    assert again.pop("history")[0].startswith("noted: ")  # undone, and listed as such
    assert again == {key: value for key, value in expected.items() if key != "history"}


@every_file
def test_undo_walks_back_to_the_beginning(kept: Path, opened: Path) -> None:
    file = JourneyFile(opened)
    done = [change.title for change in file.history() if not change.undone][:-1]  # the oldest is the beginning itself
    assert [file.undo(AT).title for _ in done] == done
    with pytest.raises(Refused):
        file.undo(AT)
    journey = file.load()
    assert {record.state for record in journey.records.values()} <= {State.OPEN}
    assert (journey.own, journey.log, journey.spells, journey.paces) == ({}, (), (), ())
    assert len([file.redo(AT) for _ in done]) == len(done)
    assert file.load() == JourneyFile(kept).load()


def test_what_a_later_version_adds_survives_every_change(planner: Planner, data_file: Path) -> None:
    """Keys that nobody here knows stay in their documents when these are changed, at every level."""
    data_file.parent.mkdir()
    shutil.copyfile(KEPT / "1-next-minor.json", data_file)
    for call in (
        ("tick", "skills-baseline", "2"),
        ("edit", "read-one-annual-report", "--hours", "5,6,7"),
        ("skills", "set", "communication", "4"),
        ("pace", "--hours", "7"),
        ("target", "2027-03-01"),
        ("done", "skills-baseline"),
        ("undo",),
        ("redo",),
    ):
        assert planner(*call, "--today", TODAY).code == 0, call
    found = json.loads(data_file.read_text(encoding="utf-8"))
    by_id = {each["id"]: each for each in found["milestones"].values()}
    assert found["meta"]["1"]["written_by"] == {"program": "planner", "version": "1.7"}
    assert (found["journey"]["1"]["colour"], found["journey"]["1"]["week_of"]) == ("teal", {"school": [1, 2]})
    assert (by_id["skills-baseline"]["mood"], by_id["skills-baseline"]["pin"]["reason"]) == ("😀", "review with Mina")
    assert by_id["skills-baseline"]["state"] == "done"
    assert by_id["read-one-annual-report"]["own"]["links"] == ["https://example.org/r"]
    assert by_id["read-one-annual-report"]["own"]["effort"]["source"] == "guess"
    assert all(each["seen_by"] == ["Mina"] for each in found["skills"].values())
    assert {each.get("why") for each in found["paces"].values()} == {"winter", None}  # None: the one made now
    old = json.loads((KEPT / "1-next-minor.json").read_text(encoding="utf-8"))
    assert (found["coaching"], found["empty_one"]) == (old["coaching"], {})
    assert found["log"].items() >= old["log"].items()
