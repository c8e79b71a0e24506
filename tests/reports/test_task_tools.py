"""What Taskwarrior, todo.txt tools and TaskJuggler are handed: ids that last, dates, states, and text that is inert."""

import json
import re
from datetime import date, timedelta
from functools import cache
from typing import Any
from uuid import UUID

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from planner import catalog
from planner.core import changes
from planner.core.journey import PinKind
from planner.core.outlook import Outlook
from planner.core.plan import Effort, Plan
from planner.core.text import one_line
from planner.reports import Report, Scope, build, taskjuggler, taskwarrior, todo_txt
from tests.conftest import TODAY
from tests.reports.samples import JOURNEYS, outlook

WORD = re.compile(r"\S+")
each_journey = pytest.mark.parametrize("name", JOURNEYS)


@cache
def sample(name: str) -> Report:
    return build(outlook(name, catalog.load("marketing", [catalog.plans_dir()])), Scope())


def titled(plan: Plan, title: str) -> Report:
    """A journey with one milestone of one's own under this title."""
    journey = outlook("fresh", plan).journey
    added = changes.add(journey, plan, TODAY, title, phase="aim", effort=Effort(1, 2, 3)).journey
    return build(Outlook(plan, added, TODAY), Scope())


# ---- Taskwarrior ----


@each_journey
def test_taskwarrior_has_every_milestone_under_a_lasting_uuid(name: str) -> None:
    report = sample(name)
    tasks: list[dict[str, Any]] = json.loads(taskwarrior.render(report))
    assert [each["description"] for each in tasks] == [each.title for each in report.milestones]
    by_id = {each.id: task for each, task in zip(report.milestones, tasks, strict=True)}
    assert len({each["uuid"] for each in tasks}) == len(tasks)
    assert all(UUID(each["uuid"]).version == 5 for each in tasks)
    for each in report.milestones:
        task = by_id[each.id]
        closed = {"done": "completed", "skipped": "deleted", "waived": "deleted"}.get(each.status)
        assert task["status"] == (closed or "pending")
        assert ("end" in task) == bool(closed)
        assert ("start" in task) == (each.status == "started")
        assert task.get("depends", []) == [by_id[one]["uuid"] for one in each.requires]
        assert task["project"] == f"planner.{each.phase}"
        assert [one["description"] for one in task["annotations"]] == [one_line(kept.text) for kept in each.evidence]
        times = [one["entry"] for one in task["annotations"]]
        assert len(set(times)) == len(times)
        if due := each.due or each.finish:
            assert task["due"] == f"{due:%Y%m%d}T235959"
            assert task.get("scheduled", "0") <= task["due"]


def test_the_uuid_is_the_same_in_every_report(marketing: Plan) -> None:
    journey = outlook("fresh", marketing).journey
    later = changes.complete(journey, marketing, TODAY, "pm-reality-check").journey
    first, second = (
        {each["description"]: each["uuid"] for each in json.loads(taskwarrior.render(build(one, Scope())))}
        for one in (Outlook(marketing, journey, TODAY), Outlook(marketing, later, TODAY + timedelta(days=9)))
    )
    assert first == second
    # Pinned: another uuid would double every task that anyone has imported.
    assert first["Test the job against your own motives"] == "c7802a8c-eb92-5161-b7f0-950b4f1e564c"


def test_many_pieces_of_evidence_on_a_day_keep_their_order(marketing: Plan) -> None:
    journey = outlook("fresh", marketing).journey
    for number in range(70):
        journey = changes.save_evidence(journey, marketing, TODAY, "case-study", f"piece {number}").journey
    tasks = json.loads(taskwarrior.render(build(Outlook(marketing, journey, TODAY), Scope())))
    (notes,) = [each["annotations"] for each in tasks if len(each["annotations"]) > 1]
    assert [each["description"] for each in notes] == [f"piece {number}" for number in range(70)]
    times = [each["entry"] for each in notes]
    assert times == sorted(set(times))
    assert times[0].endswith("T120000Z")
    assert times[69].endswith("T120109Z")


# ---- todo.txt ----


@each_journey
def test_todo_txt_has_a_line_for_each_milestone(name: str) -> None:
    report = sample(name)
    lines = todo_txt.render(report).splitlines()
    assert len(lines) == len(report.milestones)
    for each, line in zip(report.milestones, lines, strict=True):
        words = WORD.findall(line)
        started = report.person.started.isoformat()
        if each.status in ("open", "started"):
            assert words[0] == started
        else:
            assert words[:2] == ["x", (each.finished or report.period.last).isoformat()]
            assert words[2] <= words[1]
        assert f" {each.title} " in line
        assert (f"({each.status})" in words) == (each.status in ("skipped", "waived"))
        keys = dict(word.split(":", 1) for word in words if re.match(r"(due|t|id):", word))
        due = each.due or each.finish
        assert keys["id"] == each.id
        assert keys.get("due") == (due.isoformat() if due else None)
        assert keys.get("t", "") <= keys.get("due", "9")
        assert {word[2:] for word in words if word.startswith("p:")} == {
            one.id for one in report.milestones if each.id in one.requires
        }
        assert [word for word in words if word[0] in "+@"] == [f"+{each.phase}"]


@pytest.mark.parametrize(
    ("title", "shown"),
    [
        ("x done", "x done"),
        ("(A) urgent", "(A) urgent"),
        ("Talk to @ada about +beta", "Talk to “@ada” about “+beta”"),
        ("rec:1d due:2020-01-01", "“rec:1d” “due:2020-01-01”"),
        ("Read https://example.org/a:b now", "Read https://example.org/a:b now"),
        ("C++ at 12:30, + and @", "C++ at 12:30, + and @"),
        ("Aim: one job", "Aim: one job"),
        ("a\nx 2020-01-01 b", "a x 2020-01-01 b"),
        ("é:b ünï:x", "“é:b” “ünï:x”"),
    ],
)
def test_a_title_means_nothing_to_todo_txt(marketing: Plan, title: str, shown: str) -> None:
    (line,) = [each for each in todo_txt.render(titled(marketing, title)).splitlines() if shown in each]
    assert line.startswith(f"2026-11-22 {shown} +aim due:2")


@settings(max_examples=60)
@given(st.text(alphabet="ab:+@/ x.é-", min_size=1, max_size=40))
def test_no_word_of_a_title_is_a_project_a_context_or_a_key(title: str) -> None:
    words = todo_txt.literal(title).split()
    assert not any(re.fullmatch(r"[+@]\S+", word) for word in words)
    assert not any(re.fullmatch(r"[^\W\d][^:]*:(?!//)\S+", word) for word in words)
    assert [word.strip("“”") for word in words] == title.split()


# ---- TaskJuggler ----


@each_journey
def test_taskjuggler_has_a_task_for_each_milestone(name: str) -> None:
    report = sample(name)
    text = taskjuggler.render(report)
    names = re.findall(r'^  task (m_\w+) "(.*)" \{$', text, re.MULTILINE)
    assert {title for _, title in names} == {each.title.replace('"', '\\"') for each in report.milestones}
    assert len({each for each, _ in names}) == len(report.milestones)
    assert text.count("complete 100") == sum(each.status not in ("open", "started") for each in report.milestones)
    waiting = [each for each in report.milestones if each.wait_days and each.status == "open"]
    assert re.findall(r"duration (\d+)d", text) == [str(each.wait_days) for each in waiting]
    minutes = sum(int(each) for each in re.findall(r"effort (\d+)min", text))
    assert minutes == pytest.approx(60 * sum(each.hours_left for each in report.milestones), abs=8 * len(names))


def test_taskjuggler_is_told_of_pins(marketing: Plan) -> None:
    journey, day = outlook("fresh", marketing).journey, date(2027, 3, 1)
    journey = changes.pin(journey, marketing, TODAY, "network-map", PinKind.NOT_BEFORE, day).journey
    journey = changes.pin(journey, marketing, TODAY, "case-study", PinKind.ON, day).journey
    text = taskjuggler.render(build(Outlook(marketing, journey, TODAY), Scope()))
    assert text.count('task release "Not before" { milestone start 2027-03-01 }') == 1
    assert text.count('task fixed "Fixed" { milestone start 2027-03-01 }') == 1


@pytest.mark.parametrize(
    ("title", "written"),
    [
        ('say "hi"', r'"say \"hi\""'),
        ("back\\", '"back\\ "'),
        ("${now} and $(HOME)", '"$ {now} and $ (HOME)"'),
        ("a\nb", '"a b"'),
        ("-8<- # /* [x]", '"-8<- # /* [x]"'),
        ("$5 {x}", '"$5 {x}"'),
    ],
)
def test_a_title_is_a_string_to_taskjuggler(title: str, written: str) -> None:
    assert taskjuggler.literal(title) == written


def test_ids_that_look_alike_get_names_of_their_own(marketing: Plan) -> None:
    report = titled(marketing, "network map")
    assert {"network-map", "network-map-2"} <= {each.id for each in report.milestones}
    names = re.findall(r"^  task (\w+)", taskjuggler.render(report), re.MULTILINE)
    assert len(set(names)) == len(names)


@pytest.mark.parametrize("module", [taskwarrior, todo_txt, taskjuggler])
def test_what_is_private_is_in_none(module: Any, marketing: Plan) -> None:
    journey = titled(marketing, "Leave Initech quietly")
    added = changes.add(
        outlook("fresh", marketing).journey, marketing, TODAY, "Leave Initech quietly", phase="aim",
        effort=Effort(1, 2, 3),
    ).journey  # fmt: skip
    hidden = changes.edit(added, marketing, TODAY, "leave-initech-quietly", private=True).journey
    assert "nitech" in module.render(journey)
    assert "nitech" not in module.render(build(Outlook(marketing, hidden, TODAY), Scope()))
