"""`planner settings`: what counts, what is wrong, and one value changed, through the front door."""

from pathlib import Path

import pytest

from tests.cli.conftest import Planner


@pytest.fixture
def file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    place = tmp_path / "config" / "settings.toml"
    monkeypatch.setenv("PLANNER_SETTINGS", str(place))
    for name in ("VISUAL", "EDITOR", "NO_MOTION", "TEXTUAL_ANIMATIONS", "COLORFGBG"):
        monkeypatch.delenv(name, raising=False)
    return place


def test_without_a_file_everything_has_its_default(planner: Planner, file: Path) -> None:
    answer = planner("settings")
    assert answer.code == 0
    assert "not there yet" in answer.out
    assert "auto (planner-dark on this terminal)" in answer.out
    assert not file.exists(), "a look makes no file"


@pytest.mark.parametrize(
    ("words", "name", "value"),
    [
        ("theme planner-light", "theme", "planner-light"),
        ("motion reduced", "motion", "reduced"),
        ("editor code --wait", "editor", "code --wait"),
        ("keys.done D", "keys", {"done": ["D"]}),
        ("keys.undo u ctrl+z", "keys", {"undo": ["u", "ctrl+z"]}),
        ("keys.done none", "keys", {"done": []}),
        ("keys.done x", "keys", {}),
    ],
)
def test_one_value_is_set_and_taken_back(planner: Planner, file: Path, words: str, name: str, value: object) -> None:
    arguments = ["--", *words.split()] if "--wait" in words else words.split()
    answer = planner("settings", *arguments)
    assert (answer.code, answer.out) == (0, "")
    assert str(file) in answer.err
    before = planner("settings", "--json").json
    assert before[name] == value
    assert planner("settings", words.split()[0], "default").code == 0
    after = planner("settings", "--json").json
    assert (after["theme"], after["motion"], after["editor"], after["keys"]) == ("auto", "full", "", {})


def test_every_key_is_listed_and_can_be_given_back(planner: Planner, file: Path) -> None:
    planner("settings", "keys.done", "d", "--json")
    planner("settings", "keys.drop", "D")
    planner("settings", "keys.done", "d")
    listed = planner("settings", "keys").out
    assert "done                d   instead of x" in listed
    assert "move-down           j" in listed
    assert planner("settings", "keys.done").out == "d\n"
    assert planner("settings", "keys", "default").code == 0
    assert planner("settings", "--json").json["keys"] == {}


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("theme nrod", "Did you mean nord?"),
        ("moton full", "Did you mean motion?"),
        ("keys.don x", "Did you mean done?"),
        ("keys.done d", "d is the key of drop already"),
        ("keys.done enter", "always opens and confirms"),
        ("keys x", "Say which command's keys"),
        ("theme.x nord", "There is no setting"),
    ],
)
def test_a_wrong_value_is_refused(planner: Planner, file: Path, words: str, said: str) -> None:
    answer = planner("settings", *words.split())
    assert answer.code == 2
    assert said in answer.err
    assert not file.exists()


def test_what_is_wrong_is_told_with_its_line(planner: Planner, file: Path) -> None:
    file.parent.mkdir()
    file.write_text('theme = "nord"\nmotion = "fast"\n[keys]\ndone = "enter"\n', encoding="utf-8")
    answer = planner("settings")
    assert answer.code == 2
    assert "theme     nord" in answer.out
    assert "settings.toml, line 2: motion must be" in answer.out
    assert "2 things to put right" in answer.out
    problems = planner("settings", "--json").json["problems"]
    assert [(each["line"], each["key"]) for each in problems] == [(2, "motion"), (4, "keys.done")]
    file.write_text("theme = ", encoding="utf-8")
    assert planner("settings").code == 6
    assert planner("settings", "theme", "nord").code == 6
    assert file.read_text(encoding="utf-8") == "theme = "


def test_the_environment_is_respected(planner: Planner, file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("EDITOR", "vi")
    monkeypatch.setenv("VISUAL", "emacs -nw")
    monkeypatch.setenv("NO_MOTION", "1")
    monkeypatch.setenv("COLORFGBG", "0;15")
    counts = planner("settings", "--json").json["counts"]
    assert (counts["theme"], counts["motion"], counts["editor"]) == ("planner-light", "reduced", "emacs -nw")
    text = planner("settings").out
    assert "emacs -nw, from the environment" in text
    assert "reduced, asked for by the environment" in text


def test_completions_know_settings(planner: Planner, file: Path) -> None:
    assert planner("__complete", "settings", "keys.d").out.split() == ["keys.done", "keys.drop"]
    assert planner("__complete", "settings", "theme", "solar").out.split() == ["solarized-dark", "solarized-light"]
    assert planner("__complete", "settings", "motion", "").out.split() == ["full", "reduced", "default"]
