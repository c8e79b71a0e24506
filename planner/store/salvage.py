"""Documents out of a text that is not what a data file should be: broken off, bytes changed, keys given twice.

Valid JSON is read as everybody reads it; anything else line by line, since this program writes one document a line, so
that one bad line costs no other. Whatever is not taken over is in `aside`. Whether the documents are sound is the
subject of `repairs`; nothing here touches the disk.
"""

import json
import re
from typing import Any, Final, NamedTuple

from planner.core.text import one_line
from planner.core.wording import shortened
from planner.store import layout
from planner.store.layout import Lines, Tables
from planner.store.shapes import CHANGES, JOURNEY, META

ONE_ONLY: Final = (META, JOURNEY)
"""Tables of one document."""

AMBIGUOUS: Final = "a key in it is given twice; the later one counts"

_LONGEST_REASON: Final = 240
_KEY: Final = r'("(?:[^"\\]|\\.)*"): '
_HEADER: Final = re.compile(_KEY + r"\{(\},?)?")
_DOCUMENT: Final = re.compile(_KEY + r"(.*?),?")


class Aside(NamedTuple):
    """What is not in the file any more: where it was, why it went, and its text as it stood."""

    table: str
    document: str
    reason: str
    text: str


class Salvaged(NamedTuple):
    """The documents that could be read of a text, and what could not."""

    tables: Tables
    aside: list[Aside]


class _Pairs(list[tuple[str, Any]]):
    """A JSON object with every pair as it stands, keys given twice included."""


def salvaged(data: bytes) -> Salvaged:
    """What can be read of the bytes of a file that `layout.parse` refuses."""
    found = Salvaged({}, [])
    try:
        _by_pairs(json.loads(data.decode("utf-8"), object_pairs_hook=_Pairs, parse_constant=lambda _: None), found)
    except (ValueError, RecursionError):
        found = Salvaged({}, [])
        _by_lines(data, found)
    return found


def is_ambiguous(text: str) -> bool:
    """True when a key is given twice in one place of a JSON text, which whoever reads by lines does not see."""
    try:
        return _has_twins(json.loads(text, object_pairs_hook=_Pairs))
    except (ValueError, RecursionError):
        return False


def short(reason: str) -> str:
    """A reason on one line that fits a screen, whatever a stranger's file put into it."""
    return shortened(one_line(reason).rstrip("."), _LONGEST_REASON)


def is_number(key: str) -> bool:
    """True for the ids that documents have."""
    return key.isascii() and key.isdigit() and key[0] != "0" and len(key) <= 18


def next_free(lines: Lines) -> str:
    """The id after all others."""
    return str(max((int(key) for key in lines if is_number(key)), default=0) + 1)


def text_of(key: str, line: bytes) -> str:
    """The document of a line as text."""
    return layout.body(key, line).decode("utf-8", "replace")


def _by_pairs(whole: Any, found: Salvaged) -> None:
    for table, documents in whole if isinstance(whole, _Pairs) else ():
        if isinstance(documents, _Pairs):
            found.tables.setdefault(table, {})
            for key, document in documents:
                if _has_twins(document):
                    found.aside.append(Aside(table, key, AMBIGUOUS, _verbatim(document)))
                _add(found, table, key, json.dumps(_plain(document), ensure_ascii=False))
        else:
            found.aside.append(Aside(table, "", "it is no table", _verbatim(documents)))


def _has_twins(value: Any) -> bool:
    if isinstance(value, _Pairs):
        return len({key for key, _ in value}) < len(value) or any(_has_twins(each) for _, each in value)
    return isinstance(value, list) and any(map(_has_twins, value))


def _plain(value: Any) -> Any:
    if isinstance(value, _Pairs):
        return {key: _plain(each) for key, each in value}
    return [_plain(each) for each in value] if isinstance(value, list) else value


def _verbatim(value: Any) -> str:
    """The JSON of a value, with keys given twice."""
    if isinstance(value, _Pairs):
        return f"{{{', '.join(f'{json.dumps(key)}: {_verbatim(each)}' for key, each in value)}}}"
    if isinstance(value, list):
        return f"[{', '.join(map(_verbatim, value))}]"
    return json.dumps(value, ensure_ascii=False)


def _by_lines(data: bytes, found: Salvaged) -> None:
    table: str | None = None
    for row in data.split(b"\n"):
        line = row.decode("utf-8", "surrogateescape").removesuffix("\r")
        if line.strip() in ("", "{", "}", "},"):
            table = None if line.startswith("}") else table
            continue
        header, document = _HEADER.fullmatch(line), _DOCUMENT.fullmatch(line)
        name = _object_or_text(header.group(1)) if header is not None else None
        key = _object_or_text(document.group(1)) if document is not None else None
        if header is not None and isinstance(name, str):
            found.tables.setdefault(name, {})
            table = None if header.group(2) else name
        elif (
            document is not None
            and table is not None
            and isinstance(key, str)
            and isinstance(_object_or_text(document.group(2)), dict)
        ):
            _add(found, table, key, document.group(2))
        else:
            found.aside.append(Aside(table or "", "", "it is no whole document", row.decode("utf-8", "replace")))


def _object_or_text(text: str) -> Any:
    """What a piece of a line says; None when it is not whole and valid."""
    try:
        text.encode("utf-8")
        return json.loads(text, parse_constant=lambda _: None)
    except (ValueError, RecursionError):
        return None


def _add(found: Salvaged, table: str, key: str, text: str) -> None:
    """A document into its table. An earlier one of the same id gets another where the order of ids says little."""
    lines = found.tables[table]
    try:
        line = layout.json_key(key) + b": " + text.encode("utf-8")
    except UnicodeEncodeError:
        found.aside.append(Aside(table, key, "it holds half a character", text))
        return
    if key in lines:
        earlier = text_of(key, lines[key])
        if table in (*ONE_ONLY, CHANGES):
            found.aside.append(Aside(table, key, "its id is given twice; the later one counts", earlier))
        elif earlier != text:
            fresh = next_free(lines)
            lines[fresh] = layout.json_key(fresh) + b": " + earlier.encode("utf-8")
    lines[key] = line
