"""Reads a PDF back with poppler's `pdftotext`: the words of each page, and where they stand."""

import subprocess
from collections.abc import Iterator
from xml.etree import ElementTree

from msgspec import Struct


class Word(Struct, frozen=True):
    """A word and its box in points, from the upper left corner of the page."""

    text: str
    left: float
    top: float
    right: float
    bottom: float


class Sheet(Struct, frozen=True):
    """One page: its size in points and its words in reading order."""

    width: float
    height: float
    words: tuple[Word, ...]

    @property
    def text(self) -> str:
        return " ".join(word.text for word in self.words)

    def outside(self, across: float, above: float, below: float) -> list[str]:
        """Words that reach into the margins, given in points: text that was cut at the edge of a page does."""
        return [
            word.text
            for word in self.words
            if word.left < across
            or word.right > self.width - across
            or word.top < above
            or word.bottom > self.height - below
        ]

    def is_last(self, said: str) -> bool:
        """True when the words said stand on this page with nothing below them."""
        found = said.split()
        texts = [word.text for word in self.words]
        for place in range(len(texts) - len(found) + 1):
            if texts[place : place + len(found)] == found:
                bottom = self.words[place + len(found) - 1].bottom
                return all(word.top < bottom for word in self.words)
        return False


def sheets(pdf: bytes) -> tuple[Sheet, ...]:
    """The pages of a PDF."""
    found = subprocess.run(["pdftotext", "-bbox", "-", "-"], input=pdf, capture_output=True, check=True).stdout
    inside = found[found.index(b"<doc>") : found.index(b"</doc>")]  # what is above it is not always good XML
    return tuple(_sheets(ElementTree.fromstring(inside + b"</doc>")))


def _sheets(tree: ElementTree.Element) -> Iterator[Sheet]:
    for page in tree.iter("page"):
        words = (
            Word(each.text or "", *(float(each.get(key, "")) for key in ("xMin", "yMin", "xMax", "yMax")))
            for each in page.iter("word")
        )
        yield Sheet(float(page.get("width", "")), float(page.get("height", "")), tuple(words))
