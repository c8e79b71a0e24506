"""The name of the file that a report goes to when nobody gives one."""

import re
from typing import TYPE_CHECKING, Final

from planner.core.text import fold

if TYPE_CHECKING:
    from planner.reports import Format
    from planner.reports.report import Report

_LONGEST: Final = 40
_WHOLE: Final = "progress-report"
_BETWEEN: Final = re.compile(r"[^a-z0-9]+")


def name_of(report: "Report", form: "Format") -> str:
    """ "progress-report-ada-2026-11-22.md": what, who and the last day, in letters that every system and mail takes.

    Accents go; a name without any Latin letter or digit is left out.
    """
    what = _WHOLE if form.is_whole else _plain(form.title)
    return "-".join(filter(None, (what, _plain(report.person.name), report.period.last.isoformat()))) + form.suffix


def _plain(text: str) -> str:
    return _BETWEEN.sub("-", fold(text)).strip("-")[:_LONGEST].strip("-")
