"""What a job asks: a folder with destination.toml, skills, milestones, habits and gates, read into one value."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final, NamedTuple

from planner.catalog import parts
from planner.catalog.find import SENTINEL
from planner.catalog.names import each, exist, key_of
from planner.catalog.problems import Findings
from planner.catalog.source import lies_in, parse
from planner.catalog.table import Table
from planner.core.bounds import MOST_SHARED
from planner.core.plan import Counter, Destination, Gate, Habit, Milestone
from planner.errors import NotFound

FORMAT: Final = 1


class Shared(NamedTuple):
    """A destination and its shared milestones, also as written (`written`), so that a plan can change single fields.

    `guests` are milestones that only some plans bring and that the destination's habits and gates name.
    """

    folder: Path
    destination: Destination
    milestones: Mapping[str, Milestone]
    written: Mapping[str, Mapping[str, Any]]
    guests: frozenset[str]


def read(folder: Path, findings: Findings) -> Shared | None:
    """The destination in `folder`, or None with every mistake noted. Raises Unreadable."""
    before = len(findings.problems)
    head = table_of(folder / SENTINEL, findings)
    named = table_of(folder / "skills.toml", findings)
    skills = each(named, "skill", parts.skill, most=MOST_SHARED)
    shared = table_of(folder / "milestones.toml", findings)
    milestones = each(shared, "milestone", parts.milestone, most=MOST_SHARED)
    habits = optional(folder / "habits.toml", findings)
    gates = optional(folder / "gates.toml", findings)
    check_format(head)
    destination = Destination(
        id=head.id("id"),
        title=head.line("title"),
        skills=skills,
        habits=tuple(each(habits, "habit", parts.habit, is_required=False, most=MOST_SHARED).values()),
        gates=tuple(each(gates, "gate", parts.gate, is_required=False, most=MOST_SHARED).values()),
        counters=each(gates, "counter", parts.counter, is_required=False, most=MOST_SHARED),
        diagnoses=tuple(each(gates, "diagnosis", parts.diagnosis, is_required=False, most=MOST_SHARED).values()),
        splits=tuple(parts.split(table) for table in gates.tables("split", is_required=False, most=MOST_SHARED)),
    )
    guests = frozenset(head.ids("plan_milestones", most=MOST_SHARED))
    for table in (head, named, shared, habits, gates):
        table.finish()
    if destination.id and destination.id != folder.name:
        head.problem("id", f"it is '{destination.id}', expected '{folder.name}', the name of its folder")
    if len(findings.problems) == before:
        exist_in_milestones(shared, milestones, {**skills}, {*milestones, *guests})
        _habits_exist(habits, destination.habits, milestones, guests)
        _gates_exist(gates, destination, {*milestones, *guests})
    if len(findings.problems) > before:
        return None
    written = {str(one.get("id")): one for one in shared.values["milestone"]}
    return Shared(folder, destination, milestones, written, guests)


def table_of(path: Path, findings: Findings) -> Table:
    """The file as a table; an empty one, with the reason noted, when it is missing or not TOML."""
    return _table(path, findings, is_required=True)


def optional(path: Path, findings: Findings) -> Table:
    """The file as a table; an empty one when there is none."""
    return _table(path, findings, is_required=False)


def _table(path: Path, findings: Findings, *, is_required: bool) -> Table:
    values = None
    if not lies_in(path, path.parent):
        findings.add(path, "file", "it is a link that leads out of its folder, expected the file itself")
    else:
        try:
            values = parse(path, findings)
        except NotFound:
            if is_required:
                findings.add(path, "file", "it is missing, expected a file of the folder that the plan uses")
    return Silent(path, findings) if values is None else Table(values, path, findings)


class Silent(Table):
    """Stands in for a file that could not be parsed: it has nothing, and nothing more is said about it."""

    __slots__ = ()

    def __init__(self, file: Path, findings: Findings) -> None:
        super().__init__({}, file, findings)

    def problem(self, key: str, text: str) -> None:
        """Say nothing: the file itself was noted already, or need not be there."""


def check_format(table: Table) -> None:
    """Note a format that this program does not know."""
    if table.whole("format", 1, 1_000_000) > FORMAT:
        table.problem("format", f"it is newer than this program, expected {FORMAT}")


def exist_in_milestones(
    table: Table, milestones: Mapping[str, Milestone], skills: Mapping[str, object], known: set[str], header: str = ""
) -> None:
    """Note ids of skills and milestones that do not exist; `header` replaces "milestone" in the keys."""
    for name, milestone in milestones.items():
        where = key_of(header or "milestone", name)
        exist(table, f"{where}.requires", milestone.requires, known, "a milestone")
        exist(table, f"{where}.waived_by", milestone.waived_by, known, "a milestone")
        exist(table, f"{where}.skills", milestone.skills, skills, "a skill")
        exist(table, f"{where}.skip_levels", milestone.skip_levels, skills, "a skill")


def _habits_exist(
    table: Table, habits: tuple[Habit, ...], milestones: Mapping[str, Milestone], guests: frozenset[str]
) -> None:
    phases = {milestone.phase for milestone in milestones.values()}
    for habit in habits:
        exist(table, f"habit.{habit.id}.phases", habit.phases, phases, "the phase of a shared milestone")
        exist(table, f"habit.{habit.id}.feeds", habit.feeds, {*milestones, *guests}, "a milestone")


def _gates_exist(table: Table, destination: Destination, known: set[str]) -> None:
    counters: Mapping[str, Counter] = destination.counters
    habits = {habit.id for habit in destination.habits}
    gates: tuple[Gate, ...] = destination.gates
    for gate in gates:
        exist(table, f"gate.{gate.id}.all", gate.all_of, known, "a milestone")
        exist(table, f"gate.{gate.id}.any", gate.any_of, known, "a milestone")
        exist(table, f"gate.{gate.id}.minimum", gate.minimum, counters, "a counter")
    for counter in counters.values():
        exist(table, f"counter.{counter.id}.habit", [counter.habit] if counter.habit else [], habits, "a habit")
        exist(table, f"counter.{counter.id}.milestones", counter.milestones, known, "a milestone")
