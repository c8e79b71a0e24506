"""The view: choices beside or above a preview of exactly what goes out. It asks for commands and writes nothing."""

from typing import ClassVar, Final

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Container
from textual.message import Message
from textual.timer import Timer

from planner.core.outlook import Outlook
from planner.errors import BadValue, PlannerError
from planner.tui.long_work import Superseded, considerate
from planner.tui.messages import Wanted
from planner.tui.preferences import bound
from planner.tui.views.base import View
from planner.tui.views.report.choices import Choices
from planner.tui.views.report.press import Made, Press, Wish
from planner.tui.views.report.preview import Preview
from planner.tui.views.report.result import Result

QUIET_SECONDS: Final = 0.12  # choices that follow each other faster are one
BESIDE: Final = (100, 28)  # the least room for choices beside the preview
_SLOW_SECONDS: Final = 0.3  # work that takes less is over before a word about it could be read
_CHOOSE: Final = Binding.Group("Choose")


class ReportView(View):
    """Format, period and privacy, and what they lead to. The report is made in a thread, and only while it is seen."""

    BINDINGS: ClassVar[list[BindingType]] = [
        bound("report-save", "want('save-report')", "Save…", show=True),
        bound("report-open", "want('open-report')", "Open", show=True),
        bound("report-copy", "want('copy-report')", "Copy", show=True),
        bound("report-format", "choose('format')", "Format", show=True, group=_CHOOSE),
        bound("report-period", "choose('period')", "Period", show=True, group=_CHOOSE),
        bound("report-private", "choose('private')", "Private parts", show=True, group=_CHOOSE),
        bound("report-source", "turn_source", "Source", show=True),
    ]

    class Told(Message):
        """A report was made, or why it could not be."""

        def __init__(self, wanted: Wish, made: Made | None, problem: str) -> None:
            super().__init__()
            self.wanted, self.made, self.problem = wanted, made, problem

    def __init__(self, press: Press, *, id: str) -> None:  # noqa: A002  Textual names it so
        super().__init__(id=id)
        self._press = press
        self._result = Result(id="report-right")
        self._is_working = False
        self._timer: Timer | None = None

    def compose(self) -> ComposeResult:
        with Container(id="report-columns"):
            yield Choices(id="report-choices")
            yield self._result

    @property
    def made(self) -> Made | None:
        """The report that the preview shows."""
        return self._result.made

    @property
    def is_at_rest(self) -> bool:
        """True when the preview shows what is chosen, or why it cannot be made."""
        return not self._is_working and self._timer is None and bool(self.made or self._result.problem)

    def on_show(self) -> None:
        """Catch up with what was wanted and not made while nobody looked."""
        super().on_show()
        if self._timer is None:
            self._ask_soon()

    def on_unmount(self) -> None:
        self._press.close()

    def on_resize(self) -> None:
        width, height = BESIDE
        is_beside = self.size.width >= width and self.size.height >= height
        self.set_class(is_beside, "-beside")
        self.set_class(not is_beside, "-above")
        self.query_one(Choices).lay_out(has_lists=is_beside)

    def focus_first(self) -> None:
        self.query_one(Preview).focus()

    def redraw(self, outlook: Outlook) -> None:  # noqa: ARG002  it is drawn once the report on it is made
        self._show_choices()
        self._ask_soon()

    def watch_forecast(self) -> None:
        if self.forecast is not None and self.is_mounted:
            self._ask_soon()

    def watch_forecasting(self) -> None:
        if self.is_mounted and self._waits_for_forecast:
            self._tell_progress()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:  # noqa: ARG002
        """The source can be shown where words stand for it."""
        made = self.made
        return action != "turn_source" or bool(made and made.words and made.source)

    def action_choose(self, what: str) -> None:
        """To the "format" or the "period"; "private" parts are turned at once."""
        choices = self.query_one(Choices)
        {"format": choices.choose_format, "period": choices.choose_period, "private": choices.turn_private}[what]()

    def action_turn_source(self) -> None:
        self._result.turn_source()

    def action_want(self, command: str) -> None:
        self.post_message(Wanted(command))

    @on(Choices.Ordered)
    def _ordered(self, event: Choices.Ordered) -> None:
        """Make that report, once the choosing rests."""
        event.stop()
        self._press.order = event.order
        self._show_choices()
        self._ask_soon()

    def _show_choices(self) -> None:
        if self.outlook is not None:
            made, wanted = self.made, self._wanted
            private = made.private if made and wanted and made.wish.is_of_period(wanted) else None
            self.query_one(Choices).show(self.outlook, self._press.order, private)

    @property
    def _wanted(self) -> Wish | None:
        """What is to be made; None while there is no journey, or the day of one's own is not understood."""
        if self.outlook is None:
            return None
        try:
            return Wish(self.outlook, self._press.order.format, self._press.order.scope(self.outlook.today))
        except BadValue:
            return None

    @property
    def _waits_for_forecast(self) -> bool:
        """True while the forecast that the report tells of is still being worked out, for the whole app."""
        return bool(self._press.order.form.is_whole and not self.forecast and self.outlook and self.outlook.open_phases)

    def _ask_soon(self) -> None:
        if self._timer is not None:
            self._timer.stop()
        self._timer = self.set_timer(QUIET_SECONDS if self.made else 0.001, self._ask)

    def _ask(self) -> None:
        """Have the report made, unless it is there, nobody looks, or another is just being made."""
        self._timer = None
        wanted = self._wanted
        if self._is_working or not (self.display and self.size.width):
            return
        if wanted is None or self._waits_for_forecast:
            self._tell_progress()
            return
        made = self._press.known(wanted)
        if made is not None:
            self._show(made)
            return
        self._is_working = True
        self.set_timer(_SLOW_SECONDS, self._tell_progress)
        self._make(wanted)

    @work(thread=True, group="report", exit_on_error=False, description="report")  # else it writes down the outlook
    def _make(self, wanted: Wish) -> None:
        """Make it in a thread. One at a time: what is chosen meanwhile is made after it."""
        made, problem = None, ""
        try:
            made = self._press.make(wanted, considerate())
        except Superseded:
            return
        except PlannerError as error:
            problem = error.message
        except Exception as error:  # noqa: BLE001  a format that fails must not take the others with it
            problem = (
                f"planner met a defect of its own ({type(error).__name__}) and cannot make this report. Another format "
                "may do. Please tell what you chose."
            )
        self.post_message(self.Told(wanted, made, problem))

    @on(Told)
    def _told(self, event: Told) -> None:
        """Show it, unless something else is wanted by now."""
        event.stop()
        self._is_working = False
        if event.wanted != self._wanted:
            self._ask()
        else:
            self._show(event.made, event.problem)

    def _show(self, made: Made | None, problem: str = "") -> None:
        if made is not None:
            self._result.show(made)
        else:
            self._result.explain(problem)
        self._show_choices()
        self.refresh_bindings()

    def _tell_progress(self) -> None:
        """Say what the preview waits for, once that takes a while."""
        if self._wanted is None:
            self._result.tell("it waits for the first day")
        elif self._waits_for_forecast:
            self._result.tell("forecasting…" if self.forecasting is None else f"forecasting {self.forecasting} %…")
        elif self._is_working:
            self._result.tell("writing it anew…")
