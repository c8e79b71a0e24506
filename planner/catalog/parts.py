"""The parts of a plan, each read from its own table: shapes, types and ranges. Ids are resolved elsewhere."""

from typing import Final

from planner.catalog.table import Table
from planner.core.bounds import MOST_HOURS, MOST_MILESTONES, MOST_PARTS, MOST_REQUIRED, MOST_WEEKS
from planner.core.plan import (
    HIGHEST_LEVEL,
    Counter,
    Diagnosis,
    Effort,
    Gate,
    Habit,
    Kind,
    Milestone,
    Period,
    Phase,
    Role,
    Route,
    Skill,
    Split,
    Variant,
)

HIGHEST_WEIGHT: Final = 5
PACES: Final = (5, 8, 12)
_GROUPS: Final = ("core", "craft", "search")


def milestone(table: Table, of: str = "") -> Milestone:
    """A milestone; `of` gives the id where the table stands under it, as an override does."""
    found = Milestone(
        id=of or table.id("id"),
        phase=table.id("phase"),
        title=table.line("title"),
        why=table.text("why"),
        done_when=table.text("done_when"),
        effort=effort(table),
        on_the_job=table.number("on_the_job", 0, 1, 0.0),
        elapsed_weeks=table.number("elapsed_weeks", 0, MOST_WEEKS, 0.0),
        requires=table.ids("requires", most=MOST_REQUIRED),
        skills=table.counts("skills", 1, 3),
        evidence=table.text("evidence", is_required=False),
        steps=table.lines("steps"),
        resources=table.ids("resources", most=MOST_PARTS),
        weight=table.whole("weight", 1, HIGHEST_WEIGHT, 3),
        kind=Kind(table.choice("kind", Kind, Kind.CORE)),
        skip_levels=table.counts("skip_levels", 0, HIGHEST_LEVEL),
        skip_if=table.text("skip_if", is_required=False),
        waived_by=table.ids("waived_by", most=MOST_PARTS),
        was=table.ids("was", most=MOST_PARTS),
    )
    table.finish()
    return found


def effort(milestone: Table) -> Effort:
    """The three-point estimate of a milestone, in hours."""
    table = milestone.table("effort")
    if table is None:
        return Effort(1, 1, 1)
    before = len(table.findings.problems)
    low, likely, high = (table.number(key, 0, MOST_HOURS, is_above=True) for key in ("low", "likely", "high"))
    if len(table.findings.problems) == before and not low <= likely <= high:
        milestone.problem("effort", f"low {low:g}, likely {likely:g}, high {high:g}: expected low ≤ likely ≤ high")
    table.finish()
    return Effort(low, likely, high)


def phase(table: Table) -> Phase:
    """A phase with the ids of its milestones in reading order."""
    found = Phase(
        table.id("id"),
        table.line("title"),
        table.text("outcome"),
        table.ids("milestones", is_required=True, most=MOST_MILESTONES),
    )
    table.finish()
    return found


def route(table: Table) -> Route:
    """A route: what it leaves out and what it requires besides."""
    found = Route(
        id=table.id("id"),
        title=table.line("title"),
        drops=frozenset(table.ids("drops", most=MOST_MILESTONES)),
        also_requires=table.lists("also_requires", MOST_REQUIRED),
    )
    table.finish()
    return found


def role(table: Table) -> Role:
    """The starting levels of a person and the corrections of each variant."""
    variants = tuple(_variant(each) for each in table.tables("variant", is_required=False, most=MOST_PARTS))
    found = Role(
        name=table.line("name"),
        levels=table.counts("levels", 0, HIGHEST_LEVEL, is_required=True),
        strengths=table.lines("strengths"),
        watch_outs=table.lines("watch_outs"),
        variants=variants,
        refs=table.lines("refs"),
    )
    if table.values.get("levels") == {}:
        table.problem("levels", "it is empty, expected a level for every skill")
    table.finish()
    return found


def _variant(table: Table) -> Variant:
    found = Variant(table.id("id"), table.line("name"), table.counts("adjust", -HIGHEST_LEVEL, HIGHEST_LEVEL))
    table.finish()
    return found


def skill(table: Table) -> Skill:
    """A skill with its targets and one anchor a level."""
    found = Skill(
        id=table.id("id"),
        name=table.line("name"),
        group=table.choice("group", _GROUPS),
        weight=table.whole("weight", 1, HIGHEST_WEIGHT),
        target=table.whole("target", 0, HIGHEST_LEVEL),
        target_associate=table.whole("target_associate", 0, HIGHEST_LEVEL),
        summary=table.text("summary"),
        anchors=table.lines("anchors", is_required=True),
        tested_in=table.lines("tested_in"),
    )
    if table.has("anchors") and len(found.anchors) != HIGHEST_LEVEL + 1:
        table.problem("anchors", f"there are {len(found.anchors)}, expected {HIGHEST_LEVEL + 1}: one for each level")
    table.finish()
    return found


def habit(table: Table) -> Habit:
    """A habit with its times per period at each pace."""
    found = Habit(
        id=table.id("id"),
        title=table.line("title"),
        per=Period(table.choice("per", Period)),
        count=_paces(table, "count") or {},
        minutes=table.whole("minutes", 1, 24 * 60),
        priority=table.whole("priority", 1, 4),
        phases=table.ids("phases", is_required=True),
        own_hours=table.flag("own_hours"),
        done_when=table.text("done_when"),
        why=table.text("why"),
        feeds=table.ids("feeds"),
        count_search=_paces(table, "count_search", is_required=False),
        plans=table.ids("plans"),
    )
    table.finish()
    return found


def _paces(habit: Table, key: str, *, is_required: bool = True) -> dict[int, int] | None:
    table = habit.table(key, is_required=is_required)
    if table is None:
        return None
    found = {pace: table.whole(f"h{pace}", 0, 50) for pace in PACES}
    table.finish()
    return found


def gate(table: Table) -> Gate:
    """A gate with at least one condition."""
    found = Gate(
        id=table.id("id"),
        title=table.line("title"),
        question=table.text("question"),
        then=table.text("then"),
        all_of=table.ids("all"),
        any_of=table.ids("any"),
        minimum=table.counts("minimum", 1, 1_000),
        readiness=table.flag("readiness", default=False),
    )
    if not (table.has("all") or table.has("any") or table.has("minimum")):
        table.problem("all", "the gate asks for nothing, expected all, any or minimum")
    table.finish()
    return found


def counter(table: Table) -> Counter:
    """What a gate counts."""
    found = Counter(
        id=table.id("id"),
        title=table.line("title"),
        habit=table.id("habit", is_required=False) or None,
        milestones=table.counts("milestones", 1, 1_000),
    )
    if not (table.has("habit") or table.has("milestones")):
        table.problem("habit", "the counter counts nothing, expected habit or milestones")
    table.finish()
    return found


def diagnosis(table: Table) -> Diagnosis:
    """A rule of thumb."""
    found = Diagnosis(table.id("id"), table.text("when"), table.text("likely_cause"), table.text("do"))
    table.finish()
    return found


def split(table: Table) -> Split:
    """Shares of the week in percent, which add up to 100 in each part of a plan."""
    early, middle, late = (_shares(table, part) for part in ("early", "middle", "late"))
    found = Split(
        hours=table.whole("hours", 1, 168),
        open_milestones=table.whole("open_milestones", 1, 20),
        early=early,
        middle=middle,
        late=late,
        advice=table.text("advice"),
    )
    table.finish()
    return found


def _shares(split: Table, part: str) -> dict[str, int]:
    found = split.counts(part, 0, 100, is_required=True)
    if found and sum(found.values()) != 100:
        split.problem(part, f"the shares add up to {sum(found.values())}, expected 100")
    return found
