"""An app in the browser never outlives its server, not even one that was killed and could tell nobody."""

import os
import signal
import threading
from typing import Final

_LOOK_SECONDS: Final = 1.0


def end_with(parent: int) -> None:
    """From now on, end this process as SIGTERM does (what waits is saved) once its parent is another than `parent`."""
    threading.Thread(target=_watch, args=(parent,), name="planner-parent", daemon=True).start()


def _watch(parent: int) -> None:
    pause = threading.Event()
    while os.getppid() == parent:
        pause.wait(_LOOK_SECONDS)
    os.kill(os.getpid(), signal.SIGTERM)
