"""The Report view by keys and mouse: what is chosen, what the preview shows for it, and what it says about that."""

import sys
import threading
from datetime import timedelta

import pytest
from msgspec.structs import replace
from textual.geometry import Offset
from textual.selection import Selection
from textual.widgets import ContentSwitcher, Input

from planner.core import changes
from planner.core.outlook import Outlook
from planner.core.text import visible
from planner.reports import FORMATS, Scope, build, format_named
from planner.tui.views.report import shown
from planner.tui.views.report.controls import ChoiceLine, ChoiceList, PrivateSwitch, format_names
from planner.tui.views.report.order import Covers, Order
from planner.tui.views.report.pick import ReportPickScreen
from planner.tui.views.report.press import Press
from planner.tui.widgets.words import Words
from tests.conftest import TODAY
from tests.tui.conftest import text_of, until
from tests.tui.report_harness import LARGE, SMALL, Harness, half_way, half_way_forecast, ready, rest, slowed

SECRET = "met [Sam] of [/b] Acme in private"
FORMAT_NAMES = format_names()
MADE_BY = "planner.tui.views.report.press.format_named"


def with_secret() -> Outlook:
    """The demonstration with one more private note."""
    known = half_way()
    milestone = next(iter(known.milestones))
    return Outlook(known.plan, changes.write_note(known.journey, known.plan, TODAY, milestone, SECRET).journey, TODAY)


def test_every_format_has_its_row() -> None:
    assert sorted(FORMAT_NAMES) == sorted(FORMATS)


async def test_every_format_is_shown_exactly_or_in_its_own_words() -> None:
    app = Harness()
    async with app.run_test(size=LARGE) as pilot:
        await ready(pilot, app)
        await pilot.press("f")
        assert app.focused is app.view.query_one("#report-formats")
        for name in FORMAT_NAMES:
            await rest(pilot, app, lambda name=name: app.format == name)  # type: ignore[misc]
            made, form = app.view.made, FORMATS[name]
            assert made is not None
            assert made.content == form.render(
                build(half_way(), Scope(), half_way_forecast() if form.is_whole else None)
            )
            assert str(app.preview.border_title).endswith(form.suffix)
            if made.words is None:
                assert app.text + "\n" == visible(str(made.content)), "a mark of byte order and the like are not seen"
                assert "Exactly the file" in text_of(app)
            else:
                assert "The words of the file, without its design" in text_of(app)
                assert "<p" not in app.text
                assert "Marketing to product manager" in app.text
            await pilot.press("down")


async def test_the_source_of_a_page_is_a_key_away() -> None:
    app = Harness()
    async with app.run_test(size=LARGE) as pilot:
        await ready(pilot, app)
        assert app.view.check_action("turn_source", ()) is False, "text has nothing else to show"
        await pilot.press("f", "down")
        await rest(pilot, app, lambda: app.format == "html")
        await pilot.press("t")
        await until(pilot, lambda: app.text.startswith("<!doctype html>"))
        assert "Its source, exactly" in text_of(app)
        await pilot.press("t")
        await until(pilot, lambda: "<p" not in app.text)
        await pilot.press("down")
        await rest(pilot, app, lambda: app.format == "pdf")
        assert app.view.check_action("turn_source", ()) is False


@pytest.mark.parametrize("size", [(60, 16), LARGE])
async def test_private_parts_are_left_out_in_words_and_put_in_with_a_key(size: tuple[int, int]) -> None:
    app = Harness(with_secret())
    async with app.run_test(size=size) as pilot:
        await ready(pilot, app)
        assert "left out: 7 notes, 31" in text_of(app)
        assert "Acme" not in app.text
        await pilot.press("v")
        await rest(pilot, app, lambda: "Acme" in app.text)
        assert "● put in: 7 notes, 31" in text_of(app)
        assert "● private parts" in text_of(app)
        app.view.query_one(PrivateSwitch).focus()
        await pilot.press("space")
        await rest(pilot, app, lambda: "Acme" not in app.text)
        await pilot.click(PrivateSwitch)
        await rest(pilot, app, lambda: "Acme" in app.text)


async def test_nothing_private_is_said_too() -> None:
    known = half_way()
    app = Harness(Outlook(known.plan, replace(known.journey, log=(), records={}, spells=()), TODAY))
    app.press.order = Order("todo.txt")
    async with app.run_test(size=SMALL) as pilot:
        await ready(pilot, app)
        assert "left out: there are none in this period" in text_of(app)


async def test_periods_beside_the_preview() -> None:
    app = Harness()
    async with app.run_test(size=LARGE) as pilot:
        await ready(pilot, app)
        await pilot.press("p", "down")
        await rest(pilot, app, lambda: app.scope == Scope(since=TODAY - timedelta(weeks=4)))
        assert "From 25 Oct 2026" in app.text
        await pilot.press("down")
        await rest(pilot, app, lambda: app.scope == Scope(since_last=True))
        assert "none yet" in text_of(app)
        await pilot.press("down", "enter")
        await until(pilot, lambda: app.focused is app.view.query_one("#report-date"))
        await until(pilot, lambda: "it waits for the first day" in text_of(app))
        await pilot.press(*"1 oct")
        await rest(pilot, app, lambda: "From 1 Oct 2026" in app.text)
        assert "from Thu 1 Oct on" in text_of(app)
        await pilot.press("enter")
        await until(pilot, lambda: app.focused is app.preview)


async def test_a_day_that_will_not_do_is_explained() -> None:
    app = Harness()
    app.press.order = Order("md", Covers.OWN)
    async with app.run_test(size=LARGE) as pilot:
        await until(pilot, lambda: "it waits for the first day" in text_of(app))
        field, note = app.view.query_one("#report-date", Input), app.view.query_one("#report-day-note", Words)
        for typed, said in (("03/04/2027", "could be 3 Apr 2027 or 4 Mar 2027"), ("soon", "is not a date")):
            field.value = typed
            await until(pilot, lambda said=said: said in note.text.plain)  # type: ignore[misc]
        field.value = "2026-11-23"
        await until(pilot, lambda: "! A report cannot begin on 23 Nov 2026" in text_of(app))
        field.value = "today"
        await rest(pilot, app, lambda: app.scope == Scope(since=TODAY))


async def test_one_line_each_where_there_is_no_room_beside() -> None:
    app = Harness()
    async with app.run_test(size=SMALL) as pilot:
        await ready(pilot, app)
        await pilot.press("f")
        await until(pilot, lambda: isinstance(app.screen, ReportPickScreen))
        await pilot.press("down")
        await until(pilot, lambda: "● Web page" in text_of(app))
        await pilot.press("escape")
        await until(pilot, lambda: not isinstance(app.screen, ReportPickScreen))
        assert app.press.order.format == "md", "going back takes nothing"
        await pilot.press("f", "G", "enter")
        await rest(pilot, app, lambda: app.format == "resume")
        assert "no period in this format" in text_of(app)
        app.view.query_one("#report-format-line", ChoiceLine).focus()
        await pilot.press("left")
        await rest(pilot, app, lambda: app.format == FORMAT_NAMES[-2])
        await pilot.press("right", "right")
        await rest(pilot, app, lambda: app.format == "md")
        await pilot.press("p", "G", "enter")
        await until(pilot, lambda: app.focused is app.view.query_one("#report-date"))
        app.view.query_one("#report-period-line", ChoiceLine).focus()
        await pilot.press("right")
        await rest(pilot, app, lambda: app.press.order.covers is Covers.START)


async def test_everything_by_mouse() -> None:
    app = Harness()
    async with app.run_test(size=LARGE) as pilot:
        await ready(pilot, app)
        await pilot.click("#report-formats", offset=(4, 2))
        await rest(pilot, app, lambda: app.format == "html")
        await pilot.click("#report-periods", offset=(4, 1))
        await rest(pilot, app, lambda: app.scope and app.scope.since)
        for name in ("save", "open", "copy"):
            await pilot.click(f"#report-{name}")
        assert app.wanted == ["save-report", "open-report", "copy-report"]
        await pilot.resize_terminal(*SMALL)
        await until(pilot, lambda: app.view.has_class("-above"))
        await pilot.pause()
        await pilot.click("#report-period-line")
        await until(pilot, lambda: isinstance(app.screen, ReportPickScreen))
        await pilot.pause()
        await pilot.click("#pick-rows", offset=(4, 0))
        await rest(pilot, app, lambda: app.scope == Scope())


async def test_the_preview_scrolls_and_cannot_be_changed() -> None:
    app = Harness()
    async with app.run_test(size=(60, 16)) as pilot:
        await ready(pilot, app)
        page, before = app.preview, app.text
        await pilot.press("j", "down")
        await until(pilot, lambda: page.scroll_offset.y == 2)
        await pilot.press("k", "x", "z", "delete")
        await until(pilot, lambda: page.scroll_offset.y == 1)
        await pilot.press("G")
        await until(pilot, lambda: page.scroll_offset.y == page.max_scroll_y > 20)
        await pilot.press("g")
        await until(pilot, lambda: page.scroll_offset.y == 0)
        assert app.text == before
        await pilot.press("s", "o", "c")
        assert app.wanted == ["save-report", "open-report", "copy-report"]


async def test_another_width_keeps_the_line_at_the_top() -> None:
    app = Harness()
    async with app.run_test(size=LARGE) as pilot:
        await ready(pilot, app)
        page = app.preview
        at = next(number for number, line in enumerate(page.lines) if number > 30 and line.startswith("## "))
        first = next(row for row, line in enumerate(page._rows.of) if line == at)
        page.scroll_to(y=first, animate=False)
        await pilot.pause()
        await pilot.resize_terminal(70, 30)
        await until(pilot, lambda: page.scroll_offset.y != first and page._rows.of[page.scroll_offset.y] == at)


async def test_text_can_be_selected_as_it_is_in_the_file() -> None:
    app = Harness()
    async with app.run_test(size=SMALL) as pilot:
        await ready(pilot, app)
        page = app.preview
        assert page.get_selection(Selection(None, None)) == (app.text, "\n")
        part = page.get_selection(Selection(Offset(2, 0), Offset(5, 3)))
        assert part is not None
        assert app.text[2:].startswith(part[0])
        assert part[0].startswith("Progress report: Ada\n\n")
        assert "\n" not in part[0].split("\n\n")[1], "a row that was only wrapped is no line"
        app.screen.selections = {page: Selection(Offset(2, 0), Offset(10, 0))}
        await pilot.pause()
        assert app.screen.get_selected_text() == "Progress"


async def test_a_change_is_shown_and_the_place_kept() -> None:
    app = Harness()
    async with app.run_test(size=SMALL) as pilot:
        await ready(pilot, app)
        await pilot.press("pagedown", "pagedown")
        await pilot.pause()
        page, place = app.preview, app.preview.scroll_offset.y
        assert place > 5
        known = half_way()
        logged = changes.log_hours(known.journey, known.plan, TODAY, "metrics-and-experiments", 2.0).journey
        app.view.outlook = Outlook(known.plan, logged, TODAY)
        await rest(pilot, app, lambda: "199¼ h logged" in app.text)
        assert page.scroll_offset.y == place
        assert app.focused is page


async def test_nothing_is_made_while_nobody_looks(monkeypatch: pytest.MonkeyPatch) -> None:
    made: list[str] = []
    gate = threading.Event()
    gate.set()
    monkeypatch.setattr(Press, "make", slowed(gate, made))
    app = Harness(is_shown=False)
    async with app.run_test(size=SMALL) as pilot:
        await until(pilot, lambda: "elsewhere" in text_of(app))
        app.view.forecast = half_way_forecast()
        await pilot.pause(0.1)
        assert made == []
        app.query_one(ContentSwitcher).current = "report"
        await rest(pilot, app)
        assert made == ["md"]
        app.query_one(ContentSwitcher).current = "other"
        await pilot.pause()
        app.view.outlook = with_secret()
        await pilot.pause(0.2)
        assert made == ["md"]
        app.query_one(ContentSwitcher).current = "report"
        await until(pilot, lambda: made == ["md", "md"])
        await rest(pilot, app, lambda: app.view.made and app.view.made.wish.outlook is app.view.outlook)


async def test_it_waits_for_the_forecast_of_the_app_also_when_nobody_looks_as_it_comes() -> None:
    app = Harness()
    async with app.run_test(size=LARGE) as pilot:
        await ready(pilot, app)
        app.view.forecast, app.view.outlook = None, with_secret()
        app.view.forecasting = 40
        await until(pilot, lambda: "◌ forecasting 40 %" in text_of(app))
        await pilot.press("f", "G")
        await rest(pilot, app, lambda: app.format == "resume")
        await pilot.press("g")
        await until(pilot, lambda: "◌ forecasting" in text_of(app))
        app.query_one(ContentSwitcher).current = "other"
        await until(pilot, lambda: "elsewhere" in text_of(app))
        app.view.forecast = half_way_forecast()
        await pilot.pause()
        app.query_one(ContentSwitcher).current = "report"
        await rest(pilot, app, lambda: app.format == "md")


async def test_quick_choices_are_one_and_keys_are_answered_meanwhile(monkeypatch: pytest.MonkeyPatch) -> None:
    made: list[str] = []
    gate = threading.Event()
    app = Harness()
    async with app.run_test(size=LARGE) as pilot:
        await ready(pilot, app)
        monkeypatch.setattr(Press, "make", slowed(gate, made))
        await pilot.press("f", "down")
        await until(pilot, lambda: made == ["html"])
        await until(pilot, lambda: "◌ writing it anew" in text_of(app))
        await pilot.press("down", "down", "down")
        assert app.view.query_one("#report-formats", ChoiceList).value == FORMAT_NAMES[4]
        app.preview.focus()
        await pilot.press("j", "j")
        await until(pilot, lambda: app.preview.scroll_offset.y == 2)
        gate.set()
        await rest(pilot, app, lambda: app.format == FORMAT_NAMES[4])
        assert made == ["html", FORMAT_NAMES[4]]


async def test_a_missing_library_is_explained_where_the_preview_would_be(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "typst", None)
    app = Harness()
    app.press.order = Order("html")
    async with app.run_test(size=SMALL) as pilot:
        await ready(pilot, app)
        app.view.query_one("#report-format-line", ChoiceLine).focus()
        await pilot.press("right")
        await until(pilot, lambda: "! A PDF needs typst" in text_of(app))
        assert "pip install" in text_of(app)
        assert app.text == ""
        await pilot.press("left")
        await rest(pilot, app, lambda: app.format == "html")
        assert "typst" not in text_of(app)


async def test_a_format_with_a_defect_leaves_the_others_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(report: object) -> str:
        raise ZeroDivisionError

    app = Harness()
    async with app.run_test(size=LARGE) as pilot:
        await ready(pilot, app)
        monkeypatch.setattr(MADE_BY, lambda name: format_named(name)._replace(render=broken))
        await pilot.press("f", "down")
        await until(pilot, lambda: "(ZeroDivisionError)" in text_of(app))
        monkeypatch.undo()
        await pilot.press("up")
        await rest(pilot, app, lambda: "# Progress report" in app.text)


async def test_a_very_long_file_is_shown_from_its_beginning(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shown, "MOST_LINES", 60)
    app = Harness()
    async with app.run_test(size=LARGE) as pilot:
        await ready(pilot, app)
        made = app.view.made
        assert made is not None
        assert len(app.preview.lines) == 60
        assert f"The first 60 of {str(made.content).count(chr(10))} lines" in text_of(app)
        await pilot.press("f", "down")
        await rest(pilot, app, lambda: app.format == "html")
        assert len(app.preview.lines) == 60
        assert "The first words of the file" in text_of(app)
