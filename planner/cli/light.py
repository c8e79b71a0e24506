"""What every command pays for, made lighter. Nothing here changes what a command does."""

import sys


def take_msgspec() -> None:
    """Import msgspec without `typing_extensions`, which it prefers but which has nothing that Python 3.11 lacks.

    That saves 9 of a call's 90 ms. Whoever asks for `typing_extensions` later, Textual for one, gets it as ever.
    """
    if "msgspec" in sys.modules or "typing_extensions" in sys.modules:
        return
    sys.modules["typing_extensions"] = None  # type: ignore[assignment]  # None is how Python says "there is none"
    try:
        import msgspec  # noqa: F401
    except ImportError:  # a later version insists; then it is imported by whoever needs it first
        pass
    finally:
        del sys.modules["typing_extensions"]
