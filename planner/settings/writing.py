"""Changes in the text of a settings file: one value at a time, with a person's comments and order kept."""

from collections.abc import Mapping
from typing import Any, Final

from planner.errors import Refused, Unreadable
from planner.settings import AUTO, FULL

Value = str | list[str] | None
"""None takes the value out, so that the default counts again."""

TEMPLATE: Final = f"""\
# Settings of planner: how it looks and which keys it listens to. Plain text, yours to edit; the app changes it too
# (key: comma) and leaves your comments and your order alone. What is not here has its default, and a mistake costs
# that line only: `planner settings` tells what counts.

# "auto" is planner-light on a light terminal and planner-dark on any other. Or a name: "planner-dark",
# "planner-light", "nord", "gruvbox", "solarized-light"; the app lists them all, with a preview.
theme = "{AUTO}"

# "full", or "reduced": nothing slides or scrolls by itself.
motion = "{FULL}"

# The command for long notes, such as "nano" or "code --wait". Empty: what $VISUAL or $EDITOR names.
editor = ""

# Keys of your own, one line a command: a key, or a list of keys; [] for none. `planner settings keys` lists the
# commands. For example:
#   done = "d"
#   drop = ["ctrl+d", "f8"]
[keys]
"""
_DEFAULTS: Final = {"theme": AUTO, "motion": FULL, "editor": ""}


def changed(text: str, changes: Mapping[str, Value]) -> str:
    """`text` with some values set: "theme", "motion", "editor", or "keys.ID". An empty text begins as the template.

    Unreadable when it is no TOML, Refused when it is written so that it can only be changed by hand.
    """
    import tomlkit  # only a change pays for it
    from tomlkit.exceptions import TOMLKitError

    try:
        document = tomlkit.parse(text or TEMPLATE)
        for key, value in changes.items():
            _set(document, key, value)
        return tomlkit.dumps(document)
    except (TOMLKitError, ValueError, RecursionError) as error:
        raise Unreadable("The settings file cannot be understood, so nothing was written to it.") from error


def _set(document: Any, key: str, value: Value) -> None:
    import tomlkit

    name, _, action = key.partition(".")
    if not action:
        if value is not None:
            document[name] = value
        elif name in document:
            document[name] = _DEFAULTS[name]
        return
    if name not in document:
        document[name] = tomlkit.table()
    table = document[name]
    if not isinstance(table, dict):
        raise Refused(f"“{name}” in your settings file is no table; make it one by hand first.")
    if value is None:
        table.pop(action, None)
    else:
        table[action] = value[0] if isinstance(value, list) and len(value) == 1 else value
