"""What every start pays for, made lighter: libraries that prefer a heavy module, but do without it.

Nothing here changes what the planner does. Whoever asks for the heavy module later gets it as ever.
"""

import sys
from collections.abc import Callable
from contextlib import suppress
from importlib import import_module
from types import ModuleType
from typing import Any


def take_msgspec() -> None:
    """Without `typing_extensions`, which has nothing that Python 3.11 lacks, and without its descriptions of types, for
    which nobody here asks: saves 11 of a call's 90 ms.
    """
    if "msgspec" in sys.modules:
        return
    described, schemas = "msgspec.inspect", "msgspec._json_schema"
    later = {name: _later(schemas, name) for name in ("schema", "schema_components")}
    stand_ins = {described: _stand_in(described), schemas: _stand_in(schemas, **later)}
    sys.modules |= stand_ins
    _take("msgspec", without="typing_extensions")
    for name, stand_in in stand_ins.items():
        if sys.modules.get(name) is stand_in:
            del sys.modules[name]


def take_hashlib() -> None:
    """Without OpenSSL; Python has its own SHA-256, and what is hashed here is small: saves 3 ms."""
    _take("hashlib", without="_hashlib")


def take_argparse() -> None:
    """Without the system's translations of its few words, which would stand among ours: saves 2 of a call's 80 ms."""
    name = "gettext"
    if name in sys.modules or "argparse" in sys.modules:
        return
    stand_in = ModuleType(name)
    vars(stand_in).update(gettext=str, ngettext=lambda one, many, number: one if number == 1 else many)
    sys.modules[name] = stand_in
    import_module("argparse")
    del sys.modules[name]


def take_asyncio() -> None:
    """Without TLS, which an app in a terminal has no use for: saves 5 of 200 ms and 4 MiB."""
    _take("asyncio", without="ssl")


def take_textual() -> None:
    """Without the module of type names, which imports a dozen widgets for them: saves 6 of 300 ms.

    Until somebody wants more of it, one stands in its place that has the one name the app itself needs.
    """
    name = "textual.types"
    if name in sys.modules:
        return
    known, only = import_module("textual._types"), "IgnoreReturnCallbackType"
    stand_in = _stand_in(name, **({only: getattr(known, only)} if hasattr(known, only) else {}))
    sys.modules[name] = vars(sys.modules["textual"])["types"] = stand_in


def _take(name: str, *, without: str) -> None:
    """Import a module that falls back on something else when `without` is not there."""
    if name in sys.modules or without in sys.modules:
        return
    sys.modules[without] = None  # type: ignore[assignment]  # None is how Python says "there is none"
    with suppress(ImportError):  # a later version may insist; then it is imported by whoever needs it first
        import_module(name)
    del sys.modules[without]


def _stand_in(name: str, **known: Any) -> ModuleType:
    """A module that has what is known, and brings the whole one when asked for more."""

    def whole(wanted: str) -> Any:
        if wanted.startswith("__"):  # the import itself asks for such
            raise AttributeError(wanted)
        if sys.modules.get(name) is module:
            del sys.modules[name]
        return getattr(import_module(name), wanted)

    module = ModuleType(name)
    vars(module).update(known, __getattr__=whole, __spec__=None)
    return module


def _later(module: str, name: str) -> Callable[..., Any]:
    """A function of a module that is loaded when it is called."""
    return lambda *given, **named: getattr(import_module(module), name)(*given, **named)
