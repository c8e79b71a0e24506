"""Documents into the tables of a data file, within the transaction under way, and what each of them replaced.

What the documents mean, when they are written and how it is undone is not known here.
"""

from collections.abc import Callable, Iterator, Mapping
from datetime import datetime
from typing import Any

from planner.store import layout
from planner.store.codec import number
from planner.store.edits import Edit
from planner.store.history import ABOUT_THE_FILE
from planner.store.migrations import SCHEMA, upgraded
from planner.store.shapes import CHANGES, META, Replaced, keeping_unknown
from planner.store.tables import Database

Difference = tuple[str, int, dict[str, Any] | None]
"""Table and id of a document, and what it is to be; None when it is to go."""


class Writing:
    """The documents of one database."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def write(self, edit: Edit) -> Replaced | None:
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

    def put(self, difference: Difference) -> Replaced:
        """Put one document in its place as it is; what it replaced."""
        table, doc_id, after = difference
        documents = self._database.documents(table)
        found = documents.get(doc_id=doc_id)
        before = None if found is None else dict(found)
        if after is None:
            documents.drop(doc_id)
        else:
            documents.put(doc_id, after)
        return table, doc_id, before, after

    def stamp(self, meta: int, at: datetime) -> None:
        """Note in the meta document of that number that the file is written, once more and now."""
        documents = self._database.documents(META)
        found = dict(documents.get(doc_id=meta) or {})
        revision = found.get("revision") or 0
        documents.put(meta, found | {"schema": SCHEMA, "revision": revision + 1, "saved": at.isoformat()})

    def upgrade(self, before: Callable[[], None]) -> None:
        """Put the file's documents into today's format; `before` runs first, unless they are in it already."""
        safe = self._database.safe
        old = safe.tables() or {}
        new = upgraded(old)
        if new is old:
            return
        before()
        for table in [name for name in old if name not in new]:
            safe.drop(table)
        for table, documents in new.items():
            lines = safe.lines(table)
            lines.clear()
            lines.update(documents)


def differences(old: Mapping[str, Mapping[str, bytes]], new: Mapping[str, Mapping[str, bytes]]) -> Iterator[Difference]:
    """Everything that `new` has otherwise than `old`; left out is the history, and what a file says about its writing.

    Both are files in today's format.
    """
    yield from _of_meta(old[META], new[META])
    for table in dict.fromkeys([*old, *new]):
        if table in (CHANGES, META):
            continue
        before, after = old.get(table, {}), new.get(table, {})
        for key in sorted({*before, *after}, key=lambda each: number(table, each)):
            if key not in after:
                yield table, number(table, key), None
            elif key not in before or not layout.is_same(key, before[key], after[key]):
                yield table, number(table, key), layout.decoded(key, after[key])


def _of_meta(old: Mapping[str, bytes], new: Mapping[str, bytes]) -> Iterator[Difference]:
    """What the one document `meta` says otherwise, as if it had been written when the old one was."""
    (before,), (after,) = layout.each_decoded(old), layout.each_decoded(new)
    about = {name: value for name, value in before[1].items() if name in ABOUT_THE_FILE}
    wanted = {name: value for name, value in after[1].items() if name not in ABOUT_THE_FILE} | about
    if before[0] != after[0]:
        yield META, number(META, before[0]), None
    if (after[0], wanted) != before:
        yield META, number(META, after[0]), wanted
