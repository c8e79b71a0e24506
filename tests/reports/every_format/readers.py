"""How a program that takes a format sees it: the words that it would show, and the skeleton that carries them.

The skeleton is all that has a meaning to the reader: tags and attributes, keys, rows and columns, components and
properties, words that a task tool acts on. Whatever is typed may change the words; if it changes the skeleton, it has
become more than text.
"""

import csv
import io
import json
import re
from collections.abc import Callable, Iterator
from html.parser import HTMLParser
from typing import Any, Final, NamedTuple

import icalendar
from markdown_it import MarkdownIt
from pypdf import PdfReader
from pypdf.generic import StreamObject, TextStringObject

MARKDOWN: Final = MarkdownIt("commonmark", {"html": True}).enable("table").enable("strikethrough")
_VOID: Final = frozenset({"meta", "link", "br", "hr", "img", "input", "base", "embed", "source"})
_TODO: Final = re.compile(r"(x \d{4}-\d\d-\d\d \d{4}-\d\d-\d\d|\d{4}-\d\d-\d\d) ")
_KEY: Final = re.compile(r"([A-Za-z][\w.-]*):(?!//)\S+", re.ASCII)
_ACTING: Final = {"/JS", "/JavaScript", "/Launch", "/AA", "/OpenAction", "/EmbeddedFiles", "/AcroForm", "/XFA"}
_STRING: Final = re.compile(r'"(?:\\"|[^"])*"')


class Seen(NamedTuple):
    """The words, on one line, and the skeleton. `links` are the addresses that a click would open."""

    words: str
    skeleton: object
    links: tuple[str, ...] = ()


class _Page(HTMLParser):
    """Reads a page as a browser would: script and style are no text."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.words: list[str] = []
        self.skeleton: list[object] = []
        self.links: list[str] = []
        self.styles: list[str] = []
        self.open: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = dict(attrs)
        assert len(found) == len(attrs), f"an attribute twice in <{tag}>"
        if tag == "a":
            self.links.append(found.get("href") or "")
            assert set(found) <= {"href", "rel"}
        else:
            # Words and numbers of ours may differ with the texts; what an attribute does must not.
            kept = {key: value for key, value in attrs if key in ("class", "id", "role", "style", "href", "src")}
            self.skeleton.append((tag, sorted(found), sorted(kept.items())))
        self.words += [value or "" for key, value in attrs if key in ("aria-label", "content", "title", "alt")]
        if tag not in _VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in _VOID:
            self.open.pop()

    def handle_endtag(self, tag: str) -> None:
        if tag in _VOID:
            return
        assert self.open, f"</{tag}> closes nothing"
        assert self.open.pop() == tag
        if tag != "a":
            self.skeleton.append(f"/{tag}")

    def handle_data(self, data: str) -> None:
        (self.styles if self.open and self.open[-1] == "style" else self.words).append(data)

    def handle_comment(self, data: str) -> None:
        self.skeleton.append(("comment", data))

    def handle_pi(self, data: str) -> None:
        self.skeleton.append(("instruction", data))

    def unknown_decl(self, data: str) -> None:
        self.skeleton.append(("declaration", data))


def _html(content: str) -> Seen:
    page = _Page()
    page.feed(content)
    page.close()
    assert page.open == []
    return Seen(_joined(page.words), (page.skeleton, page.styles), tuple(page.links))


def _markdown(content: str) -> Seen:
    """As CommonMark with tables and raw HTML let through, which is the worst that a reader may do."""
    return _html(MARKDOWN.render(content))


def _json(content: str) -> Seen:
    found = json.loads(content)
    return Seen(_joined(_texts(found)), _shape(found))


def _resume(content: str) -> Seen:
    """As JSON; what is a link or one more line is told of by `links` and not by the skeleton."""
    found = json.loads(content)
    links = [each["url"] for kind in ("projects", "certificates") for each in found[kind] if "url" in each]
    return Seen(_joined(_texts(found)), list(found), tuple(links))


def _csv(content: str) -> Seen:
    assert content.startswith("\ufeff")
    rows = list(csv.reader(io.StringIO(content[1:], newline=""), strict=True))
    skeleton = [[len(row), *(cell for cell in row if not _is_text(cell))] for row in rows]
    return Seen(_joined(cell.removeprefix("'") for row in rows for cell in row), skeleton)


def _calendar(content: str) -> Seen:
    assert content.endswith("\r\n")
    assert all(len(line.encode()) <= 75 for line in content.split("\r\n"))
    assert "\n" not in content.replace("\r\n", "")
    assert "\r" not in content.replace("\r\n", "")
    calendars = icalendar.Calendar.from_ical(content, multiple=True)
    return Seen(_joined(_properties(calendars)), [_component(each) for each in calendars])


def _component(found: Any) -> object:
    assert not found.errors
    names = [(name, len(getattr(value, "cats", "."))) for name, value in found.property_items(recursive=False)]
    return (found.name, names, [_component(each) for each in found.subcomponents])


def _properties(calendars: Any) -> Iterator[str]:
    for calendar in calendars:
        for _, value in calendar.property_items():
            found = getattr(value, "cats", [value])
            yield from (str(each) for each in found)


def _taskwarrior(content: str) -> Seen:
    tasks = json.loads(content)
    for task in tasks:
        lines = [task["description"], task["project"], *(each["description"] for each in task["annotations"])]
        assert all(line and "\n" not in line for line in lines)
    skeleton = [(_shape(task), task["project"], task["tags"], task["status"]) for task in tasks]
    return Seen(_joined(_texts(tasks)), skeleton)


def _todo(content: str) -> Seen:
    """As todo.txt tools do: one task a line; done, dates, projects, contexts, keys and values."""
    assert content.endswith("\n")
    assert "\r" not in content
    lines = content.removesuffix("\n").split("\n")
    skeleton = []
    for line in lines:
        assert line == " ".join(line.split())
        head = _TODO.match(line)
        assert head, line
        words = line[head.end() :].split(" ")
        acting = [each for each in words if (each[0] in "+@" and len(each) > 1) or _KEY.fullmatch(each)]
        skeleton.append((head[0], acting))
    return Seen(_joined(lines).replace("“", "").replace("”", ""), skeleton)


def _taskjuggler(content: str) -> Seen:
    """Strings are words, the rest is the skeleton; there is neither a macro nor a variable anywhere."""
    assert "${" not in content
    assert "$(" not in content
    strings = [each[1:-1].replace('\\"', '"') for each in _STRING.findall(content)]
    skeleton = _STRING.sub("TEXT", content)
    assert not set(skeleton) & set("\"#$'\\<>[]"), "something stands outside of a string"
    assert skeleton.isascii()
    return Seen(_joined(strings), skeleton)


def _pdf(content: bytes) -> Seen:
    """What the pages show, and every other text in the file: title, outline, descriptions of drawings, metadata."""
    reader = PdfReader(io.BytesIO(content), strict=True)
    # A letter that no font at hand has is drawn as a box, which pypdf reads as NUL.
    words = [page.extract_text().replace("\0", "\ufffd") for page in reader.pages]
    acting, links = set[str](), []
    for each in _objects(reader):
        acting |= set(each) & _ACTING
        words += [str(value) for value in each.values() if isinstance(value, TextStringObject)]
        if isinstance(each, StreamObject) and each.get("/Type") == "/Metadata":
            words.append(each.get_data().decode())
        if "/URI" in each:
            links.append(str(each["/URI"]))
    return Seen(_joined(words), sorted(acting), tuple(links))


def _objects(reader: PdfReader) -> Iterator[Any]:
    """Every dictionary and stream of the file, with those that stand within others."""
    waiting = [reader.get_object(number) for number in range(1, int(str(reader.trailer["/Size"])))]
    while waiting:
        each = waiting.pop()
        if isinstance(each, dict):
            yield each
        if isinstance(each, dict | list):
            inside = each.values() if isinstance(each, dict) else each
            waiting += [one for one in inside if isinstance(one, dict | list)]


def _is_text(cell: str) -> bool:
    """False for a cell that holds a number, a date, a word of ours or nothing."""
    return not re.fullmatch(r"(-?\d+(\.\d+)?|\d{4}-\d\d-\d\d|yes|no|)", cell)


def _shape(value: object) -> object:
    if isinstance(value, dict):
        return {key: _shape(each) for key, each in value.items()}
    if isinstance(value, list):
        return [_shape(each) for each in value]
    return type(value).__name__


def _texts(value: object) -> Iterator[str]:
    if isinstance(value, dict):
        for each in value.values():
            yield from _texts(each)
    elif isinstance(value, list):
        for each in value:
            yield from _texts(each)
    elif isinstance(value, str):
        yield value


def _joined(words: Any) -> str:
    return " ".join(" ".join(words).split())


_READERS: Final[dict[str, Callable[[Any], Seen]]] = {
    "md": _markdown,
    "html": _html,
    "pdf": _pdf,
    "json": _json,
    "csv": _csv,
    "ics-todo": _calendar,
    "ics-event": _calendar,
    "taskwarrior": _taskwarrior,
    "todo.txt": _todo,
    "taskjuggler": _taskjuggler,
    "resume": _resume,
}


def seen(name: str, content: str | bytes) -> Seen:
    """What a program makes of an export in the format of that name."""
    return _READERS[name](content)
