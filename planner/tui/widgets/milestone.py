"""Everything about one milestone, as a pane or on a screen of its own. The steps are ticked here."""

from collections.abc import Callable

from textual import on
from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from planner.core.library import Library
from planner.core.outlook import Outlook
from planner.core.standing import MilestoneState
from planner.errors import PlannerError
from planner.tui.messages import Wanted
from planner.tui.preferences import moving
from planner.tui.widgets import facts
from planner.tui.widgets.lists import MovingList


class StepList(MovingList):
    """The steps of a milestone."""

    HELP = "The steps of this milestone. Enter or space ticks one, and again unticks it."
    BINDINGS = [("space", "select", "Tick")]
    id_shown: str = ""  # which milestone the marked step belongs to


class Facts(Static):
    """Words with links to other milestones."""

    def action_go(self, milestone: str) -> None:
        """Show the milestone that was clicked."""
        self.post_message(Wanted("open", milestone))


class MilestonePane(VerticalScroll):
    """One milestone in full. `show_milestone` draws it; it changes nothing itself."""

    HELP = "Everything about one milestone. The verbs act on it; tab goes to its steps."
    BINDINGS = [*moving()]

    def __init__(self, library: Callable[[], Library], *, id: str) -> None:  # noqa: A002  Textual names it so
        super().__init__(id=id)
        self._library = library
        self._milestone: str | None = None
        self._shown: Outlook | None = None
        self._wanted: str | None = None

    @property
    def _text_width(self) -> int:
        return self.scrollable_content_region.width - 1

    def on_resize(self) -> None:
        """Wrap the text anew for the new width."""
        if self._shown is not None:
            self._draw()

    def compose(self) -> ComposeResult:
        yield Static("Choose a milestone to see all about it.", id="empty", classes="quiet")
        yield Static(id="facts-top")
        yield Static(id="steps-heading", classes="heading")
        yield StepList(id="steps", compact=True)
        yield Facts(id="facts-bottom")

    def focus_first(self) -> None:
        if self._wanted != self._milestone:
            self._draw()
        steps = self.query_one(StepList)
        if steps.display:
            steps.focus(scroll_visible=False)  # the top of the page is what people want to read first
        else:
            self.focus()

    def show_milestone(self, outlook: Outlook, milestone: str | None) -> None:
        """Draw a milestone; with None, say how to choose one.

        Another one than before comes a moment later, after the move to it was seen: one who keeps an arrow key down
        does not wait for pages that are not read.
        """
        is_first, self._shown, self._wanted = self._shown is None, outlook, milestone
        if not self.display:  # in a wider window there is room for it, and it is drawn
            return
        if is_first or milestone == self._milestone:
            self._draw()
        else:
            self.call_after_refresh(self._draw_other)

    def _draw_other(self) -> None:
        if self._wanted != self._milestone:
            self._draw()

    def _draw(self) -> None:
        outlook, milestone = self._shown, self._wanted
        if outlook is None:
            return
        state = outlook.all_milestones.get(milestone or "")
        empty = self.query_one("#empty", Static)
        empty.display = state is None
        if state is None:
            empty.update("Choose a milestone to see all about it." if outlook.milestones else "")
        for part in ("#facts-top", "#steps-heading", "#steps", "#facts-bottom"):
            self.query_one(part).display = state is not None
        if state is None:
            self._milestone = milestone
            return
        if milestone != self._milestone:
            self.scroll_home(animate=False)
            self._milestone = milestone
        self.query_one("#facts-top", Static).update(facts.top(outlook, state, self._text_width))
        self._show_steps(state)
        bottom = facts.bottom(outlook, state, self._resources(state), self._text_width)
        self.query_one("#facts-bottom", Static).update(bottom)

    def _show_steps(self, state: MilestoneState) -> None:
        steps, ticked = state.milestone.steps, state.item.record.steps
        options = self.query_one(StepList)
        options.display = self.query_one("#steps-heading").display = bool(steps)
        self.query_one("#steps-heading", Static).update(Content(f"STEPS  {len(ticked)} of {len(steps)}"))
        place = options.highlighted if options.id_shown == state.id else 0
        options.id_shown = state.id
        options.set_options(
            [
                Option(content, id=str(number))
                for number, content in enumerate(facts.steps(state, self._text_width), start=1)
            ]
        )
        options.highlighted = min(place or 0, len(steps) - 1) if steps else None

    def _resources(self, state: MilestoneState) -> list[str]:
        """Resources in a line each; an unreadable library is no reason not to show the rest."""
        if not state.milestone.resources:
            return []
        try:
            shelf = self._library().resources
        except PlannerError as error:
            return [error.message]
        found = [shelf[each] for each in state.milestone.resources if each in shelf]
        return [f"{r.title}, {r.by} ({r.kind}, {r.cost}){f'  {r.url}' if r.url else ''}" for r in found]

    @on(OptionList.OptionSelected, "#steps")
    def ticked(self, event: OptionList.OptionSelected) -> None:
        event.stop()
        self.post_message(Wanted("tick", self._milestone, event.option_id or ""))
