"""Ids that must be unique, and ids that must exist."""

from collections.abc import Callable, Collection, Iterable
from typing import Protocol, TypeVar

from planner.catalog.table import Table
from planner.core.bounds import MOST_ENTRIES


class _Named(Protocol):
    @property
    def id(self) -> str: ...


Part = TypeVar("Part", bound=_Named)


def each(
    table: Table, key: str, read: Callable[[Table], Part], *, is_required: bool = True, most: int = MOST_ENTRIES
) -> dict[str, Part]:
    """The [[key]] tables, `most` at most, read one by one, by id and in order; of an id used twice the first is kept.

    One without a sound id, which is noted already, is kept by its place, "[2]", so that the ids it names are looked at.
    """
    found: dict[str, Part] = {}
    for place, inner in enumerate(table.tables(key, is_required=is_required, most=most), start=1):
        part = read(inner)
        if part.id in found:
            inner.problem("id", f"'{part.id}' is used more than once, expected an id of its own")
        else:
            found[part.id or f"[{place}]"] = part
    return found


def key_of(header: str, name: str) -> str:
    """Where a part stands in its file: "milestone.my-own", or "milestone[2]" for one that has no id."""
    return f"{header}{name}" if name.startswith("[") else f"{header}.{name}"


def exist(table: Table, key: str, ids: Iterable[str], known: Collection[str], what: str) -> None:
    """Note every one of `ids` that is not `known`; `what` says what it should have been, such as "a skill"."""
    for one in ids:
        if one not in known:
            table.problem(key, f"'{one}' is not {what}{table.findings.guess(one, known)}")
