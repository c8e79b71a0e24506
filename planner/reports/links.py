"""Links in what people typed: found whole, and only such as are safe to hand on as an address.

A link of the web is safe when it is http or https, names a host in plain ASCII and no user or password (RFC 3986,
chapters 3.2.1 and 7.5 and 7.6), and holds only characters that an address may have. One of mail is safe when it is one
plain address (RFC 6068, without the fields that could fill in a letter). Anything else is text and stays text.
"""

import re
from collections.abc import Iterator
from typing import Final
from urllib.parse import urlsplit

_TOKEN: Final = re.compile(r"https?://[^\s<>\"“”«»]+", re.IGNORECASE)
_ALLOWED: Final = re.compile(r"(?:[A-Za-z0-9._~:/?#@!$&'()*+,;=\[\]-]|%[0-9A-Fa-f]{2})+")
_HOST: Final = re.compile(r"(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?)(?:\.[a-z0-9](?:[a-z0-9-]*[a-z0-9])?)*\.?")
_MAIL: Final = re.compile(r"\bmailto:[^\s<>\"“”«»]+", re.IGNORECASE)
_MAILBOX: Final = re.compile(r"mailto:[A-Za-z0-9._+-]+@([A-Za-z0-9.-]+)", re.IGNORECASE)
_PATH_BRACKETS: Final = re.compile(r"[\[\]]")
_AFTER: Final = ".,;:!?'"
_JOINTS: Final = " \t,;:–—-("


def links(text: str) -> list[str]:
    """The safe links of the web in `text`, in their order."""
    return [link for _, link in _found(text) if _is_safe(link)]


def marked(text: str) -> Iterator[tuple[str, bool]]:
    """`text` in pieces, each with whether it is a safe link, of the web or of mail."""
    end = 0
    mails = ((match.start(), _trimmed(match.group())) for match in _MAIL.finditer(text))
    for start, link in sorted([*_found(text), *mails]):
        if start >= end and (_is_safe(link) or _is_mailbox(link)):
            yield text[end:start], False
            yield link, True
            end = start + len(link)
    yield text[end:], False


def unsafe(text: str) -> list[int]:
    """Where in `text` something begins that looks like a link of the web and is not a safe one."""
    return [start for start, link in _found(text) if not _is_safe(link)]


def without_last_link(text: str) -> str:
    """`text` without a safe link that it ends with, and without what joined that to it."""
    matches = list(_TOKEN.finditer(text))
    if not matches or not _is_safe(link := _trimmed(matches[-1].group())):
        return text
    last = matches[-1]
    rest = text[last.start() + len(link) :]
    return text if rest.strip(_AFTER + ") ") else text[: last.start()].rstrip(_JOINTS)


def _found(text: str) -> list[tuple[int, str]]:
    """Whatever looks like a link of the web, with where it begins."""
    return [(match.start(), _trimmed(match.group())) for match in _TOKEN.finditer(text)]


def _trimmed(token: str) -> str:
    """A link without the punctuation of the sentence around it; a bracket stays when the link opened it."""
    while token and (token[-1] in _AFTER or (token[-1] == ")" and token.count(")") > token.count("("))):
        token = token[:-1]
    return token


def _is_mailbox(link: str) -> bool:
    match = _MAILBOX.fullmatch(link)
    return match is not None and bool(_HOST.fullmatch(match[1].lower()))


def _is_safe(link: str) -> bool:
    if not _ALLOWED.fullmatch(link) or link.count("#") > 1:
        return False
    try:
        parts = urlsplit(link)
        _ = parts.port  # ValueError for one that is no number or too large
    except ValueError:
        return False
    after = parts.path + parts.query + parts.fragment
    is_plain = "@" not in parts.netloc and not _PATH_BRACKETS.search(after)
    return is_plain and bool(_HOST.fullmatch(parts.hostname or ""))
