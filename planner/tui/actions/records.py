"""Commands that write in the log: hours, a note, evidence."""

from typing import Final

from planner.core import changes
from planner.core.parsing import parse_date, parse_hours
from planner.core.wording import hours_words
from planner.tui.desk import Desk
from planner.tui.screens.fields import Field

_SHOWN: Final = "shown"
_PRIVATE: Final = "private"


async def log_hours(desk: Desk) -> None:
    state = desk.state
    planned = state.slot.blocks[0].hours if state.slot and state.slot.blocks else 0.0
    answers = await desk.ask(
        f"Log hours: {state.title}",
        [
            Field("hours", "Hours", hint="1.5, 90m or 1h30", check=parse_hours),
            Field(
                "on",
                "On",
                value="today",
                hint="today, yesterday, friday, 12 Mar",
                check=lambda text: parse_date(text, desk.today, looking_back=True),
            ),
            Field("note", "Note", hint="Private unless you say otherwise in a report", is_optional=True),
        ],
        about=f"{hours_words(state.item.logged)} logged; the next block in the plan is {hours_words(planned)}.",
        save="Log",
    )
    if answers is not None:
        desk.apply(
            changes.log_hours,
            state.id,
            parse_hours(answers["hours"]),
            on=parse_date(answers["on"], desk.today, looking_back=True),
            note=answers["note"],
        )


async def note(desk: Desk) -> None:
    state = desk.state
    answers = await desk.ask(
        f"Note: {state.title}",
        [Field("text", "Note", hint="Stays out of reports unless you ask for it", is_long=True)],
    )
    if answers is not None:
        desk.apply(changes.write_note, state.id, answers["text"])


async def evidence(desk: Desk) -> None:
    state = desk.state
    hint = state.milestone.evidence or "A link, a path or a line that shows the result"
    answers = await desk.ask(
        f"Evidence: {state.title}",
        [
            Field("text", "Evidence", hint=hint),
            Field(
                "kept",
                "In reports",
                value=_SHOWN,
                choices=(("Shown", _SHOWN), ("Private: left out of reports", _PRIVATE)),
            ),
        ],
    )
    if answers is not None:
        desk.apply(changes.save_evidence, state.id, answers["text"], is_private=answers["kept"] == _PRIVATE)
