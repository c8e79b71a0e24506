"""Ids that must be unique, and ids that must exist."""

from collections.abc import Callable, Collection, Iterable
from typing import Protocol, TypeVar

from planner.catalog.table import Table


class _Named(Protocol):
    @property
    def id(self) -> str: ...


Part = TypeVar("Part", bound=_Named)


def each(table: Table, key: str, read: Callable[[Table], Part], *, is_required: bool = True) -> dict[str, Part]:
    """The [[key]] tables read one by one, by id and in order; an id used twice is noted, the first one kept."""
    found: dict[str, Part] = {}
    for inner in table.tables(key, is_required=is_required):
        part = read(inner)
        if part.id in found:
            inner.problem("id", f"'{part.id}' is used more than once, expected an id of its own")
        elif part.id:
            found[part.id] = part
    return found


def exist(table: Table, key: str, ids: Iterable[str], known: Collection[str], what: str) -> None:
    """Note every one of `ids` that is not `known`; `what` says what it should have been, such as "a skill"."""
    for one in ids:
        if one not in known:
            table.problem(key, f"'{one}' is not {what}{table.findings.guess(one, known)}")
