"""The app on screen. Imported only when it is asked for: it brings Textual along."""

from typing import TYPE_CHECKING

from planner.light import take_asyncio, take_hashlib, take_textual

if TYPE_CHECKING:
    from planner.session import Surroundings


def open_app(surroundings: "Surroundings", *, is_demo: bool = False) -> int:
    """Run the app until the person leaves; returns the exit code."""
    take_asyncio()
    take_hashlib()
    take_textual()
    from planner.tui.app import run_app

    return run_app(surroundings, is_demo=is_demo)
