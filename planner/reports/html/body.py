"""The body of the page: head, key figures, drawings, sections, what was left out."""

from planner.reports.html.charts import burn_up, phases, weeks
from planner.reports.html.frame import percent, upright
from planner.reports.html.markup import Markup, element, joined, lines, linked, text, typed
from planner.reports.html.skills import skills
from planner.reports.page.model import Entry, Figure, Group, Heading, Page, Point, Section


def body(page: Page) -> Markup:
    """Landmarks in order: banner, main, footer."""
    return joined(
        "\n",
        Markup("<body>"),
        _header(page.heading),
        Markup("<main>"),
        element(
            "section",
            element("h2", text("At a glance"), class_="unseen", id="glance"),
            element("div", *(_figure(each) for each in page.figures), class_="figures-row"),
            class_="glance",
            aria_labelledby="glance",
        ),
        _notices(page.notices),
        burn_up(page.burn_up),
        phases(page.phases),
        weeks(page.weeks),
        skills(page.skills),
        *(_section(each) for each in page.sections),
        Markup("</main>"),
        element("footer", element("p", text(page.left_out))) if page.left_out else Markup(""),
        Markup("</body>"),
    )


def _header(found: Heading) -> Markup:
    route = element(
        "p",
        joined(
            " ",
            element("span", text("From"), class_="quiet"),
            typed(found.starts_from),
            element("span", text("to"), class_="quiet"),
            typed(found.leads_to),
        ),
        class_="route",
    )
    facts = (element("div", element("dt", text(name)), element("dd", typed(said))) for name, said in found.facts)
    return element(
        "header",
        element(
            "p",
            element("span", text("Progress report"), class_="kicker"),
            element("span", text(", ".join(filter(None, (found.period, found.covers)))), class_="period"),
            class_="above",
        ),
        element("h1", typed(found.name) if found.name else text(f"The way to {found.leads_to}")),
        route,
        element("div", *(element("p", typed(each)) for each in found.summary), class_="summary"),
        element("dl", *facts, class_="facts"),
    )


def _figure(found: Figure) -> Markup:
    return element(
        "div",
        element("h3", text(found.label)),
        element("p", text(found.value), class_="value"),
        _bar(found.share, found.mark),
        *(element("p", text(line), class_="small") for line in found.about if line),
        class_="figure",
    )


def _bar(share: float | None, mark: float | None = None) -> Markup:
    """How much of something is behind; what it shows is said beside it."""
    if share is None:
        return Markup("")
    parts = [
        element("rect", x="0", y="4", width="100%", height="6", rx="3", class_="track"),
        element("rect", x="0", y="4", width=percent(share), height="6", rx="3", class_="area solid"),
    ]
    if mark is not None:
        parts.append(upright(min(0.995, max(0.005, mark)), 0, 14, "due"))
    return element("svg", *parts, class_="bar", width="100%", height="14", aria_hidden="true")


def _notices(found: tuple[Entry, ...]) -> Markup:
    if not found:
        return Markup("")
    return element(
        "section",
        element("h2", text("A date that cannot be met" if len(found) == 1 else "Dates that cannot be met"), id="dates"),
        element("ul", *(_entry(each) for each in found), class_="entries", role="list"),
        class_="part notice",
        aria_labelledby="dates",
    )


def _section(found: Section) -> Markup:
    return element(
        "section",
        element(
            "div",
            element("h2", typed(found.title), id=f"{found.id}-heading"),
            element("p", typed(found.lead), class_="lead") if found.lead and found.groups else Markup(""),
        ),
        element(
            "div",
            element("p", typed(found.lead), class_="empty") if not found.groups else Markup(""),
            *(_group(each, is_numbered=found.is_numbered) for each in found.groups),
        ),
        class_=f"part {found.id}",
        aria_labelledby=f"{found.id}-heading",
    )


def _group(found: Group, *, is_numbered: bool) -> Markup:
    title = element("h3", typed(found.title), class_="month") if found.title else Markup("")
    entries = (_entry(each) for each in found.entries)
    if is_numbered:
        return joined("", title, element("ol", *entries, class_="entries numbered"))
    return joined("", title, element("ul", *entries, class_="entries", role="list"))


def _entry(found: Entry) -> Markup:
    state = (
        element("span", text(f"{found.symbol} {found.word}".strip()), class_=f"state {found.tone}")
        if found.symbol or found.word
        else Markup("")
    )
    return element(
        "li",
        element(
            "div",
            element("p", typed(found.title), class_="title"),
            element("p", typed(found.when), class_="when") if found.when else Markup(""),
            class_="line",
        ),
        _details(state, found.details),
        _bar(found.share),
        _points(found.label, found.points),
        element("p", lines(found.quote), class_="quote", dir="auto") if found.quote else Markup(""),
        class_=f"is-{found.tone}",
    )


def _details(state: Markup, details: tuple[str, ...]) -> Markup:
    parts = [part for part in (state, *(typed(each) for each in details)) if part]
    return element("p", joined(" · ", *parts), class_="details") if parts else Markup("")


def _points(label: str, points: tuple[Point, ...]) -> Markup:
    """One point goes on the line of its label, several stand below it."""
    if len(points) == 1 and not points[0].symbol:
        before = element("span", text(f"{label}:"), class_="over") if label else Markup("")
        return element("p", joined(" ", before, linked(points[0].text)), class_="points")
    over = element("p", text(label), class_="over") if label else Markup("")
    return joined(
        "", over, element("ul", *(_point(each) for each in points), class_="points") if points else Markup("")
    )


def _point(found: Point) -> Markup:
    if not found.symbol:
        return element("li", linked(found.text))
    look = "state good" if found.word == "met" else "state quiet"
    return element(
        "li",
        element("span", text(f"{found.symbol} {found.word}"), class_=look),
        text(" "),
        linked(found.text),
        class_="checked",
    )
