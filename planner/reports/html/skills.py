"""Skills as a grid: each with its way from start over now to target drawn on a scale from 0 to 4."""

from typing import Final

from planner.core.plan import HIGHEST_LEVEL
from planner.reports.html.frame import percent
from planner.reports.html.markup import Markup, element, text, typed
from planner.reports.page.model import SkillRow, SkillsChart

_MIDDLE: Final = 12
_HEIGHT: Final = 24


def skills(chart: SkillsChart) -> Markup:
    """The section; the levels of each skill stand beside its drawing in words."""
    scale = f"Levels: {', '.join(chart.scale)}."
    return element(
        "section",
        element(
            "div",
            element("h2", text(chart.title), id="skills-heading"),
            element("p", text(chart.sentence), class_="lead"),
            element("p", text(scale), class_="small"),
            element(
                "ul",
                element("li", _sample("start"), text("at the start")),
                element("li", _sample("now"), text("now")),
                element("li", _sample("goal"), text("target")),
                class_="legend",
                role="list",
            ),
        ),
        element("ul", *(_skill(row) for row in chart.rows), class_="skills", role="list"),
        class_="part",
        aria_labelledby="skills-heading",
    )


def _skill(row: SkillRow) -> Markup:
    said = f"{row.name}: {row.start} at the start, {row.now} now, target {row.target}"
    mark = "✓" if row.is_reached else "○"
    return element(
        "li",
        element("h3", typed(row.name)),
        element(
            "p",
            element("span", text(row.levels), class_="levels"),
            text(" "),
            element("span", text(f"{mark} {row.state}"), class_="good" if row.is_reached else "quiet"),
            class_="figures",
        ),
        _scale(row, said),
        *(element("p", typed(note), class_="small") for note in row.notes),
    )


def _scale(row: SkillRow, said: str) -> Markup:
    marks = [
        element("line", x1=_place(0), x2=_place(HIGHEST_LEVEL), y1=_MIDDLE, y2=_MIDDLE, class_="base"),
        *(
            element("circle", cx=_place(level), cy=_MIDDLE, r="1.5", class_="stop")
            for level in range(HIGHEST_LEVEL + 1)
        ),
    ]
    if row.target > row.now:
        marks.append(
            element("line", x1=_place(row.now), x2=_place(row.target), y1=_MIDDLE, y2=_MIDDLE, class_="line to-go")
        )
    if row.now != row.start:
        marks.append(
            element("line", x1=_place(row.start), x2=_place(row.now), y1=_MIDDLE, y2=_MIDDLE, class_="line way")
        )
    marks.append(_goal(_place(row.target)))
    if row.start != row.now:
        marks.append(element("circle", cx=_place(row.start), cy=_MIDDLE, r="4.5", class_="dot start"))
    marks.append(element("circle", cx=_place(row.now), cy=_MIDDLE, r="5.5", class_="dot now"))
    return element("svg", *marks, class_="scale", role="img", aria_label=said, width="100%", height=_HEIGHT)


def _place(level: int) -> str:
    """The place of a level, with room for its mark at both ends."""
    return percent(0.04 + 0.92 * level / HIGHEST_LEVEL)


def _goal(x: str) -> Markup:
    """A diamond around the target, wide enough to be seen around the mark of now."""
    shape = element("path", d="M0 -9 L9 0 L0 9 L-9 0Z", class_="goal")
    return element("svg", shape, x=x, y=_MIDDLE, width="1", height="1", class_="free")


def _sample(look: str) -> Markup:
    shape = (
        _goal("11")
        if look == "goal"
        else element("circle", cx="11", cy=_MIDDLE, r="4.5" if look == "start" else "5.5", class_=f"dot {look}")
    )
    return element("svg", shape, class_="swatch", width="22", height=_HEIGHT, aria_hidden="true")
