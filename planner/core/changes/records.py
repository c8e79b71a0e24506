"""Verbs that write in the log: hours, notes, evidence."""

from datetime import date

from planner.core.changes.base import Change, begun, checked_hours, locate_kept, paragraph, past_or_today
from planner.core.journey import Entry, Journey, ReportMark
from planner.core.plan import Plan
from planner.core.text import one_line, visible
from planner.core.wording import hours_words


def log_hours(
    journey: Journey,
    plan: Plan,
    today: date,
    milestone: str,
    hours: float,
    *,
    on: date | None = None,
    note: str = "",
) -> Change:
    """Record hours worked on a day, with a note if given; an open milestone begins with them."""
    item = locate_kept(journey, plan, milestone)
    day = past_or_today(on, today)
    text = paragraph(note, "The note") if note.strip() else ""
    journey = begun(journey, item, day).with_entry(day, Entry.HOURS, item.id, hours=checked_hours(hours), text=text)
    return Change(f"logged {hours_words(hours)}: {item.title}", journey)


def write_note(journey: Journey, plan: Plan, today: date, milestone: str, text: str) -> Change:
    """Keep a note. Notes stay out of reports unless asked for."""
    item = locate_kept(journey, plan, milestone)
    journey = journey.with_entry(today, Entry.NOTE, item.id, text=paragraph(text, "The note"))
    return Change(f"noted: {item.title}", journey)


def save_evidence(
    journey: Journey, plan: Plan, today: date, milestone: str, text: str, *, is_private: bool = False
) -> Change:
    """Keep evidence: a path, a link or a line of text that shows the result. Private evidence stays out of reports."""
    item = locate_kept(journey, plan, milestone)
    kept = paragraph(visible(text), "Evidence")
    journey = journey.with_entry(today, Entry.EVIDENCE, item.id, text=kept, private=is_private)
    return Change(f"{'private evidence' if is_private else 'evidence'} kept: {item.title}", journey)


def remember_report(
    journey: Journey, plan: Plan, today: date, format_name: str, place: str, mark: ReportMark | None = None
) -> Change:
    """Note that a report was saved and what it said, so that the next one can tell what has happened since."""
    journey = journey.with_entry(today, Entry.REPORT, format_name, text=visible(place), mark=mark)
    return Change(f"report saved: {one_line(place)}", journey)
