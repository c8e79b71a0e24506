"""The door to a journey's data file: begin, load, change, undo, redo.

A change is a function from the newest journey to the next one; it runs under the file's lock, so nothing is lost when
the app and the command line both write, and it is saved with what it replaced in one replacement of the file. What a
change means is not known here.
"""

import os
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import NoReturn

from planner.core.journey import Journey
from planner.errors import BadValue, CannotWrite, NoJourney, Refused, Unreadable
from planner.store.codec import BrokenDocumentError, Decoded, Decoder
from planner.store.edits import Edit, between, everything
from planner.store.history import Change, History
from planner.store.layout import DamagedError
from planner.store.migrations import SCHEMA, NewerSchemaError, upgraded
from planner.store.shapes import META, Replaced, keeping_unknown
from planner.store.storage import PATIENCE, unreadable
from planner.store.tables import Database


@dataclass(frozen=True, slots=True)
class Saved:
    """What a change, undo or redo led to: its title, and the journey as it is in the file now."""

    title: str
    journey: Journey


class JourneyFile:
    """One data file with one journey. Opening it touches nothing; `patience` is seconds to wait for another writer.

    Errors of every method: Unreadable when the file is damaged or newer (and then it stays as it is); of those that
    write also Busy, CannotWrite, and BadValue when a journey holds what no file could give back.
    """

    def __init__(self, path: Path, *, patience: float = PATIENCE) -> None:
        self.path = Path(path)
        self._database = Database(self.path, patience=patience)
        self._history = History(self._database)
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
                        self._write(edit)
                    decoded = self._decoder.decode(self._lines())
                self._history.record(title, at, [])
                self._stamp(decoded, at)
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
                self._upgrade()
                replaced = [each for each in map(self._write, edits) if each is not None]
                decoded = self._decoder.decode(self._lines())
            if replaced:
                self._history.record(title, at, replaced)
                self._stamp(decoded, at)
            return title, decoded

        return self._save(apply)

    def undo(self, at: datetime) -> Saved:
        """Take the last change back. Refused when there is none."""
        return self._step(lambda: self._history.undo(at), "undo", at)

    def redo(self, at: datetime) -> Saved:
        """Do again what was undone last. Refused when there is nothing, or when something else was done since."""
        return self._step(self._history.redo, "redo", at)

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
            try:
                with self._telling(), self._database.transaction():
                    title, decoded = body()
            finally:
                self._is_saving = False
            self._remember(decoded)
        return Saved(title, decoded.journey)

    def _step(self, take: Callable[[], str | None], verb: str, at: datetime) -> Saved:
        def body() -> tuple[str, Decoded]:
            self._newest()
            self._upgrade()
            title = take()
            if title is None:
                raise Refused(f"Nothing to {verb}.")
            try:
                decoded = self._decoder.decode(self._lines())
            except BrokenDocumentError as error:
                raise Refused(
                    f"Cannot {verb} “{title}”: {self.path} was edited by hand since, and afterwards {error}."
                ) from error
            self._stamp(decoded, at)
            return title, decoded

        return self._save(body)

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

    def _write(self, edit: Edit) -> Replaced | None:
        """Write one document; what it replaced, or None when nothing came of it."""
        documents = self._database.documents(edit.table)
        found = documents.get(doc_id=edit.doc_id)
        before = None if found is None else dict(found)
        if edit.document is None:
            documents.drop(edit.doc_id)
            return None if before is None else (edit.table, edit.doc_id, before, None)
        if edit.table == META:
            after = (before or {}) | edit.document
        else:
            after = keeping_unknown(before or {}, edit.document, edit.shape)
        if after == before:
            return None
        documents.put(edit.doc_id, after)
        return edit.table, edit.doc_id, before, after

    def _stamp(self, decoded: Decoded, at: datetime) -> None:
        documents = self._database.documents(META)
        meta = dict(documents.get(doc_id=decoded.index.meta) or {})
        revision = meta.get("revision") or 0
        documents.put(decoded.index.meta, meta | {"schema": SCHEMA, "revision": revision + 1, "saved": at.isoformat()})

    def _upgrade(self) -> None:
        """Put the file's documents into today's format; part of the transaction under way."""
        safe = self._database.safe
        old = self._lines()
        new = upgraded(old)
        if new is old:
            return
        for table in [name for name in old if name not in new]:
            safe.drop(table)
        for table, documents in new.items():
            lines = safe.lines(table)
            lines.clear()
            lines.update(documents)

    def _refuse_second(self) -> None:
        if self.exists():
            raise Refused(f"{self.path} exists already, and a journey is never overwritten. Choose another file.")

    def _make_folders(self) -> None:
        parent = Path(os.path.realpath(self.path)).parent
        try:
            for folder in reversed([each for each in (parent, *parent.parents) if not each.exists()]):
                folder.mkdir(mode=0o700, exist_ok=True)
        except OSError as error:
            raise CannotWrite(
                f"The folder {parent} cannot be made: {error.strerror or error}. Nothing was saved; choose another."
            ) from error

    def _miss(self, *, is_saving: bool) -> NoReturn:
        if self._current is None:
            raise NoJourney(f"There is no journey at {self.path} yet. Begin one with `planner start --from ROLE`.")
        gone = f"{self.path} is gone: it was deleted or moved while it was open."
        if is_saving:
            raise CannotWrite(f"{gone} The change was not saved. Put the file back, or save the journey anew.")
        raise NoJourney(f"{gone} Put it back, or begin a new journey with `planner start --from ROLE`.")

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
