"""The dialog that confirms a skill's level: five descriptions to read, one to choose, a line that shows it."""

from collections.abc import Mapping
from typing import ClassVar, Final

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.screen import ModalScreen
from textual.widgets import Button, Input, Label, OptionList

from planner.core.outlook import Outlook
from planner.core.plan import HIGHEST_LEVEL
from planner.core.skills import SkillState
from planner.tui.views import skill_cards
from planner.tui.widgets.pane import Pane
from planner.tui.widgets.unfolded import UnfoldedList

_ABOUT: Final = "Which description fits you today? In doubt the lower one. Arrows or 0 to 4 mark it."


class LevelList(UnfoldedList):
    """The levels from none to strong; a digit marks one, enter confirms the one marked, a click too."""

    HELP = "Read, mark the description that fits you today with an arrow or its digit, and confirm it with enter."
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(str(level), f"mark({level})", show=False) for level in range(HIGHEST_LEVEL + 1)
    ]

    def action_mark(self, level: int) -> None:
        if level < self.option_count:
            self.highlighted = level


class LevelScreen(ModalScreen[Mapping[str, str] | None]):
    """Dismisses with "level" and "proof", or with None when the person goes back."""

    CSS_PATH = "level.tcss"
    AUTO_FOCUS = "#level-anchors"
    VERTICAL_BREAKPOINTS = [(0, "-short"), (22, "-tall")]
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "leave", "Back"),
        Binding("ctrl+s", "save", "Confirm"),
    ]

    def __init__(self, state: SkillState, given: Mapping[str, str] | None = None) -> None:
        super().__init__()
        self._state = state
        self._given = given or {"level": str(state.now), "proof": state.proof}

    def compose(self) -> ComposeResult:
        with Vertical(id="level"):
            yield Label(f"Your level: {self._state.skill.name}", id="level-title", markup=False)
            yield Label(_ABOUT, id="level-about", markup=False)
            with Pane(id="level-pane"):
                yield LevelList(id="level-anchors")
            with Horizontal(id="level-line"):
                yield Label("Proof", id="level-proof-label", markup=False)
                yield Input(
                    self._given["proof"],
                    placeholder="optional: one line that shows it",
                    id="level-proof",
                    compact=True,
                    select_on_focus=False,
                )
            with Horizontal(id="level-buttons"):
                yield Button("Confirm  enter", id="confirm", variant="primary", compact=True)
                yield Button("Back  esc", id="back", compact=True)

    def on_mount(self) -> None:
        self.call_after_refresh(self._draw, int(self._given["level"]))  # before it has a width it would stay unseen

    def follow(self, outlook: Outlook) -> None:
        """Show what another program changed meanwhile; what is marked and typed stays."""
        found = next((each for each in outlook.skills if each.skill.id == self._state.skill.id), None)
        if found is not None:
            self._state = found
            self._draw(self.query_one(LevelList).highlighted or 0)

    def _draw(self, marked: int) -> None:
        state, levels = self._state, range(len(self._state.skill.anchors))
        self.query_one(LevelList).write(
            lambda width: [skill_cards.anchor(state, level, width) for level in levels], marked
        )

    @on(OptionList.OptionSelected)
    @on(Input.Submitted)
    @on(Button.Pressed, "#confirm")
    def action_save(self) -> None:
        """Leave with the level marked."""
        level = self.query_one(LevelList).highlighted
        self.dismiss({"level": str(level or 0), "proof": self.query_one("#level-proof", Input).value})

    @on(Button.Pressed, "#back")
    def action_leave(self) -> None:
        self.dismiss(None)
