"""The review of a re-planning: what would move, from when to when and why; the person accepts all, some or nothing.

It returns the ids accepted and changes nothing itself.
"""

from asyncio import to_thread
from collections.abc import Iterable, Sequence
from typing import ClassVar, Final

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Button, Static

from planner.core.outlook import Outlook
from planner.core.remedies import Remedy, describe
from planner.core.replan import Move, moves, promised_finish
from planner.core.wording import counted, date_words, length_words, shortened
from planner.tui import symbols
from planner.tui.widgets.pane import Pane
from planner.tui.widgets.ticks import TickList
from planner.tui.widgets.words import Words, set_in

_NARROW: Final = 76
_LINES: Final = 2  # cells of one move where there is room
_FRAME: Final = 10  # cells of everything around the moves and conflicts
_SIDES: Final = 12
_SHARE: Final = 94  # per cent of the window, as in the sheet
_CONFLICT_SHARE: Final = 30
_CHANGED: Final = "! The plan changed just now; this is how it stands."


class MoveList(TickList):
    """The moves. Enter accepts here, as everywhere on the screen; space and a click tick."""

    HELP = "What would move. Space ticks one, a all, n none; enter accepts what is ticked."
    BINDINGS: ClassVar[list[BindingType]] = [Binding("enter", "screen.accept", "Accept", show=False)]


class ReplanScreen(ModalScreen[tuple[str, ...] | None]):
    """Asks which moves to accept; dismisses with their ids, or with None when the person goes back."""

    CSS_PATH = "replan.tcss"
    AUTO_FOCUS = "#moves, #back"
    VERTICAL_BREAKPOINTS = [(0, "-low"), (30, "-tall")]
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "leave", "Back"),
        Binding("enter", "accept", "Accept"),
        Binding("a", "all", "All"),
        Binding("n", "none", "None"),
    ]

    def __init__(self, outlook: Outlook) -> None:
        super().__init__()
        self._outlook = outlook
        self._moves = {move.id: move for move in moves(outlook)}

    def compose(self) -> ComposeResult:
        with Vertical(id="replan"):
            yield Static(_title(has_moves=bool(self._moves)), id="replan-title")
            with Pane(id="replan-conflicts"):
                yield Words(id="conflicts")
            yield Words(id="replan-summary")
            yield MoveList(self._row, id="moves")
            with Horizontal(id="replan-buttons"):
                yield Button("Accept  enter", id="accept", variant="primary", compact=True)
                yield Button("All  a", id="all", compact=True)
                yield Button("None  n", id="none", compact=True)
                yield Button("Back  esc", id="back", compact=True)

    def on_mount(self) -> None:
        self._show(self._moves)

    def follow(self, outlook: Outlook) -> None:
        """Review what would move now that the plan changed; ticks stay, and what is new comes ticked."""
        if outlook is self._outlook:
            return
        before, ticked = self._moves, self.query_one(MoveList).ticked
        self._outlook, self._moves = outlook, {move.id: move for move in moves(outlook)}
        self._show(each for each in self._moves if each in ticked or each not in before)
        self.query_one("#replan-title", Static).update(_title(_CHANGED, has_moves=bool(self._moves)))
        self.on_resize()

    def _show(self, ticked: Iterable[str]) -> None:
        self.query_one(MoveList).show(list(self._moves), ticked)
        for each in ("#moves", "#accept", "#all", "#none"):
            self.query_one(each).display = bool(self._moves)
        self.query_one("#replan-conflicts").display = bool(self._outlook.schedule.conflicts)
        self._summarise()
        if self._outlook.schedule.conflicts:
            self._find_remedies()

    def on_resize(self) -> None:
        """Fill the window when there is more to show than fits, so that the list scrolls and the buttons stay."""
        height = self.size.height
        lines = len(self._moves) * (_LINES if self.size.width > _NARROW + _SIDES else _LINES + 1) + _FRAME
        if self._outlook.schedule.conflicts:
            lines += height * _CONFLICT_SHARE // 100
        self.query_one("#replan").set_class(lines > height * _SHARE // 100, "-many")

    @work(group="remedies", exclusive=True)
    async def _find_remedies(self) -> None:
        """Name the conflicts and what would help; every remedy is tried on the schedule, which takes a moment."""
        words = self.query_one("#conflicts", Words)
        words.write(_looking)
        found = await to_thread(describe, self._outlook)
        words.write(lambda width: _remedies(found, width))

    @on(TickList.Changed)
    def _summarise(self) -> None:
        ticked = self.query_one(MoveList).ticked
        text = _summary(self._outlook, list(self._moves.values()), ticked)
        self.query_one("#replan-summary", Words).write(lambda width: Content(set_in(text, width)))
        self.query_one("#accept", Button).disabled = not ticked

    def _row(self, move: str, is_ticked: bool, width: int) -> Content:
        return _row(self._moves[move], is_ticked, width)

    @on(Button.Pressed, "#all")
    def action_all(self) -> None:
        self.query_one(MoveList).tick(self._moves)

    @on(Button.Pressed, "#none")
    def action_none(self) -> None:
        self.query_one(MoveList).tick(())

    @on(Button.Pressed, "#accept")
    def action_accept(self) -> None:
        """Leave with what is ticked; nothing ticked changes nothing."""
        self.dismiss(self.query_one(MoveList).ticked or None)

    @on(Button.Pressed, "#back")
    def action_leave(self) -> None:
        self.dismiss(None)


def _title(told: str = "", *, has_moves: bool) -> Content:
    signs = "   ● moves   ○ stays   space turns one" if has_moves else ""
    return Content.assemble(("Re-plan", "bold"), (signs, "$quiet"), (f"   {told}" if told else "", "$late"))


def _row(move: Move, is_ticked: bool, width: int) -> Content:
    """The title, both dates and how far they are apart, the reason below."""
    mark = ("● ", "$primary") if is_ticked else ("○ ", "$quiet")
    old = date_words(move.old) if move.old else "no date"
    dates = f"{old:>11} → {date_words(move.new):<11}"
    apart = f"{_apart(move):<17}"
    style = "" if is_ticked else "$quiet"
    reason = (f"\n{set_in(move.reason, width, '  ')}", "$quiet")
    if width < _NARROW:
        title = (set_in(move.title, width - 2, "", "  "), style)
        return Content.assemble(mark, title, (f"\n  {dates.strip()}  {apart.strip()}", style), reason)
    room = width - 2 - len(dates) - 2 - len(apart) - 2
    return Content.assemble(mark, *_fitted(move.title, room, style), (f"  {dates}  {apart}", style), reason)


def _fitted(title: str, room: int, style: str) -> list[tuple[str, str]]:
    """A title cut or filled up to `room` cells."""
    cut = shortened(title, room)
    while Content(cut).cell_length > room:  # wide characters take two cells
        cut = shortened(cut, len(cut) - 1)
    return [(cut + " " * (room - Content(cut).cell_length), style)]


def _apart(move: Move) -> str:
    if not move.days:
        return "new"
    return f"{length_words(abs(move.days))} {'later' if move.days > 0 else 'earlier'}"


def _summary(outlook: Outlook, found: Sequence[Move], ticked: Sequence[str]) -> str:
    """How many dates move, and where that takes the last promise."""
    if not found:
        return "Every promise still holds: no date needs to move."
    if not ticked:
        return f"Nothing is ticked: {counted(len(found), 'date')} could move, and all stay as they are."
    after = {each: outlook.items[each].record.due for each in outlook.schedule.slots}
    after |= {move.id: move.new for move in found if move.id in ticked}
    old, new = promised_finish(outlook), max(day for day in after.values() if day)
    number = counted(len(ticked), "date") if len(ticked) == len(found) else f"{len(ticked)} of {len(found)} dates"
    verb = "moves" if len(found) == 1 else "move"
    if old is None:
        return f"{number} {verb}, the finish is promised for {date_words(new)}."
    if old == new:
        return f"{number} {verb}, the finish stays on {date_words(new)}."
    return f"{number} {verb}, the finish goes from {date_words(old)} to {date_words(new)}."


def _looking(width: int) -> Content:
    return Content(set_in("Some dates cannot be met. Looking for what would help …", width))


def _remedies(found: Sequence[Remedy], width: int) -> Content:
    """What cannot be met, and below each what would help."""
    parts: list[Content] = []
    for each in found:
        parts.append(Content.styled(set_in(each.text, width, f"{symbols.LATE} "), "$late"))
        parts += [Content(set_in(option, width, "  · ")) for option in each.options]
    return Content("\n").join(parts)
