"""A journey of thousands of milestones and four times as many log entries leaves in every format, whole.

How long that takes and how much memory is measured by `tests.bench.bench_reports`, not here.
"""

import json
import re
from functools import cache

import pytest

from planner.reports import FORMATS, Report, Scope, build
from tests.reports.every_format.large import ENTRIES_A_MILESTONE, outlook
from tests.reports.every_format.readers import seen

MANY = 5000
FEW = 120


@cache
def large(size: int) -> Report:
    found = outlook(size)
    assert (len(found.milestones), len(found.journey.log)) == (size, ENTRIES_A_MILESTONE * size)
    return build(found, Scope(is_private_included=True))


def parts(content: str) -> set[str]:
    """The titles of milestones in it, however they are folded."""
    return set(re.findall(r"Write part \d+ of the work", content.replace("\r\n ", "")))


@pytest.mark.parametrize("name", [name for name in FORMATS if name not in ("md", "html", "pdf")])
def test_every_milestone_leaves(name: str) -> None:
    about = large(MANY)
    content = FORMATS[name].render(about)
    assert isinstance(content, str)
    if name == "ics-event":
        days = {block.date for each in about.milestones for block in each.blocks}
        assert content.count("BEGIN:VEVENT") == len(days) + 1
    elif name == "resume":
        assert len(json.loads(content)["projects"]) == sum(
            each.status == "done" and bool(each.evidence) for each in about.milestones
        )
    else:
        assert parts(content) >= {each.title for each in about.milestones}


@pytest.mark.parametrize("name", ["md", "html"])
def test_every_finished_milestone_and_every_note_is_on_the_page(name: str) -> None:
    content = FORMATS[name].render(large(MANY))
    assert isinstance(content, str)
    assert len(large(MANY).done) == MANY // 2
    assert parts(content) >= {each.title for each in large(MANY).done}
    assert set(re.findall(r"line \d+", content)) >= {each.text for each in large(MANY).notes}


def test_a_long_pdf_is_whole() -> None:
    about = large(FEW)
    words = seen("pdf", FORMATS["pdf"].render(about)).words
    assert parts(words) >= {each.title for each in about.done}
