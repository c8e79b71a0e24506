"""Web links in what people typed: found whole, and only such as are safe to hand on as an address.

A link is safe when it is http or https, names a host in plain ASCII and no user or password (RFC 3986, chapters 3.2.1
and 7.5 and 7.6), and holds only characters that an address may have. Anything else is text and stays text.
"""

import re
from typing import Final
from urllib.parse import urlsplit

_TOKEN: Final = re.compile(r"https?://[^\s<>\"“”«»]+", re.IGNORECASE)
_ALLOWED: Final = re.compile(r"(?:[A-Za-z0-9._~:/?#@!$&'()*+,;=\[\]-]|%[0-9A-Fa-f]{2})+")
_HOST: Final = re.compile(r"(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?)(?:\.[a-z0-9](?:[a-z0-9-]*[a-z0-9])?)*\.?")
_PATH_BRACKETS: Final = re.compile(r"[\[\]]")
_AFTER: Final = ".,;:!?'"
_JOINTS: Final = " \t,;:–—-("


def links(text: str) -> list[str]:
    """The safe links in `text`, in their order."""
    return [link for match in _TOKEN.finditer(text) if _is_safe(link := _trimmed(match.group()))]


def without_last_link(text: str) -> str:
    """`text` without a safe link that it ends with, and without what joined that to it."""
    matches = list(_TOKEN.finditer(text))
    if not matches or not _is_safe(link := _trimmed(matches[-1].group())):
        return text
    last = matches[-1]
    rest = text[last.start() + len(link) :]
    return text if rest.strip(_AFTER + ") ") else text[: last.start()].rstrip(_JOINTS)


def _trimmed(token: str) -> str:
    """A link without the punctuation of the sentence around it; a bracket stays when the link opened it."""
    while token and (token[-1] in _AFTER or (token[-1] == ")" and token.count(")") > token.count("("))):
        token = token[:-1]
    return token


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
