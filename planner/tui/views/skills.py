"""Skills: where each level stands against what the job asks, what would raise it, and how near the gates are."""

from itertools import groupby

from textual import on
from textual.app import ComposeResult
from textual.containers import Container, Vertical
from textual.content import Content
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from planner.core.outlook import Outlook
from planner.core.skills import GateState, SkillState
from planner.tui.messages import Wanted
from planner.tui.views import skill_cards
from planner.tui.views.base import View
from planner.tui.widgets.lists import MovingList
from planner.tui.widgets.unfolded import UnfoldedList
from planner.tui.widgets.words import Pane, Words

_SKILL, _GATE = "skill:", "gate:"  # what stands before the ids of the two kinds of rows


class SkillList(MovingList):
    """The skills by group, then the gates."""

    HELP = (
        "Your skills and the gates. ● reached, ○ missing to the target, · beyond it; “2 → 3 of 3” is start, now and "
        "target. Enter asks for the level that fits you today; a question mark says that your work speaks for more."
    )


class AnchorList(UnfoldedList):
    """The five levels of the marked skill in words."""

    HELP = "What each level of this skill looks like. Enter or a click asks for the level that fits you today."


class SkillsView(View):
    """A list of skills and gates beside what is marked in it; below it where there is no room beside."""

    def __init__(self, *, id: str) -> None:  # noqa: A002  Textual names it so
        super().__init__(id=id)
        self._skills: dict[str, SkillState] = {}
        self._gates: dict[str, GateState] = {}
        self._told = ""

    def compose(self) -> ComposeResult:
        yield Words(id="readiness")
        with Container(id="skills-columns"):
            with Vertical(id="skills-left"):
                yield SkillList(id="skill-list", compact=True, markup=False)
            with Pane(id="skills-right"):
                yield Words(id="skill-top")
                yield AnchorList(id="skill-anchors")
                yield Words(id="skill-bottom")

    @property
    def selected_skill(self) -> str | None:
        """The id of the skill marked in the list; None for a gate."""
        return self._marked.removeprefix(_SKILL) if self._marked.startswith(_SKILL) else None

    @property
    def _marked(self) -> str:
        option = self.query_one(SkillList).highlighted_option if self.is_mounted else None
        return (option.id or "") if option else ""

    def focus_first(self) -> None:
        self.query_one(SkillList).focus()

    def on_resize(self) -> None:
        self._drawn = None
        self.draw_if_shown()

    def redraw(self, outlook: Outlook) -> None:
        self._skills = {_SKILL + state.skill.id: state for state in outlook.skills}
        self._gates = {_GATE + state.gate.id: state for state in outlook.gates}
        self.query_one("#readiness", Words).write(lambda width: skill_cards.readiness(outlook, width))
        self._fill()
        self._show_marked()

    def _fill(self) -> None:
        """The rows anew, the marked one kept."""
        rows = self.query_one(SkillList)
        width = rows.scrollable_content_region.width or self.size.width
        options: list[Option] = []
        for group, states in groupby(self._skills.items(), key=lambda each: each[1].skill.group):
            options.append(_heading(group.upper()))
            options += [Option(skill_cards.row(state, width), id=row) for row, state in states]
        if self._gates:
            options.append(_heading("GATES"))
            options += [Option(skill_cards.gate_row(state, width), id=row) for row, state in self._gates.items()]
        rows.refill(options, first=1)

    @on(OptionList.OptionHighlighted, "#skill-list")
    def _show_marked(self) -> None:
        """Everything about the skill or the gate that is marked."""
        outlook, skill, gate = self.outlook, self._skills.get(self._marked), self._gates.get(self._marked)
        top, bottom = self.query_one("#skill-top", Words), self.query_one("#skill-bottom", Words)
        anchors = self.query_one(AnchorList)
        anchors.display = bottom.display = skill is not None
        if skill is not None and outlook is not None:
            state = skill
            top.write(lambda width: skill_cards.skill_top(state, width))
            bottom.write(lambda width: skill_cards.skill_bottom(outlook, state, width))
            self._show_anchors(anchors, state)
        elif gate is not None:
            found = gate
            top.write(lambda width: skill_cards.gate(found, width))
        if self._marked != self._told:
            self._told = self._marked
            self.query_one("#skills-right").scroll_home(animate=False)

    def _show_anchors(self, anchors: AnchorList, state: SkillState) -> None:
        levels = range(len(state.skill.anchors))
        anchors.write(lambda width: [skill_cards.anchor(state, level, width) for level in levels], state.proposed)

    @on(OptionList.OptionSelected)
    def level_wanted(self, event: OptionList.OptionSelected) -> None:
        event.stop()
        if self.selected_skill is not None:
            self.post_message(Wanted("confirm-level", detail=self.selected_skill))


def _heading(text: str) -> Option:
    return Option(Content.styled(text, "$quiet bold"), disabled=True)
