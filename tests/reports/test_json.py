"""The JSON report: one stable object, raw letters, and numbers that agree with the outlook."""

import json
from datetime import date
from typing import Any

import pytest

from planner.core.plan import Plan
from planner.reports import Scope, build
from planner.session import Beginning, Session
from tests.reports.samples import JOURNEYS, outlook, text


def loaded(name: str, plan: Plan) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(text("json", build(outlook(name, plan), Scope())))
    return found


def test_its_keys_are_those_documented(marketing: Plan) -> None:
    assert list(loaded("fresh", marketing)) == [
        "version",
        "journey_id",
        "person",
        "period",
        "summary",
        "progress",
        "dates",
        "forecast",
        "done",
        "rose",
        "passed",
        "in_progress",
        "late",
        "next_weeks",
        "skills",
        "readiness",
        "gates",
        "habits",
        "questions",
        "notes",
        "left_out",
        "milestones",
        "charts",
    ]


@pytest.mark.parametrize("name", JOURNEYS)
def test_its_numbers_are_those_of_the_outlook(name: str, marketing: Plan) -> None:
    source, found = outlook(name, marketing), loaded(name, marketing)
    assert found["version"] == 1
    assert found["progress"]["percent"] == source.progress.percent
    assert found["progress"]["streak"] == source.streak
    assert date.fromisoformat(found["dates"]["finish"]) == source.finish
    for each in found["milestones"]:
        state = source.milestones[each["id"]]
        assert each["status"] == state.status.value
        assert each["due"] == (state.due.isoformat() if state.due else None)
        assert each["hours_logged"] == pytest.approx(state.item.logged, abs=0.005)
        assert each["hours_planned"] == pytest.approx(state.item.personal, abs=0.005)
    assert [each["now"] for each in found["skills"]] == [state.now for state in source.skills]


def test_letters_are_not_escaped(session: Session) -> None:
    week = JOURNEYS["fresh"](session.load_plan("marketing")).settings.week
    session.start(Beginning("marketing", week, name="Ömer 日本 “x”"), identifier="j")
    content = session.render(Scope(), "json")
    assert isinstance(content, str)
    assert "Ömer 日本 “x”" in content
    assert content.endswith("\n}\n")
    assert '\n  "person": {' in content
