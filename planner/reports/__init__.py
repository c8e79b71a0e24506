"""The progress report: one frozen value built from an outlook, and the formats that write it.

A new format is one module with `render(report) -> str | bytes` and one line in `FORMATS`. Nothing here reads a file or
the clock. What makes and writes a report is loaded when it is asked for, so that other commands do not pay for it.
"""

from collections.abc import Callable, Mapping
from importlib import import_module
from typing import TYPE_CHECKING, Final, NamedTuple

from planner.core.text import visible
from planner.errors import BadValue
from planner.reports.report import Report, Scope

if TYPE_CHECKING:
    from planner.core.forecast_values import Forecast
    from planner.core.outlook import Outlook

__all__ = ["FORMATS", "Format", "Report", "Scope", "build", "default_name", "format_named"]


class Format(NamedTuple):
    """A way to write a report. `suffix` ends a file name, dot included; `about` says in a line what it is for.

    `kind` is "report", "calendar", "tasks" or "data". `is_whole`: it carries the whole report, forecast included, so
    that saving one is what "since last time" counts from. Only PDF is bytes.
    """

    name: str
    title: str
    suffix: str
    render: Callable[[Report], str | bytes]
    about: str
    kind: str
    is_whole: bool


def build(outlook: "Outlook", scope: Scope, forecast: "Forecast | None" = None) -> Report:
    """The report on `outlook` within `scope`. BadValue when it would begin in the future.

    `forecast` is that of this very outlook; without one the report tells of no forecast.
    """
    from planner.reports.assembly import assemble

    return assemble(outlook, scope, forecast)


def format_named(name: str) -> Format:
    """The format of that name; BadValue when there is none."""
    if name not in FORMATS:
        raise BadValue(f"There is no format “{visible(name)}”; the formats are {', '.join(FORMATS)}.")
    return FORMATS[name]


def default_name(report: Report, format_name: str) -> str:
    """The file name for a report when nobody gives one, with name and date: "progress-report-ada-2026-11-22.md"."""
    from planner.reports.naming import name_of

    return name_of(report, FORMATS[format_name])


def _format(
    name: str, title: str, suffix: str, module: str, kind: str, about: str, *, is_whole: bool = False
) -> Format:
    """A format whose module is loaded at its first use."""

    def render(report: Report) -> str | bytes:
        content: str | bytes = import_module(f"{__name__}.{module}").render(report)
        return content

    return Format(name, title, suffix, render, about, kind, is_whole)


FORMATS: Final[Mapping[str, Format]] = {
    each.name: each
    for each in (
        _format("md", "Markdown", ".md", "markdown", "report", "to send as a message or keep as text", is_whole=True),
        _format("html", "Web page", ".html", "html", "report", "one page with charts, to open or print", is_whole=True),
        _format("pdf", "PDF", ".pdf", "pdf", "report", "to attach and to print", is_whole=True),
        _format("json", "JSON", ".json", "json", "data", "every fact of the report, for programs", is_whole=True),
        _format("csv", "CSV table", ".csv", "csv", "data", "one row for each milestone, for spreadsheets"),
        _format("ics-todo", "Calendar tasks", ".ics", "ics_todo", "calendar", "milestones as tasks with due dates"),
        _format("ics-event", "Calendar events", ".ics", "ics_event", "calendar", "hours of work and fixed dates"),
        _format("taskwarrior", "Taskwarrior", ".json", "taskwarrior", "tasks", "for `task import`"),
        _format("todo.txt", "todo.txt", ".txt", "todo_txt", "tasks", "one line for each milestone"),
        _format("taskjuggler", "TaskJuggler", ".tjp", "taskjuggler", "tasks", "a project for `tj3`"),
        _format("resume", "JSON Resume", ".resume.json", "resume", "data", "finished work that has evidence"),
    )
}
