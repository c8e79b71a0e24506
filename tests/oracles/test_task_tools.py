"""Taskwarrior, topydo and TaskJuggler take our tasks, and text that could mean something to them means nothing."""

import csv
import json
import re
import subprocess
from collections import Counter
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from planner.core import changes
from planner.core.journey import PinKind
from planner.core.outlook import Outlook
from planner.core.plan import Effort, Plan
from planner.core.text import one_line
from planner.reports import FORMATS, Report, Scope, build
from tests.conftest import TODAY
from tests.oracles.programs import Program
from tests.reports.samples import JOURNEYS, outlook

pytestmark = pytest.mark.system

each_journey = pytest.mark.parametrize("name", JOURNEYS)
HOSTILE = [
    'say "hi" \\"', "back\\", "${now}", "$(HOME)", '"} task evil "Evil" { start 2020-01-01 }', "-8<- x ->8-",
    "# no /* no", "<script>alert(1)</script>", "due:tomorrow +x project:y", "rec:1d @home", "x 2020-01-01 done",
    "[b] 'q' `id` ; rm",
    "日本語 👩‍👩‍👧 שלום", "a\u202eb\x07c\x1b[31m", "%s {0} \\n \\u0041",
]  # fmt: skip


def written(report: Report, form: str, folder: Path) -> Path:
    content = FORMATS[form].render(report)
    assert isinstance(content, str)
    path = folder / f"plan{FORMATS[form].suffix}"
    path.write_text(content, encoding="utf-8", newline="")
    return path


def hostile(plan: Plan, without: str = "\n") -> Report:
    """A journey with milestones of one's own whose titles and evidence could mean something."""
    journey = outlook("fresh", plan).journey
    for title in HOSTILE:
        if without in title:
            continue
        journey = changes.add(journey, plan, TODAY, title, phase="aim", effort=Effort(1, 2, 3)).journey
        journey = changes.save_evidence(journey, plan, TODAY, "case-study", title).journey
    return build(Outlook(plan, journey, TODAY), Scope())


# ---- Taskwarrior ----


def taskwarrior(home: Path) -> Program:
    (home / "task").mkdir()
    (home / "taskrc").write_text("confirmation=no\njson.array=on\n", encoding="utf-8")
    return Program("task", home, TASKRC=str(home / "taskrc"), TASKDATA=str(home / "task"), TZ="America/Los_Angeles")


def seen_by_taskwarrior(program: Program) -> dict[str, dict[str, Any]]:
    found = json.loads(program("export"))
    return {each["uuid"]: each for each in found}


def steps(out: str) -> Counter[str]:
    """How often an import added, changed or skipped a task."""
    return Counter(match.group(1) for match in re.finditer(r"^ ?(add|mod|skip) ", out, re.MULTILINE))


@each_journey
def test_taskwarrior_imports_twice_and_has_each_milestone_once(name: str, marketing: Plan, tmp_path: Path) -> None:
    report = build(outlook(name, marketing), Scope())
    path, program = written(report, "taskwarrior", tmp_path), taskwarrior(tmp_path)
    assert steps(program("import", path)) == {"add": len(report.milestones)}
    first = seen_by_taskwarrior(program)
    assert steps(program("import", path)) == {"skip": len(report.milestones)}
    assert seen_by_taskwarrior(program).keys() == first.keys()
    by_title = {each["description"]: each for each in first.values()}
    uuids = {each.id: by_title[each.title]["uuid"] for each in report.milestones}
    for each in report.milestones:
        task = by_title[each.title]
        due = each.due or each.finish
        assert task["status"] == {"done": "completed", "skipped": "deleted", "waived": "deleted"}.get(
            each.status, "pending"
        )
        # A day there is the same day as here, eight hours west of Greenwich too.
        assert due is None or datetime.strptime(task["due"], "%Y%m%dT%H%M%SZ") - timedelta(hours=8) >= datetime(
            due.year, due.month, due.day
        )
        assert sorted(task.get("depends", [])) == sorted(uuids[one] for one in each.requires)
        assert len(task.get("annotations", [])) == len(each.evidence)
    to_do = [each for each in report.milestones if each.status in ("open", "started")]
    states = {each.id: each.status for each in report.milestones}
    blocked = [each for each in to_do if any(states[one] in ("open", "started") for one in each.requires)]
    assert int(program("+PENDING", "count")) == len(to_do)
    assert int(program("+BLOCKED", "count")) == len(blocked)
    assert int(program("+ACTIVE", "count")) == sum(each.status == "started" for each in to_do)


def test_taskwarrior_shows_due_dates_as_they_are_here(marketing: Plan, tmp_path: Path) -> None:
    report = build(outlook("fresh", marketing), Scope())
    program = taskwarrior(tmp_path)
    program("import", written(report, "taskwarrior", tmp_path))
    for each in report.milestones[:5]:
        assert each.due
        assert int(program(f"due:{each.due.isoformat()}", f"description.is:{each.title}", "count")) == 1
        assert int(program(f"due.before:{each.due.isoformat()}", f"description.is:{each.title}", "count")) == 0


def test_taskwarrior_changes_what_was_done_since(marketing: Plan, tmp_path: Path) -> None:
    source, program = outlook("fresh", marketing), taskwarrior(tmp_path)
    program("import", written(build(source, Scope()), "taskwarrior", tmp_path))
    done = changes.complete(source.journey, marketing, TODAY, "pm-reality-check").journey
    later = build(Outlook(marketing, done, TODAY), Scope())
    found = steps(program("import", written(later, "taskwarrior", tmp_path)))
    assert found["mod"] > 0
    assert found["mod"] + found["skip"] == len(later.milestones)
    assert int(program("status:completed", "count")) == 1


def test_text_is_text_to_taskwarrior(marketing: Plan, tmp_path: Path) -> None:
    program = taskwarrior(tmp_path)
    program("import", written(hostile(marketing), "taskwarrior", tmp_path))
    found = {each["description"]: each for each in seen_by_taskwarrior(program).values()}
    for title in HOSTILE:
        assert set(found[one_line(title)]["tags"]) == {"own", "planner"}
        assert found[one_line(title)]["project"] == "planner.aim"
    noted = [each["description"] for each in found["Write a decision-first case study"]["annotations"]]
    assert noted == [one_line(each) for each in HOSTILE]


# ---- topydo ----


@each_journey
def test_topydo_reads_every_line_and_knows_what_may_begin(name: str, marketing: Plan, tmp_path: Path) -> None:
    report = build(outlook(name, marketing), Scope())
    path = tmp_path / "todo.txt"
    # Without the dates on which tasks may begin, which are compared with the clock.
    path.write_text(re.sub(r" t:\S+", "", str(FORMATS["todo.txt"].render(report))), encoding="utf-8")
    topydo = Program("topydo", tmp_path, "-t", str(path), "-d", str(tmp_path / "done.txt"))
    states = {each.id: each.status for each in report.milestones}
    shown = topydo("ls", "-F", "%K").splitlines()
    identified = [re.findall(r"\bid:(\S+)", line) for line in shown]
    may_begin = {
        each.id
        for each in report.milestones
        if each.status in ("open", "started") and all(states[one] not in ("open", "started") for one in each.requires)
    }
    assert Counter(one for each in identified for one in each) == Counter(may_begin)
    everything = topydo("ls", "-x", "-F", "%K").splitlines()
    assert Counter(re.findall(r"\bid:(\S+)", "\n".join(everything))) == Counter(states.keys())


def test_text_is_text_to_topydo(marketing: Plan, tmp_path: Path) -> None:
    report = hostile(marketing, without="\\")  # topydo 0.16 shows no list at all when a task holds a backslash
    path = written(report, "todo.txt", tmp_path)
    topydo = Program("topydo", tmp_path, "-t", str(path), "-d", str(tmp_path / "done.txt"))
    assert topydo("lsprj").split() == sorted({each.phase for each in report.milestones})
    assert topydo("lscon").split() == []
    assert len(topydo("ls", "-x", "-F", "%i %s").splitlines()) == len(report.milestones) > 45


# ---- TaskJuggler ----


def dates_of_taskjuggler(report: Report, folder: Path) -> dict[str, tuple[date, date]]:
    """First and last day by title; the project has to compile without an error or a warning."""
    path = written(report, "taskjuggler", folder)
    done = subprocess.run(
        ["tj3", "--silent", "--no-color", path.name], cwd=folder, capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stdout + done.stderr) == (0, "")
    with (folder / "plan.csv").open(encoding="utf-8", newline="") as lines:
        return {
            each["Name"].strip(): (date.fromisoformat(each["Start"]), date.fromisoformat(each["End"]))
            for each in csv.DictReader(lines, delimiter=";")
        }


@each_journey
def test_taskjuggler_compiles_and_comes_to_dates_like_ours(name: str, marketing: Plan, tmp_path: Path) -> None:
    report = build(outlook(name, marketing), Scope())
    found = dates_of_taskjuggler(report, tmp_path)
    assert {each.title for each in report.milestones} <= found.keys()
    to_do = [each for each in report.milestones if each.status in ("open", "started")]
    for each in to_do:
        assert found[each.title][0] >= TODAY
        assert each.finish
        assert abs((found[each.title][1] - each.finish).days) <= 28, each.id
        for one in report.milestones:
            if one.id in each.requires and one in to_do and not each.started:
                assert found[one.title][1] <= found[each.title][1]
    ours = max((each.finish for each in to_do if each.finish), default=TODAY)
    assert abs((max(end for _, end in found.values()) - ours).days) <= 14


def test_taskjuggler_compiles_pins_breaks_and_waits(marketing: Plan, tmp_path: Path) -> None:
    journey, day = outlook("fresh", marketing).journey, date(2027, 5, 3)
    for each, kind in (("case-study", PinKind.ON), ("network-map", PinKind.NOT_BEFORE), ("story-bank", PinKind.BY)):
        journey = changes.pin(journey, marketing, TODAY, each, kind, day).journey
    journey = changes.pause(journey, marketing, TODAY, date(2026, 12, 20), date(2027, 1, 10), why="").journey
    report = build(Outlook(marketing, journey, TODAY), Scope())
    found = dates_of_taskjuggler(report, tmp_path)
    title = {each.id: each.title for each in report.milestones}
    assert found[title["network-map"]][0] >= day
    assert found[title["case-study"]][1] >= day
    assert not any(date(2026, 12, 20) <= start <= date(2027, 1, 9) for start, _ in found.values())


def test_text_is_text_to_taskjuggler(marketing: Plan, tmp_path: Path) -> None:
    found = dates_of_taskjuggler(hostile(marketing), tmp_path)
    assert "Evil" not in found
    # It writes quotation marks into the table as they are, so that they are looked for in its text.
    assert '"  say "hi" \\"";' in (tmp_path / "plan.csv").read_text(encoding="utf-8")
    assert {"$ {now}", "$ (HOME)", "# no /* no", "-8<- x ->8-", "back\\"} <= found.keys()
