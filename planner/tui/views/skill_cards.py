"""The words of the skills view: pure functions from an Outlook and a width in cells to Content."""

from typing import Final

from textual.content import Content

from planner.core.outlook import Outlook
from planner.core.plan import HIGHEST_LEVEL, LEVEL_NAMES
from planner.core.scope import Status
from planner.core.skills import POINTS_PER_LEVEL, SKILLS_SHARE, GateState, SkillState
from planner.core.wording import counted, day_words, hours_number, shortened
from planner.tui import symbols
from planner.tui.widgets.words import set_in

MET, PARTLY, UNMET, APART = (
    symbols.SYMBOLS[status] for status in (Status.DONE, Status.STARTED, Status.OPEN, Status.SKIPPED)
)
GROUPS: Final = {"core": "CORE", "craft": "CRAFT", "search": "SEARCH"}
LONGEST_NAME: Final = 30
_BAR: Final = len(" ●●●● ") + 1
_LEVELS: Final = len("2 → 3 of 3")
_NOTE: Final = len("reached · level 3?")


def bar(state: SkillState) -> Content:
    """Four cells: reached, of that gained since the start, missing to the target, beyond it.

    Gained ones differ in colour only; the numbers beside the bar say the same in words.
    """
    parts: list[tuple[str, str]] = []
    for place in range(1, HIGHEST_LEVEL + 1):
        if place <= min(state.start, state.now):
            parts.append(("●", "$primary"))
        elif place <= state.now:
            parts.append(("●", "$success"))
        else:
            parts.append(("○" if place <= state.target else "·", "$quiet"))
    return Content.assemble(*parts)


def gap_words(state: SkillState) -> str:
    """How far the target is."""
    if state.gap:
        return f"{state.gap} to go"
    return "reached" if state.now == state.target else "beyond"


def row(state: SkillState, width: int) -> Content:
    """A skill in one line: name, bar, from and to, gap; and, below the target, a level that waits to be confirmed."""
    levels = f"{state.start} → {state.now} of {state.target}"
    waiting = f" · level {state.proposed}?" if state.gap and state.proposed > state.now else ""
    has_note = width >= 60
    tail = _BAR + _LEVELS + 2 + (_NOTE if has_note else len("reached?"))
    room = max(8, min(LONGEST_NAME, width - tail))
    name = shortened(state.skill.name, room)
    note = gap_words(state) + (waiting if has_note else "?" if waiting else "")
    style = "$success" if not state.gap else ""
    return Content.assemble(f"{name:<{room}} ", bar(state), f"  {levels}  ", (note, style))


def skill_top(state: SkillState, width: int) -> Content:
    """What the skill is, where the person stands, and what to do about it."""
    skill = state.skill
    parts = [Content.styled(skill.name, "bold"), Content(set_in(skill.summary, width))]
    levels = f"started {_level(state.start)} · now {_level(state.now)} · target {_level(state.target)}"
    parts.append(Content.styled(set_in(levels, width), "$quiet"))
    if state.proposed > state.now:
        said = (
            f"Your finished milestones speak for level {state.proposed}: read its description below and confirm it "
            "with enter."
        )
        parts.append(Content.styled(set_in(said, width, f"{symbols.PIN} "), "$accent"))
    return Content("\n").join(parts)


def anchor(state: SkillState, level: int, width: int) -> Content:
    """One level in words, with start, now and target named at theirs."""
    named = (("start", state.start), ("now", state.now), ("target", state.target))
    marks = [word for word, marked in named if marked == level]
    note = f" ({', '.join(marks)})" if marks else ""
    mark = MET if level <= state.now else UNMET
    said = set_in(f"{_level(level)}{note}: {state.skill.anchors[level]}", width, f"{mark} ", "  ")
    return Content.styled(said, "bold" if level == state.now else "" if marks else "$quiet")


def skill_bottom(outlook: Outlook, state: SkillState, width: int) -> Content:
    """What would close the gap, points, proof and where it is tested."""
    sections = [
        _section("WOULD BUILD IT", [_closer(outlook, each, state, width) for each in state.closers], "nothing open"),
        _section("PROOF", [state.proof] if state.proof else [], "none yet; enter keeps a line of it", width),
        _section("POINTS", [_points(state)], "", width),
        _section("TESTED IN", [" · ".join(state.skill.tested_in)] if state.skill.tested_in else [], "nowhere", width),
    ]
    return Content("\n\n").join(sections)


def _section(heading: str, lines: list[str], nothing: str, width: int = 0) -> Content:
    """A heading above its lines; beside it what stands for none."""
    if not lines:
        return Content.assemble((f"{heading}  ", "$quiet bold"), (nothing, "$quiet"))
    body = "\n".join(set_in(line, width, "  ") if width else line for line in lines)
    return Content.assemble((f"{heading}\n", "$quiet bold"), body)


def _level(level: int) -> str:
    return f"{level} {LEVEL_NAMES[level]}"


def _closer(outlook: Outlook, milestone: str, skill: SkillState, width: int) -> str:
    """A milestone that would add points, with the date it is planned to end."""
    state = outlook.all_milestones[milestone]
    worth = state.milestone.skills.get(skill.skill.id, 0)
    when = day_words(state.finish, outlook.today) if state.finish else ""
    first = f"  {symbols.symbol(state)} "
    return set_in(f"{state.title} (+{worth}) {when}".rstrip(), width, first)


def _points(state: SkillState) -> str:
    have = counted(state.points, "point")
    return f"{have} from finished milestones; {hours_number(POINTS_PER_LEVEL)} points speak for one level"


def readiness(outlook: Outlook, width: int) -> Content:
    """The index with its parts."""
    index = outlook.readiness
    gates = f"{index.gates_passed} of {index.gates_counted}" if index.gates_counted else "none on this route"
    parts = f"skills {index.skills_percent} % × {SKILLS_SHARE:g} + gates {gates} × {1 - SKILLS_SHARE:g}"
    drawn = symbols.bar(index.percent / 100, 10 if width < 76 else 20)
    text = Content.assemble(
        ("READINESS  ", "$quiet bold"), (f"{index.percent}", "bold $primary"), f" = {parts}  ", (drawn, "$primary")
    )
    return text if text.cell_length <= width else text[: text.cell_length - len(drawn) - 2]


def gate_word(state: GateState) -> str:
    """The state of a gate in words."""
    if not state.applies:
        return "not on your route"
    if state.is_passed:
        return "passed"
    return f"{sum(part.is_met for part in state.parts)} of {len(state.parts)} met"


def gate_mark(state: GateState) -> str:
    """The symbol of a gate."""
    if not state.applies:
        return APART
    if state.is_passed:
        return MET
    return PARTLY if any(part.is_met for part in state.parts) else UNMET


def gate_row(state: GateState, width: int) -> Content:
    """A gate in one line."""
    title = shortened(state.gate.title, LONGEST_NAME - 2)
    counts = "  counts in readiness" if state.gate.readiness and state.applies and width >= 64 else ""
    style = "$success" if state.is_passed else "" if state.applies else "$quiet"
    head = f"{gate_mark(state)} {title:<{LONGEST_NAME - 2}} "
    return Content.assemble((head, style), (gate_word(state), style), (counts, "$quiet"))


def gate(state: GateState, width: int) -> Content:
    """A gate with its question, each part met or not, and what follows."""
    parts = [
        Content.styled(state.gate.title, "bold"),
        Content(set_in(state.gate.question, width)),
        Content.styled(f"{gate_mark(state)} {gate_word(state)}", "$success" if state.is_passed else "$quiet"),
    ]
    if state.parts:
        parts += [Content(), Content.styled("ASKS FOR", "$quiet bold")]
    for part in state.parts:
        word, mark = ("met", MET) if part.is_met else ("not yet", UNMET)
        parts.append(Content(set_in(f"{part.text} ({word})", width, f"{mark} ", "  ")))
    parts += [Content(), Content.styled("THEN", "$quiet bold"), Content(set_in(state.gate.then, width))]
    if state.gate.readiness and state.applies:
        parts += [Content(), Content.styled("It counts in the readiness index.", "$quiet")]
    return Content("\n").join(parts)
