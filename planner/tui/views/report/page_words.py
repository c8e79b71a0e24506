"""The words of a web page of ours, line by line, as somebody reads them who opens it. Pictures are named, not drawn."""

from collections.abc import Callable
from html.parser import HTMLParser
from typing import Final

from rich.cells import cell_len

_WITHOUT_WORDS: Final = frozenset({"head", "style", "script"})
_BLOCKS: Final = frozenset(
    {
        "address", "article", "dd", "details", "div", "dl", "figcaption", "figure", "footer", "h1", "h2", "h3", "h4",
        "header", "li", "main", "ol", "p", "section", "summary", "ul",
    }
)  # fmt: skip
_HEADINGS: Final = frozenset({"h1", "h2", "h3", "h4"})
_APART: Final = frozenset({"h1", "h2", "footer"})  # a line stays empty before them
_CELLS: Final = frozenset({"td", "th"})
_PIECE: Final = 20_000  # characters read between two looks at who waits


class _Reader(HTMLParser):
    """Collects lines; stops to collect, but not to count on, once there are `most` of them."""

    def __init__(self, most: int) -> None:
        super().__init__(convert_charrefs=True)
        self.lines: list[str] = []
        self.headings: set[int] = set()
        self._most = most
        self._text: list[str] = []
        self._silent = ""  # the element whose text is no word of the page
        self._picture: list[str] | None = None
        self._is_title = False
        self._table: list[list[str]] | None = None
        self._after_inline = False

    @property
    def is_full(self) -> bool:
        return len(self.lines) > self._most

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:  # noqa: ARG002  its shape
        if self._silent:
            return
        if tag in _WITHOUT_WORDS:
            self._silent = tag
        elif tag == "svg":
            self._picture = []
        elif self._picture is not None:
            self._is_title = tag == "title"
        elif tag == "table":
            self._end_line()
            self._table = []
        elif tag == "tr" and self._table is not None:
            self._table.append([])
        elif tag in _BLOCKS and self._table is None:
            if tag != "dd":
                self._end_line()
            if tag in _APART and self.lines and self.lines[-1]:
                self.lines.append("")
            if tag == "li":
                self._text.append("• ")
        elif self._after_inline:
            self._text.append(" ")
        self._after_inline = False

    def handle_endtag(self, tag: str) -> None:
        if self._silent:
            self._silent = "" if tag == self._silent else self._silent
        elif tag == "svg":
            self._end_picture()
        elif self._picture is not None:
            self._is_title = False
        elif tag in _CELLS and self._table:
            self._table[-1].append(self._taken())
        elif tag == "table":
            self._end_table()
        elif tag == "dt":
            self._text.append(": ")
        elif tag in _HEADINGS and self._table is None:
            self._end_line(is_heading=True)
        elif tag in _BLOCKS and self._table is None:
            self._end_line()
        self._after_inline = tag not in _BLOCKS

    def handle_data(self, data: str) -> None:
        if self._silent:
            return
        if self._picture is None:
            self._text.append(data)
        elif self._is_title:
            self._picture.append(data)
        self._after_inline = False

    def close(self) -> None:
        super().close()
        self._end_line()

    def _taken(self) -> str:
        text = " ".join("".join(self._text).split())
        self._text.clear()
        return text

    def _end_line(self, *, is_heading: bool = False) -> None:
        text = self._taken()
        if text and text != "•":
            if is_heading:
                self.headings.add(len(self.lines))
            self.lines.append(text)

    def _end_picture(self) -> None:
        """A picture with a title is part of what is read; one without only repeats the words beside it."""
        title = " ".join("".join(self._picture or ()).split())
        self._picture, self._is_title = None, False
        if title:
            self._end_line()
            self.lines.append(f"[chart: {title}]")

    def _end_table(self) -> None:
        """The cells below each other."""
        rows, self._table = [row for row in self._table or () if row], None
        widths = [
            max(cell_len(row[place]) if place < len(row) else 0 for row in rows)
            for place in range(max(map(len, rows), default=0))
        ]
        for row in rows:
            padded = (text + " " * (width - cell_len(text)) for text, width in zip(row, widths, strict=False))
            self.lines.append("   ".join(padded).rstrip())


def page_words(
    page: str, most: int, rest: Callable[[], object] = lambda: None
) -> tuple[list[str], frozenset[int], bool]:
    """The first `most` lines of what `page` says, the numbers of those that are headings, and whether these are all.

    `rest` is called now and then; what it raises ends the reading.
    """
    reader = _Reader(most)
    for start in range(0, len(page), _PIECE):
        reader.feed(page[start : start + _PIECE])
        rest()
        if reader.is_full:
            return reader.lines[:most], frozenset(reader.headings), False
    reader.close()
    return reader.lines[:most], frozenset(reader.headings), not reader.is_full
