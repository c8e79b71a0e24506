"""Commands that move around, and take back."""

from planner.tui.desk import Desk


async def undo(desk: Desk) -> None:
    change = desk.session.undo()
    desk.front.show_outlook(desk.outlook)
    desk.front.say(f"undone: {change.title} · {desk.front.worded('{redo} does it again')}")


async def redo(desk: Desk) -> None:
    change = desk.session.redo()
    desk.front.show_outlook(desk.outlook)
    said, is_bad = desk.front.saving.after_change(f"done again: {change.title}")
    desk.front.say(said, is_error=is_bad)


async def history(desk: Desk) -> None:
    desk.front.show_history()


async def settings(desk: Desk) -> None:
    desk.front.show_settings()


async def save(desk: Desk) -> None:
    """Try to save what waits; make a file that is gone again."""
    told = desk.front.saving.retry(is_asked=True)
    desk.front.show_outlook(desk.outlook)
    desk.front.say("\n".join(text for text, _ in told), is_error=any(is_bad for _, is_bad in told))


async def jump(desk: Desk) -> None:
    desk.front.jump()


async def open_milestone(desk: Desk) -> None:
    await desk.front.show_milestone(desk.state.id)
