"""Skills: where each level stands against what the job asks, what would raise it, and how near the gates are."""

from collections.abc import Sequence
from itertools import groupby
from typing import ClassVar

from textual import events, on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Container, Vertical
from textual.content import Content
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from planner.core.outlook import Outlook
from planner.core.skills import GateState, SkillState, by_gap, by_name
from planner.tui.messages import Moved, Wanted
from planner.tui.preferences import bound
from planner.tui.views import skill_cards
from planner.tui.views.base import View
from planner.tui.widgets.headed import HeadedList
from planner.tui.widgets.pane import Pane
from planner.tui.widgets.unfolded import UnfoldedList
from planner.tui.widgets.words import Words

_SKILL, _GATE = "skill:", "gate:"  # what stands before the ids of the two kinds of rows
_ORDERS = ("as in the plan", "largest gap first", "by name")


class SkillList(HeadedList):
    """The skills, then the gates."""

    HELP = (
        "Your skills and the gates. On a bar ▏ is the start, ● now and ○ the target; “1 → 2 of 3” says the same. "
        "An arrow up: your finished work speaks for more. Enter shows what is behind it, {skill-level} confirms a "
        "level, {skill-order} turns the order: as in the plan, largest gap first, by name."
    )


class AnchorList(UnfoldedList):
    """The five levels of the marked skill in words."""

    HELP = "What each level of this skill looks like. Enter or a click asks for the level that fits you today."


class LinkList(UnfoldedList):
    """Lines about milestones; enter shows the milestone in the roadmap."""

    HELP = "Milestones that bring you nearer. Enter or a click shows one in the roadmap; every command works on it."

    def __init__(self, *, id: str) -> None:  # noqa: A002  Textual names it so
        super().__init__(id=id)
        self._links: tuple[str, ...] = ()

    @property
    def milestone(self) -> str:
        """The id of the milestone that the marked line leads to; empty for none."""
        place = self.highlighted
        return self._links[place] if place is not None and place < len(self._links) else ""

    def lead(self, links: Sequence[str]) -> None:
        """What each line leads to, in their order."""
        self._links = tuple(links)


class SkillPane(Pane):
    """What is marked in the list, in full. It takes the keyboard when it scrolls, or when nothing in it can."""

    is_alone = False

    def allow_focus(self) -> bool:
        return super().allow_focus() or self.is_alone


class SkillsView(View):
    """A list of skills and gates beside what is marked in it; where there is no room beside, in its place."""

    BINDINGS: ClassVar[list[BindingType]] = [
        bound("skill-level", "confirm", "Confirm level", show=True),
        bound("skill-order", "turn_order", "Order", show=True),
        Binding("escape", "back", "List", show=True),
    ]

    def __init__(self, *, id: str) -> None:  # noqa: A002  Textual names it so
        super().__init__(id=id)
        self._skills: dict[str, SkillState] = {}
        self._gates: dict[str, GateState] = {}
        self._told = ""
        self._order = 0

    def compose(self) -> ComposeResult:
        yield Words(id="readiness")
        with Container(id="skills-columns"):
            with Vertical(id="skills-left"):
                yield Words(id="skills-legend", classes="quiet")
                yield SkillList(id="skill-list", compact=True, markup=False)
            with SkillPane(id="skills-right"), Container(id="skill-parts"):
                with Container(id="skill-meaning"):
                    yield Words(id="skill-top")
                    yield AnchorList(id="skill-anchors")
                with Container(id="skill-means"):
                    yield Static(id="links-heading", markup=False)
                    yield LinkList(id="skill-links")
                    yield Words(id="skill-bottom")

    @property
    def selected(self) -> str | None:
        """The milestone marked among those that close a gap, while the keyboard is there."""
        links = self.query_one(LinkList) if self.is_mounted else None
        return (links.milestone or None) if links is not None and links.has_focus else None

    @property
    def selected_skill(self) -> str | None:
        """The id of the skill marked in the list; None for a gate."""
        return self._marked.removeprefix(_SKILL) if self._marked.startswith(_SKILL) else None

    @property
    def _marked(self) -> str:
        option = self.query_one(SkillList).highlighted_option if self.is_mounted else None
        return (option.id or "") if option else ""

    def focus_first(self) -> None:
        self.remove_class("-detail")
        self.call_after_refresh(self.query_one(SkillList).focus)

    def on_resize(self) -> None:
        self._drawn = None
        self.draw_if_shown()

    def redraw(self, outlook: Outlook) -> None:
        self._skills = {_SKILL + state.skill.id: state for state in outlook.skills}
        self._gates = {_GATE + state.gate.id: state for state in outlook.gates}
        self.query_one("#readiness", Words).write(lambda width: skill_cards.readiness(outlook, width))
        self._write_legend()
        self._fill()
        self._show_marked()

    def _write_legend(self) -> None:
        order = _ORDERS[self._order]
        self.query_one("#skills-legend", Words).write(lambda width: skill_cards.legend(order, width))

    def _fill(self) -> None:
        """The rows anew, the marked one kept."""
        rows = self.query_one(SkillList)
        width = rows.scrollable_content_region.width or self.size.width
        options: list[Option] = []
        if self._order:
            sort = (by_gap, by_name)[self._order - 1]
            groups = [(_ORDERS[self._order].upper(), sort(self._skills.values()))]
        else:
            found = groupby(self._skills.values(), key=lambda state: state.skill.group)
            groups = [(group.upper(), tuple(states)) for group, states in found]
        for title, states in groups:
            options.append(_heading(title))
            options += [Option(skill_cards.row(each, width), id=_SKILL + each.skill.id) for each in states]
        if self._gates:
            options.append(_heading("GATES"))
            options += [Option(skill_cards.gate_row(state, width), id=row) for row, state in self._gates.items()]
        rows.refill(options, first=1)

    @on(OptionList.OptionHighlighted, "#skill-list")
    def _show_marked(self) -> None:
        """Everything about the skill or the gate that is marked."""
        outlook, skill, gate = self.outlook, self._skills.get(self._marked), self._gates.get(self._marked)
        if outlook is None:
            return
        self.query_one(AnchorList).display = skill is not None
        if skill is not None:
            self._show_skill(outlook, skill)
        elif gate is not None:
            self._show_gate(outlook, gate)
        if self._marked != self._told:
            self._told = self._marked
            self.query_one("#skills-right").scroll_home(animate=False)
            self.refresh_bindings()

    def _show_skill(self, outlook: Outlook, state: SkillState) -> None:
        levels = range(len(state.skill.anchors))
        self.query_one("#skill-top", Words).write(lambda width: skill_cards.skill_top(state, width))
        self.query_one(AnchorList).write(
            lambda width: [skill_cards.anchor(state, level, width) for level in levels], state.proposed
        )
        self.query_one("#skill-bottom", Words).write(lambda width: skill_cards.skill_bottom(outlook, state, width))
        self._show_links(
            skill_cards.closers_heading(state),
            lambda width: [(skill_cards.closer(outlook, state, each, width), each) for each in state.closers],
        )

    def _show_gate(self, outlook: Outlook, state: GateState) -> None:
        self.query_one("#skill-top", Words).write(lambda width: skill_cards.gate_top(state, width))
        self.query_one("#skill-bottom", Words).write(lambda width: skill_cards.gate_bottom(state, width))
        self._show_links(
            skill_cards.heading("ASKS FOR") if state.parts else Content(),
            lambda width: [line for part in state.parts for line in skill_cards.part(outlook, part, width)],
        )

    def _show_links(self, heading: Content, make: "skill_cards.MakeLines") -> None:
        """The milestones that bring nearer what is marked."""
        links, title = self.query_one(LinkList), self.query_one("#links-heading", Static)
        lines = make(80)
        links.display, title.display = bool(lines), bool(heading.plain)
        title.update(heading)
        place = links.highlighted or 0 if self._marked == self._told else 0
        links.lead([link for _, link in lines])
        links.write(lambda width: [said for said, _ in make(width)], place)
        self.query_one(SkillPane).is_alone = not lines and self.selected_skill is None

    @on(OptionList.OptionSelected, "#skill-list")
    def action_look(self) -> None:
        """Take the keyboard to what is marked; where there is room for one only, show that."""
        self.add_class("-detail")
        self.call_after_refresh(self._enter_pane)

    def _enter_pane(self) -> None:
        parts = (self.query_one(AnchorList), self.query_one(LinkList), self.query_one(SkillPane))
        next((each for each in parts if each.display and each.focusable), self.query_one(SkillList)).focus()

    def action_back(self) -> None:
        self.focus_first()

    def on_descendant_focus(self, event: events.DescendantFocus) -> None:
        """In a small window the side with the keyboard is the one that shows."""
        self.set_class(event.widget.id != "skill-list", "-detail")
        self.post_message(Moved())

    def on_descendant_blur(self) -> None:
        self.post_message(Moved())

    @on(OptionList.OptionHighlighted, "#skill-links")
    def link_marked(self) -> None:
        self.post_message(Moved())

    @on(OptionList.OptionSelected, "#skill-links")
    def link_taken(self, event: OptionList.OptionSelected) -> None:
        event.stop()
        milestone = self.query_one(LinkList).milestone
        if milestone:
            self.post_message(Wanted("open", milestone))

    @on(OptionList.OptionSelected, "#skill-anchors")
    def action_confirm(self) -> None:
        """Ask for the level of the marked skill."""
        if self.selected_skill is not None:
            self.post_message(Wanted("confirm-level", detail=self.selected_skill))

    def action_turn_order(self) -> None:
        """In the order of the plan, by the largest gap, by name."""
        self._order = (self._order + 1) % len(_ORDERS)
        self._write_legend()
        self._fill()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """A level is a skill's, and there is nothing to go back to from the list."""
        if action == "confirm":
            return self.selected_skill is not None or None
        if action == "back":
            return self.has_class("-detail")
        return super().check_action(action, parameters)


def _heading(text: str) -> Option:
    return Option(skill_cards.heading(text), disabled=True)
