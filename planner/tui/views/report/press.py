"""Makes reports beside the screen, for preview, copy, open and save alike, and keeps the last one made.

One for the whole app. What takes time may run in a thread; of the journey it then touches frozen values only.
"""

import shutil
import tempfile
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct

from planner.core.changes import Change
from planner.core.outlook import Outlook
from planner.errors import CannotWrite
from planner.reports import Report, Scope, default_name, format_named
from planner.session import Session
from planner.tui.views.report.order import Order
from planner.tui.views.report.shown import Shown, exactly, in_words

if TYPE_CHECKING:
    from planner.reports.facts import LeftOut

Progress = Callable[[int, int], None]
_PAGE = "html"


class Wish(Struct, frozen=True):
    """One report of one outlook. Equal when both are the same."""

    outlook: Outlook
    format: str
    scope: Scope

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Wish):
            return NotImplemented
        return self.outlook is other.outlook and (self.format, self.scope) == (other.format, other.scope)

    def __hash__(self) -> int:
        return hash((id(self.outlook), self.format, self.scope))

    def is_of_period(self, other: "Wish") -> bool:
        """True when both are about the same days of the same outlook, and so hold the same private things."""
        mine, its = self.scope, other.scope
        return self.outlook is other.outlook and (mine.since, mine.since_last) == (its.since, its.since_last)


class Made(Struct, frozen=True):
    """A report as it goes out under the file name `name`: `content` is the file, once text is encoded as UTF-8.

    `private` is what the period holds of private things, in or out. `words` are there for files that nobody reads as
    they are written, `source` for files that are text.
    """

    wish: Wish
    name: str
    content: str | bytes
    private: "tuple[LeftOut, ...]"
    words: Shown | None
    source: Shown | None

    @property
    def data(self) -> bytes:
        return self.content if isinstance(self.content, bytes) else self.content.encode()


class Press:
    """`order` is what is chosen now, `folder` where the last report went. `viewer` opens a file and says with what."""

    def __init__(self, session: Session) -> None:
        self.order = Order()
        self.folder: Path | None = None
        self.viewer: Callable[[Path], str] | None = None
        self._session = session
        self._made: Made | None = None
        self._facts: tuple[Wish, Report] | None = None
        self._saved: Path | None = None
        self._drawer: Path | None = None

    def known(self, wish: Wish) -> Made | None:
        """The report made last, if it is this one."""
        made = self._made
        return made if made and made.wish == wish else None

    def make(self, wish: Wish, on_progress: Progress | None = None) -> Made:
        """The report, made now unless it was made last; in any thread. PlannerError when it cannot be made.

        `on_progress` hears of the forecast and between the steps; whatever it raises ends the work.
        """
        made = self.known(wish)
        if made is None:
            made = self._made = self._make(wish, on_progress or _nobody)
        return made

    def _make(self, wish: Wish, on_progress: Progress) -> Made:
        def rest() -> None:
            on_progress(1, 1)

        form = format_named(wish.format)
        report = self._report(wish, form.is_whole, on_progress)
        rest()
        content = form.render(report)
        rest()
        words = source = None
        if isinstance(content, str):
            source = exactly(content, form.name)
        if source is None or form.name == _PAGE:
            page = content if isinstance(content, str) else format_named(_PAGE).render(report)
            words = in_words(str(page), rest)
        return Made(wish, default_name(report, form.name), content, _private(report, wish), words, source)

    def _report(self, wish: Wish, is_whole: bool, on_progress: Progress) -> Report:
        """The facts, kept for the next format: with a forecast they do for all, without for some."""
        known = self._facts
        if known is not None and known[0].outlook is wish.outlook and known[0].scope == wish.scope:
            has_enough = not is_whole or format_named(known[0].format).is_whole
            if has_enough:
                return known[1]
        report = self._session.report(wish.scope, on_progress, outlook=wish.outlook, has_forecast=is_whole)
        self._facts = (wish, report)
        return report

    def save(
        self, wish: Wish, target: Path, on_progress: Progress | None = None, apply: Callable[..., Change] | None = None
    ) -> Path:
        """Write the report to a file and note that in the journey; where it went. PlannerError when it cannot be.

        In a thread of its own `apply` has to be what applies a verb in the thread of the screen.
        """
        place = self._session.save_report(
            wish.scope, wish.format, target, on_progress, outlook=wish.outlook, apply=apply
        )
        self._saved, self.folder = place, place.absolute().parent
        return place

    def laid_out(self, made: Made) -> Path:
        """A file with the report, to be opened: the one it was saved to, else a private one that goes with the app."""
        with suppress(OSError):
            if self._saved is not None and self._saved.name.endswith(Path(made.name).suffix):
                same = self._saved.stat().st_size == len(made.data) and self._saved.read_bytes() == made.data
                if same:
                    return self._saved.absolute()
        try:
            if self._drawer is None or not self._drawer.is_dir():
                self._drawer = Path(tempfile.mkdtemp(prefix="planner-"))  # for its owner's eyes alone
            place = self._drawer / made.name
            place.write_bytes(made.data)
        except OSError as error:
            raise CannotWrite(f"There is no room for a file to open: {error.strerror or error}.") from error
        return place

    def close(self) -> None:
        """Take away what was laid out to be opened."""
        if self._drawer is not None:
            shutil.rmtree(self._drawer, ignore_errors=True)
            self._drawer = None


def _nobody(done: int, total: int) -> None:
    """Hears of progress, and needs not know."""


def _private(report: Report, wish: Wish) -> "tuple[LeftOut, ...]":
    """What is private in the period, also when it is let in."""
    if not wish.scope.is_private_included:
        return report.left_out
    from planner.reports.privacy import drawn

    return drawn(wish.outlook, report.period).left_out
