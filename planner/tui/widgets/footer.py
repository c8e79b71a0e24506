"""The last line: the keys that work now, what they do, and the palette.

One widget that draws whole entries only: where not all have room, those that are needed least go first. (Textual's own
footer is a widget for every key, made anew at every change of view, and cuts the last word.)
"""

from collections.abc import Iterator
from itertools import groupby
from typing import TYPE_CHECKING, Final

from msgspec import Struct
from msgspec.structs import replace
from textual import events
from textual.app import RenderResult
from textual.binding import ActiveBinding
from textual.content import Content
from textual.reactive import reactive
from textual.screen import Screen
from textual.widget import Widget

if TYPE_CHECKING:
    from textual.app import App

FIRST_TO_GO: Final = ("filter", "pin", "begin", "replan", "undo", "log")
"""The entries that make room for others, by the id of their binding; Help and what is the screen's own stay."""
_PALETTE_RULE: Final = "▏"


class Entry(Struct, frozen=True):
    """A key and what it does. `key` is what a click presses, None when it cannot be used now.

    Those of a group share their `name`; only the last of them `does` something in words.
    """

    name: str
    label: str
    does: str
    key: str | None

    @property
    def width(self) -> int:
        return Content(self.shown_key + self.shown_words).cell_length

    @property
    def shown_key(self) -> str:
        return f" {self.label} "

    @property
    def shown_words(self) -> str:
        return f"{self.does} " if self.does else ""


class CommandFooter(Widget):
    """The keys of the screen it is on."""

    ALLOW_SELECT = False
    DEFAULT_CSS = """
    CommandFooter {
        dock: bottom;
        height: 1;
        background: $panel;
        color: $footer-description-foreground;
    }
    """

    pointed: reactive[str | None] = reactive(None)
    """The name of the entry under the mouse."""

    def __init__(self) -> None:
        super().__init__()
        self._entries: tuple[Entry, ...] | None = None
        self._is_due = False

    def on_mount(self) -> None:
        self.screen.bindings_updated_signal.subscribe(self, self._keys_changed)

    def on_unmount(self) -> None:
        self.screen.bindings_updated_signal.unsubscribe(self)

    def _keys_changed(self, screen: Screen[object]) -> None:
        """Look at the keys when everything else has been drawn: a change of view tells several times of new ones."""
        if self.is_attached and screen is self.screen and not self._is_due:
            self._is_due = True
            self.call_after_refresh(self._look)

    def _look(self) -> None:
        self._is_due = False
        if self.is_attached:
            entries = tuple(_entries(self.app, self.screen))
            if entries != self._entries:
                self._entries = entries
                self.refresh()

    def placed(self) -> Iterator[tuple[int, Entry]]:
        """Column and entry from left to right; the palette stands at the right."""
        if self._entries is None:
            self._entries = tuple(_entries(self.app, self.screen))
        palette = _palette(self.app, self.screen)
        room, begin = self.size.width, 0
        if palette is not None:
            room -= palette.width + len(_PALETTE_RULE)
        for entry in fitting(self._entries, room):
            yield begin, entry
            begin += entry.width
        if palette is not None:
            yield room + len(_PALETTE_RULE), palette

    def render(self) -> RenderResult:
        parts: list[Content | str | tuple[str, str]] = []
        end = 0
        for begin, entry in self.placed():
            if begin > end:
                parts += [" " * (begin - end - len(_PALETTE_RULE)), (_PALETTE_RULE, "$line")]
            ground = " on $block-hover-background" if entry.name == self.pointed and entry.key else ""
            key, does = ("bold $footer-key-foreground", "") if entry.key else ("$quiet", "$quiet")
            parts += [(entry.shown_key, key + ground), (entry.shown_words, f"{does}{ground}".strip())]
            end = begin + entry.width
        return Content.assemble(*parts)

    def _at(self, column: int) -> Entry | None:
        return next((entry for begin, entry in self.placed() if begin <= column < begin + entry.width), None)

    def on_mouse_move(self, event: events.MouseMove) -> None:
        entry = self._at(event.x)
        self.pointed = entry.name if entry else None

    def on_leave(self) -> None:
        self.pointed = None

    def on_click(self, event: events.Click) -> None:
        event.stop()
        entry = self._at(event.x)
        if entry is not None and entry.key is not None:
            self.app.simulate_key(entry.key)
        elif entry is not None:
            self.app.bell()


def fitting(entries: tuple[Entry, ...], room: int) -> list[Entry]:
    """The entries that have room in so many cells, in their order."""
    kept = list(entries)
    for name in FIRST_TO_GO:
        if sum(entry.width for entry in kept) <= room:
            return kept
        kept = [entry for entry in kept if entry.name != name]
    while kept and sum(entry.width for entry in kept) > room:
        last = next((entry.name for entry in reversed(kept) if entry.name != "help"), "help")
        kept = [entry for entry in kept if entry.name != last]
    return kept


def _entries(app: "App[object]", screen: Screen[object]) -> Iterator[Entry]:
    """What works on a screen now: one entry for each action that is shown, one for all of a group of them."""
    actions: dict[str, ActiveBinding] = {}
    for found in screen.active_bindings.values():
        if found.binding.show:
            actions.setdefault(found.binding.action, found)
    for group, members in groupby(actions.values(), lambda found: found.binding.group):
        if group is None:
            for found in members:
                yield _entry(app, found)
        else:
            whole = list(members)
            for found in whole:
                words = group.description if found is whole[-1] else ""
                yield replace(_entry(app, found), name=group.description, does=words)


def _entry(app: "App[object]", found: ActiveBinding) -> Entry:
    binding = found.binding
    key = binding.key if found.enabled else None
    return Entry(binding.id or binding.key, app.get_key_display(binding), binding.description, key)


def _palette(app: "App[object]", screen: Screen[object]) -> Entry | None:
    if not app.ENABLE_COMMAND_PALETTE:
        return None
    found = screen.active_bindings.get(app.COMMAND_PALETTE_BINDING)
    return None if found is None else _entry(app, found)
