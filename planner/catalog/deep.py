"""Everything that can be wrong with a plan, its destination and what lies beside it; `load` checks all but the last."""

from collections.abc import Mapping, Sequence
from pathlib import Path

from planner.catalog import join, shelf
from planner.catalog.join import Draft
from planner.catalog.names import exist
from planner.catalog.problems import Findings
from planner.catalog.table import Table
from planner.core.plan import Milestone


def check_deeply(path: Path, folders: Sequence[Path], findings: Findings) -> None:
    """Note every mistake. Raises as `join.read` does."""
    draft = join.read(path, folders, findings)
    if draft is None:
        return
    folder = draft.shared.folder
    library = shelf.library(folder, draft.plan.destination.skills, findings)
    references = shelf.references(folder, findings)
    shelf.check_later(draft.shared, findings)
    plan, shared = Table({}, path, findings), Table({}, folder / "milestones.toml", findings)
    _resources_exist(plan, draft.brought, library.resources)
    own = {f"milestone.{one}": milestone for one, milestone in draft.shared.milestones.items()}
    _resources_exist(shared, own, library.resources)
    _references_exist(plan, draft, references)


def _resources_exist(table: Table, milestones: Mapping[str, Milestone], resources: Mapping[str, object]) -> None:
    for key, milestone in milestones.items():
        exist(table, f"{key}.resources", milestone.resources, resources, "a resource")


def _references_exist(table: Table, draft: Draft, references: Mapping[str, str]) -> None:
    exist(table, "refs", draft.plan.refs, references, "a reference")
    exist(table, "role.refs", draft.plan.role.refs, references, "a reference")
