"""The two lines at the top: who is going where and how far, and the tabs."""

from collections.abc import Sequence

from textual import events
from textual.app import RenderResult
from textual.content import Content
from textual.message import Message
from textual.reactive import reactive
from textual.widget import Widget

from planner.core.outlook import Outlook
from planner.core.wording import date_words, day_words, shortened


class HeaderLine(Widget):
    """From where to where, whose journey, percent done and the projected finish."""

    outlook: reactive[Outlook | None] = reactive(None)

    def render(self) -> RenderResult:
        if self.outlook is None:
            return Content("")
        width = self.size.width
        right = self._right(self.outlook)
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
        """View and label from left to right; narrow windows name only the current one."""
        is_narrow = self.size.width < 60
        return [
            (view, f" {number} {title} " if not is_narrow or view == self.current else f" {number} ")
            for number, (view, title) in enumerate(self._views, start=1)
        ]

    def render(self) -> RenderResult:
        parts = [
            (label, "bold reverse $primary") if view == self.current else (label, "$quiet")
            for view, label in self._labels()
        ]
        today = day_words(self.outlook.today, self.outlook.today) if self.outlook else ""
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
