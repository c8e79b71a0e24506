"""What lies beside a destination and no schedule needs: resources, questions, resume pairs, templates, references.

Read only when someone looks at it. Every file may be absent; what is there must be sound.
"""

from collections.abc import Mapping
from pathlib import Path
from typing import Final

from planner.catalog import parts
from planner.catalog.destination import Shared, optional
from planner.catalog.names import each, exist
from planner.catalog.problems import Findings, shown
from planner.catalog.table import Table
from planner.core.library import Category, Library, Question, Resource, ResumePair, Template

_KINDS: Final = ("book", "article", "course", "community", "tool")
_COSTS: Final = ("free", "paid")
_BASES: Final = ("seen", "canonical", "none")
_LONGEST_ANSWER: Final = 240
_LONGEST_MESSAGE: Final = 10_000


def library(folder: Path, skills: Mapping[str, object], findings: Findings) -> Library:
    """Everything to read and practise in a destination's folder. Raises Unreadable."""
    resources = optional(folder / "resources.toml", findings)
    questions = optional(folder / "questions.toml", findings)
    resume = optional(folder / "resume.toml", findings)
    templates = optional(folder / "templates.toml", findings)
    categories = each(questions, "category", _category, is_required=False)
    found = Library(
        resources=each(resources, "resource", _resource, is_required=False),
        questions=tuple(each(questions, "question", _question, is_required=False).values()),
        categories=categories,
        rubric=_rubric(questions),
        resume_pairs=tuple(_pair(table) for table in resume.tables("pair", is_required=False)),
        resume_rules=tuple(_rule(table) for table in resume.tables("rule", is_required=False)),
        templates=tuple(each(templates, "template", _template, is_required=False).values()),
        openers=_openers(templates),
    )
    for category in categories.values():
        exist(questions, f"category.{category.id}.skills", category.skills, skills, "a skill")
    for question in found.questions:
        exist(questions, f"question.{question.id}.category", [question.category], categories, "a category")
    for number, pair in enumerate(found.resume_pairs, 1):
        exist(resume, f"pair[{number}].skills", pair.skills, skills, "a skill")
    for table in (resources, questions, resume, templates):
        table.finish()
    return found


def references(folder: Path, findings: Findings) -> dict[str, str]:
    """What each reference id stands for: source, what it supports, grade. Raises Unreadable."""
    table = optional(folder / "references.toml", findings)
    found: dict[str, str] = {}
    for inner in table.tables("reference", is_required=False):
        one = inner.line("id")
        text = f"{inner.line('source')}: {inner.text('supports')} (grade {inner.line('grade')})"
        if one in found:
            inner.problem("id", f"{shown(one)} is used more than once, expected an id of its own")
        found.setdefault(one, text)
        inner.finish()
    table.finish()
    return found


def check_later(shared: Shared, findings: Findings) -> None:
    """Note mistakes in later.toml: starting points that are kept as data and not offered as plans yet."""
    table = optional(shared.folder / "later.toml", findings)
    for later in table.tables("later", is_required=False):
        later.id("id")
        later.line("title")
        later.text("hard_truth")
        later.line("own_hours_likely")
        skipped = later.ids("skip_likely")
        exist(later, "skip_likely", skipped, shared.milestones, "a shared milestone")
        if (role := later.table("role")) is not None:
            exist(role, "levels", parts.role(role).levels, shared.destination.skills, "a skill")
        _check_starters(later, shared)
        later.finish()
    table.finish()


def _check_starters(later: Table, shared: Shared) -> None:
    tables = later.tables("milestone")
    known = {*shared.milestones, *(table.id("id") for table in tables)}
    for table in tables:
        table.id("phase")
        table.line("title")
        table.text("done_when")
        parts.effort(table)
        exist(table, "requires", table.ids("requires"), known, "a milestone")
        exist(table, "skills", table.counts("skills", 1, 3), shared.destination.skills, "a skill")
        table.whole("weight", 1, parts.HIGHEST_WEIGHT)
        table.finish()


def _resource(table: Table) -> Resource:
    found = Resource(
        id=table.id("id"),
        title=table.line("title"),
        kind=table.choice("kind", _KINDS),
        by=table.line("by"),
        cost=table.choice("cost", _COSTS),
        basis=table.choice("basis", _BASES),
        url=table.line("url", is_required=False),
    )
    if found.url and (not found.url.startswith(("https://", "http://")) or " " in found.url):
        table.problem("url", f"it is {shown(found.url)}, expected an address that begins with https://")
    table.finish()
    return found


def _question(table: Table) -> Question:
    found = Question(
        id=table.id("id"),
        category=table.id("category"),
        level=table.whole("level", 1, 3),
        minutes=table.whole("minutes", 1, _LONGEST_ANSWER),
        prompt=table.text("prompt"),
        shows=table.text("shows"),
        plans=table.ids("plans"),
    )
    table.finish()
    return found


def _category(table: Table) -> Category:
    found = Category(table.id("id"), table.line("title"), table.ids("skills", is_required=True), table.text("frame"))
    table.finish()
    return found


def _rubric(questions: Table) -> tuple[str, ...]:
    """The descriptions in order of their scores, which count up from 0."""
    found = []
    for score, table in enumerate(questions.tables("rubric", is_required=False)):
        table.whole("score", score, score)
        found.append(table.text("text"))
        table.finish()
    return tuple(found)


def _pair(table: Table) -> ResumePair:
    found = ResumePair(
        plan=table.id("plan"),
        before=table.text("before"),
        after=table.text("after"),
        shift=table.text("shift"),
        skills=table.ids("skills", is_required=True),
        ask=table.text("ask"),
    )
    table.finish()
    return found


def _rule(table: Table) -> str:
    text = table.text("text")
    table.finish()
    return text


def _template(table: Table) -> Template:
    found = Template(
        id=table.id("id"),
        title=table.line("title"),
        channel=table.line("channel"),
        max_chars=table.whole("max_chars", 1, _LONGEST_MESSAGE),
        body=table.text("body"),
        check=table.lines("check"),
    )
    table.finish()
    return found


def _openers(templates: Table) -> dict[str, str]:
    found = {}
    for table in templates.tables("opener", is_required=False):
        found[table.id("plan")] = table.text("line")
        table.finish()
    return found
