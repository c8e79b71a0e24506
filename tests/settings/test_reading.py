"""Reading a settings file: what is right counts, what is wrong is a sentence with its line, and nothing is an error."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner.settings import THEMES, Settings, Wishes, editor_of, is_still, theme_of
from planner.settings.clashes import keys_of
from planner.settings.keyboard import FIXED, KEYS, share_a_place
from planner.settings.reading import NAMES, read
from planner.settings.writing import TEMPLATE

RIGHT = [
    ("", Settings()),
    (TEMPLATE, Settings()),
    ('theme = "nord"', Settings(theme="nord")),
    ('motion = "reduced"\neditor = " code --wait "', Settings(motion="reduced", editor="code --wait")),
    ('[keys]\ndone = "D"', Settings(keys={"done": ("D",)})),
    ('keys.done = ["Ctrl+T", "^y"]\nkeys.help = "f1"', Settings(keys={"done": ("ctrl+t", "ctrl+y"), "help": ("f1",)})),
    ('[keys]\ndone = "d"\ndrop = "x"', Settings(keys={"done": ("d",), "drop": ("x",)})),
    ('[keys]\ndone = []\nskip = ""', Settings(keys={"done": (), "skip": ()})),
    ('[keys]\npace = "t"\ntimeline-zoom = "y"', Settings(keys={"pace": ("t",), "timeline-zoom": ("y",)})),
    ('[keys]\ndone = ["x"]', Settings()),
]  # fmt: skip

WRONG = [
    ("theme = 3", 1, "theme", "theme must be a name in quotes"),
    ('\ntheme = "planer-light"', 2, "theme", "There is no theme “planer-light”. Did you mean planner-light?"),
    ('theme = "\\u001b[31m"', 1, "theme", "“␛[31m”"),
    ('motion = "none"', 1, "motion", 'motion must be "full" or "reduced"; it is “none”'),
    ("editor = true", 1, "editor", "editor must be a command in quotes"),
    ('editor = "vim \'"', 1, "editor", "no closing quotation"),
    ('editor = "a\\nb"', 1, "editor", "on one line"),
    ("keys = 3", 1, "keys", "keys must be a table"),
    ('thme = "nord"', 1, "thme", "There is no setting “thme”. Did you mean theme?"),
    ("[colours]\na = 1", 1, "colours", "There is no setting “colours”"),
    ('[keys]\n\ndonne = "d"', 3, "keys.donne", "There is no command “donne” to give a key to. Did you mean done?"),
    ("[keys]\ndone = 3", 2, "keys.done", "done needs a key in quotes"),
    ('[keys]\ndone = ["a", 3]', 2, "keys.done", "or a list of them"),
    ('[keys]\ndone = "ctrl+"', 2, "keys.done", "“ctrl+” is no key"),
    ('[keys]\ndone = "enter"', 2, "keys.done", "⏎ always opens and confirms"),
    ('[keys]\ndone = "ctrl+i"', 2, "keys.done", "^i is the same as tab in a terminal"),
    ('[keys] # mine\n"done" = "d"', 2, "keys.done", "d is the key of drop already"),
    ('[keys]\ndone = "q"\nlog = "q"', 3, "keys.log", "q is the key of done already"),
    ('[keys]\ndone = "j"', 2, "keys.done", "j is the key of move-down already"),
    ('[keys]\nmove-down = "x"', 2, "keys.move-down", "x is the key of done already"),
    ('keys.done = "d"', 1, "keys.done", "drop already"),
    ('keys = { done = "d" }', None, "keys.done", "drop already"),
    (f"[keys]\ndone = {['x'] * 9}", 2, "keys.done", "done has 9 keys"),
]

BROKEN = [
    "theme =",
    "[keys\n",
    "a = " + "9" * 5000,
    "a = " + "[" * 5000,
    'theme = "a"\ntheme = "b"',
    "\x00",
    "keys.a = 1\n[keys]",
]


@pytest.mark.parametrize(("text", "settings"), RIGHT)
def test_what_is_right_counts(text: str, settings: Settings) -> None:
    reading = read(text)
    assert reading.findings == ()
    assert reading.settings == settings


@pytest.mark.parametrize(("text", "line", "key", "said"), WRONG)
def test_what_is_wrong_is_told_with_its_place_and_the_rest_counts(
    text: str, line: int | None, key: str, said: str
) -> None:
    reading = read(text)
    assert reading.is_readable
    (finding,) = reading.findings
    assert (finding.line, finding.key) == (line, key)
    assert said in finding.message
    assert finding.words("settings.toml").startswith(f"settings.toml, line {line}: " if line else "settings.toml: ")
    beside = read(f'motion = "reduced"\n{text}') if not text.startswith("motion") else reading
    assert beside.settings.motion == ("full" if text.startswith("motion") else "reduced")
    assert beside.settings.theme == "auto"


@pytest.mark.parametrize("text", BROKEN)
def test_what_is_no_toml_changes_nothing(text: str) -> None:
    reading = read(text)
    assert not reading.is_readable
    assert reading.settings == Settings()
    (finding,) = reading.findings
    assert "cannot be understood as TOML" in finding.message


def test_the_line_of_a_mistake_in_the_syntax() -> None:
    assert read('theme = "nord"\nmotion =\n').findings[0].line == 2


def test_a_choice_that_clashes_does_not_take_the_others_along() -> None:
    reading = read('[keys]\nundo = "z"\ndone = "d"\nlog = "y"')
    assert reading.settings.keys == {"undo": ("z",), "log": ("y",)}
    assert [finding.key for finding in reading.findings] == ["keys.done"]


words = st.sampled_from(
    [*NAMES, *KEYS, "done", "[keys]", "=", '"x"', '"', "'", "[", "]", "{", "}", "#", "\n", ".", "3", "nord", ","]
)
texts = st.one_of(
    st.text(max_size=80), st.lists(words, max_size=25).map(" ".join), st.lists(words, max_size=25).map("".join)
)
values = st.recursive(
    st.one_of(
        st.text(max_size=8), st.integers(), st.booleans(), st.sampled_from([*FIXED, "x", "d", "j", "ctrl+d", *THEMES])
    ),
    lambda inner: st.lists(inner, max_size=3),
    max_leaves=4,
)


@given(texts)
def test_no_text_is_an_error(text: str) -> None:
    reading = read(text)
    assert reading.is_readable or (reading.settings == Settings() and reading.findings)


@given(st.dictionaries(st.sampled_from(sorted(KEYS)), values, max_size=8))
def test_whatever_is_chosen_no_two_actions_share_a_key(chosen: dict[str, object]) -> None:
    lines = "".join(f"{action} = {toml(value)}\n" for action, value in chosen.items())
    reading = read(f"[keys]\n{lines}")
    assert reading.is_readable
    held: dict[str, list[str]] = {}
    for action in KEYS:
        for key in keys_of(action, reading.settings.keys):
            assert key not in FIXED
            assert not [other for other in held.get(key, []) if share_a_place(action, other)]
            held.setdefault(key, []).append(action)
    refused = {finding.key.removeprefix("keys.") for finding in reading.findings}
    assert refused <= set(chosen)
    assert not refused & set(reading.settings.keys)


def toml(value: object) -> str:
    if isinstance(value, str):
        return '"' + "".join(f"\\U{ord(each):08x}" for each in value if not 0xD800 <= ord(each) < 0xE000) + '"'
    if isinstance(value, bool):
        return str(value).lower()
    return f"[{', '.join(map(toml, value))}]" if isinstance(value, list) else str(value)


def test_the_environment_fills_what_is_left_open() -> None:
    wishes = Wishes(editor="vi", is_still=True, is_light=True)
    assert (theme_of(Settings(), wishes), editor_of(Settings(), wishes), is_still(Settings(), wishes)) == (
        "planner-light",
        "vi",
        True,
    )
    own = Settings(theme="nord", editor="nano")
    assert (theme_of(own, wishes), editor_of(own, wishes), is_still(own, Wishes())) == ("nord", "nano", False)
    assert theme_of(Settings(), Wishes()) == "planner-dark"
    assert is_still(Settings(motion="reduced"), Wishes())
