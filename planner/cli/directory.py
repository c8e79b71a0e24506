"""Every command once: its group, the module that holds it, and one line about it. Costs nothing to import.

`planner --help` and the completions read this; a handler's module is imported only when its command is called.
"""

from typing import TYPE_CHECKING, Final, NamedTuple

from planner.errors import BadValue

if TYPE_CHECKING:
    from planner.cli.command import Command


class Listing(NamedTuple):
    """One command as the directory knows it."""

    name: str
    module: str
    summary: str


GROUPS: Final[tuple[tuple[str, tuple[Listing, ...]], ...]] = (
    (
        "Begin",
        (
            Listing("start", "journey", "begin a journey into product management"),
            Listing("demo", "app", "open the app on a throw-away journey, half-way through"),
            Listing("serve", "app", "open the app in your browser, for this computer alone"),
            Listing("plans", "plans", "list plans; show, check, write or use one"),
        ),
    ),
    (
        "Look",
        (
            Listing("status", "look", "progress, this week, what is next and what is late"),
            Listing("next", "look", "the next action, why, and two alternatives"),
            Listing("list", "look", "milestones with their dates"),
            Listing("show", "look", "all about one milestone"),
            Listing("forecast", "forecast", "the finish as a range, and what if something changed"),
            Listing("report", "output", "a progress report to share"),
        ),
    ),
    (
        "Progress",
        (
            Listing("begin", "progress", "mark milestones as started"),
            Listing("done", "progress", "mark milestones as done"),
            Listing("reopen", "progress", "take back done, skipped, waived or dropped"),
            Listing("skip", "progress", "leave one out because you can do it already"),
            Listing("waive", "progress", "let another finished milestone stand for one"),
            Listing("tick", "progress", "tick steps of a milestone"),
            Listing("untick", "progress", "take ticks back"),
            Listing("log", "records", "record hours worked"),
            Listing("note", "records", "keep a note"),
            Listing("evidence", "records", "keep evidence: a link, a path, a line"),
        ),
    ),
    (
        "Milestones",
        (
            Listing("add", "milestones", "add a milestone of your own"),
            Listing("edit", "milestones", "correct a title, an estimate, or mark as private"),
            Listing("drop", "milestones", "take a milestone out of the plan"),
        ),
    ),
    (
        "Time",
        (
            Listing("pin", "dates", "fix a date for a milestone"),
            Listing("unpin", "dates", "take a pin away"),
            Listing("pause", "dates", "plan no work for a while"),
            Listing("resume", "dates", "end a break, or cancel the next one"),
            Listing("pace", "dates", "change your weekly hours"),
            Listing("target", "dates", "aim at a finish date, or at none"),
            Listing("replan", "replan", "old and new due dates with reasons; accept all or some"),
        ),
    ),
    (
        "You",
        (
            Listing("skills", "person", "levels, gaps, gates and readiness; set a level"),
            Listing("habit", "person", "this week's habits; tick one"),
            Listing("route", "person", "take another route through the plan"),
        ),
    ),
    (
        "History and files",
        (
            Listing("undo", "history", "take the latest change back"),
            Listing("redo", "history", "do again what was undone"),
            Listing("history", "history", "every change, the newest first"),
            Listing("import", "import_", "take back what a task tool changed"),
            Listing("where", "history", "where the data file, the plans and the settings are"),
            Listing("settings", "settings", "theme, motion, editor and keys of the app; change one"),
            Listing("backup", "safety", "copy the data file, beside it or to a file of yours"),
            Listing("restore", "safety", "list the backups; bring one back"),
            Listing("doctor", "doctor", "what is wrong with the data file, and put it right"),
            Listing("completions", "output", "print completions for bash, zsh or fish"),
        ),
    ),
)
_OTHER_WORDS: Final = {
    "what-if": "forecast --what-if",
    "whatif": "forecast --what-if",
    "break": "pause",
    "holiday": "pause",
    "sick": "pause",
    "finish": "done",
    "complete": "done",
    "calendar": "report --format ics-event",
    "version": "--version",
}  # what people type for a command of another name
LISTINGS: Final = {listing.name: listing for _, listings in GROUPS for listing in listings}


def find(name: str) -> "Command":
    """The command of that name, its module imported. BadValue suggests the nearest."""
    if name in _OTHER_WORDS:
        raise BadValue(f"There is no command “{name}”. Did you mean `planner {_OTHER_WORDS[name]}`?")
    if name not in LISTINGS:
        raise BadValue(f"There is no command “{name}”.{nearest(name, LISTINGS, ' `planner --help` lists them all.')}")
    from importlib import import_module

    module = import_module(f"planner.cli.commands.{LISTINGS[name].module}")
    command: Command = module.COMMANDS[name]
    return command


def nearest(word: str, known: "dict[str, Listing] | list[str]", otherwise: str = "") -> str:
    """ " Did you mean x?", or `otherwise` when nothing is near."""
    from difflib import get_close_matches  # only a mistake pays for it

    words = list(known)
    swapped = [each for each in words if sorted(each) == sorted(word)]  # "dnoe" is "done", and no other
    near = swapped or get_close_matches(word[:60], words, n=1)
    return f" Did you mean {near[0]}?" if near else otherwise
