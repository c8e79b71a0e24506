"""Names of keys: as a person writes them, as Textual names them, as screens show them. Which key does what is not here.

A key is written as "x", "U", "?", "f5", "ctrl+s", "^s" or "shift+f3". Textual's names are the ones kept, because that
is what arrives from a terminal: "question_mark", "ctrl+shift+a".
"""

import unicodedata
from functools import cache
from typing import Final

_MODIFIERS: Final = ("alt", "ctrl", "hyper", "meta", "shift", "super")
_NAMED: Final = frozenset(
    {"backspace", "delete", "down", "end", "enter", "escape", "home", "insert", "left", "pagedown", "pageup", "right"}
    | {"space", "tab", "up"}
    | {f"f{number}" for number in range(1, 25)}
)
_OTHER_NAMES: Final = {"esc": "escape", "return": "enter", "del": "delete", "ins": "insert", "pgup": "pageup"} | {
    "pgdn": "pagedown",
    "page_up": "pageup",
    "page_down": "pagedown",
    "control": "ctrl",
}
# Textual's names where they are not those of Unicode.
_RENAMED: Final = {
    "solidus": "slash",
    "reverse_solidus": "backslash",
    "commercial_at": "at",
    "hyphen_minus": "minus",
    "plus_sign": "plus",
    "low_line": "underscore",
}
_SIGNS: Final = {
    "backspace": "⌫",
    "delete": "del",
    "down": "↓",
    "enter": "⏎",
    "escape": "esc",
    "left": "←",
    "pagedown": "pgdn",
    "pageup": "pgup",
    "right": "→",
    "up": "↑",
}
# What a terminal sends for them is the same byte.
SAME: Final = {
    "ctrl+i": "tab",
    "ctrl+m": "enter",
    "ctrl+j": "enter",
    "ctrl+h": "backspace",
    "ctrl+left_square_bracket": "escape",
}
_LONGEST: Final = 60


def canonical(written: str) -> str | None:
    """The key by Textual's name; None for what is no key."""
    if len(written) == 1:
        return _of_character(written)
    text = written.strip()
    if not text or len(text) > _LONGEST:
        return None
    if text[0] == "^" and len(text) > 1:
        text = f"ctrl+{text[1:]}"
    *modifiers, last = text.removesuffix("++").split("+") if text.endswith("++") else text.split("+")
    if text.endswith("++"):
        modifiers, last = [*modifiers, last], "+"
    held = {_OTHER_NAMES.get(each.strip().lower(), each.strip().lower()) for each in modifiers}
    if len(held) != len(modifiers) or not held <= set(_MODIFIERS):
        return None
    base = _base(last.strip())
    if base is None:
        return None
    if held and len(base) == 1 and base.isalpha():
        if held == {"shift"}:  # what arrives then is the large letter
            return base.upper() if len(base.upper()) == 1 else None
        base = base.lower()
    return "+".join([*(each for each in _MODIFIERS if each in held), base])


def _base(text: str) -> str | None:
    """The key itself, without what is held down with it."""
    if len(text) == 1:
        return _of_character(text)
    name = text.lower().replace(" ", "_").replace("-", "_")
    name = _OTHER_NAMES.get(name, name)
    if name in _NAMED:
        return name
    character = _characters().get(name)
    return None if character is None else _of_character(character)


def _of_character(character: str) -> str | None:
    if character == " ":
        return "space"
    if not character.isprintable():
        return None
    if character.isalnum():
        return character
    name = unicodedata.name(character, "").lower().replace("-", "_").replace(" ", "_")
    return _RENAMED.get(name, name) or None


@cache
def _characters() -> dict[str, str]:
    """The characters of a keyboard by their names."""
    found = {}
    for code in (*range(0x21, 0x7F), *range(0xA1, 0x180), 0x20AC):
        name = unicodedata.name(chr(code), "").lower().replace("-", "_").replace(" ", "_")
        if name:
            found[_RENAMED.get(name, name)] = found[name] = chr(code)
    return found


def label(key: str) -> str:
    """How a key is shown to people: "-", "^s", "U", "shift+f3"."""
    *held, base = key.split("+")
    shown = _SIGNS.get(base) or (base if len(base) == 1 or base in _NAMED else _characters().get(base, base))
    if "ctrl" in held:
        held.remove("ctrl")
        shown = f"^{shown}"
    return "+".join([*held, shown])
