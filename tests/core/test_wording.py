"""Dates, hours and counts in words."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner.core.wording import (
    ago_words,
    counted,
    date_words,
    day_words,
    distance_words,
    hours_number,
    hours_words,
    length_words,
    listed,
    moment_words,
    shortened,
)

TODAY = date(2026, 11, 22)
NOON = datetime(2026, 11, 22, 12)


@pytest.mark.parametrize(
    ("day", "words"),
    [
        (TODAY, "Sun 22 Nov"),
        (date(2027, 1, 4), "Mon 4 Jan"),
        (TODAY + timedelta(days=179), "Thu 20 May"),
        (TODAY + timedelta(days=180), "21 May 2027"),
        (TODAY - timedelta(days=180), "26 May 2026"),
        (date(2030, 2, 28), "28 Feb 2030"),
    ],
)
def test_days(day: date, words: str) -> None:
    assert day_words(day, TODAY) == words
    assert date_words(day).startswith(f"{day.day} ")


@pytest.mark.parametrize(
    ("days", "words"),
    [
        (0, "today"), (1, "tomorrow"), (-1, "yesterday"), (2, "in 2 days"), (-13, "13 days ago"), (14, "in 2 weeks"),
        (-59, "8 weeks ago"), (60, "in 2 months"), (729, "in 24 months"), (730, "in 2 years"), (-3653, "10 years ago"),
    ],
)  # fmt: skip
def test_distances(days: int, words: str) -> None:
    assert distance_words(TODAY + timedelta(days=days), TODAY) == words


@pytest.mark.parametrize(
    ("hours", "words"),
    [(0, "0"), (0.01, "¼"), (0.25, "¼"), (0.5, "½"), (0.75, "¾"), (1, "1"), (3.5, "3½"), (3.49, "3½"), (99.9, "100"),
     (1 / 3, "¼"), (10, "10"), (0.9, "1")],
)  # fmt: skip
def test_hours(hours: float, words: str) -> None:
    assert hours_number(hours) == words
    assert hours_words(hours) == f"{words} h"


@given(st.floats(min_value=1e-6, max_value=1e5))
def test_a_little_is_never_nothing(hours: float) -> None:
    words = hours_number(hours)
    parts = {"¼": 0.25, "½": 0.5, "¾": 0.75}
    shown = float(words.rstrip("¼½¾") or 0) + parts.get(words[-1], 0)
    assert shown > 0
    assert abs(shown - hours) <= (0.25 if hours < 0.25 else 0.125) + 1e-9


def test_counts_and_lists() -> None:
    assert [counted(n, "day") for n in (0, 1, 2)] == ["0 days", "1 day", "2 days"]
    assert counted(2, "person", "people") == "2 people"
    assert length_words(1) == "1 day"
    assert [listed(list(words)) for words in ("", "a", "ab", "abc")] == ["", "a", "a and b", "a, b and c"]
    assert listed(["a", "b", "c"], "or") == "a, b or c"


def test_shortening_cuts_at_a_word() -> None:
    assert shortened("short", 5) == "short"
    assert shortened("run a backlog, for six weeks", 15) == "run a backlog…"
    assert shortened("unbreakable-word", 8) == "unbreak…"


@given(st.text(), st.integers(0, 40))
def test_shortened_text_fits(text: str, width: int) -> None:
    cut = shortened(text, width)
    assert len(cut) <= width
    assert cut == text or cut == "" or cut.endswith("…")


@pytest.mark.parametrize(
    ("minutes", "words"),
    [
        (0, "just now"),
        (-1, "just now"),
        (0.9, "just now"),
        (1, "1 min ago"),
        (59, "59 min ago"),
        (60, "1 h ago"),
        (12 * 60, "12 h ago"),
        (12 * 60 + 1, "yesterday"),
        (3 * 24 * 60, "3 days ago"),
        (20 * 24 * 60, "3 weeks ago"),
        (-24 * 60, "23 Nov 2026"),
    ],
)
def test_how_long_ago(minutes: float, words: str) -> None:
    assert ago_words(NOON - timedelta(minutes=minutes), NOON) == words


def test_an_evening_before_midnight_is_said_in_hours() -> None:
    assert ago_words(datetime(2026, 11, 21, 23, 30), datetime(2026, 11, 22, 1, 45)) == "2 h ago"


def test_moments_with_a_time_zone_are_said_in_local_time() -> None:
    here = NOON.astimezone()
    assert ago_words(here.astimezone(UTC), NOON + timedelta(minutes=3)) == "3 min ago"
    assert moment_words(here.astimezone(UTC)) == moment_words(NOON) == "Sun 22 Nov 2026, 12:00"


@given(st.datetimes(datetime(2000, 1, 1), datetime(2100, 1, 1)), st.timedeltas(timedelta(0), timedelta(days=4000)))
def test_what_is_past_is_said_as_past(now: datetime, ago: timedelta) -> None:
    words = ago_words(now - ago, now)
    assert words.endswith(" ago") or words in ("just now", "yesterday")
