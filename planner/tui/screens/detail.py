"""Everything about one milestone on a screen of its own, for windows without room for a pane."""

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widgets import Static

from planner.core.outlook import Outlook
from planner.core.wording import shortened
from planner.session import Session
from planner.tui.screens.command import CommandScreen
from planner.tui.widgets.footer import CommandFooter
from planner.tui.widgets.header import UnsavedLine
from planner.tui.widgets.milestone import MilestonePane


class DetailScreen(CommandScreen):
    """One milestone; commands act on it, escape goes back to where the person was."""

    CSS_PATH = "../views/roadmap.tcss"

    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "app.pop_screen", "Back")]

    def __init__(self, session: Session, milestone: str) -> None:
        super().__init__(session)
        self._milestone = milestone

    def compose(self) -> ComposeResult:
        yield UnsavedLine().data_bind(CommandScreen.unsaved)
        yield Static(id="place")
        yield MilestonePane(self.session.library, id="detail")
        yield CommandFooter()

    def on_mount(self) -> None:
        self.draw()
        self.query_one(MilestonePane).focus_first()

    @property
    def selected(self) -> str | None:
        return self._milestone

    def watch_outlook(self) -> None:
        if self.is_mounted:
            self.draw()

    def draw(self) -> None:
        """Show the milestone as it is now, and where one is."""
        if self.outlook is not None:
            self.query_one("#place", Static).update(self._place(self.outlook))
            self.query_one(MilestonePane).show_milestone(self.outlook, self._milestone)

    async def show_milestone(self, milestone: str) -> None:
        """Another milestone in its place, as a link leads to it; escape still goes back to the view."""
        self._milestone = milestone
        self.draw()
        self.query_one(MilestonePane).scroll_home(animate=False)

    def _place(self, outlook: Outlook) -> Content:
        """ "esc back  Roadmap › People"."""
        state = outlook.all_milestones.get(self._milestone)
        phase = outlook.plan.phase(state.milestone.phase) if state else None
        title = shortened(phase.title, max(8, self.size.width - 24)) if phase else ""
        return Content.assemble(("esc", "$accent"), (" back   Roadmap › ", "$quiet"), (title, "bold"))
