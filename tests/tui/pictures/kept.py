"""What a picture is, how it is written down so that people can read it, and how two differ, in words.

A picture holds the characters of a screen once and, for every run of characters, its style in each look. A file shows
the screen as it reads, then what each style is in each look, then which run of which line has which style, then the
class of the screen and the test that takes the picture.
"""

import re
import zlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby
from string import ascii_letters
from typing import Final

from msgspec import Struct
from rich.segment import Segment

LOOKS: Final = ("dark", "light", "mono")
_STYLES: Final = "── styles ──"
_RUNS: Final = "── runs ──"
_TAKEN: Final = "── taken ──"
_MARK_LETTERS: Final = 3
_MOST_LINES_TOLD: Final = 6

Styles = tuple[str, ...]
"""The style of a run in each of `LOOKS`, as Rich writes it: "bold #e4e6eb on #14171c"."""


class Shot(Struct, frozen=True):
    """A screen in one look: its lines, each the characters and, for every one of them, the style."""

    lines: tuple[tuple[str, tuple[str, ...]], ...]

    @property
    def text(self) -> tuple[str, ...]:
        return tuple(characters for characters, _ in self.lines)


class Picture(Struct, frozen=True):
    """A screen in all looks: lines of runs, each the characters and their style in each look; its class; the test."""

    lines: tuple[tuple[tuple[str, Styles], ...], ...]
    screen: str = ""
    test: str = ""

    @property
    def text(self) -> tuple[str, ...]:
        """The lines as they read."""
        return tuple("".join(run for run, _ in line) for line in self.lines)


def shot(strips: Iterable[Iterable[Segment]]) -> Shot:
    """What these strips show."""
    lines = []
    for strip in strips:
        characters: list[str] = []
        styles: list[str] = []
        for text, style, control in strip:
            if not control:
                characters.append(text)
                styles += [str(style) if style else "none"] * len(text)
        lines.append(("".join(characters), tuple(styles)))
    return Shot(tuple(lines))


def joined(shots: Mapping[str, Shot], screen: str = "", test: str = "") -> Picture:
    """One picture from a shot in each look, whose characters are the same. KeyError when a look is missing."""
    ordered = [shots[look] for look in LOOKS]
    lines = []
    for number, characters in enumerate(ordered[0].text):
        each = zip(characters, zip(*(one.lines[number][1] for one in ordered), strict=True), strict=True)
        lines.append(
            tuple(("".join(letter for letter, _ in run), styles) for styles, run in groupby(each, key=lambda of: of[1]))
        )
    return Picture(tuple(lines), screen, test)


def written(picture: Picture) -> str:
    """The picture as a file."""
    marks = _marks({styles: None for line in picture.lines for _, styles in line})
    legend = [f"{mark}  {' | '.join(styles)}" for styles, mark in marks.items()]
    end = [_TAKEN, picture.screen, picture.test, ""]
    runs = [" ".join(f"{len(run)}{marks[styles]}" for run, styles in line) for line in picture.lines]
    return "\n".join([*(line.rstrip(" ") for line in picture.text), _STYLES, *legend, _RUNS, *runs, *end])


def read(file: str) -> Picture:
    """The picture in a file; ValueError when it is not one."""
    lines = file.split("\n")
    styles_at, runs_at, taken_at = _place(lines, _STYLES), _place(lines, _RUNS), _place(lines, _TAKEN)
    screen, test, _ = lines[taken_at + 1 :]
    legend = {}
    for line in lines[styles_at + 1 : runs_at]:
        mark, _, styles = line.partition("  ")
        legend[mark] = tuple(styles.split(" | "))
    found = []
    for text, runs in zip(lines[:styles_at], lines[runs_at + 1 : taken_at], strict=True):
        pieces = [(int(count), mark) for count, mark in re.findall(r"(\d+)([A-Za-z]+)", runs)]
        rest = text.ljust(sum(count for count, _ in pieces))
        line_found = []
        for count, mark in pieces:
            line_found.append((rest[:count], legend[mark]))
            rest = rest[count:]
        found.append(tuple(line_found))
    return Picture(tuple(found), screen, test)


def difference(kept: Picture, now: Picture) -> str:
    """Where two pictures differ, for people; empty when they do not."""
    if kept == now:
        return ""
    if kept.screen != now.screen or kept.test != now.test:
        return f"{kept.screen} of {kept.test}\nis now {now.screen} of {now.test}"
    told = list(_different_text(kept.text, now.text)) or list(_different_styles(kept, now))
    if len(told) > _MOST_LINES_TOLD:
        told[_MOST_LINES_TOLD:] = [f"… and {len(told) - _MOST_LINES_TOLD} more lines"]
    return "\n".join(told)


def _place(lines: Sequence[str], heading: str) -> int:
    """Where the last such heading is; a screen may show one too."""
    return len(lines) - 1 - lines[::-1].index(heading)


def _marks(all_styles: Iterable[Styles]) -> dict[Styles, str]:
    """A name for each: made of what it is, so that it stays the same when others come and go."""
    marks: dict[Styles, str] = {}
    for styles in all_styles:
        number = zlib.crc32(" | ".join(styles).encode())
        while _mark(number) in marks.values():
            number += 1
        marks[styles] = _mark(number)
    return marks


def _mark(number: int) -> str:
    letters = []
    for _ in range(_MARK_LETTERS):
        number, letter = divmod(number, len(ascii_letters))
        letters.append(ascii_letters[letter])
    return "".join(letters)


def _different_text(kept: Sequence[str], now: Sequence[str]) -> Iterator[str]:
    if len(kept) != len(now):
        yield f"{len(kept)} lines are {len(now)} now"
        return
    for number, (before, after) in enumerate(zip(kept, now, strict=True), 1):
        if before != after:
            yield f"line {number}\n    - {before.rstrip()}\n    + {after.rstrip()}"


def _different_styles(kept: Picture, now: Picture) -> Iterator[str]:
    """For lines that read the same: the first run whose style differs, and in which look."""
    for number, (before, after) in enumerate(zip(kept.lines, now.lines, strict=True), 1):
        if before == after:
            continue
        old, new = _spread(before), _spread(after)
        column = next(place for place, pair in enumerate(zip(old, new, strict=True)) if pair[0] != pair[1])
        words = "".join(run for run, _ in after)[column : column + 30].rstrip()
        looks = (
            f"{look}: {was} → {became}"
            for look, was, became in zip(LOOKS, old[column], new[column], strict=True)
            if was != became
        )
        yield f"line {number}, from column {column + 1} “{words}”: {'; '.join(looks)}"


def _spread(line: Sequence[tuple[str, Styles]]) -> list[Styles]:
    return [styles for run, styles in line for _ in run]
