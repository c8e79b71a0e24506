"""How a change is answered: what was done and what comes next on stderr, and with --json what changed on stdout."""

from collections.abc import Sequence

from planner.cli.command import Call
from planner.core.changes import Change
from planner.core.outlook import Outlook
from planner.core.scope import find
from planner.core.wording import date_words, day_words, hours_words

TAKE_BACK = "`planner undo` takes it back."


def tell_milestones(call: Call, change: Change, references: Sequence[str]) -> None:
    """Answer a change of milestones. With --json one milestone as an object, several as a list of them."""
    _narrate(call, change)
    if call.wants_json:
        from planner.cli import shapes

        outlook = call.session.outlook()
        states = [outlook.all_milestones[find(outlook.items, each)] for each in references]
        found = [{"change": change.title} | shapes.milestone(state) for state in states]
        call.console.json(found[0] if len(found) == 1 else found)


def tell_journey(call: Call, change: Change) -> None:
    """Answer a change of the whole journey. With --json its status."""
    _narrate(call, change)
    if call.wants_json:
        from planner.cli import shapes

        call.console.json({"change": change.title} | shapes.status(call.session.outlook()))


def tell_moments(call: Call, before: Outlook) -> None:
    """Say what came to an end since `before`: a gate, a phase or the journey, a line each."""
    after = call.session.outlook()
    if after.progress.done > before.progress.done:
        from planner.core.moments import moments

        for moment in moments(before, after):
            call.console.narrate(moment.line)


def tell_next(call: Call, outlook: Outlook) -> None:
    """Say what comes next, and when."""
    action = outlook.next_action
    if action is None:
        call.console.narrate("next: nothing is left to do")
        return
    hours = f"{hours_words(action.hours)}, " if action.hours else ""
    call.console.narrate(f"next: {action.title} ({hours}{day_words(action.date, outlook.today)}; {action.id})")


def tell_finish(call: Call, outlook: Outlook) -> None:
    """Say when the plan ends, and what of it cannot be met."""
    if outlook.finish:
        call.console.narrate(f"finish: {date_words(outlook.finish)}")
    tell_conflicts(call, outlook)


def tell_conflicts(call: Call, outlook: Outlook) -> None:
    """Say which dates cannot be met, and what would help."""
    from planner.cli.conflicts import described

    for conflict in described(outlook):
        call.console.narrate(f"! {conflict['text']}")
        for remedy in conflict["remedies"]:
            call.console.narrate(f"  · {remedy}")


def _narrate(call: Call, change: Change) -> None:
    call.console.narrate(change.title)
    if change.remark:
        call.console.narrate(f"! {change.remark}")
    call.console.narrate(TAKE_BACK)
