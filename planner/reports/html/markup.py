"""Text as HTML: the only place where what people typed becomes markup, and it never becomes more than text.

`Markup` is a type of its own, so that a type checker refuses text that did not come through here. Quotes are escaped
everywhere, so that one way of escaping is right for elements and attributes, in HTML and in SVG. Nothing goes into a
style sheet.
"""

import re
from html import escape
from typing import Final, NewType

from planner.core.text import one_line, visible
from planner.reports.links import marked

Markup = NewType("Markup", str)

_VOID: Final = frozenset({"meta", "link", "br", "rect", "line", "path", "circle", "polyline", "polygon"})
_LAST_TWO: Final = [plane * 0x10000 + place for plane in range(17) for place in (0xFFFE, 0xFFFF)]
# Non-characters (Unicode 15, chapter 23.7) may be in no document; the checks at the doors let them pass.
_NO_CHARACTER: Final = re.compile("[\ufdd0-\ufdef" + "".join(map(chr, _LAST_TWO)) + "]")


def text(value: str) -> Markup:
    """`value` on one line, to stand in an element or an attribute."""
    return Markup(escape(_clean(one_line(value))))


def lines(value: str) -> Markup:
    """`value` with its line breaks, to stand in an element that keeps them."""
    return Markup(escape(_clean(visible(value).strip("\n"))))


def typed(value: str) -> Markup:
    """`value` apart from the text around it: letters that run from right to left reorder nothing but themselves."""
    return element("bdi", text(value)) if value else Markup("")


def linked(value: str) -> Markup:
    """As `typed`, with the links in it that are safe (`planner.reports.links`) to be followed. Nothing else ever is."""
    line = _clean(one_line(value))
    pieces = (_link(piece) if is_link else Markup(escape(piece)) for piece, is_link in marked(line))
    return element("bdi", *pieces) if line else Markup("")


def element(name: str, /, *inside: Markup, **attributes: str | float | None) -> Markup:
    """An element. An attribute that is None is left out; `class_` is class and `aria_label` is aria-label."""
    parts = [name]
    for key, value in attributes.items():
        if value is not None:
            shown = value if isinstance(value, str) else f"{value:g}"
            parts.append(f'{key.rstrip("_").replace("_", "-")}="{text(shown)}"')
    opening = " ".join(parts)
    if name in _VOID:
        return Markup(f"<{opening}/>")
    return Markup(f"<{opening}>{''.join(inside)}</{name}>")


def joined(between: str, *parts: Markup) -> Markup:
    """The parts that are not empty, with white space or another text of ours between them."""
    return Markup(escape(between).join(part for part in parts if part))


def _clean(line: str) -> str:
    return _NO_CHARACTER.sub("\N{REPLACEMENT CHARACTER}", line)


def _link(address: str) -> Markup:
    return element("a", Markup(escape(address)), href=address, rel="noopener noreferrer")
