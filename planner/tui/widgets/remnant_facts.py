"""The words about one milestone that the plan no longer has: pure functions to Content."""

from datetime import date

from textual.content import Content

from planner.core.journey import Entry, LogEntry
from planner.core.left_behind import HEADING, Remnant, words
from planner.core.symbols import SYMBOLS
from planner.core.wording import day_words, hours_words


def whole(remnant: Remnant, today: date) -> Content:
    """Title, state, and all that the person recorded."""
    first, *others = words(remnant, today)
    parts = [
        Content.styled(remnant.title, "bold"),
        Content.styled(f"{HEADING}{' · private' * remnant.record.private}", "$quiet"),
        Content(" · ".join([f"{SYMBOLS[remnant.status]} {first}", *others])),
    ]
    if remnant.record.why:
        parts.append(Content(remnant.record.why))
    logged = tuple(entry for entry in remnant.entries if entry.kind is Entry.HOURS)
    sections = (("EVIDENCE", remnant.evidence), ("NOTES", remnant.notes), ("STEPS", remnant.steps), ("LOG", logged))
    parts += [_section(heading, entries, today) for heading, entries in sections if entries]
    parts.append(Content.styled("\nIt counts in nothing; all that you did stays here.", "$quiet"))
    return Content("\n").join(parts)


def _section(heading: str, entries: tuple[LogEntry, ...], today: date) -> Content:
    lines = "\n".join(_line(entry, today) for entry in entries)
    return Content.assemble((f"\n{heading}\n", "$quiet bold"), lines)


def _line(entry: LogEntry, today: date) -> str:
    hours = f"{hours_words(entry.hours)}  " if entry.kind is Entry.HOURS else ""
    text = entry.text.replace("\n", "\n    ")
    return f"  {day_words(entry.date, today)}  {hours}{text}".rstrip()
