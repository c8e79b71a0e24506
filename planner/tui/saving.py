"""What the app says about saving: the marker at the top, the words of toasts and questions, and how often it tries.

What waits and how it is saved is the store's; nothing here draws.
"""

import errno
from time import monotonic
from typing import Final

from msgspec import Struct

from planner.core.wording import counted, listed
from planner.errors import Busy, CannotWrite, Unreadable
from planner.session import Session
from planner.tui.preferences import Preferences

RETRY_SECONDS: Final = 3.0
HURRY_SECONDS: Final = 0.05  # between looks for a lock that another program holds
_PATIENCE_SECONDS: Final = 0.3  # a wait that is shorter is not worth a word
_NAMED: Final = 3  # changes named one by one in a sentence
_REASONS: Final = {
    errno.ENOSPC: "the disk is full",
    errno.EDQUOT: "your share of the disk is full",
    errno.EROFS: "the disk is read-only",
    errno.EACCES: "no permission to write",
    errno.EPERM: "no permission to write",
    errno.EFBIG: "the file may not grow",
    errno.EIO: "the disk has an error",
}


class Question(Struct, frozen=True):
    """What to ask: in short, what it is about, and when leaving, how the two ways out are called."""

    title: str
    about: str
    again: str = "Try again"
    lose: str = "Quit and lose them"


class Saving:
    """Watches over the changes that wait to be saved."""

    def __init__(self, session: Session, preferences: Preferences) -> None:
        self._keeper = session.keep_unsaved()
        self._worded = preferences.worded
        self._waits_since = 0.0
        self._tried = 0.0
        self._told = ""

    @property
    def is_waiting(self) -> bool:
        """True when a change is still to be saved."""
        return bool(self._keeper.waiting)

    @property
    def is_in_a_hurry(self) -> bool:
        """True when all it takes is that another program finishes writing."""
        return self.is_waiting and isinstance(self._keeper.trouble, Busy)

    @property
    def is_settled(self) -> bool:
        """True when nothing is lost by leaving."""
        return not self.is_waiting and not self._keeper.is_gone

    def marker(self) -> str:
        """What stands at the top as long as something is wrong; empty when all is well."""
        trouble = self._keeper.trouble
        if not self.is_in_a_hurry:
            self._waits_since = 0.0
        if trouble is None:
            self._told = ""
            return ""
        if self.is_in_a_hurry:
            self._waits_since = self._waits_since or monotonic()
            is_long = monotonic() - self._waits_since > _PATIENCE_SECONDS
            return "◌ waiting for another program…" if is_long else ""
        if self.is_waiting:
            count = len(self._keeper.waiting)
            return f"● {f'{count} ' if count > 1 else ''}not saved: {self.reason}"
        return f"! {self.reason}" if isinstance(trouble, Unreadable) or self._keeper.is_gone else ""

    @property
    def reason(self) -> str:
        """In a few words why the file cannot be written."""
        trouble = self._keeper.trouble
        if isinstance(trouble, Busy):
            return "another program is writing"
        if self._keeper.is_gone:
            return "the file is gone"
        if isinstance(trouble, Unreadable):
            return "the file cannot be read"
        cause = trouble.__cause__ if trouble else None
        if isinstance(cause, OSError):
            return _REASONS.get(cause.errno or 0, (cause.strerror or str(cause)).lower())
        return "the file is too large" if isinstance(trouble, CannotWrite) else "the file is empty"

    @property
    def details(self) -> str:
        """What is wrong and what to do about it, in sentences; empty when all is well."""
        trouble = self._keeper.trouble
        if trouble is None:
            return ""
        if self._keeper.is_gone:
            return f"{self._keeper.path} is gone: it was deleted or moved. Put it back, or press " + self._worded(
                "{save}: planner then makes it again with everything that was in it."
            )
        return trouble.message

    def after_change(self, said: str) -> tuple[str, bool]:
        """What to say of a change just made, and whether it is bad news. Details come once for each trouble."""
        if not self.is_waiting or self.is_in_a_hurry:
            return f"{said} · {self._worded('{undo} undoes it')}", False
        news = self._news(then=self._worded("It is tried again by itself; {save} tries now."))
        return f"{said} · {self._worded('not saved yet · {undo} takes it back')}{news}", True

    def about_file(self) -> str:
        """What to say when the file turned bad while nothing waits; empty when that was said, or all is well."""
        return self._news().strip() if self.marker().startswith("!") else ""

    def _news(self, then: str = "") -> str:
        told, self._told = self._told, self.reason
        return "" if told == self.reason else f"\n{self.details} {then}".rstrip()

    def retry(self, *, is_asked: bool = False, patience: float = 0.0) -> list[tuple[str, bool]]:
        """Try to save what waits; what to say of it, each with whether it is bad news.

        `is_asked` by the person, and not by a clock: then a file that is gone is made again, and failure is said too.
        """
        was_gone = self._keeper.is_gone
        self._tried = monotonic()
        count = self._keeper.save(anew=is_asked, patience=patience)
        told = [(f"Given up: {lost.title}. {lost.why}", True) for lost in self._keeper.take_lost()]
        if is_asked and was_gone and not self._keeper.is_gone:
            told.append((f"{self._keeper.path.name} is there again, with everything that was in it", False))
        if count:
            told.append((f"saved: {counted(count, 'change')}", False))
        elif is_asked and self.is_waiting:
            told.append((f"Still not saved: {self.reason}. {self.details}", True))
        elif is_asked and self._keeper.trouble:
            told.append((self.details, True))
        elif is_asked and not told:
            told.append(("Everything is saved", False))
        return told

    @property
    def is_due(self) -> bool:
        """True when it is time to try again."""
        return self.is_waiting and (self.is_in_a_hurry or monotonic() - self._tried >= RETRY_SECONDS)

    def question(self) -> Question:
        """What to ask who wants to leave before all is saved."""
        count = len(self._keeper.waiting)
        if not count:
            return Question(f"{self._keeper.path.name} is gone", self.details, "Save it again", "Quit without it")
        verb = "is" if count == 1 else "are"
        title = f"{counted(count, 'change')} {verb} not saved: {self.reason}"
        lose = f"Quit and lose {'it' if count == 1 else 'them'}"
        return Question(title, f"{self._named}.\n\n{self.details}", lose=lose)

    def farewell(self) -> str:
        """What to leave on the terminal when the app had to end with something unsaved; empty when all is well."""
        count = len(self._keeper.waiting)
        if not count:
            return ""
        lost = "is lost" if count == 1 else "are lost"
        return f"{counted(count, 'change')} could not be saved ({self.reason}) and {lost}: {self._named}."

    @property
    def _named(self) -> str:
        """The changes that wait, by their titles."""
        waiting = self._keeper.waiting
        named = [f"“{title}”" for title in waiting[:_NAMED]]
        if len(waiting) > _NAMED:
            named.append(f"{len(waiting) - _NAMED} more")
        return listed(named)
