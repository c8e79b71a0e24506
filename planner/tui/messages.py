"""What widgets tell the screen they are on."""

from textual.message import Message

from planner.core.forecast_values import Forecast
from planner.core.outlook import Outlook


class Wanted(Message):
    """The person asks for a command, by its id, for a milestone (or for whatever is selected)."""

    def __init__(self, command: str, milestone: str | None = None, detail: str = "") -> None:
        super().__init__()
        self.command, self.milestone, self.detail = command, milestone, detail


class Moved(Message):
    """Another milestone is selected: what commands may do could have changed."""


class ForecastTold(Message):
    """How a forecast stands: whole per cent of the work done, or with 100 the forecast itself (None: nothing to do)."""

    def __init__(self, outlook: Outlook, percent: int, forecast: Forecast | None = None) -> None:
        super().__init__()
        self.outlook, self.percent, self.forecast = outlook, percent, forecast


class NotSaved(Message):
    """A change waits to be saved: somebody has to try again."""
