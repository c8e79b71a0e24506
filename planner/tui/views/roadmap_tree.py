"""The tree of the roadmap: how its rows are drawn, folded, marked and clicked. What is in it, the view says."""

from collections.abc import Sequence
from typing import ClassVar, Final

from rich.style import Style
from rich.text import Text
from textual import events
from textual.binding import Binding, BindingType
from textual.message import Message
from textual.widgets import Tree
from textual.widgets.tree import TreeNode

from planner.core import left_behind
from planner.core.outlook import Outlook
from planner.core.progress import PhaseState
from planner.core.scope import Status
from planner.core.standing import MilestoneState, late_words
from planner.core.symbols import SYMBOLS
from planner.core.wording import day_words, shortened
from planner.tui import symbols
from planner.tui.preferences import bound, moving
from planner.tui.views.roadmap_filter import GONE, PHASE, places
from planner.tui.widgets.lists import left_sight

MARK: Final = "✓"
_MARK_COLUMN: Final = 4  # cells at the left of a milestone: a click there marks it
_ROOM_FOR_BOTH: Final = 68  # cells of a row in which a late one has its date too
_ROOM_FOR_COLUMNS: Final = 90  # cells of a row in which state, promise and finish have a column each
_STATE_COLUMN, _DUE_COLUMN, _FINISH_COLUMN = 13, 13, 11
COLUMN_HEADING: Final = f"due  {'finish':>{_FINISH_COLUMN}}  "
_ABOVE: Final = 3  # of so many parts of the window, one stands above the row that one arrives at


class RoadmapTree(Tree[str]):
    """Ids of phases and milestones; labels are drawn from the Outlook, to the width there is."""

    HELP = (
        "Up, down or {move-down}, {move-up} move; left goes to the phase, space folds it. Enter opens a milestone. "
        "Space marks one, shift with up or down several, {mark-range} all from the last mark to here, {mark-all} all "
        "that are shown; then {done}, {begin}, {pin} and {skip} mean all marked ones. Esc takes the marks away. "
        "With the mouse: click left of the symbol, or with ctrl; shift marks up to there. "
        "{filter} filters by title, phase, skill or a state: late, critical, pinned, started."
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        *moving(down="cursor_down", up="cursor_up"),
        bound("move-to-phase", "cursor_parent", "To the phase"),
        Binding("left", "cursor_parent", "To the phase", show=False),
        Binding("home", "scroll_home", "First", show=False),
        Binding("end", "scroll_end", "Last", show=False),
        Binding("space", "mark", "Mark", show=False),
        Binding("shift+down", "mark_on(1)", "Mark down", show=False),
        Binding("shift+up", "mark_on(-1)", "Mark up", show=False),
        bound("mark-range", "mark_range", "Mark up to here"),
        bound("mark-all", "mark_all", "Mark all shown"),
    ]
    COMPONENT_CLASSES: ClassVar[set[str]] = {"roadmap--late", "roadmap--match", "roadmap--mark"}
    show_root = False
    show_guides = False
    guide_depth = 2

    class Marked(Message):
        """Other milestones are marked than before."""

    def __init__(self, *, id: str) -> None:  # noqa: A002  Textual names it so
        super().__init__("plan", id=id)
        self.outlook: Outlook | None = None
        self.words: Sequence[str] = ()
        self._marked: set[str] = set()
        self._anchor: str | None = None
        self._lines_shown = 0

    @property
    def marked(self) -> tuple[str, ...]:
        """The ids of the marked milestones in the order of the plan, shown or not."""
        known = self.outlook.all_milestones if self.outlook else {}
        return tuple(each for each in known if each in self._marked) if self._marked else ()

    def unmark(self) -> None:
        """Take all marks away."""
        self._mark(self._marked, is_on=False)

    def keep_known(self) -> None:
        """Forget marks of what is no longer there."""
        gone = self._marked - set(self.outlook.all_milestones if self.outlook else ())
        if gone:
            self._mark(gone, is_on=False)

    def nodes(self) -> list[TreeNode[str]]:
        """Every row, folded away or not."""
        branches = list(self.root.children)
        return [*branches, *(leaf for branch in branches for leaf in branch.children)]

    def relabel(self, before: Outlook) -> None:
        """Draw again only the lines that changed since, so that nothing else moves."""
        now = self.outlook.all_milestones if self.outlook else {}
        for node in self.nodes():
            data = node.data or ""
            if data.startswith((PHASE, GONE)) or before.all_milestones.get(data) != now.get(data):
                node.refresh()

    def arrive_at(self, node: TreeNode[str]) -> None:
        """Put the cursor on a row that was out of sight, about a third down: what follows is to be seen too."""
        self.move_cursor(node)
        height = self.scrollable_content_region.height
        self.scroll_to(y=max(0, node.line - height // _ABOVE), animate=False, force=True)

    def on_resize(self) -> None:
        """The row that one is at stays in sight when the window gets smaller."""
        before, self._lines_shown = self._lines_shown, self.size.height
        if left_sight(self.cursor_line - round(self.scroll_y), before, self._lines_shown):
            self.call_after_refresh(self.scroll_to_line, self.cursor_line, animate=False)

    def action_mark(self) -> None:
        """Mark a milestone or take its mark away; fold a heading."""
        node = self.cursor_node
        if node is None:
            return
        milestone = _milestone_of(node)
        if milestone is None:
            self.action_toggle_node()
        else:
            self._turn(milestone)

    def action_mark_on(self, step: int) -> None:
        """Mark this row and the next one that way."""
        here = self.cursor_node
        (self.action_cursor_down if step > 0 else self.action_cursor_up)()
        both = [each for node in (here, self.cursor_node) if node and (each := _milestone_of(node))]
        self._anchor = both[-1] if both else self._anchor
        self._mark(both, is_on=True)

    def action_mark_range(self) -> None:
        """Mark everything between the last mark and the cursor."""
        self._mark_to(self.cursor_line)

    def action_mark_all(self) -> None:
        """Mark every milestone that the filter shows; when all are, none."""
        shown = {each for node in self.nodes() if (each := _milestone_of(node))}
        self._mark(shown, is_on=not shown <= self._marked)

    async def _on_click(self, event: events.Click) -> None:
        """The triangle folds, the mark column marks, a click selects, and one on what is selected opens it."""
        event.prevent_default()  # Textual's tree would open at once
        line = int(event.style.meta.get("line", -1))
        node = self.get_node_at_line(line) if line >= 0 else None
        if node is None:
            return
        was_there, self.cursor_line = self.cursor_line == line, line
        milestone = _milestone_of(node)
        if event.shift:
            self._mark_to(line)
        elif milestone is not None and (event.ctrl or event.x < _MARK_COLUMN):
            self._turn(milestone)
        elif node.allow_expand and event.x < self.guide_depth:
            node.toggle()
        elif was_there or event.chain > 1:
            self.action_select_cursor()

    def _mark_to(self, line: int) -> None:
        begin = next((node.line for node in self.nodes() if node.data == self._anchor), -1)
        first, last = sorted((begin if begin >= 0 else line, line))
        nodes = (self.get_node_at_line(each) for each in range(first, last + 1))
        self._mark([each for node in nodes if node and (each := _milestone_of(node))], is_on=True)

    def _turn(self, milestone: str) -> None:
        self._anchor = milestone
        self._mark([milestone], is_on=milestone not in self._marked)

    def _mark(self, milestones: Sequence[str] | set[str], *, is_on: bool) -> None:
        changed = set(milestones) - self._marked if is_on else self._marked & set(milestones)
        if changed:
            self._marked ^= changed
            for node in self.nodes():
                if node.data in changed:
                    node.refresh()
            self.post_message(self.Marked())

    def render_label(self, node: TreeNode[str], base_style: Style, style: Style) -> Text:  # noqa: ARG002
        """One line: mark, symbol, title cut to fit, and what counts about its dates at the right."""
        outlook, data = self.outlook, node.data
        if outlook is None or data is None:
            return Text("")
        is_branch = data == GONE or data.startswith(PHASE)
        width = max(20, self.scrollable_content_region.width - (0 if is_branch else self.guide_depth) - 1)
        if data.startswith(GONE):
            return _left_behind(outlook, data.removeprefix(GONE), width, style, is_unfolded=node.is_expanded)
        if is_branch:
            phase = next(each for each in outlook.phases if each.id == data.removeprefix(PHASE))
            return _phase(phase, width, style, is_unfolded=node.is_expanded)
        return self._milestone(outlook, outlook.all_milestones[data], width, style)

    def _milestone(self, outlook: Outlook, state: MilestoneState, width: int, style: Style) -> Text:
        is_marked = state.id in self._marked
        late = late_words(state)
        right = f"{'marked  ' if is_marked else ''}{_dates(outlook, state, late, width)}"
        mark = f"{MARK if is_marked else ' '} {symbols.LATE if late else symbols.symbol(state)} "
        text = _row(mark, state.title, right + (f" {symbols.DRIVES}" if state.drives_finish else "  "), width, style)
        if late:
            ink = Style(color=self.get_component_rich_style("roadmap--late", partial=True).color)
            text.stylize(ink, 2, 3)
            text.stylize(ink, text.plain.rfind(late), text.plain.rfind(late) + len(late))
        if is_marked:
            ink = self.get_component_rich_style("roadmap--mark", partial=True)
            text.stylize(ink, 0, 1)
            text.stylize(ink, text.plain.rfind("marked  "), text.plain.rfind("marked  ") + len("marked"))
        for begin, end in places(shortened(state.title, _title_room(mark, right + "  ", width)), self.words):
            text.stylize(
                self.get_component_rich_style("roadmap--match", partial=True), len(mark) + begin, len(mark) + end
            )
        return text


def _milestone_of(node: TreeNode[str]) -> str | None:
    data = node.data
    return data if data and not data.startswith((PHASE, GONE)) else None


def _phase(phase: PhaseState, width: int, style: Style, *, is_unfolded: bool) -> Text:
    mark = "▾" if is_unfolded else "▸"
    done = "●" if phase.progress.is_finished else "◐" if phase.progress.done or phase.progress.started else "○"
    right = f"{phase.progress.done}/{phase.progress.counted} {done} {phase.word}"
    return _row(f"{mark} ", phase.title, right, width, style + Style(bold=True))


def _left_behind(outlook: Outlook, one: str, width: int, style: Style, *, is_unfolded: bool) -> Text:
    if not one:
        mark = "▾" if is_unfolded else "▸"
        return _row(f"{mark} ", left_behind.HEADING, "counts in nothing", width, style + Style(bold=True))
    remnant = outlook.left_behind[one]
    right = left_behind.words(remnant, outlook.today)[0]
    return _row(f"  {SYMBOLS[remnant.status]} ", remnant.title, f"{right}  ", width, style)


def _dates(outlook: Outlook, state: MilestoneState, late: str, width: int) -> str:
    """What counts about its dates: the promise while it is to do, the fact once it is done, and how late it is.

    Where there is room, in columns: state, promise, and the finish that is projected or a fact.
    """
    day, word, today = state.due or state.finish, state.status.value, outlook.today
    pin = f"{symbols.PIN} " if state.item.record.pin else ""
    if width >= _ROOM_FOR_COLUMNS:
        said = late or ("" if state.status is Status.OPEN and not state.is_waiting else symbols.word(state))
        due, finish = (day_words(each, today) if each else "" for each in (state.due, state.finish))
        return f"{said:>{_STATE_COLUMN}}  {pin + due:>{_DUE_COLUMN}}  {finish:>{_FINISH_COLUMN}}"
    if not state.status.is_to_do:
        return pin + (f"{word} {day_words(state.finish, today)}" if state.finish else word)
    due = day_words(day, today) if day else ""
    return pin + (f"{late}  {due}" if late and width >= _ROOM_FOR_BOTH else late or due)


def _title_room(mark: str, right: str, width: int) -> int:
    return max(8, width - len(right) - len(mark) - 1)


def _row(mark: str, title: str, right: str, width: int, style: Style) -> Text:
    short = shortened(title, _title_room(mark, right, width))
    text = Text(f"{mark}{short}", style=style, no_wrap=True, overflow="ellipsis", end="")
    text.append(" " * max(1, width - text.cell_len - len(right)) + right)
    return text
