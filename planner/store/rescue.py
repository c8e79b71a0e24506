"""Puts right what `health` found wrong with a data file: its text only after a copy is safe, and one thing at a time.

What is taken out of the file goes into a file beside it and is never deleted. Errors: Busy when another program writes
to the file or changed it since it was looked at, CannotWrite when the disk refuses; the data file is whole after both.
"""

import json
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from planner.core.wording import counted
from planner.errors import Busy, CannotWrite
from planner.store import layout
from planner.store.aside import aside_of
from planner.store.backups import Backups, Reason
from planner.store.disk import read_file, replace_file
from planner.store.health import instead, strays, wrong_modes
from planner.store.lock import held
from planner.store.place import Place
from planner.store.salvage import Aside
from planner.store.storage import PATIENCE, SafeStorage

Tell = Callable[[str], None]


def keep_copy(place: Place) -> Path | None:
    """A verified copy of the file as it is, among its backups; None when there is nothing that could be copied."""
    if place.data is None:
        return None
    backups = Backups(place.path)
    with _telling(backups.folder), held(backups.target, PATIENCE):
        made = backups.make(place.now, Reason.DOCTOR)
    return None if made is None else made.path


def tidy(place: Place, tell: Tell) -> bool:
    """Put right what lies around the file and its modes, and tell each thing as it is done. No content is touched.

    True when anything was done.
    """
    modes = wrong_modes(place)
    for path, _, mode in modes:
        with _telling(path):
            path.chmod(mode)
        tell(f"{path} is yours alone now ({mode:04o}).")
    stray = strays(place)
    if stray:
        with _telling(place.target), held(place.target, PATIENCE):
            for path in stray:
                path.unlink(missing_ok=True)
                tell(f"{path} is removed.")
    return bool(modes or stray)


def put_right(place: Place, tell: Tell) -> None:
    """Put right what is in the file, as its findings promise, after `keep_copy`; tell each thing as it is done."""
    if place.mended is None or not place.mended.opens:
        return
    aside = [*(place.salvage.aside if place.salvage else ()), *place.mended.aside]
    if aside:
        tell(f"{_write_aside(place, aside)} keeps {counted(len(aside), 'piece')} taken out of the file.")
    if place.salvage is not None:
        rather = instead(place)
        _replace_text(place)
        tell(f"{place.path} is written anew with what could be read of it.")
        if rather:
            tell(f"{rather} instead.")
    elif place.mended.findings:
        _replace_lines(place)
        for finding in place.mended.findings:
            tell(f"{finding.where}: {finding.would}. Done.")


def _write_aside(place: Place, aside: list[Aside]) -> Path:
    path = aside_of(place.target, place.now)
    pieces = [each._asdict() for each in aside]
    with _telling(path):
        replace_file(path, json.dumps({"of": str(place.path), "pieces": pieces}, indent=1).encode(), lambda: None)
    return path


def _replace_lines(place: Place) -> None:
    """Put the mended documents in the place of the old ones, as one transaction of the store."""
    assert place.mended is not None
    storage = SafeStorage(place.path)
    try:
        with storage.transaction():
            if storage.tables() != layout.parse(place.data or b""):
                raise _changed(place)
            _fill(storage, place.mended.tables)
    finally:
        storage.close()


def _fill(storage: SafeStorage, tables: Mapping[str, Mapping[str, bytes]]) -> None:
    for table in [name for name in storage.tables() or {} if name not in tables]:
        storage.drop(table)
    for table, new in tables.items():
        lines = storage.lines(table)
        lines.clear()
        lines.update(new)


def _replace_text(place: Place) -> None:
    """Put a whole file in the place of one whose text is damaged, which the store itself never overwrites."""
    assert place.mended is not None

    def check() -> None:
        if read_file(place.target, layout.LARGEST_FILE)[0] != place.data:
            raise _changed(place)

    with _telling(place.path), held(place.target, PATIENCE):
        replace_file(place.target, layout.assemble(place.mended.tables), check)


def _changed(place: Place) -> Busy:
    return Busy(f"{place.path} was changed by another program since it was looked at. It was not repaired; try again.")


@contextmanager
def _telling(path: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise CannotWrite(
            f"{path} could not be written or changed: {error.strerror or error}. The repair ended here; your data file "
            "is whole, and what was done until now was said."
        ) from error
