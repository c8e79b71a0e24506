"""What the Report view says: rows of choices, what is private, and how the preview stands to the file."""

from collections.abc import Callable, Sequence
from datetime import date, timedelta
from typing import TYPE_CHECKING, Final

from rich.cells import cell_len
from textual.content import Content

from planner.core.outlook import Outlook
from planner.core.wording import date_words, day_words, shortened
from planner.reports import FORMATS, Format
from planner.tui.views.report.order import RECENT_WEEKS, Covers, Order
from planner.tui.views.report.shown import Manner, Shown
from planner.tui.widgets.words import set_in

if TYPE_CHECKING:
    from planner.reports.facts import LeftOut
    from planner.tui.views.report.press import Made

Make = Callable[[int], Content]
"""Words for a width in cells."""

KINDS: Final = {"report": "to read", "calendar": "calendars", "tasks": "task tools", "data": "data"}
COVERS: Final = {
    Covers.START: "since the start",
    Covers.RECENT: f"the last {RECENT_WEEKS} weeks",
    Covers.SINCE_LAST: "since the last report",
    Covers.OWN: "since a day of your own",
}
CHOSEN, OTHER = "●", "○"
_TITLE: Final = max(len(each.title) for each in FORMATS.values())
_SUFFIX: Final = max(len(each.suffix) for each in FORMATS.values())
_ABOUT: Final = max(len(each.about) for each in FORMATS.values())
_LEAST_ABOUT: Final = 20
_PERIOD_ROW: Final = 40
_NO_PERIOD: Final = "no period in this format"


def format_row(form: Format, is_chosen: bool, width: int) -> Content:
    """One format: what it is for where there is room, else what its files end on."""
    mark = CHOSEN if is_chosen else OTHER
    room = width - 2 - _TITLE - 2
    title = f"{mark} {form.title:<{_TITLE}}"
    if room >= _ABOUT + _SUFFIX + 2:
        return Content.assemble(title, (f"  {form.suffix:<{_SUFFIX}}  {form.about}", "$quiet"))
    if room >= _LEAST_ABOUT:
        return Content.assemble(title, (f"  {shortened(form.about, room)}", "$quiet"))
    return Content.assemble(title, (f"  {form.suffix}", "$quiet"))


def period_row(covers: Covers, outlook: Outlook | None, is_chosen: bool, width: int) -> Content:
    """One period, and on the right the day it begins on."""
    width = min(width, _PERIOD_ROW)
    mark, label = CHOSEN if is_chosen else OTHER, COVERS[covers]
    begins = begins_words(covers, outlook) if outlook else ""
    gap = width - 2 - len(label) - len(begins)
    return Content.assemble(f"{mark} {label}", (" " * gap + begins if gap > 1 else "", "$quiet"))


def begins_words(covers: Covers, outlook: Outlook) -> str:
    """The first day of a period: "27 Apr 2026"; empty for a day of one's own."""
    if covers is Covers.START:
        return date_words(min(outlook.journey.settings.start, outlook.today))
    if covers is Covers.RECENT:
        return date_words(outlook.today - timedelta(weeks=RECENT_WEEKS))
    if covers is Covers.SINCE_LAST:
        from planner.reports.since import last_saved

        last = last_saved(outlook.journey, outlook.today)
        return date_words(last.date) if last else "none yet"
    return ""


def about_words(form: Format) -> Content:
    """What the chosen format is for."""
    return Content.styled(f"{form.title}: {form.about}", "$quiet")


def line_words(label: str, key: str, value: str, width: int) -> Content:
    """A choice on one line: what is chosen, its key, and what it is now."""
    room = width - len(label) - len(key) - 5
    shown = shortened(value, max(1, room))
    gap = " " * max(0, room - cell_len(shown))
    return Content.assemble((f"{label} ", "$quiet"), (key, "$accent"), f"  {shown}{gap} ▾")


def chosen_words(order: Order) -> tuple[str, str]:
    """Format and period as one says them."""
    form = order.form
    return f"{form.title} ({form.suffix})", COVERS[order.covers] if form.is_whole else _NO_PERIOD


def heading_words(text: str, key: str, more: str = "") -> Content:
    """What a choice is about, its key, and what else is to say about it."""
    return Content.assemble(
        (text, "$quiet bold" if text.isupper() else "$quiet"), " ", (key, "$accent"), (f"  {more}", "$quiet")
    )


def period_heading(order: Order, key: str) -> Content:
    """The heading over the periods; not every format has one."""
    return heading_words("PERIOD", key, "" if order.form.is_whole else _NO_PERIOD)


def day_note(order: Order, today: date) -> Content:
    """The day understood, or how to write one."""
    from planner.errors import BadValue

    try:
        since = order.scope(today).since
    except BadValue as error:
        style = "$late" if order.typed.strip() else "$quiet"
        return Content.styled(f"! {error.message}" if order.typed.strip() else error.message, style)
    return Content.styled(f"from {day_words(since, today)} on" if since else "", "$quiet")


def private_words(order: Order, private: "Sequence[LeftOut] | None", width: int) -> Content:
    """Whether private parts are in or out, and what kind of thing that is, and how many. None: not known yet."""
    from planner.reports.privacy import left_out_words

    what = left_out_words(private) if private else "" if private is None else "there are none in this period"
    is_in = order.is_private_included
    word = f"{CHOSEN} put in" if is_in else "left out"
    text = set_in(f"{word}: {what}" if what else word, width, further="  ")
    return Content.assemble((word, "bold $late" if is_in else "bold"), (text[len(word) :], "$late" if is_in else ""))


def title_words(made: "Made") -> Content:
    """What stands over the preview: the file's usual name, and that private parts are in it."""
    if not made.wish.scope.is_private_included:
        return Content(made.name)
    return Content.assemble(made.name, (f" · {CHOSEN} private parts are in it", "bold $late"))


def facts_words(made: "Made", shown: Shown, width: int) -> Content:
    """How the preview stands to the file, and how large that is, on one line."""
    size, in_all = size_words(len(made.data)), shown.lines_in_all or 0
    ways: list[tuple[str, str]]
    if shown.manner is Manner.WORDS:
        what = "The words of the file" if shown.is_whole else "The first words of the file"
        ways = [(what, f", without its design and charts ({size})"), (what, ", without its design"), (what, "")]
    elif shown.is_whole:
        what, lines = "Its source, exactly" if made.words else "Exactly the file", counted_lines(in_all)
        ways = [(what, f": {lines}, {size}"), (lines, f", {size}")]
    else:
        first = f"{len(shown.lines):,} of {in_all:,} lines"
        ways = [(f"The first {first}", f"; the file holds all, {size}"), (f"The first {first}", ""), (first, "")]
    told, more = next((way for way in ways if len(way[0] + way[1]) <= width), ways[-1])
    return Content.assemble((told, "bold"), (more, "$quiet"))


def counted_lines(number: int) -> str:
    """ "1 line", "61,234 lines"."""
    return f"{number:,} {'line' if number == 1 else 'lines'}"


def size_words(size: int) -> str:
    """ "812 bytes", "12.6 kB", "3.1 MB"; a kB is 1,000 bytes."""
    if size < 1_000:
        return f"{size} byte{'' if size == 1 else 's'}"
    return f"{size / 1_000:,.1f} kB" if size < 999_950 else f"{size / 1_000_000:,.1f} MB"
