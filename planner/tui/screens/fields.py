"""What a dialog asks, as plain values: how they are drawn and filled in is the subject of `form`."""

from collections.abc import Callable

from msgspec import Struct

from planner.errors import PlannerError

Check = Callable[[str], object]


class Field(Struct, frozen=True):
    """One question. `check` raises PlannerError for a bad answer; `choices` are (label, value) pairs.

    An empty answer to an optional field is fine and is not checked.
    """

    name: str
    label: str
    value: str = ""
    hint: str = ""
    check: Check | None = None
    is_optional: bool = False
    is_long: bool = False
    choices: tuple[tuple[str, str], ...] = ()

    def problem(self, text: str) -> str:
        """What is wrong with an answer; empty when nothing is."""
        if not text.strip():
            return "" if self.is_optional else f"{self.label} is needed."
        try:
            if self.check:
                self.check(text)
        except PlannerError as error:
            return error.message
        return ""
