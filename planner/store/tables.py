"""TinyDB tables over the safe storage: the usual interface, at the cost of what is touched.

TinyDB's own tables decode and encode everything for every call, remember query results past the next change, and trust
an id counter that another process may have outrun.
"""

import gc
from collections.abc import Callable, ItemsView, Iterable, Iterator, Mapping, MutableMapping
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from typing import Any, cast

from tinydb import TinyDB
from tinydb.table import Document as StoredDocument
from tinydb.table import Table

from planner.store import layout
from planner.store.layout import DamagedError, Lines
from planner.store.storage import PATIENCE, SafeStorage, unreadable

Document = dict[str, Any]


class _Read(Mapping[str, Document]):
    """Documents to look at, each decoded on first touch and anew for every caller."""

    def __init__(self, lines: Mapping[str, bytes], path: Path, table: str) -> None:
        self._lines = lines
        self._path = path
        self._table = table

    def __getitem__(self, key: str) -> Document:
        line = self._lines[key]
        with self._telling():
            return layout.decoded(key, line)

    def items(self) -> ItemsView[str, Document]:
        return _Items(self)

    def __iter__(self) -> Iterator[str]:
        return iter(self._lines)

    def __len__(self) -> int:
        return len(self._lines)

    def each(self) -> Iterator[tuple[str, Document]]:
        """Every key with its document, in the order of the file."""
        with self._telling():
            yield from layout.each_decoded(self._lines)

    @contextmanager
    def _telling(self) -> Iterator[None]:
        try:
            yield
        except DamagedError as error:
            raise unreadable(self._path, f"in table “{self._table}”, {error}") from error


class _Items(ItemsView[str, Document]):
    """The usual view, but without a look-up for every document."""

    _mapping: _Read

    def __iter__(self) -> Iterator[tuple[str, Document]]:
        return self._mapping.each()


class _Edited(MutableMapping[int, Document]):
    """Documents under a change: those touched are decoded privately, and settled into lines at the end."""

    def __init__(self, lines: Lines, read: _Read) -> None:
        self._lines = lines
        self._read = read
        self._touched: dict[int, Document] = {}

    def __getitem__(self, doc_id: int) -> Document:
        if doc_id not in self._touched:
            self._touched[doc_id] = self._read[str(doc_id)]
        return self._touched[doc_id]

    def __setitem__(self, doc_id: int, document: Document) -> None:
        self._touched[doc_id] = document
        self._lines.setdefault(str(doc_id), b"")

    def __delitem__(self, doc_id: int) -> None:
        del self._lines[str(doc_id)]
        self._touched.pop(doc_id, None)

    def __contains__(self, doc_id: object) -> bool:
        return str(doc_id) in self._lines

    def __iter__(self) -> Iterator[int]:
        return iter([int(key) for key in self._lines])

    def __len__(self) -> int:
        return len(self._lines)

    def clear(self) -> None:
        self._lines.clear()
        self._touched.clear()

    def settle(self) -> None:
        """Encode what was touched; a document that says what it said before keeps its bytes."""
        for doc_id, document in self._touched.items():
            key = str(doc_id)
            line = layout.encoded(key, document)
            old = self._lines[key]
            if not old or not layout.is_same(key, old, line):
                self._lines[key] = line


@contextmanager
def _no_collection() -> Iterator[None]:
    """Look for no garbage meanwhile: where thousands of documents are made and kept, that takes a sixth of the time.

    Two threads may leave it on too early, which costs time only, and never off.
    """
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()


class SafeTable(Table):
    """A TinyDB table on a SafeStorage. Every change is a transaction, or joins the one under way."""

    def __init__(self, storage: SafeStorage, name: str, cache_size: int = 0, persist_empty: bool = False) -> None:
        self._safe = storage
        super().__init__(storage, name, cache_size, persist_empty)

    def put(self, doc_id: int, document: Document) -> None:
        """Store `document` under `doc_id`, in place of what was there."""
        self._update_table(lambda documents: cast(Any, documents).__setitem__(doc_id, document))

    def drop(self, doc_id: int) -> None:
        """Remove a document, if it is there."""
        self._update_table(lambda documents: cast(Any, documents).pop(doc_id, None))

    def ids(self) -> list[int]:
        """The ids of all documents, rising."""
        return sorted(self.document_id_class(key) for key in self._read_table())

    def __iter__(self) -> Iterator[StoredDocument]:
        new, to_id = StoredDocument.__new__, self.document_id_class
        for key, found in self._read_table().items():
            # Without the initialiser, which takes a third of the time that reading a large table needs.
            document = new(StoredDocument)
            document.update(found)
            document.doc_id = to_id(key)
            yield document

    def all(self) -> list[StoredDocument]:
        """Every document of the table."""
        with _no_collection():
            return super().all()

    def insert(self, document: Mapping[str, Any]) -> int:
        with self._safe.transaction():  # the next free id is free only under the lock
            self._next_id = None
            return super().insert(document)

    def insert_multiple(self, documents: Iterable[Mapping[str, Any]]) -> list[int]:
        with self._safe.transaction():
            self._next_id = None
            return super().insert_multiple(documents)

    def upsert(self, document: Mapping[str, Any], cond: Any = None) -> list[int]:
        with self._safe.transaction():
            self._next_id = None
            return super().upsert(document, cond)

    def _read_table(self) -> dict[str, Mapping[str, Any]]:
        tables = self._safe.tables() or {}
        return cast(dict[str, Mapping[str, Any]], _Read(tables.get(self.name, {}), self._safe.path, self.name))

    def _update_table(self, updater: Callable[[dict[int, Mapping[str, Any]]], None]) -> None:
        with self._safe.transaction():
            lines = self._safe.lines(self.name)
            edited = _Edited(lines, _Read(lines, self._safe.path, self.name))
            updater(cast(dict[int, Mapping[str, Any]], edited))
            edited.settle()
        self._next_id = None
        self.clear_cache()


class Database(TinyDB):
    """A TinyDB on a SafeStorage, with safe tables. Opening it touches no file."""

    table_class: type[Table] = SafeTable

    def __init__(self, path: Path, *, patience: float = PATIENCE) -> None:
        super().__init__(path, storage=SafeStorage, patience=patience)

    @property
    def safe(self) -> SafeStorage:
        """The storage, with what TinyDB's interface does not show."""
        return cast(SafeStorage, self.storage)

    def transaction(self, *, anew: bool = False) -> AbstractContextManager[None]:
        """See `SafeStorage.transaction`."""
        return self.safe.transaction(anew=anew)

    def documents(self, name: str) -> SafeTable:
        """A table, with what TinyDB's interface does not show."""
        return cast(SafeTable, self.table(name))
