"""Step 4: the levels that the plan starts from, each confirmed or corrected against its anchors."""

from collections.abc import Mapping
from itertools import groupby
from typing import ClassVar

from msgspec.structs import replace
from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Container, Vertical
from textual.content import Content
from textual.message import Message
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from planner.core.outlook import Outlook
from planner.core.plan import HIGHEST_LEVEL, LEVEL_NAMES, Plan, Skill
from planner.core.wording import shortened
from planner.tui.screens.setup import words
from planner.tui.screens.setup.draft import Draft, skippable
from planner.tui.screens.setup.step import Step
from planner.tui.widgets.headed import HeadedList
from planner.tui.widgets.pane import Pane
from planner.tui.widgets.unfolded import UnfoldedList
from planner.tui.widgets.words import Words

_NAME_WIDTH = 30
_LONGEST_WORD = max(map(len, LEVEL_NAMES))


class LevelList(HeadedList):
    """The skills with their levels; left and right change the level of the one marked."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "screen.next", "Next", show=False),
        Binding("left,h,minus", "change(-1)", "Lower", show=False),
        Binding("right,l,plus,equals_sign", "change(1)", "Higher", show=False),
        *(Binding(str(level), f"set({level})", show=False) for level in range(HIGHEST_LEVEL + 1)),
    ]

    class Rated(Message):
        """The level of the marked skill is to be `level`, or to change by `by`."""

        def __init__(self, level: int | None = None, by: int = 0) -> None:
            super().__init__()
            self.level, self.by = level, by

    def action_change(self, by: int) -> None:
        self.post_message(self.Rated(by=by))

    def action_set(self, level: int) -> None:
        self.post_message(self.Rated(level))


class AnchorList(UnfoldedList):
    """The five levels of a skill in words; a click or enter takes one."""


class SkillsStep(Step):
    """A list of levels beside the words that say what each one means."""

    NAME = "Skills"
    QUESTION = "Is this you?"
    ABOUT = "Typical of your role: ● you have, ○ you need. In doubt choose the lower one."
    HINT = "↑ ↓ skill · ← → level"

    def compose_body(self) -> ComposeResult:
        with Container(id="skills-columns", classes="step-columns"):
            with Vertical(classes="step-left"):
                yield LevelList(id="levels", compact=True, markup=False)
            with Pane(classes="step-right"):
                yield Words(id="skill-words")
                yield AnchorList(id="anchors")
        yield Words(id="skip-line")

    def on_mount(self) -> None:
        self._plan: Plan | None = None
        self._outlook: Outlook | None = None
        self._levels: dict[str, int] = {}
        self._usual: Mapping[str, int] = {}

    def show(self, draft: Draft) -> None:
        self.draft = draft
        self._plan = self.preparation.plan_of(draft)
        self._outlook = self.preparation.prospect(draft)
        self._usual = self._plan.role.levels_of(draft.variant)
        self._levels = draft.all_levels(self._plan)
        self._fill()
        self._after_change()

    def answered(self) -> Draft:
        """What equals the usual level stays free to follow the role, if that is changed later."""
        own = {skill: level for skill, level in self._levels.items() if level != self._usual.get(skill, 0)}
        usual_now = {skill for skill in self._levels if skill not in own}
        kept = {skill: level for skill, level in self.draft.levels.items() if skill not in usual_now}
        return replace(self.draft, levels={**kept, **own})

    def focus_first(self) -> None:
        self.query_one("#levels").focus()

    def on_resize(self) -> None:
        if self._plan is not None:
            self._fill()
            self._show_anchors()

    @property
    def _skill(self) -> Skill | None:
        """The skill marked in the list."""
        marked = self.query_one(LevelList).highlighted_option
        return self._plan.destination.skills.get(marked.id or "") if self._plan and marked else None

    def _fill(self) -> None:
        """The list anew, by group, with the marked line kept."""
        assert self._plan is not None
        levels = self.query_one(LevelList)
        before = (levels.highlighted_option.id or "") if levels.highlighted_option else ""
        options: list[Option] = []
        for group, skills in groupby(self._plan.destination.skills.values(), key=lambda each: each.group):
            options.append(Option(Content.styled(group.upper(), "$quiet bold"), disabled=True))
            options += [Option(self._row(each), id=each.id) for each in skills]
        levels.set_options(options)
        ids = [option.id for option in options]
        levels.highlighted = ids.index(before) if before in ids else 1 if len(ids) > 1 else None

    def _row(self, skill: Skill) -> Content:
        """Name, level drawn and in words; a level of the person's own is said to be one."""
        assert self._plan is not None
        width = self.query_one(LevelList).scrollable_content_region.width or 80
        level, usual = self._levels[skill.id], self._usual.get(skill.id, 0)
        room = max(8, min(_NAME_WIDTH, width - 8))
        name = f"{shortened(skill.name, room):<{room}}"
        parts: list[str | tuple[str, str]] = [name, " ", (words.dots(level, self._plan.target(skill)), "$primary")]
        parts.append(f" {level}")
        whole = room + 8 + _LONGEST_WORD
        if width >= whole:
            parts.append(f" {LEVEL_NAMES[level]:<{_LONGEST_WORD}}")
        if level != usual and width >= whole + len("  usual 0"):
            parts.append((f"  usual {usual}", "$quiet"))
        return Content.assemble(*parts)

    @on(LevelList.Rated)
    def rate(self, event: LevelList.Rated) -> None:
        event.stop()
        if self._skill is not None:
            self._set(self._levels[self._skill.id] + event.by if event.level is None else event.level)

    @on(OptionList.OptionSelected, "#anchors")
    def anchor_taken(self, event: OptionList.OptionSelected) -> None:
        event.stop()
        self._set(event.option_index)

    def _set(self, level: int) -> None:
        skill = self._skill
        if skill is None:
            return
        self._levels[skill.id] = min(HIGHEST_LEVEL, max(0, level))
        self.query_one(LevelList).replace_option_prompt(skill.id, self._row(skill))
        self._after_change()

    @on(OptionList.OptionHighlighted, "#levels")
    def _show_anchors(self) -> None:
        """The words about the marked skill, and its anchors."""
        skill, plan = self._skill, self._plan
        if skill is None or plan is None:
            return
        mine, target = self._levels[skill.id], plan.target(skill)
        self.query_one("#skill-words", Words).write(lambda width: words.skill(skill, width))
        anchors, levels = self.query_one(AnchorList), range(len(skill.anchors))
        marked = anchors.highlighted if anchors.has_focus and anchors.highlighted is not None else mine
        anchors.write(lambda width: [words.anchor(skill, level, mine, target, width) for level in levels], marked)
        self.call_after_refresh(anchors.reveal)  # the words that are to be confirmed

    def _after_change(self) -> None:
        self._show_anchors()
        assert self._outlook is not None
        milestones = skippable(self._outlook, self._levels)
        self.query_one("#skip-line", Words).write(lambda width: words.may_skip(milestones, width))
