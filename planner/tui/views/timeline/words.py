"""The timeline in words: the dates of the whole plan, one row in full, and what the characters mean. Pure."""

from collections.abc import Sequence
from datetime import date
from typing import Final

from textual.content import Content

from planner.core.forecast_values import Forecast
from planner.core.forecast_words import chance_words, eight_in_ten, half
from planner.core.journey import PinKind
from planner.core.outlook import Outlook
from planner.core.progress import PhaseState
from planner.core.standing import MilestoneState
from planner.core.wording import counted, date_words, day_words, hours_words, length_words
from planner.tui import symbols
from planner.tui.views.timeline import bars
from planner.tui.views.timeline import ground as drawn
from planner.tui.views.timeline.labels import fitted
from planner.tui.views.timeline.rows import Row

SIGNS: Final = (
    (bars.WORK, "work planned", "$primary"),
    (bars.PAST, "worked", "$secondary"),
    (bars.BETWEEN, "under way", "$quiet"),
    (symbols.WAITING, "waiting", "$accent"),
    (bars.DUE, "due", "$foreground"),
    (bars.APART, "from due to finish", "$quiet"),
    (symbols.LATE, "late", "$late"),
    (symbols.PIN, "pin", "$accent"),
    (symbols.DRIVES, "drives the finish", "$foreground"),
    (drawn.BREAK, "break", "$quiet"),
    (drawn.TODAY, "today", "$primary"),
    (drawn.TARGET, "target", "$accent"),
    (drawn.END, "all done: as planned, in 50 or 80 % of the runs", "$foreground"),
)
"""Every character of the drawing, what it means, and its colour; those of the bars first."""

_PINS = {PinKind.BY: "finished by", PinKind.ON: "ends on", PinKind.NOT_BEFORE: "not before"}


def ends(outlook: Outlook, forecast: Forecast | None) -> tuple[tuple[date, str], ...]:
    """The days by which everything may be done, with a word for each: as planned, and two of the forecast."""
    if outlook.finish is None or outlook.progress.is_finished:
        return ()
    planned = ((outlook.finish, "planned"),)
    return (*planned, (forecast.p50, "50 %"), (forecast.p80, "80 %")) if forecast else planned


def summary(outlook: Outlook, forecast: Forecast | None, width: int) -> Content:
    """The dates that are marked over the columns, as many as fit into one line of `width` cells."""
    today = outlook.today
    spell = outlook.capacity.spell_on(today)
    on_break = spell is not None and spell.is_break
    rested = spell.last if spell and on_break else today
    parts = [f"on a break until {day_words(rested, today)}"] if on_break else []
    target = outlook.journey.settings.target
    if outlook.finish and outlook.progress.is_finished:
        parts.append(f"every milestone is done, the last one on {date_words(outlook.finish)}")
    elif forecast:
        parts += [f"{half(forecast)}, {eight_in_ten(forecast)}", chance_words(forecast)]
    elif outlook.finish:
        parts.append(f"planned until {date_words(outlook.finish)}")
        parts += [f"your target {date_words(target)}"] if target else []
    coming = [each for each in outlook.journey.spells if each.is_break and each.first > rested]
    if coming:
        first = min(coming, key=lambda each: each.first)
        parts.append(f"next break {_range(first.first, first.last, today)}")
    said = [part for part in parts if part]
    if said:
        said[0] = said[0][0].upper() + said[0][1:]
    return _lines([Content(part) for part in said], width)[0]


def detail(outlook: Outlook, row: Row | None, forecast: Forecast | None, width: int) -> Content:
    """Everything that is drawn of one row, in words, in lines of `width` cells."""
    if row is None:
        return Content("")
    if row.phase is not None:
        return _phase(outlook, row, row.phase)
    return _milestone(outlook, row, row.state, forecast, width) if row.state else Content("")


def legend(width: int) -> Content:
    """What each character means, in lines of at most `width` cells."""
    signs = [Content.assemble((f"{sign} ", colour), (word, "$quiet")) for sign, word, colour in SIGNS]
    return Content("\n").join(_lines(signs, width, "  "))


def _phase(outlook: Outlook, row: Row, phase: PhaseState) -> Content:
    progress, today = phase.progress, outlook.today
    dates = f"{_range(row.start, row.finish, today)} · " if row.start and row.finish else ""
    late = f" · {symbols.LATE} up to {length_words(row.days_late)} late" if row.days_late else ""
    folds = "unfolds" if row.is_folded else "folds"
    return Content("\n").join(
        [
            Content.assemble((phase.title, "bold"), f" · {phase.word}"),
            Content(f"{dates}{progress.done} of {counted(progress.counted, 'milestone')} done{late}"),
            Content.styled(f"space {folds} it{_more(outlook)}", "$quiet"),
        ]
    )


def _milestone(outlook: Outlook, row: Row, state: MilestoneState, forecast: Forecast | None, width: int) -> Content:
    word = f"{symbols.symbol(state)} {symbols.word(state)}"
    parts = _to_do(outlook, row, state, forecast) if row.is_to_do else _behind(outlook, row, state)
    return Content("\n").join(
        [
            Content.assemble((fitted(state.title, max(8, width - len(word) - 3)).rstrip(), "bold"), f" · {word}"),
            *_lines(parts, width),
            Content.styled(f"enter opens it{_more(outlook)}", "$quiet"),
        ]
    )


def _more(outlook: Outlook) -> str:
    """The commands that look ahead, while there is something ahead."""
    return "" if outlook.progress.is_finished else " · r re-plans · i asks what if"


def _to_do(outlook: Outlook, row: Row, state: MilestoneState, forecast: Forecast | None) -> list[Content]:
    today, slot = outlook.today, state.slot
    parts = []
    if row.start and row.finish:
        parts.append(Content(_range(row.start, row.finish, today)))
    if slot:
        hours = sum(block.hours for block in slot.blocks)
        days = len({block.date for block in slot.blocks})
        parts.append(Content(f"{hours_words(hours)} of work on {counted(days, 'day')}" if days else "no work left"))
        if slot.finish > slot.worked:
            parts.append(Content(f"{symbols.WAITING} then waits until {day_words(slot.finish, today)}"))
    if state.due:
        parts.append(Content(f"due {day_words(state.due, today)}"))
    if row.days_late:
        parts.append(Content.styled(f"{symbols.LATE} {length_words(row.days_late)} late", "$late"))
    if row.pin:
        parts.append(Content(f"{symbols.PIN} pinned: {_PINS[row.pin.kind]} {day_words(row.pin.date, today)}"))
    if state.float_days is not None:
        drives = f"{symbols.DRIVES} drives the finish"
        parts.append(Content(drives if state.drives_finish else f"float {counted(state.float_days, 'day')}"))
    if forecast and state.id in (each.id for each in forecast.sensitive):
        parts.append(Content("among what moves the finish most"))
    return parts


def _behind(outlook: Outlook, row: Row, state: MilestoneState) -> list[Content]:
    parts = [_range(row.start, row.finish, outlook.today)] if row.start and row.finish else []
    if state.item.logged:
        parts.append(f"{hours_words(state.item.logged)} logged on {counted(len(row.past), 'day')}")
    if state.due and state.finish:
        days = (state.finish - state.due).days
        kept = "on the day" if not days else f"{length_words(abs(days))} {'after' if days > 0 else 'before'} it"
        parts.append(f"was due {day_words(state.due, outlook.today)}, finished {kept}")
    if state.item.record.why:
        parts.append(state.item.record.why)
    return [Content(part) for part in parts]


def _lines(parts: Sequence[Content], width: int, joint: str = " · ") -> list[Content]:
    """The parts in lines of at most `width` cells, broken only between parts; at least one line."""
    lines: list[list[Content]] = [[]]
    for part in parts:
        if lines[-1] and sum(each.cell_length + len(joint) for each in lines[-1]) + part.cell_length > width:
            lines.append([])
        lines[-1].append(part)
    return [Content(joint).join(line) for line in lines]


def _range(first: date, last: date, today: date) -> str:
    if first == last:
        return day_words(first, today)
    return f"{day_words(first, today)} – {day_words(last, today)}"
