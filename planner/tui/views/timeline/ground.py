"""What lies behind every bar: today, breaks, the target; and the markers over the columns. Pure; knows no widget."""

from collections.abc import Sequence
from datetime import date
from enum import StrEnum
from typing import Final

from msgspec import Struct

from planner.core.journey import Spell
from planner.core.outlook import Outlook
from planner.tui.views.timeline.axis import Axis

TODAY: Final = "┊"
TARGET: Final = "┃"
BREAK: Final = "░"
END: Final = "▾"


class Ink(StrEnum):
    """What a cell is about; the value is the part of the widget that the stylesheet colours."""

    PLAIN = "timeline--plain"
    WORK = "timeline--work"
    WAIT = "timeline--wait"
    PAST = "timeline--past"
    LATE = "timeline--late"
    DUE = "timeline--due"
    PIN = "timeline--pin"
    PHASE = "timeline--phase"
    TODAY = "timeline--today"
    TARGET = "timeline--target"
    BREAK = "timeline--break"
    QUIET = "timeline--quiet"
    STRONG = "timeline--strong"


class Line(Struct):
    """Cells of one line, each one character wide, and what each is about."""

    text: list[str]
    ink: list[Ink]

    @classmethod
    def blank(cls, width: int) -> "Line":
        return cls([" "] * width, [Ink.PLAIN] * width)

    def copy(self) -> "Line":
        return Line(self.text[:], self.ink[:])

    def put(self, at: int, text: str, ink: Ink) -> None:
        """Write over the cells from `at` on; what lies outside the line is left out."""
        for place, character in enumerate(text, start=at):
            if 0 <= place < len(self.text):
                self.text[place], self.ink[place] = character, ink

    def runs(self) -> list[tuple[str, Ink]]:
        """The line as stretches of one ink."""
        found: list[tuple[str, Ink]] = []
        begin = 0
        for place in range(1, len(self.ink) + 1):
            if place == len(self.ink) or self.ink[place] is not self.ink[begin]:
                found.append(("".join(self.text[begin:place]), self.ink[begin]))
                begin = place
        return found


class Calendar(Struct, frozen=True):
    """The dates that concern the whole plan. `ends` are days by which all may be done, with a word for each."""

    today: date
    target: date | None
    breaks: tuple[Spell, ...]
    ends: tuple[tuple[date, str], ...] = ()

    @classmethod
    def of(cls, outlook: Outlook, ends: Sequence[tuple[date, str]] = ()) -> "Calendar":
        breaks = tuple(spell for spell in outlook.journey.spells if spell.is_break)
        return cls(outlook.today, outlook.journey.settings.target, breaks, tuple(ends))


def ground(calendar: Calendar, axis: Axis, first: int, width: int) -> Line:
    """The columns `first` to `first + width` with nothing on them but breaks, target and today."""
    line = Line.blank(width)
    for spell in calendar.breaks:
        for column in _columns(spell, axis, first, width):
            line.put(column - first, BREAK, Ink.BREAK)
    if calendar.target:
        line.put(axis.column(calendar.target) - first, TARGET, Ink.TARGET)
    line.put(axis.column(calendar.today) - first, TODAY, Ink.TODAY)
    return line


def markers(calendar: Calendar, axis: Axis, first: int, width: int) -> Line:
    """The line under the names: each date of the calendar by its sign, and by its word where there is room.

    What matters more is written first; a word that would run into another is left out, its sign never.
    """
    signs = [(calendar.today, TODAY, "today", Ink.TODAY)]
    if calendar.target:
        signs.append((calendar.target, TARGET, "target", Ink.TARGET))
    signs += [(day, END, word, Ink.STRONG) for day, word in calendar.ends]
    line = Line.blank(width)
    taken = set()
    for spell in calendar.breaks:
        for column in _columns(spell, axis, first, width):
            line.put(column - first, BREAK, Ink.BREAK)
    for day, sign, _, ink in reversed(signs):
        line.put(axis.column(day) - first, sign, ink)
        taken.add(axis.column(day) - first)
    for day, _, word, ink in signs:
        at = axis.column(day) - first
        for begin in (at + 1, at - len(word)):
            cells = set(range(begin, begin + len(word)))
            around = cells | {begin - 1, begin + len(word)}
            if min(cells) >= 0 and max(cells) < width and not (around - {at}) & taken:
                line.put(begin, word, ink)
                taken |= cells
                break
    for spell in calendar.breaks:
        columns = _columns(spell, axis, first, width)
        at = (columns[-1] + 1 if columns else first + width) - first
        cells = set(range(at, at + len("break")))
        if columns and max(cells) < width and not {at - 1, *cells, max(cells) + 1} & taken:
            line.put(at, "break", Ink.QUIET)
            taken |= cells
    return line


def _columns(spell: Spell, axis: Axis, first: int, width: int) -> list[int]:
    """The visible columns of a break: those that are at least half of it, or the one that holds a short one."""
    begin, end = max(first, axis.column(spell.first)), min(first + width - 1, axis.column(spell.last))
    columns = range(begin, end + 1)

    def _is_mostly_break(column: int) -> bool:
        days = axis.days(column)
        inside = range(max(days.start, spell.first.toordinal()), min(days.stop, spell.last.toordinal() + 1))
        return 2 * len(inside) >= len(days)

    return [column for column in columns if _is_mostly_break(column)] or list(columns[:1])
