"""Dates, hours, weeks and estimates as people type them. Every front reads input with these.

What cannot be understood, or can be understood in two ways, raises BadValue with the ways to write it.
"""

import math
import re
from datetime import date, timedelta
from typing import Final

from planner.core.capacity import DAY_NAMES, checked_week, even_week
from planner.core.journey import Week
from planner.core.plan import Effort
from planner.core.text import one_line, quoted
from planner.core.wording import MONTHS, date_words
from planner.errors import BadValue

_WEEKDAYS: Final = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_FULL_MONTHS: Final = (
    "january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november",
    "december",
)  # fmt: skip
_WAYS: Final = "Write it as 2027-03-12, 12 Mar 2027, today, tomorrow, friday, +3d, +2w or +1m."
# Compiled, and kept by `re`, when first asked for: most calls are given no date.
_OFFSET: Final = r"([+-])(\d{1,4})\s*(d|w|m|y)"
_NUMBERS: Final = r"(\d{1,2})[/.](\d{1,2})[/.](\d{4})"
_DAY_MONTH: Final = r"(?:(\d{1,2})(?:st|nd|rd|th)?\s+([a-z]+)|([a-z]+)\s+(\d{1,2})(?:st|nd|rd|th)?)\s*,?\s*(\d{4})?"
_AMOUNT: Final = r"(\d+(?:[.,]\d+)?)"
_MINUTES: Final = r"m(?:in(?:utes?)?)?"
_HOURS: Final = rf"{_AMOUNT}\s*h(?:ours?|rs?)?(?:\s*{_AMOUNT}\s*(?:{_MINUTES})?)?|{_AMOUNT}\s*{_MINUTES}"


def parse_date(text: str, today: date, *, looking_back: bool = False) -> date:
    """A date as typed. A weekday, or a day and month, without more is the next one after today.

    `looking_back`, for what has happened already, takes the latest one up to today instead.
    """
    words = one_line(text).casefold()
    try:
        found = _exact(words) or _relative(words, today) or _named(words, today, looking_back) or _by_numbers(words)
    except (ValueError, OverflowError):
        found = None
    if found is None:
        raise BadValue(f"{quoted(text)} is not a date. {_WAYS}")
    return found


def parse_hours(text: str) -> float:
    """Hours as typed: 1.5, 1,5, 90m, 1h30, 1h 30m. The result is finite and more than 0."""
    words = one_line(text).casefold()
    hours = _plain_number(words)
    if hours is None:
        match = re.fullmatch(_HOURS, words)
        if match:
            hours = _number(match[1] or "0") + _number(match[2] or match[3] or "0") / 60
    if hours is None or not math.isfinite(hours):
        raise BadValue(f"{quoted(text)} is not a number of hours. Write it as 1.5, 90m or 1h30.")
    if hours <= 0:
        raise BadValue(f"{quoted(text)} is not more than nothing: give hours such as 1.5, 90m or 1h30.")
    return hours


def parse_weekly_hours(text: str) -> Week:
    """Hours a week, spread evenly over Monday to Saturday."""
    hours = parse_hours(text)
    if hours > 6 * 24:
        raise BadValue(f"{quoted(text)} hours do not fit into a week.")
    return even_week(hours)


def parse_week(text: str) -> Week:
    """Hours by weekday: "tue 1.5, thu 1.5, sat 5". Days left out have none."""
    hours = [0.0] * 7
    seen: set[int] = set()
    for part in filter(None, (part.strip() for part in one_line(text).casefold().split(","))):
        name, _, amount = part.partition(" ")
        day = _weekday(name.rstrip(":"))
        if day is None or not amount.strip():
            raise BadValue(f"{quoted(part)} is not a weekday with hours. Write a week as “tue 1.5, thu 1.5, sat 5”.")
        if day in seen:
            raise BadValue(f"{DAY_NAMES[day]} stands twice in {quoted(text)}.")
        seen.add(day)
        hours[day] = 0.0 if _plain_number(amount.strip()) == 0 else parse_hours(amount)
    monday, tuesday, wednesday, thursday, friday, saturday, sunday = hours
    return checked_week(Week((monday, tuesday, wednesday, thursday, friday, saturday, sunday)))


def parse_pace(text: str) -> Week:
    """Hours by weekday when a weekday stands at the beginning, else hours a week."""
    return parse_week(text) if text.strip()[:1].isalpha() else parse_weekly_hours(text)


def parse_effort(text: str) -> Effort:
    """Low, likely and high hours: "4,6,10"; one number alone counts for all three. Order is checked by the verbs."""
    parts = [part for part in re.split(r"[;/]|,\s*", one_line(text)) if part]
    if len(parts) == 1:
        parts *= 3
    if len(parts) != 3:
        raise BadValue(f"{quoted(text)} is not an estimate. Write low,likely,high hours, such as 4,6,10.")
    low, likely, high = (parse_hours(part) for part in parts)
    return Effort(low, likely, high)


def _exact(words: str) -> date | None:
    return date.fromisoformat(words) if re.fullmatch(r"\d{4}-\d{2}-\d{2}", words) else None


def _relative(words: str, today: date) -> date | None:
    days = {"today": 0, "tomorrow": 1, "yesterday": -1}.get(words)
    if days is not None:
        return today + timedelta(days=days)
    match = re.fullmatch(_OFFSET, words)
    if not match:
        return None
    count = int(match[2]) * (1 if match[1] == "+" else -1)
    if match[3] in "dw":
        return today + timedelta(days=count * (7 if match[3] == "w" else 1))
    from dateutil.relativedelta import relativedelta

    return today + (relativedelta(months=count) if match[3] == "m" else relativedelta(years=count))


def _named(words: str, today: date, looking_back: bool) -> date | None:
    day = _weekday(words.removeprefix("next "))
    if day is not None:
        ahead = (day - today.weekday() - 1) % 7 + 1
        return today + timedelta(days=ahead - 7 if looking_back else ahead)
    match = re.fullmatch(_DAY_MONTH, words)
    if not match:
        return None
    month = _month(match[2] or match[3])
    number = int(match[1] or match[4])
    if month is None:
        return None
    if match[5]:
        return date(int(match[5]), month, number)
    step = -1 if looking_back else 1
    near = (_maybe(today.year + step * offset, month, number) for offset in range(9))  # 29 Feb is at most 8 away
    return next((day for day in near if day and (day <= today if looking_back else day >= today)), None)


def _by_numbers(words: str) -> date | None:
    match = re.fullmatch(_NUMBERS, words)
    if not match:
        return None
    first, second, year = (int(part) for part in match.groups())
    readings = [d for d in (_maybe(year, second, first), _maybe(year, first, second)) if d]
    if len(set(readings)) == 2:
        day_first, month_first = (date_words(reading) for reading in readings)
        raise BadValue(f"“{words}” could be {day_first} or {month_first}. Write {readings[0]} or {readings[1]}.")
    return readings[0] if readings else None


def _maybe(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _weekday(name: str) -> int | None:
    matches = [index for index, day in enumerate(_WEEKDAYS) if len(name) >= 2 and day.startswith(name)]
    return matches[0] if len(matches) == 1 else None


def _month(name: str) -> int | None:
    for index, (short, full) in enumerate(zip(MONTHS, _FULL_MONTHS, strict=True), start=1):
        if name == short.casefold() or (len(name) >= 3 and full.startswith(name)):
            return index
    return None


def _plain_number(words: str) -> float | None:
    return _number(words) if re.fullmatch(r"-?\d+(?:[.,]\d+)?", words) else None


def _number(words: str) -> float:
    return float(words.replace(",", "."))
