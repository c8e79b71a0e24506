"""Done, begin, skip and pin for all marked milestones: one dialog that says what will happen, one change, one undo."""

from collections.abc import Callable, Mapping, Sequence
from typing import Final

from planner.core import changes
from planner.core.changes import Change, bulk
from planner.core.journey import PinKind
from planner.core.parsing import parse_date
from planner.core.wording import counted
from planner.tui.desk import Desk
from planner.tui.screens.fields import Field

_LATER: Final = "The same for all of them; leave it empty and keep one for each later"


async def done(desk: Desk) -> None:
    """Ask once for evidence and the day, then mark all as done."""
    fields = [
        Field("evidence", "Evidence", hint=_LATER, is_optional=True),
        Field(
            "on",
            "On",
            value="today",
            hint="today, yesterday, friday, 12 Mar",
            check=lambda text: parse_date(text, desk.today, looking_back=True),
        ),
    ]

    def chosen(answers: Mapping[str, str]) -> Choices:
        day = parse_date(answers["on"], desk.today, looking_back=True)
        return (), {"on": day, "evidence": answers["evidence"] if answers["evidence"].strip() else None}

    await _at_once(desk, "Done", changes.complete, fields, chosen, ((), {}))


async def begin(desk: Desk) -> None:
    await _at_once(desk, "Begin", changes.begin, [], lambda _: ((), {}), ((), {}))


async def skip(desk: Desk) -> None:
    """Ask once why, and for evidence, then skip all."""
    fields = [
        Field("why", "Why they are not needed", hint="What you can do already"),
        Field("evidence", "Evidence", hint=_LATER, is_optional=True),
    ]

    def chosen(answers: Mapping[str, str]) -> Choices:
        evidence = answers["evidence"] if answers["evidence"].strip() else None
        return (), {"why": answers["why"], "evidence": evidence}

    await _at_once(desk, "Skip", changes.skip, fields, chosen, ((), {"why": "as an example"}))


async def pin(desk: Desk) -> None:
    """Ask once for the kind of pin and the date, then pin all."""
    kinds = (
        ("Finished by this date", PinKind.BY.value),
        ("Ends on this date", PinKind.ON.value),
        ("Not before this date", PinKind.NOT_BEFORE.value),
    )
    fields = [
        Field("kind", "Pin", value=PinKind.BY.value, choices=kinds),
        Field("date", "Date", hint="2027-03-12, 12 Mar, +2w", check=lambda text: parse_date(text, desk.today)),
    ]

    def chosen(answers: Mapping[str, str]) -> Choices:
        return (PinKind(answers["kind"]), parse_date(answers["date"], desk.today)), {}

    await _at_once(desk, "Pin", changes.pin, fields, chosen, ((PinKind.BY, desk.today), {}))


Choices = tuple[tuple[object, ...], Mapping[str, object]]
"""What a verb is given besides the milestone."""


async def _at_once(
    desk: Desk,
    title: str,
    verb: Callable[..., Change],
    fields: Sequence[Field],
    chosen: Callable[[Mapping[str, str]], Choices],
    example: Choices,
) -> None:
    """Say what goes on and what stays, with reasons; then do it as one change. `example` is good for finding out."""
    outlook = desk.outlook
    args, choices = example
    result = bulk.sort_out(outlook.journey, outlook.plan, desk.today, verb, desk.marked, *args, **choices)
    lines = [*(f"✓ {each}" for each in result.titles)]
    if result.stay:
        lines += ["", "Left as they are:", *(f"× {each.reason}" for each in result.stay)]
    stays = f" {counted(len(result.stay), 'other')} cannot and {'stays' if len(result.stay) == 1 else 'stay'}."
    about = f"{counted(len(result.titles), 'milestone')} at once.{stays if result.stay else ''} One undo takes it back."
    if not result.titles:
        bulk.for_all(outlook.journey, outlook.plan, desk.today, verb, desk.marked, *args, **choices)  # says why
    answers = await desk.ask(
        f"{title}: {counted(len(result.titles), 'marked milestone')}",
        fields,
        about=about,
        save=title,
        listing="\n".join(lines),
    )
    if answers is not None:
        args, choices = chosen(answers)
        desk.apply(bulk.for_all, verb, desk.marked, *args, **choices)
        desk.front.unmark()
