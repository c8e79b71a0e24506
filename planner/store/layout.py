"""The bytes of a data file: plain TinyDB JSON, one document a line, and back into lines.

A file is held as `Tables`: for each table, for each document id, the exact bytes of its line (`"12": {...}`). Only
documents that are touched are decoded or encoded again, so a change costs what it changes and not what is stored, and
what this program does not know survives byte by byte. Nothing here touches the disk.
"""

import json
from collections.abc import Iterator, Mapping
from typing import Any, Final

import msgspec

Lines = dict[str, bytes]
Tables = dict[str, Lines]

LARGEST_FILE: Final = 64 * 1024 * 1024
"""Bytes. A journey of ten years fills a tenth of it; beyond it something else is wrong."""

_SPLIT: Final = msgspec.json.Decoder(dict[str, dict[str, msgspec.Raw]])
_ONE: Final = msgspec.json.Decoder(dict[str, Any])
# The standard library's encoder, because it refuses what is not JSON (NaN, dates) instead of storing something else.
_ENCODER: Final = json.JSONEncoder(ensure_ascii=False, allow_nan=False)


class DamagedError(ValueError):
    """The bytes are not what this program writes; the message is the reason, ready to follow "because"."""


def parse(data: bytes) -> Tables:
    """The lines of a file; `DamagedError` unless it is one JSON object of tables of documents, each key given once."""
    if not data.strip():
        raise DamagedError("it is empty")
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
    # Reading by lines cannot see a key that is given twice: the later one would quietly replace the earlier. In a file
    # that this program wrote every byte and line is accounted for; one that differs in either gets the slow check.
    if _measures(tables) != (len(data), data.count(b"\n")):
        _check_by_hand(data)
    return tables


def _measures(tables: Tables) -> tuple[int, int]:
    """Bytes and newlines of `assemble(tables)`, without putting it together."""
    size, newlines = len(b"{\n\n}\n") + 2 * max(0, len(tables) - 1), 3 + max(0, len(tables) - 1)
    for name, lines in tables.items():
        size += len(json_key(name))
        if lines:
            size += len(b": {\n\n}") + sum(map(len, lines.values())) + 2 * (len(lines) - 1)
            newlines += len(lines) + 1
        else:
            size += len(b": {}")
    return size, newlines


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
    decode = _ONE.decode
    for key, line in lines.items():
        try:
            yield key, decode(line[len(key) + 4 :] if key.isalnum() and key.isascii() else body(key, line))
        except msgspec.ValidationError as error:
            raise DamagedError(f"document {key} is not an object with keys, or holds a number too large") from error
        except (ValueError, RecursionError) as error:
            raise DamagedError(f"document {key} is not valid JSON ({error})") from error


def is_same(key: str, line: bytes, other: bytes) -> bool:
    """True when two lines say the same, however they are spaced."""
    return line == other or encoded(key, decoded(key, line)) == encoded(key, decoded(key, other))
