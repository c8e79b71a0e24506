"""The numbers on the web page are those of the JSON report, recomputed from it alone."""

import json
from datetime import date
from typing import Any

import pytest

from planner.core.trends import whole_hours
from planner.core.wording import date_words, hours_words
from planner.reports import FORMATS
from tests.reports.html.reading import Tree, having, parsed, rows, sample, the, words, written
from tests.reports.samples import JOURNEYS

every_journey = pytest.mark.parametrize("name", JOURNEYS)


def both(name: str) -> tuple[Tree, dict[str, Any]]:
    """The page as a tree, and the JSON report."""
    found: dict[str, Any] = json.loads(FORMATS["json"].render(sample(name)))
    return parsed(written(sample(name))), found


def day(value: str | None) -> str:
    return date_words(date.fromisoformat(value)) if value else "–"


@every_journey
def test_the_key_figures(name: str) -> None:
    tree, found = both(name)
    progress, hours, finish, _ = (words(node) for node in having(tree, "value"))
    assert progress == f"{found['progress']['percent']} %"
    assert hours == hours_words(found["progress"]["logged_in_period"])
    if forecast := found["forecast"]:
        assert finish.endswith(day(forecast["p80"]))
        assert f"{round(forecast['chance'] * 100)} % likely" in words(tree) if forecast["target"] else True
    else:
        assert finish == day(found["dates"]["finish"])


@every_journey
def test_the_burn_up(name: str) -> None:
    tree, found = both(name)
    chart = found["charts"]["burn_up"]
    table = {row[0]: row[1:] for row in rows(the(tree, "burn-up"))}
    points = {day(point["date"]): point for point in chart["points"]}
    fan = {day(point["date"]): point for point in chart["fan"]}
    assert table.keys() <= points.keys() | fan.keys()
    assert len(table) > min(30, len(points) / 2)
    for when, (done, promised, *range_) in table.items():
        if point := points.get(when):
            assert done == (whole_hours(point["done"]) if point["done"] is not None else "–")
            assert promised == whole_hours(point["promised"])
        if range_ and when in fan:
            assert range_ == [whole_hours(fan[when][key]) for key in ("low", "middle", "high")]


@every_journey
def test_the_weeks_and_their_columns(name: str) -> None:
    tree, found = both(name)
    part, weeks = the(tree, "weeks"), found["charts"]["weeks"]["weeks"]
    shown = {kind: [words_or_dash(week[kind]) for week in weeks] for kind in ("logged", "habits", "planned")}
    table = rows(part)
    assert [row[0] for row in table] == [day(week["first"]) for week in weeks]
    for place, kind in enumerate(shown, 1):
        assert [row[place] for row in table] == shown[kind]
    tall = [float(node.get("height", "")) for node in having(the(part, "drawing"), "solid")]
    logged = [week["logged"] for week in weeks if week["logged"]]
    assert len(tall) == len(logged)
    if tall:
        scale = max(tall) / max(logged)
        assert tall == pytest.approx([hours * scale for hours in logged], abs=0.2)


def words_or_dash(hours: float) -> str:
    return hours_words(hours) if hours else "–"


@every_journey
def test_the_phases(name: str) -> None:
    tree, found = both(name)
    table = rows(the(tree, "phases"))
    assert [(row[0], row[1], row[2], row[5]) for row in table] == [
        (each["title"], each["word"], f"{each['percent']} %", day(each["due"])) for each in found["charts"]["phases"]
    ]


@every_journey
def test_the_skills(name: str) -> None:
    tree, found = both(name)
    said = [node.get("aria-label") for node in having(tree, "scale")]
    assert said == [
        f"{each['name']}: {each['start']} at the start, {each['now']} now, target {each['target']}"
        for each in found["skills"]
    ]


@every_journey
@pytest.mark.parametrize(("look", "key"), [("done", "done"), ("in-progress", "in_progress"), ("late", "late")])
def test_the_lists(name: str, look: str, key: str) -> None:
    tree, found = both(name)
    parts = [node for node in having(tree, "part") if look in node.get("class", "").split()]
    if name == "finished" and key != "done":
        assert (parts, found[key]) == ([], [])
        return
    (part,) = parts
    assert [words(node) for node in having(part, "title")] == [each["title"] for each in found[key]]
    for entry, each in zip(part.iterfind(".//li[@class]"), found[key], strict=False):
        if key == "done":
            assert day(each["finished"]) in words(entry)


@every_journey
def test_habits_gates_and_questions(name: str) -> None:
    tree, found = both(name)
    for look in ("habits", "gates"):
        parts = [node for node in having(tree, "part") if look in node.get("class", "").split()]
        assert [words(node) for part in parts for node in having(part, "title")] == [
            each["title"] for each in found[look]
        ]
    questions = the(tree, "questions")
    assert [words(node) for node in having(questions, "title")] == found["questions"]
