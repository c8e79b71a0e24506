"""Names of keys are Textual's own, however a person writes them, and what is shown is what its footer shows."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from textual.app import App
from textual.binding import Binding
from textual.keys import _character_to_key
from textual.theme import BUILTIN_THEMES

from planner.settings import THEMES
from planner.settings.key_names import canonical, label
from planner.settings.keyboard import KEYS
from planner.tui.commands import COMMANDS, INNER
from planner.tui.theme import DARK, LIGHT


def shown(key: str) -> str:
    return App.get_key_display(App, Binding(key, "x"))  # type: ignore[arg-type]


@pytest.mark.parametrize("character", [chr(code) for code in range(0x21, 0x7F)])
def test_every_character_of_a_keyboard(character: str) -> None:
    key = canonical(character)
    assert key == _character_to_key(character)
    assert label(key) == shown(key) == character
    assert canonical(key) == key


@pytest.mark.parametrize(
    ("written", "key"),
    [
        ("Ctrl+S", "ctrl+s"),
        ("^s", "ctrl+s"),
        ("control+s", "ctrl+s"),
        ("shift+ctrl+a", "ctrl+shift+a"),
        ("shift+a", "A"),
        ("Shift+F3", "shift+f3"),
        ("esc", "escape"),
        ("Page Up", "pageup"),
        ("pgdn", "pagedown"),
        ("ctrl++", "ctrl+plus"),
        (" ", "space"),
        ("hyphen-minus", "minus"),
        ("ä", "ä"),
    ],
)
def test_other_ways_to_write_one(written: str, key: str) -> None:
    assert canonical(written) == key
    assert canonical(label(key)) in (key, None)


@pytest.mark.parametrize(
    "written", ["", "  ", "xy", "ctrl+", "+x", "++", "ctrl+ctrl+x", "foo+x", "f99", "\n", "\x1b", "x" * 99]
)
def test_what_is_no_key(written: str) -> None:
    assert canonical(written) is None


@given(st.text(max_size=12))
def test_names_stay_what_they_are(written: str) -> None:
    key = canonical(written)
    assert key is None or (canonical(key) == key and label(key))


def test_every_command_has_its_row_among_the_keys() -> None:
    assert {command.id for command in COMMANDS} <= set(KEYS)
    assert not {command.id for command in INNER} & set(KEYS)
    assert all(canonical(key) == key for keys in KEYS.values() for key in keys)


def test_every_theme_is_known() -> None:
    assert set(THEMES) == {*BUILTIN_THEMES, DARK.name, LIGHT.name}
