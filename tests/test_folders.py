"""Where things lie on Linux is what platformdirs says, whatever the environment holds."""

import sys
from pathlib import Path

import platformdirs
import pytest

from planner import __main__ as root

HOMES: list[dict[str, str]] = [{}] + [
    {"XDG_DATA_HOME": value, "XDG_CACHE_HOME": value, "XDG_CONFIG_HOME": value}
    for value in ("/srv/kept", "/srv/kept/", "relative/place", "", "~/mine")
]


@pytest.mark.parametrize("homes", HOMES, ids=str)
@pytest.mark.parametrize("kind", ["data", "cache", "config"])
def test_folders(kind: str, homes: dict[str, str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    for name in HOMES[1]:
        monkeypatch.delenv(name, raising=False)
    for name, value in homes.items():
        monkeypatch.setenv(name, value)
    said: Path = getattr(platformdirs.PlatformDirs("planner", appauthor=False), f"user_{kind}_path")
    assert root._platform_folder(kind) == said
    monkeypatch.setattr(sys, "platform", "darwin")  # the other way round, the library answers
    assert root._platform_folder(kind) == said


def test_where_names_them_all(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for name in HOMES[1]:
        monkeypatch.setenv(name, str(tmp_path / name))
    for name in ("PLANNER_FILE", "PLANNER_SETTINGS"):
        monkeypatch.delenv(name, raising=False)
    assert root.main(["where"]) == 0
    said = capsys.readouterr().out
    for place in (
        "XDG_DATA_HOME/planner/journey.json",
        "XDG_CONFIG_HOME/planner/settings.toml",
        "XDG_CACHE_HOME/planner",
    ):
        assert str(tmp_path / place) in said
    assert not any(tmp_path.iterdir()), "looking makes nothing"
