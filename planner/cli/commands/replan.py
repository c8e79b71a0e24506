"""The command that re-plans: a diff of due dates to look at, and to accept whole or in part."""

from typing import Final

from planner.cli.answers import TAKE_BACK, tell_finish
from planner.cli.command import Call, Command
from planner.cli.parser import Parser
from planner.core import changes
from planner.core.replan import moves
from planner.core.wording import counted
from planner.errors import BadValue


def _replan_arguments(parser: Parser) -> None:
    parser.add_argument("--accept", metavar="ID", nargs="*", help="take all the new dates, or only those of these ids")
    parser.add_json()


def _replan(call: Call) -> None:
    outlook = call.session.outlook()
    found, accepted = moves(outlook), list[str]()
    if call.options.accept is not None:
        change = call.session.apply(changes.replan, _ids(call.options.accept))
        accepted = [move.id for move in found if change.journey.record(move.id).due == move.new]
        call.console.narrate(change.title)
        call.console.narrate(TAKE_BACK)
    if call.wants_json:
        from planner.cli import shapes

        call.console.json(shapes.replan(outlook, found, accepted))
        return
    if accepted:
        _tell_accepted(call, len(found) - len(accepted))
        return
    from planner.cli.pages import replan as page

    page.show(call.console, outlook, found)
    if found:
        call.console.narrate("Nothing was saved. --accept takes all of it, --accept ID,ID only some; pins never move.")


def _tell_accepted(call: Call, left: int) -> None:
    if left:
        call.console.narrate(f"{counted(left, 'date')} left as promised: `planner replan` shows what would move.")
    tell_finish(call, call.session.outlook())


def _ids(words: list[str]) -> list[str] | None:
    """The ids meant by the words behind --accept; None for all of them, when there is no word."""
    if not words:
        return None
    ids = [part.strip() for word in words for part in word.split(",") if part.strip()]
    if not ids:
        raise BadValue("--accept was given no id; leave it bare to take all the new dates.")
    return ids


COMMANDS: Final = {
    "replan": Command(
        _replan_arguments,
        _replan,
        (
            "planner replan",
            "planner replan --accept",
            "planner replan --accept case-study,resume-and-letter",
            "planner replan --json",
        ),
        "A due date is a promise and stays until you accept another. Nothing is saved without --accept; "
        "`planner undo` takes it back in one step.",
        completes={"accept": "to-do"},
    ),
}
