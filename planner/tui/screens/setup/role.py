"""Step 1: where the person starts from, and which variant of that role is theirs."""

from typing import Final

from msgspec.structs import replace
from textual import on
from textual.app import ComposeResult
from textual.containers import Container, Vertical
from textual.content import Content
from textual.widgets import OptionList, Static

from planner.errors import PlannerError
from planner.tui.screens.setup import words
from planner.tui.screens.setup.draft import Draft
from planner.tui.screens.setup.step import Choice, ChoiceList, Step
from planner.tui.widgets.pane import Pane
from planner.tui.widgets.words import Words, set_in

IN_GENERAL: Final = "in-general"  # a variant's id is a word of the plan file, and could be anything but this

NO_PLAN: Final = "No plan was found: install the program again, or give one of your own with planner start --plan."


class RoleStep(Step):
    """The role chooses the plan; the variant only corrects its starting levels."""

    NAME = "Role"
    QUESTION = "Where do you start from?"
    ABOUT = "Choose what is nearest to your work; the details are yours to correct."
    HINT = "↑ ↓ choose · tab variants"

    def compose_body(self) -> ComposeResult:
        with Container(classes="step-columns"):
            with Container(classes="step-left", id="role-lists"):
                with Vertical(classes="role-list"):
                    yield Static("YOUR ROLE", classes="step-heading")
                    yield ChoiceList(id="roles")
                with Vertical(classes="role-list"):
                    yield Static("MORE PRECISELY", classes="step-heading")
                    yield ChoiceList(id="variants")
            with Pane(classes="step-right"):
                yield Words(id="role-words")

    def show(self, draft: Draft) -> None:
        self.draft = draft
        self.query_one("#roles", ChoiceList).show(self._roles(), draft.plan)
        self._show_role()

    def answered(self) -> Draft:
        role, variant = self.query_one("#roles", ChoiceList).chosen, self.query_one("#variants", ChoiceList).chosen
        if role is None:
            return self.draft
        draft = replace(self.draft, plan=role)
        if variant is None or self._shown_for != role:  # the list still shows the variants of another role
            return draft
        return replace(draft, variants={**draft.variants, role: None if variant == IN_GENERAL else variant})

    def problem(self) -> str:
        if not self.preparation.summaries:
            return NO_PLAN
        try:
            self.preparation.plan_of(self.answered())
        except PlannerError as error:
            return error.message
        return ""

    def focus_first(self) -> None:
        self.query_one("#roles").focus()

    _shown_for: str | None = None  # the role whose variants the second list shows

    def _roles(self) -> list[Choice]:
        return [
            Choice(self.preparation.reference(each), self._role_name(self.preparation.reference(each), each.title))
            for each in self.preparation.summaries
        ]

    def _role_name(self, reference: str, title: str) -> str:
        """The role's name; where two plans start from the same one, or a plan cannot be read, the plan's title."""
        try:
            return self.preparation.plan(reference).role.name
        except PlannerError:
            return f"{title} (cannot be read)"

    @on(OptionList.OptionHighlighted, "#roles")
    def role_chosen(self) -> None:
        role = self.query_one("#roles", ChoiceList).chosen
        if role is not None and role != self._shown_for:
            self.draft = replace(self.draft, plan=role)
            self._show_role()

    @on(OptionList.OptionHighlighted, "#variants")
    def variant_chosen(self) -> None:
        self.draft = self.answered()
        self._describe()

    def _show_role(self) -> None:
        """The variants of the role chosen, and what it brings."""
        role = self.query_one("#roles", ChoiceList).chosen
        if role is None:
            self.query_one("#role-words", Words).write(lambda width: Content(set_in(NO_PLAN, width)))
            return
        self.draft = replace(self.draft, plan=role)
        variants = [Choice(IN_GENERAL, "In general")]
        try:
            plan = self.preparation.plan(role)
        except PlannerError:
            variants = []
        else:
            variants += [Choice(each.id, each.name) for each in plan.role.variants]
        self._shown_for = role
        self.query_one("#variants", ChoiceList).show(variants, self.draft.variant or IN_GENERAL)
        self._describe()

    def _describe(self) -> None:
        draft = self.draft
        pane = self.query_one("#role-words", Words)
        try:
            plan = self.preparation.plan_of(draft)
        except PlannerError as error:
            message = error.message
            pane.write(lambda width: Content(set_in(message, width)))
        else:
            pane.write(lambda width: words.role(plan, draft.variant, width))
