"""The lines around the roadmap's tree: what is marked and what can be done with it, and why there are no rows."""

from collections.abc import Sequence
from typing import Final

from textual import events
from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.content import Content
from textual.message import Message
from textual.widgets import Static

from planner.tui.preferences import preferences_of
from planner.tui.views.roadmap_tree import MARK

_FOR_MARKED: Final = ("done", "begin", "pin", "skip")
_EMPTY: Final = (
    "There is no milestone in your plan. Press {add} to add one of your own. What you took out is not lost: "
    "press {filter} and type “dropped” to see it, then {reopen} to bring one back."
)


class Clear(Static):
    """What a click takes away: the filter, or the marks."""

    class Pressed(Message):
        """It was clicked."""

        def __init__(self, what: str) -> None:
            super().__init__()
            self.what = what

    def on_click(self, event: events.Click) -> None:
        event.stop()
        self.post_message(self.Pressed(self.id or ""))


class MarkLine(Horizontal):
    """How many milestones are marked, with the commands for all of them; hidden while there are none."""

    _marked = _hidden = 0

    def compose(self) -> ComposeResult:
        yield Static(id="marks-words")
        yield Clear("✕", id="clear-marks")

    def show(self, marked: Sequence[str], shown: set[str]) -> None:
        """Count the marked ones, and those of them that a filter hides."""
        self._marked, self._hidden = len(marked), sum(each not in shown for each in marked)
        self.display = bool(marked)
        self.name_keys()

    def name_keys(self) -> None:
        """The words, with the keys that count now."""
        preferences = preferences_of(self.app)
        parts = [Content.styled(f"{MARK} {self._marked} marked", "bold $accent")]
        parts += [Content.styled(f" ({self._hidden} filtered out)", "$quiet")] if self._hidden else []
        for each in _FOR_MARKED:
            link = f"[@click=screen.run('{each}')]$word[/]"
            parts += [Content(f"  {preferences.label(each)} "), Content.from_markup(link, word=each)]
        self.query_one("#marks-words", Static).update(Content("").join(parts))


class NoRows(Static):
    """Says what to do when there is no row to show."""

    def tell(self, filtered_by: str, *, is_empty: bool) -> None:
        """Show the words for a filter, or for a plan with nothing in it; nothing unless `is_empty`."""
        self.display = is_empty
        words = f"Nothing matches the filter “{filtered_by}”. Esc clears it and shows everything again."
        self.update(Content(words if filtered_by else preferences_of(self.app).worded(_EMPTY)))
