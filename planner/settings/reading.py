"""From the text of a settings file to what counts, and to what is wrong with it: never more than a sentence each.

Whatever is right counts, whatever is wrong beside it. Nothing here opens a file.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from typing import Any, Final, NamedTuple

from planner.core.text import has_controls, one_line, quoted
from planner.settings import AUTO, MOTIONS, THEMES, Settings
from planner.settings.clashes import settled
from planner.settings.key_names import SAME, canonical, label
from planner.settings.keyboard import FIXED, KEYS

NAMES: Final = ("theme", "motion", "editor", "keys")
_LONGEST_COMMAND: Final = 500
_MOST_KEYS: Final = 8


class Finding(NamedTuple):
    """Something wrong: at which line (None when nobody can tell) and key, a sentence about it, and what counts now."""

    line: int | None
    key: str
    message: str
    meanwhile: str = ""

    def words(self, file: str) -> str:
        """The sentences with their place."""
        place = f"{file}, line {self.line}" if self.line else file
        return f"{place}: {self.message} {self.meanwhile}".rstrip()


class Reading(NamedTuple):
    """What a text says. `is_readable` False when it is no TOML: then it must not be written over."""

    settings: Settings = Settings()
    findings: tuple[Finding, ...] = ()
    is_readable: bool = True


class _Wrong(Exception):
    """A value that does not count, and why."""


def read(text: str) -> Reading:
    """Read a settings file. Raises nothing."""
    try:
        found = _toml(text)
    except ValueError as error:
        line, said = getattr(error, "lineno", None), getattr(error, "msg", None) or "a number is too long"
        return _broken(line, f"{one_line(str(said)).rstrip('.').lower()[:200]}")
    except RecursionError:
        return _broken(None, "brackets are nested too deeply")
    return _Reader(text, found).reading()


def _broken(line: int | None, why: str) -> Reading:
    return unreadable(f"This cannot be understood as TOML ({why}).", line)


def unreadable(why: str, line: int | None = None) -> Reading:
    """What counts when a file says nothing that can be understood, and why."""
    finding = Finding(line, "", why, "Until it is put right, everything has its default.")
    return Reading(Settings(), (finding,), is_readable=False)


def _toml(text: str) -> dict[str, Any]:
    """ValueError, RecursionError for what is no TOML."""
    import tomli  # only who has a settings file pays for it

    return tomli.loads(text)


class _Reader:
    """Reads one file, and keeps what it finds wrong."""

    def __init__(self, text: str, found: Mapping[str, Any]) -> None:
        self._text, self._found = text, found
        self._findings: list[Finding] = []

    def reading(self) -> Reading:
        settings = Settings(
            theme=self._value("theme", _theme, AUTO),
            motion=self._value("motion", _motion, "full"),
            editor=self._value("editor", _editor, ""),
            keys=self._keys(),
        )
        for name in self._found:
            if name not in NAMES:
                known = f"The settings are {', '.join(NAMES[:-1])} and the table [{NAMES[-1]}]."
                self._tell((name,), f"There is no setting {quoted(name)}. {_near(name, NAMES) or known}")
        self._findings.sort(key=lambda each: each.line or 0)
        return Reading(settings, tuple(self._findings))

    def _tell(self, key: Sequence[str], message: str, meanwhile: str = "") -> None:
        self._findings.append(Finding(line_of(self._text, key), one_line(".".join(key))[:80], message, meanwhile))

    def _value(self, name: str, check: Callable[[Any], Any], default: Any) -> Any:
        if name not in self._found:
            return default
        try:
            return check(self._found[name])
        except _Wrong as wrong:
            self._tell((name,), f"{wrong}")
            return default

    def _keys(self) -> dict[str, tuple[str, ...]]:
        table = self._found.get("keys", {})
        if not isinstance(table, dict):
            self._tell(("keys",), 'keys must be a table: [keys] on a line of its own, then lines like done = "x".')
            return {}
        chosen: dict[str, tuple[str, ...]] = {}
        for action, value in table.items():
            try:
                chosen[action] = _keys(action, value)
            except _Wrong as wrong:
                self._tell(("keys", action), f"{wrong}")
        left, clashes = settled(chosen)
        for clash in clashes:
            self._tell(
                ("keys", clash.loser),
                f"{label(clash.key)} is the key of {clash.winner} already. "
                f"Choose another, or give {clash.winner} another first.",
                f"Until then {clash.loser} has {said_keys(KEYS[clash.loser])}.",
            )
        return {action: keys for action, keys in left.items() if keys != KEYS[action]}


def said_keys(keys: Sequence[str]) -> str:
    """Keys for people: "x", "x or ^d", "no key"."""
    return " or ".join(label(key) for key in keys) or "no key"


def _theme(value: Any) -> str:
    if not isinstance(value, str):
        raise _Wrong('theme must be a name in quotes, such as "planner-light".')
    if value not in (AUTO, *THEMES):
        raise _Wrong(f"There is no theme {quoted(value)}. {_near(value, (AUTO, *THEMES)) or _LIST_THEMES}")
    return value


_LIST_THEMES: Final = 'There are "auto", "planner-dark", "planner-light" and all of Textual\'s own.'


def _motion(value: Any) -> str:
    if not isinstance(value, str) or value not in MOTIONS:
        raise _Wrong(f'motion must be "full" or "reduced"{_instead(value)}.')
    return value


def _editor(value: Any) -> str:
    if not isinstance(value, str):
        raise _Wrong('editor must be a command in quotes, such as "nano" or "code --wait".')
    if has_controls(value) or "\n" in value or len(value) > _LONGEST_COMMAND:
        raise _Wrong("editor must be one command on one line.")
    import shlex

    try:
        shlex.split(value)
    except ValueError as error:
        raise _Wrong(f"editor is no command that could be run: {str(error).lower()}.") from error
    return value.strip()


def _keys(action: str, value: Any) -> tuple[str, ...]:
    if action not in KEYS:
        near = _near(action, KEYS) or "`planner settings keys` lists them all."
        raise _Wrong(f"There is no command {quoted(action)} to give a key to. {near}")
    written = [value] if isinstance(value, str) else value
    if not isinstance(written, list) or not all(isinstance(each, str) for each in written):
        raise _Wrong(f'{action} needs a key in quotes, such as "x", or a list of them{_instead(value)}.')
    if len(written) > _MOST_KEYS:
        raise _Wrong(f"{action} has {len(written)} keys; {_MOST_KEYS} are enough for anything.")
    return tuple(dict.fromkeys(key_of(each) for each in written if each))


def key_of(written: str) -> str:
    """The key by Textual's name. Raises with a sentence for what is no key, or one that has its fixed meaning."""
    key = canonical(written)
    if key is None:
        raise _Wrong(f"{quoted(written)} is no key. Keys are written as x, U, ?, f5, ctrl+d or shift+f3.")
    same = SAME.get(key)
    if same is not None:
        raise _Wrong(f"{label(key)} is the same as {same} in a terminal, and {same} {FIXED[same]}. Choose another.")
    if key in FIXED:
        raise _Wrong(f"{label(key)} always {FIXED[key]}. Choose another.")
    return key


def key_problem(written: str) -> str:
    """What is wrong with a key, whoever wants it; empty when nothing is."""
    try:
        key_of(written)
    except _Wrong as wrong:
        return str(wrong)
    return ""


def problem_of_editor(command: str) -> str:
    """What is wrong with an editor's command; empty when nothing is."""
    try:
        _editor(command)
    except _Wrong as wrong:
        return str(wrong)
    return ""


def _instead(value: Any) -> str:
    return f"; it is {quoted(value)}" if isinstance(value, str) else ""


def _near(word: str, known: Sequence[str] | Mapping[str, Any]) -> str:
    from difflib import get_close_matches  # only a mistake pays for it

    near = get_close_matches(word[:60].lower(), list(known), n=1)
    return f"Did you mean {near[0]}?" if near else ""


_TABLE: Final = re.compile(r"\s*\[\s*([\"']?)([^\]\"']*)\1\s*\]")


def line_of(text: str, key: Sequence[str]) -> int | None:
    """The line, from 1, on which a key is given a value; None when it is not written in one of the usual ways."""
    *table, name = key
    written = rf"(?:{re.escape(name)}|\"{re.escape(name)}\"|'{re.escape(name)}')"
    here, inside = re.compile(rf"\s*{written}\s*="), ""
    whole = re.compile(rf"\s*(?:{'.'.join(re.escape(each) for each in key)}\s*=|\[+\s*{written}\s*[\].])")
    for number, line in enumerate(text.split("\n"), start=1):
        if not inside and not table and whole.match(line):
            return number
        if not inside and table and whole.match(line) and "=" in line.split("]")[-1]:
            return number
        if found := _TABLE.match(line):
            inside = found[2].strip()
        elif inside == ".".join(table) and here.match(line):
            return number
    return None
