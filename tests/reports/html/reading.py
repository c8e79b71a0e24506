"""Reads the web page back: as a tree, as the text of its parts, and as the colours of its style sheet."""

import re
from collections.abc import Iterator
from functools import cache
from typing import Final
from xml.etree import ElementTree

from planner import catalog
from planner.core.forecast import forecast
from planner.reports import FORMATS, Report, Scope, build
from tests.reports.samples import outlook

Tree = ElementTree.Element
RUNS: Final = 200  # of the forecast: a page looks the same with few


@cache
def sample(name: str) -> Report:
    """The report on one of the three journeys, with a forecast."""
    found = outlook(name, catalog.load("marketing", [catalog.plans_dir()]))
    return build(found, Scope(), forecast(found, runs=RUNS))


def written(report: Report) -> str:
    """The page as text."""
    found = FORMATS["html"].render(report)
    assert isinstance(found, str)
    return found


def parsed(html: str) -> Tree:
    """The page as a tree. It has to be well-formed XML: every element closed, every `<` and `&` escaped."""
    assert html.startswith("<!doctype html>\n")
    return ElementTree.fromstring(html.removeprefix("<!doctype html>\n"))


def words(node: Tree) -> str:
    """The text in a node, white space folded."""
    return " ".join("".join(node.itertext()).split())


def having(tree: Tree, look: str) -> Iterator[Tree]:
    """The elements that have a class."""
    return (node for node in tree.iter() if look in node.get("class", "").split())


def the(tree: Tree, look: str) -> Tree:
    """The only element that has a class."""
    (found,) = having(tree, look)
    return found


def rows(part: Tree) -> list[list[str]]:
    """The rows of the table in a part, without its heads."""
    return [[words(cell) for cell in row] for row in part.iterfind(".//tbody/tr")]


def palette(css: str, scheme: str) -> dict[str, str]:
    """The colours of a scheme by name: of the light one, or of the dark one over it."""
    light, dark = (dict(re.findall(r"--([\w-]+): (#[0-9a-f]{3,6});", block)) for block in css.split(":root {")[1:3])
    return light if scheme == "light" else light | dark


def contrast(one: str, other: str) -> float:
    """The contrast of two colours (WCAG 2.2, relative luminance): 1 to 21."""
    high, low = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def _luminance(colour: str) -> float:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
