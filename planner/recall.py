"""What was worked out before and still holds: the plan as read from its files, the forecast and dates of a journey.

All are functions of what they are worked out from, so each is kept under a digest of exactly that, together with the
very code at work: a plan under the bytes of every file it may come from, the others under plan, journey and day. An
answer of other inputs is never found. Without a folder to keep answers in, everything is worked out each time.
"""

import os
from collections.abc import Callable, Sequence
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Final, TypeVar

import msgspec

from planner import catalog
from planner.catalog.fingerprint import fingerprint
from planner.core.outlook import Outlook, dated
from planner.core.plan import Plan
from planner.core.schedule import Schedule
from planner.store.memo import Memo

if TYPE_CHECKING:
    from hashlib import _Hash

    from planner.core.forecast_values import Forecast

_PLAN, _FORECAST, _SCHEDULE = "plan", "forecast", "schedule"
_MANY: Final = 200  # milestones; fewer are placed sooner than remembered
_CODE: Final = (Path(__file__).parent / "core", Path(__file__).parent / "catalog")

T = TypeVar("T")
W = TypeVar("W")


class Recall:
    """Plans and forecasts, from memory when nothing they depend on changed. `folder` finds where memory is kept."""

    def __init__(self, folder: Callable[[], Path] | None) -> None:
        self._memo = Memo(folder) if folder else None
        self._known: tuple[Plan, bytes] | None = None
        self._asked: tuple[Outlook, bytes] | None = None

    def plan(self, reference: str, folders: Sequence[Path]) -> Plan:
        """As `catalog.load`. Only a plan known by its id is kept, and only when no file of it is out of bounds."""
        key = None if self._memo is None else _plan_key(reference, folders)
        plan = self._of(_PLAN, key, Plan, lambda: catalog.load(reference, folders))
        self._known = (plan, key) if key else None
        return plan

    def forecast(self, outlook: Outlook, worked_out: "Callable[[], Forecast | None]") -> "Forecast | None":
        """What `worked_out` gives for an outlook of the plan last asked for. That there is none is not kept."""
        from planner.core.forecast_values import Forecast

        def with_dates() -> "Forecast | None":
            found = worked_out()
            self._keep_dates(outlook)  # last, when nobody waits for a picture
            return found

        return self._of(_FORECAST, self._key(outlook), Forecast, with_dates)

    def dated(self, outlook: Outlook) -> Outlook:
        """An outlook of the plan last asked for with its schedule from memory, where that is the quicker way."""
        known = self._get(_SCHEDULE, self._key(outlook), Schedule) if _is_large(outlook) else None
        return outlook if known is None else dated(outlook, known)

    def _keep_dates(self, outlook: Outlook) -> None:
        key = self._key(outlook) if _is_large(outlook) else None
        if self._memo is not None and key is not None:
            self._memo.put(_SCHEDULE, key, msgspec.msgpack.encode(outlook.schedule))

    def _key(self, outlook: Outlook) -> bytes | None:
        """The digest of an outlook, None when it is of another plan or of one that is not kept."""
        if self._known is None or self._known[0] is not outlook.plan:
            return None
        asked = self._asked
        if asked is None or asked[0] is not outlook:
            asked = self._asked = (outlook, _outlook_key(self._known[1], outlook))
        return asked[1]

    def _of(self, name: str, key: bytes | None, kind: type[T], worked_out: Callable[[], W]) -> T | W:
        known = self._get(name, key, kind)
        if known is not None:
            return known
        answer = worked_out()
        if answer is not None and self._memo is not None and key is not None:
            self._memo.put(name, key, msgspec.msgpack.encode(answer))
        return answer

    def _get(self, name: str, key: bytes | None, kind: type[T]) -> T | None:
        known = None if self._memo is None or key is None else self._memo.get(name, key)
        if known is None:
            return None
        try:
            return msgspec.msgpack.decode(known, type=kind)
        except msgspec.MsgspecError:  # only whole answers get here; then a library has changed its mind
            return None


def _plan_key(reference: str, folders: Sequence[Path]) -> bytes | None:
    files = fingerprint(reference, folders)
    return None if files is None else _with_code(sha256(files))


def _is_large(outlook: Outlook) -> bool:
    return len(outlook.plan.milestones) + len(outlook.journey.own) >= _MANY


def _outlook_key(plan: bytes, outlook: Outlook) -> bytes:
    return sha256(plan + msgspec.msgpack.encode((outlook.journey, outlook.today))).digest()


def _with_code(digest: "_Hash") -> bytes | None:
    """With names, sizes and times of the files that work things out: a new version, or an edit, has other answers."""
    try:
        for folder in _CODE:
            with os.scandir(folder) as entries:
                for entry in sorted(entries, key=lambda each: each.name):
                    if entry.name.endswith(".py"):
                        status = entry.stat()
                        digest.update(b"%s %d %d\n" % (entry.name.encode(), status.st_size, status.st_mtime_ns))
    except OSError:
        return None
    return digest.digest()
