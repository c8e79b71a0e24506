"""Commands of the report: save it, open it, copy it, always as it is chosen in the Report view."""

import asyncio
from typing import TYPE_CHECKING, Final

from planner.errors import PlannerError, Refused
from planner.tui.desk import Desk
from planner.tui.long_work import PATIENCE_SECONDS, considerate

if TYPE_CHECKING:
    from planner.tui.views.report.press import Made

MOST_COPIED: Final = 1_000_000
_USUALLY_COPIED: Final = 74_994
"""Bytes: many terminals take 100,000 characters of base64 and no more."""


async def save_report(desk: Desk) -> None:
    """Ask for a place and write it there."""
    from planner.tui.screens.report_save import ReportSaveScreen

    made = await _made(desk)
    place = await desk.front.ask(ReportSaveScreen(desk.session, desk.front.press, made))
    if place is not None:
        desk.front.show_outlook(desk.outlook)
        desk.front.say(f"Saved: {place.absolute()}\no opens it")


async def open_report(desk: Desk) -> None:
    """Open it with the program that the system has for such files."""
    press = desk.front.press
    viewer = press.viewer
    if viewer is None:
        raise PlannerError("There is no screen here to open it on. Save it with s instead.")
    made = await _made(desk)
    place = press.laid_out(made)
    program = await asyncio.to_thread(viewer, place)
    desk.front.say(f"Given to {program}: {place.name}\nIf nothing appears: s saves it, to open it from there")


async def copy_report(desk: Desk) -> None:
    """Copy it to the clipboard of the terminal."""
    from planner.tui.views.report.words import counted_lines, size_words

    made = await _made(desk)
    size = len(made.data)
    if not isinstance(made.content, str):
        title = desk.front.press.order.form.title
        raise Refused(f"A {title} is no text and cannot be copied: s saves it, o opens it.")
    if size > MOST_COPIED:
        raise Refused(f"With {size_words(size)} it is too long for the clipboard of a terminal: s saves it to a file.")
    desk.front.copy(made.content)
    lines = made.source.lines_in_all if made.source else None
    said = [f"Copied: {counted_lines(lines or 0)}, {size_words(size)}"]
    if made.words:
        said[0] += ", the source of the page"
    if size > _USUALLY_COPIED:
        said.append("Many terminals cut that off: paste and look, or save it with s")
    else:
        said.append("Nothing to paste? The terminal lacks OSC 52: s saves it")
    desk.front.say("\n".join(said))


async def _made(desk: Desk) -> "Made":
    """The report as it is chosen, made in a thread; says so when that takes a while."""
    from planner.tui.views.report.press import Wish

    press = desk.front.press
    wish = Wish(desk.outlook, press.order.format, press.order.scope(desk.today))
    known = press.known(wish)
    if known is not None:
        return known
    making = asyncio.ensure_future(asyncio.to_thread(lambda: press.make(wish, considerate())))
    done, _ = await asyncio.wait({making}, timeout=PATIENCE_SECONDS)
    if not done:
        desk.front.say("◌ Writing the report…")
    return await making
