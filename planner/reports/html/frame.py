"""What all drawings share: a frame as wide as the page lets it be, axes, labels, and the numbers as a table.

Places across are in per cent and heights in pixels, so that a drawing fills any width while its type keeps its size.
Only curves are stretched, in a frame of their own.
"""

from collections.abc import Sequence
from typing import Final

from planner.reports.html.markup import Markup, element, text, typed
from planner.reports.page.model import Curve, Table, Tick

UNIT: Final = 1000  # of the frame that curves are stretched in


def percent(share: float) -> str:
    """A place across."""
    return f"{round(share * 100, 2):g}%"


def drawing(name: str, title: str, sentence: str, height: float, *inside: Markup) -> Markup:
    """An image of its own for those who listen: title and sentence say what it shows."""
    return element(
        "svg",
        element("title", text(title), id=f"{name}-title"),
        element("desc", text(sentence), id=f"{name}-desc"),
        *inside,
        class_="drawing",
        role="img",
        aria_labelledby=f"{name}-title",
        aria_describedby=f"{name}-desc",
        width="100%",
        height=height,
    )


def stretched(top: float, height: float, *inside: Markup) -> Markup:
    """A frame from 0 to `UNIT` both ways, over the whole width."""
    return element(
        "svg",
        *inside,
        x="0",
        y=top,
        width="100%",
        height=height,
        viewBox=f"0 0 {UNIT} {UNIT}",
        preserveAspectRatio="none",
    )


def path(curve: Curve, closing: Curve = ()) -> str:
    """The curve as the data of a path; closed over `closing`, run backwards, when there is any."""
    points = [*curve, *reversed(closing)]
    steps = " L".join(f"{x * UNIT:g} {(1 - y) * UNIT:g}" for x, y in points)
    return f"M{steps}{'Z' if closing else ''}"


def label(x: float, y: float, words: str, look: str = "", *, ends: bool = False) -> Markup:
    """Words at a place; they begin there, or end there with `ends`. No words, no label."""
    if not words:
        return Markup("")
    return element(
        "text",
        text(words),
        x=percent(x),
        y=round(y, 1),
        class_=f"label {look}".strip(),
        text_anchor="end" if ends else None,
    )


def upright(x: float, top: float, bottom: float, look: str) -> Markup:
    """A vertical line."""
    return element("line", x1=percent(x), x2=percent(x), y1=top, y2=bottom, class_=look)


def months(ticks: Sequence[Tick], top: float, bottom: float) -> Markup:
    """The time axis: a fine line and a name below for each month that is named."""
    found = []
    for tick in ticks:
        rank = "major" if tick.is_major else "minor"
        found.append(upright(tick.place, top, bottom + 5, f"grid {rank}"))
        if tick.place < 0.97:  # a name that would run out of the frame
            found.append(label(tick.place, bottom + 16, tick.label, f"axis {rank}"))
    found.append(element("line", x1="0", x2="100%", y1=bottom, y2=bottom, class_="base"))
    return Markup("".join(found))


def levels(ticks: Sequence[Tick], top: float, height: float) -> Markup:
    """The axis of hours: fine lines, their names to the left of the frame, where the page leaves room for them."""
    found = []
    for tick in ticks:
        y = round(top + (1 - tick.place) * height, 1)
        found.append(element("line", x1="0", x2="100%", y1=y, y2=y, class_="grid"))
        found.append(label(0, y + 4, tick.label, "axis hours", ends=True))
    return Markup("".join(found))


def legend(*parts: tuple[str, str]) -> Markup:
    """What the marks mean: pairs of a look and its word."""
    return element(
        "ul", *(element("li", _swatch(look), text(word)) for look, word in parts), class_="legend", role="list"
    )


def numbers(table: Table, name: str) -> Markup:
    """The numbers of a drawing, for those who want or need them; folded away, and never printed."""
    heads = (
        element("th", text(head), scope="col", class_="number" if place in table.numeric else None)
        for place, head in enumerate(table.heads)
    )
    rows = (element("tr", *_cells(row, table.numeric)) for row in table.rows)
    inside = element("table", element("thead", element("tr", *heads)), element("tbody", *rows))
    return element(
        "details",
        element("summary", text("The numbers as a table")),
        element("div", inside, class_="scroll", tabindex="0", role="region", aria_label=f"{name}: the numbers"),
    )


def _cells(row: Sequence[str], numeric: Sequence[int]) -> list[Markup]:
    first, *others = row
    return [
        element("th", typed(first), scope="row"),
        *(
            element("td", text(cell), class_="number" if place in numeric else None)
            for place, cell in enumerate(others, 1)
        ),
    ]


def _swatch(look: str) -> Markup:
    shape = (
        element("line", x1="0", x2="22", y1="6", y2="6", class_=look)
        if look.startswith("line")
        else element("rect", x="0.5", y="0.5", width="21", height="11", class_=look)
    )
    return element("svg", shape, class_="swatch", width="22", height="12", aria_hidden="true")
