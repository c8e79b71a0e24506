"""Help that starts with what is focused, then lists every key from the one table of commands."""

from itertools import groupby

from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static

from planner.tui.commands import COMMANDS
from planner.tui.screens.main import VIEWS

_SYMBOLS = (
    ("○ open", "◐ started", "● done", "◌ waiting"),
    ("– skipped or waived", "× dropped", "! late", "◆ pinned", "▲ drives the finish"),
)


class HelpScreen(ModalScreen[None]):
    """One page of help; any way back closes it."""

    CSS_PATH = "help.tcss"
    BINDINGS = [("escape,question_mark,q", "dismiss", "Back")]

    def __init__(self, focused: str) -> None:
        super().__init__()
        self._focused = focused

    def compose(self) -> ComposeResult:
        with VerticalScroll(id="help"):
            yield Static(self._text())

    def _text(self) -> Content:
        lines = [Content.styled("Help", "bold")]
        if self._focused:
            lines += [Content(""), Content.styled("HERE", "$quiet bold"), Content(self._focused)]
        for group, commands in groupby(COMMANDS, key=lambda command: command.group):
            lines += [Content(""), Content.styled(group.upper(), "$quiet bold")]
            lines += [_line(_key(command.key), command.title, command.help) for command in commands]
        lines += [Content(""), Content.styled("KEYS FOR MOVING", "$quiet bold")]
        lines += [
            _line(f"1 to {len(VIEWS)}", "Views", ", ".join(title for _, title in VIEWS)),
            _line("/", "Filter", "Find milestones in the roadmap as you type"),
            _line("^p", "Palette", "Every command, and “go to” any milestone"),
            _line("tab", "Next part", "↑ ↓ or j k move inside it, enter opens, space ticks"),
            _line("esc", "Back", "Leaves a dialog, a filter, a page"),
            _line("^q", "Quit", "Everything is saved already"),
        ]
        lines += [Content(""), Content.styled("SYMBOLS", "$quiet bold")]
        lines += [Content("   ".join(row)) for row in _SYMBOLS]
        return Content("\n").join(lines)


def _key(key: str) -> str:
    return {"minus": "-"}.get(key, key) or "^p"


def _line(key: str, title: str, text: str) -> Content:
    return Content.assemble((f"{key:>7}  ", "$accent"), (f"{title:<12} ", "bold"), text)
