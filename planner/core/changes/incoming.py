"""The verb that takes what a task tool changed: several milestones as one change, taken back with one undo.

Every change goes through the verb that has its rule (complete, begin, reopen, drop); a date moved there becomes the
promise here, as re-planning makes them, and is not a pin.
"""

from collections.abc import Sequence
from datetime import date

from planner.core.changes.base import Change, change_record, locate
from planner.core.changes.milestones import drop
from planner.core.changes.progress import begin, complete, reopen
from planner.core.incoming import Incoming, Proposal, What, proposals
from planner.core.journey import Journey
from planner.core.outlook import Outlook
from planner.core.plan import Plan
from planner.core.scope import find
from planner.core.wording import counted, day_words
from planner.errors import Refused


def take_incoming(
    journey: Journey, plan: Plan, today: date, incoming: Incoming, ids: Sequence[str] | None = None
) -> Change:
    """Do what `incoming` proposes, all of it or what concerns the milestones `ids` (unambiguous beginnings will do).

    NotFound for an unknown id; Refused when nothing would change.
    """
    outlook = Outlook(plan, journey, today)
    found = proposals(outlook, incoming)
    if ids is not None:
        wanted = {find(outlook.items, each) for each in ids}
        found = tuple(each for each in found if each.id in wanted)
    if not found:
        chosen = "that you named" if ids is not None else "here"
        raise Refused(f"The file proposes no change to what is {chosen}.")
    for each in found:
        journey = _taken(journey, plan, today, each)
    title = _title(found[0], today) if len(found) == 1 else counted(len(found), "change")
    return Change(f"imported: {title}", journey)


def _taken(journey: Journey, plan: Plan, today: date, proposal: Proposal) -> Journey:
    each = proposal.id
    match proposal.what:
        case What.DONE:
            return complete(journey, plan, today, each, on=proposal.on).journey
        case What.BEGIN:
            return begin(journey, plan, today, each).journey
        case What.REOPEN:
            return reopen(journey, plan, today, each).journey
        case What.DROP:
            return drop(journey, plan, today, each).journey
        case What.DUE:
            return change_record(journey, locate(journey, plan, each), due=proposal.new)


def _title(proposal: Proposal, today: date) -> str:
    if isinstance(proposal.new, date):
        return f"{proposal.title} → {day_words(proposal.new, today)}"
    return f"{proposal.new.value}: {proposal.title}"
