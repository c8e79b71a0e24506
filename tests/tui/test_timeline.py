"""The timeline: dates to columns, rows, bars and words as pure functions, and the view in an app of its own."""

from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace
from rich.cells import cell_len
from textual import on
from textual.app import App, ComposeResult
from textual.events import MouseScrollDown
from textual.pilot import Pilot

import planner.tui
from planner.core import changes
from planner.core.journey import Pin, PinKind, Record, Spell, State, Week
from planner.core.outlook import Outlook
from planner.session import Session
from planner.tui.messages import Moved, Wanted
from planner.tui.theme import DARK, TOKEN_DEFAULTS
from planner.tui.views.timeline import TimelineView, bars, labels, rows, words
from planner.tui.views.timeline.axis import Axis, Zoom, names
from planner.tui.views.timeline.chart import TimelineChart
from planner.tui.views.timeline.ground import Calendar, ground, markers
from tests.conftest import TODAY
from tests.core.samples import MONDAY, journey_on, milestone, outlook_on, plan_of
from tests.tui.conftest import strips_of, text_of, until

TUI = Path(planner.tui.__file__).parent
HOSTILE = "[x] [/b] [red]boom[/red] 計画を立てる 🙂"
NOTHING = Calendar(MONDAY, None, ())

zooms = st.sampled_from(Zoom)
some_days = st.dates(date(1990, 1, 1), date(2150, 1, 1))


def after(days: int) -> date:
    return MONDAY + timedelta(days=days)


def ordinals(*days: int) -> frozenset[int]:
    return frozenset(after(day).toordinal() for day in days)


def row(start: int, finish: int, **fields: object) -> rows.Row:
    """A row to do; days count from the Monday that the axis begins on."""
    plain = rows.Row("a", "A", after(start), after(finish), after(finish), is_to_do=True)
    return replace(plain, **fields)


def drawn(shown: rows.Row, width: int = 30, *, zoom: Zoom = Zoom.WEEK, calendar: Calendar | None = None) -> str:
    """The bar of a row from `MONDAY` on, with no ground unless a calendar gives one."""
    axis = Axis(MONDAY, 400, zoom)
    plain = Calendar(after(-99), None, ())
    return "".join(bars.draw(shown, axis, 0, ground(calendar or plain, axis, 0, width)).text).rstrip()


# Geometry


@given(some_days, some_days, zooms)
def test_a_day_lies_in_its_column_and_columns_follow_each_other(first: date, day: date, zoom: Zoom) -> None:
    axis = Axis.over(min(first, day), max(first, day), zoom)
    column = axis.column(day)
    assert axis.day(column) <= day < axis.day(column + 1)
    assert day.toordinal() in axis.days(column)
    assert 0 <= column < axis.width
    assert axis.first.weekday() == 0


@given(some_days, zooms, st.integers(0, 5000))
def test_columns_never_run_backward_and_no_day_is_lost(first: date, zoom: Zoom, column: int) -> None:
    axis = Axis.over(first, first, zoom)
    assert axis.days(column).stop == axis.days(column + 1).start
    assert axis.column(axis.day(column)) == column
    assert (axis.day(column + 7 * zoom.columns) - axis.day(column)).days == 7 * zoom.days


@given(zooms, st.integers(-9, 9))
def test_the_zooms_are_a_circle(zoom: Zoom, steps: int) -> None:
    assert zoom.after(steps).after(-steps) is zoom
    assert zoom.after(3) is zoom


@given(some_days, zooms, st.integers(0, 2000), st.integers(0, 200))
def test_names_fill_the_window_exactly(first: date, zoom: Zoom, column: int, width: int) -> None:
    upper, lower = names(Axis.over(first, first, zoom), column, width)
    assert len(upper) == len(lower) == width


def test_names_stand_over_their_columns() -> None:
    axis = Axis(MONDAY, 200, Zoom.WEEK)
    assert names(axis, 0, 28) == ("Nov     Dec                 ", "23     30     7      14     ")
    axis = Axis(MONDAY, 200, Zoom.MONTH)
    assert names(axis, 0, 32) == ("  Dec      Jan 2027 Feb     Mar ", "23  7   21  4   18  1   15  1   ")
    axis = Axis(MONDAY, 200, Zoom.QUARTER)
    assert names(axis, 0, 24) == ("2026 2027               ", " Dec Jan  Feb Mar Apr   ")


def test_a_name_stays_at_the_edge_while_there_is_room() -> None:
    axis = Axis(MONDAY, 200, Zoom.WEEK)
    assert names(axis, 20, 12)[0] == "Dec 2026    "
    assert names(axis, 36, 12)[0] == "   Jan 2027 "


def test_the_ends_of_the_calendar_are_no_trouble() -> None:
    for day in (date.min, date.max):
        for zoom in Zoom:
            axis = Axis.over(day, day, zoom)
            assert axis.column(day) >= 0
            assert len(names(axis, max(0, axis.column(day) - 5), 40)[0]) == 40
            ground(Calendar(day, day, (Spell(day, day, 0.0),)), axis, 0, 40)


# Bars


def test_work_and_waiting_are_told_apart() -> None:
    shown = row(0, 9, worked=after(4), ahead=ordinals(0, 1, 4))
    assert drawn(shown) == "██──█◌◌◌◌◌"
    assert drawn(shown, zoom=Zoom.MONTH) == "██◌"
    assert drawn(shown, zoom=Zoom.QUARTER) == "█◌"


def test_what_is_behind_us_has_its_own_sign() -> None:
    begun = row(0, 6, past=ordinals(0, 2), ahead=ordinals(5, 6), worked=after(6))
    assert drawn(begun) == "▓─▓──██"
    done = row(0, 6, past=ordinals(0, 2, 6), is_to_do=False)
    assert drawn(done) == "▓─▓───●"


def test_due_against_projected() -> None:
    work = {"ahead": ordinals(0, 1), "worked": after(1)}
    assert drawn(row(0, 1, due=after(1), **work)) == "██┤"
    assert drawn(row(0, 1, due=after(5), **work)) == "██····┤"
    assert drawn(row(0, 4, due=after(2), days_late=2, ahead=ordinals(0, 1, 2, 3, 4))) == "███┤█ ! 2 days late"
    late = row(6, 7, due=after(1), days_late=6, ahead=ordinals(6, 7))
    assert drawn(late) == "  ┤···██ ! 6 days late"


def test_how_late_is_said_where_there_is_room() -> None:
    late = row(22, 24, due=after(18), days_late=6, ahead=ordinals(22, 23, 24))
    assert drawn(late, 26) == "     ! 6 days late ┤··███"
    long_ago = row(24, 25, due=after(2), days_late=23, ahead=ordinals(24, 25))
    assert drawn(long_ago, 27) == "   ┤···· ! 3 weeks late ██"


def test_today_target_breaks_and_pins() -> None:
    calendar = Calendar(after(2), after(12), (Spell(after(5), after(8), 0.0),))
    assert drawn(row(0, 1, ahead=ordinals(0, 1)), calendar=calendar) == "██┊  ░░░░   ┃"
    over = row(0, 6, ahead=ordinals(0, 6))
    assert drawn(over, calendar=calendar) == "█─────█░░   ┃"
    shown = replace(over, pin=Pin(PinKind.BY, after(10)))
    assert drawn(shown, calendar=calendar) == "█─────█░░ ◆ ┃"


@given(
    st.integers(-60, 60),
    st.integers(0, 90),
    st.integers(0, 90),
    st.integers(-120, 200),
    st.integers(1, 80),
    st.integers(-50, 50),
    zooms,
)
def test_any_bar_in_any_window_is_as_wide_as_the_window(
    start: int, work: int, wait: int, due: int, width: int, first: int, zoom: Zoom
) -> None:
    finish = start + work + wait
    shown = row(
        start,
        finish,
        worked=after(start + work),
        ahead=ordinals(start, start + work),
        due=after(due),
        days_late=max(0, finish - due),
        pin=Pin(PinKind.ON, after(due)),
    )
    calendar = Calendar(MONDAY, after(30), (Spell(after(4), after(11), 0.0),), ((after(60), "50 %"),))
    axis = Axis(MONDAY, 300, zoom)
    line = bars.draw(shown, axis, first, ground(calendar, axis, first, width))
    assert len(line.text) == len(line.ink) == width
    assert all(len(character) == 1 for character in line.text)
    assert len(markers(calendar, axis, first, width).text) == width
    is_in_view = first <= axis.column(after(finish)) and axis.column(after(start)) < first + width
    assert is_in_view or line.text[0] == bars.LEFT or line.text[-1] == bars.RIGHT


def test_markers_keep_their_signs_and_give_up_words_that_collide() -> None:
    axis = Axis(MONDAY, 200, Zoom.WEEK)
    calendar = Calendar(after(2), after(20), (), ((after(18), "planned"), (after(21), "50 %")))
    assert "".join(markers(calendar, axis, 0, 32).text) == "  ┊today   planned▾ ┃▾50 %      "
    calendar = Calendar(after(2), after(4), (Spell(after(8), after(10), 0.0),), ((after(5), "50 %"),))
    assert "".join(markers(calendar, axis, 0, 24).text) == "  ┊ ┃▾50 %░break        "


# Rows and labels


def test_rows_follow_phases_and_within_them_the_calendar() -> None:
    plan = plan_of(
        milestone("late", "cook", requires=("early",)),
        milestone("early", "cook"),
        milestone("first", "prepare"),
    )
    outlook = outlook_on(plan, journey_on(plan))
    assert [each.id for each in rows.rows(outlook)] == [
        "phase:cook", "early", "late", "phase:prepare", "first",
    ]  # fmt: skip
    folded = rows.fold(rows.rows(outlook), {"cook"})
    assert [each.id for each in folded] == ["phase:cook", "phase:prepare", "first"]
    assert folded[0].start == outlook.milestones["early"].start
    assert folded[0].finish == outlook.milestones["late"].finish
    assert folded[0].milestone is None
    assert folded[2].milestone == "first"


def test_only_finished_phases_begin_folded_unless_all_are() -> None:
    plan = plan_of(milestone("one", "prepare"), milestone("two", "cook"))
    journey = changes.complete(journey_on(plan), plan, MONDAY, "one").journey
    assert rows.finished(outlook_on(plan, journey)) == {"prepare"}
    journey = changes.complete(journey, plan, MONDAY, "two").journey
    assert rows.finished(outlook_on(plan, journey)) == frozenset()


def test_hours_logged_and_planned_are_on_the_row() -> None:
    plan = plan_of(milestone("one", hours=4.0))
    journey = journey_on(plan, Week((2.0, 0, 2.0, 0, 0, 0, 0)), today=after(-7))
    journey = changes.log_hours(journey, plan, after(-7), "one", 2.0).journey
    shown = rows.rows(outlook_on(plan, journey))[1]
    assert (shown.start, shown.past, shown.ahead) == (after(-7), ordinals(-7), ordinals(0))


def test_the_span_holds_everything_that_is_drawn() -> None:
    plan = plan_of(milestone("one"))
    journey = journey_on(plan)
    journey = changes.set_target(journey, plan, MONDAY, after(90)).journey
    journey = changes.pause(journey, plan, MONDAY, after(100), after(120), why="").journey
    journey = changes.pin(journey, plan, MONDAY, "one", PinKind.BY, after(140)).journey
    outlook = outlook_on(plan, journey)
    every = rows.rows(outlook)
    assert rows.span(outlook, every) == (MONDAY, after(140))
    assert rows.span(outlook, every, [(after(200), "80 %")]) == (MONDAY, after(200))


@pytest.mark.parametrize("width", [24, 26, 41, 56])
@pytest.mark.parametrize("title", ["Short", "計画を立てる" * 9, "🙂" * 40, HOSTILE, "a\tb\nc", "word " * 30])
def test_labels_are_as_wide_as_their_column(title: str, width: int) -> None:
    plan = plan_of(milestone("one"))
    outlook = outlook_on(plan, journey_on(plan))
    for shown in rows.rows(outlook):
        text = "".join(part for part, _ in labels.label(replace(shown, title=title), width, is_marked=True))
        assert cell_len(text) == width
    for line in range(3):
        assert cell_len("".join(part for part, _ in labels.corner(Zoom.WEEK, line, width))) == width


def test_the_words_of_the_corner_are_where_they_are_drawn() -> None:
    for zoom in Zoom:
        text = "".join(part for part, _ in labels.corner(zoom, 0, 24))
        for each in Zoom:
            assert labels.zoom_at(zoom, text.index(each.value)) is each
        assert labels.zoom_at(zoom, 0) is None
    for width, ways in ((30, ("‹ earlier", "today", "later ›")), (24, ("‹‹", "today", "››"))):
        text = "".join(part for part, _ in labels.corner(Zoom.WEEK, 1, width))
        assert [labels.way_at(text.index(way), width) for way in ways] == ["earlier", "today", "later"]
        assert labels.way_at(0, width) is labels.way_at(text.index("today") - 1, width) is None
        assert labels.way_at(len(text.rstrip()), width) is None


# Words


def test_a_row_in_words() -> None:
    plan = plan_of(milestone("one", hours=4.0, elapsed_weeks=2.0), milestone("two", hours=6.0))
    journey = journey_on(plan, Week((2.0, 0, 2.0, 0, 0, 0, 0)))
    journey = journey.with_record("one", Record(due=after(9), pin=Pin(PinKind.BY, after(20))))
    outlook = outlook_on(plan, journey)
    heading, one, _ = rows.rows(outlook)
    text = words.detail(outlook, one, None, 120).plain
    for part in (
        "One · ○ open",
        "Mon 23 Nov – Mon 7 Dec",
        "4 h of work on 2 days",
        "◌ then waits until Mon 7 Dec",
        "due Wed 2 Dec",
        "! 5 days late",
        "◆ pinned: finished by Sun 13 Dec",
        "enter opens it · r re-plans · i asks what if",
    ):
        assert part in text
    assert "0 of 2 milestones done" in words.detail(outlook, heading, None, 120).plain
    journey = journey.with_record("one", Record(state=State.DONE, finished=after(-1), due=after(1)))
    done = rows.rows(outlook_on(plan, journey))[1]
    text = words.detail(outlook_on(plan, journey), done, None, 120).plain
    assert "One · ● done" in text
    assert "was due Tue 24 Nov, finished 2 days before it" in text


def test_the_dates_of_the_plan_in_words_leave_out_what_does_not_fit() -> None:
    plan = plan_of(milestone("one"))
    journey = changes.set_target(journey_on(plan), plan, MONDAY, after(90)).journey
    for first, last in ((0, 20), (14, 16), (40, 46)):
        journey = changes.pause(journey, plan, MONDAY, after(first), after(last), why="").journey
    outlook = outlook_on(plan, journey)
    whole = words.summary(outlook, None, 200).plain
    assert whole == (
        "On a break until Sun 13 Dec · planned until 15 Dec 2026 · your target 21 Feb 2027"
        " · next break Sat 2 Jan – Fri 8 Jan"
    )
    assert words.summary(outlook, None, 60).plain == "On a break until Sun 13 Dec · planned until 15 Dec 2026"
    assert words.summary(outlook, None, 5).plain == "On a break until Sun 13 Dec"


@pytest.mark.parametrize("width", [58, 78, 118, 198])
def test_the_legend_fits_and_explains_every_sign(width: int) -> None:
    legend = words.legend(width).plain
    assert all(cell_len(line) <= width for line in legend.split("\n"))
    for sign in (bars.WORK, bars.PAST, bars.BETWEEN, bars.DUE, bars.APART, *"◌!◆▲░┊┃▾"):
        assert f"{sign} " in legend
        assert f"{sign} " in TimelineChart.HELP


# The view


class Harness(App[None]):
    """The view alone, with the classes that the main screen gives it, and everything it asked for."""

    CSS_PATH = [str(TUI / "app.tcss"), str(TUI / "views" / "timeline.tcss")]
    AUTO_FOCUS = ""
    HORIZONTAL_BREAKPOINTS = [(0, "-tiny"), (60, "-narrow"), (100, "-wide")]
    VERTICAL_BREAKPOINTS = [(0, "-flat"), (16, "-low"), (30, "-tall")]

    def __init__(self, outlook: Outlook) -> None:
        super().__init__()
        self.outlook = outlook
        self.wanted: list[tuple[str, str | None]] = []
        self.moved = 0

    def get_theme_variable_defaults(self) -> dict[str, str]:
        return dict(TOKEN_DEFAULTS)

    def compose(self) -> ComposeResult:
        yield TimelineView(id="timeline")

    def on_mount(self) -> None:
        self.register_theme(DARK)
        self.theme = DARK.name
        self.view.outlook = self.outlook
        self.view.focus_first()

    @property
    def view(self) -> TimelineView:
        return self.query_one(TimelineView)

    @property
    def chart(self) -> TimelineChart:
        return self.query_one(TimelineChart)

    @property
    def today_at(self) -> int:
        """The column of the screen that the line of today is in."""
        return next(line for line in text_of(self).split("\n") if "┊today" in line).index("┊today")

    @on(Wanted)
    def keep(self, event: Wanted) -> None:
        self.wanted.append((event.command, event.milestone))

    @on(Moved)
    def count(self) -> None:
        self.moved += 1


async def ready(pilot: Pilot[None], app: Harness) -> None:
    await until(pilot, lambda: app.chart.is_placed and "┊today" in text_of(app))


def line_of(app: Harness, word: str) -> int:
    """The line of the screen that a word stands in."""
    return next(number for number, line in enumerate(text_of(app).split("\n")) if word in line)


@pytest.mark.parametrize("size", [(60, 16), (80, 24), (120, 40), (200, 50)])
async def test_it_opens_at_today_with_the_next_action(half_way: Session, size: tuple[int, int]) -> None:
    outlook = half_way.outlook()
    app = Harness(outlook)
    async with app.run_test(size=size) as pilot:
        await ready(pilot, app)
        assert outlook.next_action is not None
        assert app.view.selected == outlook.next_action.id
        first, last = app.chart.window
        assert first < TODAY < last
        assert outlook.milestones[outlook.next_action.id].title in text_of(app)
        assert "❯" in text_of(app)
        assert "[month]" in text_of(app)
        assert ("█ work planned" in text_of(app)) == (size[1] >= 30)
        assert max(len(line) for line in text_of(app).split("\n")) <= size[0]


async def test_keys_move_through_every_row(fresh: Session) -> None:
    app = Harness(fresh.outlook())
    async with app.run_test(size=(80, 24)) as pilot:
        await ready(pilot, app)
        every = [each.id for each in rows.rows(fresh.outlook())]
        await pilot.press("home")
        seen = []
        for _ in every:
            assert app.chart.row is not None
            seen.append(app.chart.row.id)
            await pilot.press("j")
        assert seen == every
        await until(pilot, lambda: "❯" in text_of(app))
        await pilot.press("k", "up")
        assert app.view.selected == every[-3]
        await pilot.press("g")
        assert app.view.selected is None
        await pilot.press("pagedown", "down")
        assert app.view.selected in every[5:25]
        await pilot.press("G")
        assert app.view.selected == every[-1]
        await until(pilot, lambda: app.moved > 0)


async def test_a_bar_out_of_sight_is_brought_into_view(fresh: Session) -> None:
    app = Harness(fresh.outlook())
    async with app.run_test(size=(80, 24)) as pilot:
        await ready(pilot, app)
        await pilot.press("end")
        last = fresh.outlook().milestones[app.view.selected or ""]
        assert last.start is not None
        first_day, last_day = app.chart.window
        assert first_day <= last.start <= last_day
        await pilot.press("t")
        assert app.chart.window[0] < TODAY < app.chart.window[1]


async def test_time_scrolls_and_zooms_around_today(half_way: Session) -> None:
    app = Harness(half_way.outlook())
    async with app.run_test(size=(80, 24)) as pilot:
        await ready(pilot, app)
        first = app.chart.window[0]
        await pilot.press("right")
        assert app.chart.window[0] == first + timedelta(days=14)
        await pilot.press("shift+right")
        assert app.chart.window[0] > TODAY
        await until(pilot, lambda: "┊today" not in text_of(app))
        await pilot.press("ctrl+left", "left")
        assert app.chart.window[0] == first
        await until(pilot, lambda: "┊today" in text_of(app))
        at = app.today_at
        for zoom in ("quarter", "week", "month"):
            await pilot.press("z")
            await until(pilot, lambda wanted=zoom: f"[{wanted}]" in text_of(app))  # type: ignore[misc]
        assert abs(app.today_at - at) <= 1
        await pilot.press("Z")
        await until(pilot, lambda: "[week]" in text_of(app))


async def test_the_mouse_does_what_keys_do(half_way: Session) -> None:
    app = Harness(half_way.outlook())
    async with app.run_test(size=(120, 40)) as pilot:
        await ready(pilot, app)
        y = line_of(app, "Write a decision-first case study")
        await pilot.click(offset=(10, y))
        await until(pilot, lambda: app.view.selected == "case-study")
        assert app.wanted == []
        await pilot.click(offset=(60, y), times=2)
        await until(pilot, lambda: app.wanted == [("open", "case-study")])
        first = app.chart.window[0]
        at = text_of(app).split("\n")[line_of(app, "later ›")].index("later ›")
        await pilot.click(offset=(at, 2))
        await until(pilot, lambda: app.chart.window[0] > first)
        await pilot.click(offset=(text_of(app).split("\n")[line_of(app, "quarter")].index("quarter"), 1))
        await until(pilot, lambda: "[quarter]" in text_of(app))
        await pilot._post_mouse_events([MouseScrollDown], offset=(60, 20), button=0)
        await until(pilot, lambda: app.chart.scroll_y > 0)


async def test_phases_fold_by_key_and_by_mouse(half_way: Session) -> None:
    app = Harness(half_way.outlook())
    async with app.run_test(size=(120, 50)) as pilot:
        await ready(pilot, app)
        await pilot.press("home")
        await until(pilot, lambda: "▸ Aim" in text_of(app) and "Aim · done" in text_of(app))
        assert "space unfolds it" in text_of(app)
        await pilot.press("space")
        await until(pilot, lambda: "▾ Aim" in text_of(app) and "● Test the job against" in text_of(app))
        await pilot.press("down", "down", "space")
        await until(pilot, lambda: "▸ Aim" in text_of(app))
        assert app.view.selected is None
        await pilot.click(offset=(8, line_of(app, "▸ Aim")))
        await until(pilot, lambda: "▾ Aim" in text_of(app))


async def test_the_mark_shows_whether_the_keyboard_is_here(half_way: Session) -> None:
    app = Harness(half_way.outlook())
    async with app.run_test(size=(80, 24)) as pilot:
        await ready(pilot, app)

        def ground_of_mark() -> object:
            y = line_of(app, "❯")
            strip = strips_of(app)[y]
            return next(segment.style.bgcolor for segment in strip if "❯" in segment.text and segment.style)

        focused = ground_of_mark()
        app.set_focus(None)
        await until(pilot, lambda: ground_of_mark() != focused)
        app.view.focus_first()
        await until(pilot, lambda: ground_of_mark() == focused)


async def test_enter_opens(half_way: Session) -> None:
    app = Harness(half_way.outlook())
    async with app.run_test(size=(80, 24)) as pilot:
        await ready(pilot, app)
        selected = app.view.selected
        await pilot.press("enter")
        await until(pilot, lambda: app.wanted == [("open", selected)])


async def test_a_new_outlook_keeps_place_zoom_and_window(half_way: Session) -> None:
    app = Harness(half_way.outlook())
    async with app.run_test(size=(120, 40)) as pilot:
        await ready(pilot, app)
        await pilot.press("end", "up", "z", "right")
        before = (app.view.selected, app.chart.zoom, app.chart.window, app.chart.scroll_y)
        half_way.apply(changes.log_hours, "case-study", 1.0)
        half_way.apply(changes.set_target, TODAY + timedelta(days=900))
        app.view.outlook = half_way.outlook()
        await until(pilot, lambda: "your target 10 May 2029" in text_of(app))
        assert (app.view.selected, app.chart.zoom, app.chart.window, app.chart.scroll_y) == before
        await pilot.resize_terminal(80, 24)
        await until(pilot, lambda: app.chart.size.width < 80)
        assert (app.view.selected, app.chart.zoom, app.chart.window[0]) == (*before[:2], before[2][0])


async def test_the_forecast_comes_later(half_way: Session) -> None:
    app = Harness(half_way.outlook())
    async with app.run_test(size=(200, 50)) as pilot:
        await ready(pilot, app)
        assert "Planned until" in text_of(app)
        assert "planned" in text_of(app).split("\n")[3]
        assert "50 %" not in text_of(app).split("\n")[3]
        app.view.forecast = half_way.forecast()
        await until(pilot, lambda: "Half the runs finish by" in text_of(app))
        # Three marks: as planned, in half of the runs (the target takes the room for its words), in 80 % of them.
        await until(pilot, lambda: "80 %" in text_of(app).split("\n")[3])
        assert text_of(app).split("\n")[3].count("▾") == 3


async def test_late_pinned_paused_and_hostile(fresh: Session) -> None:
    fresh.apply(changes.edit, "pm-reality-check", title=HOSTILE)
    fresh.apply(changes.pin, "target-role-brief", PinKind.ON, TODAY + timedelta(days=40))
    fresh.apply(changes.pause, first=TODAY, last=TODAY + timedelta(days=20), why="")
    app = Harness(fresh.outlook())
    async with app.run_test(size=(120, 40)) as pilot:
        await ready(pilot, app)
        shown = text_of(app)
        assert "On a break until Sat 12 Dec" in shown
        assert "[x] [/b] [red]boom[/red] 計" in shown
        assert "weeks late" in shown
        assert "◆" in shown.split("\n")[line_of(app, "Describe the product job")]
        lines = strips_of(app)
        at = app.today_at
        for line in lines[4 : 4 + 20]:
            assert cell_len(line.text) == 120
        assert lines[line_of(app, "Score yourself")].text[at] in "┊█"


async def test_a_finished_journey_shows_its_history(finished: Session) -> None:
    app = Harness(finished.outlook())
    async with app.run_test(size=(120, 40)) as pilot:
        await ready(pilot, app)
        assert "Every milestone is done, the last one on" in text_of(app)
        assert "●" in text_of(app)
        assert "re-plans" not in text_of(app)
        await pilot.press("down")
        await until(pilot, lambda: "● done" in text_of(app) and "logged on" in text_of(app))
        start = finished.outlook().journey.settings.start
        assert app.chart.window[0] <= start <= TODAY <= app.chart.window[1]


async def test_keys_of_commands_are_left_alone() -> None:
    from planner.tui.commands import COMMANDS

    own = {key for binding in TimelineChart.BINDINGS for key in str(getattr(binding, "key", "")).split(",")}
    assert not own & {command.key for command in COMMANDS if command.key}
    assert not own & {str(number) for number in range(10)}
