"""The page of `planner settings`: the file, what counts, and what is wrong with it."""

from collections.abc import Iterator
from pathlib import Path
from typing import Final

from planner.cli.cells import fit, wrap
from planner.cli.console import Console
from planner.core.text import one_line
from planner.core.wording import counted
from planner.settings import AUTO, FULL, REDUCED, Settings, Wishes, editor_of, is_still, theme_of
from planner.settings.clashes import keys_of
from planner.settings.keyboard import KEYS, SCOPES
from planner.settings.reading import Reading, said_keys

_NAME: Final = 10
_ACTION: Final = 20
_NOBODY: Final = "none is known: set one, or $VISUAL or $EDITOR"


def show(console: Console, path: Path, exists: bool, reading: Reading, wishes: Wishes) -> None:
    """Print everything."""
    console.lines(_page(console, path, exists, reading, wishes))


def _page(console: Console, path: Path, exists: bool, reading: Reading, wishes: Wishes) -> Iterator[str]:
    note = "" if exists else " (not there yet: everything has its default)"
    yield from (console.bold(line) for line in wrap(f"{one_line(str(path))}{note}", console.width))
    settings = reading.settings
    yield f"{'theme':<{_NAME}}{_theme(settings, wishes)}"
    yield f"{'motion':<{_NAME}}{_motion(settings, wishes)}"
    yield from _wrapped(console, "editor", _editor(settings, wishes))
    own = [f"{action} {said_keys(keys)}" for action, keys in settings.keys.items()]
    yield from _wrapped(console, "keys", ", ".join(own) or "as they come; `planner settings keys` lists them")
    for finding in reading.findings:
        yield from _wrapped(console, "! wrong", one_line(finding.words(path.name)))
    if reading.findings:
        yield ""
        yield f"{counted(len(reading.findings), 'thing')} to put right in {path.name}; the rest counts."


def _wrapped(console: Console, name: str, text: str) -> Iterator[str]:
    for index, line in enumerate(wrap(text, console.width - _NAME)):
        yield f"{fit('' if index else name, _NAME)}{line}"


def _theme(settings: Settings, wishes: Wishes) -> str:
    found = theme_of(settings, wishes)
    return f"{AUTO} ({found} on this terminal)" if settings.theme == AUTO else found


def _motion(settings: Settings, wishes: Wishes) -> str:
    if settings.motion == FULL and is_still(settings, wishes):
        return f"{REDUCED}, asked for by the environment"
    return settings.motion


def _editor(settings: Settings, wishes: Wishes) -> str:
    found = one_line(editor_of(settings, wishes))
    return found if settings.editor else f"{found}, from the environment" if found else _NOBODY


def show_one(console: Console, key: str, settings: Settings, wishes: Wishes) -> None:
    """Print one setting; for the keys all of them, with where they work."""
    name, _, action = key.partition(".")
    if action:
        console.line(said_keys(keys_of(action, settings.keys)))
    elif name == "keys":
        console.lines(_keys(console, settings))
    else:
        console.line({"theme": _theme, "motion": _motion, "editor": _editor}[name](settings, wishes))


def _keys(console: Console, settings: Settings) -> Iterator[str]:
    scope = None
    for action in KEYS:
        if SCOPES[action] is not scope:
            scope = SCOPES[action]
            yield console.bold(f"keys that work {scope.value}")
        own = f"   instead of {said_keys(KEYS[action])}" if action in settings.keys else ""
        yield f"  {fit(action, _ACTION)}{said_keys(keys_of(action, settings.keys))}{own}"
