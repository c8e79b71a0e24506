"""How files of older versions become today's: one numbered function for each step, never changed once released.

A migration takes and returns every document of a file as `{table: {document id: document}}`, unknown ones included.
It runs in memory when a file is read; the file itself changes with the next change. It must also bring the documents
kept inside the table `changes` (before and after) into the new form, or empty that table, since undo restores them.
"""

from collections.abc import Callable, Mapping
from typing import Any, Final

from planner.store import layout
from planner.store.layout import DamagedError, Tables
from planner.store.shapes import META

SCHEMA: Final = 1
"""The format this program writes, stored in the `meta` document under `schema`."""

Documents = dict[str, dict[str, dict[str, Any]]]
Migration = Callable[[Documents], Documents]

MIGRATIONS: Final[Mapping[int, Migration]] = {}
"""By the schema that each of them starts from; it leads to the next."""


class NewerSchemaError(ValueError):
    """The file is of a format that this program does not know yet."""


def schema_of(tables: Mapping[str, Mapping[str, bytes]]) -> int:
    """The format of a file; `DamagedError` when it does not say."""
    metas = tables.get(META, {})
    if len(metas) != 1:
        raise DamagedError(f"its table “{META}” should hold one document and holds {len(metas)}")
    ((key, line),) = metas.items()
    schema = layout.decoded(key, line).get("schema")
    if not isinstance(schema, int) or isinstance(schema, bool) or schema < 1:
        raise DamagedError(f"in table “{META}”, document {key}, key “schema” is not a whole number from 1")
    return schema


def upgraded(
    tables: Mapping[str, Mapping[str, bytes]],
    migrations: Mapping[int, Migration] = MIGRATIONS,
    newest: int = SCHEMA,
) -> Mapping[str, Mapping[str, bytes]]:
    """The lines of a file in today's format: `tables` itself when it is that already.

    NewerSchemaError for a later format, `DamagedError` when there is no way from the one it has.
    """
    schema = schema_of(tables)
    if schema > newest:
        raise NewerSchemaError(f"it has format {schema}, and this version of planner knows none after {newest}")
    if schema == newest:
        return tables
    documents: Documents = {
        name: {key: layout.decoded(key, line) for key, line in lines.items()} for name, lines in tables.items()
    }
    for step in range(schema, newest):
        if step not in migrations:
            raise DamagedError(f"it has format {schema}, from which no way leads to {newest}")
        documents = migrations[step](documents)
    for meta in documents[META].values():
        meta["schema"] = newest
    result: Tables = {
        name: {key: layout.encoded(key, document) for key, document in each.items()} for name, each in documents.items()
    }
    return result
