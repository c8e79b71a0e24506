"""Changing the settings file: one value at a time, everything else as the person wrote it, or not at all."""

import stat
from pathlib import Path

import pytest
import tomli
from hypothesis import given
from hypothesis import strategies as st

from planner.errors import BadValue, CannotWrite, Refused, Unreadable
from planner.settings import THEMES, Settings
from planner.settings.keyboard import KEYS
from planner.settings.writing import TEMPLATE, Value, changed
from planner.settings_file import LARGEST, SettingsFile

OWN = """\
# mine
theme = "nord" # the best

motion="full"
[keys] # all of them
# first
done   = "q" # one
undo = ["z", "ctrl+z"]
[more]
a = 1
"""


@pytest.fixture
def file(tmp_path: Path) -> SettingsFile:
    return SettingsFile(lambda: tmp_path / "config" / "settings.toml")


@pytest.mark.parametrize(
    ("changes", "was", "now"),
    [
        ({"theme": "dracula"}, 'theme = "nord" # the best', 'theme = "dracula" # the best'),
        ({"theme": None}, '"nord"', '"auto"'),
        ({"keys.done": ["d"]}, 'done   = "q"', 'done   = "d"'),
        ({"keys.undo": None}, 'undo = ["z", "ctrl+z"]\n', ""),
        ({"keys.log": ["y", "Y"]}, '"ctrl+z"]\n', '"ctrl+z"]\nlog = ["y", "Y"]\n'),
        ({"keys.log": []}, '"ctrl+z"]\n', '"ctrl+z"]\nlog = []\n'),
    ],
)
def test_only_that_value_changes(changes: dict[str, Value], was: str, now: str) -> None:
    assert changed(OWN, changes) == OWN.replace(was, now)


def test_a_new_file_explains_itself(file: SettingsFile) -> None:
    assert not file.exists
    assert file.read().settings == Settings()
    assert not file.exists, "reading makes nothing"
    assert file.change({"theme": "nord"}).settings.theme == "nord"
    text = file.path.read_text(encoding="utf-8")
    assert text == TEMPLATE.replace('theme = "auto"', 'theme = "nord"')
    assert stat.S_IMODE(file.path.stat().st_mode) == 0o600
    assert file.read().settings == Settings(theme="nord")
    assert [each.name for each in file.path.parent.iterdir()] == ["settings.toml"]


changes_made = st.dictionaries(
    st.sampled_from([f"keys.{action}" for action in KEYS]),
    st.one_of(st.none(), st.lists(st.sampled_from("xyzXYZ"), max_size=2)),
    max_size=4,
) | st.dictionaries(st.just("theme"), st.sampled_from(THEMES), max_size=1)


@given(st.lists(changes_made, max_size=4))
def test_nothing_else_is_touched(steps: list[dict[str, Value]]) -> None:
    text, wanted = OWN, tomli.loads(OWN)
    for step in steps:
        text = changed(text, step)
        for key, value in step.items():
            name, _, action = key.partition(".")
            if not action:
                wanted[name] = value
            elif value is None:
                wanted[name].pop(action, None)
            else:
                wanted[name][action] = value[0] if len(value) == 1 else value
        assert tomli.loads(text) == wanted
        assert "# mine" in text
        assert "# first" in text


@pytest.mark.parametrize("text", ["theme =", "\xff", "keys = [", "a" * 10])
def test_a_file_that_cannot_be_understood_is_never_written_over(file: SettingsFile, text: str) -> None:
    file.path.parent.mkdir()
    file.path.write_bytes(text.encode("latin-1"))
    assert not file.read().is_readable
    with pytest.raises(Unreadable, match="was left as it is"):
        file.change({"theme": "nord"})
    assert file.path.read_bytes() == text.encode("latin-1")


def test_a_wrong_value_is_refused_with_the_reason(file: SettingsFile) -> None:
    file.change({"motion": "reduced"})
    before = file.path.read_bytes()
    for key, value in (
        ("theme", "nrod"),
        ("keys.done", "d"),
        ("keys.done", ["enter"]),
        ("motion", ""),
        ("editor", "'"),
    ):
        with pytest.raises(BadValue):
            file.change({key: value})
    assert file.path.read_bytes() == before


def test_what_was_wrong_before_stays_beside_a_change(file: SettingsFile) -> None:
    file.path.parent.mkdir()
    file.path.write_text('thme = "x"\nkeys.done = "enter"\n', encoding="utf-8")
    reading = file.change({"theme": "nord"})
    assert reading.settings.theme == "nord"
    assert len(reading.findings) == 2
    assert file.change({"keys.done": None}).settings.keys == {}


def test_keys_that_are_no_table_are_put_right_by_hand(file: SettingsFile) -> None:
    file.path.parent.mkdir()
    file.path.write_text("keys = 3\n", encoding="utf-8")
    with pytest.raises(Refused, match="no table"):
        file.change({"keys.done": ["q"]})


@pytest.mark.parametrize("kind", ["folder", "large", "under a file"])
def test_what_is_no_file_is_told(tmp_path: Path, kind: str) -> None:
    place = tmp_path / "settings.toml"
    if kind == "folder":
        place.mkdir()
    elif kind == "large":
        place.write_bytes(b"#" * (LARGEST + 1))
    else:
        place.write_text("", encoding="utf-8")
        place = place / "settings.toml"
    file = SettingsFile(lambda: place)
    if kind == "under a file":
        assert file.read().settings == Settings()
        with pytest.raises(CannotWrite):
            file.change({"theme": "nord"})
        return
    assert "cannot be read" in file.read().findings[0].message
    with pytest.raises(Unreadable):
        file.change({"theme": "nord"})
