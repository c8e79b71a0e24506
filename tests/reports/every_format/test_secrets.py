"""What is private stays out of every format, wherever it was typed; and comes with `--private`, where a format can."""

import re
from functools import cache

import pytest

from planner.core.wording import date_words
from planner.reports import FORMATS, Report, Scope
from tests.reports.every_format.readers import seen
from tests.reports.every_format.world import NEVER, PRIVATE, PRIVATE_DAY, report

# Formats that carry a kind of text at all. The others show what is private of a milestone only where they name one.
_TOLD = frozenset(PRIVATE) - {"break over", "busy weeks", "own private done when", "own private evidence"}
TITLES = ("private title", "private done", "private late", "private pinned", "own private title", "private skip")
SHOWN = {
    **dict.fromkeys(("md", "html", "pdf"), _TOLD),
    "json": _TOLD | {"own private done when", "own private evidence"},
    "csv": frozenset(TITLES) - {"private skip"} | {"note", "private note", "private evidence", "private piece"},
    "ics-todo": frozenset(TITLES) - {"private skip"} | {"own private done when"},
    "ics-event": frozenset({"private pinned", "own private title"}),
    "taskwarrior": frozenset(TITLES) - {"private skip"} | {"private evidence", "own private evidence"},
    "todo.txt": frozenset(TITLES) - {"private skip"},
    "taskjuggler": frozenset(TITLES) - {"private skip"},
    "resume": frozenset({"private piece"}),
}

DAY = re.compile(f"{date_words(PRIVATE_DAY)}|{PRIVATE_DAY}|{PRIVATE_DAY:%Y%m%d}")


def secret(field: str) -> str:
    """A word that is nowhere else, and the same in small letters, on a broken line and as part of an id."""
    return "q" + "".join(f"{letter}j" for letter in f"{abs(hash_of(field)):07d}".translate(DIGITS)) + "q"


DIGITS = str.maketrans("0123456789", "bcdfghklmn")


def hash_of(field: str) -> int:
    """A number for a field, the same in every run."""
    return sum((place + 1) * 257**2 * ord(letter) for place, letter in enumerate(field)) % 10_000_000


@cache
def whole(is_private_included: bool) -> Report:
    return report(secret, Scope(is_private_included=is_private_included, alarm_minutes=480))


def bare(text: str) -> str:
    """Without what a format may put into a word: a fold, a hyphen, a space."""
    return "".join(letter for letter in text.casefold() if letter.isalnum())


def raw(content: str | bytes) -> str:
    return content.decode("latin-1") if isinstance(content, bytes) else content.replace("\r\n ", "")


def test_every_secret_is_another() -> None:
    fields = [*PRIVATE, *NEVER, "name", "title done", "evidence", "proof"]
    assert len({secret(each) for each in fields}) == len(fields)
    assert all(secret(each).isalpha() for each in fields)


@pytest.mark.parametrize("name", FORMATS)
def test_no_secret_leaves_unasked(name: str) -> None:
    content = FORMATS[name].render(whole(False))
    found = bare(raw(content)) + bare(seen(name, content).words)
    # A text that is meant to be shown: without it this test would pass on an empty file.
    assert any(secret(each) in found for each in ("title done", "title pinned", "evidence"))
    assert [each for each in (*PRIVATE, *NEVER) if secret(each) in found] == []


@pytest.mark.parametrize("name", FORMATS)
def test_secrets_are_there_when_asked_for(name: str) -> None:
    content = FORMATS[name].render(whole(True))
    found = bare(seen(name, content).words)
    assert [each for each in SHOWN[name] if secret(each) not in found] == []
    assert [each for each in NEVER if secret(each) in bare(raw(content)) + found] == []


@pytest.mark.parametrize("name", FORMATS)
def test_ids_of_private_milestones_stay_out(name: str) -> None:
    """An id is made of the title that the milestone had first."""
    content = FORMATS[name].render(whole(False))
    found = raw(content) + seen(name, content).words
    for each in ("done-private", "skipped-private", "late-private", "pinned-private", "own-private"):
        assert each not in found
        assert each.replace("-", "_") not in found


@pytest.mark.parametrize("name", FORMATS)
def test_dates_of_private_milestones_stay_out(name: str) -> None:
    """A date that cannot be met is told of with what would help; not when what it is for is private."""
    assert not DAY.search(seen(name, FORMATS[name].render(whole(False))).words)
    shown = DAY.search(seen(name, FORMATS[name].render(whole(True))).words)
    assert bool(shown) == (name in ("md", "html", "pdf", "json", "csv", "ics-event"))
