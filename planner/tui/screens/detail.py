"""Everything about one milestone on a screen of its own, for windows without room for a pane."""

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.widgets import Footer

from planner.session import Session
from planner.tui.screens.command import CommandScreen
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
        yield MilestonePane(self.session.library, id="detail")
        yield Footer()

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
        """Show the milestone as it is now."""
        if self.outlook is not None:
            self.query_one(MilestonePane).show_milestone(self.outlook, self._milestone)
