"""The bytes of a data file: plain TinyDB JSON, one document a line, and back into lines.

A file is held as `Tables`: for each table, for each document id, the exact bytes of its line (`"12": {...}`). Only
documents that are touched are decoded or encoded again, so a change costs what it changes and not what is stored, and
what this program does not know survives byte by byte. Nothing here touches the disk.
"""

import json
from collections.abc import Iterator, Mapping
from typing import Any, Final

import msgspec

from planner.core.bounds import LARGEST_DATA_FILE, MOST_COLONS

Lines = dict[str, bytes]
Tables = dict[str, Lines]

LARGEST_FILE: Final = LARGEST_DATA_FILE
_COUNTED_FROM: Final = 8 * 1024 * 1024  # smaller ones cannot do much harm, and counting takes time

_SPLIT: Final = msgspec.json.Decoder(dict[str, dict[str, msgspec.Raw]])
_ONE: Final = msgspec.json.Decoder(dict[str, Any])
# The standard library's encoder, because it refuses what is not JSON (NaN, dates) instead of storing something else.
_ENCODER: Final = json.JSONEncoder(ensure_ascii=False, allow_nan=False)


class DamagedError(ValueError):
    """The bytes are not what this program writes; the message is the reason, ready to follow "because"."""


def is_too_much(data: bytes) -> bool:
    """True when a file of these bytes would not be read again."""
    return len(data) > LARGEST_FILE or (len(data) > _COUNTED_FROM and data.count(b":") > MOST_COLONS)


def parse(data: bytes) -> Tables:
    """The lines of a file; `DamagedError` unless it is one JSON object of tables of documents, each key given once."""
    if not data or data.isspace():
        raise DamagedError("it is empty")
    if is_too_much(data):
        raise DamagedError("it holds more than any journey")
    try:
        if not data.isascii():
            data.decode("utf-8")
        tables = {name: _lines(documents) for name, documents in _SPLIT.decode(data).items()}
    except UnicodeDecodeError as error:
        raise DamagedError(f"it is not UTF-8 text (byte {error.start})") from error
    except msgspec.ValidationError as error:
        raise DamagedError("it is not a set of tables with documents") from error
    except (msgspec.DecodeError, RecursionError) as error:
        raise DamagedError(f"it is not whole and valid JSON ({error})") from error
    # Reading by lines cannot see a key that is given twice: the later one would quietly replace the earlier. There is
    # none in a file that begins as this program's do and in which every byte is accounted for.
    if not data.startswith(b'{\n"') or _size(tables) != len(data):
        _check_by_hand(data)
    return tables


def _size(tables: Tables) -> int:
    """Bytes of `assemble(tables)`, without putting it together."""
    size = len(b"{\n\n}\n") + 2 * max(0, len(tables) - 1)
    for name, lines in tables.items():
        size += len(json_key(name))
        size += len(b": {\n\n}") + sum(map(len, lines.values())) + 2 * (len(lines) - 1) if lines else len(b": {}")
    return size


def _lines(documents: Mapping[str, msgspec.Raw]) -> Lines:
    names = "".join(documents)
    if names.isalnum() and names.isascii():  # as ever, unless somebody else named documents
        return {key: b"".join((b'"', key.encode(), b'": ', raw)) for key, raw in documents.items()}
    return {key: json_key(key) + b": " + raw for key, raw in documents.items()}


def _check_by_hand(data: bytes) -> None:
    try:
        json.loads(data, object_pairs_hook=_unrepeated, parse_constant=_no_constant)
    except DamagedError:
        raise
    except (ValueError, RecursionError) as error:
        raise DamagedError(f"it is not whole and valid JSON ({error})") from error


def _unrepeated(pairs: list[tuple[str, Any]]) -> None:
    keys = {key for key, _ in pairs}
    if len(keys) < len(pairs):
        twice = next(key for at, (key, _) in enumerate(pairs) if any(key == other for other, _ in pairs[:at]))
        raise DamagedError(f"the key “{twice}” is given twice in one place")


def _no_constant(word: str) -> None:
    raise DamagedError(f"it holds {word}, which is not a JSON number")


def assemble(tables: Mapping[str, Mapping[str, bytes]]) -> bytes:
    """The bytes of a whole file, ending in a newline."""
    parts = [b"{\n"]
    for name, lines in tables.items():
        if len(parts) > 1:
            parts.append(b",\n")
        parts.append(json_key(name))
        parts.extend((b": {\n", b",\n".join(lines.values()), b"\n}") if lines else (b": {}",))
    parts.append(b"\n}\n")
    return b"".join(parts)


def json_key(key: str) -> bytes:
    """A key as JSON, with its quotation marks."""
    if key.isalnum() and key.isascii():
        return b'"' + key.encode() + b'"'
    return _ENCODER.encode(key).encode("utf-8")


def encoded(key: str, document: Any) -> bytes:
    """A document's line; ValueError or TypeError when it holds what JSON cannot (NaN, dates, half a character)."""
    return json_key(key) + b": " + _ENCODER.encode(document).encode("utf-8")


def body(key: str, line: bytes) -> bytes:
    """The document in a line, still as JSON."""
    if key.isalnum() and key.isascii():
        return line[len(key) + 4 :]
    return line[len(json_key(key)) + 2 :]


def decoded(key: str, line: bytes) -> dict[str, Any]:
    """The document in a line, decoded anew on each call so that nobody shares it; `DamagedError` unless an object."""
    return next(each_decoded({key: line}))[1]


def each_decoded(lines: Mapping[str, bytes]) -> Iterator[tuple[str, dict[str, Any]]]:
    """Every document of a table with its key, decoded anew one by one; `DamagedError` when one is no object."""
    decode, names = _ONE.decode, "".join(lines)
    are_usual = names.isalnum() and names.isascii()
    for key, line in lines.items():
        try:
            yield key, decode(line[len(key) + 4 :] if are_usual else body(key, line))
        except msgspec.ValidationError as error:
            raise DamagedError(f"document {key} is not an object with keys, or holds a number too large") from error
        except (ValueError, RecursionError) as error:
            raise DamagedError(f"document {key} is not valid JSON ({error})") from error


def is_plain(line: bytes) -> bool:
    """True when a line has no controls in any text, not even written as escapes, and no letters beyond ASCII."""
    return line.isascii() and b"\\" not in line and b"\x7f" not in line


def is_same(key: str, line: bytes, other: bytes) -> bool:
    """True when two lines say the same, however they are spaced."""
    return line == other or encoded(key, decoded(key, line)) == encoded(key, decoded(key, other))
