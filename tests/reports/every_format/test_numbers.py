"""The formats agree: numbers worked out from the JSON are those that the page, the Markdown and the table show.

Only the JSON is read here, as a program would that knows nothing of the planner but how it writes dates and hours.
"""

import csv
import io
import json
import re
from datetime import date, timedelta
from typing import Any
from xml.etree import ElementTree

import pytest

from planner.core.forecast import forecast
from planner.core.plan import Plan
from planner.core.wording import counted, date_words, hours_number, hours_words
from planner.reports import FORMATS, Report, Scope, build
from tests.reports.every_format.world import RUNS
from tests.reports.every_format.world import report as world
from tests.reports.samples import JOURNEYS, outlook

CASES = (*JOURNEYS, "world")
ALL = Scope(is_private_included=True)


@pytest.fixture(params=CASES, scope="module")
def case(request: pytest.FixtureRequest, marketing: Plan) -> Report:
    """A report with everything in it, what is private too, so that sums can be checked."""
    if request.param == "world":
        return world(lambda field: f"the {field}", ALL)
    of = outlook(request.param, marketing)
    return build(of, ALL, forecast(of, runs=RUNS))


def facts(case: Report) -> Any:
    return json.loads(FORMATS["json"].render(case))


def day(value: str | None) -> str:
    return date_words(date.fromisoformat(value)) if value else "–"


def markdown(case: Report) -> str:
    text = FORMATS["md"].render(case)
    assert isinstance(text, str)
    return text


def table(text: str, head: str) -> list[list[str]]:
    """The rows of the Markdown table whose first head is that."""
    found = re.search(rf"^\| {head} .*\n\|[- :|]+\|\n((?:\|.*\n)*)", text, re.MULTILINE)
    assert found, head
    return [[cell.strip() for cell in re.split(r"(?<!\\)\|", row)[1:-1]] for row in found[1].splitlines()]


def page(case: Report) -> ElementTree.Element:
    text = FORMATS["html"].render(case)
    assert isinstance(text, str)
    return ElementTree.fromstring(text.split("\n", 1)[1])


def amount(text: str) -> float | None:
    """Hours as they are said, as a number; None for a dash."""
    found = re.fullmatch(r"(\d*)([¼½¾]?) h", text)
    return int(found[1] or 0) + {"": 0, "¼": 0.25, "½": 0.5, "¾": 0.75}[found[2]] if found else None


def words(element: ElementTree.Element) -> str:
    return " ".join("".join(element.itertext()).split())


def figures(case: Report) -> dict[str, list[str]]:
    """The key figures of the page: label to the lines below it."""
    found = [[words(part) for part in each] for each in page(case).iterfind(".//div[@class='figure']")]
    return {label: lines for label, *lines in found}


def numbers_of(case: Report, name: str) -> list[list[str]]:
    """The table below a drawing of the page."""
    section = next(each for each in page(case).iter("section") if name in (each.get("class") or "").split())
    rows = [[words(cell) for cell in row] for row in section.iter("tr")]
    return rows[1:]


def test_sums_are_those_of_the_milestones(case: Report) -> None:
    found = facts(case)
    milestones, progress = found["milestones"], found["progress"]
    states = [each["status"] for each in milestones]
    assert progress["done"] == states.count("done")
    assert progress["open"] == states.count("open") + states.count("started")
    assert (progress["started"], progress["skipped"], progress["waived"]) == tuple(
        states.count(each) for each in ("started", "skipped", "waived")
    )
    assert progress["logged_in_all"] == pytest.approx(sum(each["hours_logged"] for each in milestones), abs=0.5)
    first = date.fromisoformat(found["next_weeks"]["first"])
    days = {(first + timedelta(days=offset)).isoformat() for offset in range(14)}
    planned = sum(block["hours"] for each in milestones for block in each["blocks"] if block["date"] in days)
    assert found["next_weeks"]["hours_planned"] == pytest.approx(planned, abs=0.05)
    assert sum(each["hours"] for each in found["next_weeks"]["work"]) == pytest.approx(planned, abs=0.05)
    assert sum(phase["done"] for phase in progress["phases"]) == progress["done"]
    assert sum(phase["counted"] for phase in progress["phases"]) == progress["done"] + progress["open"]
    settled = [each["id"] for each in milestones if each["status"] in ("done", "skipped", "waived")]
    assert sorted(each["id"] for each in found["done"]) == sorted(settled)
    if found["dates"]["target"] and found["dates"]["finish"]:
        target, finish = (date.fromisoformat(found["dates"][each]) for each in ("target", "finish"))
        assert found["dates"]["days_spare"] == (target - finish).days
    ahead = [each["finish"] for each in milestones if each["status"] in ("open", "started")]
    assert found["dates"]["finish"] == max(ahead or [each["finish"] for each in milestones if each["finish"]])


def test_the_page_shows_these_numbers(case: Report) -> None:
    found, shown = facts(case), figures(case)
    progress, dates = found["progress"], found["dates"]
    percent, _, promised, counts = shown["Progress"]
    assert percent == f"{progress['percent']} %"
    assert promised == f"{progress['promised_percent']} % promised by now"
    whole = counted(progress["done"] + progress["open"], "milestone")
    assert counts.startswith(f"{progress['done']} of {whole} done")
    assert ("skipped" in counts) == bool(progress["skipped"])
    assert shown["Hours"][0] == hours_words(progress["logged_in_period"])
    assert any(hours_words(progress["available_in_period"]) in line for line in shown["Hours"])
    if dates["is_finished"]:
        assert shown["Finished"][0] == day(dates["finish"])
    else:
        p50, p80 = (date.fromisoformat(found["forecast"][each]) for each in ("p50", "p80"))
        assert shown["Finish"][0].endswith(date_words(p80))
        assert shown["Finish"][0].startswith(f"{p50.day} {date_words(p50).split()[1]}")


def test_the_drawings_show_these_numbers(case: Report) -> None:
    charts = facts(case)["charts"]
    weeks = [
        [
            day(each["first"]),
            *(hours_words(each[kind]) if each[kind] else "–" for kind in ("logged", "habits", "planned")),
        ]
        for each in charts["weeks"]["weeks"]
    ]
    assert [row[:4] for row in numbers_of(case, "weeks")] == weeks
    phases = [[each["title"], f"{each['percent']} %", day(each["due"])] for each in charts["phases"]]
    assert [[row[0], row[2], row[5]] for row in numbers_of(case, "phases")] == phases
    points = {day(each["date"]): each for each in charts["burn_up"]["points"]}
    rows = [row for row in numbers_of(case, "burn-up") if row[0] in points]
    assert len(rows) > 1
    for on, done, promised, *_ in rows:
        assert amount(promised) == pytest.approx(points[on]["promised"], abs=0.51)
        expected = points[on]["done"]
        assert amount(done) == (None if expected is None else pytest.approx(expected, abs=0.51))


def test_the_markdown_shows_these_numbers(case: Report) -> None:
    found, text = facts(case), markdown(case)
    progress = found["progress"]
    rows = [[e["title"], e["word"], f"{e['done']} of {e['counted']}", f"{e['percent']} %"] for e in progress["phases"]]
    assert table(text, "Phase") == rows
    assert f"{counted(progress['done'], 'milestone')} done" in text
    levels = [[e["name"], *(str(e[level]) for level in ("start", "now", "target"))] for e in found["skills"]]
    assert [row[:4] for row in table(text, "Skill")] == levels
    readiness = found["readiness"]
    assert f"Readiness {readiness['percent']} of 100: skills at {readiness['skills_percent']} %" in text
    if progress["logged_in_period"]:
        room = hours_words(progress["available_in_period"])
        assert f"{hours_words(progress['logged_in_period'])} logged, of {room} available" in text
    if not found["dates"]["is_finished"]:
        assert all(day(found["forecast"][each]) in text for each in ("p50", "p80", "p95"))
    if found["next_weeks"]["work"]:
        planned = [
            [hours_number(e["hours"]), day(e["first"]), day(e["last"]), day(e["due"])]
            for e in found["next_weeks"]["work"]
        ]
        after = text[text.index("## Next two weeks") :]
        assert [row[1:] for row in table(after, "Milestone")] == planned
    if found["in_progress"]:
        started = [
            [hours_words(e["hours_logged"]), hours_words(e["hours_left"]), day(e["due"]), day(e["finish"])]
            for e in found["in_progress"]
        ]
        after = text[text.index("## In progress") :]
        assert [[row[1], row[2], row[4], row[5]] for row in table(after, "Milestone")] == started
    for each in found["done"]:
        hours = f" ({hours_words(each['hours'])})" if each["hours"] else ""
        assert re.search(rf"^- {day(each['finished'])}: .*{re.escape(hours)}", text, re.MULTILINE)


def test_the_table_shows_these_numbers(case: Report) -> None:
    content = FORMATS["csv"].render(case)
    assert isinstance(content, str)
    rows = list(csv.DictReader(io.StringIO(content.removeprefix("\ufeff"), newline="")))
    milestones = facts(case)["milestones"]
    assert len(rows) == len(milestones)
    for row, each in zip(rows, milestones, strict=True):
        for key in ("id", "status", "start", "finish", "due", "pin_kind", "pin_date", "started", "finished"):
            assert row[key] == (each[key] or "")
        for key in ("percent", "wait_days", "float_days", "hours_planned", "hours_logged", "hours_left"):
            assert float(row[key] or "nan") == pytest.approx(
                each[key] if each[key] is not None else float("nan"), nan_ok=True
            )
        assert row["requires"].split() == each["requires"]
