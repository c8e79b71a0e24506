"""Commands that keep the data file safe: backup, restore."""

import os
from pathlib import Path
from typing import Final

from planner.cli.command import Call, Command
from planner.cli.parser import Parser
from planner.errors import BadValue
from planner.safekeeping import LATEST, Kept, Safekeeping


def _safekeeping(call: Call) -> Safekeeping:
    places = call.surroundings
    return Safekeeping(places.data_file, places.plan_folders, places.now, places.today)


def _backup_arguments(parser: Parser) -> None:
    parser.add_argument("target", nargs="?", metavar="FILE", help="a file or folder of your own; else beside your data")
    parser.add_json()


def _backup(call: Call) -> None:
    wanted = call.options.target
    made = _safekeeping(call).back_up(None if wanted is None else _place(wanted))
    if call.wants_json:
        call.console.json({"backup": str(made)})
    call.console.narrate(f"backed up, read back and found whole: {made}")


def _place(text: str) -> Path:
    """A place for a backup as typed."""
    if text.strip() in ("", "-"):
        raise BadValue("A backup goes to a file or a folder: give it a name such as journey-backup.json.")
    place = Path(text).expanduser()
    if text.endswith(os.sep) and not place.is_dir():
        raise BadValue(f"There is no folder {text}: make it first, or give a file.")
    return place


def _restore_arguments(parser: Parser) -> None:
    parser.add_argument("which", nargs="?", metavar="WHICH", help="a name or its beginning, a day, latest, or a file")
    parser.add_argument("--list", action="store_true", help="show the backups and what is in them")
    parser.add_argument("--other-journey", action="store_true", help="also when it is of another journey")
    parser.add_argument("--anyway", action="store_true", help="also in the place of a file of a newer planner")
    parser.add_json()


def _restore(call: Call) -> None:
    keeping, wanted = _safekeeping(call), call.options
    if wanted.list or wanted.which is None:
        _list(call, keeping.all())
        return
    done = keeping.restore(wanted.which, other_journey=wanted.other_journey, anyway=wanted.anyway)
    if call.wants_json:
        aside = None if done.set_aside is None else str(done.set_aside)
        call.console.json(
            {
                "restored": str(done.source),
                "holds": done.holds,
                "changed": done.is_changed,
                "can_undo": done.can_undo,
                "set_aside": aside,
            }
        )
    if not done.is_changed:
        call.console.narrate(f"Nothing to bring back: your journey is as it is in {done.source.name} already.")
        return
    call.console.narrate(f"restored: {done.source.name}")
    call.console.narrate(f"  {done.holds}")
    if done.set_aside is not None:
        call.console.narrate(f"What was there before is kept as {done.set_aside}.")
    if done.can_undo:
        call.console.narrate("`planner undo` brings back what was there.")


def _list(call: Call, found: list[Kept]) -> None:
    if call.wants_json:
        call.console.json(
            {
                "backups": [
                    {
                        "name": each.backup.name,
                        "path": str(each.backup.path),
                        "at": each.backup.at.isoformat(),
                        "reason": each.backup.reason.value,
                        "bytes": each.backup.size,
                        "holds": each.holds,
                        "sound": each.is_sound,
                    }
                    for each in found
                ]
            }
        )
        return
    from planner.cli.pages import backups as page

    page.show(call.console, found, call.surroundings.moment)


COMMANDS: Final = {
    "backup": Command(
        _backup_arguments,
        _backup,
        ("planner backup", "planner backup ~/usb/journey.json"),
        "One is made by itself before the first change of a day; the newest ten and one a month are kept. A file of "
        "your own is never overwritten.",
        completes={"target": "files"},
    ),
    "restore": Command(
        _restore_arguments,
        _restore,
        ("planner restore --list", f"planner restore {LATEST}", "planner restore yesterday"),
        "Brings everything back as it was then, as one change that undo takes back. Of a day, and as latest, it takes "
        "the newest that can be read and was not made by a restore. A damaged file is set aside first, never deleted.",
        completes={"which": "files"},
    ),
}
