"""The keys of the app: what each action has by itself, and where it works. One row an action; words are elsewhere.

Commands take their words, and what they do, from the app's own table of commands under the same ids.
"""

from enum import Enum
from types import MappingProxyType
from typing import Final


class Scope(Enum):
    """Where a key works."""

    COMMANDS = "everywhere"
    LISTS = "in lists and trees"
    ROADMAP = "in the roadmap"
    TIMELINE = "on the timeline"
    SKILLS = "in the skills view"
    REPORT = "in the report view"


_KEYS: Final = {
    Scope.COMMANDS: {
        "done": "x",
        "begin": "s",
        "log": "l",
        "note": "n",
        "evidence": "v",
        "edit": "e",
        "pin": "p",
        "skip": "minus",
        "waive": "w",
        "drop": "d",
        "reopen": "o",
        "add": "a",
        "route": "",
        "replan": "r",
        "what-if": "i",
        "pace": "",
        "target": "",
        "pause": "",
        "resume": "",
        "undo": "u",
        "redo": "U",
        "history": "H",
        "save": "ctrl+s",
        "open": "",
        "save-report": "",
        "open-report": "",
        "copy-report": "",
        "settings": "comma",
        "jump": "ctrl+o",
        "help": "question_mark",
        "filter": "slash",
        "view-today": "1",
        "view-roadmap": "2",
        "view-timeline": "3",
        "view-skills": "4",
        "view-progress": "5",
        "view-report": "6",
    },
    Scope.LISTS: {
        "move-down": "j",
        "move-up": "k",
        "move-first": "g",
        "move-last": "G",
        "move-page-down": "ctrl+d",
        "move-page-up": "ctrl+u",
        "move-to-phase": "h",
    },
    Scope.ROADMAP: {
        "mark-range": "V",
        "mark-all": "A",
    },
    Scope.TIMELINE: {
        "timeline-zoom": "z",
        "timeline-zoom-back": "Z",
        "timeline-today": "t",
    },
    Scope.SKILLS: {
        "skill-level": "c",
        "skill-order": "o",
    },
    Scope.REPORT: {
        "report-save": "s",
        "report-open": "o",
        "report-copy": "c",
        "report-format": "f",
        "report-period": "p",
        "report-private": "v",
        "report-source": "t",
    },
}

KEYS: Final = MappingProxyType(
    {action: (key,) if key else () for actions in _KEYS.values() for action, key in actions.items()}
)
"""Every action that can have a key, by its id, with the keys it has unless a person chose others."""

SCOPES: Final = MappingProxyType({action: scope for scope, actions in _KEYS.items() for action in actions})

FIXED: Final = MappingProxyType(
    {
        "enter": "opens and confirms",
        "escape": "goes back",
        "space": "ticks and marks",
        "tab": "goes to the next part",
        "shift+tab": "goes to the part before",
        "up": "moves",
        "down": "moves",
        "left": "moves",
        "right": "moves",
        "home": "moves",
        "end": "moves",
        "pageup": "moves",
        "pagedown": "moves",
        "backspace": "takes back what was typed",
        "ctrl+p": "opens the palette",
        "ctrl+q": "leaves",
        "ctrl+c": "copies",
    }
)
"""Keys that always mean the same, so that there is a way to everything and a way out of everything."""


def share_a_place(one: str, other: str) -> bool:
    """True when two actions cannot have the same key: both would be meant by it at some place.

    A view's own keys go before commands there, as the report's do; the keys of lists are at work almost everywhere.
    """
    scopes = {SCOPES[one], SCOPES[other]}
    return len(scopes) == 1 or Scope.LISTS in scopes
