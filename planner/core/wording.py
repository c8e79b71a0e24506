"""Dates, hours and counts in words, the same in every front: "Thu 12 Mar", "3½", "in 3 days"."""

from datetime import date, datetime
from typing import Final

from planner.core.capacity import DAY_NAMES

MONTHS: Final = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_HOURS_SAID: Final = 6  # of the evening before are said as hours, more as "yesterday"
_QUARTERS: Final = ("", "¼", "½", "¾")


def day_words(day: date, today: date) -> str:
    """ "Thu 12 Mar", or "12 Mar 2027" when the date is about half a year away or more."""
    words = f"{DAY_NAMES[day.weekday()]} {day.day} {MONTHS[day.month - 1]}"
    return words if abs((day - today).days) < 180 else date_words(day)


def date_words(day: date) -> str:
    """ "12 Mar 2027"."""
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def distance_words(day: date, today: date) -> str:
    """ "today", "in 3 days", "2 weeks ago"."""
    days = (day - today).days
    if days == 0:
        return "today"
    if abs(days) == 1:
        return "tomorrow" if days > 0 else "yesterday"
    amount = length_words(abs(days))
    return f"in {amount}" if days > 0 else f"{amount} ago"


def ago_words(at: datetime, now: datetime) -> str:
    """How long ago something was done: "just now", "3 min ago", "5 h ago", "yesterday", "2 weeks ago".

    A moment still to come, as after a clock was set back, is said as its day. One with a time zone is taken as local.
    """
    at, now = _local(at), _local(now)
    minutes = int((now - at).total_seconds() // 60)
    if minutes < -1:
        return date_words(at.date())
    if minutes < 1:
        return "just now"
    if minutes < 60:
        return f"{minutes} min ago"
    if minutes < 60 * _HOURS_SAID or at.date() == now.date():
        return f"{minutes // 60} h ago"
    return distance_words(at.date(), now.date())


def moment_words(at: datetime) -> str:
    """ "Sun 22 Nov 2026, 14:05"."""
    at = _local(at)
    return f"{DAY_NAMES[at.weekday()]} {date_words(at.date())}, {at:%H:%M}"


def _local(at: datetime) -> datetime:
    return at if at.tzinfo is None else at.astimezone().replace(tzinfo=None)


def length_words(days: int) -> str:
    """ "3 days", "2 weeks", "5 months"."""
    if days < 14:
        return counted(days, "day")
    if days < 60:
        return counted(round(days / 7), "week")
    if days < 730:
        return counted(round(days / 30.44), "month")
    return counted(round(days / 365.25), "year")


def hours_words(hours: float) -> str:
    """Hours to the nearest quarter, as "3½ h"; a little is never shown as nothing."""
    return f"{hours_number(hours)} h"


def hours_number(hours: float) -> str:
    """Hours to the nearest quarter, as "3½"."""
    quarters = round(hours * 4)
    if quarters == 0 and hours > 0:
        quarters = 1
    whole, part = divmod(quarters, 4)
    return f"{whole or ''}{_QUARTERS[part]}" or "0"


def counted(number: int, noun: str, plural: str | None = None) -> str:
    """ "1 day", "4 days"."""
    return f"{number} {noun if number == 1 else plural or noun + 's'}"


def size_words(count: int) -> str:
    """Bytes in words: "812 bytes", "97 kB", "1.3 MB"."""
    if count >= 2**20:
        return f"{count / 2**20:.1f} MB"
    return f"{count / 1024:.0f} kB" if count >= 1024 else counted(count, "byte")


def listed(words: list[str], joint: str = "and") -> str:
    """ "a, b and c"."""
    if len(words) < 2:
        return "".join(words)
    return f"{', '.join(words[:-1])} {joint} {words[-1]}"


def shortened(text: str, width: int) -> str:
    """`text` cut at a word to at most `width` characters, with an ellipsis."""
    if len(text) <= width:
        return text
    if width < 1:
        return ""
    cut = text[: width - 1]
    space = cut.rfind(" ")
    return (cut[:space] if space > width * 0.6 else cut).rstrip(" ,;:") + "…"
