"""A plan file from a document; the other way round than `tomllib`, and for tests only."""

from typing import Any


def toml(document: dict[str, Any]) -> str:
    """A document as TOML, every table inline; what a plan file would look like that says exactly this."""
    return "".join(f"{_string(key)} = {_value(value)}\n" for key, value in document.items())


def _value(value: Any) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str):
        return _string(value)
    if isinstance(value, list):
        return "[" + ", ".join(map(_value, value)) + "]"
    if isinstance(value, dict):
        return "{" + ", ".join(f"{_string(key)} = {_value(each)}" for key, each in value.items()) + "}"
    if isinstance(value, float):
        return {"inf": "inf", "-inf": "-inf", "nan": "nan"}.get(str(value), repr(value))
    return str(value)


def _string(text: str) -> str:
    """A basic string with everything escaped that TOML wants escaped, and everything that is a control."""
    return (
        '"'
        + "".join(
            each if each.isascii() and each.isprintable() and each not in '"\\' else _escaped(each) for each in text
        )
        + '"'
    )


def _escaped(character: str) -> str:
    code = ord(character)
    return f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"
