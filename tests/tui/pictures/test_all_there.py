"""Every view on every kind of journey and every screen has its pictures, in all sizes, and none is left over."""

import importlib
import pkgutil
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import pytest
from textual.command import CommandPalette
from textual.screen import Screen

import planner.tui
from planner.tui.jump import JumpScreen
from planner.tui.screens.detail import DetailScreen
from planner.tui.screens.setting_dialogs import KeyScreen
from planner.tui.views.report.pick import ReportPickScreen
from tests.tui.pictures.camera import SIZES, readable, taken_by
from tests.tui.pictures.conftest import drawn_too
from tests.tui.pictures.stage import ALL_VIEWS
from tests.tui.pictures.test_views import JOURNEYS

WIDTHS: Final = frozenset(width for width, _ in SIZES)
WHERE_THERE_IS_NO_ROOM: Final = frozenset({DetailScreen, ReportPickScreen})
"""Screens for what stands beside or in the view where it has room; they are seen in the smallest size alone."""
MOST_BYTES: Final = 12_000_000


def kinds(kind: type[Screen[object]]) -> Iterator[type[Screen[object]]]:
    """The classes of our screens that are no base of others, and the palette."""
    for each in kind.__subclasses__():
        if each.__subclasses__():
            yield from kinds(each)
        elif each.__module__.startswith("planner.") or each is CommandPalette:
            yield each


def every_kind() -> set[type[Screen[object]]]:
    for module in pkgutil.walk_packages(planner.tui.__path__, "planner.tui."):
        importlib.import_module(module.name)
    return set(kinds(Screen))


def test_every_screen_and_view_has_its_pictures(kept_folder: Path, request: pytest.FixtureRequest) -> None:
    """While they are made anew the files that no test takes any more are thrown away; nothing else can be said then."""
    if request.config.getoption("--update-snapshots"):
        for place in left_over(kept_folder):
            place.unlink()
        return
    seen: dict[str, set[int]] = defaultdict(set)
    for place in kept_folder.glob("*.txt"):
        picture = readable(place)
        assert picture is not None, place
        seen[picture.screen].add(len(picture.text[0]))
    for kind in every_kind():
        wanted = {SIZES[0][0]} if kind in WHERE_THERE_IS_NO_ROOM else WIDTHS
        assert wanted <= seen[kind.__name__], f"{kind.__name__}: tests/tui/pictures take none at {wanted}"
    views = {f"{view}-{journey}-{width}" for view in ALL_VIEWS for journey in JOURNEYS for width in WIDTHS}
    assert views <= {place.stem for place in kept_folder.glob("*.txt")}
    assert not list(left_over(kept_folder))
    assert sum(place.stat().st_size for place in kept_folder.iterdir()) <= MOST_BYTES


def test_every_kind_of_screen_is_found() -> None:
    assert {JumpScreen, KeyScreen, CommandPalette} <= every_kind()


def left_over(folder: Path) -> Iterator[Path]:
    """Files that no test of today takes, those that are no pictures, and drawings that README does not show."""
    for place in sorted(folder.glob("*.txt")):
        module, _, test = taken_by(place).partition("::")
        code = Path(__file__).with_name(module)
        name = f"def {test.partition('[')[0]}("
        if not (test and code.is_file() and name in code.read_text(encoding="utf-8")):
            yield place
    yield from (place for place in sorted(folder.glob("*.svg")) if place.stem not in drawn_too())
