"""The door to a journey's data file: begin, load, change, undo, redo.

A change is a function from the newest journey to the next one; it runs under the file's lock, so nothing is lost when
the app and the command line both write, and it is saved with what it replaced in one replacement of the file. What a
change means is not known here.
"""

import os
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import NoReturn

from msgspec import Struct

from planner.core.journey import Journey
from planner.core.wording import counted
from planner.errors import BadValue, CannotWrite, NoJourney, Refused, Unreadable
from planner.store.backups import Backups, Keeping, Reason
from planner.store.codec import BrokenDocumentError, Decoded, Decoder
from planner.store.disk import make_folders
from planner.store.edits import between, everything
from planner.store.history import Change, History
from planner.store.layout import DamagedError
from planner.store.migrations import NewerSchemaError, upgraded
from planner.store.shapes import Replaced
from planner.store.storage import PATIENCE, unreadable
from planner.store.tables import Database
from planner.store.writing import Writing, differences


class Saved(Struct, frozen=True):
    """What a change, undo or redo led to: its title, and the journey as it is in the file now.

    `remark` tells what went wrong besides and did not stop it; empty when nothing did.
    """

    title: str
    journey: Journey
    remark: str = ""


class JourneyFile:
    """One data file with one journey. Opening it touches nothing; `patience` is seconds to wait for another writer.

    Errors of every method: Unreadable when the file is damaged or newer (and then it stays as it is); of those that
    write also Busy, CannotWrite, and BadValue when a journey holds what no file could give back.
    """

    def __init__(self, path: Path, *, patience: float = PATIENCE) -> None:
        self.path = Path(path)
        self._database = Database(self.path, patience=patience)
        self._history = History(self._database)
        self._writing = Writing(self._database)
        self._keeping = Keeping(self.path)
        self._decoder = Decoder()
        self._guard = threading.RLock()
        self._current: Decoded | None = None
        self._generation = -1
        self._is_saving = False

    def exists(self) -> bool:
        """True when something lies at the path, readable or not."""
        try:
            self.path.stat()
        except (FileNotFoundError, NotADirectoryError):
            return False
        except OSError:
            return True
        return True

    def create(self, journey: Journey, title: str, at: datetime) -> None:
        """Begin a file with `journey`, and missing folders for it alone to the person. Refused when there is one.

        Also the way to save a journey whose file vanished while it was open; its history begins again.
        """
        with self._guard:
            self._refuse_second()
            self._make_folders()
            with self._telling(), self._database.transaction(anew=True):
                self._refuse_second()
                with self._checking():
                    for edit in everything(journey):
                        self._writing.write(edit)
                    decoded = self._decoder.decode(self._lines())
                self._history.record(title, at, [])
                self._writing.stamp(decoded.index.meta, at)
            self._remember(decoded)

    def load(self) -> Journey:
        """The journey in the file, decoded again only when the file changed. NoJourney when there is no file."""
        with self._guard, self._telling():
            return self._newest().journey

    def change(self, edit: Callable[[Journey], tuple[str, Journey]], at: datetime) -> Saved:
        """Apply `edit` to the newest journey and save what it returns under the title it gives.

        Nothing is written when `edit` raises, or returns an equal journey. NoJourney when there is no file.
        """

        def apply() -> tuple[str, Decoded]:
            before = self._newest()
            title, after = edit(before.journey)
            with self._checking():
                edits = between(before.journey, after, before.index)
                if not edits:
                    return title, before
                self._writing.upgrade(lambda: self._keeping.before(Reason.MIGRATION, at))
                replaced = [each for each in map(self._writing.write, edits) if each is not None]
                decoded = self._decoder.decode(self._lines())
            if replaced:
                self._record(title, at, replaced, decoded)
            return title, decoded

        return self._save(apply)

    def restore(self, content: Mapping[str, Mapping[str, bytes]], title: str, at: datetime) -> Saved | None:
        """Put back every document as a backup has it, as one change that can be undone; the history goes on.

        `content` holds the lines of a file in today's format. A backup is made first. None when the file says the same
        already; then nothing is written.
        """
        is_changed = False

        def body() -> tuple[str, Decoded]:
            nonlocal is_changed
            before = self._newest()
            wanted = list(differences(upgraded(self._lines()), content))
            if not wanted:
                return title, before
            is_changed = True
            self._writing.upgrade(lambda: self._keeping.before(Reason.MIGRATION, at))
            self._keeping.before(Reason.RESTORE, at)
            replaced = [self._writing.put(each) for each in wanted]
            decoded = self._decoder.decode(self._lines())
            self._record(title, at, replaced, decoded)
            return title, decoded

        saved = self._save(body)
        return saved if is_changed else None

    def undo(self, at: datetime) -> Saved:
        """Take the last change back. Refused when there is none."""
        return self._step(lambda: self._history.undo(at), "undo", at)

    def redo(self, at: datetime) -> Saved:
        """Do again what was undone last. Refused when there is nothing, or when something else was done since."""
        return self._step(self._history.redo, "redo", at)

    def content(self) -> Mapping[str, Mapping[str, bytes]]:
        """Every line of every table as last read or written, never changed afterwards; what `recreate` takes."""
        with self._guard:
            return self._lines()

    def recreate(self, content: Mapping[str, Mapping[str, bytes]]) -> None:
        """Make a file that vanished while it was open again, with all that was in it, history and unknown parts too.

        Refused when something lies at the path: that is never overwritten.
        """
        with self._guard:
            self._refuse_second()
            self._make_folders()
            with self._telling(), self._database.transaction(anew=True):
                self._refuse_second()
                for table, documents in content.items():
                    self._database.safe.lines(table).update(documents)
                decoded = self._decoder.decode(upgraded(self._lines()))
            self._remember(decoded)

    def history(self) -> list[Change]:
        """The changes kept, the newest first."""
        with self._guard, self._telling():
            self._newest()
            return self._history.all()

    def changed_outside(self) -> bool:
        """One `os.stat`: True when the file is not the one last read or written here, or is gone."""
        return self._database.safe.is_changed_outside()

    def close(self) -> None:
        """Let the file go; using this object again opens it again."""
        self._database.close()

    # How

    def _save(self, body: Callable[[], tuple[str, Decoded]]) -> Saved:
        """Run `body` as one transaction; it returns a title and what the file holds from then on."""
        with self._guard:
            if self._is_saving:
                raise RuntimeError("a change cannot make another change; do both in one")
            if not self.exists():
                self._miss(is_saving=True)
            self._is_saving = True
            self._keeping.remark = ""
            try:
                with self._telling(), self._database.transaction():
                    title, decoded = body()
            finally:
                self._is_saving = False
            self._remember(decoded)
        return Saved(title, decoded.journey, self._keeping.remark)

    def _step(self, take: Callable[[], str | None], verb: str, at: datetime) -> Saved:
        def body() -> tuple[str, Decoded]:
            self._newest()
            self._writing.upgrade(lambda: self._keeping.before(Reason.MIGRATION, at))
            title = take()
            if title is None:
                raise Refused(f"Nothing to {verb}.")
            try:
                decoded = self._decoder.decode(self._lines())
            except BrokenDocumentError as error:
                raise Refused(
                    f"Cannot {verb} “{title}”: {self.path} was edited by hand since, and afterwards {error}."
                ) from error
            self._keeping.daily(at)
            self._writing.stamp(decoded.index.meta, at)
            return title, decoded

        return self._save(body)

    def _record(self, title: str, at: datetime, replaced: list[Replaced], decoded: Decoded) -> None:
        """Put what was changed into the history, after the backup of the day."""
        self._keeping.daily(at)
        self._history.record(title, at, replaced)
        self._writing.stamp(decoded.index.meta, at)

    def _newest(self) -> Decoded:
        tables = self._database.safe.tables()
        if tables is None or not tables:
            self._miss(is_saving=False)
        if self._current is None or self._generation != self._database.safe.generation:
            self._remember(self._decoder.decode(upgraded(tables)))
        assert self._current is not None
        return self._current

    def _remember(self, decoded: Decoded) -> None:
        self._current = decoded
        self._generation = self._database.safe.generation

    def _lines(self) -> Mapping[str, Mapping[str, bytes]]:
        return self._database.safe.tables() or {}

    def _refuse_second(self) -> None:
        if self.exists():
            raise Refused(f"{self.path} exists already, and a journey is never overwritten. Choose another file.")

    def _make_folders(self) -> None:
        parent = Path(os.path.realpath(self.path)).parent
        try:
            make_folders(parent)
        except OSError as error:
            raise CannotWrite(
                f"The folder {parent} cannot be made: {error.strerror or error}. Nothing was saved; choose another."
            ) from error

    def _miss(self, *, is_saving: bool) -> NoReturn:
        if self._current is None:
            raise NoJourney(self._none())
        gone = f"{self.path} is gone: it was deleted or moved while it was open."
        if is_saving:
            raise CannotWrite(f"{gone} The change was not saved. Put the file back, or save the journey anew.")
        raise NoJourney(f"{gone} Put it back, or begin a new journey with `planner start --from ROLE`.")

    def _none(self) -> str:
        """That there is no journey, and how to come by one."""
        try:
            kept = Backups(self.path).all()
        except OSError:
            kept = []
        if not kept:
            return f"There is no journey at {self.path} yet. Begin one with `planner start --from ROLE`."
        return (
            f"There is no journey at {self.path} any more, but {counted(len(kept), 'backup')} of it. "
            "`planner restore latest` brings the newest back, `planner restore --list` shows them all."
        )

    @contextmanager
    def _telling(self) -> Iterator[None]:
        """Turn what is wrong inside the file into words for people."""
        try:
            yield
        except NewerSchemaError as error:
            raise Unreadable(
                f"{self.path} was written by a newer planner: {error}. It was left as it is; update planner to open it."
            ) from error
        except (DamagedError, BrokenDocumentError) as error:
            raise unreadable(self.path, str(error)) from error

    @contextmanager
    def _checking(self) -> Iterator[None]:
        """What no file could give back is the fault of the journey that was to be saved, and never reaches the disk."""
        try:
            yield
        except (ValueError, TypeError) as error:
            raise BadValue(f"This cannot be saved: {error}.") from error
