"""What a person may set about the app's looks and keys, as a value: theme, motion, editor, keys. No file, no screen.

`reading` makes it from the text of the settings file, `writing` changes that text, `keyboard` holds the keys that can
be chosen. The file itself is `planner.settings_file`'s.
"""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final, Literal

from msgspec import Struct

AUTO: Final = "auto"
FULL: Final = "full"
REDUCED: Final = "reduced"
MOTIONS: Final = (FULL, REDUCED)
DARK_THEME: Final = "planner-dark"
LIGHT_THEME: Final = "planner-light"
THEMES: Final = (
    DARK_THEME,
    LIGHT_THEME,
    "ansi-dark",
    "ansi-light",
    "atom-one-dark",
    "atom-one-light",
    "catppuccin-frappe",
    "catppuccin-latte",
    "catppuccin-macchiato",
    "catppuccin-mocha",
    "dracula",
    "flexoki",
    "gruvbox",
    "monokai",
    "nord",
    "rose-pine",
    "rose-pine-dawn",
    "rose-pine-moon",
    "solarized-dark",
    "solarized-light",
    "textual-dark",
    "textual-light",
    "tokyo-night",
)
"""Every theme there is, the house's own first; known here so that a command line call needs no Textual."""

_NO_KEYS: Final[Mapping[str, tuple[str, ...]]] = MappingProxyType({})


class Settings(Struct, frozen=True):
    """What counts. `keys` has the actions whose keys were changed only; no key at all is an empty tuple.

    `theme` may be "auto"; an empty `editor` is the one that the environment names.
    """

    theme: str = AUTO
    motion: Literal["full", "reduced"] = FULL
    editor: str = ""
    keys: Mapping[str, tuple[str, ...]] = _NO_KEYS


class Wishes(Struct, frozen=True):
    """What the environment asks for, where the settings leave it open. `is_light` is the terminal's background."""

    editor: str = ""
    is_still: bool = False
    is_light: bool = False


def theme_of(settings: Settings, wishes: Wishes) -> str:
    """The theme to show: the one set, or the house's own for a light or a dark terminal."""
    if settings.theme != AUTO:
        return settings.theme
    return LIGHT_THEME if wishes.is_light else DARK_THEME


def editor_of(settings: Settings, wishes: Wishes) -> str:
    """The command of the editor for long notes; empty when none is known."""
    return settings.editor or wishes.editor


def is_still(settings: Settings, wishes: Wishes) -> bool:
    """True when nothing should move on the screen by itself; either may ask for it."""
    return settings.motion == REDUCED or wishes.is_still
