"""The command about the app's looks and keys: settings."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Final

from planner.cli.command import Call, Command
from planner.cli.parser import Parser
from planner.errors import BadValue, Refused

if TYPE_CHECKING:
    from planner.settings import Settings, Wishes
    from planner.settings.reading import Reading
    from planner.settings.writing import Value
    from planner.settings_file import SettingsFile

DEFAULT: Final = "default"
_WRONG_VALUE: Final = 2
_UNREADABLE: Final = 6


def _arguments(parser: Parser) -> None:
    parser.add_argument("key", nargs="?", metavar="KEY", help="theme, motion, editor, keys, or keys.COMMAND")
    parser.add_argument("value", nargs="*", metavar="VALUE", help=f"its new value; “{DEFAULT}” takes yours back")
    parser.add_json()


def _settings(call: Call) -> int:
    from planner.settings import Wishes
    from planner.settings_file import SettingsFile

    places = call.surroundings
    if places.settings_file is None:
        raise Refused("There is no place for settings here.")
    file = SettingsFile(places.settings_file)
    key = call.options.key
    if call.options.value:
        return _set(call, file, key, call.options.value)
    reading, wishes = file.read(), places.wishes() if places.wishes else Wishes()
    if call.wants_json:
        call.console.json(_shape(file, reading, wishes))
    else:
        from planner.cli.pages import settings as page

        if key is None:
            page.show(call.console, file.path, file.exists, reading, wishes)
        else:
            page.show_one(call.console, _known(key), reading.settings, wishes)
    return _code(reading)


def _code(reading: "Reading") -> int:
    if not reading.is_readable:
        return _UNREADABLE
    return _WRONG_VALUE if reading.findings else 0


def _known(key: str) -> str:
    """The key of a setting. BadValue for none."""
    from planner.cli.directory import nearest
    from planner.settings.keyboard import KEYS
    from planner.settings.reading import NAMES

    name, _, action = key.partition(".")
    if name not in NAMES or (action and name != "keys"):
        raise BadValue(f"There is no setting “{key}”.{nearest(key, list(NAMES)) or ' `planner settings` shows them.'}")
    if action and action not in KEYS:
        near = nearest(action, list(KEYS)) or " `planner settings keys` lists them all."
        raise BadValue(f"There is no command “{action}” to give a key to.{near}")
    return key


def _set(call: Call, file: "SettingsFile", key: str, words: list[str]) -> int:
    changes: Mapping[str, Value]
    name = _known(key)
    is_default = words == [DEFAULT]
    if name == "keys":
        if not is_default:
            raise BadValue("Say which command's keys: `planner settings keys.done x`.")
        changes = dict.fromkeys((f"keys.{action}" for action in file.read().settings.keys), None)
    elif is_default:
        changes = {name: None}
    elif name.startswith("keys."):
        changes = {name: [] if words == ["none"] else words}
    else:
        changes = {name: " ".join(words)}
    after = file.change(changes)
    call.console.narrate(f"{name}: {_said(name, after.settings)}")
    call.console.narrate(f"kept in {file.path}")
    if call.wants_json:
        from planner.settings import Wishes

        wishes = call.surroundings.wishes
        call.console.json(_shape(file, after, wishes() if wishes else Wishes()))
    return 0


def _said(name: str, settings: "Settings") -> str:
    from planner.settings.clashes import keys_of
    from planner.settings.reading import said_keys

    if name == "keys":
        return "as they come"
    if name.startswith("keys."):
        return said_keys(keys_of(name.removeprefix("keys."), settings.keys))
    return str(getattr(settings, name)) or "the one of $VISUAL or $EDITOR"


def _shape(file: "SettingsFile", reading: "Reading", wishes: "Wishes") -> dict[str, Any]:
    """The settings as one JSON object; under "counts" what the app goes by."""
    from planner.settings import FULL, REDUCED, editor_of, is_still, theme_of
    from planner.settings.clashes import keys_of
    from planner.settings.keyboard import KEYS

    settings = reading.settings
    return {
        "file": str(file.path),
        "exists": file.exists,
        "readable": reading.is_readable,
        "theme": settings.theme,
        "motion": settings.motion,
        "editor": settings.editor,
        "keys": {action: list(keys) for action, keys in settings.keys.items()},
        "counts": {
            "theme": theme_of(settings, wishes),
            "motion": REDUCED if is_still(settings, wishes) else FULL,
            "editor": editor_of(settings, wishes),
            "keys": {action: list(keys_of(action, settings.keys)) for action in KEYS},
        },
        "problems": [{"line": each.line, "key": each.key, "message": each.message} for each in reading.findings],
    }


COMMANDS: Final = {
    "settings": Command(
        _arguments,
        _settings,
        (
            "planner settings",
            "planner settings theme planner-light",
            "planner settings keys.done d",
            "planner settings keys.undo u ctrl+z",
            "planner settings keys default",
        ),
        "Without a value it shows what counts and what is wrong in the file: ends with 0 when nothing is, 2 when a "
        "value is, 6 when the file cannot be understood. A key is written as x, U, ?, f5 or ctrl+d; “none” takes it "
        "away.",
        {"key": "settings", "value": "setting-values"},
    ),
}
