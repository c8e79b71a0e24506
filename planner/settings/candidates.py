"""What could be typed for a setting, for completions on the command line."""

from collections.abc import Sequence

from planner.settings import AUTO, MOTIONS, THEMES
from planner.settings.keyboard import KEYS
from planner.settings.reading import NAMES


def keys() -> list[str]:
    """Every key of a setting."""
    return [*NAMES, *(f"keys.{action}" for action in KEYS)]


def values(before: Sequence[str]) -> list[str]:
    """The values of the setting that stands last of the words before; none where a person must think."""
    name = next((word for word in before if word in keys()), "")
    if name == "theme":
        return [AUTO, *THEMES, "default"]
    return {"motion": [*MOTIONS, "default"]}.get(name, ["default"])
