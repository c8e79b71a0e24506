"""The table: what a CSV reader gets out of it, and that nothing in it is a formula."""

import csv
import io
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner.core import changes
from planner.core.journey import Journey
from planner.core.outlook import Outlook
from planner.core.plan import Effort, Plan
from planner.core.text import one_line
from planner.demo import half_way
from planner.reports import Scope, build
from planner.reports.csv import COLUMNS, _inert
from tests.conftest import TODAY
from tests.reports.samples import JOURNEYS, text, whole_report

FORMULAS = (
    "=1+1",
    "+1+1",
    "-1+1",
    "@SUM(1)",
    '=HYPERLINK("http://example.org","x")',
    "=cmd|' /C calc'!A0",
    "\t=1+1",
    "\n=1+1",
    "  =1+1",
    "a;=1+1",
    'a"; =1+1',
    "'=1",
    "＝1+1",
)


def rows(content: str, delimiter: str = ",") -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(content.removeprefix("\ufeff"), newline=""), delimiter=delimiter))


@pytest.mark.parametrize("name", JOURNEYS)
def test_a_reader_gets_every_milestone(name: str) -> None:
    report = whole_report(name)
    found = rows(text("csv", report))
    assert [each["id"] for each in found] == [each.id for each in report.milestones]
    assert list(found[0]) == list(COLUMNS)
    for row, facts in zip(found, report.milestones, strict=True):
        assert (row["title"], row["status"], row["phase"]) == (facts.title, facts.status, facts.phase_title)
        assert float(row["hours_logged"]) == round(facts.hours_logged, 2)
        assert (date.fromisoformat(row["due"]) if row["due"] else None) == facts.due
        assert row["requires"].split() == list(facts.requires)


def test_it_is_as_the_rfc_has_it() -> None:
    content = text("csv", whole_report("half-way"))
    assert content.startswith("\ufeff")
    assert content.endswith("\r\n")
    assert "\n" not in content.replace("\r\n", "")
    assert all(len(row) == len(COLUMNS) for row in csv.reader(io.StringIO(content, newline=""), strict=True))


@pytest.fixture(scope="module")
def hostile(marketing: Plan) -> Journey:
    journey = half_way(marketing, TODAY)
    for formula in FORMULAS:
        added = changes.add(
            journey, marketing, TODAY, formula, phase="proof", effort=Effort(1, 2, 3), done_when=formula
        ).journey
        milestone = list(added.own)[-1]
        journey = changes.save_evidence(added, marketing, TODAY, milestone, f"{formula}\n{formula}").journey
        journey = changes.write_note(journey, marketing, TODAY, milestone, formula).journey
    return journey


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_no_cell_is_a_formula(hostile: Journey, marketing: Plan, delimiter: str) -> None:
    """Whatever the spreadsheet takes for the end of a cell."""
    report = build(Outlook(marketing, hostile, TODAY), Scope(is_private_included=True))
    content = text("csv", report).removeprefix("\ufeff")
    cells = [cell for row in csv.reader(io.StringIO(content, newline=""), delimiter=delimiter) for cell in row]
    assert cells
    for cell in cells:
        begins_like_one = cell.strip(" \"'")[:1] in tuple("=+-@\t\r＝＋－＠")
        assert not begins_like_one or cell.lstrip(' "').startswith("'") or float(cell) < 0, cell


@given(st.text(alphabet="=+-@;\"' ab,\t＝|", max_size=20) | st.text(max_size=20))
def test_only_apostrophes_are_added(typed: str) -> None:
    shown = _inert(typed)
    assert shown.replace("'", "") == one_line(typed).replace("'", "")
    for cell in shown.split(";"):
        assert cell.strip(' "')[:1] not in tuple("=+-@＝＋－＠") or not cell.strip(' "')


def test_plain_text_stays_as_it_is() -> None:
    for each in ("Write a case study", "a - b", "3 = 3", "me@example.org", "C++", "it's; fine", "1,5"):
        assert _inert(each) == each
