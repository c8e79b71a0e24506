"""What comes from keyboard, mouse and terminal, before any screen sees it: pasting, jumping, going first."""

from typing import TYPE_CHECKING, Any

from textual import events
from textual.app import App
from textual.geometry import Size
from textual.screen import Screen

from planner.tui.long_work import give_way
from planner.tui.pasting import paste_aware
from planner.tui.preferences import Preferences, bound

if TYPE_CHECKING:
    from textual.driver import Driver


class InputApp(App[None]):
    """Takes input for every screen alike."""

    BINDINGS = [bound("jump", "jump", "Jump", priority=True)]

    preferences: Preferences

    def get_driver_class(self) -> "type[Driver]":
        """Textual's driver, that also knows what was pasted where the terminal does not say so."""
        return paste_aware(super().get_driver_class(), lambda: self._is_typing)

    @property
    def _is_typing(self) -> bool:
        """True while the keyboard is in a field, where letters are letters."""
        focused = self.screen_stack[-1].focused if self.screen_stack else None
        return focused is not None and focused.check_consume_key("a", "a")

    def on_paste(self) -> None:
        """No field took it: it does nothing, and says so."""
        self.notify("What was pasted did nothing: there is no field to take it here.", markup=False, timeout=4)

    def action_jump(self) -> None:
        """Put letters at the places to go to, and go to one."""
        from planner.tui.jump import JumpScreen

        screen = JumpScreen(self.screen)
        if screen.has_places:
            self.push_screen(screen, lambda place: place.go() if place is not None else None)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Letters are typed into a field even when a person gave one to jumping; some dialogs take every key."""
        if action != "jump":
            return super().check_action(action, parameters)
        if not self.screen_stack or getattr(self.screen, "TAKES_EVERY_KEY", False):
            return False
        return not self._is_typing or not any(len(key) == 1 for key in self.preferences.keys("jump"))

    async def on_event(self, event: events.Event) -> None:
        """Long work rests while somebody presses keys or moves the mouse."""
        if isinstance(event, events.InputEvent):
            give_way()
        await super().on_event(event)

    def on_descendant_focus(self, event: events.DescendantFocus) -> None:
        """A cursor that blinks is motion as well."""
        if hasattr(event.widget, "cursor_blink"):
            event.widget.cursor_blink = self.animation_level != "none"

    def on_resize(self, event: events.Resize) -> None:
        """Screens behind a dialog are laid out for the new size too; Textual tells only the topmost which it is."""
        for screen in self.screen_stack[:-1]:
            fit(screen, event.size)


def fit(screen: Screen[Any], size: Size) -> None:
    """Give a screen the classes of its breakpoints for a size, as its own first resize does."""
    widths, heights = screen.HORIZONTAL_BREAKPOINTS or [], screen.VERTICAL_BREAKPOINTS or []
    wanted = screen._get_breakpoint_classes(size.width, widths) | screen._get_breakpoint_classes(size.height, heights)
    screen.update_classes({name: name in wanted for _, name in (*widths, *heights)}, animate=False)
