"""What every view is: a widget that redraws when a new Outlook comes down, and only while it is on screen."""

from textual.containers import VerticalScroll
from textual.geometry import Region
from textual.reactive import reactive
from textual.strip import Strip

from planner.core.forecast_values import Forecast
from planner.core.outlook import Outlook
from planner.tui.messages import Moved, Wanted
from planner.tui.widgets.ground import ground_lines


class View(VerticalScroll, can_focus=False):
    """One view of the main screen. Subclasses draw `outlook` in `redraw`, which runs only while it is shown.

    `forecast` and `forecasting` follow the outlook, as `CommandScreen` says; a view that shows them watches them.
    """

    outlook: reactive[Outlook | None] = reactive(None)
    forecast: reactive[Forecast | None] = reactive(None)
    forecasting: reactive[int | None] = reactive(None)

    Wanted = Wanted
    Moved = Moved

    def __init__(self, *, id: str) -> None:  # noqa: A002  Textual names it so
        super().__init__(id=id)
        self._drawn: Outlook | None = None

    @property
    def selected(self) -> str | None:
        """The id of the milestone that commands act on; None when there is none."""
        return None

    @property
    def marked(self) -> tuple[str, ...]:
        """The ids of the milestones that are marked, for commands that take several."""
        return ()

    def unmark(self) -> None:
        """Take all marks away."""

    @property
    def width(self) -> int:
        """Cells from edge to edge; those of the screen until the first layout, so that it has what to lay out."""
        return self.size.width or self.screen.size.width

    @property
    def is_at_rest(self) -> bool:
        """True when nothing that it shows is still being worked out."""
        return True

    def render_lines(self, crop: Region) -> list[Strip]:
        return ground_lines(self, crop)

    def watch_outlook(self) -> None:
        self.draw_if_shown()

    def on_show(self) -> None:
        self.draw_if_shown()

    def draw_if_shown(self) -> None:
        """Redraw when there is something new to draw and someone to see it."""
        is_new = self.outlook is not None and self.outlook is not self._drawn
        if is_new and self.outlook is not None and self.is_mounted and self.display and self.width:
            self._drawn = self.outlook
            self.redraw(self.outlook)
            if self.screen.focused is None:
                self.focus_first()

    def redraw(self, outlook: Outlook) -> None:
        """Draw everything from `outlook`, keeping focus, selection and scroll."""
        raise NotImplementedError

    def focus_first(self) -> None:
        """Give the keyboard to the part of the view that it is used for most."""
