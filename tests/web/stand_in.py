"""A stand-in for the app, run as a process: speaks Textual's web protocol, and shows what it was given.

Its first screen is a JSON object of its arguments and its size; then it shows every packet that it receives. What its
second argument names happens too: `links` asks for links and a download, `fails` ends with a sentence before it began,
`stubborn` does not end when asked to, `quits` leaves by itself with a sentence. Asked to end, it writes its process id
to the file that its first argument names.
"""

import json
import os
import signal
import sys
from pathlib import Path


def packet(kind: bytes, content: bytes) -> None:
    os.write(1, kind + len(content).to_bytes(4, "big") + content)


def wish(**values: object) -> None:
    packet(b"M", json.dumps(values).encode())


def read(size: int) -> bytes:
    content = b""
    while len(content) < size:
        piece = os.read(0, size - len(content))
        if not piece:
            sys.exit(3)
        content += piece
    return content


def ended(*_: object) -> None:
    with Path(sys.argv[1]).open("a", encoding="utf-8") as file:
        file.write(f"{os.getpid()}\n")
    wish(type="exit")
    os._exit(0)


def main() -> None:
    what = sys.argv[2] if len(sys.argv) > 2 else ""
    if what == "fails":
        sys.exit("planner: the file \x1b]0;is\x07 damaged")
    signal.signal(signal.SIGTERM, signal.SIG_IGN if what == "stubborn" else ended)
    os.write(1, b"__GANGLION__\n")
    given = {"arguments": sys.argv[1:], "size": [os.environ["COLUMNS"], os.environ["ROWS"]], "id": os.getpid()}
    packet(b"D", json.dumps({**given, "served": os.environ["PLANNER_SERVED_BY"] == str(os.getppid())}).encode())
    if what == "links":
        for url in ("javascript:alert(1)", "file:///etc/passwd", "data:text/html,x", "https://example.org/a"):
            wish(type="open_url", url=url, new_tab=False)
        wish(type="deliver_file_start", key="k", path="/etc/passwd", open_method="browser", mime_type="", encoding="")
        packet(b"P", b"l11:deliver_chunk1:k4:texte")
        packet(b"D", b"after the links")
    if what == "quits":
        wish(type="exit")
        sys.exit("planner: left by itself")
    while True:
        kind = read(1)
        packet(b"D", kind + read(int.from_bytes(read(4), "big")))


if __name__ == "__main__":
    main()
