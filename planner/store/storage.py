"""A crash-safe TinyDB storage for one file, several processes and threads.

TinyDB's own JSONStorage writes in place: a kill at the wrong moment, a full disk or a second writer destroys the file.
Here every transaction is one lock, one look whether the file changed, and one replacement of the whole file; any
exception discards it. What cannot be read is never overwritten. `tables` has the TinyDB tables that make use of this;
what the tables mean is not known here.
"""

import os
import threading
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any, Final

from msgspec import Struct
from tinydb import Storage

from planner.errors import Busy, CannotWrite, Unreadable
from planner.store import layout
from planner.store.disk import Hold, Signature, read_file, replace_file, signature
from planner.store.layout import DamagedError, Lines, Tables
from planner.store.lock import held

PATIENCE: Final = 5.0
"""Seconds to wait for another writer."""


class _Version(Struct, frozen=True):
    """The file as last read or written. Its lines are never changed, only replaced by those of the next version."""

    tables: Tables
    seen: Signature
    hold: Hold


class SafeStorage(Storage):
    """One data file. Errors: Unreadable (damaged or not ours), CannotWrite (disk, folder, file), Busy (other writer).

    `generation` rises whenever the content may have changed, so that a caller knows whether what it decoded is stale.
    A file that never existed is made by the first transaction; one that vanished while open is not, since writing it
    anew from memory could undo somebody's deletion: that takes `transaction(anew=True)`.
    """

    def __init__(self, path: str | Path, *, patience: float = PATIENCE) -> None:
        self.path = Path(path)
        self.generation = 0
        self._patience = patience
        self._guard = threading.RLock()
        self._version: _Version | None = None
        self._is_gone = False
        self._draft: Tables | None = None
        self._is_doomed = False
        self._read_generation = 0

    # What TinyDB asks of a storage

    def read(self) -> dict[str, dict[str, Any]] | None:
        """Every document of every table, decoded for the caller alone; None when there is no file."""
        with self._guard:
            tables = self.tables()
            self._read_generation = self.generation
            if tables is None:
                return None
            return {name: self._decoded(name, lines) for name, lines in tables.items()}

    def write(self, data: Mapping[str, Mapping[str, Any]]) -> None:
        """Make `data` the whole content. Outside a transaction: Busy when the file changed after `read`."""
        with self._guard:
            read_within = self._draft is not None
            with self.transaction():
                if not read_within and self.generation != self._read_generation:
                    raise Busy(f"{self.path} was changed by another program in the meantime. Try again.")
                self._fill(data)
            self._read_generation = self.generation

    def close(self) -> None:
        """Let the file go. The storage opens it again when asked for anything."""
        with self._guard:
            self._forget()

    # What only this storage offers

    def tables(self) -> Mapping[str, Mapping[str, bytes]] | None:
        """The lines of every table, as of now or of the transaction under way; None when there is no file."""
        with self._guard:
            if self._draft is not None:
                return self._draft
            self._refresh()
            return None if self._version is None else self._version.tables

    def lines(self, table: str) -> Lines:
        """The lines of one table, to be changed in place; only within a transaction."""
        with self._guard:
            if self._draft is None:
                raise RuntimeError("a table is changed within a transaction only")
            mine = self._draft.get(table)
            if mine is None:
                mine = self._draft[table] = {}
            elif self._version is not None and mine is self._version.tables.get(table):
                mine = self._draft[table] = dict(mine)
            return mine

    def drop(self, table: str) -> None:
        """Remove a table; only within a transaction."""
        self.lines(table)
        assert self._draft is not None
        del self._draft[table]

    def is_changed_outside(self) -> bool:
        """One `os.stat`: True when the file is not the one last read or written, or is gone."""
        version = self._version
        try:
            return signature(self.path) != (version.seen if version else None)
        except OSError:
            return True

    @contextmanager
    def transaction(self, *, anew: bool = False) -> Iterator[None]:
        """One change: lock, newest content, one write at the end if anything differs, nothing at all on an exception.

        An inner transaction joins the outer one, and its failure is the outer one's too. `anew` permits to make a file
        that vanished while it was open.
        """
        with self._guard, ExitStack() as stack:
            if self._draft is not None:
                with self._joined():
                    yield
                return
            target = Path(os.path.realpath(self.path))
            with self._telling():
                stack.enter_context(held(target, self._patience))
            self._begin(anew)
            try:
                yield
                with self._telling():
                    self._commit(target)
            finally:
                self._draft = None

    # How

    @contextmanager
    def _joined(self) -> Iterator[None]:
        try:
            yield
        except BaseException:
            self._is_doomed = True
            raise

    @contextmanager
    def _telling(self) -> Iterator[None]:
        """Turn what the operating system says about writing into words for people."""
        try:
            yield
        except OSError as error:
            reason = error.strerror or str(error)
            raise CannotWrite(
                f"{self.path} could not be saved: {reason}. The change was not saved and the file is as it was. "
                "Make room or give write permission to its folder, then try again."
            ) from error

    def _begin(self, anew: bool) -> None:
        self._refresh()
        if self._version is None and self._is_gone and not anew:
            raise CannotWrite(
                f"{self.path} is gone: it was deleted or moved while it was open. The change was not saved. "
                "Put the file back, or save the journey anew."
            )
        self._is_doomed = False
        self._draft = dict(self._version.tables) if self._version else {}

    def _refresh(self) -> None:
        """Read the file again if it is not the one last seen. What was last read stays when the new one is damaged."""
        try:
            seen = signature(self.path)
            if seen == (self._version.seen if self._version else None):
                return
            if seen is None:
                self._forget()
                self._is_gone = True
                return
            data, seen, hold = read_file(self.path, layout.LARGEST_FILE)
            tables = layout.parse(data)
        except DamagedError as error:
            raise self._unreadable(str(error)) from error
        except OSError as error:
            raise self._unreadable(error.strerror or str(error)) from error
        self._adopt(_Version(tables, seen, hold))

    def _commit(self, target: Path) -> None:
        assert self._draft is not None
        if self._is_doomed:
            raise RuntimeError("a part of this transaction failed, so the whole of it is discarded")
        old = self._version.tables if self._version else {}
        tables = {name: lines for name, lines in self._draft.items() if lines or name in old}
        if tables == old:
            return
        data = layout.assemble(tables)
        if layout.is_too_much(data):
            raise CannotWrite(
                f"{self.path} would become larger than {layout.LARGEST_FILE // 2**20} MB, or hold too many parts. The "
                "change was not saved. "
                "Keep long texts in files of their own and note where they are."
            )
        seen, hold = replace_file(target, data, self._check_untouched)
        self._adopt(_Version(tables, seen, hold))

    def _check_untouched(self) -> None:
        """Not every program asks for the lock: an editor may have saved the file since the transaction began."""
        if self.is_changed_outside():
            raise Busy(f"{self.path} was changed by another program at the same moment. Nothing was saved; try again.")

    def _adopt(self, version: _Version) -> None:
        self._forget()
        self._version = version
        self._is_gone = False

    def _forget(self) -> None:
        if self._version is not None:
            self._version.hold.close()
        self._version = None
        self.generation += 1

    def _fill(self, data: Mapping[str, Mapping[str, Any]]) -> None:
        assert self._draft is not None
        for gone in [name for name in self._draft if name not in data]:
            self.drop(gone)
        for name, documents in data.items():
            lines = self.lines(name)
            old = dict(lines)
            lines.clear()
            for key, document in documents.items():
                lines[key] = layout.encoded(key, document)
                if key in old and layout.is_same(key, old[key], lines[key]):
                    lines[key] = old[key]

    def _decoded(self, table: str, lines: Mapping[str, bytes]) -> dict[str, Any]:
        try:
            return dict(layout.each_decoded(lines))
        except DamagedError as error:
            raise self._unreadable(f"in table “{table}”, {error}") from error

    def _unreadable(self, reason: str) -> Unreadable:
        return unreadable(self.path, reason)


def unreadable(path: Path, reason: str) -> Unreadable:
    """The error for a data file that cannot be used as it is."""
    return Unreadable(
        f"{path} cannot be read: {reason}. It was left as it is: `planner doctor` tells what can be saved of it, "
        "`planner restore --list` shows the backups."
    )
