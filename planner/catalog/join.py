"""A plan file and the destination it uses joined into one Plan: overrides applied, requirements resolved."""

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Final, NamedTuple

from msgspec.structs import replace

from planner.catalog import destination, parts
from planner.catalog.destination import Shared, check_format, exist_in_milestones
from planner.catalog.find import destination_folder, home
from planner.catalog.names import each, exist, key_of
from planner.catalog.problems import Findings
from planner.catalog.source import parse
from planner.catalog.table import Table
from planner.core.bounds import MOST_MILESTONES, MOST_PARTS
from planner.core.graph import cycle
from planner.core.plan import Aim, Destination, Milestone, Phase, Plan, Role, Route

_LONGEST_CYCLE: Final = 12
_NOWHERE: Final = Destination("", "", {})
_NOBODY: Final = Role("", {})

Reader = Callable[[Path, Findings], Shared | None]


class Draft(NamedTuple):
    """What a plan file says before anyone vouches for it: the plan, and what it changed (`override.ID`) or brought."""

    plan: Plan
    shared: Shared
    brought: Mapping[str, Milestone]


def read(path: Path, folders: Sequence[Path], findings: Findings, reader: Reader = destination.read) -> Draft | None:
    """The plan in `path`, every mistake noted; None when it cannot even be joined.

    Raises NotFound when there is no such file, Unreadable when one cannot be read.
    """
    values = parse(path, findings)
    if values is None:
        return None
    table = Table(values, path, findings)
    plan = _as_written(table)
    own = each(table, "milestone", parts.milestone, is_required=False, most=MOST_MILESTONES)
    overrides = table.named("override")
    shared = _shared(table, folders, reader)
    table.finish()
    if plan.default_route:
        exist(table, "default_route", [plan.default_route], [route.id for route in plan.routes], "a route of this plan")
    if shared is None:
        return None
    if plan.leads_to and plan.leads_to != shared.destination.id:
        table.problem("to", f"it is '{plan.leads_to}', expected '{shared.destination.id}', the destination it uses")
    _role_exists(table, plan.role, shared)
    changed = _changed(overrides, own, shared)
    milestones = _joined(table, plan.phases, own, changed, shared)
    if len(milestones) > MOST_MILESTONES:
        table.problem("phase", f"there are {len(milestones)} milestones in all, expected at most {MOST_MILESTONES}")
    _unused(table, own, overrides, milestones, shared)
    plan = replace(plan, milestones=milestones, destination=shared.destination)
    brought = {f"milestone.{one}": milestone for one, milestone in own.items()}
    brought |= {f"override.{one}": milestone for one, milestone in changed.items()}
    _circles(table, plan, brought)
    _old_ids(table, plan, brought)
    _routes_exist(table, plan)
    return Draft(plan, shared, brought)


def _as_written(table: Table) -> Plan:
    """What the file itself says, in the order in which people write it; without milestones and destination."""
    check_format(table)
    return Plan(
        id=table.id("id"),
        version=table.line("version"),
        title=table.line("title"),
        starts_from=table.id("from"),
        leads_to=table.id("to"),
        aim=Aim(table.choice("aim", Aim, Aim.ENTRY)),
        default_route=table.id("default_route"),
        promise=table.text("promise"),
        hard_truth=table.text("hard_truth"),
        refs=table.lines("refs"),
        role=parts.role(role) if (role := table.table("role")) else _NOBODY,
        phases=tuple(each(table, "phase", parts.phase, most=MOST_PARTS).values()),
        routes=tuple(each(table, "route", parts.route, most=MOST_PARTS).values()),
        milestones={},
        destination=_NOWHERE,
    )


def _shared(table: Table, folders: Sequence[Path], reader: Reader) -> Shared | None:
    name = table.id("uses")
    if not name:
        return None
    folder = destination_folder(name, [home(table.file), *folders])
    if folder is None:
        table.problem(
            "uses",
            f"there is no folder '{name}' with a destination.toml, expected one beside this file or a shipped one",
        )
        return None
    return reader(folder, table.findings)


def _changed(overrides: Mapping[str, Table], own: Mapping[str, Milestone], shared: Shared) -> dict[str, Milestone]:
    """The shared milestones with the plan's fields laid over them."""
    found = {}
    for one, table in overrides.items():
        if one in shared.written and one not in own:
            if table.has("id"):
                table.problem("id", "an override keeps its id, expected other fields only")
            merged = table.merged_over(shared.written[one])
            merged.id("id")
            found[one] = parts.milestone(merged, of=one)
    return found


def _joined(
    table: Table,
    phases: Sequence[Phase],
    own: Mapping[str, Milestone],
    changed: Mapping[str, Milestone],
    shared: Shared,
) -> dict[str, Milestone]:
    """Every milestone that a phase lists, in reading order, with requirements of other plans left out."""
    known = {**shared.milestones, **changed, **own}
    exist_in_milestones(table, own, shared.destination.skills, {*known})
    exist_in_milestones(table, changed, shared.destination.skills, {*known, *shared.guests}, header="override")
    for name, milestone in own.items():
        if milestone.phase:
            key = f"{key_of('milestone', name)}.phase"
            exist(table, key, [milestone.phase], [phase.id for phase in phases], "a phase of this plan")
    listed: dict[str, Milestone] = {}
    for phase in phases:
        key = f"phase.{phase.id}.milestones"
        exist(table, key, phase.milestones, known, "a milestone of this plan or of its destination")
        for one in phase.milestones:
            if one in listed:
                table.problem(key, f"'{one}' is in another phase too, expected in one phase only")
            elif one in known:
                listed[one] = known[one]
                if known[one].phase and known[one].phase != phase.id:
                    table.problem(
                        key, f"'{one}' says its phase is '{known[one].phase}', expected '{phase.id}' as listed here"
                    )
    return {one: _without_strangers(milestone, listed) for one, milestone in listed.items()}


def _without_strangers(milestone: Milestone, listed: Mapping[str, Milestone]) -> Milestone:
    """A requirement that is not in the plan is ignored: shared milestones serve plans that lack some of the others."""
    if all(one in listed for one in (*milestone.requires, *milestone.waived_by)):
        return milestone
    return replace(
        milestone,
        requires=tuple(one for one in milestone.requires if one in listed),
        waived_by=tuple(one for one in milestone.waived_by if one in listed),
    )


def _unused(
    table: Table,
    own: Mapping[str, Milestone],
    overrides: Mapping[str, Table],
    listed: Mapping[str, Milestone],
    shared: Shared,
) -> None:
    """Note milestones of this file that no phase lists, and overrides of nothing."""
    for one in own:
        if one in shared.milestones:
            table.problem(
                f"milestone.{one}.id", f"it is a shared milestone's id, expected its own id or [override.{one}]"
            )
        elif one not in listed and not one.startswith("["):
            table.problem(f"milestone.{one}", "it is in no phase, expected its id in the milestones of its phase")
    for one in overrides:
        if one in own:
            table.problem(
                f"override.{one}", "the milestone is this plan's own, expected the change in [[milestone]] itself"
            )
        elif one not in shared.milestones:
            exist(table, f"override.{one}", [one], shared.milestones, "a shared milestone")
        elif one not in listed:
            table.problem(f"override.{one}", "the milestone is in no phase, expected its id in one phase of this plan")


def _role_exists(table: Table, role: Role, shared: Shared) -> None:
    skills = shared.destination.skills
    exist(table, "role.levels", role.levels, skills, "a skill")
    if role.levels and (missing := [one for one in skills if one not in role.levels]):
        table.problem("role.levels", f"no level for {', '.join(missing)}, expected one for every skill")
    seen = set()
    for variant in role.variants:
        exist(table, f"role.variant.{variant.id}.adjust", variant.adjust, skills, "a skill")
        if variant.id in seen:
            table.problem(
                f"role.variant.{variant.id}.id", f"'{variant.id}' is used more than once, expected an id of its own"
            )
        seen.add(variant.id)


def _routes_exist(table: Table, plan: Plan) -> None:
    """Note routes that name strangers or leave nothing to do."""
    known, what = plan.milestones, "a milestone of this plan"
    for route in plan.routes:
        key = f"route.{route.id}"
        exist(table, f"{key}.drops", sorted(route.drops), known, what)
        exist(table, f"{key}.also_requires", route.also_requires, known, what)
        for one, needed in route.also_requires.items():
            exist(table, f"{key}.also_requires.{one}", needed, known, what)
        if known and route.drops.issuperset(known):
            table.problem(f"{key}.drops", "it drops every milestone, expected at least one to stay")


def _circles(table: Table, plan: Plan, brought: Mapping[str, Milestone]) -> None:
    """Note requirements that go round in a circle, of the plan itself or else of one of its routes."""
    requires = {one: milestone.requires for one, milestone in plan.milestones.items()}
    if found := cycle(requires):
        table.problem(f"{_written_at(found, brought)}.requires", _circle(found))
        return
    for route in plan.routes:
        # Dropping milestones cannot close a circle; only further requirements can.
        if route.also_requires and (found := cycle(_on_route(route, requires))):
            table.problem(f"route.{route.id}.also_requires", _circle(found))


def _written_at(ids: Sequence[str], brought: Mapping[str, Milestone]) -> str:
    """Where this file says something about the first of these milestones that it says anything about."""
    keys = (f"{header}.{one}" for one in ids for header in ("milestone", "override"))
    return next((key for key in keys if key in brought), f"milestone.{ids[0]}")


def _old_ids(table: Table, plan: Plan, brought: Mapping[str, Milestone]) -> None:
    """Note old ids that are still in use, or that two milestones claim: what was done could belong to either."""
    heirs: dict[str, str] = {}
    for one, milestone in plan.milestones.items():
        for old in dict.fromkeys(milestone.was):
            if old in plan.milestones:
                said = f"'{old}' is a milestone of this plan, expected an id that it no longer has"
                table.problem(f"{_written_at([one], brought)}.was", said)
            elif heirs.setdefault(old, one) != one:
                said = f"'{heirs[old]}' and '{one}' both claim '{old}', expected one heir for each old id"
                table.problem(f"{_written_at([one, heirs[old]], brought)}.was", said)


def _on_route(route: Route, requires: Mapping[str, tuple[str, ...]]) -> dict[str, tuple[str, ...]]:
    return {
        one: (*needed, *route.also_requires.get(one, ())) for one, needed in requires.items() if one not in route.drops
    }


def _circle(ids: Sequence[str]) -> str:
    trail = ids if len(ids) <= _LONGEST_CYCLE else [*ids[:_LONGEST_CYCLE], "…", ids[-1]]
    return f"the requirements go round in a circle: {' → '.join(trail)}; expected one of them to be left out"
