"""What all verbs share: their shape, how they find a milestone, and the checks on text, dates and hours."""

import math
from collections.abc import Callable, Iterable
from datetime import date
from typing import Concatenate, Final, ParamSpec

from msgspec import Struct
from msgspec.structs import replace

from planner.core.journey import Journey, State
from planner.core.outlook import Outlook
from planner.core.plan import Plan
from planner.core.scope import Item, Status, find, items
from planner.core.text import LONGEST_LINE, LONGEST_TEXT, one_line, visible
from planner.core.wording import date_words
from planner.errors import BadValue, Refused

P = ParamSpec("P")
MOST_HOURS_AT_ONCE: Final = 24.0
LONGEST_AGO_YEARS: Final = 50


class Change(Struct, frozen=True):
    """A new journey and what was done to get it, in words for the history: "done: Write one spec".

    `remark` is what went wrong besides when it was saved and did not stop it; empty when nothing did.
    """

    title: str
    journey: Journey
    remark: str = ""


Verb = Callable[Concatenate[Journey, Plan, date, P], Change]


def locate(journey: Journey, plan: Plan, reference: str) -> Item:
    """The milestone meant by an id or its unambiguous beginning; NotFound otherwise."""
    found = items(plan, journey)
    return found[find(found, reference)]


def locate_kept(journey: Journey, plan: Plan, reference: str) -> Item:
    """Like `locate`, but Refused when the milestone is dropped."""
    item = locate(journey, plan, reference)
    if item.status is Status.DROPPED:
        raise Refused(f"“{item.title}” is not in your plan now; bring it back with `planner reopen {item.id}` first.")
    return item


def change_record(journey: Journey, item: Item, **fields: object) -> Journey:
    """The journey with some fields of one record replaced."""
    return journey.with_record(item.id, replace(item.record, **fields))


def begun(journey: Journey, item: Item, day: date) -> Journey:
    """The journey with an open milestone marked as started on `day`; any other is left as it is."""
    if item.status is not Status.OPEN:
        return journey
    return change_record(journey, item, state=State.STARTED, started=day)


def promised(journey: Journey, plan: Plan, today: date, ids: Iterable[str] | None = None) -> Journey:
    """The journey with the projected finish of milestones to do stored as their due dates; all of them, or `ids`."""
    outlook = Outlook(plan, journey, today)
    slots = outlook.schedule.slots
    records = dict(journey.records)
    for each in slots if ids is None else ids:
        if each in slots:
            records[each] = replace(journey.record(each), due=slots[each].finish)
    return replace(journey, records=records)


def plannable(journey: Journey, plan: Plan, today: date) -> Journey:
    """The journey itself; Refused when its work would take longer than any life at its pace."""
    _ = Outlook(plan, journey, today).schedule
    return journey


def past_or_today(day: date | None, today: date) -> date:
    """`day`, or today when None; BadValue when it is still to come or longer ago than a career."""
    if day is None:
        return today
    if day.year < today.year - LONGEST_AGO_YEARS:
        raise BadValue(f"{date_words(day)} is too long ago: give a day of the last {LONGEST_AGO_YEARS} years.")
    if day > today:
        raise BadValue(f"{date_words(day)} is still to come; give today or an earlier day.")
    return day


def line(text: str, what: str) -> str:
    """A required single line of text, cleaned; BadValue when empty or too long."""
    cleaned = optional_line(text, what)
    if not cleaned:
        raise BadValue(f"{what} cannot be empty.")
    return cleaned


def optional_line(text: str, what: str) -> str:
    """A single line of text, cleaned, or none at all; BadValue when too long."""
    cleaned = one_line(text)
    if len(cleaned) > LONGEST_LINE:
        raise BadValue(f"{what} is longer than {LONGEST_LINE} characters; shorten it.")
    return cleaned


def paragraph(text: str, what: str) -> str:
    """A required text of any number of lines, cleaned; BadValue when empty or longer than a book."""
    cleaned = visible(text).strip()
    if not cleaned:
        raise BadValue(f"{what} cannot be empty.")
    if len(cleaned) > LONGEST_TEXT:
        raise BadValue(f"{what} is longer than {LONGEST_TEXT:,} characters; keep it in a file and note its path.")
    return cleaned


def checked_hours(hours: float) -> float:
    """Hours of one log entry; BadValue unless more than 0 and at most 24."""
    if not math.isfinite(hours) or not 0 < hours <= MOST_HOURS_AT_ONCE:
        raise BadValue(f"{hours:g} hours cannot be logged: give more than 0 and at most 24, one entry for each day.")
    return hours
