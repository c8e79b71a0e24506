"""The pages of `planner forecast`: the range of the finish, and the table of a what-if."""

from collections.abc import Iterator
from typing import Final

from planner.cli.cells import clip, fit, width_of, wrap
from planner.cli.console import Console
from planner.core.forecast_values import Bar, Forecast
from planner.core.forecast_words import NOTHING_LEFT, card, percent
from planner.core.outlook import Outlook
from planner.core.required_pace import required_pace
from planner.core.scope import Item
from planner.core.whatif import Comparison
from planner.core.whatif_words import rows
from planner.core.wording import counted, date_words

_MOST_DRIVERS: Final = 6
_LEAST_BAR: Final = 8
_MOST_BAR: Final = 60
_WIDEST_GAP: Final = 4
_EIGHTHS: Final = ("", "▏", "▎", "▍", "▌", "▋", "▊", "▉")
_SHARE: Final = 9
_ID: Final = 26


def show(console: Console, outlook: Outlook, found: Forecast | None) -> None:
    """Print the forecast, or that there is nothing to forecast."""
    console.lines([NOTHING_LEFT] if found is None else _page(console, outlook, found))


def show_comparison(console: Console, comparison: Comparison) -> None:
    """Print both sides of a what-if, side by side."""
    console.lines(_table(console, comparison))


def _page(console: Console, outlook: Outlook, found: Forecast) -> Iterator[str]:
    yield console.bold("Forecast")
    for line in card(outlook, found):
        yield from _wrapped(line, console.width)
    required = required_pace(outlook, pace=found.pace)
    if required:
        yield from _wrapped(required.words, console.width)
    yield ""
    yield console.bold(f"When {found.runs:,} runs finish")
    yield from _histogram(found, console.width)
    if found.drivers:
        yield ""
        yield console.bold("What most often drives the finish")
        for driver in found.drivers[:_MOST_DRIVERS]:
            yield _driver(outlook.items[driver.id], percent(driver.share), console.width)
        if len(found.drivers) > _MOST_DRIVERS:
            yield console.dim(f"  and {counted(len(found.drivers) - _MOST_DRIVERS, 'milestone')} more in some runs")


def _driver(item: Item, share: str, width: int) -> str:
    title = fit(item.title, width - 2 - _SHARE - 2 - 2 - _ID)
    return f"  {share:>{_SHARE}}  {title}  {clip(item.id, _ID)}"


def _histogram(found: Forecast, width: int) -> Iterator[str]:
    """One line a bar: its days, how many runs, the bar, and which of the dates named above lie in it."""
    bars = found.histogram
    spans = [f"{date_words(bar.first)} to {date_words(bar.last)}" for bar in bars]
    notes = [_notes(found, bar) for bar in bars]
    widest_span, widest_count = max(map(width_of, spans)), max(len(f"{bar.runs:,}") for bar in bars)
    room = width - 2 - widest_span - 2 - widest_count - 2 - max(map(width_of, notes)) - 2
    most = min(_MOST_BAR, max(_LEAST_BAR, room))
    highest = max(bar.runs for bar in bars)
    for bar, span, note in zip(bars, spans, notes, strict=True):
        drawn = _bar(bar.runs / highest, most)
        yield f"  {span:<{widest_span}}  {bar.runs:>{widest_count},}  {fit(drawn, most)}  {note}".rstrip()


def _bar(share: float, width: int) -> str:
    """A bar in eighths of a cell; a little is never drawn as nothing."""
    eighths = max(round(share * width * 8), 1 if share else 0)
    whole, part = divmod(eighths, 8)
    return "█" * whole + _EIGHTHS[part]


def _notes(found: Forecast, bar: Bar) -> str:
    named = ((found.p50, "half"), (found.p80, "8 in 10"), (found.target, "target"))
    return ", ".join(word for day, word in named if day and bar.first <= day <= bar.last)


def _table(console: Console, comparison: Comparison) -> Iterator[str]:
    yield from _headed(console, f"What if: {comparison.then.label}")
    lines = [("", "now", "what if", "difference"), *((r.label, r.now, r.then, r.difference) for r in rows(comparison))]
    columns = [max(width_of(line[place]) for line in lines) for place in range(4)]
    gap = min(_WIDEST_GAP, max(1, (console.width - 2 - sum(columns)) // 3))
    columns[-1] = min(columns[-1], console.width - 2 - sum(columns[:-1]) - 3 * gap)
    for place, line in enumerate(lines):
        cells = (fit(cell, wide) for cell, wide in zip(line, columns, strict=True))
        drawn = f"  {(' ' * gap).join(cells)}".rstrip()
        yield drawn if place else console.dim(drawn)
    if comparison.then.needed_words:
        yield ""
        yield from _wrapped(comparison.then.needed_words, console.width)


def _headed(console: Console, text: str) -> Iterator[str]:
    return (console.bold(line) for line in wrap(text, console.width))


def _wrapped(text: str, width: int) -> Iterator[str]:
    return (f"{'  ' if not index else '    '}{line}" for index, line in enumerate(wrap(text, width - 4)))
