"""Jump mode: a letter at every place that can be reached, over the screen as it is; the letter goes there.

Which places there are, and where a letter hides no word, is worked out in `jump_places`.
"""

from typing import Any, ClassVar, Final

from textual import events, on
from textual.app import ComposeResult
from textual.content import Content
from textual.message import Message
from textual.screen import ModalScreen, Screen
from textual.widgets import Static

from planner.tui.jump_places import Place, Spot, cells_of, has_footer, places, spots

_LETTERS: Final = "asdfghjklqwertyuiopzxcvbnmASDFGHJKLQWERTYUIOPZXCVBNM"
_HINT: Final = " Jump: press a letter, or click it · esc leaves "


class JumpLabel(Static):
    """The letter of one place."""

    ALLOW_SELECT = False

    class Chosen(Message):
        """It was clicked."""

        def __init__(self, place: Place) -> None:
            super().__init__()
            self.place = place

    def __init__(self, letter: str, place: Place, spot: Spot) -> None:
        super().__init__(Content(f"{letter:^{spot.width}}"), classes="jump-label")
        self.letter, self.place, self.spot = letter, place, spot
        self.styles.width = spot.width
        self.styles.offset = (spot.x, spot.y)

    def on_click(self, event: events.Click) -> None:
        event.stop()
        self.post_message(self.Chosen(self.place))


class JumpScreen(ModalScreen[Place | None]):
    """Dismisses with the place chosen, or with None after any key that is no letter of one. Nothing below it moves."""

    TAKES_EVERY_KEY = True
    AUTO_FOCUS = ""
    CSS: ClassVar[str] = """
    JumpScreen {
        background: transparent;
        overflow: hidden hidden;
    }
    JumpScreen > .jump-label, JumpScreen > #jump-hint {
        position: absolute;
        height: 1;
        width: auto;
        background: $accent;
        color: $background;
        text-style: bold;
        text-wrap: nowrap;
    }
    JumpScreen > #jump-hint {
        width: 100%;
        background: $panel;
        color: $foreground;
    }
    """

    def __init__(self, below: Screen[Any]) -> None:
        super().__init__()
        self._made_for, self._is_left = below.size, False
        cells = cells_of(below)
        found = places(below)[: len(_LETTERS)]
        self._labels = [
            JumpLabel(letter, place, spot) for letter, (place, spot) in zip(_LETTERS, spots(found, cells), strict=False)
        ]
        self._by_letter = {label.letter: label.place for label in self._labels}
        last = len(cells) - 1
        self._has_hint = last >= 0 and all(label.spot.y != last for label in self._labels) and has_footer(below)
        self._last = last

    @property
    def has_places(self) -> bool:
        """False where there is nothing to go to."""
        return bool(self._labels)

    def compose(self) -> ComposeResult:
        yield from self._labels
        if self._has_hint:
            hint = Static(Content(_HINT), id="jump-hint")
            hint.styles.offset = (0, self._last)
            yield hint

    def leave(self, place: Place | None) -> None:
        """Go, once: a second key, or a window that is still changing, must not leave the screen below."""
        if not self._is_left:
            self._is_left = True
            self.dismiss(place)

    @on(JumpLabel.Chosen)
    def _chosen(self, event: JumpLabel.Chosen) -> None:
        event.stop()
        self.leave(event.place)

    def on_key(self, event: events.Key) -> None:
        event.stop()
        event.prevent_default()
        self.leave(self._by_letter.get(event.character or ""))

    def on_click(self, event: events.Click) -> None:
        """A click on a place is as good as one on its letter; the smallest that is there counts."""
        hit = [each.place for each in self._labels if each.place.region.contains(event.screen_x, event.screen_y)]
        self.leave(min(hit, key=lambda place: place.region.area, default=None))

    def on_resize(self, event: events.Resize) -> None:
        """The places are elsewhere in another window."""
        if event.size != self._made_for:
            self.leave(None)
