"""Commands that move around, take back, and save reports."""

from pathlib import Path

from planner.reports import FORMATS
from planner.tui.desk import Desk
from planner.tui.screens.form import Field


async def undo(desk: Desk) -> None:
    change = desk.session.undo()
    desk.front.show_outlook(desk.outlook)
    desk.front.say(f"Undone: {change.title} · U does it again")


async def redo(desk: Desk) -> None:
    change = desk.session.redo()
    desk.front.show_outlook(desk.outlook)
    desk.front.say(f"Done again: {change.title} · u undoes it")


async def open_milestone(desk: Desk) -> None:
    desk.front.show_milestone(desk.state.id)


async def save_report(desk: Desk) -> None:
    """Ask for a file name and write the report that the preview shows."""
    format_name, scope = desk.front.report_choice()
    who = desk.outlook.journey.settings.name or "journey"
    safe = "".join(character if character.isalnum() else "-" for character in who.casefold()).strip("-") or "journey"
    name = f"progress-{safe}-{desk.today.isoformat()}{FORMATS[format_name].suffix}"
    answers = await desk.ask(
        "Save the report",
        [Field("path", "File", value=name, hint="In the folder you started from, unless you give a path")],
    )
    if answers is not None:
        path = Path(answers["path"].strip()).expanduser()
        saved = desk.session.save_report(scope, format_name, path)
        desk.front.show_outlook(desk.outlook)
        desk.front.say(f"Report saved to {saved.absolute()}")


async def copy_report(desk: Desk) -> None:
    """Copy the report that the preview shows to the clipboard of the terminal."""
    format_name, scope = desk.front.report_choice()
    desk.front.copy(desk.session.render(scope, format_name))
    desk.front.say("Report copied")
