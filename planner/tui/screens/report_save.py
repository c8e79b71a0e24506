"""Asks where a report shall go, writes it there with a progress bar, and stays until that is done or put right."""

import asyncio
import os
from functools import partial
from pathlib import Path
from typing import ClassVar, Final

from msgspec.structs import replace
from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.message import Message
from textual.screen import ModalScreen
from textual.suggester import Suggester
from textual.widgets import Button, Input, Static

from planner.core.changes import Change
from planner.errors import BadValue, NotFound, PlannerError
from planner.session import Session
from planner.tui.long_work import Superseded, considerate
from planner.tui.screens.question import Choice, QuestionScreen
from planner.tui.symbols import bar
from planner.tui.views.report.press import Made, Press, Wish
from planner.tui.views.report.words import COVERS, size_words

_BAR_CELLS: Final = 28
_FORECAST_SHARE: Final = 0.8  # of the bar; the rest is writing
_MOST_ENTRIES: Final = 2_000
_REPLACE: Final = (Choice("replace", "r", "Replace it"),)


class PathSuggester(Suggester):
    """Completes the name of a file or folder as it is typed; a folder with the stroke that leads into it."""

    def __init__(self) -> None:
        super().__init__(use_cache=False, case_sensitive=True)

    async def get_suggestion(self, value: str) -> str | None:
        return await asyncio.to_thread(completed, value)


def completed(typed: str) -> str | None:
    """`typed` with the rest of the first name that fits, folders before files; None when there is none."""
    head, stroke, begun = typed.rpartition("/")
    if not stroke and typed.startswith("~"):
        return None
    found: list[tuple[bool, str]] = []
    try:
        with os.scandir(Path(head + stroke).expanduser()) as entries:
            for _, entry in zip(range(_MOST_ENTRIES), entries, strict=False):
                is_hidden = entry.name.startswith(".") and not begun.startswith(".")
                if begun and entry.name.startswith(begun) and not is_hidden:
                    found.append((not entry.is_dir(), entry.name))
    except (OSError, RuntimeError, ValueError):
        return None
    if not found:
        return None
    is_file, name = min(found)
    whole = f"{head}{stroke}{name}{'' if is_file else '/'}"
    return whole if whole != typed else None


def place_typed(text: str, name: str) -> Path:
    """Where a report for `text` goes: a folder takes it under `name`. PlannerError when it can go nowhere."""
    typed = text.strip()
    if not typed:
        raise BadValue("Give a file, or a folder.")
    if "\0" in typed:
        raise BadValue("A file name cannot hold a zero character.")
    try:
        path = Path(typed).expanduser()
        if path.is_dir():
            return path / name
        if typed.endswith("/") or not path.parent.is_dir():
            folder = path if typed.endswith("/") else path.parent
            raise NotFound(f"There is no folder {folder}: make it first, or choose another.")
    except (OSError, RuntimeError) as error:  # a home that nobody has is a RuntimeError
        reason = getattr(error, "strerror", None) or str(error)
        raise BadValue(f"A report cannot go there: {reason.rstrip('.')}.") from error
    return path


class ReportSaveScreen(ModalScreen[Path | None]):
    """Dismisses with the file written, or with None when the person went back."""

    CSS_PATH = "report_save.tcss"
    AUTO_FOCUS = "#save-path"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "leave", "Back"),
        Binding("ctrl+s", "save", "Save"),
    ]

    class Progressed(Message):
        """Whole per cent of the forecast."""

        def __init__(self, percent: int) -> None:
            super().__init__()
            self.percent = percent

    class Ended(Message):
        """Written, or why not; with neither it was stopped."""

        def __init__(self, place: Path | None, problem: str = "") -> None:
            super().__init__()
            self.place, self.problem = place, problem

    def __init__(self, session: Session, press: Press, made: Made) -> None:
        super().__init__()
        self._session, self._press, self._made = session, press, made
        self._is_writing = False

    def compose(self) -> ComposeResult:
        with Vertical(id="save-report"):
            yield Static("Save the report", id="save-title")
            yield Static(self._about(), id="save-about")
            yield Static(_label(), id="save-label")
            yield Input(self._first_place(), id="save-path", suggester=PathSuggester(), compact=True)
            yield Static(id="save-note", markup=False)
            yield Static(id="save-bar")
            with Horizontal(id="save-buttons"):
                yield Button("Save  ^s", id="save", variant="primary", compact=True)
                yield Button("Back  esc", id="back", compact=True)

    def on_mount(self) -> None:
        field = self.query_one("#save-path", Input)
        field.cursor_position = len(field.value)
        self._look(field.value)

    def _about(self) -> Content:
        made, order = self._made, self._press.order
        form = order.form
        what = f"{form.title}, {size_words(len(made.data))}"
        period = f", {COVERS[order.covers]}" if form.is_whole else ""
        if made.wish.scope.is_private_included:
            return Content.assemble((f"{what}{period} · ", "$quiet"), ("● private parts are in it", "bold $late"))
        return Content.styled(f"{what}{period} · private parts left out", "$quiet")

    def _first_place(self) -> str:
        """The usual name, in the folder that the last report of this evening went to."""
        folder = self._press.folder
        if folder is None or folder == Path.cwd():
            return self._made.name
        place = folder / self._made.name
        try:
            return f"~/{place.relative_to(Path.home())}"
        except (ValueError, RuntimeError):
            return str(place)

    @on(Input.Changed, "#save-path")
    def _changed(self, event: Input.Changed) -> None:
        event.stop()
        self._look(event.value)

    def _look(self, typed: str) -> Path | None:
        """Say what would happen to this place; where it is, or None when it can go nowhere."""
        try:
            place = place_typed(typed, self._made.name)
        except PlannerError as error:
            self._note(f"! {error.message}" if typed.strip() else error.message, is_bad=bool(typed.strip()))
            return None
        if place.exists():
            self._note("! There is such a file already: you will be asked before it is replaced.")
        elif not Path(typed.strip()).expanduser().is_absolute():
            self._note("A new file in the folder that you started planner from.")
        else:
            self._note(f"A new file: {place}")
        return place

    def _note(self, text: str, *, is_bad: bool = False) -> None:
        note = self.query_one("#save-note", Static)
        note.update(text)
        note.set_class(is_bad, "-bad")

    @on(Input.Submitted)
    @on(Button.Pressed, "#save")
    def action_save(self) -> None:
        """Write it, after a question where it would replace another file."""
        if not self._is_writing:
            self._begin()

    @work(group="save-question")
    async def _begin(self) -> None:
        place = self._look(self.query_one("#save-path", Input).value)
        if place is None:
            self.query_one("#save-path").focus()
            return
        if place.exists():
            about = f"{place} is there already. Replacing it cannot be undone."
            if (
                await self.app.push_screen_wait(
                    QuestionScreen("Replace the file?", about, _REPLACE, stay="Keep the file")
                )
                is None
            ):
                return
        self._writing(True)
        self._show_bar(0)
        self._write(replace(self._made.wish, outlook=self._session.outlook()), place)

    @work(thread=True, group="save-report", exit_on_error=False, description="save")
    def _write(self, wish: Wish, place: Path) -> None:
        """Make and write it in a thread; the journey is changed in that of the screen."""
        written, problem = None, ""
        try:
            written = self._press.save(
                wish,
                place,
                considerate(lambda percent: self.post_message(self.Progressed(percent))),
                partial(self.app.call_from_thread, self._apply),
            )
        except Superseded:
            problem = ""
        except PlannerError as error:
            problem = error.message
        self.post_message(self.Ended(written, problem))

    def _apply(self, *verb: object) -> Change:
        return self._session.apply(*verb)  # type: ignore[arg-type]

    @on(Progressed)
    def _progressed(self, event: Progressed) -> None:
        event.stop()
        if self._is_writing:
            self._show_bar(event.percent)

    @on(Ended)
    def _ended(self, event: Ended) -> None:
        event.stop()
        self._writing(False)
        if event.place is not None:
            self.dismiss(event.place)
            return
        self.query_one("#save-bar", Static).update("")
        self.query_one("#save-path").focus()
        if event.problem:
            self._note(f"! {event.problem}", is_bad=True)
        else:
            self._note("Stopped: nothing was written.")

    def _show_bar(self, percent: int) -> None:
        share = percent / 100 * _FORECAST_SHARE
        what = "forecasting" if 0 < percent < 100 else "writing"
        drawn = bar(share or 1 - _FORECAST_SHARE, _BAR_CELLS)
        self.query_one("#save-bar", Static).update(Content.assemble((drawn, "$primary"), f"  ◌ {what}…"))

    def _writing(self, is_writing: bool) -> None:
        self._is_writing = is_writing
        self.query_one("#save-path", Input).disabled = is_writing
        self.query_one("#save", Button).disabled = is_writing
        self.query_one("#back", Button).label = "Stop  esc" if is_writing else "Back  esc"

    @on(Button.Pressed, "#back")
    def action_leave(self) -> None:
        """Go back; while it is being written, stop that if it can still be stopped."""
        if self._is_writing:
            self.workers.cancel_group(self, "save-report")
        else:
            self.dismiss(None)


def _label() -> Content:
    return Content.assemble(("File or folder", "bold"), ("   ~ is your home; → takes what is proposed", "$quiet"))
