"""Documents of a data file that cannot be read: which, why, and what the file is without what is wrong in them.

As little as possible is given up: a wrong value goes and its document stays, a wrong document goes and its table
stays. Whatever goes is in `aside`, so that it can be kept elsewhere. What a document should look like is known to
`codec`, whose word is taken for everything; text that is no JSON is the subject of `salvage`. No disk is touched here.
"""

import re
from collections.abc import Mapping
from typing import Any, Final, NamedTuple

from msgspec.structs import replace

from planner.core.health import Finding, Level
from planner.core.journey import State
from planner.core.text import quoted, visible
from planner.core.wording import counted, shortened
from planner.store import layout
from planner.store import shapes as s
from planner.store.codec import Decoder, shaped
from planner.store.layout import DamagedError, Tables
from planner.store.salvage import AMBIGUOUS, ONE_ONLY, Aside, is_ambiguous, is_number, next_free, short, text_of

Document = dict[str, Any]

RESTORE: Final = "Put a backup in its place: `planner restore --list` shows them."
_PLACE: Final = re.compile(r", key “(.*?)(?:\[.*)?”: ", re.DOTALL)
_MISSING: Final = "missing required field"
_KNOWN: Final = (s.META, s.JOURNEY, s.MILESTONES, s.SKILLS, s.SPELLS, s.PACES, s.LOG)
_NAME: Final = {s.MILESTONES: "id", s.SKILLS: "skill"}
_WEIGHT: Final = {State.OPEN: 0, State.STARTED: 1, State.WAIVED: 2, State.SKIPPED: 2, State.DONE: 3}
# The least that a file needs beside the document that is looked at.
_FRAME: Final[dict[str, dict[str, bytes]]] = {
    s.META: {"1": b'"1": {"schema": 1, "journey": "", "plan": "", "plan_version": ""}'},
    s.JOURNEY: {"1": b'"1": {"name": "", "route": "", "start": "2000-01-01", "week": [1, 1, 1, 1, 1, 1, 0]}'},
}


class Mended(NamedTuple):
    """The lines of a file without what was wrong, and what that was.

    `is_readable` tells whether a journey can be read from the lines as they were, `opens` whether from those here; if
    not, something is missing that nothing here can make up for, and nothing should be written.
    """

    tables: Tables
    findings: list[Finding]
    aside: list[Aside]
    is_readable: bool
    opens: bool


class _Mending:
    """One file being mended."""

    def __init__(self, tables: Mapping[str, Mapping[str, bytes]]) -> None:
        self.tables: Tables = {name: dict(lines) for name, lines in tables.items()}
        self.findings: list[Finding] = []
        self.aside: list[Aside] = []
        self._decoder = Decoder()

    def tell(
        self, table: str, key: str, reason: str, would: str, level: Level = Level.DAMAGED, *, can_fix: bool = True
    ) -> None:
        reason = short(reason)
        self.findings.append(Finding(level, _where(table, key), f"{reason}.", would, can_fix))

    def put_aside(self, table: str, key: str, reason: str) -> None:
        """Take a whole document out."""
        self.aside.append(Aside(table, key, short(reason), text_of(key, self.tables[table].pop(key))))

    def keep_copy(self, table: str, key: str, reason: str) -> None:
        self.aside.append(Aside(table, key, short(reason), text_of(key, self.tables[table][key])))

    def wrong(self, table: str, key: str, line: bytes) -> str | None:
        return wrong(self._decoder, table, key, line)


def wrong(decoder: Decoder, table: str, key: str, line: bytes) -> str | None:
    """What is wrong with a document, as `codec` says it; None when it is sound. `decoder` is for documents only."""
    try:
        if table == s.CHANGES:
            change = shaped(table, key, line, s.ChangeShape)
            if any(each[0] == s.CHANGES for each in change.replaced):
                return "a change cannot replace the history"
            if not is_number(key):
                return "its id should be a whole number from 1"
        else:
            decoder.decode({**_FRAME, table: {key: line}})
    except (ValueError, RecursionError) as error:
        return str(error)
    return None


def dead_end(tables: Mapping[str, Mapping[str, bytes]]) -> tuple[int, str, str] | None:
    """The newest change that cannot be undone or redone because of what it would bring back, its title, and why."""
    decoder = Decoder()
    lines = tables.get(s.CHANGES, {})
    for key in sorted((key for key in lines if is_number(key)), key=int, reverse=True):
        try:
            change = shaped(s.CHANGES, key, lines[key], s.ChangeShape)
        except ValueError:
            continue
        for table, at, before, after in change.replaced:
            document = before if change.undone is None else after
            if document is None:
                continue
            reason = wrong(decoder, table, str(at), layout.encoded(str(at), document))
            if reason is not None:
                return int(key), change.title, _said(reason, table, str(at))
    return None


def mended(tables: Mapping[str, Mapping[str, bytes]]) -> Mended:
    """A file of today's format without what is wrong in it."""
    mending, broken = _Mending(tables), _why_not(tables)
    for table in mending.tables:
        _mend_twins(mending, table)
    _mend_history(mending)
    if broken is None:
        return Mended(mending.tables, mending.findings, mending.aside, is_readable=True, opens=True)
    for table in _KNOWN:
        _number_documents(mending, table)
        for key in list(mending.tables.get(table, {})):
            _mend_document(mending, table, key)
    for table in ONE_ONLY:
        _keep_one(mending, table)
    for table, name in _NAME.items():
        _merge_same(mending, table, name)
    reason = _why_not(mending.tables)
    if reason is None:
        return Mended(mending.tables, mending.findings, mending.aside, is_readable=False, opens=True)
    if all(finding.can_fix for finding in mending.findings):
        mending.findings.append(Finding(Level.DAMAGED, "file", f"{short(reason)}.", RESTORE))
    hopeless = [replace(finding, would=RESTORE, can_fix=False) for finding in mending.findings]
    return Mended(mending.tables, hopeless, mending.aside, is_readable=False, opens=False)


def _why_not(tables: Mapping[str, Mapping[str, bytes]]) -> str | None:
    """Why no journey can be read from these lines; None when one can."""
    try:
        Decoder().decode(tables)
    except (ValueError, RecursionError) as error:
        return str(error)
    return None


def _where(table: str, key: str) -> str:
    return f"table {quoted(table)}, document {quoted(key) if not key.isalnum() else shortened(key, 40)}"


# One document


def _mend_document(mending: _Mending, table: str, key: str) -> None:
    """Take wrong values out of a document until it is sound, or else the document out of its table."""
    line = mending.tables[table][key]
    reason = mending.wrong(table, key, line)
    if reason is None:
        return
    told = _said(reason, table, key)
    try:
        found = _without_wrong_values(mending, table, key, reason)
    except (ValueError, RecursionError):  # what can be read and yet not be written, such as half a character
        found = None
    if found is not None:
        gone, document = found
        mending.keep_copy(table, key, told)
        mending.tables[table][key] = layout.encoded(key, document)
        mending.tell(table, key, told, f"set {', '.join(gone)} aside and keep the rest of the document")
    elif table in ONE_ONLY and len(mending.tables[table]) == 1:
        mending.tell(table, key, told, RESTORE, can_fix=False)
    else:
        mending.put_aside(table, key, told)
        mending.tell(table, key, told, "set the document aside in a file of its own")


def _said(reason: str, table: str, key: str) -> str:
    """The reason without the table and document, which stand beside it."""
    start = f"in table “{table}”, document {key}"
    return reason.removeprefix(start).lstrip(",: ")


def _without_wrong_values(mending: _Mending, table: str, key: str, reason: str) -> tuple[list[str], Document] | None:
    """The document without the values that nobody can read, and their keys; None when it cannot do without them."""
    if table == s.SPELLS and (turned := _turned_round(mending, key)) is not None:
        return turned
    try:
        document = layout.decoded(key, mending.tables[table][key])
    except DamagedError:
        return None
    gone: list[str] = []
    while (place := _PLACE.search(reason)) is not None:
        path = place.group(1).split(".")
        for depth in range(len(path), 0, -1):
            smaller = _without(document, path[:depth])
            if smaller is None:
                continue
            after = mending.wrong(table, key, layout.encoded(key, smaller))
            if after is None or (_MISSING not in after and after != reason):
                break
        else:
            return None
        document = smaller
        gone.append(f"“{'.'.join(path[:depth])}”")
        if after is None:
            return gone, document
        reason = after
    return None


def _without(document: Document, path: list[str]) -> Document | None:
    """The document without the key at the end of `path`; None when it has none there."""
    inner = document.get(path[0])
    if len(path) == 1:
        return {key: value for key, value in document.items() if key != path[0]} if path[0] in document else None
    smaller = _without(inner, path[1:]) if isinstance(inner, dict) else None
    return None if smaller is None else {**document, path[0]: smaller}


def _turned_round(mending: _Mending, key: str) -> tuple[list[str], Document] | None:
    """A spell that ends before it begins, with its ends the other way round."""
    line = mending.tables[s.SPELLS][key]
    try:
        spell, document = shaped(s.SPELLS, key, line, s.SpellShape), layout.decoded(key, line)
    except ValueError:
        return None
    if spell.first <= spell.last:
        return None
    turned = document | {"first": document["last"], "last": document["first"]}
    return (
        (["the order of its days"], turned)
        if mending.wrong(s.SPELLS, key, layout.encoded(key, turned)) is None
        else None
    )


def _mend_twins(mending: _Mending, table: str) -> None:
    """Leave one of the values of a key that is given twice: the later, which is the one that everybody reads."""
    for key, line in mending.tables[table].items():
        if not is_ambiguous(text_of(key, line)):
            continue
        try:
            single = layout.encoded(key, layout.decoded(key, line))
        except (ValueError, RecursionError):  # worse is the matter with it, and told elsewhere
            continue
        mending.keep_copy(table, key, AMBIGUOUS)
        mending.tables[table][key] = single
        mending.tell(table, key, AMBIGUOUS, "keep the later one, and the whole in a file of its own", Level.PROBLEM)


# Whole tables


def _number_documents(mending: _Mending, table: str) -> None:
    """Give documents whose id is no number the next free one."""
    lines = mending.tables.get(table, {})
    for key in [each for each in lines if not is_number(each)]:
        body = layout.body(key, lines.pop(key))
        fresh = next_free(lines)
        lines[fresh] = layout.json_key(fresh) + b": " + body
        mending.tell(table, key, "its id should be a whole number from 1", f"give it the id {fresh}")


def _mend_history(mending: _Mending) -> None:
    """Set changes aside that nobody can read, and with them those that could only be undone or redone after them."""
    lines = mending.tables.get(s.CHANGES, {})
    wrong = {key: mending.wrong(s.CHANGES, key, line) for key, line in lines.items()}
    bad = {key: reason for key, reason in wrong.items() if reason is not None}
    if not bad:
        return
    sound = {int(key): key for key in lines if key not in bad}
    redo = [number for number, key in sound.items() if "undone" in layout.decoded(key, lines[key])]
    first_redo = min(redo, default=None)
    numbers = [int(key) for key in bad if is_number(key)]
    back = max((each for each in numbers if first_redo is None or each < first_redo), default=0)
    forth = min((each for each in numbers if first_redo is not None and each > first_redo), default=None)
    if first_redo is not None and back and not any(back < each < first_redo for each in sound):
        forth = first_redo  # nobody can say whether the bad one was undone, too
    for key, reason in bad.items():
        told = _said(reason, s.CHANGES, key)
        mending.put_aside(s.CHANGES, key, told)
        mending.tell(s.CHANGES, key, told, "set it aside, with what only it makes possible to undo or redo")
    for number, key in sound.items():
        if number <= back or (forth is not None and number >= forth):
            mending.put_aside(s.CHANGES, key, "it could be undone or redone only with another one, which is damaged")


def _keep_one(mending: _Mending, table: str) -> None:
    """One document where there should be one: that which was written last and can be read."""
    lines = mending.tables.get(table, {})
    if not lines:
        found = f"there is no document, and without it nobody can say {_LACKS[table]}"
        mending.tell(table, "1", found, RESTORE, can_fix=False)
        return
    if len(lines) == 1:
        return
    sound = [key for key, line in lines.items() if mending.wrong(table, key, line) is None]
    if not sound:
        mending.tell(
            table, next(iter(lines)), f"there should be one and there are {len(lines)}", RESTORE, can_fix=False
        )
        return
    keep = max(sound, key=lambda key: (_revision(key, lines[key]), int(key) if is_number(key) else 0))
    for key in [each for each in lines if each != keep]:
        reason = f"there should be one document and there are {counted(len(lines), 'document')}"
        mending.put_aside(table, key, reason)
        mending.tell(table, key, reason, f"set it aside and keep document {shortened(keep, 40)}")


_LACKS: Final = {s.META: "which plan the journey follows", s.JOURNEY: "when it began and with how many hours"}


def _revision(key: str, line: bytes) -> int:
    found = layout.decoded(key, line).get("revision", 0)
    return found if isinstance(found, int) else 0


def _merge_same(mending: _Mending, table: str, name: str) -> None:
    """Two documents for one milestone or skill become one: what only one of them says stays, done wins."""
    first: dict[str, str] = {}
    lines = mending.tables.get(table, {})
    for key in sorted(lines, key=lambda each: int(each) if is_number(each) else 0):
        document = layout.decoded(key, lines[key])
        one = visible(str(document.get(name)))
        if one not in first:
            first[one] = key
            continue
        keep = first[one]
        merged = _merged(layout.decoded(keep, lines[keep]), document)
        line = layout.encoded(keep, merged)
        if mending.wrong(table, keep, line) is None:
            mending.keep_copy(table, keep, "merged with another document")
            lines[keep] = line
        reason = f"{name} {quoted(one)} is taken by document {keep}"
        mending.put_aside(table, key, reason)
        mending.tell(table, key, reason, f"merge the two into document {keep}, and keep both in a file of their own")


def _merged(one: Document, other: Document) -> Document:
    """One document of two; where both speak, that of the milestone that got further, and otherwise the later one."""

    def weight(document: Document) -> int:
        state = document.get("state", State.OPEN.value)
        return next((weight for each, weight in _WEIGHT.items() if each.value == state), 0)

    loser, winner = (one, other) if weight(other) >= weight(one) else (other, one)
    result = loser | winner
    steps = [*loser.get("steps", ()), *winner.get("steps", ())]
    return result | {"steps": sorted(set(steps))} if steps else result
