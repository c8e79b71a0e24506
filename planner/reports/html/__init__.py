"""The report as one web page that needs nothing else: no script, no network, no font; light, dark and on paper.

Content Security Policy lets nothing load or run, so that even a mistake in escaping could not do harm. What people
typed goes through `planner.reports.html.markup` alone, which makes text of it for the place where it stands.
"""

from importlib.resources import files

from planner.reports.html.body import body
from planner.reports.html.markup import Markup, element, joined, text
from planner.reports.page import laid_out
from planner.reports.page.model import Page
from planner.reports.report import Report

_POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'"


def render(report: Report) -> str:
    """The whole page, ending with a newline. It is well-formed XML too, so that any parser can read it."""
    page = laid_out(report)
    html = element("html", _head(page), body(page), lang="en")
    return f"<!doctype html>\n{html}\n"


def _head(page: Page) -> Markup:
    return joined(
        "\n",
        Markup("<head>"),
        element("meta", charset="utf-8"),
        element("meta", http_equiv="Content-Security-Policy", content=_POLICY),
        element("meta", name="viewport", content="width=device-width, initial-scale=1"),
        element("meta", name="color-scheme", content="light dark"),
        element("meta", name="referrer", content="no-referrer"),
        element("title", text(f"{page.heading.title}, {page.heading.period}")),
        element("link", rel="icon", href="data:,"),
        element("style", Markup(_style())),
        Markup("</head>"),
    )


def _style() -> str:
    """The style sheet; nothing of it comes from a report."""
    return "\n" + (files(__package__) / "page.css").read_text(encoding="utf-8")
