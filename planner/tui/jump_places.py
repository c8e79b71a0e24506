"""The places of a screen that can be jumped to, and for each a spot for its letter where no word stands."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any, Final, Protocol, runtime_checkable

from msgspec import Struct
from rich.cells import get_character_cell_size
from textual.errors import NoWidget
from textual.geometry import Region
from textual.screen import Screen
from textual.widget import Widget

from planner.tui.widgets.footer import CommandFooter

_FREE: Final = frozenset(" ─━│┃╭╮╰╯▔▁▏▕▊▎")  # no word is hidden by covering these
_WIDE: Final = 3


class Place(Struct, frozen=True):
    """Where one can go: the part of the screen, and what goes there. `is_small` ones have room for the letter only."""

    region: Region
    go: Callable[[], object]
    is_small: bool = False


class Spot(Struct, frozen=True):
    """Where a letter stands, in cells."""

    x: int
    y: int
    width: int

    @property
    def cells(self) -> set[tuple[int, int]]:
        return {(self.x + step, self.y) for step in range(self.width)}


@runtime_checkable
class HasPlaces(Protocol):
    """A widget with several places of its own, each a part of it in cells from its corner."""

    def jump_places(self) -> Iterable[tuple[Region, Callable[[], object]]]: ...


def places(screen: Screen[Any]) -> list[Place]:
    """What can be reached on a screen as it is scrolled now, in reading order of its widgets."""
    found: list[Place] = []
    reachable = set(screen.focus_chain)
    for widget in screen.walk_children():
        assert isinstance(widget, Widget)
        own = widget.jump_places() if isinstance(widget, HasPlaces) else None
        if own is not None and (seen := _seen(screen, widget)):
            corner = widget.content_region.offset
            found += [Place(region.translate(corner).intersection(seen), go, is_small=True) for region, go in own]
        elif widget in reachable and (seen := _seen(screen, widget)):
            found.append(Place(seen, widget.focus, is_small=seen.width <= _WIDE))
    return [place for place in found if place.region.area]


def _seen(screen: Screen[Any], widget: Widget) -> Region:
    """The part of a widget that is on screen."""
    try:
        return screen.find_widget(widget).visible_region.intersection(screen.region)
    except NoWidget:  # it was never laid out
        return Region()


def has_footer(screen: Screen[Any]) -> bool:
    """True when the last line holds the keys that work, which do not while one jumps."""
    return any(_seen(screen, footer) for footer in screen.query(CommandFooter))


def cells_of(screen: Screen[Any]) -> list[list[str]]:
    """What stands in each cell of the screen; the second cell of a wide character is empty text."""
    rows = []
    for strip in screen._compositor.render_strips():
        row: list[str] = []
        for character in strip.text:
            row += [character, *("" for _ in range(get_character_cell_size(character) - 1))]
        rows.append(row)
    return rows


def spots(found: Sequence[Place], cells: Sequence[Sequence[str]]) -> Iterator[tuple[Place, Spot]]:
    """Each place with the spot for its letter: near its beginning, on no word, on no other letter."""
    taken: set[tuple[int, int]] = set()
    for place in found:
        others = [each.region for each in found if each is not place and not each.region.contains_region(place.region)]
        spot = next(
            (each for each in _candidates(place, cells, others) if _is_free(each, cells) and not each.cells & taken),
            Spot(place.region.right - 1, place.region.y, 1),
        )
        taken |= spot.cells
        yield place, spot


def _candidates(place: Place, cells: Sequence[Sequence[str]], others: Sequence[Region]) -> Iterator[Spot]:
    """The spots in the order in which they are liked."""
    region = place.region
    if not place.is_small:
        for x in range(region.x, region.right - _WIDE + 1):
            spot = Spot(x, region.y - 1, _WIDE)
            is_alone = not any(each.contains(x, region.y - 1) for each in others)
            if is_alone and (x == region.x or _is_free(Spot(x - 1, region.y - 1, 1), cells)):
                yield spot
        yield Spot(region.x - _WIDE, region.y, _WIDE)
        for y in range(region.y, region.bottom):
            for x in range(region.x, region.right - _WIDE):
                if _is_free(Spot(x, y, _WIDE + 1), cells):
                    yield Spot(x + 1, y, _WIDE)
    for x in (region.x, region.x - 1, *range(region.x + 1, region.right)):
        yield Spot(x, region.y, 1)


def _is_free(spot: Spot, cells: Sequence[Sequence[str]]) -> bool:
    """True when nothing would be hidden there."""
    if not (0 <= spot.y < len(cells)) or spot.x < 0 or spot.x + spot.width > len(cells[spot.y]):
        return False
    row = cells[spot.y]
    return all(each in _FREE for each in row[spot.x : spot.x + spot.width])
