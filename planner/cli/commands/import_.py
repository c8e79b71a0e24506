"""The command that reads back what a task tool changed: a diff to look at, and to accept whole or in part."""

from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from planner.cli.answers import TAKE_BACK, tell_finish
from planner.cli.command import Call, Command
from planner.cli.parser import Parser
from planner.core.text import quoted
from planner.core.wording import counted as number_of
from planner.errors import BadValue, NotFound

if TYPE_CHECKING:
    from planner.core.incoming import Count, Proposal

KINDS: Final = ("ics",)


def _arguments(parser: Parser) -> None:
    parser.add_argument("kind", metavar="KIND", choices=KINDS, help=f"what kind of file it is: {', '.join(KINDS)}")
    parser.add_argument(
        "source", metavar="FILE", help="a calendar file, or a folder of them as khal and todoman keep it"
    )
    parser.add_argument("--accept", metavar="ID", nargs="*", help="take all the changes, or only those of these ids")
    parser.add_json()


def _import(call: Call) -> None:
    from planner.core import incoming as arrived
    from planner.core.changes.incoming import take_incoming
    from planner.exchange import read_calendar

    outlook = call.session.outlook()
    incoming = read_calendar(Path(call.options.source).expanduser())
    counted = arrived.count(outlook, incoming)
    if not counted.ours:
        looked_at = number_of(counted.others, "entry", "entries")
        raise NotFound(
            f"Nothing in {quoted(call.options.source)} is of this journey ({looked_at} looked at); "
            "`planner report --format ics-todo` makes a calendar that can come back."
        )
    found, remarks = arrived.proposals(outlook, incoming), arrived.remarks(outlook, incoming)
    accepted: list[str] = []
    if call.options.accept is not None:
        from planner.core.scope import find

        ids = _ids(call.options.accept)
        change = call.session.apply(take_incoming, incoming, ids)
        wanted = None if ids is None else {find(outlook.items, each) for each in ids}
        accepted = list(dict.fromkeys(each.id for each in found if wanted is None or each.id in wanted))
        call.console.narrate(change.title)
        call.console.narrate(TAKE_BACK)
    if call.wants_json:
        call.console.json(shape(call, counted, found, remarks, accepted))
        return
    from planner.cli.pages import import_ as page

    if accepted:
        page.tell_left(call.console, [each for each in found if each.id not in accepted], remarks)
        tell_finish(call, call.session.outlook())
        return
    page.show(call.console, outlook.today, counted, found, remarks)
    if found:
        call.console.narrate("Nothing was saved. --accept takes all of it, --accept ID,ID only some.")


def shape(
    call: Call, counted: "Count", found: "tuple[Proposal, ...]", remarks: tuple[str, ...], accepted: list[str]
) -> dict[str, Any]:
    """What `import --json` answers. `old` and `new` are statuses; dates when `what` is "due"."""
    return {
        "today": call.today.isoformat(),
        "read": {"tasks": counted.tasks, "events": counted.events, "others": counted.others},
        "proposals": [
            {
                "id": each.id,
                "title": each.title,
                "what": each.what.value,
                "old": None if each.old is None else str(each.old),
                "new": str(each.new),
                "on": each.on.isoformat() if each.on else None,
                "reason": each.reason,
            }
            for each in found
        ],
        "remarks": list(remarks),
        "accepted": accepted,
    }


def _ids(words: list[str]) -> list[str] | None:
    """The ids meant by the words behind --accept; None for all of them, when there is no word."""
    if not words:
        return None
    ids = [part.strip() for word in words for part in word.split(",") if part.strip()]
    if not ids:
        raise BadValue("--accept was given no id; leave it bare to take all the changes.")
    return ids


COMMANDS: Final = {
    "import": Command(
        _arguments,
        _import,
        (
            "planner import ics ~/.calendars/planner",
            "planner import ics tasks.ics --accept",
            "planner import ics tasks.ics --accept case-study,resume-and-letter",
            "planner import ics tasks.ics --json",
        ),
        "Takes back what a task tool did to tasks that `planner report --format ics-todo` wrote: completed, begun, "
        "cancelled (which drops the milestone), taken back, or due on another day. Events are not read, because the "
        "days of work follow from the plan. Nothing is saved without --accept; `planner undo` takes it back in one "
        "step. Needs the extra: pip install 'job-transition-planner[ics]'.",
        completes={"kind": "nothing", "source": "files", "accept": "to-do"},
    ),
}
