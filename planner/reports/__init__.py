"""The progress report: one frozen value built from an outlook, and the formats that write it as text.

A new format is one module with `render(report) -> str` and one line in `FORMATS`. Nothing here reads a file or the
clock. What makes and writes a report is loaded when it is asked for, so that other commands do not pay for it.
"""

from collections.abc import Callable, Mapping
from importlib import import_module
from typing import TYPE_CHECKING, Final, NamedTuple

from planner.reports.report import Report, Scope

if TYPE_CHECKING:
    from planner.core.outlook import Outlook

__all__ = ["FORMATS", "Format", "Report", "Scope", "build"]


class Format(NamedTuple):
    """A way to write a report. `suffix` ends a file name, dot included."""

    name: str
    title: str
    suffix: str
    render: Callable[[Report], str]


def build(outlook: "Outlook", scope: Scope) -> Report:
    """The report on `outlook` within `scope`. BadValue when it would begin in the future."""
    from planner.reports.assembly import assemble

    return assemble(outlook, scope)


def _format(name: str, title: str, suffix: str, module: str) -> Format:
    """A format whose module is loaded at its first use."""

    def render(report: Report) -> str:
        text: str = import_module(f"{__name__}.{module}").render(report)
        return text

    return Format(name, title, suffix, render)


FORMATS: Final[Mapping[str, Format]] = {
    each.name: each
    for each in (
        _format("md", "Markdown", ".md", "markdown"),
        _format("json", "JSON", ".json", "json"),
    )
}
