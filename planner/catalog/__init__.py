"""Finds, checks and reads plan files. The only module that knows how TOML becomes a Plan.

The functions here are all that the rest of the program uses. `folders` are the places where plans are looked up, the
shipped one (`plans_dir()`) first, then the person's own; a folder that does not exist holds no plans. Nothing is
written but by `write_skeleton`, and the environment is never read.
"""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from planner.catalog.find import destination_folder, home, is_path, peeked_id, plan_file, plan_files, plans_dir
from planner.catalog.problems import Findings, PlanProblems, Problem
from planner.core.plan import Plan
from planner.core.text import one_line
from planner.errors import NotFound, PlannerError

if TYPE_CHECKING:
    from planner.catalog.destination import Shared
    from planner.catalog.join import Reader
    from planner.core.library import Library

__all__ = [
    "PlanProblems",
    "PlanSummary",
    "Problem",
    "available",
    "check",
    "is_path",
    "load",
    "load_library",
    "plans_dir",
    "references",
    "write_skeleton",
]


class PlanSummary(Struct, frozen=True):
    """One plan file in a list. A broken one has its `error`, its file's name as id and title, and nothing else."""

    id: str
    title: str
    starts_from: str
    leads_to: str
    promise: str
    path: Path
    error: str | None = None


def load(reference: str | Path, folders: Sequence[Path]) -> Plan:
    """The plan of that id, or in that file, checked.

    Whether resources and references exist is left to `check`: no schedule needs them, and reading them takes time.
    Raises NotFound (no such plan or file), PlanProblems (with every mistake) and Unreadable.
    """
    path = plan_file(reference, folders)
    from planner.catalog import join  # a plan that is remembered is not read again

    findings = Findings()
    draft = join.read(path, folders, findings)
    if draft is None or findings.problems:
        raise PlanProblems(path, findings.problems)
    return draft.plan


def available(folders: Sequence[Path]) -> list[PlanSummary]:
    """Every plan file of the folders, by id; one that is broken or whose id is taken is listed with its error."""
    from planner.catalog import destination

    kept: dict[Path, Shared | None] = {}
    mistakes: dict[Path, list[Problem]] = {}

    def read_once(folder: Path, findings: Findings) -> "Shared | None":
        if folder not in kept:
            own = Findings()
            kept[folder], mistakes[folder] = destination.read(folder, own), own.problems
        for problem in mistakes[folder]:
            findings.add(problem.file, problem.key, problem.text)
        return kept[folder]

    taken: dict[str, Path] = {}
    found = []
    for path in dict.fromkeys(plan_files(folders)):
        summary = _summary(path, folders, read_once)
        first = taken.setdefault(summary.id, path)
        if first != path and summary.error is None:
            summary = replace(
                summary, error=f"The id '{summary.id}' is that of {one_line(str(first))} already; give it another."
            )
        found.append(summary)
    return sorted(found, key=lambda summary: (summary.id, str(summary.path)))


def _summary(path: Path, folders: Sequence[Path], reader: "Reader") -> PlanSummary:
    from planner.catalog import join

    findings = Findings()
    try:
        draft = join.read(path, folders, findings, reader)
        if draft is None or findings.problems:
            raise PlanProblems(path, findings.problems)
    except PlannerError as error:
        name = one_line(path.stem)
        return PlanSummary(peeked_id(path) or name, name, "", "", "", path, error.message)
    plan = draft.plan
    return PlanSummary(plan.id, plan.title, plan.starts_from, plan.leads_to, plan.promise, path)


def check(path: Path, folders: Sequence[Path]) -> list[Problem]:
    """Every mistake in a plan file and in the destination it uses, resources and references included.

    Raises NotFound when there is no such file, Unreadable when it cannot be read, is not UTF-8 or is too large.
    """
    from planner.catalog.deep import check_deeply  # reads files that `load` never needs

    findings = Findings()
    check_deeply(path, folders, findings)
    return findings.problems


def load_library(plan: Plan, folders: Sequence[Path], reference: str | Path | None = None) -> "Library":
    """What the plan's destination offers to read and practise.

    `reference` is what the plan was loaded with: the destination beside its file comes first then, as in `load`.
    Raises NotFound, PlanProblems and Unreadable.
    """
    from planner.catalog import shelf  # no schedule needs it

    folder, findings = _destination_of(plan, folders, reference), Findings()
    found = shelf.library(folder, plan.destination.skills, findings)
    if findings.problems:
        raise PlanProblems(folder, findings.problems)
    return found


def references(plan: Plan, folders: Sequence[Path], reference: str | Path | None = None) -> Mapping[str, str]:
    """What ids such as R20 stand for: source, what it supports and grade. Otherwise as `load_library`."""
    from planner.catalog import shelf  # no schedule needs it

    folder, findings = _destination_of(plan, folders, reference), Findings()
    found = shelf.references(folder, findings)
    if findings.problems:
        raise PlanProblems(folder, findings.problems)
    return found


def write_skeleton(path: Path) -> None:
    """Write a commented plan file to fill in, sound as it stands.

    Raises Refused when something of that name exists, CannotWrite when the disk or folder refuses.
    """
    from planner.catalog import skeleton  # a text that nothing else needs

    skeleton.write_skeleton(path)


def _destination_of(plan: Plan, folders: Sequence[Path], reference: str | Path | None) -> Path:
    beside = [home(plan_file(reference, folders))] if reference is not None else []
    folder = destination_folder(plan.destination.id, [*beside, *folders])
    if folder is None:
        raise NotFound(f"The folder '{plan.destination.id}' of this plan's destination is not there any more.")
    return folder
