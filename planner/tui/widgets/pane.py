"""A pane that takes the keyboard only when it can scroll."""

from typing import ClassVar

from textual.binding import BindingType
from textual.containers import VerticalScroll

from planner.tui.preferences import moving


class Pane(VerticalScroll):
    """Something to read beside a list. Tab stops here only when there is more than fits."""

    BINDINGS: ClassVar[list[BindingType]] = [*moving()]

    def allow_focus(self) -> bool:
        return super().allow_focus() and self.max_scroll_y > 0
