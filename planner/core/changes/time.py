"""Verbs of time: pins, breaks, weekly hours, the target."""

from datetime import date, timedelta
from typing import Final

from msgspec.structs import replace

from planner.core.capacity import MOST_HOURS_A_DAY, checked_week
from planner.core.changes.base import Change, change_record, locate_kept, optional_line, plannable
from planner.core.journey import Journey, PastWeek, Pin, PinKind, Spell, Week
from planner.core.plan import Plan
from planner.core.wording import date_words, hours_number
from planner.errors import BadValue, NotFound, Refused

LONGEST_SPELL_DAYS: Final = 2 * 366
FARTHEST_YEARS: Final = 50
_PIN_WORDS: Final = {PinKind.BY: "by", PinKind.ON: "on", PinKind.NOT_BEFORE: "not before"}


def pin(journey: Journey, plan: Plan, today: date, milestone: str, kind: PinKind, day: date) -> Change:
    """Fix a date for a milestone: finished by it, ending on it, or not started before it."""
    item = locate_kept(journey, plan, milestone)
    if not item.status.is_to_do:
        raise Refused(f"“{item.title}” is {item.status.value}; there is nothing left to pin.")
    _checked_future(day, today, "A pin")
    journey = change_record(journey, item, pin=Pin(kind, day))
    return Change(f"pinned {_PIN_WORDS[kind]} {date_words(day)}: {item.title}", journey)


def unpin(journey: Journey, plan: Plan, today: date, milestone: str) -> Change:
    """Take a pin away."""
    item = locate_kept(journey, plan, milestone)
    if item.record.pin is None:
        raise Refused(f"“{item.title}” has no pin.")
    return Change(f"unpinned: {item.title}", change_record(journey, item, pin=None))


def pause(journey: Journey, plan: Plan, today: date, first: date, last: date, *, why: str) -> Change:
    """Plan no work from `first` to `last`, both included. A break freezes the streak."""
    journey = _with_spell(journey, Spell(first, last, 0.0, optional_line(why, "The reason")))
    return Change(f"break: {date_words(first)} to {date_words(last)}", journey)


def resume(journey: Journey, plan: Plan, today: date, day: date) -> Change:
    """End every break that covers `day`, or else cancel the next one, so that work goes on from `day`."""
    breaks = sorted((s for s in journey.spells if s.is_break and s.last >= day), key=lambda s: s.first)
    if not breaks:
        raise NotFound(f"There is no break on or after {date_words(day)}.")
    ended = [spell for spell in breaks if spell.first <= day] or breaks[:1]
    before = day - timedelta(days=1)
    spells = tuple(replace(spell, last=before) if spell in ended else spell for spell in journey.spells)
    spells = tuple(spell for spell in spells if spell.first <= spell.last)
    first, last = ended[0].first, max(spell.last for spell in ended)
    return Change(f"break ended: {date_words(first)} to {date_words(last)}", replace(journey, spells=spells))


def set_pace(journey: Journey, plan: Plan, today: date, week: Week) -> Change:
    """Change the usual weekly hours from today on. The days gone by keep theirs, which the past is compared with."""
    paces = _paces(journey, today) if checked_week(week) != journey.settings.week else journey.paces
    journey = replace(journey, settings=replace(journey.settings, week=week), paces=paces)
    return Change(f"pace: {hours_number(week.total)} h a week", plannable(journey, plan, today))


def set_spell(
    journey: Journey, plan: Plan, today: date, first: date, last: date, hours_a_week: float, *, why: str = ""
) -> Change:
    """Have other weekly hours than usual from `first` to `last`, both included."""
    if not 0 < hours_a_week <= 6 * MOST_HOURS_A_DAY:
        raise BadValue(f"{hours_a_week:g} hours a week cannot be planned: give more than 0 and at most 144.")
    journey = _with_spell(journey, Spell(first, last, hours_a_week, optional_line(why, "The reason")))
    return Change(
        f"{hours_number(hours_a_week)} h a week: {date_words(first)} to {date_words(last)}",
        journey,
    )


def set_target(journey: Journey, plan: Plan, today: date, day: date | None) -> Change:
    """Aim at a finish date, or at none. The plan never overloads a day to meet it."""
    if day is not None:
        _checked_future(day, max(today, journey.settings.start), "The target")
    title = "target: none" if day is None else f"target: {date_words(day)}"
    return Change(title, replace(journey, settings=replace(journey.settings, target=day)))


def checked_target(day: date, start: date) -> date:
    """A target for a journey that begins on `start`; BadValue when it has passed or is out of reach of calendars."""
    _checked_future(day, start, "The target")
    return day


def _checked_future(day: date, today: date, what: str) -> None:
    if day < today:
        raise BadValue(f"{what} cannot be in the past: {date_words(day)} is before {date_words(today)}.")
    if day > today + timedelta(days=366 * FARTHEST_YEARS):
        raise BadValue(f"{what} on {date_words(day)} is more than {FARTHEST_YEARS} years away.")


def _paces(journey: Journey, today: date) -> tuple[PastWeek, ...]:
    """The usual weeks of the past when the present one ends with yesterday.

    A week that applied to no day of the journey is not remembered: one set earlier today, or before the beginning.
    """
    yesterday = today - timedelta(days=1)
    if today <= journey.settings.start or (journey.paces and yesterday <= journey.paces[-1].until):
        return journey.paces
    return (*journey.paces, PastWeek(yesterday, journey.settings.week))


def _with_spell(journey: Journey, spell: Spell) -> Journey:
    if spell.last < spell.first:
        raise BadValue(f"{date_words(spell.last)} is before {date_words(spell.first)}: give the first day first.")
    if (spell.last - spell.first).days > LONGEST_SPELL_DAYS:
        raise BadValue("That is longer than two years; give a shorter stretch or change the weekly hours.")
    if spell in journey.spells:
        raise Refused("That stretch is in the plan already.")
    return replace(journey, spells=(*journey.spells, spell))
