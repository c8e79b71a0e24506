"""The command that looks after the data file: doctor."""

from typing import Final

from planner.cli.command import Call, Command
from planner.cli.parser import Parser


def _arguments(parser: Parser) -> None:
    parser.add_argument("--fix", action="store_true", help="put right what is safe, after a copy of the file")
    parser.add_json()


def _doctor(call: Call) -> int:
    from planner.checkup import Checkup

    places = call.surroundings
    checkup = Checkup(places.data_file, places.plan_folders, places.now, places.today)
    found = checkup.fix(call.console.narrate) if call.options.fix else checkup.examine()
    if call.wants_json:
        call.console.json(
            {
                "file": str(found.file),
                "healthy": found.is_healthy,
                "findings": [
                    {
                        "level": each.level.value,
                        "where": each.where,
                        "found": each.found,
                        "would": each.would,
                        "fixable": each.can_fix,
                        "fixed": each.is_fixed,
                    }
                    for each in found.findings
                ],
            }
        )
    else:
        from planner.cli.pages import doctor as page

        page.show(call.console, found)
    return found.exit_code


COMMANDS: Final = {
    "doctor": Command(
        _arguments,
        _doctor,
        ("planner doctor", "planner doctor --fix", "planner doctor --json"),
        "Looks at the file, its documents, your plan, dates, lock, permissions, free space and backups. Without --fix "
        "it writes nothing. Ends with 0 when all is well or only notes are left, 4 when problems are left, 5 without a "
        "journey, 6 when the file is damaged or from a newer planner.",
    ),
}
