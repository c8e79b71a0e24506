"""Text that arrives all at once: told from typing, for terminals that do not say that something was pasted.

Most terminals do say so, and Textual then sends a Paste. Where they do not, what was pasted comes as if it were typed,
and every letter would be a command. Nobody types half a dozen different letters within one read of the terminal; a key
that is held down sends the same one. While somebody writes in a field every key stays what it is.
"""

from collections.abc import Callable, Iterable, Iterator
from time import monotonic
from typing import TYPE_CHECKING, Any, Final

from textual import events
from textual._xterm_parser import XTermParser
from textual.message import Message

if TYPE_CHECKING:
    from textual.driver import Driver

LEAST_KEYS: Final = 6
"""As many keys in one read are a paste, if they are not the same two again and again."""
_LEAST_DIFFERENT: Final = 3
_REST_SECONDS: Final = 0.05  # a long paste comes in several reads; the last of them may be short
_READ_SIZE: Final = 4096
_POLL_SECONDS: Final = 0.1


class PasteAwareParser(XTermParser):
    """Turns bytes into events, and letters that come all at once into one Paste.

    `is_typing` says whether the keyboard is in a field; it is asked once for each read.
    """

    def __init__(self, is_typing: Callable[[], bool], *, debug: bool = False) -> None:
        super().__init__(debug)
        self._is_typing = is_typing
        self._ended = float("-inf")

    def feed(self, data: str) -> Iterable[Message]:
        found = list(super().feed(data))
        if not data or self._is_typing():
            return found
        return list(self._judged(found))

    def _judged(self, found: Iterable[Message]) -> Iterator[Message]:
        """The same events, every run of letters that was not typed as one Paste."""
        run: list[events.Key] = []
        for event in found:
            if isinstance(event, events.Key) and _is_text(event):
                run.append(event)
                continue
            yield from self._settled(run)
            run = []
            yield event
        yield from self._settled(run)

    def _settled(self, run: list[events.Key]) -> Iterable[Message]:
        now = monotonic()
        goes_on = now - self._ended < _REST_SECONDS
        if run and (goes_on or (len(run) >= LEAST_KEYS and len({each.key for each in run}) >= _LEAST_DIFFERENT)):
            self._ended = now
            return [events.Paste("".join(each.character or "" for each in run))]
        return run


def _is_text(key: events.Key) -> bool:
    """True for what a paste is made of."""
    return key.character is not None and (key.is_printable or key.character in "\r\n\t")


def paste_aware(driver: "type[Driver]", is_typing: Callable[[], bool]) -> "type[Driver]":
    """A driver that reads a terminal with that parser; every other driver as it is."""
    try:
        from textual.drivers.linux_driver import LinuxDriver
    except ImportError:  # where there are no such terminals
        return driver
    if driver is not LinuxDriver:
        return driver

    class PasteAwareDriver(LinuxDriver):
        """Reads as Textual's own does."""

        def run_input_thread(self) -> None:
            import os
            import selectors
            from codecs import getincrementaldecoder

            parser = PasteAwareParser(is_typing, debug=self._debug)
            decode = getincrementaldecoder("utf-8")("replace").decode
            with selectors.SelectSelector() as selector:
                selector.register(self.fileno, selectors.EVENT_READ)
                while not self.exit_event.is_set():
                    for _ in selector.select(_POLL_SECONDS):
                        data = decode(os.read(self.fileno, _READ_SIZE))
                        if data:
                            self._send(parser.feed(data))
                    self._send(parser.tick())
                if selector.select(0):  # what came last is read, so that no shell gets it
                    self._send(parser.feed(decode(os.read(self.fileno, _READ_SIZE))))

        def _send(self, found: Iterable[Any]) -> None:
            for event in found:
                self.process_message(event)

    return PasteAwareDriver
