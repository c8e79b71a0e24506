"""Every milestone as a row of a table for spreadsheets: RFC 4180, with the columns that `COLUMNS` names.

UTF-8 with a byte order mark, without which Excel takes letters like é for others; LibreOffice, pandas and Python's
`utf-8-sig` read past it. Lines end with CR LF as the RFC has it, dates are ISO, hours have a point and two digits, ids
in one cell are parted by spaces, texts stay on one line, several of them are parted by " | ".

Text that people typed never becomes a formula (OWASP, "CSV Injection"): where it begins like one, also behind a
semicolon, which many spreadsheets take for the end of a cell, an apostrophe stands before it. All text is quoted.
"""

import csv
import io
import re
from datetime import date
from typing import Final

from planner.core.text import one_line
from planner.reports.facts import MilestoneFacts
from planner.reports.report import Report

_MARK: Final = "\ufeff"
_FORMULA: Final = re.compile("(^|;)([\\s\"']*)(?=[=+\\-@\uff1d\uff0b\uff0d\uff20])")
COLUMNS: Final = (
    "id",
    "phase",
    "title",
    "status",
    "percent",
    "start",
    "finish",
    "due",
    "pin_kind",
    "pin_date",
    "started",
    "finished",
    "hours_planned",
    "hours_logged",
    "hours_left",
    "wait_days",
    "float_days",
    "is_critical",
    "is_own",
    "requires",
    "skills",
    "done_when",
    "evidence",
    "notes",
)

Cell = str | int | float | None


def render(report: Report) -> str:
    """The table with its heads."""
    out = io.StringIO()
    writer = csv.writer(out, quoting=csv.QUOTE_NONNUMERIC, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    writer.writerows(_row(each) for each in report.milestones)
    return _MARK + out.getvalue()


def _row(each: MilestoneFacts) -> list[Cell]:
    values: dict[str, Cell] = {
        "id": _inert(each.id),
        "phase": _inert(each.phase_title),
        "title": _inert(each.title),
        "status": each.status,
        "percent": each.percent,
        "start": _day(each.start),
        "finish": _day(each.finish),
        "due": _day(each.due),
        "pin_kind": each.pin_kind,
        "pin_date": _day(each.pin_date),
        "started": _day(each.started),
        "finished": _day(each.finished),
        "hours_planned": round(each.hours_planned, 2),
        "hours_logged": round(each.hours_logged, 2),
        "hours_left": round(each.hours_left, 2),
        "wait_days": each.wait_days,
        "float_days": each.float_days,
        "is_critical": "yes" if each.is_critical else "no",
        "is_own": "yes" if each.is_own else "no",
        "requires": _inert(" ".join(each.requires)),
        "skills": _inert(" ".join(each.skills)),
        "done_when": _inert(each.done_when),
        "evidence": _inert(" | ".join(one_line(kept.text) for kept in each.evidence)),
        "notes": _inert(" | ".join(one_line(note.text) for note in each.notes)),
    }
    return [values[name] for name in COLUMNS]


def _day(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _inert(text: str) -> str:
    """`text` on one line, and never a formula."""
    return _FORMULA.sub(lambda match: f"{match[1]}'{match[2]}", one_line(text))
