"""The two lines at the top: who is going where and how far, and the tabs."""

from collections.abc import Sequence
from datetime import date
from typing import Final

from textual import events
from textual.app import RenderResult
from textual.content import Content
from textual.message import Message
from textual.reactive import reactive
from textual.widget import Widget

from planner.core.forecast import Forecast
from planner.core.outlook import Outlook
from planner.core.wording import date_words, day_words, shortened

_LEAST_LEFT: Final = 24
_WITHOUT_YEAR: Final = 240


class HeaderLine(Widget):
    """From where to where, whose journey, percent done, the projected finish and, when it is known, its range."""

    outlook: reactive[Outlook | None] = reactive(None)
    forecast: reactive[Forecast | None] = reactive(None)
    forecasting: reactive[int | None] = reactive(None)

    def __init__(self, *, id: str) -> None:  # noqa: A002  Textual names it so
        super().__init__(id=id)
        self._range = ""

    def watch_forecast(self, forecast: Forecast | None) -> None:
        """Keep the range of before until there is a new one, so that the line does not jump at every change."""
        if forecast is not None:
            self._range = f" (likely {_span(forecast.p10, forecast.p90, forecast.p50)})"

    def render(self) -> RenderResult:
        if self.outlook is None:
            return Content("")
        width = self.size.width
        right, more = self._right(self.outlook), self._more(self.outlook)
        if len(right) + len(more) + _LEAST_LEFT <= width:
            right += more
        name = self.outlook.journey.settings.name
        left = f"{self.outlook.plan.title} · {name}" if name else self.outlook.plan.title
        left = shortened(left, max(10, width - len(right) - 2))
        gap = max(1, width - Content(left).cell_length - len(right))
        return Content.assemble((left, "bold"), " " * gap, (right, "$primary"))

    @staticmethod
    def _right(outlook: Outlook) -> str:
        if outlook.progress.is_finished:
            return "every milestone done"
        finish = f"finish {date_words(outlook.finish)}" if outlook.finish else "nothing planned"
        return f"{outlook.progress.percent} % · {finish}"

    def _more(self, outlook: Outlook) -> str:
        if not outlook.tasks:
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


class TabStrip(Widget):
    """The views with their number keys; the current one marked by brackets and weight, not by colour alone."""

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
        numbered = tuple(enumerate(self._views, start=1))
        whole = [(view, f" {number} {title} ") for number, (view, title) in numbered]
        if sum(len(label) for _, label in whole) + len(self._day) < self.size.width:
            return whole
        return [
            (view, label if view == self.current else f" {number} ")
            for number, (view, label) in enumerate(whole, start=1)
        ]

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
