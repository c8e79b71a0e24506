"""What an id in a plan file looks like."""

from typing import Final

LONGEST_ID: Final = 64
_LETTERS: Final = frozenset("abcdefghijklmnopqrstuvwxyz0123456789-")


def is_kebab(text: str) -> bool:
    """True for words of small letters and digits, joined by hyphens."""
    return _LETTERS.issuperset(text) and all(text.split("-"))
