"""One verb for one or several milestones of a command line, as one change that one undo takes back."""

from collections.abc import Callable
from datetime import date

from planner.cli.answers import tell_milestones, tell_next
from planner.cli.command import Call
from planner.cli.parser import Parser
from planner.core.changes import Change
from planner.core.journey import Journey
from planner.core.plan import Plan
from planner.core.scope import find, items
from planner.errors import NotFound, Refused


def add_several(parser: Parser) -> None:
    """The argument for the milestones."""
    parser.add_argument("ids", metavar="ID", nargs="+", help="milestones, by id or the beginning of one")


def all_at_once(call: Call, verb: Callable[..., Change], *args: object, **choices: object) -> None:
    """One change for all ids given, and what comes next. When one is refused nothing is changed, so that the same
    line can be given again once it is mended."""
    change, ids = apply_to_all(call, verb, *args, **choices)
    tell_milestones(call, change, ids)
    tell_next(call, call.session.outlook())


def apply_to_all(call: Call, verb: Callable[..., Change], *args: object, **choices: object) -> tuple[Change, list[str]]:
    """The change, and the ids as given, each once. As the verb raises, with a word on the others."""
    ids = list(dict.fromkeys(call.options.ids))
    if len(ids) == 1:
        return call.session.apply(verb, ids[0], *args, **choices), ids

    from planner.core.changes import bulk  # one alone needs nothing of it

    def together(journey: Journey, plan: Plan, today: date) -> Change:
        found = items(plan, journey)
        meant = list(dict.fromkeys(find(found, each) for each in ids))
        after = journey
        for each in meant:  # the first that is refused says why itself
            after = verb(after, plan, today, each, *args, **choices).journey
        return bulk.for_all(journey, plan, today, verb, meant, *args, **choices)

    try:
        return call.session.apply(together), ids
    except (Refused, NotFound) as error:
        raise type(error)(f"{error.message} Nothing was changed.") from error
