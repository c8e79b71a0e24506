"""A text in an editor and back: what was written stays, whatever the editor does."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, cast

import pytest
from textual.app import App

from planner.tui.editor import edit


class Lender:
    """An app that lends its screen."""

    @contextmanager
    def suspend(self) -> Iterator[None]:
        yield


@pytest.mark.parametrize(
    ("script", "left", "said"),
    [
        ("printf 'from the editor\\n' > \"$1\"", "from the editor", ""),
        ("true", "typed", ""),
        ("printf 'half' > \"$1\"; exit 3", "half", "ended with 3. What it had saved is here; ^z takes that back."),
        ("exit 1", "typed", "ended with 1. Your text is as it was."),
        ("kill -9 $$", "typed", "ended with -9. Your text is as it was."),
        ('rm "$1"', "typed", "is no text. Your text is as it was."),
        ("printf '\\377' > \"$1\"", "typed", "is no text. Your text is as it was."),
        ('grep -q typed "$1" && stat -c %a "$1" "${1%/*}" | tr \'\\n\' \' \' > "$1"', "644 700 ", ""),
    ],
)
def test_what_comes_back(tmp_path: Path, script: str, left: str, said: str) -> None:
    program = tmp_path / "my editor"
    program.write_text(f"#!/bin/sh\n{script}\n", encoding="utf-8")
    program.chmod(0o700)
    edited = edit(cast(App[Any], Lender()), "typed", f"'{program}'")
    assert edited.text == left
    assert edited.problem.endswith(said)
    assert bool(edited.problem) == bool(said)


@pytest.mark.parametrize(
    ("command", "said"),
    [
        ("", "No editor is known"),
        ("no-such-editor-anywhere", "“no-such-editor-anywhere” could not be started: no such file"),
        ("vim '", "no closing quotation"),
        ("/", "could not be started"),
    ],
)
def test_what_cannot_be_started(command: str, said: str) -> None:
    edited = edit(cast(App[Any], Lender()), "typed", command)
    assert edited.text == "typed"
    assert said in edited.problem
