"""Roadmap: phases and milestones as a tree, and one milestone in full beside it."""

from collections.abc import Callable

from rich.style import Style
from rich.text import Text
from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.widgets import Input, Static, Tree
from textual.widgets.tree import TreeNode

from planner.core import left_behind
from planner.core.library import Library
from planner.core.outlook import Outlook
from planner.core.progress import PhaseState
from planner.core.scope import Status
from planner.core.standing import MilestoneState
from planner.core.symbols import SYMBOLS
from planner.core.text import fold
from planner.core.wording import day_words, shortened
from planner.tui import symbols
from planner.tui.messages import Moved, Wanted
from planner.tui.views.base import View
from planner.tui.widgets import remnant_facts
from planner.tui.widgets.lists import MovingTree
from planner.tui.widgets.milestone import MilestonePane

_PHASE = "phase:"
_GONE = "gone:"  # alone the branch of what the plan no longer has, with an id one of them


class RoadmapTree(MovingTree):
    """Ids of phases and milestones; labels are drawn from the Outlook, to the width there is."""

    HELP = (
        "Up, down or {move-down}, {move-up} move; left goes to the phase, space folds it. Enter opens a milestone. "
        "{filter} filters."
    )
    show_root = False
    guide_depth = 2

    def __init__(self, *, id: str) -> None:  # noqa: A002  Textual names it so
        super().__init__("plan", id=id)
        self.outlook: Outlook | None = None

    def render_label(self, node: TreeNode[str], base_style: Style, style: Style) -> Text:  # noqa: ARG002
        """One line: symbol, title cut to fit, date at the right."""
        outlook, data = self.outlook, node.data
        if outlook is None or data is None:
            return Text("")
        width = max(20, self.scrollable_content_region.width - self.guide_depth * _depth(node) - 1)
        if data.startswith(_GONE):
            return self._left_behind(outlook, data.removeprefix(_GONE), width, style, is_unfolded=node.is_expanded)
        if data.startswith(_PHASE):
            phase = next(each for each in outlook.phases if each.id == data.removeprefix(_PHASE))
            return self._phase(phase, width, style, is_unfolded=node.is_expanded)
        return self._milestone(outlook, outlook.all_milestones[data], width, style)

    @staticmethod
    def _phase(phase: PhaseState, width: int, style: Style, *, is_unfolded: bool) -> Text:
        mark = "▾" if is_unfolded else "▸"
        done = "●" if phase.progress.is_finished else "◐" if phase.progress.done or phase.progress.started else "○"
        right = f"{phase.progress.done}/{phase.progress.counted} {done} {phase.word}"
        return _row(f"{mark} ", phase.title, right, width, style + Style(bold=True))

    @staticmethod
    def _left_behind(outlook: Outlook, one: str, width: int, style: Style, *, is_unfolded: bool) -> Text:
        if not one:
            mark = "▾" if is_unfolded else "▸"
            return _row(f"{mark} ", left_behind.HEADING, "counts in nothing", width, style + Style(bold=True))
        remnant = outlook.left_behind[one]
        right = left_behind.words(remnant, outlook.today)[0]
        return _row(f"{SYMBOLS[remnant.status]} ", remnant.title, f"{right}  ", width, style)

    @staticmethod
    def _milestone(outlook: Outlook, state: MilestoneState, width: int, style: Style) -> Text:
        is_late = state.is_late or state.is_overdue
        mark = symbols.LATE if is_late else symbols.symbol(state)
        pin = f"{symbols.PIN} " if state.item.record.pin else ""
        drives = f" {symbols.DRIVES}" if state.drives_finish else "  "
        right = f"{pin}{_when(outlook, state)}{drives}"
        return _row(f"{mark} ", state.title, right, width, style)


class RoadmapView(View):
    """The whole plan."""

    def __init__(self, library: Callable[[], Library], *, id: str) -> None:  # noqa: A002  Textual names it so
        super().__init__(id=id)
        self._library = library
        self._shape: tuple[tuple[str, ...], ...] = ()
        self._selected: str | None = None
        self._remnant: str | None = None
        self._filter = self._filter_shown = ""

    def compose(self) -> ComposeResult:
        with Horizontal(id="roadmap-columns"):
            with Vertical(id="roadmap-left"):
                yield Input(placeholder="Filter by title, status or skill; enter keeps, esc clears", id="filter")
                yield RoadmapTree(id="tree")
                yield Static("Nothing matches the filter. Press / to change it.", id="no-match", classes="quiet")
            yield MilestonePane(self._library, id="pane")
            with VerticalScroll(id="remnant"):
                yield Static(id="remnant-words")

    def on_mount(self) -> None:
        self.query_one("#filter").display = False
        self.query_one("#no-match").display = False

    @property
    def selected(self) -> str | None:
        return self._selected

    @property
    def has_pane(self) -> bool:
        """True when there is room to show a milestone beside the tree."""
        return self.query_one(MilestonePane).display

    def focus_first(self) -> None:
        self.query_one(RoadmapTree).focus()

    def redraw(self, outlook: Outlook) -> None:
        tree = self.query_one(RoadmapTree)
        before, tree.outlook = tree.outlook, outlook
        shape = self._matching(outlook)
        if shape != self._shape:
            self._shape = shape
            self._rebuild(outlook)
        elif before is not None:
            self._relabel(before, outlook)
        self._show_pane()

    def select(self, milestone: str) -> None:
        """Move to a milestone, unfolding its phase and clearing a filter that hides it."""
        tree = self.query_one(RoadmapTree)
        if self._filter and not any(milestone in ids for ids in self._shape):
            self.query_one("#filter", Input).value = ""
        self._selected, self._remnant = milestone, None
        node = next((n for n in self._tree_nodes() if n.data == milestone), None)
        if node is not None:  # else the tree is still to be built, around what is selected
            if node.parent:
                node.parent.expand()
            self.call_after_refresh(tree.move_cursor, node)
        self._show_pane()

    def start_filter(self) -> None:
        field = self.query_one("#filter", Input)
        field.display = True
        field.focus()

    def on_key(self, event: object) -> None:
        """Escape in the filter clears it."""
        if getattr(event, "key", "") == "escape" and self.query_one("#filter").display:
            field = self.query_one("#filter", Input)
            field.value = ""
            field.display = False
            self.focus_first()
            event.stop()  # type: ignore[attr-defined]

    @on(Input.Changed, "#filter")
    def filtered(self, event: Input.Changed) -> None:
        self._filter = fold(event.value.strip())
        if self.outlook is not None:
            self.redraw(self.outlook)

    @on(Input.Submitted, "#filter")
    def filter_kept(self, event: Input.Submitted) -> None:
        event.stop()
        event.input.display = bool(event.value.strip())
        self.focus_first()

    @on(Tree.NodeHighlighted)
    def moved(self, event: Tree.NodeHighlighted[str]) -> None:
        self._mark(event.node.data)

    def _mark(self, data: str | None) -> None:
        """Take over what the cursor is on."""
        self._selected = data if data and not data.startswith((_PHASE, _GONE)) else None
        self._remnant = data.removeprefix(_GONE) if data and data.startswith(_GONE) else None
        self._show_pane()
        self.post_message(Moved())

    @on(Tree.NodeSelected)
    def opened(self, event: Tree.NodeSelected[str]) -> None:
        data = event.node.data
        if not data or data.startswith((_PHASE, _GONE)):
            self._tell_remnant()
            return
        self._selected = data
        if self.has_pane:
            self.query_one(MilestonePane).focus_first()
        else:
            self.post_message(Wanted("open", data))

    def _tell_remnant(self) -> None:
        """Say what there is of what the plan no longer has where there is no room to show it."""
        remnant = self.outlook.left_behind.get(self._remnant or "") if self.outlook else None
        if self.outlook and remnant and not self.query_one("#remnant").display:
            told = remnant_facts.whole(remnant, self.outlook.today)
            self.notify(told.plain, markup=False)

    def _matching(self, outlook: Outlook) -> tuple[tuple[str, ...], ...]:
        """What the filter lets through: each phase with its milestones, last what the plan no longer has.

        Dropped milestones come when asked for.
        """
        words = self._filter.split()
        phases = tuple(
            (_PHASE + phase.id, *(e for e in _ids(outlook, phase.id) if _matches(outlook.all_milestones[e], words)))
            for phase in outlook.phases
        )
        gone = (_GONE + one for one, remnant in outlook.left_behind.items() if _remnant_matches(remnant, words))
        return (*phases, (_GONE, *gone))

    def _rebuild(self, outlook: Outlook) -> None:
        """All rows anew. The cursor stays on its row and where that was on the screen, else at its place."""
        tree = self.query_one(RoadmapTree)
        line, above = tree.cursor_line, tree.cursor_line - round(tree.scroll_y)
        first = outlook.next_action.id if outlook.next_action else None
        on_heading = tree.cursor_node.data if tree.cursor_node else None
        wanted = self._selected or (_GONE + self._remnant if self._remnant else on_heading or first)
        folded = {n.data for n in tree.root.children if not n.is_expanded}
        tree.clear()
        cursor: TreeNode[str] | None = None
        for branch, *ids in self._shape:
            if not ids:
                continue
            parent = tree.root.add("", branch, expand=bool(self._filter) or branch not in folded)
            cursor = parent if branch == wanted else cursor
            for each in ids:
                leaf = parent.add_leaf("", each)
                cursor = leaf if each == wanted else cursor
        self.query_one("#no-match").display = not tree.root.children
        tree.display = bool(tree.root.children)
        is_filtering, self._filter_shown = self._filter != self._filter_shown, self._filter
        if cursor is not None or (line >= 0 and not is_filtering):
            self.call_after_refresh(self._put_cursor, cursor, line, above)

    def _put_cursor(self, node: TreeNode[str] | None, line: int, above: int) -> None:
        """Put the cursor on a node of the tree just built; without one on what stands in its place now."""
        tree = self.query_one(RoadmapTree)
        node = node or tree.get_node_at_line(min(line, tree.last_line))
        if node is None or node.line < 0:
            return
        tree.move_cursor(node)
        if line >= 0:
            tree.scroll_to(y=max(0, node.line - above), animate=False, force=True)
        self._mark(node.data)

    def _relabel(self, before: Outlook, outlook: Outlook) -> None:
        """Draw again only the lines that changed, so that nothing else moves."""
        for node in self._tree_nodes():
            data = node.data or ""
            if data.startswith((_PHASE, _GONE)) or before.all_milestones.get(data) != outlook.all_milestones[data]:
                node.refresh()

    def _tree_nodes(self) -> list[TreeNode[str]]:
        phases = list(self.query_one(RoadmapTree).root.children)
        return [*phases, *(leaf for phase in phases for leaf in phase.children)]

    def _show_pane(self) -> None:
        pane = self.query_one(MilestonePane)
        remnant = self.outlook.left_behind.get(self._remnant or "") if self.outlook else None
        if remnant is None and self.has_class("-remnant"):
            self.call_after_refresh(self._show_pane)  # there is no pane to draw in before
        self.set_class(remnant is not None, "-remnant")
        if self.outlook is not None and remnant is not None:
            self.query_one("#remnant-words", Static).update(remnant_facts.whole(remnant, self.outlook.today))
        elif self.outlook is not None and pane.display:
            pane.show_milestone(self.outlook, self._selected)


def _depth(node: TreeNode[str]) -> int:
    return 1 if node.data == _GONE or (node.data or "").startswith(_PHASE) else 2


def _ids(outlook: Outlook, phase: str) -> list[str]:
    return [each for each, state in outlook.all_milestones.items() if state.milestone.phase == phase]


def _matches(state: MilestoneState, words: list[str]) -> bool:
    if not words:
        return state.status is not Status.DROPPED
    flags = ("late " * (state.is_late or state.is_overdue)) + ("drives " * state.drives_finish)
    hay = fold(f"{state.title} {state.id} {symbols.word(state)} {flags} {' '.join(state.milestone.skills)}")
    return all(word in hay for word in words)


def _remnant_matches(remnant: left_behind.Remnant, words: list[str]) -> bool:
    hay = fold(f"{remnant.title} {remnant.id} {remnant.status.value} {left_behind.HEADING}")
    return all(word in hay for word in words)


def _when(outlook: Outlook, state: MilestoneState) -> str:
    """The date that matters for a milestone: the promise while it is to do, the fact once it is done."""
    if not state.status.is_to_do:
        return f"{state.status.value} {day_words(state.finish, outlook.today)}" if state.finish else state.status.value
    day = state.due or state.finish
    return day_words(day, outlook.today) if day else ""


def _row(mark: str, title: str, right: str, width: int, style: Style) -> Text:
    short = shortened(title, max(8, width - len(right) - len(mark) - 1))
    text = Text(f"{mark}{short}", style=style, no_wrap=True, overflow="ellipsis", end="")
    text.append(" " * max(1, width - text.cell_len - len(right)) + right)
    return text
