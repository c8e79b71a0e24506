"""One TOML table while it is read: every key is asked for once, every mistake is noted, nothing is raised.

A wrong or missing value is answered with a harmless one of the right type, so that reading goes on to the next mistake.
Keys that nobody asked for are unknown ones (`keys`).
"""

from collections.abc import Iterable, Mapping
from math import isfinite
from typing import Any

from planner.catalog.kebab import is_kebab
from planner.catalog.keys import AN_ID, Keys, called
from planner.catalog.problems import shown
from planner.core.bounds import MOST_ENTRIES, MOST_PARTS
from planner.core.text import LONGEST_LINE, LONGEST_TEXT


class Table(Keys):
    """A table of a file, read key by key."""

    __slots__ = ()

    def line(self, key: str, *, is_required: bool = True) -> str:
        """One line of text; empty when absent and not required."""
        value = self._text(key, "one line of text", LONGEST_LINE, is_required=is_required)
        if "\n" in value or "\t" in value:
            self.problem(key, "it has line breaks or tabs, expected one line of text")
        return value

    def text(self, key: str, *, is_required: bool = True) -> str:
        """Text of any number of lines; empty when absent and not required."""
        return self._text(key, "text", LONGEST_TEXT, is_required=is_required)

    def lines(self, key: str, *, is_required: bool = False) -> tuple[str, ...]:
        """A list of texts."""
        found = self._list(key, "a list of texts", MOST_PARTS, is_required=is_required)
        for number, value in enumerate(found, 1):
            self._check_text(f"{key}[{number}]", value, "text", LONGEST_TEXT)
        return tuple(value for value in found if isinstance(value, str))

    def id(self, key: str, *, is_required: bool = True) -> str:
        """A kebab-case id; empty when absent and not required, or wrong."""
        value = self._take(key, AN_ID, is_required=is_required)
        return value if value is not None and self._is_id(key, value) else ""

    def ids(self, key: str, *, is_required: bool = False, most: int = MOST_ENTRIES) -> tuple[str, ...]:
        """A list of at most `most` ids, each named once."""
        found = self._list(key, "a list of ids", most, is_required=is_required)
        good: dict[str, None] = {}
        for number, value in enumerate(found, 1):
            if not self._is_id(f"{key}[{number}]", value):
                continue
            if value in good:
                self.problem(key, f"'{value}' is named more than once, expected each id once")
            good[value] = None
        return tuple(good)

    def whole(self, key: str, low: int, high: int, default: int | None = None) -> int:
        """A whole number from `low` to `high`; required unless there is a default."""
        expected = f"a whole number from {low} to {high}"
        value = self._take(key, expected, is_required=default is None)
        if value is None:
            return low if default is None else default
        return self._whole(key, value, low, high)

    def number(
        self, key: str, low: float, high: float, default: float | None = None, *, is_above: bool = False
    ) -> float:
        """A finite number from `low` to `high` (`is_above`: greater than `low`); required unless there is a default."""
        expected = f"a number above {low:g}, at most {high:g}" if is_above else f"a number from {low:g} to {high:g}"
        value = self._take(key, expected, is_required=default is None)
        if value is None:
            return high if default is None else default
        is_number = isinstance(value, (int, float)) and not isinstance(value, bool)
        if not is_number or (isinstance(value, float) and not isfinite(value)):
            self.problem(key, f"it is {shown(value)}, expected {expected}")
            return high
        if not low <= value <= high or (is_above and value == low):
            self.problem(key, f"{shown(value)} is out of range, expected {expected}")
            return high
        return float(value)

    def flag(self, key: str, *, default: bool | None = None) -> bool:
        """true or false; required unless there is a default."""
        value = self._take(key, "true or false", is_required=default is None)
        if value is None:
            return bool(default)
        if not isinstance(value, bool):
            self.problem(key, f"it is {shown(value)}, expected true or false")
            return False
        return value

    def choice(self, key: str, allowed: Iterable[str], default: str | None = None) -> str:
        """One of the `allowed` words; the first of them stands in for a wrong one."""
        words = [str(word) for word in allowed]
        expected = f"one of {', '.join(words)}"
        value = self._take(key, expected, is_required=default is None)
        if value is None:
            return words[0] if default is None else default
        if not isinstance(value, str) or value not in words:
            near = self.findings.guess(value, words) if isinstance(value, str) else ""
            self.problem(key, f"it is {shown(value)}, expected {expected}{near}")
            return words[0]
        return value

    def counts(self, key: str, low: int, high: int, *, is_required: bool = False) -> dict[str, int]:
        """A table from ids to whole numbers from `low` to `high`."""
        inner = self.table(key, is_required=is_required)
        return {one: inner._whole(one, inner._values[one], low, high) for one in inner._ids()} if inner else {}

    def lists(self, key: str, most: int) -> dict[str, tuple[str, ...]]:
        """A table from ids to lists of at most `most` ids."""
        inner = self.table(key, is_required=False)
        return {one: inner.ids(one, most=most) for one in inner._ids()} if inner else {}

    def table(self, key: str, *, is_required: bool = True) -> "Table | None":
        """The table at `key`, None when it is absent or wrong."""
        value = self._take(key, "a table", is_required=is_required)
        if value is None or isinstance(value, dict):
            return None if value is None else Table(value, self.file, self.findings, self.path(key))
        self.problem(key, f"it is {shown(value)}, expected a table")
        return None

    def tables(self, key: str, *, is_required: bool = True, most: int = MOST_ENTRIES) -> "list[Table]":
        """The [[key]] tables in order, each called by its id where it has a usable one, else by its number from 1."""
        found = self._list(key, f"at least one [[{self._header(key)}]]", most, is_required=is_required)
        if is_required and self.has(key) and not found:
            self.problem(key, f"there is none, expected at least one [[{self._header(key)}]]")
        tables = []
        for number, value in enumerate(found, 1):
            if not isinstance(value, dict):
                self.problem(f"{key}[{number}]", f"it is {shown(value)}, expected a [[{self._header(key)}]] table")
                continue
            name = value.get("id")
            where = f"{key}.{name}" if isinstance(name, str) and is_kebab(name) else f"{key}[{number}]"
            tables.append(Table(value, self.file, self.findings, self.path(where)))
        return tables

    def named(self, key: str) -> "dict[str, Table]":
        """The tables inside the table at `key`, by id."""
        outer = self.table(key, is_required=False)
        found = {one: outer.table(one) for one in outer._ids()} if outer else {}
        return {one: inner for one, inner in found.items() if inner is not None}

    def merged_over(self, values: Mapping[str, Any]) -> "Table":
        """This table with its keys laid over `values`."""
        return Table({**values, **self._values}, self.file, self.findings, self.where)

    def _ids(self) -> list[str]:
        """The keys that are ids; the others are noted."""
        return [key for key in self._values if self._is_id(called(key), key)]

    def _header(self, key: str) -> str:
        return self.path(key) if "[" not in self.where else key

    def _text(self, key: str, expected: str, longest: int, *, is_required: bool) -> str:
        value = self._take(key, expected, is_required=is_required)
        if value is None:
            return ""
        return value if self._check_text(key, value, expected, longest) else ""
