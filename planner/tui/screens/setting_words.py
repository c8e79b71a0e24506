"""The words of the settings screen: rows, headings, and what each setting means."""

from itertools import groupby
from typing import Final

from textual.content import Content

from planner.core.text import one_line
from planner.core.wording import shortened
from planner.settings import AUTO, FULL, REDUCED, is_still
from planner.settings.key_names import label
from planner.settings.keyboard import KEYS, SCOPES, Scope
from planner.settings.reading import said_keys
from planner.tui.commands import BY_ID, COMMANDS
from planner.tui.preferences import Preferences
from planner.tui.widgets.words import set_in

_NAME: Final = 18
_KEY: Final = 16
_TITLES: Final = {
    "help": ("Help", "Keys and words, those of what is focused first"),
    "filter": ("Filter", "Find milestones in the roadmap as you type"),
    "view-today": ("Today", "Show the view"),
    "view-roadmap": ("Roadmap", "Show the view"),
    "view-timeline": ("Timeline", "Show the view"),
    "view-skills": ("Skills", "Show the view"),
    "view-progress": ("Progress", "Show the view"),
    "view-report": ("Report", "Show the view"),
    "move-down": ("Down", "As the arrow key does"),
    "move-up": ("Up", "As the arrow key does"),
    "move-first": ("First", "As home does"),
    "move-last": ("Last", "As end does"),
    "move-page-down": ("Page down", "As the page key does"),
    "move-page-up": ("Page up", "As the page key does"),
    "move-to-phase": ("To the phase", "From a milestone to its phase in the roadmap"),
    "mark-range": ("Mark up to here", "All milestones from the last mark to the cursor"),
    "mark-all": ("Mark all", "All milestones that are shown; once more takes the marks away"),
    "timeline-zoom": ("Zoom", "Week, month, quarter"),
    "timeline-zoom-back": ("Zoom back", "Quarter, month, week"),
    "timeline-today": ("Today", "Scroll to today"),
    "report-save": ("Save", "Write the report to a file"),
    "report-open": ("Open", "Open the report as it is made"),
    "report-copy": ("Copy", "Copy the report to the clipboard"),
    "skill-level": ("Confirm level", "Choose the level of a skill that fits today"),
    "skill-order": ("Order", "The largest gap first, or as the plan has it"),
    "report-format": ("Format", "Choose a format"),
    "report-period": ("Period", "Choose a period"),
    "report-private": ("Private parts", "Let them in, or keep them out"),
    "report-source": ("Source", "Between the words of a page and its source"),
}
_HEADINGS: Final = {
    Scope.COMMANDS: "KEYS · MOVING AROUND",
    Scope.LISTS: "KEYS · IN LISTS AND TREES",
    Scope.ROADMAP: "KEYS · IN THE ROADMAP",
    Scope.TIMELINE: "KEYS · ON THE TIMELINE",
    Scope.SKILLS: "KEYS · IN THE SKILLS VIEW",
    Scope.REPORT: "KEYS · IN THE REPORT VIEW",
}
_LOOKS: Final = {
    "theme": (
        "Theme",
        f"Enter shows them all, with a preview. {AUTO} goes by the terminal's background where it says.",
    ),
    "motion": ("Motion", f"Enter turns it. {REDUCED}: nothing slides or scrolls by itself."),
    "editor": ("Editor", "For long notes: ^e in the note dialog opens it."),
}


def name_of(action: str) -> str:
    """What an action is called."""
    return BY_ID[action].title if action in BY_ID else _TITLES[action][0]


def groups() -> list[tuple[str, list[str]]]:
    """The actions under their headings: the commands as help groups them, then the rest by where they work."""
    found = [
        (f"KEYS · {group.upper()}", [each.id for each in commands])
        for group, commands in groupby(COMMANDS, key=lambda command: command.group)
    ]
    for scope, heading_ in _HEADINGS.items():
        found.append((heading_, [action for action in KEYS if SCOPES[action] is scope and action not in BY_ID]))
    return found


def heading(text: str) -> Content:
    """A heading among the rows."""
    return Content.styled(text, "$quiet bold")


def title(preferences: Preferences, width: int) -> Content:
    """The first line: the file, or that nothing is kept."""
    file = preferences.file
    if file is None:
        told = "kept until you leave"
    elif preferences.findings:
        told = f"! {one_line(preferences.findings[0].words(file.path.name))}"
    else:
        told = one_line(str(file.path))
    room = max(0, width - 11)
    shown = shortened(told, room) if preferences.findings else told if len(told) <= room else f"…{told[1 - room :]}"
    return Content.assemble(("Settings", "bold"), (f"   {shown}", "$late" if preferences.findings else "$quiet"))


def look_row(name: str, preferences: Preferences, width: int) -> Content:
    """Theme, motion or editor, and its value."""
    settings = preferences.settings
    value, more = str(getattr(settings, name)), ""
    if name == "theme" and settings.theme == AUTO:
        more = f"{preferences.theme} on this terminal"
    if name == "motion" and settings.motion == FULL and is_still(settings, preferences.wishes):
        more = "reduced all the same: the environment asks for it"
    if name == "editor" and not settings.editor:
        value = one_line(preferences.editor) or "none"
        more = "from the environment" if preferences.editor else "set one here, or $VISUAL or $EDITOR"
    return _row(_LOOKS[name][0], value, more, width, is_own=False)


def key_row(action: str, preferences: Preferences, width: int) -> Content:
    """An action and its keys; one's own are marked with a word."""
    keys = preferences.keys(action)
    is_own = action in preferences.settings.keys
    more = f"yours, not {said_keys(KEYS[action])} · {_help(action)}" if is_own else _help(action)
    return _row(name_of(action), " ".join(label(key) for key in keys) or "none", more, width, is_own=is_own)


def _row(name: str, value: str, more: str, width: int, *, is_own: bool) -> Content:
    value_room = max(_KEY, len(value) + 2)
    shown = shortened(value, max(8, width - _NAME - 1))
    rest = shortened(more, max(1, width - _NAME - value_room)) if width - _NAME - value_room > 8 else ""
    return Content.assemble(
        f"  {name:<{_NAME - 2}}", (f"{shown:<{value_room}}", "$accent"), (rest, "$primary" if is_own else "$quiet")
    )


def _help(action: str) -> str:
    return BY_ID[action].help if action in BY_ID else _TITLES[action][1]


def detail(name: str, preferences: Preferences, width: int) -> Content:
    """What the marked setting means, and its default."""
    if not name:
        return Content("")
    if name in _LOOKS:
        text = _LOOKS[name][1]
    else:
        where = SCOPES[name].value
        had = said_keys(KEYS[name])
        text = f"{_help(name)}. Works {where}. Default: {had}. Enter, then press the key you want."
    return Content("\n").join([Content.styled(_title(name, preferences), "bold"), Content(set_in(text, width))])


def _title(name: str, preferences: Preferences) -> str:
    if name in _LOOKS:
        return _LOOKS[name][0]
    return f"{name_of(name)}: {said_keys(preferences.keys(name))}"


def said_key(action: str, keys: tuple[str, ...]) -> str:
    """ "Done: d", for a toast."""
    return f"{name_of(action)}: {said_keys(keys)}"
