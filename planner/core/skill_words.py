"""Skills, gates and the readiness index in words, the same in every front. The rules themselves are in `skills`."""

from datetime import date
from math import ceil
from typing import Final

from planner.core.plan import LEVEL_NAMES
from planner.core.skills import POINTS_PER_LEVEL, SKILLS_SHARE, GatePart, GateState, Readiness, SkillState
from planner.core.wording import counted, day_words, distance_words, hours_number

START, NOW, TARGET = "▏", "●", "○"
"""The symbols on a bar of levels; each stands beside its word."""

LEGEND: Final = f"{START} start  {NOW} now  {TARGET} target"
SAMPLE: Final = f"{START}━{NOW}─{TARGET}  start → now of target"
COUNTING: Final = "Skills weigh what the job asks of each, none beyond its target; a gate counts when all of it is met."
_STEPS: Final = ("━", "─", "·")  # reached, still to the target, beyond it
_AT: Final = 2  # cells from one level to the next on the shortest bar


def level_words(level: int) -> str:
    """ "2 practised"."""
    return f"{level} {LEVEL_NAMES[level]}"


def bar(state: SkillState, step: int = _AT) -> str:
    """Levels 0 to 4 drawn on `4 * step + 1` cells: a line up to now, on to the target, and what is beyond it.

    Where two of the three marks meet, now stands before target and target before start.
    """
    last = 4 * step
    cells = [_STEPS[0 if at <= state.now * step else 1 if at <= state.target * step else 2] for at in range(last + 1)]
    for mark, level in ((START, state.start), (TARGET, state.target), (NOW, state.now)):
        cells[level * step] = mark
    return "".join(cells)


def short_levels(state: SkillState) -> str:
    """ "1 → 2 of 3": start, now and target."""
    return f"{state.start} → {state.now} of {state.target}"


def levels_words(state: SkillState) -> str:
    """Start, now and target with the names of the levels."""
    return " · ".join(
        f"{word} {level_words(level)}"
        for word, level in (("start", state.start), ("now", state.now), ("target", state.target))
    )


def gap_words(state: SkillState) -> str:
    """How far the target is: "2 to go", "reached", "beyond"."""
    if state.gap:
        return f"{state.gap} to go"
    return "reached" if state.now == state.target else "beyond"


def marks_at(state: SkillState, level: int) -> list[str]:
    """What a level is to the person: of "start", "now" and "target" those that are there."""
    named = (("start", state.start), ("now", state.now), ("target", state.target))
    return [word for word, marked in named if marked == level]


def anchor(state: SkillState, level: int) -> str:
    """The observable description of a level; empty where the plan gives none."""
    return state.skill.anchors[level] if level < len(state.skill.anchors) else ""


def proposal(state: SkillState) -> str:
    """The level that finished milestones speak for, with its description; empty when that is no rise."""
    if not state.may_rise:
        return ""
    return f"you could confirm {level_words(state.proposed)}: {anchor(state, state.proposed)}"


def points_words(state: SkillState) -> str:
    """What the finished milestones are worth, and the rule."""
    have = counted(state.points, "point")
    return f"{have} from finished milestones; {hours_number(POINTS_PER_LEVEL)} points speak for one level"


def closing_words(state: SkillState) -> str:
    """How much finished work is missing to the target; empty when the target is reached."""
    if not state.gap:
        return ""
    missing = ceil((state.target - state.start) * POINTS_PER_LEVEL) - state.points
    if missing <= 0:
        return f"Your finished milestones speak for level {min(state.proposed, state.target)} already."
    return f"{counted(missing, 'more point')} would speak for level {state.target}."


def history(state: SkillState, today: date) -> tuple[str, ...]:
    """The days on which the level was set, the latest first; last the level at the start."""
    lines = [
        f"{day_words(each.date, today)}  {level_words(each.before)} → {level_words(each.to)}, "
        f"{distance_words(each.date, today)}"
        for each in reversed(state.changes)
    ]
    return (*lines, f"at the start  {level_words(state.start)}")


def readiness(found: Readiness) -> str:
    """The index and the two parts that sum to it.

    "Readiness 61 % = 48 of 60 from skills (81 % of their targets) + 13 of 40 from gates (1 of 3 passed)".
    """
    share = round(SKILLS_SHARE * 100)
    passed = f"{found.gates_passed} of {found.gates_counted} passed" if found.gates_counted else "none on your route"
    return (
        f"Readiness {found.percent} % = {found.skills_part} of {share} from skills "
        f"({found.skills_percent} % of their targets) + "
        f"{found.gates_part} of {100 - share} from gates ({passed})"
    )


def gate_word(state: GateState) -> str:
    """The state of a gate: "passed", "2 of 4 met", "not on your route"."""
    if not state.applies:
        return "not on your route"
    if state.is_passed:
        return "passed"
    return f"{sum(part.is_met for part in state.parts)} of {len(state.parts)} met"


def part_words(part: GatePart) -> str:
    """A condition with whether it is met, and what is missing."""
    if part.is_met:
        return f"{part.text} (met)"
    return f"{part.text} (not yet{f': {part.lack}' if part.lack else ''})"
