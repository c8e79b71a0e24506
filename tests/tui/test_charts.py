"""The drawings by themselves: values in, rows of characters out."""

from collections.abc import Sequence
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from planner.core.activity import ActiveDay
from planner.core.forecast_values import FanPoint
from planner.core.trends import BurnPoint, BurnUp, PhaseAccuracy, WeekHours
from planner.tui.widgets.charts.burn_up import BurnUpDrawing
from planner.tui.widgets.charts.chart import Drawing
from planner.tui.widgets.charts.grid import Grid, Row, dotted
from planner.tui.widgets.charts.heat_map import HeatMap
from planner.tui.widgets.charts.ratio_bars import ratio_bars
from planner.tui.widgets.charts.scales import Days, month_places, round_up, ticks, week_words, write_names
from planner.tui.widgets.charts.week_columns import WeekColumns

MONDAY = date(2026, 8, 31)


def day(number: int) -> date:
    return MONDAY + timedelta(days=number)


def lines(rows: Sequence[Row]) -> list[str]:
    return ["".join(text for text, _ in row) for row in rows]


def burn(done: Sequence[float | None], promised: Sequence[float], today: date) -> BurnUp:
    points = [BurnPoint(day(7 * i + 6), each, due) for i, (each, due) in enumerate(zip(done, promised, strict=True))]
    known = [each for each in done if each is not None]
    return BurnUp(MONDAY, today, tuple(points), 40.0, known[-1], 0.0, 10.0)


BURN = burn([10, 20, None, None], [10, 20, 30, 40], day(13))
FAN = (FanPoint(day(13), 20, 20, 20), FanPoint(day(20), 22, 28, 34), FanPoint(day(27), 30, 36, 40))


def week(number: int, **hours: float) -> WeekHours:
    plain = WeekHours(day(7 * number), 8.0, 0.0, 0.0, 0.0, 0.0, is_break=False)
    return replace(plain, **hours)


WEEKS = (
    week(0, logged=8.0),
    replace(week(1, capacity=0.0), is_break=True),
    week(2, logged=4.0, habits=2.0, promised=5.0),
    week(3, planned=6.0),
)
DAYS = tuple(
    ActiveDay(day(number), hours, notes=int(number == 1), is_break=number == 7)
    for number, hours in enumerate((0, 0, 1, 2, 4, 0, 0, 0, 0, 0, 0, 0, 0, 0))
)


def test_a_grid_gives_runs_and_drops_what_lies_outside() -> None:
    grid = Grid(5, 2)
    grid.write(3, 0, "abc", "red")
    grid.put(-1, 0, "x")
    grid.put(0, 2, "x")
    grid.column(0, 0, 1, 1.5, "blue")
    assert grid.rows() == [(("▄  ", "blue"), ("ab", "red")), (("█    ", "blue"),)]
    grid.put(1, 1, "·", "on red")
    assert grid.rows()[1] == (("█", "blue"), ("·", "on red"), ("   ", ""))  # a ground must not run on


@pytest.mark.parametrize(
    ("filled", "drawn"), [(0, "   "), (0.01, "  ▁"), (1, "  █"), (2.5, "▄██"), (3, "███"), (9, "███")]
)
def test_columns_end_in_eighths(filled: float, drawn: str) -> None:
    grid = Grid(1, 3)
    grid.column(0, 0, 2, filled)
    assert "".join(lines(grid.rows())) == drawn


def test_dotted_lines_are_braille() -> None:
    assert dotted([(0.0, 0.0), (1.9, 0.0)]) == {(0, 0): "⠉", (1, 0): "⠉"}
    assert dotted([(0.0, 0.0), (0.0, 0.9)]) == {(0, 0): "⡇"}


@given(st.floats(0.1, 5000), st.integers(1, 20))
def test_ticks_are_round_few_and_within(highest: float, most: int) -> None:
    found = ticks(highest, most)
    assert found[0] == 0
    assert found[-1] <= highest * (1 + 1e-6)
    assert len(found) <= most + 1 or highest < 1
    assert all(value == round(value) for value in found)
    assert round_up(highest, most) >= highest * (1 - 1e-6)


@given(st.integers(0, 3000), st.integers(1, 200), st.integers(0, 3000))
def test_days_and_cells_agree(length: int, width: int, which: int) -> None:
    days = Days(MONDAY, day(length), width)
    cell = which % width
    assert 0 <= days.cell(day(which % (length + 1))) < width
    assert days.day(width - 1) == days.last
    assert MONDAY <= days.day(cell) <= days.last
    if width <= length + 1:  # every cell has the end of a day
        assert days.cell(days.day(cell)) == cell


@given(st.integers(30, 2500), st.integers(6, 150))
def test_month_names_never_touch(length: int, width: int) -> None:
    grid = Grid(width, 1)
    places = month_places(Days(MONDAY, day(length), width), 0)
    named = write_names(grid, 0, places)
    text = lines(grid.rows())[0]
    assert [text[x - 1] for x in named if x] == [" " for x in named if x]
    assert set(text.split()) <= {name for name, _ in places}


def test_weeks_are_named_with_the_year_only_when_it_is_another() -> None:
    assert week_words(day(0), day(40)) == "Week of 31 Aug"
    assert week_words(day(0), day(140)) == "Week of 31 Aug 2026"


def test_burn_up_draws_done_plan_and_fan_apart() -> None:
    drawn = lines(BurnUpDrawing(BURN, FAN).rows(47, 10, 1, is_marked=False))
    assert len(drawn) == 10
    assert all(len(line) == 47 for line in drawn)
    assert drawn[0].startswith("  40 h│")
    assert drawn[7].startswith("   0 h│")
    past, future = [line[7:27] for line in drawn[:8]], [line[27:] for line in drawn[:8]]
    assert any("█" in line for line in past)
    assert not any("░" in line or "▒" in line for line in past)
    assert any("░" in line for line in future)
    assert any("▒" in line for line in future)
    assert not any("█" in line for line in future)
    for half in (past, future):
        assert any("\u2800" < char <= "\u28ff" for line in half for char in line)
    assert "today" in drawn[0]
    assert "Sep" in drawn[9]
    assert "▲" not in drawn[8]


def test_burn_up_marks_and_reads_a_week() -> None:
    drawing = BurnUpDrawing(BURN, FAN)
    assert (drawing.count, drawing.now, drawing.across) == (4, 1, 1)
    assert "▲" in lines(drawing.rows(47, 10, 2, is_marked=True))[8]
    assert drawing.reading(1) == "Week of 7 Sep: 20 h done, 20 h promised"
    assert drawing.reading(2) == (
        "Week of 14 Sep: 30 h promised, half the runs have 28 h done, eight in ten 22 h to 34 h"
    )
    assert BurnUpDrawing(BURN).reading(2) == "Week of 14 Sep: 30 h promised"


def test_a_fan_that_ends_later_makes_the_chart_longer() -> None:
    longer = BurnUpDrawing(BURN, (*FAN, FanPoint(day(62), 40, 40, 40)))
    assert longer.count == 9
    assert longer.last == day(62)
    assert longer.reading(8).startswith("Week of 26 Oct: 40 h promised, half the runs have 40 h done")


def test_columns_tell_logged_habits_planned_and_breaks_apart() -> None:
    drawn = lines(WeekColumns(WEEKS, day(16)).rows(6 + 4 * 3, 10, 2, is_marked=True))
    columns = ["".join(line[6 + 3 * place] for line in drawn[:8]) for place in range(4)]
    assert columns == ["████████", "       ~", "╌ ▒▒████", "╌ ░░░░░░"]
    assert drawn[0].startswith("  8 h│")
    assert drawn[8].index("▲") == 6 + 3 * 2
    assert drawn[9].split() == ["Sep"]  # August has but a day of it


def test_columns_read_in_words() -> None:
    drawing = WeekColumns(WEEKS, day(16))
    assert (drawing.count, drawing.now) == (4, 2)
    assert [drawing.reading(index) for index in range(4)] == [
        "Week of 31 Aug: 8 h logged of 8 h",
        "Week of 7 Sep: a break",
        "Week of 14 Sep: 4 h logged, 2 h habits, of 8 h; milestones of 5 h due",
        "Week of 21 Sep: 6 h planned of 8 h",
    ]


def test_columns_that_do_not_fit_follow_the_cursor() -> None:
    drawing = WeekColumns(tuple(week(number, logged=float(number % 8)) for number in range(30)), day(209))
    assert "▲" in lines(drawing.rows(26, 10, 29, is_marked=True))[8]
    assert "▲" in lines(drawing.rows(26, 10, 0, is_marked=True))[8]
    assert lines(drawing.rows(26, 10, 0, is_marked=False)) != lines(drawing.rows(26, 10, 29, is_marked=False))


def test_the_year_has_five_levels_and_breaks() -> None:
    drawing = HeatMap(DAYS, day(8))
    drawn = lines(drawing.rows(8, 8, 0, is_marked=False))
    assert drawn == [
        "    Aug ",
        "Mon ··~~",
        "Tue ░░··",
        "Wed ▒▒  ",
        "Thu ▓▓  ",
        "Fri ██  ",
        "Sat ··  ",
        "Sun ··  ",
    ]
    assert (drawing.count, drawing.now, drawing.across) == (14, 8, 7)
    assert [drawing.reading(index) for index in (1, 4, 7, 9)] == [
        "Tue 1 Sep: 1 note",
        "Fri 4 Sep: 4 h logged",
        "Mon 7 Sep: a break",
        "Wed 9 Sep: still to come",
    ]


def test_ratios_stand_on_their_side_of_the_estimate() -> None:
    found = [
        PhaseAccuracy("a", "Aim", 10, 16, 3),
        PhaseAccuracy("b", "Interview readiness and everything else", 10, 5, 1),
        PhaseAccuracy("c", "Search", 10, 10, 1),
    ]
    over, under, even = (line.partition("┃") for line in lines(ratio_bars(found, 60)))
    assert over[0].endswith("█")
    assert over[2].startswith("█")
    assert under[0].endswith("·")
    assert under[2].startswith("·")
    assert even[0].endswith("█")
    assert even[2].startswith("·")
    assert [each[2].split("×")[0].split()[-1] for each in (over, under, even)] == ["1.6", "0.5", "1.0"]
    assert "16 for 10 h" in over[2]
    assert "for" not in lines(ratio_bars(found, 34))[0]


@pytest.mark.parametrize("drawing", [BurnUpDrawing(BURN, FAN), WeekColumns(WEEKS, day(16)), HeatMap(DAYS, day(8))])
@given(st.integers(1, 130), st.integers(1, 40), st.data())
def test_drawings_fit_any_size_and_the_mouse_finds_what_is_drawn(
    drawing: Drawing, width: int, height: int, data: st.DataObject
) -> None:
    cursor = data.draw(st.integers(0, drawing.count - 1))
    drawn = lines(drawing.rows(width, height, cursor, is_marked=True))
    assert len(drawn) == height
    assert all(len(line) == width for line in drawn)
    x, y = data.draw(st.integers(0, width - 1)), data.draw(st.integers(0, height - 1))
    found = drawing.at(x, y, width, height, cursor)
    assert found is None or 0 <= found < drawing.count


@given(st.integers(0, 3), st.integers(12, 120))
def test_a_click_where_a_week_is_marked_is_marked_there(index: int, width: int) -> None:
    drawing = BurnUpDrawing(BURN, FAN)
    axis = lines(drawing.rows(width, 10, index, is_marked=True))[8]
    found = drawing.at(axis.index("▲"), 3, width, 10, 0)
    assert found is not None
    assert lines(drawing.rows(width, 10, found, is_marked=True))[8] == axis


@given(st.integers(0, 3))
def test_a_click_on_a_column_is_its_week(place: int) -> None:
    drawing = WeekColumns(WEEKS, day(16))
    assert drawing.at(6 + 3 * place, 3, 18, 10, 0) == place
    assert drawing.at(2, 3, 18, 10, 0) is None
