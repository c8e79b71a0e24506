"""The command palette: every command that makes sense now, every view, and every milestone by name."""

from collections.abc import Iterator
from functools import partial

from textual.command import DiscoveryHit, Hit, Hits
from textual.content import Content
from textual.system_commands import SystemCommandsProvider
from textual.types import IgnoreReturnCallbackType

from planner.tui.commands import COMMANDS
from planner.tui.preferences import preferences_of
from planner.tui.screens.command import CommandScreen
from planner.tui.screens.main import VIEWS, MainScreen
from planner.tui.symbols import word

Entry = tuple[str, str, IgnoreReturnCallbackType]


class PlannerProvider(SystemCommandsProvider):
    """Commands, views and milestones of the screen that the palette was opened on, then those of every Textual app.

    One provider for both: of two, the palette shows first what comes first, now the one and now the other.
    """

    async def discover(self) -> Hits:
        for title, text, run in self._commands():
            yield DiscoveryHit(Content(title), run, text=title, help=Content(text).plain)
        async for hit in super().discover():
            yield hit

    async def search(self, query: str) -> Hits:
        matcher = self.matcher(query)
        for title, text, run in (*self._commands(), *self._milestones()):
            score = matcher.match(title)
            if score > 0:
                yield Hit(score, Content(title), run, text=title, help=text)
        async for hit in super().search(query):
            yield hit

    def _commands(self) -> Iterator[Entry]:
        screen = self.screen
        if not isinstance(screen, CommandScreen):
            return
        preferences = preferences_of(self.app)
        for command in COMMANDS:
            if command.is_possible(screen.outlook, screen.selected):
                key = preferences.label(command.id) if preferences.keys(command.id) else ""
                told = f"{command.group} · {key}" if key else command.group
                yield f"{command.title}: {command.help}", told, partial(screen.run_command, command.id)
        if isinstance(screen, MainScreen):
            for view, title in VIEWS:
                yield f"Show {title}", "Views", partial(screen.show_view, view)

    def _milestones(self) -> Iterator[Entry]:
        screen = self.screen
        if isinstance(screen, MainScreen) and screen.outlook:
            for state in screen.outlook.milestones.values():
                yield f"Go to {state.title}", word(state), partial(screen.show_milestone, state.id)
