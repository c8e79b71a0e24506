"""History: everything that was done, the newest first, and the way back to before any of it."""

from asyncio import sleep
from collections.abc import Sequence
from typing import ClassVar, Final

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from planner.core.wording import ago_words, counted, moment_words, shortened
from planner.errors import PlannerError, Refused
from planner.session import Session
from planner.store.history import Change as HistoryEntry
from planner.tui.preferences import bound
from planner.tui.saving import Question
from planner.tui.screens.command import CommandScreen
from planner.tui.screens.question import Choice
from planner.tui.widgets.footer import CommandFooter
from planner.tui.widgets.header import UnsavedLine
from planner.tui.widgets.lists import MovingList
from planner.tui.widgets.words import LEAST_WIDTH, Words, set_in

SAVED: Final = "● saved"
UNDONE: Final = "– undone"
UNSAVED: Final = "◌ not saved"
_WORD: Final = 13
_AGO: Final = 14
_NAMED: Final = 4
_HERE: Final = ("undo", "redo", "save", "history")


class HistoryList(MovingList):
    """The changes."""

    HELP = (
        "Every change, the newest first. Enter takes back everything down to the marked one, or does again everything "
        "up to it; planner asks first. {undo} takes back one, {redo} does one again."
    )
    BINDINGS: ClassVar[list[BindingType]] = [Binding("enter", "select", "Back to here")]


class HistoryScreen(CommandScreen):
    """The changes kept in the file, above them what waits to be saved; enter goes back to before the marked one."""

    CSS_PATH = "history.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        bound("redo", "run('redo')", "Redo", show=True),
        Binding("escape", "app.pop_screen", "Back"),
    ]

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._entries: list[HistoryEntry] = []
        self._waiting = 0

    def compose(self) -> ComposeResult:
        yield UnsavedLine().data_bind(CommandScreen.unsaved)
        yield Words(id="history-title")
        with Vertical(id="history-body"):
            yield HistoryList(id="changes", compact=True, markup=False)
            yield Static("Nothing was done yet. What you do stands here, and can be taken back.", id="no-changes")
        yield Words(id="history-detail")
        yield CommandFooter()

    def on_mount(self) -> None:
        self.draw()
        for rows in self.query(HistoryList):
            rows.focus()
        self.set_interval(30.0, self.draw)  # "3 min ago" becomes "4 min ago"

    def on_resize(self) -> None:
        self.draw()

    @property
    def selected(self) -> str | None:
        return None

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Only what goes through the history works here."""
        if action == "run" and parameters[0] not in _HERE:
            return False
        return super().check_action(action, parameters)

    def watch_outlook(self) -> None:
        if self.is_mounted:
            self.draw()

    def watch_unsaved(self) -> None:
        if self.is_mounted:
            self.draw()

    def draw(self) -> None:
        """The rows anew, the marked one kept by its number and at its place on the screen."""
        if not self.query(HistoryList):  # left again before it was there
            return
        rows = self.query_one(HistoryList)
        self._entries = list(self.session.history())
        self._waiting = sum(1 for _ in self.session.keep_unsaved().waiting)
        width = max(LEAST_WIDTH, rows.scrollable_content_region.width or self.size.width - 2)
        rows.refill([Option(self._row(at, width), id=str(one.number)) for at, one in enumerate(self._entries)])
        rows.display = bool(self._entries)
        self.query_one("#no-changes").display = not self._entries
        undone = sum(one.undone for one in self._entries)
        told = [counted(len(self._entries), "change")]
        told += [f"{undone} undone"] if undone else []
        told += [f"{self._waiting} not saved"] if self._waiting else []
        self.query_one("#history-title", Words).write(lambda width: _heading(" · ".join(told), width))
        self._tell()

    @property
    def _marked(self) -> HistoryEntry | None:
        place = self.query_one(HistoryList).highlighted
        return self._entries[place] if place is not None and place < len(self._entries) else None

    def _row(self, place: int, width: int) -> Content:
        one = self._entries[place]
        word = UNSAVED if place < self._waiting else UNDONE if one.undone else SAVED
        ago = ago_words(one.at, self.session.surroundings.moment)
        room = max(8, width - _WORD - _AGO)
        title = shortened(one.title, room - 1)
        while Content(title).cell_length > room - 1:  # wide characters take two cells
            title = shortened(title, len(title) - 1)
        style = "$quiet" if one.undone else "$late" if word == UNSAVED else ""
        gap = " " * (room - Content(title).cell_length)
        return Content.assemble((f"{word:<{_WORD}}", style), (title, style), gap, (f"{ago:>{_AGO}}", "$quiet"))

    @on(OptionList.OptionHighlighted, "#changes")
    def _tell(self) -> None:
        """The marked change in full: when exactly, and what enter would do."""
        one = self._marked
        if one is None:
            self.query_one("#history-detail", Words).write(lambda _: Content(""))
            return
        place = self._entries.index(one)
        word = UNSAVED if place < self._waiting else UNDONE if one.undone else SAVED
        way = self._way(one)
        self.query_one("#history-detail", Words).write(
            lambda width: Content("\n").join(
                [
                    Content.styled(set_in(one.title, width), "bold"),
                    Content(f"{word}  {moment_words(one.at)}  {ago_words(one.at, self.session.surroundings.moment)}"),
                    Content.styled(set_in(way, width), "$quiet"),
                ]
            )
        )

    def _way(self, one: HistoryEntry) -> str:
        affected = self._affected(one)
        others = len(affected) - 1
        if not affected:
            return "The journey began with this; it stays."
        also = counted(others, "change")
        if one.undone:
            return "enter does it again" + (f", and {also} before it" if others else "")
        return "enter takes it back" + (f", and {also} after it" if others else "")

    def _affected(self, one: HistoryEntry) -> list[HistoryEntry]:
        """What enter would take back, the newest first, or do again, the oldest first."""
        place = self._entries.index(one)
        if one.undone:
            return [each for each in self._entries[place:] if each.undone][::-1]
        if place == len(self._entries) - 1 and one.number == 1:
            return []
        return [each for each in self._entries[: place + 1] if not each.undone]

    @on(OptionList.OptionSelected, "#changes")
    def chosen(self, event: OptionList.OptionSelected) -> None:
        event.stop()
        one = self._marked
        affected = self._affected(one) if one else []
        if affected:
            self._step_to(affected)

    @work(group="commands")
    async def _step_to(self, affected: Sequence[HistoryEntry]) -> None:
        """Ask, then undo or redo one after the other; stop when somebody else changed something meanwhile."""
        is_redo = affected[0].undone
        verb = "Do again" if is_redo else "Take back"
        named = [f"· {each.title}" for each in affected[:_NAMED]]
        if len(affected) > _NAMED:
            named.append(f"· and {len(affected) - _NAMED} more")
        asked = Question(f"{verb} {counted(len(affected), 'change')}?", "\n".join(named))
        if await self.question(asked, [Choice("yes", "y", verb)], stay="Leave it") is None:
            return
        done = 0
        step = self.session.redo if is_redo else self.session.undo
        try:
            for each in affected:
                if self._next(is_redo=is_redo) != each.number:
                    raise Refused("Something else was changed meanwhile, so the rest was left as it is.")
                step()
                done += 1
                await sleep(0)  # keys and drawing go on
        except PlannerError as error:
            self.say(error.message, is_error=True)
        else:
            back = self.worded("{undo} undoes it" if is_redo else "{redo} does it again")
            self.say(f"{'done again' if is_redo else 'undone'}: {counted(done, 'change')} · {back}")
        self.show_outlook(self.session.outlook())

    def _next(self, *, is_redo: bool) -> int | None:
        """The number of what the next undo or redo is about."""
        entries = self.session.history()
        fitting = [one.number for one in entries if one.undone == is_redo]
        return (fitting[-1] if is_redo else fitting[0]) if fitting else None


def _heading(told: str, width: int) -> Content:
    return Content.assemble(("History", "bold"), (shortened(f"   {told}", max(0, width - 7)), "$quiet"))
