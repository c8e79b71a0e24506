"""Dates, hours, weeks and estimates as people type them."""

import math
from collections.abc import Callable
from datetime import date, timedelta
from typing import TypeVar

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner.core.capacity import DAY_NAMES
from planner.core.journey import Week
from planner.core.parsing import parse_date, parse_effort, parse_hours, parse_week, parse_weekly_hours
from planner.core.plan import Effort
from planner.core.text import has_controls
from planner.core.wording import date_words
from planner.errors import BadValue, PlannerError
from tests.core.samples import outcome

SUNDAY = date(2026, 11, 22)
MANY = "7" * 5000
T = TypeVar("T")


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("2027-03-12", date(2027, 3, 12)),
        ("  2027-03-12 ", date(2027, 3, 12)),
        ("0001-01-01", date(1, 1, 1)),
        ("today", SUNDAY),
        ("Today", SUNDAY),
        ("TOMORROW", date(2026, 11, 23)),
        ("yesterday", date(2026, 11, 21)),
        ("monday", date(2026, 11, 23)),
        ("mon", date(2026, 11, 23)),
        ("next fri", date(2026, 11, 27)),
        ("sun", date(2026, 11, 29)),
        ("sunday", date(2026, 11, 29)),
        ("+0d", SUNDAY),
        ("+3d", date(2026, 11, 25)),
        ("-3d", date(2026, 11, 19)),
        ("+2w", date(2026, 12, 6)),
        ("+ 2 w", None),
        ("+2 w", date(2026, 12, 6)),
        ("+1m", date(2026, 12, 22)),
        ("+1y", date(2027, 11, 22)),
        ("12 Mar 2027", date(2027, 3, 12)),
        ("12th march, 2027", date(2027, 3, 12)),
        ("March 12 2027", date(2027, 3, 12)),
        ("Mar 12, 2027", date(2027, 3, 12)),
        ("12 Mar", date(2027, 3, 12)),
        ("22 nov", SUNDAY),
        ("21 nov", date(2027, 11, 21)),
        ("29 feb", date(2028, 2, 29)),
        ("1 sept", date(2027, 9, 1)),
        ("13/12/2026", date(2026, 12, 13)),
        ("12/13/2026", date(2026, 12, 13)),
        ("24.12.2026", date(2026, 12, 24)),
        ("5/5/2027", date(2027, 5, 5)),
        ("31/31/2027", None),
        ("0/0/2027", None),
        ("30 feb", None),
        ("30 feb 2027", None),
        ("2026-13-01", None),
        ("2026-02-30", None),
        ("2026-W05", None),
        ("20260101", None),
        ("+9999m", date(2860, 2, 22)),
        ("+9999y", None),
        ("-9999y", None),
        ("-9999w", date(1835, 4, 5)),
        ("12 mar 0000", None),
        ("12 mar 99999", None),
        ("t", None),
        ("m", None),
        ("12 ma", None),
        ("may", None),
        ("12", None),
        ("10am", None),
        ("", None),
        ("   ", None),
        ("\x1b[2J", None),
        (MANY, None),
        (f"+{MANY}d", None),
        (f"{MANY} mar", None),
        (f"12 mar {MANY}", None),
        (f"1/1/{MANY}", None),
    ],
)
def test_dates(text: str, meant: date | None) -> None:
    if meant is None:
        with pytest.raises(BadValue) as refused:
            parse_date(text, SUNDAY)
        assert "is not a date" in refused.value.message
        assert len(refused.value.message) < 200
        assert not has_controls(refused.value.message)
    else:
        assert parse_date(text, SUNDAY) == meant


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("sun", date(2026, 11, 22)),
        ("mon", date(2026, 11, 16)),
        ("22 nov", date(2026, 11, 22)),
        ("23 nov", date(2025, 11, 23)),
        ("29 feb", date(2024, 2, 29)),
        ("tomorrow", date(2026, 11, 23)),
        ("2027-01-01", date(2027, 1, 1)),
    ],
)
def test_dates_behind_us(text: str, meant: date) -> None:
    assert parse_date(text, SUNDAY, looking_back=True) == meant


def test_two_readings_of_a_date_are_both_named() -> None:
    with pytest.raises(BadValue) as refused:
        parse_date("10/11/2026", SUNDAY)
    assert "10 Nov 2026 or 11 Oct 2026" in refused.value.message
    assert "2026-11-10 or 2026-10-11" in refused.value.message


@pytest.mark.parametrize("today", [date.min, date.max])
@pytest.mark.parametrize("text", ["tomorrow", "yesterday", "mon", "+9999d", "-9999d", "29 feb", "1 jan", "+1m", "-1y"])
@pytest.mark.parametrize("looking_back", [False, True])
def test_at_the_ends_of_the_calendar(today: date, text: str, looking_back: bool) -> None:
    found = value_of(outcome(lambda: parse_date(text, today, looking_back=looking_back)))
    assert found is None or type(found) is date


@given(st.dates(), st.dates())
def test_dates_as_shown_are_read_back(day: date, today: date) -> None:
    assert parse_date(day.isoformat(), today) == day
    if day.year >= 1000:
        assert parse_date(date_words(day), today) == day


@pytest.mark.parametrize(
    ("text", "hours"),
    [
        ("1.5", 1.5),
        ("1,5", 1.5),
        (" 2 ", 2.0),
        ("90m", 1.5),
        ("90 min", 1.5),
        ("30minutes", 0.5),
        ("1h", 1.0),
        ("1h30", 1.5),
        ("1h 30", 1.5),
        ("1h 30m", 1.5),
        ("1.5H", 1.5),
        ("2 hours", 2.0),
        ("2hrs 15 minutes", 2.25),
        ("0.3333333333333333", 1 / 3),
        ("12345678901", 12345678901.0),
        ("0", None),
        ("0h", None),
        ("0.0", None),
        ("-1", None),
        ("-1h", None),
        ("", None),
        ("h", None),
        ("m", None),
        ("30h30h", None),
        ("1e3", None),
        ("nan", None),
        ("inf", None),
        ("1.5.5", None),
        ("½", None),
        (MANY, None),
        (f"{MANY}h", None),
        (f"0.{MANY}", 7 / 9),
    ],
)
def test_hours(text: str, hours: float | None) -> None:
    if hours is None:
        with pytest.raises(BadValue, match="hours") as refused:
            parse_hours(text)
        assert len(refused.value.message) < 200
    else:
        assert parse_hours(text) == pytest.approx(hours)


@given(st.integers(1, 10_000).map(lambda quarters: quarters / 4), st.sampled_from(("{:g}", "{:g}h", "{:.2f}", "{!r}")))
def test_hours_as_written_are_read_back(hours: float, form: str) -> None:
    assert parse_hours(form.format(hours)) == hours


@given(st.floats(min_value=1e-4, max_value=1e6))
def test_no_number_of_hours_is_taken_for_minutes(hours: float) -> None:
    text = f"{hours:.17f}"
    assert parse_hours(text) == pytest.approx(hours)


@pytest.mark.parametrize(
    ("text", "hours"),
    [
        ("tue 1.5, thu 1.5, sat 5", (0, 1.5, 0, 1.5, 0, 5, 0)),
        ("sat 5", (0, 0, 0, 0, 0, 5, 0)),
        ("Tuesday: 0.25", (0, 0.25, 0, 0, 0, 0, 0)),
        ("mon 1, sun 9", (1, 0, 0, 0, 0, 0, 9)),
        ("mo 90m,we 1h30, ,", (1.5, 0, 1.5, 0, 0, 0, 0)),
        ("mon 0, tue 1", (0, 1, 0, 0, 0, 0, 0)),
        ("mon 24", (24, 0, 0, 0, 0, 0, 0)),
    ],
)
def test_weeks(text: str, hours: tuple[float, ...]) -> None:
    assert parse_week(text).hours == hours


@pytest.mark.parametrize(
    "text",
    ["", ",", "mon", "mon x", "t 5", "s 5", "mon 1, monday 2", "mon 25", "tue 0.2", "mon 0", "5", "mon -1",
     "tue 1,5", f"mon {MANY}", "mon nan", "\x00 5", MANY],
)  # fmt: skip
def test_weeks_not_understood(text: str) -> None:
    with pytest.raises(BadValue) as refused:
        parse_week(text)
    assert len(refused.value.message) < 250
    assert not has_controls(refused.value.message)


@given(st.tuples(*[st.integers(0, 96).map(lambda quarters: quarters / 4)] * 7).filter(any))
def test_weeks_as_written_are_read_back(hours: tuple[float, ...]) -> None:
    text = ", ".join(f"{name} {each:g}" for name, each in zip(DAY_NAMES, hours, strict=True))
    assert parse_week(text).hours == hours


def test_weekly_hours() -> None:
    assert parse_weekly_hours("6").hours == (1, 1, 1, 1, 1, 1, 0)
    assert parse_weekly_hours("15m").total == pytest.approx(0.25)
    for text in ("0.2", "145", "1000000", MANY, "0", "eight"):
        with pytest.raises(BadValue):
            parse_weekly_hours(text)


@pytest.mark.parametrize(
    ("text", "effort"),
    [
        ("4,6,10", Effort(4, 6, 10)),
        ("4, 6, 10", Effort(4, 6, 10)),
        ("4;6;10", Effort(4, 6, 10)),
        ("4/6/10", Effort(4, 6, 10)),
        ("30m,1h,1h30", Effort(0.5, 1, 1.5)),
        ("0.5;1,5;2", None),
        ("6", Effort(6, 6, 6)),
        ("10,6,4", Effort(10, 6, 4)),
        ("4,6", None),
        ("1,2,3,4", None),
        ("", None),
        (",", None),
        ("a,b,c", None),
        ("0,1,2", None),
        (MANY, None),
    ],
)
def test_efforts(text: str, effort: Effort | None) -> None:
    if effort is None:
        with pytest.raises(BadValue):
            parse_effort(text)
    else:
        assert parse_effort(text) == effort


ALPHABET = st.one_of(st.characters(), st.sampled_from("0123456789 ,.+-/hmdwy:;½٣"))
anything = st.one_of(
    st.text(max_size=30),
    st.text(ALPHABET, max_size=30),
    st.lists(
        st.sampled_from(
            ("mon", "tue", "12", "mar", "march", "2027", "+3", "d", "w", "1h", "30m", ",", " ", "/", "next")
        ),
        max_size=8,
    ).map(" ".join),
    st.from_regex(r"[+-]?\d{1,6}[dwmy.,/h]?\d{0,6}([./]\d{1,5})?", fullmatch=True),
)


def value_of(found: T | PlannerError) -> T | None:
    """What was understood; None for a bad value, which has to be told in one plain and short sentence."""
    if isinstance(found, PlannerError):
        assert type(found) is BadValue
        assert not has_controls(found.message)
        assert len(found.message) < 250
        return None
    return found


@given(anything, st.dates(), st.booleans())
def test_any_text_is_a_date_or_a_bad_value(text: str, today: date, looking_back: bool) -> None:
    found = value_of(outcome(lambda: parse_date(text, today, looking_back=looking_back)))
    assert found is None or type(found) is date


@given(anything)
def test_any_text_is_hours_or_a_bad_value(text: str) -> None:
    hours = value_of(outcome(lambda: parse_hours(text)))
    assert hours is None or 0 < hours < math.inf


@pytest.mark.parametrize("parse", [parse_week, parse_weekly_hours])
@given(text=anything)
def test_any_text_is_a_week_or_a_bad_value(parse: Callable[[str], Week], text: str) -> None:
    week = value_of(outcome(lambda: parse(text)))
    if week is not None:
        assert week.total >= 0.25 - 1e-9
        assert all(0 <= hours <= 24 for hours in week.hours)


@given(anything)
def test_any_text_is_an_effort_or_a_bad_value(text: str) -> None:
    effort = value_of(outcome(lambda: parse_effort(text)))
    if effort is not None:
        assert all(0 < each < math.inf for each in (effort.low, effort.likely, effort.high))


@given(st.integers(-3000, 3000), st.sampled_from("dw"))
def test_offsets_count_days(count: int, unit: str) -> None:
    days = count * (7 if unit == "w" else 1)
    assert parse_date(f"{count:+d}{unit}", SUNDAY) == SUNDAY + timedelta(days=days)
