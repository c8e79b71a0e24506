"""One report, many formats: the numbers worked out from the JSON are those that Markdown and CSV show."""

import json
import re
from datetime import date, timedelta
from typing import Any

import pytest

from planner.core.wording import date_words, hours_words
from tests.reports.samples import JOURNEYS, text, whole_report
from tests.reports.test_csv import rows


@pytest.fixture(params=JOURNEYS)
def name(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def facts(name: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(text("json", whole_report(name)))
    return found


@pytest.fixture
def page(name: str) -> str:
    return text("md", whole_report(name))


def test_counts_and_hours(facts: dict[str, Any], page: str) -> None:
    of = {status: [each for each in facts["milestones"] if each["status"] == status] for status in ("done", "started")}
    open_count = sum(each["status"] in ("open", "started") for each in facts["milestones"])
    assert facts["progress"]["done"] == len(of["done"])
    assert facts["progress"]["open"] == open_count
    whole = sum(each["hours_logged"] for each in facts["milestones"])
    assert facts["progress"]["logged_in_all"] == pytest.approx(whole, abs=0.005 * len(facts["milestones"]))
    assert f"{len(of['done'])} milestones done" in page
    assert (f"{hours_words(whole)} logged" in page) == (whole > 0)
    table = page.partition("## In progress")[2].partition("\n## ")[0]
    assert table.count("\n|") == (len(of["started"]) + 2 if of["started"] else 0)
    for each in of["started"]:
        assert f"| {hours_words(each['hours_logged'])} | " in re.sub(" +", " ", table)


def test_dates_and_days_late(facts: dict[str, Any], page: str) -> None:
    ends = [date.fromisoformat(each["finish"]) for each in facts["milestones"] if each["finish"]]
    assert facts["dates"]["finish"] == max(ends).isoformat()
    assert date_words(max(ends)) in page
    late = {
        each["id"]: (date.fromisoformat(each["finish"]) - date.fromisoformat(each["due"])).days
        for each in facts["milestones"]
        if each["status"] in ("open", "started") and each["due"] and each["finish"] > each["due"]
    }
    assert {each["id"]: each["days_late"] for each in facts["late"] if each["days_late"]} == late
    for days in late.values():
        assert f"{days} days" in page


def test_the_next_two_weeks(facts: dict[str, Any], page: str) -> None:
    today = date.fromisoformat(facts["period"]["last"])
    last = (today + timedelta(days=13)).isoformat()
    blocks = [block for each in facts["milestones"] for block in each["blocks"] if block["date"] <= last]
    hours = sum(block["hours"] for block in blocks)
    assert facts["next_weeks"]["hours_planned"] == pytest.approx(hours, abs=0.05)
    assert (f"{hours_words(hours)} planned for milestones" in page) == bool(blocks)


def test_readiness_and_skills(facts: dict[str, Any], page: str) -> None:
    found = facts["readiness"]
    share = found["gates_passed"] / found["gates_counted"]
    assert found["percent"] == pytest.approx(0.6 * found["skills_percent"] + 40 * share, abs=1.6)
    assert f"Readiness {found['percent']} of 100" in page
    rose = {each["id"]: each for each in facts["rose"]}
    for skill in facts["skills"]:
        assert (skill["now"] > skill["start"]) == (skill["id"] in rose)
        if skill["id"] in rose:
            assert f"{skill['name']} from {skill['start']} to {skill['now']}" in page


def test_the_forecast(facts: dict[str, Any], page: str) -> None:
    found = facts["forecast"]
    assert (found is None) == (facts["progress"]["open"] == 0)
    if found is None:
        return
    rising = [found["p50"], found["p80"], found["p90"], found["p95"]]
    assert rising == sorted(rising)
    for key in ("p50", "p80", "p95"):
        assert date_words(date.fromisoformat(found[key])) in page
    if found["chance"] is not None:
        assert f"a chance of {round(100 * found['chance'])} %" in page


def test_the_table_has_the_same_numbers(name: str, facts: dict[str, Any]) -> None:
    found = rows(text("csv", whole_report(name)))
    assert len(found) == len(facts["milestones"])
    for row, each in zip(found, facts["milestones"], strict=True):
        for key in ("hours_planned", "hours_logged", "hours_left", "percent", "wait_days"):
            assert float(row[key]) == each[key]
        for key in ("start", "finish", "due", "pin_date", "finished"):
            assert row[key] == (each[key] or "")
        assert row["float_days"] == ("" if each["float_days"] is None else str(each["float_days"]))
