"""The report view in an app of its own: it shows exactly what would be written, and writes nothing."""

from datetime import timedelta
from pathlib import Path

import pytest
from textual import on
from textual.app import App, ComposeResult
from textual.pilot import Pilot
from textual.widgets import Button, Checkbox, ContentSwitcher, Select, Static

import planner.tui
from planner.core import changes
from planner.core.outlook import Outlook
from planner.errors import BadValue
from planner.reports import FORMATS, Scope
from planner.session import Session
from planner.tui.messages import Wanted
from planner.tui.theme import DARK, TOKEN_DEFAULTS
from planner.tui.views.report import RECENT, SINCE_LAST, Preview, ReportView
from tests.conftest import TODAY
from tests.tui.conftest import text_of, until

TUI = Path(planner.tui.__file__).parent
SECRET = "met [Sam] of [/b] Acme in private"


class Harness(App[None]):
    """The view behind a switch, and everything it asked for and had written."""

    CSS_PATH = [str(TUI / "app.tcss"), str(TUI / "views" / "report.tcss")]
    AUTO_FOCUS = ""
    HORIZONTAL_BREAKPOINTS = [(0, "-tiny"), (60, "-narrow"), (100, "-wide")]
    VERTICAL_BREAKPOINTS = [(0, "-flat"), (16, "-low"), (30, "-tall")]

    def __init__(self, session: Session, *, shown: bool = True) -> None:
        super().__init__()
        self.session, self.shown = session, shown
        self.wanted: list[str] = []
        self.rendered: list[tuple[Scope, str]] = []
        self.refuse = False

    def get_theme_variable_defaults(self) -> dict[str, str]:
        return dict(TOKEN_DEFAULTS)

    def compose(self) -> ComposeResult:
        with ContentSwitcher(initial="report" if self.shown else "other"):
            yield Static("elsewhere", id="other")
            yield ReportView(self.render_report, id="report")

    def on_mount(self) -> None:
        self.register_theme(DARK)
        self.theme = DARK.name
        self.give(self.session.outlook())

    def give(self, outlook: Outlook) -> None:
        self.query_one(ReportView).outlook = outlook

    def render_report(self, scope: Scope, format_name: str) -> str:
        self.rendered.append((scope, format_name))
        if self.refuse:
            raise BadValue("No report [today].")
        return self.session.render(scope, format_name)

    @on(Wanted)
    def keep(self, event: Wanted) -> None:
        self.wanted.append(event.command)


@pytest.fixture
def with_secret(half_way: Session) -> Session:
    """The half-way journey with a private note."""
    milestone = next(iter(half_way.outlook().milestones))
    half_way.apply(changes.write_note, milestone, SECRET)
    return half_way


async def ready(pilot: Pilot[None], app: Harness) -> ReportView:
    view = app.query_one(ReportView)
    await until(pilot, lambda: bool(view.text))
    view.focus_first()
    await until(pilot, lambda: app.query_one(Preview).has_focus)
    return view


@pytest.mark.parametrize("size", [(60, 16), (80, 24), (120, 40)])
async def test_it_shows_exactly_what_is_written(half_way: Session, size: tuple[int, int]) -> None:
    app = Harness(half_way)
    async with app.run_test(size=size) as pilot:
        view = await ready(pilot, app)
        assert view.format_name == "md"
        assert view.scope == Scope()
        for name in FORMATS:
            view.query_one("#report-format", Select).value = name
            await until(pilot, lambda wanted=name: app.rendered[-1][1] == wanted)  # type: ignore[misc]
            await until(pilot, lambda wanted=name: view.text == half_way.render(Scope(), wanted))  # type: ignore[misc]
            assert app.query_one(Preview).text.splitlines() == view.text.splitlines()


async def test_private_parts_come_in_when_asked(with_secret: Session) -> None:
    app = Harness(with_secret)
    async with app.run_test(size=(120, 40)) as pilot:
        view = await ready(pilot, app)
        assert "Acme" not in view.text
        assert "○ " in text_of(app)
        app.query_one("#report-private", Checkbox).focus()
        await pilot.press("space")
        await until(pilot, lambda: "Acme" in view.text)
        assert view.scope.is_private_included
        assert "private parts included" in text_of(app)
        assert app.query_one(Preview).text == view.text
        await pilot.press("space")
        await until(pilot, lambda: "Acme" not in view.text and "private left out" in text_of(app))


async def test_periods(half_way: Session) -> None:
    app = Harness(half_way)
    async with app.run_test(size=(80, 24)) as pilot:
        view = await ready(pilot, app)
        period = view.query_one("#report-period", Select)
        period.value = RECENT
        await until(pilot, lambda: app.rendered[-1][0] == Scope(since=TODAY - timedelta(weeks=4)))
        period.value = SINCE_LAST
        await until(pilot, lambda: app.rendered[-1][0] == Scope(since_last=True))
        assert view.scope.since_last


async def test_keys_and_buttons_ask_to_save_and_copy(half_way: Session) -> None:
    app = Harness(half_way)
    async with app.run_test(size=(80, 24)) as pilot:
        await ready(pilot, app)
        await pilot.press("s", "c")
        await until(pilot, lambda: app.wanted == ["save-report", "copy-report"])
        await pilot.click("#report-save")
        await until(pilot, lambda: app.wanted[2:] == ["save-report"])
        app.query_one("#report-copy", Button).press()
        await until(pilot, lambda: app.wanted[3:] == ["copy-report"])


async def test_the_preview_scrolls_and_cannot_be_changed(half_way: Session) -> None:
    app = Harness(half_way)
    async with app.run_test(size=(80, 24)) as pilot:
        view = await ready(pilot, app)
        before = view.text
        preview = app.query_one(Preview)
        await pilot.press("j", "down")
        await until(pilot, lambda: preview.scroll_offset.y == 2)
        await pilot.press("k", "x", "z", "delete")
        await until(pilot, lambda: preview.scroll_offset.y == 1)
        await pilot.press("G")
        await until(pilot, lambda: preview.scroll_offset.y == preview.max_scroll_y > 2)
        assert preview.text == before


async def test_nothing_is_rendered_while_nobody_looks(fresh: Session) -> None:
    app = Harness(fresh, shown=False)
    async with app.run_test() as pilot:
        await until(pilot, lambda: "elsewhere" in text_of(app))
        app.query_one("#report-format", Select).value = "json"
        await pilot.pause()
        assert app.rendered == []
        app.query_one(ContentSwitcher).current = "report"
        await until(pilot, lambda: app.query_one(ReportView).text.startswith("{"))
        assert {name for _, name in app.rendered} == {"json"}


async def test_a_refusal_is_shown_in_place_of_the_report(half_way: Session) -> None:
    app = Harness(half_way)
    async with app.run_test(size=(80, 24)) as pilot:
        view = await ready(pilot, app)
        app.refuse = True
        app.query_one("#report-private", Checkbox).value = True
        await until(pilot, lambda: "! No report [today]." in text_of(app))
        assert view.text == app.query_one(Preview).text == ""
        app.refuse = False
        app.query_one("#report-private", Checkbox).value = False
        await until(pilot, lambda: "# " in view.text)
