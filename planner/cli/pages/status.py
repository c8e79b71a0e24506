"""The page of `planner status`: the journey on one screen."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from planner.cli.cells import clip, fit, width_of, wrap
from planner.cli.console import Console
from planner.cli.marks import DRIVES, LATE, SYMBOLS, bar
from planner.cli.pages.conflicts import cannot_be_met, item
from planner.core.agenda import NextAction
from planner.core.forecast_words import in_short
from planner.core.outlook import Outlook
from planner.core.plan_update import news
from planner.core.pride import BEGINNING, Kind, pride
from planner.core.standing import MilestoneState
from planner.core.wording import counted, date_words, day_words, distance_words, hours_words, length_words

if TYPE_CHECKING:
    from planner.core.forecast_values import Forecast  # `planner next` shows a part of this page and needs none

_LABEL: Final = 13
_BAR: Final = 16
_MOST_DUE: Final = 6


def show(console: Console, outlook: Outlook, found: "Forecast | None") -> None:
    """Print it. `found` is the forecast of the outlook; None when nothing is left to do."""
    console.lines(_page(console, outlook, found))


def _page(console: Console, outlook: Outlook, found: "Forecast | None") -> Iterator[str]:
    yield _head(console, outlook)
    yield ""
    yield from _figures(outlook, found, console.width)
    for warning in outlook.warnings:
        yield from item(LATE, warning, console.width)
    told = news(outlook.plan, outlook.journey)
    if told:
        yield from item("·", told, console.width)
    yield ""
    yield console.bold("Next")
    yield from next_lines(console, outlook, outlook.next_action)
    yield from _alternatives(outlook.next_action, console.width)
    if outlook.due_soon:
        yield ""
        yield console.bold("Late or due soon")
        yield from (_due(console, outlook, state) for state in outlook.due_soon[:_MOST_DUE])
        if len(outlook.due_soon) > _MOST_DUE:
            yield console.dim(f"  and {len(outlook.due_soon) - _MOST_DUE} more: planner list --late")
    yield from cannot_be_met(console, outlook)


def next_lines(console: Console, outlook: Outlook, action: NextAction | None) -> Iterator[str]:
    """The next action in three or four lines."""
    if action is None:
        yield "  Nothing is left to do."
        return
    state = outlook.milestones[action.id]
    day = day_words(action.date, outlook.today)
    when = f"{hours_words(action.hours)}  {day}" if action.hours else f"waits until {day}"
    mark = DRIVES if state.drives_finish else SYMBOLS[state.status]
    title = fit(action.title, console.width - 6 - width_of(when))
    yield f"  {console.accent(f'{mark} {title}')}  {when}"
    yield console.dim(f"    {action.id}")
    yield from _indented(f"because {action.reason}", console.width)
    if action.first_step:
        yield from _indented(f"first: {action.first_step}", console.width)


def _alternatives(action: NextAction | None, width: int) -> Iterator[str]:
    """Each of the other choices on a line, with why it is not the first."""
    for other in action.alternatives if action else ():
        why = f" · {other.why_not}"
        yield f"  or {fit(other.title, max(width // 3, width - 5 - width_of(why))).rstrip()}{why}"


def _head(console: Console, outlook: Outlook) -> str:
    role, to = outlook.plan.role.name, outlook.plan.destination.title
    name = outlook.journey.settings.name
    day = f"{day_words(outlook.today, outlook.today)} {outlook.today.year}"
    text = f"{role} → {to}" + (f" · {name}" if name else "")
    return f"{console.bold(fit(text, console.width - width_of(day) - 1))} {day}"


def _figures(outlook: Outlook, found: "Forecast | None", width: int) -> Iterator[str]:
    progress, week = outlook.progress, outlook.week
    counts = f"{progress.done} of {counted(progress.counted, 'milestone')}"
    started = f", {progress.started} started" if progress.started else ""
    yield _figure("done", f"{bar(progress.percent / 100, _BAR)} {progress.percent} % of hours; {counts}{started}")
    hours = f"{hours_words(week.logged)} of {hours_words(week.capacity)} logged, {hours_words(week.planned)} planned"
    yield _figure("this week", f"{bar(week.logged / week.capacity if week.capacity else 0, _BAR)} {hours}")
    yield _figure("finish", _finish(outlook))
    for index, line in enumerate(wrap(in_short(found), width - 2 - _LABEL) if found else ()):
        yield _figure("" if index else "forecast", line)
    apart = [
        f"{number} {word}"
        for number, word in ((progress.skipped, "skipped"), (progress.waived, "waived"), (progress.dropped, "left out"))
        if number
    ]
    if apart:
        yield _figure("not counted", ", ".join(apart))
    proud = pride(outlook)
    for index, line in enumerate(wrap(proud.text if proud else BEGINNING, width - 2 - _LABEL)):
        yield _figure("" if index else "proud of", line)
    if outlook.streak and not (proud and proud.kind is Kind.WEEKS):
        yield _figure("streak", f"{counted(outlook.streak, 'week')} in a row with something done")


def _figure(label: str, text: str) -> str:
    return f"  {label:<{_LABEL}}{text}"


def _finish(outlook: Outlook) -> str:
    finish, target = outlook.finish, outlook.journey.settings.target
    if finish is None:
        return "nothing is planned"
    words = f"{date_words(finish)}, {distance_words(finish, outlook.today)}"
    if target is None:
        return f"{words}; no target"
    days = (target - finish).days
    apart = "to the day" if not days else f"{length_words(abs(days))} {'to spare' if days > 0 else 'too late'}"
    return f"{words}; target {date_words(target)}, {apart}"


def _due(console: Console, outlook: Outlook, state: MilestoneState) -> str:
    is_late = state.is_late or state.is_overdue
    word = "overdue" if state.is_overdue else "late" if state.is_late else state.status.value
    mark = LATE if is_late else SYMBOLS[state.status]
    due = f"due {day_words(state.due, outlook.today)}" if state.due else ""
    title = fit(state.title, console.width - 14 - 16)
    return f"  {mark} {fit(word, 8)}  {title}  {clip(due, 16)}"


def _indented(text: str, width: int) -> Iterator[str]:
    return (f"    {line}" for line in wrap(text, width - 4))
