"""Containers that draw nothing but their ground: one blank line, made once, as often as they are high.

Textual makes every line of every container anew, also where something lies on it: five containers inside each other are
five screens of work for one picture. What is inside them is drawn as ever.
"""

from textual.containers import Horizontal, Vertical
from textual.geometry import Region
from textual.strip import Strip
from textual.style import Style
from textual.widget import Widget
from textual.widgets import ContentSwitcher


def ground_lines(widget: Widget, crop: Region) -> list[Strip]:
    """What `render_lines` may return of a widget without border and text."""
    background = widget.background_colors[1]
    line = Strip.blank(crop.width, Style(background=background).rich_style)
    for each in widget.get_line_filters():
        line = line.apply_filter(each, background)
    return [line] * crop.height


class Row(Horizontal):
    """What stands side by side."""

    def render_lines(self, crop: Region) -> list[Strip]:
        return ground_lines(self, crop)


class Column(Vertical):
    """What stands one below the other."""

    def render_lines(self, crop: Region) -> list[Strip]:
        return ground_lines(self, crop)


class Switcher(ContentSwitcher):
    """One of several."""

    def render_lines(self, crop: Region) -> list[Strip]:
        return ground_lines(self, crop)
