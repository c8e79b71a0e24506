"""The words of the setup: pure functions from a plan or an Outlook and a width in cells to Content."""

from collections.abc import Iterable, Mapping
from datetime import date, timedelta

from textual.content import Content

from planner.core.capacity import DAY_NAMES
from planner.core.forecast_values import Forecast
from planner.core.forecast_words import in_short
from planner.core.journey import Week
from planner.core.outlook import Outlook
from planner.core.plan import LEVEL_NAMES, Milestone, Plan, Skill
from planner.core.progress import PhaseState
from planner.core.scope import Status
from planner.core.wording import (
    MONTHS,
    counted,
    date_words,
    day_words,
    distance_words,
    hours_number,
    hours_words,
    length_words,
    listed,
    shortened,
)
from planner.tui import symbols
from planner.tui.screens.setup.draft import at_pace, on_route
from planner.tui.widgets.words import set_in

PACES = (5.0, 8.0, 12.0)
REACHED, MISSING = symbols.SYMBOLS[Status.DONE], symbols.SYMBOLS[Status.OPEN]
MOST_LEFT_OUT = 12
FIRST_MILESTONES = 3
WIDE = 90
_WIDEST_BAR, _LEAST_BAR = 24, 8
_LABEL = 10
_WHEN = 34  # cells for "Wed 30 Nov 2026 – Wed 28 Dec · 12½ h"


def heading(text: str) -> Content:
    return Content.styled(text, "$quiet bold")


def lines(parts: Iterable[Content]) -> Content:
    return Content("\n").join(parts)


def role(plan: Plan, variant: str | None, width: int) -> Content:
    """Promise and hard truth, what the role brings and what to watch, and how the variant differs."""
    parts = [
        heading("THE PLAN"),
        Content(set_in(plan.promise, width)),
        Content(),
        heading("THE HARD TRUTH"),
        Content(set_in(plan.hard_truth, width)),
        Content(),
        heading("WHAT YOU BRING"),
        *(Content(set_in(each, width, "+ ")) for each in plan.role.strengths),
        *_variant_words(plan, variant, width),
        Content(),
        heading("WATCH OUT"),
        *(Content(set_in(each, width, "! ")) for each in plan.role.watch_outs),
    ]
    return lines(parts)


def _variant_words(plan: Plan, variant: str | None, width: int) -> list[Content]:
    chosen = next((each for each in plan.role.variants if each.id == variant), None)
    if chosen is None:
        return []
    names = {skill.id: skill.name.lower() for skill in plan.destination.skills.values()}
    more = [names[each] for each, change in chosen.adjust.items() if change > 0 and each in names]
    less = [names[each] for each, change in chosen.adjust.items() if change < 0 and each in names]
    said = [f"+ As {chosen.name}: more {listed(more)}."] if more else []
    said += [f"– As {chosen.name}: less {listed(less)}."] if less else []
    return [Content(set_in(each, width, "", "  ")) for each in said]


def route_note(outlook: Outlook, *, is_default: bool) -> str:
    """Size and end of a route in a line."""
    finish = f" · {_month_words(outlook.finish)}" if outlook.finish else ""
    number = counted(outlook.progress.open, "milestone")
    suggested = "suggested · " if is_default else ""
    return f"{suggested}{number} · {hours_words(round(outlook.progress.open_hours))}{finish}"


def route(outlook: Outlook, width: int) -> Content:
    """What a route asks and what it leaves out."""
    left_out = [
        outlook.items[each].title for each in outlook.plan.milestones if each not in outlook.milestones
    ]  # in reading order
    extra = f"  … and {counted(len(left_out) - MOST_LEFT_OUT, 'more milestone')}"
    parts = [
        heading("WHAT IT ASKS"),
        Content(set_in(f"{counted(outlook.progress.open, 'milestone')}, {_hours(outlook)}.", width)),
        *_finish_line(outlook, width),
        Content(),
        heading("WHAT IT LEAVES OUT" if left_out else "IT LEAVES NOTHING OUT"),
        *(Content(set_in(title, width, "– ")) for title in left_out[:MOST_LEFT_OUT]),
        *([Content.styled(extra, "$quiet")] if len(left_out) > MOST_LEFT_OUT else []),
        Content(),
        Content.styled(set_in("Another route can be taken later; what is done stays done.", width), "$quiet"),
    ]
    return lines(parts)


def _finish_line(outlook: Outlook, width: int) -> list[Content]:
    if outlook.finish is None:
        return []
    pace = hours_words(outlook.journey.settings.week.total)
    said = f"At {pace} a week it ends about {date_words(outlook.finish)}, {_in(outlook)}."
    return [Content(set_in(said, width))]


def _in(outlook: Outlook) -> str:
    return distance_words(outlook.finish, outlook.today) if outlook.finish else ""


def _hours(outlook: Outlook) -> str:
    own = sum(item.remaining for item in outlook.items.values() if item.status.is_to_do)
    whole = outlook.progress.open_hours
    return f"{hours_words(round(whole))} of work, {hours_words(round(own))} of them your own time"


def week(found: Week) -> str:
    """A week as it was understood."""
    days = [(name, hours) for name, hours in zip(DAY_NAMES, found.hours, strict=True) if hours]
    total = hours_words(found.total)
    if len(days) == 6 and len({hours for _, hours in days}) == 1 and not found.hours[6]:
        return f"{total} a week, spread evenly over Monday to Saturday"
    return f"{total} a week: " + ", ".join(f"{name} {hours_number(hours)}" for name, hours in days)


def time(outlook: Outlook, width: int) -> Content:
    """The finish at this pace, against the target, and at other paces."""
    settings = outlook.journey.settings
    finish = outlook.finish
    if finish is None:
        return Content("This route has nothing to do.")
    parts = [
        Content.assemble(heading("FINISH    "), (date_words(finish), "bold $primary"), f"  {_in(outlook)}"),
        Content.styled(set_in(week(settings.week), width, " " * _LABEL), "$quiet"),
    ]
    if settings.target:
        parts.append(_against_target(settings.target, finish, width))
    parts += [Content(), heading("IF YOU GAVE IT")]
    own = round(settings.week.total, 2)
    for hours in sorted({*PACES, own}):
        is_own = hours == own
        there = finish if is_own else at_pace(outlook, hours).finish or finish
        note = f"{REACHED} your hours" if is_own else _compared(there, finish)
        line = f"{hours_words(hours):>8} a week   {date_words(there):>11}   "
        parts.append(Content.assemble((line, "bold" if is_own else ""), (note, "bold" if is_own else "$quiet")))
    return lines(parts)


def _compared(there: date, finish: date) -> str:
    days = (there - finish).days
    if not days:
        return "the same day"
    return f"{length_words(abs(days))} {'later' if days > 0 else 'earlier'}"


def _against_target(target: date, finish: date, width: int) -> Content:
    days = (finish - target).days
    if days > 0:
        said = f"! {length_words(days)} after your target, {date_words(target)}. More hours or a leaner route help."
        return Content.styled(set_in(said, width, " " * _LABEL, " " * (_LABEL + 2)), "$late")
    spare = f"with {length_words(-days)} to spare" if days else "on the day"
    said = f"● before your target, {date_words(target)}, {spare}"
    return Content.styled(set_in(said, width, " " * _LABEL, " " * (_LABEL + 2)), "$success")


def dots(level: int, target: int) -> str:
    """A level of 4 drawn: reached, still to the target, beyond it."""
    return "".join("●" if place <= level else "○" if place <= target else "·" for place in range(1, 5))


def skill(found: Skill, width: int) -> Content:
    """What a skill is, above its anchors."""
    return lines([Content.styled(found.name, "bold"), Content.styled(set_in(found.summary, width), "$quiet")])


def anchor(found: Skill, level: int, mine: int, target: int, width: int) -> Content:
    """One level in words, with yours and the target marked."""
    marks = [word for word, marked in (("you", level == mine), ("target", level == target)) if marked]
    note = f" ({', '.join(marks)})" if marks else ""
    sign = REACHED if level == mine else MISSING
    said = set_in(f"{level} {LEVEL_NAMES[level]}{note}: {found.anchors[level]}", width, f"{sign} ", "  ")
    return Content.styled(said, "bold" if level == mine else "")


def may_skip(milestones: list[Milestone], width: int) -> Content:
    """Which milestones these levels make unnecessary; in one line where there is little room."""
    if not milestones:
        return Content.styled(shortened("– With these levels every milestone counts.", width), "$quiet")
    titles = listed([f"“{milestone.title}”" for milestone in milestones])
    said = f"You may skip {counted(len(milestones), 'milestone')}, if you can show what you know: {titles}"
    return Content.styled(shortened(f"– {said}", width) if width < WIDE else set_in(said, width, "– "), "$quiet")


def ending(outlook: Outlook, skipping: int, found: Forecast | None, width: int) -> Content:
    """The plan in a few lines: when and how surely, how much, what comes first, and what it is not.

    The forecast may still be under way: then a line keeps its place.
    """
    finish = date_words(outlook.finish) if outlook.finish else "nothing to do"
    pace = hours_words(outlook.journey.settings.week.total)
    parts = [
        heading("YOU COULD BE DONE BY"),
        Content.assemble((finish, "bold $primary"), f"  {_in(outlook)}"),
        Content(set_in(f"{counted(outlook.progress.open, 'milestone')}, {_hours(outlook)}, at {pace} a week.", width)),
    ]
    if outlook.open_phases:
        sure = f"{in_short(found)}." if found else "working out how sure that is …"
        parts.append(Content.styled(set_in(sure[0].upper() + sure[1:], width), "" if found else "$quiet"))
    if outlook.journey.settings.target and outlook.finish:
        target = outlook.journey.settings.target
        days = (outlook.finish - target).days
        said = f"! {length_words(days)} after" if days > 0 else "● in time for"
        parts.append(Content.styled(f"{said} your target, {date_words(target)}", "$late" if days > 0 else "$success"))
    if skipping:
        said = f"{counted(skipping, 'milestone')} of these you may skip if you can show what you know."
        parts.append(Content.styled(set_in(said, width), "$quiet"))
    parts += [Content(), heading("FIRST"), *_first(outlook, width), Content()]
    kind = (
        "This is a plan, not a promise of a job: others decide about that. It moves when life does, nothing in it is "
        "lost work, and every date can be changed."
    )
    return lines([*parts, Content(set_in(kind, width))])


def _first(outlook: Outlook, width: int) -> list[Content]:
    """The first milestones of the schedule, each with its days and hours: in one line where all of them fit."""
    drawn = []
    slots = list(outlook.schedule.slots.values())[:FIRST_MILESTONES]
    room = width - _WHEN
    is_one_line = all(len(outlook.milestones[slot.id].title) + 4 <= room for slot in slots)
    for slot in slots:
        state = outlook.milestones[slot.id]
        days = day_words(slot.start, outlook.today)
        if slot.finish != slot.start:
            days += f" – {day_words(slot.finish, outlook.today)}"
        note = (f"{days} · {hours_words(state.item.remaining)}", "$quiet")
        mark = f"{symbols.symbol(state)} "
        if is_one_line:
            drawn.append(Content.assemble(f"{mark}{state.title}".ljust(room), note))
        else:
            drawn += [Content(set_in(state.title, width, mark)), Content.assemble("  ", note)]
    return drawn


def phases(outlook: Outlook, width: int) -> Content:
    """Each phase with its dates, drawn on one line of time where there is room."""
    found = [(phase, span) for phase in outlook.phases if (span := _span(outlook, phase))]
    if not found:
        return Content()
    last = max(span[1] for _, span in found)
    dates = max(len(_range_words(*span)) for _, span in found)
    room = min(max(len(phase.title) for phase, _ in found), max(8, width - dates - 2))
    bar = min(_WIDEST_BAR, width - room - dates - 4)
    parts = [heading("PHASES")]
    for phase, span in found:
        drawn = (f"  {_drawn_span(outlook.first_day, last, span, bar)}", "$primary") if bar >= _LEAST_BAR else ""
        title = shortened(phase.title, room)
        parts.append(Content.assemble(f"{title:<{room}}  ", (f"{_range_words(*span):<{dates}}", "$quiet"), drawn))
    return lines(parts)


def _span(outlook: Outlook, phase: PhaseState) -> tuple[date, date] | None:
    slots = [outlook.schedule.slots[each] for each in phase.items if each in outlook.schedule.slots]
    return (min(slot.start for slot in slots), max(slot.finish for slot in slots)) if slots else None


def _drawn_span(first: date, last: date, span: tuple[date, date], width: int) -> str:
    whole = max(1, (last - first).days + 1)
    begin = (span[0] - first).days * width // whole
    end = max(begin + 1, ((span[1] - first + timedelta(days=1)).days * width + whole - 1) // whole)
    return "·" * begin + "█" * (end - begin) + "·" * (width - end)


def _month_words(day: date | None) -> str:
    return f"{MONTHS[day.month - 1]} {day.year}" if day else ""


def _range_words(first: date, last: date) -> str:
    begin = _month_words(first) if first.year != last.year else MONTHS[first.month - 1]
    return (
        _month_words(last)
        if (first.year, first.month) == (last.year, last.month)
        else f"{begin} – {_month_words(last)}"
    )


def routes(outlook: Outlook) -> Mapping[str, Outlook]:
    """The same beginning on every route of the plan."""
    return {each.id: on_route(outlook, each.id) for each in outlook.plan.routes}
