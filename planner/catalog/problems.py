"""Mistakes in plan files: each names its file, key and reason. All are collected; one never hides the next.

What a file says is shown to people in these sentences, so every text taken from one is made safe and short here.
"""

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any, Final

from msgspec import Struct

from planner.core.bounds import LARGEST_PLAN, MOST_PROBLEMS
from planner.core.text import one_line
from planner.errors import PlannerError

LONGEST_SHOWN: Final = 60
_LONGEST_GUESSED: Final = 64
_MOST_GUESSES: Final = 20
_MOST_KNOWN: Final = 500


class Problem(Struct, frozen=True):
    """One mistake. `key` is the path of the key in the file, such as `milestone.case-study.effort.low`.

    A table without a usable id is numbered instead, counted from 1: `milestone[3].id`.
    """

    file: Path
    key: str
    text: str

    def __str__(self) -> str:
        return one_line(f"{self.file}: {self.key}: {self.text}")


class PlanProblems(PlannerError):
    """A plan file with mistakes; the message lists every one, `problems` holds them."""

    exit_code = 2

    def __init__(self, file: Path, problems: Sequence[Problem]) -> None:
        count = "a mistake" if len(problems) == 1 else f"{len(problems)} mistakes"
        lines = [f"The plan {one_line(str(file))} has {count} and was not used; correct what is listed here."]
        super().__init__("\n".join([*lines, *map(str, problems)]))
        self.problems = tuple(problems)


class Findings:
    """The mistakes found so far, in the order of finding. A hostile file stops growing it at `MOST_PROBLEMS`.

    `room` is how many bytes of files may still be looked at: one look at a plan has `LARGEST_PLAN` of them.
    """

    __slots__ = ("_guesses", "_seen", "problems", "room")

    def __init__(self) -> None:
        self.problems: list[Problem] = []
        self.room = LARGEST_PLAN
        self._seen: set[Problem] = set()
        self._guesses = 0

    def add(self, file: Path, key: str, text: str) -> None:
        """Note one mistake; the same one twice counts once."""
        problem = Problem(file, one_line(key), one_line(text))
        if len(self.problems) >= MOST_PROBLEMS or problem in self._seen:
            return
        self._seen.add(problem)
        self.problems.append(problem)
        if len(self.problems) == MOST_PROBLEMS:
            self.problems[-1] = Problem(file, "and more", f"only the first {MOST_PROBLEMS - 1} mistakes are listed")

    def guess(self, word: str, known: Iterable[str]) -> str:
        """`, did you mean 'x'?` when a known word is near, else nothing. Stops guessing after many mistakes."""
        self._guesses += 1
        return "" if self._guesses > _MOST_GUESSES else did_you_mean(word, known)


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """`, did you mean 'x'?` for the known word nearest to `word`, or nothing when none is near."""
    words = list(known)
    if len(word) > _LONGEST_GUESSED or len(words) > _MOST_KNOWN:
        return ""
    from difflib import get_close_matches  # only a mistake pays for it

    near = get_close_matches(word, words, n=1)
    return f", did you mean {near[0]!r}?" if near else ""


def shown(value: Any) -> str:
    """A TOML value as people may see it in a sentence: quoted, short, containers by their kind."""
    if isinstance(value, str):
        return f"'{clipped(value)}'"
    if isinstance(value, dict):
        return "a table"
    if isinstance(value, list):
        return "a list"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int) and abs(value) > 10**LONGEST_SHOWN:
        return "a huge number"
    return clipped(str(value))


def clipped(text: str) -> str:
    """`text` on one line, at most `LONGEST_SHOWN` characters."""
    line = one_line(text[: 4 * LONGEST_SHOWN])
    return line if len(line) <= LONGEST_SHOWN else f"{line[: LONGEST_SHOWN - 1]}…"
