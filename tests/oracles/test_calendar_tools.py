"""khal, todoman and calcurse take our calendars, twice without doubling, and what todoman did comes back.

khal and todoman keep a calendar as a folder of one entry a file, calcurse in files of its own.
"""

import json
import re
import sys
from collections import Counter
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any, Final

import pytest

from planner import catalog
from planner.core import changes
from planner.core.outlook import Outlook
from planner.core.plan import Plan
from planner.core.wording import hours_words
from planner.exchange import save_folder
from planner.reports import FORMATS, Report, Scope, build
from tests.conftest import TODAY
from tests.oracles.programs import Program
from tests.reports.samples import JOURNEYS, outlook

pytestmark = pytest.mark.system

DAYS: Final = 60
KHAL: Final = """\
[calendars]
[[planner]]
path = {folder}
type = calendar
[locale]
timeformat = %H:%M
dateformat = %Y-%m-%d
longdateformat = %Y-%m-%d
datetimeformat = %Y-%m-%d %H:%M
longdatetimeformat = %Y-%m-%d %H:%M
[default]
default_calendar = planner
[sqlite]
path = {cache}
"""
TODOMAN: Final = """\
path = "{folder}/*"
date_format = "%Y-%m-%d"
time_format = "%H:%M"
cache_path = "{cache}"
default_list = "planner"
"""


def report(name: str, plan: Plan) -> Report:
    return build(outlook(name, plan), Scope())


def written(report: Report, form: str, folder: Path) -> Path:
    content = FORMATS[form].render(report)
    assert isinstance(content, str)
    path = folder / f"{form}.ics"
    path.write_text(content, encoding="utf-8", newline="")
    return path


def days_of_work(report: Report) -> dict[date, float]:
    """Hours by day, of the days that are asked for."""
    found: dict[date, float] = {}
    for each in report.milestones:
        for block in each.blocks:
            if block.date < TODAY + timedelta(days=DAYS):
                found[block.date] = found.get(block.date, 0.0) + block.hours
    return found


# ---- khal ----


def khal(home: Path, folder: Path) -> Program:
    folder.mkdir(exist_ok=True)
    config = home / "khal.conf"
    config.write_text(KHAL.format(folder=folder, cache=home / "khal.db"), encoding="utf-8")
    return Program("khal", home, "-c", str(config))


def seen_by_khal(program: Program) -> Counter[tuple[date, str, str]]:
    """Day, hours and alarm of everything in the days asked for."""
    out = program("list", str(TODAY), f"{DAYS}d", "--day-format", "", "--format", "{start-date}|{title}|{alarm-symbol}")
    lines = [line.split("|") for line in out.splitlines() if "|" in line]
    return Counter((date.fromisoformat(on), title.split(":")[0], alarm.strip()) for on, title, alarm in lines)


def test_khal_imports_twice_and_shows_each_day_once(marketing: Plan, tmp_path: Path) -> None:
    made = report("half-way", marketing)
    program = khal(tmp_path, tmp_path / "calendar")
    path = written(made, "ics-event", tmp_path)
    expected = Counter((on, hours_words(hours), "") for on, hours in days_of_work(made).items())
    assert len(expected) > 15
    for _ in range(2):
        program("import", "--batch", path)
        assert {each for each in seen_by_khal(program).items() if each[0][1][0].isdigit() or " h" in each[0][1]} == set(
            expected.items()
        )


def test_khal_shows_a_folder_that_is_kept_up_to_date(marketing: Plan, tmp_path: Path) -> None:
    source = outlook("fresh", marketing)
    folder = tmp_path / "calendar"
    program = khal(tmp_path, folder)
    made = build(source, Scope(alarm_minutes=19 * 60))
    save_folder(made, "ics-event", folder)
    days = days_of_work(made)
    assert seen_by_khal(program) == Counter((on, hours_words(hours), "⏰") for on, hours in days.items())
    day = sorted(days)[5]
    paused = changes.pause(source.journey, marketing, TODAY, day, day, why="").journey
    later = build(Outlook(marketing, paused, TODAY), Scope())
    assert save_folder(later, "ics-event", folder).changed > 0
    assert day not in {on for on, _, _ in seen_by_khal(program)}
    assert {on for on, _, _ in seen_by_khal(program)} == days_of_work(later).keys()


# ---- todoman ----


def todoman(home: Path) -> tuple[Program, Path]:
    folder = home / "calendars" / "planner"
    folder.mkdir(parents=True)
    config = home / "todoman.py"
    config.write_text(TODOMAN.format(folder=folder.parent, cache=home / "todoman.db"), encoding="utf-8")
    return Program("todo", home, "-c", str(config)), folder


def seen_by_todoman(program: Program) -> dict[str, Any]:
    found = json.loads(program("--porcelain", "list", "--status", "ANY"))
    titles = Counter(each["summary"] for each in found)
    assert max(titles.values()) == 1
    return {each["summary"]: each for each in found}


@pytest.mark.parametrize("name", JOURNEYS)
def test_todoman_reads_every_task(name: str, marketing: Plan, tmp_path: Path) -> None:
    made = report(name, marketing)
    program, folder = todoman(tmp_path)
    for _ in range(2):
        save_folder(made, "ics-todo", folder)
        tasks = seen_by_todoman(program)
        assert len(tasks) == len(made.milestones)
        for each in made.milestones:
            task = tasks[each.title]
            due = each.due or each.finish
            assert task["completed"] == (each.status not in ("open", "started"))
            assert task["categories"] == [each.phase_title]
            assert (task["due"] and datetime.fromtimestamp(task["due"], UTC).date()) == due
            assert each.status in ("skipped", "waived") or task["percent"] == each.percent


def test_what_todoman_did_is_proposed_accepted_and_undone(tmp_path: Path) -> None:
    planner = Program(sys.executable, tmp_path, "-m", "planner", PLANNER_FILE=str(tmp_path / "journey.json"),
                      PYTHONPATH=str(Path(__file__).parents[2]), PLANNER_PLANS=str(catalog.plans_dir()))  # fmt: skip
    program, folder = todoman(tmp_path)
    planner("start", "--from", "marketing", "--name", "Ada")
    planner("report", "--format", "ics-todo", "--split", "--output", folder)
    before = planner("list", "--json")
    tasks = seen_by_todoman(program)
    listed = {each["id"]: each for each in json.loads(before)["milestones"]}

    def number(milestone: str) -> str:
        return str(tasks[listed[milestone]["title"]]["id"])

    program("done", number("pm-reality-check"))
    program("edit", number("tech-literacy"), "--due", "2035-03-04")
    program("cancel", number("case-study"))
    found = json.loads(planner("import", "ics", folder, "--json"))
    assert {(each["id"], each["what"], each["old"], each["new"]) for each in found["proposals"]} == {
        ("pm-reality-check", "done", "open", "done"),
        ("tech-literacy", "due", listed["tech-literacy"]["due"], "2035-03-04"),
        ("case-study", "drop", "open", "dropped"),
    }
    assert planner("list", "--json") == before

    planner("import", "ics", folder, "--accept", "pm-reality-check,tech-literacy")
    after = {each["id"]: each for each in json.loads(planner("list", "--json"))["milestones"]}
    assert after["pm-reality-check"]["status"] == "done"
    assert after["tech-literacy"]["due"] == "2035-03-04"
    assert after["case-study"]["status"] == "open"
    left = json.loads(planner("import", "ics", folder, "--json"))["proposals"]
    assert [each["id"] for each in left] == ["case-study"]
    planner("undo")
    assert planner("list", "--json") == before
    again = json.loads(planner("import", "ics", folder, "--json"))["proposals"]
    assert again == found["proposals"]


# ---- calcurse ----


def calcurse(home: Path) -> Program:
    (home / "calcurse").mkdir()
    return Program("calcurse", home, "-D", str(home / "calcurse"))


def seen_by_calcurse(program: Program) -> Counter[str]:
    out = program("-Q", "--filter-type", "event", "--from", f"{TODAY:%m/%d/%Y}", "--days", str(DAYS))
    return Counter(line.removeprefix(" * ") for line in out.splitlines() if line.startswith(" * "))


def test_calcurse_shows_days_of_work_once_when_ours_are_purged_before_an_import(
    marketing: Plan, tmp_path: Path
) -> None:
    made = build(outlook("half-way", marketing), Scope(alarm_minutes=0))
    path = written(made, "ics-event", tmp_path)
    program = calcurse(tmp_path)
    imported = program("-i", path)
    events = path.read_text(encoding="utf-8").count("BEGIN:VEVENT")
    assert f"0 apps / {events} events / 0 todos / 0 skipped" in imported
    first = seen_by_calcurse(program)
    hours = Counter(line.split(":")[0] for line in first.elements() if " h: " in line)
    assert hours == Counter(hours_words(each) for each in days_of_work(made).values())
    with (tmp_path / "calcurse" / "apts").open("a", encoding="utf-8") as file:
        file.write("11/24/2026 [1] Lunch with a planner\n")
    program("-i", path)
    assert seen_by_calcurse(program) != first, "calcurse has begun to know uids: the purge is no longer needed"
    program("-P", "--filter-pattern", r" \(planner\)$")
    assert list(seen_by_calcurse(program)) == ["Lunch with a planner"]
    program("-i", path)
    assert seen_by_calcurse(program) - Counter(["Lunch with a planner"]) == first


@pytest.mark.parametrize("name", JOURNEYS)
def test_calcurse_takes_the_tasks(name: str, marketing: Plan, tmp_path: Path) -> None:
    made = report(name, marketing)
    program = calcurse(tmp_path)
    imported = program("-i", written(made, "ics-todo", tmp_path))
    assert f"0 apps / 0 events / {len(made.milestones)} todos / 0 skipped" in imported
    lines = program("-Q", "--filter-type", "todo", "--filter-uncompleted").splitlines()
    titles = Counter(re.sub(r"^\d+\. ", "", line) for line in lines if re.match(r"\d+\. ", line))
    done = [each.title for each in made.milestones if each.status == "done"]
    assert titles == Counter(each.title for each in made.milestones if each.title not in done)
