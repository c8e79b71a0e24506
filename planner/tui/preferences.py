"""What a person set, as the app goes by it: theme, motion, editor, and the names of keys for everything that says one.

Reading and writing the file is `planner.settings_file`'s; what is right and wrong in it, `planner.settings`'.
"""

import re
from collections.abc import Mapping
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, Protocol, runtime_checkable

from msgspec.structs import replace
from textual import constants
from textual.binding import ActiveBinding, Binding

from planner.errors import PlannerError
from planner.session import Surroundings
from planner.settings import Settings, Wishes, editor_of, is_still, theme_of
from planner.settings.clashes import keys_of
from planner.settings.key_names import label
from planner.settings.keyboard import KEYS

if TYPE_CHECKING:
    from textual.app import App

    from planner.settings.reading import Finding
    from planner.settings.writing import Value
    from planner.settings_file import SettingsFile

PALETTE: Final = "^p"
"""Where everything is that has no key."""
_NO_KEY: Final = "no_key_for_"
_NAMED: Final = r"\{([a-z-]+)\}"
_MOST_TOLD: Final = 3


@runtime_checkable
class NamesKeys(Protocol):
    """A widget with the names of keys in it."""

    def name_keys(self) -> None:
        """Show the keys that count now."""
        ...


class Preferences:
    """One app's settings, kept in the file when there is one. Without a file they hold until the app ends."""

    def __init__(self, surroundings: Surroundings | None = None) -> None:
        self.wishes = surroundings.wishes() if surroundings and surroundings.wishes else Wishes()
        self.settings = Settings()
        self.shown_theme = ""
        self.findings: tuple[Finding, ...] = ()
        self._place = surroundings.settings_file if surroundings else None
        if self._place and _may_exist(self._place()):
            self.read()

    @cached_property
    def file(self) -> "SettingsFile | None":
        """The file of the settings, None where nothing is kept; who has none yet pays for no reader."""
        if self._place is None:
            return None
        from planner.settings_file import SettingsFile

        return SettingsFile(self._place)

    def read(self) -> None:
        """Take what the file says now."""
        if self.file is not None:
            reading = self.file.read()
            self.findings = reading.findings
            if reading.is_readable:
                self.settings = reading.settings

    @property
    def theme(self) -> str:
        """The name of the theme to show."""
        return theme_of(self.settings, self.wishes)

    @property
    def editor(self) -> str:
        """The command of the editor for long notes; empty when none is known."""
        return editor_of(self.settings, self.wishes)

    def keys(self, action: str) -> tuple[str, ...]:
        """The keys of a command or movement."""
        return keys_of(action, self.settings.keys)

    def label(self, action: str) -> str:
        """The first key of an action as people read it; the palette's for one without a key."""
        keys = self.keys(action)
        return label(keys[0]) if keys else PALETTE

    def worded(self, text: str) -> str:
        """`text` with the key in place of every "{action}"."""
        return re.sub(_NAMED, lambda match: self.label(match[1]) if match[1] in KEYS else match[0], text)

    def dress(self, app: "App[None]") -> None:
        """Put everything into effect, at once and everywhere."""
        self.show_theme(app, self.theme)
        app.animation_level = "none" if is_still(self.settings, self.wishes) else constants.TEXTUAL_ANIMATIONS
        app.set_keymap(keymap(self.settings.keys))
        for screen in app.screen_stack if app.is_running else ():
            for widget in screen.walk_children():
                if isinstance(widget, NamesKeys):
                    widget.name_keys()

    def show_theme(self, app: "App[None]", theme: str) -> None:
        """Show a theme without keeping it, as a preview does."""
        if theme in app.available_themes:
            self.shown_theme = app.theme = theme

    def keep(self, changes: "Mapping[str, Value]") -> None:
        """Change settings; see `SettingsFile.change` for the keys of `changes` and for what may be wrong.

        A file that cannot be written is told, and the change counts until the app ends all the same.
        """
        if self.file is None:
            self.settings = in_memory(self.settings, changes)
            return
        try:
            reading = self.file.change(changes)
        except PlannerError as error:
            if error.exit_code > 2:  # it is not the value that is wrong
                self.settings = in_memory(self.settings, changes)
            raise
        self.settings, self.findings = reading.settings, reading.findings

    @property
    def told(self) -> str:
        """What is wrong with the file, for a notice; empty when nothing is."""
        if not self.findings or self.file is None:
            return ""
        said = [finding.words(self.file.path.name) for finding in self.findings[:_MOST_TOLD]]
        if len(self.findings) > _MOST_TOLD:
            said.append(f"And {len(self.findings) - _MOST_TOLD} more: `planner settings` tells all.")
        return "\n".join(said)


def _may_exist(file: Path) -> bool:
    try:
        file.stat()
    except (FileNotFoundError, NotADirectoryError):
        return False
    except OSError:  # reading it says what is wrong
        pass
    return True


def in_memory(settings: Settings, changes: "Mapping[str, Value]") -> Settings:
    """The settings after changes that are known to be right."""
    for key, value in changes.items():
        name, _, action = key.partition(".")
        if not action:
            news: dict[str, Any] = {name: value if value is not None else getattr(Settings(), name)}
            settings = replace(settings, **news)
            continue
        keys = {each: own for each, own in settings.keys.items() if each != action}
        if value is not None:
            keys[action] = (value,) if isinstance(value, str) else tuple(value)
        settings = replace(settings, keys=keys)
    return settings


def keymap(chosen: Mapping[str, tuple[str, ...]]) -> dict[str, str]:
    """The keys chosen as Textual takes them."""
    return {action: ",".join(keys) or no_key(action) for action, keys in chosen.items()}


def no_key(action: str) -> str:
    """Stands where Textual wants a key and there is none; no terminal ever sends it."""
    return f"{_NO_KEY}{action.replace('-', '_')}"


def is_no_key(key: str) -> bool:
    """True for what stands where there is no key."""
    return key.startswith(_NO_KEY)


def bound(
    action: str,
    does: str,
    title: str,
    *,
    show: bool = False,
    group: Binding.Group | None = None,
    priority: bool = False,
) -> Binding:
    """The binding of an action of `planner.settings.keyboard`, which a person's keymap may then change."""
    keys = ",".join(KEYS[action]) or no_key(action)
    return Binding(keys, does, title, show=show, id=action, group=group, priority=priority)


def moving(
    *,
    down: str = "scroll_down",
    up: str = "scroll_up",
    first: str = "scroll_home",
    last: str = "scroll_end",
    page_down: str = "page_down",
    page_up: str = "page_up",
) -> list[Binding]:
    """The keys that move in whatever has lines, with the actions that they have there: those of what scrolls."""
    return [
        bound("move-down", down, "Down"),
        bound("move-up", up, "Up"),
        bound("move-first", first, "First"),
        bound("move-last", last, "Last"),
        bound("move-page-down", page_down, "Page down"),
        bound("move-page-up", page_up, "Page up"),
    ]


def in_order(found: dict[str, ActiveBinding]) -> dict[str, ActiveBinding]:
    """Bindings in the order of their declaration; a keymap puts those it changes last, and a footer would jump."""
    places: dict[tuple[int, str], tuple[int, int]] = {}
    owners = {id(each.node): each.node for each in found.values()}
    for owner, node in enumerate(owners.values()):
        for place, (key, binding) in enumerate(node._bindings):
            places.setdefault((id(node), binding.id or key), (owner, place))

    def place_of(item: tuple[str, ActiveBinding]) -> tuple[int, int]:
        key, each = item
        return places.get((id(each.node), each.binding.id or key), (len(owners), 0))

    return dict(sorted(found.items(), key=place_of))


def preferences_of(app: object) -> Preferences:
    """The preferences of an app; the defaults for one that has none."""
    found = getattr(app, "preferences", None)
    return found if isinstance(found, Preferences) else _DEFAULTS


_DEFAULTS: Final = Preferences()
