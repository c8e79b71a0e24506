"""Help that starts with what is focused, then lists every key from the one table of commands."""

from itertools import accumulate, groupby
from typing import ClassVar, Final

from textual import events, on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Container, VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Button, Static

from planner.settings.key_names import label
from planner.tui.commands import COMMANDS
from planner.tui.preferences import bound, moving, preferences_of
from planner.tui.saving import Question
from planner.tui.screens.main import VIEWS

_ROOM: Final = 7
_INSIDE: Final = "↑ ↓ or {move-down} {move-up} move inside it, enter opens, space ticks"
_SYMBOLS: Final = (
    ("○ open", "◐ started", "● done", "◌ waiting"),
    ("– skipped or waived", "× dropped", "! late", "◆ pinned", "▲ drives the finish"),
)


class HelpPage(VerticalScroll):
    """What can be scrolled."""

    BINDINGS: ClassVar[list[BindingType]] = [*moving()]


class HelpScreen(ModalScreen[None]):
    """One page of help; any way back closes it."""

    CSS_PATH = "help.tcss"
    HORIZONTAL_BREAKPOINTS = [(0, "-one-column"), (176, "-two-columns")]
    BINDINGS: ClassVar[list[BindingType]] = [("escape,q", "dismiss", "Back"), bound("help", "dismiss", "Back")]

    def __init__(self, focused: str, wrong: Question | None = None) -> None:
        super().__init__()
        self._focused, self._wrong = focused, wrong

    def compose(self) -> ComposeResult:
        with HelpPage(id="help"):
            yield Static("Help", id="help-title")
            with Container(id="help-columns"):
                for column in _halves(self._parts()):
                    yield Static(Content("\n\n").join(column))
            yield Button("Back  esc", id="help-back", compact=True)

    @on(Button.Pressed)
    def pressed(self) -> None:
        self.dismiss()

    def on_click(self, event: events.Click) -> None:
        """A click beside the page is a way back too."""
        if event.widget is self:
            self.dismiss()

    def _parts(self) -> list[Content]:
        """What there is to know, a heading with its lines each."""
        parts = []
        if self._wrong:
            wrong = [Content(self._wrong.title), Content(self._wrong.about)]
            parts.append(_part("NOT SAVED", wrong, "$late bold"))
        if self._focused:
            parts.append(_part("HERE", [Content(self._focused)]))
        for group, commands in groupby(COMMANDS, key=lambda command: command.group):
            parts.append(
                _part(group, [_line(self._keys(command.id), command.title, command.help) for command in commands])
            )
        moving = [
            _line(self._views(), "Views", ", ".join(title for _, title in VIEWS)),
            _line(self._keys("filter"), "Filter", "Find milestones in the roadmap as you type"),
            _line("^p", "Palette", "Every command, and “go to” any milestone"),
            _line("tab", "Next part", preferences_of(self.app).worded(_INSIDE)),
            _line("^c", "Copy", "What you drag over with the mouse, to paste it elsewhere"),
            _line("esc", "Back", "Leaves a dialog, a filter, a page"),
            _line("^q", "Quit", "Everything is saved already; planner asks if it is not"),
        ]
        symbols = [Content("   ".join(row)) for row in _SYMBOLS]
        return [*parts, _part("Keys for moving", moving), _part("Symbols", symbols)]

    def _keys(self, action: str) -> str:
        """Its keys, as many as there is room for, or the palette's."""
        preferences = preferences_of(self.app)
        found = [label(key) for key in preferences.keys(action)]
        both = " ".join(found[:2])
        return both if found and len(both) <= _ROOM else preferences.label(action)

    def _views(self) -> str:
        """Their keys: "1 to 6" as long as they are that."""
        found = [preferences_of(self.app).label(f"view-{view}") for view, _ in VIEWS]
        numbers = [str(number) for number in range(1, len(VIEWS) + 1)]
        return f"1 to {len(VIEWS)}" if found == numbers else "".join(found) if max(map(len, found)) == 1 else found[0]


def _part(heading: str, lines: list[Content], style: str = "$quiet bold") -> Content:
    return Content("\n").join([Content.styled(heading.upper(), style), *lines])


def _halves(parts: list[Content]) -> tuple[list[Content], list[Content]]:
    """The parts in two columns about as long as each other, the first the longer one."""
    lengths = list(accumulate(part.plain.count("\n") + 2 for part in parts))
    split = next(place for place, length in enumerate(lengths, start=1) if 2 * length >= lengths[-1])
    return parts[:split], parts[split:]


def _line(key: str, title: str, text: str) -> Content:
    return Content.assemble((f"{key:>{_ROOM}}  ", "$accent"), (f"{title:<12} ", "bold"), text)
