"""A kept picture as an SVG, as a terminal would show it in one of the looks."""

import re
from io import StringIO

from rich.console import Console
from rich.style import Style
from rich.text import Text

from tests.tui.pictures.kept import LOOKS, Picture


def drawing(picture: Picture, look: str, title: str) -> str:
    """The SVG; `look` is one of `LOOKS`."""
    width = max((sum(Text(run).cell_len for run, _ in line) for line in picture.lines), default=0)
    console = Console(width=width, file=StringIO(), record=True, force_terminal=True, color_system="truecolor")
    for line in picture.lines:
        pieces = [(run, Style.parse(styles[LOOKS.index(look)])) for run, styles in line]
        console.print(Text.assemble(*pieces, no_wrap=True, overflow="ignore"), soft_wrap=True)
    svg = console.export_svg(title=title)
    return re.sub("<svg ", '<svg xml:space="preserve" ', svg, count=1)
