"""The two lines at the top: who is going where and how far, and the tabs."""

from collections.abc import Callable, Iterator, Sequence
from datetime import date
from functools import partial
from typing import Final

from textual import events
from textual.app import RenderResult
from textual.content import Content
from textual.geometry import Region
from textual.message import Message
from textual.reactive import reactive
from textual.widget import Widget

from planner.core.forecast_values import Forecast
from planner.core.outlook import Outlook
from planner.core.wording import date_words, day_words, shortened
from planner.tui.preferences import preferences_of

_LEAST_LEFT: Final = 24
_LEAST_NAME: Final = 10
_WITHOUT_YEAR: Final = 240


class HeaderLine(Widget):
    """From where to where, whose journey, percent done, the projected finish and, when it is known, its range.

    What is not saved stands before all of that on the right, as long as it is not.
    """

    outlook: reactive[Outlook | None] = reactive(None)
    forecast: reactive[Forecast | None] = reactive(None)
    forecasting: reactive[int | None] = reactive(None)
    unsaved: reactive[str] = reactive("")

    def __init__(self, *, id: str) -> None:  # noqa: A002  Textual names it so
        super().__init__(id=id)
        self._range = ""

    def watch_forecast(self, forecast: Forecast | None) -> None:
        """Keep the range of before until there is a new one, so that the line does not jump at every change."""
        if forecast is not None:
            name = "at your pace" if forecast.pace.is_learned else "likely"
            self._range = f" ({name} {_span(forecast.p10, forecast.p90, forecast.p50)})"

    def render(self) -> RenderResult:
        if self.outlook is None:
            return Content("")
        width = self.size.width
        right, more = self._right(self.outlook), self._more(self.outlook)
        unsaved = f"{self.unsaved}   " if self.unsaved else ""
        if len(unsaved) + len(right) + len(more) + _LEAST_LEFT <= width:
            right += more
        if len(unsaved) + len(right) + _LEAST_NAME > width:
            right = right.partition(" · ")[0]  # what is not saved is worth more than the finish
        name = self.outlook.journey.settings.name
        left = f"{self.outlook.plan.title} · {name}" if name else self.outlook.plan.title
        left = shortened(left, max(_LEAST_NAME, width - len(unsaved) - len(right) - 2))
        gap = max(1, width - Content(left).cell_length - len(unsaved) - len(right))
        return Content.assemble((left, "bold"), " " * gap, (unsaved, "bold $late"), (right, "$primary"))

    @staticmethod
    def _right(outlook: Outlook) -> str:
        if outlook.progress.is_finished:
            return "every milestone done"
        finish = f"finish {date_words(outlook.finish)}" if outlook.finish else "nothing planned"
        return f"{outlook.progress.percent} % · {finish}"

    def _more(self, outlook: Outlook) -> str:
        if not outlook.open_phases:
            return ""
        return self._range if self.forecasting is None else f" (forecasting {self.forecasting} %)"


def _span(first: date, last: date, around: date) -> str:
    """ "2 Nov – 20 Jan", with years where the months alone could be of two."""
    if first == last:
        return date_words(first)
    words = [date_words(day) for day in (first, last)]
    if max(abs((day - around).days) for day in (first, last)) < _WITHOUT_YEAR:
        words = [each.rpartition(" ")[0] for each in words]
    return " – ".join(words)


class UnsavedLine(Widget):
    """What is not saved, on screens without the header; not there at all while everything is."""

    DEFAULT_CSS = """
    UnsavedLine {
        height: 1;
        dock: top;
        padding: 0 1;
        background: $panel;
        display: none;
    }
    """
    unsaved: reactive[str] = reactive("")

    def watch_unsaved(self, unsaved: str) -> None:
        self.display = bool(unsaved)

    def render(self) -> RenderResult:
        return Content.styled(self.unsaved, "bold $late")


class TabStrip(Widget):
    """The views with their keys; the current one marked by brackets and weight, not by colour alone."""

    outlook: reactive[Outlook | None] = reactive(None)
    current: reactive[str] = reactive("today")

    class Chosen(Message):
        """A tab was clicked."""

        def __init__(self, view: str) -> None:
            super().__init__()
            self.view = view

    def __init__(self, views: Sequence[tuple[str, str]], *, id: str) -> None:  # noqa: A002  Textual names it so
        super().__init__(id=id)
        self._views = tuple(views)

    def _labels(self) -> list[tuple[str, str]]:
        """View and label from left to right; where not all names fit beside the date, only the current one has its."""
        keys = {view: self._key(view) for view, _ in self._views}
        whole = [(view, f" {keys[view]} {title} ") for view, title in self._views]
        if sum(len(label) for _, label in whole) + len(self._day) < self.size.width:
            return whole
        return [(view, label if view == self.current else f" {keys[view]} ") for view, label in whole]

    def _key(self, view: str) -> str:
        """The key of a view, or a dot to click on for one without a key."""
        preferences, action = preferences_of(self.app), f"view-{view}"
        return preferences.label(action) if preferences.keys(action) else "·"

    def name_keys(self) -> None:
        self.refresh()

    def jump_places(self) -> Iterator[tuple[Region, Callable[[], object]]]:
        """The tabs, for jumping."""
        begin = 0
        for view, label in self._labels():
            yield Region(begin, 0, len(label), 1), partial(self.post_message, self.Chosen(view))
            begin += len(label)

    @property
    def _day(self) -> str:
        return day_words(self.outlook.today, self.outlook.today) if self.outlook else ""

    def render(self) -> RenderResult:
        parts = [
            (label, "bold reverse $primary") if view == self.current else (label, "$quiet")
            for view, label in self._labels()
        ]
        today = self._day
        used = sum(len(label) for label, _ in parts)
        gap = max(1, self.size.width - used - len(today) - 1)
        return Content.assemble(*parts, " " * gap, (today, "$quiet"))

    def on_click(self, event: events.Click) -> None:
        end = 0
        for view, label in self._labels():
            end += len(label)
            if event.x < end:
                self.post_message(self.Chosen(view))
                return
