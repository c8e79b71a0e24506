"""The settings file on disk: read as it is, written whole or not at all, made the first time something is changed.

Only its owner may read it. What cannot be understood is never written over.
"""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Final

from planner.errors import BadValue, CannotWrite, Unreadable
from planner.settings.reading import Reading, read, unreadable
from planner.settings.writing import Value, changed

LARGEST: Final = 2**20


class SettingsFile:
    """One person's settings. `place` finds the file; it is asked once, and only when needed."""

    def __init__(self, place: Callable[[], Path]) -> None:
        self._place = place
        self._path: Path | None = None

    @property
    def path(self) -> Path:
        """Where the file is, or would be."""
        if self._path is None:
            self._path = self._place()
        return self._path

    @property
    def exists(self) -> bool:
        """True when something was set."""
        try:
            return self.path.exists()
        except OSError:
            return False

    def read(self) -> Reading:
        """What counts, and what is wrong. Raises nothing: a file that cannot be read is a finding."""
        try:
            return read(self._text())
        except Unreadable as error:
            return unreadable(error.message)

    def _text(self) -> str:
        """The text of the file, empty when there is none. Unreadable says why it cannot be had."""
        from planner.store.disk import read_file

        try:
            data, _, hold = read_file(self.path, LARGEST)
        except (FileNotFoundError, NotADirectoryError):
            return ""
        except (OSError, ValueError) as error:
            raise Unreadable(f"It cannot be read: {getattr(error, 'strerror', None) or error}.") from error
        hold.close()
        try:
            return data.decode("utf-8-sig")
        except UnicodeDecodeError as error:
            raise Unreadable(f"It is not UTF-8 text (byte {error.start}).") from error

    def change(self, changes: Mapping[str, Value]) -> Reading:
        """Set some values in the file as it is now, and return what counts then; see `writing.changed`.

        BadValue for a value that would be wrong, Unreadable for a file that cannot be understood, Refused for one that
        must be changed by hand, CannotWrite when the disk refuses. After any of them the file is as before.
        """
        try:
            text, before = self._understood()
            written = changed(text, changes)
        except Unreadable as error:
            said = f"{self.path} was left as it is, for it has to be put right by hand first. {error.message}"
            raise Unreadable(said) from error
        after = read(written)
        known = {(each.key, each.message) for each in before.findings}
        for finding in after.findings:
            if finding.key in changes or (finding.key, finding.message) not in known:
                raise BadValue(finding.message)
        self._write(written)
        return after

    def _understood(self) -> tuple[str, Reading]:
        """The text and what it says. Unreadable says where it goes wrong."""
        text = self._text()
        reading = read(text)
        if not reading.is_readable:
            raise Unreadable(_why(reading))
        return text, reading

    def _write(self, text: str) -> None:
        from planner.store.disk import make_folders
        from planner.store.export import write_whole

        try:
            make_folders(self.path.parent)
        except OSError as error:
            raise CannotWrite(f"{self.path} could not be written: {error.strerror or error}.") from error
        write_whole(self.path, text.encode())


def _why(reading: Reading) -> str:
    line, message = reading.findings[0].line, reading.findings[0].message
    return f"Line {line}: {message}" if line else message
