"""Roadmap: phases and milestones as a tree, and one milestone in full beside it."""

from collections.abc import Callable

from textual import events, on
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.widgets import Input, Static, Tree
from textual.widgets.tree import TreeNode

from planner.core.library import Library
from planner.core.outlook import Outlook
from planner.core.text import fold
from planner.tui.messages import Moved, Wanted
from planner.tui.views.base import View
from planner.tui.views.roadmap_bars import Clear, MarkLine, NoRows
from planner.tui.views.roadmap_filter import GONE, PHASE, Shape, count_words, matching
from planner.tui.views.roadmap_tree import COLUMN_HEADING
from planner.tui.views.roadmap_tree import RoadmapTree as RoadmapTree
from planner.tui.widgets import remnant_facts
from planner.tui.widgets.milestone import MilestonePane


class RoadmapView(View):
    """The whole plan."""

    def __init__(self, library: Callable[[], Library], *, id: str) -> None:  # noqa: A002  Textual names it so
        super().__init__(id=id)
        self._library = library
        self._shape: Shape = ()
        self._selected: str | None = None
        self._remnant: str | None = None
        self._filter = self._filter_shown = ""

    def compose(self) -> ComposeResult:
        with Horizontal(id="roadmap-columns"):
            with Vertical(id="roadmap-left"):
                with Horizontal(id="filter-row"):
                    yield Input(placeholder="Title, phase, skill, or late, critical, started…", id="filter")
                    yield Static(id="filter-count", classes="quiet")
                    yield Clear("✕", id="clear-filter")
                yield Static(COLUMN_HEADING, id="tree-heading", classes="quiet")
                yield RoadmapTree(id="tree")
                yield NoRows(id="no-match", classes="quiet")
                yield MarkLine(id="marks")
            yield MilestonePane(self._library, id="pane")
            with VerticalScroll(id="remnant"):
                yield Static(id="remnant-words")

    def on_mount(self) -> None:
        for part in ("#filter-row", "#no-match", "#marks"):
            self.query_one(part).display = False

    @property
    def selected(self) -> str | None:
        return self._selected

    @property
    def has_pane(self) -> bool:
        """True when there is room to show a milestone beside the tree."""
        return self.query_one(MilestonePane).display

    @property
    def marked(self) -> tuple[str, ...]:
        """The milestones that are marked, for commands that take several."""
        return self.query_one(RoadmapTree).marked

    def unmark(self) -> None:
        """Take all marks away."""
        self.query_one(RoadmapTree).unmark()

    def focus_first(self) -> None:
        self.query_one(RoadmapTree).focus()

    def redraw(self, outlook: Outlook) -> None:
        tree = self.query_one(RoadmapTree)
        before, tree.outlook = tree.outlook, outlook
        tree.keep_known()
        tree.words = self._filter.split()
        shape = matching(outlook, tree.words, tree.marked)
        if shape != self._shape:
            self._shape = shape
            self._rebuild(outlook)
        elif before is not None:
            tree.relabel(before)
        self.query_one("#filter-count", Static).update(count_words(shape, outlook) if self._filter else "")
        self._show_marks()
        self._show_pane()

    def select(self, milestone: str) -> None:
        """Move to a milestone, unfolding its phase and clearing a filter that hides it."""
        tree = self.query_one(RoadmapTree)
        if self._filter and not any(milestone in ids for ids in self._shape):
            self.query_one("#filter", Input).value = ""
        self._selected, self._remnant = milestone, None
        node = next((n for n in tree.nodes() if n.data == milestone), None)
        if node is not None:  # else the tree is still to be built, around what is selected
            if node.parent:
                node.parent.expand()
            self.call_after_refresh(tree.arrive_at, node)
        self._show_pane()

    def start_filter(self) -> None:
        self.query_one("#filter-row").display = True
        self.query_one("#filter", Input).focus()

    def on_key(self, event: events.Key) -> None:
        """Escape takes the marks away, then the filter; in the filter the filter first."""
        if event.key != "escape":
            return
        is_typing = self.query_one("#filter").has_focus
        if self.marked and not is_typing:
            self.unmark()
            event.stop()
        elif self.query_one("#filter-row").display:
            self._clear_filter()
            event.stop()

    @on(Clear.Pressed)
    def cleared(self, event: Clear.Pressed) -> None:
        event.stop()
        if event.what == "clear-marks":
            self.unmark()
        else:
            self._clear_filter()

    def _clear_filter(self) -> None:
        self.query_one("#filter", Input).value = ""
        self.query_one("#filter-row").display = False
        self.focus_first()

    @on(Input.Changed, "#filter")
    def filtered(self, event: Input.Changed) -> None:
        self._filter = fold(event.value.strip())
        if self.outlook is not None:
            before = self._shape
            self.redraw(self.outlook)
            if before == self._shape:  # the same rows, with other words to show in them
                for node in self.query_one(RoadmapTree).nodes():
                    node.refresh()

    @on(Input.Submitted, "#filter")
    def filter_kept(self, event: Input.Submitted) -> None:
        event.stop()
        self.query_one("#filter-row").display = bool(event.value.strip())
        self.focus_first()

    @on(RoadmapTree.Marked)
    def marks_changed(self, event: RoadmapTree.Marked) -> None:
        """Say how many are marked and what can be done with them."""
        event.stop()
        self._show_marks()
        if self.outlook is not None and "marked" in self._filter.split():
            self.redraw(self.outlook)
        self.post_message(Moved())

    def _show_marks(self) -> None:
        shown = {each for branch in self._shape for each in branch[1:]}
        self.query_one(MarkLine).show(self.marked, shown)

    @on(Tree.NodeHighlighted)
    def moved(self, event: Tree.NodeHighlighted[str]) -> None:
        self._mark(event.node.data)

    def _mark(self, data: str | None) -> None:
        """Take over what the cursor is on."""
        self._selected = data if data and not data.startswith((PHASE, GONE)) else None
        self._remnant = data.removeprefix(GONE) if data and data.startswith(GONE) else None
        self._show_pane()
        self.post_message(Moved())

    @on(Tree.NodeSelected)
    def opened(self, event: Tree.NodeSelected[str]) -> None:
        data = event.node.data
        if not data or data.startswith((PHASE, GONE)):
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

    def _rebuild(self, outlook: Outlook) -> None:
        """All rows anew. The cursor stays on its row and where that was on the screen, else at its place."""
        tree = self.query_one(RoadmapTree)
        line, above = tree.cursor_line, tree.cursor_line - round(tree.scroll_y)
        there = (each for _, *ids in self._shape for each in ids)
        first = outlook.next_action.id if outlook.next_action else next(there, None)
        on_heading = tree.cursor_node.data if tree.cursor_node else None
        wanted = self._selected or (GONE + self._remnant if self._remnant else on_heading or first)
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
        self.query_one(NoRows).tell(self._filter, is_empty=not tree.root.children)
        tree.display = bool(tree.root.children)
        self.query_one("#tree-heading").visible = tree.display
        is_filtering, self._filter_shown = self._filter != self._filter_shown, self._filter
        if cursor is None and is_filtering and self._filter:  # what one was at is filtered out: go to the first found
            cursor = next((leaf for branch in tree.root.children for leaf in branch.children), None)
            line = -1
        if cursor is not None or (line >= 0 and not is_filtering):
            self.call_after_refresh(self._put_cursor, cursor, line, above)

    def _put_cursor(self, node: TreeNode[str] | None, line: int, above: int) -> None:
        """Put the cursor on a node of the tree just built; without one on what stands in its place now."""
        tree = self.query_one(RoadmapTree)
        last = tree.last_line  # asking for it gives every row of a new tree its line
        node = node or tree.get_node_at_line(min(line, last))
        if node is None or node.line < 0:
            return
        if line < 0:
            tree.arrive_at(node)
        else:
            tree.move_cursor(node)
            tree.scroll_to(y=max(0, node.line - above), animate=False, force=True)
        self._mark(node.data)

    def _show_pane(self) -> None:
        pane = self.query_one(MilestonePane)
        remnant = self.outlook.left_behind.get(self._remnant or "") if self.outlook else None
        if remnant is None and self.has_class("-remnant"):
            self.call_after_refresh(self._show_pane)  # there is no pane to draw in before
        self.set_class(remnant is not None, "-remnant")
        if self.outlook is not None and remnant is not None:
            self.query_one("#remnant-words", Static).update(remnant_facts.whole(remnant, self.outlook.today))
        elif self.outlook is not None:
            pane.show_milestone(self.outlook, self._selected)
