"""The terminal for the browser, as textual-serve brings it: a script, a style sheet and a font, and nothing else of it.

Only these files are ever handed out. Its server is not used: it asks no one who they are, and its page loads a font
from a company's server. The files are found without importing the package, which would bring Textual along.
"""

from collections.abc import Mapping
from importlib.util import find_spec
from pathlib import Path
from types import MappingProxyType
from typing import Final

_PACKAGE: Final = "textual_serve"
_FILES: Final = ("js/textual.js", "css/xterm.css", "fonts/RobotoMono-VariableFont_wght.ttf")


def terminal_files() -> Mapping[str, Path] | None:
    """The files by the last part of their name, or None when the package is not installed or holds others."""
    found = find_spec(_PACKAGE)
    folders = (found.submodule_search_locations or ()) if found else ()
    for folder in folders:
        files = {name.rpartition("/")[2]: Path(folder) / "static" / name for name in _FILES}
        if all(path.is_file() for path in files.values()):
            return MappingProxyType(files)
    return None
