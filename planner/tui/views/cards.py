"""The cards of Today as text: pure functions from an Outlook and a width in cells to Content."""

from collections.abc import Callable
from textwrap import fill
from typing import Final

from textual.content import Content

from planner.core.agenda import NextAction, coming_blocks
from planner.core.capacity import DAY_NAMES
from planner.core.journey import Entry
from planner.core.moments import reached
from planner.core.outlook import Outlook
from planner.core.pride import BEGINNING, pride
from planner.core.standing import MilestoneState, late_words
from planner.core.text import one_line
from planner.core.wording import (
    counted,
    day_words,
    distance_words,
    hours_number,
    hours_words,
    shortened,
)
from planner.tui import symbols
from planner.tui.widgets.words import set_in

Row = tuple[str, Content]
COMING_DAYS: Final = 7
_PHASE_BAR: Final = 8
_PIECES: Final = 12
_ABOVE_PIECES: Final = 16  # lines over and under them: heads, what was reached, what to press, the footer


def actions(outlook: Outlook, width: int) -> list[Row]:
    """The next action with its reason and first step, then the alternatives."""
    action = outlook.next_action
    if action is None:
        return []  # `nothing_next` says why
    state = outlook.milestones[action.id]
    rows = [(action.id, _action(outlook, action, state, width))]
    for each in action.alternatives:
        line = Content.assemble(
            ("or  ", "$quiet"),
            shortened(each.title, max(12, width - 6 - len(each.why_not))),
            (f"  {each.why_not}", "$quiet"),
        )
        rows.append((each.id, line))
    return rows


def nothing_next(outlook: Outlook, width: int, height: int, worded: Callable[[str], str]) -> Content:
    """What stands in the place of the next action when there is none; `worded` puts keys for their names.

    `height` is that of the window, in cells: so much of what was kept is listed.
    """
    if outlook.progress.is_finished:
        return Content.assemble(
            ("★ You have arrived. Every milestone is done.", "bold $success"),
            "\n",
            set_in(f"{reached(outlook)} What you kept is yours: look at it, and show it.", width),
            "\n\n",
            (set_in(worded("Press {view-report} for the report, and send it to those who helped."), width), "$quiet"),
            *_kept(outlook, width, max(_PIECES, height - _ABOVE_PIECES)),
        )
    return Content.assemble(
        ("There is nothing to do yet.", "bold"),
        "\n",
        set_in(
            worded(
                "Press {add} to add a milestone of your own, or {view-roadmap} for the roadmap, where {reopen} brings "
                "one back that you left out."
            ),
            width,
        ),
    )


def _kept(outlook: Outlook, width: int, most: int) -> list[Content | str | tuple[str, str]]:
    """The newest pieces of evidence, `most` of them, one line each under a heading; nothing when there are none."""
    pieces = [entry for entry in reversed(outlook.journey.log) if entry.kind is Entry.EVIDENCE]
    if not pieces:
        return []
    lines: list[Content | str | tuple[str, str]] = ["\n\n", ("EVIDENCE YOU KEPT", "bold $quiet")]
    for entry in pieces[:most]:
        day = day_words(entry.date, outlook.today)
        lines += ["\n", (f"{day:<11} ", "$quiet"), shortened(one_line(entry.text), width - 12)]
    if len(pieces) > most:
        lines += ["\n", (f"and {counted(len(pieces) - most, 'more piece')}", "$quiet")]
    return lines


def _action(outlook: Outlook, action: NextAction, state: MilestoneState, width: int) -> Content:
    mark = symbols.DRIVES if state.drives_finish else symbols.symbol(state)
    effort = hours_words(action.hours) if action.hours else "waits"
    when = "" if action.date <= outlook.today else f" Planned for {day_words(action.date, outlook.today)}."
    return Content.assemble(
        (f"{mark} ", "$accent"),
        *_spread((action.title, "bold"), (effort, "$primary"), width - 2),
        "\n",
        (_wrapped(f"because {action.reason}.{when}", width), "$quiet"),
        "\n",
        _wrapped(f"First step: {action.first_step}", width),
    )


def _wrapped(text: str, width: int) -> str:
    """`text` in lines of at most `width` cells, each set in by two."""
    return fill(text, width, initial_indent="  ", subsequent_indent="  ", break_long_words=True)


def _spread(left: tuple[str, str], right: tuple[str, str], width: int) -> list[tuple[str, str] | str]:
    """`left`, cut if it must be, and `right` at the two ends of `width` cells."""
    room = width - Content(right[0]).cell_length - 2
    title = shortened(left[0], max(8, room))
    while Content(title).cell_length > room > 8:  # wide characters take two cells
        title = shortened(title, len(title) - 1)
    gap = " " * max(1, width - Content(title).cell_length - Content(right[0]).cell_length)
    return [(title, left[1]), gap, right]


def due_heading(outlook: Outlook, width: int, worded: Callable[[str], str]) -> Content:
    """The heading, with how many milestones in all are projected later than promised, and, with room, what mends it."""
    late = len(outlook.late)
    if not late:
        return Content("DUE SOON")
    title = "LATE AND DUE SOON" if any(state.is_overdue for state in outlook.due_soon) else "DUE SOON"
    told = f"   {symbols.LATE} {counted(late, 'milestone')} later than promised"
    mends = worded(" · {replan} re-plans")
    has_room = len(title) + len(told) + len(mends) <= width
    return Content.assemble(title, (told, "$late not bold"), (mends if has_room else "", "$quiet not bold"))


def due(outlook: Outlook, width: int) -> list[Row]:
    """Overdue and soon due milestones, one line each, the promise and how far it is at the right."""
    notes = {state.id: _due_note(outlook, state) for state in outlook.due_soon}
    room = max(map(len, notes.values()), default=0)
    return [(state.id, _due_line(outlook, state, f"{notes[state.id]:<{room}}", width)) for state in outlook.due_soon]


def _due_line(outlook: Outlook, state: MilestoneState, note: str, width: int) -> Content:
    is_late = state.is_late or state.is_overdue
    mark = symbols.LATE if is_late else symbols.symbol(state)
    day = day_words(state.due, outlook.today) if state.due else ""
    style = "$late" if is_late else "$quiet"
    right = (f"{day:>11}  {note}", style)
    return Content.assemble((f"{mark} ", style if is_late else ""), *_spread((state.title, ""), right, width - 2))


def coming(outlook: Outlook, width: int) -> list[Row]:
    """The work blocks of the coming week, the date at the first block of each day."""
    rows = []
    day = None
    for number, (block, milestone) in enumerate(coming_blocks(outlook.schedule, outlook.first_day, COMING_DAYS)):
        name = day_words(block.date, outlook.today) if block.date != day else ""
        day = block.date
        line = _spread((outlook.milestones[milestone].title, ""), (hours_words(block.hours), "$quiet"), width - 12)
        rows.append((f"{milestone}#{number}", Content.assemble((f"{name:<11} ", "$quiet"), *line)))
    return rows


def _due_note(outlook: Outlook, state: MilestoneState) -> str:
    return late_words(state) or (distance_words(state.due, outlook.today) if state.due else "")


def week(outlook: Outlook, width: int) -> Content:
    """The week as a bar of logged against capacity, what is left, and the days."""
    state = outlook.week
    figures = f"{hours_number(state.logged)} of {hours_words(state.capacity)} logged"
    share = state.logged / state.capacity if state.capacity else 0.0
    drawn = symbols.bar(share, max(10, min(24, width - len(figures) - 3)))
    lines = [Content.assemble((drawn, "$primary"), "  ", figures)]
    planned = f"{hours_words(state.planned)} planned from today"
    if state.planned > state.left + 0.25:
        planned += f": {symbols.LATE} more than the {hours_words(state.left)} left"
    if state.habit_hours:
        planned += f"; habits {hours_words(state.habit_hours)}"
    lines.append(Content.styled(planned, "$quiet"))
    lines.append(_days(outlook))
    current = outlook.capacity.spell_on(outlook.today)
    if current and current.is_break:
        why = f" ({current.why})" if current.why else ""
        lines.append(Content(f"On a break until {day_words(current.last, outlook.today)}{why}. Enjoy it."))
    return Content("\n").join(lines)


def week_in_short(outlook: Outlook, width: int) -> Content:
    """The week in a line or two, with what is wrong with it in short, where the whole is below the fold."""
    state = outlook.week
    figures = f"{hours_number(state.logged)} of {hours_words(state.capacity)} logged"
    share = state.logged / state.capacity if state.capacity else 0.0
    text = f"{figures}, {hours_words(state.planned)} planned"
    drawn = symbols.bar(share, max(8, min(24, width - 11 - len(text) - 2)))
    line = Content.assemble(("THIS WEEK  ", "bold $quiet"), (drawn, "$primary"), "  ", text)
    short = [set_in(text.partition(": ")[0].rstrip(".") + ".", width, f"{symbols.LATE} ") for text in outlook.warnings]
    return Content("\n").join([line, Content.styled("\n".join(short), "$late")]) if short else line


def warnings(outlook: Outlook, width: int) -> Content:
    """Where more is planned than there are hours for, a sentence each."""
    lines = [set_in(text, width, f"{symbols.LATE} ") for text in outlook.warnings]
    return Content.styled("\n".join(lines), "$late")


def _days(outlook: Outlook) -> Content:
    """The days of the week above their hours: logged on past days, logged and planned from today on."""
    names: list[tuple[str, str]] = []
    hours: list[tuple[str, str]] = []
    for day in outlook.week.days:
        amount = day.logged if day.date < outlook.today else day.logged + day.planned
        style = "bold underline" if day.date == outlook.today else "" if amount else "$quiet"
        names += [(DAY_NAMES[day.date.weekday()], style), ("  ", "")]
        hours.append((f"{hours_number(amount) if amount else '·':<5}", style.replace(" underline", "")))
    return Content.assemble(*names, "\n", *hours)


def habits(outlook: Outlook, width: int) -> list[Row]:
    """This period of each active habit."""
    rows = []
    for state in outlook.habits:
        mark = "●" if state.is_done else "◐" if state.done else "○"
        per = "" if state.habit.per.value == "week" else f" this {state.habit.per.value}"
        right = f"{state.done} of {state.wanted}{per}"
        line = _spread((state.habit.title, ""), (right, "$quiet"), width - 2)
        rows.append((state.habit.id, Content.assemble((f"{mark} ", "$success" if state.is_done else ""), *line)))
    return rows


def phases(outlook: Outlook, width: int) -> Content:
    """Progress of each phase the route has something in."""
    lines = []
    for phase in outlook.phases:
        if phase.is_empty:
            continue
        done, number = phase.progress.done, phase.progress.counted
        figures = f"{done:>2}/{number:<2} {phase.word:<7}"
        style = "$success" if phase.progress.is_finished else "$primary"
        drawn = symbols.bar(done / number, _PHASE_BAR)
        room = width - _PHASE_BAR - len(figures) - 2
        title = shortened(phase.title, room)
        gap = " " * (room - Content(title).cell_length + 1)
        lines.append(Content.assemble(title, gap, (drawn, style), " ", (figures, "$quiet")))
    return Content("\n").join(lines)


def proud(outlook: Outlook, width: int) -> Content:
    """One thing to be proud of; on a journey without any, how it begins."""
    found = pride(outlook)
    if found is None:
        return Content.styled(set_in(BEGINNING, width), "$quiet")
    return Content.assemble(("★ ", "$success"), set_in(found.text, width - 2, further="  "))
