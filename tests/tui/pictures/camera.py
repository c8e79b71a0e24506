"""Takes pictures of an app in every look, and compares them with those that are kept, all of a run at once."""

import asyncio
import re
from collections.abc import Collection, Iterator
from pathlib import Path
from typing import Final

from textual.filter import Monochrome
from textual.pilot import Pilot
from textual.strip import Strip
from textual.widget import Widget
from textual.widgets import Input, OptionList, TextArea

from planner.tui.app import PlannerApp
from tests.tui.conftest import strips_of
from tests.tui.pictures.drawing import drawing
from tests.tui.pictures.kept import LOOKS, Picture, Shot, difference, joined, read, shot, written

KEPT: Final = Path(__file__).parents[1] / "snapshots"
Size = tuple[int, int]
SIZES: Final[tuple[Size, ...]] = ((80, 24), (120, 40), (200, 50))
_TURNS: Final = 4
_TURN_SECONDS: Final = 0.015
_THEMES: Final = {"dark": "planner-dark", "mono": "planner-dark", "light": "planner-light"}


class Camera:
    """The pictures of one test. `develop` compares, or keeps, them all.

    `folder` holds the kept ones, `seen` is where a picture that differs is put for people to look at, beside the one
    that was kept; `test` names the test; `drawn_too` the pictures that are kept as drawings as well.
    """

    def __init__(
        self, folder: Path, seen: Path, test: str, *, is_keeping: bool, drawn_too: Collection[str] = ()
    ) -> None:
        self.folder, self.seen, self.test = folder, seen, test
        self.is_keeping, self.drawn_too = is_keeping, drawn_too
        self._shots: dict[str, dict[str, Shot]] = {}
        self._screens: dict[str, str] = {}
        self._drawings: dict[str, str] = {}

    async def wear(self, pilot: Pilot[None], app: PlannerApp, look: str) -> None:
        """Put on a look: a theme as the settings do while one is tried on, or that of an app without colour."""
        if app.no_color is not (look == "mono"):
            _colour(app, is_wanted=look != "mono")
        app.preferences.show_theme(app, _THEMES[look])
        await pilot.pause()

    async def take(self, app: PlannerApp, name: str) -> None:
        """The screen as it is, in the look that it wears."""
        _stop_blinking(app)
        look = worn(app)
        shots = self._shots.setdefault(name, {})
        assert look not in shots, f"{name} is taken twice"
        shots[look] = shot(await steady(app))
        self._screens[name] = type(app.screen).__name__
        drawn_name = name if look == "dark" else f"{name}-{look}"
        if drawn_name in self.drawn_too:
            self._drawings[drawn_name] = _drawn(app)

    def develop(self) -> None:
        """Compare everything with what is kept and tell all that differs; or keep it."""
        wrong = [f"{name}: {told}" for name, shots in self._shots.items() if (told := self._developed(name, shots))]
        wrong += [f"{name}: {told}" for name, svg in self._drawings.items() if (told := self._framed(name, svg))]
        for place in self._left_over():
            if self.is_keeping:
                place.unlink()
            else:
                wrong.append(f"{place.stem}: kept, but not taken any more")
        assert not wrong, "\n\n".join([f"{len(wrong)} pictures are not as kept in {self.folder}", *wrong])

    def _developed(self, name: str, shots: dict[str, Shot]) -> str:
        """What is wrong with a picture; empty when nothing is."""
        texts = {look: each.text for look, each in shots.items()}
        other = next((look for look in LOOKS if texts[look] != texts["dark"]), "")
        picture = self._joined(name, dict.fromkeys(LOOKS, shots["dark"]) if other else shots)
        place = self.folder / f"{name}.txt"
        if self.is_keeping:  # with a mistake too, so that there is something to look at
            _write(place, written(picture))
        if other:
            now = self._joined(name, dict.fromkeys(LOOKS, shots[other]))
            return self._shown(name, picture, now, f"reads differently in dark and in {other}", ("dark", other))
        if not place.is_file():
            return f"there is none yet; --update-snapshots keeps it\n{self._put(name, 'now', picture, 'dark')}"
        kept = readable(place)
        if kept is None:
            return f"{place} cannot be read; --update-snapshots makes it anew"
        return self._shown(name, kept, picture, "differs", ("kept", "now"))

    def _joined(self, name: str, shots: dict[str, Shot]) -> Picture:
        return joined(shots, self._screens[name], self.test)

    def _shown(self, name: str, before: Picture, now: Picture, how: str, words: tuple[str, str]) -> str:
        """Where two pictures differ, and both of them put where one can look; empty when they do not."""
        found = difference(before, now)
        if not found:
            return ""
        places = [self._put(name, word, each, "dark") for word, each in zip(words, (before, now), strict=True)]
        return "\n".join([how, found, "look at", *(f"  {place}" for place in places)])

    def _put(self, name: str, word: str, picture: Picture, look: str) -> Path:
        """Written as it is kept, and as a drawing, whose path is given."""
        self.seen.mkdir(parents=True, exist_ok=True)
        _write(self.seen / f"{name}.{word}.txt", written(picture))
        place = self.seen / f"{name}.{word}.svg"
        _write(place, drawing(picture, look, f"{name} {word}"))
        return place

    def _framed(self, name: str, svg: str) -> str:
        place = self.folder / f"{name}.svg"
        if self.is_keeping:
            _write(place, svg)
        is_same = place.is_file() and place.read_text(encoding="utf-8") == svg
        return "" if is_same else f"{place} is not what is drawn now"

    def _left_over(self) -> Iterator[Path]:
        """Pictures that this test kept once and does not take now."""
        for place in sorted(self.folder.glob("*.txt")):
            if place.stem not in self._shots and taken_by(place) == self.test:
                yield place


def worn(app: PlannerApp) -> str:
    """The look that an app wears."""
    if app.no_color:
        return "mono"
    return "light" if app.theme == _THEMES["light"] else "dark"


def readable(place: Path) -> Picture | None:
    """A picture that is kept; None for a file that is none."""
    try:
        return read(place.read_text(encoding="utf-8"))
    except (ValueError, KeyError):
        return None


def taken_by(place: Path) -> str:
    """The test that keeps a picture; empty for a file that is none."""
    lines = place.read_text(encoding="utf-8").rsplit("\n", 2)
    return lines[1] if len(lines) == 3 else ""


async def steady(app: PlannerApp) -> list[Strip]:
    """What the screen shows when it stays so: over several turns of the event loop, however busy the machine."""
    before, now = None, strips_of(app)
    while before != now:
        for _ in range(_TURNS):
            await asyncio.sleep(_TURN_SECONDS)
        before, now = now, strips_of(app)
    return now


def _colour(app: PlannerApp, *, is_wanted: bool) -> None:
    """Make an app what it would be when started with, or without, NO_COLOR; `test_no_colour` shows that it is so."""
    app.no_color = not is_wanted
    if is_wanted:
        app._filters[:] = [each for each in app._filters if not isinstance(each, Monochrome)]
    else:
        app._filters.insert(1, Monochrome())
    app._watch_theme(app.theme)  # the greys have tokens of their own
    for screen in app.screen_stack:
        for widget in screen.walk_children(Widget, with_self=True):
            if isinstance(widget, OptionList):
                widget._clear_caches()  # rows of the same style, but not of the same tokens
            widget.refresh()
            if widget.show_vertical_scrollbar:
                widget.vertical_scrollbar.refresh()
            if widget.show_horizontal_scrollbar:
                widget.horizontal_scrollbar.refresh()
    app.screen.refresh(layout=True)


def _drawn(app: PlannerApp) -> str:
    """The screen as an SVG without the parts that differ from run to run."""
    svg = app.export_screenshot(title="planner", simplify=True)
    return re.sub(r"terminal-\d+-", "terminal-", svg)


def _stop_blinking(app: PlannerApp) -> None:
    """A cursor that is there at one moment and not at another makes two pictures of one."""
    field = app.screen.focused
    if isinstance(field, Input | TextArea):
        field.cursor_blink = False


def _write(place: Path, text: str) -> None:
    """All at once: another process may be reading."""
    making = place.with_suffix(".making")
    making.write_text(text, encoding="utf-8", newline="\n")
    making.replace(place)
