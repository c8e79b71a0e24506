"""Changes that the file does not have yet: a data file for a front that stays open and turns no change away.

What the file refuses for its own sake (full disk, no permission, another writer, gone, damaged) waits here, in order,
and is seen as if it were saved. A change is a function from the newest journey, so it is applied to that again when it
is saved at last, and nothing written outside meanwhile is lost. When to try again, and what to tell, is for the front.
"""

import threading
import time
from collections.abc import Callable, Mapping
from datetime import datetime
from pathlib import Path
from typing import Final

from msgspec import Struct
from msgspec.structs import replace

from planner.core.journey import Journey
from planner.errors import Busy, CannotWrite, NoJourney, PlannerError, Refused, Unreadable
from planner.store.disk import Signature, signature
from planner.store.history import Change
from planner.store.journeys import JourneyFile, Saved

Edit = Callable[[Journey], tuple[str, Journey]]
Content = Mapping[str, Mapping[str, bytes]]

_FOR_NOW: Final = (CannotWrite, Busy, Unreadable, NoJourney)
"""What the file says, not the change: the same change may go through later."""
_PAUSE: Final = 0.01


class Lost(Struct, frozen=True):
    """A change that waited and is not possible any more: its title, and why in a sentence."""

    title: str
    why: str


class Waiting(Struct, frozen=True):
    """One change to be saved. Without `edit` it is an undo or redo of the file, seen only once the file did it."""

    title: str
    at: datetime
    save: Callable[[], object]
    edit: Edit | None = None
    is_redo: bool = False


class Keeper:
    """One data file with the doors of `JourneyFile`, and the changes that wait for it. It never waits for a lock.

    `change`, `undo` and `redo` raise what the change itself is refused for, and nothing that the file is to blame for
    once a journey was read. As long as the file is gone or damaged, `load` gives the journey as last known.
    """

    def __init__(self, path: Path) -> None:
        self._file = JourneyFile(path, patience=0.0)
        self._guard = threading.RLock()
        self._waiting: list[Waiting] = []
        self._taken_back: list[Waiting] = []
        self._steps_since = 0  # undos of the file after what was taken back here: to be redone first
        self._lost: list[Lost] = []
        self._known: Journey | None = None
        self._content: Content = {}
        self._shown: tuple[Journey, Journey] | None = None  # of this journey in the file, the one with what waits
        self._history: list[Change] = []
        self._reading: PlannerError | None = None
        self._read: Signature | str | None = ""
        self._writing: PlannerError | None = None

    # How things stand

    @property
    def path(self) -> Path:
        return self._file.path

    @property
    def waiting(self) -> tuple[str, ...]:
        """The titles of what waits to be saved, the oldest first."""
        return tuple(each.title for each in self._waiting)

    @property
    def trouble(self) -> PlannerError | None:
        """Why the file can be neither read nor written now; None when all is well."""
        return self._reading or self._writing

    @property
    def is_gone(self) -> bool:
        """True when the file was there and is not any more; `save` makes it again when told to."""
        return self._known is not None and isinstance(self.trouble, NoJourney | CannotWrite) and not self.exists()

    def take_lost(self) -> list[Lost]:
        """What had to be given up since the last time; to be told to the person."""
        lost, self._lost = self._lost, []
        return lost

    # The doors of a journey's file

    def exists(self) -> bool:
        return self._file.exists()

    def create(self, journey: Journey, title: str, at: datetime) -> None:
        """Begin a file; like `JourneyFile.create`, and nothing of it waits."""
        self._file.create(journey, title, at)

    def load(self) -> Journey:
        """The newest journey with everything that waits; the same object until something changes."""
        with self._guard:
            base = self._newest()
            if not self._waiting:
                return base
            if self._shown is None or self._shown[0] is not base:
                self._shown = base, self._with_waiting(base)
            return self._shown[1]

    def change(self, edit: Edit, at: datetime) -> Saved:
        """Apply `edit` to the newest journey and save it, or keep it until it can be saved."""
        with self._guard:
            self._taken_back, self._steps_since = [], 0
            return self._change(edit, at)

    def undo(self, at: datetime) -> Saved:
        """Take the latest change back, first of all one that waits. Refused when there is none."""
        with self._guard:
            if self._waiting and self._waiting[-1].edit is not None:
                self._taken_back.append(self._waiting.pop())
                self._shown = None
                if not self._waiting:
                    self._writing = None
                return Saved(self._taken_back[-1].title, self.load())
            saved = self._step(lambda: self._file.undo(at), at, is_redo=False)
            self._steps_since += bool(self._taken_back)
            return saved

    def redo(self, at: datetime) -> Saved:
        """Do again what was undone last. Refused when there is nothing."""
        with self._guard:
            if self._taken_back and not self._steps_since:
                again = self._taken_back.pop()
                assert again.edit is not None
                return self._change(again.edit, again.at)
            if any(each.edit for each in self._waiting):
                raise Refused("Nothing to redo.")  # what waits comes after what was undone, and drops it
            saved = self._step(lambda: self._file.redo(at), at, is_redo=True)
            self._steps_since = max(0, self._steps_since - 1)
            return saved

    def history(self) -> list[Change]:
        """Every change kept, the newest first; above those of the file what waits."""
        with self._guard:
            if self._readable():
                self._history = self._file.history()
            following = self._history[0].number + 1 if self._history else 1
            mine = [Change(at, each.at, each.title, False) for at, each in enumerate(self._waiting, start=following)]
            return [*reversed(mine), *self._history]

    def changed_outside(self) -> bool:
        """True when it is worth to `load` again: the file was written outside, or what is wrong with it may be over."""
        with self._guard:
            if self._reading is not None:
                self._read = ""
                return True
            return self._file.changed_outside()

    def close(self) -> None:
        """Let the file go. What waits still waits."""
        self._file.close()

    # Saving what waits

    def save(self, *, anew: bool = False, patience: float = 0.0) -> int:
        """Save what waits, the oldest first, as far as the file lets; returns how many changes it took.

        `anew` makes a file that is gone again, with all that was in it. `patience` is seconds to wait for a lock.
        """
        with self._guard:
            deadline = time.monotonic() + patience
            count, trouble = 0, None
            if anew and self._known is not None and not self.exists():
                trouble = self._tried(lambda: self._file.recreate(self._content), deadline)
            while self._waiting and trouble is None:
                first = self._waiting[0]
                try:
                    trouble = self._tried(first.save, deadline)
                except PlannerError as error:
                    self._lost.append(Lost(first.title, error.message))
                else:
                    if trouble is not None and (first.edit is not None or isinstance(trouble, Busy)):
                        break
                    if trouble is not None:  # who steps through the history wants to see it happen, or not at all
                        self._lost.append(Lost(first.title, trouble.message))
                    count += trouble is None
                del self._waiting[0]
                self._shown = None
            self._writing = trouble if self._waiting or not self.exists() else None
            self._newest()
            return count

    # How

    def _change(self, edit: Edit, at: datetime) -> Saved:
        if self._waiting:
            self.save()  # what waits goes first
        if not self._waiting:
            try:
                saved = self._file.change(edit, at)
            except _FOR_NOW as error:
                if self._known is None:
                    raise
                trouble = error
            else:
                self._writing = None
                return replace(saved, journey=self.load())
        before = self.load()
        title, after = edit(before)  # what the change itself is refused for goes to the person
        if after != before:
            if not self._waiting:
                self._writing = trouble
            self._waiting.append(Waiting(title, at, lambda: self._file.change(edit, at), edit))
            self._shown = self._newest(), after
        return Saved(title, after)

    def _step(self, take: Callable[[], Saved], at: datetime, *, is_redo: bool) -> Saved:
        """Undo or redo in the file; kept only while another program writes, since nothing of it can be seen before."""
        if self._waiting:
            self.save()
        if not self._waiting:
            try:
                saved = take()
            except Busy as error:
                self._writing = error
            else:
                self._writing = None
                return replace(saved, journey=self.load())
        title = self._next_title(is_redo=is_redo)
        self._waiting.append(Waiting(f"{'redo' if is_redo else 'undo'} of {title}", at, take, is_redo=is_redo))
        self._shown = None
        return Saved(title, self.load())

    def _next_title(self, *, is_redo: bool) -> str:
        """What the next undo or redo of the file is about, after those that wait for it already."""
        history = [each for each in self._file.history() if each.undone == is_redo]
        fitting = history[::-1] if is_redo else history[:-1]
        before = sum(each.edit is None and each.is_redo == is_redo for each in self._waiting)
        if before >= len(fitting):
            raise Refused(f"Nothing to {'redo' if is_redo else 'undo'}.")
        return fitting[before].title

    @staticmethod
    def _tried(do: Callable[[], object], deadline: float) -> PlannerError | None:
        """None when it was done, else what the file had against it."""
        while True:
            try:
                do()
            except Busy as error:
                if time.monotonic() >= deadline:
                    return error
                time.sleep(_PAUSE)
            except _FOR_NOW as error:
                return error
            else:
                return None

    def _newest(self) -> Journey:
        """The journey in the file; the one last known while the file is no good."""
        if not self._readable():
            assert self._known is not None
            return self._known
        journey = self._file.load()
        if journey is not self._known:
            self._known, self._content = journey, self._file.content()
        return journey

    def _readable(self) -> bool:
        """Look at the file; False when it is no good but known. One that is as bad as before is not read again."""
        seen = self._seen()
        if self._reading is not None and self._read == seen:
            return False
        try:
            self._file.load()
        except (Unreadable, NoJourney) as error:
            if self._known is None:
                raise
            self._reading, self._read = error, seen
            return False
        self._reading = None
        return True

    def _seen(self) -> Signature | str | None:
        try:
            return signature(self.path)
        except OSError as error:
            return str(error)

    def _with_waiting(self, base: Journey) -> Journey:
        """`base` with what waits applied; what is not possible on it any more is given up."""
        journey = base
        for each in tuple(self._waiting):
            if each.edit is None:
                continue
            try:
                journey = each.edit(journey)[1]
            except _FOR_NOW:
                continue  # the plan cannot be read just now
            except PlannerError as error:
                self._waiting.remove(each)
                self._lost.append(Lost(each.title, error.message))
        return journey
