"""The words of the skills view: pure functions from an Outlook and a width in cells to Content."""

from collections.abc import Callable, Sequence
from typing import Final

from textual.content import Content

from planner.core import skill_words, skills
from planner.core.outlook import Outlook
from planner.core.plan import HIGHEST_LEVEL, LEVEL_NAMES
from planner.core.scope import Status
from planner.core.skills import GatePart, GateState, SkillState
from planner.core.wording import counted, day_words, shortened
from planner.tui import symbols
from planner.tui.widgets.words import set_in

MakeLines = Callable[[int], Sequence[tuple[Content, str]]]
"""Takes a width and returns lines, each with the id of the milestone that it leads to, empty for none."""

MET, PARTLY, UNMET, APART = (
    symbols.SYMBOLS[status] for status in (Status.DONE, Status.STARTED, Status.OPEN, Status.SKIPPED)
)
RISE: Final = "↑"
GROUPS: Final = {"core": "CORE", "craft": "CRAFT", "search": "SEARCH"}
LONGEST_NAME: Final = 30
_PRIVATE: Final = " (private)"
MOST_SHOWN: Final = 5  # pieces of evidence, the latest
_BAR: Final = 9
_LEVELS: Final = len("2 → 3 of 3")
_NOTE: Final = len("reached ↑ 4?")
_WIDE_NOTE: Final = len("reached ↑ could be 4")
_WIDEST_READINESS, _LEAST_READINESS, _WITH_COUNTING = 20, 8, 70
_WIDEST_STEP, _NAMED_STEP, _LEAST_STEP = 16, 14, 6


def bar(state: SkillState, step: int = 2) -> Content:
    """The levels drawn. What was gained since the start differs in colour only; words beside the bar say the same."""
    drawn = skill_words.bar(state, step)
    start, now = min(state.start, state.now) * step + 1, state.now * step + 1
    return Content.assemble(
        (drawn[:start], "$primary"), (drawn[start:now], "$success" if start < now else ""), (drawn[now:], "$quiet")
    )


def legend(order: str, width: int) -> Content:
    """The symbols of a bar; on the right, where there is room, the order of the rows."""
    room = width - len(skill_words.LEGEND) - 2
    order = f"order: {order}"
    return Content(skill_words.LEGEND + (f"  {order:>{room}}" if len(order) <= room else ""))


def row(state: SkillState, width: int) -> Content:
    """A skill in one line: name, bar, levels, gap, and a level that waits to be confirmed."""
    fixed = 1 + _BAR + 2 + _LEVELS + 2
    is_wide = width >= LONGEST_NAME + fixed + _WIDE_NOTE
    room = max(8, min(LONGEST_NAME, width - fixed - (_WIDE_NOTE if is_wide else _NOTE)))
    waiting = f" {RISE} {'could be ' if is_wide else ''}{state.proposed}{'' if is_wide else '?'}"
    note = (skill_words.gap_words(state), "" if state.gap else "$success")
    levels = f"  {skill_words.short_levels(state)}  "
    name = f"{shortened(state.skill.name, room):<{room}} "
    return Content.assemble(name, bar(state), levels, note, (waiting if state.may_rise else "", "$accent"))


def skill_top(state: SkillState, width: int) -> Content:
    """What the skill is, where the person stands, and what to do about it."""
    parts = [
        Content.styled(state.skill.name, "bold"),
        Content.styled(set_in(state.skill.summary, width), "$quiet"),
        Content(),
        *_scale(state, width),
        Content(set_in(f"{skill_words.levels_words(state)}: {skill_words.gap_words(state)}", width)),
    ]
    if state.may_rise:
        said = f"{RISE} Your finished work speaks for more: {skill_words.proposal(state)}"
        parts += [Content(), Content.styled(set_in(said, width, "", "  "), "$accent")]
    return Content("\n").join(parts)


def _scale(state: SkillState, width: int) -> list[Content]:
    """The bar on three lines: the levels above, start, now and target below; nothing where it would be cramped."""
    step = min(_WIDEST_STEP, (width - 8) // HIGHEST_LEVEL)
    if step < _LEAST_STEP:
        return []
    is_named = step >= _NAMED_STEP
    above = {level: skill_words.level_words(level) if is_named else str(level) for level in range(len(LEVEL_NAMES))}
    below = {state.start: "start", state.target: "target"}
    below[state.now] = "now = target" if state.now == state.target else "now"
    return [
        Content.styled(_labels(above, step), "$quiet"),
        bar(state, step),
        Content.styled(_labels(below, step), "$quiet"),
    ]


def _labels(found: dict[int, str], step: int) -> str:
    line = ""
    for level in sorted(found):
        line = f"{line:<{level * step}}{found[level]}"
    return line


def anchor(state: SkillState, level: int, width: int) -> Content:
    """One level in words, with start, now and target named at theirs, and what the work speaks for."""
    marks = skill_words.marks_at(state, level)
    if state.may_rise and level == state.proposed:
        marks.append(f"{RISE} your work")
    note = f" ({', '.join(marks)})" if marks else ""
    mark = MET if level == state.now else UNMET
    said = f"{skill_words.level_words(level)}{note}: {skill_words.anchor(state, level)}"
    return Content.styled(
        set_in(said, width, f"{mark} ", "  "), "bold" if level == state.now else "" if marks else "$quiet"
    )


def heading(text: str) -> Content:
    return Content.styled(text, "$quiet bold")


def closer(outlook: Outlook, state: SkillState, milestone: str, width: int) -> Content:
    """A milestone that would add points: its state, what it adds, and when it is planned to end."""
    found = outlook.all_milestones[milestone]
    worth = counted(found.milestone.skills.get(state.skill.id, 0), "point")
    said = f"{found.title} (+{worth}): {_stand(outlook, milestone)}"
    return Content(set_in(said, width, f"{symbols.symbol(found)} ", "  "))


def closers_heading(state: SkillState) -> Content:
    """What stands above the milestones that would build a skill."""
    title = "WHAT CLOSES THE GAP" if state.gap else "WHAT WOULD BUILD IT FURTHER"
    said = [skill_words.closing_words(state), "" if state.closers else "No open milestone builds it."]
    return Content.assemble((title, "$quiet bold"), *((f"\n{each}", "$quiet") for each in said if each))


def skill_bottom(outlook: Outlook, state: SkillState, width: int) -> Content:
    """Evidence, proof, the history of the level, points, and where it is tested."""
    shown = skills.evidence(outlook.journey, state)
    evidence = [
        f"{day_words(each.date, outlook.today)}{_PRIVATE if each.is_private else ''}  "
        f"{outlook.items[each.milestone].title}: {each.text}"
        for each in shown
    ]
    more = [f"and {len(shown) - MOST_SHOWN} more"] if len(shown) > MOST_SHOWN else []
    tested = [" · ".join(state.skill.tested_in)] if state.skill.tested_in else []
    sections = [
        _section("EVIDENCE", evidence[:MOST_SHOWN] + more, "none yet from finished milestones", width),
        _section(
            "YOUR PROOF", [state.proof] if state.proof else [], "none yet; confirming a level keeps a line", width
        ),
        _section("HISTORY", list(skill_words.history(state, outlook.today)), "", width),
        _section("POINTS", [skill_words.points_words(state)], "", width),
        _section("TESTED IN", tested, "nowhere", width),
    ]
    return Content("\n\n").join(sections)


def _section(title: str, lines: list[str], nothing: str, width: int) -> Content:
    """A heading above its lines; beside it what stands for none."""
    if not lines:
        return Content.assemble((f"{title}  ", "$quiet bold"), (nothing, "$quiet"))
    body = "\n".join(set_in(" ".join(line.splitlines()), width, "  ", "    ") for line in lines)
    return Content.assemble((f"{title}\n", "$quiet bold"), body)


def readiness(outlook: Outlook, width: int) -> Content:
    """The index with its parts, and how they are counted where there is room."""
    said = set_in(skill_words.readiness(outlook.readiness), width)
    number = f"{outlook.readiness.percent} %"
    before, after = said.split(number, 1)
    room = min(_WIDEST_READINESS, width - len(said) - 2)
    drawn = f"  {symbols.bar(outlook.readiness.percent / 100, room)}" if room >= _LEAST_READINESS else ""
    counting = f"\n{set_in(skill_words.COUNTING, width)}" if width >= _WITH_COUNTING else ""
    return Content.assemble(before, (number, "bold $primary"), after, (drawn, "$primary"), (counting, "$quiet"))


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
    return Content.assemble((head, style), (skill_words.gate_word(state), style), (counts, "$quiet"))


def gate_top(state: GateState, width: int) -> Content:
    """A gate with its question and how far it is."""
    parts = [
        Content.styled(state.gate.title, "bold"),
        Content(set_in(state.gate.question, width)),
        Content.styled(f"{gate_mark(state)} {skill_words.gate_word(state)}", "$success" if state.is_passed else ""),
        Content(),
    ]
    return Content("\n").join(parts)


def part(outlook: Outlook, found: GatePart, width: int) -> list[tuple[Content, str]]:
    """A condition and, below it, the milestones that would bring it nearer: what each line says and leads to."""
    mark = f"{MET if found.is_met else UNMET} "
    first = found.milestones[0] if found.milestones else ""
    said = skill_words.part_words(found)
    if found.is_met:
        return [(Content.styled(set_in(said, width, mark, "  "), "$success"), first)]
    if len(found.milestones) == 1 and outlook.items[first].title == found.text:
        return [(Content(set_in(f"{said}: {_stand(outlook, first)}", width, mark, "  ")), first)]
    lines = [(Content(set_in(said, width, mark, "  ")), first)]
    for each in found.milestones:
        nearer = f"{outlook.items[each].title}: {_stand(outlook, each)}"
        begin = f"    {symbols.symbol(outlook.all_milestones[each])} "
        lines.append((Content.styled(set_in(nearer, width, begin, "      "), "$quiet"), each))
    return lines


def _stand(outlook: Outlook, milestone: str) -> str:
    """ "open, planned to end Sat 1 May": the state of a milestone and when it ends."""
    state = outlook.all_milestones[milestone]
    when = "planned to end " if state.status.is_to_do else ""
    return f"{symbols.word(state)}{f', {when}{day_words(state.finish, outlook.today)}' if state.finish else ''}"


def gate_bottom(state: GateState, width: int) -> Content:
    """What follows from a gate, and what it counts for."""
    parts = [heading("THEN"), Content(set_in(state.gate.then, width))]
    if state.gate.readiness and state.applies:
        parts += [Content(), Content.styled(set_in("It counts in the readiness index.", width), "$quiet")]
    return Content("\n").join(parts)
