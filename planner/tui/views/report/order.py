"""What report is wanted: format, period and privacy, as the person chose them. Nothing here is made or drawn."""

from datetime import date, timedelta
from enum import Enum
from typing import Final

from msgspec import Struct

from planner.core.parsing import parse_date
from planner.errors import BadValue
from planner.reports import FORMATS, Format, Scope

RECENT_WEEKS: Final = 4
USUAL_FORMAT: Final = "md"


class Covers(Enum):
    """The periods to choose from."""

    START = "start"
    RECENT = "recent"
    SINCE_LAST = "since-last"
    OWN = "own"


class Order(Struct, frozen=True):
    """One report as it is wanted. `typed` is the first day of a period of one's own, as it stands in the field."""

    format: str = USUAL_FORMAT
    covers: Covers = Covers.START
    typed: str = ""
    is_private_included: bool = False

    @property
    def form(self) -> Format:
        return FORMATS[self.format]

    def scope(self, today: date) -> Scope:
        """Period and privacy as reports take them. BadValue when the date cannot be understood, or is missing."""
        since = None
        if self.covers is Covers.RECENT:
            since = today - timedelta(weeks=RECENT_WEEKS)
        elif self.covers is Covers.OWN:
            if not self.typed.strip():
                raise BadValue("Write the day that the report begins on: 2027-03-12, 12 Mar, monday, -2w.")
            since = parse_date(self.typed, today, looking_back=True)
        return Scope(
            since=since,
            since_last=self.covers is Covers.SINCE_LAST,
            is_private_included=self.is_private_included,
        )
