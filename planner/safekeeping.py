"""Backups of the journey's file: make one, list them, bring one back.

Beside the session and not part of it, because there may be no journey that can be opened. What is in the way of a
restore is set aside under a name that says so, and never deleted.
"""

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from datetime import date, datetime
from pathlib import Path
from typing import Final, NamedTuple

from planner import catalog
from planner.core.journey import Journey, State
from planner.core.parsing import parse_date
from planner.core.plan import Plan
from planner.core.plan_update import carried_over
from planner.core.progress import measure
from planner.core.scope import items
from planner.core.text import quoted, visible
from planner.core.wording import counted
from planner.errors import BadValue, Busy, CannotWrite, NoJourney, NotFound, PlannerError, Refused, Unreadable
from planner.store import layout
from planner.store.aside import put_back, set_aside
from planner.store.backups import Backup, Backups, Reason, copy_to
from planner.store.codec import BrokenDocumentError, Decoder
from planner.store.disk import make_folders, read_file, replace_file
from planner.store.export import place_of
from planner.store.history import latest_title
from planner.store.journeys import JourneyFile
from planner.store.layout import Tables
from planner.store.lock import held
from planner.store.migrations import NewerSchemaError, upgraded
from planner.store.storage import PATIENCE, unreadable

LATEST: Final = "latest"
REASONS: Final = {
    Reason.DAILY: "before the first change of the day",
    Reason.MIGRATION: "before its format was brought up to date",
    Reason.RESTORE: "before a restore",
    Reason.DOCTOR: "before a repair",
    Reason.BY_HAND: "made by hand",
}
"""Why a backup was made, in words."""

_STAMP: Final = "%Y-%m-%dT%H%M%S"
_MOST_NAMED: Final = 5


class Kept(NamedTuple):
    """One backup and what is in it, in a line; `is_sound` when it can be brought back."""

    backup: Backup
    holds: str
    is_sound: bool


class Restored(NamedTuple):
    """What a restore did: the backup, what it holds in a line, and what became of what was there.

    `is_changed` is False when the journey was the same already. With `can_undo` undo brings back what was there; else
    `set_aside` is where that is kept now, None when nothing was there.
    """

    source: Path
    holds: str
    is_changed: bool
    can_undo: bool
    set_aside: Path | None = None


class _Content(NamedTuple):
    """A data file read whole; `tables` are in today's format."""

    path: Path
    data: bytes
    tables: Tables
    journey: Journey


class Safekeeping:
    """The backups of one data file. `folders` are those of the plans, which tell how much there is to do in all.

    `now` gives the local time, `today` what a word such as "yesterday" counts from.
    """

    def __init__(self, path: Path, folders: tuple[Path, ...], now: Callable[[], datetime], today: date) -> None:
        self.path = path
        self._folders = folders
        self._now = now
        self._today = today
        self._backups = Backups(path)
        self._plans: dict[str, Plan | None] = {}

    def all(self) -> list[Kept]:
        """Every backup with what is in it, the newest first. CannotWrite when the folder cannot be looked into."""
        return [self._described(each) for each in self._listed()]

    def back_up(self, target: Path | None = None) -> Path:
        """Copy the data file to its backups, or to a file or folder of one's own; returns where it is.

        NoJourney without a file, Unreadable when it is damaged, Refused when `target` exists: nothing is overwritten.
        """
        content = self._content(self.path)
        if target is not None:
            return self._copy(content, target)
        with _telling(self._backups.folder), held(self._backups.target, PATIENCE):
            made = self._backups.make(self._now(), Reason.BY_HAND)
        if made is None:
            raise NoJourney(f"There is no journey at {self.path} any more.")
        return made.path

    def restore(self, which: str, *, other_journey: bool = False, anyway: bool = False) -> Restored:
        """Bring a backup back: by its name or the beginning of it, its day, "latest", or the path of any data file.

        A change like any other when the journey can be read, so that it can be undone. A damaged or missing file is
        replaced after it was set aside; one of a newer program only `anyway`. Refused when the backup is of another
        journey, unless `other_journey`. NotFound for no such backup, BadValue when several could be meant.
        """
        found = self._content(self._chosen(which))
        holds = self._holds(found)
        file = JourneyFile(self.path)
        try:
            present = _present(file)
            if present is None:
                return self._replace(found, holds, file, anyway=anyway)
            if present.id != found.journey.id and not other_journey:
                raise Refused(
                    f"{found.path} is of another journey than {self.path} holds now. "
                    "Give --other-journey when you want it all the same; undo would bring this one back."
                )
            saved = file.restore(found.tables, f"restored: {found.path.stem}", self._now())
        finally:
            file.close()
        return Restored(found.path, holds, is_changed=saved is not None, can_undo=saved is not None)

    # Which one

    def _listed(self) -> list[Backup]:
        with _telling(self._backups.folder):
            return self._backups.all()

    def _described(self, backup: Backup) -> Kept:
        try:
            return Kept(backup, self._holds(self._content(backup.path)), is_sound=True)
        except PlannerError as error:
            return Kept(backup, f"cannot be brought back: {error.message}", is_sound=False)

    def _chosen(self, which: str) -> Path:
        """The backup that is meant."""
        if os.sep in which or which.endswith(".json"):
            path = Path(which).expanduser()
            return path if path.is_absolute() or path.exists() else self._backups.folder / which
        backups = self._listed()
        if not backups:
            raise NotFound(f"There is no backup of {self.path} yet.")
        word = which.strip()
        if word.casefold() in ("", LATEST):
            return self._newest_sound(backups)
        named = [each for each in backups if word in (each.name, each.label)]
        of_day = [each for each in backups if each.at.date() == self._day(word)]
        if not named and of_day:
            return self._newest_sound(of_day)
        named = named or [each for each in backups if each.name.startswith(word) or each.label.startswith(word)]
        if not named:
            raise NotFound(f"There is no backup {quoted(which)}; `planner restore --list` shows them.")
        if len(named) > 1:
            names = ", ".join(each.label for each in named[:_MOST_NAMED])
            raise BadValue(f"{quoted(which)} could be {counted(len(named), 'backup')}: {names}. Give more of the name.")
        return named[0].path

    def _newest_sound(self, backups: list[Backup]) -> Path:
        """The newest that can be read and that no restore made, so that the same word brings back the same twice."""
        sound = (each for each in backups if each.reason is not Reason.RESTORE and self._described(each).is_sound)
        return next(sound, backups[0]).path

    def _day(self, text: str) -> date | None:
        try:
            return parse_date(text, self._today, looking_back=True)
        except PlannerError:
            return None

    # What is in one

    def _content(self, path: Path) -> _Content:
        """A data file read whole and decoded, whatever format it is of."""
        try:
            data, _, hold = read_file(path, layout.LARGEST_FILE)
            hold.close()
            tables = upgraded(layout.parse(data))
            journey = Decoder().decode(tables).journey
        except (FileNotFoundError, NotADirectoryError):
            kind = NoJourney if path == self.path else NotFound
            what = "no journey" if path == self.path else "nothing"
            raise kind(f"There is {what} at {path}.") from None
        except NewerSchemaError as error:
            raise Unreadable(f"{path} was written by a newer planner: {error}. Update planner to open it.") from error
        except (layout.DamagedError, BrokenDocumentError) as error:
            raise self._unreadable(path, str(error)) from error
        except OSError as error:
            raise self._unreadable(path, error.strerror or str(error)) from error
        return _Content(path, data, {name: dict(lines) for name, lines in tables.items()}, journey)

    def _unreadable(self, path: Path, reason: str) -> Unreadable:
        return unreadable(path, reason) if path == self.path else Unreadable(f"{path} cannot be read: {reason}.")

    def _holds(self, content: _Content) -> str:
        """What a data file holds, in a line: "Ada, marketing: 14 of 41 done, 32 h; last: done: Write one spec"."""
        journey = content.journey
        settings, plan = journey.settings, self._plan(journey)
        who = ", ".join(filter(None, (settings.name, settings.plan)))
        done = f"{sum(record.state is State.DONE for record in journey.records.values())} done"
        if plan is not None:
            progress = measure(items(plan, carried_over(plan, journey)).values())
            done = f"{progress.done} of {progress.counted} done"
        hours = f"{sum(entry.hours for entry in journey.log):g} h logged"
        last = latest_title(content.tables)
        return visible(f"{who}: {done}, {hours}" + (f"; last change: {last}" if last else ""))

    def _plan(self, journey: Journey) -> Plan | None:
        """The plan that a journey follows; None when it cannot be read."""
        reference = journey.settings.plan_file or journey.settings.plan
        if reference not in self._plans:
            self._plans[reference] = None
            with suppress(PlannerError):
                self._plans[reference] = catalog.load(reference, self._folders)
        return self._plans[reference]

    # Copies and replacements

    def _copy(self, content: _Content, target: Path) -> Path:
        name = f"{self.path.stem}-{self._now().strftime(_STAMP)}.json"
        place = place_of(target, name)
        with _telling(place):
            if os.path.lexists(place):
                raise Refused(f"{place} exists already, and nothing is overwritten. Choose another name.")
            copy_to(place, content.data)
        return place

    def _replace(self, found: _Content, holds: str, file: JourneyFile, *, anyway: bool) -> Restored:
        """Put the backup where no readable journey is, and what is there aside, only when all else is done."""
        target = Path(os.path.realpath(self.path))
        if not anyway:
            self._refuse_newer()
        aside: Path | None = None

        def check() -> None:
            nonlocal aside
            if _present(file) is not None:
                raise Busy(f"{target} was put right by another program at the same moment. Nothing was restored.")
            aside = set_aside(target, self._now())

        with _telling(target):
            make_folders(target.parent)
            with held(target, PATIENCE):
                try:
                    replace_file(target, found.data, check)[1].close()
                except OSError:
                    if aside is not None:
                        put_back(aside, target)
                    raise
        return Restored(found.path, holds, is_changed=True, can_undo=False, set_aside=aside)

    def _refuse_newer(self) -> None:
        try:
            self._content(self.path)
        except Unreadable as error:
            if isinstance(error.__cause__, NewerSchemaError):
                raise Refused(
                    f"{error.message} --anyway sets it aside, keeps it, and puts the backup in its place."
                ) from error
        except PlannerError:
            return


def _present(file: JourneyFile) -> Journey | None:
    """The journey as it is; None when there is none that can be read."""
    try:
        return file.load()
    except (NoJourney, Unreadable):
        return None


@contextmanager
def _telling(path: Path) -> Iterator[None]:
    """Turn what the operating system says about a path into words for people."""
    try:
        yield
    except OSError as error:
        raise CannotWrite(f"{path} cannot be used: {error.strerror or error}. Your data file is as it was.") from error
