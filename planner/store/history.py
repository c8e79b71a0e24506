"""The table `changes`: what every change replaced, so that it can be undone and redone, in order, across restarts.

History is linear: the changes that were undone are always the last ones, and a new change drops them. A change holds
whole documents before and after; when one is undone or redone, what is found in the file then is what the way back
restores, so that not even an edit by hand is lost. Called within a transaction, save for `all`.
"""

from collections.abc import Mapping
from datetime import datetime
from typing import Any, Final

import msgspec
from msgspec import Struct

from planner.core.text import visible
from planner.store.codec import BrokenDocumentError, number, shaped
from planner.store.shapes import CHANGES, META, ChangeHeadShape, ChangeShape, Replaced
from planner.store.tables import Database

MOST_CHANGES: Final = 1000
MOST_BYTES: Final = 8 * 1024 * 1024
"""Of history in one file, so that years of large changes cannot slow down every save."""

# What a single write of the file says about that write; no undo brings it back.
ABOUT_THE_FILE: Final = ("schema", "revision", "saved")


class Change(Struct, frozen=True):
    """One line of the history. Numbers rise with time, and `undone` ones can be redone."""

    number: int
    at: datetime
    title: str
    undone: bool


class History:
    """The changes recorded in one data file."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._table = database.documents(CHANGES)

    def all(self) -> list[Change]:
        """Every change kept, the newest first."""
        heads = [
            (number(CHANGES, key), shaped(CHANGES, key, line, ChangeHeadShape)) for key, line in self._lines().items()
        ]
        heads.sort(key=lambda each: each[0], reverse=True)
        return [Change(doc_id, head.at, visible(head.title), head.undone is not None) for doc_id, head in heads]

    def record(self, title: str, at: datetime, replaced: list[Replaced]) -> None:
        """Add a change after those not undone, drop those that were, and let the oldest go."""
        ids = self._ids()
        while ids and self._head(ids[-1]).undone is not None:
            self._table.drop(ids.pop())
        following = ids[-1] + 1 if ids else 1
        self._table.put(following, msgspec.to_builtins(ChangeShape(title=title, at=at, replaced=replaced)))
        self._make_room([*ids, following])

    def _make_room(self, ids: list[int]) -> None:
        """Let the oldest changes go, but never the last."""
        lines = self._lines()
        sizes = {doc_id: len(lines[str(doc_id)]) for doc_id in ids}
        count, size = len(ids), sum(sizes.values())
        for doc_id in ids[:-1]:
            if count <= MOST_CHANGES and size <= MOST_BYTES:
                break
            self._table.drop(doc_id)
            count, size = count - 1, size - sizes[doc_id]

    def undo(self, at: datetime) -> str | None:
        """Restore what the last change not undone had replaced. Its title, or None when there is nothing to undo."""
        for doc_id in reversed(self._ids()):
            change = self._change(doc_id)
            if change.undone is None:
                if not change.replaced:  # the beginning of the journey
                    return None
                self._put_back(doc_id, [(table, at_id, old) for table, at_id, old, _ in change.replaced], at)
                return visible(change.title)
        return None

    def redo(self) -> str | None:
        """Do the first undone change again. Its title, or None when there is nothing to redo."""
        first = None
        for doc_id in reversed(self._ids()):
            if self._head(doc_id).undone is None:
                break
            first = doc_id
        if first is None:
            return None
        change = self._change(first)
        self._put_back(first, [(table, at_id, new) for table, at_id, _, new in change.replaced], None)
        return visible(change.title)

    def _put_back(
        self, doc_id: int, documents: list[tuple[str, int, dict[str, Any] | None]], undone: datetime | None
    ) -> None:
        replaced = []
        for table, at_id, document in documents:
            found = self._restore(table, at_id, document)
            replaced.append((table, at_id, found, document) if undone is None else (table, at_id, document, found))
        entry = dict(self._table.get(doc_id=doc_id) or {})
        entry |= {"undone": None if undone is None else undone.isoformat(), "replaced": replaced}
        self._table.put(doc_id, {key: value for key, value in entry.items() if value is not None})

    def _restore(self, table: str, doc_id: int, document: dict[str, Any] | None) -> dict[str, Any] | None:
        """Put a document in its place, or remove it; returns what was there."""
        documents = self._database.documents(table)
        found = documents.get(doc_id=doc_id)
        before = None if found is None else dict(found)
        if document is None:
            documents.drop(doc_id)
        elif table == META:
            documents.put(doc_id, document | {key: (before or {}).get(key) for key in ABOUT_THE_FILE})
        else:
            documents.put(doc_id, document)
        return before

    def _lines(self) -> Mapping[str, bytes]:
        return (self._database.safe.tables() or {}).get(CHANGES, {})

    def _ids(self) -> list[int]:
        return sorted(number(CHANGES, key) for key in self._lines())

    def _head(self, doc_id: int) -> ChangeHeadShape:
        return shaped(CHANGES, str(doc_id), self._lines()[str(doc_id)], ChangeHeadShape)

    def _change(self, doc_id: int) -> ChangeShape:
        change = shaped(CHANGES, str(doc_id), self._lines()[str(doc_id)], ChangeShape)
        if any(table == CHANGES for table, *_ in change.replaced):
            raise BrokenDocumentError(CHANGES, str(doc_id), "a change cannot replace the history - at `$.replaced`")
        return change


def latest_title(tables: Mapping[str, Mapping[str, bytes]]) -> str:
    """The title of the last change not undone in a file in today's format; empty when none is kept."""
    lines = tables.get(CHANGES, {})
    for key in sorted(lines, key=lambda each: number(CHANGES, each), reverse=True):
        head = shaped(CHANGES, key, lines[key], ChangeHeadShape)
        if head.undone is None:
            return visible(head.title)
    return ""
