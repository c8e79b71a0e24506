"""The report laid out as one page of words and drawings, for formats that are looked at: a web page, a PDF.

Here is every word that both show and every number of their charts, so that they say the same; type, colour and
paper are theirs. Texts are as people typed them, never escaped.
"""

from planner.reports.page.model import Page
from planner.reports.page.sections import sections
from planner.reports.page.summary import figures, heading, left_out, notices
from planner.reports.report import Report

__all__ = ["Page", "laid_out"]


def laid_out(report: Report) -> Page:
    """The report as a page; the same report gives the same page."""
    from planner.reports.page.burn_up import burn_up
    from planner.reports.page.phases import phases
    from planner.reports.page.skills import skills
    from planner.reports.page.weeks import weeks

    return Page(
        heading=heading(report),
        figures=figures(report),
        notices=notices(report),
        burn_up=burn_up(report),
        phases=phases(report),
        weeks=weeks(report),
        skills=skills(report),
        sections=sections(report),
        left_out=left_out(report),
    )
