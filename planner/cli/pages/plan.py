"""The page of `planner plans show`: what one plan promises and holds."""

from collections.abc import Iterator

from planner.cli.cells import wrap
from planner.cli.console import Console
from planner.core.plan import Plan


def show(console: Console, plan: Plan) -> None:
    """Print it."""
    console.lines(_page(console, plan))


def _page(console: Console, plan: Plan) -> Iterator[str]:
    yield console.bold(plan.title)
    yield console.dim(f"{plan.id} · version {plan.version}")
    for heading, texts in (
        ("Promise", (plan.promise,)),
        ("Hard truth", (plan.hard_truth,)),
        ("Strengths to build on", plan.role.strengths),
        ("Watch out", plan.role.watch_outs),
        ("Variants", tuple(f"{variant.id}: {variant.name}" for variant in plan.role.variants)),
        ("Routes", tuple(f"{route.id}: {route.title}" for route in plan.routes)),
    ):
        if any(texts):
            yield ""
            yield console.bold(heading)
        for text in texts:
            yield from (f"  {line}" for line in wrap(text, console.width - 2))
    for phase in plan.phases:
        yield ""
        yield console.bold(phase.title)
        for each in phase.milestones:
            yield from (f"  {line}" for line in wrap(f"{each}: {plan.milestones[each].title}", console.width - 2))
