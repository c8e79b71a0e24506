"""The forecast card of Today as text: pure functions; its sentences are those of every front."""

import re
from typing import Final

from textual.content import Content

from planner.core.forecast_values import Forecast
from planner.core.forecast_words import card
from planner.core.outlook import Outlook
from planner.core.wording import date_words
from planner.tui.widgets.words import set_in

_FIGURE: Final = re.compile(r"\d{1,2} [A-Z][a-z]{2} \d{4}|\d+ %")


def heading(percent: int | None) -> Content:
    """The heading, with how far the forecast is where that takes long enough to be read."""
    told = "" if percent is None else f"   forecasting {percent} %"
    return Content.assemble("FORECAST", (told, "not bold"))


def schedule(outlook: Outlook, width: int) -> Content:
    """The one date that needs no forecast."""
    finish = f"the plan as estimated ends on {date_words(outlook.finish)}" if outlook.finish else ""
    return _stressed(set_in(finish, width))


def ranges(outlook: Outlook, found: Forecast, width: int) -> Content:
    """The forecast in sentences; where its pace comes from stands quietly last."""
    *lines, pace = card(outlook, found)
    parts = [_stressed(set_in(line, width, further="  ")) for line in lines]
    return Content("\n").join([*parts, Content.styled(set_in(pace, width), "$quiet")])


def _stressed(text: str) -> Content:
    """`text` with its dates and shares bold."""
    found = Content(text)
    for match in _FIGURE.finditer(text):
        found = found.stylize("bold", match.start(), match.end())
    return found
