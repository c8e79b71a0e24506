"""The two ends of a call: stdout for data, stderr for narration. The only place that writes to either.

Colour is bold, dim and one accent, and says nothing that a word or symbol does not say too.
"""

import io
import os
import re
import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Final, TextIO

from planner.core.text import has_controls, visible
from planner.errors import CannotWrite

_BOLD, _DIM, _ACCENT, _RESET = "\x1b[1m", "\x1b[2m", "\x1b[36m", "\x1b[0m"
_OWN_STYLES: Final = r"(\x1b\[(?:0|1|2|36)m)"
_NARROWEST: Final = 60
_WIDEST: Final = 140


class Console:
    """Writes for one call. `width` is the number of cells to fill."""

    def __init__(self, *, has_colour: bool = False, width: int = 80) -> None:
        self.has_colour = has_colour
        self.width = min(max(width, _NARROWEST), _WIDEST)
        self._said: Callable[[str], str] = str
        _make_forgiving(sys.stdout)
        _make_forgiving(sys.stderr)

    def speak(self) -> None:
        """From now on, write for the ear: no colour, no columns, a word for every symbol."""
        from planner.cli.speech import WIDTH, spoken  # few calls need it

        self.has_colour, self.width, self._said = False, WIDTH, spoken

    def line(self, text: str = "") -> None:
        """One line of data for people; whatever could drive a terminal is shown as a picture of itself."""
        self._write(self._said(_safe(text)) + "\n")

    def lines(self, texts: Iterable[str]) -> None:
        """Several lines at once."""
        self._write("".join(f"{self._said(_safe(text))}\n" for text in texts))

    def json(self, value: Mapping[str, object] | Sequence[object]) -> None:
        """One JSON document, raw UTF-8 whatever the locale."""
        import json  # only when asked for

        text = json.dumps(value, ensure_ascii=False, indent=2)
        if has_controls(text):
            text = json.dumps(value, indent=2)
        self.text(text + "\n")

    def text(self, text: str) -> None:
        """A document made elsewhere, such as a report, as UTF-8 and otherwise as it is."""
        if isinstance(sys.stdout, io.TextIOWrapper):
            sys.stdout.reconfigure(encoding="utf-8")
        self._write(text)

    @property
    def is_terminal(self) -> bool:
        """True when stdout is read by a person and not by a program or a file."""
        return sys.stdout is not None and sys.stdout.isatty()

    def data(self, content: bytes) -> None:
        """A document that is not text, such as a PDF."""
        if isinstance(sys.stdout, io.TextIOWrapper):
            sys.stdout.flush()
            try:
                sys.stdout.buffer.write(content)
            except BrokenPipeError:
                raise
            except OSError as error:
                raise _unwritten(error) from error

    def narrate(self, text: str) -> None:
        """Words about what happened, on stderr. When nobody can hear them, the call goes on."""
        if sys.stderr is not None:
            try:
                print(self._said(visible(text)), file=sys.stderr, flush=True)
            except OSError:
                abandon(sys.stderr)

    def bold(self, text: str) -> str:
        """A heading."""
        return self._styled(_BOLD, text)

    def dim(self, text: str) -> str:
        """Something secondary."""
        return self._styled(_DIM, text)

    def accent(self, text: str) -> str:
        """The one thing to look at."""
        return self._styled(_ACCENT, text)

    def flush(self) -> None:
        """Have everything written. BrokenPipeError when the reader left, CannotWrite when it cannot be."""
        self._write("")

    def _styled(self, code: str, text: str) -> str:
        return f"{code}{text}{_RESET}" if self.has_colour and text else text

    def _write(self, text: str) -> None:
        if sys.stdout is None:  # closed by whoever called
            return
        try:
            sys.stdout.write(text)
            if not text:
                sys.stdout.flush()
        except BrokenPipeError:
            raise
        except OSError as error:
            raise _unwritten(error) from error


def _unwritten(error: OSError) -> CannotWrite:
    abandon(sys.stdout)
    return CannotWrite(f"The output could not be written: {error.strerror or error}.")


def abandon(stream: TextIO | None) -> None:
    """Send what is still buffered nowhere, so that the interpreter does not stumble over it at exit."""
    if stream is None:
        return
    try:
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, stream.fileno())
        os.close(nowhere)
    except (OSError, ValueError):
        return


def _safe(text: str) -> str:
    """`text` with our own styles kept and nothing else that a terminal would obey."""
    if "\x1b" not in text:
        return visible(text)
    return "".join(piece if index % 2 else visible(piece) for index, piece in enumerate(re.split(_OWN_STYLES, text)))


def _make_forgiving(stream: TextIO | None) -> None:
    """A terminal that cannot draw a symbol shows a question mark instead of ending the call."""
    if isinstance(stream, io.TextIOWrapper):
        stream.reconfigure(errors="replace")
