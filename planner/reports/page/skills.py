"""Skills from the start over now to the target, with what proves them."""

from planner.core.plan import LEVEL_NAMES
from planner.core.wording import counted
from planner.reports.facts import SkillFacts
from planner.reports.page.model import SkillRow, SkillsChart
from planner.reports.report import Report


def skills(report: Report) -> SkillsChart:
    """The chart, skills in the order of the report."""
    reached = sum(each.now >= each.target for each in report.skills)
    risen = sum(each.now > each.start for each in report.skills)
    sentence = f"{reached} of {counted(len(report.skills), 'skill')} at the target"
    if risen:
        sentence += f", {risen} higher than at the start"
    return SkillsChart(
        title="Skills",
        sentence=f"{sentence}." if report.skills else "This plan names no skills.",
        scale=tuple(f"{level} {word}" for level, word in enumerate(LEVEL_NAMES)),
        rows=tuple(_row(each) for each in report.skills),
    )


def _row(each: SkillFacts) -> SkillRow:
    way = f"{each.start} → {each.now}" if each.now != each.start else str(each.now)
    is_reached = each.now >= each.target
    notes = [f"Proof: {each.proof}"] if each.proof else []
    if each.proposed > each.now and not is_reached:
        notes.append(f"Finished milestones speak for {each.proposed}, not yet confirmed.")
    return SkillRow(
        name=each.name,
        start=each.start,
        now=each.now,
        target=each.target,
        levels=f"{way}, target {each.target}",
        state="reached" if is_reached else f"{each.target - each.now} to go",
        is_reached=is_reached,
        notes=tuple(notes),
    )
