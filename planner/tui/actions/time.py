"""Commands of time: pins, breaks, weekly hours, the target."""

from planner.core import changes
from planner.core.journey import PinKind
from planner.core.parsing import parse_date, parse_pace
from planner.tui.actions import bulk
from planner.tui.desk import Desk
from planner.tui.screens.fields import Field

_DATE_HINT = "2027-03-12, 12 Mar, friday, +2w"


async def pin(desk: Desk) -> None:
    """Ask for a kind of pin and a date; the kind "none" takes a pin away. One date for all that are marked."""
    if desk.marked:
        await bulk.pin(desk)
        return
    state = desk.state
    now = state.item.record.pin
    kinds = (
        ("Finished by this date", PinKind.BY.value),
        ("Ends on this date", PinKind.ON.value),
        ("Not before this date", PinKind.NOT_BEFORE.value),
    )
    answers = await desk.ask(
        f"Pin: {state.title}",
        [
            Field(
                "kind",
                "Pin",
                value=now.kind.value if now else PinKind.BY.value,
                choices=(*kinds, ("No pin", "none")) if now else kinds,
            ),
            Field(
                "date",
                "Date",
                value=now.date.isoformat() if now else "",
                hint=_DATE_HINT,
                check=lambda text: parse_date(text, desk.today),
            ),
        ],
        about="A pin is a fact: no re-planning moves it.",
        save="Pin",
    )
    if answers is None:
        return
    if answers["kind"] == "none":
        desk.apply(changes.unpin, state.id)
    else:
        desk.apply(changes.pin, state.id, PinKind(answers["kind"]), parse_date(answers["date"], desk.today))


async def pause(desk: Desk) -> None:
    answers = await desk.ask(
        "Take a break",
        [
            Field("first", "First day", hint=_DATE_HINT, check=lambda text: parse_date(text, desk.today)),
            Field("last", "Last day", hint=_DATE_HINT, check=lambda text: parse_date(text, desk.today)),
            Field("why", "What for", hint="holiday, family, a busy quarter", is_optional=True),
        ],
        about="Nothing is planned in it, and no streak breaks. A week that is over can be a break too.",
    )
    if answers is not None:
        first = parse_date(answers["first"], desk.today)
        desk.apply(changes.pause, first, parse_date(answers["last"], desk.today), why=answers["why"])


async def resume(desk: Desk) -> None:
    """End the present break today, or cancel the next one."""
    desk.apply(changes.resume, desk.today)


async def pace(desk: Desk) -> None:
    week = desk.outlook.journey.settings.week
    answers = await desk.ask(
        "Weekly hours",
        [
            Field(
                "week", "Hours a week", value=f"{week.total:g}", hint="8, or tue 1.5, thu 1.5, sat 5", check=parse_pace
            )
        ],
        about="Give what you can keep in a bad week.",
    )
    if answers is not None:
        desk.apply(changes.set_pace, parse_pace(answers["week"]))


async def target(desk: Desk) -> None:
    now = desk.outlook.journey.settings.target
    answers = await desk.ask(
        "Target date",
        [
            Field(
                "date",
                "Be done by",
                value=now.isoformat() if now else "",
                hint=f"{_DATE_HINT}; empty for none",
                check=lambda text: parse_date(text, desk.today),
                is_optional=True,
            )
        ],
        about="A wish, not a force: no day is overloaded to meet it.",
    )
    if answers is not None:
        text = answers["date"].strip()
        desk.apply(changes.set_target, parse_date(text, desk.today) if text else None)
