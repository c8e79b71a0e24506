"""The keys of one TOML table: which were asked for, which are unknown, what they may hold, where mistakes are noted.

What a value of each kind is read as, `table` says.
"""

from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

from planner.catalog.kebab import LONGEST_ID, is_kebab
from planner.catalog.problems import Findings, shown
from planner.core.text import has_controls

AN_ID: Final = f"an id of lower-case letters, digits and single hyphens, at most {LONGEST_ID} characters"


class Keys:
    """The keys of the table at `where` (empty for the file itself); `where` is written before each key in a problem."""

    __slots__ = ("_asked", "_values", "file", "findings", "where")

    def __init__(self, values: Mapping[str, Any], file: Path, findings: Findings, where: str = "") -> None:
        self._values = values
        self._asked: set[str] = set()
        self.file = file
        self.findings = findings
        self.where = where

    def path(self, key: str) -> str:
        """The path of `key` in the file."""
        return f"{self.where}.{key}" if self.where else key

    @property
    def values(self) -> Mapping[str, Any]:
        """What the file says, unchecked."""
        return self._values

    def problem(self, key: str, text: str) -> None:
        """Note a mistake at `key`."""
        self.findings.add(self.file, self.path(key), text)

    def finish(self) -> None:
        """Note every key that was not asked for."""
        for key in self._values:
            if key not in self._asked:
                known = f", expected one of {', '.join(sorted(self._asked))}"
                self.problem(called(key), f"unknown key{self.findings.guess(key, self._asked) or known}")

    def has(self, key: str) -> bool:
        """True when the file gives `key`."""
        return key in self._values

    def _take(self, key: str, expected: str, *, is_required: bool) -> Any:
        self._asked.add(key)
        value = self._values.get(key)
        if value is None and is_required:
            self.problem(key, f"it is missing, expected {expected}")
        return value

    def _list(self, key: str, expected: str, most: int, *, is_required: bool) -> list[Any]:
        value = self._take(key, expected, is_required=is_required)
        if value is None:
            return []
        if not isinstance(value, list):
            self.problem(key, f"it is {shown(value)}, expected {expected}")
            return []
        if len(value) > most:
            self.problem(key, f"it has {len(value)} entries, expected at most {most}")
        return value[:most]

    def _check_text(self, key: str, value: Any, expected: str, longest: int) -> bool:
        if not isinstance(value, str):
            self.problem(key, f"it is {shown(value)}, expected {expected}")
            return False
        if not value.strip():
            self.problem(key, f"it is empty, expected {expected}")
        elif len(value) > longest:
            self.problem(key, f"it has {len(value)} characters, expected at most {longest}")
        elif not (value.isascii() and value.isprintable()) and has_controls(value):
            self.problem(key, "it holds control characters, expected plain text")
        return True

    def _is_id(self, key: str, value: Any) -> bool:
        if isinstance(value, str) and len(value) <= LONGEST_ID and is_kebab(value):
            return True
        self.problem(key, f"it is {shown(value)}, expected {AN_ID}")
        return False

    def _whole(self, key: str, value: Any, low: int, high: int) -> int:
        if isinstance(value, int) and not isinstance(value, bool) and low <= value <= high:
            return value
        self.problem(key, f"it is {shown(value)}, expected a whole number from {low} to {high}")
        return low


def called(key: str) -> str:
    """A key of a file as people may see it; one of nothing but what cannot be seen still has a name."""
    return shown(key)[1:-1] or "''"
